"""The forms of French, Spanish and Portuguese verbs."""

from __future__ import annotations

from collections.abc import Iterator


def inflect(head: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of a verb with their kinds."""
    yield head, "base"
