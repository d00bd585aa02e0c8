"""Repairs and the sentences as they should read, on the packaged editions."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from sousveil.checking.article import as_plain, check_text
from sousveil.codebook.loader import load_packaged
from sousveil.codebook.vocabulary import Codebook
from sousveil.model.edition import Edition
from sousveil.model.noun import replace
from sousveil.storage import packaged


@cache
def loaded() -> tuple[tuple[Edition, ...], Codebook]:
    editions = tuple(packaged.load_edition(name) for name in ("aigs-2019", "aigs-2022"))
    return editions, load_packaged()


def claims(text: str, day: str = "2019-10-01") -> list[dict[str, Any]]:
    editions, codebook = loaded()
    found: list[dict[str, Any]] = as_plain(check_text(text, editions, codebook, day), codebook)[
        "claims"
    ]
    return found


def repairs(text: str, day: str = "2019-10-01") -> list[dict[str, Any]]:
    """Return the repairs of the first claim that has some, the best first."""
    repair = next(c["repair"] for c in claims(text, day) if c["repair"] is not None)
    return [repair, *repair["others"]]


def sentences(text: str, day: str = "2019-10-01") -> list[str]:
    return [one["sentence"] for one in repairs(text, day)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        pytest.param(
            "Of the 86 countries in the Belt and Road Initiative, 36 use AI surveillance.",
            "query",
            {"missing": "from China"},
            id="a-qualifier-dropped",
        ),
        pytest.param(
            "Facial recognition is used in 75 countries.",
            "query",
            {"dropped": "with facial recognition"},
            id="a-qualifier-added",
        ),
        pytest.param(
            "Huawei supplies 63 countries.",
            "query",
            {"dropped": "Huawei", "instead": "China"},
            id="a-company-for-its-country",
        ),
        pytest.param(
            "Technology from China is used in 63 countries abroad.",
            "query",
            {"dropped": "abroad"},
            id="the-home-market",
        ),
        pytest.param(
            "Forty-three countries use AI surveillance.",
            "query",
            {"missing": "in the Belt and Road Initiative"},
            id="a-group-left-out",
        ),
        pytest.param(
            "Facial recognition is used in 78 countries.",
            "edition",
            {"missing": "in the 2022 edition"},
            id="an-edition-mixed-up",
        ),
        pytest.param(
            "Sixty-four per cent of the countries examined use facial recognition.",
            "unit",
            {"dropped": "per cent", "instead": "countries"},
            id="a-count-told-as-a-share",
        ),
        pytest.param(
            "AI surveillance is used in 75 of the 179 countries examined.",
            "whole",
            {"dropped": "179", "instead": "176"},
            id="a-denominator",
        ),
        pytest.param(
            "Chinese technology is in use in 84 per cent of the countries examined.",
            "whole",
            {"dropped": "the 176 countries examined", "instead": "the 75 countries listed"},
            id="a-share-of-something-else",
        ),
        pytest.param(
            "IBM takes third place among suppliers.",
            "statement",
            {"dropped": "third", "instead": "fourth"},
            id="a-place",
        ),
        pytest.param(
            "NEC is named in more countries than Hikvision.",
            "statement",
            {"dropped": "more", "instead": "fewer"},
            id="a-relation",
        ),
        pytest.param(
            "Every closed autocracy on the list uses technology from China.",
            "statement",
            {"missing": "except Qatar"},
            id="an-exception",
        ),
        pytest.param(
            "China scores 10 on Freedom on the Net.",
            "statement",
            {"dropped": "10", "instead": "88"},
            id="a-measure",
        ),
    ],
)
def test_the_words_that_change_are_named(text: str, kind: str, words: dict[str, str]) -> None:
    best = repairs(text)[0]
    assert best["kind"] == kind
    assert {w: best[w] for w in ("missing", "dropped", "instead") if w in best} == words


def test_the_number_that_the_query_gives_comes_last() -> None:
    found = repairs("Huawei supplies 63 countries.")
    assert [(one["kind"], one["value"]) for one in found] == [("query", 63), ("value", 49)]


def test_a_list_of_numbers_is_put_right_as_a_whole() -> None:
    text = "Facial recognition is used in 61 countries, and smart policing in 52."
    right = "Facial recognition is used in 64 countries, and smart policing in 53."
    assert sentences(text) == [right]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“Facial recognition is used in 61 countries.”", id="in-quotes"),
        pytest.param(
            "Facial recognition is used in 61 countries, researchers say.", id="somebody-says-so"
        ),
        pytest.param(
            "Facial recognition is used in 61 countries, according to a study.", id="a-study"
        ),
        pytest.param("All 61 countries on the list use facial recognition.", id="all-of-them"),
        pytest.param("Only 61 countries use facial recognition.", id="a-judgement"),
    ],
)
def test_nobody_is_made_to_say_another_number(text: str) -> None:
    for one in repairs(text):
        assert one["sentence"] in (None, "The 2019 edition counts 64 countries with facial "
                                   "recognition.", "The 2019 edition counts 75 countries with AI "
                                   "surveillance.", "In the 2019 edition, 64 of the 75 countries "
                                   "with AI surveillance have facial recognition.")  # fmt: skip


def test_the_index_itself_may_be_named() -> None:
    text = "Facial recognition is used in 61 countries, according to the AIGS Index."
    assert sentences(text) == [text.replace("61", "64")]


def test_today_does_not_go_with_an_edition_that_was() -> None:
    best = repairs("Facial recognition is used in 64 countries today.", "2023-02-01")[0]
    assert best["kind"] == "edition"
    assert best["sentence"] == "The 2019 edition counts 64 countries with facial recognition."


def test_a_technology_is_not_put_beside_itself() -> None:
    text = "Facial recognition is used in 64 countries, and 64 use smart policing."
    assert all("and 64 use facial recognition" not in str(said) for said in sentences(text))


def test_a_number_stays_in_letters() -> None:
    text = "Sixty-one countries use facial recognition."
    assert sentences(text) == ["Sixty-four countries use facial recognition."]


def test_a_blank_is_not_repaired() -> None:
    (claim,) = claims("Hikvision supplies Germany.")
    assert (claim["outcome"], claim["repair"]) == ("unverifiable", None)


def test_what_is_supported_is_not_repaired() -> None:
    (claim,) = claims("Facial recognition is used in 64 countries.")
    assert (claim["outcome"], claim["repair"]) == ("supported", None)


def test_a_statement_says_what_it_asked() -> None:
    (claim,) = claims("IBM takes third place among suppliers.")
    assert claim["claim"]["type"] == "ranking"
    assert claim["claim"]["words"] == (
        "the place of IBM among suppliers, by the number of countries, edition 2019"
    )
    assert claim["claim"]["query"]["kind"] == "rank"


@pytest.mark.parametrize(
    "text",
    [
        "Facial recognition is used in 61 countries.",
        "IBM takes second place among suppliers.",
        "Spyware is used in 61 countries.",
        "Chinese technology is in use in 84 per cent of the countries examined.",
        "Kenya scores 50 on Freedom on the Net.",
    ],
)
def test_an_edition_of_ones_own_is_called_by_its_name(text: str) -> None:
    editions, codebook = loaded()
    mine = replace(editions[-1], name="mine-2024", index="living", in_force="2024-01-01")
    for judged in check_text(text, editions, codebook, None, mine).claims:
        assert judged.verdict.reason.startswith("The edition mine-2024 ")
