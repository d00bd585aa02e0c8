"""Lists of references as BibTeX or BibLaTeX."""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import Any

from sousveil.errors import DamagedDocument
from sousveil.guard.caps import Caps
from sousveil.model.source import Document
from sousveil.reading.csl import Reference, day, listed, tidy
from sousveil.reading.writer import Writer

READER = "bibtex/1"

LONGEST = 20_000  # characters of a field whose LaTeX is undone
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
LATEX = re.compile(r"[\\$]")
SIGNS = (
    *(("{", ""), ("}", ""), ("~", " "), ("---", "\u2014"), ("--", "\u2013")),
    *(("``", "\u201c"), ("''", "\u201d")),
)
"""What needs no library to be undone, which takes long."""

AND = re.compile(r"\s+and\s+", re.IGNORECASE)
CONTAINERS = ("journaltitle", "journal", "booktitle", "maintitle", "series")
PUBLISHERS = ("publisher", "institution", "school", "organization", "howpublished")
BRACED_URL = re.compile(r"\\url\s*\{([^{}]*)\}")


def read(data: bytes, snapshot: str, caps: Caps) -> Document:
    """Write one paragraph for each entry; a damaged entry costs only itself."""
    from sousveil.reading.plain import decode

    decoded = decode(data)
    writer = Writer(snapshot, READER, caps)
    for what in decoded.lost:
        writer.lose(what)
    references = []
    for block, fields in _entries(decoded.text, writer):
        references.append(_reference(block, fields))
    if not references:
        raise DamagedDocument("No reference is in it. Export the list again as BibTeX.")
    return listed(writer, references)


def _entries(text: str, writer: Writer) -> list[tuple[Any, dict[str, str]]]:
    """Return the entries and their fields; tell which could not be read."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import (
        Block,
        DuplicateBlockKeyBlock,
        DuplicateFieldKeyBlock,
        Entry,
        ParsingFailedBlock,
    )

    # Its warnings say again what stands among the losses.
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    try:
        library = parse_string(text)
    except MemoryError:
        raise
    except Exception as error:  # the library raises many types on hostile text
        raise DamagedDocument(
            f"The list cannot be read ({type(error).__name__}). Export it again as BibTeX."
        ) from None
    found = []
    for block in library.blocks:
        entry: Block | None = block
        if isinstance(block, ParsingFailedBlock):
            entry = block.ignore_error_block  # of an entry given twice, both are kept
            line = (block.start_line or 0) + 1
            if isinstance(block, DuplicateFieldKeyBlock):
                writer.lose(f"line {line}: a field is given twice; the first is kept")
            elif not isinstance(block, DuplicateBlockKeyBlock):
                writer.lose(f"line {line}: a damaged entry")
        if isinstance(entry, Entry):
            fields: dict[str, str] = {}
            for field in entry.fields:
                fields.setdefault(str(field.key).lower(), _unquoted(str(field.value)))
            found.append((entry, fields))
    return found


def _unquoted(text: str) -> str:
    """Return a value without its quotes, which the library leaves in faulty entries."""
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


def _reference(entry: Any, fields: dict[str, str]) -> Reference:
    names = _plain(AND.sub("\0", fields.get("author") or fields.get("editor") or ""))
    return Reference(
        key=tidy(entry.key)[:80],
        authors=tuple(_turned(name) for name in names.split("\0") if name.strip()),
        date=_date(fields),
        title=tidy(_plain(fields.get("title", ""))),
        container=_first(fields, CONTAINERS),
        publisher=_first(fields, PUBLISHERS),
        url=_url(fields),
        doi=tidy(fields.get("doi", "").replace("\\_", "_")),
    )


def _first(fields: dict[str, str], names: tuple[str, ...]) -> str:
    texts = (tidy(_plain(fields[name])) for name in names if fields.get(name))
    return next((text for text in texts if text and "://" not in text), "")


def _url(fields: dict[str, str]) -> str:
    for name in ("url", "howpublished", "note"):
        text = fields.get(name, "")
        found = BRACED_URL.search(text)
        address = tidy(found[1] if found else text)
        if address.startswith(("http://", "https://")):
            return re.sub(r"\\([_%&#~])", r"\1", address)
    return ""


def _turned(name: str) -> str:
    """Return a name with the given name first, as it is spoken."""
    parts = [part.strip() for part in tidy(name).split(",")]
    if len(parts) == 2:
        return " ".join(filter(None, (parts[1], parts[0])))
    return " ".join(filter(None, (parts[2], parts[0], parts[1]))) if len(parts) == 3 else parts[0]


def _date(fields: dict[str, str]) -> str:
    found = re.match(r"\s*([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", fields.get("date", ""))
    if found:
        return day(found[1], found[2], found[3])
    year = re.search(r"(?<![0-9])[0-9]{4}(?![0-9])", fields.get("year", ""))
    month = tidy(fields.get("month", "")).strip("{}. ").lower()
    if month[:3] in MONTHS:
        month = str(MONTHS.index(month[:3]) + 1)
    return day(year[0], month, fields.get("day", "")) if year else ""


def _plain(text: str) -> str:
    """Return a field without LaTeX; as it stands where that cannot be undone."""
    if LATEX.search(text) and len(text) <= LONGEST:
        try:
            return str(_undoing().latex_to_text(text))
        except MemoryError:
            raise
        except Exception:  # the library raises many types on hostile LaTeX
            pass
    for sign, letter in SIGNS:
        text = text.replace(sign, letter)
    return text


@cache
def _undoing() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(math_mode="text")
