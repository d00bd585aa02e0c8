"""Figures over editions: how many places each of them records."""

from __future__ import annotations

from itertools import pairwise
from textwrap import wrap
from typing import Any

from sousveil.charts.asked import (
    NOT_ABSENT,
    Asked,
    source,
    technology_row,
    titles,
    unasked,
)
from sousveil.charts.drawing import Drawing
from sousveil.charts.look import CARD, EDGE, LINE, MUTED, TEXT, frame
from sousveil.charts.sheet import Sheet, spread
from sousveil.figures.compute import compute
from sousveil.figures.words import capital, listed
from sousveil.model.figure import Figure, Unanswerable

WIDTH, HEIGHT = 780, 380  # px of the sheet
LEFT, RIGHT = 60, 500  # px of the first and the last edition from the left
TOP, BOTTOM = 30, 330  # px of the greatest number and of zero

LEAD = 14  # px from line to line of a label
LONG = 44  # letters of its longest line

LOOKS = (  # colour, sign, dashes
    (TEXT, "circle", (1, 0)),
    ("#24739d", "square", (1, 0)),
    ("#D55E00", "triangle-up", (6, 3)),
    ("#7b3294", "diamond", (2, 2)),
    ("#005f99", "cross", (8, 3, 2, 3)),
    ("#555555", "triangle-down", (4, 4)),
)
LISTED = "places in the index"


def draw(asked: Asked) -> Drawing:
    """Draw one line a figure, from edition to edition."""
    rows = values(asked)
    names = list(dict.fromkeys(str(row["figure"]) for row in rows))
    most = max((row["places"] or 0 for row in rows), default=0) or 1
    at = _positions(len(asked.editions))
    sheet = Sheet(WIDTH, HEIGHT)
    _axes(sheet, asked, at, most)
    ends = []
    for number, name in enumerate(names):
        color, shape, dash = LOOKS[number % len(LOOKS)]
        points = [
            {"x": x, "y": _y(row["places"], most), "value": row["places"]}
            for x, row in zip(at, [r for r in rows if r["figure"] == name], strict=True)
            if row["places"] is not None
        ]
        steps = [{**one, "to_x": other["x"], "to_y": other["y"]} for one, other in pairwise(points)]
        sheet.lines(steps, color=color, width=2, dash=dash)
        sheet.signs(points, shape=shape, size=90, color=color)
        if points:
            ends.append((points, name, color))
    _labels(sheet, ends, at)
    title = "The index over its editions" if asked.figure is None else asked.words()
    under = titles(asked.editions)
    caption = [
        "Places by edition, counted with the same rules. More places may also mean that more was "
        f"looked at: what was measured changed between editions. {NOT_ABSENT}",
        *(unasked(asked.editions, asked) if asked.figure is None else _silent(rows)),
        *source(asked.editions, asked, ruled=asked.sourced()),
    ]
    told = [
        f"{name}: "
        + listed(
            [
                f"{row['places'] if row['places'] is not None else 'no answer'} in {row['edition']}"
                for row in rows
                if row["figure"] == name
            ]
        )
        for name in names
    ]
    return Drawing(
        kind="editions",
        title=title,
        editions=tuple(edition.name for edition in asked.editions),
        says=f"Lines over editions. {capital('; '.join(told))}.",
        caption=tuple(caption),
        rows=tuple(rows),
        chart=frame(sheet.chart(), width=WIDTH, title=title, under=under, caption=caption),
    )


def values(asked: Asked) -> list[dict[str, Any]]:
    """Return a row for each figure and edition; `places` is None where it cannot tell, with why."""
    figures: list[tuple[str, Figure]] = [(LISTED, Figure())]
    if asked.figure is not None:
        words = asked.words()
        figures.append((words[:1].lower() + words[1:], asked.figure))
    else:
        every = {t for edition in asked.editions for t in edition.technologies}
        for technology, known in asked.codebook.technologies.items():
            if technology in every:
                figures.append((known.name, technology_row(technology)))
    rows = []
    for name, figure in figures:
        for edition in asked.editions:
            found = compute(figure, edition, asked.rules)
            rows.append(
                {
                    "figure": name,
                    "edition": edition.name,
                    "in_force": edition.in_force,
                    "places": None if isinstance(found, Unanswerable) else found.value,
                    "why": found.reason if isinstance(found, Unanswerable) else "",
                }
            )
    return rows


def _silent(rows: list[dict[str, Any]]) -> list[str]:
    """Return why editions have no number, once each."""
    return list(dict.fromkeys(row["why"] for row in rows if row["why"]))


def _positions(number: int) -> list[float]:
    """Return where each edition stands; a single one stands in the middle."""
    if number == 1:
        return [(LEFT + RIGHT) / 2]
    return [LEFT + (RIGHT - LEFT) * i / (number - 1) for i in range(number)]


def _y(value: int, most: int) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * value / most, 1)


def _axes(sheet: Sheet, asked: Asked, at: list[float], most: int) -> None:
    sheet.lines([{"x": LEFT - 30, "y": BOTTOM, "to_x": RIGHT + 30, "to_y": BOTTOM}], color=EDGE)
    sheet.lines(
        [{"x": x, "y": TOP - 10, "to_x": x, "to_y": BOTTOM} for x in at], color=LINE, width=1
    )
    sheet.words([{"x": LEFT - 36, "y": BOTTOM, "words": "0"}], align="right", color=MUTED)
    names = [
        {"x": x, "y": BOTTOM + 18, "words": f"{e.name}\nfrom {e.in_force[:7]}"}
        for x, e in zip(at, asked.editions, strict=True)
    ]
    sheet.words(names, align="center")


def _labels(
    sheet: Sheet, ends: list[tuple[list[dict[str, Any]], str, str]], at: list[float]
) -> None:
    """Put the numbers beside the signs, and the names beside the last ones, without a clash."""
    for x in at:
        here = [(p, name) for points, name, _ in ends for p in points if p["x"] == x]
        last = x == at[-1]
        told = [
            wrap(f"{p['value']}  {name}", LONG) if last else [str(p["value"])] for p, name in here
        ]
        between = LEAD * max((len(lines) for lines in told), default=1)
        ys = spread([p["y"] for p, _ in here], between)
        rows = []
        for lines, y in zip(told, ys, strict=True):
            words = "\n".join(lines)
            y -= LEAD * (len(lines) - 1) / 2
            rows.append({"x": x + 12 if last else x - 12, "y": y, "words": words})
        sheet.words(rows, align="left" if last else "right", halo=CARD)
    for points, name, _ in ends:
        if points[-1]["x"] != at[-1]:
            end = points[-1]
            sheet.words([{"x": end["x"] + 12, "y": end["y"], "words": name}], halo=CARD)
