"""The answers of the command line's `--json` over HTTP, read-only, with OpenAPI."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from sousveil.edition.holdings import meanings
from sousveil.edition.shown import NOT_ABSENT, plain, show
from sousveil.errors import CodebookError, QueryError
from sousveil.figures.answers import counted, not_counted, recounted
from sousveil.figures.asked import KEYS
from sousveil.figures.compute import alternatives, by, compute
from sousveil.model.figure import Unanswerable
from sousveil.web.filters import COUNTED, matches
from sousveil.web.filters import counted as states_of
from sousveil.web.library import Held, Library
from sousveil.web.question import question

router = APIRouter(prefix="/api", tags=["editions"])

HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}

LONGEST = 200  # signs of a name in an address


class Refused(BaseModel):
    """Why there is no answer, in a sentence."""

    detail: str


class EditionTold(BaseModel):
    """An edition, with what it takes to cite it."""

    name: str
    title: str
    in_force: str
    digest: str
    """Of all that the edition says."""

    countries: int
    examined: int | None
    technologies: list[str]
    origins: list[str]
    other_origins: bool
    living: bool
    base: str | None
    sources: list[str]
    snapshots: list[str]
    attribution: str
    policy: str


class Printed(BaseModel):
    """A number that a publication prints."""

    value: int
    bound: str
    of: int | None
    where: str
    quoted_by: list[str]


class FigureTold(BaseModel):
    """A named figure: the recount beside the print."""

    id: str
    label: str
    value: int | None
    published: Printed | None
    agrees: bool | None
    countries: list[str]
    edition: str
    attribution: str
    unanswerable: str | None = None


class Other(BaseModel):
    """What one other rule gives."""

    rule: dict[str, str]
    value: int
    countries_added: list[str]
    countries_dropped: list[str]


class Sure(BaseModel):
    """What an edition is sure of that cannot tell the whole."""

    value: int
    countries: list[str]


class CountTold(BaseModel):
    """A count with all it takes to contest it; `value` is null where nobody can tell."""

    value: int | None
    of: int
    countries: list[str] | None = None
    rule: dict[str, str] | None = None
    edition: str
    alternatives: list[Other] | None = None
    entries: list[str] | None = None
    by: dict[str, int] | None = None
    attribution: str
    unanswerable: str | None = None
    at_least: Sure | None = None


class PlaceTold(BaseModel):
    """A listed place; values stand side by side, and nothing links them."""

    id: str
    name: str
    href: str
    region: str
    regime: str
    groups: list[str]
    technologies: dict[str, str]
    suppliers: list[str]
    origins: list[str]


class PlacesTold(BaseModel):
    """The listed places of an edition that meet the conditions."""

    edition: str
    of: int
    places: list[PlaceTold]
    labels: dict[str, str]
    counted: list[str]
    """States of a technology that count."""

    note: str
    attribution: str


class Meaning(BaseModel):
    """A name may mean a country, an origin, a supplier or a technology."""

    kind: str
    id: str
    name: str
    editions: list[dict[str, Any]]
    changes: list[dict[str, Any]]


class ShownTold(BaseModel):
    """What every edition holds about a name, and what changed."""

    name: str
    found: list[Meaning]
    near: list[dict[str, str]]
    note: str | None
    attribution: list[str]


MISSING: dict[int | str, dict[str, Any]] = {
    404: {"model": Refused, "description": "There is nothing of this name."}
}
BAD: dict[int | str, dict[str, Any]] = {
    **MISSING,
    422: {"model": Refused, "description": "The conditions cannot be asked."},
}

Words = Annotated[list[str], Query()]


@router.get("/editions", responses={200: {"model": list[EditionTold]}})
def editions(request: Request) -> JSONResponse:
    """Return all editions, the oldest first."""
    return _answer([_edition(held) for held in _library(request).held.values()])


@router.get("/editions/{edition}", responses={200: {"model": EditionTold}, **MISSING})
def edition(request: Request, edition: str) -> JSONResponse:
    """Return one edition."""
    held = _held(request, edition)
    return _unknown_edition(request, edition) if held is None else _answer(_edition(held))


@router.get("/editions/{edition}/figures", responses={200: {"model": list[FigureTold]}, **MISSING})
def figures(request: Request, edition: str) -> JSONResponse:
    """Return the named figures of an edition, recounted beside printed."""
    held = _held(request, edition)
    if held is None:
        return _unknown_edition(request, edition)
    return _answer([recounted(one, held.edition) for one in held.figures.values()])


@router.get(
    "/editions/{edition}/figures/{figure}", responses={200: {"model": FigureTold}, **MISSING}
)
def figure(request: Request, edition: str, figure: str) -> JSONResponse:
    """Return one named figure of an edition."""
    held = _held(request, edition)
    if held is None:
        return _unknown_edition(request, edition)
    if figure not in held.figures:
        known = ", ".join(held.figures)
        return _refuse(404, f"There is no figure {_short(figure)!r}. Figures: {known}.")
    return _answer(recounted(held.figures[figure], held.edition))


@router.get("/editions/{edition}/count", responses={200: {"model": CountTold}, **BAD})
def count(
    request: Request,
    edition: str,
    technology: Words = [],  # noqa: B006
    supplier: Words = [],  # noqa: B006
    origin: Words = [],  # noqa: B006
    among: Words = [],  # noqa: B006
    region: Words = [],  # noqa: B006
    regime: Words = [],  # noqa: B006
    having: Words = [],  # noqa: B006
    without: Words = [],  # noqa: B006
    rule: Words = [],  # noqa: B006
    split: Annotated[str | None, Query(alias="by", description="Split the count by this.")] = None,
) -> JSONResponse:
    """Count the countries that meet every condition.

    Each may be met by an entry of its own; the pairs of one `having` must hold of one entry.
    `region` and `regime` take any of their values. Where the edition does not record or does not
    link what is asked, `value` is null and `unanswerable` says why.
    """
    held = _held(request, edition)
    if held is None:
        return _unknown_edition(request, edition)
    asked = {
        "technology": technology,
        "supplier": supplier,
        "origin": origin,
        "among": among,
        "region": region,
        "regime": regime,
        "having": having,
        "without": without,
        "rule": rule,
    }
    try:
        put = question({k: tuple(v) for k, v in asked.items()}, held, _library(request).names)
    except (QueryError, CodebookError) as error:
        return _refuse(422, str(error))
    if split is not None and split not in KEYS:
        return _refuse(422, f"A count is split by one of: {', '.join(KEYS)}.")
    assert put.figure is not None, "only states of technologies have no figure"
    told = compute(put.figure, put.edition, put.rules)
    if isinstance(told, Unanswerable):
        answer = {"value": None, "of": len(put.edition.countries), **not_counted(told, put.edition)}
        return _answer(answer | {"attribution": put.edition.attribution})
    others = alternatives(put.figure, put.edition, put.rules)
    answer = counted(told, others, put.edition)
    if split is not None:
        answer |= {"by": by(split, told.countries, put.edition, put.rules)}
    return _answer(answer)


@router.get("/editions/{edition}/places", responses={200: {"model": PlacesTold}, **BAD})
def places(
    request: Request,
    edition: str,
    technology: Words = [],  # noqa: B006
    supplier: Words = [],  # noqa: B006
    origin: Words = [],  # noqa: B006
    among: Words = [],  # noqa: B006
    region: Words = [],  # noqa: B006
    regime: Words = [],  # noqa: B006
    status: Words = [],  # noqa: B006
) -> JSONResponse:
    """Return the listed places of an edition that meet the filters of its map."""
    held = _held(request, edition)
    if held is None:
        return _unknown_edition(request, edition)
    asked = {
        "technology": technology,
        "supplier": supplier,
        "origin": origin,
        "among": among,
        "region": region,
        "regime": regime,
        "status": status,
    }
    try:
        put = question({k: tuple(v) for k, v in asked.items()}, held, _library(request).names)
    except (QueryError, CodebookError) as error:
        return _refuse(422, str(error))
    states = states_of(held.edition) or COUNTED
    return _answer(
        {
            "edition": held.edition.name,
            "of": len(held.rows),
            "places": [row for row in held.rows if matches(put.filters, row, states)],
            "labels": held.labels,
            "counted": states,
            "note": NOT_ABSENT,
            "attribution": held.edition.attribution,
        }
    )


@router.get("/places/{place}", responses={200: {"model": ShownTold}, **MISSING})
def place(request: Request, place: str) -> JSONResponse:
    """Return what every edition holds about a place, by its code or one of its names."""
    library = _library(request)
    code = library.places.get(place)
    return _shown(library, place if code is None else code, ("country", "origin"), "place")


@router.get("/suppliers/{supplier}", responses={200: {"model": ShownTold}, **MISSING})
def supplier(request: Request, supplier: str) -> JSONResponse:
    """Return what every edition holds about a supplier, by its id or one of its names."""
    library = _library(request)
    known = library.suppliers.get(supplier, supplier)
    return _shown(library, known, ("supplier",), "supplier")


def _library(request: Request) -> Library:
    library: Library = request.app.state.site.library
    return library


def _held(request: Request, edition: str) -> Held | None:
    return _library(request).held.get(edition)


def _edition(held: Held) -> dict[str, Any]:
    edition = held.edition
    base = edition.living.base if edition.living else None
    return {
        "name": edition.name,
        "title": edition.title,
        "in_force": edition.in_force,
        "digest": held.digest,
        "countries": len(edition.countries),
        "examined": None if edition.examined is None else len(edition.examined),
        "technologies": edition.technologies,
        "origins": edition.origins,
        "other_origins": edition.other_origins,
        "living": edition.living is not None,
        "base": base.name if base else None,
        "sources": edition.sources,
        "snapshots": edition.snapshots,
        "attribution": edition.attribution,
        "policy": edition.policy,
    }


def _shown(library: Library, name: str, kinds: tuple[str, ...], noun: str) -> JSONResponse:
    if len(name) > LONGEST:
        return _refuse(404, f"No {noun} has a name so long.")
    terms = [term for term in meanings(name, library.names) if term.kind in kinds]
    held = [(one.edition, one.records) for one in library.held.values()]
    found = show(name, terms, held, library.names)
    if not found.found:
        near = ", ".join(term.name for term in found.near if term.kind == kinds[0])
        hint = f" Nearest: {near}." if near else ""
        return _refuse(404, f"No edition records a {noun} {name!r}; {NOT_ABSENT}.{hint}")
    return _answer(plain(found, held))


def _unknown_edition(request: Request, edition: str) -> JSONResponse:
    known = ", ".join(_library(request).held)
    return _refuse(404, f"There is no edition {_short(edition)!r}. Known editions: {known}.")


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else name[:LONGEST] + "..."


def _answer(plain: Any) -> JSONResponse:
    return JSONResponse(plain, headers={**HEADERS, "Cache-Control": "no-cache"})


def _refuse(status: int, sentence: str) -> JSONResponse:
    return JSONResponse({"detail": sentence}, status, {**HEADERS, "Cache-Control": "no-store"})
