"""Clauses to supplies: who supplies whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sousveil.extraction.events.asides import by_traders, no_party
from sousveil.extraction.events.blocks import blocked, in_domain, lost, private, shown, unreal
from sousveil.extraction.events.bystanders import stands_by
from sousveil.extraction.events.clause import Clause, Group, family
from sousveil.extraction.events.event import Event
from sousveil.extraction.events.lending import gives_money, is_lent, takes_money
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.parties import Stage, firms, places
from sousveil.extraction.events.recipients import (
    counted,
    recipients,
    technologies_of,
)
from sousveil.extraction.events.suppliers import suppliers


def supplies(at: Stage) -> Iterator[Event]:
    """Yield the supplies of a sentence; "respectively" takes lists apart."""
    if unreal(at):
        return
    found = list(_supplies(at))
    if any("respectively" in w.low for w in at.scene.words):
        found = _respectively(found)
    yield from found


def pairs(at: Stage, known: list[Event]) -> Iterator[Event]:
    """Yield what no rule proposes: every other company with every other place of a sentence."""
    if unreal(at) or (any(counted(at, c) for c in at.scene.clauses) and not known):
        return
    seen = {e.keys for e in known if e.type == "supply"}
    taken = any(e.tier == "gap" for e in known) or (
        seen and any("respectively" in w.low for w in at.scene.words)
    )
    if taken:
        return
    here = [
        p
        for c in at.scene.clauses
        for g in c.groups
        for p in places(at, g)
        if "made" not in p.marks or g.prep not in ("in", "at")
    ]
    for clause, one in _companies(at):
        for place in here or at.focus.places:
            keys = (one.id, place.id)
            same = one.first == place.first and place.sentence == at.scene.index
            if keys in seen or same or one.id == f"country:{place.id}" or no_party(at, place):
                continue
            if stands_by(at, clause, one, place) or _of_private(at, clause, place):
                continue
            seen.add(keys)
            things = technologies_of(at, clause, one, place)
            yield Event("supply", keys, one, place, at, clause, "none", "none", technologies=things)


def _of_private(at: Stage, clause: Clause, place: Named) -> bool:
    """Tell the Chile of "Wine growers in Chile watch their vines with drones that DJI sells"."""
    held = place.clause
    if held is clause or place.sentence != at.scene.index or "anaphor" in place.marks:
        return False
    if place.group is None or place.role.startswith("obj"):
        return False  # "Farmers sued Bolivia for buying drones"
    return private(at, held) or by_traders(at, held)


def _companies(at: Stage) -> Iterator[tuple[Clause, Named]]:
    """Yield the companies of a sentence that may supply, with their clause."""
    for clause in at.scene.clauses:
        if "court" in clause.verb.classes or private(at, clause) or by_traders(at, clause):
            continue
        for before, group in zip((None, *clause.groups), clause.groups, strict=False):
            staff = before is not None and group.prep and "staff_noun" in at.kinds(before)
            for one in firms(at, group):
                if staff or not _about_surveillance(at, group, one) or lost(at, one):
                    continue
                if blocked(at, clause, one) or shown(at, clause, one):
                    continue
                if not gives_money(at, clause, one) and not is_lent(at, clause, one):
                    yield clause, one


def _about_surveillance(at: Stage, group: Group, one: Named) -> bool:
    """Tell whether a company's deal can be one: a system is named, or it sells one."""
    known = one.kind != "name" or one.marks & {"legal", "firm-word", "anaphor"}
    if not known and "firm_noun" not in at.kinds(group):
        return "technology" in at.scene.kinds
    if "technology" in at.everything:
        return True
    if "contract_noun" in at.everything and "other_thing" not in at.everything:
        return True
    return one.id in at.lexicon.sells and "other_thing" not in at.everything


def _respectively(found: list[Event]) -> list[Event]:
    """Keep the first supplier of a list with the first place of a list, the second with the second.

    Other names of the sentence, such as the study that says so, are in no list as long.
    """
    for ones in _lists(e.first for e in found):
        for others in _lists(e.second for e in found):
            if len(ones) == len(others) > 1:
                pairs = set(zip(ones, others, strict=True))
                return [e for e in found if e.keys in pairs]
    return found


def _lists(named: Iterable[Named]) -> list[list[str]]:
    """Return the ids of names that stand in one list, the longest lists first."""
    held: dict[int, dict[int, str]] = {}
    for one in named:
        root = family(one.group)[-1].first if one.group is not None else one.first
        held.setdefault(root, {})[one.first] = one.id
    lists = [list(dict.fromkeys(id for _, id in sorted(at.items()))) for at in held.values()]
    return sorted(lists, key=len, reverse=True)


def _supplies(at: Stage) -> Iterator[Event]:
    for clause in at.scene.clauses:
        done: set[int] = set()
        for rule, one, anchor in suppliers(at, clause):
            if one.first in done or not in_domain(at, clause, one):
                continue
            if rule == "prep-in" and one.kind not in ("supplier", "name"):
                continue  # "made in Germany" tells where, not from whom
            done.add(one.first)
            if lost(at, one) or blocked(at, anchor, one) or shown(at, anchor, one):
                continue
            if (
                private(at, anchor)
                or by_traders(at, anchor)
                or gives_money(at, anchor, one)
                or is_lent(at, anchor, one)
            ):
                continue
            if rule == "state-gives" and takes_money(at, anchor, one):
                continue
            for tier, place in recipients(at, anchor, one, rule):
                if place.id == one.id.removeprefix("country:") and one.kind in ("origin", "state"):
                    continue
                if no_party(at, place) or stands_by(at, anchor, one, place):
                    continue
                if _of_private(at, anchor, place):
                    continue
                yield Event(
                    "supply",
                    (one.id, place.id),
                    one,
                    place,
                    at,
                    anchor,
                    rule,
                    tier,
                    technologies=technologies_of(at, anchor, one, place),
                )
