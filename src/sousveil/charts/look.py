"""What all figures share: colours, letters, and the frame with title and caption."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from math import ceil
from typing import Any

import altair as alt

FONT = "sans-serif"
"""Generic on purpose: text in a font that is not there vanishes without a word."""

TEXT, MUTED, PAPER, CARD, LINE = "#16202a", "#52606d", "#fbfaf7", "#ffffff", "#cbd3da"
NONE = "#efede8"
SEQUENCE = ("#a9d3df", "#5ea6c4", "#24739d", "#08365a")
"""From one to four; each is clearly darker than the one before, so that print tells them apart."""

EDGE = "#7b8794"
ORIGINS = {
    "CHN": "#D55E00",
    "USA": "#0072B2",
    "JPN": "#009E73",
    "EU": "#E69F00",
    "ISR": "#7b3294",
}
OTHER = "#555555"

CONFIG = {
    "aria": False,  # the whole is one image with a description; a name a mark would be noise
    "font": FONT,
    "padding": 18,
    "view": {"stroke": None},
    "title": {"color": TEXT},
    "axis": {
        "labelColor": TEXT,
        "titleColor": TEXT,
        "labelFontSize": 11,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
        "gridColor": LINE,
        "domainColor": EDGE,
        "tickColor": EDGE,
    },
    "legend": {
        "labelColor": TEXT,
        "titleColor": TEXT,
        "labelFontSize": 11,
        "titleFontSize": 11,
        "labelLimit": 0,
        "symbolStrokeWidth": 1,
    },
    "text": {"color": TEXT},
    "concat": {"spacing": 24},
}

LETTER = 4.8  # px that a letter of the caption takes on average; its size is 10
LEAD = 14  # px from line to line of the caption


def frame(
    chart: Any,
    *,
    width: int,
    title: str,
    under: str,
    caption: Sequence[str],
    datasets: dict[str, Any] | None = None,
) -> alt.VConcatChart:
    """Return a drawing with a title above and a caption below, in the common look."""
    lines = [line for part in caption for line in textwrap.wrap(part, int(width / LETTER))]
    rows = [{"line": line, "number": number} for number, line in enumerate(lines)]
    height = LEAD * len(lines)
    foot = (
        alt.Chart(data(rows), width=width, height=height)
        .mark_text(align="left", baseline="top", fontSize=10, color=MUTED)
        .encode(
            x=alt.value(0),
            y=alt.Y(
                "number:Q", axis=None, scale=alt.Scale(domain=[0, len(lines)], range=[0, height])
            ),
            text="line:N",
        )
    )
    long = int(width / 7)
    heading = alt.TitleParams(
        text=textwrap.wrap(title, int(width / 8.6)),
        subtitle=textwrap.wrap(under, long),
        anchor="start",
        frame="group",
        fontSize=16,
        fontWeight="bold",
        subtitleFontSize=12,
        subtitleColor=MUTED,
        subtitlePadding=4,
        offset=14,
    )
    whole: alt.VConcatChart = alt.vconcat(chart, foot, spacing=16, title=heading, background=CARD)
    whole = whole.resolve_scale(
        color="independent",
        fill="independent",
        stroke="independent",
        strokeWidth="independent",
        strokeDash="independent",
        shape="independent",
        x="independent",
        y="independent",
    )
    whole.config = alt.Config.from_dict(CONFIG)
    if datasets:
        whole.datasets = datasets  # last of all: every other step would copy them
    return whole


def data(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return rows as data that stand in the drawing itself.

    They are a tuple, and no `alt.InlineData`: altair would look at each row when it is made, and
    copies all that stands in lists each time that it puts two charts together.
    """
    return {"values": tuple(rows)}


def sheet_x(field: str, width: float) -> alt.X:
    """Return a position from the left, in px."""
    return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, width], nice=False))


def sheet_y(field: str, height: float) -> alt.Y:
    """Return a position from the top, in px."""
    return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False))


def ink_on(color: str) -> str:
    """Return the colour of letters that is read best on a colour."""
    light = _luminance(color)
    dark_on_it = (light + 0.05) / (_luminance(TEXT) + 0.05)
    return TEXT if dark_on_it >= 1.05 / (light + 0.05) else CARD


def _luminance(color: str) -> float:
    """Return the relative luminance of WCAG, 0 for black and 1 for white."""
    parts = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def step(share: float) -> str:
    """Return the colour of the sequence for a share from 0 to 1; letters are read well on each."""
    return SEQUENCE[max(0, min(ceil(share * len(SEQUENCE)), len(SEQUENCE)) - 1)]
