"""Statements checked against the packaged editions, for the tests beside it."""

from __future__ import annotations

from functools import cache

from sousveil.checking.article import check_text
from sousveil.codebook.loader import load_packaged
from sousveil.codebook.vocabulary import Codebook
from sousveil.model.edition import Edition
from sousveil.model.verdict import Check
from sousveil.storage import packaged


@cache
def editions() -> tuple[Edition, ...]:
    """Return the packaged editions, oldest first."""
    return tuple(packaged.load_edition(name) for name in ("aigs-2019", "aigs-2022"))


@cache
def codebook() -> Codebook:
    """Return the packaged codebook."""
    return load_packaged()


def checked(text: str, day: str | None = None) -> Check:
    """Return what a check of a text answers, as of a day (YYYY-MM-DD)."""
    return check_text(text, editions(), codebook(), day)
