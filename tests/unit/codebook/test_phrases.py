import pytest

from sousveil.codebook.phrases import Phrases, pack

PACKED = pack({"red": ["colour"], "red tape": ["rule", "delay"], "red hot": [], "tape": ["thing"]})


def test_the_phrases_of_a_word_have_their_meanings_in_the_order_given() -> None:
    begun = Phrases(PACKED, tuple).begun("red")
    assert begun is not None
    assert begun.means == {"red": ("colour",), "red hot": (), "red tape": ("rule", "delay")}
    assert begun.lengths == [2, 1] and begun.seconds == {"hot", "tape"}


def test_a_word_that_begins_no_phrase_has_none() -> None:
    assert Phrases(PACKED, tuple).begun("hot") is None


@pytest.mark.parametrize(
    ("phrase", "is_one"), [("red tape", True), ("tape", True), ("red wine", False), ("hot", False)]
)
def test_a_phrase_is_known_as_a_whole(phrase: str, is_one: bool) -> None:
    assert (phrase in Phrases(PACKED, tuple)) is is_one


def test_only_the_phrases_of_words_that_are_met_are_unpacked() -> None:
    made: list[list[str]] = []
    phrases = Phrases(PACKED, made.append)
    phrases.begun("tape"), phrases.begun("tape")
    assert made == [["thing"]]
