"""Plain text and Markdown, in whatever encoding."""

from __future__ import annotations

import re
from typing import NamedTuple

from sousveil.guard.caps import CAPS, Caps
from sousveil.model.source import About, Document
from sousveil.reading.writer import Writer

READER = "plain/2"

MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
"""Byte order marks, the longer ones first."""

DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
"""What a page or an XML file says of its own encoding."""

AS_BROWSERS = {"ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252"}
AS_BROWSERS |= {"latin1": "cp1252", "latin-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
AS_BROWSERS |= {"ks_c_5601-1987": "cp949"}
"""Declared encodings that mean a larger one, as in the Encoding Standard of the web."""

FEW = 64  # bytes; of fewer no encoding can be told
SAMPLE = 65536  # bytes from which an undeclared encoding is told

HEADING = re.compile(r"#{1,3} +(.{1,200}?) *#*$")


class Decoded(NamedTuple):
    """Bytes as text."""

    text: str
    """With plain line ends, and without NUL."""

    encoding: str
    lost: tuple[str, ...]


def read(data: bytes, snapshot: str, caps: Caps = CAPS) -> Document:
    """Decode the bytes; the text is the original, so that no map is needed."""
    content, encoding, lost = decode(data)
    writer = Writer(snapshot, READER, caps)
    writer.write(content)
    for line in lost:
        writer.lose(line)
    return writer.document(About(title=_title(content), encoding=_beyond_doubt(encoding)))


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return the text, its encoding, and what was lost on the way.

    A byte order mark decides; then what UTF-8 alone could be; then what somebody declared
    (`declared`, or the text itself in HTML and XML); then the likeliest by its letters.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding)
    try:
        return Decoded(_plain(data.decode("utf-8")), "utf-8", ())
    except UnicodeDecodeError as error:
        cut = error.reason == "unexpected end of data" and not data[: error.start].isascii()
        if cut and error.end == len(data):
            return _decoded(data, "utf-8")  # in the middle of its last character
    if (wide := _wide(data)) is not None:
        return _decoded(data, wide)
    found = DECLARED.search(data[:4096])
    for name in (declared, found[1].decode("ascii", "replace") if found else None):
        if name and (known := _known(name)) and not known.startswith("utf-"):
            return _decoded(data, known)
    return _decoded(data, _likeliest(data))


def _decoded(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    bad = text.count("\ufffd")
    lost = (f"encoding: {bad} characters that {encoding} does not have",) if bad else ()
    return Decoded(_plain(text), encoding, lost)


def _plain(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\x00", "") if "\x00" in text else text


def _known(name: str) -> str | None:
    import codecs

    try:
        known = codecs.lookup(AS_BROWSERS.get(name.lower(), name)).name
        "".encode(known)
    except (LookupError, TypeError, ValueError):
        return None
    return known


def _wide(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by its many zero bytes."""
    sample = data[:4096]
    if len(sample) < 8 or sample.count(0) * 5 < len(sample):
        return None
    return "utf-16-le" if sample[1::2].count(0) >= sample[::2].count(0) else "utf-16-be"


def _likeliest(data: bytes) -> str:
    """Tell an encoding by the letters that it would give; Western European where in doubt."""
    if len(data) < FEW:
        return "cp1252"
    from charset_normalizer import from_bytes

    found = from_bytes(data[:SAMPLE]).best()
    told = found.encoding if found is not None else "cp1252"
    return "utf-8" if told in ("ascii", "utf_8") else told


def _beyond_doubt(encoding: str) -> str | None:
    return None if encoding.startswith("utf-8") else encoding


def _title(content: str) -> str | None:
    """Return a Markdown heading in the first line, or None."""
    line = content.lstrip("\n\ufeff").partition("\n")[0]
    found = HEADING.match(line[:300].strip())
    return found[1] if found else None
