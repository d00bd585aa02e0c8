"""Words that point to what was told before: "the figure", and what a country "no longer has"."""

from __future__ import annotations

from sousveil.extraction.statements.item import Item
from sousveil.model.noun import replace


def the_figure(found: list[Item]) -> list[Item]:
    """Take "the figure" for the number told before, and not for the figures of the index."""
    made = list(found)
    for i, item in enumerate(found):
        if item.low == "figure" and i and found[i - 1].low in ("the", "that", "this"):
            made[i] = replace(item, roles=item.roles - {"listed"})
    return made


def has_it(found: list[Item]) -> list[Item]:
    """Tell "Kenya no longer has it" from "the index has it that"."""
    made: list[Item] = []
    for item in found:
        before = made[-1] if made else None
        if item.low in HAS_IT and before and (before.place or before.roles & {"gone", "lack"}):
            made.append(Item(item.first, item.first + 1, "has", "word", roles=USE))
            made.append(Item(item.first + 1, item.stop, "it", "word", roles=PRONOUN))
        else:
            made.append(item)
    return made


HAS_IT = frozenset({"has it", "have it"})
USE = frozenset({"use", "idle"})
PRONOUN = frozenset({"pronoun", "trade"})
