"""The format of a document, told by its content and never by its name."""

from __future__ import annotations

import re

from sousveil.errors import EmptyDocument, LockedDocument, ReadingError, UnknownFormat
from sousveil.guard.caps import CAPS

HEAD = 4096  # bytes looked at for most formats

UNREAD = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"RIFF", "a picture, sound or film"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\xfd7zXZ", "an XZ archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"{\\rtf", "an RTF file"),
    (b"%!PS", "a PostScript file"),
    (b"SQLite format 3\x00", "a database"),
)
"""How files begin that are known and not read."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How old office files begin, and new ones that are encrypted."""

FIRST_TAG = re.compile(
    rb"(?>\s*(?:(?:<\?xml[^>]*>|<!--.*?-->|<!doctype[^>\[]*>)\s*)*)<([a-z:0-9]+)",
    re.DOTALL | re.IGNORECASE,
)
HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|title|meta|table)\b", re.I)
PACKED = (b"\x1f\x8b", b"BZh")
"""How gzip and bzip2 files begin; what reads them is loaded for nothing else."""

ODD = bytes([*range(9), *range(14, 32)])
"""Bytes that are no letters in any encoding of one byte a letter."""

HEADER = re.compile(
    rb"(?:From |(?:Received|Return-Path|Delivered-To|Message-ID|MIME-Version|X-[\w-]+"
    rb"|From|To|Subject|Date|DKIM-Signature|ARC-[\w-]+|Content-Type|Reply-To|Sender|Cc)\s*:)",
    re.IGNORECASE,
)
"""How the first line of a message begins."""

MAIL = re.compile(rb"^(From|To|Subject|Date|Message-ID|Received|MIME-Version)\s*:", re.I | re.M)
"""Header lines of a message; one that has three different of them before its text is one."""

BIBTEX = re.compile(rb"^\s*@\s*[a-z]+\s*[{(]\s*[^\s,{}()]+\s*,\s*\w+\s*=", re.I | re.M)
RIS = re.compile(rb"^\s*TY  - [A-Z]{3,5}\s*$", re.M)
CSL = re.compile(rb'"(?:type|title|issued|container-title|URL|DOI)"\s*:')


def media_type(data: bytes) -> str:
    """Tell the format from the content, never from the name.

    Raises `EmptyDocument` for no bytes, `UnknownFormat` where no reader takes it,
    `LockedDocument` for an encrypted office file.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise EmptyDocument("The document is empty. Check that it was saved or sent completely.")
    if b"%PDF-" in data[:1024]:
        return "application/pdf"
    for start, name in UNREAD:
        if data.startswith(start) and not (start == b"MZ" and _is_text(data)):
            raise UnknownFormat(f"This is {name}, which is not read. Add its text instead.")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if data.startswith(OLE):
        return _old_office(data)
    if data.startswith(b"WARC/"):
        return "application/warc"
    if data.startswith(PACKED) and (kind := _packed(data)):
        return kind
    if not _is_text(data):
        raise UnknownFormat(
            "No reader knows this format. Save it as PDF, DOCX, XLSX, HTML or text, and add that."
        )
    return _marked_up(data)


def _packed(data: bytes) -> str:
    """Tell what is in a gzip or bzip2 file; nothing for other bytes."""
    from sousveil.guard.inflate import is_packed

    if not is_packed(data):
        return ""
    return "application/warc" if _unpacked_head(data).startswith(b"WARC/") else "application/gzip"


def _marked_up(data: bytes) -> str:
    """Tell the kinds of text apart."""
    head = _narrow(data[:HEAD])
    tag = FIRST_TAG.match(head)
    first = tag[1].lower().rpartition(b":")[2] if tag else b""
    if first in (b"rss", b"feed", b"rdf") and (first != b"rdf" or b"purl.org/rss" in head):
        return "application/rss+xml"
    if HEADER.match(head) and len({found[1].lower() for found in MAIL.finditer(head)}) >= 3:
        return "message/rfc822"
    if tag and tag.start() == 0 and HTML.search(head):
        return "text/html"
    if b"<html" in head.lower() or b"<!doctype html" in head.lower() or b"<body" in head.lower():
        return "text/html"
    if RIS.match(head):
        return "application/x-research-info-systems"
    if BIBTEX.search(head):
        return "application/x-bibtex"
    if head.lstrip()[:1] == b"[" and len(set(CSL.findall(head))) >= 2:
        return "application/vnd.citationstyles.csl+json"
    from sousveil.reading.delimited import is_delimited

    return "text/csv" if is_delimited(data) else "text/plain"


def _zipped(data: bytes) -> str:
    from sousveil.guard.inflate import zip_names

    names = zip_names(data)
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    if "word/document.xml" in names:
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    if "content.xml" in names and "mimetype" in names:
        if b"opendocument.spreadsheet" in data[:200]:
            return "application/vnd.oasis.opendocument.spreadsheet"
        raise UnknownFormat("This is an OpenDocument text. Save it as DOCX or PDF, and add that.")
    if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
        return "application/wacz"
    return "application/zip"


def _old_office(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise LockedDocument("The file is encrypted. Save it without a password, and add that.")
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return "application/vnd.ms-excel"
    raise UnknownFormat("This is an old office file. Save it as DOCX or PDF, and add that.")


def _unpacked_head(data: bytes) -> bytes:
    from sousveil.guard.inflate import Budget, Inflated

    try:
        return Inflated(data, Budget(len(data), CAPS)).read(HEAD) or b""
    except ReadingError:
        return b""


def _narrow(head: bytes) -> bytes:
    """Return the head in an encoding of one byte a letter, where it has two or a mark before it."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "ignore").encode()
    return head.removeprefix(b"\xef\xbb\xbf")


def _is_text(data: bytes) -> bool:
    sample = data[:65536]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    odd = len(sample) - len(sample.translate(None, ODD))
    return odd <= len(sample) // 500
