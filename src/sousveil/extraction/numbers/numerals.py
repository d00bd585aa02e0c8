"""Numerals: the value of digits, of words, and of fractions."""

from __future__ import annotations

import re

from sousveil.extraction.marks import Token
from sousveil.extraction.numbers.bounds import Quantity
from sousveil.model.noun import replace

UNITS = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(20),
        strict=True,
    )
)
TENS = dict(
    zip(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        range(20, 100, 10),
        strict=True,
    )
)
MULTIPLES = {"dozen": 12, "dozens": 12, "score": 20}
VAGUE = {"dozens": 24.0, "scores": 40.0}
"""Twice the number of which there are several: "dozens of countries" are two dozen at least."""

OPENING = frozenset([*UNITS, *TENS, *VAGUE, "half", "halves", "a", "dozen", "several", "many"])
"""The words that a number in words can begin with."""

NUMBER_WORDS = frozenset((*UNITS, *TENS, *VAGUE, "dozen", "hundred"))
"""Words that are numbers by themselves."""

FRACTIONS = {
    "half": 1 / 2,
    "halves": 1 / 2,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "quarter": 1 / 4,
    "quarters": 1 / 4,
    "fourth": 1 / 4,
    "fourths": 1 / 4,
    "fifth": 1 / 5,
    "fifths": 1 / 5,
    "sixth": 1 / 6,
    "sixths": 1 / 6,
    "seventh": 1 / 7,
    "sevenths": 1 / 7,
    "eighth": 1 / 8,
    "eighths": 1 / 8,
    "ninth": 1 / 9,
    "ninths": 1 / 9,
    "tenth": 1 / 10,
    "tenths": 1 / 10,
}
BEFORE_POINTS = frozenset(
    "below under above over less more at just only exactly nearly almost about around".split()
)

SINGLE = frozenset({"single", "lone", "solitary"})
SINGLE_NOUNS = frozenset(
    {"country", "state", "nation", "government", "democracy", "autocracy", "monarchy", "member"}
)
"""Nouns of which "a single" counts one."""

GRADES = {
    "good": ("min", True, "just over"),
    "mere": ("exact", False, ""),
    "full": ("exact", False, ""),
    "whole": ("exact", False, ""),
    "solid": ("min", False, ""),
    "scant": ("max", True, "nearly"),
    "bare": ("max", True, "nearly"),
}
"""What a word between "a" and a fraction makes of it: bound, strict, how near."""

PLAIN = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?")

SMALL_WHOLE = 12  # "three in ten", "one of every four": wholes up to here make a share


def numeral(tokens: list[Token], at: int) -> Quantity | None:
    """Return the numeral that begins at a token: "64", "sixty-four", "half", "a third"."""
    low = tokens[at].low
    if low[0].isdigit() and low.replace(",", "").replace(".", "").isdigit():
        if PLAIN.fullmatch(low) is None:
            return None
        return _ratio(tokens, at) or _plain(at, at + 1, float(low.replace(",", "")))
    if several := _several(tokens, at):
        return several
    value, stop = _words(tokens, at)
    if value is not None:
        return _plain(at, stop, value)
    if low in ("half", "halves"):
        if at > 1 and tokens[at - 1].low == "a" and tokens[at - 2].low == "and":
            return None  # "seventy-eight and a half"
        return replace(_plain(at, at + 1, 50.0), share=True, vague=True)
    if low == "a" or low == "one":
        after = tokens[at + 1].low if at + 1 < len(tokens) else ""
        told = GRADES.get(after)
        if told is not None and low == "a" and at + 2 < len(tokens):
            name = tokens[at + 2].low
            if name in FRACTIONS:
                bound, strict, near = told
                made = replace(_plain(at, at + 3, 100 * FRACTIONS[name]), share=True, vague=True)
                return replace(made, bound=bound, strict=strict, near=near)
        if after in FRACTIONS and (low == "one" or after in ("third", "quarter", "fifth", "tenth")):
            return replace(_plain(at, at + 2, 100 * FRACTIONS[after]), share=True, vague=True)
    return None


def _ratio(tokens: list[Token], at: int) -> Quantity | None:
    """Read "4/5 of", which is a share as "four fifths of" is; "75/176" is a count."""
    words = [t.low for t in tokens[at : at + 4]]
    if len(words) < len("4/5o") or words[1] != "/" or words[3] != "of":
        return None
    part, whole = words[0], words[2]
    if not (part.isdecimal() and whole.isdecimal() and 0 < int(part) < int(whole) <= SMALL_WHOLE):
        return None
    return replace(_plain(at, at + 3, 100 * int(part) / int(whole)), share=True, vague=True)


