"""How real an event is, and whether it is said or denied."""

from __future__ import annotations

from collections.abc import Iterable

from sousveil.extraction.events.clauses import Clause
from sousveil.extraction.events.cues import chain, clause_cues
from sousveil.extraction.events.event import DEAL, Event
from sousveil.extraction.events.parties import Stage
from sousveil.extraction.events.scenes import Scene

COMPLEMENT = frozenset({"that", "inf", "sub"})
DOING = frozenset({"give", "make", "get", "use", "award", "win", "sign", "pick"})
THINGS = DEAL | {"they_system", "they_deal", "technology"}


def polarity(event: Event) -> str:
    """Return asserted or negated."""
    scene, clause = event.stage.scene, event.clause
    words = scene.words
    if event.type == "membership" and event.tier == "leave":
        return "asserted" if clause.negated else "negated"
    if event.type == "ownership" and event.tier == "aside":
        return "asserted"
    if event.type == "membership" and event.tier in ("in", "out"):
        return "asserted" if event.tier == "in" else "negated"
    if _corrected(event):
        return "asserted"
    if clause.negated or (
        event.first.clause.negated
        and event.first.clause in chain(clause)
        and event.first.sentence == scene.index
        and not event.first.clause.verb.classes & {"say", "be"}
    ):
        return "negated"
    for k in (event.first.first - 1, event.first.first - 2):
        if (
            event.first.sentence == scene.index
            and k >= 0
            and words[k].low in ("not", "neither", "nor", "never", "without", "no")
        ):
            return "negated"
    if _left_out(event):
        return "negated"
    if any(words[i].low in ("neither", "nor", "none of") for i in _range(scene, clause)):
        return "negated"
    if _ends_in_denial(scene, clause):
        return "negated"
    own = clause_cues(scene, clause)
    if "n=no_evidence" in own or any(
        "n=no_evidence" in clause_cues(scene, c) for c in chain(clause)[:2]
    ):
        return "negated"
    if is_false_rumour(scene, clause) or _none_of_it(event):
        return "negated"
    return "asserted"


def _none_of_it(event: Event) -> bool:
    """Tell "no contract between A and B" and "did not, it stresses, test"."""
    scene, clause = event.stage.scene, event.clause
    words = scene.words
    near = [clause]
    if event.rule == "none":
        holding = (event.first.clause, event.second.clause)
        near += [c for c in scene.clauses if c in holding or c.parent in holding]
    for held in near:
        if held is not clause and held.negated and event.second.clause is held:
            return True
        for i in _range(scene, held):
            if words[i].low == "no" and i + 1 < len(words):
                after = words[i + 1 : i + 3]
                if any(w.tag == "N" and w.kinds.keys() & THINGS for w in after):
                    return True
    for i in range(clause.first):
        aside = words[i].tag == "NEG" and words[i + 1].tag == ","
        if aside and any(c.first == i + 2 and "say" in c.verb.classes for c in scene.clauses):
            return i + 8 > event.clause.at
    return False


def _left_out(event: Event) -> bool:
    """Tell the place of "to Kenya, but not to Uganda"."""
    words, place = event.stage.scene.words, event.second
    if place.sentence != event.stage.scene.index:
        return False
    for k in range(place.first - 1, max(-1, place.first - 5), -1):
        if words[k].low in ("not", "never"):
            return words[k - 1].tag in ("C", ",", "-", "(") if k else False
        if words[k].tag not in ("P", "D", "A"):
            return False
    return False


def is_false_rumour(scene: Scene, clause: Clause) -> bool:
    """Tell "the talk that the police listen in ... is nonsense", however much stands between."""
    words = scene.words
    told = next((i for i in range(clause.first) if "rumour_noun" in words[i].kinds), None)
    if told is None:
        return False
    return any(
        "no_evidence" in words[i].kinds
        and any(w.tag == "B" for w in words[max(i - 3, 0) : i])
        and not any(w.tag == "NEG" for w in words[max(i - 3, 0) : i])
        for i in range(clause.stop, len(words))
    )


