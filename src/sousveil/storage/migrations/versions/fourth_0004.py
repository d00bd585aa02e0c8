"""Two more kinds of row: replies of those who are named, and reports of problems."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, Text

revision = "0004"
down_revision = "0003"

KINDS: dict[str, list[tuple[str, str | None]]] = {
    "reply": [],
    "report": [],
}


def upgrade() -> None:
    """Make the tables; a trigger on each forbids to change or remove a row."""
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
        for act in ("update", "delete"):
            op.execute(
                f"create trigger {kind}_no_{act}\n"
                f"before {act} on {kind}\n"
                f"begin\n"
                f"  select raise(abort, 'the ledger is only ever appended to');\n"
                f"end"
            )
