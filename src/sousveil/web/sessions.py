"""Signing in and out: sessions, and the patience with wrong passwords."""

from __future__ import annotations

import hmac
import ipaddress
import secrets

from msgspec import Struct
from sqlalchemy import Connection, text

from sousveil.errors import SousveilError
from sousveil.model.said import said
from sousveil.review.decide import person
from sousveil.web.accounts import UNKNOWN, Account, Accounts
from sousveil.web.permissions import Caller
from sousveil.web.vault import Vault, hashed, note, secret

IDLE = 12 * 3600  # seconds without a request after which a session is over
LONGEST = 30 * 86_400  # seconds after which it is over in any case
SEEN = 60  # seconds; a session's last request is written down no more often

WRONG = 5  # wrong passwords that are met with patience,
WINDOW = 15 * 60  # in so many seconds
WAIT, LONGEST_WAIT = 60, 15 * 60  # seconds to wait after the fifth; twice as long after each more


class TooMany(SousveilError):
    """Too many wrong passwords for one account, or from one address."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        minutes = -(-seconds // 60)
        super().__init__(
            said(
                "Too many attempts have failed. Wait a minute, then try again.|"
                "Too many attempts have failed. Wait {n} minutes, then try again.",
                n=minutes,
            )
        )


class Wrong(SousveilError):
    """Name and password do not fit; the message is the same whoever was named."""

    def __init__(self) -> None:
        super().__init__(said(UNKNOWN))


class Session(Struct, frozen=True, kw_only=True):
    """A browser in which somebody is signed in."""

    id: str
    made: int
    seen: int
    address: str
    agent: str


class Sessions:
    """Sessions in a vault."""

    def __init__(self, accounts: Accounts) -> None:
        self.accounts = accounts
        self.vault: Vault = accounts.vault

    def sign_in(
        self, name: str, password: str, address: str, agent: str, before: str | None = None
    ) -> str:
        """Return the token of a new session; `before` is that of the browser's old one.

        Raises `Wrong`, or `TooMany`, both in the same way for accounts that are not there.
        """
        keys = [of_account(person(name)), of_network(address)]
        self.attempt(keys)
        account = self.accounts.fits(name, password)
        if account is None:
            there = self.accounts.of(name)  # what is no name may be a password in the wrong field
            self.accounts.note(
                "sign-in refused",
                "wrong password" if there else "no account of this name",
                there.name if there else None,
                address,
            )
            raise Wrong
        self.forgive(keys)
        return self.start(account, address, agent, before)

    def start(self, account: Account, address: str, agent: str, before: str | None = None) -> str:
        """Begin a session, and end the one that the browser had."""
        token, now = secret(), self.vault.now()
        with self.vault.writing() as db:
            if before:
                db.execute(text("delete from session where hash = :h"), {"h": hashed(before)})
            db.execute(
                text("delete from session where seen < :idle or made < :old"),
                {"idle": now - IDLE, "old": now - LONGEST},
            )
            db.execute(
                text("delete from attempt where key = :key"), {"key": of_account(account.id)}
            )
            db.execute(
                text("insert into session values (:h, :id, :account, :at, :at, :address, :agent)"),
                {
                    "h": hashed(token),
                    "id": secrets.token_hex(8),
                    "account": account.id,
                    "at": now,
                    "address": address,
                    "agent": agent[:200],
                },
            )
            note(db, now, "sign-in", "", account.name, address)
        return token

    def caller(self, token: str) -> Caller | None:
        """Return who a session belongs to; None where it is over."""
        now = self.vault.now()
        with self.vault.reading() as db:
            row = db.execute(
                text(
                    "select s.id, s.seen, a.name, a.role from session s"
                    " join account a on a.id = s.account where s.hash = :h"
                    " and s.seen >= :idle and s.made >= :old"
                    " and a.removed is null and a.password is not null"
                ),
                {"h": hashed(token), "idle": now - IDLE, "old": now - LONGEST},
            ).first()
        if row is None:
            return None
        if now - row.seen >= SEEN:
            with self.vault.writing() as db:
                db.execute(
                    text("update session set seen = :at where hash = :h"),
                    {"at": now, "h": hashed(token)},
                )
        return Caller(role=row.role, name=row.name, session=row.id, token=form_token(token))

    def of(self, name: str) -> tuple[Session, ...]:
        """Return the open sessions of an account, the last used first."""
        now = self.vault.now()
        with self.vault.reading() as db:
            rows = db.execute(
                text(
                    "select id, made, seen, address, agent from session where account = :id"
                    " and seen >= :idle and made >= :old order by seen desc, id"
                ),
                {"id": person(name), "idle": now - IDLE, "old": now - LONGEST},
            )
            return tuple(Session(**row) for row in rows.mappings())

    def end(self, name: str, session: str, address: str) -> None:
        """End a session of an account by its public id."""
        with self.vault.writing() as db:
            ended = db.execute(
                text("delete from session where account = :account and id = :id"),
                {"account": person(name), "id": session},
            )
            if ended.rowcount:
                note(db, self.vault.now(), "signed out", "", name, address)

    def attempt(self, keys: list[str]) -> None:
        """Count an attempt before it is looked at; raise `TooMany` while one has to wait.

        So of many at once no more than the patience allows are looked at.
        """
        now = self.vault.now()
        with self.vault.writing() as db:
            db.execute(text("delete from attempt where at < :at"), {"at": now - WINDOW})
            wait = max(_wait(db, key, now) for key in keys)
            if wait <= 0:
                for key in keys:
                    db.execute(
                        text("insert into attempt values (:key, :at)"), {"key": key, "at": now}
                    )
        if wait > 0:
            raise TooMany(wait)

    def forgive(self, keys: list[str]) -> None:
        """Take back the attempt that was counted last: it was right."""
        with self.vault.writing() as db:
            for key in keys:
                db.execute(
                    text(
                        "delete from attempt where rowid ="
                        " (select max(rowid) from attempt where key = :key)"
                    ),
                    {"key": key},
                )


def form_token(token: str) -> str:
    """Return what forms of a session send back: made of its secret, and not giving it away."""
    return hmac.new(token.encode(), b"sousveil form", "sha256").hexdigest()


def of_account(id: str) -> str:
    """Return the key under which attempts at an account are counted, whether it is there or not."""
    return f"a:{id[:200]}"


def of_network(address: str) -> str:
    """Return the key under which attempts from an address are counted."""
    return f"n:{network(address)}"


def network(address: str) -> str:
    """Return what counts as one address: for version 6, the network of one customer."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def _wait(db: Connection, key: str, now: int) -> int:
    """Return for how many seconds a key has to wait: longer with each attempt that fails."""
    count, last = db.execute(
        text("select count(*), max(at) from attempt where key = :key and at >= :since"),
        {"key": key, "since": now - WINDOW},
    ).one()
    if count < WRONG:
        return 0
    wait: int = last + min(WAIT * 2 ** (count - WRONG), LONGEST_WAIT) - now
    return wait
