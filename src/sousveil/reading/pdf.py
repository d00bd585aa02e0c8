"""PDF pages to lines, and to table rows by the position of each character."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sousveil.errors import DamagedDocument, Place
from sousveil.model.ids import digest
from sousveil.model.source import Cell, Document, Span, Table, Text

READER = "pdf/1"

SAME_LINE = 2.5  # points between the bottoms of characters on one line
WORD_GAP = 0.15  # of the height of a line: a wider gap is a space
COLUMN_GAP = 0.45  # of the height of a line: a wider gap in a heading starts a column
ROW_GAP = 2.2  # heights of a line: a wider gap ends a table
EDGE = 0.7  # points by which text may miss the left edge of its column
COLUMNS = 4  # a table has at least so many


@dataclass(frozen=True, slots=True)
class Char:
    """One character with its box in points, from the top left corner of the page as shown."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """Characters of one line, from left to right."""

    chars: tuple[Char, ...]
    page: int

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

    def words(self) -> list[tuple[Char, ...]]:
        """Split at spaces, drawn or left open."""
        words: list[list[Char]] = [[]]
        for char in self.chars:
            if not char.text.strip():
                words.append([])
                continue
            if words[-1] and char.left - words[-1][-1].right > WORD_GAP * self.height:
                words.append([])
            words[-1].append(char)
        return [tuple(word) for word in words if word]

    def starts(self) -> list[float]:
        """Return the left edges of what stands a column's gap apart."""
        words = self.words()
        return (
            [words[0][0].left]
            + [
                word[0].left
                for before, word in pairwise(words)
                if word[0].left - before[-1].right > COLUMN_GAP * self.height
            ]
            if words
            else []
        )


