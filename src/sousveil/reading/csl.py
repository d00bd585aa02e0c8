"""Lists of references as CSL-JSON, which reference managers write."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from sousveil.errors import DamagedDocument, Place
from sousveil.guard.caps import Caps
from sousveil.model.source import Address, Document
from sousveil.reading.writer import Writer

READER = "csl/1"

LONGEST_NUMBER = 18  # digits; longer ones are kept as text
FAULTS = 100  # damaged entries after which the rest is given up
UNFIT = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")
DOI = re.compile(r"\s*(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
TAG = re.compile(r"</?(?:i|b|sub|sup|sc|em|strong|span)\b[^<>]*>", re.IGNORECASE)
OBJECT = re.compile(r"\{")
KNOWN = ("title", "URL", "DOI", "author", "issued", "container-title")
"""An entry has one of these; what has none is part of a damaged one."""


class Reference(NamedTuple):
    """One work as a list of references tells of it."""

    key: str
    authors: tuple[str, ...]
    date: str
    title: str
    container: str
    publisher: str
    url: str
    doi: str


def read(data: bytes, snapshot: str, caps: Caps) -> Document:
    """Write one paragraph for each entry; a damaged entry costs only itself."""
    from sousveil.reading.plain import decode

    decoded = decode(data)
    writer = Writer(snapshot, READER, caps)
    for what in decoded.lost:
        writer.lose(what)
    references = []
    for number, entry in enumerate(_entries(decoded.text, writer), 1):
        if isinstance(entry, dict) and any(name in entry for name in KNOWN):
            references.append(_reference(entry, number))
        else:
            writer.lose(f"entry {number}: it is no reference")
    if not references:
        raise DamagedDocument("No reference is in it. Export the list again as CSL-JSON.")
    return listed(writer, references)


def listed(writer: Writer, references: list[Reference]) -> Document:
    """Write references, a paragraph each, and return them with their addresses."""
    addresses = []
    for number, reference in enumerate(references, 1):
        if number > writer.caps.members:
            writer.lose(f"entries: all beyond {writer.caps.members}")
            break
        if writer.is_full:
            break
        address = _address(reference)
        authors = "; ".join(reference.authors)
        parts = [authors, reference.date[:4], reference.title]
        parts += [reference.container, reference.publisher]
        text = ". ".join(part.rstrip(". ") for part in parts if part.strip(". "))
        text += "." if text else ""
        text = " ".join(part for part in (text, address) if part)
        if text:
            place = Place(snapshot=writer.snapshot, element=f"entry {reference.key}")
            writer.write(text, place)
            writer.write("\n\n")
        if address:
            title, date = reference.title or None, reference.date or None
            addresses.append(Address(url=address, title=title, date=date))
    return writer.document(addresses=tuple(addresses))


def tidy(value: Any) -> str:
    """Return a value in one line; empty where it is no text and no number."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(UNFIT.sub(" ", TAG.sub("", str(value))).split())


def day(year: Any, month: Any = "", of_month: Any = "") -> str:
    """Return a date as partial as it is given; empty where there is no year."""
    numbers = []
    for value, most in ((year, 9999), (month, 12), (of_month, 31)):
        text = tidy(value)
        if not re.match(r"[0-9]{1,4}\Z", text) or not 1 <= int(text) <= most:
            break
        numbers.append(int(text))
    return "-".join(f"{n:04d}" if at == 0 else f"{n:02d}" for at, n in enumerate(numbers))


def _address(reference: Reference) -> str | None:
    """Return where a work is to be found: its address on the web, else by its DOI."""
    try:
        parts = urlsplit(reference.url)
        if parts.scheme in ("http", "https") and parts.netloc and " " not in reference.url:
            return reference.url
    except ValueError:  # brackets that hold no address
        pass
    found = DOI.match(reference.doi)
    return f"https://doi.org/{quote(found[1], safe='/:;().-_')}" if found else None


def _entries(text: str, writer: Writer) -> list[Any]:
    """Return what the list holds; where the JSON is damaged, all of it that is whole."""
    try:
        whole = json.loads(text, **_hooks(writer))
    except RecursionError:
        raise DamagedDocument(
            "Its entries lie too deep inside each other. Export the list again as CSL-JSON."
        ) from None
    except ValueError:
        return _whole_entries(text, writer)
    if isinstance(whole, dict):  # some programs wrap the list
        whole = next((whole[name] for name in ("items", "references") if name in whole), [whole])
    if not isinstance(whole, list):
        raise DamagedDocument("It is no list of references. Export the list again as CSL-JSON.")
    return whole


def _whole_entries(text: str, writer: Writer) -> list[Any]:
    """Return the entries of a damaged list that are whole themselves."""
    decoder = json.JSONDecoder(**_hooks(writer))
    found: list[Any] = []
    at, faults, line, counted = 0, 0, 1, 0
    while start := OBJECT.search(text, at):
        line += text.count("\n", counted, start.start())
        counted = start.start()
        try:
            entry, at = decoder.raw_decode(text, start.start())
        except (ValueError, RecursionError) as error:
            faults += 1
            if faults > FAULTS or isinstance(error, RecursionError):
                writer.lose(f"line {line}: all from here on")
                break
            writer.lose(f"line {line}: a damaged entry")
            at = max(start.end(), getattr(error, "pos", 0))
            continue
        if isinstance(entry, dict) and any(name in entry for name in KNOWN):
            found.append(entry)
    if found and not faults:
        writer.lose("the list is cut or damaged; entries may be missing")
    return found


def _hooks(writer: Writer) -> dict[str, Any]:
    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name, value in pairs:
            if name in made and made[name] != value:
                key = tidy(dict(pairs).get("id")) or "?"
                writer.lose(
                    f"entry {key[:40]}: {tidy(name)[:40]!r} is given twice; the first is kept"
                )
            made.setdefault(name, value)
        return made

    return {
        "object_pairs_hook": unique,
        "parse_int": lambda digits: int(digits) if len(digits) <= LONGEST_NUMBER else digits,
        "parse_constant": lambda _: None,
    }


def _reference(entry: dict[str, Any], number: int) -> Reference:
    return Reference(
        key=tidy(entry.get("id"))[:80] or tidy(entry.get("citation-key"))[:80] or str(number),
        authors=_names(entry.get("author")) or _names(entry.get("editor")),
        date=_issued(entry.get("issued")),
        title=_first(entry.get("title")),
        container=_first(entry.get("container-title")),
        publisher=_first(entry.get("publisher")),
        url=tidy(entry.get("URL")),
        doi=tidy(entry.get("DOI")),
    )


def _first(value: Any) -> str:
    return tidy(value[0] if isinstance(value, list) and value else value)


def _names(value: Any) -> tuple[str, ...]:
    """Return people and bodies, given name first."""
    names = []
    for person in value if isinstance(value, list) else ():
        if isinstance(person, dict):
            parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
            name = " ".join(filter(None, (tidy(person.get(part)) for part in parts)))
            names.append(tidy(person.get("literal")) or name)
        else:
            names.append(tidy(person))
    return tuple(name for name in names if name)


def _issued(value: Any) -> str:
    if not isinstance(value, dict):
        found = re.match(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?(?![0-9])", tidy(value))
        return day(found[1], found[2], found[3]) if found else ""
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        return day(*parts[0][:3])
    return _issued(tidy(value.get("raw")) or tidy(value.get("literal")))
