"""What a query is put to, and what one reading of it finds."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from sousveil.codebook.vocabulary import Codebook
from sousveil.figures.words import capital, country, listed
from sousveil.model.edition import Edition
from sousveil.model.figure import Figure

NAMED = 8  # countries that a reason names


class Found(Struct, frozen=True, kw_only=True):
    """What one reading of a query gives under one set of rules."""

    status: str
    """`holds`, `fails`, `absent` (a blank, which is no no), or `unanswerable`."""

    why: str
    countries: tuple[str, ...] = ()
    value: int | None = None
    entries: tuple[str, ...] = ()


class Asking(Struct, frozen=True):
    """An edition that is asked, with all that are known."""

    edition: Edition
    editions: tuple[Edition, ...]
    codebook: Codebook


def names_of(ask: Asking, codes: Iterable[str], verb: bool = False) -> str:
    """Return countries as a list; with a `verb`, as the beginning of a sentence."""
    names = [country(c, ask.codebook) for c in codes]
    more = [f"{len(names) - NAMED} more"] if len(names) > NAMED else []
    found = listed(names[:NAMED] + more)
    return f"{capital(found)} {'is' if len(names) == 1 else 'are'}" if verb else found


def members_of(ask: Asking, group: str) -> set[str]:
    """Return the countries of a group, listed and examined."""
    return set(ask.edition.groups.get(group, ())) | set(ask.edition.examined_groups.get(group, ()))


def changed_meaning(ask: Asking, figure: Figure, edition: Edition) -> str:
    """Return the warning where a measure has changed its meaning between the editions."""
    for group in (*figure.among, *figure.outside):
        if ask.codebook.groups[group].kind in ("regime", "union"):
            return ask.codebook.measures["regime"].changed
    for row in figure.rows():
        for other in ask.editions:
            if row.technology and row.technology not in (
                *other.technologies,
                "ai_surveillance",
            ):
                return f"{other.name} did not ask about {row.technology.replace('_', ' ')}."
    return ""
