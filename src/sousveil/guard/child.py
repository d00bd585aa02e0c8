"""A process of its own for what strangers' bytes are given to, and the talk with it."""

from __future__ import annotations

import json
import math
import os
import queue
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, Protocol, TypeVar

from sousveil.errors import OutOfMemory, ReaderCrashed, TooSlow
from sousveil.guard.caps import MIB, Caps

START = (
    "import json,sys;sys.path=json.loads(sys.argv[1]);from sousveil.guard.child import main;main()"
)
LENGTH = struct.Struct(">Q")
LONGEST = 4096 * MIB  # bytes of one message; more is no answer but an attack
FULL = 384 * MIB  # bytes of memory with which a child is sent home after its work
GRACE = 5.0  # seconds to start in
MOST = 2  # children of one crew; each may take as much memory as the limits allow
AHEAD = 2  # items for each child that are taken before they are asked for

ENDED = "The program ends, and this was not done. Ask again when it runs."

OK, OVER, MEMORY = b"+", b"-", b"m"
"""How an answer begins: an answer; there are no more; the memory was too small."""

S = TypeVar("S")
T = TypeVar("T")

Work = Callable[[str, bytes], Iterator[bytes]]
"""Answers one task; what it yields is sent at once."""


class Maker(Protocol):
    """Makes the work of a child from its settings, before the fence is raised."""

    def __call__(self, settings: str, caps: Caps) -> Work:
        """Return the function that answers tasks."""


