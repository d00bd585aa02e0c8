"""Statements about the index itself, and about who confirms it: read and judged."""

from __future__ import annotations

from told import checked, codebook


def test_the_reason_says_what_is_known_and_from_where() -> None:
    found = checked("The AIGS Index lists the price of each system.")
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
        found = checked(text.format(word), "2023-01-01")
        assert str(found.outcome) == outcome
