"""What a page keeps in one line: dates, names of editions, and numbers with the word they count."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

KEPT = "|".join(
    rf"<{name}\b.*?</{name}>"
    for name in ("script", "title", "svg", "textarea", "option", "pre", "code", "blockquote", "q")
)
"""Elements that stay as they are: data, drawings, fields, commands, and the words of others."""

PARTS = re.compile(rf"({KEPT}|<[^>]*>)", re.DOTALL)

DATE = r"\d{4}-\d{2}(?:-\d{2})?(?: \d{2}:\d{2})?"
COUNTED = r"\d{1,3} of \d{1,4}(?: [^\W\d_]{2,14})?|\d{1,3} (?!of\b)[^\W\d_]{2,14}"


def unbroken(page: str, editions: Iterable[str]) -> str:
    """Return a page in which no line ends within a date, a name of an edition, or `24 places`.

    Nothing else changes: what is read, searched and copied is the same.
    """
    whole = _whole(tuple(editions))
    pieces = PARTS.split(page)
    pieces[::2] = [whole.sub(_kept, text) for text in pieces[::2]]
    return "".join(pieces)


def _kept(found: re.Match[str]) -> str:
    return f'<span class="nb">{found[0]}</span>'


@lru_cache(maxsize=8)
def _whole(editions: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(editions, key=len, reverse=True))
    return re.compile(rf"(?<![\w.,:/-])(?:{names}|{DATE}|{COUNTED})(?![\w/-])")
