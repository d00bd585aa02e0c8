"""Sentences beside a number that say more of it, and sentences that do not."""

from __future__ import annotations

from functools import cache

import pytest

from sousveil.codebook.loader import load_packaged
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.figures import questions

COUNT = "69 countries use smart policing."


@cache
def codebook() -> Codebook:
    return load_packaged()


def told(text: str) -> bool:
    """Tell whether a text is more than one count of which every word is read."""
    found = questions(text, codebook())
    return len(found) != 1 or bool(found[0].unread)


@pytest.mark.parametrize(
    "after",
    [
        pytest.param("It has grown.", id="growth"),
        pytest.param("It is the most common.", id="rank"),
        pytest.param("It was fewer in 2019.", id="comparison"),
        pytest.param("Half of them are in Asia.", id="half"),
        pytest.param("Two have since stopped.", id="two"),
        pytest.param("Only in pilots.", id="only"),
        pytest.param("Dahua sold it to them.", id="supply"),
        pytest.param("The index does not say so.", id="denied"),
        pytest.param("The authors withdrew this.", id="withdrawn"),
        pytest.param("Critics disagree.", id="disputed"),
        pytest.param("Iceland and Cuba are among them.", id="examples"),
        pytest.param("A recount gave 60.", id="another-number"),
    ],
)
def test_a_short_sentence_that_says_more_of_a_number_is_told(after: str) -> None:
    assert told(f"{COUNT} {after}")


@pytest.mark.parametrize(
    "after",
    [
        pytest.param("Let that sink in.", id="to-the-reader"),
        pytest.param("It cost a lot.", id="cost"),
        pytest.param("More is said.", id="next"),
        pytest.param("One of the ministers resigned.", id="one-of-others"),
        pytest.param("Our gifts pay for the campaign.", id="ours"),
    ],
)
def test_a_sentence_on_something_else_is_passed_by(after: str) -> None:
    assert not told(f"{COUNT} {after}")


@pytest.mark.parametrize(
    "before",
    [
        pytest.param("The following is a lie.", id="lie"),
        pytest.param("Fact or fiction?", id="asked"),
        pytest.param("Here is a myth.", id="myth"),
    ],
)
def test_a_number_under_an_announced_untruth_is_unread(before: str) -> None:
    assert told(f"{before} {COUNT}")


def test_a_number_of_another_edition_takes_up_what_was_counted() -> None:
    first, second = questions(f"{COUNT} The 2019 index had 53.", codebook())
    assert second.figure == first.figure
    assert second.editions != first.editions


@pytest.mark.parametrize(
    "clause",
    [
        pytest.param(", which is the second most common", id="relative"),
        pytest.param("; it has not spread", id="clause"),
        pytest.param("; fewer than in 2019", id="no-verb"),
        pytest.param(", each with a law against it", id="each"),
    ],
)
def test_a_clause_beside_a_number_that_compares_it_is_told(clause: str) -> None:
    assert told(f"69 countries use smart policing{clause}.")


@pytest.mark.parametrize(
    "further", ["So does Iceland.", "So will Peru.", "Neither has Chad.", "Nor did Cuba."]
)
def test_one_more_country_is_a_claim_of_its_own(further: str) -> None:
    assert told(f"{COUNT} {further}")


def test_what_only_begins_like_one_more_says_nothing() -> None:
    assert not told(f"{COUNT} So far so good.")
