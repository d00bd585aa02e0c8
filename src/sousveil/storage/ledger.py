"""The append-only store: what it promises, and how its rows and its log are sealed."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from msgspec import Struct, field

from sousveil.model.ids import canonical, content_id, digest

DRAWN = {
    "setting": (),
    "snapshot": (),
    "finding": ("snapshot", "source"),
    "refusal": ("document",),
    "text": (),
    "reading": ("snapshot", "text"),
    "map": ("snapshot", "text"),
    "claim": ("text",),
    "checked": ("text",),
    "reply": (),
    "report": (),
    "decision": ("kind",),
    "edition": ("digest", "manifest"),
}
"""Kinds of row in the order in which one transaction writes them, each with the fields of its
body that stand in columns of their own, to be looked up by."""

UNTOLD = ("id", "at")
"""Fields that do not enter the id of a refusal or of a saved check."""

START = "sha256:" + "0" * 64
"""What the first row of the log gives as the hash before it."""


class Row(Struct, frozen=True, kw_only=True):
    """One noun as the ledger keeps it."""

    kind: str
    id: str
    body: str
    """The canonical JSON of the noun."""

    drawn: Mapping[str, str] = field(default_factory=dict)
    """The columns beside the body; each repeats one of its fields."""

    seq: int = 0
    """The row of the log that vouches for this one; 0 before it is written."""

    @property
    def plain(self) -> Any:
        """The body as plain data."""
        return json.loads(self.body)


class LogRow(Struct, frozen=True, kw_only=True):
    """What one transaction appended of one kind; each row of the log seals all before it."""

    seq: int
    """From 1, without gaps."""

    kind: str
    count: int
    digest: str
    """Over the bodies of the rows, see `rows_digest`."""

    at: str
    """UTC, to the second."""

    previous: str
    """The hash of the row before."""

    hash: str


class Head(Struct, frozen=True):
    """The end of the log; it stands for everything written up to there."""

    seq: int
    hash: str


class View(Protocol):
    """One state of the ledger; it does not change while it is looked at."""

    def rows(
        self, kind: str, /, *, after: int = 0, up_to: int | None = None, **drawn: str
    ) -> Iterator[Row]:
        """Yield rows by sequence, then id; `after` and `up_to` are rows of the log."""

    def row(self, kind: str, id: str) -> Row | None:
        """Return one row, or None."""

    def beginning(self, kind: str, id: str, limit: int = 2) -> tuple[Row, ...]:
        """Return at most so many rows whose ids begin so, by id."""

    def page(self, kind: str, skip: int, limit: int) -> tuple[Row, ...]:
        """Return at most so many rows by sequence, then id, after leaving out the first ones."""

    def count(self, kind: str, /, **drawn: str) -> int:
        """Return how many rows there are."""

    def log(self) -> Iterator[LogRow]:
        """Yield the log from its beginning."""

    def head(self) -> Head:
        """Return the end of the log."""

    def faults(self) -> Iterator[str]:
        """Yield, in words, what is wrong with the store itself, apart from its rows."""


class Writer(View, Protocol):
    """The ledger while nobody else can write to it."""

    def append(self, rows: Iterable[Row]) -> int:
        """Write the rows that are not there yet, with one row of the log for each kind.

        Returns how many were new. Nothing is kept unless the whole transaction is.
        """


class Ledger(Protocol):
    """Rows that are only ever appended, under a chain of hashes."""

    def reading(self) -> AbstractContextManager[View]:
        """Open one state to look at; never waits for a writer."""

    def writing(self, at: str) -> AbstractContextManager[Writer]:
        """Wait for the turn to write; keep all on leaving, nothing on an exception.

        Raises `LedgerBusy` if the turn does not come.
        """

    def copy(self, target: Path) -> None:
        """Write one whole state to a new file, and bring it to disk; others may write meanwhile.

        Raises `ProjectError` and leaves nothing where that fails.
        """

    def close(self) -> None:
        """Let go of the store."""


def row(kind: str, plain: Mapping[str, Any]) -> Row:
    """Make a row of a noun given as plain data."""
    return Row(
        kind=kind,
        id=row_id(kind, plain),
        body=canonical(plain).decode(),
        drawn={name: plain[name] for name in DRAWN[kind]},
    )


def row_id(kind: str, plain: Mapping[str, Any]) -> str:
    """Return the id that the content of a noun gives it."""
    match kind:
        case "snapshot":
            return str(plain["id"])
        case "text":
            return digest(str(plain["content"]).encode())
        case "edition":
            return str(plain["name"])
        case "refusal":  # refused again for the same reason, it is the same refusal
            return content_id(kind, {name: plain[name] for name in plain if name not in UNTOLD})
        case "checked":  # the same text with the same verdicts, saved again, is the same check
            return content_id("check", {name: plain[name] for name in plain if name not in UNTOLD})
        case _:
            return content_id(kind, {name: plain[name] for name in plain if name != "id"})


def last(rows: Iterable[Row]) -> Row | None:
    """Return the last of some rows, or None."""
    found = deque(rows, maxlen=1)
    return found[0] if found else None


def rows_digest(rows: Iterable[Row]) -> str:
    """Return the digest over the bodies of rows, in the order of their ids."""
    return digest(canonical([row.body for row in sorted(rows, key=lambda row: row.id)]))


def log_row(before: Head, kind: str, rows: list[Row], at: str) -> LogRow:
    """Make the row of the log that vouches for rows of one kind."""
    fields = {
        "seq": before.seq + 1,
        "kind": kind,
        "count": len(rows),
        "digest": rows_digest(rows),
        "at": at,
        "previous": before.hash,
    }
    return LogRow(**fields, hash=digest(canonical(fields)))  # type: ignore[arg-type]


def log_hash(row: LogRow) -> str:
    """Return the hash that a row of the log must have."""
    names = ("seq", "kind", "count", "digest", "at", "previous")
    return digest(canonical({name: getattr(row, name) for name in names}))
