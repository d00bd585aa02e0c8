"""Sentences to questions: what is counted, and what limits it."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from sousveil.codebook.loader import load_packaged
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.figures import questions
from sousveil.model.figure import Figure, Row
from sousveil.model.question import Question


@cache
def codebook() -> Codebook:
    return load_packaged()


def read(text: str) -> tuple[Question, ...]:
    return questions(text, codebook())


def only(text: str) -> Question:
    (question,) = read(text)
    return question


FACES = Row(technology="facial_recognition")
CITIES = Row(technology="smart_city")
POLICING = Row(technology="smart_policing")
CHINA, JAPAN, AMERICA = Row(origin="CHN"), Row(origin="JPN"), Row(origin="USA")


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        pytest.param("64 nations scan faces.", Figure(having=(FACES,)), id="verb"),
        pytest.param(
            "Face recognition is at work in 64 states.", Figure(having=(FACES,)), id="inverted"
        ),
        pytest.param(
            "Beijing's surveillance technology reached 63 countries.",
            Figure(having=(CHINA,)),
            id="capital-for-its-country",
        ),
        pytest.param(
            "American-made surveillance kit is used in 32 countries.",
            Figure(having=(AMERICA,)),
            id="american-made",
        ),
        pytest.param(
            "NEC of Japan supplies surveillance technology to 14 countries.",
            Figure(having=(Row(supplier="nec"),)),
            id="a-company-is-not-its-country",
        ),
        pytest.param(
            "Chinese firms, notably Huawei and ZTE, supply surveillance kit to 63 states.",
            Figure(having=(CHINA,)),
            id="companies-as-examples",
        ),
        pytest.param(
            "Surveillance technology from Huawei and other Chinese firms is in 63 countries.",
            Figure(having=(CHINA,)),
            id="and-other-chinese-firms",
        ),
        pytest.param(
            "43 members of the Belt and Road use AI surveillance.",
            Figure(among=("bri",)),
            id="members",
        ),
        pytest.param(
            "27 countries outside the BRI have Chinese surveillance technology.",
            Figure(having=(CHINA,), outside=("bri",)),
            id="outside-a-group",
        ),
        pytest.param(
            "Outside China, its surveillance technology is used in 62 countries.",
            Figure(having=(CHINA,), without=("CHN",)),
            id="outside-a-country",
        ),
        pytest.param(
            "Twelve African countries use AI surveillance.", Figure(among=("AF",)), id="region"
        ),
        pytest.param(
            "AI surveillance is used in 20 liberal democracies.",
            Figure(among=("LD",)),
            id="regime",
        ),
        pytest.param(
            "27 countries have both Chinese and American surveillance technology.",
            Figure(having=(CHINA, AMERICA)),
            id="both",
        ),
        pytest.param(
            "Facial recognition from Huawei is used in 20 countries.",
            Figure(having=(Row(technology="facial_recognition", supplier="huawei"),)),
            id="a-link-that-one-entry-must-hold",
        ),
    ],
)
def test_the_query_of_a_sentence(text: str, figure: Figure) -> None:
    question = only(text)
    assert question.figure == figure
    assert question.unread == ()


@pytest.mark.parametrize(
    ("text", "having"),
    [
        pytest.param(
            "Facial recognition, smart cities and smart policing are in 64, 56 and 53 countries.",
            {64: FACES, 56: CITIES, 53: POLICING},
            id="list-against-list",
        ),
        pytest.param(
            "64 countries use facial recognition, 56 smart cities and 53 smart policing.",
            {64: FACES, 56: CITIES, 53: POLICING},
            id="ellipsis-after",
        ),
        pytest.param(
            "Smart cities (56 countries), facial recognition (64) and smart policing (53).",
            {64: FACES, 56: CITIES, 53: POLICING},
            id="brackets",
        ),
        pytest.param(
            "Japan and the US supply surveillance technology to 14 and 11 countries, respectively.",
            {14: JAPAN, 11: AMERICA},
            id="respectively",
        ),
        pytest.param(
            "Surveillance technology from China is in 63 countries, from Japan in 17.",
            {63: CHINA, 17: JAPAN},
            id="ellipsis-before",
        ),
        pytest.param(
            "Chinese surveillance technology: 63 countries. American: 32.",
            {63: CHINA, 32: AMERICA},
            id="two-sentences",
        ),
    ],
)
def test_each_number_has_its_own_query(text: str, having: dict[int, Row]) -> None:
    assert {int(q.value): q.figure for q in read(text)} == {
        value: Figure(having=(row,)) for value, row in having.items()
    }


def test_of_which_takes_over_the_query_before_it() -> None:
    first, second = read(
        "Chinese surveillance technology is in 63 countries, 36 of which have joined the BRI."
    )
    assert second.figure == Figure(having=(CHINA,), among=("bri",))
    assert (second.denominator, second.whole) == (63, first.figure)


def test_a_pronoun_takes_over_the_subject_before_it() -> None:
    question = only("Face recognition is no longer a novelty. It is used in 64 countries.")
    assert question.figure == Figure(having=(FACES,))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("64 countries use facial recognition at airports.", "airports", id="place"),
        pytest.param("64 rich countries use facial recognition.", "rich", id="adjective"),
        pytest.param("64 countries have banned facial recognition.", "banned", id="verb"),
        pytest.param("64 countries plan to use facial recognition.", "plan", id="plan"),
        pytest.param("64 countries no longer use facial recognition.", "not", id="negation"),
        pytest.param("Since 2015, 64 countries use facial recognition.", "Since 2015", id="since"),
        pytest.param("Another 64 countries use facial recognition.", "Another", id="another"),
        pytest.param("It is a myth that 64 countries use facial recognition.", "myth", id="myth"),
        pytest.param("Huawei and ZTE equip 50 countries.", "several suppliers", id="two-suppliers"),
        pytest.param("63 countries export surveillance tech.", "export", id="exporters"),
        pytest.param("China buys surveillance tech from 63 countries.", "China", id="direction"),
    ],
)
def test_a_word_that_no_edition_records_is_kept_as_unread(text: str, word: str) -> None:
    assert any(word.lower() in unread.lower() for unread in only(text).unread)


def test_a_question_asserts_nothing() -> None:
    assert read("Do 64 countries use facial recognition?") == ()


def test_countries_named_as_examples_are_kept_to_be_looked_up() -> None:
    question = only("64 countries, among them Brazil and Zambia, use facial recognition.")
    assert question.examples == ("BRA", "ZMB")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The 2019 index lists 64 countries with face recognition.", ("aigs-2019",), id="index"
        ),
        pytest.param("In 2022, 78 countries used facial recognition.", ("aigs-2022",), id="year"),
    ],
)
def test_a_sentence_may_name_its_edition(text: str, expected: tuple[str, ...]) -> None:
    assert only(text).editions == expected


def test_the_evidence_is_the_sentence_itself() -> None:
    text = "Much is said. 64 countries use facial recognition. More is said."
    question = only(text)
    span: Any = question.evidence
    assert question.quote == "64 countries use facial recognition."
    assert text[span.start : span.end] == question.quote
