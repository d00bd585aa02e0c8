"""Names whose letters come from two scripts, or hide signs that nobody sees."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

INVISIBLE = frozenset("Cf")


def is_mixed(name: str) -> bool:
    """Tell whether a word of a name mixes scripts or holds an invisible sign."""
    if any(unicodedata.category(char) in INVISIBLE for char in name):
        return True
    return any(len({script(c) for c in word if c.isalpha()}) > 1 for word in name.split())


@lru_cache(maxsize=4096)
def script(char: str) -> str:
    """Return the script of a letter, by the first word of its Unicode name."""
    return unicodedata.name(char, "?").split(" ")[0]
