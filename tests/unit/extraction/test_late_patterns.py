"""Patterns that are compiled late can all be compiled."""

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest

from sousveil import checking, extraction
from sousveil.model.late import late


def compiled(value: object) -> Iterator[re.Pattern[str]]:
    """Compile the late patterns of a module, and those in its tables."""
    if isinstance(value, tuple):
        for part in value:
            yield from compiled(part)
    elif isinstance(value, type(late(""))):
        yield re.compile(value.pattern, value.flags)


def test_every_pattern_can_be_compiled() -> None:
    rooms = (extraction, checking)
    names = [m.name for room in rooms for m in walk_packages(room.__path__, f"{room.__name__}.")]
    found = [
        p for name in names for value in vars(import_module(name)).values() for p in compiled(value)
    ]
    assert len(found) > 100


def test_a_late_pattern_does_what_others_do() -> None:
    digits = late(r"(\d+)", re.ASCII)
    assert digits.findall("7 and 15") == ["7", "15"]
    assert digits.sub("n", "7 and 15") == "n and n"
    assert digits.fullmatch("15 ") is None


def test_a_late_pattern_is_compiled_when_it_is_looked_for() -> None:
    wrong = late("(")
    with pytest.raises(re.error):
        wrong.search("(")
