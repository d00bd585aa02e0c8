"""Bytes to text and tables; the list of readers is here, one module a format."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from sousveil.errors import EmptyDocument, UnknownFormat
from sousveil.model.ids import digest
from sousveil.model.source import Document

READERS = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "sheets",
    "application/vnd.oasis.opendocument.spreadsheet": "sheets",
    "text/html": "html",
    "text/plain": "plain",
}
"""Media type to the module that reads it; a module has `read(data, snapshot) -> Document`."""

PICTURES = {
    b"\xff\xd8\xff": "a JPEG picture",
    b"\x89PNG": "a PNG picture",
    b"GIF8": "a GIF picture",
    b"II*\x00": "a TIFF picture",
    b"MM\x00*": "a TIFF picture",
}


def media_type(data: bytes) -> str:
    """Tell the format from the content, never from the name.

    Raises `EmptyDocument` for no bytes, `UnknownFormat` where no reader takes it.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise EmptyDocument("The document is empty. Check that it was saved or sent completely.")
    if b"%PDF-" in data[:1024]:
        return "application/pdf"
    for start, name in PICTURES.items():
        if data.startswith(start):
            raise UnknownFormat(f"This is {name}, and pictures are not read. Add its text instead.")
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    head = data[:4096].lower()
    if b"<html" in head or b"<!doctype html" in head or b"<body" in head:
        return "text/html"
    if _is_text(data):
        return "text/plain"
    raise UnknownFormat(
        "No reader knows this format. Readable are PDF, XLSX, ODS, HTML, Markdown and plain text."
    )


def read(data: bytes) -> Document:
    """Read one document; raise a `ReadingError` where that cannot be done."""
    module = import_module(f"sousveil.reading.{READERS[media_type(data)]}")
    reader: Callable[[bytes, str], Document] = module.read
    document = reader(data, digest(data))
    if not document.text.content.strip():
        raise EmptyDocument("No text was found in the document. A scan needs its text first.")
    return document


def _zipped(data: bytes) -> str:
    import io
    import zipfile

    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        names = set()
    if "xl/workbook.xml" in names:
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    if "content.xml" in names and "mimetype" in names:
        return "application/vnd.oasis.opendocument.spreadsheet"
    raise UnknownFormat(
        "This is a zip file that holds no spreadsheet, or it is cut. Unpack it and add its files."
    )


def _is_text(data: bytes) -> bool:
    sample = data[:65536]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    odd = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    return odd <= len(sample) // 500
