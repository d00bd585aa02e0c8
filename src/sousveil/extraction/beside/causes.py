"""Parts of a sentence that say why, who pays, or when: ", because Tokyo pays half the bill"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sousveil.extraction.beside.attribution import attributed
from sousveil.extraction.beside.comment_shapes import parts
from sousveil.extraction.ground import Ground
from sousveil.extraction.marks import Token
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.model.query import Fact
from sousveil.model.question import Question

IDIOMS = frozenset({"attention", "heed", "homage", "tribute", "to", "lip"})
"""Words behind "pays" with which it is no money: "it pays to look", "pay attention"."""


def said_why(g: Ground, s: Sentence, found: Sequence[Question]) -> Iterator[Question]:
    """Yield that a sentence says why, or who pays, beside what was found in it.

    What is wrong stays wrong, whatever its cause; what is right is no longer the whole.
    """
    of_index = any(isinstance(q.query, Fact) for q in found)  # "does not record what was paid"
    if found and not of_index and _gives_a_cause(s):
        yield attributed(g.content, s)


def _gives_a_cause(s: Sentence) -> bool:
    """Tell whether a part gives a cause or speaks of money.

    What the index itself gives as a reason is no more than who says so: "because the index lists".
    """
    causing, paying, ours = (s.grammar[name] for name in ("causing", "paying", "ours"))
    for part in _parts(s.tokens, causing):
        lows = [s.tokens[i].low for i in part]
        paid = any(low in paying and after not in IDIOMS for low, after in pairwise([*lows, ""]))
        counts = any(i in s.numbers for i in part)
        if paid or (lows[0] in causing and ours.isdisjoint(lows) and not counts):
            return True
    return False


def undated(tokens: Sequence[Token]) -> str:
    """Return the "When" of "When the index appeared, 64 countries", which says a time unread."""
    lows = [t.low for t in tokens[:LONGEST]]
    at = 1 if lows[:1] == ["back"] else 0
    if lows[at : at + 1] not in (["when"], ["once"], ["before"], ["until"]) or "," not in lows:
        return ""
    appears = not APPEARING.isdisjoint(lows[: lows.index(",")])
    return tokens[at].text if appears else ""


LONGEST = 14  # tokens among which such a part ends
APPEARING = frozenset(
    "appeared published released launched issued came began started updated".split()
)


def _parts(tokens: Sequence[Token], causing: frozenset[str]) -> Iterator[range]:
    """Yield what stands between signs, and what a word of cause begins."""
    first = 0
    for i, token in enumerate(tokens):
        sign = parts(tokens, i)
        if (sign or token.low in causing) and i > first:
            yield range(first, i)
            first = i
        if sign:
            first = i + 1
    if first < len(tokens):
        yield range(first, len(tokens))
