"""Accounts of a live server: people with a name and a role, invited by one who may."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from msgspec import Struct
from sqlalchemy import Connection, RowMapping, text

from sousveil.errors import QueryError
from sousveil.review.decide import person
from sousveil.web.catalogue import said
from sousveil.web.permissions import ADMIN, GIVEN
from sousveil.web.vault import Vault, hashed, note, secret

DAYS = 7  # that an invitation is good for
SHORTEST, LONGEST = 12, 200  # signs of a password
NAME = 80  # signs of a name
AT_ONCE = threading.Semaphore(4)
"""Each hash takes 64 MiB for a moment; more of them wait."""

UNKNOWN = "Name and password do not fit. Check both, or ask an admin for a new invitation."
"""The one answer to every sign-in that fails, whether or not there is such an account."""


class Account(Struct, frozen=True, kw_only=True):
    """Somebody who may sign in."""

    id: str
    """The name in the form under which names of people are compared."""

    name: str
    """Signs decisions; never given to another person, not even when the account is removed."""

    role: str
    has_password: bool
    """False until the invitation is used."""

    made: int
    removed: int | None
    """When it was removed; None while it is in use."""


class Invited(Struct, frozen=True, kw_only=True):
    """An invitation, as it is shown once."""

    name: str
    role: str
    code: str
    ends: int


class Event(Struct, frozen=True, kw_only=True):
    """Something that happened at the door."""

    at: int
    kind: str
    account: str | None
    address: str | None
    about: str


class Accounts:
    """Accounts in a vault."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault

    def all(self) -> tuple[Account, ...]:
        """Return the accounts by name, those that were removed last."""
        with self.vault.reading() as db:
            rows = db.execute(text("select * from account order by removed is not null, id"))
            return tuple(_account(row) for row in rows.mappings())

    def of(self, name: str) -> Account | None:
        """Return an account by its name, however it is written; None where there is none."""
        with self.vault.reading() as db:
            return _found(db, person(name))

    def invite(self, name: str, role: str, by: str, again: bool = False) -> Invited:
        """Invite somebody; the code is shown once, is good for seven days, and opens once.

        `again` is for a name that has, or had, an account: its owner chooses a new password.
        Raises `QueryError` for a name that is taken or no name, and for what is no role.
        """
        name = _name(name)
        _check_role(role)
        code, now = secret(), self.vault.now()
        with self.vault.writing() as db:
            there = _found(db, person(name))
            if there is not None and not again and (there.has_password or there.removed):
                if there.removed:
                    why = said(
                        "{name} had an account, and decisions may be signed so.", name=there.name
                    )
                else:
                    why = said("{name} has an account.", name=there.name)
                raise QueryError(
                    said(
                        "{why} Choose another name, or invite again the same person for a new "
                        "password: sousveil accounts invite “{name}” --again",
                        why=why,
                        name=there.name,
                    )
                )
            if there is None and again:
                raise QueryError(
                    said("{name} has no account yet. Invite without --again.", name=name)
                )
            if there is None:
                db.execute(
                    text(
                        "insert into account (id, name, role, made) values (:id, :name, :role, :at)"
                    ),
                    {"id": person(name), "name": name, "role": role, "at": now},
                )
            elif not there.has_password:
                db.execute(
                    text("update account set role = :role where id = :id"),
                    {"id": there.id, "role": role},
                )
            db.execute(
                text("delete from invitation where account = :id or ends < :at"),
                {"id": person(name), "at": now},
            )
            ends = now + DAYS * 86_400
            db.execute(
                text("insert into invitation values (:code, :id, :role, :at, :ends, :by)"),
                {
                    "code": hashed(code),
                    "id": person(name),
                    "role": role,
                    "at": now,
                    "ends": ends,
                    "by": by,
                },
            )
            note(db, now, "invitation", f"{name} as {role}", by)
        return Invited(name=name if there is None else there.name, role=role, code=code, ends=ends)

    def redeem(self, code: str, password: str, address: str | None = None) -> Account:
        """Use an invitation: set the password. Raises `QueryError` where code or password fail.

        All sessions of the account end.
        """
        with self.vault.reading() as db:
            account, _ = self._invited(db, code)
        check_password(password, account)
        with AT_ONCE:
            made = hasher().hash(password)
        with self.vault.writing() as db:
            account, role = self._invited(db, code)
            db.execute(text("delete from invitation where code = :code"), {"code": hashed(code)})
            db.execute(
                text(
                    "update account set password = :made, role = :role, removed = null"
                    " where id = :id"
                ),
                {"made": made, "role": role, "id": account.id},
            )
            db.execute(text("delete from session where account = :id"), {"id": account.id})
            db.execute(text("delete from attempt where key = :key"), {"key": f"a:{account.id}"})
            note(db, self.vault.now(), "invitation used", f"as {role}", account.name, address)
            found = _found(db, account.id)
        assert found is not None
        return found

    def fits(self, name: str, password: str) -> Account | None:
        """Return the account if the password is its own; unknown names take as long."""
        account, stored = self._stored(person(name))
        with AT_ONCE:
            try:
                hasher().verify(stored or _nobodys(), password[: LONGEST * 4])
            except (VerificationError, InvalidHashError):
                return None
        return account if stored else None

    def set_role(self, name: str, role: str, by: str) -> Account:
        """Give an account another role; it has to sign in anew. Raises `QueryError`."""
        _check_role(role)
        with self.vault.writing() as db:
            account = _needed(db, name)
            if role != ADMIN:
                _keep_an_admin(db, account)
            db.execute(
                text("update account set role = :role where id = :id"),
                {"role": role, "id": account.id},
            )
            db.execute(
                text("update invitation set role = :role where account = :id"),
                {"role": role, "id": account.id},
            )
            db.execute(text("delete from session where account = :id"), {"id": account.id})
            note(db, self.vault.now(), "role", f"{account.name}: {account.role} to {role}", by)
        found = self.of(name)
        assert found is not None
        return found

    def remove(self, name: str, by: str) -> Account:
        """Close an account and end its sessions; its name stays taken. Raises `QueryError`."""
        with self.vault.writing() as db:
            account = _needed(db, name)
            _keep_an_admin(db, account)
            now = self.vault.now()
            db.execute(
                text("update account set removed = :at, password = null where id = :id"),
                {"at": now, "id": account.id},
            )
            for table in ("session", "invitation"):
                db.execute(
                    text(f"delete from {table} where account = :id"),
                    {"id": account.id},
                )
            note(db, now, "removed", account.name, by)
        return account

    def events(self, limit: int = 200, skip: int = 0) -> Iterator[Event]:
        """Yield what happened at the door, the newest first."""
        with self.vault.reading() as db:
            rows = db.execute(
                text("select * from event order by n desc limit :limit offset :skip"),
                {"limit": limit, "skip": skip},
            )
            for row in rows.mappings():
                yield Event(**{name: row[name] for name in Event.__struct_fields__})

    def note(self, kind: str, about: str, account: str | None, address: str | None) -> None:
        """Write down what happened at the door."""
        with self.vault.writing() as db:
            note(db, self.vault.now(), kind, about, account, address)

    def _invited(self, db: Connection, code: str) -> tuple[Account, str]:
        row = db.execute(
            text("select account, role from invitation where code = :code and ends >= :at"),
            {"code": hashed(code.strip()), "at": self.vault.now()},
        ).first()
        account = None if row is None else _found(db, row.account)
        if row is None or account is None:
            raise QueryError(
                "This invitation is not known, was used, or is over. Ask for a new one."
            )
        return account, row.role

    def _stored(self, id: str) -> tuple[Account | None, str | None]:
        with self.vault.reading() as db:
            row = (
                db.execute(
                    text("select * from account where id = :id and removed is null"), {"id": id}
                )
                .mappings()
                .first()
            )
        return (None, None) if row is None else (_account(row), row["password"])


