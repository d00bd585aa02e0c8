"""What an export holds, table by table: the columns with their meaning, and the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sousveil.codebook.vocabulary import Codebook, Column
from sousveil.errors import Place
from sousveil.figures.published import Recount
from sousveil.model.edition import Edition, Entry, PrintedCell, Records

Value = str | int | None
"""A cell of an export: text, a number, or empty."""

SEPARATOR = "; "

TICKS = ("facial_recognition", "smart_city", "smart_policing", "social_media_surveillance")
ORIGINS = {"china_tech": "CHN", "us_tech": "USA", "japan_tech": "JPN"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """All that an exporter is given."""

    edition: Edition
    records: Records
    codebook: Codebook
    figures: tuple[Recount, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A column of an export."""

    name: str
    about: str
    type: str = "string"
    """`string` or `integer`, as the Table Schema calls them."""


@dataclass(frozen=True, slots=True)
class TableOf:
    """One table of an export."""

    name: str
    about: str
    fields: tuple[Field, ...]
    rows: Callable[[Export], Iterator[tuple[Value, ...]]]
    key: tuple[str, ...] = ()


def matrix(export: Export) -> Iterator[tuple[Value, ...]]:
    """One row a country, by its code."""
    edition, book = export.edition, export.codebook
    cells = by_country(export.records.cells)
    held: dict[str, list[Entry]] = {}
    for entry in edition.entries:
        held.setdefault(entry.country, []).append(entry)
    bri = edition.groups.get("bri")
    for country in edition.countries:
        own, row = held.get(country, []), _Row(cells.get(country, []), export)
        used = {entry.technology for entry in own}
        origins = {entry.origin for entry in own if entry.kind == "origin"}
        yield (
            country,
            book.countries[country].name,
            row.printed("region"),
            row.printed("regime"),
            None if bri is None else int(country in bri),
            *(int(t in used) if t in edition.technologies else None for t in TICKS),
            *(
                int(o in origins) if o in edition.origins or row.names_origins else None
                for o in ORIGINS.values()
            ),
            SEPARATOR.join(book.suppliers[s].name for s in row.suppliers()),
            SEPARATOR.join(row.suppliers_as_printed()),
            row.printed("country"),
            row.printed("military_rank"),
            SEPARATOR.join(row.notes()),
        )


def entries(export: Export) -> Iterator[tuple[Value, ...]]:
    """One row an entry."""
    book = export.codebook
    for entry in export.edition.entries:
        yield (
            entry.id,
            entry.kind,
            entry.country,
            book.countries[entry.country].name,
            entry.technology,
            entry.supplier,
            book.suppliers[entry.supplier].name if entry.supplier else None,
            entry.origin,
            SEPARATOR.join(entry.marks),
            SEPARATOR.join(entry.claims),
        )


def evidence(export: Export) -> Iterator[tuple[Value, ...]]:
    """One row a claim, with the words that say it and the place where they stand."""
    entry_of = {claim: entry.id for entry in export.edition.entries for claim in entry.claims}
    cell_at = {cell.place: cell for cell in export.records.cells}
    for one in export.records.evidence:
        cell = cell_at.get(one.place)
        yield (
            one.claim,
            entry_of.get(one.claim),
            None if cell is None else cell.country,
            None if cell is None else cell.column,
            one.quote,
            one.text,
            one.start,
            one.end,
            *_place(one.place),
        )


def suppliers(export: Export) -> Iterator[tuple[Value, ...]]:
    """One row a supplier that the edition names."""
    book, edition = export.codebook, export.edition
    named: dict[str, set[str]] = {}
    stray: dict[str, set[str]] = {}
    for entry in edition.entries:
        if entry.supplier is not None:
            found = stray if "stray" in entry.marks else named
            found.setdefault(entry.supplier, set()).add(entry.country)
    for supplier in sorted(named.keys() | stray.keys()):
        countries = sorted(named.get(supplier, ()))
        known = book.suppliers[supplier]
        yield (
            supplier,
            known.name,
            known.home(edition.in_force),
            len(countries),
            SEPARATOR.join(countries),
            SEPARATOR.join(sorted(stray.get(supplier, set()).difference(countries))),
            SEPARATOR.join(known.aliases),
            SEPARATOR.join(known.misprints),
        )


