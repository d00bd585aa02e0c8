"""What a sentence should read: every proposal has passed the check it is offered for."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from sousveil.checking.article import check_text
from sousveil.checking.corrections import rewritten
from sousveil.codebook.loader import load_packaged
from sousveil.storage import packaged

THEN, LATER = "2019-10-01", "2023-01-01"


@cache
def tools() -> tuple[Any, Any]:
    return tuple(packaged.load_edition(name) for name in packaged.names()), load_packaged()


def proposals(text: str, as_of: str) -> list[tuple[str, str | None]]:
    editions, codebook = tools()
    found = check_text(text, editions, codebook, as_of)
    return [(m.quote, m.reads) for m in rewritten(text, found, editions, codebook)]


@pytest.mark.parametrize(
    ("text", "as_of", "reads"),
    [
        pytest.param(
            "Smart policing has reached 52 countries.",
            THEN,
            "Smart policing has reached 53 countries.",
            id="the-number-of-the-table",
        ),
        pytest.param(
            "Fifty-two countries have smart policing.",
            THEN,
            "53 countries have smart policing.",
            id="a-number-in-words",
        ),
        pytest.param(
            "Japan supplies AI surveillance technology to 14 countries.",
            THEN,
            "NEC supplies AI surveillance technology to 14 countries.",
            id="a-company-taken-for-its-country",
        ),
        pytest.param(
            "Of the countries in the Belt and Road Initiative, 36 use AI surveillance.",
            THEN,
            "Of the countries in the Belt and Road Initiative, 36 use AI surveillance from China.",
            id="a-word-that-was-dropped",
        ),
        pytest.param(
            "Facial recognition is used in 64 countries.",
            LATER,
            "Facial recognition is used in 78 countries.",
            id="outdated-gets-the-number-of-today",
        ),
        pytest.param(
            "According to the index, 52 countries have smart policing.",
            THEN,
            None,
            id="nobody-is-made-to-say-another-number",
        ),
        pytest.param(
            "“Smart policing has reached 52 countries”, the minister said.",
            THEN,
            None,
            id="a-quotation-stays-as-it-is",
        ),
    ],
)
def test_what_a_sentence_should_read(text: str, as_of: str, reads: str | None) -> None:
    assert proposals(text, as_of) == [(text, reads)]


def test_several_claims_of_a_sentence_are_mended_together() -> None:
    text = "Smart policing is in 52 countries and facial recognition in 63 countries."
    ((_, reads),) = proposals(text, THEN)
    assert reads == "Smart policing is in 53 countries and facial recognition in 64 countries."


def test_a_proposal_is_supported_in_its_place_in_the_text() -> None:
    before = "Police buy new tools. "
    text = before + "Smart policing has reached 52 countries. It cost a lot."
    ((quote, reads),) = proposals(text, THEN)
    assert reads is not None
    editions, codebook = tools()
    changed = text.replace(quote, reads)
    assert str(check_text(changed, editions, codebook, THEN).outcome) == "supported"


def test_what_holds_is_left_alone() -> None:
    assert proposals("Facial recognition is used in 64 countries.", THEN) == []


def test_a_proposal_far_down_a_long_text_stands_in_its_own_sentence() -> None:
    lines = "\n\n".join(f"The camera of street {n} is old." for n in range(400))
    ((_, reads),) = proposals(f"{lines}\n\nSmart policing has reached 52 countries.", THEN)
    assert reads == "Smart policing has reached 53 countries."
