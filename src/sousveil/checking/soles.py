"""Whether what a country has of one kind is all that is recorded there."""

from __future__ import annotations

from sousveil.checking.asking import Asking, Found
from sousveil.checking.homes import answer_home, answer_seat, answer_shared, homes_of
from sousveil.figures.words import country, listed
from sousveil.model.query import Sole

HOMES = {"home": answer_home, "away": answer_home, "shared": answer_shared, "seat": answer_seat}


def answer_sole(ask: Asking, query: Sole) -> Found:
    """Tell whether a country has these suppliers, or technologies, and no other.

    Where names outside the headed columns change who they all are, it depends.
    """
    if query.field in HOMES:
        return HOMES[query.field](ask, query)
    name = ask.edition.name
    whys = []
    status = loosely = "holds"
    for code in query.countries:
        named, loose = _recorded(ask, query, code)
        words = [_term(ask, query.field, i) for i in sorted(named)]
        whys.append(f"{name} has for {country(code, ask.codebook)}: {', '.join(words) or 'none'}.")
        if code not in ask.edition.countries:
            return Found(status="absent", why=whys[-1])
        status = _misses(query, named) or status
        loosely = _misses(query, loose) or loosely
        if beyond := [_term(ask, query.field, i) for i in sorted(loose - named)]:
            whys.append(f"Outside the headed columns stands {listed(beyond)}.")
    if query.field == "origin" and status == "holds" and not ask.edition.other_origins:
        status = "unanswerable"  # its columns ask for three origins alone
    elif query.ids and status != loosely and "holds" in (status, loosely):
        status = "depends"
    return Found(status=status, why=" ".join(whys))


def _recorded(ask: Asking, query: Sole, code: str) -> tuple[set[str], set[str]]:
    """Return what is recorded for a country, and that with names outside the headed columns."""
    entries = [
        entry
        for entry in ask.edition.entries
        if entry.country == code
        and entry.kind == query.field
        and "mult" not in entry.marks
        and (not query.origin or query.origin in homes_of(ask, str(entry.supplier)))
    ]
    loose = {str(getattr(entry, query.field)) for entry in entries}
    named = {str(getattr(entry, query.field)) for entry in entries if "stray" not in entry.marks}
    return named, loose


def _misses(query: Sole, ids: set[str]) -> str:
    """Return how what is recorded differs from what is said; "" where it does not."""
    if query.ids and set(query.ids) - ids:
        return "fails" if ids else "absent"
    more = bool(query.ids) and bool(ids - set(query.ids)) and query.size != len(ids)
    return "fails" if more or not _so_many(query, len(ids)) else ""


def _so_many(query: Sole, found: int) -> bool:
    """Tell whether as many are there as the words say."""
    if query.size is None or query.bound == "exact":
        return query.size in (None, found)
    return found >= query.size if query.bound == "min" else found <= query.size


def _term(ask: Asking, field: str, term: str) -> str:
    if field == "origin":
        return f"technology from {country(term, ask.codebook)}"
    known = ask.codebook.suppliers if field == "supplier" else ask.codebook.technologies
    return known[term].name if term in known else term
