"""The shapes of places: read, projected to the sheet, and told which are too small to see."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field  # noqa: TID251
from functools import lru_cache
from importlib.resources import files
from math import asin, cos, hypot, pi, radians, sin, sqrt
from pathlib import Path
from typing import Any

from msgspec import Struct

from sousveil.errors import ChartError

WIDTH = 960  # px of the map
NORTH, SOUTH = 83.7, -56.0  # degrees of latitude at its edges
TURN = -11  # degrees: the cut goes through the Bering Strait, not through Chukotka

Point = tuple[float, float]
Ring = Sequence[Point]
Edge = tuple[float, float, float, float]
"""From a point to the next."""


PACKAGED = ("_web", "data", "world.json")
OBJECT = "countries"

CELLS = 14  # per side of the grid that is searched for the widest place of a shape
CORNERS = 120  # of an outline that are looked at in that search; the others change nothing visible


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A topology, with the name of its shapes and where they come from."""

    topology: dict[str, Any]
    object: str
    source: str
    """Package, version and licence, or the name of the file."""

    contested: tuple[tuple[str, Ring], ...]
    """Areas without a shape of their own: the name, and a ring around them in degrees."""

    found: dict[str, Seat] = field(default_factory=dict, repr=False, compare=False)
    """Seats looked for before: a site draws many maps on one geometry."""

    def shapes(self) -> list[dict[str, Any]]:
        """Return the geometries that have an id of a place."""
        found: list[dict[str, Any]] = self.topology["objects"][self.object]["geometries"]
        return [shape for shape in found if shape.get("properties", {}).get("a3")]


class Seat(Struct, frozen=True):
    """Where the sign of a place stands, in px of the map."""

    x: float
    y: float
    rooms: tuple[tuple[float, float, float], ...]
    """Points inside, as distance to the outline, x and y, the roomiest first."""

    tiny: bool
    """True for a shape that nobody would see."""


def load(path: Path | None = None) -> World:
    """Read the packaged geometry, or a TopoJSON file; raise `ChartError` where there is none.

    Each geometry of the object `countries` (or of the only object) has its place in
    `properties.a3`, as alpha-3 code.
    """
    if path is None:
        packaged = files("sousveil").joinpath(*PACKAGED)
        if not packaged.is_file():
            raise ChartError(
                "There is no geometry for maps here, because the front end is not built. Build it "
                "with make web in a checkout, or name a TopoJSON file with --geometry."
            )
        data, told = packaged.read_bytes(), "the packaged geometry"
    else:
        data, told = path.read_bytes(), path.name
    return _world(data, told)


@lru_cache(maxsize=2)
def _world(data: bytes, told: str) -> World:
    try:
        topology = json.loads(data)
        objects = topology["objects"]
        name = OBJECT if OBJECT in objects else next(iter(objects))
        world = World(
            topology=topology,
            object=name,
            source=_source(topology.get("source"), told),
            contested=tuple((a["name"], a["ring"]) for a in topology.get("contested", ())),
        )
        if not world.shapes():
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration):
        raise ChartError(
            f"{told} is no TopoJSON whose shapes have an alpha-3 code in properties.a3. "
            "Give the geometry in this form."
        ) from None
    return world


def _source(given: Any, told: str) -> str:
    if not isinstance(given, dict) or "package" not in given:
        return told
    return (
        f"{given['package']} {given.get('version', '')} ({given.get('license', '')}), "
        f"{given.get('from', '')}; {given.get('changed', 'unchanged')}"
    )


def project(longitude: float, latitude: float) -> Point:
    """Return the place of a point on the map, in px, as Vega's `equalEarth` draws it."""
    turned = (longitude + TURN + 180) % 360 - 180
    x, y = _equal_earth(radians(turned), radians(latitude))
    return WIDTH / 2 + SCALE * x, _top() - SCALE * y


def _equal_earth(longitude: float, latitude: float) -> Point:
    """Return the Equal Earth projection (Savric, Patterson and Jenny 2018) of radians."""
    a, b, c, d = 1.340264, -0.081106, 0.000893, 0.003796
    half = sqrt(3) / 2
    tilt = asin(half * sin(latitude))
    two, six = tilt**2, tilt**6
    stretch = a + 3 * b * two + six * (7 * c + 9 * d * two)
    return longitude * cos(tilt) / (half * stretch), tilt * (a + b * two + six * (c + d * two))


SCALE = WIDTH / (2 * _equal_earth(pi, 0)[0])  # px a unit of the projection


def _top() -> float:
    return SCALE * _equal_earth(0, radians(NORTH))[1]


HEIGHT = round(_top() - SCALE * _equal_earth(0, radians(SOUTH))[1])  # px of the map

PROJECTION = {
    "type": "equalEarth",
    "scale": SCALE,
    "rotate": [TURN, 0, 0],
    "translate": [WIDTH / 2, _top()],
}
"""The same for Vega-Lite."""


