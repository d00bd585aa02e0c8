"""Counts told in another order: read like plain ones, and no word of them lost."""

from __future__ import annotations

from told import checked


def test_a_turned_sentence_is_quoted_as_it_stands() -> None:
    text = "And now this. Thirty-eight. That is how many countries watch social media with AI."
    (claim,) = checked(text, "2023-04-18").claims
    quote = "Thirty-eight. That is how many countries watch social media with AI."
    assert claim.question.quote == quote
    value = dict(claim.question.mentions)["value"]
    assert (value.text, text[value.start : value.end]) == ("Thirty-eight", "Thirty-eight")
