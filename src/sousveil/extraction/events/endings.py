"""Whether the sentence of an event says that it is over."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sousveil.extraction.events.clause import Clause, Group
from sousveil.extraction.events.cues import chain, clause_cues, pure, span_of
from sousveil.extraction.events.event import DEAL, Event
from sousveil.extraction.events.manners import is_means
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.parties import Stage, places
from sousveil.extraction.events.scenes import Scene
from sousveil.extraction.events.word import Word

THINGS = DEAL | {"they_system", "they_deal", "technology"}
FORMER = frozenset(("former", "ex", "one-time", "erstwhile", "defunct", "now-defunct"))
GONE = frozenset(("no longer", "formerly", "defunct", "used to"))
CALLED_OFF = frozenset(("scrapped", "cancelled", "canceled", "abandoned", "axed", "discontinued"))
APART = frozenset(("after", "following", ",", "from"))
SWAP = frozenset(("replace", "swap", "switch", "exchange", "supersede", "switch away"))
RENEW = frozenset(("renew", "extend", "prolong"))
ANOTHER = frozenset("another similar second third other rival separate different".split())
FUTURE = frozenset({"m=modal_will", "m=modal_may", "m=modal_must"})


def ended(event: Event, clause: Clause, own: frozenset[str]) -> bool:
    """Tell whether the sentence of an event says that it is over."""
    scene = event.stage.scene
    if (lapses(event) and not _about_another(event, clause)) or _former(event):
        return True
    if _resumed(clause, scene):
        return False
    if not own & FUTURE and not clause.negated and _ends_it(event, clause):
        return True
    if event.rule not in ("gives", "makes") and event.type != "use" and ends_noun(scene, clause):
        return True
    words = [scene.words[i] for i in span_of(scene, clause)]
    if any(w.low in GONE for w in words) or _called_off(event, words):
        return True
    if _until(scene, clause, own) or _once(clause, words, own):
        return True
    below = clause
    for above in chain(clause)[:3]:
        if below.kind in ("rel", "part", "inf") and below.link not in APART:
            over = (
                _ends_now(scene, above)
                or let_go(scene, above)
                or out_of_use(scene, above)
                or (ends_noun(scene, above) and below.kind != "inf")
            )
            if over and (not above.negated or out_of_use(scene, above)):
                return True
        below = above
    return any(_ends(event, other) for other in scene.clauses if _follows(other, clause))


RESUMED = frozenset(("renew", "resume", "restart", "reinstate", "revive", "relaunch", "reopen"))


def _resumed(clause: Clause, scene: Scene) -> bool:
    """Tell what went on after all: "let the licence lapse and then renewed it"."""
    return any(
        c.index > clause.index
        and c.kind in ("coord", "resume")
        and c.verb.lemma in RESUMED
        and not (c.negated or c.modals)
        for c in scene.clauses
    )


def lapses(event: Event) -> bool:
    """Tell "did not renew", "refused to extend" and "does not use it any more"."""
    scene, clause = event.stage.scene, event.clause
    if clause.negated and out_of_use(scene, clause):
        return True
    above = clause.parent
    words = [scene.words[i] for i in span_of(scene, clause)]
    refused = (
        above is not None
        and clause.kind == "inf"
        and "fail" in above.verb.classes
        and not above.negated
    )
    if clause.verb.lemma in RENEW and (clause.negated or refused):
        return True
    return clause.negated and any(w.low in ("any longer", "any more", "anymore") for w in words)


def _former(event: Event) -> bool:
    """Tell "its former supplier Huawei"."""
    group = event.first.group
    scene = event.stage.scene
    if group is None or event.first.sentence != scene.index:
        return False
    return any(scene.words[i].low in FORMER for i in range(group.first, group.stop))


def _ends_it(event: Event, clause: Clause) -> bool:
    """Tell whether the verb of an event's own clause ends it."""
    scene = event.stage.scene
    if let_go(scene, clause):
        return not clause.modals
    if clause.verb.lemma in ("switch", "move", "change") and not clause.passive:
        return event.first.role.partition(".")[0] == "from" and _goes_to(clause)
    if not pure(clause, "end") or _planned(clause) or _about_another(event, clause):
        return False
    if event.type == "use" and is_means(event.stage, clause, event.first):
        return False  # "stopped the lorry with the help of plate readers"
    if clause.verb.lemma == "take out" and _buys(event, clause):
        return False
    if clause.verb.lemma == "call off" and event.rule == "from":
        return False
    return not is_new(event, clause)


