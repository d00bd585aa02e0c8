"""Web archives in the WARC format: what was captured, and the documents among it.

Records are read here and not by warcio, which takes a cut or an absurd record for a whole one,
inflates by itself, and prints lines of the file to the terminal.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from sousveil.errors import DamagedDocument
from sousveil.guard.caps import Caps
from sousveil.guard.inflate import Budget, Inflated, decoded, unchunked
from sousveil.model.source import Document, Member
from sousveil.reading.contents import counted, entry, shown
from sousveil.reading.writer import Writer

READER = "warc/1"

FIRST_LINE = re.compile(rb"WARC/(?:0\.\d{1,2}|1\.[01])\s*\n")
HEAD = 64 * 1024  # bytes of the head of a record, and of a line
HTTP_HEAD = 256 * 1024  # bytes of the head of an answer
HEAD_END = re.compile(rb"\n\r?\n")
STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})")
MOMENT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?Z", re.ASCII)
LENGTH_DIGITS = 15
LONGEST_URL = 8192  # characters

DOCUMENTS = re.compile(
    r"""
    text / (?: html | plain | csv | tab-separated-values | xml | json | markdown | x-markdown )
    | message / rfc822
    | application /
      (?: xhtml\+xml | pdf | x-pdf | xml | [a-z]+\+xml | json | [\w.-]+\+json | csv | zip | gzip
        | msword | x-bibtex | x-research-info-systems
        | vnd\.ms-(?: excel | word )\b.* | vnd\.openxmlformats-officedocument\..*
        | vnd\.oasis\.opendocument\..* )
    """,
    re.VERBOSE,
)
"""Media types of documents, as servers name them."""

UNSAID = re.compile(
    r"|(?:application|binary)/(?:octet-stream|x?-?(?:force-)?download|x-msdownload|unknown)"
)
"""Media types that say nothing; then the first bytes decide."""

STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
MARKUP = re.compile(
    rb"(?>\s*(?:<!--.*?-->\s*)*)<(?:!doctype\s+html|html|head|body|\?xml|rss|feed)",
    re.IGNORECASE | re.DOTALL,
)
NO_DOCUMENT = (
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"GIF8",
    b"RIFF",
    b"wOFF",
    b"wOF2",
    b"\x00\x00\x01\x00",
    b"\x1aE\xdf\xa3",
    b"ID3",
    b"OggS",
)
"""How pictures, letterings and films begin, whatever the server calls them."""

NOUNS = {
    "document": "documents",
    "picture": "pictures",
    "redirect": "redirects",
    "revisit": "revisits",
    "error": "errors",
    "empty answer": "empty answers",
    "other file": "other files",
}


class Record(Struct, frozen=True, kw_only=True):
    """One record of the file."""

    number: int
    """From 1."""

    headers: dict[str, str]
    """By names in lower case; of several of one name the first."""

    block: bytes

    @property
    def kind(self) -> str:
        """Such as `response` or `revisit`."""
        return self.headers.get("warc-type", "").lower()

    @property
    def url(self) -> str:
        """What was captured; empty where the record is about no address."""
        return self.headers.get("warc-target-uri", "").strip("<> ")

    @property
    def name(self) -> str:
        """How messages call it."""
        return shown(self.url) if self.url else f"record {self.number}"

    @property
    def at(self) -> str | None:
        """When it was captured, in UTC, to the second."""
        found = MOMENT.fullmatch(self.headers.get("warc-date", ""))
        if found is None:
            return None
        try:
            datetime.fromisoformat(found[1])
        except ValueError:
            return None
        return f"{found[1]}Z"


class Answer(Struct, frozen=True, kw_only=True):
    """What a record holds, with the head of the answer taken off."""

    status: int | None
    """None where it is no answer of HTTP."""

    headers: dict[str, str]
    media_type: str
    payload: bytes
    """As it came: chunks and content encodings are not undone."""


class Losses:
    """What could not be had, one line for each kind: how often, and where first."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._first: dict[str, str] = {}

    def add(self, what: str, where: str = "") -> None:
        """Count one."""
        self._counts[what] += 1
        self._first.setdefault(what, where)

    def lines(self) -> list[str]:
        """Return the lines, in the order in which the kinds came up."""
        out = []
        for what, count in self._counts.items():
            where = self._first[what]
            if where and count > 1:
                out.append(f"{counted(count, 'record')}: {what}, first in {where}")
            else:
                out.append(f"{where}: {what}" if where else what)
        return out


def read(data: bytes, snapshot: str, caps: Caps) -> Document:
    """List the records, and check all their digests and lengths."""
    writer = Writer(snapshot, READER, caps)
    if not list_records(data, writer, Budget(len(data), caps)):
        raise DamagedDocument("No record of a web archive can be read in it.")
    return writer.document(has_members=True)


def members(data: bytes, caps: Caps) -> Iterator[Member]:
    """Yield the captured documents; a wrong digest does not keep one out."""
    yield from documents(data, Budget(len(data), caps))


