"""Uses so plainly told that they need no weighing: an authority, a verb of using, a technology."""

from __future__ import annotations

from sousveil.extraction.events.clauses import Clause, Group
from sousveil.extraction.events.cues import chain
from sousveil.extraction.events.event import WHERE, Event
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.parties import Stage, places
from sousveil.extraction.events.recipients import reports

MAIN = frozenset(("main", "coord", "that", "resume"))
OTHERS = frozenset({"private_noun", "media_noun", "firm_noun", "court_noun", "hypothetical"})
"""Words of a sentence in which others than authorities may be meant."""

AUTHORITY = frozenset({"state_noun", "they_recipient"})
ACTS = frozenset({"use", "try"})
NO_USE = frozenset({"say", "give", "get", "plan", "be", "fail", "deny", "allege"})
MEANS = frozenset(("with", "using", "through", "via", "by", "on", "to", "by means of"))
LINED = frozenset(
    "line dot stud watch patrol film circle hover overlook scan monitor cover ring".split()
)
"""What cameras and drones do that stand in somebody's service."""

FUNDED = frozenset("funded financed donated sponsored backed paid gift present".split())


def plain_use(event: Event) -> bool:
    """Tell "The police of Kenya use drones"; "Drones patrol the border of Finland"."""
    if event.type != "use" or not _alone(event):
        return False
    return _by_verb(event) or _by_passive(event) or _by_noun(event) or _by_itself(event)


def _alone(event: Event) -> bool:
    """Tell whether no company is named that may supply what is used."""
    scene = event.stage.scene
    told = _told_by(event)
    kinds = {k for i, w in enumerate(scene.words) if i not in told for k in w.kinds}
    if kinds & OTHERS or any(
        n.marks & {"firms", "made", "firms-of", "funded"} for n in scene.of("place")
    ):
        return False
    for one in scene.of("supplier", "name"):
        if one.kind == "name" and one.first in told:
            continue
        body = one.marks & {"body", "person"} or (one.kind == "name" and _is_agency(event, one))
        if one.kind == "supplier" or not body:
            return False
    return not any(w.low in FUNDED for w in scene.words)


def _told_by(event: Event) -> set[int]:
    """Return the words that only say who says so: "according to the daily Observador"."""
    at, found = event.stage, set[int]()
    for clause in at.scene.clauses:
        if clause is not event.clause and reports(at, clause):
            found.update(i for g in clause.subjects() for i in range(g.first, g.stop))
        for group in clause.groups:
            if group.prep == "according to":
                found.update(range(group.first, group.stop))
    return found


def _is_agency(event: Event, one: Named) -> bool:
    """Tell "Chile's Carabineros": a name that a place has, and that does something."""
    place = event.second
    return (
        one.group is not None
        and one.group is place.group
        and place.role.partition(".")[2] == "poss"
        and not one.marks & {"legal", "firm-word"}
        and one.group in event.clause.subjects()
    )


def _by_verb(event: Event) -> bool:
    """Tell an authority that does what verbs of using say, by or to a technology."""
    clause, thing = event.clause, event.first
    verb = clause.verb.classes
    ways = ("user-subject", "user-gap")
    if clause.passive or event.rule not in ways or not verb & ACTS or verb & NO_USE:
        return False
    begun = clause.kind in ("part", "inf") and clause.parent is not None
    if begun and clause.parent is not None:
        over = clause.parent
        begun = "go" in over.verb.classes and over.kind in MAIN and not over.passive
    if not (clause.kind in MAIN or begun) or thing.clause is not clause:
        return False
    outer = thing.role.partition(".")[0]
    return (outer == "obj" or outer in MEANS) and by_authorities(event)


def by_authorities(event: Event) -> bool:
    """Tell "Kenya uses" and "The police of Kenya use" from "Farmers in Kenya use"."""
    at, place = event.stage, event.second
    subjects = event.clause.subjects()
    if place.sentence != at.scene.index:
        return False
    if any(at.kinds(g) & AUTHORITY for g in subjects):
        return True
    if any(_is_agency(event, n) for g in subjects for n in at.named(g, "name")):
        return True
    words = at.scene.words
    return place.how in ("country", "capital") and any(
        g is place.group and sum(words[i].tag == "N" for i in range(g.first, g.stop)) == 1
        for g in subjects
    )


def _by_passive(event: Event) -> bool:
    """Tell "Faces are scanned by the police of Kenya"."""
    clause = event.clause
    if not clause.passive or event.rule != "user-by" or event.first.clause is not clause:
        return False
    verb = clause.verb.classes
    used = verb & {"use", "make"} and not verb & {"say", "give", "plan", "fail"}
    return bool(used) and _official(event.stage, clause, event.second, "by")


def _official(at: Stage, clause: Clause, place: Named, prep: str) -> bool:
    """Tell whether a place is that of an authority behind a preposition."""
    groups = clause.groups
    for k, group in enumerate(groups):
        near = place.group is group or place.group in groups[k + 1 : k + 3]
        if near and group.prep == prep and at.kinds(group) & AUTHORITY:
            return True
    return False


def _by_noun(event: Event) -> bool:
    """Tell "the use of drones by the police of Kenya"."""
    at, thing, clause = event.stage, event.first, event.clause
    group = thing.group
    if group is None or group.prep != "of" or group not in clause.groups:
        return False
    k = clause.groups.index(group)
    head = at.head(clause.groups[k - 1]) if k else ""
    return head in ("use", "deployment") and _official(at, clause, event.second, "by")


def _by_itself(event: Event) -> bool:
    """Tell "Cameras line the streets of Tbilisi" and "Tbilisi's streets are lined with cameras"."""
    at, clause, thing = event.stage, event.clause, event.first
    if clause.kind not in MAIN or clause.verb.lemma not in LINED or clause.modals:
        return False
    parts = ("with", "by", "of") if clause.passive else ("subj",)
    if thing.role.partition(".")[0] not in parts or event.second.sentence != at.scene.index:
        return False
    if any(p.id != event.second.id for p in at.scene.of("place")):
        return False
    if at.focus.suppliers or thing.clause not in (clause, *chain(clause)):
        return False
    return event.second.clause is clause and event.second in _where(at, clause.groups)


def _where(at: Stage, groups: list[Group]) -> list[Named]:
    """Return the places where something stands: "the streets of Tbilisi", "in Ashgabat"."""
    where = [g for g in groups if not g.prep or g.prep in WHERE | {"of", "to"}]
    return [p for g in where for p in places(at, g)]
