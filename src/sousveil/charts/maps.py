"""A map: the number of technologies recorded in each place, or the places that meet conditions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import hypot
from typing import Any, NamedTuple

import altair as alt

from sousveil.charts import geometry
from sousveil.charts.asked import NOT_ABSENT, Asked, counted, source, technologies
from sousveil.charts.drawing import Drawing
from sousveil.charts.look import (
    CARD,
    EDGE,
    NONE,
    SEQUENCE,
    TEXT,
    data,
    frame,
    ink_on,
    sheet_x,
    sheet_y,
)
from sousveil.figures.words import listed

WIDTH, HEIGHT = geometry.WIDTH, geometry.HEIGHT
DOT = 5.0  # px, radius
ONE_LINE = 5  # signs of the legend that stand in one line
GAP = 2 * DOT + 1.5  # px between the middles of two dots
DIGIT = 5.5  # px of room that a digit needs in a shape

SHAPES = alt.NamedData("shapes", format=alt.TopoDataFormat(type="topojson", feature="places"))

MATCH, LISTED = "meets the conditions", "in the index, does not meet them"
BARE, EMPTY, UNSEEN = "in the index, none counted", "nothing recorded", "not examined"
CONTESTED = "contested area, no statement made"

POLICY = (
    "Places are listed because a source reports on them; shapes and borders are no statement on "
    "status. Contested areas take no colour from whoever holds them."
)


class Look(NamedTuple):
    """How a shape is drawn."""

    fill: str
    outline: str
    width: float  # px
    dashes: tuple[int, int]


LOOKS = {
    MATCH: Look(SEQUENCE[2], CARD, 0.5, (1, 0)),
    LISTED: Look(CARD, EDGE, 0.9, (1, 0)),
    BARE: Look(CARD, EDGE, 0.9, (1, 0)),
    EMPTY: Look(NONE, "#c9c4ba", 0.5, (1, 0)),
    UNSEEN: Look(CARD, "#a9a49a", 0.6, (1, 2)),
    CONTESTED: Look("#f6f4ef", TEXT, 1.0, (3, 2)),
}


def draw(asked: Asked) -> Drawing:
    """Draw the map of one edition."""
    edition = asked.edition
    world = geometry.load(asked.geometry)
    shaped = {shape["properties"]["a3"] for shape in world.shapes()}
    rows = places(asked)
    states = {row["iso3"]: row["state"] for row in rows}
    seen = {s["properties"]["a3"] for s in world.shapes() if s["properties"].get("contested")}
    others = {place: _unlisted(place, asked) for place in shaped - states.keys() - seen}
    kinds = _kinds(rows, others.values(), contested=bool(seen or world.contested))
    total = len(rows)
    met = sum(row["met"] for row in rows)
    if asked.figure is None:
        title = "Technologies recorded in each place"
        under = f"{edition.title}: {total} places"
        names = listed([name for _, name in technologies(edition, asked)])
        first = f"Counted: {names}."
    else:
        title, first = asked.words(), "Marked: the places that meet all conditions."
        under = f"{edition.title}: {met} of {total} places"
    missing = sorted(states.keys() - shaped)
    notes = []
    if missing:
        names = listed([asked.place(place) for place in missing])
        notes = [f"Not drawn, as the geometry has no shape for it: {names}."]
    caption = [
        f"{first} {NOT_ABSENT}",
        *notes,
        *source([edition], asked, ruled=asked.sourced()),
        f"Shapes: {world.source}. Projection: Equal Earth. {POLICY}",
    ]
    chart = _chart(asked, world, rows, kinds)
    shapes = _shapes(world, states | others, kinds)
    return Drawing(
        kind="map",
        title=title,
        editions=(edition.name,),
        says=f"World map. {under}. {_told(rows, asked)}",
        caption=tuple(caption),
        rows=tuple({k: row[k] for k in ("iso3", "place", "technologies", "state")} for row in rows),
        chart=frame(
            chart,
            width=WIDTH,
            title=title,
            under=under,
            caption=caption,
            datasets={"shapes": shapes},
        ),
        notes=tuple(notes),
    )


def places(asked: Asked) -> list[dict[str, Any]]:
    """Return a row for each listed place: its technologies, and the state that decides its look."""
    edition = asked.edition
    meets = set(asked.met().countries)
    rows = []
    for place, entries in counted(edition).items():
        used = {entry.technology for entry in entries} & set(edition.technologies)
        number = len(used)
        if asked.figure is not None:
            state = MATCH if place in meets else LISTED
        else:
            state = _step(number, len(edition.technologies)) if number else BARE
        rows.append(
            {
                "iso3": place,
                "place": asked.place(place),
                "technologies": number,
                "met": place in meets,
                "state": state,
            }
        )
    return rows


def _step(number: int, of: int) -> str:
    """Return a number of technologies in words; more than the colours can tell is one step."""
    if number >= len(SEQUENCE) and of > len(SEQUENCE):
        return f"{len(SEQUENCE)} or more technologies"
    return "1 technology" if number == 1 else f"{number} technologies"


def _unlisted(place: str, asked: Asked) -> str:
    examined = asked.edition.examined
    return EMPTY if examined is None or place in examined else UNSEEN


def _kinds(
    rows: Sequence[dict[str, Any]], others: Iterable[str], *, contested: bool
) -> dict[str, tuple[str, Look]]:
    """Return the states that occur, in the order of the legend: words and look of each."""
    of = Counter(row["state"] for row in rows)
    steps = sorted({(min(row["technologies"], len(SEQUENCE)), row["state"]) for row in rows})
    looks = {
        state: Look(SEQUENCE[number - 1], CARD, 0.5, (1, 0))
        for number, state in steps
        if state not in LOOKS
    }
    looks |= {state: LOOKS[state] for state in (MATCH, LISTED, BARE) if state in of}
    found = {state: (f"{state} ({of[state]})", look) for state, look in looks.items()}
    beside = {*others} | ({CONTESTED} if contested else set())
    return found | {s: (s, LOOKS[s]) for s in (EMPTY, UNSEEN, CONTESTED) if s in beside}


def _chart(
    asked: Asked,
    world: geometry.World,
    rows: Sequence[dict[str, Any]],
    kinds: dict[str, tuple[str, Look]],
) -> alt.LayerChart:
    seats = geometry.seats(world, [row["iso3"] for row in rows])
    dots, lines, digits = _signs(rows, seats, kinds, numbered=asked.figure is None)
    areas = alt.Chart(SHAPES).mark_geoshape(clip=True)
    layers = [areas.encode(**_looks("properties.state", kinds))]
    if world.contested:
        layers.append(
            alt.Chart(_areas(world, kinds))
            .mark_geoshape(clip=True)
            .encode(**_looks("properties.state", kinds))
        )
    x, y = sheet_x("x", WIDTH), sheet_y("y", HEIGHT)
    if lines:
        rule = alt.Chart(data(lines)).mark_rule(color=TEXT, strokeWidth=0.8)
        layers.append(rule.encode(x=x, y=y, x2="to_x:Q", y2="to_y:Q"))
    if dots:
        circle = alt.Chart(data(dots)).mark_circle(
            size=4 * DOT**2 * 0.785, stroke=TEXT, strokeWidth=1, opacity=1
        )
        fill = alt.Fill("state:N", scale=_scale(kinds, 0), legend=None)
        layers.append(circle.encode(x=x, y=y, fill=fill))
    for ink in (TEXT, CARD):
        own = [digit for digit in digits if digit["ink"] == ink]
        if own:
            text = alt.Chart(data(own)).mark_text(
                color=ink, fontSize=8, baseline="middle", align="center", dy=0.5
            )
            layers.append(text.encode(x=x, y=y, text="words:N"))
    layered: alt.LayerChart = alt.LayerChart(
        layer=layers,
        width=WIDTH,
        height=HEIGHT,
        projection=alt.Projection.from_dict(geometry.PROJECTION),
    )
    return layered


def _scale(kinds: dict[str, tuple[str, Look]], part: int) -> alt.Scale:
    return alt.Scale(
        domain=[words for words, _ in kinds.values()],
        range=[look[part] for _, look in kinds.values()],
    )


def _looks(field: str, kinds: dict[str, tuple[str, Look]]) -> dict[str, Any]:
    """Return how a shape looks by its state, with one legend for fill, outline and dashes."""
    legend = alt.Legend(
        title=None,
        orient="bottom",
        direction="horizontal",
        columns=len(kinds) if len(kinds) <= ONE_LINE else 4,
        symbolType="square",
        symbolSize=150,
        columnPadding=18,
        rowPadding=5,
        offset=6,
    )
    of = f"{field}:N"
    return {
        "fill": alt.Fill(of, scale=_scale(kinds, 0), legend=legend),
        "stroke": alt.Stroke(of, scale=_scale(kinds, 1), legend=legend),
        "strokeWidth": alt.StrokeWidth(of, scale=_scale(kinds, 2), legend=legend),
        "strokeDash": alt.StrokeDash(of, scale=_scale(kinds, 3), legend=legend),
    }


def _shapes(
    world: geometry.World, states: dict[str, str], kinds: dict[str, tuple[str, Look]]
) -> dict[str, Any]:
    """Return the topology, with the state in the properties; contested shapes are drawn last."""
    shapes = []
    for shape in world.shapes():
        given = shape["properties"]
        state = states.get(given["a3"], CONTESTED)
        shapes.append(
            {
                "type": shape["type"],
                "arcs": shape.get("arcs", []),
                "properties": {"a3": given["a3"], "state": kinds[state][0]},
            }
        )
    shapes.sort(key=lambda shape: shape["properties"]["state"] == CONTESTED)
    topology = {
        "type": "Topology",
        "objects": {"places": {"type": "GeometryCollection", "geometries": shapes}},
        "arcs": world.topology["arcs"],
    }
    if "transform" in world.topology:
        topology["transform"] = world.topology["transform"]
    return topology


def _areas(world: geometry.World, kinds: dict[str, tuple[str, Look]]) -> alt.InlineData:
    """Return the contested areas that have no shape of their own."""
    areas = [
        {
            "type": "Feature",
            "properties": {"name": name, "state": kinds[CONTESTED][0]},
            "geometry": {"type": "Polygon", "coordinates": [geometry.clockwise(ring)]},
        }
        for name, ring in world.contested
    ]
    return alt.InlineData(
        values={"areas": areas}, format=alt.JsonDataFormat(type="json", property="areas")
    )


def _signs(
    rows: Sequence[dict[str, Any]],
    seats: dict[str, geometry.Seat],
    kinds: dict[str, tuple[str, Look]],
    *,
    numbered: bool,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """Return dots for places too small to see, lines to where they are, and digits."""
    held = {row["iso3"]: row for row in rows if row["iso3"] in seats}
    small = [place for place in held if seats[place].tiny]
    moved = geometry.apart([(seats[p].x, seats[p].y) for p in small], GAP)
    at = {place: (round(x, 1), round(y, 1)) for place, (x, y) in zip(small, moved, strict=True)}
    dots = [
        {"x": x, "y": y, "state": kinds[held[p]["state"]][0], "place": held[p]["place"]}
        for p, (x, y) in at.items()
    ]
    lines = [
        {"x": x, "y": y, "to_x": round(seats[p].x, 1), "to_y": round(seats[p].y, 1)}
        for p, (x, y) in at.items()
        if abs(x - seats[p].x) + abs(y - seats[p].y) > DOT
    ]
    digits = []
    for place, row in held.items() if numbered else ():
        spot = at.get(place) or _clear(seats[place], at.values())
        if spot is not None:
            ink = ink_on(kinds[row["state"]][1].fill)
            digits.append(
                {"x": spot[0], "y": spot[1], "words": str(row["technologies"]), "ink": ink}
            )
    return dots, lines, digits


def _clear(seat: geometry.Seat, dots: Iterable[geometry.Point]) -> geometry.Point | None:
    """Return where a digit has room in a shape and touches no dot; None where nowhere."""
    taken = list(dots)
    for room, x, y in seat.rooms:
        if room < DIGIT:
            return None
        if all(hypot(x - a, y - b) > DOT + DIGIT + 1 for a, b in taken):
            return round(x, 1), round(y, 1)
    return None


def _told(rows: Sequence[dict[str, Any]], asked: Asked) -> str:
    """Return what the map shows in a sentence."""
    if asked.figure is not None:
        names = listed([row["place"] for row in rows if row["met"]])
        return f"Marked: {names or 'no place'}."
    of = Counter(row["state"] for row in rows)
    return (
        listed(
            [
                f"{n} {'place' if n == 1 else 'places'} with {state}"
                for state, n in sorted(of.items())
            ]
        )
        + "."
    )
