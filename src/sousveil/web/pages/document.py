"""A document that editions rest on: its cells as printed, or the words that were taken from it.

Full texts are shown to those who may read them on a live server, and never in a folder of pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from sousveil.model.edition import PrintedCell
from sousveil.web.dossier import citation
from sousveil.web.index import part
from sousveil.web.library import Held, Library
from sousveil.web.page import Asked, NoPage, Page, Route
from sousveil.web.pages.sources import groups
from sousveil.web.papers import reference
from sousveil.web.passages import Passage, Segment
from sousveil.web.told import STATUSES, Told, told

STRAY = "stray"
CELL = re.compile(r"([A-Z]+)([0-9]+)")


class Printed(Struct, frozen=True, kw_only=True):
    """One cell of a sheet."""

    segments: tuple[Segment, ...]
    value: str
    """What it is read as, where that is not what it prints."""


class Sheet(Struct, frozen=True, kw_only=True):
    """A sheet or a page of a file, as a table."""

    name: str
    number: int | None
    """Page of a PDF; None for a worksheet."""

    columns: tuple[tuple[str, str], ...]
    """Letter in the file, if there is one, and heading."""

    rows: tuple[tuple[str, str, tuple[tuple[Printed, ...], ...]], ...]
    """Number or name of the row, the country's code, and its cells by column."""


def document(library: Library, asked: Asked, document: str) -> Page:
    """Show a file of a table with its cells, or a text with the quotes of its claims."""
    digest = _digest(library, document)
    if digest in library.index.tables:
        return _table(library, digest)
    return _quotes(library, digest)


def text(library: Library, asked: Asked, document: str) -> Page:
    """Say where the full text can be read: it is nothing for a public page."""
    digest = _digest(library, document)
    if digest not in library.index.texts:
        raise NoPage("This document is a table; its cells are on its own page.")
    return Page(
        template="text_elsewhere.html",
        title="The archived text",
        about="Full texts are read on a live server of the project.",
        section="sources",
        shown={"digest": digest, "document": document},
    )


def _digest(library: Library, document: str) -> str:
    for digest in (*library.index.tables, *library.index.texts):
        if part(digest) == document:
            return digest
    raise NoPage("No edition rests on such a document.")


def _table(library: Library, digest: str) -> Page:
    held = library.index.tables[digest]
    sources = [s for s in library.codebook.sources.values() if digest in s.files]
    title = sources[0].title or sources[0].name if sources else held.edition.title
    name = sources[0].name if sources else held.edition.name
    return Page(
        template="document_table.html",
        title=name,
        about="The printed cells of the publisher's file, each with its place in it.",
        section="sources",
        shown={
            "digest": digest,
            "name": name,
            "title_": title,
            "sources": sources,
            "editions": [n for n, h in library.held.items() if digest in h.edition.snapshots],
            "sheets": tuple(_sheets(library, held, digest)),
            "attribution": held.edition.attribution,
            "citation": citation(library, f"{title}, file {digest}", f"document/{part(digest)}/"),
            "part": part,
        },
    )


