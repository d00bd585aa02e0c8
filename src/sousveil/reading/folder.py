"""Zip files of documents: what is in them, and the documents."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import datetime

from sousveil.errors import DamagedDocument, EmptyDocument, LockedDocument
from sousveil.guard.caps import Caps
from sousveil.guard.inflate import Budget, Zip
from sousveil.model.source import Document, Member
from sousveil.reading.contents import counted, entry, shown
from sousveil.reading.writer import Writer

READER = "folder/1"

LEFT_ALONE = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})
"""What systems put into a zip file on their own."""


def read(data: bytes, snapshot: str, caps: Caps) -> Document:
    """List the files; each is unpacked once, so that it is known which cannot be."""
    writer = Writer(snapshot, READER, caps)
    archive = Zip(data, Budget(len(data), caps))
    if not archive.members:
        raise EmptyDocument("The zip file holds no files.")
    locked = wanted = 0
    for member in archive.members:
        note = ""
        if is_hidden(member.filename):
            note = "left alone"
        else:
            wanted += 1
            try:
                for _ in archive.chunks(member):
                    pass
            except (LockedDocument, DamagedDocument) as error:
                locked += isinstance(error, LockedDocument)
                writer.lose(f"member {shown(member.filename)}: {error}")
        size = counted(member.file_size, "byte")
        entry(writer, member.filename, member.filename, size, when(member), note)
    if wanted and locked == wanted:
        raise LockedDocument(
            "All files in it are encrypted. Unpack it with its password and add its files."
        )
    return writer.document(has_members=True)


def members(data: bytes, caps: Caps) -> Iterator[Member]:
    """Yield the files that can be unpacked, but those of the system and hidden ones."""
    archive = Zip(data, Budget(len(data), caps))
    for member in archive.members:
        if is_hidden(member.filename):
            continue
        try:
            content = archive.read(member)
        except (LockedDocument, DamagedDocument):
            continue
        yield Member(name=shown(member.filename), data=content)


def is_hidden(name: str) -> bool:
    """Tell what nobody put there on purpose."""
    parts = name.replace("\\", "/").split("/")
    return any(
        part in LEFT_ALONE or (part.startswith(".") and part not in (".", "..")) for part in parts
    )


def when(member: zipfile.ZipInfo) -> str:
    """Return the date of a file as the zip file has it, without a zone; empty if it is none."""
    try:
        return datetime(*member.date_time).strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return ""
