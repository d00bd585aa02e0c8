"""Bars: the named figures of an edition, and what its publication prints."""

from __future__ import annotations

from typing import Any

from sousveil.charts.asked import Asked, source
from sousveil.charts.drawing import Drawing
from sousveil.charts.look import LINE, MUTED, SEQUENCE, TEXT, frame
from sousveil.charts.sheet import Sheet
from sousveil.errors import ChartError
from sousveil.figures.published import HEADLINES, Recount, recount

WIDTH = 900  # px
LABELS, LONGEST = 345, 330  # px: the labels, and the bar of the greatest number
ROW, BAR, GAP = 20, 12, 12  # px: a row, its bar, and the space after the headlines

BOUNDS = {"exact": "", "min": "at least ", "max": "at most ", "approx": "about "}


def draw(asked: Asked) -> Drawing:
    """Draw the named figures of one edition."""
    edition = asked.edition
    if asked.figure is not None:
        raise ChartError(
            "The kind figures draws the named figures, which have their own conditions. "
            "Leave out --having, --among and --without, or draw the kind editions."
        )
    found = [one for one in recount(asked.codebook, edition, asked.rules) if not one.named.examined]
    rows = [_row(one) for one in found]
    numbers = [n for row in rows for n in (row["recounted"], row["printed"]) if n is not None]
    most = max(numbers, default=0) or 1
    heads = sum(row["figure"] in HEADLINES for row in rows)
    sheet = Sheet(WIDTH, ROW * len(rows) + GAP + 4)
    _draw(sheet, rows, heads, most)
    title = "Printed and recounted"
    under = f"{edition.title}: {len(edition.countries)} places"
    if edition.examined is not None:
        under += f" of {len(edition.examined)} examined"
    differ = [row for row in rows if row["agrees"] is False]
    told = "; ".join(
        f"{row['label']}: printed {row['print']}, recounted {row['recounted']}" for row in differ
    )
    caption = [
        "Bars: places recounted from the table. Diamonds: the number that the publication prints, "
        "where it prints one; empty where the recount bears it out, filled where it does not.",
        f"Not borne out: {told}." if differ else "Every printed figure that is drawn is borne out.",
        *source([edition], asked, ruled=True),
    ]
    if all(row["printed"] is None for row in rows):
        caption[:2] = ["Bars: places recounted. No publication prints figures of this edition."]
    return Drawing(
        kind="figures",
        title=title,
        editions=(edition.name,),
        says=f"Bars of {len(rows)} figures. {caption[1] if differ else caption[0]}",
        caption=tuple(caption),
        rows=tuple(rows),
        chart=frame(sheet.chart(), width=WIDTH, title=title, under=under, caption=caption),
    )


def _row(one: Recount) -> dict[str, Any]:
    printed = one.published
    return {
        "figure": one.named.id,
        "label": one.named.label,
        "recounted": one.value,
        "printed": None if printed is None else printed.value,
        "print": "" if printed is None else f"{BOUNDS[printed.bound]}{printed.value}",
        "agrees": one.agrees,
        "where": "" if printed is None else printed.where,
        "why": one.reason or "",
    }


def _draw(sheet: Sheet, rows: list[dict[str, Any]], heads: int, most: int) -> None:
    labels, bars, values, silent, told = [], [], [], [], []
    agreed: list[dict[str, Any]] = []
    differ: list[dict[str, Any]] = []
    for number, row in enumerate(rows):
        y = ROW * (number + 0.5) + (GAP if number >= heads else 0)
        labels.append({"x": LABELS - 10, "y": y, "words": row["label"]})
        if row["recounted"] is None:
            silent.append({"x": LABELS + 8, "y": y, "words": "this edition cannot tell"})
            continue
        end = LABELS + LONGEST * row["recounted"] / most
        box = {"x": LABELS, "y": y - BAR / 2, "to_x": end, "to_y": y + BAR / 2}
        bars.append({**box, "fill": SEQUENCE[1]})
        at = end
        if row["printed"] is not None:
            sign = {"x": LABELS + LONGEST * row["printed"] / most, "y": y}
            at = max(at, sign["x"] + 6)
            (differ if row["agrees"] is False else agreed).append(sign)
        values.append({"x": at + 6, "y": y, "words": str(row["recounted"])})
        if row["printed"] is not None:
            words = f"printed {row['print']}"
            if row["agrees"] is False:
                words += ": differs"
            told.append({"x": at + 30, "y": y, "words": words, "differs": row["agrees"] is False})
    edge = {"x": LABELS, "y": 0, "to_x": LABELS, "to_y": sheet.height}
    sheet.lines([edge], color=LINE)
    sheet.words(labels, align="right")
    sheet.boxes(bars)
    sheet.signs(agreed, shape="diamond", size=70, filled=False, color=TEXT)
    sheet.signs(differ, shape="diamond", size=70, color=TEXT)
    sheet.words(values, bold=True)
    sheet.words([row for row in told if not row["differs"]], color=MUTED)
    sheet.words([row for row in told if row["differs"]], bold=True)
    sheet.words(silent, color=MUTED)