def _sheets(library: Library, held: Held, digest: str) -> Iterator[Sheet]:
    shelved = library.index.shelved[held.edition.name]
    layout = held.codebook.layouts.get(held.edition.layout)
    order = [c.id for t in layout.tables for c in t.columns] if layout else []
    quotes: dict[object, list[tuple[int, str, str]]] = {}
    for one in held.records.evidence:
        quotes.setdefault(one.place, []).append((one.start, one.quote, one.claim))
    spans = {one.claim: (one.start, one.end) for one in held.records.evidence}
    groups: dict[tuple[str, int | None], list[PrintedCell]] = {}
    for cell in held.records.cells:
        if cell.place.snapshot == digest:
            groups.setdefault((cell.place.sheet or "", cell.place.page), []).append(cell)
    for (name, number), cells in groups.items():
        ids = sorted({c.column for c in cells}, key=lambda c: (c == STRAY, _at(order, c), c))
        rows: dict[tuple[str, str], dict[str, list[Printed]]] = {}
        letters: dict[str, str] = {}
        for cell in cells:
            match = CELL.fullmatch(cell.place.cell or "")
            if match and cell.column != STRAY:
                letters.setdefault(cell.column, match[1])
            key = (match[2] if match else cell.place.row or ""), cell.country
            said = sorted(quotes.get(cell.place, ())) if cell.printed.strip() else []
            rows.setdefault(key, {}).setdefault(cell.column, []).append(
                Printed(
                    segments=_cut(cell.printed, said, spans),
                    value="" if cell.value in (cell.printed.strip(), "1") else cell.value,
                )
            )
        headings = {id: column.heading for id, column in shelved.columns.items()}
        yield Sheet(
            name=name,
            number=number,
            columns=tuple((letters.get(id, ""), headings.get(id, id)) for id in ids),
            rows=tuple(
                (key[0], key[1], tuple(tuple(own.get(id, ())) for id in ids))
                for key, own in rows.items()
            ),
        )


def _at(order: list[str], column: str) -> int:
    return order.index(column) if column in order else len(order)


def _cut(
    printed: str, quotes: list[tuple[int, str, str]], spans: Mapping[str, tuple[int, int]]
) -> tuple[Segment, ...]:
    """Mark the quotes in a cell, in their order; one that is not found marks all of it."""
    found: list[Segment] = []
    at = 0
    for _, quote, claim in quotes:
        start, end = spans[claim]
        passage = Passage(start=start, end=end, claim=claim)
        where = printed.find(quote, at)
        if where < 0 or not quote:
            continue
        if where > at:
            found.append(Segment(text=printed[at:where]))
        found.append(Segment(text=quote, passages=(passage,), begins=(passage.anchor,)))
        at = where + len(quote)
    if at < len(printed):
        found.append(Segment(text=printed[at:]))
    return tuple(found)


def _quotes(library: Library, digest: str) -> Page:
    quoted: dict[str, Told] = {}
    for shelved in library.index.shelved.values():
        for one in shelved.quoted.get(library.index.texts[digest], ()):
            behind = shelved.behind(one.claim)
            if behind is not None:
                quoted[one.claim] = told(library, behind)
    held = library.project.holding(digest) if library.project else None
    address = f"document/{part(digest)}/"
    title = reference(held, digest)
    origin = _origin(library, digest)
    return Page(
        template="document.html",
        title=title,
        about="The words that editions rest on, with who published them and their digest.",
        section="sources",
        shown={
            "digest": digest,
            "held": held,
            "quoted": _anchored(quoted.values()),
            "origin": origin,
            "address_text": f"{address}text/",
            "citation": citation(library, f"{title}, document {digest}", address),
            "words": STATUSES,
            "part": part,
        },
    )


def _anchored(quoted: Iterable[Told]) -> list[tuple[Told, str]]:
    """Return quotes in the order of the text; the first of the same words has the anchor."""
    seen: set[str] = set()
    found = []
    for one in sorted(quoted, key=lambda one: (one.start, one.end, one.claim)):
        found.append((one, "" if one.anchor in seen else one.anchor))
        seen.add(one.anchor)
    return found


def _origin(library: Library, digest: str) -> tuple[str, int] | None:
    """Return the name of the origin of a document, and how many documents share it."""
    for group in groups(library):
        if any(paper.digest == digest for paper in group.papers):
            return group.name, len(group.papers)
    return None


def _each(library: Library) -> Iterator[Mapping[str, str]]:
    for digest in dict.fromkeys((*library.index.tables, *library.index.texts)):
        yield {"document": part(digest)}


def _each_text(library: Library) -> Iterator[Mapping[str, str]]:
    for digest in library.index.texts:
        yield {"document": part(digest)}


ROUTES = (
    Route(address="document/{document}/", make=document, each=_each),
    Route(address="document/{document}/text/", make=text, each=_each_text),
)
