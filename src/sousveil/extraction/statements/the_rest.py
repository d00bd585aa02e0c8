"""A sentence on the countries that the one before it left: "The other 29 do not"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.counts import Counted
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.plainly import Reading, Stated
from sousveil.extraction.statements.spoken import Spoken, inexact
from sousveil.model.figure import Figure
from sousveil.model.query import Part

HEADS = (
    ["the", "other"],
    ["the", "others"],
    ["the", "remaining"],
    ["the", "rest"],
    ["the", "remainder"],
)
SMALL = frozenset({",", "of them", "of these", "are", "were"})
NOT_SO = (["do", "not"], ["are", "not"], ["don't"], ["aren't"], ["did", "not"], ["were", "not"])
BESIDE = ("having", "any_of", "lacking", "outside", "without", "measured")


def the_rest(whole: Sequence[Item], reading: Reading, before: Spoken) -> list[Stated]:
    """Read "The other 45 are autocracies" after "52 of the 97 listed are democracies".

    Only of groups, in which a country is or is not; a blank for a technology says nothing.
    """
    lows = [word for item in whole for word in item.low.split(" ")]
    left = _left_by(before)
    if left is None or lows[:2] not in HEADS:
        return []
    told = [item for item in whole if item.low not in ("the", "other", "remaining", "the rest")]
    told = [i for i in told if i.low not in ("the others", "others", "rest", "remainder", ",")]
    numbers = [item for item in told if item.kind == "number"]
    told = [i for i in told if i not in numbers and "country_noun" not in i.roles]
    if len(numbers) > 1:
        return []
    made: list[Stated] = []
    if numbers:
        q = reading.sentence.numbers.get(numbers[0].first)
        if q is None or inexact(q) or q.whole is not None:
            return []
        made.append(_stated(before, counted=Counted(quantity=q, figure=left)))
    if [i.low for i in told] in NOT_SO:
        return made
    if len(told) != len(("are", "autocracies")) or told[0].low not in ("are", "were"):
        return []
    if told[1].kind != "group":
        return []
    part = Part(whole=left, part=Figure(among=(told[1].id,)), quantifier="all")
    return [*made, _stated(before, query=part)]


def _left_by(before: Spoken) -> Figure | None:
    """Return the countries listed that were not counted; None where that cannot be told."""
    counted = before.counted
    if counted is None or inexact(counted.quantity) or counted.whole_examined:
        return None
    if counted.examined or counted.abroad or counted.whole not in (None, Figure()):
        return None
    figure = counted.figure
    if len(figure.among) != 1 or any(getattr(figure, field) for field in BESIDE):
        return None
    return Figure(outside=figure.among)


def _stated(before: Spoken, query: Part | None = None, counted: Counted | None = None) -> Stated:
    return Stated(query=query, counted=counted, editions=before.editions, first=0, stop=0)
