"""Rows of an index table to claims, by the layout that its headings fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from sousveil.codebook.names import Names, letters
from sousveil.codebook.vocabulary import CellRepair, Column, Layout, TableLayout
from sousveil.errors import Problem
from sousveil.model.claim import (
    Claim,
    Content,
    Coverage,
    Indicator,
    Membership,
    Supply,
    Use,
)
from sousveil.model.codec import with_id
from sousveil.model.edition import PrintedCell, Repair
from sousveil.model.source import Cell, Document, Span, Table

RULE = "index-table/1"

REGIME_NAMES = (
    "closed autocracy",
    "electoral autocracy",
    "electoral democracy",
    "liberal democracy",
)


class Found(Struct, frozen=True, kw_only=True):
    """What the tables of one document hold."""

    layout: str | None
    """Id of the layout that the headings fit; None where no table is an index."""

    claims: tuple[Claim, ...] = ()
    cells: tuple[PrintedCell, ...] = ()
    repairs: tuple[Repair, ...] = ()
    problems: tuple[Problem, ...] = ()


def index_claims(document: Document, names: Names) -> Found:
    """Read every table that fits a layout; all tables of one document fit the same one.

    Unknown names become Problems and no claims: a supplier or country is never invented.
    """
    layout, fits = _fitting(document.tables, names.codebook.layouts.values())
    if layout is None:
        return Found(layout=None)
    reader = Reader(document, layout, names)
    for table, columns in fits:
        reader.table(table, columns.columns)
    return Found(
        layout=layout.id,
        claims=tuple(reader.claims),
        cells=tuple(reader.cells),
        repairs=tuple(reader.repairs),
        problems=tuple(reader.problems),
    )


def _fitting(
    tables: tuple[Table, ...], layouts: Iterable[Layout]
) -> tuple[Layout | None, list[tuple[Table, TableLayout]]]:
    for layout in layouts:
        fits = [
            (table, wanted)
            for table in tables
            for wanted in layout.tables
            if [letters(h) for h in table.headings] == [letters(c.heading) for c in wanted.columns]
        ]
        if any(w is layout.tables[0] for _, w in fits):
            return layout, fits
    return None, []


class Reader:
    """Gathers claims, cells, repairs and problems, row by row."""

    def __init__(self, document: Document, layout: Layout, names: Names) -> None:
        self.document = document
        self.layout = layout
        self.names = names
        self.fixes: dict[tuple[str, str], CellRepair] = {
            (repair.column, repair.printed): repair
            for repair in names.codebook.repairs
            if repair.layout == layout.id
        }
        self.claims: list[Claim] = []
        self.cells: list[PrintedCell] = []
        self.repairs: list[Repair] = []
        self.problems: list[Problem] = []

    def table(self, table: Table, columns: tuple[Column, ...]) -> None:
        """Read one table, row by row."""
        for row in table.rows:
            if not any(cell.printed.strip() for cell in row):
                continue
            country = self._country(columns[0], row[0])
            if country is None:
                continue
            for index, cell in enumerate(row):
                if index < len(columns):
                    self._cell(country, columns[index], cell)
                else:
                    self._stray(country, cell)
            if not any(c.kind == "listed" for c in columns):
                self._claim(
                    row[0], Span(0, len(row[0].printed)), Coverage(country=country, listed=True)
                )

    def _country(self, column: Column, cell: Cell) -> str | None:
        printed = cell.printed.strip()
        if found := self.names.country(printed):
            self.cells.append(_printed(found, column, cell, found))
            return found
        fix = self.fixes.get((column.id, printed))
        if fix is None:
            near = self.names.near(printed, "countries")
            self._problem(
                cell,
                "unknown-country",
                f"{printed!r} is not in the list of countries; its row is left out",
                f"perhaps {' or '.join(near)}; add the name to countries.csv, "
                "or the decision to repairs.yml",
            )
            return None
        self._repaired(fix.read_as, cell, fix.read_as, fix.kind, fix.because)
        self.cells.append(_printed(fix.read_as, column, cell, fix.read_as))
        return fix.read_as

    def _cell(self, country: str, column: Column, cell: Cell) -> None:
        printed = cell.printed.strip()
        if column.kind in ("country", "ignored"):
            return
        whole = Span(0, len(cell.printed))
        value = ""
        if column.kind in ("technology", "origin", "membership", "listed"):
            if printed in self.layout.ticks:
                value = "1"
            elif printed:
                self._problem(
                    cell,
                    "odd-tick",
                    f"{printed!r} stands where a tick or nothing is expected; it is not counted",
                    f"ticks of this table are {', '.join(self.layout.ticks)}",
                )
        if column.kind == "technology" and value:
            self._claim(cell, whole, Use(user=country, technology=column.id))
        elif column.kind == "origin" and value:
            self._claim(
                cell, whole, Supply(supplier=f"country:{column.country}", recipient=country)
            )
        elif column.kind == "membership" and value:
            self._claim(cell, whole, Membership(country=country, organisation=column.id))
        elif column.kind == "listed":
            self._claim(cell, whole, Coverage(country=country, listed=bool(value)))
        elif column.kind == "indicator" and printed:
            value = printed
            self._claim(cell, whole, Indicator(country=country, indicator=column.id, value=printed))
        elif column.kind == "origins" and printed:
            value = self._origins(country, column, cell)
        elif column.kind == "suppliers" and printed:
            value = self._suppliers(country, cell, marks=())
        self.cells.append(_printed(country, column, cell, value))

    def _origins(self, country: str, column: Column, cell: Cell) -> str:
        fix = self.fixes.get((column.id, cell.printed.strip()))
        if fix is not None:
            self._repaired(country, cell, fix.read_as, fix.kind, fix.because)
            found = fix.read_as.split("; ")
            for origin in found:
                supply = Supply(supplier=f"country:{origin}", recipient=country)
                self._claim(cell, Span(0, len(cell.printed)), supply, marks=(fix.kind,))
            return "; ".join(found)
        found = []
        for span, part in _parts(cell.printed):
            known = self.names.country(part)
            if known is None:
                self._problem(
                    cell,
                    "damaged" if _damaged(part) else "unknown-country",
                    f"{part!r} is not in the list of countries; it is not counted",
                    "add the decision to repairs.yml, or the name to countries.csv",
                )
                continue
            found.append(known)
            self._claim(cell, span, Supply(supplier=f"country:{known}", recipient=country))
        return "; ".join(found)

    def _suppliers(self, country: str, cell: Cell, marks: tuple[str, ...]) -> str:
        found: list[str] = []
        for span, part in _parts(cell.printed):
            if part in self.layout.marks:
                mark = self.layout.marks[part]
                self._claim(
                    cell, span, Supply(supplier=mark, recipient=country), marks=(*marks, mark)
                )
                self._problem(
                    cell,
                    "mult",
                    f"{part!r} stands for several suppliers that are not named",
                    "it counts as no supplier, unless the rule mult=included reads "
                    "China's as Huawei",
                )
                continue
            supplier = self.names.supplier(part)
            if supplier is None:
                near = self.names.near(part, "suppliers")
                hint = f"perhaps {' or '.join(near)}; " if near else ""
                self._problem(
                    cell,
                    "unknown-supplier",
                    f"{part!r} is not in the list of suppliers; it is not counted",
                    f"{hint}add it to suppliers.yml as a name, an alias or a misprint",
                )
                continue
            if supplier in found:
                self._problem(
                    cell,
                    "twice",
                    f"{part!r} is named twice in one cell",
                    "it counts once; nothing is to be done",
                )
                continue
            found.append(supplier)
            odd = marks
            if self.names.is_misprint(supplier, part):
                odd = (*marks, "misprint")
                name = self.names.label(supplier, "suppliers")
                self._repaired(
                    country,
                    cell,
                    supplier,
                    "misprint",
                    f"suppliers.yml lists {part!r} as a misprint of {name}",
                    part,
                )
            self._claim(cell, span, Supply(supplier=supplier, recipient=country), marks=odd)
        return "; ".join(found)

    def _stray(self, country: str, cell: Cell) -> None:
        if not cell.printed.strip():
            return
        value = self._suppliers(country, cell, marks=("stray",))
        self._problem(
            cell,
            "stray",
            f"{cell.printed.strip()!r} stands right of the headed columns",
            "it counts only under the rule stray=included",
        )
        self.cells.append(
            PrintedCell(
                country=country, column="stray", printed=cell.printed, value=value, place=cell.place
            )
        )

    def _claim(self, cell: Cell, span: Span, content: Content, marks: tuple[str, ...] = ()) -> None:
        start, end = cell.span.start + span.start, cell.span.start + span.end
        self.claims.append(
            with_id(
                Claim(
                    id="",
                    text=self.document.text.id,
                    evidence=Span(start, end),
                    quote=self.document.text.content[start:end],
                    content=content,
                    marks=marks,
                    place=cell.place,
                    rule=RULE,
                )
            )
        )

    def _repaired(
        self,
        country: str,
        cell: Cell,
        read_as: str,
        kind: str,
        because: str,
        printed: str | None = None,
    ) -> None:
        form = printed or cell.printed.strip()
        self.repairs.append(
            Repair(
                where=str(cell.place),
                printed=form,
                read_as=read_as,
                because=because,
                country=country,
                kind=kind,
            )
        )
        self._problem(cell, kind, f"{form!r} is read as {read_as}", because)

    def _problem(self, cell: Cell, kind: str, what: str, hint: str) -> None:
        self.problems.append(Problem(where=cell.place, kind=kind, what=what, hint=hint))


def _parts(printed: str) -> Iterator[tuple[Span, str]]:
    """Yield the names of a list in a cell, each with its span inside the cell."""
    for match in re.finditer(r"[^,;]+", printed):
        part = match.group()
        lead = re.match(r"\s*(?:and\s+)?", part)
        start = match.start() + (lead.end() if lead else 0)
        name = printed[start : match.end()].rstrip()
        if name:
            yield Span(start, start + len(name)), name


def _damaged(part: str) -> bool:
    """Tell whether a regime name stands inside a word, as a careless find-and-replace leaves it."""
    low = part.casefold()
    return any(name in low and low != name for name in REGIME_NAMES)


def _printed(country: str, column: Column, cell: Cell, value: str) -> PrintedCell:
    return PrintedCell(
        country=country, column=column.id, printed=cell.printed, value=value, place=cell.place
    )