def _goes_to(clause: Clause) -> bool:
    return any(g.prep == "to" for g in clause.after_verb())


def _buys(event: Event, clause: Clause) -> bool:
    """Tell "took out twelve licences" from "took out the cameras"."""
    objects = [g for g in clause.after_verb() if not g.prep]
    words = event.stage.scene.words
    lows = {words[i].low for g in objects for i in range(g.first, min(g.stop, len(words)))}
    return bool(lows & {"licence", "licences", "license", "licenses", "loan", "subscription"})


def _planned(clause: Clause) -> bool:
    """Tell what is only to end: "plans to scrap", "has promised to stop"."""
    below = clause
    for above in chain(clause)[:2]:
        if below.kind == "inf" and (
            "plan" in above.verb.classes or above.modals or above.verb.lemma in ("be", "order")
        ):
            return True
        below = above
    return False


def is_new(event: Event, clause: Clause) -> bool:
    """Tell the thing that takes the other's place: "replaced its cameras with some from Hanwha"."""
    one = event.first
    if clause.verb.lemma not in SWAP:
        return False
    if one.sentence != event.stage.scene.index:
        return not clause.passive
    subject = one.group is not None and one.group in clause.subjects()
    if subject:
        return not clause.passive
    turn = [g.first for g in clause.after_verb() if g.prep in ("with", "by", "for", "to")]
    return bool(turn) and one.first >= min(turn)


def ends_noun(scene: Scene, clause: Clause) -> bool:
    """Tell "the removal of", "put an end to", not "by the end of", "for their replacement"."""
    if "n=ended_noun" not in clause_cues(scene, clause):
        return False
    words = scene.words
    for group in clause.groups:
        for i in range(group.first, min(group.stop, len(words))):
            word = words[i]
            if "ended_noun" not in word.kinds or word.tag != "N":
                continue
            if word.low == "end":
                before = words[i - 1].low if i else ""
                if before in ("an", "its", "their") and group.prep in ("", "at", "to"):
                    return True
                continue
            if group.prep in ("", "of", "after", "since", "following"):
                return True
    return False


def _called_off(event: Event, words: list[Word]) -> bool:
    """Tell "its scrapped contract with"; another's abandoned scheme tells nothing."""
    if event.type == "finance":
        return False
    for word, then in zip(words, [*words[1:], None], strict=False):
        if word.low in CALLED_OFF and word.tag != "V":
            return then is not None and bool(then.kinds.keys() & THINGS)
    return False


def _until(scene: Scene, clause: Clause, own: frozenset[str]) -> bool:
    """Tell "used drones until 2019" from "has a licence until 2028", "on trial until June"."""
    at = next((i for i in span_of(scene, clause) if scene.words[i].low in ("until", "till")), None)
    if at is None or clause.modals or clause.negated or clause.perfect:
        return False
    was = any(
        scene.words[i].low in ("was", "were") for i in range(clause.first, max(clause.at, 0) + 1)
    )
    if "n=trial_noun" in own:
        return False
    bare = clause.at < 0 or clause.form == "ing" or (clause.passive and clause.kind == "part")
    return ("past" in own and not clause.passive) or was or bare


def _once(clause: Clause, words: list[Word], own: frozenset[str]) -> bool:
    """Tell "was once the supplier"."""
    was = clause.verb.lemma == "be" and not clause.negated and bool(words)
    return was and any(w.low == "once" and v.low in ("was", "were") for v, w in pairwise(words))


AWAY = frozenset("take send give hand switch turn shut put pull ship bring carry".split())


def let_go(scene: Scene, clause: Clause) -> bool:
    """Tell "let its licence expire", "sent it back" and "took them out of service"."""
    words = scene.words
    behind = [words[i] for i in span_of(scene, clause) if i > clause.at >= 0]
    if clause.verb.lemma in ("let", "allow"):
        below = [c for c in scene.clauses if c.parent is clause and c.kind in ("coord", "inf")]
        if any("end" in c.verb.classes and c.verb.forms & {"base"} for c in below):
            return True
        after = words[clause.stop : clause.stop + 1]
        return clause.verb.lemma == "let" and any(
            "end" in v.classes for w in (*behind, *after) for v in w.verbs
        )
    if clause.verb.lemma.split(" ")[0] in AWAY:
        lows = " ".join(w.low for w in behind)
        return (
            " back" in f" {lows}"
            or "out of service" in lows
            or "out of use" in lows
            or any(
                w.low in ("off", "down") and (w.tag == "A" or then is None or then.tag in "P,.C")
                for w, then in zip(behind, [*behind[1:], None], strict=False)
            )
        )
    return False


