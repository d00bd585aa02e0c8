"""The date that an article itself shows, in its first lines."""

from __future__ import annotations

import re

HEAD = 500  # characters: a date further down is not the article's own

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
"""The names of months and what is written for them, to their numbers."""

DATE = re.compile(
    rf"""
    (?P<iso> \b(?:19|20)\d\d-\d\d-\d\d\b )
    | \b (?P<day> \d{{1,2}} ) (?: st|nd|rd|th )?
      \s+ (?P<month> {"|".join(MONTHS)} ) \.? ,? \s+ (?P<year> (?:19|20)\d\d ) \b
    | \b (?P<month2> {"|".join(MONTHS)} ) \.?
      \s+ (?P<day2> \d{{1,2}} ) (?: st|nd|rd|th )? ,? \s+ (?P<year2> (?:19|20)\d\d ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)


def document_date(text: str) -> str | None:
    """Return the date of a date line or dateline as YYYY-MM-DD, or None.

    A date counts if it fills a line of its own, or opens the text before a dash. A date inside
    a sentence is something the article tells, not its own.
    """
    for match in DATE.finditer(text[:HEAD]):
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        line = text[start : len(text) if end < 0 else end]
        before, after = text[start : match.start()], text[match.end() : match.end() + 4]
        alone = len(line) <= len(match.group()) + 30 and not re.search(r"[.!?]\s*$", line)
        dateline = (
            start == 0 and len(before) < 40 and re.match(r"\s*(?:\(.*\)\s*)?(?:[–—]|--| - )", after)
        )
        if alone or dateline:
            return _iso(match)
    return None


def _iso(match: re.Match[str]) -> str | None:
    if match["iso"]:
        return match["iso"]
    day = int(match["day"] or match["day2"])
    month = MONTHS[(match["month"] or match["month2"]).lower()]
    year = match["year"] or match["year2"]
    return f"{year}-{month:02d}-{day:02d}" if 1 <= day <= 31 else None
