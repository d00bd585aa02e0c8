"""Several numbers in one sentence: lists that answer to lists, totals in front."""

from __future__ import annotations

from itertools import pairwise

from sousveil.extraction.marks import Mark
from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.numbers.clauses import QUOTES, Sentence
from sousveil.extraction.numbers.scope import Scope
from sousveil.model.figure import ANY_TECHNOLOGY
from sousveil.model.noun import replace


def runs(s: Sentence, counted: list[Quantity]) -> list[list[Quantity]]:
    """Group numbers that stand in one list: "64, 56 and 53 countries"."""
    runs: list[list[Quantity]] = []
    for q in counted:
        if runs:
            between = range(runs[-1][-1].end, q.begin)
            words = [s.tokens[i].low for i in between if "unit_countries" not in s.kinds(i)]
            linked = words and all(w in (",", "and", "&", "or", "in") for w in words)
            part = s.has("anaphora", range(q.begin - 2, min(q.end + 2, len(s.tokens))))
            if linked and not part and not q.share:
                runs[-1].append(q)
                continue
        runs.append([q])
    return runs


def zipped(s: Sentence, scope: Scope, length: int) -> list[list[int]]:
    """Give each number of a list its own name of an equally long list of names.

    Returns for each number the tokens that belong to the others; nothing if no list fits.
    """
    kinds = (("technology",), ("supplier",), ("country", "demonym", "capital"), ("group",))
    core = frozenset(scope.core)
    for kind in kinds:
        marks = [m for m in s.marks if m.first in core and any(k in m.kinds for k in kind)]
        if kind == ("technology",):
            marks = [m for m in marks if m.ids["technology"] != ANY_TECHNOLOGY]
        while len(marks) > length and exceptive(s, marks[0]):
            marks = marks[1:]
        if len(marks) == length:
            return [
                [i for m in marks if m is not own for i in range(m.first, m.stop)] for own in marks
            ]
    return []


def with_fronted_wholes(s: Sentence, counted: list[Quantity]) -> list[Quantity]:
    """Read "Of the 86 countries in the Initiative, 36 ..." as 36 of 86."""
    if len(counted) < 2 or counted[0].share:
        return counted
    first, second = counted[:2]
    commas = [i for i in range(first.begin) if s.tokens[i].text == ","]
    start = commas[-1] + 1 if commas else 0  # "In 2019, of 75 countries, ..."
    opening = [s.tokens[i].low for i in range(start, first.begin) if s.tokens[i].text not in QUOTES]
    fronted = opening in (["of"], ["out", "of"], ["among"], ["from", "among"]) or opening in (
        ["of", "the"],
        ["out", "of", "the"],
        ["among", "the"],
    )
    all_of_them = not second.share and s.tokens[min(second.end, len(s.tokens) - 1)].text.isalpha()
    larger = second.value > first.value or (second.value == first.value and not all_of_them)
    if not fronted or first.bound != "exact" or larger:
        return counted
    return [replace(second, whole=first.value), *counted[2:]]


def fronted_group(s: Sentence) -> bool:
    """Tell whether a sentence opens with "Of the Initiative's members, ..."."""
    if not any(token.low in ("of", "among") for token in s.tokens[:3]):
        return False
    comma = next((i for i, t in enumerate(s.tokens) if t.text == ","), 0)
    return s.has("group", range(comma))


def fronted_region(s: Sentence, q: Quantity) -> bool:
    """Tell "In Africa, ten countries have it and nine ...", where nine are in Africa, too."""
    if s.tokens[0].low not in ("in", "across", "throughout", "within"):
        return False
    comma = next((i for i, t in enumerate(s.tokens) if t.text == ","), len(s.tokens))
    comma = min(comma, s.quantities[0].begin)
    wide = any(t.low in ("worldwide", "globally", "elsewhere", "world") for t in s.tokens)
    noun = q.end < len(s.tokens) and "unit_countries" in s.kinds(q.end)
    return not wide and not noun and s.has("group", range(comma))


def exceptive(s: Sentence, mark: Mark) -> bool:
    """Tell whether a name is set apart: "besides China, ..."."""
    return s.has("apart_from", range(max(0, mark.first - 3), mark.first))


def piece_end(s: Sentence, tokens: list[int]) -> int:
    """Return the first token after a gap, or the one after the last."""
    for before, after in pairwise(tokens):
        if after != before + 1:
            return after
    return tokens[-1] + 1
