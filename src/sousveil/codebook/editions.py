"""The editions of the index that a codebook knows, by their years."""

from __future__ import annotations

from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.vocabulary import Codebook


@once_per_codebook
def editions(codebook: Codebook) -> dict[int, str]:
    """Return the indexes of the editions by the year from which they are in force, in order."""
    layouts = sorted(codebook.layouts.values(), key=lambda layout: layout.in_force)
    return {int(layout.in_force[:4]): layout.id for layout in layouts}


@once_per_codebook
def years(codebook: Codebook) -> tuple[str, ...]:
    """Return the years of the editions as they are written, in order."""
    return tuple(map(str, editions(codebook)))
