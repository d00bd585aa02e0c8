from __future__ import annotations

from typing import Any

import pytest
from small import codebook

from sousveil.codebook.names import Names
from sousveil.errors import QueryError
from sousveil.extraction.schema import schema_claim
from sousveil.model.claim import Claim, Content, Count, Finance, Membership, Ownership, Use
from sousveil.model.figure import Figure, Row
from sousveil.review.made import made_claim, says_the_same

from .claims import claim

BOOK = codebook()
NAMES = Names(BOOK)
TEXT = "As they say, 36 of 40 countries have it."


def again(content: Content, **changed: Any) -> Claim:
    """Give a claim back as an object of the schema, with some fields changed."""
    before = claim(content, TEXT)
    plain = schema_claim(before, BOOK) | changed
    return made_claim(plain, TEXT, NAMES, text=before.text, like=before)


@pytest.mark.parametrize(
    "content",
    [
        Use(user="KEN", technology="smart_city"),
        Finance(financier="bank", recipient="KEN", instrument="soft_loan"),
        Membership(country="KEN", organisation="bri"),
        Ownership(owner="cetc", owned="huawei", share="42%"),
        Count(unit="countries", figure=Figure(), value=36.0),
        Count(
            unit="countries",
            figure=Figure(having=(Row(origin="CHN"), Row(technology="smart_city"))),
            value=36.0,
            bound="min",
            strict=True,
            denominator=40.0,
        ),
        Count(
            unit="cities",
            figure=Figure(any_of=(Row(supplier="nec"), Row(supplier="ibm")), without=("JPN",)),
            value=36.0,
        ),
        Count(unit="countries", figure=Figure(among=("bri", "AF"), outside=("bri",)), value=3.0),
    ],
)
def test_what_is_not_changed_stays_whole(content: Content) -> None:
    """The schema has no room for every query; what it leaves out is not lost."""
    assert again(content, hedges=["As they say"]).content == content
    assert says_the_same(again(content), claim(content, TEXT))
    assert not says_the_same(again(content, hedges=["As they say"]), claim(content, TEXT))


def test_another_number_for_the_same_query() -> None:
    figure = Figure(any_of=(Row(supplier="nec"), Row(supplier="ibm")))
    made = again(Count(unit="countries", figure=figure, value=36.0), value=40, bound="approx")
    assert made.content == Count(unit="countries", figure=figure, value=40.0, bound="approx")


@pytest.mark.parametrize(
    ("changed", "figure"),
    [
        ({"supplier": "country:JPN"}, Figure(having=(Row(origin="JPN"),))),
        ({"supplier": "NEC"}, Figure(having=(Row(supplier="nec"),))),
        ({"supplier": None}, Figure()),
        (
            {"technology": "smart_city"},
            Figure(having=(Row(origin="CHN", technology="smart_city"),)),
        ),
        ({"group": "bri"}, Figure(having=(Row(origin="CHN"),), among=("bri",))),
    ],
)
def test_another_query(changed: dict[str, Any], figure: Figure) -> None:
    before = Count(unit="countries", figure=Figure(having=(Row(origin="CHN"),)), value=36.0)
    made = again(before, **changed).content
    assert isinstance(made, Count)
    assert made.figure == figure


@pytest.mark.parametrize(
    "changed",
    [
        {"supplier": "country:ZZZ"},
        {"supplier": "Нuawei"},
        {"technology": "magic"},
        {"technology": ["smart_city"]},
        {"group": "the rich"},
        {"unit": "villages"},
        {"bound": "nearly"},
        {"value": "36"},
        {"value": None},
        {"strict": "yes"},
        {"denominator": float("inf")},
        {"value": float("nan")},
        {"figure": {"having": []}},
    ],
)
def test_a_count_that_asks_nothing_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(QueryError):
        again(Count(unit="countries", figure=Figure(), value=36.0), **changed)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        pytest.param({"time": {"start": "2024-13"}}, "is not a date", id="a-thirteenth-month"),
        pytest.param({"time": {"start": "soon"}}, "is not a date", id="no-date"),
        pytest.param({"time": {"start": " 2024"}}, "is not a date", id="a-space"),
        pytest.param({"time": {"start": "2024", "end": "x"}}, "is not a date", id="no-end"),
        pytest.param(
            {"time": {"start": "2024", "end": "2023"}}, "before it starts", id="backwards"
        ),
        pytest.param({"place": {"name": "Oslo", "level": "planet"}}, "is no level", id="a-planet"),
        pytest.param({"quantity": {"value": 3, "unit": "eyes"}}, "is no unit", id="eyes"),
        pytest.param({"quantity": {"value": -3, "unit": "sites"}}, "less than", id="minus-three"),
        pytest.param(
            {"amount": {"value": 5, "currency": "dollars", "role": "loan"}},
            "is no currency",
            id="a-currency-in-words",
        ),
        pytest.param(
            {"amount": {"value": 5, "currency": "USD", "role": "bribe"}}, "is no role", id="a-bribe"
        ),
        pytest.param(
            {"amount": {"value": 5, "currency": "USD", "role": "loan", "bound": "some"}},
            "is no bound",
            id="some",
        ),
        pytest.param({"evidence": {"quote": "Nobody."}}, "does not stand", id="no-such-words"),
        pytest.param({"evidence": {"quote": "t"}}, "more than once", id="words-that-are-twice"),
    ],
)
def test_what_an_edition_cannot_hold_is_refused(changed: dict[str, Any], words: str) -> None:
    with pytest.raises(QueryError, match=words):
        again(Use(user="KEN", technology="smart_city"), **changed)


@pytest.mark.parametrize("end", ["2024", "2024-03", "2024-03-01", None])
def test_days_of_one_year_are_in_order(end: str | None) -> None:
    made = again(Use(user="KEN", technology="smart_city"), time={"start": "2024-02", "end": end})
    assert made.time is not None and (made.time.start, made.time.end) == ("2024-02", end)
