"""Small servers on loopback that end by themselves, and connections that are written down."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator

import httpcore

from sousveil.archive.fetch import connect

Answer = Callable[[str], bytes | Iterable[bytes]]
"""Path to what is sent, at once or bit by bit."""


class Server:
    """Answers on 127.0.0.1, one connection after the other, for 20 seconds at most."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.requests: list[bytes] = []
        self._stop = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.05)
        self.port = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def paths(self) -> list[str]:
        return [request.split(b" ")[1].decode() for request in self.requests]

    def _serve(self) -> None:
        end = time.monotonic() + 20
        while not self._stop.is_set() and time.monotonic() < end:
            with contextlib.suppress(OSError):
                conversation, _ = self._socket.accept()
                conversation.settimeout(5)
                with conversation:
                    self._talk(conversation)

    def _talk(self, conversation: socket.socket) -> None:
        request = b""
        while b"\r\n\r\n" not in request:
            piece = conversation.recv(65536)
            if not piece:
                return
            request += piece
        self.requests.append(request)
        answer = self.answer(request.split(b" ")[1].decode())
        for part in [answer] if isinstance(answer, bytes) else answer:
            if self._stop.is_set():
                return
            conversation.sendall(part)

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(5)
        self._socket.close()


class Connections:
    """Writes down what is connected to; what is not let through is refused."""

    def __init__(self, through: dict[tuple[str, int], int] | None = None) -> None:
        self.tried: list[tuple[str, int]] = []
        self.through = through or {}
        """Address and port, to a port on loopback."""

    def __call__(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        self.tried.append((address, port))
        if (address, port) not in self.through:
            raise httpcore.ConnectError("this test connects to nothing")
        return connect("127.0.0.1", self.through[address, port], seconds)


class Clock:
    """A clock that goes only while somebody sleeps."""

    def __init__(self) -> None:
        self.time = 100.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


@contextlib.contextmanager
def serving(answer: Answer | bytes) -> Iterator[Server]:
    """Serve one answer for everything, or what a function says of a path."""
    with Server((lambda _: answer) if isinstance(answer, bytes) else answer) as server:
        yield server


def reply(body: bytes = b"", status: str = "200 OK", *headers: str, length: bool = True) -> bytes:
    """Return an answer of HTTP."""
    lines = [f"HTTP/1.1 {status}", *headers]
    if length:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def moved(location: str | bytes, status: str = "302 Found") -> bytes:
    """Return a redirect."""
    raw = location if isinstance(location, bytes) else location.encode()
    return (
        b"HTTP/1.1 " + status.encode() + b"\r\nLocation: " + raw + b"\r\nContent-Length: 0\r\n\r\n"
    )
