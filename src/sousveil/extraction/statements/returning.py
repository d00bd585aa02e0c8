"""Words that point back inside a sentence: "Chad joined, and it uses facial recognition"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.item import Item
from sousveil.model.noun import replace

JOINTS = frozenset({"and", "or", ",", "the", "&", "both"})
TURNS = frozenset({"and", "but", ",", ";", "–", "—", "while", "where"})
ALL = {
    2: frozenset(
        {"both", "both of them", "each of the two", "each of them", "the two", "the pair"}
    ),
    3: frozenset(
        {"all three", "each of the three", "each of them", "the three", "all three of them"}
    ),
    4: frozenset({"all four", "each of the four", "each of them", "the four", "all four of them"}),
}
IT = frozenset({"it", "the country"})
THEY = frozenset({"they", "all of them", "these countries"})
LONGEST = 4  # items of "each of the three"


def said_again(found: list[Item]) -> list[Item]:
    """Put the countries in the place of "it uses" and "each of the three has"."""
    where = _first_list(found)
    if where is None:
        return found
    first, stop = where
    names = [item for item in found[first:stop] if item.place]
    many = len({item.id for item in names})
    for i in range(stop + 1, len(found) - 1):
        if found[i - 1].low not in TURNS:
            continue
        width = _points(found, i, many)
        after = found[i + width : i + width + 2] if width else []
        if not after or not _acts(after):
            continue
        if any(
            item.place and item.kind != "demonym" and not _from(found, j)
            for j, item in enumerate(found)
            if stop <= j < i
        ):
            return found
        again = [replace(item, kind="country") for item in names]
        listed: list[Item] = []
        for item in again:
            listed += [AND, item] if listed else [item]
        return [*found[:i], *listed, *found[i + width :]]
    return found


AND = Item(-1, -1, "and", "word", roles=frozenset({"idle"}))


def _points(found: Sequence[Item], i: int, many: int) -> int:
    """Return how many items point back to so many countries; 0 for none."""
    for width in range(LONGEST, 0, -1):
        low = " ".join(item.low for item in found[i : i + width])
        if (many == 1 and low in IT) or (many > 1 and (low in THEY or low in ALL.get(many, ()))):
            return width
    return 0


def _acts(after: Sequence[Item]) -> bool:
    """Tell "it uses" from "it comes from", which may speak of a technology."""
    verb = after[1] if after[0].low in ("also", "now", "too", "still") and after[1:] else after[0]
    low = verb.low.split(" ")[0]
    return bool(verb.roles & {"use"}) and low in ACTIVE


ACTIVE = frozenset(
    {"uses", "use", "has", "have", "employs", "employ", "deploys", "deploy", "runs", "operates"}
    | {"boasts", "relies", "rely", "fields", "adopted", "had", "used", "makes", "make"}
)


def _first_list(found: Sequence[Item]) -> tuple[int, int] | None:
    """Return the list of countries with which a sentence begins."""
    at = 0
    while at < len(found) and found[at].low in ("the", "in", "both", "also"):
        at += 1
    if at >= len(found) or not found[at].place or found[at].kind == "demonym":
        return None
    stop = last = at
    while stop < len(found) and (found[stop].place or found[stop].low in JOINTS):
        stop += 1
        if found[stop - 1].place:
            last = stop
    possessive = last < len(found) and found[last].low in ("'s", "'")
    return None if possessive else (at, last)


def _from(found: Sequence[Item], at: int) -> bool:
    return at > 0 and found[at - 1].low.endswith(("from", "by"))
