"""Numbers with a "still": the countries must have been counted before, too."""

from __future__ import annotations

from functools import cache

import pytest

from sousveil.checking.article import check_text
from sousveil.codebook.loader import load_packaged
from sousveil.codebook.vocabulary import Codebook
from sousveil.model.edition import Edition
from sousveil.model.verdict import Verdict
from sousveil.storage import packaged


@cache
def tools() -> tuple[tuple[Edition, ...], Codebook]:
    editions = tuple(packaged.load_edition(name) for name in ("aigs-2019", "aigs-2022"))
    return editions, load_packaged()


def verdict(text: str, as_of: str = "2023-01-01") -> Verdict:
    (judged,) = check_text(text, *tools(), as_of).claims
    return judged.verdict


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("78 countries still use facial recognition.", id="more-than-before"),
        pytest.param("31 countries still use American technology.", id="fewer-but-others"),
        pytest.param("38 countries still use social media surveillance.", id="not-asked-before"),
        pytest.param(
            "Four in five of the listed countries still use facial recognition.", id="share"
        ),
    ],
)
def test_a_still_that_no_earlier_edition_bears_out_is_unverifiable(text: str) -> None:
    found = verdict(text)
    assert found.outcome == "unverifiable"
    assert "The words say that it was so before, too" in found.reason


def test_a_still_is_borne_out_by_countries_that_were_counted_before() -> None:
    assert verdict("At least 60 countries still use facial recognition.").outcome == "supported"


def test_a_still_in_a_text_before_the_second_edition_asks_nothing_of_it() -> None:
    assert (
        verdict("64 countries still use facial recognition.", "2020-01-01").outcome == "supported"
    )


def test_a_wrong_number_with_a_still_stays_wrong() -> None:
    assert verdict("90 countries still use facial recognition.").outcome == "contradicted"


def test_a_number_of_a_year_after_the_text_is_unverifiable() -> None:
    found = verdict("In 2030, 78 countries use facial recognition.")
    assert found.outcome == "unverifiable"
    assert found.reason == "The number is of 2030, which is after the date of the text."
