"""What a figure shows as one table, and that table as CSV, JSON and XLSX."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from msgspec import Struct

from sousveil.figures.compute import compute
from sousveil.figures.published import Recount
from sousveil.model.counted import counts
from sousveil.model.edition import Edition
from sousveil.model.figure import Computed
from sousveil.publish.package import LICENCE
from sousveil.publish.tabular import guarded
from sousveil.web.cite import Citation
from sousveil.web.filters import counted, matches
from sousveil.web.library import Held
from sousveil.web.program import version
from sousveil.web.question import Question
from sousveil.web.rows import PlaceRow, technologies_of

SEPARATOR = "; "

WIDEST = 60  # characters of a worksheet's column

Value = str | int | None


class Sheet(Struct, frozen=True, kw_only=True):
    """One table of a figure."""

    about: str
    """What a row stands for."""

    fields: dict[str, str]
    """Name of each column, and what it holds."""

    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()
    """What a reader must be told besides."""


def places(held: Held, put: Question | None = None) -> tuple[PlaceRow, ...]:
    """Return the places that meet what is asked; all, where nothing is."""
    if put is None or put.is_empty:
        return held.rows
    if put.is_counted and put.figure is not None:
        met = set(compute(put.figure, put.edition, put.rules).countries)
        return tuple(row for row in held.rows if row["id"] in met)
    states = counted(put.edition)
    return tuple(row for row in held.rows if matches(put.filters, row, states))


def _map(held: Held, put: Question | None) -> Sheet:
    """One row a place, with the state of each technology."""
    asked = technologies_of(held)
    names = held.labels
    return Sheet(
        about="one row a place; nothing links a technology with a supplier",
        fields={
            "iso3": "ISO 3166-1 alpha-3",
            "place": "name of the place",
            "region": "region code, as the index has it",
            "regime": "regime type, as the index has it",
            "groups": "ids of the groups that it belongs to",
            **{t: f"state of {names[t]}; empty where nothing is recorded" for t in asked},
            "suppliers": "names of the suppliers, by the default counting rules",
            "origins": "ISO 3166-1 alpha-3 of the countries that supply comes from",
        },
        rows=tuple(
            (
                row["id"],
                row["name"],
                row["region"],
                row["regime"],
                SEPARATOR.join(row["groups"]),
                *(row["technologies"].get(t) for t in asked),
                SEPARATOR.join(names[s] for s in row["suppliers"]),
                SEPARATOR.join(row["origins"]),
            )
            for row in places(held, put)
        ),
        notes=("Not recorded is not absent.",),
    )


def _flow(held: Held, put: Question | None) -> Sheet:
    """One row a mention of a supplier at a place."""
    shown = {row["id"]: row for row in places(held, put)}
    rows = {
        (
            entry.origin,
            _country(held, entry.origin),
            entry.supplier,
            held.labels[entry.supplier],
            entry.country,
            shown[entry.country]["name"],
            shown[entry.country]["region"],
            entry.technology,
            SEPARATOR.join(entry.claims),
        )
        for entry in held.edition.entries
        if entry.country in shown
        and entry.supplier in shown[entry.country]["suppliers"]
        and counts(entry, held.edition)
        and not {"stray", "mult"} & set(entry.marks)
    }
    return Sheet(
        about="one row a supplier at a place; rows are mentions, and no number of systems",
        fields={
            "from": "ISO 3166-1 alpha-3 of the head office; empty where it is not known",
            "from_name": "its name",
            "supplier": "id in the codebook",
            "supplier_name": "name of the supplier",
            "iso3": "ISO 3166-1 alpha-3 of the place",
            "place": "name of the place",
            "region": "region code, as the index has it",
            "technology": "id in the codebook; empty where nothing links one with the supplier",
            "claims": "ids of the claims that say so",
        },
        rows=tuple(sorted(rows, key=lambda row: tuple(str(one or "") for one in row))),
        notes=("Not recorded is not absent.",),
    )


def _figures(held: Held, put: Question | None) -> Sheet:
    """One row a named figure."""
    return Sheet(
        about="one row a named figure",
        fields={
            "figure": "id",
            "label": "what it counts",
            "recounted": "number of countries; empty where the edition cannot answer",
            "printed": "the number that the publication prints",
            "bound": "exact, min, max or approx",
            "difference": "recounted minus printed",
            "agrees": "1 if the recount bears out the print, 0 if not",
            "where": "where it is printed",
            "reason": "why the edition cannot answer",
        },
        rows=tuple(
            (
                one.named.id,
                one.named.label,
                one.value,
                one.published.value if one.published else None,
                one.published.bound if one.published else None,
                difference(one),
                None if one.agrees is None else int(one.agrees),
                one.published.where if one.published else None,
                one.reason,
            )
            for one in held.figures.values()
        ),
    )


def difference(one: Recount) -> int | None:
    """Return the recount minus the print; None where either is missing."""
    if one.value is None or one.published is None:
        return None
    return one.value - one.published.value


def _named(held: Held, recount: Recount) -> Sheet:
    """One row a country that a named figure counts, with the words that it rests on."""
    told = held.explained(recount.named.id)
    is_counted = isinstance(told.computed, Computed) and not recount.named.examined
    said = {one.country: one.said for one in told.counted} if is_counted else {}
    return Sheet(
        about=f"one row a country: {recount.named.label}",
        fields={
            "iso3": "ISO 3166-1 alpha-3",
            "country": "name of the country",
            "quotes": "what is printed, condition by condition",
            "where": "where it is printed",
            "claims": "ids of the claims that say so",
        },
        rows=tuple(
            (
                code,
                _country(held, code),
                SEPARATOR.join(s.quote for part in said.get(code, ()) for s in part),
                SEPARATOR.join(
                    str(s.place) for part in said.get(code, ()) for s in part if s.place
                ),
                SEPARATOR.join(s.claim for part in said.get(code, ()) for s in part if s.claim),
            )
            for code in held.ordered(recount.countries)
        ),
        notes=(recount.reason,) if recount.reason else (),
    )


def _country(held: Held, code: str | None) -> str | None:
    known = held.codebook.countries.get(code or "")
    return known.name if known else code


KINDS: dict[str, tuple[str, Callable[[Held, Question | None], Sheet]]] = {
    "map": ("Who uses which technology", _map),
    "matrix": ("Places and technologies", _map),
    "flow": ("Who is named as a supplier, and where", _flow),
    "figures": ("Named figures, recounted", _figures),
}
"""Kind to its title and what makes it; every named figure is a kind, too."""


def kinds(held: Held) -> Iterator[str]:
    """Yield all kinds of an edition."""
    yield from KINDS
    yield from (figure for figure in held.figures if figure not in KINDS)


def title(held: Held, kind: str) -> str:
    """Return the title of a figure."""
    return KINDS[kind][0] if kind in KINDS else held.figures[kind].named.label


def sheet(held: Held, kind: str, put: Question | None = None) -> Sheet:
    """Return the table of a kind; conditions narrow down a map, a matrix and flows."""
    if kind in KINDS:
        return KINDS[kind][1](held, put)
    return _named(held, held.figures[kind])


def as_csv(sheet: Sheet, citation: Citation, edition: Edition) -> bytes:
    """Return the table alone."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(sheet.fields)
    writer.writerows([guarded(value) for value in row] for row in sheet.rows)
    return text.getvalue().encode()


