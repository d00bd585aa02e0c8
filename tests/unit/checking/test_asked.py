"""What a statement asks, in words and as plain data."""

from __future__ import annotations

import pytest

from sousveil.checking.asked import asked, claim_type, query_fields, query_in_words
from sousveil.codebook.loader import load_packaged
from sousveil.model.figure import Figure, Row
from sousveil.model.query import Compare, Fact, Indicator, Member, Moved, Part, Query, Rank, Said
from sousveil.model.question import Question
from sousveil.model.source import Span

BOOK = load_packaged()
HUAWEI, NEC = Figure(having=(Row(supplier="huawei"),)), Figure(having=(Row(supplier="nec"),))
FACES = Figure(having=(Row(technology="facial_recognition"),))


def question(query: Query) -> Question:
    return Question(type="", evidence=Span(0, 0), quote="", query=query)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        pytest.param(
            Rank(dimension="supplier", subjects=("huawei",)),
            "the place of Huawei among suppliers, by the number of countries",
            id="rank",
        ),
        pytest.param(
            Rank(dimension="supplier", subjects=("ibm",), home="USA", figure=Figure(among=("AF",))),
            "the place of IBM among American suppliers, by the number of countries with "
            "AI surveillance in Africa south of the Sahara",
            id="rank-at-home-in-a-region",
        ),
        pytest.param(
            Rank(dimension="supplier", subjects=("huawei", "nec"), top=2),
            "whether Huawei and NEC are the first two suppliers, by the number of countries",
            id="rank-top",
        ),
        pytest.param(
            Rank(dimension="supplier", subjects=("nec",), top=3, within=True),
            "whether NEC is among the first three suppliers, by the number of countries",
            id="rank-within",
        ),
        pytest.param(
            Rank(dimension="region", subjects=("EUR",), editions=("aigs-2022", "aigs-2019")),
            "the place of Europe and Eurasia among regions, by the number of countries with "
            "AI surveillance gained between the editions",
            id="rank-of-gains",
        ),
        pytest.param(
            Compare(
                left=FACES,
                right=FACES,
                relation="more",
                editions=("aigs-2022", "aigs-2019"),
                shares=True,
            ),
            "the share of countries with facial recognition in the 2022 edition, against that in "
            "the 2019 edition",
            id="compare-shares",
        ),
        pytest.param(
            Compare(
                left=FACES,
                right=HUAWEI,
                relation="more",
                editions=("aigs-2022", "aigs-2019"),
                gained="pace",
            ),
            "what countries with facial recognition gained between the editions, against "
            "countries with Huawei as a supplier",
            id="compare-gains",
        ),
        pytest.param(
            Member(countries=("KEN", "USA"), figure=FACES),
            "whether Kenya and the United States are among the countries with facial recognition",
            id="member",
        ),
        pytest.param(
            Member(countries=("KEN",), figure=FACES, only=True),
            "whether Kenya is the only country with facial recognition",
            id="member-only",
        ),
        pytest.param(
            Part(whole=Figure(among=("CA",)), part=FACES, quantifier="all"),
            "whether all countries classed as closed autocracies with AI surveillance are "
            "countries with facial recognition",
            id="part",
        ),
        pytest.param(
            Compare(left=HUAWEI, right=NEC, relation="more"),
            "the number of countries with Huawei as a supplier, against the number of countries "
            "with NEC as a supplier",
            id="compare",
        ),
        pytest.param(
            Compare(left=HUAWEI, right=NEC, relation="more", others=(FACES,)),
            "the number of countries with Huawei as a supplier, against the number of countries "
            "with NEC as a supplier and of countries with facial recognition",
            id="compare-with-several",
        ),
        pytest.param(
            Rank(dimension="supplier", subjects=("huawei",), above=20.0),
            "whether Huawei alone of the suppliers has at least 21, by the number of countries",
            id="rank-above",
        ),
        pytest.param(
            Compare(left=FACES, right=FACES, relation="more", editions=("aigs-2022", "aigs-2019")),
            "the number of countries with facial recognition in the 2022 edition, against that in "
            "the 2019 edition",
            id="compare-editions",
        ),
        pytest.param(
            Moved(countries=("HUN",), figure=Figure(), how="new"),
            "whether Hungary is new in the later edition among the countries with AI surveillance",
            id="moved",
        ),
        pytest.param(
            Indicator(country="USA", measure="military_rank", value=1.0),
            "the United States' rank by military expenditure in 2018",
            id="indicator",
        ),
    ],
)
def test_a_query_is_said_in_words(query: Query, words: str) -> None:
    assert query_in_words(query, BOOK) == words


def test_a_statement_is_said_with_its_edition_and_a_change_without() -> None:
    rank = question(Rank(dimension="supplier", subjects=("huawei",)))
    moved = question(Moved(countries=("HUN",), figure=Figure(), how="new"))
    assert asked(rank, BOOK, "aigs-2022").endswith("by the number of countries, edition 2022")
    assert "edition 20" not in asked(moved, BOOK, "aigs-2022")


@pytest.mark.parametrize(
    ("query", "type_"),
    [
        pytest.param(Member(countries=("KEN",), figure=HUAWEI), "supply", id="supplier"),
        pytest.param(
            Member(countries=("KEN",), figure=Figure(having=(Row(origin="CHN"),))),
            "supply",
            id="origin",
        ),
        pytest.param(Member(countries=("KEN",), figure=FACES), "use", id="technology"),
        pytest.param(
            Member(countries=("KEN",), figure=Figure(among=("bri",))), "membership", id="group"
        ),
        pytest.param(Member(countries=("KEN",), figure=Figure()), "set", id="listed"),
        pytest.param(Rank(dimension="supplier", subjects=("nec",)), "ranking", id="rank"),
        pytest.param(Compare(left=HUAWEI, right=NEC, relation="more"), "comparison", id="compare"),
    ],
)
def test_claims_have_the_types_of_the_contract(query: Query, type_: str) -> None:
    assert claim_type(question(query), BOOK) == type_


def test_a_query_as_plain_data_leaves_out_what_it_does_not_ask() -> None:
    assert query_fields(Member(countries=("KEN",), figure=HUAWEI)) == {
        "kind": "member",
        "countries": ["KEN"],
        "figure": {"having": [{"supplier": "huawei"}]},
    }


def test_a_query_of_the_index_itself_is_plain_data_too() -> None:
    made = Said(what="made", ids=("author-feldstein",), edition="aigs-2019")
    listed = Said(what="listed", value=75.0, figure=HUAWEI)
    assert query_fields(Fact(said=(made, listed))) == {
        "kind": "fact",
        "said": [
            {"what": "made", "ids": ["author-feldstein"], "bound": "exact", "edition": "aigs-2019"},
            {
                "what": "listed",
                "value": 75.0,
                "bound": "exact",
                "figure": {"having": [{"supplier": "huawei"}]},
            },
        ],
    }
