"""What a reader can choose from to narrow an edition down, as a form has it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sousveil.web import filters
from sousveil.web.library import Held, Library
from sousveil.web.question import Question, areas_of
from sousveil.web.rows import not_asked, technologies_of

Choice = tuple[str, str, int]
"""Id, name, and how many places have it."""


def choices(held: Held, library: Library, put: Question | None = None) -> dict[str, Any]:
    """Return the values of each filter that the edition holds, and those that are chosen."""
    book, rows = held.codebook, held.rows
    kinds = {g.id: g.kind for g in book.groups.values() if held.edition.groups.get(g.id)}
    areas = {
        kind: [
            (group, book.groups[group].name, len(held.edition.groups[group]))
            for group in kinds
            if kinds[group] == kind
        ]
        for kind in ("region", "regime")
    }
    lists = [
        (group, book.groups[group].name, len(held.edition.groups[group]))
        for group in kinds
        if kinds[group] not in areas
    ]
    counted = filters.counted(held.edition)
    found: dict[str, list[Choice]] = {
        "technology": [
            (t, book.technologies[t].name, sum(r["technologies"].get(t) in counted for r in rows))
            for t in technologies_of(held)
        ],
        "supplier": _named((s for row in rows for s in row["suppliers"]), held),
        "origin": _named((o for row in rows for o in row["origins"]), held),
        "among": lists,
        **areas,
    }
    states = {state for row in rows for state in row["technologies"].values()}
    if held.edition.living is not None:
        found["status"] = [
            (s, s, sum(s in row["technologies"].values() for row in rows))
            for s in filters.STATES
            if s in states
        ]
    chosen = {key: getattr(put.filters, key) for key in filters.KEYS} if put else {}
    return {"choices": found, "chosen": {key: chosen.get(key, ()) for key in filters.KEYS}}


def props_of(held: Held, library: Library) -> dict[str, Any]:
    """Return what the browser needs to filter the rows, to draw and to count them."""
    origins = {code: library.place_name(code) for code in library.origins.values()}
    return {
        "edition": held.edition.name,
        "total": len(held.rows),
        "rows": [dict(row) for row in held.rows],
        "labels": {**origins, **held.labels, held.edition.name: held.edition.title},
        "counted": filters.counted(held.edition),
        "empty": list(not_asked(held)),
        "unasked": []
        if held.edition.other_origins
        else sorted({*origins} - {*held.edition.origins}),
        "origins": None if held.edition.other_origins else list(held.edition.origins),
        "living": held.edition.living is not None,
        "numbers": numbers_of(held),
    }


def numbers_of(held: Held) -> dict[str, str]:
    """Return the queries that count what a named figure counts, with the address of its page."""
    areas = areas_of(held)
    found: dict[str, str] = {}
    for one in held.figures.values():
        chosen = None if one.named.examined else filters.of(one.named.figure, *areas)
        query = "" if chosen is None else filters.written(chosen)
        if query:
            found.setdefault(query, f"number/{held.edition.name}/{one.named.id}/")
    return found


def _named(ids: Iterable[str], held: Held) -> list[Choice]:
    seen: dict[str, int] = {}
    for one in ids:
        seen[one] = seen.get(one, 0) + 1
    found = [(one, held.labels[one], number) for one, number in seen.items()]
    return sorted(found, key=lambda one: (one[1].casefold(), one[0]))
