"""Words with which a number takes up the verb of the one before it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from sousveil.extraction.numbers.clauses import Sentence
from sousveil.model.figure import ANY_TECHNOLOGY, Figure


def takes_up(s: Sentence, at: int) -> bool:
    """Tell "of the non-members, 15 do", which takes up the verb of the number before."""
    behind = pairwise([t.low for t in s.tokens[at:]])
    return any(low in ("do", "does", "did") and after in DOING for low, after in behind)


DOING = frozenset({".", ",", ";", "!", "it", "so", "too"})


def delivered(s: Sentence, core: Iterable[int], figure: Figure, whole: Figure) -> list[str]:
    """Return the verb of "it delivered facial recognition to ten of them", where no edition links.

    `figure` is what some of the countries of `whole` are said to have.
    """
    rows, other = figure.rows(), whole.rows()
    things = any(r.technology not in (None, ANY_TECHNOLOGY) for r in (*rows, *other))
    sources = any(r.supplier or r.origin for r in (*rows, *other))
    if not (things and sources and rows):
        return []
    return [s.tokens[i].text for i in core if s.tokens[i].low in DELIVERED]


DELIVERED = frozenset(
    "delivered delivers deliver supplied supplies supply sold sells sell provided provides provide"
    " exported exports export shipped ships ship installed installs install built builds build"
    " equipped equips equip".split()
)
