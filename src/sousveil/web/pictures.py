"""Figures as pictures, where what draws them is installed and the world's geometry is built."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec
from threading import Lock
from typing import Any

from sousveil.errors import SousveilError
from sousveil.web.catalogue import told_by
from sousveil.web.library import Held
from sousveil.web.page import NoPage
from sousveil.web.pages.assets import built
from sousveil.web.question import Question

ENDINGS: Mapping[str, str] = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
}
"""Ending of a picture to its media type."""

DRAWN = ("map", "matrix", "flow", "figures")
"""Kinds that a static site has drawn. A server draws named figures, too, as maps of the places
that they count."""

NEEDED = ("sousveil.charts", "altair", "vl_convert")

GEOMETRY = "data/world.json"

KEPT = 64  # pictures kept in memory, half a megabyte each

ONE = Lock()
"""One picture is drawn at a time: drawing takes a second of a core, and anybody may ask."""


@cache
def can_draw() -> bool:
    """Tell whether what draws is installed."""
    return all(find_spec(name) is not None for name in NEEDED)


def drawable(held: Held, kind: str) -> bool:
    """Tell whether a figure of an edition can be drawn here."""
    if not can_draw():
        return False
    if kind in DRAWN and kind != "map":
        return True
    if not built(GEOMETRY).is_file():
        return False
    return kind == "map" or (held.figures[kind].value is not None and _is_counted(held, kind))


def picture(held: Held, kind: str, ending: str, put: Question | None) -> bytes:
    """Return a figure as a picture; raise `NoPage` with the reason where it cannot be drawn."""
    if not drawable(held, kind):
        raise NoPage(
            "There is no picture of this figure here. Its rows are in the CSV, JSON and XLSX files."
        )
    try:
        with ONE:
            return _drawn(_Key(held, kind, put), ending)
    except SousveilError as error:
        raise NoPage(told_by(error)) from None


def _is_counted(held: Held, kind: str) -> bool:
    return not held.figures[kind].named.examined


class _Key:
    """What a drawing is kept under: edition, kind and conditions."""

    def __init__(self, held: Held, kind: str, put: Question | None) -> None:
        self.held, self.kind, self.put = held, kind, put
        self.told = (held.digest, kind, put.given if put else ())

    def __hash__(self) -> int:
        return hash(self.told)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.told == other.told


@lru_cache(maxsize=KEPT)
def _drawn(key: _Key, ending: str) -> bytes:
    made = getattr(_drawing(key), ending)()
    return made if isinstance(made, bytes) else made.encode()


@lru_cache(maxsize=1)
def _drawing(key: _Key) -> Any:
    charts = import_module("sousveil.charts")
    named = key.held.figures.get(key.kind) if key.kind not in DRAWN else None
    asked = key.put if key.put is not None and not key.put.is_empty else None
    return charts.chart(
        asked.edition if asked else key.held.edition,
        key.kind if named is None else "map",
        figure=named.named.figure if named else asked.figure if asked else None,
        rules=asked.rules if asked else None,
        codebook=key.held.codebook,
    )
