"""Turns of phrase around numbers of countries to plainer ones: "every member but one"."""

from __future__ import annotations

from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.step import Step
from sousveil.model.noun import replace

SPARED = frozenset(
    {"but", "bar", "except", "except for", "save", "save for", "apart from", "other than"}
    | {"barring", "aside from", "with the exception of", "excepting", "but for", "minus", "less"}
)
"""What stands before the number of those left out."""

ALL = frozenset({"all", "every", "each", "all the", "all of the", "every one of the", "all of"})
ALL |= {"each of the", "each of", "every one of", "every single", "all the other"}
ACTING = frozenset({"use", "supply", "buy", "be", "found", "belong", "operate", "listed", "lack"})
OF_THEM = frozenset({"of them", "of these", "of those", "member", "country", "state", "exception"})
LONGEST_NOUN = 9
"""Items of a noun with all that belongs to it: "all the liberal democracies on the list"."""


def _all_so_many(found: list[Item]) -> list[Item]:
    """Read "all four Gulf monarchies" as "all" and a number of them."""
    made: list[Item] = []
    for i, item in enumerate(found):
        many = MANY.get(item.low)
        after = (j for j in found[i + 1 : i + 5] if j.low not in MEMBERS)
        group = next(after, None)
        if many is None or group is None or group.kind != "group":
            made.append(item)
            continue
        every = Item(item.first, item.first + 1, "all", "word", roles=frozenset({"every"}))
        made += [every, Item(item.first + 1, item.stop, item.low[4:], "number", value=many)]
    return made


MEMBERS = frozenset({"members of", "members", "countries", "states", "of", "the", "of the", "in"})
MEMBERS |= {"members of the", "listed", "nations"}
MANY = {"all three": 3.0, "all four": 4.0, "all five": 5.0}


def _but_so_many(found: list[Item]) -> list[Item]:
    """Read "every G7 member but one uses it" as "all but one of the G7 use it"."""
    at = next((i for i, item in enumerate(found) if item.low in ALL), None)
    if at is None or "every" not in found[at].roles or found[at].but:
        return found
    for i in range(at + 1, min(len(found) - 2, at + LONGEST_NOUN)):
        item, number = found[i], found[i + 1]
        if item.roles & ACTING and item.kind == "word" and not _inside(found, i):
            return found
        if item.low not in SPARED:
            continue
        value = 1 if number.low in ("one", "one of them") else _plain(number)
        stop = i + 2
        while stop < len(found) and found[stop].low in (*OF_THEM, ","):
            stop += 1
        if not value or stop >= len(found) or not (found[stop].roles & ACTING):
            return found
        start = i - 1 if found[i - 1].low == "," else i
        every = replace(found[at], but=value)
        return [*found[:at], every, *found[at + 1 : start], *found[stop:]]
    return found


def _plain(item: Item) -> int:
    whole = item.kind == "number" and item.value == int(item.value) and " " not in item.low
    return int(item.value) if whole and not item.roles else 0


def _inside(found: list[Item], i: int) -> bool:
    """Tell a word of the noun, "members of", "on the list", "with", from a verb."""
    return found[i].low in INSIDE or "country_noun" in found[i].roles


INSIDE = frozenset(
    {"with", "in", "of", "on", "from", "member", "members", "members of", "member of", "listed"}
    | {"in the index", "on the list", "on the index", "the listed", "in the list", "in the table"}
)


AMOUNTS = (Step(_all_so_many, MANY, ("group",)), Step(_but_so_many, ALL, SPARED))
