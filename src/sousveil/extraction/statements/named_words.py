"""The words of some items, each with what it names, for whoever asks how they are joined."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.item import Item
from sousveil.model.figure import ANY_TECHNOLOGY


def words_of(all_items: Sequence[Item], wanted: Sequence[int]) -> list[tuple[str, str]]:
    """Return the words from the first to the last of some items, with what they name.

    A word before and behind may tell how they are joined, and of what they are.
    """
    near = all_items[max(0, min(wanted) - 1) : max(wanted) + 2]
    return [(item.low, _kind(item)) for item in near]


def _kind(item: Item) -> str:
    if item.kind == "technology":
        return "noun" if item.id == ANY_TECHNOLOGY else item.kind
    if item.kind == "supplier":
        return item.kind
    if item.place:
        return "demonym" if item.kind == "demonym" else "country"
    if "origin_noun" in item.roles:
        return "noun"
    return "verb" if "use" in item.roles or "buy" in item.roles else ""
