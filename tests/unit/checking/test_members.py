"""Who is in a set: peoples, groups and topics as the countries that they stand for."""

from __future__ import annotations

from told import checked


def test_a_member_that_is_not_listed_is_named() -> None:
    text = "Every Nordic country uses facial recognition."
    (claim,) = checked(text, "2023-05-01").claims
    assert "does not list Finland, Iceland and Norway" in claim.verdict.reason
