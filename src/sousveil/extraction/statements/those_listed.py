"""Which members of a group are meant: "every listed African country" from all that there are."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.tracked import TRACKING

PUBLISHED = frozenset({"index", "edition", "table", "list", "data", "dataset", "update", "sheet"})
PUBLISHED |= {"tables", "survey", "report", "database", "release", "version"}
EDITIONS = frozenset({"edition_first", "edition_last", "both_editions"})
VERBS = frozenset({"use", "be", "buy", "supply", "lack", "found", "operate", "belong"})
RELATIVE = frozenset({"that", "which", "who"})
LINKS = frozenset({"of", "in", "on", "from", "for", "the", "its", "'s", "own", "to", "among", "by"})
LINKS |= {"of the", "in the", "on the", "this", "under", "at"}
ENTERING = frozenset({"appear", "appears", "figure", "figures", "feature", "features", "stand"})
ENTERING |= {"stands", "make", "makes", "made", "entered", "appear in", "appears in", "featured"}
ENTERING |= {"appeared", "figured", "made it into", "made it onto", "make it into", "stood"}
ENTERING |= {"appearing", "figuring", "featuring", "made it on to", "are", "is", "were", "was"}
FRONTED = frozenset({"in", "on", "of", "among", "according", "across", "throughout"})
LONGEST = 6  # items between a noun and what tells that it is of the index


def of_listed(clause: Clause) -> bool:
    """Tell "every listed Gulf monarchy" and "all Gulf monarchies on the list" from all of them."""
    if _fronted(clause):
        return True
    for i in clause.wanted:
        item = clause.items[i]
        if item.kind == "group" or "country_noun" in item.roles:
            if {"country_noun", "listed"} <= item.roles or _listed_before(clause, i):
                return True
            if _listed_behind(clause, i + 1):
                return True
    return False


def _fronted(clause: Clause) -> bool:
    """Tell "in the index, every African country" and "of the listed states, all"."""
    first = clause.low(0).split(" ")[0]
    if first in ("of", "among") and clause.has("listed"):
        return True
    if first not in ("in", "on", "across", "throughout"):
        return False
    for item in clause.items[:LONGEST]:
        if _of_index(item):
            return True
        if item.low not in LINKS:
            return False
    return False


def _of_index(item: Item) -> bool:
    """Tell a name of the index or an edition, and "in the index", from a bare year."""
    if item.kind != "word":
        return False
    if "index" in item.roles or ("listed" in item.roles and item.low.startswith(("in ", "on "))):
        return True
    told = item.roles & EDITIONS or item.low == "list"
    return bool(told) and not PUBLISHED.isdisjoint(item.low.split(" "))


def _listed_before(clause: Clause, i: int) -> bool:
    """Tell "listed African countries" and "the index's African countries"."""
    near = clause.items[max(0, i - 3) : i]
    for at, item in enumerate(near):
        if item.low.endswith(("listed", "indexed")) and "listed" in item.roles:
            return all(other.kind in ("demonym", "group") for other in near[at + 1 :])
        if "index" in item.roles and (item.low.endswith("'s") or _owns(near, at)):
            return True
        if item.low == "'s" and "index" in item.roles:
            return True
    return False


def _owns(near: Sequence[Item], at: int) -> bool:
    return at + 1 < len(near) and near[at + 1].low == "'s"


def _listed_behind(clause: Clause, at: int) -> bool:
    """Tell "countries on the list", "countries listed", "countries that the index records"."""
    relative = False
    for k in range(at, min(len(clause.items), at + LONGEST)):
        item = clause.items[k]
        low = item.low
        if low in RELATIVE:
            relative = True
            continue
        if "index" in item.roles and not _placed(clause, k - 1, at):
            return _tracks(clause, k + 1)
        if _of_index(item):
            return True
        if low in TRACKING or low.split(" ")[0] in TRACKING:
            told = {"listed", "named", "recorded", "included", "indexed"}
            if low.split(" ")[0] in told and not low.endswith(" by"):
                return _goes_on(clause, k + 1) or relative
            continue
        if relative and "listed" in item.roles and low.startswith(("made ", "make ", "makes ")):
            return True  # "that made the list"
        if relative and low in ENTERING:
            continue
        if low not in LINKS and item.kind != "group" and "country_noun" not in item.roles:
            return False
    return False


def _placed(clause: Clause, i: int, first: int) -> bool:
    """Tell "countries in the index" and "that appear in the index" from "countries the index"."""
    while i >= first and clause.low(i) in ("the", "its", "own"):
        i -= 1
    return i >= first and (clause.low(i) in LINKS or clause.low(i) in ENTERING)


def _tracks(clause: Clause, at: int) -> bool:
    """Tell "countries that the index lists use it" from "countries the index shows Huawei in"."""
    if clause.low(at) == "'s" and clause.items[at + 1 : at + 2]:
        return _of_index(clause.items[at + 1]) and _tracks(clause, at + 2)
    if clause.low(at) not in TRACKING:
        return False
    after = clause.items[at + 1] if at + 1 < len(clause.items) else None
    if after is None or after.kind == "sign":
        return True
    return bool(after.roles & VERBS) or after.low in LINKS or "have" in after.low.split(" ")


def _goes_on(clause: Clause, at: int) -> bool:
    """Tell "every state listed has it" and "each of those listed." from "all are listed in it"."""
    after = clause.items[at : at + 5]
    return all(item.kind == "sign" for item in after) or any(item.roles & VERBS for item in after)
