"""Who makes the index or a measure, described in passing: "Freedom House, the watchdog, ..."."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.item import Item

BODIES = frozenset(
    "watchdog watchdogs ngo nonprofit organisation organization institute institution monitor body "
    "charity group outfit lobby foundation project endowment centre center network thinktank "
    "campaigners researchers pollster institute's".split()
) | {"think tank", "research group", "not for profit"}
"""Nouns for one who publishes; a company or a government is none."""

HOMES = {"freedom house": "USA", "carnegie": "USA", "dem": "SWE", "varieties": "SWE"}
HOMES |= {"sipri": "SWE", "peace": "SWE"}
"""Where each has its seat, by a word of its name."""

MAKERS = BODIES | {"based", ","}
OPENING = frozenset({"a", "an", "the", "one of the", "another", "that"})
SAYING = frozenset({"use", "supply", "buy", "be", "lack", "none", "only", "most", "cannot", "more"})
SAYING |= {"fewer", "least", "every", "score", "classed"}
NAMES = frozenset({"supplier", "technology", "number", "share", "whole", "money"})
LONGEST = 9  # items of a description


def without_descriptions(found: list[Item]) -> list[Item]:
    """Return the items without what only describes who makes the index or a measure."""
    made: list[Item] = []
    at = 0
    while at < len(found):
        item = found[at]
        at += 1
        home = _home(item)
        if home is None:
            made.append(item)
            continue
        made = [*_untitled(made, home), item]
        if at < len(found) and found[at].low == ",":
            stop = next(
                (j for j in range(at + 1, len(found)) if found[j].kind == "sign"), len(found)
            )
            if _describes(found[at + 1 : stop], home):
                at = stop + (stop < len(found) and found[stop].low == ",")
    return made if len(made) < len(found) else found


def _home(item: Item) -> str | None:
    """Return the country of who publishes, where an item names them."""
    if item.roles.isdisjoint({"internet", "measurer", "index"}):
        return None
    return next((home for name, home in HOMES.items() if name in item.low), None)


def _describes(inside: Sequence[Item], home: str) -> bool:
    """Tell whether some items only say what kind of body it is, and where."""
    if not 1 < len(inside) <= LONGEST:
        return False
    opens = inside[0].low in OPENING or inside[0].place
    body = any(item.low.split(" ")[-1] in BODIES or item.low in BODIES for item in inside)
    return opens and body and all(_tells_nothing(item, home) for item in inside)


def _tells_nothing(item: Item, home: str) -> bool:
    if item.place:
        return item.id == home
    if item.low in BODIES:
        return True
    return item.kind not in NAMES and item.roles.isdisjoint(SAYING)


def _untitled(before: list[Item], home: str) -> list[Item]:
    """Take out "the Washington-based watchdog" and "Washington-based" before a name."""
    end = len(before)
    if end > 1 and "based" in before[-1].roles and before[-2].place:
        return before[: end - 2] if before[-2].id == home else before
    if not end or before[-1].low not in BODIES:
        return before
    first = end - 1
    while first and end - first < LONGEST and before[first - 1].kind != "sign":
        first -= 1
        if before[first].low in OPENING or before[first].low.startswith("the "):
            break
        if not _tells_nothing(before[first], home) or "reported" in before[first].roles:
            return before
    else:
        return before
    title = before[first:end]
    opened = [item for item in title if item.low not in OPENING]
    named = title[0].place and title[0].id == home
    if all(_tells_nothing(item, home) for item in opened) or named:
        return before[:first]
    return before
