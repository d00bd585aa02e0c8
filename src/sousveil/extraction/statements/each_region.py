"""A claim on every region of the index: "Huawei comes first in every region"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.plainly import Reading, Stated, plainly
from sousveil.extraction.statements.spoken import Made, Spoken
from sousveil.model.query import Compare, Rank

FRONT = frozenset({"in", "across", "throughout", "within", "for"})
PASSED = frozenset({"of", "the", "of the", "one of", "single", "world", "all"})
REGIONS = frozenset({"region", "regions"})
SPEAKING = frozenset({"every", "none", "lack", "only", "anyother", "region_noun", "regime_noun"})
LONGEST = 5  # items of "every one of the six regions"


def in_each_region(run: Sequence[Item], reading: Reading, before: Spoken | None) -> Made | None:
    """Read a rank or a comparison of every region as one of each."""
    span = _span(run)
    if span is None or any(item.kind in ("group", "unknown") for item in run):
        return None
    groups = [g for g in reading.codebook.groups.values() if g.kind == "region"]
    sizes = [item.value for item in run[span.start : span.stop] if item.kind == "number"]
    if sizes and sizes != [float(len(groups))]:
        return None
    rest = [*run[: span.start], *run[span.stop :]]
    if any(item.roles & SPEAKING for item in rest):
        return None
    like = run[span.start]
    preposition = run[span.start].low in FRONT
    said: list[Stated] = []
    for group in groups:
        name = Item(like.first, like.stop, group.phrases[0], "group", id=group.id)
        where = [run[span.start], name] if preposition else [name]
        one = plainly([*run[: span.start], *where, *run[span.stop :]], reading)
        if len(one) != 1 or not isinstance(one[0].query, Rank | Compare):
            return None
        said += one
    return Made(said=tuple(said), spoken=Spoken(run=tuple(run)))


def _span(run: Sequence[Item]) -> range | None:
    """Return the items of "in every region"."""
    every = [i for i, item in enumerate(run) if "every" in item.roles]
    if len(every) != 1:
        return None
    stop = every[0] + 1
    while stop < len(run) and stop - every[0] < LONGEST:
        if run[stop].low in REGIONS:
            if _of_one(run[stop + 1 : stop + 3]):
                return None
            start = every[0] - (every[0] > 0 and run[every[0] - 1].low in FRONT)
            return range(start, stop + 1)
        if run[stop].low not in PASSED and run[stop].kind != "number":
            return None
        stop += 1
    return None


def _of_one(after: Sequence[Item]) -> bool:
    """Tell "in every region of Kenya", which the index does not know, from "of the world"."""
    within = bool(after) and after[0].low in INSIDE
    return within and any(item.place or item.kind == "supplier" for item in after[1:])


INSIDE = frozenset({"of", "in", "within", "inside", "from"})
