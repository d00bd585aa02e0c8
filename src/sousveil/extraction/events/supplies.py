"""Clauses to supplies: who supplies whom."""

from __future__ import annotations

from collections.abc import Iterator

from sousveil.extraction.events.blocks import blocked, in_domain, lost, private, unreal
from sousveil.extraction.events.event import Event
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
    if unreal(at) or not at.everything & {"technology", "contract_noun"}:
        return
    if any(counted(at, c) for c in at.scene.clauses) and not known:
        return
    have = {e.keys for e in known if e.type == "supply"}
    taken = any(e.tier == "gap" for e in known) or (
        have and any("respectively" in w.low for w in at.scene.words)
    )
    if taken:
        return
    here = [p for c in at.scene.clauses for g in c.groups for p in places(at, g)]
    all_places = here or list(at.focus.places)
    seen = set(have)
    for clause in at.scene.clauses:
        if "court" in clause.verb.classes or private(at, clause):
            continue
        for group in clause.groups:
            for one in firms(at, group):
                if lost(at, one):
                    continue
                for place in all_places:
                    keys = (one.id, place.id)
                    unmarked = one.kind == "name" and not one.marks & {
                        "legal",
                        "firm-word",
                        "anaphor",
                    }
                    if (
                        (unmarked and "firm_noun" not in at.kinds(group))
                        or keys in seen
                        or (one.first == place.first and place.sentence == at.scene.index)
                        or one.id == f"country:{place.id}"
                    ):
                        continue
                    seen.add(keys)
                    yield Event(
                        "supply",
                        keys,
                        one,
                        place,
                        at,
                        clause,
                        "none",
                        "none",
                        technologies=technologies_of(at, clause, one, place),
                    )


def _respectively(found: list[Event]) -> list[Event]:
    """Keep the first supplier with the first place, the second with the second."""
    ones = sorted({e.first.first: e.first.id for e in found}.items())
    others = sorted({e.second.first: e.second.id for e in found}.items())
    first = list(dict.fromkeys(id for _, id in ones))
    second = list(dict.fromkeys(id for _, id in others))
    if len(first) != len(second) or len(first) < 2:
        return found
    pairs = set(zip(first, second, strict=True))
    return [e for e in found if e.keys in pairs]


def _supplies(at: Stage) -> Iterator[Event]:
    for clause in at.scene.clauses:
        done: set[int] = set()
        for rule, one, anchor in suppliers(at, clause):
            if one.first in done or not in_domain(at, clause, one):
                continue
            done.add(one.first)
            if lost(at, one) or blocked(at, anchor, one):
                continue
            for tier, place in recipients(at, anchor, one, rule):
                if place.id == one.id.removeprefix("country:") and one.kind in ("origin", "state"):
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
