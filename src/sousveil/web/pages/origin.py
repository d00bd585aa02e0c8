"""A supplier country: places by the table's own tick, and by head office of a named supplier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from sousveil.figures.compute import compute
from sousveil.model.figure import Figure, Row, Rules, Unanswerable
from sousveil.web.catalogue import said
from sousveil.web.library import Library
from sousveil.web.page import Asked, NoPage, Page, Route


class Way(Struct, frozen=True, kw_only=True):
    """Places of one edition by one of the two ways of counting."""

    edition: str
    countries: tuple[str, ...]
    """Alpha-3, by their names; empty where the edition cannot answer."""

    reason: str | None
    """Why it cannot answer."""

    to: str
    """Address of the explainer."""


def origin(library: Library, asked: Asked, origin: str) -> Page:
    """Show a supplier country; the two ways of counting are kept apart."""
    if origin not in library.origins:
        raise NoPage("No edition records anything supplied from such a country.")
    code = library.origins[origin]
    name = library.place_in_text(code)
    ticks = tuple(_way(library, one, code, "tick") for one in library.held)
    homes = tuple(_way(library, one, code, "supplier") for one in library.held)
    return Page(
        template="origin.html",
        title=said("Technology from {country}", country=name),
        about=said(
            "Places with technology from {country}: by the table's tick, and by head office.",
            country=name,
        ),
        section="suppliers",
        shown={
            "code": code,
            "name": name,
            "ticks": ticks,
            "homes": homes,
            "apart": tuple(
                _apart(library, tick, home) for tick, home in zip(ticks, homes, strict=True)
            ),
            "suppliers": tuple(_suppliers(library, code)),
        },
    )


def _way(library: Library, edition: str, code: str, how: str) -> Way:
    held = library.of(edition)
    figure = Figure(having=(Row(origin=code),))
    computed = compute(figure, held.edition, Rules(origin=how))
    to = f"number/{edition}/?origin={code}" + ("" if how == "tick" else "&rule=origin=supplier")
    if isinstance(computed, Unanswerable):
        return Way(edition=edition, countries=(), reason=computed.reason, to=to)
    return Way(edition=edition, countries=_by_name(library, computed.countries), reason=None, to=to)


def _by_name(library: Library, codes: tuple[str, ...] | set[str]) -> tuple[str, ...]:
    return tuple(sorted(codes, key=library.place_name))


def _apart(library: Library, tick: Way, home: Way) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the places that only the tick has, and those that only a head office has."""
    one, other = set(tick.countries), set(home.countries)
    return _by_name(library, one - other), _by_name(library, other - one)


def _suppliers(library: Library, code: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the suppliers at home there, and the editions in whose time they were."""
    for id in sorted(library.suppliers, key=lambda one: library.supplier_name(one).casefold()):
        known = library.codebook.suppliers.get(id)
        editions = [
            name
            for name, held in library.held.items()
            if known
            and known.home(held.edition.in_force) == code
            and any(entry.supplier == id for entry in held.edition.entries)
        ]
        if editions:
            yield id, library.supplier_name(id), tuple(editions)


def _each(library: Library) -> Iterator[Mapping[str, str]]:
    for origin in library.origins:
        yield {"origin": origin}


ROUTES = (Route(address="origin/{origin}/", make=origin, each=_each),)
