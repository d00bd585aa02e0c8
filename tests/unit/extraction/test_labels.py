"""What stands right beside a count: labels, signs and fragments that take it back, and others."""

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
    "text",
    [
        pytest.param(f"Es ist nicht wahr: {COUNT}", id="german-label"),
        pytest.param(f"Não é verdade: {COUNT}", id="portuguese-label"),
        pytest.param(f"Неправда: {COUNT}", id="label-in-another-script"),
        pytest.param(f"Faux. {COUNT}", id="french-fragment"),
        pytest.param(f"{COUNT} Quatsch.", id="german-fragment"),
        pytest.param(f"{COUNT} Das ist nicht so.", id="german-sentence"),
        pytest.param(f"{COUNT} (No they don't.)", id="in-brackets"),
        pytest.param(f"{COUNT} None of our clients does.", id="auxiliary"),
        pytest.param(f"{COUNT} Who believes that?", id="who-believes"),
        pytest.param(f"{COUNT} Blah.", id="one-word"),
        pytest.param(f"❌ {COUNT}", id="cross"),
        pytest.param(f"{COUNT} /s", id="not-serious"),
        pytest.param(f"~~{COUNT}~~", id="struck-in-markdown"),
        pytest.param(f"Example sentence: {COUNT}", id="example"),
        pytest.param("69 countries use smart policing.*\n\n* not counting pilots", id="note"),
        pytest.param(f"Myth\n\n{COUNT}", id="heading"),
        pytest.param(f"What they say\n\n{COUNT}", id="heading-what-they-say"),
        pytest.param(f"Common misconceptions\n\n• It is cheap.\n• {COUNT}", id="heading-of-a-list"),
        pytest.param(f"Myth: it is cheap. {COUNT}", id="label-of-a-paragraph"),
        pytest.param(f"It is not true that\n{COUNT}", id="line-leads-in"),
        pytest.param(f"It is not true that\n\n{COUNT}", id="paragraph-leads-in"),
        pytest.param("69 countries use smart policing\n\nis what they say.", id="goes-on"),
        pytest.param("1 69 countries use smart policing.", id="digits-before"),
        pytest.param("69 000 countries use smart policing.", id="digits-after"),
        pytest.param("−69 countries use smart policing.", id="minus"),
        pytest.param("Huawei lists Kenya.", id="a-supplier-lists-nothing"),
        pytest.param("No supplier names Kenya.", id="suppliers-name-nothing"),
        pytest.param(
            "Technology from China leads with 68 countries, then Japan with 9.", id="other"
        ),
    ],
)
def test_what_stands_beside_a_count_and_may_take_it_back_is_told(text: str) -> None:
    assert told(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"There is no doubt: {COUNT}", id="no-doubt"),
        pytest.param(f"Kyodo News: {COUNT}", id="agency"),
        pytest.param(f"A sobering thought: {COUNT}", id="thought"),
        pytest.param(f"🚨 {COUNT}", id="alarm"),
        pytest.param(f"• {COUNT}", id="list"),
        pytest.param(f"Good evening. {COUNT}", id="greeting"),
        pytest.param(f"{COUNT} End of story.", id="end-of-story"),
        pytest.param(f"{COUNT}\n\nPhoto: A. Example", id="photo"),
        pytest.param(f"{COUNT}\n\nMore from this author", id="menu"),
        pytest.param(f"{COUNT}\n\nAna Example·4 min read", id="minutes-to-read"),
        pytest.param(f"{COUNT}\n\nThis story was first published in The Example.", id="the-text"),
        pytest.param(f"Eyes everywhere\n\n{COUNT}", id="headline"),
        pytest.param(f"Myth\n\nIt is cheap.\n\nThe numbers\n\n{COUNT}", id="next-heading"),
        pytest.param(f"In 2022, {COUNT}", id="year"),
    ],
)
def test_what_says_nothing_of_a_count_is_passed_by(text: str) -> None:
    assert not told(text)


def test_a_number_beside_another_name_does_not_take_over_the_name_before() -> None:
    text = "China leads with 68 countries, followed by the United States with 31."
    found = [(asked.value, asked.figure.having) for asked in questions(text, codebook())]
    counts = [(value, having[0].origin) for value, having in found if having]
    assert counts == [(68, "CHN"), (31, "USA")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"Prediction: {COUNT}", id="prediction"),
        pytest.param(f"2050: {COUNT}", id="another-year"),
        pytest.param(f"Scenario\n\n{COUNT}", id="heading-of-a-scenario"),
        pytest.param(f"None of the following is true:\n\nIt is cheap.\n{COUNT}", id="list"),
        pytest.param(f"{COUNT} That is what they say. It is not so.", id="two-sentences-on"),
        pytest.param(f"{COUNT} And counting.", id="and-counting"),
        pytest.param(f"{COUNT} In secret.", id="in-secret"),
        pytest.param(f"```\n{COUNT}\n```", id="code"),
        pytest.param(f"Please stop writing that {COUNT}", id="stop-writing"),
        pytest.param(f"{COUNT}\nAnswer: no", id="answer"),
    ],
)
def test_what_is_only_supposed_or_taken_back_later_is_told(text: str) -> None:
    assert told(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"2022: {COUNT}", id="year-of-an-edition"),
        pytest.param(f"{COUNT} And more will follow.", id="with-a-verb"),
        pytest.param(f"{COUNT}\n\nIn brief", id="a-line-of-its-own"),
    ],
)
def test_what_begins_alike_and_says_something_else_is_passed_by(text: str) -> None:
    assert not told(text)
