"""What an export holds, table by table: the columns with their meaning, and the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass  # noqa: TID251
from functools import cached_property

from msgspec import Struct

from sousveil.codebook.vocabulary import Codebook, Column
from sousveil.edition.compile import edition_digest
from sousveil.errors import Place
from sousveil.figures.published import Recount
from sousveil.model.counted import counts
from sousveil.model.edition import Edition, Entry, PrintedCell, Records, Reviewed
from sousveil.model.reply import Answered

Value = str | int | None
"""A cell of an export: text, a number, or empty."""

SEPARATOR = "; "

TICKS = ("facial_recognition", "smart_city", "smart_policing", "social_media_surveillance")
ORIGINS = {"china_tech": "CHN", "us_tech": "USA", "japan_tech": "JPN"}


@dataclass(frozen=True, kw_only=True)
class Export:
    """All that an exporter is given."""

    edition: Edition
    records: Records
    codebook: Codebook
    figures: tuple[Recount, ...]
    replies: tuple[Answered, ...] = ()
    """Answers of those who are named, to what the edition rests on; from a project alone."""

    @cached_property
    def digest(self) -> str:
        """The digest of all that the edition says."""
        return edition_digest(self.edition, self.records)


class Field(Struct, frozen=True):
    """A column of an export."""

    name: str
    about: str
    type: str = "string"
    """`string` or `integer`, as the Table Schema calls them."""


class TableOf(Struct, frozen=True):
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
        names_origins = row.names_origins or edition.other_origins
        own = [entry for entry in own if counts(entry, edition)]
        used = {entry.technology for entry in own}
        origins = {entry.origin for entry in own if entry.kind in ("origin", "supply")}
        named = dict.fromkeys(row.suppliers()) | {
            entry.supplier: None for entry in own if entry.kind == "supply" and entry.supplier
        }
        yield (
            country,
            book.countries[country].name,
            row.printed("region"),
            row.printed("regime"),
            None if bri is None else int(country in bri),
            *(int(t in used) if t in edition.technologies else None for t in TICKS),
            *(
                int(o in origins) if o in edition.origins or names_origins else None
                for o in ORIGINS.values()
            ),
            SEPARATOR.join((book.suppliers.get(s) or book.financiers[s]).name for s in named),
            SEPARATOR.join(row.suppliers_as_printed()),
            row.printed("country"),
            row.printed("military_rank"),
            SEPARATOR.join(row.notes()),
        )


def entries(export: Export) -> Iterator[tuple[Value, ...]]:
    """One row an entry."""
    book = export.codebook
    for entry in export.edition.entries:
        party = book.suppliers.get(entry.supplier or "") or book.financiers.get(
            entry.supplier or ""
        )
        yield (
            entry.id,
            entry.kind,
            entry.country,
            book.countries[entry.country].name,
            entry.technology,
            entry.supplier,
            party.name if party else entry.supplier,
            entry.origin,
            SEPARATOR.join(entry.marks),
            SEPARATOR.join(entry.claims),
            entry.status,
            None if entry.status is None else int(counts(entry, export.edition)),
            1 if entry.disputed else None,
            entry.origins,
            entry.financier,
            SEPARATOR.join(entry.against or ()),
            SEPARATOR.join(entry.beside or ()),
        )


def evidence(export: Export) -> Iterator[tuple[Value, ...]]:
    """One row a claim, with the words that say it and the place where they stand."""
    entry_of = {claim: entry.id for entry in export.edition.entries for claim in _beside(entry)}
    entry_of |= {claim: entry.id for entry in export.edition.entries for claim in entry.claims}
    country_of = {s.claim: s.country for s in _reviewed(export).statements}
    cell_at = {cell.place: cell for cell in export.records.cells}
    for one in export.records.evidence:
        cell = None if one.place is None else cell_at.get(one.place)
        yield (
            one.claim,
            entry_of.get(one.claim),
            country_of.get(one.claim) if cell is None else cell.country,
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
        if entry.supplier is not None and counts(entry, edition):
            found = stray if "stray" in entry.marks else named
            found.setdefault(entry.supplier, set()).add(entry.country)
    for supplier in sorted(named.keys() | stray.keys()):
        countries = sorted(named.get(supplier, ()))
        known = book.suppliers.get(supplier) or book.financiers[supplier]
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


def statements(export: Export) -> Iterator[tuple[Value, ...]]:
    """One row an accepted claim of running text."""
    reviewed = _reviewed(export)
    decisions = {decision.id: decision for decision in reviewed.decisions}
    for one in reviewed.statements:
        decision = decisions.get(one.decision)
        yield (
            one.claim,
            one.type,
            one.country,
            one.party,
            one.owned,
            SEPARATOR.join(one.technologies),
            one.polarity,
            one.modality,
            SEPARATOR.join(one.attribution),
            SEPARATOR.join(one.hedges),
            one.start,
            one.end,
            one.place,
            SEPARATOR.join(one.sources),
            one.decision,
            decision.by if decision else None,
            decision.at if decision else None,
            decision.because if decision else None,
        )


def amounts(export: Export) -> Iterator[tuple[Value, ...]]:
    """One row a sum of money that a claim gives, as it gives it."""
    for entry in export.edition.entries:
        for one in entry.amounts or ():
            yield (
                entry.id,
                one.claim,
                entry.country,
                f"{one.value:.15g}",
                one.currency,
                one.role,
                one.bound,
                one.words,
            )


def withdrawn(export: Export) -> Iterator[tuple[Value, ...]]:
    """One row a claim that an earlier edition rested on, and that does not stand any more."""
    for one in _reviewed(export).tombstones:
        was = one.was
        yield (
            one.claim,
            one.edition,
            was.id if was else None,
            was.kind if was else None,
            was.country if was else None,
            was.technology if was else None,
            was.supplier if was else None,
            was.origin if was else None,
            was.status if was else None,
            one.because,
            one.decision,
            one.by,
            one.at,
        )


def held_back(export: Export) -> Iterator[tuple[Value, ...]]:
    """One row an accepted claim that enters nothing yet; its names are left out."""
    for one in _reviewed(export).held_back:
        yield one.claim, one.type, one.country, one.because


def memberships(export: Export) -> Iterator[tuple[Value, ...]]:
    """One row a membership that claims tell of."""
    for one in _reviewed(export).memberships:
        sides = SEPARATOR.join(one.claims), SEPARATOR.join(one.against)
        yield one.country, one.organisation, one.state, *sides


def replies(export: Export) -> Iterator[tuple[Value, ...]]:
    """One row an answer of somebody who is named, the withdrawn ones too."""
    for one in export.replies:
        said, gone = one.reply, one.retracted
        yield (
            said.id,
            said.who,
            said.day,
            said.words,
            SEPARATOR.join(said.claims),
            said.party,
            said.link,
            said.document,
            said.by,
            said.at,
            gone.at if gone else None,
            gone.because if gone else None,
        )


def stakes(export: Export) -> Iterator[tuple[Value, ...]]:
    """One row a stake that claims tell of; no figure counts it."""
    for one in _reviewed(export).stakes:
        sides = SEPARATOR.join(one.claims), SEPARATOR.join(one.against)
        yield one.owner, one.owned, one.share, *sides


def _reviewed(export: Export) -> Reviewed:
    return export.records.reviewed or Reviewed()


def _beside(entry: Entry) -> tuple[str, ...]:
    return (*(entry.against or ()), *(entry.beside or ()))


def by_country(cells: Iterable[PrintedCell]) -> dict[str, list[PrintedCell]]:
    """Return the cells of each country, in their order."""
    found: dict[str, list[PrintedCell]] = {}
    for cell in cells:
        found.setdefault(cell.country, []).append(cell)
    return found


class _Row:
    """The cells of one country."""

    def __init__(self, cells: list[PrintedCell], export: Export) -> None:
        layout = export.codebook.layouts.get(export.edition.layout)
        columns: dict[str, Column] = (
            {column.id: column for column in layout.tables[0].columns} if layout else {}
        )
        self.marks = layout.marks if layout else {}
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
        for mark in self.marks:
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


def _place(place: Place | None) -> tuple[Value, ...]:
    place = place or Place()
    box = None if place.box is None else " ".join(str(edge) for edge in place.box)
    return place.snapshot, place.page, box, place.sheet, place.cell, place.row
