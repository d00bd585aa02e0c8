"""Words for people that know how they were made, so that a page can say them in its language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce


class Said(str):
    """English words that know their key and what fills it, so that a page can translate them."""

    key: str
    values: Mapping[str, object]

    __slots__ = ("key", "values")


def said(english: str, /, **values: object) -> Said:
    """Return English words for a page to translate; so are the strings among the values.

    A key with a bar has its singular before it and its plural behind it; `n` chooses.
    """
    text = english
    if "|" in text and "n" in values:
        one, many = text.split("|", 1)
        text = one if values["n"] == 1 else many
    made = Said(text.format(**values) if values else text)
    made.key, made.values = english, values
    return made


def joined(parts: Iterable[str], between: str = "{first}, {rest}") -> str:
    """Return parts in one line, each of them still to be translated; `between` is a key."""
    return reduce(lambda first, rest: said(between, first=first, rest=rest), parts)