def denied(event: Event) -> bool:
    """Tell whether somebody is said to deny an event; the text alone may only narrow it."""
    scene, clause = event.stage.scene, event.clause
    above = chain(clause)
    return _ends_in_denial(scene, clause) or any(c.verb.classes & {"say", "deny"} for c in above)


def _range(scene: Scene, clause: Clause) -> range:
    return range(clause.first, min(clause.stop, len(scene.words)))


def _ends_in_denial(scene: Scene, clause: Clause) -> bool:
    if _pure(clause, "deny"):
        return True
    below = clause
    for above in chain(clause):
        direct = below.kind in COMPLEMENT or (below.kind == "part" and below.link != ",")
        if direct or (below.kind == "coord" and _pure(above, "deny")):
            if _pure(above, "deny"):
                return not above.negated
            if (
                above.negated
                and below.link != ":"
                and not above.verb.classes & {"say", "allege", "deny"}
            ):
                return True
            if _pure(above, "fail") and below.kind in ("inf", "part"):
                return True
        below = above
    return False


def _pure(clause: Clause, name: str) -> bool:
    """Tell whether a verb is of a class, and of none that does something."""
    return name in clause.verb.classes and not clause.verb.classes & (DOING | {"say"})


def _corrected(event: Event) -> bool:
    """Tell the second half of "not from Hikvision but from Axis"."""
    words = event.stage.scene.words
    if event.first.sentence != event.stage.scene.index:
        return False
    for k in range(event.first.first - 1, max(-1, event.first.first - 4), -1):
        if words[k].low == "but":
            return any(w.tag == "NEG" or "negation" in w.kinds for w in words[:k])
        if words[k].tag not in ("P", "D", "A"):
            return False
    return False


def modality(event: Event) -> str:
    """Return deployed, contracted, planned, trial or ended."""
    scene, clause = event.stage.scene, event.clause
    own = clause_cues(scene, clause)
    verb = clause.verb
    future = bool(own & {"m=modal_will", "m=modal_may", "m=modal_must"}) or _to_be(scene, clause)
    found = "contracted" if _agreed(event, clause, own) else "deployed"
    if verb.classes & {"plan"} and not verb.classes & (DOING | {"say", "try"}):
        found = "planned"
    if own & {"w=intention", "w=ambition", "w=hopes"}:
        found = "planned"
    if (
        "n=mou_noun" in own
        or ("n=talks_noun" in own and not verb.classes & {"end"})
        or (
            "n=tender_noun" in own
            and found != "contracted"
            and not clause.perfect
            and "past" not in own
        )
    ):
        found = "planned"
    if "n=preferred" in own:
        found = "planned"
    if future:
        found = "contracted" if _under_contract(event, clause) else "planned"
    if "n=planned_adjective" in own:
        found = "planned"
    if (
        (verb.classes & {"try"} and not verb.classes & DOING)
        or "n=trial_noun" in own
        or _on_trial(event, clause)
    ):
        found = "planned" if future else "trial"
    if (
        clause.kind == "inf"
        and clause.parent is not None
        and clause.parent.at < 0
        and clause.index < 3
        and scene.words[clause.at].tag == "V"
        and clause.parent.kind == "main"
        and found == "deployed"
    ):
        found = "planned"
    if (
        event.type == "finance"
        and event.keys[0] == f"country:{event.keys[1]}"
        and verb.lemma in ("approve", "set aside", "earmark", "budget", "allocate")
    ):
        found = "planned"
    found = _governed(event, clause, found)
    if _ended(event, clause, own) or "later=ended" in event.cues:
        return "ended"
    if found in ("contracted", "planned") and "later=deployed" in event.cues:
        return "deployed"
    if "later=contracted" in event.cues and (found == "planned" or clause.at < 0):
        return "contracted"
    return found


def _on_trial(event: Event, clause: Clause) -> bool:
    """Tell "during a pilot", "in a test" and "as a trial", in a clause above or before."""
    at = event.stage
    return any(
        "trial_noun" in at.kinds(g)
        and g.prep in ("during", "in", "as", "for", "on", "under", "as part of")
        for c in (clause, *chain(clause))
        for g in c.groups
    )


