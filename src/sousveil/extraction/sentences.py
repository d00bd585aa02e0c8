"""Text to sentences, each with its exact span."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sousveil.model.late import late
from sousveil.model.source import Span

ABBREVIATIONS = frozenset(
    [
        "co",
        "corp",
        "inc",
        "ltd",
        "plc",
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "sen",
        "rep",
        "gov",
        "gen",
        "no",
        "vs",
        "viz",
        "etc",
        "approx",
        "ca",
        "st",
        "dept",
        "est",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "fig",
        "cf",
        "al",
        "p",
        "pp",
    ]
)
"""Words after which a full stop ends no sentence."""

UNFINISHED = frozenset(
    "a an and as because by cannot do does for from if in neither never no nor not of only or than"
    " that the their to unless whether which who whose with without".split()
)
"""Words with which no line ends that is complete."""

LAST_PLAIN = late(r"(?<![^\s(“\"])[A-Za-z]+ *$")

NEW_SUBJECT = late(r"\s+(?:The|It|They|This|That|In|But|And|A|An)\b")
ANSWERED = late(r"(?:\?|:|\?[\"”’]|\bA\.)\s+(?:No|no)\.$")
"""Where "No." is an answer, and no number is counted by it: "A: No. 52 of them are not"."""

LAST_WORD = late(r"([^\W_]+(?:\.[^\W_]+)*)\.$")
LEAD = late(r"[ \t\u00a0]*")
LIST_MARKS = frozenset("•*·▪‣")
LONGEST = 3000  # characters; longer runs are no sentences that anybody wrote

BREAK = late(
    r"""
    \n\s*\n | \n (?= \s* (?: [•*·▪‣–-] | \d+[.)] ) \s )
    | (?<= [.!?…:"”] ) \s* \n | \n (?= \s* [“"A-Z0-9] )
    | (?<= [.!?] ) \s+ (?! That\ is\ how\ many | That's\ how\ many ) (?= ["“‘'(\[]? [A-Z0-9À-Þ“"] )
    | (?<= [.!?] ["”’')\]] ) \s+ (?= ["“‘'(\[]? [A-Z0-9À-Þ“"] )
    | (?<= [。！？] )
    """,
    re.VERBOSE,
)
"""Where a sentence may end: a blank line, a list item, or a stop before a capital or digit."""


LOWER_BREAK = late(BREAK.pattern + r"| (?<= [.!?] ) \s+ (?= [a-z0-9] )", re.VERBOSE)
"""The same for text without capitals."""


STOP = late(r"[.!?…:\"”’')\]。！？\n]")
"""The signs at or behind which alone a break can begin; they are quick to look for."""

PLAIN_CAPITAL = late("[A-Z]")
NOT_PLAIN = late(r"[^\x00-\x7f]")

FULL_STOPS = frozenset("。！？")
"""After these a sentence ends without a space."""


@lru_cache(1)
def spans_of(text: str) -> tuple[Span, ...]:
    """Return the spans of the sentences of a text, uncut, however long; kept for who asks next."""
    return tuple([s for first, last in _stretches(text) for s in _trimmed(text, first, last)])


def sentences(text: str) -> Iterator[Span]:
    """Yield the spans of the sentences of a text; edges without white space, but for list marks.

    What is longer than `LONGEST` is cut at a space.
    """
    for start, end in _stretches(text):
        while end - start > LONGEST:
            cut = text.rfind(" ", start, start + LONGEST)
            cut = start + LONGEST if cut <= start else cut
            yield from _trimmed(text, start, cut)
            start = cut
        yield from _trimmed(text, start, end)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence begins and ends, with the white space around it."""
    start = 0
    pattern = BREAK if has_capitals(text, signs=True) else LOWER_BREAK
    for first, last in _breaks(text, pattern):
        if _abbreviated(text, first) or _goes_on(text, first, last):
            continue
        yield start, first
        start = last
    yield start, len(text)


def has_capitals(text: str, signs: bool = False) -> bool:
    """Tell whether a capital letter stands in a text; with `signs`, also one that is no letter."""
    if PLAIN_CAPITAL.search(text) is not None:
        return True
    return not text.isascii() and any(
        char.isupper() and (signs or char.isalpha()) for char in NOT_PLAIN.findall(text)
    )


def _breaks(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield what `pattern.finditer` finds, without a try at every letter."""
    done, tried = 0, -1
    for sign in STOP.finditer(text):
        start = sign.start()
        line = text[start] == "\n"
        at = start if line else start + 1
        if at <= tried or at < done:
            continue
        if line or text[at : at + 1].isspace() or text[start] in FULL_STOPS:
            tried = at
            if (found := pattern.match(text, at)) is not None:
                yield at, (done := found.end())


def _abbreviated(text: str, end: int) -> bool:
    """Tell whether the full stop before `end` belongs to an abbreviation or an initial."""
    if "\n" in text[end : end + 1] or text[end - 1 : end] != ".":
        return False
    word = LAST_WORD.search(text[max(0, end - 24) : end])
    if word is None:
        return False
    last = word.group(1)
    if last.lower() in ABBREVIATIONS:
        if last.lower() == "no" and ANSWERED.search(text[max(0, end - 24) : end]) is not None:
            return False
        return not (last.lower() in ("co", "corp", "inc", "ltd", "no") and _new_subject(text, end))
    return len(last) == 1 and last.isupper()


def _goes_on(text: str, first: int, last: int) -> bool:
    """Tell a line that is only broken to fit its width: "It is not true that"."""
    if text[first : first + 1] != "\n" or text.count("\n", first, last) > 1:
        return False
    word = LAST_PLAIN.search(text[max(0, first - 24) : first])
    if word is None or word.group().strip() not in UNFINISHED:
        return False
    return ANSWERED.search(f"{text[max(0, first - 24) : first]}.") is None


def _new_subject(text: str, end: int) -> bool:
    """After a company's name: a determiner or pronoun begins a new sentence."""
    return NEW_SUBJECT.match(text, end) is not None


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start] in "\n\r":
        start += 1
    if text[start:end].strip():
        lead = LEAD.match(text, start, end)
        skip = lead.end() - start if lead else 0
        if text[start + skip : start + skip + 1] not in LIST_MARKS:
            start += skip
        yield Span(start, end)
