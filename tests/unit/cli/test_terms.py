import click
import pytest
from small import codebook

from sousveil.cli.terms import figure_of, rules_of
from sousveil.codebook.names import Names
from sousveil.errors import UnknownRule, UnknownTerm
from sousveil.model.figure import Figure, Row, Rules

NAMES = Names(codebook())


@pytest.mark.parametrize(
    ("having", "expected"),
    [
        pytest.param(["origin=CHN"], Figure(having=(Row(origin="CHN"),)), id="by-code"),
        pytest.param(["origin=china"], Figure(having=(Row(origin="CHN"),)), id="by-name"),
        pytest.param(["supplier=Huawei"], Figure(having=(Row(supplier="huawei"),)), id="supplier"),
        pytest.param(["supplier=IBMN"], Figure(having=(Row(supplier="ibm"),)), id="misprint"),
        pytest.param(
            ["technology=smart city"], Figure(having=(Row(technology="smart_city"),)), id="words"
        ),
        pytest.param(
            ["technology=smart_city,supplier=nec"],
            Figure(having=(Row(technology="smart_city", supplier="nec"),)),
            id="two-pairs-make-one-row",
        ),
        pytest.param(
            ["technology=smart_city", "supplier=nec"],
            Figure(having=(Row(technology="smart_city"), Row(supplier="nec"))),
            id="two-options-make-two-rows",
        ),
        pytest.param(["region=Africa"], Figure(among=("AF",)), id="region"),
        pytest.param(["group=bri"], Figure(among=("bri",)), id="group"),
        pytest.param(
            ["origin=CHN, region=AF"],
            Figure(having=(Row(origin="CHN"),), among=("AF",)),
            id="a-region-is-about-the-country",
        ),
    ],
)
def test_conditions_are_read(having: list[str], expected: Figure) -> None:
    assert figure_of(having, (), (), NAMES) == expected


def test_groups_and_countries_are_read_by_any_name() -> None:
    found = figure_of((), ["Belt and Road Initiative", "bri"], ["China", "USA"], NAMES)
    assert found == Figure(among=("bri",), without=("CHN", "USA"))


@pytest.mark.parametrize(
    ("having", "vocabulary", "near"),
    [
        pytest.param("supplier=Huawey", "suppliers", ("Huawei",), id="supplier"),
        pytest.param("technology=smart_sity", "technologies", ("smart city",), id="technology"),
        pytest.param("origin=Chian", "countries", ("China",), id="origin"),
        pytest.param("region=bri", "regions", ("Africa",), id="a-group-that-is-no-region"),
        pytest.param("supplier=Bank of Loans", "suppliers", (), id="a-lender-is-no-supplier"),
    ],
)
def test_an_unknown_term_is_refused_with_the_nearest(
    having: str, vocabulary: str, near: tuple[str, ...]
) -> None:
    with pytest.raises(UnknownTerm) as told:
        figure_of([having], (), (), NAMES)
    assert (told.value.vocabulary, told.value.near[: len(near)]) == (vocabulary, near)


@pytest.mark.parametrize(
    "having",
    [
        pytest.param("origin", id="no-value"),
        pytest.param("origin=", id="empty-value"),
        pytest.param("colour=red", id="unknown-key"),
        pytest.param("origin=CHN,origin=USA", id="a-key-twice"),
    ],
)
def test_a_condition_that_is_no_condition_is_refused(having: str) -> None:
    with pytest.raises(click.UsageError):
        figure_of([having], (), (), NAMES)


def test_rules_are_set_one_by_one() -> None:
    assert rules_of(["home=excluded", "mult=huawei"]) == Rules(home="excluded", mult="included")
    with pytest.raises(UnknownRule):
        rules_of(["weather=fine"])
