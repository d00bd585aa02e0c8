"""A word that a reader sees and no list of words has must not be passed over."""

from __future__ import annotations

import pytest

from sousveil.checking.article import check_text
from sousveil.codebook.loader import load_packaged
from sousveil.model.verdict import Outcome
from sousveil.storage import packaged

EDITIONS = tuple(packaged.load_edition(name) for name in ("aigs-2019", "aigs-2022"))
TRUE = "Chinese companies supply AI surveillance technology to 63 countries, the 2019 index shows."


def outcome(text: str) -> tuple[Outcome, str]:
    (judged,) = check_text(text, EDITIONS, load_packaged()).claims
    return judged.verdict.outcome, judged.verdict.reason


@pytest.mark.parametrize(
    ("word", "named"),
    [
        pytest.param("n\u200bot", "a sign that nobody sees", id="zero-width-space"),
        pytest.param("n\u2060ot", "a sign that nobody sees", id="word-joiner"),
        pytest.param("no\u202at", "a sign that nobody sees", id="bidi"),
        pytest.param("n\u00adot", "a sign that nobody sees", id="soft-hyphen"),
        pytest.param("n\u043et", "letters of two scripts", id="cyrillic"),
        pytest.param("\U0001d427\U0001d428\U0001d42d", "special form", id="mathematical"),
    ],
)
def test_a_veiled_denial_supports_nothing(word: str, named: str) -> None:
    found, why = outcome(f"Officials say it is {word} true that {TRUE}")
    assert found is Outcome.UNVERIFIABLE
    assert named in why


@pytest.mark.parametrize(
    "text",
    [
        TRUE,
        TRUE.replace("technology ", "technology\u200b "),
        "\ufeff" + TRUE,
        TRUE.replace("Chinese companies", "\u201cChinese\u201d\u200e companies"),
    ],
)
def test_signs_that_hide_nothing_change_nothing(text: str) -> None:
    assert outcome(text)[0] is Outcome.SUPPORTED
