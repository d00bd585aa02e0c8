"""What the words of a sentence say is not there: "without Chinese technology"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.item import LINKS, Item

NEGATING = frozenset(
    {
        "no",
        "without",
        "without a",
        "without any",
        "neither",
        "nor",
        "lacks",
        "lack",
        "lacking",
        "missing",
        "not a",
        "devoid of",
        "no recorded",
    }
)
INSIDE = frozenset({"in", "for", "at", "within", "across", "beside", "tick for"})
BETWEEN = 4  # items that may stand between "no" and what is not there


def lacking(all_items: Sequence[Item]) -> frozenset[int]:
    """Return the names that the words of a sentence say are not there."""
    for items, known in _last:
        if items is all_items:
            return known
    found = _found_lacking(all_items)
    _last[:] = [(all_items, found)]
    return found


_last: list[tuple[Sequence[Item], frozenset[int]]] = []
"""The sentence that was asked about last, which is asked for each of its words."""


def _found_lacking(all_items: Sequence[Item]) -> frozenset[int]:
    """Return the names that "no", "without" and "neither ... nor" stand before.

    "no country" denies no name: there the word counts countries.
    """
    found: set[int] = set()
    for at, item in enumerate(all_items):
        if item.low not in NEGATING:
            continue
        named = False
        for i in range(at + 1, len(all_items)):
            other = all_items[i]
            name = other.place or other.kind in ("supplier", "technology")
            if named and other.place and all_items[i - 1].low in INSIDE:
                break  # "no smart policing in Spain"
            if name and other.kind == "supplier" and _is_customer(all_items, i + 1):
                break  # "no NEC customer"
            if name:
                if i in found:  # from here on the words before have been followed already
                    break
                found.add(i)
                named = True
            elif _ends(other, named, i - at):
                break
    return frozenset(found)


CUSTOMERS = frozenset({"customer", "customers", "client", "clients", "country", "countries"})
CUSTOMERS |= {"buyer", "buyers", "user", "users", "market", "markets"}


def _is_customer(all_items: Sequence[Item], at: int) -> bool:
    return at < len(all_items) and all_items[at].low in CUSTOMERS


WHERE = frozenset({"in", "for", "at", "within", "inside", "across", "throughout"})
"""What is not there is not what it is not in: "no Chinese technology in Qatar"."""


def _ends(item: Item, named: bool, reach: int) -> bool:
    """Tell whether what is not there ends before an item; `named` once there was a name."""
    if item.kind in ("group", "unknown") or (item.kind == "sign" and item.low != ","):
        return True
    if "apart" in item.roles and "lack" not in item.roles:
        return True  # "no country is gone except Oman"
    if named:
        copula = "be" in item.roles and item.low != "'s"  # "with no tick for it is Botswana"
        return (
            item.low in WHERE
            or copula
            or not (item.low in LINKS or item.roles & {"origin_noun", "idle"})
        )
    verbs = item.roles & {"be", "more", "most", "fewer"}
    return bool(verbs) or _counts(item) or reach > BETWEEN


COUNTED = frozenset({"country", "countries", "nation", "nations", "states", "governments"})


def _counts(item: Item) -> bool:
    """Tell whether a word is a noun that "no" can count: "no country", "no firm"."""
    if item.low in COUNTED:
        return True  # "no country has Palantir"
    nouns = {"country_noun", "supplier_noun", "region_noun", "technology_noun", "anyother"}
    return bool(item.roles & nouns) and not item.roles & {"idle", "origin_noun"}
