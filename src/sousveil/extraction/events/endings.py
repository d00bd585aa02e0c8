"""Whether an event is over, and what later clauses and sentences make of it."""

from __future__ import annotations

from sousveil.extraction.events.clauses import Clause
from sousveil.extraction.events.cues import chain, clause_cues, pure, span_of
from sousveil.extraction.events.event import DEAL, Event
from sousveil.extraction.events.parties import Stage
from sousveil.extraction.events.scenes import Scene

THINGS = DEAL | {"they_system", "they_deal", "technology"}


def ended(event: Event, clause: Clause, own: frozenset[str]) -> bool:
    """Tell whether the sentence of an event says that it is over."""
    scene = event.stage.scene
    if pure(clause, "end") and not clause.negated:
        swapped = clause.verb.lemma in ("replace", "swap", "switch", "return", "switch away")
        return not (swapped and event.first.role.partition(".")[0] in ("with", "to", "by", "for"))
    if event.type != "use" and "n=ended_noun" in own and event.rule not in ("gives", "makes"):
        return True
    low = {scene.words[i].low for i in span_of(scene, clause)}
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
                pure(above, "end")
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
    behind = [words[i] for i in span_of(scene, clause) if i > clause.at >= 0]
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
        not pure(other, "end")
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
    if pure(clause, "end") and clause.form != "base":
        return "ended"
    if clause.verb.lemma in ("sign", "award", "conclude", "ink"):
        return "contracted"
    if clause.verb.lemma.replace(" ", "-") in DONE and (
        clause.passive or clause.perfect or "past" in clause_cues(at.scene, clause)
    ):
        return "deployed"
    return None
