"""Sentences of several claims: each read with what it leaves out, or the sentence not at all."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from sousveil.checking.article import as_plain, check_text
from sousveil.codebook.loader import load_packaged
from sousveil.codebook.vocabulary import Codebook
from sousveil.model.edition import Edition
from sousveil.model.query import Compare, Member, Part, Rank
from sousveil.storage import packaged

STATEMENTS = Path(__file__).with_name("chains.tsv").read_text(encoding="utf-8").splitlines()
"""Outcome, date, statement."""


@cache
def editions() -> tuple[Edition, ...]:
    return tuple(packaged.load_edition(name) for name in ("aigs-2019", "aigs-2022"))


@cache
def codebook() -> Codebook:
    return load_packaged()


@pytest.mark.parametrize("line", STATEMENTS)
def test_a_sentence_of_several_claims_gets_its_outcome(line: str) -> None:
    outcome, day, text = line.split("\t")
    assert str(check_text(text, editions(), codebook(), day).outcome) == outcome


def test_each_claim_of_a_sentence_is_told_by_itself() -> None:
    text = "Facial recognition leads with 78 countries, followed by smart policing with 69."
    found = check_text(text, editions(), codebook(), "2023-05-01")
    queries = [claim.question.query for claim in found.claims]
    values = [claim.question.value for claim in found.claims if claim.question.query is None]
    assert [query.place for query in queries if isinstance(query, Rank)] == [1, 2]
    assert values == [78, 69]


def test_those_left_out_are_counted() -> None:
    text = "All but one of the 14 African countries on the list have Chinese technology."
    (claim,) = check_text(text, editions(), codebook(), "2023-05-01").claims
    assert isinstance(claim.question.query, Part)
    assert claim.question.query.but == 1
    assert "The exception is Namibia." in claim.verdict.reason


def test_a_whole_of_another_size_makes_the_number_wrong() -> None:
    text = "Of the {} liberal democracies on the list, 21 have facial recognition and 20 "
    text += "smart policing."
    for size, outcome in ((22, "supported"), (23, "contradicted")):
        found = check_text(text.format(size), editions(), codebook(), "2023-05-01")
        assert str(found.outcome) == outcome


def test_a_country_among_them_is_no_fact_of_the_table_unless_the_table_speaks() -> None:
    told = "The index names Hikvision in twelve countries, Ghana among them."
    said = "Hikvision supplies twelve countries, Ghana among them."
    for text, listing in ((told, True), (said, False)):
        found = check_text(text, editions(), codebook(), "2023-05-01")
        members = [c.question.query for c in found.claims if isinstance(c.question.query, Member)]
        assert [member.listing for member in members] == [listing]


def test_a_measure_that_changed_its_meaning_is_not_compared() -> None:
    text = "Electoral autocracies on the list went up from 20 to 32."
    found = check_text(text, editions(), codebook(), "2023-05-01")
    compared = [c for c in found.claims if isinstance(c.question.query, Compare)]
    assert [str(claim.verdict.outcome) for claim in compared] == ["unverifiable"]


def test_a_sentence_of_very_many_claims_ends() -> None:
    text = "Huawei leads, " + "ahead of NEC, " * 10 + "then IBM and Cisco, with ZTE trailing."
    assert check_text(text, editions(), codebook(), "2023-05-01")


def test_countries_ranked_by_spending_are_not_compared_as_groups() -> None:
    text = "Eighth place in the ranking by military spending goes to Germany, with Japan trailing."
    found = check_text(text, editions(), codebook(), "2023-05-01")
    assert not any(isinstance(claim.question.query, Compare) for claim in found.claims)
    assert as_plain(found, codebook())["verdict"] != "supported"
