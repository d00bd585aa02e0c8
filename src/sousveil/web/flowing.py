"""The drawing of flows: boxes in three columns, and bands between them; no browser is needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

WIDTH = 1000
HEIGHT = 620
BOX = 14  # width of a box
GAP = 7  # between boxes of a column, at most
LEFT = (180, 450, 778)
"""Where the boxes of each column begin."""

MOST = 12
"""Boxes of a column; what is rarer is taken together."""

OTHER = ""
"""Stands for all that is rarer."""


class Box(Struct, frozen=True, kw_only=True):
    """One node of a column."""

    column: int
    id: str
    size: int
    x: int
    y: float
    height: float

    @property
    def node(self) -> str:
        """What links name it by."""
        return f"{self.column}:{self.id}"


class Band(Struct, frozen=True, kw_only=True):
    """A flow between boxes of neighbouring columns."""

    start: str
    end: str
    size: int
    path: str
    origin: str
    """Id of the node of the first column that colours it."""


class Drawing(Struct, frozen=True, kw_only=True):
    """Everything at its place."""

    boxes: tuple[Box, ...]
    bands: tuple[Band, ...]
    total: int


def kept(ids: Iterable[str]) -> frozenset[str]:
    """Return the ids that have a box of their own: the most frequent, by name where they tie."""
    counted = Counter(ids)
    most = sorted(counted, key=lambda id: (-counted[id], id))
    return frozenset(most if len(most) <= MOST else most[: MOST - 1])


def drawing(paths: Iterable[tuple[str, str, str]]) -> Drawing:
    """Lay out paths of three ids, one for each mention."""
    given = list(paths)
    shown = [kept(path[column] for path in given) for column in range(3)]
    short = [
        tuple(id if id in shown[column] else OTHER for column, id in enumerate(path))
        for path in given
    ]
    columns = [Counter(path[column] for path in short) for column in range(3)]
    unit = min((_room(len(column)) / max(1, len(short)) for column in columns), default=1.0)
    boxes = {
        (column, id): box
        for column, sizes in enumerate(columns)
        for id, box in _stacked(column, sizes, unit).items()
    }
    bands = _bands(short, boxes, unit)
    return Drawing(boxes=tuple(boxes.values()), bands=tuple(bands), total=len(given))


def _room(boxes: int) -> float:
    return HEIGHT - GAP * max(0, boxes - 1)


def _stacked(column: int, sizes: Mapping[str, int], unit: float) -> dict[str, Box]:
    ordered = sorted(sizes, key=lambda id: (id == OTHER, -sizes[id], id))
    used = sum(sizes.values()) * unit + GAP * max(0, len(sizes) - 1)
    y = (HEIGHT - used) / 2
    found = {}
    for id in ordered:
        height = sizes[id] * unit
        found[id] = Box(column=column, id=id, size=sizes[id], x=LEFT[column], y=y, height=height)
        y += height + GAP
    return found


def _bands(
    paths: list[tuple[str, ...]], boxes: Mapping[tuple[int, str], Box], unit: float
) -> list[Band]:
    """Return the bands; in a box they leave and arrive in the order of the other end."""
    found = []
    filled: Counter[tuple[str, int, str]] = Counter()
    for column in (0, 1):
        counted = Counter((path[column], path[column + 1], path[0]) for path in paths)

        def order(
            key: tuple[str, str, str], column: int = column
        ) -> tuple[float, float, float, str]:
            start, end, origin = key
            return (
                boxes[column, start].y,
                boxes[column + 1, end].y,
                boxes[0, origin].y,
                "".join(key),
            )

        for key in sorted(counted, key=order):
            start, end, origin = key
            a, b, size = boxes[column, start], boxes[column + 1, end], counted[key]
            out, into = ("out", column, start), ("in", column + 1, end)
            top, under = a.y + filled[out] * unit, b.y + filled[into] * unit
            filled[out] += size
            filled[into] += size
            found.append(
                Band(
                    start=a.node,
                    end=b.node,
                    size=size,
                    origin=f"0:{origin}",
                    path=_path(a.x + BOX, top, b.x, under, size * unit),
                )
            )
    return found


def _path(x: float, y: float, to_x: float, to_y: float, height: float) -> str:
    half = (x + to_x) / 2
    return (
        f"M{x:g} {y:.1f}C{half:g} {y:.1f} {half:g} {to_y:.1f} {to_x:g} {to_y:.1f}"
        f"V{to_y + height:.1f}C{half:g} {to_y + height:.1f} {half:g} {y + height:.1f} "
        f"{x:g} {y + height:.1f}Z"
    )
