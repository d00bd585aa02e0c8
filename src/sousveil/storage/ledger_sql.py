"""The ledger in a relational database; SQLite, one file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, inspect, select, text
from sqlalchemy.exc import DBAPIError

from sousveil.errors import LedgerBusy, NewerProject, ProjectDamaged, ProjectError
from sousveil.storage.disks import refuse_network
from sousveil.storage.engine import (
    in_use,
    may_write,
    memory_engine,
    reading_engine,
    writing_engine,
)
from sousveil.storage.holder import holder
from sousveil.storage.ledger import DRAWN, START, Head, LogRow, Row, log_row
from sousveil.storage.tables import REVISIONS, log, tables

WAIT = 30.0  # seconds to wait for another writer before giving up
CHUNK = 500  # ids asked for at once; SQLite takes at most 999 parameters in old builds

BACKUPS = "backups"
"""The folder beside the ledger for copies made before an upgrade."""

REFUSED = (DBAPIError, sqlite3.Error, UnicodeDecodeError)
"""What the database raises; the last where the damage stands in its own words."""


def open_ledger(path: Path, *, create: bool = False, wait: float = WAIT) -> SqlLedger:
    """Open the ledger in a file, bringing its tables up to date.

    A file that may only be read is opened for that. Raises `ProjectDamaged` if there is no
    ledger in the file, `NewerProject` if its tables are of a revision that this program does
    not know, and `ProjectError` on a network disk.
    """
    if not create and not (path.is_file() and path.stat().st_size):
        raise ProjectDamaged(f"The ledger {path} is missing or empty. Take it from a backup.")
    refuse_network(path)
    ledger = SqlLedger(path, wait) if create or may_write(path) else ReadOnlyLedger(path, wait)
    try:
        ledger.upgrade(create=create)
    except BaseException:
        ledger.close()
        raise
    return ledger


class SqlLedger:
    """Keeps the promises of `ledger.Ledger` on one SQLite file."""

    def __init__(self, path: Path, wait: float = WAIT) -> None:
        self.path = path
        self._wait = wait
        self._engine = self._connected()

    @contextmanager
    def reading(self) -> Iterator[SqlView]:
        """Open one state to look at."""
        with self._transaction(writing=False) as connection:
            yield SqlView(connection)

    @contextmanager
    def writing(self, at: str) -> Iterator[SqlWriter]:
        """Wait for the turn to write; keep all on leaving, nothing on an exception."""
        with self._transaction(writing=True) as connection:
            yield SqlWriter(connection, at)

    def copy(self, target: Path) -> None:
        """Write one whole state to a new file, and bring it to disk; others may write meanwhile."""
        try:
            raw = self._engine.raw_connection()
            try:
                raw.rollback()
                raw.cursor().execute("vacuum into ?", (str(target.absolute()),))
            finally:
                raw.close()
            _to_disk(target)
        except BaseException as error:
            target.unlink(missing_ok=True)
            if not isinstance(error, (*REFUSED, OSError)):
                raise
            said = str(error.orig if isinstance(error, DBAPIError) else error)
            if "malformed" in said or "not a database" in said:
                raise self._explained(error) from None
            raise ProjectError(
                f"The ledger {self.path} cannot be copied to {target}: {said}. "
                "Make room or mend the permissions, then do it again; nothing is half done."
            ) from None

    def close(self) -> None:
        """Let go of the file; SQLite folds its side files in when the last one does."""
        self._engine.dispose()

    def upgrade(self, *, create: bool) -> None:
        """Bring the tables to the newest revision, all or nothing; a copy is kept of the older."""
        with self._transaction(writing=False) as connection:
            if self._revision(connection, create=create) == REVISIONS[-1]:
                return
        with self._transaction(writing=True) as connection:
            found = self._revision(connection, create=create)
            if found == REVISIONS[-1]:
                return
            if found is not None:
                self._keep(found, SqlView(connection).head())
            upgrade(connection)

    def _connected(self) -> Engine:
        return writing_engine(self.path, self._wait)

    def _revision(self, connection: Connection, *, create: bool) -> str | None:
        """Return the revision of the tables; None where there are none yet."""
        names = inspect(connection).get_table_names()
        if not names and create:
            return None
        found = (
            connection.scalars(text("select version_num from alembic_version")).all()
            if "alembic_version" in names
            else []
        )
        if len(found) != 1:
            raise ProjectDamaged(
                f"The ledger {self.path} does not say its revision. Take it from a backup."
            )
        if found[0] not in REVISIONS:
            raise NewerProject(
                f"The ledger {self.path} is of revision {found[0]!r}, and this program knows "
                f"revisions up to {REVISIONS[-1]}. Update sousveil, then try again."
            )
        return str(found[0])

    def _keep(self, revision: str, head: Head) -> None:
        """Keep a copy of the ledger as it is; the caller holds the turn to write.

        A copy of another state is never replaced; one that is not whole is.
        """
        folder = self.path.parent / BACKUPS
        try:
            folder.mkdir(exist_ok=True)
            _to_disk(folder.parent)
            for number in count(1):
                more = "" if number == 1 else f"-{number}"
                place = folder / f"{self.path.stem}-{revision}{more}{self.path.suffix}"
                kept = _head_of(place)
                if kept == head:
                    return
                if kept is None:
                    break
            temporary = folder / f".{place.name}.tmp"
            temporary.unlink(missing_ok=True)
            self.copy(temporary)
            temporary.replace(place)
            _to_disk(folder)
        except OSError as error:
            raise ProjectError(
                f"The ledger {self.path} has to be copied to {folder} before it is brought to "
                f"revision {REVISIONS[-1]}, and that fails: {error.strerror or error}. "
                "Make room or mend the permissions, then do it again; nothing has changed."
            ) from None

    @contextmanager
    def _transaction(self, *, writing: bool) -> Iterator[Connection]:
        try:
            with (
                self._engine.connect().execution_options(writing=writing) as connection,
                connection.begin(),
            ):
                yield connection
        except REFUSED as error:
            raise self._explained(error) from None

    def _explained(self, error: Exception) -> ProjectError:
        """Turn what the database says into what happened and what to do."""
        said = str(error.orig if isinstance(error, DBAPIError) else error)
        if "locked" in said or "busy" in said:
            named = holder(self.path)
            told = (
                f"Another program has been writing to {self.path} for too long."
                if named is None
                else f"{named} is writing to {self.path}, and has not been done "
                f"for {self._wait:g} seconds."
            )
            return LedgerBusy(
                f"{told} Wait until it is done or end it, then do this again; nothing is lost."
            )
        if "full" in said or "readonly" in said or "unable to open" in said:
            return ProjectError(
                f"The ledger {self.path} cannot be written: {said}. "
                "Make room or mend the permissions, then do it again; nothing is half done."
            )
        return ProjectDamaged(
            f"The ledger {self.path} cannot be used: {said}. Take it from a backup."
        )


class ReadOnlyLedger(SqlLedger):
    """A ledger in a place where this program may not write."""

    @contextmanager
    def writing(self, at: str) -> Iterator[SqlWriter]:
        """Raise `ProjectError`."""
        raise ProjectError(
            f"The project in {self.path.parent} may only be read. Change its permissions, or copy "
            "its folder to a place where you may write; then do it there."
        )
        yield

    def upgrade(self, *, create: bool) -> None:
        """Raise `ProjectError` unless the tables are of the newest revision already."""
        with self._transaction(writing=False) as connection:
            found = self._revision(connection, create=create)
        if found != REVISIONS[-1]:
            raise ProjectError(
                f"The ledger {self.path} is of revision {found}, and may only be read. Open it "
                f"once where it can be written, such as in a copy of the project's folder; that "
                f"brings it to revision {REVISIONS[-1]}."
            )

    def _connected(self) -> Engine:
        return reading_engine(self.path, self._wait)

    @contextmanager
    def _transaction(self, *, writing: bool) -> Iterator[Connection]:
        """Read, and refuse what was read if the file has been written to meanwhile.

        SQLite watches that itself where it has its side files. Where there are none it is told
        that the file does not change; and somebody else may write after all.
        """
        before = self._stamp()
        try:
            with super()._transaction(writing=writing) as connection:
                yield connection
        except ProjectDamaged:
            self._same_as(before)
            raise
        self._same_as(before)

    def _stamp(self) -> tuple[int, int, int] | None:
        """Return what tells one state of the file from another; None where SQLite watches."""
        return None if in_use(self.path) else _stamp_of(self.path)

    def _same_as(self, before: tuple[int, int, int] | None) -> None:
        if before is not None and _stamp_of(self.path) != before:
            raise ProjectError(
                f"The ledger {self.path} has been written to while it was read. "
                "Nothing is lost; do it again."
            )

    def _explained(self, error: Exception) -> ProjectError:
        said = str(error.orig if isinstance(error, DBAPIError) else error)
        if "readonly" in said or "unable to open" in said:
            return ProjectError(
                f"The ledger {self.path} may only be read, and was not closed by its last writer: "
                f"{said}. Open it once where it can be written, such as in a copy of the "
                "project's folder."
            )
        return super()._explained(error)


class SqlView:
    """One state of the ledger: all that it reads comes from one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(
        self, kind: str, /, *, after: int = 0, up_to: int | None = None, **drawn: str
    ) -> Iterator[Row]:
        """Yield rows by sequence, then id; `after` and `up_to` are rows of the log."""
        table = tables[kind]
        query = select(table).order_by(table.c.seq, table.c.id)
        if after:
            query = query.where(table.c.seq > after)
        if up_to is not None:
            query = query.where(table.c.seq <= up_to)
        for name, value in drawn.items():
            query = query.where(table.c[name] == value)
        for found in self._connection.execute(query).mappings():
            yield _row(kind, found)

    def row(self, kind: str, id: str) -> Row | None:
        """Return one row, or None."""
        table = tables[kind]
        found = self._connection.execute(select(table).where(table.c.id == id)).mappings().first()
        return None if found is None else _row(kind, found)

    def beginning(self, kind: str, id: str, limit: int = 2) -> tuple[Row, ...]:
        """Return at most so many rows whose ids begin so, by id."""
        table = tables[kind]
        query = select(table).where(table.c.id >= id, table.c.id < id + "\U0010ffff")
        found = self._connection.execute(query.order_by(table.c.id).limit(limit)).mappings()
        return tuple(_row(kind, one) for one in found)

    def page(self, kind: str, skip: int, limit: int) -> tuple[Row, ...]:
        """Return at most so many rows by sequence, then id, after leaving out the first ones."""
        table = tables[kind]
        query = select(table).order_by(table.c.seq, table.c.id).offset(skip).limit(limit)
        return tuple(_row(kind, one) for one in self._connection.execute(query).mappings())

    def count(self, kind: str, /, **drawn: str) -> int:
        """Return how many rows there are."""
        table = tables[kind]
        query = select(func.count()).select_from(table)
        for name, value in drawn.items():
            query = query.where(table.c[name] == value)
        return int(self._connection.scalar(query) or 0)

    def log(self) -> Iterator[LogRow]:
        """Yield the log from its beginning."""
        for found in self._connection.execute(select(log).order_by(log.c.seq)).mappings():
            yield LogRow(**found)

    def head(self) -> Head:
        """Return the end of the log."""
        query = select(log.c.seq, log.c.hash).order_by(log.c.seq.desc()).limit(1)
        found = self._connection.execute(query).first()
        return Head(0, START) if found is None else Head(found.seq, found.hash)

    def faults(self) -> Iterator[str]:
        """Yield what SQLite finds wrong, and tables or triggers that are not as they were made."""
        for (said,) in self._connection.execute(text("pragma integrity_check")):
            if said != "ok":
                yield f"SQLite says: {said}"
        for table, *_ in self._connection.execute(text("pragma foreign_key_check")):
            yield f"a row of {table} points at a row that is not there"
        here, due = _schema(self._connection), _schema_as_made()
        for name in sorted(due.keys() - here.keys()):
            yield f"{name} is missing"
        for name in sorted(here.keys() - due.keys()):
            yield f"{name} does not belong there"
        for name in sorted(here.keys() & due.keys()):
            if here[name] != due[name]:
                yield f"{name} is not as it was made"
        revision = self._connection.scalars(text("select version_num from alembic_version")).all()
        if list(revision) != [REVISIONS[-1]]:
            yield f"its revision is given as {', '.join(map(repr, revision)) or 'none'}"


