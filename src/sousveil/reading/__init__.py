"""Bytes to text and tables; the list of readers is here, one module a format."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from sousveil.errors import EmptyDocument
from sousveil.guard.caps import CAPS, Caps
from sousveil.model.ids import digest
from sousveil.model.noun import replace
from sousveil.model.source import Document, Member
from sousveil.reading.formats import media_type

READERS = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "sheets",
    "application/vnd.oasis.opendocument.spreadsheet": "sheets",
    "application/vnd.ms-excel": "sheets",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "word",
    "text/html": "html",
    "text/csv": "delimited",
    "message/rfc822": "mail",
    "application/warc": "warc",
    "application/wacz": "wacz",
    "application/zip": "folder",
    "application/gzip": "packed",
    "application/rss+xml": "feed",
    "application/vnd.citationstyles.csl+json": "csl",
    "application/x-bibtex": "bibtex",
    "application/x-research-info-systems": "ris",
    "text/plain": "plain",
}
"""Media type to the module that reads it.

A module has `read(data, snapshot, caps) -> Document`; one whose documents hold others has
`members(data, caps) -> Iterator[Member]` besides, and sets `has_members`.
"""


def read(data: bytes, caps: Caps = CAPS) -> Document:
    """Read one document; raise a `ReadingError` where that cannot be done."""
    document: Document = _reader(data).read(data, digest(data), caps)
    if not document.text.content.strip():
        raise EmptyDocument("No text was found in the document. A scan needs its text first.")
    if document.about.language is None:
        from sousveil.reading.language import language

        told = language(document.text.content[: document.shown])
        document = replace(document, about=replace(document.about, language=told))
    return document


def members(data: bytes, caps: Caps = CAPS) -> Iterator[Member]:
    """Yield the documents inside a document, in its order; what cannot be had is left out.

    What was left out stands among what `read` says is lost.
    """
    found: Iterator[Member] = _reader(data).members(data, caps)
    return found


def _reader(data: bytes) -> ModuleType:
    return import_module(f"sousveil.reading.{READERS[media_type(data)]}")
