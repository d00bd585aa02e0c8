"""Phrases about the index are found by their words, and missed by nothing that holds them."""

from __future__ import annotations

import pytest
from msgspec import structs

from sousveil.codebook.about import about_phrases
from sousveil.codebook.loader import load_packaged
from sousveil.codebook.phrases import Phrases
from sousveil.extraction.statements.about_phrases import Asked, lexicon_of, told_of

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
    packed = about_phrases({"held": ("borne out by", "in unison"), "other": ("table",)}, (), ())
    asked = Asked(Phrases(packed, told_of), frozenset({"held"}))
    assert asked.may_stand_in(set(words.split())) is expected


def test_the_longest_phrase_at_a_word_is_taken() -> None:
    lexicon = lexicon_of(BOOK)
    words = "confirmed by a recount".split()
    assert lexicon.at(words, 0)[0] == 2
    assert lexicon.at(words[:1], 0)[0] == 1
    assert lexicon.at(["zebra"], 0)[0] == 0


def test_a_phrase_at_the_end_is_as_long_as_its_words() -> None:
    packed = about_phrases({"held": ("years later", "years later still")}, (), ())
    lexicon = lexicon_of(structs.replace(BOOK, about=packed))
    assert lexicon.at(["years", "later"], 0)[0] == 2
