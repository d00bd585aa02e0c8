"""A supplier: its names, its head office by date, and where the editions name it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from sousveil.codebook.vocabulary import Supplier
from sousveil.figures.compute import compute
from sousveil.figures.published import Recount
from sousveil.model.edition import Entry, Member, Stake
from sousveil.model.figure import Figure, Row, Unanswerable
from sousveil.web.catalogue import said
from sousveil.web.dossier import citation, csv_file, json_file
from sousveil.web.index import part
from sousveil.web.library import Library
from sousveil.web.page import Asked, File, NoPage, Page, Route
from sousveil.web.told import STATUSES, Card, cards


class Count(Struct, frozen=True, kw_only=True):
    """How many countries of an edition count for the supplier, beside the print."""

    edition: str
    value: int | None
    named: Recount | None
    """The named figure; None where the codebook has none for this supplier."""

    to: str
    """Address of the explainer."""

    stray: tuple[str, ...]
    """Countries whose row names it only right of the headed columns, alpha-3."""

    added: tuple[str, ...]
    dropped: tuple[str, ...]
    """Against the edition before, by table and by what counts."""


class Form(Struct, frozen=True, kw_only=True):
    """A form in which the tables print the name, with where."""

    printed: str
    is_misprint: bool
    seen: tuple[tuple[str, str, str], ...]
    """Edition, place and claim of each cell."""


def supplier(library: Library, asked: Asked, supplier: str) -> Page:
    """Show a supplier: all editions on one page."""
    found = _found(library, supplier)
    known = _known(library, supplier)
    name = library.supplier_name(supplier)
    return Page(
        template="supplier.html",
        title=name,
        about=said(
            "Where the index names {name}, each cell and quote with its place in the file.",
            name=name,
        ),
        section="suppliers",
        shown={
            "supplier": known,
            "id": supplier,
            "name": name,
            "forms": _forms(library, found, known),
            "counts": tuple(_counts(library, supplier)),
            "rows": tuple(_rows(library, found)),
            "cards": found,
            "stakes": tuple(_stakes(library, supplier)),
            "replies": library.index.replies((), f"supplier:{supplier}"),
            "citation": citation(library, name, f"supplier/{supplier}/"),
            "files": (("CSV", f"supplier/{supplier}.csv"), ("JSON", f"supplier/{supplier}.json")),
            "words": STATUSES,
            "part": part,
        },
    )


def suppliers(library: Library, asked: Asked) -> Page:
    """List all suppliers that editions name, by name."""
    listed = []
    for id in library.suppliers:
        known = _known(library, id)
        home = known.home(library.newest.in_force) if known else None
        counted = [_value(library, name, id) for name in library.held]
        listed.append((id, library.supplier_name(id), home, tuple(counted)))
    listed.sort(key=lambda one: (one[1].casefold(), one[0]))
    return Page(
        template="suppliers.html",
        title="Suppliers",
        about="All suppliers that the editions name, with the number of places of each.",
        section="suppliers",
        shown={"listed": listed, "editions": library.editions},
    )


def _found(library: Library, supplier: str) -> tuple[Card, ...]:
    if supplier not in library.suppliers:
        raise NoPage("No edition names such a supplier. Not recorded is not absent.")
    return cards(library, lambda entry: _about(entry, supplier))


def _about(entry: Entry, supplier: str) -> bool:
    return supplier in (entry.supplier, entry.financier)


def _known(library: Library, id: str) -> Supplier | None:
    return library.codebook.suppliers.get(id) or library.codebook.financiers.get(id)


def _forms(library: Library, found: tuple[Card, ...], known: Supplier | None) -> tuple[Form, ...]:
    """Return how the files print the name, the most frequent form first."""
    seen: dict[str, list[tuple[str, str, str]]] = {}
    for card in found:
        for one in card.told:
            if one.place is not None:
                where = library.place_name(card.entry.country)
                seen.setdefault(one.quote, []).append((card.editions[0], where, one.claim))
    misprints = set(known.misprints) if known else set()
    made = [
        Form(printed=printed, is_misprint=printed in misprints, seen=tuple(cells))
        for printed, cells in seen.items()
    ]
    return tuple(sorted(made, key=lambda form: (-len(form.seen), form.printed)))


def _value(library: Library, edition: str, supplier: str) -> int | None:
    figure = Figure(having=(Row(supplier=supplier),))
    computed = compute(figure, library.of(edition).edition)
    return None if isinstance(computed, Unanswerable) else computed.value


def _counts(library: Library, supplier: str) -> Iterator[Count]:
    figure = Figure(having=(Row(supplier=supplier),))
    before: set[str] | None = None
    for name, held in library.held.items():
        computed = compute(figure, held.edition)
        now = set() if isinstance(computed, Unanswerable) else set(computed.countries)
        named = held.figures.get(f"supplier-{supplier}")
        stray = {
            e.country for e in held.edition.entries if e.supplier == supplier and "stray" in e.marks
        }
        yield Count(
            edition=name,
            value=None if isinstance(computed, Unanswerable) else computed.value,
            named=named,
            to=f"number/{name}/{named.named.id}/"
            if named
            else f"number/{name}/?supplier={supplier}",
            stray=tuple(sorted(stray - now)),
            added=() if before is None else tuple(sorted(now - before)),
            dropped=() if before is None else tuple(sorted(before - now)),
        )
        before = now


def _rows(library: Library, found: tuple[Card, ...]) -> Iterator[tuple[str, list[list[Card]]]]:
    """Yield each country with its cards by edition."""
    codes = dict.fromkeys(card.entry.country for card in found)
    for code in codes:
        own = [card for card in found if card.entry.country == code]
        yield code, [[card for card in own if name in card.editions] for name in library.held]


def _stakes(library: Library, supplier: str) -> Iterator[tuple[str, Stake | Member]]:
    """Yield what accepted claims tell of owners, by edition."""
    for name, held in library.held.items():
        reviewed = held.records.reviewed
        for stake in reviewed.stakes if reviewed else ():
            if supplier in (stake.owner, stake.owned):
                yield name, stake


def _csv(library: Library, asked: Asked, supplier: str) -> File:
    return csv_file(library, _found(library, supplier), f"{supplier}.csv")


def _json(library: Library, asked: Asked, supplier: str) -> File:
    found = _found(library, supplier)
    return json_file(library, library.supplier_name(supplier), found, f"{supplier}.json")


def _each(library: Library) -> Iterator[Mapping[str, str]]:
    for supplier in library.suppliers:
        yield {"supplier": supplier}


ROUTES = (
    Route(address="suppliers/", make=suppliers, each=lambda library: ({},)),
    Route(address="supplier/{supplier}/", make=supplier, each=_each),
    Route(address="supplier/{supplier}.csv", make=_csv, each=_each),
    Route(address="supplier/{supplier}.json", make=_json, each=_each),
)