def as_json(sheet: Sheet, citation: Citation, edition: Edition) -> bytes:
    """Return the table with what it takes to cite it."""
    told = {
        "title": citation.title,
        **dict(_about(sheet, citation)),
        "fields": sheet.fields,
        "rows": [dict(zip(sheet.fields, row, strict=True)) for row in sheet.rows],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def as_xlsx(sheet: Sheet, citation: Citation, edition: Edition) -> bytes:
    """Return a workbook: the table, and a sheet that says what it is."""
    import xlsxwriter

    data = io.BytesIO()
    book = xlsxwriter.Workbook(
        data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    year, month, day = (int(part) for part in edition.in_force.split("-"))
    book.set_properties(
        {
            "title": citation.title,
            "comments": edition.attribution,
            "created": datetime(year, month, day),
        }
    )
    bold = book.add_format({"bold": True})
    _write(book.add_worksheet("Figure"), [tuple(sheet.fields), *sheet.rows], bold)
    about = [("title", citation.title), *_about(sheet, citation), *sheet.fields.items()]
    _write(book.add_worksheet("About"), [("word", "what it says"), *about], bold)
    book.close()
    return data.getvalue()


def _write(page: Any, rows: list[tuple[Value, ...]], bold: Any) -> None:
    widths = [0] * len(rows[0])
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, int):
                page.write_number(at, column, value)
            elif value:
                page.write_string(at, column, value, bold if at == 0 else None)
            widths[column] = max(widths[column], len(str(value or "")))
    for column, width in enumerate(widths):
        page.set_column(column, column, min(width + 1, WIDEST))
    page.freeze_panes(1, 0)


def _about(sheet: Sheet, citation: Citation) -> list[tuple[str, str]]:
    return [
        ("about", sheet.about),
        ("edition", citation.edition),
        ("address", citation.address),
        ("digest", citation.digest),
        ("attribution", citation.attribution),
        ("licence", f"{LICENCE['title']}, {LICENCE['path']}"),
        ("program", f"sousveil {version()}"),
        *(("note", note) for note in sheet.notes),
    ]
