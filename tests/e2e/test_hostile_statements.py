"""Texts made to trip the checker: each is judged to its end, in time that goes with its length.

What a machine can do is told by the time that it needs only to cut the same text into words.
"""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable
from functools import cache

import pytest

from sousveil.checking.article import as_plain, check_text
from sousveil.codebook.loader import load_packaged
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.tokens import tokens
from sousveil.model.edition import Edition
from sousveil.storage import packaged

MOST = 200.0  # times as long as cutting into words; ten to seventy times are usual
LEAST = 0.002  # seconds; what is cut into words faster is taken for this, so that no clock decides
ATTEMPTS = 3

Make = Callable[[int], str]


def again(part: str, before: str = "", after: str = ".") -> Make:
    """Return what makes a text of so many characters out of one part, again and again."""
    return lambda size: before + (part * (size // len(part) + 1))[:size] + after


def numbered(size: int) -> str:
    return " ".join(map(str, range(size // 6))) + "."


def named(size: int) -> str:
    """Return a list of the countries of the world, over and over."""
    names = [country.name for country in known()[0].countries.values()]
    many = size // 12
    return ", ".join(names[n % len(names)] for n in range(many)) + " use facial recognition."


TEXTS: dict[str, Make] = {
    "numbers": numbered,
    "numbers-of-countries": again("64 countries and "),
    "country-names": named,
    "one-country": again("China and "),
    "neither-nor": again("neither Kenya nor "),
    "more-than": again("more than "),
    "comparisons": again("more countries use Huawei than NEC and "),
    "factors": again("twice as many countries use Huawei as NEC, "),
    "clauses": again("Kenya uses it, and Ghana buys from Huawei, while Peru is a democracy, "),
    "clauses-with-signs": again("Kenya: Ghana; "),
    "clauses-without-verbs": again(", but Kenya "),
    "one-sentence": again("Kenya and Huawei use facial recognition from China and "),
    "sentences": again("Kenya uses smart policing. "),
    "lines": again("Kenya uses\n"),
    "denials": again("no country does not lack "),
    "only": again("only Kenya alone "),
    "lacks": again("no Kenya, without "),
    "limits": again("64 countries in part, thanks to "),
    "conditions": again("the ten biggest military spenders "),
    "frames": again("according to the index of the 2019 edition, "),
    "ranks": again("the second largest supplier after Huawei is "),
    "brackets": lambda size: "(" * (size // 2) + "64 countries" + ")" * (size // 2),
    "brackets-with-names": lambda size: "Kenya (" * (size // 14) + "Ghana )" * (size // 14),
    "emoji": again("\U0001f4f7 Kenya \U0001f469\u200d\U0001f469 uses Huawei "),
    "direction-marks": again("\u202eKenya\u202c uses \u200fHuawei\u200e and "),
    "look-alike-letters": again("\u041duawei supplies \u041aenya and "),
    "html-as-text": again("<p>64 countries</p><script>x()</script> Kenya &amp; Ghana "),
    "quotes": again("\u201cKenya uses Huawei "),
    "possessives": again("China's "),
}


@cache
def known() -> tuple[Codebook, tuple[Edition, ...]]:
    return load_packaged(), tuple(map(packaged.load_edition, ("aigs-2019", "aigs-2022")))


def judged(text: str) -> str:
    """Return the whole answer to a text, in JSON."""
    codebook, editions = known()
    return json.dumps(as_plain(check_text(text, editions, codebook, "2020-01-01"), codebook))


def seconds(work: Callable[[], object]) -> float:
    """Return how long it takes to compute; the work of others on the machine is not counted."""
    gc.collect()
    gc.disable()
    began = time.process_time()
    try:
        work()
        return time.process_time() - began
    finally:
        gc.enable()


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
    assert times_as_long(TEXTS[name](60_000)) < MOST


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
