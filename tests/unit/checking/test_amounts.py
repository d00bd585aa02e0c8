"""Numbers of countries as they are said: each line with its outcome, date and statement."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from sousveil.checking.article import check_text
from sousveil.codebook.loader import load_packaged
from sousveil.codebook.vocabulary import Codebook
from sousveil.model.edition import Edition
from sousveil.storage import packaged

STATEMENTS = Path(__file__).with_name("amounts.tsv").read_text(encoding="utf-8").splitlines()


@cache
def editions() -> tuple[Edition, ...]:
    return tuple(packaged.load_edition(name) for name in ("aigs-2019", "aigs-2022"))


@cache
def codebook() -> Codebook:
    return load_packaged()


@pytest.mark.parametrize("line", STATEMENTS)
def test_a_number_of_countries_gets_its_outcome(line: str) -> None:
    outcome, day, text = line.split("\t")
    assert str(check_text(text, editions(), codebook(), day).outcome) == outcome
