"""The letters without which a pattern is found in no text, so that most need not be compiled."""

from __future__ import annotations

import re._constants as op  # type: ignore[import-not-found, unused-ignore]
import re._parser as parser  # type: ignore[import-not-found, unused-ignore]
from collections import Counter
from collections.abc import Iterable
from functools import reduce
from operator import and_
from typing import Any

BEGINNING = "^"
"""Stands in what is needed for the beginning of the text."""

STANDING = tuple(f"<{kind}>" for kind in "cdgknrst%")
"""What stands for names and numbers, of which a pattern may need more than one."""

MOST = 4
"""So many needs of a pattern are kept: those that the fewest texts have."""

EVERYWHERE: set[Need] = {(" ",), (BEGINNING,), (f"{BEGINNING} ",)}
"""What any line has, so that nobody need ask for it."""

BREAK = ((op.MARK, None),)
"""What no letters run across: where what is looked back for begins, or looked ahead for ends."""

Need = tuple[str, ...]
"""Letters of which one must stand there."""


def needs(pattern: str) -> tuple[Need, ...]:
    """Return what a text must hold for the pattern to be found in it; mostly it needs more.

    Of a text its `signs` are asked. Raises `re.error` where the pattern is wrong.
    """
    parts = list(parser.parse(pattern))
    counts = {name: times for name, times in _counts(parts).items() if times > 1}
    found: list[Need] = [(_several(name, times),) for name, times in counts.items()]
    alone: set[Need] = {(name,) for name in counts} | EVERYWHERE
    found += sorted(set(_needs(parts)) - alone, key=_likely)
    return tuple(found[:MOST])


def signs(text: str) -> str:
    """Return a text as needs are looked for in it: with its beginning, and what comes often."""
    often = [_several(name, times) for name in STANDING for times in range(2, text.count(name) + 1)]
    return BEGINNING + text + " ".join(often)


def _several(name: str, times: int) -> str:
    return f"{times}×{name}"


def _counts(parts: Iterable[tuple[Any, Any]]) -> Counter[str]:
    """Return how often each of `STANDING` comes at least in what some parts match."""
    counts: Counter[str] = Counter()
    run = ""
    for kind, value in parts:
        if kind is op.LITERAL:
            run += chr(value)
            continue
        run += "\n"
        if kind is op.SUBPATTERN:
            counts += _counts(value[3])
        elif kind is op.BRANCH:
            counts += reduce(and_, map(_counts, value[1]))
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT):
            inside = _counts(value[2])
            counts += Counter({name: times * value[0] for name, times in inside.items()})
    return counts + Counter({name: run.count(name) for name in STANDING})


def _likely(need: Need) -> tuple[int, int, Need]:
    """Order needs by how many texts may have them: the longest letters and fewest choices first.

    The letters themselves come last, so that the order is the same in every process.
    """
    return -min(map(len, need)), len(need), need


def _needs(parts: Iterable[tuple[Any, Any]]) -> list[Need]:
    """Return the needs of parts that stand one after the other."""
    found: set[Need] = set()
    run = ""
    for kind, value in _flat(parts):
        if kind is op.LITERAL:
            run += chr(value)
        elif kind is op.AT and value is op.AT_BEGINNING:
            run = BEGINNING
        else:
            found.add((run,))
            run = ""
            found.update(_within(kind, value))
    found.add((run,))
    return [need for need in found if all(need)]


def _flat(parts: Iterable[tuple[Any, Any]]) -> Iterable[tuple[Any, Any]]:
    """Yield parts, and what plain groups and those that look around hold."""
    for kind, value in parts:
        if kind is op.SUBPATTERN:
            yield from _flat(value[3])
        elif kind is op.ASSERT:
            direction, inside = value
            ahead = direction > 0
            yield from () if ahead else BREAK
            yield from _flat(inside)
            yield from BREAK if ahead else ()
        else:
            yield kind, value


def _within(kind: Any, value: Any) -> Iterable[Need]:
    """Yield the needs of a choice, or of what is repeated at least once."""
    if kind is op.BRANCH:
        choices = [_needs(choice) for choice in value[1]]
        if all(choices):
            best = [min(needs, key=_likely) for needs in choices]
            yield tuple(sorted({letters for need in best for letters in need}))
    elif kind in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0]:
        yield from _needs(value[2])
