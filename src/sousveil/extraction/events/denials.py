"""Denials of what a text told before: "The company denied it", "It never sold any, it said".

What is denied stays told by those who told it: a disputed matter makes two claims.
"""

from __future__ import annotations

from msgspec import Struct

from sousveil.extraction.events.clause import Clause, Group
from sousveil.extraction.events.cues import chain
from sousveil.extraction.events.event import Denial, Event
from sousveil.extraction.events.parties import Stage
from sousveil.extraction.events.polarity import withholds
from sousveil.extraction.events.scenes import Scene

REACH = 3
"""Sentences that a denial looks back."""

POINTING = frozenset("it this that them these those".split())
NOW = frozenset("yet now today currently nowadays".split())
"""With these a clause tells how things stand, not that they never were."""

TALK = frozenset({"rumour_noun", "report_noun"})
DEALS = frozenset(
    "contract_noun purchase_noun they_deal talks_noun mou_noun trial_noun gift_noun".split()
)
GOODS = frozenset("technology they_system generic_thing they_deal".split())
FIRM = ("supplier", "name")


def deny_later(found: list[Event], stages: list[Stage]) -> None:
    """Mark the events that a later clause denies."""
    told: dict[int, list[Event]] = {}
    for event in found:
        told.setdefault(event.stage.scene.index, []).append(event)
    for at in stages:
        for clause in at.scene.clauses:
            how = denies(at, clause)
            if how:
                _apply(told, at, clause, how)


def denies(at: Stage, clause: Clause) -> str:
    """Return how a clause denies what was told before: `report`, `deal`; empty if it does not."""
    if clause.at < 0:
        return ""
    if _denies(at.scene, clause):
        return _denied_thing(at, clause)
    if _calls_false(at, clause):
        return "report"
    words = at.scene.words[clause.first : clause.stop]
    no_such = any(w.low == "no such" for w in words)
    if any(w.low in NOW for w in words):
        return ""
    if (
        (clause.negated or no_such)
        and not clause.modals
        and _said(at, clause)
        and _dealing(at, clause)
    ):
        return "deal"
    return ""


def _denies(scene: Scene, clause: Clause) -> bool:
    """Tell "denied", "disputes", "rejected as false"; not "denies having failed" twice over."""
    verb = clause.verb.classes
    if clause.negated or clause.modals or withholds(scene, clause):
        return False
    return "deny" in verb and "say" not in verb


def _denied_thing(at: Stage, clause: Clause) -> str:
    """Tell what a verb of denying is about: a report, a deal, or something else."""
    below = [
        c for c in at.scene.clauses if c.parent is clause and c.kind in ("that", "inf", "part")
    ]
    below = [c for c in below if c.link not in (",", "by", "after", "before")]
    objects = clause.subjects() if clause.passive else _objects(clause)
    if clause.kind == "rel" and not objects and clause.antecedent is not None:
        objects = [clause.antecedent]
    if below and (not objects or any(at.kinds(g) & TALK for g in objects)):
        return "deal" if any(_dealing(at, c) for c in below) else ""
    if below and below[0].kind == "that":
        return "deal" if _dealing(at, below[0]) else ""
    strict = "fail" in clause.verb.classes  # to reject an offer is no denial
    for group in objects:
        kinds = at.kinds(group)
        if kinds & TALK or (not strict and _pointing(at, group)):
            return "report"
        if not strict and kinds & DEALS:
            return "deal"
    bare = not objects and not [g for g in clause.after_verb() if g.prep in ("of", "to")]
    return "report" if bare and clause.kind == "rel" and clause.link == "which" else ""


def _pointing(at: Stage, group: Group) -> bool:
    """Tell "it" and "this"."""
    return group.stop - group.first == 1 and at.scene.words[group.first].low in POINTING


def _calls_false(at: Stage, clause: Clause) -> bool:
    """Tell "called the story fiction", "The report is false" and "That is not true"."""
    words = at.scene.words[clause.first : clause.stop]
    false = any("no_evidence" in w.kinds for w in words)
    true = clause.negated and any(w.low in ("true", "so", "correct", "the case") for w in words)
    if clause.modals or not ((false and not clause.negated) or true):
        return False
    groups = clause.subjects() if clause.verb.lemma == "be" else list(clause.groups)
    if clause.verb.lemma not in ("be", "call", "describe", "dismiss", "brand", "label", "term"):
        return False
    return any(at.kinds(g) & TALK or _pointing(at, g) for g in groups)


def _said(at: Stage, clause: Clause) -> bool:
    """Tell whether somebody in the text says a clause."""
    if any(c.verb.classes & {"say", "allege"} and not c.negated for c in chain(clause)[:2]):
        return True
    return any(
        c.index > clause.index
        and c.kind in ("resume", "coord")
        and c.link == ","
        and c.verb.classes & {"say"}
        for c in at.scene.clauses
    )


DEALING = frozenset(
    """sell supply provide deliver export ship equip install buy purchase acquire procure use own
    have possess obtain receive sign award lease license operate deploy employ give send transfer
    negotiate discuss hold work deal donate import order conclude
    """.split()
)


