"""Countries that stand before or behind the list they belong to, put where they belong."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sousveil.extraction.statements.item import Item
from sousveil.model.noun import replace

JOINTS = frozenset({"and", "or", ",", "the", "&"})
ENDS = frozenset({".", "!", "…"})
AND = Item(-1, -1, "and", "word", roles=frozenset({"idle"}))
FRONTS = frozenset({"lack", "new", "gone", "listed", "found", "belong", "outside"})
BEING = frozenset({"is", "are", "was", "were"})
SPEAKING = frozenset({"every", "none", "only", "most", "more", "fewer", "neither", "few", "mostly"})
DENYING = SPEAKING | {"lack"}
BESIDE = frozenset(
    {"alongside", "beside", "besides", "next to", "together with", "along with", "as well as"}
    | {"just like", "like", "in addition to", "side by side with", "in the company of", "as with"}
    | {"joining", "much like", "plus"}
)
NUMBERS = frozenset({"number", "share", "whole"})


def in_order(found: list[Item]) -> list[Item]:
    """Return the items with every list of countries in one place."""
    if not any(item.place for item in found):
        return found
    return _beside(_from_to(_fronted(_located(found))))


def _end(found: Sequence[Item]) -> int:
    stop = len(found)
    while stop and found[stop - 1].low in ENDS:
        stop -= 1
    return stop


def _located(found: list[Item]) -> list[Item]:
    """Read "in Romania ZTE is a supplier" as "ZTE is a supplier in Romania"."""
    if len(found) < LEAST_LOCATED or found[0].low != "in":
        return found
    at = 1
    while at < len(found) and (found[at].place or found[at].low in JOINTS):
        at += 1
    head = found[1:at]
    rest = found[at : _end(found)]
    while head and head[-1].low == ",":
        head = head[:-1]
    if not head or not rest or rest[0].kind != "supplier" or rest[-1].low not in SUPPLIER:
        return found
    if any(item.place or item.roles & DENYING for item in rest):
        return found
    return [*rest, found[0], *head, *found[_end(found) :]]


LEAST_LOCATED = 5  # items of "in Chad NEC is a supplier"
SUPPLIER = frozenset({"supplier", "suppliers", "vendor", "vendors", "a supplier", "suppliers too"})


def _fronted(found: list[Item]) -> list[Item]:
    """Read "missing from the list are Oman and Rwanda" as "Oman and Rwanda are missing"."""
    lead = next((i for i, item in enumerate(found[:2]) if item.low not in ("also", "still")), 0)
    if not found[lead].roles & FRONTS and not found[lead].low.startswith("among"):
        return found
    stop = _end(found)
    be = next((i for i in range(lead + 1, stop) if found[i].low in BEING), 0)
    if not be or be < LEAST_FRONT or stop - be < 2:
        return found
    tail = found[be + 1 : stop]
    if any(item.place for item in found[:be] if item.kind != "demonym"):
        return found
    if not all(item.place or item.low in JOINTS for item in tail) or not tail[-1].place:
        return found
    if any(item.kind in (*NUMBERS, "supplier") or item.roles & SPEAKING for item in found[:be]):
        return found
    head = found[lead]
    noun = [i for i in found[lead + 1 : be] if i.roles & {"country_noun", "new"}]
    if head.low.startswith("among") and not noun:
        return found
    return [*tail, found[be], *found[lead:be], *found[stop:]]


LEAST_FRONT = 2  # items before the verb


def _from_to(found: list[Item]) -> list[Item]:
    """Read "from Chile to Panama to Mexico, governments use it" as those countries."""
    for at, item in enumerate(found):
        if item.low != "from" or at + 3 >= len(found) or not found[at + 1].place:
            continue
        opens = at == 0 or found[at - 1].kind == "sign"
        stop = at + 1
        steps = 0
        while stop < len(found) and (
            found[stop].place or found[stop].low in ("to", "and", "via", "the", "down", "up", ",")
        ):
            steps += found[stop].low == "to"
            if found[stop].low == "," and not (stop + 1 < len(found) and found[stop + 1].place):
                break
            stop += 1
        if not opens or not steps or stop >= len(found) or found[stop].kind != "sign":
            continue
        names = [i for i in found[at:stop] if i.place]
        rest = found[stop + 1 :]
        whole = [*found[:at], *rest]
        if any("every" in i.roles or i.low.startswith("all ") for i in whole[:8]) and any(
            i.kind == "group" for i in whole
        ):
            before = found[: at - 1] if at else []
            return [*before, *rest]
        if at or not rest or any(i.place and i.kind != "demonym" for i in rest[:2]):
            return found
        noun = rest[0].roles & {"country_noun"} or rest[0].low in ("governments", "countries")
        if not noun or any(i.roles & SPEAKING or i.kind in NUMBERS for i in rest):
            return found
        return [*_listed(names), *rest[1:]]
    return found


def _beside(found: list[Item]) -> list[Item]:
    """Read "alongside Oman and Qatar, Bahrain is listed" as "Oman, Qatar and Bahrain are"."""
    stop = _end(found)
    at = next((i for i, item in enumerate(found[:stop]) if item.low in BESIDE), None)
    if at is None or at + 1 >= stop:
        return found
    last = at + 1
    while last < stop and (found[last].place or found[last].low in JOINTS):
        last += 1
    while last > at + 1 and not found[last - 1].place:
        last -= 1
    names = [item for item in found[at + 1 : last] if item.place]
    ends = last >= stop or found[last].low == ","
    if not names or not ends or (at and found[at - 1].low != ","):
        return found
    if any(item.kind in NUMBERS or item.roles & DENYING for item in found):
        return found
    before = found[: max(0, at - 1)]
    after = found[last + (last < stop) :] if last < stop else found[stop:]
    rest = [*before, *after]
    where = _first_list(rest)
    if where is None:
        return found
    return [*rest[: where + 1], *[i for n in names for i in (AND, n)], *rest[where + 1 :]]


def _first_list(found: Sequence[Item]) -> int | None:
    """Return the last country of the only list of countries that is no origin."""
    places = [i for i, item in enumerate(found) if item.place and not _origin(found, i)]
    if not places:
        return None
    for a, b in pairwise(places):
        if any(item.low not in JOINTS for item in found[a + 1 : b]):
            return None
    return places[-1]


def _origin(found: Sequence[Item], at: int) -> bool:
    before = [item.low for item in found[max(0, at - 2) : at]]
    return found[at].kind == "demonym" or any(low.endswith(("from", "by")) for low in before)


def _listed(names: list[Item]) -> list[Item]:
    made: list[Item] = []
    for item in names:
        made += [AND, item] if made else [item]
    return [replace(item) for item in made]
