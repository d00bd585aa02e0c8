"""The map of an edition: who uses which technology, and who is named as a supplier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sousveil.figures.compute import compute
from sousveil.model.figure import Unanswerable
from sousveil.web import filters
from sousveil.web.catalogue import said
from sousveil.web.cite import cite
from sousveil.web.library import Held, Library
from sousveil.web.page import Asked, Page, Route
from sousveil.web.pages.choices import choices, props_of
from sousveil.web.pages.downloads import offered
from sousveil.web.pages.number import held_of, understood
from sousveil.web.question import Question
from sousveil.web.rows import not_asked, technologies_of
from sousveil.web.sheets import places, title


def _map(library: Library, asked: Asked, edition: str) -> Page:
    """Show the places of an edition that meet the conditions."""
    held = held_of(library, edition)
    put = understood(asked, held, library)
    shown = {row["id"] for row in places(held, put)}
    chosen = choices(held, library, put)
    query = f"?{put.written}" if put.given else ""
    return Page(
        template="map.html",
        title=said("Map, {edition}", edition=held.edition.title),
        about=said(
            "Which places {edition} lists, with which technologies and suppliers.",
            edition=held.edition.title,
        ),
        section="map",
        shown={
            "edition": held.edition,
            "held": held,
            "rows": held.rows,
            "matching": shown,
            "columns": technologies_of(held),
            "labels": held.labels,
            "suppliers": {
                row["id"]: _pages(row["suppliers"], library.suppliers) for row in held.rows
            },
            "query": query,
            "number": number_of(held, put),
            "reason": _reason(put),
            "missing": [t for t in put.filters.technology if t in not_asked(held)],
            "without": [t for t in not_asked(held) if t in library.asked],
            "states": states(held),
            "downloads": offered(held, "map"),
            "citation": cite(held, f"map/{edition}/{query}", title(held, "map")),
            "data": props_of(held, library),
            **chosen,
        },
    )


def number_of(held: Held, put: Question) -> str | None:
    """Return the address of the page that explains the count; None where no count says it."""
    query = f"?{put.written}" if put.given else ""
    return None if put.figure is None else f"number/{held.edition.name}/{query}"


def _reason(put: Question) -> str | None:
    """Return why the edition cannot tell of all places what is asked; None where it can."""
    if put.figure is None or put.is_empty:
        return None
    told = compute(put.figure, put.edition, put.rules)
    return told.reason if isinstance(told, Unanswerable) else None


def states(held: Held) -> list[str]:
    """Return the states that a technology has somewhere in the edition, strongest first."""
    found = {state for row in held.rows for state in row["technologies"].values()}
    return [state for state in filters.STATES if state in found]


def _pages(ids: list[str], known: Mapping[str, str]) -> list[tuple[str, str | None]]:
    """Return each supplier with its address part; None where it has no page."""
    parts = {id: part for part, id in known.items()}
    return [(id, parts.get(id)) for id in ids]


def _each(library: Library) -> Iterator[Mapping[str, str]]:
    for edition in library.held:
        yield {"edition": edition}


ROUTES = (Route(address="map/{edition}/", make=_map, each=_each),)
