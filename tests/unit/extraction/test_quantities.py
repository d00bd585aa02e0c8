"""Numbers of every form, with their bounds and denominators."""

from __future__ import annotations

import pytest

from sousveil.extraction.marks import tokenise
from sousveil.extraction.numbers.quantities import quantities


def read(text: str) -> list[tuple[float, str, bool, float | None]]:
    return [
        (round(q.value, 1), q.bound, q.strict, q.whole)
        for q in quantities(tokenise(text, 0, len(text)))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("64 countries", (64, "exact", False, None), id="digits"),
        pytest.param("sixty-four countries", (64, "exact", False, None), id="words"),
        pytest.param("1,250 towns", (1250, "exact", False, None), id="thousands"),
        pytest.param("a hundred and one states", (101, "exact", False, None), id="hundred-and-one"),
        pytest.param("five dozen countries", (60, "exact", False, None), id="dozens"),
        pytest.param("half a dozen countries", (6, "exact", False, None), id="half-a-dozen"),
        pytest.param("three score countries", (60, "exact", False, None), id="score"),
        pytest.param("at least 75 countries", (75, "min", False, None), id="at-least"),
        pytest.param("no fewer than 75 states", (75, "min", False, None), id="no-fewer"),
        pytest.param("more than 60 countries", (60, "min", True, None), id="more-than"),
        pytest.param("60-plus countries", (60, "min", False, None), id="plus"),
        pytest.param("100 countries or more", (100, "min", False, None), id="or-more"),
        pytest.param("up to 64 countries", (64, "max", False, None), id="up-to"),
        pytest.param("fewer than 50 countries", (50, "max", True, None), id="fewer"),
        pytest.param("nearly 65 countries", (65, "approx", False, None), id="nearly"),
        pytest.param("some 50 countries", (50, "approx", False, None), id="some"),
        pytest.param("at least some 60 states", (60, "min", False, None), id="two-bounds"),
        pytest.param("75 out of 176 nations", (75, "exact", False, 176), id="out-of"),
        pytest.param("36 of the 86 members", (36, "exact", False, 86), id="of-the"),
        pytest.param("36/86 members", (36, "exact", False, 86), id="slash"),
        pytest.param("seventy-five (75) states", (75, "exact", False, None), id="said-twice"),
        pytest.param("43 per cent of them", (43, "exact", False, None), id="per-cent"),
        pytest.param("two thirds of them", (66.7, "exact", False, None), id="two-thirds"),
        pytest.param("three in ten countries", (30, "exact", False, None), id="three-in-ten"),
        pytest.param("more than half of them", (50, "min", True, None), id="more-than-half"),
    ],
)
def test_one_number(text: str, expected: tuple[float, str, bool, float | None]) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("in 2019", id="year"),
        pytest.param("on 17 September", id="date"),
        pytest.param("a loan of $200 million", id="money"),
        pytest.param("on page 7 of it", id="page"),
        pytest.param("the 42-page paper", id="hyphen"),
        pytest.param("5G networks", id="network"),
        pytest.param("the top 50 spenders", id="rank"),
        pytest.param("one of them", id="one-of"),
        pytest.param("2) the next point", id="label"),
        pytest.param("half the American figure", id="half-a-figure"),
    ],
)
def test_no_number_to_count(text: str) -> None:
    assert read(text) == []


def test_a_range_has_two_ends() -> None:
    (found,) = quantities(tokenise("between 60 and 65 states", 0, 24))
    assert (found.value, found.upper) == (60, 65)
