"""Phrases about the index are found by their words, and missed by nothing that holds them."""

from __future__ import annotations

import pytest

from sousveil.codebook.loader import load_packaged
from sousveil.extraction.statements.about_phrases import Phrases, lexicon_of

BOOK = load_packaged()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("it is borne out by the table", True, id="phrase"),
        pytest.param("out of it the borne is by", True, id="its-words-in-any-order"),
        pytest.param("it is borne by the table", False, id="a-word-is-missing"),
        pytest.param("", False, id="no-words"),
    ],
)
def test_a_phrase_may_stand_where_all_its_words_do(words: str, expected: bool) -> None:
    phrases = Phrases([("borne", "out", "by"), ("in", "unison")])
    assert phrases.may_stand_in(set(words.split())) is expected


def test_the_longest_phrase_at_a_word_is_taken() -> None:
    lexicon = lexicon_of(BOOK)
    words = "confirmed by a recount".split()
    assert lexicon.at(words, 0)[0] == 2
    assert lexicon.at(words[:1], 0)[0] == 1
    assert lexicon.at(["zebra"], 0)[0] == 0
