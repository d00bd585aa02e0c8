"""What the numbers of a sentence without a claim are of."""

from __future__ import annotations

import pytest

from sousveil.extraction.beside.unjudged import WHY, kind_of, unjudged
from sousveil.extraction.shapes import TOO_LONG
from sousveil.model.source import Span


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        pytest.param("The cameras cost $30 million in 2018.", "money", id="a-sum-beside-a-year"),
        pytest.param("Some 200 million yuan were paid.", "money", id="currency-after-the-number"),
        pytest.param("About two million people live there.", "people", id="number-in-words"),
        pytest.param("It runs in 230 cities and for 700 firms.", "cities", id="first-of-two"),
        pytest.param("The firm has 180 branches.", "other", id="a-noun-before-is-not-counted"),
        pytest.param("The 12 nations met in Geneva.", "countries", id="countries-not-read"),
        pytest.param("The plan of 2017 runs to May 2030.", "dates", id="years"),
        pytest.param("Some 40 may be broken.", "other", id="may-is-no-month"),
        pytest.param("It lasted five years.", "dates", id="a-span-of-time"),
        pytest.param("Do 64 countries use it?", "questions", id="a-question"),
        pytest.param("It rose by 40 per cent.", "other", id="a-share-of-nothing-named"),
        pytest.param("After 5G, G20 and COVID-19 it is here.", None, id="digits-in-names"),
        pytest.param("It is one of the largest.", None, id="one-counts-nothing"),
        pytest.param("Sat, December 3, 2022", None, id="a-date-line"),
    ],
)
def test_kind(sentence: str, kind: str | None) -> None:
    assert kind_of(sentence) == kind
    assert kind is None or kind in WHY


def test_sentences_that_were_judged_are_left_out() -> None:
    text = "It is in 64 countries. It cost 9 euros. It has 3 doors."
    found = list(unjudged(text, [Span(0, 22)]))
    assert [(text[u.span.start : u.span.end], u.kind) for u in found] == [
        ("It cost 9 euros.", "money"),
        ("It has 3 doors.", "other"),
    ]


def test_what_is_too_long_for_a_sentence_is_told_with_a_number_and_without() -> None:
    for part in ("China and ", "64 and "):
        run = part * 500 + "Ghana."
        found = list(unjudged(f"It cost 9 euros. {run}", []))
        assert [(u.span, u.kind) for u in found] == [
            (Span(0, 16), "money"),
            (Span(17, 17 + len(run)), TOO_LONG),
        ]
