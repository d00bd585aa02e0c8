import pytest
from small import edition, entry

from sousveil.figures.compute import alternatives, by, compute
from sousveil.model.figure import Computed, Figure, Row, Rules, Unanswerable

TABLE = edition(
    entry("CHN", origin="CHN"),
    entry("CHN", "mult", mark="mult"),
    entry("KEN", supplier="huawei", origin="CHN"),
    entry("KEN", supplier="zte", origin="CHN"),
    entry("KEN", origin="CHN"),
    entry("KEN", technology="facial_recognition"),
    entry("PER", "stray", supplier="huawei", origin="CHN"),
    entry("PER", "misprint", supplier="ibm", origin="USA"),
    entry("PER", technology="smart_city"),
    groups={"bri": ("CHN", "KEN"), "AF": ("KEN",)},
    indicators={"region": {"CHN": "EAP", "KEN": "AF", "PER": "WHA"}},
)


def value(figure: Figure, rules: Rules | None = None) -> int:
    computed = compute(figure, TABLE, rules)
    assert isinstance(computed, Computed)
    return computed.value


def test_a_country_with_two_chinese_suppliers_counts_once() -> None:
    computed = compute(Figure(having=(Row(origin="CHN"),)), TABLE, Rules(origin="supplier"))
    assert isinstance(computed, Computed)
    assert computed.countries == ("KEN",)
    assert computed.entries == ("KEN-huawei-CHN", "KEN-zte-CHN")


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        pytest.param(Figure(), 3, id="every-listed-country"),
        pytest.param(Figure(having=(Row(technology="ai_surveillance"),)), 3, id="any-technology"),
        pytest.param(Figure(having=(Row(origin="CHN"),)), 2, id="by-tick"),
        pytest.param(Figure(having=(Row(origin="CHN"),), among=("AF",)), 1, id="among"),
        pytest.param(Figure(having=(Row(origin="CHN"),), outside=("AF",)), 1, id="outside"),
        pytest.param(Figure(having=(Row(origin="CHN"),), without=("CHN",)), 1, id="without"),
        pytest.param(Figure(lacking=(Row(origin="CHN"),)), 1, id="lacking"),
        pytest.param(
            Figure(any_of=(Row(technology="smart_city"), Row(technology="facial_recognition"))),
            2,
            id="any-of",
        ),
        pytest.param(
            Figure(having=(Row(technology="facial_recognition"), Row(supplier="huawei"))),
            1,
            id="two-rows-may-be-met-by-two-entries",
        ),
    ],
)
def test_conditions(figure: Figure, expected: int) -> None:
    assert value(figure) == expected


@pytest.mark.parametrize(
    ("row", "rules", "expected"),
    [
        pytest.param(Row(supplier="huawei"), Rules(), 1, id="named-under-a-heading"),
        pytest.param(Row(supplier="huawei"), Rules(mult="included"), 2, id="mult-read-as-huawei"),
        pytest.param(Row(supplier="huawei"), Rules(stray="included"), 2, id="stray"),
        pytest.param(Row(supplier="ibm"), Rules(), 1, id="misprint-repaired"),
        pytest.param(Row(supplier="ibm"), Rules(misprints="as_printed"), 0, id="misprint-left"),
        pytest.param(Row(origin="CHN"), Rules(home="excluded"), 1, id="home-market-out"),
    ],
)
def test_rules_change_what_counts(row: Row, rules: Rules, expected: int) -> None:
    assert value(Figure(having=(row,)), rules) == expected


@pytest.mark.parametrize(
    ("row", "word"),
    [
        pytest.param(Row(technology="facial_recognition", origin="CHN"), "link", id="not-linked"),
        pytest.param(Row(technology="social_media_surveillance"), "did not ask", id="not-asked"),
    ],
)
def test_what_the_edition_does_not_hold_is_unanswerable(row: Row, word: str) -> None:
    answer = compute(Figure(having=(row,)), TABLE)
    assert isinstance(answer, Unanswerable)
    assert word in answer.reason


def test_alternatives_are_the_rules_that_give_other_countries() -> None:
    found = alternatives(Figure(having=(Row(supplier="huawei"),)), TABLE, Rules())
    assert [(name, setting, other.value) for name, setting, other in found] == [
        ("mult", "included", 2),
        ("stray", "included", 2),
    ]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        pytest.param("region", {"AF": 1, "EAP": 1, "WHA": 1}, id="region"),
        pytest.param("group", {"bri": 2, "AF": 1}, id="group"),
        pytest.param("technology", {"facial_recognition": 1, "smart_city": 1}, id="technology"),
        pytest.param("supplier", {"huawei": 1, "ibm": 1, "zte": 1}, id="supplier-without-stray"),
        pytest.param("origin", {"CHN": 2}, id="origin-by-tick"),
    ],
)
def test_a_count_falls_under_the_values_of_a_key(key: str, expected: dict[str, int]) -> None:
    assert by(key, TABLE.countries, TABLE, Rules()) == expected
