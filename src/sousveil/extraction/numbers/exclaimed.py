"""A number that stands alone behind a share, and says it again: "70 per cent ... Seventy!"."""

from __future__ import annotations

from sousveil.extraction.numbers.clauses import Sentence
from sousveil.model.question import Question

SAYING = frozenset({"yes", "that", "is", "'s", "it", "again", "i", "repeat", "indeed", "a", "full"})
"""Words that may stand beside such a number."""


def says_share_again(s: Sentence, before: Question | None) -> bool:
    """Tell "Seventy!" and "Yes, seventy." behind 70 per cent from a number of its own."""
    if before is None or before.type != "share" or len(s.quantities) != 1:
        return False
    q = s.quantities[0]
    if q.share or q.value != before.value:
        return False
    beside = (t for i, t in enumerate(s.tokens) if not q.begin <= i < q.end)
    return all(t.low in SAYING or not t.text[:1].isalnum() for t in beside)
