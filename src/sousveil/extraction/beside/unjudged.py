"""Sentences that hold a number and no claim: what it is of; and what is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct

from sousveil.extraction.dates import MONTHS
from sousveil.extraction.sentences import spans_of
from sousveil.extraction.shapes import NUMBER, no_sentence
from sousveil.extraction.shapes import WHY as NOT_READ
from sousveil.model.source import Span

YEAR = re.compile(r"(?:1[6-9]|20)\d\d(?:s|[.,]+)?")
WORD = re.compile(r"[^\W\d_]+|[$€£¥%]|\d[\d.,]*")
LOOK_AHEAD = 5  # words after a number in which the thing counted may stand
CLOSE = 2  # words after a number in which its currency or its unit of time stands

COUNTED = {
    "people": frozenset(
        "people persons residents citizens inhabitants users workers employees staff officers "
        "soldiers troops police journalists activists refugees migrants prisoners detainees "
        "children women men students voters passengers travellers travelers visitors victims "
        "protesters protestors demonstrators dissidents suspects drivers pedestrians "
        "respondents experts researchers engineers families households Uighurs Uyghurs".split()
    ),
    "cities": frozenset(
        "city cities town towns municipality municipalities village villages province provinces "
        "district districts counties regions airports stations".split()
    ),
    "companies": frozenset(
        "company companies firm firms supplier suppliers vendor vendors corporation corporations "
        "business businesses enterprise enterprises startups contractors manufacturers".split()
    ),
    "countries": frozenset(
        "country countries nation nations state states government governments territories "
        "members democracies autocracies".split()
    ),
}
"""What a number may count, by the noun after it."""

MONEY = frozenset(
    "$ € £ ¥ us$ usd eur gbp rmb dollar dollars euro euros pound pounds yuan yen renminbi rupees "
    "rand francs".split()
)
TIME = frozenset(
    "second seconds minute minutes hour hours day days week weeks month months year years decade "
    "decades century centuries am pm".split()
)

WEEKDAYS = frozenset(
    "mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday".split()
)

KINDS = ("money", "people", "cities", "companies", "countries", "other", "dates")
"""What tells the kind of a sentence with several numbers, the first that any of them has."""

WHY = {
    "questions": "A question claims nothing.",
    "money": "The index records no sums of money.",
    "people": "The index counts countries, not people.",
    "cities": "The index counts countries, not cities or other places.",
    "companies": "The index counts countries, not companies.",
    "countries": "What it says of these countries is not recorded in the index, or not read here.",
    "other": "What is counted is no number of countries, or is not read here.",
    "dates": "Its numbers are dates or spans of time.",
    **NOT_READ,
}


class Unjudged(Struct, frozen=True):
    """A sentence with a number that no claim was found in, or one that was not read."""

    span: Span
    kind: str
    """A key of `WHY`, which says why there is nothing to judge."""


def unjudged(text: str, judged: Iterable[Span]) -> Iterator[Unjudged]:
    """Yield the sentences of a text that hold a number and overlap with none of some spans.

    What is not read as a sentence is yielded in any case.
    """
    taken = sorted((span.start, span.end) for span in judged)
    place = 0
    for span in spans_of(text):
        while place < len(taken) and taken[place][1] <= span.start:
            place += 1
        if place < len(taken) and taken[place][0] < span.end:
            continue
        if kind := no_sentence(text, span) or kind_of(text[span.start : span.end]):
            yield Unjudged(span, kind)


def kind_of(sentence: str) -> str | None:
    """Return what the numbers of a sentence are of; None where it has none, or is but a date."""
    found = list(NUMBER.finditer(sentence))
    if not found:
        return None
    if {
        word.lower() for word in WORD.findall(sentence) if word.isalpha()
    } <= MONTHS.keys() | WEEKDAYS:
        return None
    if sentence.rstrip(" \"'”’)").endswith("?"):
        return "questions"
    ends = [*(later.start() for _, later in pairwise(found)), len(sentence)]
    kinds = {_of_number(sentence, match, end) for match, end in zip(found, ends, strict=True)}
    return next(kind for kind in KINDS if kind in kinds)


def _of_number(sentence: str, match: re.Match[str], end: int) -> str:
    """Return what one number is of; `end` is where the next number begins."""
    number = match.group().lower()
    before = WORD.findall(sentence[max(0, match.start() - 24) : match.start()])[-1:]
    after = WORD.findall(sentence[match.end() : end])[:LOOK_AHEAD]
    low = [word.lower() for word in after]
    if MONEY & {*(word.lower() for word in before), *low[:CLOSE]}:
        return "money"
    for kind, nouns in COUNTED.items():
        if any(word in nouns or word.lower() in nouns for word in after):
            return kind
    beside = {word.lower() for word in (*before, *after[:1]) if word[0].isupper()}
    if YEAR.fullmatch(number) or MONTHS.keys() & beside or TIME & set(low[:CLOSE]):
        return "dates"
    return "other"