class SqlWriter(SqlView):
    """The ledger while nobody else can write to it."""

    def __init__(self, connection: Connection, at: str) -> None:
        super().__init__(connection)
        self._at = at

    def append(self, rows: Iterable[Row]) -> int:
        """Write the rows that are not there yet, with one row of the log for each kind."""
        wanted: dict[str, dict[str, Row]] = {kind: {} for kind in DRAWN}
        for row in rows:
            wanted[row.kind].setdefault(row.id, row)
        written = 0
        for kind, by_id in wanted.items():
            there = self._there(kind, list(by_id))
            new = [row for id, row in sorted(by_id.items()) if id not in there]
            if not new:
                continue
            voucher = log_row(self.head(), kind, new, self._at)
            values = {name: getattr(voucher, name) for name in log.c.keys()}  # noqa: SIM118
            self._connection.execute(insert(log).values(values))
            self._connection.execute(
                insert(tables[kind]),
                [{"id": r.id, "seq": voucher.seq, "body": r.body, **r.drawn} for r in new],
            )
            written += len(new)
        return written

    def _there(self, kind: str, ids: list[str]) -> set[str]:
        column = tables[kind].c.id
        found: set[str] = set()
        for start in range(0, len(ids), CHUNK):
            query = select(column).where(column.in_(ids[start : start + CHUNK]))
            found.update(self._connection.scalars(query))
        return found