def list_records(data: bytes, writer: Writer, budget: Budget, inside: str = "") -> int:
    """Write the table of contents, tell what is lost, and return how many records there are.

    `inside` names the file in which they are, if it is part of another.
    """
    losses = Losses()
    lines: list[tuple[str, ...]] = []
    kinds: Counter[str] = Counter()
    for record in records(data, budget, losses):
        answer = _answer(record)
        _check_digests(record, answer, losses)
        document = _document(record, answer, budget, losses)
        kinds[_kind(record, answer, document)] += 1
        lines.append(
            (
                f"{inside}record {record.number}",
                record.at or "",
                record.kind,
                record.url,
                "" if answer.status is None else str(answer.status),
                answer.media_type,
                counted(len(answer.payload), "byte"),
            )
        )
    if lines:
        told = (counted(number, kind, NOUNS.get(kind)) for kind, number in sorted(kinds.items()))
        writer.write(f"{counted(len(lines), 'record')}: {shown(', '.join(told))}.\n")
    for element, *columns in lines:
        entry(writer, element, *columns)
    for line in losses.lines():
        writer.lose(f"{inside}{line}")
    return len(lines)


def documents(data: bytes, budget: Budget) -> Iterator[Member]:
    """Yield the captured documents of a file."""
    losses = Losses()
    for record in records(data, budget, losses):
        document = _document(record, _answer(record), budget, losses)
        if document is not None:
            name = shown(record.url, LONGEST_URL) or record.name
            yield Member(name=name, data=document, at=record.at)


def records(data: bytes, budget: Budget, losses: Losses) -> Iterator[Record]:
    """Yield the records that are whole; what is between them or cut is told to `losses`."""
    caps = budget.caps
    packed = None if data.startswith(b"WARC/") else Inflated(data, budget)
    stream: io.BufferedIOBase = io.BytesIO(data)
    if packed is not None:
        stream = io.BufferedReader(packed, HEAD)
    number = 0
    while _next_record(stream, losses, number):
        if number >= caps.members:
            losses.add(f"records: all beyond {caps.members}")
            return
        number += 1
        headers = _headers(stream)
        if headers is None:
            losses.add("the head of the record is cut or too long", f"record {number}")
            continue
        record = Record(number=number, headers=headers, block=b"")
        length = headers.get("content-length", "")
        size = _number(length)
        if not 0 <= size <= caps.inflated:
            losses.add(
                f"its length {shown(length)[:20]!r} is none that can be; it was left out",
                record.name,
            )
            continue
        block = stream.read(size)
        if len(block) < size:
            losses.add(
                f"the file ends inside this record, after {len(block)} of {length} bytes; "
                "it was left out",
                record.name,
            )
            break
        yield Record(number=number, headers=headers, block=block)
    if packed is not None and packed.trouble:
        losses.add(f"the compressed file: {packed.trouble}")


def _next_record(stream: io.BufferedIOBase, losses: Losses, after: int) -> bool:
    """Go behind the next first line of a record; False at the end of the file."""
    whole, told = True, False
    while line := stream.readline(HEAD):
        if whole and FIRST_LINE.fullmatch(line):
            return True
        whole = line.endswith(b"\n")
        if line.strip(b"\r\n\0 \t") and not told:
            told = True
            losses.add(
                "what follows on it is no record", f"record {after}" if after else "the start"
            )
    return False


def _headers(stream: io.BufferedIOBase) -> dict[str, str] | None:
    """Read the head of a record; None where it is cut or too long."""
    out: dict[str, str] = {}
    name, size = "", 0
    while True:
        line = stream.readline(HEAD)
        size += len(line)
        if not line.endswith(b"\n") or size > HEAD:
            return None
        if not line.strip():
            return out
        if line[:1] in b" \t" and name:
            out[name] += " " + _text(line).strip()
            continue
        key, _, value = _text(line).partition(":")
        name = key.strip().lower()
        if name in out:
            name = ""
        else:
            out[name] = value.strip()


def _number(text: str) -> int:
    """Return a length; -1 for what is none."""
    is_one = text.isascii() and text.isdecimal() and len(text) <= LENGTH_DIGITS
    return int(text) if is_one else -1


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _answer(record: Record) -> Answer:
    """Take the head of an answer off; what is no answer of HTTP stays as it is."""
    media_type = record.headers.get("content-type", "")
    is_http = record.kind in ("response", "request", "revisit") and (
        media_type.lower().startswith("application/http") or record.url.startswith("http")
    )
    if not is_http:
        return Answer(
            status=None, headers={}, media_type=_essence(media_type), payload=record.block
        )
    end = HEAD_END.search(record.block, 0, HTTP_HEAD)
    head = record.block[: end.end() if end else HTTP_HEAD]
    status = STATUS.match(head)
    headers: dict[str, str] = {}
    for line in head.split(b"\n")[1:]:
        key, colon, value = _text(line).partition(":")
        name = key.strip().lower()
        if colon and name in headers:
            headers[name] += f", {value.strip()}"
        elif colon:
            headers[name] = value.strip()
    return Answer(
        status=int(status[1]) if status else None,
        headers=headers,
        media_type=_essence(headers.get("content-type", "")),
        payload=record.block[end.end() :] if end else b"",
    )


