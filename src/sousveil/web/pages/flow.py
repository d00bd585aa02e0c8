"""Flows: from where a supplier comes, who it is, and in which region it is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from sousveil.web.catalogue import said
from sousveil.web.cite import cite
from sousveil.web.flowing import BOX, HEIGHT, OTHER, WIDTH, drawing
from sousveil.web.library import Held, Library
from sousveil.web.page import Asked, Page, Route
from sousveil.web.pages.downloads import offered
from sousveil.web.pages.number import held_of
from sousveil.web.sheets import sheet, title

EUROPE = frozenset("AUT BEL DEU DNK ESP FIN FRA GBR IRL ITA NLD NOR POL PRT SWE CHE".split())
"""Head offices that share one colour."""

TONES = {"CHN": "cn", "USA": "us", "JPN": "jp", "ISR": "il"}

UNKNOWN = "?"
"""Stands for a head office that is not known, and a place without a region."""


class Supplier(Struct, kw_only=True):
    """One supplier with the places that name it."""

    id: str
    name: str
    origin: str
    places: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Region to code and name of each place."""

    total: int = 0


def flow(library: Library, asked: Asked, edition: str) -> Page:
    """Draw who is named where, and list the same."""
    held = held_of(library, edition)
    paths, suppliers = _mentions(held)
    made = drawing(paths)
    own = {box.id for box in made.boxes if box.column == 1}
    return Page(
        template="flow.html",
        title=said("Flows, {edition}", edition=held.edition.title),
        about=said(
            "Which suppliers {edition} names, where they come from, and where.",
            edition=held.edition.title,
        ),
        section="flow",
        shown={
            "edition": held.edition,
            "drawing": made,
            "size": (WIDTH, HEIGHT, BOX),
            "other": OTHER,
            "names": _names(held, paths),
            "tones": {path[0]: tone(path[0]) for path in paths} | {OTHER: "other"},
            "suppliers": suppliers,
            "rare": [one for one in suppliers if one.id not in own],
            "downloads": offered(held, "flow"),
            "citation": cite(held, f"flow/{edition}/", title(held, "flow")),
        },
    )


def tone(origin: str) -> str:
    """Return the name of the colour of a head office's country."""
    return TONES.get(origin, "eu" if origin in EUROPE else "other")


def _mentions(held: Held) -> tuple[list[tuple[str, str, str]], list[Supplier]]:
    """Return origin, supplier and region of each supplier at each place, and the suppliers."""
    found = sheet(held, "flow", None)
    at = {name: place for place, name in enumerate(found.fields)}
    pairs = {
        (
            str(row[at["from"]] or UNKNOWN),
            str(row[at["supplier"]]),
            str(row[at["region"]] or UNKNOWN),
            str(row[at["iso3"]]),
            str(row[at["place"]]),
        )
        for row in found.rows
    }
    suppliers: dict[str, Supplier] = {}
    for origin, id, region, code, place in sorted(pairs, key=lambda pair: pair[4]):
        one = suppliers.setdefault(id, Supplier(id=id, name=held.labels[id], origin=origin))
        one.places.setdefault(region, []).append((code, place))
        one.total += 1
    ordered = sorted(suppliers.values(), key=lambda one: (-one.total, one.name.casefold()))
    return [pair[:3] for pair in sorted(pairs)], ordered


def _names(held: Held, paths: list[tuple[str, str, str]]) -> dict[str, str]:
    """Return what each box is called, by its node; what is rarer has no entry."""
    found = {}
    for origin, supplier, region in paths:
        country = held.codebook.countries.get(origin)
        group = held.codebook.groups.get(region)
        found[f"0:{origin}"] = "head office not known" if country is None else country.name
        found[f"1:{supplier}"] = held.labels[supplier]
        found[f"2:{region}"] = "no region given" if group is None else group.name
    return found


def _each(library: Library) -> Iterator[Mapping[str, str]]:
    for edition in library.held:
        yield {"edition": edition}


ROUTES = (Route(address="flow/{edition}/", make=flow, each=_each),)
