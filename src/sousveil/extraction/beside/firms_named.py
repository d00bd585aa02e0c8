"""Whether a sentence says that firms are named, and not only where their technology is."""

from __future__ import annotations

from sousveil.extraction.numbers.clauses import Sentence

NAMED = frozenset(
    "named listed recorded mentioned identified printed cited noted documented registered shown"
    " given entered".split()
)
NAMING = frozenset(
    "name names naming list lists listing record records recording mention mentions mentioning"
    " identify identifies cite cites note notes document documents show shows give gives prints"
    " print enters".split()
)
APPEARING = frozenset(
    "appear appears appeared appearing crop crops cropped figure figures feature features".split()
)
HELPING = frozenset("is are was were been be has have had also as being".split())
NEAR = 4


def names_firms(s: Sentence) -> bool:
    """Tell "Chinese firms are named in 68" and "the index names a Chinese company" from a supply.

    An origin of the table is a tick beside it, and some rows have the tick and no such firm.
    """
    lows = [t.low for t in s.tokens]
    firms = s.grammar["firm"] | s.grammar["firms"]
    for i, low in enumerate(lows):
        if low not in firms or not _of_an_origin(s, i):
            continue
        if "name" in lows[max(0, i - NEAR) : i] or "names" in lows[max(0, i - NEAR) : i]:
            return True  # "the names of Chinese firms"
        front = lows[max(0, i - NEAR) : i]
        if not {"named", "recorded", "listed"}.isdisjoint(front) or "least" in front:
            return True  # "a named Chinese supplier", "at least one Chinese supplier"
        if not APPEARING.isdisjoint(lows[i + 1 : i + 3]):
            return True
        behind = i + 1
        while behind < len(lows) and lows[behind] in HELPING:
            behind += 1
        if behind > i + 1 and lows[behind : behind + 1] and lows[behind] in NAMED:
            return True
        before = [j for j in range(max(0, i - NEAR), i) if lows[j] in NAMING]
        if any(j and s.has("source_word", [j - 1]) for j in before):
            return True  # "the index names a Chinese company"
    return False


def _of_an_origin(s: Sentence, i: int) -> bool:
    """Tell "Chinese firms" and "companies from China"."""
    before, behind = range(max(0, i - 2), i), range(i + 1, min(len(s.tokens), i + NEAR))
    return s.has("demonym", before) or (
        s.tokens[min(i + 1, len(s.tokens) - 1)].low in ("from", "of", "based", "headquartered")
        and s.has("country", behind)
    )
