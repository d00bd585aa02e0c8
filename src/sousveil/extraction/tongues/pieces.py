"""A piece of a text, and what it is in English."""

from __future__ import annotations

from msgspec import Struct

NAMED = frozenset({"name", "supplier"})
"""Kinds of pieces that name a country or a company."""


class Piece(Struct, frozen=True):
    """Characters [start, end) of the text and what they are in English; None: not looked up."""

    start: int
    end: int
    low: str
    english: str | None = None
    kind: str = ""
