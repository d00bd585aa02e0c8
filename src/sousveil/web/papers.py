"""What a document is called on pages, also where it has no title."""

from __future__ import annotations

from urllib.parse import urlsplit

from sousveil.project.holdings import Holding
from sousveil.web.catalogue import Said, said
from sousveil.web.index import part
from sousveil.web.worded import joined

SHORT = 8  # digits of a digest that stand beside other words

KINDS = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Workbook",
    "application/vnd.oasis.opendocument.spreadsheet": "Workbook",
    "application/vnd.ms-excel": "Workbook",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word document",
    "text/html": "Web page",
    "text/csv": "Table",
    "message/rfc822": "Mail",
    "text/plain": "Text",
}
"""Media type to what readers call it."""


def called(held: Holding) -> str:
    """Return the title of a document; where it has none, what tells it from others.

    That is its kind, its host or the name of its file, its date, and the beginning of its digest.
    """
    if held.title:
        return held.title
    kind = said(KINDS.get(held.media_type, "Document"))
    where = _where(held)
    first = said("{kind} without a title", kind=kind)
    if where:
        first = said("{kind} without a title, {where}", kind=kind, where=where)
    rest = [one for one in (held.date, part(held.snapshot)[:SHORT]) if one]
    return joined([first, *rest], ", ")


def _where(held: Holding) -> str:
    """Return the host that a document was found at; of a file its name, not where it lay."""
    hosts = (_host(place.address or place.location) for place in held.places)
    host = next(filter(None, hosts), None)
    if host or not held.places:
        return host or ""
    return held.places[0].location.replace("\\", "/").rpartition("/")[2]


def _host(location: str) -> str | None:
    try:
        return urlsplit(location).hostname
    except ValueError:  # brackets in the name of a file
        return None


def reference(held: Holding | None, digest: str) -> str | Said:
    """Return what a document is called; only its digest where nothing else is known of it."""
    return called(held) if held else said("Document {digest}", digest=part(digest))
