"""Words with which a number takes up the verb of the one before it."""

from __future__ import annotations

from itertools import pairwise

from sousveil.extraction.clauses import Sentence


def takes_up(s: Sentence, at: int) -> bool:
    """Tell "of the non-members, 15 do", which takes up the verb of the number before."""
    behind = pairwise([t.low for t in s.tokens[at:]])
    return any(low in ("do", "does", "did") and after in DOING for low, after in behind)


DOING = frozenset({".", ",", ";", "!", "it", "so", "too"})
