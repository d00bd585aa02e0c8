"""Words that bound a number: at least, nearly, or so."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sousveil.extraction.marks import Token

BEFORE = (
    (
        "min",
        False,
        "",
        "≥|at least|no fewer than|no less than|not fewer than|not less than|a minimum of|"
        "minimum of|nothing less than|at the very least",
    ),
    (
        "min",
        True,
        "just over",
        "a shade over|a touch over|a hair over|fractionally over|a shade more than|"
        "just over|just above|a little over|a little more than|slightly more than|"
        "slightly over|a bit over|a bit more than|a little above|marginally more than|"
        "barely more than|just more than",
    ),
    (
        "min",
        True,
        "",
        ">|more than|over|above|upwards of|upward of|in excess of|exceeding|north of|"
        "well over|well above|far more than|many more than|greater than|beyond",
    ),
    (
        "max",
        False,
        "",
        "≤|at most|no more than|not more than|up to|a maximum of|maximum of|at the most|"
        "no greater than|not over",
    ),
    (
        "max",
        True,
        "nearly",
        "a shade under|a touch under|a hair under|fractionally under|just under|just below|"
        "a little under|a little less than|a little fewer than|slightly under|"
        "slightly fewer than|slightly less than|a bit under|not quite|just shy of|shy of|"
        "just short of|short of",
    ),
    ("max", True, "", "<|fewer than|less than|under|below|well under|well below|far fewer than"),
    ("approx", False, "nearly", "nearly|almost|close to|approaching|virtually|nigh on"),
    (
        "approx",
        False,
        "",
        "barely|hardly|scarcely|about|around|roughly|approximately|some|circa|ca .|ca|c .|"
        "an estimated|estimated|somewhere around|in the region of|on the order of|or so|"
        "give or take|more or less|~|≈",
    ),
    (
        "exact",
        False,
        "",
        "exactly|precisely|just|only|merely|a total of|a full|fully|all|all of|all the|"
        "as many as|as few as|a mere|mere|a whopping|a staggering|a record|the|these|those|"
        "a good",
    ),
)
"""(bound, strict, how near, words) before a number; the longest words that fit are taken."""


AFTER = (
    (
        "min",
        False,
        "",
        "or more|and more|and counting|at least|upwards|and up|at a minimum|"
        "at the very least|plus|+|- plus|or above",
    ),
    ("max", False, "", "or fewer|or less|at most|at the most|tops|or under"),
    ("approx", False, "odd", "- odd|odd"),
    ("approx", False, "", "or so|or thereabouts|give or take|more or less|ish|- ish"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as a sentence gives it."""

    first: int
    stop: int
    """Tokens [first, stop) of the number alone, without its bound."""

    begin: int
    """First token of the bound, or `first`."""

    end: int
    """Token after a bound that follows, or `stop`."""

    value: float
    bound: str = "exact"
    strict: bool = False
    near: str = ""
    """"just over" or "nearly", where the words say so."""

    upper: float | None = None
    """Upper end of a range such as "60 to 65"."""

    share: bool = False
    """True for percentages and fractions; the value is then in per cent."""

    whole: float | None = None
    """The denominator: 176 in "75 out of 176", 86 in "36 of 86"."""

    vague: bool = False
    """True for fractions in words, which speakers round."""

    part: float | None = None
    of: float | None = None
    """The two numbers of a share given as "three out of seven"."""


def bounded(tokens: list[Token], q: Quantity) -> Quantity:
    """Read the words before and after a number that bound it; the longest that fit are taken."""
    low = [t.low for t in tokens]
    best: tuple[int, str, bool, str] | None = None
    for bound, strict, near, phrases in BEFORE:
        for phrase in phrases.split("|"):
            words = phrase.split(" ")
            start = q.begin - len(words)
            if (
                start >= 0
                and not (words[0] == ">" and low[start - 1 : start] in (["-"], ["="]))
                and low[start : q.begin] == words
                and (best is None or len(words) > best[0])
            ):
                best = (len(words), bound, strict, near)
    if best is not None:
        length, bound, strict, near = best
        begin = q.begin - length
        if bound != "exact" or q.upper is None:
            outer = _outer(low, begin)
            q = replace(q, begin=begin, bound=bound, strict=strict, near=near)
            if outer is not None:
                q = replace(q, bound=outer[0], strict=outer[1], near=outer[2], begin=outer[3])
    for bound, strict, near, phrases in AFTER:
        for phrase in phrases.split("|"):
            words = phrase.split(" ")
            if low[q.stop : q.stop + len(words)] == words and q.bound == "exact":
                q = replace(q, bound=bound, strict=strict, near=near, end=q.stop + len(words))
            elif (
                words[0] in ("or", "and")
                and low[q.stop + 1 : q.stop + 1 + len(words)] == words
                and q.bound == "exact"
            ):
                q = replace(q, bound=bound, strict=strict, near=near)
    return q


def _outer(low: list[str], begin: int) -> tuple[str, bool, str, int] | None:
    """Read a second bound word before the first: "at least some 60", "only about 60"."""
    for bound, strict, near, phrases in BEFORE:
        if bound == "exact":
            continue
        for phrase in phrases.split("|"):
            words = phrase.split(" ")
            if begin >= len(words) and low[begin - len(words) : begin] == words:
                return bound, strict, near, begin - len(words)
    return None
