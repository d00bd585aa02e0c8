"""What a reader takes along from a dossier: a citation, and its rows as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from sousveil.errors import Place
from sousveil.publish.tabular import guarded
from sousveil.web.library import Library
from sousveil.web.page import File
from sousveil.web.program import version
from sousveil.web.told import Card, Told

COLUMNS = (
    "editions",
    "kind",
    "iso3",
    "technology",
    "supplier",
    "origin",
    "financier",
    "status",
    "counts",
    "disputed",
    "origins",
    "marks",
    "side",
    "quote",
    "snapshot",
    "page",
    "sheet",
    "cell",
    "row",
    "column",
    "start",
    "end",
    "sources",
    "attribution",
    "modality",
    "polarity",
    "hedges",
    "claim",
    "entry",
)
"""Of the CSV; one row for each claim for, against and beside an entry."""


def citation(
    library: Library, title: str, address: str, editions: Iterable[str] | None = None
) -> str:
    """Return how to cite a page: its name, editions with their digests, its address.

    `editions` are names; None: all.
    """
    names = tuple(library.held) if editions is None else tuple(editions)
    digests = "; ".join(f"{name}, {library.of(name).digest}" for name in names)
    given = dict.fromkeys(library.of(name).edition.attribution for name in names)
    return (
        f"{title}. {' '.join(f'{one}.' for one in given)} Recounted with sousveil {version()}, "
        f"{address}, editions: {digests}."
    )


def csv_file(library: Library, found: Iterable[Card], name: str, country: str = "") -> File:
    """Return the claims of cards as CSV; for a country, what it prints besides them, too."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n", restval="")
    writer.writeheader()
    for row in (*rows(found), *_measures(library, country)):
        writer.writerow({key: guarded(value) for key, value in row.items()})
    return File(body=text.getvalue().encode(), media="text/csv; charset=utf-8", name=name)


def json_file(
    library: Library, title: str, found: Iterable[Card], name: str, country: str = ""
) -> File:
    """Return the same as JSON, with editions, attributions and replies."""
    given = tuple(found)
    told = {one.claim: one for card in given for _, one in _sides(card)}
    parties = {f"supplier:{card.entry.supplier}" for card in given if not country}
    parties |= {f"country:{country}"} if country else set()
    plain = {
        "title": title,
        "editions": [
            {
                "name": edition.name,
                "title": edition.title,
                "in_force": edition.in_force,
                "digest": library.of(edition.name).digest,
                "attribution": edition.attribution,
            }
            for edition in library.editions
        ],
        "rows": [*rows(given), *_measures(library, country)],
        "replies": [
            {
                "who": one.reply.who,
                "day": one.reply.day,
                "words": one.reply.words,
                "claims": one.reply.claims,
                "party": one.reply.party,
                "link": one.reply.link,
                "withdrawn": None if one.retracted is None else one.retracted.because,
            }
            for one in library.index.replies(told, *sorted(parties))
        ],
    }
    body = json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
    return File(body=body.encode(), media="application/json", name=name)


def rows(found: Iterable[Card]) -> Iterator[dict[str, Any]]:
    """Yield each claim of some cards as a row."""
    for card in found:
        entry = card.entry
        for side, one in _sides(card):
            yield {
                "editions": "; ".join(card.editions),
                "kind": entry.kind,
                "iso3": entry.country,
                "technology": entry.technology or "",
                "supplier": entry.supplier or "",
                "origin": entry.origin or "",
                "financier": entry.financier or "",
                "status": entry.status or "",
                "counts": int(card.counts),
                "disputed": int(bool(entry.disputed)),
                "origins": "" if entry.origins is None else entry.origins,
                "marks": "; ".join(entry.marks),
                "side": side,
                **_claim(one),
                "entry": entry.id,
            }


def _sides(card: Card) -> Iterator[tuple[str, Told]]:
    for side, told in (("for", card.told), ("against", card.against), ("beside", card.beside)):
        for one in told:
            yield side, one


def _claim(one: Told) -> dict[str, Any]:
    statement = one.statement
    return {
        "quote": one.quote,
        **_place(one.place, one.document),
        "column": one.heading or "",
        "start": one.start,
        "end": one.end,
        "sources": "; ".join(id for id, _ in one.sources),
        "attribution": "; ".join(statement.attribution) if statement else "",
        "modality": (statement.modality or "") if statement else "",
        "polarity": statement.polarity if statement else "",
        "hedges": "; ".join(statement.hedges) if statement else "",
        "claim": one.claim,
    }


def _measures(library: Library, country: str) -> Iterator[dict[str, Any]]:
    """Yield what editions print of a country besides entries: region, regime, indicators."""
    for name, held in library.held.items():
        columns = library.index.shelved[name].columns
        for cell in held.cells.get(country, ()):
            column = columns.get(cell.column)
            if column and column.kind in ("indicator", "membership") and cell.printed.strip():
                yield {
                    "editions": name,
                    "kind": column.kind,
                    "iso3": country,
                    "quote": cell.printed.strip(),
                    **_place(cell.place, cell.place.snapshot),
                    "column": column.heading,
                    "claim": library.index.shelved[name].at.get(cell.place, ""),
                }


def _place(place: Place | None, document: str | None) -> dict[str, Any]:
    place = place or Place()
    return {
        "snapshot": document or "",
        "page": place.page or "",
        "sheet": place.sheet or "",
        "cell": place.cell or "",
        "row": place.row or "",
    }
