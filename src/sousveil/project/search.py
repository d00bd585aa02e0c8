"""Words found in documents and claims, each place with its offsets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from sousveil.edition.likeness import bands, signature
from sousveil.errors import Place
from sousveil.model.codec import from_plain
from sousveil.model.source import Finding, Map
from sousveil.project.state import Reading
from sousveil.storage.ledger import Ledger, View, last

if TYPE_CHECKING:
    from sousveil.storage.fulltext import Entry, Query

DOCUMENT, CLAIM = "text", "claim"
"""Kinds of row that are searched."""

KINDS = {"documents": (DOCUMENT,), "claims": (CLAIM,), "all": (DOCUMENT, CLAIM)}

PLACES = 100  # places of one document that are told, at most
SPARE = 2  # times as many hits are asked for, as some are of texts that a new reading replaced


class Found(Struct, frozen=True, kw_only=True):
    """A document or a claim that holds what was looked for."""

    kind: str
    """`document` or `claim`."""

    snapshot: str
    text: str
    claim: str | None
    """Id of the claim; None for a document."""

    source: str
    location: str
    title: str | None
    date: str | None
    quote: str
    """The stretch around the densest place, to the letter as the text has it."""

    start: int
    end: int
    """Of the quote in the text, half-open, in code points."""

    spans: tuple[tuple[int, int], ...]
    """Where the words stand in the text, counted as `start` and `end`; at most a hundred."""

    state: str
    """`shown`, or `hidden`, `deleted` or `margin` where the original does not show the quote."""

    place: Place | None
    """Where the quote begins in the original, as closely as the format tells."""


def search(
    file: Path, ledger: Ledger, asked: str, *, within: str = "all", limit: int = 20
) -> Iterator[Found]:
    """Yield what answers best; words, "phrases", begin*, -without.

    Raises `QueryError` for a query without a word.
    """
    from sousveil.storage.fulltext import ask, parse_query

    query = parse_query(asked)
    hits = ask(file, ledger, entries, lambda index: index.find(query, KINDS[within], SPARE * limit))
    told = 0
    with ledger.reading() as view:
        for hit in hits:
            found = _document(view, hit.id, query)
            if hit.kind == CLAIM:
                found = _claim(view, hit.id, query)
            if found is not None and told < limit:
                told += 1
                yield found


def entries(view: View, after: int) -> Iterator[Entry]:
    """Yield what is to be found of the rows that the ledger has after a row of its log."""
    from sousveil.storage.fulltext import Entry

    for stored in view.rows(DOCUMENT, after=after):
        read = last(view.rows("reading", text=stored.id))
        reading = None if read is None else from_plain(read.plain, Reading)
        content = str(stored.plain["content"])
        shown = content if reading is None else content[: reading.shown]
        yield Entry(
            kind=DOCUMENT,
            id=stored.id,
            text=content,
            title=(reading.about.title or "") if reading and reading.about else "",
            bands=bands(signature(shown)),
        )
    for stored in view.rows(CLAIM, after=after):
        yield Entry(kind=CLAIM, id=stored.id, text=str(stored.plain["quote"]))


def _document(view: View, text: str, query: Query) -> Found | None:
    """Return a document with the places found; None if a newer reading replaced its text."""
    from sousveil.storage.fulltext import snippet, spans

    stored, reading = view.row("text", text), _current(view, text)
    if stored is None or reading is None:
        return None
    content = str(stored.plain["content"])
    places = spans(content, query, PLACES)
    around = snippet(content, places)
    return _found(view, reading, content, (around.start, around.end), tuple(places), None)


def _claim(view: View, claim: str, query: Query) -> Found | None:
    from sousveil.storage.fulltext import spans

    stored = view.row("claim", claim)
    reading = None if stored is None else _current(view, stored.drawn["text"])
    text = None if stored is None else view.row("text", stored.drawn["text"])
    if stored is None or reading is None or text is None:
        return None
    evidence = stored.plain["evidence"]
    start, end = int(evidence["start"]), int(evidence["end"])
    content = str(text.plain["content"])
    places = tuple((start + a, start + b) for a, b in spans(content[start:end], query, PLACES))
    return _found(view, reading, content, (start, end), places, claim)


def _current(view: View, text: str) -> Reading | None:
    """Return the reading that gives a text, if it is the last one of its snapshot."""
    for read in view.rows("reading", text=text):
        newest = last(view.rows("reading", snapshot=read.drawn["snapshot"]))
        if newest is not None and newest.drawn["text"] == text:
            return from_plain(newest.plain, Reading)
    return None


def _found(
    view: View,
    reading: Reading,
    content: str,
    quote: tuple[int, int],
    places: tuple[tuple[int, int], ...],
    claim: str | None,
) -> Found | None:
    first = next(view.rows("finding", snapshot=reading.snapshot), None)
    if first is None:
        return None
    finding = from_plain(first.plain, Finding)
    at = next((start for start, _ in places if quote[0] <= start < quote[1]), quote[0])
    state, place = place_of(view, reading, at)
    return Found(
        kind="document" if claim is None else "claim",
        snapshot=reading.snapshot,
        text=reading.text,
        claim=claim,
        source=finding.source,
        location=finding.location,
        title=reading.about.title if reading.about else None,
        date=reading.date,
        quote=content[slice(*quote)],
        start=quote[0],
        end=quote[1],
        spans=places,
        state=state,
        place=place,
    )


def place_of(view: View, reading: Reading, at: int) -> tuple[str, Place | None]:
    """Return whether a place in a text is shown, and where it stands in the original."""
    state = "shown" if reading.shown is None or at < reading.shown else "hidden"
    stored = last(view.rows("map", snapshot=reading.snapshot, text=reading.text))
    if stored is None:
        return state, None
    for piece in from_plain(stored.plain, Map).pieces:
        if piece.start <= at < piece.end:
            return piece.state, piece.place
    return state, None
