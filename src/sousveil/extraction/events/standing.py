"""What a negation leaves standing: "The Dahua cameras do not work", "Its maker did not comment"."""

from __future__ import annotations

from sousveil.extraction.events.clause import Clause, Group
from sousveil.extraction.events.cues import chain
from sousveil.extraction.events.event import DEAL, Event, has
from sousveil.extraction.events.parties import Stage
from sousveil.extraction.events.scenes import Scene

REPLIES = frozenset("comment reply respond answer react apologise apologize".split())
FACTIVE = frozenset("know realise realize notice mention reveal disclose remember".split())
"""What is not known is so all the same: "did not know that its cameras came from Dahua"."""

ARRIVES = frozenset(
    "be come arrive reach exist go belong stem originate enter get follow appear".split()
)
"""With these a negation reaches the thing itself: "The Dahua cameras never arrived"."""

DEALS = frozenset({"give", "get", "award", "win", "sign", "pick", "own", "try", "make"})
RUNS = frozenset("use operate have employ field keep possess include need".split())
ABOUT = frozenset("on at about under near behind beside".split())
DEFINITE = frozenset("the its their these those this his her".split())
TRUE = frozenset("true correct accurate case".split())


def stands(event: Event) -> bool:
    """Tell whether an event is so although its clause is negated."""
    at, clause = event.stage, event.clause
    if event.type not in ("supply", "use"):
        return False
    if clause.negated and regretted(clause):
        return True
    if not clause.negated:
        above = clause.parent
        return (
            clause.kind == "that"
            and above is not None
            and above.negated
            and above.verb.lemma in FACTIVE
        )
    if event.type != "supply" or has(at, clause, DEAL):
        return False
    if clause.verb.lemma in REPLIES:
        return True
    if event.first.clause is not clause or event.second.clause is not clause:
        return False
    return _subject_stands(event) or _object_stands(event)


def regretted(clause: Clause) -> bool:
    """Tell "should never have bought": it has."""
    return clause.negated and clause.perfect and bool({"should", "ought to"} & {*clause.modals})


def _subject_stands(event: Event) -> bool:
    """Tell "The Hikvision cameras in Nairobi do not work", "Kenya's drones from DJI cannot fly"."""
    at, clause, one = event.stage, event.clause, event.first
    if clause.passive or clause.verb.lemma in ARRIVES or event.second.first > clause.at:
        return False
    group = _thing(at, clause, one.group)
    return group is not None and group in clause.subjects() and _definite(at, group)


def _object_stands(event: Event) -> bool:
    """Tell "Nobody watches the Dahua cameras", "has no law on the Dahua cameras"."""
    at, clause, one = event.stage, event.clause, event.first
    group = one.group
    if group is None or group.first < clause.at or "technology" not in at.kinds(group):
        return False
    if at.scene.words[group.first].low not in DEFINITE:
        return False
    if group.prep in ABOUT:
        return True
    verb = clause.verb
    return not group.prep and not verb.classes & DEALS and verb.lemma not in RUNS | ARRIVES


def _thing(at: Stage, clause: Clause, group: Group | None) -> Group | None:
    """Return the group of the system that a company's name belongs to."""
    if group is None or "technology" in at.kinds(group):
        return group
    if group.prep != "from" or group not in clause.groups:
        return None
    k = clause.groups.index(group)
    before = clause.groups[k - 1] if k else None
    return before if before is not None and "technology" in at.kinds(before) else None


def _definite(at: Stage, group: Group) -> bool:
    """Tell "the cameras" and "Kenya's cameras"."""
    words = at.scene.words[group.first : group.stop]
    return words[0].low in DEFINITE or any(w.low in ("'s", "’s") for w in words)


def untrue(scene: Scene, clause: Clause) -> bool:
    """Tell "It is not true that Kenya bought" and "That Kenya bought it is not the case"."""
    below = clause
    for above in chain(clause)[:2]:
        words = scene.words[above.first : above.stop]
        bare = above.verb.lemma == "be" and above.negated and not above.modals
        if bare and below.kind in ("that", "rel") and any(w.low in TRUE for w in words):
            return True
        below = above
    return clause.kind == "that" and clause.first <= 1 and _ends_untrue(scene, clause)


def _ends_untrue(scene: Scene, clause: Clause) -> bool:
    words = scene.words[clause.at + 1 :]
    for k, word in enumerate(words):
        behind = words[k + 1 : k + 4]
        if word.tag == "B" and any("no_evidence" in w.kinds for w in behind):
            return True
        if word.tag == "B" and behind and behind[0].tag == "NEG":
            return any(w.low in TRUE for w in behind)
    return False
