"""Lines of PDF pages to paragraphs, in the order in which they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from statistics import median

from msgspec import Struct

from sousveil.errors import Place
from sousveil.reading.pdf_lines import Line, box
from sousveil.reading.writer import Writer

GUTTER = 1.2  # heights of a line: a wider gap may part two columns of text
ROWS = 4  # lines at least that a column of text has
LETTERS = 15  # in the middle line of a column of text; shorter ones are cells of a table
PARAGRAPH = 0.5  # heights of a line: so much more space than usual begins a paragraph
INDENT = 0.8  # heights of a line: the first line of a paragraph may be set in by so much
SHORT = 0.85  # of the width of its column: a line that ends before this may be the last
SIZE = 1.2  # times: letters so much larger or smaller are another kind of text
RUNNING = 3  # pages at least on which a running head stands

ENDS = (".", "!", "?", ":", '"', "”", "»", "。", "！", "？", ")", "’")
BULLET = re.compile(r"(?:[•▪◦‣–—*·]|\(?\d{1,2}[.)]|[a-z][.)])\s")
DIGITS = re.compile(r"\d+")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]+)(-|\u00ad|\u2010|\x02)$")
LIGATURES = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb06": "st",
        "\ufffe": "-",
    }
)


class Row(Struct):
    """A line of one column, with what its paragraph is told by."""

    line: Line
    text: str
    left: float
    right: float
    column: tuple[float, float]
    """Left and right edge of the column that it stands in."""


def write_prose(writer: Writer, pages: Sequence[Sequence[Line]]) -> None:
    """Write pages as paragraphs, a line each; running heads go to the end of the text."""
    running = _running(pages)
    known = _words(pages)
    paragraph: list[Row] = []
    for page in pages:
        lines = []
        for line in page:
            if _bare(line.text) in running and line in (*page[:2], *page[-2:]):
                writer.aside(line.text, Place(page=line.page, box=box(line.chars)), "margin")
            else:
                lines.append(line)
        for block in _blocks(lines):
            for rows in _paragraphs(block):
                if paragraph and not _goes_on(paragraph[-1], rows[0]):
                    _write(writer, paragraph, known)
                    paragraph = []
                paragraph.extend(rows)
    if paragraph:
        _write(writer, paragraph, known)


def _running(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Return what stands at the edge of several pages, but for its numbers."""
    counts: dict[str, int] = {}
    for page in pages:
        for bare in {_bare(line.text) for line in (*page[:2], *page[-2:])}:
            counts[bare] = counts.get(bare, 0) + 1
    return frozenset(bare for bare, count in counts.items() if count >= RUNNING)


def _bare(text: str) -> str:
    return DIGITS.sub("0", text).strip().casefold()


