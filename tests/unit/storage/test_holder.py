from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sousveil.errors import LedgerBusy
from sousveil.storage import holder
from sousveil.storage.ledger_sql import open_ledger

NOW = "2026-01-01T00:00:00Z"

HOLD = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("begin immediate")
print("held", flush=True)
sys.stdin.read()
"""

linux = pytest.mark.skipif(not Path("/proc/locks").exists(), reason="the system tells no locks")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.sqlite"
    open_ledger(path, create=True).close()
    return path


@contextmanager
def held(path: Path, *words: str) -> Iterator[int]:
    """Let another process hold the turn to write."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path), *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout and process.stdin
        assert process.stdout.readline() == "held\n"
        yield process.pid
        process.stdin.close()


@linux
def test_a_writer_that_waits_too_long_is_told_who_holds_the_turn(path: Path) -> None:
    ledger = open_ledger(path, wait=0.2)
    with held(path, "add", "in\x1b[2Jbox") as process:
        told = pytest.raises(LedgerBusy, match=f"Process {process} \\(python.* is writing")
        with told as caught, ledger.writing(NOW):
            pass
    said = str(caught.value)
    assert "for 0.2 seconds. Wait until it is done or end it, then do this again" in said
    assert "\n" not in said
    assert "\x1b" not in said
    with ledger.writing(NOW):
        assert holder.holder(path) is not None
    assert holder.holder(path) is None
    ledger.close()


@linux
def test_a_reader_and_one_who_waits_hold_nothing(path: Path) -> None:
    ledger = open_ledger(path, wait=0.2)
    with ledger.reading():
        assert holder.holder(path) is None
    ledger.close()


@linux
def test_to_look_for_the_holder_drops_no_lock(path: Path) -> None:
    ledger = open_ledger(path, wait=0.2)
    with ledger.writing(NOW):
        holder.holder(path)
        code = (
            f"import sqlite3; sqlite3.connect({str(path)!r}, timeout=0).execute('begin immediate')"
        )
        other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "locked" in other.stderr
    ledger.close()


@pytest.mark.parametrize(
    ("locks", "found"),
    [
        pytest.param("1: POSIX  ADVISORY  WRITE 4711 {place} 120 120", 4711, id="the-turn"),
        pytest.param("1: OFDLCK ADVISORY  WRITE 4711 {place} 0 EOF", 4711, id="the-whole-file"),
        pytest.param("1: POSIX  ADVISORY  READ  4711 {place} 120 120", None, id="a-reader"),
        pytest.param("1: POSIX  ADVISORY  WRITE 4711 {place} 121 121", None, id="another-byte"),
        pytest.param("1: -> POSIX  ADVISORY  WRITE 4711 {place} 120 120", None, id="one-who-waits"),
        pytest.param("1: POSIX  ADVISORY  WRITE 4711 fe:00:1 120 120", None, id="another-file"),
        pytest.param("1: POSIX  ADVISORY  WRITE -1 {place} 120 120", None, id="hidden-process"),
        pytest.param("1: FLOCK  ADVISORY  WRITE 4711 {place} 120 120", None, id="another-kind"),
        pytest.param("something else", None, id="another-format"),
        pytest.param("1: POSIX  ADVISORY  WRITE x y z w", None, id="no-numbers"),
    ],
)
def test_the_locks_are_read_as_linux_writes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locks: str, found: int | None
) -> None:
    side = tmp_path / "ledger.sqlite-shm"
    side.touch()
    there = side.stat()
    place = f"{os.major(there.st_dev):02x}:{os.minor(there.st_dev):02x}:{there.st_ino}"
    (tmp_path / "4711").mkdir()
    (tmp_path / "4711" / "cmdline").write_bytes(b"/opt/bin/sousveil\0add\0inbox\0")
    (tmp_path / "locks").write_text(f"{locks.format(place=place)}\n")
    monkeypatch.setattr(holder, "PROC", tmp_path)
    said = None if found is None else f"Process {found} (sousveil add inbox)"
    assert holder.holder(tmp_path / "ledger.sqlite") == said


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (b"/usr/bin/python3\0/opt/bin/sousveil\0add\0", "sousveil add"),
        (b"/usr/bin/python3.11\0-m\0sousveil\0add\0", "python3.11 -m sousveil add"),
        (b"sousveil\0add\0a\nb\xe2\x80\xae\xff\0", "sousveil add a\\nb\\u202e\ufffd"),
        (b"sousveil\0" + b"x" * 200, "sousveil " + "x" * 68 + "..."),
        (b"", ""),
    ],
)
def test_a_command_is_shown_on_one_short_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: bytes, shown: str
) -> None:
    (tmp_path / "1").mkdir()
    (tmp_path / "1" / "cmdline").write_bytes(line)
    monkeypatch.setattr(holder, "PROC", tmp_path)
    assert holder._command(1) == shown


def test_where_the_system_tells_nothing_there_is_no_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ledger.sqlite-shm").touch()
    monkeypatch.setattr(holder, "PROC", tmp_path)
    assert holder.holder(tmp_path / "ledger.sqlite") is None
