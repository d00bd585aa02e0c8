"""Revisions of the ledger's tables, by Alembic; run when a project is opened."""
