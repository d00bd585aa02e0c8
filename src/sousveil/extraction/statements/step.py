"""Steps from the items of a sentence to plainer ones, each run only where it can change them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sousveil.extraction.statements.item import Item

Turn = Callable[[list[Item]], list[Item]]


class Step:
    """One turn, and what has to stand in a sentence for it to change anything."""

    __slots__ = ("needs", "turn")

    def __init__(self, turn: Turn, *needs: Iterable[str]) -> None:
        """Of each of `needs` something must be there: words, roles or kinds of items."""
        self.turn = turn
        self.needs = tuple(map(frozenset, needs))


def signs_of(found: Iterable[Item]) -> set[str]:
    """Return the words, roles and kinds of some items."""
    signs: set[str] = set()
    for item in found:
        signs.add(item.low)
        signs.add(item.kind)
        signs |= item.roles
    return signs


def run(steps: Iterable[Step], found: list[Item]) -> list[Item]:
    """Return the items after the steps, in their order."""
    signs = signs_of(found)
    for step in steps:
        for need in step.needs:
            if need.isdisjoint(signs):
                break
        else:
            made = step.turn(found)
            if made is not found:
                found, signs = made, signs_of(made)
    return found
