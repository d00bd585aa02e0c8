import json
from typing import Any

import pytest

from sousveil import cli


@pytest.fixture
def answer(capsys: pytest.CaptureFixture[str]) -> Any:
    def asked(*arguments: str, code: int = 0) -> Any:
        assert cli.run([*arguments, "--json"]) == code
        return json.loads(capsys.readouterr().out)

    return asked


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Any:
    def asked(*arguments: str, code: int = 0) -> str:
        assert cli.run([*arguments]) == code
        return " ".join(capsys.readouterr().out.split())

    return asked


def test_a_count_has_its_countries_rule_and_alternatives(answer: Any) -> None:
    found = answer("count", "aigs-2019", "--having", "origin=China")
    assert (found["value"], len(found["countries"]), found["edition"]) == (63, 63, "aigs-2019")
    assert found["rule"]["home"] == "included"
    assert found["alternatives"][0] == {
        "rule": {"home": "excluded"},
        "value": 62,
        "countries_added": [],
        "countries_dropped": ["CHN"],
    }


def test_a_count_is_split_by_a_key(answer: Any) -> None:
    found = answer("count", "aigs-2019", "--having", "origin=CHN", "--by", "region")
    assert sum(found["by"].values()) == found["value"]


def test_what_the_edition_does_not_link_is_unanswerable(answer: Any) -> None:
    having = "technology=facial_recognition,origin=CHN"
    found = answer("count", "aigs-2019", "--having", having, code=2)
    assert "does not link" in found["unanswerable"]


def test_a_count_is_said_with_its_rule_and_whose_data_it_is(said: Any) -> None:
    told = said("count", "aigs-2019", "--having", "supplier=Huawei")
    assert told.startswith("49 of the 75 countries in aigs-2019 ")
    assert 'Otherwise 50, if China\'s "Mult" is read as Huawei (--rule mult=included)' in told
    assert told.endswith("CC BY 4.0")


def test_a_count_of_nothing_minds_that_not_recorded_is_not_absent(said: Any) -> None:
    assert "not recorded is not absent" in said(
        "count", "aigs-2019", "--having", "supplier=alibaba"
    )


def test_figures_stand_beside_what_is_printed(answer: Any) -> None:
    found = {figure["id"]: figure for figure in answer("figures", "aigs-2019")}
    assert found["smart-policing"]["value"] == 53
    assert found["smart-policing"]["published"]["value"] == 52
    assert found["smart-policing"]["agrees"] is False
    assert len(found["china-tech"]["countries"]) == 63
    assert (found["examined"]["value"], found["examined"]["agrees"]) == (None, None)
    assert found["japan-tech"]["published"] is None


def test_every_disagreement_is_said_with_both_numbers(said: Any) -> None:
    told = said("figures", "aigs-2019").split("Printed against recounted")[1]
    assert "smart policing: printed 52, recounted 53. Printed in: report of September 2019" in told
    assert "Huawei, named: printed at least 50, recounted 49." in told
    assert "IBM, named: printed 11, recounted 10." in told
    assert "printed 36 of 86, recounted 43." in told


def test_two_editions_are_compared(answer: Any) -> None:
    found = answer("diff", "aigs-2019", "aigs-2022")
    assert (len(found["countries_added"]), found["countries_dropped"]) == (24, ["OMN", "RWA"])
    moved = {figure["id"]: (figure["old"], figure["new"]) for figure in found["figures_moved"]}
    assert moved["social-media-surveillance"] == (None, 38)
    kinds = {measure["id"]: measure["kind"] for measure in found["measures_changed"]}
    assert kinds["fotn_score"] == "meaning"
    assert kinds["social_media_surveillance"] == "not-asked"
    assert kinds["origin-JPN"] == kinds["suppliers"] == "layout"
    assert kinds["bri"] == "list"


def test_a_comparison_warns_of_what_may_be_a_change_of_measure(said: Any) -> None:
    told = said("diff", "aigs-2019", "aigs-2022")
    assert "Freedom House turned the scale round" in told
    assert "Kenya fotn_score * 32 -> 66" in told


def test_a_supplier_is_shown_as_printed_with_its_place(answer: Any) -> None:
    (huawei,) = answer("show", "Huawei")["found"]
    first, second = huawei["editions"]
    assert (len(first["countries"]), len(second["countries"])) == (49, 51)
    assert second["only_stray"] == ["IND", "RUS"]
    cell = next(cell for cell in second["cells"] if cell["country"] == "RUS")
    assert (cell["printed"], cell["place"]["cell"]) == ("Huawei", "Z37")
    assert huawei["changes"][0]["no_longer_listed"] == ["OMN", "RWA"]


def test_a_name_with_two_meanings_is_shown_in_both(answer: Any) -> None:
    found = answer("show", "Japan")["found"]
    assert [term["kind"] for term in found] == ["country", "origin"]
    assert [len(one["countries"]) for one in found[1]["editions"]] == [17, 19]


def test_what_an_edition_did_not_ask_is_no_change(answer: Any) -> None:
    (found,) = answer("show", "social media surveillance")["found"]
    assert found["editions"][0]["state"] == "not-asked"
    assert found["changes"][0]["added"] == []


@pytest.mark.parametrize(
    ("name", "near"),
    [
        pytest.param("Huawey", ["huawei"], id="a-slip"),
        pytest.param("Alibaba", [], id="known-and-in-no-cell"),
    ],
)
def test_a_name_that_is_not_there_exits_1(answer: Any, name: str, near: list[str]) -> None:
    found = answer("show", name, code=1)
    assert found["found"] == [] and found["note"] == "not recorded is not absent"
    assert [term["id"] for term in found["near"]] == near


def test_a_missing_name_is_said_with_the_nearest(said: Any) -> None:
    told = said("show", "Hikvison", code=1)
    assert "not recorded is not absent" in told and "Nearest: Hikvision (supplier)" in told