def upgrade(connection: Connection) -> None:
    """Run the revisions that are missing, inside the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "sousveil.storage:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _row(kind: str, found: Any) -> Row:
    return Row(
        kind=kind,
        id=found["id"],
        seq=found["seq"],
        body=found["body"],
        drawn={name: found[name] for name in DRAWN[kind]},
    )


def _schema(connection: Connection) -> dict[str, str]:
    query = text("select type, name, sql from sqlite_master where name not like 'sqlite_stat%'")
    return {f"{type_} {name}": sql or "" for type_, name, sql in connection.execute(query)}


@cache
def _schema_as_made() -> dict[str, str]:
    """Make an empty ledger in memory and look at it."""
    engine = memory_engine()
    with engine.connect() as connection, connection.begin():
        upgrade(connection)
        schema = _schema(connection)
    engine.dispose()
    return schema


def _stamp_of(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _head_of(copy: Path) -> Head | None:
    """Return the end of the log in a copy of a ledger; None if there is none or it is not whole."""
    if not copy.exists():
        return None
    ledger = ReadOnlyLedger(copy)
    try:
        with ledger.reading() as view:
            said = view._connection.exec_driver_sql("pragma quick_check").scalars().all()
            return view.head() if said == ["ok"] else None
    except ProjectError:
        return None
    finally:
        ledger.close()


def _to_disk(path: Path) -> None:
    """Bring a closed file, or the names in a folder, to disk."""
    if path.is_dir() and not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
