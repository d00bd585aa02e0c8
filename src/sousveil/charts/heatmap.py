"""A table of colours: how many places of each region are recorded with each technology."""

from __future__ import annotations

import textwrap
from typing import Any

from sousveil.charts.asked import (
    NOT_ABSENT,
    Asked,
    regions,
    source,
    titles,
    unasked,
)
from sousveil.charts.drawing import Drawing
from sousveil.charts.look import CARD, EDGE, LINE, MUTED, NONE, frame, ink_on, step
from sousveil.charts.sheet import Sheet
from sousveil.figures.compute import compute
from sousveil.figures.words import listed
from sousveil.model.edition import Edition
from sousveil.model.figure import Computed, Figure, Row
from sousveil.model.noun import replace

LABELS, CELL, ROW = 190, 72, 34  # px: names of regions, width and height of a cell
HEAD, GAP = 68, 30  # px above the cells, px between two editions
NARROW = 600  # px that title and caption have at least
ACROSS = 2  # editions side by side

ALL, WORLD = "listed", "All regions"
NOT_ASKED = "not asked"


def draw(asked: Asked) -> Drawing:
    """Draw region by technology, an edition beside the other."""
    columns = _columns(asked)
    rows = [row for edition in asked.editions for row in cells(edition, asked)]
    names = list(dict.fromkeys(str(row["region"]) for row in rows))
    inner = [row for row in rows if row["technology"] != ALL and row["region"] != WORLD]
    most = max((row["places"] or 0 for row in inner), default=0)
    names.sort(key=lambda name: name == WORLD)
    across = min(len(asked.editions), ACROSS)
    down = -(-len(asked.editions) // ACROSS)
    panel = CELL * len(columns)
    high = HEAD + ROW * len(names) + GAP
    sheet = Sheet(LABELS + across * panel + (across - 1) * GAP, down * high - GAP)
    for number, edition in enumerate(asked.editions):
        line, place = divmod(number, ACROSS)
        top, left = line * high, LABELS + place * (panel + GAP)
        own = {(r["region"], r["technology"]): r for r in rows if r["edition"] == edition.name}
        if place == 0:
            _names(sheet, names, top + HEAD)
        _panel(sheet, edition, own, (names, columns), (left, top), most)
    title = "Technologies by region"
    if asked.figure is not None:
        title = f"{asked.words()}, by region and technology"
    under = titles(asked.editions)
    caption = [
        "Each cell: how many listed places of the region have the technology recorded; a place may "
        f"stand in several columns. Regions are those of the index. {NOT_ABSENT}",
        *unasked(asked.editions, asked),
        *source(asked.editions, asked, ruled=asked.sourced()),
    ]
    told = [
        f"{e.name}: " + listed([f"{w.lower()} {_total(rows, e, t)}" for t, w in columns])
        for e in asked.editions
    ]
    return Drawing(
        kind="heatmap",
        title=title,
        editions=tuple(edition.name for edition in asked.editions),
        says=f"Table of regions and technologies. {'; '.join(told)}.",
        caption=tuple(caption),
        rows=tuple(rows),
        chart=frame(
            sheet.chart(),
            width=max(int(sheet.width), NARROW),
            title=title,
            under=under,
            caption=caption,
        ),
    )


def cells(edition: Edition, asked: Asked) -> list[dict[str, Any]]:
    """Return a row for each region and technology; `places` is None where it was not asked."""
    figure = asked.figure or Figure()
    inside = [(name, places) for _, name, places in regions(edition, asked)]
    rows = []
    for technology, _ in _columns(asked):
        having = figure.having + (() if technology == ALL else (Row(technology=technology),))
        found = compute(replace(figure, having=having), edition, asked.rules)
        sure = set(found.countries)
        known = isinstance(found, Computed) or bool(sure)
        for region, places in [*inside, (WORLD, edition.countries)]:
            rows.append(
                {
                    "edition": edition.name,
                    "region": region,
                    "technology": technology,
                    "places": len(sure & set(places)) if known else None,
                    "at_least": not isinstance(found, Computed) and known,
                }
            )
    return rows


def _columns(asked: Asked) -> list[tuple[str, str]]:
    every = {t for edition in asked.editions for t in edition.technologies}
    order = [t for t in asked.codebook.technologies if t in every]
    first = "Listed" if asked.figure is None else "All"
    return [(ALL, first), *((t, t.replace("_", " ").capitalize()) for t in order)]


def _names(sheet: Sheet, names: list[str], top: float) -> None:
    rows = [{"x": LABELS - 12, "y": top + ROW * (i + 0.5), "words": n} for i, n in enumerate(names)]
    sheet.words(rows, align="right")


def _panel(
    sheet: Sheet,
    edition: Edition,
    own: dict[tuple[Any, Any], dict[str, Any]],
    axes: tuple[list[str], list[tuple[str, str]]],
    at: tuple[float, float],
    most: int,
) -> None:
    names, columns = axes
    left, top = at
    boxes, silent, heads = [], [], []
    numbers: dict[str, list[dict[str, Any]]] = {}
    for j, (technology, words) in enumerate(columns):
        x = left + CELL * j
        broken = "\n".join(textwrap.wrap(words, 12))
        lines = broken.count("\n")
        heads.append({"x": x + CELL / 2, "y": top + HEAD - 14 - 13 * lines, "words": broken})
        for i, region in enumerate(names):
            y = top + HEAD + ROW * i
            row = own.get((region, technology))
            at_cell = {"x": x + CELL / 2, "y": y + ROW / 2}
            if row is None or row["places"] is None:
                silent.append({**at_cell, "words": NOT_ASKED if row else "–"})
                continue
            number = row["places"]
            sum_ = technology == ALL or region == WORLD
            fill = CARD if sum_ else NONE
            if number and not sum_:
                fill = step(number / most)
            box = {"x": x + 1, "y": y + 1, "to_x": x + CELL - 1, "to_y": y + ROW - 1}
            boxes.append({**box, "fill": fill})
            words_of = f"≥ {number}" if row["at_least"] else str(number)
            numbers.setdefault(ink_on(fill), []).append({**at_cell, "words": words_of})
    sheet.words([{"x": left + 1, "y": top + 10, "words": edition.name}], bold=True, size=13)
    sheet.words(heads, align="center", baseline="middle")
    sheet.boxes(boxes, edge=LINE)
    for ink, rows in numbers.items():
        sheet.words(rows, align="center", color=ink, size=13)
    sheet.words(silent, align="center", color=MUTED, size=10)
    edge = {"x": left + 1, "y": top + HEAD - 3, "to_x": left + CELL * len(columns) - 1}
    sheet.lines([{**edge, "to_y": edge["y"]}], color=EDGE)


def _total(rows: list[dict[str, Any]], edition: Edition, technology: str) -> str:
    (places,) = [
        row["places"]
        for row in rows
        if (row["edition"], row["technology"], row["region"]) == (edition.name, technology, WORLD)
    ]
    return NOT_ASKED if places is None else str(places)
