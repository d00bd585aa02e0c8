"""Parts and sentences that only comment, and those that take back what they stand beside."""

import pytest

from sousveil.codebook.loader import load_packaged
from sousveil.extraction.beside.comments import comments, without_comments
from sousveil.extraction.beside.doubts import left_over, takes_back
from sousveil.extraction.marks import marker_of, tokenise

CODEBOOK = load_packaged()
MARKER = marker_of(CODEBOOK)
CLAIM = "64 countries have a smart city platform"


def left_of(text: str) -> str:
    tokens = without_comments(tokenise(text, 0, len(text)), MARKER, CODEBOOK)
    return " ".join(t.text for t in tokens)


@pytest.mark.parametrize(
    "text",
    [
        "It is striking that {}.",
        "What worries me is that {}.",
        "Contrary to what one might hope, {}.",
        "To the dismay of campaigners, {}.",
        "Oddly enough, {}.",
        "Madam Chair, {}.",
        "For those who like numbers, {}.",
        "GENEVA (Agency) - {}.",
        "No prizes for guessing: {}.",
        "For all the talk of an urban revolution, {}.",
        "As one might have foreseen, {}.",
        "Contrary to what a widely shared post says, {}.",
        "Rich and poor alike, {}.",
        "{}, a number that ought to give ministers pause.",
        "{}, whatever the critics say.",
        "{}, an irony lost on nobody in this committee.",
        "{}, a figure every rival would envy.",
        "{}, which should worry us.",
        "{}, and nobody seems to care.",
        "{} (yes, really).",
        "{} – a sobering thought.",
        "{}. #privacy",
    ],
)
def test_a_comment_is_passed_by(text: str) -> None:
    assert left_of(text.format(CLAIM)).rstrip(" .") == CLAIM


@pytest.mark.parametrize(
    "text",
    [
        "It is likely that {}.",
        "It is not clear that {}.",
        "The talk is that {}.",
        "Contrary to the index, {}.",
        "Contrary to the report, {}.",
        "For all the countries on the list, {}.",
        "For all its bribes, {}.",
        "Too often used in Africa, {}.",
        "Rich and democratic, {}.",
        "{}, a number that should be lower.",
        "{}, whatever the index says.",
        "In the novel, {}.",
        "{}, a number that was later withdrawn.",
        "{}, a figure for schools alone.",
        "{}, a sign that crime is falling.",
        "{}, the highest number ever recorded.",
        "{}, a bigger footprint than Microsoft.",
        "{}, which should worry Huawei.",
        "{}, and that is a lie.",
        "{} (planned).",
        "Interpol vouches for it: {}.",
        "A team of our own has recalculated it: {}.",
    ],
)
def test_what_says_more_than_a_comment_stays(text: str) -> None:
    whole = text.format(CLAIM)
    assert left_of(whole) == " ".join(t.text for t in tokenise(whole, 0, len(whole)))


@pytest.mark.parametrize(
    "text",
    [
        "{}, a mere plan.",
        "{}, a steep fall.",
        "{}, a number three times that of NEC.",
        "{}, almost.",
        "{} (in schools).",
        "Primary schools: {}.",
        "Secretly, {}.",
        "Until the law changes, {}.",
        "The hope is that {}.",
    ],
)
def test_a_part_that_takes_back_is_told(text: str) -> None:
    whole = text.format(CLAIM)
    assert left_over(tokenise(whole, 0, len(whole)), MARKER)


@pytest.mark.parametrize(
    "text",
    ["Predictably, {}.", "In Kenya, {}.", "There is no doubt: {}.", "{}, a columnist claims."],
)
def test_what_says_who_or_where_is_left_to_the_readers(text: str) -> None:
    whole = text.format(CLAIM)
    assert not left_over(tokenise(whole, 0, len(whole)), MARKER)


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("That is where we stand.", True),
        ("This should worry us.", True),
        ("Let that sink in.", True),
        ("That is the plan.", False),
        ("It has doubled.", False),
        ("That is more than in 2019.", False),
    ],
)
def test_a_sentence_that_only_comments(text: str, only: bool) -> None:
    assert comments(tokenise(text, 0, len(text)), MARKER, CODEBOOK) is only


def test_a_sentence_that_takes_back() -> None:
    for text, back in (("That is the plan.", True), ("Critics fear a long fight.", False)):
        assert takes_back(tokenise(text, 0, len(text)), MARKER) is back
