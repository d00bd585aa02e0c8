"""The places of an edition as rows of plain data, for the map, the matrix and downloads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sousveil.model.figure import ANY_TECHNOLOGY
from sousveil.web import filters
from sousveil.web.addresses import slug

if TYPE_CHECKING:
    from sousveil.web.library import Held


class PlaceRow(filters.PlaceRow):
    """What filters ask of a place, with its name and page."""

    name: str

    href: str
    """Address of its page, relative to the root."""


def rows_of(held: Held) -> tuple[PlaceRow, ...]:
    """Return the listed places of an edition, in the order of their names."""
    named = [(held.codebook.countries[row["id"]].name, row) for row in filters.rows(held.edition)]
    return tuple(
        PlaceRow(**row, name=name, href=f"place/{slug(name)}/")
        for name, row in sorted(named, key=lambda one: (slug(one[0]), one[1]["id"]))
    )


def technologies_of(held: Held) -> tuple[str, ...]:
    """Return the technologies that the edition asks about, in the codebook's order."""
    return tuple(t for t in held.codebook.technologies if t in held.edition.technologies)


def not_asked(held: Held) -> tuple[str, ...]:
    """Return the technologies of the codebook that the edition did not ask about."""
    asked = (ANY_TECHNOLOGY, *held.edition.technologies)
    return tuple(t for t in held.codebook.technologies if t not in asked)


def labels_of(held: Held) -> dict[str, str]:
    """Return the name of every id that rows hold, and of every technology."""
    book = held.codebook
    found = {t.id: t.name for t in book.technologies.values() if t.id != ANY_TECHNOLOGY}
    for row in held.rows:
        found[row["id"]] = row["name"]
        found |= {g: book.groups[g].name for g in row["groups"] if g in book.groups}
        found |= {o: book.countries[o].name for o in row["origins"]}
        for supplier in row["suppliers"]:
            known = book.suppliers.get(supplier) or book.financiers.get(supplier)
            found[supplier] = known.name if known else supplier
    return found
