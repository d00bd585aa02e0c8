"""Sentences of several claims: each read with what it leaves out, or the sentence not at all."""

from __future__ import annotations

from told import checked, codebook

from sousveil.checking.article import as_plain
from sousveil.model.query import Compare, Member, Part, Rank


def test_each_claim_of_a_sentence_is_told_by_itself() -> None:
    text = "Facial recognition leads with 78 countries, followed by smart policing with 69."
    found = checked(text, "2023-05-01")
    queries = [claim.question.query for claim in found.claims]
    values = [claim.question.value for claim in found.claims if claim.question.query is None]
    assert [query.place for query in queries if isinstance(query, Rank)] == [1, 2]
    assert values == [78, 69]


def test_those_left_out_are_counted() -> None:
    text = "All but one of the 14 African countries on the list have Chinese technology."
    (claim,) = checked(text, "2023-05-01").claims
    assert isinstance(claim.question.query, Part)
    assert claim.question.query.but == 1
    assert "The exception is Namibia." in claim.verdict.reason


def test_a_whole_of_another_size_makes_the_number_wrong() -> None:
    text = "Of the {} liberal democracies on the list, 21 have facial recognition and 20 "
    text += "smart policing."
    for size, outcome in ((22, "supported"), (23, "contradicted")):
        found = checked(text.format(size), "2023-05-01")
        assert str(found.outcome) == outcome


def test_a_country_among_them_is_no_fact_of_the_table_unless_the_table_speaks() -> None:
    told = "The index names Hikvision in twelve countries, Ghana among them."
    said = "Hikvision supplies twelve countries, Ghana among them."
    for text, listing in ((told, True), (said, False)):
        found = checked(text, "2023-05-01")
        members = [c.question.query for c in found.claims if isinstance(c.question.query, Member)]
        assert [member.listing for member in members] == [listing]


def test_a_measure_that_changed_its_meaning_is_not_compared() -> None:
    text = "Electoral autocracies on the list went up from 20 to 32."
    found = checked(text, "2023-05-01")
    compared = [c for c in found.claims if isinstance(c.question.query, Compare)]
    assert [str(claim.verdict.outcome) for claim in compared] == ["unverifiable"]


def test_a_sentence_of_very_many_claims_ends() -> None:
    text = "Huawei leads, " + "ahead of NEC, " * 10 + "then IBM and Cisco, with ZTE trailing."
    assert checked(text, "2023-05-01")


def test_countries_ranked_by_spending_are_not_compared_as_groups() -> None:
    text = "Eighth place in the ranking by military spending goes to Germany, with Japan trailing."
    found = checked(text, "2023-05-01")
    assert not any(isinstance(claim.question.query, Compare) for claim in found.claims)
    assert as_plain(found, codebook())["verdict"] != "supported"