def _agreed(event: Event, clause: Clause, own: frozenset[str]) -> bool:
    """Tell whether a clause speaks of what was signed, awarded or ordered, and not yet of more."""
    verb = clause.verb
    if event.rule in ("signs", "wins", "chosen", "awards", "picks") or (
        "sign" in verb.classes
        and (verb.lemma not in ("extend", "renew") or "n=contract_noun" in own)
    ):
        return event.type != "finance" or verb.lemma in ("sign", "agree", "conclude")
    if verb.lemma in (
        "order",
        "commission",
        "contract",
        "hire",
        "appoint",
        "enlist",
        "award",
        "place",
    ):
        return True
    if "n=contract_noun" not in own or event.type == "finance":
        return False
    if verb.classes & {"win", "own"} or verb.lemma in ("go", "be", "have", "get", "receive", ""):
        return True
    group = event.first.group
    near = (
        event.stage.kinds(group)
        if group is not None and event.first.sentence == event.stage.scene.index
        else set()
    )
    return "contract_noun" in near and not verb.classes & {"give", "make", "get"}


def _to_be(scene: Scene, clause: Clause) -> bool:
    """Tell "is to install" and "was to build"."""
    parent = clause.parent
    return (
        clause.kind == "inf"
        and parent is not None
        and parent.verb.lemma == "be"
        and not [g for g in parent.after_verb() if not g.prep]
    )


def _under_contract(event: Event, clause: Clause) -> bool:
    at = event.stage
    near = [clause, *(c for c in at.scene.clauses if c.parent is clause or clause.parent is c)]
    return any(
        at.kinds(g) & {"contract_noun"}
        and (g.prep in ("under", "for", "as", "with") or "sign" in " ".join(sorted(c.verb.classes)))
        for c in near
        for g in c.groups
    )


def _governed(event: Event, clause: Clause, found: str) -> str:
    """Let the clauses above have their say: "plans to", "was hired to", "agreed to"."""
    below = clause
    for above in chain(clause):
        verb = above.verb.classes
        cues = clause_cues(event.stage.scene, above)
        if below.kind == "inf":
            kinds = {k for g in above.after_verb() for k in event.stage.kinds(g)}
            if verb & {"plan"} and not verb & (DOING - {"sign"}):
                return "planned"
            if above.modals and "m=modal_can" not in cues:
                found = "planned" if found == "deployed" else found
            if verb & {"sign", "award", "win", "pick"} or kinds & {"contract_noun"}:
                return "planned" if above.modals else "contracted"
            if kinds & {"tender_noun", "talks_noun", "mou_noun"}:
                return "planned"
            if verb & {"try"} and not verb & DOING:
                return "trial"
            if verb & {"end"} and not verb & DOING:
                return "ended"
            if verb & {"be"} and found == "deployed":
                found = "planned"
        elif below.kind in ("that", "sub") and verb & {"plan"} and not verb & (DOING | {"say"}):
            found = "planned" if found in ("deployed", "contracted") else found
        elif below.kind in ("part",) and found == "deployed" and below.link in ("", "by", "for"):
            if (above.modals and "m=modal_can" not in cues) or (
                verb & {"plan"} and not verb & (DOING | {"say"})
            ):
                found = "planned"
            elif verb & {"try"} and not verb & DOING:
                found = "trial"
        if (
            below.kind in ("rel", "part")
            and found == "deployed"
            and verb & {"try"}
            and not verb & DOING
        ):
            found = "trial"
        below = above
    return found


def _ended(event: Event, clause: Clause, own: frozenset[str]) -> bool:
    scene = event.stage.scene
    if _pure(clause, "end") and not clause.negated:
        swapped = clause.verb.lemma in ("replace", "swap", "switch", "return", "switch away")
        return not (swapped and event.first.role.partition(".")[0] in ("with", "to", "by", "for"))
    if event.type != "use" and "n=ended_noun" in own and event.rule not in ("gives", "makes"):
        return True
    low = {scene.words[i].low for i in _range(scene, clause)}
    if low & {
        "no longer",
        "formerly",
        "defunct",
        "used to",
        "scrapped",
        "cancelled",
        "abandoned",
        "axed",
    }:
        return True
    group = event.first.group
    if group is not None and event.first.sentence == scene.index:
        near = {scene.words[i].low for i in range(group.first, group.stop)}
        if near & {"former", "ex", "one-time", "erstwhile"}:
            return True
    if low & {"until", "till"} and not clause.modals and not clause.negated:
        return True
    if _let_go(scene, clause) and not clause.negated and not clause.modals:
        return True
    below = clause
    for above in chain(clause)[:3]:
        if below.kind in ("rel", "part", "inf") and below.link not in ("after", "following", ","):
            ends = (
                _pure(above, "end")
                or _let_go(scene, above)
                or ("n=ended_noun" in clause_cues(scene, above) and below.kind != "inf")
            )
            if ends and not above.negated:
                return True
        below = above
    return any(_ends(event, other) for other in scene.clauses if _follows(other, clause))