def _essence(media_type: str) -> str:
    return re.split("[;,]", media_type, maxsplit=1)[0].strip().lower()


def _kind(record: Record, answer: Answer, document: bytes | None) -> str:
    """Return the word under which a record is counted."""
    if document is not None:
        return "document"
    if record.kind not in ("response", "resource", "conversion"):
        return record.kind or "nameless record"
    if record.kind == "response" and answer.status is not None and answer.status != 200:
        return "redirect" if 300 <= answer.status < 400 else "error"
    if not answer.payload:
        return "empty answer"
    return "picture" if answer.media_type.startswith("image/") else "other file"


def _document(record: Record, answer: Answer, budget: Budget, losses: Losses) -> bytes | None:
    """Return the document that a record holds, decoded; None where it holds none."""
    is_answer = record.kind == "response" and answer.status == 200
    if not is_answer and record.kind not in ("resource", "conversion"):
        return None
    if not answer.payload:
        return None
    is_named = DOCUMENTS.fullmatch(answer.media_type) is not None
    is_unsaid = UNSAID.fullmatch(answer.media_type) is not None
    if not (is_named or is_unsaid or answer.payload.startswith(b"%PDF-")):
        return None
    content = _plain(record, answer, budget, losses)
    if not content or content.startswith(NO_DOCUMENT) or not (is_named or _begins(content)):
        return None
    if "warc-truncated" in record.headers:
        why = shown(record.headers["warc-truncated"])[:40]
        losses.add(f"its end was not captured ({why})", record.name)
    if record.headers.get("warc-segment-number"):
        losses.add("it is in segments, which are not put together", record.name)
    return content


def _begins(content: bytes) -> bool:
    """Tell a document by its first bytes."""
    return (
        b"%PDF-" in content[:1024]
        or content.startswith(STARTS)
        or MARKUP.match(content[:4096]) is not None
    )


def _plain(record: Record, answer: Answer, budget: Budget, losses: Losses) -> bytes:
    """Undo chunks and content encodings; empty, with a loss told, where that cannot be done.

    Some crawlers undo them and keep the headers that say so.
    """
    payload = answer.payload
    encoding = answer.headers.get("content-encoding", "")
    promised = answer.headers.get("content-length", "")
    if "chunked" in answer.headers.get("transfer-encoding", "").lower():
        whole, used, is_whole = unchunked(payload)
        if used:
            payload = whole
        if used and not is_whole:
            losses.add("the end of its body is missing", record.name)
    elif not encoding and _number(promised) > len(payload):
        losses.add("its body is shorter than the answer says", record.name)
    try:
        content, is_cut = decoded(payload, encoding, budget)
    except DamagedDocument:
        content, is_cut = b"", True
    if content and is_cut:
        losses.add("the end of its compressed body is missing", record.name)
    if not content and payload and is_cut:
        if _begins(payload):
            return payload
        losses.add(f"its content encoding {shown(encoding)[:40]!r} cannot be undone", record.name)
    return content


def _check_digests(record: Record, answer: Answer, losses: Losses) -> None:
    """Tell where a record is not what its digests say."""
    if record.kind == "revisit":  # its digests are those of another record
        return
    block = record.headers.get("warc-block-digest")
    if block and _differs(block, [record.block], losses, record):
        losses.add("it differs from its WARC-Block-Digest", record.name)
    payload = record.headers.get("warc-payload-digest")
    if payload and "warc-segment-number" not in record.headers:
        candidates = [answer.payload]
        if "transfer-encoding" in answer.headers:  # the standard leaves open which is meant
            candidates.append(unchunked(answer.payload)[0])
        if _differs(payload, candidates, losses, record):
            losses.add("it differs from its WARC-Payload-Digest", record.name)


def _differs(digest: str, candidates: list[bytes], losses: Losses, record: Record) -> bool:
    algorithm, _, value = digest.partition(":")
    algorithm, value = algorithm.strip().lower().replace("-", ""), value.strip()
    if algorithm not in ("md5", "sha1", "sha256", "sha384", "sha512"):
        losses.add("its digest is of a kind that is not known here", record.name)
        return False
    return not any(
        _same(hashlib.new(algorithm, data, usedforsecurity=False).digest(), value)
        for data in candidates
    )


def _same(digest: bytes, value: str) -> bool:
    """Compare a digest with one written in base 16, 32 or 64."""
    bare = value.rstrip("=")
    if value.lower() == digest.hex() or bare.upper() == base64.b32encode(digest).decode().rstrip(
        "="
    ):
        return True
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), altchars=None) == digest
    except (binascii.Error, ValueError):
        return False
