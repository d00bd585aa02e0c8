"""The limits of what one document may cost."""

from __future__ import annotations

from dataclasses import dataclass, field  # noqa: TID251

MIB = 1024 * 1024


def _limit(value: int, says: str) -> int:
    """A limit with its unit and reason in words, which the settings' messages print."""
    made: int = field(default=value, metadata={"says": says})
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """Beyond a limit a document is cut (`partial`) or refused, and the batch goes on.

    A project sets its own in sousveil.toml, under `[caps]`.
    """

    file: int = _limit(256 * MIB, "bytes of one document as given")
    cpu: int = _limit(60, "seconds of computing")
    wall: int = _limit(90, "seconds on the clock")
    memory: int = _limit(1024 * MIB, "bytes of memory of the reading process")
    inflated: int = _limit(256 * MIB, "bytes that a document unfolds to")
    ratio: int = _limit(200, "times its size that a document unfolds to, beyond 16 MiB")
    depth: int = _limit(5, "archives inside each other")
    members: int = _limit(10_000, "members of one archive")
    pages: int = _limit(5_000, "pages")
    text: int = _limit(50 * MIB, "characters of text")
    cells: int = _limit(2_000_000, "cells of all tables")


RATIO_FROM = 16 * MIB
"""Below this many bytes no ratio is too high: small files of spaces are common."""

CAPS = Caps()
