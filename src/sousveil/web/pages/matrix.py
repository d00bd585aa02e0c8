"""The matrix of an edition: places by technologies and by where supply comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sousveil.web.catalogue import said
from sousveil.web.cite import cite
from sousveil.web.library import Held, Library
from sousveil.web.page import Asked, Page, Route
from sousveil.web.pages.downloads import offered
from sousveil.web.pages.map import states
from sousveil.web.pages.number import held_of
from sousveil.web.rows import PlaceRow, not_asked, technologies_of
from sousveil.web.sheets import title


def matrix(library: Library, asked: Asked, edition: str) -> Page:
    """Show each place with what is held of it, by regions."""
    held = held_of(library, edition)
    return Page(
        template="matrix.html",
        title=said("Matrix, {edition}", edition=held.edition.title),
        about=said(
            "Places by technologies and origins of supply in {edition}.",
            edition=held.edition.title,
        ),
        section="matrix",
        shown={
            "edition": held.edition,
            "columns": technologies_of(held),
            "without": not_asked(held),
            "origins": _origins(held),
            "regions": _regions(held),
            "labels": held.labels,
            "states": states(held),
            "claims": _claims(held),
            "downloads": offered(held, "matrix"),
            "citation": cite(held, f"matrix/{edition}/", title(held, "matrix")),
        },
    )


def _origins(held: Held) -> list[str]:
    """Return the origins with a column: those that a table asks about, then by how many."""
    counted: dict[str, int] = {}
    for row in held.rows:
        for origin in row["origins"]:
            counted[origin] = counted.get(origin, 0) + 1
    others = sorted(counted.keys() - set(held.edition.origins), key=lambda o: (-counted[o], o))
    return [*held.edition.origins, *others]


def _regions(held: Held) -> list[tuple[str, list[PlaceRow]]]:
    """Return the rows of each region, in the order of the codebook; without a region, last."""
    found: dict[str, list[PlaceRow]] = {}
    for row in held.rows:
        found.setdefault(row["region"], []).append(row)
    order = [*held.codebook.groups, ""]
    return sorted(found.items(), key=lambda one: order.index(one[0]))


def _claims(held: Held) -> dict[tuple[str, str], int]:
    """Return how many claims stand behind each technology of each place."""
    found: dict[tuple[str, str], set[str]] = {}
    for entry in held.edition.entries:
        if entry.technology is not None:
            claims = {*entry.claims, *(entry.against or ()), *(entry.beside or ())}
            found.setdefault((entry.country, entry.technology), set()).update(claims)
    return {key: len(claims) for key, claims in found.items()}


def _each(library: Library) -> Iterator[Mapping[str, str]]:
    for edition in library.held:
        yield {"edition": edition}


ROUTES = (Route(address="matrix/{edition}/", make=matrix, each=_each),)
