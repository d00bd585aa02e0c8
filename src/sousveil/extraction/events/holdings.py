"""Nouns that tell who owns whom: "a subsidiary of", "its parent"; and who may own at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from sousveil.extraction.events.clause import Clause, Group, family
from sousveil.extraction.events.event import state_of
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.parties import Stage

HOLDINGS = frozenset(
    """subsidiary subsidiaries unit arm affiliate offshoot division daughter brand company firm
    """.split()
)
"""What is owned; "a Canon company" with the owner's name before it only."""

PLAIN = frozenset({"company", "firm", "brand"})
SURE = frozenset({"legal", "firm-word"})
PARTS = frozenset("part property hands possession ownership control portfolio".split())
"""What is owned as well, before "of" alone: "part of Canon", "in the hands of Canon"."""

OWNERS = frozenset("owner owners parent shareholder shareholders proprietor".split())
SHARES = frozenset(
    """stake stakes shares share majority half third thirds quarter quarters fifth fifths tenth
    stock rest remainder
    """.split()
)
FRACTIONS = frozenset("half third quarter fifth tenth".split())
"""Shares before "of" alone; else they count: "the third supplier"."""

REST = frozenset("rest remainder other remaining".split())
"""What is left of a company that was spoken of before."""

IS = frozenset("be become remain stay".split())
IN = frozenset(("of", "in"))


Pair = tuple[Named, Named, str]


def holdings(at: Stage, clause: Clause, k: int) -> Iterator[Pair]:
    """Yield "Axis is a unit of Canon", "Canon's unit Axis", "the Canon subsidiary Axis"."""
    words, groups = at.scene.words, clause.groups
    group = groups[k]
    where = [i for i in range(group.first, group.stop) if words[i].low in HOLDINGS | PARTS]
    if not where:
        return
    if "sister" in lows_of(at, group):
        return
    i, word = where[-1], words[where[-1]].low
    behind = groups[k + 1] if k + 1 < len(groups) else None
    of = behind is not None and behind.prep == "of" and at.head(group) in HOLDINGS | PARTS
    inner = at.named(group, "supplier", "name")
    owners: list[Named] = []
    if of and behind is not None and word not in PLAIN:
        owners = state_holders(at, clause, behind)
        if not any(n.kind == "state" for n in owners):
            owners = [
                o
                for g in groups[k + 1 :]
                if g is behind or g.before is behind
                for o in firms(at, g)
            ]
    elif word in HOLDINGS:
        before = [n for n in inner if n.stop <= i and "body" not in n.marks]
        possessors = [n for n in before if words[n.stop].tag == "'"]
        if word in PLAIN:
            before = [n for n in before if n.kind == "supplier" or n.marks & SURE]
        owners = (possessors or ([] if word == "brand" else before))[:1]
        own = bool(words[group.first].low in ("its", "their"))
        if own and not before:
            owners = heads(at, [g for g in clause.subjects() if g is not group])
            owners = owners or heads(at, [g for g in clause.groups[k + 1 :] if g.joined])
            owned = [n for n in inner if n.first > i]
            for owner in owners[:1]:
                for one in owned[:1]:
                    yield owner, one, "subsidiary"
            return
    ids = {o.id for o in owners}
    held = [n for n in inner if n.id not in ids and "body" not in n.marks]
    if not held and not (word in PLAIN and clause.verb.lemma not in IS):
        held = [n for n in _described(at, clause, k, word in PARTS) if n.id not in ids]
    for holder in owners:
        for one in held:
            yield holder, one, "subsidiary"


def _described(at: Stage, clause: Clause, k: int, part: bool) -> list[Named]:
    """Return whom a describing group is about: a subject, or the name beside it."""
    groups, subjects = clause.groups, clause.subjects()
    group = groups[k]
    if clause.at >= 0 and group.first > clause.at:
        is_one = clause.verb.lemma in IS and (not group.prep or part)
        if is_one or group.prep == "as" or (part and group.prep in ("in", "into", "under")):
            inside = [g for g in clause.groups if g.prep in IN and g.first < clause.at]
            over = like(clause, subjects)
            found = [o for g in over for o in firms(at, g)] or heads(at, inside)
            if not found and clause.kind == "rel":
                return antecedents(at, clause)
            return found or left(at, clause, subjects)
    if clause.kind == "rel" and clause.antecedent is not None and group.first > clause.at:
        return antecedents(at, clause)
    if clause.verb.lemma in IS and not part:  # "Among Canon's subsidiaries is Axis"
        after = [g for g in clause.after_verb() if not g.prep]
        return apposed(at, clause, k)[:1] or heads(at, after)
    return apposed(at, clause, k)[:1]


def parents(at: Stage, clause: Clause, k: int) -> Iterator[Pair]:
    """Yield "Axis's parent is Canon", "Canon, the owner of Axis", "whose owner is Canon"."""
    words, groups = at.scene.words, clause.groups
    group = groups[k]
    where = [i for i in range(group.first, group.stop) if words[i].low in OWNERS]
    if not where:
        return
    i = where[0]
    inner = at.named(group, "supplier", "name")
    owned = [n for n in inner if n.first < i and n.role.partition(".")[2] in ("poss", "mod")][:1]
    behind = groups[k + 1] if k + 1 < len(groups) else None
    if not owned and behind is not None and behind.prep == "of":
        owned = firms(at, behind)
    opener = words[max(0, group.first - 1)].low if group.first else ""
    if not owned and clause.link == "whose" and "whose" in (opener, words[group.first].low):
        owned = antecedents(at, clause)[:1]
    if not owned and words[group.first].low in ("its", "their"):
        owned = meant(at, group)
    if not owned:
        return
    ids = {n.id for n in owned}
    after = [n for n in inner if n.first > i]
    found = after or [o for o in _other_side(at, clause, k) if o.id not in ids]
    for owner in found or apposed(at, clause, k, ids)[:1]:
        for other in owned:
            yield owner, other, "parent"


