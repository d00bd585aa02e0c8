"""Words for both, and for all of several, before names."""

from __future__ import annotations

from sousveil.extraction.statements.item import Item
from sousveil.model.noun import replace


def of_names(found: list[Item]) -> list[Item]:
    """Make one item of "all three of" before a name."""
    made: list[Item] = []
    for i, item in enumerate(found):
        before = made[-1] if made else None
        after = next((j for j in found[i + 1 : i + 3] if j.low != "the"), None)
        joined = before is not None and "both" in before.roles and item.low in ("of", "of the")
        named = after is not None and (after.place or after.kind in NAMES)
        if joined and before is not None and named:
            made[-1] = replace(before, stop=item.stop)
        else:
            made.append(item)
    return made


NAMES = frozenset({"supplier", "technology"})


def in_both(found: list[Item]) -> list[Item]:
    """Read "in both Kenya and Ghana" as "in Kenya and Ghana", which is not "in both editions"."""
    made: list[Item] = []
    for i, item in enumerate(found):
        after = next((j for j in found[i + 1 : i + 3] if j.low != "the"), None)
        if item.low == "in both" and after is not None and after.place:
            roles = frozenset({"belong", "idle"})
            made.append(replace(item, low="in", kind="word", roles=roles))
        else:
            made.append(item)
    return made
