"""Mail messages: header lines, text, attachments."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from email.message import Message
from email.policy import EmailPolicy, default
from functools import lru_cache
from typing import Any, NamedTuple

from sousveil.errors import DamagedDocument, Place, ReadingError
from sousveil.guard.caps import Caps
from sousveil.guard.inflate import Budget
from sousveil.model.noun import replace
from sousveil.model.source import About, Document, Member
from sousveil.reading.writer import Writer

READER = "mail/1"

SHOWN = ("From", "To", "Cc", "Date", "Subject")
LONGEST = 10_000  # characters of one header line; the library's time grows with their square
NEVER = frozenset({"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined"})
"""Encodings that Python knows and no message has; some are slow on purpose-made text."""

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]+")
AS_IT_CAME = EmailPolicy(refold_source="none", max_line_length=None)


class Part(NamedTuple):
    """A part that holds no others, with its number in the message."""

    number: int
    message: Any
    is_text: bool
    """Whether it is text for the reader, and no attachment."""


class _Policy(EmailPolicy):
    """The usual policy, with a header that cannot be understood given as it stands."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """Understand one header line."""
        return _understood(name, str(value)[:LONGEST])


@lru_cache(maxsize=64)
def _understood(name: str, value: str) -> Any:
    """Understand one header line; the library asks for the same ones again and again."""
    try:
        return default.header_fetch_parse(name, value)
    except MemoryError:
        raise
    except Exception:  # the library raises many types on hostile header lines
        return " ".join(value.split())


def read(data: bytes, snapshot: str, caps: Caps) -> Document:
    """Read the header lines that a reader sees, and the text; plain text is taken before HTML."""
    writer = Writer(snapshot, READER, caps)
    message = _message(data, writer)
    for name in SHOWN:
        value = _header(message, name)
        if value:
            writer.write(f"{name}: {value}", Place(snapshot=snapshot, element=f"header {name}"))
            writer.write("\n")
    writer.write("\n")
    budget = Budget(len(data), caps)
    has_members = False
    for part in _parts(message, caps, writer):
        content, fault = _content(part)
        if fault:
            writer.lose(f"part {part.number}: {fault}")
        budget.spend(len(content or b""))
        if part.is_text and content:
            _body(writer, part, content, caps)
        has_members = has_members or (content is not None and not part.is_text)
    return writer.document(_about(message), has_members=has_members)


def members(data: bytes, caps: Caps) -> Iterator[Member]:
    """Yield what is attached, pictures, calendar entries, whole messages."""
    budget = Budget(len(data), caps)
    message = _message(data, None)
    for part in _parts(message, caps, None):
        if part.is_text:
            continue
        content, _ = _content(part)
        if content is not None:
            budget.spend(len(content))
            yield Member(name=_file_name(part), data=content)


def _message(data: bytes, writer: Writer | None) -> Message:
    """Parse a message; where its parts lie too deep inside each other, only its header lines."""
    from email.parser import BytesHeaderParser, BytesParser

    policy = _Policy()
    try:
        return BytesParser(policy=policy).parsebytes(data)
    except MemoryError:
        raise
    except Exception as error:  # RecursionError of nested parts, others of hostile header lines
        fault = error
    try:
        message = BytesHeaderParser(policy=policy).parsebytes(
            re.split(rb"\r?\n\r?\n", data, maxsplit=1)[0] + b"\n\n"
        )
    except MemoryError:
        raise
    except Exception as error:  # as above
        raise DamagedDocument(
            f"The message cannot be read: {type(error).__name__}. Add its text instead."
        ) from None
    if writer is not None:
        deep = isinstance(fault, RecursionError)
        why = "they lie too deep inside each other" if deep else type(fault).__name__
        writer.lose(f"the parts of the message: {why}")
    return message


def _parts(message: Message, caps: Caps, writer: Writer | None) -> list[Part]:
    """Return the parts in their order, without those that say the same in another form."""
    found: list[Part] = []
    number = 0
    waiting: list[Any] = [message]
    while waiting:
        part = waiting.pop()
        inner = _payload(part)
        kind = _kind(part)
        if isinstance(inner, list) and not kind.startswith("message/"):
            chosen = _chosen(inner) if kind == "multipart/alternative" else inner
            waiting += reversed(chosen)
            continue
        number += 1
        if number > caps.members:
            if writer is not None:
                writer.lose(f"parts: all beyond {caps.members}")
            break
        is_text = kind in ("text/plain", "text/html") and not _is_attached(part)
        if kind.startswith("multipart/"):  # it says that it has parts, and has none
            is_text = True
        found.append(Part(number, part, is_text))
    return found


def _chosen(forms: list[Any]) -> list[Any]:
    """Return the forms of one text to be read: the plain one, what is no text besides."""
    kinds = [_kinds_inside(form) for form in forms]
    plain = [n for n, kind in enumerate(kinds) if "text/plain" in kind and not _is_blank(forms[n])]
    html = [n for n, kind in enumerate(kinds) if "text/html" in kind]
    best = plain[:1] or html[:1] or list(range(len(forms)))
    others = [n for n, kind in enumerate(kinds) if not kind & {"text/plain", "text/html"}]
    rich = [n for n in html if n not in best and kinds[n] - {"text/html", "text/plain"}]
    kept = [forms[n] for n in sorted({*best, *others})]
    # Pictures and the like that stand beside the HTML are documents of their own.
    return kept + [leaf for n in rich for leaf in _leaves(forms[n]) if _kind(leaf) != "text/html"]


def _payload(part: Any) -> Any:
    """Return a part's content, or its parts; empty where its own words forbid to decode it."""
    try:
        return part.get_payload()
    except (ValueError, LookupError):  # a NUL in the name of its encoding
        return ""


