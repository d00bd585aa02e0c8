"""Whether an event is said or denied, as its own sentence tells it."""

from __future__ import annotations

from sousveil.extraction.events.clause import Clause
from sousveil.extraction.events.cues import APART, chain, clause_cues, pure, scope, span_of
from sousveil.extraction.events.endings import GONE, lapses, let_go
from sousveil.extraction.events.event import DEAL, Event
from sousveil.extraction.events.scenes import Scene
from sousveil.extraction.events.standing import stands, untrue

THINGS = DEAL | {"they_system", "they_deal", "technology"}
PROVES = frozenset("proved proves proven prove turned turns remain remained remains".split())
COMPLEMENT = frozenset({"that", "inf"})


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
    if event.type in ("membership", "ownership") and _given_up(event):
        return "negated"
    if _corrected(event) or _keeps_papers(event) or lapses(event) or _not_until(event):
        return "asserted"
    if stands(event) or _unlike_others(event):
        return "asserted"
    negated = clause.negated and not _not_the_only(scene, clause)
    if negated or (
        event.first.clause.negated
        and event.first.clause in scope(clause)
        and event.first.sentence == scene.index
        and not event.first.clause.verb.classes & {"say", "be"}
    ):
        return "negated"
    if _named_as_not(event):
        return "negated"
    if _left_out(event):
        return "negated"
    if any(words[i].low in ("neither", "nor", "none of") for i in span_of(scene, clause)):
        return "negated"
    if _ends_in_denial(scene, clause):
        return "negated"
    if _baseless(scene, clause) or untrue(scene, clause):
        return "negated"
    if is_false_rumour(scene, clause) or _none_of_it(event):
        return "negated"
    return "asserted"


def _given_up(event: Event) -> bool:
    """Tell "no longer owned", "used to own" and "let its memorandum expire"."""
    scene, clause = event.stage.scene, event.clause
    if clause.negated:
        return False
    if any(scene.words[i].low in GONE for i in span_of(scene, clause)):
        return True
    return event.type == "membership" and any(
        let_go(scene, c) and not c.negated and not c.modals and c.kind in ("resume", "coord")
        for c in scene.clauses
        if c.parent is clause
    )


def _keeps_papers(event: Event) -> bool:
    """Tell "never handed over the source code": who keeps that has supplied the rest."""
    objects = [g for g in event.clause.after_verb() if not g.prep]
    kinds = {k for g in objects for k in event.stage.kinds(g)}
    return "paper_noun" in kinds and not kinds & THINGS and "give" in event.clause.verb.classes


NOT_THIS = frozenset("not neither nor never without no".split()) | {
    "rather than",
    "instead of",
    "far from",
}
ONLY = frozenset("only sole first last".split())
ENTRY = frozenset("access entry admission visas permission accreditation".split())
"""What somebody is denied: "denied reporters access"."""


def _not_the_only(scene: Scene, clause: Clause) -> bool:
    """Tell "is not the only company that sells"."""
    behind = (scene.words[i] for i in span_of(scene, clause) if i > clause.at)
    return clause.verb.lemma == "be" and any(w.low in ONLY for w in behind)


def _not_until(event: Event) -> bool:
    """Tell "did not receive the drones until 2020"."""
    words = [event.stage.scene.words[i] for i in span_of(event.stage.scene, event.clause)]
    waits = any(w.low in ("until", "till") for w in words)
    return waits and event.clause.negated and not event.clause.modals


def withholds(scene: Scene, clause: Clause) -> bool:
    """Tell "denied reporters access"."""
    return clause.verb.lemma == "deny" and any(
        scene.words[i].low in ENTRY for i in span_of(scene, clause)
    )


def _named_as_not(event: Event) -> bool:
    """Tell "not Hikvision", wherever a sentence names the company."""
    scene = event.stage.scene
    spots = [event.first] if event.first.sentence == scene.index else []
    if event.first.marks & {"anaphor"}:
        spots += [n for n in scene.named if n.id == event.first.id]
    near = {k for one in spots for k in (one.first - 1, one.first - 2) if k >= 0}
    return any(scene.words[k].low in NOT_THIS for k in near)


def _baseless(scene: Scene, clause: Clause) -> bool:
    """Tell "no evidence that", "the report is false that" in a clause or right above it."""
    if "n=no_evidence" in clause_cues(scene, clause):
        return True
    below = clause
    for above in chain(clause)[:2]:
        if below.kind == "sub" or (below.kind == "coord" and below.link in APART):
            return False
        if "n=no_evidence" in clause_cues(scene, above) or _told_of(scene, above):
            return True
        below = above
    return False


