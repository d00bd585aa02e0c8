"""Figures for other people's pages: title, figure, edition, source and link, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sousveil.web import sheets
from sousveil.web.catalogue import said
from sousveil.web.library import Library
from sousveil.web.page import Asked, NoPage, Page, Route
from sousveil.web.pages.downloads import NARROWED, offered, page_of
from sousveil.web.pages.number import BOUNDS, held_of, understood
from sousveil.web.rows import technologies_of


def _embed(library: Library, asked: Asked, kind: str, edition: str) -> Page:
    """Show one figure without navigation."""
    held = held_of(library, edition)
    if kind not in sheets.kinds(held):
        known = ", ".join(sheets.kinds(held))
        raise NoPage(
            said(
                "There is no figure “{figure}” to embed. Figures: {known}.",
                figure=kind,
                known=known,
            )
        )
    put = understood(asked, held, library) if kind in NARROWED else None
    query = f"?{put.written}" if put is not None and put.given else ""
    endings = offered(held, kind)
    flow = sheets.sheet(held, "flow", put) if kind == "flow" else None
    return Page(
        template="embed.html",
        title=sheets.title(held, kind),
        about=said(
            "{figure}, {edition}.", figure=sheets.title(held, kind), edition=held.edition.title
        ),
        shown={
            "edition": held.edition,
            "held": held,
            "kind": kind,
            "picture": next((e for e in ("svg", "png") if e in endings), None),
            "query": query,
            "to": page_of(held, kind) + query,
            "recount": held.figures.get(kind) if kind not in sheets.KINDS else None,
            "recounts": list(held.figures.values()) if kind == "figures" else (),
            "places": sheets.places(held, put) if kind in ("map", "matrix") else (),
            "flow": [(row[1], row[3], row[5]) for row in flow.rows] if flow else (),
            "columns": technologies_of(held),
            "labels": held.labels,
            "bounds": BOUNDS,
            "difference": sheets.difference,
        },
    )


def _each(library: Library) -> Iterator[Mapping[str, str]]:
    for edition, held in library.held.items():
        for kind in sheets.kinds(held):
            yield {"kind": kind, "edition": edition}


ROUTES = (Route(address="embed/{kind}/{edition}/", make=_embed, each=_each),)
