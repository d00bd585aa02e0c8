"""The bytes of a document to all that is stored about it."""

from __future__ import annotations

import logging

from msgspec import Struct

from sousveil.codebook.names import Names
from sousveil.errors import Place, Problem, ReaderFailed, SousveilError
from sousveil.extraction.dates import document_date
from sousveil.extraction.dirt import oddities
from sousveil.extraction.tables import index_claims
from sousveil.guard.caps import CAPS, Caps
from sousveil.model.claim import Claim
from sousveil.model.noun import replace
from sousveil.model.source import Address, Document, Piece, Snapshot, Source, Text
from sousveil.project.state import Reading, program
from sousveil.reading import read
from sousveil.reading.formats import media_type

logger = logging.getLogger(__name__)


class Extract(Struct, frozen=True, kw_only=True):
    """What a document's bytes give; the same bytes, program and codebook give the same."""

    snapshot: Snapshot
    text: Text
    reading: Reading
    claims: tuple[Claim, ...] = ()
    pieces: tuple[Piece, ...] = ()
    addresses: tuple[Address, ...] = ()
    has_members: bool = False


def extract(data: bytes, names: Names, caps: Caps = CAPS) -> Extract:
    """Read bytes and find the claims; raise a `ReadingError` where that cannot be done."""
    document = document_of(data, caps)
    return with_claims(without_claims(data, document, names), document, names)


def document_of(data: bytes, caps: Caps) -> Document:
    """Read bytes; the mistake of a reader costs one document, never the batch."""
    try:
        return read(data, caps)
    except SousveilError:
        raise
    except MemoryError:
        raise
    except Exception as error:
        logger.debug("A reader failed.", exc_info=True)
        raise ReaderFailed(
            f"The reader failed on this document ({type(error).__name__}). "
            "Save it in another format and add that; please report it."
        ) from None


def without_claims(data: bytes, document: Document, names: Names) -> Extract:
    """Return what a document gives before anything is understood."""
    text, shown = document.text, document.shown
    return Extract(
        snapshot=Snapshot(id=text.snapshot, size=len(data), media_type=media_type(data)),
        text=text,
        pieces=document.pieces,
        addresses=document.addresses,
        has_members=document.has_members,
        reading=Reading(
            snapshot=text.snapshot,
            text=text.id,
            reader=text.reader,
            program=program(),
            codebook=names.codebook.version,
            date=document.about.date or (None if document.tables else document_date(text.content)),
            about=document.about,
            shown=None if shown == len(text.content) else shown,
            problems=document.problems,
            lost=document.lost,
        ),
    )


def with_claims(before: Extract, document: Document, names: Names) -> Extract:
    """Find the claims of a document: those of an index's table, else those of running text.

    What is hidden in the original is stored and can be searched; no claim is found in it.
    """
    book = names.codebook
    found = index_claims(document, names)
    if found.layout is None:
        from sousveil.extraction import running

        shown = replace(document.text, content=document.text.content[: document.shown])
        claims, publisher = running.claims(shown, book, document.about.language), None
    else:
        claims, publisher = found.claims, book.sources.get(book.layouts[found.layout].source)
    reading = replace(
        before.reading,
        layout=found.layout,
        cells=found.cells,
        repairs=found.repairs,
        problems=(
            *document.problems,
            *found.problems,
            *oddities(found, book),
            *not_as_published(before.snapshot.id, publisher),
            *(_unread(document) if found.layout is None else ()),
        ),
    )
    return replace(before, claims=claims, reading=reading)


def _unread(document: Document) -> tuple[Problem, ...]:
    """Say so where running text is in a language whose sentences are not read."""
    from sousveil.extraction.running import READ

    tongue = document.about.language
    if tongue is None or tongue[:2].lower() in READ:
        return ()
    problem = Problem(
        where=Place(snapshot=document.text.snapshot),
        kind="unread-language",
        what=f"no claims are looked for in a text in this language ({tongue})",
        hint=f"it can be searched; the languages that are read are {', '.join(READ)}",
    )
    return (problem,)


def not_as_published(snapshot: str, source: Source | None) -> tuple[Problem, ...]:
    """Say so where a file differs from those that its publisher gave out."""
    if source is None or not source.files or snapshot in source.files:
        return ()
    problem = Problem(
        where=Place(snapshot=snapshot),
        kind="not-as-published",
        what=f"the file is not the one that the publisher gave out as {source.id}",
        hint=f"get the original at {source.url}" if source.url else "compare it with the original",
    )
    return (problem,)
