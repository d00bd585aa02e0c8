"""The first tables: rows of every kind, the log that vouches for them, and no way back."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text

revision = "0001"
down_revision = None

KINDS: dict[str, list[tuple[str, str | None]]] = {
    "setting": [],
    "snapshot": [],
    "finding": [("snapshot", "snapshot.id"), ("source", None)],
    "text": [],
    "reading": [("snapshot", "snapshot.id"), ("text", "text.id")],
    "claim": [("text", "text.id")],
    "decision": [("kind", None)],
    "edition": [("digest", None), ("manifest", None)],
}


def upgrade() -> None:
    """Make the tables; a trigger on each forbids to change or remove a row."""
    op.create_table(
        "log",
        Column("seq", Integer, primary_key=True, autoincrement=False),
        Column("kind", Text, nullable=False),
        Column("count", Integer, nullable=False),
        Column("digest", Text, nullable=False),
        Column("at", Text, nullable=False),
        Column("previous", Text, nullable=False),
        Column("hash", Text, nullable=False),
        sqlite_strict=True,
    )
    for kind, drawn in KINDS.items():
        op.create_table(
            kind,
            Column("id", Text, primary_key=True),
            Column("seq", Integer, ForeignKey("log.seq"), nullable=False),
            *(
                Column(name, Text, *([ForeignKey(target)] if target else []), nullable=False)
                for name, target in drawn
            ),
            Column("body", Text, nullable=False),
            sqlite_strict=True,
        )
        for name in ("seq", *(name for name, _ in drawn)):
            op.create_index(f"ix_{kind}_{name}", kind, [name])
    for table in ("log", *KINDS):
        for act in ("update", "delete"):
            op.execute(
                f"create trigger {table}_no_{act}\n"
                f"before {act} on {table}\n"
                f"begin\n"
                f"  select raise(abort, 'the ledger is only ever appended to');\n"
                f"end"
            )
