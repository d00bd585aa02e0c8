"""Figures of editions as pictures, drawn without a browser and without a network.

    >>> import sousveil as sv
    >>> drawing = sv.chart(sv.load_edition("aigs-2022"), "heatmap")
    >>> drawing.title
    'Technologies by region'

A drawing shows itself in a notebook, and `save` writes it as a file. `KINDS` has one module a kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from sousveil.charts.asked import Asked
from sousveil.codebook.vocabulary import Codebook
from sousveil.errors import ChartError
from sousveil.model.edition import Edition
from sousveil.model.figure import Figure, Rules

if TYPE_CHECKING:
    from sousveil.charts.drawing import Drawing

__all__ = ["KINDS", "SEVERAL", "chart"]

KINDS = {
    "map": "maps",
    "matrix": "matrix",
    "heatmap": "heatmap",
    "flow": "flow",
    "editions": "editions",
    "figures": "figures",
}
"""Kind to the module that draws it; a module has `draw(asked) -> Drawing`."""

SEVERAL = ("heatmap", "editions")
"""Kinds that set several editions side by side."""

MISSING = (
    "Figures need altair and vl-convert, which are not installed. Install them with: "
    "pip install 'sousveil[charts]'"
)


def chart(
    edition: Edition | Sequence[Edition],
    kind: str,
    figure: Figure | None = None,
    *,
    rules: Rules | None = None,
    codebook: Codebook | None = None,
    geometry: Path | None = None,
) -> Drawing:
    """Draw one edition, or several in a kind of `SEVERAL`; the oldest stands first.

    With a `figure` only the places that meet it are drawn or marked. Names come from `codebook`,
    else from the packaged one; the shapes of a map from the TopoJSON file `geometry`, else from
    the packaged one. Raises `ChartError` where the kind is unknown, where an edition cannot tell
    what is asked, and where altair or the geometry is missing.
    """
    if kind not in KINDS:
        raise ChartError(f"There is no kind of figure {kind!r}. Kinds are: {', '.join(KINDS)}.")
    editions = (edition,) if isinstance(edition, Edition) else tuple(edition)
    if not editions or (len(editions) > 1 and kind not in SEVERAL):
        raise ChartError(
            f"The kind {kind} draws one edition, and {len(editions)} are given. "
            f"Several are for: {', '.join(SEVERAL)}."
        )
    if codebook is None:
        from sousveil.codebook.loader import load_packaged

        codebook = load_packaged()
    asked = Asked(
        editions=tuple(sorted(editions, key=lambda one: (one.in_force, one.name))),
        codebook=codebook,
        figure=figure,
        rules=rules or Rules(),
        geometry=geometry,
    )
    try:
        module = import_module(f"sousveil.charts.{KINDS[kind]}")
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in ("altair", "vl_convert"):
            raise
        raise ChartError(MISSING) from None
    drawing: Drawing = module.draw(asked)
    return drawing
