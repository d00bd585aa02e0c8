"""Conditions on a score: "score below 30 on Freedom on the Net"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from sousveil.extraction.numbers.numerals import TENS, UNITS
from sousveil.extraction.statements.item import Item
from sousveil.model.figure import Measured
from sousveil.model.noun import replace

HUNDRED = 100.0
LEAST = 5.0
"""Points: what is lower may be another score of the tables, which run to 10 or to 1."""

MEASURED = frozenset({"freedom_score", "score"})
HOLDING = frozenset({"have", "has", "had", "with", "having", "get", "gets", "receive", "received"})
LINKS = frozenset(
    {"a", "an", "of", "is", "are", "at", "that", "which", "s", "their", "the", "whose"}
)
ABOVE = ("above", "over", "more than", "higher than", "upwards of", "exceeding", "in excess of")
BELOW = ("below", "under", "less than", "fewer than", "lower than")
AT_LEAST = ("at least", "no less than", "no fewer than", "not less than", "a minimum of")
AT_MOST = ("at most", "no more than", "not more than", "up to", "a maximum of")
BEHIND = {"or more": "at_least", "or higher": "at_least", "or above": "at_least"} | {
    "or less": "at_most",
    "or lower": "at_most",
    "or below": "at_most",
    "or fewer": "at_most",
}


class Threshold(Struct, frozen=True):
    """A condition, and the item behind it."""

    condition: Measured
    end: int


def threshold(found: Sequence[Item], at: int) -> Threshold | None:
    """Read "score below 30 on Freedom on the Net" and "with a score above 70"; None elsewhere."""
    number = _number_behind(found, at)
    if number is None:
        return None
    low = found[number].low
    if found[number - 1].low in (*ABOVE, *BELOW, *AT_LEAST, *AT_MOST):
        low = f"{found[number - 1].low} {low}"
    end = number + 1
    if end < len(found) and found[end].low in BEHIND:
        low = f"{low} {found[end].low}"
        end += 1
    condition = bounded(low, found[number].value)
    if condition is None:
        return None
    if end < len(found) and found[end].kind == "whole":
        if found[end].value != HUNDRED:
            return None
        end += 1
    told = any("freedom_score" in item.roles for item in found[at:number])
    while end < len(found) and (found[end].low in POINTS or found[end].roles & {"freedom_score"}):
        on = found[end].low in ("on", "for", "in") and not _net(found, end + 1)
        if on:
            break
        told = told or "freedom_score" in found[end].roles
        end += 1
    return Threshold(condition, end)


MEASURING = ("score", "scores", "scored", "scoring", "points", "mark", "marks", "rating")
POINTS = frozenset({"points", "on", "for", "in", "the", "scale"})


def _net(found: Sequence[Item], at: int) -> bool:
    near = found[at : at + 2]
    return bool(near) and ("freedom_score" in near[0].roles or near[0].low == "the")


def _number_behind(found: Sequence[Item], at: int) -> int | None:
    """Return where the number of "have a Freedom on the Net score below 30" stands."""
    first = found[at]
    if not (first.low in HOLDING or first.low == "whose" or "score" in first.roles):
        return None
    if "score" in first.roles and first.low not in MEASURING:
        return None
    named = "score" in first.roles
    for i in range(at + 1, min(at + FAR, len(found))):
        item = found[i]
        if item.kind == "number":
            return i if named and item.value >= LEAST else None
        bound = item.low in (*ABOVE, *BELOW, *AT_LEAST, *AT_MOST)
        if item.roles & MEASURED and (item.low in MEASURING or "freedom_score" in item.roles):
            named = True
        elif not (item.low in LINKS or bound):
            return None
    return None


FAR = 8  # items


def bounded(low: str, value: float) -> Measured | None:
    """Return the condition that a number with its bound sets; None where no bound is known."""
    least = Measured(measure="fotn_score", at_least=value)
    most = Measured(measure="fotn_score", at_most=value)
    for words, behind in BEHIND.items():
        if low.endswith(f" {words}") and _plain(low.removesuffix(f" {words}")):
            return least if behind == "at_least" else most
    for starts, condition in (
        (ABOVE, replace(least, strict=True)),
        (BELOW, replace(most, strict=True)),
        (AT_LEAST, least),
        (AT_MOST, most),
    ):
        if any(low.startswith(f"{word} ") and _plain(low[len(word) :]) for word in starts):
            return condition
    return None


def _plain(words: str) -> bool:
    """Tell a number in digits or words without anything else."""
    return all(
        word.isdigit() or word in UNITS or word in TENS or word in ("points", "hundred", "a")
        for word in words.split()
    )