def read(data: bytes, snapshot: str) -> Document:
    """Read all pages; raise `DamagedDocument` if the file cannot be opened."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
        pages = [list(_lines(pdf[number], number + 1)) for number in range(len(pdf))]
    except pypdfium2.PdfiumError as error:
        raise DamagedDocument(
            f"The PDF cannot be opened ({str(error).rstrip('.')}). It may be cut or locked."
        ) from None
    lost = tuple(f"page {n}: no text" for n, lines in enumerate(pages, 1) if not lines)
    lines = [line for page in pages for line in page]
    edges, heading = _find_columns(lines)
    writer = _Writer(snapshot, lines, edges, heading)
    content = "".join(writer.parts)
    text = Text(id=digest(content.encode()), snapshot=snapshot, content=content, reader=READER)
    return Document(text=text, tables=writer.tables(), lost=lost)


def _lines(page: Any, number: int) -> Iterator[Line]:
    """Yield the lines of a page from top to bottom."""
    chars = sorted(_chars(page), key=lambda c: (c.bottom, c.left))
    group: list[Char] = []
    for char in chars:
        if group and char.bottom - group[-1].bottom > SAME_LINE:
            yield Line(tuple(sorted(group, key=lambda c: c.left)), number)
            group = []
        group.append(char)
    if group:
        yield Line(tuple(sorted(group, key=lambda c: c.left)), number)


def _chars(page: Any) -> Iterator[Char]:
    """Yield the characters that the page draws, in the coordinates that a reader sees."""
    import pypdfium2.raw as raw

    rotation = page.get_rotation()
    wide, high = page.get_size()
    texts = page.get_textpage()
    for index in range(texts.count_chars()):
        if raw.FPDFText_IsGenerated(texts, index) == 1:
            continue
        text = texts.get_text_range(index, 1)
        if not text or text in "\r\n":
            continue
        left, low, right, top = texts.get_charbox(index, loose=True)
        if rotation == 90:
            yield Char(text, low, top, left, right)
        elif rotation == 180:
            yield Char(text, wide - right, wide - left, low, top)
        elif rotation == 270:
            yield Char(text, wide - top, wide - low, high - right, high - left)
        else:
            yield Char(text, left, right, high - top, high - low)


def _find_columns(lines: list[Line]) -> tuple[list[float], int]:
    """Return the left edges of the columns of the first table, and its heading line.

    The lowest line of a heading has a word for every column: it is the line with the most
    of them whose edges the next three lines keep to. Without a table: no edges, and -1.
    """
    best: list[float] = []
    found = -1
    for index, line in enumerate(lines):
        edges = line.starts()
        if len(edges) < max(COLUMNS, len(best) + 1):
            continue
        below = lines[index + 1 : index + 4]
        if len(below) == 3 and all(
            b.page == line.page and _keeps(b, edges) and len(_split(b, edges)) >= COLUMNS
            for b in below
        ):
            best, found = edges, index
    return best, found


def _keeps(line: Line, edges: list[float]) -> bool:
    """Tell whether no word of the line runs across the left edge of a column."""
    for word in line.words():
        for edge in edges:
            inside = word[0].left < edge - EDGE and word[-1].right > edge + EDGE
            if inside and not any(abs(char.left - edge) <= EDGE for char in word):
                return False
    return True


def _split(line: Line, edges: list[float]) -> dict[int, list[Char]]:
    """Give every character to the column that it starts in; characters left of all are dropped."""
    cells: dict[int, list[Char]] = {}
    for char in line.chars:
        column = sum(char.left >= edge - EDGE for edge in edges) - 1
        if column >= 0:
            cells.setdefault(column, []).append(char)
    return {c: chars for c, chars in cells.items() if any(char.text.strip() for char in chars)}


def _join(chars: list[Char]) -> str:
    words = Line(tuple(chars), 0).words()
    return " ".join("".join(char.text for char in word) for word in words)


class _Writer:
    """Writes pages into one text, table rows tab-separated, and keeps where each cell stands."""

    def __init__(self, snapshot: str, lines: list[Line], edges: list[float], heading: int) -> None:
        self.snapshot = snapshot
        self.edges = edges
        self.parts: list[str] = []
        self.length = 0
        self.rows: list[tuple[Cell, ...]] = []
        self.headings: tuple[str, ...] = ()
        first = self._heading(lines, heading)
        waiting: list[Line] = []
        for index, line in enumerate(lines):
            before = lines[index - 1] if index else None
            if waiting and (before is None or before.page != line.page):
                self._plain(waiting)
            if heading < 0 or index <= heading or not self._row_like(line):
                self._plain(waiting)
                self._plain([line])
            elif 0 not in _split(line, edges):
                after = lines[index + 1] if index + 1 < len(lines) else None
                if first and after is not None and _close(line, after):
                    waiting.append(line)
                else:
                    self._plain([line])
            else:
                self._row([*waiting, line])
                waiting.clear()
        self._plain(waiting)

    def tables(self) -> tuple[Table, ...]:
        if not self.rows:
            return ()
        return (Table(name="table", headings=self.headings, rows=tuple(self.rows)),)

    def _heading(self, lines: list[Line], heading: int) -> bool:
        """Gather the headings; True if cells are set at the bottom of their rows, as these are.

        A wrapped cell then begins above the line that holds the rest of its row.
        """
        if heading < 0:
            return False
        top = heading
        while (
            top > 0
            and lines[top - 1].page == lines[heading].page
            and _close(lines[top - 1], lines[top])
            and _keeps(lines[top - 1], self.edges)
        ):
            top -= 1
        texts = ["" for _ in self.edges]
        for line in lines[top : heading + 1]:
            for column, chars in _split(line, self.edges).items():
                texts[column] = f"{texts[column]} {_join(chars)}".strip()
        self.headings = tuple(texts)
        return True

    def _row_like(self, line: Line) -> bool:
        if not _keeps(line, self.edges):
            return False
        cells = _split(line, self.edges)
        last = len(self.edges) - 1
        starts = all(
            abs(chars[0].left - self.edges[column]) <= EDGE
            for column, chars in cells.items()
            if column in (0, last)
        )
        return starts and (len(cells) >= 3 or set(cells) == {last})

    def _row(self, lines: list[Line]) -> None:
        found: dict[int, list[tuple[Line, list[Char]]]] = {}
        for line in lines:
            for column, chars in _split(line, self.edges).items():
                found.setdefault(column, []).append((line, chars))
        name = " ".join(_join(chars) for line, chars in found[0])
        cells = []
        for column in range(len(self.edges)):
            pieces = found.get(column, [])
            printed = " ".join(_join(chars) for line, chars in pieces)
            begin = self.length
            self._write(printed)
            boxes = [char for _, chars in pieces for char in chars]
            cells.append(
                Cell(
                    printed=printed,
                    span=Span(begin, self.length),
                    place=Place(
                        snapshot=self.snapshot,
                        page=lines[-1].page,
                        box=_box(boxes) if boxes else None,
                        row=name,
                    ),
                )
            )
            self._write("\t" if column + 1 < len(self.edges) else "\n")
        self.rows.append(tuple(cells))

    def _plain(self, lines: list[Line]) -> None:
        for line in lines:
            words = ["".join(c.text for c in word) for word in line.words()]
            self._write(" ".join(words) + "\n")
        lines.clear()

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def _close(upper: Line, lower: Line) -> bool:
    return upper.page == lower.page and lower.bottom - upper.bottom <= ROW_GAP * lower.height


def _box(chars: list[Char]) -> tuple[float, float, float, float]:
    return (
        round(min(c.left for c in chars), 1),
        round(min(c.top for c in chars), 1),
        round(max(c.right for c in chars), 1),
        round(max(c.bottom for c in chars), 1),
    )