AWAY = frozenset("take send give hand switch turn shut put pull ship bring carry".split())


def _let_go(scene: Scene, clause: Clause) -> bool:
    """Tell "let its licence expire", "sent it back" and "took them out of service"."""
    words = scene.words
    behind = [words[i] for i in _range(scene, clause) if i > clause.at >= 0]
    if clause.verb.lemma == "let":
        after = words[clause.stop : clause.stop + 1]
        return any("end" in v.classes for w in (*behind, *after) for v in w.verbs)
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


def _follows(other: Clause, clause: Clause) -> bool:
    near = (
        other.parent is clause
        or other is clause.parent
        or (other.parent is clause.parent and other.parent is not None)
    )
    return (
        other is not clause
        and near
        and other.kind in ("coord", "resume", "sub", "rel")
        and other.index > clause.index
    )


def _ends(event: Event, other: Clause) -> bool:
    """Tell whether a further clause ends what this one tells."""
    if (
        not _pure(other, "end")
        or other.negated
        or other.modals
        or other.link in ("because", "if", "unless", "when", "before")
    ):
        return False
    heads = {k for g in other.groups for k in event.stage.kinds(g)}
    named = {
        n.id
        for g in other.groups
        for n in event.stage.in_group.get(g.first, ())
        if n.kind in ("supplier", "name")
    }
    if named and event.keys[0] not in named:
        return False
    return (
        bool(heads & THINGS) or other.kind == "rel" or not [g for g in other.groups if not g.prep]
    )


DONE = frozenset(
    """complete finish open inaugurate launch arrive deliver install work function go-live activate
    commission run operate unveil hand-over feed
    """.split()
)


def later_state(at: Stage, clause: Clause) -> str | None:
    """Return what a clause makes of an event of a sentence before: "The contract was cancelled"."""
    if clause.at < 0 or clause.negated or clause.modals:
        return None
    about = any(
        at.kinds(g)
        & {
            "they_deal",
            "they_system",
            "contract_noun",
            "trial_noun",
            "technology",
            "tender_noun",
            "loan_noun",
        }
        or at.head(g) in ("it", "them", "they", "both", "all")
        for g in [*clause.subjects(), *clause.after_verb()]
    )
    if not about:
        return None
    if _pure(clause, "end") and clause.form != "base":
        return "ended"
    if clause.verb.lemma in ("sign", "award", "conclude", "ink"):
        return "contracted"
    if clause.verb.lemma.replace(" ", "-") in DONE and (
        clause.passive or clause.perfect or "past" in clause_cues(at.scene, clause)
    ):
        return "deployed"
    return None


def latest(states: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """Return the modality and polarity that stand at last, of those a text gives in its order."""
    rank = {"planned": 0, "trial": 1, "contracted": 2, "deployed": 3, "ended": 4}
    held = list(states)
    asserted = [m for m, p in held if p == "asserted"]
    if not asserted:
        return held[-1]
    return max(asserted, key=lambda m: rank[m]), "asserted"


def hedges(event: Event) -> tuple[str, ...]:
    """Return the hedging words of the clauses that hold an event, verbatim."""
    scene = event.stage.scene
    found: list[str] = []
    for clause in (event.clause, *chain(event.clause)):
        for i in _range(scene, clause):
            word = scene.words[i]
            if "hedge" in word.kinds and word.text not in found and not word.capital:
                found.append(word.text)
    return tuple(found)
