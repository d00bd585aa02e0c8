"""Characters of a PDF page, gathered to lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
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


@dataclass(frozen=True, slots=True)
class Line:
    """Characters of one line, from left to right."""

    chars: tuple[Char, ...]
    page: int

    @property
    def left(self) -> float:
        """Left edge in points."""
        return min(c.left for c in self.chars)

    @property
    def right(self) -> float:
        """Right edge in points."""
        return max(c.right for c in self.chars)

    @property
    def top(self) -> float:
        """Upper edge in points from the top of the page."""
        return min(c.top for c in self.chars)

    @property
    def bottom(self) -> float:
        """Lower edge in points from the top of the page."""
        return max(c.bottom for c in self.chars)

    @property
    def height(self) -> float:
        """The usual height of its characters, in points."""
        return sorted(c.bottom - c.top for c in self.chars)[len(self.chars) // 2]

    @property
    def text(self) -> str:
        """Its words, one space apart, in the order in which they are read."""
        if _is_right_to_left(self.chars):
            read = sorted(self.chars, key=lambda c: c.order)
            return " ".join("".join(c.text for c in read).split())
        return " ".join("".join(c.text for c in word) for word in self.words())

    def words(self) -> list[tuple[Char, ...]]:
        """Split at spaces, drawn or left open."""
        words: list[list[Char]] = [[]]
        gap = WORD_GAP * self.height
        for char in self.chars:
            if not char.text.strip():
                words.append([])
                continue
            if words[-1] and char.left - words[-1][-1].right > gap:
                words.append([])
            words[-1].append(char)
        return [tuple(word) for word in words if word]

    def starts(self) -> list[float]:
        """Return the left edges of what stands a column's gap apart."""
        words = self.words()
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
    for char in sorted(chars, key=lambda c: (c.bottom, c.left)):
        if group and char.bottom - group[-1].bottom > SAME_LINE:
            yield Line(tuple(sorted(group, key=lambda c: c.left)), page)
            group = []
        group.append(char)
    if group:
        yield Line(tuple(sorted(group, key=lambda c: c.left)), page)


def box(chars: Iterable[Char]) -> Box:
    """Return the box around characters, to a tenth of a point."""
    lefts, rights, tops, bottoms = zip(*(char[1:5] for char in chars), strict=True)
    return (
        round(min(lefts), 1),
        round(min(tops), 1),
        round(max(rights), 1),
        round(max(bottoms), 1),
    )


def _is_right_to_left(chars: tuple[Char, ...]) -> bool:
    if all(char.text < "\u0590" for char in chars):
        return False
    kinds = [unicodedata.bidirectional(char.text[0]) for char in chars]
    return sum(kind in ("R", "AL") for kind in kinds) > len(kinds) // 3
