"""Single files packed by gzip or bzip2."""

from __future__ import annotations

from collections.abc import Iterator

from sousveil.errors import DamagedDocument, EmptyDocument
from sousveil.guard.caps import Caps
from sousveil.guard.inflate import GZIP, Budget, Inflated
from sousveil.model.source import Document, Member
from sousveil.reading.contents import counted, entry, shown
from sousveil.reading.writer import Writer

READER = "packed/1"

UNNAMED = "content"
HAS_EXTRA, HAS_NAME = 4, 8  # flags of a gzip header
NAME_FROM, LONGEST = 10, 1024  # bytes


def read(data: bytes, snapshot: str, caps: Caps) -> Document:
    """Name the one file inside and its size, and tell whether it is whole."""
    writer = Writer(snapshot, READER, caps)
    content, trouble = _unpacked(data, caps)
    if not content and trouble:
        raise DamagedDocument(f"It cannot be unpacked: {trouble}.")
    if not content:
        raise EmptyDocument("The file inside is empty.")
    name = file_name(data)
    if trouble:
        writer.lose(f"member {name}: {trouble}")
    entry(writer, name, name, counted(len(content), "byte"))
    return writer.document(has_members=True)


def members(data: bytes, caps: Caps) -> Iterator[Member]:
    """Yield the one file inside, as much as there is of it."""
    content, _ = _unpacked(data, caps)
    if content:
        yield Member(name=file_name(data), data=content)


def file_name(data: bytes) -> str:
    """Return the name in the header of a gzip file, or a word that stands for it."""
    if not data.startswith(GZIP) or len(data) < NAME_FROM or not data[3] & HAS_NAME:
        return UNNAMED
    start = NAME_FROM
    if data[3] & HAS_EXTRA:
        start += 2 + int.from_bytes(data[start : start + 2], "little")
    name, end, _ = data[start : start + LONGEST].partition(b"\0")
    text = name.decode("latin-1").strip()
    return shown(text) if end and text else UNNAMED


def _unpacked(data: bytes, caps: Caps) -> tuple[bytes, str]:
    stream = Inflated(data, Budget(len(data), caps))
    content = stream.read() or b""
    return content, stream.trouble