@cache
def hasher() -> PasswordHasher:
    """Return the one way in which passwords are hashed: argon2id, RFC 9106, 64 MiB."""
    return PasswordHasher()


@cache
def _nobodys() -> str:
    """Return the hash of a password that nobody has, so that unknown names take as long."""
    return hasher().hash(secret())


def check_password(password: str, account: Account) -> None:
    """Raise `QueryError` for a password that is too easy to guess."""
    if len(password) < SHORTEST:
        raise QueryError(
            said(
                "The password needs {least} signs or more. Four words make a good one.",
                least=SHORTEST,
            )
        )
    if len(password) > LONGEST:
        raise QueryError(
            said("The password has more than {most} signs. Choose a shorter one.", most=LONGEST)
        )
    if len(set(password)) < 5 or person(account.name) == person(password):
        raise QueryError("This password is easy to guess. Choose another one.")


def _name(name: str) -> str:
    name = " ".join(name.split())
    if not name or not name.isprintable() or len(name) > NAME:
        raise QueryError(said("A name has 1 to {most} signs that can be printed.", most=NAME))
    if person(name) == "codebook":
        raise QueryError(said("Nobody may sign as “{name}”. Use another name.", name=name))
    return name


def _check_role(role: str) -> None:
    if role not in GIVEN:
        raise QueryError(
            said("{role!r} is no role. Roles: {known}.", role=role, known=", ".join(GIVEN))
        )


def _found(db: Connection, id: str) -> Account | None:
    row = db.execute(text("select * from account where id = :id"), {"id": id}).mappings().first()
    return None if row is None else _account(row)


def _needed(db: Connection, name: str) -> Account:
    account = _found(db, person(name))
    if account is None or account.removed is not None:
        raise QueryError(
            said("There is no account of {name!r}. See: sousveil accounts list", name=name)
        )
    return account


def _keep_an_admin(db: Connection, account: Account) -> None:
    """Refuse to leave a project without anybody who can invite others."""
    others = db.execute(
        text(
            "select count(*) from account where role = :admin and removed is null"
            " and password is not null and id != :id"
        ),
        {"admin": ADMIN, "id": account.id},
    ).scalar_one()
    if account.role == ADMIN and account.has_password and not others:
        raise QueryError(
            said("{name} is the only admin. Make somebody else one first.", name=account.name)
        )


def _account(row: RowMapping) -> Account:
    return Account(
        id=row["id"],
        name=row["name"],
        role=row["role"],
        has_password=row["password"] is not None,
        made=row["made"],
        removed=row["removed"],
    )
