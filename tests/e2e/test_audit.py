"""The publisher's own tables, audited together with articles that quote them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sousveil import cli

SHARED = Path(__file__).parents[3] / "shared"
PDF, WORKBOOK = SHARED / "data" / "aigs-2019-table.pdf", SHARED / "data" / "aigs-2022.xlsx"
KYODO = SHARED / "seeds" / "000_915b863682431f4d.txt"
WORLDWIDE = SHARED / "seeds" / "002_529502e0fb79256b.txt"

pytestmark = pytest.mark.skipif(
    not all(path.is_file() for path in (PDF, WORKBOOK, KYODO, WORLDWIDE)),
    reason="the publisher's files and the articles are not in ../shared",
)


@pytest.fixture
def audited(capsys: pytest.CaptureFixture[str]) -> Any:
    def asked(*files: Path, code: int) -> list[dict[str, Any]]:
        assert cli.run(["audit", *map(str, files), "--json"]) == code
        told = json.loads(capsys.readouterr().out)
        assert told["as_published"]
        numbers: list[dict[str, Any]] = told["numbers"]
        return numbers

    return asked


def wrong(numbers: list[dict[str, Any]]) -> dict[str, tuple[Any, ...]]:
    return {
        one["words"]: (one["printed"], one["recounted"], len(one["rows"]))
        for one in numbers
        if one["outcome"] == "contradicted"
    }


def places(numbers: list[dict[str, Any]], figure: str, printed: int) -> set[str]:
    return {
        Path(said["where"]).name if said["quote"] else "print"
        for one in numbers
        if (one["figure"], one["printed"]) == (figure, printed)
        for said in one["said"]
    }


def test_the_report_of_2019_prints_numbers_that_its_table_does_not_give(audited: Any) -> None:
    assert wrong(audited(PDF, code=1)) == {
        "countries with smart policing": (52, 53, 53),
        "countries with IBM as a supplier": (11, 10, 10),
        "countries with AI surveillance in the Belt and Road Initiative": (36, 43, 43),
    }


def test_an_article_is_named_where_it_quotes_a_wrong_number(audited: Any) -> None:
    numbers = audited(PDF, KYODO, WORLDWIDE, code=1)
    assert places(numbers, "smart-policing", 52) == {"print", WORLDWIDE.name}
    assert places(numbers, "supplier-ibm", 11) == {"print", KYODO.name}
    assert wrong(numbers)["countries with technology from Japan"] == (14, 17, 17)
    (huawei,) = [one for one in numbers if one["figure"] == "supplier-huawei"]
    assert (huawei["printed"], huawei["recounted"], huawei["outcome"]) == (50, 49, "depends")


def test_the_workbook_of_2022_gives_what_is_printed_of_it(audited: Any) -> None:
    numbers = audited(WORKBOOK, code=0)
    assert [(one["figure"], one["printed"], one["recounted"]) for one in numbers] == [
        ("countries", 97, 97),
        ("examined", 179, 179),
    ]
