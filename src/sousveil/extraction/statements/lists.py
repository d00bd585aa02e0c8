"""What a list of countries says of the whole: that it is all of them, or how many they are."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.item import Item

BOUNDS = frozenset(
    {
        "least",
        "over",
        "more",
        "than",
        "about",
        "nearly",
        "almost",
        "some",
        "most",
        "around",
        "roughly",
        "under",
        "up",
        "hardly",
        "barely",
        "scarcely",
        "close",
        "not",
    }
)


ALL_DO = frozenset(
    {"use", "supply", "buy", "found", "be", "belong", "listed", "operate", "classed", "reported"}
    | {"score"}
)
"""Roles of what may stand behind "Kenya and Ghana all"."""


def all_of_them(clause: Clause) -> bool:
    """Tell "all three use it" from "all its technology" and "everywhere"."""
    for i in clause.at("every"):
        rest = [
            item
            for item in clause.items[i + 1 : i + 5]
            if item.low not in ("of", "the", "of the", "them", ",")
            and item.kind != "number"
            and not item.low.startswith(("the ", "those "))
        ]
        named = [item for item in clause.items[:i] if item.place or item.kind == "supplier"]
        before = len(named) > 1
        found = clause.terms()
        if max(len(found.places), len(found.suppliers)) < 2:
            return False
        if rest and rest[0].kind == "group":
            members = clause.codebook.groups[rest[0].id].countries
            return set(members) == set(found.places)
        if not rest:
            return False
        verb = rest[0].roles & ALL_DO
        if not (
            rest[0].place
            or rest[0].kind == "group"
            or (before and rest[0].kind == "supplier" and "be" in clause.items[i - 1].roles)
            or (before and (verb or rest[0].low in ("stand", "sit")))
        ):
            return False
    return True


def exhaustive(clause: Clause) -> bool:
    """Tell "the countries with it are Kenya and Ghana", which says that there are no others."""
    places = clause.countries
    if _these_are(clause) or clause.low(clause.wanted[0]).startswith(("of all", "among all")):
        return True
    verbs = [i for i in clause.at("be") if i < places[0] and clause.low(i) != "'s"]
    if (
        not verbs
        or clause.has("found")
        or any(clause.low(i) in ("among", "one of", "include") for i in clause.wanted)
    ):
        return False
    nouns = {"country_noun", "supplier_noun", "new", "gone", "customers"}
    return any(
        clause.items[i].roles & nouns
        or clause.items[i].kind == "group"
        or clause.low(i).startswith(("user", "adopter", "buyer", "customer"))
        for i in clause.wanted
        if i < verbs[-1]
    )


def _these_are(clause: Clause) -> bool:
    """Tell "these are the countries that use it", "they are Huawei's customers"."""
    for i in clause.at("be"):
        rest = clause.items[i + 1 : i + 4]
        if clause.low(i) == "'s" or not rest or "outside" in clause.items[i].roles:
            continue
        if (rest[0].low == "the" or _the_three(rest[0])) and any(
            j.roles & {"country_noun", "customers", "new"}
            or j.kind == "group"
            or j.low.startswith("customers")
            for j in rest[1:]
        ):
            return True
        if rest[0].kind == "supplier" and any(
            j.low in ("customers", "clients", "buyers", "markets") for j in rest[1:]
        ):
            return True
    return False


def _the_three(item: Item) -> bool:
    """Tell the number of "are the three countries that use it"."""
    return item.kind == "number" and item.low.startswith("the ")


SOLE_NOUNS = ("supplier", "vendor", "provider", "seller")


def sole_noun(clause: Clause) -> bool:
    """Tell "Kenya's supplier is Huawei", which says that there is no other."""
    for i in clause.wanted:
        if clause.low(i).startswith(SOLE_NOUNS) and clause.low(i - 1) == "the":
            return clause.has("be") and clause.low(i - 2) not in ("among", "one of", "of")
    for i in clause.at("supplier_noun"):
        following = clause.items[i + 1 : i + 3]
        before = [clause.low(j) for j in range(max(0, i - 3), i)]
        if clause.low(i) in ("supplier", "vendor", "provider") and any(
            "be" in item.roles for item in following[:1]
        ):
            return "among" not in before and "one of" not in before
    return False


def of_whole(clause: Clause, i: int) -> bool:
    """Tell "among the 97 countries", which says how large the whole set is."""
    low = clause.low(i)
    if BOUNDS & set(low.split()):
        return False
    definite = low.startswith("the ") or clause.low(i - 1) in ("the", "of the")
    before = [clause.low(j) for j in range(max(0, i - 3), i)]
    return definite and any(
        b in ("among", "one of", "of", "belongs to", "is among") for b in before
    )


def as_many(clause: Clause, numbers: list[int], places: int) -> bool:
    """Tell whether every number only counts the countries named: "all three of them"."""
    return all(
        clause.items[i].value == places and "nearly" not in clause.items[i].roles for i in numbers
    )


def counted_off(clause: Clause, numbers: list[int]) -> bool:
    """Tell "four countries: Kenya, ..." from "the four", "all four", "each of the four"."""
    for i in numbers:
        definite = clause.low(i).startswith(("the ", "all ", "these ")) or clause.low(i - 1) in (
            "the",
            "all",
            "of",
            "each of",
            "all of",
            "of the",
            "every one of",
        )
        following = clause.items[i + 1 : i + 4]
        if "be" in clause.items[i - 1].roles and clause.countries[-1] < i:
            continue  # "Kenya and Ghana are two countries with it"
        if not definite and any("country_noun" in item.roles for item in following):
            return True
    return False


POINTING_BACK = frozenset(
    {"of them", "of these", "of those", "of which", "among them", "among these", "among those"}
)
THEM = frozenset({"them", "these", "those", "which"})


def of_them(run: Sequence[Item]) -> list[int]:
    """Return where words point back to countries that were counted."""
    found = [i for i, item in enumerate(run) if item.low in POINTING_BACK]
    for i, item in enumerate(run[1:], 1):
        if item.low in THEM and run[i - 1].low in ("of", "among", "amongst"):
            found += [i - 1, i]
    return sorted(found)


def no_country(clause: Clause) -> bool:
    """Tell "gained no country", which says of a number that it did not change."""
    after = [
        item
        for i in clause.negations
        if clause.low(i) == "no"
        for item in clause.items[i + 1 : i + 2]
    ]
    return any("country_noun" in item.roles for item in after)


def bounded(clause: Clause, number: int) -> tuple[int, str] | None:
    """Return a number and its bound, `exact`, `min` or `max`; None for a bound that is not read."""
    low, value = clause.low(number), int(clause.items[number].value)
    apart = number > 0 and clause.items[number - 1].roles & {"atleast", "atmost"}
    low = f"{clause.low(number - 1)} {low}" if apart else low
    told = next((way for words, way in TOLD.items() if low.startswith(words)), None)
    if told is None:
        return None if apart or BOUNDS & set(low.split()) else (value, "exact")
    more, way = told
    return value + more, way


TOLD = {
    "at least ": (0, "min"),
    "no fewer than ": (0, "min"),
    "no less than ": (0, "min"),
    "more than ": (1, "min"),
    "over ": (1, "min"),
    "at most ": (0, "max"),
    "no more than ": (0, "max"),
    "fewer than ": (-1, "max"),
    "less than ": (-1, "max"),
}
"""Bounds of a number: what is added to it, and which end it then is."""
