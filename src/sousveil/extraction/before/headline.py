"""A headline in capitals before a dash, which the sentence behind it takes up.

"HUAWEI OUT IN FRONT - The company is named most often" is a sentence on Huawei. A headline that
counts, limits or doubts stays where it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.before.named import Named, named_in
from sousveil.extraction.marks import Marker, Token

LONGEST = 9  # words of a headline
LEAST = 4  # tokens of the sentence behind it
AHEAD = frozenset({"lead", "leads", "leading"})
LIMITS = ("doubting", "scoping", "sector")


def headline(tokens: Sequence[Token], marker: Marker) -> tuple[int, Named] | None:
    """Return where the sentence behind a headline begins, and what the headline names."""
    dash = next((i for i, t in enumerate(tokens[: LONGEST + 1]) if t.text in "-–—"), 0)
    if dash < 2 or dash + LEAST >= len(tokens):
        return None
    words, after = tokens[:dash], tokens[dash + 1].text
    apart = words[-1].end < tokens[dash].start
    if not apart or not after[:1].isupper() or (len(after) > 1 and after.isupper()):
        return None
    if not all(t.text.isupper() and t.text.isalpha() for t in words):
        return None
    lows = {t.low for t in words} - AHEAD
    if any(not marker.grammar[part].isdisjoint(lows) for part in LIMITS):
        return None
    marks = marker.marks(list(words), True, False)
    named = named_in(words, marks, marker.grammar["edition_year"])
    return (dash + 1, named) if len(named.suppliers) + len(named.countries) == 1 else None
