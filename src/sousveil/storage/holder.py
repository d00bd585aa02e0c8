"""Which process holds the turn to write, as far as the system tells.

SQLite's locks are those of the whole process: to open and close one of its files here would drop
them. So nothing is opened but what lies in /proc.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")
TURN = 120  # the byte of the -shm file that a writer locks (SQLite, "WAL-mode file format")
LONGEST = 80  # characters of a command that are shown


def holder(ledger: Path) -> str | None:
    """Return `Process 4711 (sousveil add inbox)`; None where that cannot be told."""
    for file, byte in ((ledger.with_name(f"{ledger.name}-shm"), TURN), (ledger, None)):
        try:
            there = file.stat()
        except OSError:
            continue
        for process, device, inode, first, last in _write_locks():
            if inode != there.st_ino or (byte is not None and not first <= byte <= last):
                continue
            if device == there.st_dev or _has_open(process, there):
                command = _command(process)
                return f"Process {process} ({command})" if command else f"Process {process}"
    return None


def _write_locks() -> Iterator[tuple[int, int, int, int, float]]:
    """Yield process, device, inode, first and last byte of each lock to write that is held.

    A line reads `3: POSIX  ADVISORY  WRITE 4711 fe:00:131 120 120`; one that waits has `->`.
    """
    try:
        lines = (PROC / "locks").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        match line.split():
            case [_, "POSIX" | "OFDLCK", _, "WRITE", process, place, first, last]:
                try:
                    major, minor, inode = place.split(":")
                    device = os.makedev(int(major, 16), int(minor, 16))
                    end = float("inf") if last == "EOF" else int(last)
                    found = int(process), device, int(inode), int(first), end
                except ValueError:
                    continue
                if found[0] > 0:  # others are in a container that may not be looked into
                    yield found


def _has_open(process: int, file: os.stat_result) -> bool:
    """Tell whether a process has a file open; some file systems give locks another device."""
    try:
        return any(
            os.path.samestat(file, link.stat()) for link in (PROC / str(process) / "fd").iterdir()
        )
    except OSError:
        return False


def _command(process: int) -> str:
    """Return the command line, for people: no path of the program, one line, not too long."""
    try:
        given = (PROC / str(process) / "cmdline").read_bytes()
    except OSError:
        return ""
    words = [word.decode("utf-8", "replace") for word in given.rstrip(b"\0").split(b"\0")]
    if len(words) > 1 and Path(words[0]).name.startswith("python") and words[1][:1] not in "-":
        del words[0]
    words[0] = Path(words[0]).name
    told = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in " ".join(words))
    return told if len(told) <= LONGEST else f"{told[: LONGEST - 3]}..."
