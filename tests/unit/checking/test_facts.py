"""Statements about the index itself, and about who confirms it: read and judged."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from sousveil.checking.article import check_text
from sousveil.codebook.loader import load_packaged
from sousveil.codebook.vocabulary import Codebook
from sousveil.model.edition import Edition
from sousveil.storage import packaged

STATEMENTS = Path(__file__).with_name("facts.tsv").read_text(encoding="utf-8").splitlines()
"""Outcome, date, statement."""


@cache
def editions() -> tuple[Edition, ...]:
    return tuple(packaged.load_edition(name) for name in ("aigs-2019", "aigs-2022"))


@cache
def codebook() -> Codebook:
    return load_packaged()


@pytest.mark.parametrize("line", STATEMENTS)
def test_a_statement_about_the_index_gets_its_outcome(line: str) -> None:
    outcome, day, text = line.split("\t")
    assert str(check_text(text, editions(), codebook(), day).outcome) == outcome


def test_the_reason_says_what_is_known_and_from_where() -> None:
    found = check_text("The AIGS Index lists the price of each system.", editions(), codebook())
    (claim,) = found.claims
    assert "does not record what the systems cost" in claim.verdict.reason
    assert "the headings of both tables" in claim.verdict.reason


def test_every_fact_names_its_place_and_its_words() -> None:
    for fact in codebook().facts.values():
        assert fact.says.endswith(".")
        assert fact.where
        assert fact.words


def test_an_unread_word_leaves_the_statement_unread() -> None:
    text = "The index does not record what the {} systems cost."
    for word, outcome in (("", "supported"), ("Ruritanian", "unverifiable")):
        found = check_text(text.format(word), editions(), codebook(), "2023-01-01")
        assert str(found.outcome) == outcome
