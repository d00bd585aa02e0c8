"""The bytes of a document to all that is stored about it."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from sousveil.codebook.names import Names
from sousveil.errors import Place, Problem, ReadingError, SousveilError
from sousveil.extraction.dirt import oddities
from sousveil.extraction.tables import index_claims
from sousveil.model.claim import Claim
from sousveil.model.source import Snapshot, Source, Text
from sousveil.project.documents import Refusal
from sousveil.project.state import Reading, program
from sousveil.reading import media_type, read

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What a document's bytes give; the same bytes, program and codebook give the same."""

    snapshot: Snapshot
    text: Text
    claims: tuple[Claim, ...]
    reading: Reading


def extract(data: bytes, names: Names) -> Extract:
    """Read bytes and find the claims; raise `Refusal` where that cannot be done."""
    try:
        return _extract(data, names)
    except ReadingError as error:
        raise Refusal(error.code, str(error)) from None
    except SousveilError:
        raise
    except Exception as error:  # the mistake of a reader costs one document, never the batch
        logger.debug("A reader failed.", exc_info=True)
        raise Refusal(
            "reader-failed",
            f"The reader failed on this document ({type(error).__name__}). "
            "Save it in another format and add that.",
        ) from None


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


def _extract(data: bytes, names: Names) -> Extract:
    book = names.codebook
    document = read(data)
    text = document.text
    found = index_claims(document, names)
    if found.layout is None:
        from sousveil.extraction import figures

        claims, publisher = figures.claims(text, book), None
    else:
        claims, publisher = found.claims, book.sources.get(book.layouts[found.layout].source)
    return Extract(
        snapshot=Snapshot(id=text.snapshot, size=len(data), media_type=media_type(data)),
        text=text,
        claims=claims,
        reading=Reading(
            snapshot=text.snapshot,
            text=text.id,
            reader=text.reader,
            program=program(),
            codebook=book.version,
            date=document.date,
            layout=found.layout,
            cells=found.cells,
            repairs=found.repairs,
            problems=(
                *document.problems,
                *found.problems,
                *oddities(found, book),
                *not_as_published(text.snapshot, publisher),
            ),
            lost=document.lost,
        ),
    )