def _leaves(part: Any) -> list[Any]:
    found, waiting = [], [part]
    while waiting:
        at = waiting.pop()
        inner = _payload(at)
        if isinstance(inner, list) and not _kind(at).startswith("message/"):
            waiting += reversed(inner)
        else:
            found.append(at)
    return found


def _kinds_inside(part: Any) -> set[str]:
    return {_kind(leaf) for leaf in _leaves(part) if not _is_attached(leaf)}


def _is_blank(part: Any) -> bool:
    payload = _payload(part)
    return isinstance(payload, str) and not payload.strip()


def _body(writer: Writer, part: Part, content: bytes, caps: Caps) -> None:
    place = Place(snapshot=writer.snapshot, element=f"part {part.number}")
    text, encoding, lost = _decoded(content, part.message)
    if _kind(part.message) == "text/html":
        _html(writer, text, place, caps)
    else:
        if lost:
            writer.lose(f"part {part.number}: {lost}")
        if encoding:
            writer.lose(f"part {part.number}: its encoding {encoding!r} does not fit its letters")
        writer.write(text.strip("\n"), place)
    writer.write("\n\n")


def _html(writer: Writer, text: str, place: Place, caps: Caps) -> None:
    """Write what the reader for pages finds, with its places; what it hides stays hidden."""
    from sousveil.reading import html

    try:
        page = html.read(f"\ufeff{text}".encode(), writer.snapshot, caps)
    except ReadingError as error:
        writer.lose(f"{place.element}: {' '.join(str(error).split())}")
        return
    content, at = page.text.content, 0
    for piece in page.pieces:
        where = f"{place.element}, {piece.place.element}" if piece.place.element else place.element
        inside = replace(piece.place, snapshot=writer.snapshot, element=where)
        if piece.state != "shown":
            writer.aside(content[piece.start : piece.end], inside, piece.state)
            continue
        writer.write(content[at : piece.start])
        writer.write(content[piece.start : piece.end], inside)
        at = piece.end
    rest = content[at : page.shown]
    writer.write(rest.rstrip("\n\f"), None if page.pieces else place)
    for what in page.lost:
        writer.lose(f"{place.element}: {what}")


