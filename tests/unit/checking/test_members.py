"""Who is in a set: peoples, groups and topics as the countries that they stand for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from sousveil.checking.article import check_text
from sousveil.codebook.loader import load_packaged
from sousveil.codebook.vocabulary import Codebook
from sousveil.model.edition import Edition
from sousveil.storage import packaged

STATEMENTS = Path(__file__).with_name("members.tsv").read_text(encoding="utf-8").splitlines()
"""Outcome, date, statement."""


@cache
def editions() -> tuple[Edition, ...]:
    return tuple(packaged.load_edition(name) for name in ("aigs-2019", "aigs-2022"))


@cache
def codebook() -> Codebook:
    return load_packaged()


@pytest.mark.parametrize("line", STATEMENTS)
def test_a_statement_on_members_gets_its_outcome(line: str) -> None:
    outcome, day, text = line.split("\t")
    assert str(check_text(text, editions(), codebook(), day).outcome) == outcome


def test_a_member_that_is_not_listed_is_named() -> None:
    text = "Every Nordic country uses facial recognition."
    (claim,) = check_text(text, editions(), codebook(), "2023-05-01").claims
    assert "does not list Finland, Iceland and Norway" in claim.verdict.reason
