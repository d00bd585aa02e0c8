"""Words that stand out of their order, put back: "With 51 countries, Huawei leads"."""

from __future__ import annotations

from sousveil.extraction.statements.item import Item
from sousveil.model.noun import replace

NUMBERED = 5  # items of "with 51 of the countries ,"
WITH = frozenset({"with", "at", "on"})
COUNTED = frozenset({"country_noun", "customers", "score", "idle"})
PLACED = frozenset({"most", "least", "ordinal_2", "ordinal_3", "ordinal_4", "ordinal_5"})
RANKED = frozenset({"supplier", "technology", "group"})
JOINING = frozenset({"and", ",", "while", "with", "but"})


def numbers_behind(found: list[Item]) -> list[Item]:
    """Read "With 51 countries, Huawei leads" as "Huawei leads, with 51 countries"."""
    if len(found) < NUMBERED or found[0].low not in WITH or found[1].kind != "number":
        return found
    comma = next((i for i in range(2, NUMBERED) if found[i].low == ","), 0)
    if not comma or any(not item.roles & COUNTED for item in found[2:comma]):
        return found
    stop = len(found)
    while stop > comma and found[stop - 1].kind == "sign":
        stop -= 1
    rest = found[comma + 1 : stop]
    if not any(item.roles & PLACED for item in rest) or _numbers(rest):
        return found
    return [*rest, found[comma], *found[:comma], *found[stop:]]


def _numbers(part: list[Item]) -> bool:
    return any(item.kind in ("number", "share", "whole") for item in part)


OWNED = 6  # items of "Iran 's score of 10 is"


def numbers_out(found: list[Item]) -> list[Item]:
    """Read "Iran's score of 10 is the lowest in Asia" as "Iran has the lowest score in Asia"."""
    for i in range(len(found) - OWNED):
        place, own, measure, of, number, be = found[i : i + OWNED]
        if not (place.place and own.low == "'s" and of.low in ("of", "at")):
            continue
        if not measure.roles & MEASURED or number.kind != "number" or "be" not in be.roles:
            continue
        rest = found[i + OWNED :]
        stop = len(rest)
        while stop and rest[stop - 1].kind == "sign":
            stop -= 1
        at = 1 if rest[:1] and rest[0].low == "the" else 0
        if at >= stop or _numbers(rest[:stop]):
            continue
        if not rest[at].roles & (PLACED | {"freer", "less_free"}):
            continue
        has = replace(own, low="has", kind="word", roles=frozenset({"use", "idle"}))
        the = replace(own, low="the", kind="word", roles=frozenset({"idle"}))
        comma = Item(of.first, of.first, ",", "sign")
        told = replace(of, low="with", kind="word", roles=frozenset({"use"}))
        ranked = [place, has, the, rest[at], measure, *rest[at + 1 : stop]]
        return [*found[:i], *ranked, comma, told, number, *rest[stop:]]
    return found


MEASURED = frozenset({"freedom_score", "score"})


def placed_apart(found: list[Item]) -> list[Item]:
    """Read "India is third and Oman fourth in Asia" as "India is third in Asia" and so on."""
    at = next((i for i, item in enumerate(found[:-5]) if _ranks(found, i)), None)
    if at is None:
        return found
    first, be, place = found[at : at + 3]
    joint = at + 3
    second = joint + 1
    while second < len(found) and found[second].low in JOINING:
        second += 1
    if second + 1 >= len(found) or found[joint].low not in JOINING:
        return found
    other, its = found[second : second + 2]
    if not _name(other) or (other.kind != first.kind and not (other.place and first.place)):
        return found
    if not its.roles & PLACED or its.roles & place.roles & PLACED:
        return found
    stop = len(found)
    while stop > second and found[stop - 1].kind == "sign":
        stop -= 1
    rest = found[second + 2 : stop]
    if not rest or any(_name(item) and item.kind != "group" for item in rest) or _numbers(rest):
        return found
    comma = Item(place.stop, place.stop, ",", "sign")
    join = replace(found[joint], low="and", kind="word", roles=frozenset({"idle"}))
    again = [replace(item, first=its.stop, stop=its.stop) for item in (be,)]
    return [*found[: at + 3], *rest, comma, join, other, *again, its, *rest, *found[stop:]]


def _ranks(found: list[Item], i: int) -> bool:
    """Tell "India is third" from anything else."""
    if not _name(found[i]):
        return False
    return "be" in found[i + 1].roles and bool(found[i + 2].roles & PLACED)


def _name(item: Item) -> bool:
    return item.place or item.kind in RANKED
