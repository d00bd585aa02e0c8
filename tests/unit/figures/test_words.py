import pytest
from tests.unit.small import codebook, edition

from sousveil.codebook.loader import load_packaged
from sousveil.figures.words import (
    RULE_WORDS,
    describe,
    edition_in_words,
    in_letters,
    ordinal,
    rules_in_words,
)
from sousveil.model.figure import RULES, Figure, Row, Rules
from sousveil.model.policy import POLICIES, Policy


def test_every_setting_of_every_rule_has_words() -> None:
    settings = RULES | POLICIES
    assert set(RULE_WORDS) == {(name, v) for name, values in settings.items() for v in values}


def test_the_policy_of_a_living_edition_is_said_with_the_rules() -> None:
    said = rules_in_words(Rules(), Policy(min_origins=2))
    assert "each entry needs two independent origins" in said


def test_all_rules_in_force_are_said() -> None:
    said = rules_in_words(Rules(home="excluded"))
    assert said.startswith("the home market is left out; ")
    assert said.count(";") == len(RULES) - 1


@pytest.mark.parametrize(
    ("figure", "number", "words"),
    [
        pytest.param(Figure(), None, "countries with AI surveillance", id="listed"),
        pytest.param(Figure(), 1, "country with AI surveillance", id="one-country"),
        pytest.param(
            Figure(having=(Row(origin="USA"),), among=("AF",)),
            None,
            "countries with technology from the United States in Africa",
            id="an-article",
        ),
        pytest.param(
            Figure(having=(Row(supplier="nec"), Row(supplier="ibm"))),
            None,
            "countries with NEC and IBM as suppliers",
            id="two-suppliers",
        ),
        pytest.param(
            Figure(having=(Row(technology="smart_city"), Row(origin="CHN"))),
            None,
            "countries with both smart city and technology from China",
            id="both",
        ),
        pytest.param(
            Figure(having=(Row(origin="CHN"),), without=("CHN",)),
            None,
            "countries with technology from China, not counting China",
            id="left-out",
        ),
    ],
)
def test_a_query_is_described(figure: Figure, number: int | None, words: str) -> None:
    assert describe(figure, codebook(), number=number) == words


def test_a_class_stands_next_to_the_countries_and_not_next_to_the_origin() -> None:
    book = load_packaged()
    figure = Figure(having=(Row(origin="CHN"),), among=("LD",))
    many, one = describe(figure, book), describe(figure, book, number=1)
    assert many == "countries classed as liberal democracies with technology from China"
    assert one == "country classed as a liberal democracy with technology from China"


@pytest.mark.parametrize(
    ("number", "words"), [(0, "zero"), (19, "nineteen"), (20, "twenty"), (64, "sixty-four")]
)
def test_a_number_in_letters(number: int, words: str) -> None:
    assert in_letters(number) == words


def test_a_fraction_and_a_hundred_stay_in_digits() -> None:
    assert in_letters(1.5) is None and in_letters(100) is None


def test_only_a_published_table_is_called_by_its_year() -> None:
    assert edition_in_words(edition(name="aigs-2019")) == "the 2019 edition"
    assert edition_in_words(edition(name="mine")) == "the edition mine"


def test_places_have_names_and_then_numbers() -> None:
    assert [ordinal(place) for place in (1, 4, 11, 12, 21, 22)] == [
        "first",
        "fourth",
        "11th",
        "12th",
        "21st",
        "22nd",
    ]
