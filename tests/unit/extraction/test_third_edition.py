"""A codebook with a third edition is read without a change of code."""

from __future__ import annotations

from functools import cache

import pytest

from sousveil.codebook.editions import editions, years
from sousveil.codebook.loader import load_packaged
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.before.index_named import index_named
from sousveil.extraction.figures import questions
from sousveil.extraction.marks import tokenise
from sousveil.model.noun import replace

PACKAGED = load_packaged()


@cache
def third() -> Codebook:
    """Return the packaged codebook with an edition of 2025, which its words name, too."""
    last = replace(PACKAGED.layouts["aigs-2022"], id="aigs-2025", in_force="2025-03-01")
    words = {word: lines.replace("2022", "2025") for word, lines in PACKAGED.statements.items()}
    words["2025"] = words.pop("2022")
    return replace(PACKAGED, layouts={"aigs-2025": last, **PACKAGED.layouts}, statements=words)


def named(text: str, codebook: Codebook) -> str:
    return " ".join(t.low for t in index_named(tokenise(text, 0, len(text)), codebook))


def test_editions_stand_in_the_order_of_their_years() -> None:
    assert years(third()) == ("2019", "2022", "2025")
    assert [*editions(third()).values()] == ["aigs-2019", "aigs-2022", "aigs-2025"]


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        pytest.param("In 2025, 64 countries used smart policing.", "aigs-2025", id="in-a-year"),
        pytest.param("2025: 64 countries use smart policing.", "aigs-2025", id="label"),
        pytest.param(
            "According to Carnegie's AIGS Index of 2025, 64 countries use smart policing.",
            "aigs-2025",
            id="name-of-the-index",
        ),
        pytest.param("The 2025 AIGS Index lists Kenya.", "aigs-2025", id="statement"),
        pytest.param(
            "The 2022 edition counts 64 countries with smart policing.", "aigs-2022", id="middle"
        ),
        pytest.param(
            "The 2019 edition counts 64 countries with smart policing.", "aigs-2019", id="first"
        ),
    ],
)
def test_a_year_names_its_edition(text: str, edition: str) -> None:
    (question,) = questions(text, third())
    assert question.unread == ()
    assert question.editions == (edition,)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2025: 64 countries use smart policing.", id="label"),
        pytest.param("The 2025 edition counts 64 countries with smart policing.", id="edition"),
        pytest.param("The 2025 AIGS Index lists Kenya.", id="statement"),
    ],
)
def test_without_it_the_year_is_unread(text: str) -> None:
    assert all(question.unread for question in questions(text, PACKAGED))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        pytest.param("Carnegie's AIGS data of 2025", "the 2025 index", id="last"),
        pytest.param("the latest AIGS Index of 2025", "the 2025 index", id="latest"),
        pytest.param("the second AIGS Index of 2022", "the 2022 index", id="second"),
        pytest.param("the first AIGS Index of 2019", "the 2019 index", id="first"),
        pytest.param(
            "the latest AIGS Index of 2022", "the latest aigs index of 2022", id="no-more-latest"
        ),
        pytest.param(
            "the second AIGS Index of 2025", "the second aigs index of 2025", id="not-second"
        ),
    ],
)
def test_a_name_with_a_year_is_told_plainly(text: str, plain: str) -> None:
    assert named(text, third()) == plain
