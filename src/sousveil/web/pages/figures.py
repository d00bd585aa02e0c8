"""All named figures of an edition: recounted beside printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sousveil.figures.published import HEADLINES
from sousveil.web.catalogue import said
from sousveil.web.cite import cite
from sousveil.web.library import Library
from sousveil.web.page import Asked, Page, Route
from sousveil.web.pages.downloads import offered
from sousveil.web.pages.number import BOUNDS, held_of
from sousveil.web.sheets import difference, title


def _figures(library: Library, asked: Asked, edition: str) -> Page:
    """Show each named figure beside what the publication prints."""
    held = held_of(library, edition)
    rows = list(held.figures.values())
    return Page(
        template="figures.html",
        title=said("Figures, {edition}", edition=held.edition.title),
        about=said(
            "The figures that {edition} is quoted for, recounted from its rows.",
            edition=held.edition.title,
        ),
        section="figures",
        shown={
            "edition": held.edition,
            "held": held,
            "headlines": [one for one in rows if one.named.id in HEADLINES],
            "others": [one for one in rows if one.named.id not in HEADLINES],
            "wrong": [one for one in rows if one.agrees is False],
            "compared": sum(one.agrees is not None for one in rows),
            "bounds": BOUNDS,
            "difference": difference,
            "downloads": offered(held, "figures"),
            "citation": cite(held, f"figures/{edition}/", title(held, "figures")),
        },
    )


def _each(library: Library) -> Iterator[Mapping[str, str]]:
    for edition in library.held:
        yield {"edition": edition}


ROUTES = (Route(address="figures/{edition}/", make=_figures, each=_each),)
