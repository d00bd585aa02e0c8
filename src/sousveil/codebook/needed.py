"""The letters without which a pattern is found in no text, so that most need not be compiled."""

from __future__ import annotations

import re._constants as op  # type: ignore[import-not-found, unused-ignore]
import re._parser as parser  # type: ignore[import-not-found, unused-ignore]
from collections.abc import Iterable, Sequence
from typing import Any

BEGINNING = "^"
"""Stands in what is needed for the beginning of the text."""

MOST = 8
"""So many needs of a pattern are kept: those that the fewest texts have."""

AGAIN = 4
"""What is repeated is asked for so many times at most."""

EVERYWHERE: set[Need] = {(" ",), (BEGINNING,), (f"{BEGINNING} ",)}
"""What any line has, so that nobody need ask for it."""

BREAK = (op.MARK, None)
"""What no letters run across: where a pattern looks around."""

Need = tuple[str, ...]
"""Letters of which one must stand there."""


def needs(pattern: str) -> tuple[Need, ...]:
    """Return what a text must hold, in this order, for the pattern to be found in it.

    Mostly it needs more. Raises `re.error` where the pattern is wrong.
    """
    parts = list(_flat(parser.parse(pattern)))
    found = [need for need in _needs(_with_edges(parts)) if need not in EVERYWHERE]
    rarest = sorted(range(len(found)), key=lambda place: _likely(found[place]))[:MOST]
    return tuple(found[place] for place in sorted(rarest))


def signs(text: str) -> str:
    """Return a text as needs are looked for in it: with its beginning."""
    return BEGINNING + text


def meets(asked: str, wanted: Iterable[Need]) -> bool:
    """Tell whether the signs of a text have one of each need, one behind the other."""
    at = 0
    for need in wanted:
        ends = [place + len(letters) for letters in need if (place := asked.find(letters, at)) >= 0]
        if not ends:
            return False
        at = min(ends)
    return True


def _likely(need: Need) -> tuple[int, int, Need]:
    """Order needs by how many texts may have them: the longest letters and fewest choices first.

    The letters themselves come last, so that the order is the same in every process.
    """
    return -min(map(len, need)), len(need), need


def _flat(parts: Iterable[tuple[Any, Any]]) -> Iterable[tuple[Any, Any]]:
    """Yield parts, and what plain groups hold."""
    for kind, value in parts:
        if kind is op.SUBPATTERN:
            yield from _flat(value[3])
        else:
            yield kind, value


def _with_edges(parts: Sequence[tuple[Any, Any]]) -> Iterable[tuple[Any, Any]]:
    """Yield parts, and what is looked back for before the first and ahead for behind the last.

    What is looked for elsewhere stands where other parts do, and has no place in their order.
    """
    last = len(parts) - 1
    for place, (kind, value) in enumerate(parts):
        edge = kind is op.ASSERT and place == (last if value[0] > 0 else 0)
        yield from _flat(value[1]) if edge else ((kind, value),)


def _needs(parts: Iterable[tuple[Any, Any]]) -> list[Need]:
    """Return the needs of parts that stand one after the other, in their order."""
    found: list[Need] = []
    run = ""
    for kind, value in (*parts, BREAK):
        if kind is op.LITERAL:
            run += chr(value)
            continue
        found += [(run,)] if run else []
        run = BEGINNING if kind is op.AT and value is op.AT_BEGINNING else ""
        found += _within(kind, value)
    return found


def _within(kind: Any, value: Any) -> list[Need]:
    """Return the needs of a choice, or of what is repeated at least once."""
    if kind is op.BRANCH:
        choices = [_needs(_flat(choice)) for choice in value[1]]
        if not all(choices):
            return []
        best = [min(needs, key=_likely) for needs in choices]
        return [tuple(sorted(set(sum(best, ()))))]
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        least: int = value[0]
        return _needs(_flat(value[2])) * min(least, AGAIN)
    return []
