"""How the lines of a text stand to each other: what is a heading, a thread, a box of numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from sousveil.extraction.marks import Token, tokenise
from sousveil.model.late import late
from sousveil.model.source import Span

HEADING = 70  # characters
FORM = 140  # characters of a line of a form
MARKED = late(r"(?:[•*·▪‣–—-]|\d{1,2}[.)])\s")
STOPPED = late(r"[.!?…。！？,;][\"”’»)\]*]*$")
TITLE = late(
    r"(?:fact[ -]?(?:sheet|file|box)(?:es|s)?|key (?:findings|facts|figures|points|numbers)"
    r"|press note|(?:country )?profiles?|at a glance|in (?:brief|numbers|figures)|by the numbers"
    r"|table \d+|box(?: \d+)?|explainer|data|infographic|chart(?: \d+)?|figure \d+"
    r"|countr(?:y|ies))\s*[:–—|-]\s*",
    re.IGNORECASE,
)
"""What a heading is called, before what it is about."""

DIGITS = late(r"(?<![\w.,])(?!(?:19|20)\d\d(?!\d))\d")
LABELLED = late(r"[^\n:]{1,60}:\s+\S|\S\s+[–—|]\s+\S")
NUMBER = late(r"[•*\s]*(?:(?:at least|about|over|nearly|more than) )?\d{1,3}(?: of \d{1,3})?")
ORDINAL = late(r"\d{1,2}[.)]")
THREAD = late(r"\(?(?P<at>\d{1,2})/(?P<of>\d{1,2})?\)?[.:]?\s+(?=\S)")
THREAD_END = late(r"(?:^|\s+)\(?(?P<at>\d{1,2})/(?P<of>\d{1,2})?\)?$")
FIELD = late(r"\s*[;|]\s+(?=[^\W\d][\w /-]{1,40}:\s|[^\W\d][\w /-]{1,40}:$)")
OPENING = late(
    r"(?:[•*·▪‣–-]\s+)?(?P<head>[^\n:;–—|(]{2,40}?)(?: \([^)\n]{2,40}\))?(?:\s+[–—|]|:|\.$)"
)
"""How a profile in one line begins: "Kenya — regime: electoral autocracy; ..."."""

DATE = late(
    r"(?:(?:early|late|mid|by|in)[ -])?(?:[A-Z][a-z]{2,8}\.? )?(?:\d{1,2},? )?(?P<year>\d{4})"
)
"""What stands before an entry of a timeline."""

NAMED_FIELD = late(r"[^\W\d][\w /-]{1,40}:\s")


class Over(Struct, frozen=True):
    """What stands over a line of a form."""

    heads: tuple[tuple[Token, ...], ...] = ()
    words: str = ""
    """The heading as it stands."""

    cut: int = -1
    """Where the first of two lines ends that tell one thing: a number, and what it counts."""

    loose: bool = False
    """True where the heading is the beginning of the line, which may have a value of its own."""

    heading: bool = False
    """True of the heading itself."""

    prose: bool = False
    """True for a whole sentence that stands under a heading."""


def laid(spans: Sequence[Span], content: str) -> list[Span]:
    """Return the sentences of a text, without the numbers of a thread; a profile in its fields."""
    if "\n" not in content and ":" not in content:
        return list(spans)
    made: list[Span] = []
    for span in _unnumbered(spans, content):
        if ORDINAL.fullmatch(content, span.start, span.end) is not None:
            continue
        before = made[-1] if made else None
        if before is not None and _counted_above(content, before, span):
            made[-1] = Span(before.start, span.end)
        else:
            made += _fields(content, span)
    return made


def overs(content: str, spans: Sequence[Span], years: frozenset[str]) -> Mapping[int, Over]:
    """Return by its start what stands over each line that may lean on it.

    `years` are those of the editions.
    """
    found: dict[int, Over] = {}
    over = profile = Over()
    forms = 0
    for place, span in enumerate(spans):
        words = content[span.start : span.end]
        ahead = content[spans[place - 1].end : span.start] if place else "\n"
        after = content[span.end : spans[place + 1].start] if place + 1 < len(spans) else "\n"
        if "\n" in ahead:
            profile = Over()
        if _is_heading(words, ahead, after):
            over, forms = _over(content, span), 0
            found[span.start] = Over(heading=True)
            continue
        head = OPENING.match(words)
        field = "\n" not in ahead and profile.heads and NAMED_FIELD.match(words) is not None
        stacked = words.find("\n")
        form = len(words) <= FORM and (
            MARKED.match(words) is not None
            or LABELLED.match(words) is not None
            or (not STOPPED.search(words) and "\n" in ahead and "\n" in after)
            or stacked > 0
        )
        if not form and forms and ahead.count("\n") > 1:
            over = Over()
        forms += form
        date = DATE.fullmatch(profile.words) if "\n" not in ahead else None
        if field:
            found[span.start] = profile
        elif date is not None and date["year"] in years:
            found[span.start] = Over(profile.heads, profile.words, prose=True)
        elif form or over.heads:
            cut = span.start + stacked if stacked > 0 else -1
            found[span.start] = Over(over.heads, over.words, cut, prose=not form)
        if head is not None and ("\n" in ahead or not profile.heads):
            start = span.start + head.start("head")
            profile = _over(content, Span(start, span.start + head.end("head")))
            loose = NAMED_FIELD.match(words[head.end() :].lstrip()) is None
            profile = Over(profile.heads, profile.words, loose=loose)
    return found


def _over(content: str, span: Span) -> Over:
    """Return a heading, without what it is called."""
    words = content[span.start : span.end].rstrip(": ")
    title = TITLE.match(words)
    start = span.start + (title.end() if title is not None else 0)
    tokens = [t for t in tokenise(content, start, span.start + len(words)) if t.text not in "#*_"]
    return Over((tuple(tokens),) if tokens else (), words)


def _is_heading(words: str, ahead: str, after: str) -> bool:
    """Tell a short line of its own without a number, a stop or a value."""
    if "\n" not in ahead or "\n" not in after or len(words) > HEADING:
        return False
    if MARKED.match(words) or STOPPED.search(words) or DIGITS.search(words) or "\n" in words:
        return False
    title = TITLE.match(words)
    return LABELLED.match(words[title.end() :] if title is not None else words) is None


def _unnumbered(spans: Sequence[Span], content: str) -> list[Span]:
    """Leave out "2/5" before and behind the posts of a thread."""
    opening = [_post(content, span, THREAD.match) for span in spans]
    closing = [_post(content, span, THREAD_END.search) for span in spans]
    made = list(spans)
    for posts, first in ((opening, True), (closing, False)):
        numbers = [post for post in posts if post is not None]
        if len(numbers) < len("ab") or any(b[0] != a[0] + 1 for a, b in pairwise(numbers)):
            continue
        if len({post[1] for post in numbers}) > 1 or numbers[0][0] > 1:
            continue
        for i, post in enumerate(posts):
            if post is not None:
                start, end = made[i].start, made[i].end
                made[i] = Span(start + post[2], end) if first else Span(start, end - post[2])
    return [span for span in made if span.end > span.start]


def _post(content: str, span: Span, found: object) -> tuple[int, str, int] | None:
    """Return the number of a post, of how many, and the letters that it takes."""
    match = found(content[span.start : span.end])  # type: ignore[operator]
    if match is None:
        return None
    return int(match["at"]), match["of"] or "", match.end() - match.start()


def _counted_above(content: str, before: Span, span: Span) -> bool:
    """Tell a line that says what the number above it counts."""
    if content[before.end : span.start].strip(" \t") != "\n":
        return False
    words = content[span.start : span.end]
    if NUMBER.fullmatch(content, before.start, before.end) is None or len(words) > HEADING:
        return False
    return DIGITS.search(words) is None and not MARKED.match(words)


def _fields(content: str, span: Span) -> list[Span]:
    """Cut "Kenya — regime: electoral autocracy; suppliers: Huawei" into its fields."""
    words = content[span.start : span.end]
    if len(words) > 4 * FORM or ":" not in words:
        return [span]
    cuts = list(FIELD.finditer(words))
    if not cuts or ":" not in words[: cuts[0].start()]:
        return [span]
    made, start = [], 0
    for cut in cuts:
        made.append(Span(span.start + start, span.start + cut.start()))
        start = cut.end()
    return [*made, Span(span.start + start, span.end)]
