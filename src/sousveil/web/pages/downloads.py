"""The files of a figure: its rows, how to cite it, and its picture where one can be drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sousveil.errors import CodebookError, QueryError
from sousveil.web import sheets
from sousveil.web.cite import bibtex, cite
from sousveil.web.library import Held, Library
from sousveil.web.page import Asked, File, NoPage, Route
from sousveil.web.pictures import DRAWN, ENDINGS, drawable, picture
from sousveil.web.question import Question, question

TABLES = {
    "csv": ("text/csv; charset=utf-8", sheets.as_csv),
    "json": ("application/json", sheets.as_json),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        sheets.as_xlsx,
    ),
}
"""Ending of a file with the rows to its media type and what writes it."""

BIB = "application/x-bibtex; charset=utf-8"

SHOWN = ("svg", "png")
"""Pictures that a page may show; other files are saved."""

NARROWED = ("map", "matrix", "flow")
"""Kinds that the query of an address narrows down."""


def offered(held: Held, kind: str) -> tuple[str, ...]:
    """Return the endings of the files that a figure has in a static site, too."""
    drawn = kind in DRAWN and drawable(held, kind)
    return (*TABLES, *(ENDINGS if drawn else ()), "bib")


def drawn_live(held: Held, kind: str) -> str | None:
    """Return the address of the picture that a server alone draws; None where it draws none."""
    if kind in DRAWN or not drawable(held, kind):
        return None
    return f"figure/{held.edition.name}/{kind}.svg"


def page_of(held: Held, kind: str) -> str:
    """Return the address of the page that shows a figure."""
    name = held.edition.name
    return f"{kind}/{name}/" if kind in sheets.KINDS else f"number/{name}/{kind}/"


def _file(library: Library, asked: Asked, edition: str, kind: str, ending: str) -> File:
    """Return one file of a figure."""
    if edition not in library.held:
        raise NoPage(f"There is no edition {edition!r}. Editions: {', '.join(library.held)}.")
    held = library.of(edition)
    if kind not in sheets.kinds(held):
        raise NoPage(f"There is no figure {kind!r}. Figures: {', '.join(sheets.kinds(held))}.")
    put = _put(library, held, asked) if kind in NARROWED else None
    name = f"{edition}-{kind}.{ending}"
    if ending in ENDINGS:
        if put is not None and put.figure is None:
            raise NoPage("States of technologies are filters of tables; no picture has them.")
        body = picture(held, kind, ending, put)
        return File(body=body, media=ENDINGS[ending], name=None if ending in SHOWN else name)
    address = page_of(held, kind) + _query(put)
    citation = cite(held, address, f"{sheets.title(held, kind)}, {held.edition.title}")
    if ending == "bib":
        return File(body=bibtex(citation), media=BIB, name=name)
    if ending not in TABLES:
        known = ", ".join(offered(held, kind))
        raise NoPage(f"A figure has no file that ends in {ending!r}. It has: {known}.")
    media, written = TABLES[ending]
    body = written(sheets.sheet(held, kind, put), citation, held.edition)
    return File(body=body, media=media, name=name)


def _put(library: Library, held: Held, asked: Asked) -> Question:
    try:
        return question(asked, held, library.names)
    except (QueryError, CodebookError) as error:
        raise NoPage(str(error)) from None


def _query(put: Question | None) -> str:
    return f"?{put.written}" if put and put.given else ""


def _each(library: Library) -> Iterator[Mapping[str, str]]:
    for edition, held in library.held.items():
        for kind in sheets.kinds(held):
            for ending in offered(held, kind):
                yield {"edition": edition, "kind": kind, "ending": ending}


ROUTES = (Route(address="figure/{edition}/{kind}.{ending}", make=_file, each=_each),)
