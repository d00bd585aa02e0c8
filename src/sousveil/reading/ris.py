"""Lists of references as RIS, a line for each field."""

from __future__ import annotations

import re

from sousveil.errors import DamagedDocument
from sousveil.guard.caps import Caps
from sousveil.model.source import Document
from sousveil.reading.csl import Reference, day, listed, tidy
from sousveil.reading.writer import Writer

READER = "ris/1"

FIELD = re.compile(r"([A-Z][A-Z0-9])  - ?(.*)\Z", re.DOTALL)

AUTHORS = ("AU", "A1", "A2", "ED", "A3")
DATES = ("DA", "PY", "Y1")
TITLES = ("TI", "T1", "CT", "BT")
CONTAINERS = ("T2", "JO", "JF", "JA", "J2", "BT", "T3")
MOST = 50  # lines told one by one as no fields

Fields = dict[str, list[list[str]]]
"""The fields of an entry by their tags, each as the lines that it takes."""


def read(data: bytes, snapshot: str, caps: Caps) -> Document:
    """Write one paragraph for each entry; a line that is no field is told."""
    from sousveil.reading.plain import decode

    decoded = decode(data)
    writer = Writer(snapshot, READER, caps)
    for what in decoded.lost:
        writer.lose(what)
    entries = _entries(decoded.text, writer)
    if not entries:
        raise DamagedDocument("No reference is in it. Export the list again as RIS.")
    references = []
    for number, (line, fields) in enumerate(entries, 1):
        reference = _reference(fields, number)
        if reference.title or reference.authors or reference.url or reference.doi:
            references.append(reference)
        else:
            writer.lose(f"line {line}: an entry without title, author or address")
    return listed(writer, references)


def _entries(text: str, writer: Writer) -> list[tuple[int, Fields]]:
    """Return the fields of each entry, and the line on which it begins."""
    entries: list[tuple[int, Fields]] = []
    fields: Fields | None = None
    last: list[str] | None = None
    astray = 0
    for number, line in enumerate(text.split("\n"), 1):
        line = line.strip("\ufeff \t")
        found = FIELD.match(line)
        tag = found[1] if found else ""
        if tag == "TY":
            if fields is not None:
                writer.lose(f"line {number}: the entry before it has no end")
            fields, last = {}, None
            entries.append((number, fields))
        elif tag == "ER":
            fields = last = None
        elif found and fields is not None:
            last = [found[2].strip()]
            fields.setdefault(tag, []).append(last)
        elif line and last:
            last.append(line)  # a long field goes on in the next line
        elif line and not line.isdigit():
            astray += 1
            if astray <= MOST:
                writer.lose(f"line {number}: it belongs to no entry")
    if astray > MOST:
        writer.lose(f"{astray - MOST} more lines belong to no entry")
    if fields is not None:
        writer.lose("the last entry has no end; the list may be cut")
    return entries


def _reference(fields: Fields, number: int) -> Reference:
    names = _all(fields, AUTHORS[:2]) or _all(fields, AUTHORS[2:])
    return Reference(
        key=_first(fields, ("ID",))[:80] or str(number),
        authors=tuple(map(_turned, names)),
        date=_date(fields),
        title=_first(fields, TITLES),
        container=_first(fields, CONTAINERS),
        publisher=_first(fields, ("PB",)),
        url=next((url for url in _all(fields, ("UR",)) if "://" in url), ""),
        doi=_first(fields, ("DO",)),
    )


def _all(fields: Fields, tags: tuple[str, ...]) -> list[str]:
    """Return what the fields hold, each in one line; the empty ones are left out."""
    texts = (tidy(" ".join(lines)) for tag in tags for lines in fields.get(tag, ()))
    return [text for text in texts if text]


def _first(fields: Fields, tags: tuple[str, ...]) -> str:
    return next(iter(_all(fields, tags)), "")


def _turned(name: str) -> str:
    """Return a name with the given name first, as it is spoken."""
    family, _, given = (part.strip() for part in name.partition(","))
    return f"{given} {family}".strip()


def _date(fields: Fields) -> str:
    """Return the date that says most; dates stand as year, month, day with strokes between."""
    found = [re.split(r"[/-]", text, maxsplit=3) for text in _all(fields, DATES)]
    return max((day(*parts[:3]) for parts in found), key=len, default="")
