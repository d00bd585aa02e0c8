"""Figures recounted once, however often a text asks for them."""

from __future__ import annotations

from functools import lru_cache

from sousveil.figures import compute as counting
from sousveil.model.edition import Edition
from sousveil.model.figure import Computed, Figure, Rules, Unanswerable

KEPT = 4096  # results; a text asks for a few hundred at most


class _Same:
    """An edition as itself: to compare all its entries would cost more than to count."""

    __slots__ = ("edition",)

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.edition is other.edition

    def __hash__(self) -> int:
        return id(self.edition)


def compute(figure: Figure, edition: Edition, rules: Rules) -> Computed | Unanswerable:
    """Count as `figures.compute.compute` does."""
    return _computed(figure, _Same(edition), rules)


def alternatives(figure: Figure, edition: Edition, rules: Rules) -> list[tuple[str, str, Computed]]:
    """Return what `figures.compute.alternatives` does."""
    return list(_alternatives(figure, _Same(edition), rules))


@lru_cache(KEPT)
def _alternatives(figure: Figure, same: _Same, rules: Rules) -> list[tuple[str, str, Computed]]:
    return counting.alternatives(figure, same.edition, rules)


@lru_cache(KEPT)
def _computed(figure: Figure, same: _Same, rules: Rules) -> Computed | Unanswerable:
    return counting.compute(figure, same.edition, rules)
