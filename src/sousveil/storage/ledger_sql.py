"""The ledger in a relational database; SQLite, one file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    event,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from sousveil.errors import LedgerBusy, NewerProject, ProjectDamaged, ProjectError
from sousveil.storage.ledger import DRAWN, START, Head, LogRow, Row, log_row
from sousveil.storage.tables import REVISIONS, log, tables

WAIT = 30.0  # seconds to wait for another writer before giving up
CHUNK = 500  # ids asked for at once; SQLite takes at most 999 parameters in old builds

PRAGMAS = (
    "journal_mode=WAL",  # readers never wait for the writer
    "synchronous=FULL",  # committed means on disk
    "foreign_keys=ON",
    "recursive_triggers=ON",  # else `insert or replace` would get past the delete trigger
    "trusted_schema=OFF",  # the file may have come by mail
)

REFUSED = (DBAPIError, sqlite3.Error, UnicodeDecodeError)
"""What the database raises; the last where the damage stands in its own words."""


def open_ledger(path: Path, *, create: bool = False, wait: float = WAIT) -> SqlLedger:
    """Open the ledger in a file, bringing its tables up to date.

    Raises `ProjectDamaged` if there is no ledger in the file, `NewerProject` if its tables
    are of a revision that this program does not know.
    """
    if not create and not (path.is_file() and path.stat().st_size):
        raise ProjectDamaged(f"The ledger {path} is missing or empty. Take it from a backup.")
    ledger = SqlLedger(_engine(path, wait), path)
    try:
        ledger.upgrade(create=create)
    except BaseException:
        ledger.close()
        raise
    return ledger


class SqlLedger:
    """Keeps the promises of `ledger.Ledger` on one SQLite file."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self.path = path

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

    def close(self) -> None:
        """Let go of the file; SQLite folds its side files in when the last one does."""
        self._engine.dispose()

    def upgrade(self, *, create: bool) -> None:
        """Bring the tables to the newest revision, all or nothing."""
        with self._transaction(writing=False) as connection:
            if self._revision(connection, create=create) == REVISIONS[-1]:
                return
        with self._transaction(writing=True) as connection:
            if self._revision(connection, create=create) != REVISIONS[-1]:
                upgrade(connection)

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
            return LedgerBusy(
                f"Another program has been writing to {self.path} for too long. "
                "Wait until it is done or end it, then do this again; nothing is lost."
            )
        if "full" in said or "readonly" in said or "unable to open" in said:
            return ProjectError(
                f"The ledger {self.path} cannot be written: {said}. "
                "Make room or mend the permissions, then do it again; nothing is half done."
            )
        return ProjectDamaged(
            f"The ledger {self.path} cannot be used: {said}. Take it from a backup."
        )


class SqlView:
    """One state of the ledger: all that it reads comes from one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(self, kind: str, /, *, up_to: int | None = None, **drawn: str) -> Iterator[Row]:
        """Yield rows by sequence, then id; `up_to` a row of the log, with columns as given."""
        table = tables[kind]
        query = select(table).order_by(table.c.seq, table.c.id)
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


def _engine(path: Path, wait: float) -> Engine:
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, connect_args={"timeout": wait})
    _prepare(engine)
    return engine


def _prepare(engine: Engine) -> None:
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


def _schema_as_made() -> dict[str, str]:
    """Make an empty ledger in memory and look at it."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    _prepare(engine)
    with engine.connect() as connection, connection.begin():
        upgrade(connection)
        schema = _schema(connection)
    engine.dispose()
    return schema
