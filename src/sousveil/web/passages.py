"""A text with marked passages: cut so that passages may overlap and lie in each other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from sousveil.model.source import Piece


class Passage(Struct, frozen=True, kw_only=True):
    """A stretch of a text that a claim rests on."""

    start: int
    end: int
    """Half-open, in code points."""

    claim: str
    state: str = ""
    """What stands of the claim; empty where that is not told."""

    @property
    def anchor(self) -> str:
        """Its id on the page, and what a link to it ends in."""
        return f"c={self.start}-{self.end}"


class Segment(Struct, frozen=True, kw_only=True):
    """A stretch in which the same passages lie from its first to its last letter."""

    text: str
    passages: tuple[Passage, ...] = ()
    begins: tuple[str, ...] = ()
    """Anchors of the passages that begin here."""

    @property
    def anchors(self) -> str:
        """Anchors of all passages that it belongs to, for the reader's script."""
        return " ".join(dict.fromkeys(one.anchor for one in self.passages))


class Line(Struct, frozen=True, kw_only=True):
    """A line of a text."""

    number: int
    """From 1, counted from the beginning of the text."""

    start: int
    """Where it begins in the text, in code points."""

    page: int | None
    """The page of the original on which it begins, if another one than that of the line before."""

    segments: tuple[Segment, ...]


def segments(
    content: str, passages: Iterable[Passage], start: int = 0, end: int | None = None
) -> tuple[Segment, ...]:
    """Cut `content[start:end]` wherever a passage begins or ends."""
    end = len(content) if end is None else end
    lying = sorted(
        (one for one in passages if one.start < end and one.end > start),
        key=lambda one: (one.start, -one.end, one.claim),
    )
    cuts = {start, end}
    for one in lying:
        cuts |= {max(one.start, start), min(one.end, end)}
    ordered = sorted(cuts)
    made = []
    for first, last in pairwise(ordered):
        over = tuple(one for one in lying if one.start < last and one.end > first)
        begins = dict.fromkeys(one.anchor for one in over if one.start == first)
        made.append(Segment(text=content[first:last], passages=over, begins=tuple(begins)))
    return tuple(made)


def lines(
    content: str,
    passages: Iterable[Passage],
    pieces: Sequence[Piece] = (),
    start: int = 0,
    end: int | None = None,
) -> tuple[Line, ...]:
    """Return the lines of `content[start:end]`; `start` stands at the beginning of a line."""
    end = len(content) if end is None else end
    lying = sorted(passages, key=lambda one: one.start)
    paged = [piece for piece in pieces if piece.place.page is not None]
    starts = [piece.start for piece in paged]
    number, at, page = content.count("\n", 0, start) + 1, start, None
    made = []
    while at < end:
        stop = content.find("\n", at, end)
        stop = end if stop < 0 else stop
        here = bisect_right(starts, max(at, stop - 1)) - 1
        now = paged[here].place.page if here >= 0 else None
        own = [one for one in lying if one.start < stop and one.end > at]
        made.append(
            Line(
                number=number,
                start=at,
                page=now if now != page else None,
                segments=segments(content, own, at, stop) if stop > at else (),
            )
        )
        number, at, page = number + 1, stop + 1, now
    return tuple(made)


def windows(content: str, size: int) -> tuple[tuple[int, int], ...]:
    """Cut a long text into windows of about a size, each ending with a line if there is one."""
    found, at = [], 0
    while len(content) - at > size:
        stop = content.rfind("\n", at, at + size) + 1
        stop = stop if stop > at else at + size
        found.append((at, stop))
        at = stop
    return (*found, (at, len(content)))


def window_of(place: int, cut: Sequence[tuple[int, int]]) -> int:
    """Return the number of the window, from 1, in which a place lies."""
    return max(1, bisect_right([start for start, _ in cut], place))
