"""Requests and answers as they went over the wire, written as a WARC file."""

from __future__ import annotations

import hashlib
import re
from io import BytesIO
from uuid import uuid4

from msgspec import Struct
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

VERSION = "1.1"
HEAD_END = re.compile(rb"\n\r?\n")


class Exchange(Struct, frozen=True, kw_only=True):
    """One request and its answer, byte for byte."""

    url: str
    at: str
    """When it was asked, in UTC, to the second."""

    address: str
    """The address of the internet protocol that was asked."""

    request: bytes
    response: bytes
    """Head and body as they came; chunks and content encodings are not undone."""

    cut: str = ""
    """Why the end of the answer is missing, in a word of the WARC standard; empty if it is not."""


def warc_file(exchanges: tuple[Exchange, ...], software: str, notes: dict[str, str]) -> bytes:
    """Return a WARC file, not compressed, that names its software and holds the exchanges.

    The digest of a payload is that of all bytes after the head, chunks and all, as other
    programs reckon it.
    """
    out = BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version=VERSION)
    info = writer.create_warcinfo_record(
        None, {"software": software, "format": f"WARC File Format {VERSION}", **notes}
    )
    if exchanges:
        info.rec_headers.replace_header("WARC-Date", exchanges[0].at)
    writer.write_record(info)
    for exchange in exchanges:
        answer, question = _new_id(), _new_id()
        common = [
            ("WARC-Date", exchange.at),
            ("WARC-Target-URI", exchange.url),
            ("WARC-IP-Address", exchange.address),
            ("WARC-Warcinfo-ID", info.rec_headers.get_header("WARC-Record-ID")),
        ]
        cut = [("WARC-Truncated", exchange.cut)] if exchange.cut else []
        writer.write_record(
            _record("response", answer, [*common, ("WARC-Concurrent-To", question), *cut], exchange)
        )
        writer.write_record(
            _record("request", question, [*common, ("WARC-Concurrent-To", answer)], exchange)
        )
    return out.getvalue()


def _new_id() -> str:
    return f"<urn:uuid:{uuid4()}>"


def _record(
    kind: str, name: str, headers: list[tuple[str, str]], exchange: Exchange
) -> ArcWarcRecord:
    """Return a record whose bytes stay as they are; the library would write its head anew."""
    block = exchange.response if kind == "response" else exchange.request
    end = HEAD_END.search(block)
    payload = block[end.end() :] if end else b""
    headers = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", name),
        *headers,
        ("WARC-Payload-Digest", _digest(payload)),
        ("WARC-Block-Digest", _digest(block)),
    ]
    return ArcWarcRecord(
        "warc",
        kind,
        StatusAndHeaders("", headers, protocol=f"WARC/{VERSION}"),
        BytesIO(block),
        None,
        f"application/http; msgtype={kind}",
        len(block),
    )


def _digest(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
