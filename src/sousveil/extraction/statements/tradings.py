"""Who trades with whom, in plainer words: "Egypt has Honeywell among its suppliers"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.item import Item
from sousveil.model.noun import replace

JOINTS = frozenset({"and", "or", ",", "the", "&", "both", "as well as"})
COUNTING = frozenset(
    {"counts", "count", "counted", "numbers", "has", "have", "lists", "boasts", "keeps", "keep"}
    | {"includes", "include", "finds", "find", "can count"}
)
TELLING = frozenset({"counts", "count", "counted", "lists"})
"""Verbs that would make a country tell itself from whom it buys."""

SUPPLIERS = frozenset({"suppliers", "vendors", "providers", "sellers", "contractors"})
CUSTOMERS = frozenset({"customers", "clients", "buyers", "markets", "customer countries"})
INCLUDING = frozenset({"include", "includes", "included", "comprise", "comprises"})
BOOKS = frozenset({"books", "customer list", "client list", "order book", "order books", "list"})
OWN = frozenset({"its", "their", "the", "his"})
NOBODY = frozenset({"no supplier", "no company", "no firm", "no vendor", "no suppliers", "nobody"})


def in_trade(found: list[Item]) -> list[Item]:
    """Return the items with who supplies whom said by "has" and "supplies"."""
    if not any(item.kind == "supplier" for item in found):
        return found
    return _sole(_owned(_relative(_counted_among(found))))


def _names(found: Sequence[Item], at: int, kind: str) -> int:
    """Return where a list of suppliers or of countries ends that begins at an item."""
    stop = last = at
    while stop < len(found):
        item = found[stop]
        if (item.place if kind == "place" else item.kind == kind) or item.low in JOINTS:
            stop += 1
            if item.low not in JOINTS:
                last = stop
        else:
            break
    return last


def _verb(item: Item, low: str, *roles: str) -> Item:
    return replace(item, low=low, kind="word", roles=frozenset(roles))


def _counted_among(found: list[Item]) -> list[Item]:
    """Read "counts NEC among its suppliers" and "has Chile on its books"."""
    for i in range(1, len(found) - 3):
        if found[i].low not in COUNTING:
            continue
        bought = found[i - 1].place and found[i - 1].kind != "demonym"
        kind = "supplier" if bought else "place"
        if (bought and found[i].low in TELLING) or not (bought or found[i - 1].kind == "supplier"):
            continue
        stop = _names(found, i + 1, kind)
        near = found[stop : stop + 3]
        if stop == i + 1 or len(near) < 2 or not near[0].low.startswith(("among", "on", "amongst")):
            continue
        words = " ".join(item.low for item in near).split(" ")
        if not OWN & set(words):
            continue
        nouns = SUPPLIERS if bought else CUSTOMERS | BOOKS
        end = next((j for j in range(stop, min(len(found), stop + 3)) if _is(found[j], nouns)), 0)
        if not end:
            continue
        if bought:
            has = _verb(found[i], "has", "use", "idle")
            as_one = _verb(found[end], "as suppliers", "idle")
            return [*found[:i], has, *found[i + 1 : stop], as_one, *found[end + 1 :]]
        supplies = _verb(found[i], "supplies", "supply")
        return [*found[:i], supplies, *found[i + 1 : stop], *found[end + 1 :]]
    return found


def _is(item: Item, nouns: frozenset[str]) -> bool:
    return any(item.low == noun or item.low.endswith(" " + noun) for noun in nouns)


def _owned(found: list[Item]) -> list[Item]:
    """Read "Huawei's clients include Egypt" and "among Huawei's clients is Egypt"."""
    for i in range(len(found) - 4):
        if found[i].kind != "supplier" or found[i + 1].low not in ("'s", "'"):
            continue
        at = i + 2
        while at < len(found) - 2 and found[at].low in ("named", "listed", "recorded", "known"):
            at += 1
        if not _is(found[at], CUSTOMERS):
            continue
        among = i > 0 and found[i - 1].low in ("among", "amongst")
        verb = found[at + 1]
        if not (verb.low in INCLUDING or (among and verb.low in ("is", "are", "were", "was"))):
            continue
        stop = _names(found, at + 2, "place")
        if stop == at + 2:
            continue
        first = i - 1 if among else i
        if first and found[first - 1].place:
            continue
        return [
            *found[:first],
            found[i],
            _verb(verb, "supplies", "supply"),
            *found[at + 2 :],
        ]
    return found


def _relative(found: list[Item]) -> list[Item]:
    """Read "Kenya is among the countries that NEC supplies" as "Kenya buys from NEC"."""
    for i in range(1, len(found) - 3):
        if not found[i].roles & {"be"} or not found[i - 1].place:
            continue
        at = i + 1
        told = " ".join(item.low for item in found[at : at + 4])
        if not told.startswith(("among", "one of", "amongst")):
            continue
        noun = next(
            (j for j in range(at, min(at + 4, len(found))) if "country_noun" in found[j].roles), 0
        )
        if not noun or noun + 2 >= len(found):
            continue
        start = noun + 1 + (found[noun + 1].low in ("that", "which", "to which", "whom"))
        stop = _names(found, start, "supplier")
        if stop == start or stop >= len(found) or "supply" not in found[stop].roles:
            continue
        if stop + 1 < len(found) and found[stop + 1].kind not in ("sign", "word"):
            continue
        buy = _verb(found[i], "buy from", "buy")
        return [*found[:i], buy, *found[start:stop], *found[stop + 1 :]]
    return found


def _sole(found: list[Item]) -> list[Item]:
    """Read "apart from NEC, no supplier is named" as "only NEC is named"."""
    first = found[0]
    if "apart" not in first.roles and first.low != "outside":
        return found
    stop = _names(found, 1, "supplier")
    if stop == 1 or stop + 2 >= len(found) or found[stop].low != ",":
        return found
    at = stop + 1
    low = f"{found[at].low} {found[at + 1].low}"
    other = low in NOBODY or (found[at].low == "no" and found[at + 1].low == "other")
    width = 1 if found[at].low in NOBODY else 2 if other else 0
    if other and found[at + 1].low == "other":
        width = 3
    if not width:
        return found
    only = _verb(first, "only", "only")
    return [only, *found[1:stop], *found[at + width :]]
