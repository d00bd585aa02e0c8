"""Patterns that are compiled when they are first looked for: an article needs few of them."""

from __future__ import annotations

import re
from typing import Any, cast


def late(said: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern as `re.compile` does, at no cost to a program that never looks for it."""
    return cast("re.Pattern[str]", _Late(said, flags))


class _Late:
    def __init__(self, said: str, flags: int) -> None:
        self._said = said
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Make the pattern; what is asked of it is kept, so that this is called once for each."""
        asked = getattr(re.compile(self._said, self._flags), name)
        setattr(self, name, asked)
        return asked
