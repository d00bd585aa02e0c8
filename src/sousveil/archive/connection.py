"""One connection, within limits of address, time and size."""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NoReturn, Protocol

import certifi
import httpcore
import httpx

from sousveil.archive.addresses import Target
from sousveil.errors import FetchError
from sousveil.guard.caps import Caps
from sousveil.guard.inflate import Budget

CONNECT = 10.0  # seconds for one of several addresses of a host
ADDRESSES = 4  # addresses of a host that are tried

LATER = "Try again later."
BY_HAND = "Save the document in a browser and add the file."


class _Opening(Protocol):
    """Who knows the addresses of a host, checked, and connects to them."""

    def addresses(self, wanted: Target, deadline: Deadline) -> Sequence[str]:
        """Return the addresses; raise `FetchError` where one must not be asked."""

    def open(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        """Open a connection."""


class Deadline:
    """The end of the time for one document."""

    def __init__(self, clock: Callable[[], float], seconds: float) -> None:
        self._clock = clock
        self._end = clock() + seconds

    def left(self, url: str) -> float:
        """Return the seconds left; raise `FetchError` where there are none."""
        left = self._end - self._clock()
        if left <= 0:
            too_slow(url)
        return left

    def add(self, seconds: float) -> None:
        """Give back the time of a polite wait."""
        self._end += seconds


class TimedBudget(Budget):
    """Counts what a body unfolds to, and looks at the clock."""

    def __init__(self, size: int, limit: int, check: Callable[[], object]) -> None:
        super().__init__(size, Caps(inflated=limit))
        self._check = check

    def spend(self, count: int) -> None:
        """Raise `Bomb` for too much, and `FetchError` where the time is over."""
        self._check()
        super().spend(count)


class Watch:
    """What goes over one connection: it is kept, counted and timed."""

    def __init__(self, wanted: Target, deadline: Deadline, header_bytes: int) -> None:
        self.wanted = wanted
        self.deadline = deadline
        self.address = ""
        self.sent = bytearray()
        self.received = bytearray()
        self._room = self._header_bytes = header_bytes
        self._in_head = True

    def left(self) -> float:
        """Return the seconds left; raise `FetchError` where there are none."""
        return self.deadline.left(self.wanted.url)

    def room(self) -> int:
        """Return how many more bytes may come; raise `FetchError` where none may."""
        room = self._room - len(self.received)
        if room <= 0:
            part = "head" if self._in_head else "body"
            raise FetchError(
                "too-large", self.wanted.url, f"its {part} is longer than is allowed", BY_HAND
            )
        return room

    def head_done(self, limit: int) -> None:
        """Allow a body of so many bytes, with the marks of its chunks."""
        self._in_head = False
        self._room = len(self.received) + limit + self._header_bytes


class Guarded(httpcore.NetworkBackend):
    """Connects to nothing but addresses that were checked."""

    def __init__(self, opening: _Opening, watch: Watch) -> None:
        self._opening = opening
        self._watch = watch

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the host that was checked, by the first address that answers."""
        wanted = self._watch.wanted
        if (host.strip("[]"), port) != (wanted.host, wanted.port):
            raise FetchError("bad-address", wanted.url, "its host can be read in two ways", BY_HAND)
        failure: Exception | None = None
        for address in self._opening.addresses(wanted, self._watch.deadline)[:ADDRESSES]:
            try:
                seconds = min(CONNECT, self._watch.left())
                stream = self._opening.open(address, port, seconds)
            except (httpcore.ConnectError, httpcore.ConnectTimeout, OSError) as error:
                failure = error
                continue
            self._watch.address = address
            return _Wire(stream, self._watch)
        self._watch.left()
        raise httpcore.ConnectError(str(failure) or "no address answers")

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Raise: what is on this machine is nobody's document."""
        raise httpcore.ConnectError("only the internet protocol is spoken")


class _Wire(httpcore.NetworkStream):
    """A connection within the limits of time and size."""

    def __init__(self, stream: httpcore.NetworkStream, watch: Watch) -> None:
        self._stream = stream
        self._watch = watch

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        most = min(max_bytes, self._watch.room())
        data = self._stream.read(most, timeout=self._watch.left())
        self._watch.received += data
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, timeout=self._watch.left())
        self._watch.sent += buffer

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, timeout=self._watch.left())
        return _Wire(stream, self._watch)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Transport(httpx.BaseTransport):
    """One request over one guarded connection."""

    def __init__(self, backend: httpcore.NetworkBackend, tls: ssl.SSLContext) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls,
            max_connections=1,
            max_keepalive_connections=0,
            network_backend=backend,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer to a request, its body unread."""
        response = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.content or None,
            )
        )
        assert isinstance(response.stream, Iterable)
        return httpx.Response(
            response.status, headers=response.headers, stream=_Stream(response.stream)
        )

    def close(self) -> None:
        """Close the connection."""
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        self._stream.close()


def tls() -> ssl.SSLContext:
    """Return the usual demands on a server's certificate; no environment variable loosens them."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(cafile=certifi.where())
    return context


@contextlib.contextmanager
def explained(watch: Watch) -> Iterator[None]:
    """Say in our words what the libraries raise."""
    url = watch.wanted.url
    try:
        yield
    except httpcore.TimeoutException:
        too_slow(url)
    except (httpcore.RemoteProtocolError, httpcore.LocalProtocolError) as error:
        if watch.received:
            raise FetchError(
                "http-error", url, f"the answer is not HTTP: {error}".rstrip("."), BY_HAND
            ) from None
        raise FetchError("unreachable", url, "the connection was closed at once", LATER) from None
    except (httpcore.NetworkError, OSError) as error:
        watch.left()
        raise FetchError(
            "unreachable", url, f"no connection: {str(error).rstrip('.')}", LATER
        ) from None


def too_slow(url: str) -> NoReturn:
    """Raise that the time for a document is over."""
    raise FetchError("too-slow", url, "it took longer than is allowed", LATER)