def _content(part: Part) -> tuple[bytes | None, str]:
    """Return the bytes of a part, and what is wrong with them, where something is."""
    message = part.message
    try:
        inner = message.get_payload()
        if isinstance(inner, list):
            made = b"".join(item.as_bytes(policy=AS_IT_CAME) for item in inner)
            if "base64" in _header(message, "Content-Transfer-Encoding").lower():
                made = codecs.decode(made.strip(), "base64")
            return made, ""
        content = message.get_payload(decode=True)
    except MemoryError:
        raise
    except Exception as error:  # bad base64, bad uuencoding, unknown encodings, bad header lines
        return None, f"its bytes cannot be decoded ({type(error).__name__})"
    kinds = [type(defect).__name__ for defect in message.defects]
    if any(kind.startswith("InvalidBase64") for kind in kinds):
        return content, "its base64 is damaged; what could be decoded is kept"
    if any("Boundary" in kind or "Multipart" in kind for kind in kinds):
        return content, "its inner parts have no boundary; it is kept as one text"
    return content, ""


def _decoded(content: bytes, message: Any) -> tuple[str, str, str]:
    """Return the text, the encoding if what was said of it is wrong, and what was lost."""
    from sousveil.reading.plain import decode

    said = _charset(message)
    wrong = said
    if said:
        try:
            if codecs.lookup(said).name not in NEVER:
                return _tidy(content.decode(said)), "", ""
        except (LookupError, UnicodeError, ValueError):
            pass
        if said.lower() in ("us-ascii", "ascii", "unknown-8bit"):
            wrong = ""
    decoded = decode(content)
    return _tidy(decoded.text), wrong, "; ".join(decoded.lost)


def _tidy(text: str) -> str:
    return CONTROLS.sub(
        lambda found: "\ufffd" if found[0] >= "\ud800" else "",
        text.replace("\r\n", "\n").replace("\r", "\n"),
    )


def _charset(message: Any) -> str:
    return _tried(lambda: str(message.get_content_charset() or "")[:40], "")


def _kind(message: Any) -> str:
    return _tried(lambda: str(message.get_content_type()), "application/octet-stream")


def _is_attached(message: Any) -> bool:
    disposition = _header(message, "Content-Disposition").lower()
    return disposition.startswith("attachment") or bool(_named(message))


def _named(message: Any) -> str:
    name = _tried(lambda: str(message.get_filename() or ""), "")
    return " ".join(CONTROLS.sub(" ", name).split())[:200]


def _file_name(part: Part) -> str:
    return _named(part.message) or f"part {part.number}"


def _header(message: Any, name: str) -> str:
    """Return a header line in one line; empty where there is none."""
    return " ".join(_tidy(_tried(lambda: str(message[name] or ""), "")).split())


def _tried(look: Callable[[], str], otherwise: str) -> str:
    """Return what a look at a header line gives."""
    try:
        return look()
    except MemoryError:
        raise
    except Exception:  # the library raises many types on hostile header lines
        return otherwise


def _about(message: Any) -> About:
    from email.utils import parseaddr, parsedate

    sender = _header(message, "From")
    author = _tried(lambda: next(filter(None, parseaddr(sender)), ""), "") or sender
    try:
        day = parsedate(_header(message, "Date")) or ()
    except (ValueError, TypeError, IndexError, OverflowError):
        day = ()
    date = None
    if day and 1 <= day[1] <= 12 and 1 <= day[2] <= 31 and 1970 <= day[0] <= 9999:
        date = f"{day[0]:04d}-{day[1]:02d}-{day[2]:02d}"
    return About(
        title=_header(message, "Subject") or None,
        authors=(author,) if author else (),
        date=date,
        known=date,
    )
