"""Rows of a sheet, written as text; their cells are made only where somebody looks at them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass  # noqa: TID251
from typing import NamedTuple, overload

from sousveil.errors import Place
from sousveil.model.source import Cell, Span
from sousveil.reading.writer import Writer


class Row(NamedTuple):
    """One row as it was written."""

    number: int
    """From 1, as programs for spreadsheets count."""

    columns: Sequence[int]
    """Of each cell, counted from 0."""

    values: Sequence[str]
    start: int
    end: int
    """Where it stands in the text, which may end in the middle of it."""


@dataclass(frozen=True, slots=True)
class Rows(Sequence[tuple[Cell, ...]]):
    """The rows of one table. Most tables are no index: of their cells the text is enough."""

    snapshot: str
    sheet: str | None
    rows: list[Row]

    def write(
        self, writer: Writer, number: int, columns: Sequence[int], values: Sequence[str]
    ) -> None:
        """Add a row, and write it to the text, a tab between its cells."""
        start = writer.length
        if values:
            writer.write("\t".join(values) + "\n")
        self.rows.append(Row(number, columns, values, start, writer.length))

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> tuple[Cell, ...]: ...

    @overload
    def __getitem__(self, at: slice) -> Rows: ...

    def __getitem__(self, at: int | slice) -> tuple[Cell, ...] | Rows:
        if isinstance(at, slice):
            return Rows(self.snapshot, self.sheet, self.rows[at])
        row = self.rows[at]
        cells = []
        start = row.start
        for column, value in zip(row.columns, row.values, strict=True):
            span = Span(min(start, row.end), min(start + len(value), row.end))
            place = Place(
                snapshot=self.snapshot,
                sheet=self.sheet,
                cell=f"{column_letters(column)}{row.number}",
                row=row.values[0].strip(),
            )
            cells.append(Cell(printed=value[: span.end - span.start], span=span, place=place))
            start += len(value) + 1
        return tuple(cells)


def column_letters(index: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
