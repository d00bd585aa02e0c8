"""Run revisions on the connection that the ledger hands over, inside its transaction."""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    transactional_ddl=True,  # SQLite can, though Alembic's default for it is no
)
with context.begin_transaction():
    context.run_migrations()
