"""Tables of a page, told from those that only lay it out."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from sousveil.errors import Place
from sousveil.model.source import Cell, Span, Table
from sousveil.reading.html_lines import text_of
from sousveil.reading.writer import Writer

SIGN = "\ue000"
"""Stands around the word that keeps a table's place in the text; taken out of pages before."""

CELL = "data-sousveil-cell"
"""Marks what was part of a table that only lays out the page."""

LAYING_OUT = frozenset("p div h1 h2 h3 h4 article section ul ol table nav form header".split())
"""A table whose cells hold several of these lays out a page."""

CELLS = 10_000  # of one table in a page; more are left to the text


class Grid(Struct, frozen=True):
    """A table of data: its rows of cells, each with its text and its element's path."""

    rows: tuple[tuple[tuple[str, str | None], ...], ...]


def take_tables(tree: Any, paths: dict[Any, str]) -> dict[str, Grid]:
    """Put a word in the place of each table of data, and return the tables by their words.

    Tables that lay out a page become plain divisions.
    """
    found: dict[str, Grid] = {}
    for table in reversed(list(tree.iter("table"))):
        grid = None if _lays_out(table) else _grid(table, paths)
        if grid is None:
            for element in table.iter("table", "tbody", "thead", "tfoot", "tr", "td", "th"):
                element.set(CELL, "")
                element.tag = "div"
            continue
        word = f"{SIGN}table {len(found) + 1}{SIGN}"
        found[word] = grid
        table.clear(keep_tail=True)
        table.tag, table.text = "p", word
    return found


def write_table(writer: Writer, grid: Grid, name: str) -> Table:
    """Write a table, a tab between cells and a row a line; return it with its headings."""
    rows = []
    for number, row in enumerate(grid.rows):
        if number:
            writer.write("\n")
        cells = []
        for index, (text, path) in enumerate(row):
            if index:
                writer.write("\t")
            start = writer.length
            place = Place(element=path, row=row[0][0])
            writer.write(text, place)
            cells.append(Cell(printed=text, span=Span(start, writer.length), place=place))
        rows.append(tuple(cells))
    headings = tuple(cell.printed for cell in rows[0])
    return Table(name=name, headings=headings, rows=tuple(rows[1:]))


def _lays_out(table: Any) -> bool:
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return True
    rows = sum(1 for _ in table.iter("tr"))
    inside = sum(1 for element in table.iter() if element.tag in LAYING_OUT) - 1
    cells = sum(1 for _ in table.iter("td", "th"))
    return rows < 2 or cells < 4 or cells > CELLS or inside > cells // 2


def _grid(table: Any, paths: dict[Any, str]) -> Grid | None:
    rows = []
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        texts = [(text_of(cell), paths.get(cell)) for cell in cells]
        if any(text for text, _ in texts):
            rows.append(tuple(texts))
    return Grid(tuple(rows)) if len(rows) > 1 and max(map(len, rows)) > 1 else None
