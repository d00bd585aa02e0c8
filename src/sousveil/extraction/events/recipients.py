"""Whom an event concerns: the places of a clause, in the order in which they may be meant."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from sousveil.extraction.events.clause import Clause, Group
from sousveil.extraction.events.event import (
    DEAL,
    EXAMPLES,
    WHERE,
    WHO,
)
from sousveil.extraction.events.lending import passes_money
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.parties import Stage, firms, places

MONEY = frozenset(("lends", "owed"))
"""Rules by which a state gives money: not to itself, unless its budget is spoken of."""


def recipients(at: Stage, clause: Clause, one: Named, rule: str) -> Iterator[tuple[str, Named]]:
    """Yield the places that an event concerns: the best tier that has any."""
    missing = gapped(at, clause, one, rule)
    if missing:
        for place in missing:
            yield "gap", place
        return
    number = counted(at, clause)
    for where, group_sets in _tiers(at, clause, one, rule):
        if number and where not in ("own-to", "own-example"):
            continue
        found = [
            p
            for group in group_sets
            for p in places(at, group)
            if not (p.group is one.group and p.first < one.first and "origin" in p.marks)
            and p.first != one.first
            and not (rule in MONEY and _himself(at, one, p))
        ]
        if found:
            seen: set[str] = set()
            for place in found:
                if place.id not in seen:
                    seen.add(place.id)
                    yield where, place
            return
    if not number:
        for place in at.focus.places:
            yield "focus", place


def _himself(at: Stage, one: Named, place: Named) -> bool:
    """Tell the "its" of "Serbia denies that China paid for its cameras", unless it is "its own"."""
    if one.id != f"country:{place.id}" or "anaphor" not in place.marks or place.group is None:
        return False
    words = at.scene.words[place.group.first : place.group.stop]
    return not any(w.low in ("own", "its own", "their own") for w in words)


def counted(at: Stage, clause: Clause) -> bool:
    """Tell whether a clause speaks of a number of countries, of which none need be near."""
    words = at.scene.words
    return any(
        words[i].low in ("countries", "nations", "states", "governments")
        and any(w.tag == "#" for w in words[max(0, i - 5) : i])
        for i in range(clause.first, min(clause.stop, len(words)))
    )


def gapped(at: Stage, clause: Clause, one: Named, rule: str) -> list[Named]:
    """Take "A sold to Oman and Qatar, B to Tunisia" apart; empty where nothing is left out."""
    if rule == "from":
        return _bought(at, clause, one)
    if rule not in ("gives", "makes", "gapped", "object", "awards", "picks") or clause.at < 0:
        return []
    after = [g for g in clause.groups if g.first > clause.at]
    starts = [
        k
        for k, g in enumerate(after)
        if not g.prep
        and firms(at, g, strict=True)
        and not at.kinds(g) & {"technology"}
        and any(h.prep in ("to", "in", "for") and places(at, h) for h in after[k + 1 : k + 4])
        and any(h.prep in ("to", "in", "for") and places(at, h) for h in after[:k])
    ]
    if not starts:
        return []
    parts = [
        after[: starts[0]],
        *(after[a:b] for a, b in zip(starts, [*starts[1:], len(after)], strict=True)),
    ]
    mine = next((p for p in parts if any(g is one.group for g in p)), parts[0])
    return [p for g in mine for p in places(at, g)]


def _bought(at: Stage, clause: Clause, one: Named) -> list[Named]:
    """Take "Oman bought from A, Tunisia from B" apart."""
    after = [g for g in clause.groups if g.first > clause.at >= 0]
    buyers = {
        k
        for k, (g, h) in enumerate(itertools.pairwise(after))
        if not g.prep
        and h.prep == "from"
        and places(at, g)
        and firms(at, h)
        and not at.kinds(g) & {"technology", "contract_noun"}
    }
    mine = next((k for k, g in enumerate(after) if g is one.group), 0)
    before = [k for k in buyers if k < mine]
    if before:
        return places(at, after[max(before)])
    if buyers:
        return [p for g in clause.subjects() for p in places(at, g)]
    return []


def _tiers(at: Stage, clause: Clause, one: Named, rule: str) -> Iterator[tuple[str, list[Group]]]:
    yield from ((f"own-{name}", groups) for name, groups in _within(at, clause, one, rule))
    linked = _linked(at, clause)
    for name, other in linked:
        for tier, groups in _within(at, other, one, rule):
            yield f"{name}-{tier}", groups
    rest = [c for c in at.scene.clauses if c is not clause and all(c is not o for _, o in linked)]
    rest.sort(key=lambda c: abs(c.index - clause.index))
    for other in rest:
        for tier, groups in _within(at, other, one, rule):
            yield f"far-{tier}", groups


def _linked(at: Stage, clause: Clause) -> list[tuple[str, Clause]]:
    found: list[tuple[str, Clause]] = []
    if (
        clause.kind == "part"
        and clause.link in ("", ",")
        and clause.parent is not None
        and clause.antecedent is not None
    ):
        found.append((f"parent-{clause.kind}", clause.parent))
    for other in at.scene.clauses:
        if other.parent is clause and other.kind in ("inf", "part", "rel") and other is not clause:
            found.append((f"child-{other.kind}", other))
    above = clause.parent
    steps = 0
    while above is not None and steps < 3:
        found.append((f"parent-{clause.kind}", above))
        above = above.parent
        steps += 1
    return found


def _within(at: Stage, clause: Clause, one: Named, rule: str) -> Iterator[tuple[str, list[Group]]]:
    """Yield the groups of a clause in the order in which they may hold the recipient."""
    groups = [g for g in clause.groups if not reports(at, clause)]
    subjects = [g for g in clause.subjects() if not reports(at, clause)]
    own = one.group
    is_subject = own is not None and any(own is g for g in subjects)
    after = [g for g in groups if clause.at < 0 or g.first > clause.at]
    before = [g for g in groups if clause.at >= 0 and g.first < clause.at and g.prep]
    if rule in ("of-thing", "of-subject", "headline") and own is not None:
        yield "owner", [own]
    yield "to", [g for g in after if g.prep in WHO and g is not own]
    if rule in ("wins", "signs", "chosen", "ends", "works"):
        yield "party", [g for g in after if g.prep in ("from", "with", "by") and g is not own]
    if not is_subject:
        yield "subject", [g for g in [*subjects, *behind(clause, subjects)] if g is not own]
    yield "object", [g for g in after if not g.prep and g is not own]
    yield "example", [g for g in after if g.prep in EXAMPLES and g is not own]
    yield "where", [g for g in after if g.prep in WHERE and g is not own]
    yield "before", before
    yield "other", [g for g in groups if g is not own]
    if is_subject:
        yield "subject", [g for g in subjects if g is not own]


def behind(clause: Clause, groups: list[Group]) -> list[Group]:
    """Return the "of" and "in" groups right behind some: "police in Amsterdam"."""
    found = []
    stops = {g.stop for g in groups}
    for group in clause.groups:
        if group.prep in ("of", "in", "at", "from", "across", "around") and any(
            group.first - s in (1, 2) for s in stops
        ):
            found.append(group)
            stops.add(group.stop)
    return found


def reports(at: Stage, clause: Clause) -> bool:
    """Tell whether a clause only says who says so."""
    if "lend" in clause.verb.classes and passes_money(at, clause):
        return False  # "put 90 million dollars into"
    if not clause.verb.classes & {"say"} or clause.verb.classes & {"give", "make", "use", "sign"}:
        return False
    return not any(at.kinds(g) & (DEAL | {"technology"}) for g in clause.after_verb() if not g.prep)


def technologies_of(at: Stage, clause: Clause, one: Named, place: Named) -> list[Named]:
    """Return the technologies that an event is about: those of its clauses, else any near."""
    everywhere = at.scene.of("technology")
    near = [
        t
        for t in everywhere
        if t.clause is clause or t.clause is one.clause or t.clause is place.clause
    ]
    return near or everywhere or at.focus.technologies
