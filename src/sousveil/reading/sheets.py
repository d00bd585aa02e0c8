"""Spreadsheets: every sheet as one table, every cell with its address."""

from __future__ import annotations

import io
from typing import Any

from sousveil.errors import DamagedDocument, Place
from sousveil.model.ids import digest
from sousveil.model.source import Cell, Document, Span, Table, Text

READER = "sheets/1"


def read(data: bytes, snapshot: str) -> Document:
    """Read all sheets; the first row of a sheet gives its headings."""
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [
            (name, sheet.to_python(), sheet.start or (0, 0))
            for name in book.sheet_names
            for sheet in [book.get_sheet_by_name(name)]
        ]
    except Exception as error:  # calamine raises several types, and panics, on damage
        raise DamagedDocument(f"The spreadsheet cannot be opened: {_line(error)}.") from None
    writer = _Writer(snapshot)
    tables = tuple(writer.table(name, rows, start) for name, rows, start in sheets if rows)
    content = "".join(writer.parts)
    text = Text(id=digest(content.encode()), snapshot=snapshot, content=content, reader=READER)
    return Document(text=text, tables=tables)


class _Writer:
    """Writes cells into one text, tab and line apart, and remembers where each stands."""

    def __init__(self, snapshot: str) -> None:
        self.snapshot = snapshot
        self.parts: list[str] = []
        self.length = 0

    def table(self, name: str, rows: list[list[Any]], start: tuple[int, int]) -> Table:
        self.write(f"{name}\n")
        cells = [self.row(name, row, start[0] + i, start[1]) for i, row in enumerate(rows)]
        headings = tuple(cell.printed.strip() for cell in cells[0])
        while headings and not headings[-1]:
            headings = headings[:-1]
        return Table(name=name, headings=headings, rows=tuple(cells[1:]))

    def row(self, sheet: str, values: list[Any], index: int, left: int) -> tuple[Cell, ...]:
        first = printed(values[0]).strip() if values else ""
        cells = []
        for offset, value in enumerate(values):
            text = printed(value)
            begin = self.length
            self.write(text)
            cells.append(
                Cell(
                    printed=text,
                    span=Span(begin, self.length),
                    place=Place(
                        snapshot=self.snapshot,
                        sheet=sheet,
                        cell=f"{column_letters(left + offset)}{index + 1}",
                        row=first,
                    ),
                )
            )
            self.write("\n" if offset == len(values) - 1 else "\t")
        return tuple(cells)

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def printed(value: Any) -> str:
    """Return a cell's value as the file has it; whole numbers without a decimal point."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value).replace("\r", " ").replace("\n", " ").replace("\t", " ")


def column_letters(index: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _line(error: BaseException) -> str:
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__
