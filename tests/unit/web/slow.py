"""Work that judges as the program does, except for words that it never gets done with."""

from __future__ import annotations

import os
from collections.abc import Iterator

from sousveil.guard.caps import Caps
from sousveil.guard.child import Work
from sousveil.questions import apart

ENDLESS, DEADLY = "this sentence never ends", "this sentence kills"


def work(settings: str, caps: Caps) -> Work:
    """Make the work of a process."""
    judge = apart.work(settings, caps)

    def answer(task: str, data: bytes) -> Iterator[bytes]:
        while ENDLESS.encode() in data:
            pass
        if DEADLY.encode() in data:
            os._exit(3)
        yield from judge(task, data)

    return answer
