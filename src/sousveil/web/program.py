"""The version of the program, looked up once."""

from __future__ import annotations

from functools import cache
from importlib import metadata


@cache
def version() -> str:
    """Return the version of sousveil."""
    return metadata.version("sousveil")