def seats(world: World, places: Iterable[str]) -> dict[str, Seat]:
    """Return where the sign of each place stands; a place without a shape is left out."""
    wanted = set(places)
    shapes = {shape["properties"]["a3"]: shape for shape in world.shapes() if shape.get("arcs")}
    missing = sorted(wanted & shapes.keys() - world.found.keys())
    lines = _decoded(world.topology) if missing else []
    for place in missing:
        rings = [_joined(ring, lines) for ring in _outlines(shapes[place])]
        world.found[place] = _seat(rings)
    return {place: world.found[place] for place in shapes if place in wanted}


def clockwise(ring: Ring) -> list[Point]:
    """Return a ring of degrees so turned that it means its inside and not the rest of the globe."""
    points = [(float(x), float(y)) for x, y in ring]
    return points if _area(points) < 0 else points[::-1]


def _decoded(topology: dict[str, Any]) -> list[list[Point]]:
    """Return the lines of a topology in degrees."""
    transform = topology.get("transform")
    if transform is None:
        return [[(p[0], p[1]) for p in line] for line in topology["arcs"]]
    (by_x, by_y), (x0, y0) = transform["scale"], transform["translate"]
    lines = []
    for line in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy, *_ in line:
            x, y = x + dx, y + dy
            points.append((x * by_x + x0, y * by_y + y0))
        lines.append(points)
    return lines


def _outlines(shape: dict[str, Any]) -> list[list[int]]:
    """Return the outer ring of each part, as numbers of lines."""
    if shape["type"] == "Polygon":
        return [shape["arcs"][0]]
    return [part[0] for part in shape["arcs"]] if shape["type"] == "MultiPolygon" else []


def _joined(ring: list[int], lines: list[list[Point]]) -> list[Point]:
    """Return a ring in px; a ring over the edge of the map is kept in one piece."""
    points: list[Point] = []
    for number in ring:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        points += [project(*point) for point in line[1 if points else 0 :]]
    whole = 2 * SCALE * _equal_earth(pi, 0)[0]
    first = points[0][0]
    return [(x - whole * round((x - first) / whole), y) for x, y in points]


def _seat(rings: list[list[Point]]) -> Seat:
    ring = max(rings, key=lambda points: abs(_area(points)))
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    tiny = max(wide, high) < 9 or sum(abs(_area(points)) for points in rings) < 14
    few = ring[:: max(1, len(ring) // CORNERS)]
    edges = [(*a, *b) for a, b in zip(few, (*few[1:], few[0]), strict=True)]
    rooms = []
    for row in range(CELLS):
        y = min(ys) + (row + 0.5) * high / CELLS
        for column in range(CELLS):
            x = min(xs) + (column + 0.5) * wide / CELLS
            if _inside(x, y, edges):
                rooms.append((_distance(x, y, edges), x, y))
    rooms.sort(reverse=True)
    middle = (0.0, (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    _, x, y = rooms[0] if rooms else middle
    return Seat(x, y, tuple(rooms), tiny)


def _area(ring: Ring) -> float:
    """Return the signed area: positive against the clock, where y grows upwards."""
    turned = (*ring[1:], ring[0])
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, turned, strict=True)) / 2


def _inside(x: float, y: float, edges: Sequence[Edge]) -> bool:
    inside = False
    for a, b, c, d in edges:
        if (b > y) != (d > y) and x < (c - a) * (y - b) / (d - b) + a:
            inside = not inside
    return inside


def _distance(x: float, y: float, edges: Sequence[Edge]) -> float:
    """Return the distance to the nearest of some edges; it is asked ten thousand times a map."""
    nearest = float("inf")
    for a, b, c, d in edges:
        right, down = c - a, d - b
        length = right**2 + down**2
        along = ((x - a) * right + (y - b) * down) / length if length else 0.0
        along = 0.0 if along < 0 else 1.0 if along > 1 else along
        far = hypot(x - a - along * right, y - b - along * down)
        if far < nearest:
            nearest = far
    return nearest


def apart(points: Sequence[Point], between: float) -> list[Point]:
    """Return points moved as little as needed until none are nearer than `between` px."""
    moved = [list(point) for point in points]
    for _ in range(200):
        quiet = True
        for i, one in enumerate(moved):
            for other in moved[i + 1 :]:
                dx, dy = other[0] - one[0], other[1] - one[1]
                far = hypot(dx, dy)
                if far >= between - 0.01:
                    continue
                quiet = False
                dx, dy = (dx / far, dy / far) if far else (1.0, 0.0)
                push = (between - far) / 2
                one[0], one[1] = one[0] - dx * push, one[1] - dy * push
                other[0], other[1] = other[0] + dx * push, other[1] + dy * push
        if quiet:
            break
    return [(x, y) for x, y in moved]
