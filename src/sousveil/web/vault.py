"""The file of accounts: who may sign in, invitations, sessions, and what happened at the door.

It lies beside the ledger and is no part of the evidence: no export and no backup holds it.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, text

from sousveil.errors import ProjectError
from sousveil.storage.disks import refuse_network
from sousveil.storage.engine import writing_engine

FILE = "accounts.sqlite"
MODE = 0o600  # nobody but the user who runs the server
WAIT = 10.0  # seconds for another writer
VERSION = 1

SCHEMA = (
    """create table account (
        id text primary key, name text not null, role text not null, password text,
        made integer not null, removed integer
    ) strict""",
    """create table invitation (
        code text primary key, account text not null, role text not null, made integer not null,
        ends integer not null, by text not null
    ) strict""",
    """create table session (
        hash text primary key, id text not null unique, account text not null,
        made integer not null, seen integer not null, address text not null, agent text not null
    ) strict""",
    "create table attempt (key text not null, at integer not null) strict",
    "create index attempt_key on attempt (key, at)",
    """create table event (
        n integer primary key autoincrement, at integer not null, kind text not null,
        account text, address text, about text not null
    ) strict""",
)
"""`account.id` is the name as names of people are compared; `password` an argon2id hash, none
before an invitation is used. Codes and tokens are stored as hashes alone. Times are seconds since
1970, in UTC."""

Clock = Callable[[], float]


class Vault:
    """The open file; every thread takes a connection of its own."""

    def __init__(self, path: Path, clock: Clock = time.time) -> None:
        self.path = path
        self._clock = clock
        self._engine = writing_engine(path, WAIT)

    @classmethod
    def open(cls, folder: Path, clock: Clock = time.time) -> Vault:
        """Open the accounts of a project, and make the file where there is none.

        Raises `ProjectError` where it is on a network disk, is of a newer program, or others
        than its owner may read it.
        """
        path = folder / FILE
        refuse_network(path)
        try:
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, MODE))
            if os.name == "posix" and path.stat().st_mode & 0o077:
                raise ProjectError(
                    f"{path} holds passwords, and others than its owner may read it. "
                    f"Close it: chmod 600 {path}"
                )
        except OSError as error:
            raise ProjectError(
                f"{path} cannot be opened: {error.strerror or error}. Mend its permissions."
            ) from None
        vault = cls(path, clock)
        with vault.writing() as db:
            found = db.exec_driver_sql("pragma user_version").scalar_one()
            if found == 0:
                for line in SCHEMA:
                    db.exec_driver_sql(line)
                db.exec_driver_sql(f"pragma user_version={VERSION}")
            elif found != VERSION:
                raise ProjectError(
                    f"{path} was written by a newer program. Update sousveil, then try again."
                )
        return vault

    def now(self) -> int:
        """Return the time, in seconds since 1970."""
        return int(self._clock())

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open one state to look at."""
        with (
            self._engine.connect().execution_options(writing=False) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Take the turn to write; keep all on leaving, nothing on an exception."""
        with self._engine.connect() as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def note(
    db: Connection,
    at: int,
    kind: str,
    about: str = "",
    account: str | None = None,
    address: str | None = None,
) -> None:
    """Write down what happened; `KEPT` events are kept."""
    db.execute(
        text(
            "insert into event (at, kind, account, address, about)"
            " values (:at, :kind, :account, :address, :about)"
        ),
        {"at": at, "kind": kind, "account": account, "address": address, "about": about[:300]},
    )
    db.exec_driver_sql(f"delete from event where n <= (select max(n) - {KEPT} from event)")


KEPT = 50_000  # events; the oldest go first, so that nobody can fill the disk by knocking


def secret() -> str:
    """Return 256 random bits as text for a cookie or a person to copy."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """Return what is stored of a secret with so many random bits that nobody can guess it."""
    return hashlib.sha256(secret.encode()).hexdigest()
