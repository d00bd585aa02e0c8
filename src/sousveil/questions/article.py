"""The text of one input that is to be checked."""

from __future__ import annotations

from msgspec import Struct

from sousveil.errors import QueryError


class Article(Struct, frozen=True, kw_only=True):
    """The text of one input."""

    name: str
    """Path or address as given; `-` for standard input."""

    text: str
    title: str | None = None
    """What the document calls itself; None for plain text."""

    publisher: str | None = None


def plain(name: str, data: bytes) -> Article | None:
    """Return plain text as it is; None for bytes that a reader of documents must look at.

    Raises `QueryError` where there is nothing in it.
    """
    from sousveil.reading.formats import media_type
    from sousveil.reading.plain import decode

    if not data.strip():
        raise QueryError("There is no text to check. Give a file, or text on standard input.")
    return Article(name=name, text=decode(data).text) if media_type(data) == "text/plain" else None
