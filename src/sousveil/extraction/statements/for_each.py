"""Read "for every country with NEC there are three with Huawei" as a comparison."""

from __future__ import annotations

from sousveil.extraction.statements.item import Item, word_at
from sousveil.model.figure import ANY_TECHNOLOGY

NAMED = frozenset({"supplier", "technology", "group", "country", "demonym", "capital"})
FACTORS = {2: "times_2", 3: "times_3", 4: "times_4", 5: "times_5", 6: "times_6", 10: "times_10"}
RELATIVE = frozenset({"that", "which", "who", "with", "using"})


def per_each(found: list[Item]) -> list[Item]:
    """Read "for every country with NEC there are three with Huawei" as "three times as many"."""
    if len(found) < 8 or found[0].low != "for" or "every" not in found[1].roles:
        return found
    if "country_noun" not in found[2].roles:
        return found
    there = [i for i, item in enumerate(found) if item.low in ("there are", "there is", ",")]
    numbers = [i for i, item in enumerate(found) if item.kind == "number"]
    if not there or len(numbers) != 1 or not there[-1] < numbers[0]:
        return found
    at, number = there[0], found[numbers[0]]
    bound = [item for item in found[at : numbers[0]] if item.low not in ("there are", ",")]
    factor = FACTORS.get(int(number.value)) if number.value == int(number.value) else None
    if factor is None or not all(
        item.roles & {"atleast", "atmost", "nearly", "approx"} for item in bound
    ):
        return found
    one, other = _bare(found[3:at]), _bare(found[numbers[0] + 1 :])
    ends = [item for item in other if item.kind == "sign"]
    other = [item for item in other if item.kind != "sign"]
    if not one or not other or not all(_names(part) for part in (one, other)):
        return found
    return [
        *other,
        word_at(number, "is", "be", "idle"),
        word_at(number, "found in", "found"),
        *bound,
        word_at(number, number.low, factor),
        word_at(number, "as many", "same"),
        word_at(number, "countries", "country_noun", "idle"),
        word_at(number, "as", "than", "idle"),
        *one,
        *ends,
    ]


def _bare(part: list[Item]) -> list[Item]:
    """Return what "that use Chinese technology" names."""
    made = [item for item in part if item.low not in RELATIVE]
    while made and (made[0].roles & {"use", "buy", "be"} or "country_noun" in made[0].roles):
        made = made[1:]
    while made and made[-1].low == ",":
        made = made[:-1]
    return made


def _names(part: list[Item]) -> bool:
    """Tell whether some items are one name, with the noun behind it."""
    named = [item for item in part if item.kind in NAMED and item.id != ANY_TECHNOLOGY]
    nouns = [item for item in part if item.roles & {"origin_noun", "idle", "technology_noun"}]
    return len(named) == 1 and all(i in named or i in nouns for i in part)
