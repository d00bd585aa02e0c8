"""The process that reads: what it answers, and what its death costs."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from sousveil.errors import (
    DamagedDocument,
    OutOfMemory,
    ReaderCrashed,
    ReaderFailed,
    ReadingError,
    TooSlow,
)
from sousveil.guard.caps import MIB, Caps
from sousveil.guard.child import Child, Work
from sousveil.project import reader
from sousveil.project.reader import NOT_SEARCHED, Apart, Within

from .small import packaged

NOTE = b"Facial recognition is used in 64 countries."


def naughty(settings: str, caps: Caps) -> Work:
    """Make a work that does to its process what the task says."""

    def answer(task: str, data: bytes) -> Iterator[bytes]:
        import ctypes
        import socket

        match task:
            case "crash":
                ctypes.string_at(0)
            case "hang":
                while True:
                    pass
            case "hog":
                yield b"%d" % len(b"x" * (4 * caps.memory))
            case "read":
                yield Path(data.decode()).read_bytes()
            case "write":
                Path(data.decode()).write_bytes(b"written")
                yield b"done"
            case "connect":
                socket.create_connection(("127.0.0.1", int(data)), timeout=2)
                yield b"done"
            case "print":
                print("noise between the answers")
                yield data
            case "home":
                import os

                yield json.dumps(dict(os.environ)).encode()
            case _:
                yield data

    return answer


@pytest.fixture
def child() -> Iterator[Child]:
    made = Child(f"{__name__}:naughty", "", Caps(cpu=2, wall=4, memory=200 * MIB))
    yield made
    made.close()


@pytest.mark.parametrize(
    ("task", "error"),
    [("crash", ReaderCrashed), ("hang", TooSlow), ("hog", OutOfMemory)],
)
def test_a_task_that_the_process_dies_of_costs_only_itself(
    child: Child, task: str, error: type[ReadingError]
) -> None:
    assert list(child.answers("echo", b"before")) == [b"before"]
    with pytest.raises(error) as raised:
        list(child.answers(task, b""))
    assert "\n" not in str(raised.value)
    began = time.monotonic()
    assert list(child.answers("echo", b"after")) == [b"after"]
    assert time.monotonic() - began < 5


def test_what_a_library_prints_does_not_get_between(child: Child) -> None:
    assert list(child.answers("print", b"kept")) == [b"kept"]


def test_the_process_has_nothing_of_the_users(
    child: Child, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOUSVEIL_SECRET", "canary")
    (answer,) = child.answers("home", b"")
    assert "canary" not in answer.decode()
    assert "HOME" not in json.loads(answer)


@pytest.mark.parametrize(("task", "gives_up"), [("read", "files"), ("write", "files")])
def test_the_process_reaches_no_file(
    child: Child, tmp_path: Path, task: str, gives_up: str
) -> None:
    if not child.fenced[gives_up]:
        pytest.skip(f"this system cannot take its {gives_up} from a process")
    secret = tmp_path / "secret.txt"
    secret.write_bytes(b"canary")
    with pytest.raises(ReaderCrashed):
        list(child.answers(task, str(secret).encode()))
    assert secret.read_bytes() == b"canary"


def test_the_process_reaches_no_network(child: Child) -> None:
    import socket

    if not child.fenced["network"]:
        pytest.skip("this system cannot take the network from a process")
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(ReaderCrashed):
        list(child.answers("connect", b"%d" % server.getsockname()[1]))


def test_apart_gives_what_reading_here_gives() -> None:
    from sousveil.codebook.names import Names

    apart = Apart(None)
    try:
        there, here = apart.extract(NOTE), Within(Names(packaged())).extract(NOTE)
        assert there == here
        with pytest.raises(DamagedDocument):
            apart.extract(b"%PDF-1.7 cut")
    finally:
        apart.close()


def lying(answers: list[bytes]) -> Apart:
    class Liar(Apart):
        def __init__(self) -> None:
            self._child = self  # type: ignore[assignment]

        def answers(self, task: str, data: bytes) -> Iterator[bytes]:
            yield from answers

    return Liar()


def honest() -> list[bytes]:
    return list(reader.work("", Caps())("extract", NOTE))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda a: [a[0].replace(b"64 countries", b"99 countries"), a[1]], id="text"),
        pytest.param(lambda a: [a[0], a[1].replace(b"64", b"65", 1)], id="claims"),
        pytest.param(lambda a: [b"r{}", a[1]], id="nothing"),
        pytest.param(lambda a: [b"rnot json"], id="no-json"),
        pytest.param(lambda a: [b"e" + json.dumps(["gone-mad", "x"]).encode()], id="code"),
        pytest.param(lambda a: [b"x"], id="kind"),
    ],
)
def test_an_answer_that_does_not_fit_the_bytes_is_refused(change: object) -> None:
    with pytest.raises(ReaderFailed):
        lying(change(honest())).extract(NOTE)  # type: ignore[operator]


def test_a_search_for_claims_that_is_ended_costs_the_claims_alone() -> None:
    class Slow(Apart):
        def __init__(self) -> None:
            self._child = self  # type: ignore[assignment]

        def answers(self, task: str, data: bytes) -> Iterator[bytes]:
            yield honest()[0]
            raise TooSlow("too slow")

    found = Slow().extract(NOTE)
    assert found.text.content == NOTE.decode()
    assert (found.claims, found.reading.lost) == ((), (NOT_SEARCHED,))
    assert msgspec.json.encode(found.text)
