"""The kinds of file that a drawing can be saved as."""

from __future__ import annotations

from pathlib import Path

from sousveil.errors import ChartError

FORMATS = (".png", ".svg", ".pdf", ".json", ".html")
"""Endings; a drawing has a method of each name. `.json` is Vega-Lite."""


def ending_of(path: Path) -> str:
    """Return the format for a file by its ending; raise `ChartError` for another ending."""
    if path.suffix.lower() not in FORMATS:
        raise ChartError(
            f"{path} ends in none of {', '.join(FORMATS[:-1])} and {FORMATS[-1]}. "
            "Name the figure by what it shall be."
        )
    return path.suffix.lower()[1:]
