"""The letters without which a pattern is found in no text, so that most need not be compiled."""

from __future__ import annotations

import re._constants as op  # type: ignore[import-not-found, unused-ignore]
import re._parser as parser  # type: ignore[import-not-found, unused-ignore]
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Any

BEGINNING, END = "^", "$"
"""Stand in what is needed for the beginning and the end of the text."""

MOST = 8
"""So many needs of a pattern are kept: those that the fewest texts have."""

LONG = 160
"""So many letters in all may the choices have that are put together of two."""

AGAIN = 4
"""What is repeated is asked for so many times at most."""

FEW = 10
"""So many letters may a class of them have that are told one by one."""

EVERYWHERE = frozenset({" ", BEGINNING, f"{BEGINNING} ", END, f" {END}"})
"""What any line has, so that nobody need ask for it."""

AHEAD, BACK = 1, -1
"""Where a pattern looks without taking what stands there."""

Part = tuple[Any, Any]
Need = tuple[str, ...]
"""Letters of which one must stand there."""

OR = "\t"
"""Stands between the letters of a need that is kept."""


def needs(pattern: str) -> tuple[str, ...]:
    """Return what a text must hold, in this order, for the pattern to be found in it.

    Each need has tabs between its letters. Mostly the pattern needs more. Raises `re.error` where
    the pattern is wrong.
    """
    asked, letters = _read(_with_edges(list(_flat(parser.parse(pattern)))))
    found = asked if letters is None else [*asked, *_need(letters)]
    rarest = sorted(range(len(found)), key=lambda place: _likely(found[place]))[:MOST]
    return tuple(OR.join(found[place]) for place in sorted(rarest))


def signs(text: str) -> str:
    """Return a text as needs are looked for in it: with its beginning and its end."""
    return BEGINNING + text + END


def meets(asked: str, wanted: Iterable[str]) -> bool:
    """Tell whether the signs of a text have one of each need, one behind the other."""
    at = 0
    for need in wanted:
        choices = need.split(OR)
        ends = [place + len(one) for one in choices if (place := asked.find(one, at)) >= 0]
        if not ends:
            return False
        at = min(ends)
    return True


def _likely(need: Need) -> tuple[int, int, Need]:
    """Order needs by how many texts may have them: the longest letters and fewest choices first.

    The letters themselves come last, so that the order is the same in every process.
    """
    return -min(map(len, need)), len(need), need


def _flat(parts: Iterable[Part]) -> Iterable[Part]:
    """Yield parts, and what plain groups hold."""
    for kind, value in parts:
        if kind is op.SUBPATTERN:
            yield from _flat(value[3])
        else:
            yield kind, value


def _with_edges(parts: Sequence[Part]) -> list[Part]:
    """Return parts, with what is looked back for before the first and ahead for behind the last.

    Of several that look from one place the innermost is taken. What is looked for elsewhere stands
    where other parts do, and has no place in their order.
    """
    back = [_seen(part) for part in takewhile(_looks_back, parts)]
    inner = parts[len(back) :]
    ahead = [_seen(part) for part in takewhile(_looks_ahead, reversed(inner))]
    inner = inner[: len(inner) - len(ahead)]
    return [*(back[-1] if back else ()), *inner, *(ahead[-1] if ahead else ())]


def _looks_back(part: Part) -> bool:
    return _looks(part, BACK)


def _looks_ahead(part: Part) -> bool:
    return _looks(part, AHEAD)


def _looks(part: Part, way: int) -> bool:
    """Tell what only looks one way, or the choice between several of them."""
    kind, value = part
    if kind is op.BRANCH:
        return all(len(choice) == 1 and _looks(choice[0], way) for choice in value[1])
    return kind is op.ASSERT and value[0] == way


def _seen(part: Part) -> list[Part]:
    """Return what is looked for."""
    kind, value = part
    if kind is op.BRANCH:
        return [(op.BRANCH, (None, [_seen(choice[0]) for choice in value[1]]))]
    return list(_flat(value[1]))


def _read(parts: Iterable[Part]) -> tuple[list[Need], set[str] | None]:
    """Return the needs of parts that stand one behind the other, and the letters at their end.

    The letters are all that the parts may be, where that is little and nothing is needed before
    them; None where there is more to the parts than letters.
    """
    asked: list[Need] = []
    run = {""}
    told = True
    for part in parts:
        inner, letters = _part(*part)
        if letters is None:
            asked += [*_need(run), *inner]
            run, told = {""}, False
            continue
        both = {one + other for one in run for other in letters}
        if min(len(run), len(letters)) == 1 or sum(map(len, both)) <= LONG:
            run = both
        else:
            asked += _need(run)
            run, told = letters, False
    return (asked, run) if told else ([*asked, *_need(run)], None)


def _part(kind: Any, value: Any) -> tuple[list[Need], set[str] | None]:
    """Return the needs of one part, and all that it may be where that is little."""
    if kind is op.LITERAL:
        return [], {chr(value)}
    if kind is op.AT:
        edges = {op.AT_BEGINNING: BEGINNING, op.AT_END: END}
        return [], {edges.get(value, "")}
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return [], {""}
    if kind is op.IN:
        return [], _class(value)
    if kind is op.SUBPATTERN:
        return _read(_flat(value[3]))
    if kind is op.BRANCH:
        return _choice([_read(_flat(choice)) for choice in value[1]])
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        least, most, repeated = value
        asked, letters = _read(_flat(repeated))
        if most == 1 and letters is not None:
            return [], letters if least else letters | {""}
        return (asked if letters is None else _need(letters)) * min(least, AGAIN), None
    return [], None


def _class(members: Sequence[Part]) -> set[str] | None:
    """Return the letters of a class; None for one of many or of all but some."""
    found: set[str] = set()
    for kind, value in members:
        if kind is op.LITERAL:
            found.add(chr(value))
        elif kind is op.RANGE and value[1] - value[0] < FEW:
            found.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return found


def _choice(
    choices: list[tuple[list[Need], set[str] | None]],
) -> tuple[list[Need], set[str] | None]:
    """Return the need of a choice: the rarest of each; all that it may be where that is told."""
    told = [letters for _, letters in choices if letters is not None]
    if len(told) == len(choices):
        return [], set().union(*told)
    best = []
    for asked, letters in choices:
        has = asked if letters is None else _need(letters)
        if not has:
            return [], None
        best.append(min(has, key=_likely))
    return list(_need({letters for need in best for letters in need})), None


def _need(letters: set[str]) -> list[Need]:
    """Return what is needed where one of some letters stands: those that hold others go without."""
    if "" in letters or not EVERYWHERE.isdisjoint(letters):
        return []
    short = [one for one in letters if not any(one != other and other in one for other in letters)]
    return [tuple(sorted(short))]
