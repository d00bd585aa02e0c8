"""Which part a country plays in a statement: an origin, a place, or a supplier's home."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.item import LINKS, Item
from sousveil.extraction.statements.lacking import NEGATING

HOME_WORDS = frozenset({"native", "home", "own", "home market", "its"})
OUTSIDE = frozenset({"outside", "beyond", "outside its", "beyond its", "outside the", "outside of"})
LOOK = 6  # items to either side that may tell the part of a country

TITLE = frozenset({"idle"})
"""Roles of "the Chinese giant" before a name."""


def _told_of(before: Sequence[Item]) -> bool:
    """Tell "names no NEC in" from "is a customer of NEC in", whose seat that may be."""
    names = 0
    for item in before:
        if item.kind == "supplier":
            names += 1
        elif item.low not in LINKS and item.low not in NEGATING and item.roles != TITLE:
            return names > 0 and bool(item.roles & {"reported", "listed"})
    return False


def part_of(all_items: Sequence[Item], at: int) -> str:
    """Tell whether a country is an `origin`, a `place`, set `apart`, or a supplier's `home`."""
    first, last = _run(all_items, at)
    before = items_before(all_items, first)
    after = items_after(all_items, last)
    item = all_items[at]
    possessive = last + 1 < len(all_items) and all_items[last + 1].low in ("'s", "'")
    head = after[0] if after else None
    near = before[0] if before else None
    if near is not None and "apart" in near.roles and "lack" not in near.roles:
        return "apart"
    beyond = near if near is None or near.low not in HOME_WORDS else next(iter(before[1:]), None)
    if beyond is not None and beyond.low in OUTSIDE:
        return "apart"
    if beyond is not None and beyond.low in ("borders of", "the borders of"):
        return "apart"
    if head is not None and head.kind == "supplier" and (possessive or item.kind == "demonym"):
        return "home"
    if head is not None and head.kind == "group":
        return "idle" if item.kind == "demonym" or possessive else "place"
    told = bool(before) and _told_of(before[1:])
    small = ("of", "from") if told else ("of", "in", "from")  # "the table names NEC in Chad"
    if near is not None and near.low in small and _supplier_before(before):
        return "home"
    acts = after[:1] and (after[0].low in ("are", "were") or "operate" in after[0].roles)
    the = at > 0 and all_items[at - 1].low == "the"
    if item.kind == "demonym" and the and acts and len(after) > 1 and "among" in after[1].low:
        return "place"  # "the Japanese are among those that use it"
    described = _described(after)
    if described is not None:
        if "state_noun" in described.roles:
            return "place" if not _supplies(after[1:]) else "origin"
        if possessive and item.kind != "demonym" and "supplier_noun" in described.roles:
            return "place" if any(i.kind == "supplier" for i in all_items) else "origin"
        if "origin_noun" in described.roles and (
            item.kind == "demonym" or possessive or _adjective(after)
        ):
            return "origin"
        if described.kind == "technology":
            if item.kind == "demonym" or not possessive:
                return "origin" if item.kind == "demonym" or _adjective(after) else "place"
            return "place"
    if near is not None and near.low == "by" and len(before) > 1 and _taken(before[1]):
        return "place"  # "has been adopted by Germany"
    if near is not None and "from" in near.roles and near.low not in ("of", "through"):
        return "origin"
    if near is not None and near.low == "of" and len(before) > 1:
        noun = before[1].roles
        return "origin" if "origin_noun" in noun and "state_noun" not in noun else "place"
    if _supplies(after):
        return "origin"
    return "origin" if item.kind == "demonym" else "place"


def _taken(item: Item) -> bool:
    """Tell a participle of use, "adopted", from one of supply, "provided"."""
    taken = item.roles & {"use", "buy"} and not item.roles & {"supply", "found"}
    return bool(taken) and item.low.endswith(("ed", "bought", "got", "use"))


def _adjective(after: Sequence[Item]) -> bool:
    """Tell "China technology", where no verb stands between."""
    return bool(after) and after[0].kind in ("word", "technology") and "be" not in after[0].roles


def _described(after: Sequence[Item]) -> Item | None:
    """Return the noun that a country in front of it describes."""
    for item in after[:3]:
        if item.kind == "technology":
            return item
        if item.roles & {"origin_noun", "state_noun"} and not item.roles & {"be", "use"}:
            return item
        if item.kind == "idle" and item.low not in ("in", "to", "and", "at", "of", "has", "for"):
            continue
        if item.low in ("listed",):
            continue
        return None
    return None


def _supplies(after: Sequence[Item]) -> bool:
    """Tell whether a verb of supply follows, of which the country is the subject."""
    for place, item in enumerate(after[:4]):
        if "supply" in item.roles and "use" not in item.roles:
            following = after[place + 1].low if place + 1 < len(after) else ""
            return following != "by" and "from" not in item.roles
        if "be" in item.roles or item.low in ("has", "have", "also", "now", "itself", "still"):
            if "be" in item.roles:
                return (
                    place + 1 < len(after)
                    and "supply" in after[place + 1].roles
                    and after[place + 1].low.endswith(("ing", " of", " to", " for", " in", "er"))
                )
            continue
        return False
    return False


def _supplier_before(before: Sequence[Item]) -> bool:
    return len(before) > 1 and before[1].kind == "supplier"


def _run(all_items: Sequence[Item], at: int) -> tuple[int, int]:
    """Return the first and last item of the list of countries that an item stands in."""
    for items, known in _last:
        if items is all_items:
            return known[at]
    found = _runs(all_items)
    _last[:] = [(all_items, found)]
    return found[at]


_last: list[tuple[Sequence[Item], dict[int, tuple[int, int]]]] = []
"""The sentence that was asked about last; nothing of it changes once its items are made."""


def _runs(all_items: Sequence[Item]) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    places: list[int] = []
    for at in range(len(all_items) + 1):
        if at < len(all_items) and all_items[at].place:
            places.append(at)
        elif places and (at == len(all_items) or all_items[at].low not in LINKS):
            found.update((place, (places[0], places[-1])) for place in places)
            places = []
    return found


def items_before(all_items: Sequence[Item], at: int) -> list[Item]:
    """Return the items before one, nearest first, without articles."""
    near = all_items[max(0, at - LOOK) : at]
    small = ("the", "both", "either", "mainland", "a", "all three", "all four", "each of")
    return [i for i in reversed(near) if i.low not in small]


def items_after(all_items: Sequence[Item], at: int) -> list[Item]:
    """Return the items after one, without articles."""
    near = all_items[at + 1 : at + 1 + LOOK]
    return [i for i in near if i.low not in ("'s", "'", "the", "own")]
