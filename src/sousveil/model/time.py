"""Partial dates, as sources give them: YYYY, YYYY-MM or YYYY-MM-DD."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from sousveil.errors import BadDate

PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def parse_date(text: str) -> str:
    """Return the partial date if it is one that the calendar has; raise `BadDate` if not."""
    match = PARTIAL.fullmatch(text.strip())
    if match is None:
        raise BadDate(text)
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        date(year, month, day)
    except ValueError:
        raise BadDate(text) from None
    return match.group()


def last_day(partial: str) -> str:
    """Return the last day that a partial date can mean, as YYYY-MM-DD."""
    if len(partial) == 4:
        return partial + "-12-31"
    if len(partial) == 7:
        year, month = int(partial[:4]), int(partial[5:])
        return f"{partial}-{monthrange(year, month)[1]:02d}"
    return partial


def first_day(partial: str) -> str:
    """Return the first day that a partial date can mean, as YYYY-MM-DD."""
    return partial + "-01-01"[len(partial) - 4 :]
