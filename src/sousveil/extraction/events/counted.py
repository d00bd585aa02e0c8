"""A number of running text with its query, and a total that only introduces."""

from __future__ import annotations

from msgspec import Struct

from sousveil.extraction.events.clause import Clause
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.parties import Stage
from sousveil.extraction.events.word import Word


class Counted(Struct, frozen=True, kw_only=True):
    """One number with its query."""

    unit: str
    value: float
    bound: str
    strict: bool
    supplier: str | None
    technology: str | None
    group: str | None
    denominator: float | None
    negated: bool
    first: Word
    last: Word
    clause: Clause
    stage: Stage
    supplier_named: Named | None = None
    technology_named: Named | None = None
    whole: bool = False
    """Tells a total that only introduces."""

    told: bool = True
    """False for a number that claims nothing by itself; others may lean on it."""

    part: bool = False
    """Tells "36 of them": it is a part of a number before it."""


class Whole(Struct, frozen=True):
    """The total of "of the 176 countries studied": what follows is counted among them."""

    first: int
    value: float
    unit: str
    group: str | None
    of: Counted | None = None
    """The number before that "of the 61" means."""
