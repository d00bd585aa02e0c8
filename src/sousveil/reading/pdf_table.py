"""Rows of a table in a PDF, by the position of each character."""

from __future__ import annotations

from sousveil.errors import Place
from sousveil.model.source import Cell, Span, Table
from sousveil.reading.pdf_lines import Char, Line, box
from sousveil.reading.writer import Writer

ROW_GAP = 2.2  # heights of a line: a wider gap ends a table
EDGE = 0.7  # points by which text may miss the left edge of its column
COLUMNS = 4  # a table has at least so many


def find_columns(lines: list[Line]) -> tuple[list[float], int]:
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
    for word in line.words:
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
    words = Line(tuple(chars), 0).words
    return " ".join("".join(char.text for char in word) for word in words)


class TableWriter:
    """Writes lines and rows, a tab between cells, and keeps where each of them stands."""

    def __init__(self, writer: Writer, lines: list[Line], edges: list[float], heading: int) -> None:
        self.writer = writer
        self.edges = edges
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
        """Return the table, if any row was found."""
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
            begin = self.writer.length
            self.writer.write(printed)
            boxes = [char for _, chars in pieces for char in chars]
            cells.append(
                Cell(
                    printed=printed,
                    span=Span(begin, self.writer.length),
                    place=Place(
                        snapshot=self.writer.snapshot,
                        page=lines[-1].page,
                        box=box(boxes) if boxes else None,
                        row=name,
                    ),
                )
            )
            self.writer.write("\t" if column + 1 < len(self.edges) else "\n")
        self.rows.append(tuple(cells))

    def _plain(self, lines: list[Line]) -> None:
        for line in lines:
            place = Place(page=line.page, box=box(line.chars))
            self.writer.write(" ".join("".join(c.text for c in word) for word in line.words), place)
            self.writer.write("\n")
        lines.clear()


def _close(upper: Line, lower: Line) -> bool:
    return upper.page == lower.page and lower.bottom - upper.bottom <= ROW_GAP * lower.height
