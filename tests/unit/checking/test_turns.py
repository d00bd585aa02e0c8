"""Counts told in another order: read like plain ones, and no word of them lost."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from sousveil.checking.article import check_text
from sousveil.codebook.loader import load_packaged
from sousveil.codebook.vocabulary import Codebook
from sousveil.model.edition import Edition
from sousveil.storage import packaged

STATEMENTS = Path(__file__).with_name("turns.tsv").read_text(encoding="utf-8").splitlines()
"""Outcome, date, statement."""


@cache
def editions() -> tuple[Edition, ...]:
    return tuple(packaged.load_edition(name) for name in ("aigs-2019", "aigs-2022"))


@cache
def codebook() -> Codebook:
    return load_packaged()


@pytest.mark.parametrize("line", STATEMENTS)
def test_a_count_told_in_another_order_gets_its_outcome(line: str) -> None:
    outcome, day, text = line.split("\t")
    assert str(check_text(text, editions(), codebook(), day).outcome) == outcome


def test_a_turned_sentence_is_quoted_as_it_stands() -> None:
    text = "And now this. Thirty-eight. That is how many countries watch social media with AI."
    (claim,) = check_text(text, editions(), codebook(), "2023-04-18").claims
    quote = "Thirty-eight. That is how many countries watch social media with AI."
    assert claim.question.quote == quote
    value = dict(claim.question.mentions)["value"]
    assert (value.text, text[value.start : value.end]) == ("Thirty-eight", "Thirty-eight")
