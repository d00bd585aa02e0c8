"""Makers of a child's work with mistakes planted in it; named in tests, never in the program."""

from __future__ import annotations

import ctypes
import mmap
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from sousveil.guard.caps import Caps
from sousveil.guard.child import Work

CRASH, LOOP, HOG = b"planted crash", b"planted loop", b"planted hog"
"""Documents that hold these words bring down a process made by `reader`."""

GIFT = 64 * 1024 * 1024  # bytes


def work(settings: str, caps: Caps) -> Work:
    """Make a work that does to itself what a parser might be talked into."""

    def answer(task: str, data: bytes) -> Iterator[bytes]:
        yield from DEEDS[task](data)

    return answer


def reader(settings: str, caps: Caps) -> Work:
    """Make the work that reads documents, but for the three that it dies of."""
    from sousveil.project.reader import work as honest

    whole = honest(settings, caps)

    def answer(task: str, data: bytes) -> Iterator[bytes]:
        for mark, name in ((CRASH, "segfault"), (LOOP, "loop"), (HOG, "hog")):
            if mark in data:
                yield from DEEDS[name](data)
        yield from whole(task, data)

    return answer


def fine(data: bytes) -> Iterator[bytes]:
    yield b"fine " + data


def segfault(data: bytes) -> Iterator[bytes]:
    ctypes.string_at(0)
    yield b"never"


def killed(data: bytes) -> Iterator[bytes]:
    os.kill(os.getpid(), signal.SIGKILL)
    yield b"never"


def gone(data: bytes) -> Iterator[bytes]:
    os._exit(0)
    yield b"never"


def loop(data: bytes) -> Iterator[bytes]:
    while True:
        pass
    yield b"never"


def sleep(data: bytes) -> Iterator[bytes]:
    time.sleep(3_600)
    yield b"never"


def stubborn(data: bytes) -> Iterator[bytes]:
    """Hear no signal that can be left unheard."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGXCPU, signal.SIGALRM):
        signal.signal(number, signal.SIG_IGN)
    while True:
        pass
    yield b"never"


def hog(data: bytes) -> Iterator[bytes]:
    kept = []
    while True:
        kept.append(b"x" * GIFT)
    yield b"never"


def hog_by_mapping(data: bytes) -> Iterator[bytes]:
    """Take memory as a library does that does not ask Python."""
    kept = []
    while True:
        kept.append(mmap.mmap(-1, GIFT, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS))
        kept[-1].write(b"x" * GIFT)
    yield b"never"


def recursion(data: bytes) -> Iterator[bytes]:
    sys.setrecursionlimit(10**9)

    def down(n: int) -> int:
        return [down(n + 1)][0]

    yield b"%d" % down(0)


def lie(data: bytes) -> Iterator[bytes]:
    """Announce an answer of 2^62 bytes."""
    for number in range(3, 64):
        try:
            os.write(number, b"\x40" + bytes(7) + b"+")
        except OSError:
            continue
    os._exit(0)
    yield b"never"


def noise(data: bytes) -> Iterator[bytes]:
    """Print, as libraries do."""
    print("noise")
    print("noise", file=sys.stderr)
    os.write(1, b"noise")
    os.write(2, b"noise")
    yield b"fine"


def reads(data: bytes) -> Iterator[bytes]:
    """Try to read a file of the user's."""
    try:
        yield Path(data.decode()).read_bytes()
    except OSError as error:
        yield b"refused: " + type(error).__name__.encode()


def writes(data: bytes) -> Iterator[bytes]:
    """Try to make a file."""
    try:
        with Path(data.decode()).open("wb") as file:
            file.write(b"x")
        yield b"written"
    except OSError as error:
        yield b"refused: " + type(error).__name__.encode()


def connects(data: bytes) -> Iterator[bytes]:
    """Try to reach a server."""
    host, _, port = data.decode().partition(":")
    try:
        with socket.create_connection((host, int(port)), timeout=2):
            yield b"connected"
    except OSError as error:
        yield b"refused: " + type(error).__name__.encode()


def environment(data: bytes) -> Iterator[bytes]:
    yield "\n".join(f"{name}={value}" for name, value in os.environ.items()).encode()


DEEDS = {
    deed.__name__: deed
    for deed in (
        *(fine, segfault, killed, gone, loop, sleep, stubborn, hog, hog_by_mapping),
        *(recursion, lie, noise, reads, writes, connects, environment),
    )
}
