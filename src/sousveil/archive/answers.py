"""What a server answers, as far as it comes."""

from __future__ import annotations

from collections.abc import Iterable

import httpcore
import httpx
from msgspec import Struct

from sousveil.archive.connection import BY_HAND, Watch
from sousveil.archive.warc import HEAD_END, Exchange
from sousveil.errors import FetchError
from sousveil.guard.caps import MIB
from sousveil.guard.inflate import unchunked

REDIRECT_BODY = MIB  # bytes kept of what a redirect says besides
MOVED = frozenset({301, 302, 303, 307, 308})


class Answer(Struct, frozen=True, kw_only=True):
    """What came over one connection."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    """Without the marks of chunks; content encodings are not undone."""

    exchange: Exchange
    cut: bool

    def header(self, name: str) -> str | None:
        """Return a header, several of one name joined by commas."""
        return header_of(self.headers, name)

    @property
    def location(self) -> str | None:
        """Where a redirect leads."""
        return next((value for key, value in self.headers if key.lower() == "location"), None)


def header_of(headers: Iterable[tuple[str, str]], name: str) -> str | None:
    """Return a header by its name in lower case; several of one name joined by commas."""
    found = [value for key, value in headers if key.lower() == name]
    return ", ".join(found) if found else None


def taken(
    response: httpx.Response, url: str, at: str, watch: Watch, limit: int, may_cut: bool
) -> Answer:
    """Take the body of an answer, as far as it comes; errors have none that we want."""
    promised = response.headers.get("content-length", "")
    is_moved = response.status_code in MOVED and "location" in response.headers
    if is_moved:
        limit, may_cut = min(limit, REDIRECT_BODY), True
    is_wanted = is_moved or response.status_code in (200, 304)
    if promised.isdecimal() and int(promised[:20]) > limit and is_wanted and not may_cut:
        raise FetchError(
            "too-large", url, f"it has {promised[:20]} bytes, {limit} are allowed", BY_HAND
        )
    pieces: list[bytes] = []
    size, cut = 0, ""
    try:
        assert isinstance(response.stream, httpx.SyncByteStream)
        for piece in response.stream if is_wanted else ():
            pieces.append(piece)
            size += len(piece)
            if size > limit and not may_cut:
                raise FetchError("too-large", url, f"it has more than {limit} bytes", BY_HAND)
            if size > limit:
                cut = "length"
                break
    except (httpcore.RemoteProtocolError, httpcore.ReadError):
        cut = "disconnect"
    head, wire = _parts(bytes(watch.received))
    if not cut and "transfer-encoding" in response.headers:
        wire = wire[: unchunked(wire)[1]]
    elif not cut:
        wire = wire[:size]
    return Answer(
        url=url,
        status=response.status_code,
        headers=tuple(
            (name.decode("latin-1"), _text(value)) for name, value in response.headers.raw
        ),
        body=b"".join(pieces),
        exchange=Exchange(
            url=url,
            at=at,
            address=watch.address,
            request=bytes(watch.sent),
            response=head + wire,
            cut=cut,
        ),
        cut=bool(cut),
    )


def _parts(received: bytes) -> tuple[bytes, bytes]:
    """Return head and body of the last answer; those that only announce it are left out."""
    start = 0
    while end := HEAD_END.search(received, start):
        status = received[start : start + 12].partition(b" ")[2]
        if not status.startswith(b"1"):
            return received[start : end.end()], received[end.end() :]
        start = end.end()
    return received[start:], b""


def _text(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")
