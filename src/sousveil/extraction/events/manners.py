"""How a technology stands in a clause: as the means, as one of many, as what is used."""

from __future__ import annotations

from sousveil.extraction.events.clause import Clause, Group
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.parties import Stage

MEANS = frozenset(
    ("with", "using", "through", "via", "by", "thanks to", "by means of", "armed with")
)
"""Before what something is done with."""

HELP = frozenset("help aid assistance use means support".split())
SETS = frozenset(
    """network networks system web grid chain fleet set series array ring pair number dozens
    hundreds thousands scores kilometres miles""".split()
)
"""Heads behind which the thing itself stands: "a network of cameras", "a fleet of drones"."""

USING = frozenset("use deployment usage employment".split())
SEEKS = frozenset(
    """find found trace track catch spot discover identify locate detect search hunt guard protect
    secure patrol watch follow chase rescue count check inspect survey monitor observe solve fight
    combat comb film record photograph scan look recognise recognize uncover control police sweep
    trail surveil verify tackle curb prevent map""".split()
)
"""What authorities do with a technology, whatever its object is."""


def before(clause: Clause, group: Group | None) -> Group | None:
    """Return the group of a clause that stands right before one."""
    if group is None or group not in clause.groups:
        return None
    k = clause.groups.index(group)
    near = clause.groups[k - 1] if k else None
    return near if near is not None and 0 < group.first - near.stop < 3 else None


def place_in(at: Stage, clause: Clause, one: Named) -> str:
    """Return the part of a technology, or of the set or the help that it is the "of" of."""
    part = one.role.partition(".")[0]
    held = before(clause, one.group)
    if part != "of" or held is None:
        return part
    head = at.head(held)
    if head in HELP and held.prep in MEANS:
        return "with"
    if head not in SETS:
        return part
    if held.prep:
        return held.prep
    return part if clause.at < 0 else _side(clause, held)


def _side(clause: Clause, group: Group) -> str:
    ahead = group.first < clause.at
    return ("psubj" if clause.passive else "subj") if ahead else "obj"


def is_means(at: Stage, clause: Clause, one: Named) -> bool:
    """Tell "found him with the help of drones", "using drones" and "thanks to drones"."""
    if one.clause is not clause or clause.passive:
        return False
    part = place_in(at, clause, one)
    if part not in MEANS:
        return False
    told = part not in ("with", "by") or one.role.startswith("of")
    ahead = one.group is not None and one.group.first < clause.at
    return told or ahead or clause.verb.lemma.partition(" ")[0] in SEEKS


def use_of(at: Stage, clause: Clause, one: Named) -> Group | None:
    """Return the group of "use" in "the use of drones"."""
    held = before(clause, one.group)
    if held is None or one.group is None or one.group.prep != "of":
        return None
    return held if at.head(held) in USING else None


def behind(clause: Clause, group: Group, prep: str) -> list[Group]:
    """Return the group with a preposition right behind another, and its "of" and "in"."""
    k = clause.groups.index(group)
    found: list[Group] = []
    for other in clause.groups[k + 1 : k + 4]:
        last = found[-1] if found else group
        wanted = ("of", "in", "at", "from", "across") if found else (prep,)
        if other.prep not in wanted or other.first - last.stop > 3:
            break
        found.append(other)
    return found
