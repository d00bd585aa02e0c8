"""Conditions on ratings and ranks, and words out of their order, get their outcome."""

from __future__ import annotations

from pathlib import Path

import pytest

from sousveil.checking.article import check_text
from sousveil.codebook.loader import load_packaged
from sousveil.storage import packaged

STATEMENTS = Path(__file__).with_name("conditions.tsv").read_text(encoding="utf-8").splitlines()
"""Outcome, date, statement."""


@pytest.mark.parametrize("line", STATEMENTS)
def test_a_condition_is_read_wherever_it_stands(line: str) -> None:
    outcome, day, text = line.split("\t")
    editions = tuple(packaged.load_edition(name) for name in ("aigs-2019", "aigs-2022"))
    assert str(check_text(text, editions, load_packaged(), day).outcome) == outcome
