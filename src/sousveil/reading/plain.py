"""Plain text and Markdown, in whatever encoding."""

from __future__ import annotations

from sousveil.model.ids import digest
from sousveil.model.source import Document, Text

READER = "plain/1"


def read(data: bytes, snapshot: str) -> Document:
    """Decode the bytes; where they are not UTF-8, say which encoding was taken."""
    content, lost = decode(data)
    text = Text(id=digest(content.encode()), snapshot=snapshot, content=content, reader=READER)
    return Document(text=text, lost=lost)


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text with plain line ends, and what was lost on the way."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = data.decode("utf-16", errors="replace")
    else:
        try:
            content = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            content = data.decode("cp1252", errors="replace")
    content = content.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    bad = content.count("\ufffd")
    return content, ((f"{bad} characters that no known encoding has",) if bad else ())