def meant(at: Stage, group: Group) -> list[Named]:
    """Return the company that "its owner" speaks of: one before, here or in the last sentence."""
    first = at.scene.words[group.first].start
    firms = [n for n in at.scene.of("supplier", "name") if not n.marks & {"person", "body"}]
    before = [n for n in firms if n.start < first and not n.role.partition(".")[2]]
    return before[-1:] or list(at.focus.suppliers[:1])


def _other_side(at: Stage, clause: Clause, k: int) -> list[Named]:
    """Return who stands on the other side of "is"."""
    group = clause.groups[k]
    if clause.verb.lemma not in IS or clause.at < 0:
        return []
    if group.first < clause.at:
        after = [g for g in clause.after_verb() if not g.prep]
        return [o for g in after for o in holders(at, clause, g)]
    return [o for g in clause.subjects() if g is not group for o in holders(at, clause, g)]


def compounds(at: Stage, group: Group) -> Iterator[Pair]:
    """Yield "the CETC-owned Hikvision"."""
    words = at.scene.words
    for named in at.named(group, "supplier", "name"):
        after = named.stop + 1
        if named.role == "compound" and after < len(words) and words[after].low == "owned":
            for other in at.named(group, "supplier", "name"):
                if other.first > named.stop:
                    yield named, other, "compound"


def apposed(at: Stage, clause: Clause, k: int, but: Set[str] = frozenset()) -> list[Named]:
    """Return the company that stands right before or behind a describing group."""
    groups = clause.groups
    found: list[Named] = []
    ahead = at.scene.words[groups[k].first - 1].tag if groups[k].first else ""
    if k > 0 and (groups[k].joined or ahead in (",", "-", "(")):
        before = k - 1
        while before > 0 and groups[before].prep in IN and not firms(at, groups[before]):
            before -= 1
        found = [n for n in firms(at, groups[before]) if n.id not in but]
    if not found:
        for group in groups[k + 1 : k + 4]:
            if group.joined:
                found = [n for n in firms(at, group) if n.id not in but]
                break
            if group.prep not in IN:
                break
    return found


def firms(at: Stage, group: Group) -> list[Named]:
    """Return the companies of a group: the one it is about, else those that stand in it."""
    named = [n for n in at.named(group, "supplier", "name") if not n.marks & {"person", "body"}]
    return [n for n in named if "." not in n.role.replace(".poss", ".")] or named


def heads(at: Stage, groups: Iterable[Group]) -> list[Named]:
    """Return the companies that groups are about, not those that only describe one."""
    return [n for g in groups for n in firms(at, g) if not n.role.partition(".")[2]]


def holders(at: Stage, clause: Clause, group: Group) -> list[Named]:
    """Return who may own: a company, a fund, or the state whose government is named."""
    found = [n for n in at.named(group, "supplier", "name") if "person" not in n.marks]
    found = [n for n in found if not n.role.partition(".")[2]] or firms(at, group)
    if found:
        return found
    behind = [g for g in clause.groups if g.prep in ("of", "in") and 0 < g.first - group.stop < 3]
    state = at.kinds(group) & {"state_noun", "they_recipient"}
    return [
        state_of(n)
        for g in (group, *(behind if state else ()))
        for n in at.named(g, "place")
        if not n.marks & {"origin", "firms", "firms-of"}
    ]


def state_holders(at: Stage, clause: Clause, group: Group) -> list[Named]:
    """Return who may own; a country only where its government or army is named."""
    found = holders(at, clause, group)
    official = at.kinds(group) & {"state_noun", "they_recipient"}
    return [n for n in found if n.kind != "state" or official]


def all_holders(at: Stage, clause: Clause, groups: list[Group]) -> list[Named]:
    """Return who may own of several groups; of "Temasek, the Singapore state fund," the fund."""
    found = [o for g in groups for o in holders(at, clause, g)]
    firms = [o for o in found if o.kind != "state"]
    if not firms:  # "the state fund of Abu Dhabi, Mubadala, owns"
        beside = [g for g in clause.groups if g.joined and g.prep in IN and g.first < clause.at]
        firms = heads(at, beside)
    return firms or found


def antecedents(at: Stage, clause: Clause) -> list[Named]:
    """Return the companies that "which" speaks of: "Optima of Luxembourg, which", too."""
    if clause.antecedent is None:
        return []
    found = [o for g in family(clause.antecedent) for o in firms(at, g)]
    groups = clause.parent.groups if clause.parent is not None else []
    if not found and clause.antecedent in groups and clause.antecedent.prep in IN:
        k = groups.index(clause.antecedent)
        found = firms(at, groups[k - 1]) if k else []
    return found


def lows_of(at: Stage, group: Group) -> set[str]:
    """Return the words of a group in lower case."""
    return {at.scene.words[i].low for i in range(group.first, group.stop)}


def like(clause: Clause, groups: list[Group]) -> list[Group]:
    """Add "like Axis" to the subjects: it shares what is said of them."""
    alike = [g for g in clause.groups if g.prep == "like" and g.first < clause.at]
    return [*groups, *alike]


def left(at: Stage, clause: Clause, groups: list[Group]) -> list[Named]:
    """Return whose shares "the rest", "the other 70 per cent" and "its shares" are."""
    owned = at.owned or at.owned_before
    for group in groups:
        lows = lows_of(at, group)
        if lows & REST or (lows & SHARES and "its" not in lows and owned):
            return owned[-1:]
        if lows & SHARES and "its" in lows:
            return meant(at, group)
    return []
