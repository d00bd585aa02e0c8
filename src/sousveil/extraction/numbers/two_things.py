"""Two things that are asked of one country, in the words that say of what a number is."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.extraction.numbers.scope import Scope
from sousveil.extraction.two_conditions import letters_of, two_things
from sousveil.model.figure import ANY_TECHNOLOGY, Figure, Row
from sousveil.model.noun import replace


def asks_two(s: Sentence, core: Sequence[int], q: Quantity) -> bool:
    """Tell words that ask two things of one country from a bare "and", which leaves it open."""
    if s.has("both", core) or (
        q.whole is not None and any(s.tokens[i].low == "also" for i in core)
    ):
        return True
    named = [i for i in sorted({*core}) if i in s.by_token and s.by_token[i].first == i]
    named = [i for i in named if SOURCES & s.kinds(i)]
    if len(named) != 2:
        return False
    first, second = named
    if first < q.begin:  # "Of the 31 countries with American technology, 23 have Chinese"
        opening = next((s.tokens[i].low for i in reversed(range(first)) if _begins(s, i)), "")
        return second >= q.end and opening in FRONTS
    between = range(s.by_token[first].stop, second)
    lows = [s.tokens[i].low for i in between]
    owned = s.tokens[first - 1].low in OWNING and s.tokens[q.end - 1].low not in OWNING
    return owned and "or" not in lows and not HAVING.isdisjoint(lows)


def at_home(s: Sentence, core: Sequence[int]) -> list[str]:
    """Return "home market" where it is counted beside countries abroad: "there and in twelve"."""
    if s.has("apart_from", core) or s.has("aside", core) or s.has("home_and_abroad", core):
        return []
    return [
        s.tokens[i].text for i in core if s.tokens[i].low == "home" and not s.has("abroad", [i])
    ]


def _begins(s: Sentence, i: int) -> bool:
    """Tell whether a word stands at the head of a sentence, or right behind a comma."""
    return i == 0 or s.tokens[i - 1].text == ","


def joined_things(s: Sentence, scope: Scope, figure: Figure) -> Figure:
    """Read "both Chinese technology and smart policing" as two conditions, and no delivery."""
    row = figure.having[0] if len(figure.having) == 1 else None
    if row is None or row.technology is None or not (row.supplier or row.origin):
        return figure
    pointing = any(s.tokens[i].low in POINTING for i in scope.core)
    if pointing or not two_things(letters_of(_words(s, scope))):
        return figure
    apart = Row(technology=row.technology), Row(supplier=row.supplier, origin=row.origin)
    return replace(figure, having=apart)


def _words(s: Sentence, scope: Scope) -> list[tuple[str, str]]:
    """Return the words behind a number, each with what it names."""
    words: list[tuple[str, str]] = []
    taken = -1
    for i in sorted(scope.core):
        if i < taken or i in s.numbers:
            continue
        mark = s.by_token.get(i)
        kind = next((kind for kind in NAMES if mark is not None and kind in mark.kinds), "")
        if mark is not None and kind:
            taken = mark.stop
            if mark.ids.get("technology") == ANY_TECHNOLOGY:
                kind = "noun"
        elif s.has("origin_noun", (i,)):
            kind = "noun"
        elif s.has_verb((i,)):
            kind = "verb"
        words.append((s.tokens[i].low, kind))
    return words


SOURCES = frozenset({"supplier", "country", "demonym"})
FRONTS = frozenset({"of", "among", "amongst", "out"})
OWNING = frozenset({"with", "have", "use", "using", "having"})
HAVING = frozenset({"have", "use", "had", "used"})
"""Verbs that ask a second thing of those who own a first: "31 countries with ... have"."""

POINTING = frozenset(
    "it its them this these those their theirs same other another else elsewhere own".split()
)
"""Words that make one of the two of the other: "Chinese technology to run it"."""

NAMES = ("technology", "supplier", "demonym", "country")
