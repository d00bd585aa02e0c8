"""Figures recounted once, however often a text asks for them."""

from __future__ import annotations

from functools import lru_cache
from typing import Generic, TypeVar

from sousveil.figures import compute as counting
from sousveil.model.edition import Edition
from sousveil.model.figure import Computed, Figure, Rules, Unanswerable

KEPT = 4096  # results; a text asks for a few hundred at most


Thing = TypeVar("Thing")


class Same(Generic[Thing]):
    """An edition or codebook as itself: to compare all it holds would cost more than to count."""

    __slots__ = ("thing",)

    def __init__(self, thing: Thing) -> None:
        self.thing = thing

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.thing is other.thing

    def __hash__(self) -> int:
        return id(self.thing)


def compute(figure: Figure, edition: Edition, rules: Rules) -> Computed | Unanswerable:
    """Count as `figures.compute.compute` does."""
    return _computed(figure, Same(edition), rules)


def alternatives(figure: Figure, edition: Edition, rules: Rules) -> list[tuple[str, str, Computed]]:
    """Return what `figures.compute.alternatives` does."""
    return list(_alternatives(figure, Same(edition), rules))


@lru_cache(KEPT)
def _alternatives(
    figure: Figure, same: Same[Edition], rules: Rules
) -> list[tuple[str, str, Computed]]:
    return counting.alternatives(figure, same.thing, rules)


@lru_cache(KEPT)
def _computed(figure: Figure, same: Same[Edition], rules: Rules) -> Computed | Unanswerable:
    return counting.compute(figure, same.thing, rules)
