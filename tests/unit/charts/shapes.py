"""A small world in TopoJSON: squares for places, and one contested area."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SQUARES = {  # west, south, side in degrees
    "KEN": (34, -4, 8),
    "CHN": (85, 25, 30),
    "JPN": (132, 33, 8),
    "PER": (-80, -16, 14),
    "BHR": (50.5, 26, 0.3),
    "QAT": (51.2, 25.2, 0.4),
    "FJI": (178, -18, 4),  # over the edge of the map
    "ESH": (-16, 21, 6),
}


def topology(
    places: tuple[str, ...] = tuple(SQUARES), contested: tuple[str, ...] = ("ESH",)
) -> dict[str, Any]:
    """Return a topology of squares; an area without a shape lies in Kenya."""
    arcs, shapes = [], []
    for number, place in enumerate(places):
        west, south, side = SQUARES[place]
        east, north = west + side, south + side
        arcs.append([[west, south], [west, north], [east, north], [east, south], [west, south]])
        marked = {"contested": True} if place in contested else {}
        shapes.append(
            {"type": "Polygon", "arcs": [[number]], "properties": {"a3": place, **marked}}
        )
    ring = [[36, 0], [36, 2], [38, 2], [38, 0], [36, 0]]
    return {
        "type": "Topology",
        "objects": {"countries": {"type": "GeometryCollection", "geometries": shapes}},
        "arcs": arcs,
        "contested": [{"name": "Square of nobody", "ring": ring}] if contested else [],
        "source": {
            "package": "squares",
            "version": "1",
            "license": "CC0",
            "from": "this test",
            "changed": "nothing",
        },
    }


def written(path: Path, **more: Any) -> Path:
    """Write a topology into a file."""
    path.write_text(json.dumps(topology(**more)), encoding="utf-8")
    return path
