"""Saved web pages: the main text, without menus and notices."""

from __future__ import annotations

from sousveil.model.ids import digest
from sousveil.model.source import Document, Text
from sousveil.reading.plain import decode

READER = "html/1"


def read(data: bytes, snapshot: str) -> Document:
    """Find the main text and the date that the page shows."""
    import trafilatura

    page, lost = decode(data)
    content = trafilatura.extract(page, favor_recall=True, include_comments=False) or ""
    metadata = trafilatura.extract_metadata(page)
    title = metadata.title if metadata else None
    if title and not content.startswith(title):
        content = f"{title}\n\n{content}"
    text = Text(id=digest(content.encode()), snapshot=snapshot, content=content, reader=READER)
    return Document(text=text, date=metadata.date if metadata else None, lost=lost)
