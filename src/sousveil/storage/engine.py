"""Engines for one SQLite file: one that reads and writes, one that only reads."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, StaticPool

SIDES = ("-wal", "-shm", "-journal")
"""Ends of the names of the files that SQLite keeps beside its own while it is in use."""

PRAGMAS = (
    "journal_mode=WAL",  # readers never wait for the writer
    "synchronous=FULL",  # committed means on disk
    "foreign_keys=ON",
    "recursive_triggers=ON",  # else `insert or replace` would get past the delete trigger
    "trusted_schema=OFF",  # the file may have come by mail
)

TRIES = 5  # side files may come and go between a look at them and the opening


def writing_engine(path: Path, wait: float) -> Engine:
    """Return an engine for a file that this program may write."""
    url = URL.create("sqlite", database=str(path))
    return _prepared(create_engine(url, connect_args={"timeout": wait}))


def memory_engine() -> Engine:
    """Return an engine for an empty database in memory."""
    return _prepared(create_engine("sqlite://", poolclass=StaticPool))


def reading_engine(path: Path, wait: float) -> Engine:
    """Return an engine for a file that this program may only read.

    Each connection begins as one reading transaction.
    """

    def connect() -> sqlite3.Connection:
        for left in reversed(range(TRIES)):
            connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro{'' if in_use(path) else '&immutable=1'}",
                uri=True,
                timeout=wait,
                isolation_level=None,
            )
            try:
                connection.execute("pragma trusted_schema=OFF")
                connection.execute("begin")
                connection.execute("select name from sqlite_master limit 1").fetchone()
            except sqlite3.Error:
                connection.close()
                if not left:
                    raise
                continue
            return connection
        raise AssertionError

    return create_engine("sqlite://", creator=connect, poolclass=NullPool)


def in_use(path: Path) -> bool:
    """Tell whether a side file lies beside a database: somebody writes, or did and was ended."""
    return any(side.exists() for side in _sides(path))


def may_write(path: Path) -> bool:
    """Tell whether this program may write a database and what belongs beside it."""
    place = path.resolve()
    files = (place, *(side for side in _sides(place) if side.exists()))
    return os.access(place.parent, os.W_OK | os.X_OK) and all(
        os.access(file, os.W_OK) for file in files
    )


def _sides(path: Path) -> tuple[Path, ...]:
    place = path.resolve()
    return tuple(place.with_name(place.name + side) for side in SIDES)


def _prepared(engine: Engine) -> Engine:
    """Take transactions into our own hands: a write begins as one, or it could fail midway."""

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"pragma {pragma}")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing", True)
        connection.exec_driver_sql("begin immediate" if writing else "begin")

    return engine