OF_USE = frozenset("use run work operate function employ".split())


def out_of_use(scene: Scene, clause: Clause) -> bool:
    """Tell "is no longer used", "are not in use any more" and "has not been turned on since"."""
    words = [scene.words[i].low for i in span_of(scene, clause)]
    text = " ".join(words)
    lemma = clause.verb.lemma.split(" ")[0]
    used = lemma in OF_USE or (lemma == "be" and " in use" in text)
    if used and ("no longer" in words or (clause.negated and "any more" in text)):
        return True
    on = lemma in OF_USE or (lemma in ("turn", "switch") and " on" in f" {text}")
    return clause.negated and clause.perfect and on and "since" in words


def _ends_now(scene: Scene, clause: Clause) -> bool:
    """Tell a verb of ending that is no plan."""
    return (
        pure(clause, "end")
        and not clause_cues(scene, clause) & FUTURE
        and not _planned(clause)
        and clause.verb.lemma not in SWAP
    )


def _about_another(event: Event, clause: Clause) -> bool:
    """Tell "a similar order" and "another contract", if they are not the event's own."""
    scene, one = event.stage.scene, event.first
    if one.sentence == scene.index and "anaphor" not in one.marks and one.clause is clause:
        return False
    return any(scene.words[i].low in ANOTHER for i in span_of(scene, clause))


def _follows(other: Clause, clause: Clause) -> bool:
    over = other.parent
    near = (
        over is clause
        or other is clause.parent
        or (over is clause.parent and over is not None)
        or (over is not None and over.kind == "rel" and over.parent is clause)
    )
    return (
        other is not clause
        and near
        and other.kind in ("coord", "resume", "sub", "rel")
        and other.index > clause.index
    )


def _ends(event: Event, other: Clause) -> bool:
    """Tell whether a further clause ends what this one tells."""
    at = event.stage
    unused = out_of_use(at.scene, other)
    over = pure(other, "end") or let_go(at.scene, other) or unused
    if (
        not over
        or (other.negated and not unused)
        or other.modals
        or other.link in ("because", "if", "unless", "when", "before", "after", "since")
        or _about_another(event, other)
        or _planned(other)
    ):
        return False
    heads = {k for g in other.groups for k in at.kinds(g)}
    if other.link == ";":
        heads -= {"talks_noun", "tender_noun", "mou_noun", "trial_noun"}
    named = {n.id for n in old_firms(at, other)}
    if named and event.keys[0] not in named:
        return False
    where = {p.id for g in other.groups for p in places(at, g)}
    if where and country_of(event) not in where:
        return False
    objects = [g for g in other.groups if not g.prep and not _time(at.scene, g)]
    back = all(at.scene.words[g.first].low in POINTERS for g in objects)
    return bool(heads & THINGS) or other.kind == "rel" or back


POINTERS = frozenset("it them they both all".split())
PERIODS = frozenset("day days week weeks month months year years".split())


def _time(scene: Scene, group: Group) -> bool:
    """Tell "eighteen months later"."""
    return any(scene.words[i].low in PERIODS for i in range(group.first, group.stop))


def old_firms(at: Stage, clause: Clause) -> list[Named]:
    """Return the companies of a clause without those that replace the others."""
    found = list(firms_in(at, clause))
    if clause.verb.lemma in SWAP:
        turn = min((g.first for g in clause.after_verb() if g.prep in ("with", "by")), default=0)
        found = [n for n in found if not turn or n.first < turn]
    return found


def firms_in(at: Stage, clause: Clause) -> Iterator[Named]:
    """Yield the companies that a clause names."""
    for group in clause.groups:
        for one in at.in_group.get(group.first, ()):
            if one.kind in ("supplier", "name"):
                yield one


def country_of(event: Event) -> str:
    """Return the country that an event happens to."""
    return event.keys[0] if event.type == "use" else event.second.id