def _words(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Return the words inside lines, by which a word broken at a line's end is mended."""
    found: set[str] = set()
    for page in pages:
        for line in page:
            found.update(word.casefold() for word in WORD.findall(line.text)[:-1])
    return frozenset(found)


def _blocks(lines: list[Line]) -> Iterator[list[Line]]:
    """Yield stretches of lines that are read from top to bottom, columns from left to right."""
    parts = [_split(line) for line in lines]
    found = _columns(parts)
    if found is None:
        if lines:
            yield lines
        return
    first, last, middle = found
    yield from _blocks(lines[:first])
    for side in (0, 1):
        column = []
        for line, pieces in zip(lines[first:last], parts[first:last], strict=True):
            chars = [
                c for piece in pieces if (piece.left > middle) == bool(side) for c in piece.chars
            ]
            if chars:
                column.append(Line(tuple(chars), line.page))
        yield from _blocks(column)
    yield from _blocks(lines[last:])


def _split(line: Line) -> list[Line]:
    """Cut a line where its gaps may be those between columns."""
    gap = GUTTER * line.height
    words = line.words
    cuts = [
        number
        for number, (before, after) in enumerate(pairwise(words), 1)
        if after[0].left - before[-1].right > gap
    ]
    if not cuts:
        return [line]
    return [
        Line(tuple(chain.from_iterable(words[start:end])), line.page)
        for start, end in pairwise((0, *cuts, len(words)))
    ]


def _columns(parts: list[list[Line]]) -> tuple[int, int, float] | None:
    """Return first row, row after the last, and the middle of a gutter; None if there is none."""
    votes: dict[int, list[float]] = {}
    for pieces in parts:
        for before, after in pairwise(pieces):
            middle = (before.right + after.left) / 2
            votes.setdefault(round(middle / 6), []).append(middle)
    best: tuple[int, int, float] | None = None
    for _, middles in sorted(votes.items(), key=lambda item: -len(item[1]))[:6]:
        if len(middles) < ROWS - 1:
            continue
        middle = median(middles)
        for first, last in _runs(parts, middle):
            if (best is None or last - first > best[1] - best[0]) and _are_texts(
                parts[first:last], middle
            ):
                best = (first, last, middle)
    return best


def _runs(parts: list[list[Line]], middle: float) -> Iterator[tuple[int, int]]:
    """Yield stretches of rows in which nothing crosses the middle."""
    start = 0
    for number, pieces in enumerate([*parts, None]):
        if pieces is None or any(p.left < middle < p.right for p in pieces):
            if number - start >= ROWS:
                yield start, number
            start = number + 1


def _are_texts(parts: list[list[Line]], middle: float) -> bool:
    """Tell whether both sides hold running text and no cells of a table."""
    for side in (0, 1):
        found = [p for pieces in parts for p in pieces if (p.left > middle) == bool(side)]
        rows = sum(any((p.left > middle) == bool(side) for p in pieces) for pieces in parts)
        if rows < ROWS or median(len(p.chars) for p in found) < LETTERS:
            return False
    return True


def _paragraphs(lines: list[Line]) -> Iterator[list[Row]]:
    """Yield the lines of each paragraph of a column."""
    column = (min(line.left for line in lines), max(line.right for line in lines))
    gaps = [after.top - before.bottom for before, after in pairwise(lines)]
    usual = median(gaps) if gaps else 0.0
    group: list[Row] = []
    for line in lines:
        text = line.text.translate(LIGATURES)
        if not text:
            continue
        row = Row(line, text, line.left, line.right, column)
        if group and _begins(group, row, usual):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _begins(group: list[Row], row: Row, usual: float) -> bool:
    """Tell whether a line begins a paragraph after those before it."""
    before = group[-1]
    high, size = before.line.height, row.line.height
    if row.line.top - before.line.bottom > max(usual, 0.0) + PARAGRAPH * high:
        return True
    if max(high, size) > SIZE * min(high, size):
        return True
    if BULLET.match(row.text):
        return True
    left, right = row.column
    ends_early = before.right < left + SHORT * (right - left)
    is_heading = len(group) == 1 and not row.text[:1].islower() and not BROKEN.search(before.text)
    if ends_early and (before.text.endswith(ENDS) or is_heading):
        return True
    return before.text.endswith(ENDS) and row.left > before.left + INDENT * size > left


def _goes_on(before: Row, after: Row) -> bool:
    """Tell whether a paragraph goes on in the next column or on the next page."""
    same = before.line.page == after.line.page and before.column == after.column
    if same or before.text.endswith(ENDS) or BULLET.match(after.text):
        return False
    high, size = before.line.height, after.line.height
    return after.text[:1].islower() and max(high, size) <= SIZE * min(high, size)


def _write(writer: Writer, rows: list[Row], known: frozenset[str]) -> None:
    """Write a paragraph in one line of text, each printed line with its box."""
    for number, row in enumerate(rows):
        text, apart = row.text, " "
        after = rows[number + 1] if number + 1 < len(rows) else None
        if after is not None and (broken := BROKEN.search(text)):
            apart = ""
            if not _is_hyphen(broken, after.text, known):
                text = text[: broken.start(2)]
        place = Place(page=row.line.page, box=box(row.line.chars))
        writer.write(text, place)
        writer.write(apart if after is not None else "\n")


def _is_hyphen(broken: re.Match[str], after: str, known: frozenset[str]) -> bool:
    """Tell whether the hyphen at a line's end belongs to the word."""
    if broken[2] != "-":
        return False
    rest = WORD.match(after)
    if rest is None or not rest[0][0].islower():
        return True
    joined, parted = (broken[1] + rest[0]).casefold(), f"{broken[1]}-{rest[0]}".casefold()
    return parted in known and joined not in known