def _told_of(scene: Scene, above: Clause) -> bool:
    """Tell "The claim that ... | goes back to a doctored photograph": a rumour, and what it is."""
    rumour = any("rumour_noun" in scene.words[i].kinds for i in span_of(scene, above))
    return rumour and any(
        c.kind == "resume" and c.parent is above and "n=no_evidence" in clause_cues(scene, c)
        for c in scene.clauses
    )


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
        for i in span_of(scene, held):
            if words[i].low == "no" and i + 1 < len(words):
                after = words[i + 1 : i + 3]
                if any(w.tag == "N" and w.kinds.keys() & THINGS for w in after):
                    return True
    for i in range(clause.first):
        aside = words[i].tag == "NEG" and words[i + 1].tag == ","
        if aside and any(
            c.first in (i + 1, i + 2) and "say" in c.verb.classes for c in scene.clauses
        ):
            return i + 8 > event.clause.at
    return False


def _left_out(event: Event) -> bool:
    """Tell the place of "to Kenya, but not to Uganda"."""
    words, place = event.stage.scene.words, event.second
    if place.sentence != event.stage.scene.index:
        return False
    for k in range(place.first - 1, max(-1, place.first - 5), -1):
        if words[k].low == "unlike":
            return not event.clause.negated and event.clause.antecedent is not place.group
        if words[k].low in ("not", "never"):
            return words[k - 1].tag in ("C", ",", "-", "(") if k else False
        if words[k].tag not in ("P", "D", "A"):
            return False
    return False


def _unlike_others(event: Event) -> bool:
    """Tell the second country of "Moldova, unlike Romania, has not bought": that one has."""
    words, place = event.stage.scene.words, event.second
    if place.sentence != event.stage.scene.index or not event.clause.negated or place.first < 1:
        return False
    return words[place.first - 1].low == "unlike"


def is_false_rumour(scene: Scene, clause: Clause) -> bool:
    """Tell "the talk that the police listen in ... is nonsense", however much stands between."""
    words = scene.words
    told = next(
        (
            i
            for i in range(clause.first)
            if "rumour_noun" in words[i].kinds
            or ("report_noun" in words[i].kinds and words[i + 1].low == "that")
        ),
        None,
    )
    if told is None:
        return False
    return any(
        "no_evidence" in words[i].kinds
        and any(w.tag == "B" or w.low in PROVES for w in words[max(i - 3, 0) : i])
        and not any(w.tag == "NEG" for w in words[max(i - 3, 0) : i])
        for i in range(clause.stop, len(words))
    )


def denied(event: Event) -> bool:
    """Tell whether somebody is said to deny an event; the text alone may only narrow it."""
    scene, clause = event.stage.scene, event.clause
    above = chain(clause)
    return _ends_in_denial(scene, clause) or any(c.verb.classes & {"say", "deny"} for c in above)


def _ends_in_denial(scene: Scene, clause: Clause) -> bool:
    if pure(clause, "deny") and not withholds(scene, clause):
        return True
    if _fails(scene, clause):
        return True
    below = clause
    for above in scope(clause):
        direct = (
            below.kind in COMPLEMENT
            or (below.kind == "part" and below.link != ",")
            or _is_report(scene, below)
            or (below.kind == "rel" and _among(scene, below, above))
        )
        if direct or (below.kind == "coord" and pure(above, "deny") and not _denies_it(above)):
            if withholds(scene, above) or (above.negated and _not_the_only(scene, above)):
                return False
            if pure(above, "deny"):
                return not above.negated
            if pure(above, "fail") and below.kind in ("inf", "part"):
                return not (above.negated or below.verb.classes & {"end", "fail", "deny"})
            if below.kind == "part" and below.link == "from" and above.verb.lemma in STOPS:
                return not above.negated and not _in_vain(above)
            if (
                above.negated
                and below.link != ":"
                and not above.verb.classes & {"say", "allege", "deny"}
            ):
                return True
        below = above
    return False


STOPS = frozenset("stop prevent keep block bar discourage dissuade prohibit ban".split())


def _in_vain(clause: Clause) -> bool:
    """Tell "failed to stop"."""
    above = clause.parent
    return clause.kind == "inf" and above is not None and "fail" in above.verb.classes


def _fails(scene: Scene, clause: Clause) -> bool:
    """Tell "failed to win": the clause that names the company is that of failing."""
    return (
        clause.verb.lemma in ("fail", "refuse", "decline")
        and not clause.negated
        and any(
            c.parent is clause and c.kind == "inf" and not c.verb.classes & {"end", "fail", "deny"}
            for c in scene.clauses
        )
    )


def _among(scene: Scene, clause: Clause, above: Clause) -> bool:
    """Tell "was not among the companies that", "is not one of those that"."""
    of = clause.antecedent
    return above.verb.lemma == "be" and of is not None and (of.prep == "among" or of.prep == "of")


def _denies_it(clause: Clause) -> bool:
    """Tell "the army denies it", which leaves what stands beside it alone."""
    return clause.kind in ("sub", "rel") and any(not g.prep for g in clause.after_verb())


def _is_report(scene: Scene, clause: Clause) -> bool:
    """Tell "the charge that it bought": what is reported stands as if it were a relative clause."""
    of = clause.antecedent
    return (
        clause.kind == "rel"
        and clause.link == "that"
        and of is not None
        and any(
            scene.words[i].kinds.keys() & {"rumour_noun", "report_noun"}
            for i in range(of.first, of.stop)
        )
    )


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
