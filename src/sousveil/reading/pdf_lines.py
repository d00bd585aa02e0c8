"""Characters of a PDF page, gathered to lines."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass  # noqa: TID251
from functools import cached_property
from itertools import pairwise
from operator import attrgetter, itemgetter, sub
from typing import NamedTuple

SAME_LINE = 2.5  # points between the bottoms of characters on one line
WORD_GAP = 0.15  # of the height of a line: a wider gap is a space
COLUMN_GAP = 0.45  # of the height of a line: a wider gap in a heading starts a column

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points from the top left corner of the page as shown."""


class Char(NamedTuple):
    """One character with its box in points, from the top left corner of the page as shown."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    order: int = 0
    """Its number in the page's own order, in which right-to-left text is to be read."""


TEXT: Callable[[Char], str] = itemgetter(0)
LEFT: Callable[[Char], float] = itemgetter(1)
RIGHT: Callable[[Char], float] = itemgetter(2)
TOP: Callable[[Char], float] = itemgetter(3)
BOTTOM: Callable[[Char], float] = itemgetter(4)
DOWN = itemgetter(4, 1)
"""The fields of a character, got without a step through Python for each one."""


@dataclass(frozen=True)
class Line:
    """Characters of one line, from left to right; what is asked of it often is kept."""

    chars: tuple[Char, ...]
    page: int

    @cached_property
    def left(self) -> float:
        """Left edge in points."""
        return min(map(LEFT, self.chars))

    @cached_property
    def right(self) -> float:
        """Right edge in points."""
        return max(map(RIGHT, self.chars))

    @cached_property
    def top(self) -> float:
        """Upper edge in points from the top of the page."""
        return min(map(TOP, self.chars))

    @cached_property
    def bottom(self) -> float:
        """Lower edge in points from the top of the page."""
        return max(map(BOTTOM, self.chars))

    @cached_property
    def height(self) -> float:
        """The usual height of its characters, in points."""
        heights = sorted(map(sub, map(BOTTOM, self.chars), map(TOP, self.chars)))
        height: float = heights[len(self.chars) // 2]
        return height

    @cached_property
    def text(self) -> str:
        """Its words, one space apart, in the order in which they are read."""
        if _is_right_to_left("".join(map(TEXT, self.chars))):
            read = sorted(self.chars, key=attrgetter("order"))
            return " ".join("".join(map(TEXT, read)).split())
        return " ".join("".join(map(TEXT, word)) for word in self.words)

    @cached_property
    def words(self) -> list[tuple[Char, ...]]:
        """Its characters, split at spaces, drawn or left open."""
        words: list[tuple[Char, ...]] = []
        gap = WORD_GAP * self.height
        start, end = 0, -math.inf
        for at, (text, left, right, *_) in enumerate(self.chars):
            if text.isspace():
                words.append(self.chars[start:at])
                start, end = at + 1, -math.inf
            else:
                if left - end > gap:
                    words.append(self.chars[start:at])
                    start = at
                end = right
        words.append(self.chars[start:])
        return [word for word in words if word]

    def starts(self) -> list[float]:
        """Return the left edges of what stands a column's gap apart."""
        words = self.words
        gap = COLUMN_GAP * self.height
        return (
            [words[0][0].left]
            + [
                word[0].left
                for before, word in pairwise(words)
                if word[0].left - before[-1].right > gap
            ]
            if words
            else []
        )


def gathered(chars: Iterable[Char], page: int) -> Iterator[Line]:
    """Yield the lines of a page from top to bottom."""
    group: list[Char] = []
    last = math.inf
    for char in sorted(chars, key=DOWN):
        bottom = char[4]
        if bottom - last > SAME_LINE:
            yield Line(tuple(sorted(group, key=LEFT)), page)
            group = []
        group.append(char)
        last = bottom
    if group:
        yield Line(tuple(sorted(group, key=LEFT)), page)


def box(chars: Iterable[Char]) -> Box:
    """Return the box around characters, to a tenth of a point."""
    lefts, rights, tops, bottoms = zip(*(char[1:5] for char in chars), strict=True)
    return (
        round(min(lefts), 1),
        round(min(tops), 1),
        round(max(rights), 1),
        round(max(bottoms), 1),
    )


def _is_right_to_left(text: str) -> bool:
    if max(text, default="") < "\u0590":
        return False
    kinds = list(map(unicodedata.bidirectional, text))
    return sum(kind in ("R", "AL") for kind in kinds) > len(kinds) // 3
