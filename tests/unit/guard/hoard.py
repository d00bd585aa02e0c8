"""The work of a child that keeps what it is told to keep."""

from __future__ import annotations

from collections.abc import Iterator

from sousveil.guard.caps import MIB, Caps
from sousveil.guard.child import Work

kept: list[bytearray] = []


def work(settings: str, caps: Caps) -> Work:
    def answer(task: str, data: bytes) -> Iterator[bytes]:
        size = int(data) * MIB
        if task == "keep":
            kept.append(bytearray(size))
        else:
            bytearray(size)
        yield task.encode()

    return answer
