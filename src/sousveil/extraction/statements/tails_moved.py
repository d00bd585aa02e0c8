"""What is said of the countries that came in or fell out: "none of them from Africa"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.lists import BOUNDS
from sousveil.extraction.statements.spoken import Spoken, merged
from sousveil.model.figure import Figure
from sousveil.model.query import Moved

OF_THEM = frozenset({"of them", "of these", "of those", "of which", "of whom", "them", "these"})
NOBODY = frozenset({"none", "none of", "not one of", "not one", "no one of", "not a single one of"})
SMALL = frozenset(
    {
        "from",
        "in",
        "of",
        "the",
        "are",
        "is",
        "were",
        "was",
        "lie",
        "lies",
        "come from",
        "comes from",
    }
    | {
        "came from",
        "belong to",
        "belongs to",
        "located in",
        "lying in",
        "countries",
        "part of",
        "to",
    }
)


def moved_part(run: Sequence[Item], before: Spoken) -> Moved | None:
    """Read how many of the countries that moved are in a group; None where more is said."""
    moved = before.moved
    if moved is None or moved.countries or moved.negated or not run:
        return None
    head = run[0]
    if head.kind == "number" and head.value == int(head.value):
        if BOUNDS & set(head.low.split()) or "only" in head.low:
            return None
        size = int(head.value)
    elif head.low in ("one", "one of"):
        size = 1
    elif head.low in NOBODY:
        size = 0
    else:
        return None
    groups = [item for item in run if item.kind == "group"]
    rest = [item for item in run[1:] if item.kind != "group"]
    pointing = [item for item in rest if item.low in OF_THEM]
    if len(groups) != 1 or len(pointing) != 1 or groups[0].loose:
        return None
    if any(item.low not in SMALL for item in rest if item not in pointing):
        return None
    figure = merged(moved.figure, Figure(among=(groups[0].id,)))
    return Moved(countries=(), figure=figure, how=moved.how, size=size)
