"""What editions hold about one country, supplier, origin or technology."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from sousveil.codebook.names import Names
from sousveil.codebook.vocabulary import Codebook, Column
from sousveil.model.counted import counts
from sousveil.model.edition import (
    Edition,
    Entry,
    Evidence,
    PrintedCell,
    Records,
    Reviewed,
    Statement,
    Tombstone,
)
from sousveil.model.figure import ANY_TECHNOLOGY
from sousveil.model.noun import replace
from sousveil.model.policy import TEXT_KINDS

KINDS = {
    "country": "countries",
    "supplier": "suppliers",
    "origin": "countries",
    "technology": "technologies",
}
"""What a name can mean, and the vocabulary of each."""


class Holding(Struct, frozen=True, kw_only=True):
    """What one edition holds about one term."""

    edition: str

    state: str
    """`recorded`; `examined` for a country looked at and not listed; `not-asked`; `kept-apart`
    where all that there is does not count; or `not-recorded`, which does not say that there is
    nothing."""

    countries: tuple[str, ...]
    """Countries that have it, alpha-3; for a country, itself where it is listed."""

    only_stray: tuple[str, ...]
    """Countries whose row names it only right of the headed columns; not among `countries`."""

    of: int
    """Listed countries of the edition."""

    groups: tuple[str, ...]
    """Groups that a country belongs to there."""

    cells: tuple[PrintedCell, ...]
    """The cells that say so, as printed; for a country, all that print something."""

    entries: tuple[Entry, ...] = ()
    """What reviewed claims of running text say of it, whether it counts or not."""

    statements: tuple[Statement, ...] = ()
    """The claims behind these entries, and behind memberships and stakes."""

    quotes: tuple[Evidence, ...] = ()
    """The words of these claims."""

    withdrawn: tuple[Tombstone, ...] = ()
    """What an earlier edition rested on, and does not stand any more."""


class Term(Struct, frozen=True, kw_only=True):
    """One meaning of a name."""

    kind: str
    """country, supplier, origin or technology."""

    id: str
    name: str


def meanings(name: str, names: Names) -> tuple[Term, ...]:
    """Return all that a name can mean, countries first; a country is an origin, too."""
    found = (
        ("country", names.country(name)),
        ("supplier", names.supplier(name)),
        ("origin", names.country(name)),
        ("technology", names.technology(name)),
    )
    return tuple(
        Term(kind=kind, id=term, name=names.label(term, KINDS[kind]))
        for kind, term in found
        if term
    )


def nearest(name: str, names: Names) -> tuple[Term, ...]:
    """Return up to five terms whose names look like this one."""
    found = []
    for kind in ("country", "supplier", "technology"):
        for near in names.near(name, KINDS[kind]):
            found += [term for term in meanings(near, names) if term.kind == kind]
    known = meanings(name, names)
    return tuple(term for term in dict.fromkeys(found) if term not in known)[:5]


def holding(term: Term, edition: Edition, records: Records, codebook: Codebook) -> Holding:
    """Return what an edition holds about a term, with the cells that say so."""
    found = _printed(term, edition, records, codebook)
    return found if edition.living is None else with_claims(found, term, edition, records)


def _printed(term: Term, edition: Edition, records: Records, codebook: Codebook) -> Holding:
    if term.kind == "country":
        return _country(term.id, edition, records)
    layout = codebook.layouts.get(edition.layout)
    columns = {c.id: c for t in layout.tables for c in t.columns} if layout else {}
    if term.id == ANY_TECHNOLOGY:
        cells = _technology_of_any_kind(edition, records)
    else:
        cells = tuple(c for c in records.cells if _says(term, c, columns.get(c.column)))
    empty = "not-recorded" if _asked(term, edition, columns.values()) else "not-asked"
    countries = _in_order(cell.country for cell in cells if cell.column != "stray")
    stray = {cell.country for cell in cells if cell.column == "stray"}
    return Holding(
        edition=edition.name,
        state="recorded" if cells else empty,
        countries=countries,
        only_stray=_in_order(stray.difference(countries)),
        of=len(edition.countries),
        groups=(),
        cells=cells,
    )


def with_claims(found: Holding, term: Term, edition: Edition, records: Records) -> Holding:
    """Add what claims of running text say; only what counts is among the countries."""
    about = [entry for entry in edition.entries if _about(term, entry)]
    reviewed = records.reviewed or Reviewed()
    withdrawn = tuple(t for t in reviewed.tombstones if t.was and _about(term, t.was))
    shown = tuple(e for e in about if e.kind in TEXT_KINDS or e.against or e.beside)
    if term.kind == "country" or term.id == ANY_TECHNOLOGY:
        countries = {term.id} if term.kind == "country" else set(edition.countries)
    else:
        countries = {e.country for e in about if counts(e, edition) and "stray" not in e.marks}
    here = _in_order(countries & set(edition.countries))
    claims = {c for e in shown for c in (*e.claims, *(e.against or ()), *(e.beside or ()))}
    claims |= {s.claim for s in reviewed.statements if _told_of(term, s)}
    told = {s.claim for s in reviewed.statements} & claims
    apart = bool(claims or withdrawn or found.cells)
    state = "recorded" if here else "kept-apart" if apart else found.state
    return replace(
        found,
        state=found.state if term.kind == "country" and found.state == "examined" else state,
        countries=here,
        entries=shown,
        statements=tuple(s for s in reviewed.statements if s.claim in claims),
        quotes=tuple(q for q in records.evidence if q.claim in told),
        withdrawn=withdrawn,
    )


def _about(term: Term, entry: Entry) -> bool:
    """Tell whether an entry speaks of a term."""
    match term.kind:
        case "country":
            return entry.country == term.id
        case "supplier":
            return term.id in (entry.supplier, entry.financier)
        case "origin":
            return entry.kind in ("origin", "supply") and entry.origin == term.id
    return term.id in (entry.technology, ANY_TECHNOLOGY)


def _told_of(term: Term, statement: Statement) -> bool:
    """Tell whether a membership or a stake speaks of a term."""
    if statement.type == "membership":
        return term.kind == "country" and statement.country == term.id
    return statement.type == "ownership" and term.id in (statement.party, statement.owned)


def _country(country: str, edition: Edition, records: Records) -> Holding:
    listed = country in edition.countries
    examined = edition.examined is not None and country in edition.examined
    groups = edition.groups if listed else edition.examined_groups
    return Holding(
        edition=edition.name,
        state="recorded" if listed else "examined" if examined else "not-recorded",
        countries=(country,) if listed else (),
        only_stray=(),
        of=len(edition.countries),
        groups=tuple(name for name, members in groups.items() if country in members),
        cells=tuple(c for c in records.cells if c.country == country and c.printed.strip()),
    )


def _technology_of_any_kind(edition: Edition, records: Records) -> tuple[PrintedCell, ...]:
    """Being listed says it: the cells are the countries' names in the index table."""
    first: dict[str, PrintedCell] = {}
    for cell in records.cells:
        if cell.column == "country" and cell.country in edition.countries:
            first.setdefault(cell.country, cell)
    return tuple(first.values())


def _says(term: Term, cell: PrintedCell, column: Column | None) -> bool:
    """Tell whether a cell names the term or ticks it; a cell without a column is stray."""
    kind = "suppliers" if column is None else column.kind
    named, ticked = term.id in cell.value.split("; "), cell.value == "1"
    if term.kind == "technology":
        return ticked and cell.column == term.id
    if term.kind == "supplier":
        return named and kind == "suppliers"
    own = ticked and column is not None and column.country == term.id
    return own or (named and kind == "origins")


def _asked(term: Term, edition: Edition, columns: Iterable[Column]) -> bool:
    """Tell whether the edition could have recorded the term."""
    if term.kind == "technology":
        return term.id in edition.technologies
    open_column = any(column.kind == "origins" for column in columns)
    return term.kind == "supplier" or open_column or term.id in edition.origins


def _in_order(countries: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(countries)))
