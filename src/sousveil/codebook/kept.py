"""What is made of a codebook once, however many texts are read with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from sousveil.codebook.vocabulary import Codebook

Made = TypeVar("Made")
KEPT = 4  # codebooks for which a thing is kept


def once_per_codebook(make: Callable[[Codebook], Made]) -> Callable[[Codebook], Made]:
    """Keep what a function makes of a codebook; codebooks are told apart as objects."""
    kept: list[tuple[Codebook, Made]] = []

    @wraps(make)
    def made(codebook: Codebook) -> Made:
        for known, thing in kept:
            if known is codebook:
                return thing
        thing = make(codebook)
        kept.append((codebook, thing))
        del kept[:-KEPT]
        return thing

    return made
