"""A text checked against the editions at hand."""

from __future__ import annotations

from sousveil.checking.article import check_text
from sousveil.codebook.loader import load_packaged
from sousveil.model.time import parse_date
from sousveil.model.verdict import Check
from sousveil.storage import packaged


def check(text: str, as_of: str | None = None, against: str | None = None) -> Check:
    """Check a text against the packaged editions, without a project.

    `as_of` is a date, YYYY-MM-DD or shorter; `against` names the edition to hold in force.
    Raises `BadDate` and `UnknownEdition`.
    """
    editions = sorted(map(packaged.load_edition, packaged.names()), key=lambda e: e.in_force)
    return check_text(
        text,
        tuple(editions),
        load_packaged(),
        as_of=None if as_of is None else parse_date(as_of),
        against=None if against is None else packaged.load_edition(against),
    )
