"""Totals that only introduce: "of the 54 states,", "examined 94 countries", "the number of"."""

from __future__ import annotations

from sousveil.extraction.events.counted import Counted, Whole
from sousveil.extraction.events.numbers import UNIT_OF, Number
from sousveil.extraction.events.parties import Stage
from sousveil.extraction.events.word import Word

SURVEYED = frozenset("examine study survey analyse analyze review assess visit cover".split())
SURVEYING = frozenset(("look", "look at", "look into", "go through", "go"))
PASSING = frozenset(("assess", "visit", "cover", "go"))
"""Verbs that tell of a survey only where a share of it follows."""

AFTER = frozenset("surveyed studied examined analysed analyzed reviewed assessed polled".split())


def wholes_of(at: Stage, found: list[Number], before: list[Counted]) -> list[Whole]:
    """Return the totals that only introduce: "of the 54 states,", "examined 94 countries"."""
    words = at.scene.words
    wholes: list[Whole] = []
    for n in found:
        if n.whole is not None or n.subset:
            continue
        unit = n.unit or (before[-1].unit if before and (n.definite or _points(words, n)) else None)
        if unit is None:
            continue
        if _fronted(words, n) or _surveyed(words, n, found):
            fronted = [w for w in wholes if not any(x.tag == "," for x in words[w.first : n.first])]
            if fronted:
                continue
            of = next((c for c in before if c.value == n.value and c.told), None)
            wholes.append(Whole(n.first, n.value, unit, _group_of(words, n), of))
    return wholes


def inside_wholes(words: list[Word], found: list[Number], wholes: list[Whole]) -> set[int]:
    """Return the numbers inside a total: the five of "of 23 cities in five countries"."""
    inside: set[int] = set()
    for whole in wholes:
        for n in found:
            between = words[whole.first : n.begin]
            if n.first <= whole.first or n.unit is None or words[n.begin - 1].tag != "P":
                continue
            if not any(w.tag in (",", "V", "B", "H", ";", ":") for w in between):
                inside.add(n.first)
    return inside


def topics(words: list[Word], found: list[Number]) -> list[Whole]:
    """Return what "the number of democracies" and "among democracies" count, without a total."""
    held: list[Whole] = []
    for i, word in enumerate(words):
        unit = UNIT_OF.get(word.low.rpartition(" ")[2])
        if unit is None or not word.low.endswith("s"):
            continue
        of = next((k for k in range(i - 1, max(-1, i - 4), -1) if words[k].tag == "P"), None)
        if of is None or words[of].low not in ("of", "among"):
            continue
        if any(n.begin <= i < n.end for n in found):
            continue
        numbered = of > 1 and words[of - 1].low in TOTALS and words[of - 2].low != "a"
        if numbered or of == 0:
            near = words[of + 1 : i + 3]
            named = next((w.kinds["group"] for w in near if "group" in w.kinds), None)
            held.append(Whole(i, 0, unit, named))
    return held


TOTALS = frozenset(("number", "total", "tally", "count"))


def _points(words: list[Word], n: Number) -> bool:
    return words[n.begin].low in ("the", "those", "these")


def _group_of(words: list[Word], n: Number) -> str | None:
    stop = n.end
    while stop < len(words) and words[stop].tag not in (",", ".", "V", "R", "B", "H", "M", "#"):
        stop += 1
    return next((w.kinds["group"] for w in words[n.first : stop] if "group" in w.kinds), None)


def _fronted(words: list[Word], n: Number) -> bool:
    """Tell "Of the 54 states, ..." and "and of those fourteen, six"."""
    i = n.begin - 1
    while i >= 0 and words[i].tag == "D":
        i -= 1
    if i < 0 or words[i].low not in ("of", "among", "out of"):
        return False
    return i == 0 or words[i - 1].tag in (",", "C", ";", ":", "-", "A", '"', ".")


def _surveyed(words: list[Word], n: Number, found: list[Number]) -> bool:
    """Tell "examined 94 countries and found that 61", "in the 94 countries surveyed, 61"."""
    followed = any(o.first > n.first for o in found)
    if followed and n.end < len(words) and words[n.end].low in AFTER:
        return True
    near = [w for w in words[max(0, n.begin - 4) : n.begin] if w.tag == "V"]
    lemmas = {v.lemma for w in near[-1:] for v in w.verbs}
    return bool(lemmas & (SURVEYED | SURVEYING)) and (followed or not lemmas & PASSING)
