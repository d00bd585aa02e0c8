"""Texts made to trip the checker: each is judged to its end, in time that goes with its length.

What a machine can do is told by the time that it needs only to cut the same text into words.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from bench.hostile import TEXTS, check, known, named, parted, seconds

from sousveil.checking.article import as_plain
from sousveil.extraction.tokens import tokens

MOST = 400.0  # times as long as cutting into words; lines of two words take some 180, most 10 to 90
LEAST = 0.002  # seconds; what is cut into words faster is taken for this, so that no clock decides
ATTEMPTS = 3
ENDING = frozenset({"sentences", "lines", "country-names"})
"""Texts with ends of sentences in them; the list of countries has "U.S. Virgin Islands"."""


def judged(text: str) -> str:
    """Return the whole answer to a text, in JSON."""
    return json.dumps(as_plain(check(text), known()[0]))


def times_as_long(text: str) -> float:
    """Return how many times as long as cutting it into words it takes to judge a text."""
    words = max(LEAST, *(seconds(lambda: tokens(text, 0, len(text))) for _ in range(ATTEMPTS)))
    ratio = float("inf")
    for _ in range(ATTEMPTS):
        ratio = min(ratio, seconds(lambda: judged(text)) / words)
        if ratio < MOST:
            break
    return ratio


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """Load what is loaded once, before anything is timed."""
    judged("64 countries use facial recognition. Kenya uses smart policing.")


@pytest.mark.parametrize("name", list(TEXTS))
def test_a_hostile_text_is_judged_in_time(name: str) -> None:
    assert times_as_long(parted(TEXTS[name](60_000))) < MOST


@pytest.mark.parametrize("name", [name for name in TEXTS if name not in ENDING])
def test_a_sentence_without_an_end_is_told_and_not_read(name: str) -> None:
    text = TEXTS[name](60_000)
    answer = json.loads(judged(text))
    assert answer["claims"] == []
    (told,) = answer["uncheckable"]
    assert (told["sentence"]["quote"], told["kind"]) == (text, "too-long")


@pytest.mark.slow
@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: " ".join(map(str, range(50_000))), id="50000-numbers"),
        pytest.param(lambda: TEXTS["one-sentence"](2_000_000), id="a-sentence-of-two-megabytes"),
        pytest.param(lambda: named(1_200_000), id="100000-country-names"),
        pytest.param(lambda: "more than " * 50_000, id="50000-times-more-than"),
        pytest.param(lambda: TEXTS["brackets"](1_000_000), id="a-million-brackets"),
    ],
)
def test_what_is_huge_is_judged_to_its_end(make: Callable[[], str]) -> None:
    text = make()
    assert times_as_long(text) < MOST


def test_the_plain_statement_is_supported() -> None:
    assert json.loads(judged("Smart policing is in use in 53 countries."))["verdict"] == "supported"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Sm\u0430rt policing is in use in 53 countries.", id="cyrillic-letter"),
        pytest.param("Smart policing is in use in \u202e53\u202c countries.", id="turned-number"),
        pytest.param("Smart policing is in use in 5\u200b3 countries.", id="unseen-sign"),
        pytest.param("Smart policing is in use in <b>5</b>3 countries.", id="tags-in-a-number"),
        pytest.param("<del>Smart policing is in use in 53 countries.</del>", id="struck-out"),
        pytest.param("Smart policing is in use in 53<!--0--> countries.", id="comment"),
        pytest.param("Smart policing is in use in 5\u00b3 countries.", id="power"),
        pytest.param("Smart policing is in use in 53 (cities) countries.", id="other-unit"),
        pytest.param("Smart policing is \u2066not\u2069 in use in 53 countries.", id="denial"),
        pytest.param("\U0001f46e is in use in 53 countries.", id="sign-for-a-word"),
        pytest.param("(((((Smart policing is in use in 53", id="open-brackets"),
    ],
)
def test_what_only_looks_like_it_is_not_supported(text: str) -> None:
    assert json.loads(judged(text))["verdict"] != "supported"
