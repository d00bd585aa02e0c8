"""What is no sentence, told by its letters alone: a run without an end, a table, code, a litany."""

from __future__ import annotations

import re
from functools import cache

from sousveil.extraction.numbers.numerals import TENS, UNITS
from sousveil.extraction.sentences import LONGEST
from sousveil.model.source import Span

MOST_NUMBERS = 24  # of one sentence; what holds more is a table
MOST_SIGNS = 60  # of one sentence; what holds more, and fewer words, is a table, or code
SHORT = 2 * MOST_NUMBERS  # characters; what has no more is neither

MANY_WORDS = 64  # of one sentence, from which on they are looked at for their difference
LEAST_NEW = (
    4  # one word in so many, at least, is there for the first time; in prose it is one in two
)

TOO_LONG, TABLE, LITANY = "too-long", "table", "litany"
WHY = {
    TOO_LONG: f"It goes on for more than {LONGEST:,} characters without the end of a sentence, "
    "and is not read. Full stops or line ends between its statements help.",
    TABLE: f"It has more than {MOST_NUMBERS} numbers, or more signs than words, as a table or code "
    "has, and is not read as a sentence.",
    LITANY: "It says the same few words over and over, as no sentence does, and is not read.",
}
"""Why a stretch of text is not read."""

LARGE = frozenset(
    "hundred hundreds thousand thousands million millions billion bn trillion".split()
)

NUMBER_WORDS = (
    frozenset((*UNITS, *TENS, *LARGE, "dozen", "dozens", "half"))
    - {"zero", "one"}  # "one of the largest" counts nothing
)

DIGITS = r"(?<![\w-])(?<!\d[.,])\d[\d.,]*(?:st|nd|rd|th|s|bn|m|k)?(?!\w)"
"""A number in digits; those in a name are none: 5G, G20, COVID-19."""

PART = rf"(?:{DIGITS}|\b(?:{'|'.join(sorted(NUMBER_WORDS))})\b)"
NUMBER = re.compile(rf"{PART}(?:[ \u00a0-]{PART})*", re.IGNORECASE)
"""One number, of as many parts as stand beside each other: "two hundred", "1.3 billion"."""

SIGN = re.compile(r"[^\w\s]")
WORD = re.compile(r"\w+")
RUN = re.compile(r"\d+")


def no_sentence(text: str, span: Span) -> str | None:
    """Return a key of `WHY` for what is not to be read as a sentence; None for all else."""
    length = span.end - span.start
    if length > LONGEST:
        return TOO_LONG
    if length <= SHORT:
        return None
    stretch = text[span.start : span.end]
    words = WORD.findall(stretch.lower())
    signs = len(SIGN.findall(stretch))
    if signs > MOST_SIGNS and signs > len(words):
        return TABLE
    most = len(RUN.findall(stretch)) + sum(map(NUMBER_WORDS.__contains__, words))
    if most > MOST_NUMBERS and len(_hyphened().findall(stretch)) > MOST_NUMBERS:
        return TABLE
    same = len(words) >= MANY_WORDS and len(set(words)) * LEAST_NEW < len(words)
    return LITANY if same else None


@cache
def _hyphened() -> re.Pattern[str]:
    """Find one number, of one part, or of words that hyphens join: "sixty-four"."""
    return re.compile(rf"{PART}(?:-{PART})*", re.IGNORECASE)
