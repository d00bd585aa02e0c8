"""Where the main verb of a statement on countries stands."""

from __future__ import annotations

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.item import Item

RELATIVE = frozenset({"that", "which", "who", "where", "whose", "whom"})

NOT_FINITE = frozenset(
    {
        "with",
        "in",
        "on",
        "from",
        "of",
        "by",
        "within",
        "inside",
        "having",
        "as",
        "under",
        "along",
        "without",
        "among",
        "a part of",
        "part of",
    }
)

LISTED_VERBS = frozenset(
    {
        "appears",
        "appear",
        "appeared",
        "figure",
        "figures",
        "features",
        "feature",
        "made it into",
        "made it onto",
        "made the list",
        "entered",
        "came into",
    }
)

REDUCED = frozenset(
    {"listed", "named", "recorded", "noted", "marked", "registered", "found", "used"}
    | {"classed", "classified", "rated", "member", "members", "counted", "covered", "included"}
)
"""The first words of what stands behind a noun like a relative clause."""


def main_verb(clause: Clause, start: int) -> int | None:
    """Return the first finite verb after an item that stands in no relative clause."""
    named = start < 0 or clause.terms(-1, start).conditions
    skip = False
    reduced: int | None = None
    for i in clause.wanted:
        if i <= start:
            continue
        item = clause.items[i]
        if item.low in RELATIVE:
            skip = True
            continue
        if item.measured is not None and clause.low(i - 1) == "whose":
            skip, named = False, True  # "whose internet is rated not free" has its verb
            continue
        if item.kind in ("technology", "supplier", "group") or item.place:
            named = True
        if item.roles & {"country_noun", "supplier_noun", "listed"} and not item.roles & {"use"}:
            named = True
        verb = item.roles & {
            "use",
            "supply",
            "buy",
            "found",
            "be",
            "belong",
            "lack",
            "listed",
            "operate",
        }
        if not verb or item.low in NOT_FINITE or item.low.endswith("ing"):
            continue
        if item.roles & {"country_noun", "origin_noun"} and not item.roles & {"be"}:
            continue
        if "listed" in item.roles and item.low not in LISTED_VERBS and "found" not in item.roles:
            continue
        if not named:
            continue
        if skip:  # "that are used", "which is listed", "that are democracies"
            skip = "be" in item.roles and i + 1 < len(clause.items) and _acts(clause.items[i + 1])
            continue
        if reduced is None and _reduced(clause, i):
            reduced = i
            continue
        return i
    return _bare_verb(clause, start) if reduced is None else reduced


def _acts(item: Item) -> bool:
    """Tell a verb behind "are" that has its own turn in the search for one."""
    acts = item.roles & {"use", "supply", "buy", "found", "lack", "operate", "belong"}
    return bool(acts) and item.low not in NOT_FINITE and not item.low.endswith("ing")


def _reduced(clause: Clause, i: int) -> bool:
    """Tell "every country listed for Africa uses it" from "every one is listed for it"."""
    before = clause.items[i - 1] if i else None
    counted = before is not None and bool(before.roles & {"country_noun", "listed"})
    return counted and clause.low(i).split(" ")[0] in REDUCED


def _bare_verb(clause: Clause, start: int) -> int | None:
    """Return "with" or "without" of "there is no country in Africa without it"."""
    return next(
        (
            i
            for i in clause.wanted
            if i > start and clause.low(i).split(" ")[0] in ("with", "without")
        ),
        None,
    )
