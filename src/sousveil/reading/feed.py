"""Feeds: entry after entry of RSS, Atom or RDF, with the address of each."""

from __future__ import annotations

import html
import io
import re
from typing import Any
from urllib.parse import urljoin, urlsplit

from sousveil.errors import DamagedDocument, Place
from sousveil.guard.caps import Caps
from sousveil.model.source import About, Address, Document
from sousveil.reading.writer import Writer

READER = "feed/1"

LINE_END = re.compile(r"</?(?:p|br|div|li|ul|ol|tr|table|h[1-6]|blockquote|pre)\b[^<>]*>", re.I)
TAG = re.compile(r"<[^<>]*>")
UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]+")
DAY = re.compile(r"\s*(\d{4}(?:-\d\d(?:-\d\d)?)?)(?!\d)")


def read(data: bytes, snapshot: str, caps: Caps) -> Document:
    """Read what a feed says of itself and of each entry, without tags.

    Nothing is fetched, and no address is followed.
    """
    found = _parsed(data)
    writer = Writer(snapshot, READER, caps)
    feed, entries = found.get("feed") or {}, found.get("entries") or []
    if found.get("bozo"):
        fault = _line(str(found.get("bozo_exception", ""))) or "no reason is given"
        if not entries:
            raise DamagedDocument(
                f"The feed cannot be read: {fault[:200]}. Save it again from its address."
            )
        if "encoding" not in fault and "media type" not in fault:
            writer.lose(f"the feed is not well-formed: {fault[:200]}")
    title = _line(_plain(feed, "title"))
    if title:
        writer.write(title, Place(snapshot=snapshot, element="feed"))
        writer.write("\n\n")
    base = _string(feed.get("link"))
    addresses: list[Address] = []
    for number, entry in enumerate(entries, 1):
        if number > caps.members:
            writer.lose(f"entries: all beyond {caps.members}")
            break
        if writer.is_full:
            break
        address = _entry(writer, entry, number, base)
        if address is not None:
            addresses.append(address)
    language = re.match(r"[a-z]{2}(?![a-z])", _string(feed.get("language")).lower())
    about = About(
        title=title or None,
        publisher=_line(_string(feed.get("publisher")) or _string(feed.get("author"))) or None,
        language=language[0] if language else None,
        date=_date(feed),
        known=_date(feed),
    )
    return writer.document(about, addresses=tuple(addresses))


def _parsed(data: bytes) -> Any:
    import feedparser

    try:
        # As a stream: bytes by themselves are tried as the name of a local file.
        return feedparser.parse(io.BytesIO(data), sanitize_html=True, resolve_relative_uris=True)
    except MemoryError:
        raise
    except Exception as error:  # the library raises many types on hostile bytes
        raise DamagedDocument(
            f"The feed cannot be read ({type(error).__name__}). Save it again from its address."
        ) from None


def _entry(writer: Writer, entry: Any, number: int, base: str) -> Address | None:
    """Write one entry; return its address, where it has one on the web."""
    title, date = _line(_plain(entry, "title")), _date(entry)
    url = _address(_string(entry.get("link")), base)
    bodies = [_plain(entry, "summary")]
    contents = entry.get("content")
    for content in contents if isinstance(contents, list) else ():
        bodies.append(_untagged(_string(content.get("value")), _string(content.get("type"))))
    text = "\n".join(part for part in (title, date, url, max(bodies, key=len)) if part)
    if text:
        writer.write(text, Place(snapshot=writer.snapshot, element=f"entry {number}"))
        writer.write("\n\n")
    return Address(url=url, title=title or None, date=date) if url else None


def _plain(holder: Any, name: str) -> str:
    detail = holder.get(f"{name}_detail") or {}
    return _untagged(_string(holder.get(name)), _string(detail.get("type")))


def _untagged(text: str, kind: str) -> str:
    """Return text without tags, a line for each block."""
    if kind != "text/plain" or "</" in text:
        text = html.unescape(TAG.sub("", LINE_END.sub("\n", text)))
    lines = (" ".join(line.split()) for line in UNFIT.sub(" ", text).split("\n"))
    return "\n".join(line for line in lines if line)


def _address(link: str, base: str) -> str | None:
    """Return an address of the web, made whole; None for any other kind."""
    try:
        url = urljoin(base, link.strip()) if link.strip() else ""
        parts = urlsplit(url)
    except ValueError:  # brackets that hold no address
        return None
    fit = parts.scheme in ("http", "https") and parts.netloc
    return UNFIT.sub("", url) if fit and not re.search(r"\s", url) else None


def _date(holder: Any) -> str | None:
    """Return the day as the feed writes it, not as it is elsewhere in the world."""
    from email.utils import parsedate

    for name in ("published", "updated", "created"):
        text = _string(dict.get(holder, name))  # the library's own takes one date for the other
        if found := DAY.match(text):
            return found[1]
        try:
            day: Any = parsedate(text) or dict.get(holder, f"{name}_parsed")
        except (ValueError, TypeError, IndexError, OverflowError):
            day = dict.get(holder, f"{name}_parsed")
        if day and 1 <= day[1] <= 12 and 1 <= day[2] <= 31 and 1 <= day[0] <= 9999:
            return f"{day[0]:04d}-{day[1]:02d}-{day[2]:02d}"
    return None


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _line(text: str) -> str:
    return " ".join(UNFIT.sub(" ", text).split())
