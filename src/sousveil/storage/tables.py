"""The tables of the ledger, as SQLAlchemy sees them; the migrations make them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, Text

from sousveil.storage.ledger import DRAWN

REVISIONS = ("0001", "0002", "0003", "0004")
"""Every revision that this program knows, oldest first; a test holds it to the migrations."""

metadata = MetaData()

log = Table(
    "log",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("count", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
    sqlite_strict=True,
)

POINTS_AT = {
    ("finding", "snapshot"): "snapshot.id",
    ("reading", "snapshot"): "snapshot.id",
    ("reading", "text"): "text.id",
    ("map", "snapshot"): "snapshot.id",
    ("map", "text"): "text.id",
    ("claim", "text"): "text.id",
}


def _table(kind: str, drawn: tuple[str, ...]) -> Table:
    """A kind's table: what it is found by, the log's voucher, and the noun itself as JSON."""
    columns: list[Column[str]] = []
    for name in drawn:
        target = POINTS_AT.get((kind, name))
        keys = [ForeignKey(target)] if target else []
        columns.append(Column(name, Text, *keys, nullable=False, index=True))
    return Table(
        kind,
        metadata,
        Column("id", Text, primary_key=True),
        Column("seq", Integer, ForeignKey("log.seq"), nullable=False, index=True),
        *columns,
        Column("body", Text, nullable=False),
        sqlite_strict=True,
    )


tables = {kind: _table(kind, drawn) for kind, drawn in DRAWN.items()}