def _dealing(at: Stage, clause: Clause) -> bool:
    """Tell "sold anything to", "had any contract with", "done business in" from other doings."""
    lemma, words = clause.verb.lemma, at.scene.words[clause.first : clause.stop]
    objects = clause.subjects() if clause.passive else _objects(clause)
    heads = {at.head(g) for g in objects}
    kinds = {k for g in objects for k in at.kinds(g)}
    custom = bool(kinds & {"customer_noun"})
    if lemma in ("do", "have") and not objects and not clause.passive:
        return clause.parent is not None and "say" in clause.parent.verb.classes
    if lemma in ("do", "be", "count") or (lemma == "have" and custom):
        return custom or (lemma == "be" and "one of" in " ".join(w.low for w in words))
    if any(w.low == "no such" for w in words):
        return True
    if lemma not in DEALING:
        return False
    if lemma in ("work", "deal"):
        return any(g.prep in ("with", "for", "in") for g in clause.groups)
    if lemma in ("use", "employ", "operate") and any(
        c.parent is clause and c.kind == "inf" for c in at.scene.clauses
    ):
        return False  # that it used them to spy on somebody
    named = any(at.named(g, *FIRM) for g in objects)
    vague = not objects or heads & {"any", "anything", "nothing", "none", "one", "it", "them"}
    return bool(vague or named or custom or kinds & (GOODS | DEALS))


def _objects(clause: Clause) -> list[Group]:
    return [g for g in clause.after_verb() if not g.prep]


class _Parties(Struct):
    firms: set[str]
    countries: set[str]
    weak: set[str]
    """Those that only a pronoun may stand for."""


def _parties(at: Stage, clause: Clause) -> _Parties:
    """Return whom a denial names: its own clause, those above, and what it denies."""
    near = [clause, *chain(clause)[:2]]
    near += [c for c in at.scene.clauses if clause in chain(c)]
    near += [c for c in at.scene.clauses if c.kind == "resume" and "say" in c.verb.classes]
    found = _Parties(set(), set(), set())
    for held in near:
        for group in held.groups:
            aside = "say" in held.verb.classes and group.prep in ("in", "at", "on", "from")
            for one in at.in_group.get(group.first, ()):
                if one.marks & {"person", "body", "financier"} or "media_noun" in at.kinds(group):
                    continue
                if "pronoun" in one.marks or "owner" in one.marks:
                    found.weak.add(one.id)
                elif one.kind in FIRM:
                    found.firms.add(one.id)
                elif one.kind == "place" and not (
                    aside or one.marks & {"firms", "firms-of", "origin", "made", "funded"}
                ):
                    found.countries.add(one.id)
    return found


def _apply(told: dict[int, list[Event]], at: Stage, clause: Clause, how: str) -> None:
    """Mark the nearest events before a denial that it may speak of."""
    here, parties = at.scene.index, _parties(at, clause)
    if "wrong_noun" in at.scene.kinds:
        return
    for index in range(here, here - 1 - REACH, -1):
        meant = [e for e in told.get(index, ()) if _meant(e, at, clause, parties)]
        if meant:
            for event in meant:
                event.cues.add("later=denied")
                event.denial = Denial(at, clause, how)
            return


def _meant(event: Event, at: Stage, clause: Clause, parties: _Parties) -> bool:
    """Tell whether a denial may speak of an event."""
    scene = event.stage.scene
    if event.type not in ("supply", "use") or "wrong_noun" in scene.kinds:
        return False
    aside = clause.kind in ("rel", "sub") and any(_pointing(at, g) for g in _objects(clause))
    if (
        scene.index == at.scene.index
        and not aside
        and (
            event.clause.index >= clause.index
            or clause in chain(event.clause)
            or (event.clause in chain(clause)[:1] and clause.kind not in ("rel", "coord", "resume"))
        )
    ):
        return False
    named = {n.id for g in clause.groups for n in at.named(g, "technology")}
    own = {event.keys[1]} if event.type == "use" else {n.id for n in event.technologies}
    if named and own and not named & own:
        return False
    firm = event.keys[0] if event.type == "supply" else ""
    country = event.second.id if event.type == "supply" else event.keys[0]
    firm = firm.removeprefix("country:")
    if parties.firms and (firm not in parties.firms):
        return False
    if parties.countries - {firm} and country not in parties.countries:
        return False
    known = parties.firms | parties.countries | parties.weak
    near = max(at.scene.index - 1, at.focus.start)
    return bool(known & {firm, country}) or scene.index >= near


def disputed(event: Event, found: str) -> bool:
    """Tell whether an event is denied as it was told: who denies talks denies no delivery."""
    if event.denial is None:
        return False
    return found == "planned" or modality(event, found) != "planned"


def modality(event: Event, found: str) -> str:
    """Return the modality of what is denied: a contract, talks, a delivery."""
    denial = event.denial
    if denial is None or denial.how == "report":
        return "deployed" if found == "ended" else found
    at, clause = denial.stage, denial.clause
    below = [clause, *(c for c in at.scene.clauses if c.parent is clause)]
    kinds = {k for c in below for g in c.groups for k in at.kinds(g)}
    lemmas = {c.verb.lemma for c in below}
    if kinds & {"talks_noun", "mou_noun"} or lemmas & {"negotiate", "discuss"}:
        return "planned"
    if lemmas & {"sign", "award", "conclude", "order"} or "contract_noun" in kinds:
        return "contracted"
    if "trial_noun" in kinds:
        return "trial"
    return "deployed"