class Child:
    """A process that answers tasks one after the other; a task that it dies of costs only itself.

    `maker` names the function that makes its work, as `module:function`. The process is
    started with the first task, and again after each death.
    """

    def __init__(self, maker: str, settings: str, caps: Caps) -> None:
        self._arguments = (maker, settings)
        self.caps = caps
        self._process: subprocess.Popen[bytes] | None = None
        self._fenced: dict[str, bool] = {}
        self._deadline = math.inf
        self._late = False
        self._worked = False
        self._over = False

    @property
    def fenced(self) -> dict[str, bool]:
        """What the process has given up, see `fence.raise_fence`; starts it if need be."""
        self._started()
        return self._fenced

    def answers(self, task: str, data: bytes) -> Generator[bytes, None, None]:
        """Yield the answers to one task, or raise `TooSlow`, `OutOfMemory`, `ReaderCrashed`.

        Memory that former tasks left behind is not held against a task: if it was too small, a
        process that has done nothing else tries once more.
        """
        had_work = self._worked and self._process is not None
        told = 0
        try:
            for answer in self._answers(task, data):
                yield answer
                told += 1
        except OutOfMemory:
            if told or not had_work:
                raise
            yield from self._answers(task, data)

    def _answers(self, task: str, data: bytes) -> Generator[bytes, None, None]:
        process = self._started()
        self._worked = True
        complete = False
        answer = b""
        try:
            with self._in_time():
                _send(process.stdin, task.encode())
                _send(process.stdin, data)
            while True:
                with self._in_time():
                    answer = _receive(process.stdout)
                if answer[:1] != OK:
                    break
                yield answer[1:]
            if answer[:1] == MEMORY:
                raise OutOfMemory(
                    f"Reading it takes more than {self.caps.memory // MIB} MiB of memory. "
                    "Add it in parts, or raise the limit `memory`."
                )
            complete = answer[:1] == OVER
        except (OSError, EOFError):
            pass
        finally:
            if not complete:
                code = self._ended()
            elif answer[1:] == b"full":
                self.close()
        if not complete:
            raise self._explained(code, self._late)

    @contextmanager
    def _in_time(self) -> Iterator[None]:
        """Have the process killed if this takes too long; so no pipe waits for ever."""
        self._deadline = time.monotonic() + self.caps.wall
        try:
            yield
        finally:
            self._deadline = math.inf

    def _watch(self, process: subprocess.Popen[bytes]) -> None:
        """Look at the clock for as long as the process lives."""
        while process.poll() is None:
            if time.monotonic() > self._deadline:
                self._late = True
                process.kill()
                return
            time.sleep(min(1.0, self.caps.wall / 20))

    def close(self) -> None:
        """Send the process home."""
        self._ended()

    def kill(self) -> None:
        """End the process for good, also from another thread; who waits for an answer is told."""
        self._over = True  # one that is just being started sees it
        process = self._process
        if process is not None:
            process.kill()

    def _explained(self, code: int, late: bool) -> TooSlow | ReaderCrashed:
        if late or code == -getattr(signal, "SIGXCPU", 0):
            limit = f"{self.caps.cpu} seconds of computing or {self.caps.wall} on the clock"
            return TooSlow(
                f"Reading it takes more than {limit}, and was ended. "
                "Add it in parts, or raise the limits `cpu` and `wall`."
            )
        return ReaderCrashed(
            f"The process that read it died ({_named(code)}). "
            "Save the document in another format and add that; please report it."
        )

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self._ended()
        if self._over:
            raise ReaderCrashed(ENDED)
        path = json.dumps([entry for entry in sys.path if entry])
        self._process = process = subprocess.Popen(
            [sys.executable, "-I", "-c", START, path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(os.sep).resolve(),
            env=_environment(),
        )
        caps = {name: getattr(self.caps, name) for name in self.caps.__struct_fields__}
        try:
            if self._over:
                process.kill()
            _send(process.stdin, json.dumps([*self._arguments, caps]).encode())
            self._fenced = json.loads(_receive(process.stdout))
        except (OSError, EOFError):
            code = self._ended()
            raise ReaderCrashed(
                f"The process that reads documents does not start ({_named(code)}). "
                "Try again when the machine has more memory to spare."
            ) from None
        self._deadline, self._late, self._worked = math.inf, False, False
        threading.Thread(target=self._watch, args=(process,), daemon=True).start()
        return process

    def _ended(self) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        return process.wait()


class Crew:
    """Several children at work at the same time."""

    def __init__(self, maker: str, settings: str, caps: Caps, number: int | None = None) -> None:
        """Take as many as there are processors, but no more than four, if no number is given."""
        number = number or min(MOST, os.cpu_count() or 1)
        self.children = tuple(Child(maker, settings, caps) for _ in range(number))
        self._idle: queue.LifoQueue[Child] = queue.LifoQueue()
        self._pool: ThreadPoolExecutor | None = None
        self._closed = False
        self._lock = threading.Lock()
        for child in self.children:
            self._idle.put(child)

    def each(self, do: Callable[[Child, S], T], items: Iterable[S]) -> Iterator[T]:
        """Yield what is done with each item, in their order; only a few are taken ahead."""
        begun: deque[Future[T]] = deque()
        try:
            for item in items:
                begun.append(self._submit(do, item))
                if len(begun) > AHEAD * len(self.children):
                    yield begun.popleft().result()
            while begun:
                yield begun.popleft().result()
        finally:
            for future in begun:
                future.cancel()

    def one(self, do: Callable[[Child, S], T], item: S) -> T:
        """Return what is done with one item, as soon as a child is free for it.

        Raises `ReaderCrashed` where the crew was sent home before.
        """
        try:
            return self._submit(do, item).result()
        except CancelledError:
            raise ReaderCrashed(ENDED) from None

    def _submit(self, do: Callable[[Child, S], T], item: S) -> Future[T]:
        """Have a thread do it; threads stay: a process ends with the one that started it."""
        with self._lock:
            if self._closed:
                raise ReaderCrashed(ENDED)
            self._pool = self._pool or ThreadPoolExecutor(len(self.children))
            return self._pool.submit(self._done, do, item)

    def _done(self, do: Callable[[Child, S], T], item: S) -> T:
        child = self._idle.get()
        try:
            return do(child, item)
        finally:
            self._idle.put(child)

    def close(self) -> None:
        """Send all home, when those at work have done it."""
        with self._lock:
            self._closed = True
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        for child in self.children:
            child.close()


def main() -> None:
    """Be the child: settings first, then task after task until the other side is gone."""
    from sousveil.guard.fence import memory_used, more_time, raise_fence

    tempfile.tempdir = os.sep  # where none can be written; libraries ask for the name alone
    tasks, answers = _own_streams()
    maker, settings, limits = json.loads(_receive(tasks))
    caps = Caps(**limits)
    module, _, name = maker.partition(":")
    make: Maker = getattr(import_module(module), name)
    work = make(settings, caps)
    _send(answers, json.dumps(raise_fence(caps)).encode())
    while True:
        try:
            task, data = _receive(tasks).decode(), _receive(tasks)
        except EOFError:
            return
        more_time(caps.cpu)
        try:
            for answer in work(task, data):
                _send(answers, OK + answer)
        except MemoryError:
            _send(answers, MEMORY)
            return
        del data
        _send(answers, OVER + (b"full" if memory_used() > FULL else b""))


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """Take the two pipes for ourselves: what a library prints must not get between."""
    tasks = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nothing, number)
    return tasks, answers


def _environment() -> dict[str, str]:
    """Nothing of the user's: no home, no keys, no proxies."""
    kept = {"SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"}
    return {name: value for name, value in os.environ.items() if name in kept} | {
        "LANG": "C.UTF-8",
        "TZ": "UTC",
    }


def _send(stream: Any, message: bytes) -> None:
    stream.write(LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def _receive(stream: Any) -> bytes:
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    (length,) = LENGTH.unpack(head)
    if length > LONGEST:
        raise EOFError
    message: bytes = stream.read(length)
    if len(message) < length:
        raise EOFError
    return message


def _named(code: int) -> str:
    try:
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"
    except ValueError:
        return f"exit code {code}"