def figures(export: Export) -> Iterator[tuple[Value, ...]]:
    """One row a named figure."""
    for one in export.figures:
        printed = one.published
        yield (
            one.named.id,
            one.named.label,
            one.value,
            None if printed is None else printed.value,
            None if printed is None else printed.bound,
            None if printed is None else printed.of,
            None if one.agrees is None else int(one.agrees),
            None if printed is None else printed.where,
            None if printed is None else SEPARATOR.join(printed.quoted_by),
            SEPARATOR.join(one.countries),
            one.reason,
        )


def repairs(export: Export) -> Iterator[tuple[Value, ...]]:
    """One row a decision to read a cell otherwise than it prints."""
    for repair in export.records.repairs:
        yield (
            repair.country,
            repair.where,
            repair.kind,
            repair.printed,
            repair.read_as,
            repair.because,
        )


def problems(export: Export) -> Iterator[tuple[Value, ...]]:
    """One row an oddity that was found and left as it is."""
    for problem in export.records.problems:
        yield problem.kind, problem.what, problem.hint, *_place(problem.where)


def cells(export: Export) -> Iterator[tuple[Value, ...]]:
    """One row a cell of the published tables."""
    for cell in export.records.cells:
        yield cell.country, cell.column, cell.printed, cell.value, *_place(cell.place)


def by_country(cells: Iterable[PrintedCell]) -> dict[str, list[PrintedCell]]:
    """Return the cells of each country, in their order."""
    found: dict[str, list[PrintedCell]] = {}
    for cell in cells:
        found.setdefault(cell.country, []).append(cell)
    return found


class _Row:
    """The cells of one country."""

    def __init__(self, cells: list[PrintedCell], export: Export) -> None:
        columns: dict[str, Column] = {
            column.id: column
            for column in export.codebook.layouts[export.edition.index].tables[0].columns
        }
        self.export = export
        self.names_origins = any(column.kind == "origins" for column in columns.values())
        self.first: dict[str, PrintedCell] = {}
        for cell in cells:
            self.first.setdefault(cell.column, cell)
        named = (c for c in cells if c.column in columns and columns[c.column].kind == "suppliers")
        self.named = [cell for cell in named if cell.printed.strip()]
        self.stray = [cell for cell in cells if cell.column == "stray"]

    def printed(self, column: str) -> str:
        return self.first[column].printed if column in self.first else ""

    def suppliers(self) -> dict[str, None]:
        """Return the suppliers named under the headings, once each, in printed order."""
        return {s: None for cell in self.named for s in cell.value.split(SEPARATOR) if s}

    def suppliers_as_printed(self) -> list[str]:
        return [cell.printed for cell in (*self.named, *self.stray)]

    def notes(self) -> Iterator[str]:
        marks = self.export.codebook.layouts[self.export.edition.index].marks
        for mark in marks:
            if any(mark in cell.printed for cell in self.named):
                yield f"{mark}: several suppliers that are not named"
        for cell in self.stray:
            where = f" in cell {cell.place.cell}" if cell.place.cell else ""
            yield f"outside the headed columns{where}: {cell.printed.strip()}"
        country = self.first["country"].country if "country" in self.first else None
        for repair in self.export.records.repairs:
            if repair.country == country:
                yield f"{repair.printed} is read as {self._read_as(repair.read_as)}"

    def _read_as(self, term: str) -> str:
        book = self.export.codebook
        return book.suppliers[term].name if term in book.suppliers else term


def _place(place: Place) -> tuple[Value, ...]:
    box = None if place.box is None else " ".join(str(edge) for edge in place.box)
    return place.snapshot, place.page, box, place.sheet, place.cell, place.row
