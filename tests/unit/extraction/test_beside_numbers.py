"""Words beside a number: each must have a part there, and play it."""

from __future__ import annotations

from functools import cache

import pytest

from sousveil.codebook.loader import load_packaged
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.figures import questions
from sousveil.model.question import Question


@cache
def codebook() -> Codebook:
    return load_packaged()


def counted(text: str) -> list[Question]:
    return [q for q in questions(text, codebook()) if q.type in ("count", "share")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Japanese firms buy from 19 countries.", id="suppliers-that-buy"),
        pytest.param("Japanese firms are customers of 19 countries.", id="suppliers-as-customers"),
        pytest.param("Japanese firms are supplied by 19 countries.", id="suppliers-supplied"),
        pytest.param("Customers of Japanese firms supply 19 countries.", id="customers-supply"),
        pytest.param(
            "Suppliers of Japanese firms are found in 19 countries.", id="their-suppliers"
        ),
        pytest.param("Smart policing supplies 69 countries.", id="technology-that-supplies"),
        pytest.param("19 countries have joined Japanese technology.", id="joining-no-group"),
        pytest.param("Carnegie uses Japanese technology in 19 countries.", id="index-that-uses"),
        pytest.param("Smart policing is used against 69 countries.", id="used-against"),
        pytest.param("Smart policing is sold in 69 countries.", id="sold-by-nobody"),
        pytest.param("Some of the 69 countries use smart policing.", id="some-of-the-number"),
        pytest.param("Citizens of 69 countries use smart policing.", id="another-subject"),
        pytest.param("69 countries study smart policing.", id="another-verb"),
        pytest.param("69 countries use smart policing experts.", id="another-noun"),
        pytest.param("69 countries use imported smart policing.", id="imported"),
        pytest.param("69 countries use smart policing worldwide.", id="abroad-perhaps"),
        pytest.param("Dahua's rivals supply seven countries.", id="rivals"),
        pytest.param("Dahua is a customer in seven countries.", id="supplier-as-customer"),
        pytest.param("Dahua supplies firms in seven countries.", id="supplies-firms"),
    ],
)
def test_a_word_in_another_part_leaves_the_number_unread(text: str) -> None:
    assert all(question.unread for question in counted(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("19 countries buy from Japanese firms.", id="customers-buy"),
        pytest.param("19 countries are customers of Japanese firms.", id="customers-of"),
        pytest.param("19 countries are supplied by Japanese firms.", id="supplied-by"),
        pytest.param("Japanese firms have customers in 19 countries.", id="have-customers"),
        pytest.param("53 countries with Chinese technology have joined the BRI.", id="joining"),
        pytest.param("Smart policing grew from 53 countries to 69.", id="a-rise-between-two"),
        pytest.param("Carnegie found smart policing in 69 countries.", id="index-that-finds"),
        pytest.param("69 countries have technology exported from China.", id="exported-from"),
        pytest.param("Huawei equipment is installed in 50 countries.", id="what-it-delivers"),
        pytest.param("69 countries worldwide use smart policing.", id="countries-worldwide"),
        pytest.param("Seven countries have Dahua among their suppliers.", id="among-suppliers"),
    ],
)
def test_words_that_play_their_part_are_read(text: str) -> None:
    found = counted(text)
    assert found
    assert not any(question.unread for question in found)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("69 countries openly use smart policing.", "openly", id="manner"),
        pytest.param("69 countries with smart policing are left out.", "left out", id="left-out"),
        pytest.param("69 countries left out smart policing.", "left out", id="leaving-out"),
        pytest.param("69 countries with smart policing are excluded.", "excluded", id="excluded"),
        pytest.param("Smart policing is used in parts of 69 countries.", "parts", id="part"),
        pytest.param("69 countries first used smart policing.", "first", id="order"),
        pytest.param("69 countries are believed to use smart policing.", "believed", id="hedge"),
        pytest.param("69 countries own smart policing systems.", "own", id="property"),
        pytest.param("69 countries use smart policing, perhaps.", "perhaps", id="aside"),
        pytest.param("If all goes well, 69 countries use smart policing.", "If", id="condition"),
        pytest.param(
            "The Happiness Index lists 69 countries with smart policing.",
            "Happiness Index",
            id="another-index",
        ),
        pytest.param(
            "In 2019, 53 countries used smart policing as of 2012.", "2012", id="two-dates"
        ),
    ],
)
def test_a_word_that_says_more_than_an_edition_records_is_told(text: str, word: str) -> None:
    assert any(word in phrase for q in counted(text) for phrase in (*q.unread, q.finder))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The latest edition lists 69 countries with smart policing.", id="edition"),
        pytest.param("A new index lists 69 countries with smart policing.", id="index"),
    ],
)
def test_a_word_that_tells_which_index_is_meant_limits_nothing(text: str) -> None:
    (question,) = counted(text)
    assert not question.unread


@pytest.mark.parametrize(
    ("words", "still"),
    [
        pytest.param("69 countries still use smart policing.", True, id="still"),
        pytest.param("69 countries remain under AI surveillance.", True, id="remain"),
        pytest.param("69 countries now use smart policing.", False, id="now"),
    ],
)
def test_words_that_speak_of_before_are_noted(words: str, still: bool) -> None:
    (question,) = counted(words)
    assert question.still is still
