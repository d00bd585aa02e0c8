"""Parts beside a number that no reader takes, and that may limit it.

"Per region, ...", ", should the law pass" and "In schools the index counts ..." stand around words
that are read. What only adds a statement of its own is passed by.
"""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.beside.comment_shapes import PREPOSITIONS
from sousveil.extraction.numbers.clauses import Sentence

INVERTED = frozenset({"should", "were", "had"})
"""Words that begin a condition without "if": "should the law pass"."""

CHANCES = frozenset("chance time money permission opportunity choice means funds way".split())
OPEN = frozenset({"that", "of", "despite", "thanks", "except", "instead", "rather", "only"})
PASSING = frozenset("counting leaving using like while since out as".split())
UNTOLD = frozenset(
    "nobody no rumour rumor rumours rumors forecast forecasts draft drafts plan plans guess"
    " estimate preliminary provisional projection projections fiction scenario hoax".split()
)
"""Whoever says so has not counted: "according to one estimate"."""

LEADING_IN = frozenset({"in", "at", "on", "per", "by", "during", "under", "within", "for", "over"})
BRIEF = 2  # words of "in schools" and "per capita"


def strays(s: Sentence, words: Sequence[int]) -> bool:
    """Tell whether a part of a sentence may limit the number beside it."""
    lows = [s.tokens[i].low for i in words if any(map(str.isalnum, s.tokens[i].text))]
    if not lows:
        return False
    if lows[-1] in MORE and lows[0] != "or" and not s.has_verb(words):
        return True  # "and one more"
    if any(i in s.numbers for i in words):
        return False
    if lows[0] in INVERTED or (lows[0] == "given" and lows[-1] in CHANCES):
        return True
    if lows[-1] == "ago":
        return True
    if len(lows) == 1:
        return not s.known(words[0]) and _limiting(s, lows[0])
    before = (PREPOSITIONS | OPEN) - PASSING
    if lows[0] not in before or s.has_verb(words[2:]):
        return False
    return not all(s.known(i) and "qualifying" not in s.kinds(i) for i in words)


MORE = frozenset({"more", "fewer", "less"})


def _limiting(s: Sentence, low: str) -> bool:
    """Tell "rarely" and "secretly" from "sadly"."""
    g = s.grammar
    if low in g["scoping"] or low in g["doubting"]:
        return True
    return low.endswith("ly") and low not in g["comment_adverb"]


def limited_report(s: Sentence, frame: Sequence[int]) -> str:
    """Return the words of a report that limit it: "In schools" of "In schools the index counts".

    Empty where none does.
    """
    words = [i for i in frame if any(map(str.isalnum, s.tokens[i].text))]
    if not words:
        return ""
    lows = [s.tokens[i].low for i in words]
    if lows[0] == "according":
        told = UNTOLD.intersection(lows)
        return min(told) if told else ""
    for i in (words[0], *[i for i in words if "reporting" in s.kinds(i + 1)]):
        behind = [t.low for t in s.tokens[i + 1 : i + 2]]
        bound = i + 1 in s.numbers or not BOUNDS.isdisjoint(behind)
        if not bound and _of_manner(s, i):
            return s.tokens[i].text
    for i in words[:-1]:
        if s.tokens[i].low in TO_COME and s.tokens[i + 1].low in SAYING:
            return s.tokens[i].text
    stop = next((at for at, low in enumerate(lows) if low in DETERMINING), 0)
    stop = stop or next((at for at, i in enumerate(words) if "source_word" in s.kinds(i)), 0)
    led, said = words[1:stop], lows[1:stop]
    plain = OWN.isdisjoint(said) and not any(map(str.isdigit, said))
    narrow = lows[0] == "per" or not (NARROW | s.grammar["sector"]).isdisjoint(said)
    brief = lows[0] in LEADING_IN and plain and 0 < len(led) <= BRIEF
    return s.words(words[:stop]) if brief and narrow else ""


TO_COME = frozenset("will would should could might shall must 'll".split())
SAYING = frozenset("announce say state report claim find show count declare reveal argue".split())
BOUNDS = frozenset({"all", "every", "half", "again"})


def _of_manner(s: Sentence, i: int) -> bool:
    """Tell "rarely", "soon" and "maybe" at the edge of a report."""
    g, low = s.grammar, s.tokens[i].low
    manner = low.endswith("ly") and not s.known(i) and low not in g["comment_adverb"]
    return low not in IDLE and (low in SELDOM or low in g["doubting"] or manner)


DETERMINING = frozenset({"the", "this", "its", "his", "our", "a", "an"})
NARROW = frozenset({"borders", "average", "theory", "part", "phones", "cars", "cities", "wartime"})
OWN = frozenset({"my", "our", "your", "his", "her", "their"})
SELDOM = frozenset("soon seldom sometimes once ever never almost".split())
IDLE = frozenset(
    "recently newly finally independently currently only namely tally july italy assembly family"
    " daily weekly monthly supply ally publicly globally".split()
)
"""Adverbs of those who report, and words that are none."""
