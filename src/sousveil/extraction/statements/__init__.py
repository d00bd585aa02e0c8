"""Sentences without a count of their own, read as queries: who has what, who comes first."""
