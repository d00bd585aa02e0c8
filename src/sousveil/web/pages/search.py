"""Search over editions, and over a project's documents and claims on its server."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sousveil.errors import QueryError
from sousveil.web.catalogue import told_by
from sousveil.web.finding import KINDS, Item, find, marked
from sousveil.web.library import Library
from sousveil.web.page import Asked, File, Page, Route
from sousveil.web.papers import reference

MOST = 60  # items shown
DOCUMENTS = 20  # documents and claims shown
LONGEST = 200  # characters of a question


def search(library: Library, asked: Asked) -> Page:
    """Show what is found; without a question, everything by name."""
    question = " ".join(asked.get("q", ("",))[0].split())[:LONGEST]
    kind = asked.get("kind", ("",))[0]
    found = find(library.items, question)
    counted = {one: sum(item.kind == one for item in found) for one in KINDS}
    shown = [item for item in found if kind not in KINDS or item.kind == kind]
    return Page(
        template="search.html",
        title="Search",
        about="Search places, suppliers, figures and printed cells.",
        section="search",
        shown={
            "question": question,
            "kind": kind,
            "counted": {one: number for one, number in counted.items() if number},
            "found": [(item, marked(item.words, question)) for item in shown[:MOST]],
            "more": max(0, len(shown) - MOST),
            "total": len(shown),
            "documents": _documents(library, question) if question else None,
        },
    )


def _documents(library: Library, question: str) -> tuple[list[dict[str, object]], str] | None:
    """Return hits in a project's documents and claims, or why there are none; None without one."""
    if library.project is None:
        return None
    try:
        hits = list(library.project.search(question, limit=DOCUMENTS))
    except QueryError as error:
        return [], told_by(error)
    return [
        {
            "title": hit.title or reference(library.project.holding(hit.snapshot), hit.snapshot),
            "kind": hit.kind,
            "date": hit.date,
            "source": hit.source,
            "pieces": list(_pieces(hit.quote, hit.start, hit.spans)),
            "to": f"document/{hit.snapshot.split(':')[-1][:16]}/#c={hit.start}-{hit.end}",
        }
        for hit in hits
    ], ""


def _pieces(
    quote: str, start: int, spans: tuple[tuple[int, int], ...]
) -> Iterator[tuple[str, bool]]:
    at = 0
    for begin, end in sorted(spans):
        begin, end = begin - start, end - start
        if at <= begin < end <= len(quote):
            yield quote[at:begin], False
            yield quote[begin:end], True
            at = end
    yield quote[at:], False


def _plain(item: Item) -> dict[str, str]:
    plain = {"k": item.kind, "t": item.title, "to": item.to, "w": item.words, "e": item.edition}
    return {key: value for key, value in plain.items() if value}


def index(library: Library, asked: Asked) -> File:
    """Return everything that a static site's search knows, as data."""
    body = json.dumps([_plain(item) for item in library.items], ensure_ascii=False)
    return File(body=body.encode(), media="application/json")


def script(library: Library, asked: Asked) -> File:
    """Return the same as a script: pages opened from a disk may not fetch data."""
    body = index(library, asked).body.replace(b"<", b"\\u003c")
    return File(body=b"window.SV_SEARCH=" + body + b";\n", media="text/javascript; charset=utf-8")


ROUTES = (
    Route(address="search/", make=search, each=lambda library: ({},)),
    Route(address="data/search.json", make=index, each=lambda library: ({},)),
    Route(address="data/search.js", make=script, each=lambda library: ({},)),
)
