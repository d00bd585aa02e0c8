"""The size that a sentence gives a group of the whole world, which no edition counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sousveil.extraction.numbers.clauses import Sentence
from sousveil.model.late import late

WORLD = r"(?:world|globe|planet|earth)"
NOUNS = r"(?:countries|states|nations|members|governments)"
IN_WORLD = rf"""
    (?:(?:in|of|around|across|on|all\ over)\ (?:the\ (?:whole\ |entire\ )?)?{WORLD}
    |worldwide|globally)\b
"""
SIZED = late(
    rf"""
    \b(?:all|the|each\ of\ the|every\ one\ of\ the|of\ the|its|these|those|there\ (?:are|were))\ #
    N\ (?:G|G\ {NOUNS}|{NOUNS}(?!\ (?:with|that|which|where|using|in\ which)))
    \ {IN_WORLD}(?!\ (?:with|that|which|where|using))
    |\bN\ of\ N\ (?:G|G\ {NOUNS})
    \ {IN_WORLD}
    |\ball\ N\ of\ the\ {WORLD}\ ?'s\ (?:G|{NOUNS})
    |\b{WORLD}\ ?'s\ N\ (?:G|{NOUNS})
    """,
    re.VERBOSE,
)
"""A number, `N`, of all members of a group, `G`: "all 22 liberal democracies in the world"."""


WORLDLY = frozenset({"globe", "planet", "earth", "world", "worldwide", "globally", "world's"})


def sized_worldwide(s: Sentence) -> str:
    """Return the words that say how many members of a group the world has; empty for none."""
    if not s.quantities or WORLDLY.isdisjoint(t.low for t in s.tokens):
        return ""
    found = SIZED.search(" ".join(_told(s)))
    return "" if found is None else found[0]


def _told(s: Sentence) -> Iterator[str]:
    """Yield the words of a sentence with `N` for each number, and `G` for each group."""
    numbers = [q for q in s.quantities if not q.share]
    stops = {q.first: ("N" if q.whole is None else "N of N", q.end) for q in numbers}
    stops |= {m.first: ("G", m.stop) for m in s.marks if "group" in m.kinds}
    at = 0
    while at < len(s.tokens):
        word, stop = stops.get(at, (s.tokens[at].low, at + 1))
        yield word
        at = max(stop, at + 1)
