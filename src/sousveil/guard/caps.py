"""The limits of what one document may cost."""

from __future__ import annotations

from typing import Annotated, get_type_hints

from msgspec import Meta, Struct

MIB = 1024 * 1024


class Caps(Struct, frozen=True, kw_only=True):
    """Beyond a limit a document is cut (`partial`) or refused, and the batch goes on.

    A project sets its own in sousveil.toml, under `[caps]`.
    """

    file: Annotated[int, Meta(description="bytes of one document as given")] = 256 * MIB
    cpu: Annotated[int, Meta(description="seconds of computing")] = 60
    wall: Annotated[int, Meta(description="seconds on the clock")] = 90
    memory: Annotated[int, Meta(description="bytes of memory of the reading process")] = 1024 * MIB
    inflated: Annotated[int, Meta(description="bytes that a document unfolds to")] = 256 * MIB
    ratio: Annotated[
        int, Meta(description="times its size that a document unfolds to, beyond 16 MiB")
    ] = 200
    depth: Annotated[int, Meta(description="archives inside each other")] = 5
    members: Annotated[int, Meta(description="members of one archive")] = 10_000
    pages: Annotated[int, Meta(description="pages")] = 5_000
    text: Annotated[int, Meta(description="characters of text")] = 50 * MIB
    cells: Annotated[int, Meta(description="cells of all tables")] = 2_000_000


RATIO_FROM = 16 * MIB
"""Below this many bytes no ratio is too high: small files of spaces are common."""

CAPS = Caps()


def says(name: str) -> str:
    """Return the unit of a limit and its reason in words."""
    told: str = get_type_hints(Caps, include_extras=True)[name].__metadata__[0].description
    return told