def _several(tokens: list[Token], at: int) -> Quantity | None:
    """Read "dozens of countries", "several dozen" and "a few dozen" as two dozen at least."""
    low = [t.low for t in tokens[at : at + 7]]
    if SEVERAL_NOUNS.isdisjoint(low):
        return None  # "the scores of the two editions"
    width = 2 if low[:2] == ["a", "few"] else 1 if low[0] in ("several", "many") else 0
    if width and low[width : width + 1] == ["dozen"]:
        return replace(_plain(at, at + width + 1, VAGUE["dozens"]), bound="min")
    if low[0] in VAGUE and low[1:2] == ["of"] and low[2:3] != ["times"]:
        many = replace(_plain(at, at + 2, VAGUE[low[0]]), bound="min")
        return many if at == 0 or tokens[at - 1].low not in NOT_SEVERAL else None
    return None


SEVERAL_NOUNS = frozenset(
    {"countries", "states", "nations", "governments", "democracies", "autocracies", "regimes"}
)
NOT_SEVERAL = frozenset({"the", "these", "those", "their", "its", "with", "high", "low"})


def _words(tokens: list[Token], at: int) -> tuple[float | None, int]:
    """Read "sixty-four", "a hundred and one", "five dozen", "half a dozen", "three score"."""
    if tokens[at].low not in OPENING:
        return None, at
    low = [t.low for t in tokens[at : at + 9]]
    if low[:3] == ["half", "a", "dozen"]:
        return 6.0, at + 3
    if low[:3] == ["half", "a", "hundred"]:
        return 50.0, at + 3
    if low[0] == "a" and low[1:2] and low[1] in SINGLE and SINGLE_NOUNS.intersection(low[2:5]):
        denied = at > 0 and tokens[at - 1].low in ("not", "nor", "without", "never")
        return (None, at) if denied else (1.0, at + 2)
    value, used = _below_hundred(low)
    if (
        value is None
        and low[:1] == ["a"]
        and low[1:2] in (["dozen"], ["score"], ["hundred"], ["thousand"])
    ):
        value, used = 1, 1
    if low[:2] == ["a", "score"] and _of_points(low[2:]):
        return None, at
    if value is None and low[:1] == ["dozen"]:
        return 12.0, at + 1
    if value is None:
        return None, at
    after = low[used : used + 1]
    if after and after[0] in MULTIPLES and after[0] != "dozens":
        more, width = (
            _below_hundred(low[used + 2 :]) if low[used + 1 : used + 2] == ["and"] else (0, 0)
        )
        if not more or more >= MULTIPLES[after[0]]:
            return float(value * MULTIPLES[after[0]]), at + used + 1
        return float(value * MULTIPLES[after[0]] + more), at + used + 2 + width
    total = 0
    if after in (["thousand"], ["thousands"]):
        total, value, used = value * 1000, 0, used + 1
        more, width = _below_hundred(low[used:])
        if more is not None:
            value, used = more, used + width
        after = low[used : used + 1]
    if after == ["hundred"]:
        total, used = total + value * 100, used + 1
        value = 0
        skip = 1 if low[used : used + 1] == ["and"] else 0
        more, width = _below_hundred(low[used + skip :])
        if more is not None:
            value, used = more, used + skip + width
    return float(total + value), at + used


def _of_points(low: list[str]) -> bool:
    """Tell "a score of 22" and "a score below forty" from "a score of countries"."""
    if low[:1] != ["of"]:
        return low[:1] != ["or"]
    after = low[1] if len(low) > 1 else ""
    return after[:1].isdigit() or after in BEFORE_POINTS or after in NUMBER_WORDS


def _below_hundred(low: list[str]) -> tuple[int | None, int]:
    if not low:
        return None, 0
    if low[0] in TENS:
        if low[1:2] == ["-"] and len(low) > 2 and 0 < UNITS.get(low[2], 0) < 10:
            return TENS[low[0]] + UNITS[low[2]], 3
        if len(low) > 1 and 0 < UNITS.get(low[1], 0) < 10:
            return TENS[low[0]] + UNITS[low[1]], 2
        return TENS[low[0]], 1
    if low[0] in UNITS:
        return UNITS[low[0]], 1
    return None, 0


def _plain(first: int, stop: int, value: float) -> Quantity:
    return Quantity(first=first, stop=stop, begin=first, end=stop, value=value)
