"""Which place the words of a clause give: "second", "the most", "the top three"."""

from __future__ import annotations

from itertools import pairwise

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.lists import BOUNDS
from sousveil.extraction.statements.terms import Terms

PLACES = {"most": 1, "ordinal_2": 2, "ordinal_3": 3, "ordinal_4": 4, "ordinal_5": 5, "least": -1}
MOST_TOP = 10  # places that "the top so many" may mean


def place(clause: Clause) -> int | None:
    """Return the place that the words give; None where they give none, or two."""
    found = []
    for i in clause.wanted:
        item = clause.items[i]
        roles = [role for role in PLACES if role in item.roles]
        if not roles or (
            item.low in ("second", "third", "fourth", "fifth", "first") and not _ordinal(clause, i)
        ):
            continue
        if item.low == "most" and not _superlative(clause, i):
            continue
        found.append(PLACES[roles[-1]] if len(roles) == 1 else PLACES[roles[0]])
    places = set(found)
    if len(places) == 2 and 1 in places:  # "the second most", "third largest"
        places.discard(1)
    if len(places) == 2 and -1 in places and any(p > 1 for p in places):
        return None
    return places.pop() if len(places) == 1 else None


def of_kind(clause: Clause, i: int) -> bool:
    """Tell "the four regimes" and "the three technologies", which only name the kind.

    There are so many, so that "of the five regions" is none.
    """
    nouns = frozenset[str]().union(*(j.roles for j in clause.items[i + 1 : i + 3]))
    return any(clause.items[i].value in SIZES[noun] for noun in nouns & SIZES.keys())


SIZES = {"region_noun": (6.0,), "regime_noun": (4.0,), "technology_noun": (3.0, 4.0)}
"""How many there are of a kind; the first edition has three technologies."""


def _ordinal(clause: Clause, i: int) -> bool:
    """Tell "comes second" and "the second most" from "the second edition"."""
    following = clause.items[i + 1] if i + 1 < len(clause.items) else None
    if following is None or following.kind == "sign":
        return True
    behind = {"most", "least", "supplier_noun", "behind", "origin_head"}
    behind |= {"edition_first", "edition_last", "both_editions"}
    return bool(following.roles & behind) or (
        following.low.startswith(("among ", "by number"))
        or following.low
        in ("place", "in", "by", "with", "among", "only", "spot", "position", "after", "behind")
    )


def _superlative(clause: Clause, i: int) -> bool:
    """Tell "has the most countries" and "the most common" from "most countries"."""
    before, after = clause.low(i - 1), clause.low(i + 1)
    if after in ("countries", "nations", "states") and before.endswith(" in"):
        kinds = [clause.low(j) for j in range(max(0, i - 4), i)]
        nouns = {"supplier", "vendor", "company", "firm", "technology", "name", "kind", "one"}
        return any(x == "the" and y in nouns for x, y in pairwise(kinds))
    return before in ("the", "'s", "its", "their") or after in (
        "common",
        "often",
        "widely",
        "frequent",
        "clients",
    )


def nobody_has_more(clause: Clause) -> bool:
    """Tell "no company is in more countries than Huawei", "nobody equips as many"."""
    denied = clause.at("none", "only")
    more = clause.at("more", "same")
    if not denied or not more or clause.has("fewer"):
        return False
    opens = [
        i
        for i in denied
        if clause.low(i)
        in ("no", "nobody", "no one", "no other", "not one", "none", "nobody else", "no single")
    ]
    return bool(opens) and opens[0] < more[0]


def top(clause: Clause, numbers: list[int]) -> int | None:
    """Return where the number of "the top three", "the three largest" stands."""
    for i in numbers:
        if BOUNDS & set(clause.low(i).split(" ")):
            continue
        before = clause.items[i - 1] if i else None
        if before is not None and "most" in before.roles:
            return i
        after = clause.items[i + 1 : i + 3]
        if not of_kind(clause, i) and any("most" in j.roles for j in after):
            return i
        named = [j for j in clause.items[i + 1 : i + 8] if j.kind == "supplier"]
        firm = bool(after) and "supplier_noun" in after[0].roles
        led = any("most" in j.roles for j in clause.items[i + 3 : i + 7])
        if firm and led and not named:
            return i  # "the five suppliers named in the most countries"
    return None


WITHIN = frozenset({"one of", "is one of", "are two of", "among", "is among", "are among"})
WITHIN |= {"not among", "is not among", "are not among", "not one of", "is not one of"}
WITHIN |= {"figures among", "figure among", "counts among", "count among", "ranks among"}
WITHIN |= {"rank among", "counted among", "belongs to", "belong to", "part of", "two of", "some of"}


def within(clause: Clause, i: int) -> bool:
    """Tell "is one of the top five" from "are the top five"; the number stands at an item."""
    if any("within" in clause.items[j].roles for j in clause.wanted):
        return True
    near = [item for item in clause.items[max(0, i - 4) : i] if item.low not in ("the", "top")]
    return any(item.low in WITHIN for item in near)


AMONG = frozenset({"among", "of", "amongst", "of all", "of the", "among all"})


def home_of(clause: Clause, found: Terms) -> str | None:
    """Return the country of "the largest American supplier"."""
    if found.origins:
        return found.origins[0]
    for i in clause.kinds("demonym", "country"):
        after = [j for j in clause.items[i + 1 : i + 4] if j.low != "'s"]
        named = len(after) > 1 and after[1].kind == "supplier"  # "the Japanese group NEC"
        named = named and not (i and clause.low(i - 1) in AMONG and after[0].low.endswith("s"))
        if after and not named and is_supplier(after[0]):
            return clause.items[i].id
    return None


def is_supplier(item: Item) -> bool:
    """Tell "supplier" and "supplier of", where one word is made of both."""
    named = item.low.split(" ")[0] in SUPPLIERS and " " in item.low
    return "supplier_noun" in item.roles or (named and "supply" in item.roles)


SUPPLIERS = frozenset({"supplier", "suppliers", "vendor", "vendors", "provider", "providers"})
SUPPLIERS |= {"seller", "sellers", "exporter", "exporters"}
