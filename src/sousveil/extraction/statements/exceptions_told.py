"""Who is excepted, told behind how many do something: "nine of the ten; the exception is Japan"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.spoken import Made, Spoken, inexact
from sousveil.extraction.statements.tails_counted import stated_of
from sousveil.model.figure import Figure
from sousveil.model.noun import replace
from sousveil.model.query import Part

SMALL = frozenset({"and", ",", "the", "a", "an", "both", "is", "are", "was", "were", ":", "only"})
SMALL |= {"being", "in"}
FRAMES = frozenset({"index", "exception", "listed", "be"})


def excepted(run: Sequence[Item], before: Spoken) -> Made | None:
    """Read "the exception being Peru" after "all but one", and after "nine of the ten"."""
    names = {item.id: None for item in run if item.place}
    rest = [item for item in run if not item.place]
    told = any("exception" in item.roles for item in rest)
    if not told or any(item.low not in SMALL and not item.roles & FRAMES for item in rest):
        return None
    part = before.part or _all_but_the_rest(before)
    if part is None or not part.but or part.apart or len(names) != part.but:
        return None
    return stated_of(replace(part, apart=tuple(names)), run, before)


def _all_but_the_rest(before: Spoken) -> Part | None:
    """Return "all but one of the ten largest spenders" for a count of nine of them."""
    counted = before.counted
    if counted is None or counted.whole is None or inexact(counted.quantity):
        return None
    if counted.whole_examined or counted.examined or counted.abroad or counted.readings:
        return None
    tops = [one.at_most for one in counted.whole.measured if one.measure == "military_rank"]
    size = counted.quantity.whole or counted.size or (tops[0] if len(tops) == 1 else None)
    if counted.whole == Figure() or size is None:
        return None
    left = int(size - counted.quantity.value)
    return Part(whole=counted.whole, part=counted.figure, quantifier="all", but=left)
