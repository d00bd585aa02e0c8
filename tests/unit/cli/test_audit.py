"""A small table under the headings of an index, and texts that quote it rightly and wrongly."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from sousveil import cli
from sousveil.codebook.loader import load_packaged

COUNTRIES = {
    "Kenya": {"bri": "✔", "smart_city": "✔", "china_tech": "✔", "suppliers": "Huawei"},
    "Ghana": {"smart_city": "✔", "smart_policing": "✔", "suppliers": "Huawei, NEC"},
    "Norway": {"smart_policing": "✔", "us_tech": "✔", "suppliers": "IBMN"},
    "China": {"smart_policing": "✔", "china_tech": "✔", "suppliers": "Mult"},
}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Write a table with the headings of 2019."""
    columns = load_packaged().layouts["aigs-2019"].tables[0].columns
    path = tmp_path / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([column.heading for column in columns])
        for name, row in COUNTRIES.items():
            cells = {"country": name} | row
            writer.writerow([cells.get(column.id, "") for column in columns])
    return path


@pytest.fixture
def audited(table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def asked(*texts: str, code: int, options: tuple[str, ...] = ()) -> Any:
        files = []
        for number, text in enumerate(texts):
            files.append(tmp_path / f"text-{number}.txt")
            files[-1].write_text(text, encoding="utf-8")
        given = [str(table), *map(str, files), *options, "--json"]
        assert cli.run(["audit", *given]) == code
        return json.loads(capsys.readouterr().out)

    return asked


def found(audit: Any) -> dict[str, tuple[Any, ...]]:
    return {
        one["words"]: (one["printed"], one["recounted"], one["outcome"]) for one in audit["numbers"]
    }


def test_a_text_is_recounted_from_the_table_given_and_no_other(audited: Any) -> None:
    audit = audited("Smart policing has reached 3 countries. 2 countries use IBM.", code=1)
    assert (audit["edition"], audit["countries"], audit["agrees"]) == ("aigs-2019", 4, False)
    assert [text["numbers"] for text in audit["texts"]] == [2]
    assert found(audit) == {
        "countries with IBM as a supplier": (2, 1, "contradicted"),
        "countries with smart policing": (3, 3, "supported"),
    }


def test_what_disagrees_comes_with_its_rows_and_all_places_where_it_is_said(audited: Any) -> None:
    first = "A survey is out. Smart policing is in use in 4 countries."
    audit = audited(first, "According to the index, 4 countries use smart policing.", code=1)
    (wrong,) = audit["numbers"]
    assert wrong["figure"] == "smart-policing"
    assert [row["country"] for row in wrong["rows"]] == ["CHN", "GHA", "NOR"]
    assert "row Ghana" in wrong["rows"][1]["place"]
    assert [Path(said["where"]).name for said in wrong["said"]] == ["text-0.txt", "text-1.txt"]
    said = wrong["said"][0]
    assert first[said["start"] : said["end"]] == said["quote"]


def test_texts_that_quote_rightly_leave_no_bad_news(audited: Any) -> None:
    audit = audited("2 countries use smart city platforms, and 3 use smart policing.", code=0)
    assert audit["agrees"]
    assert {one["outcome"] for one in audit["numbers"]} == {"supported"}


def test_a_text_without_a_number_is_not_passed_over_in_silence(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "article.txt"
    text.write_text("The weather was fine in the capital.", encoding="utf-8")
    assert cli.run(["audit", str(table), str(text)]) == 0
    assert f"No number that the index could answer in {text}." in capsys.readouterr().err


def test_a_counting_rule_that_decides_is_told_apart(audited: Any) -> None:
    audit = audited("Huawei supplies at least 3 countries.", code=0)
    assert found(audit) == {"countries with Huawei as a supplier": (3, 2, "depends")}
    assert audit["numbers"][0]["alternatives"] == [{"rule": {"mult": "included"}, "value": 3}]


def test_what_the_table_does_not_hold_is_left_open(audited: Any) -> None:
    audit = audited(
        "The index of 2022 lists 97 countries. 176 countries were examined in all.", code=0
    )
    assert {one["outcome"] for one in audit["numbers"]} == {"unverifiable"}


def test_the_printed_figures_belong_to_the_publishers_own_file(audited: Any) -> None:
    audit = audited(code=0)
    assert (audit["as_published"], audit["printed_compared"]) == (False, False)
    assert audit["numbers"] == []
    audit = audited(code=1, options=("--printed",))
    figures = {one["figure"]: one["recounted"] for one in audit["numbers"]}
    assert figures["smart-policing"] == 3
    assert figures["examined"] is None


def test_numbers_beside_the_table_are_read_with_their_place(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = table.with_suffix(".html")
    rows = list(csv.reader(table.read_text(encoding="utf-8").splitlines()))
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page.write_text(
        f"<!doctype html><meta charset=utf-8><p>Smart policing is in use in 5 countries.</p>"
        f"<table>{cells}</table><p>3 countries use smart city platforms.</p>",
        encoding="utf-8",
    )
    assert cli.run(["audit", str(page), "--json"]) == 1
    audit = json.loads(capsys.readouterr().out)
    assert found(audit) == {
        "countries with smart policing": (5, 3, "contradicted"),
        "countries with smart city or safe city platforms": (3, 2, "contradicted"),
    }


def test_it_is_said_in_plain_lines(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "article.txt"
    text.write_text("Smart policing has reached 52 countries.", encoding="utf-8")
    assert cli.run(["audit", str(table), str(text)]) == 1
    said = " ".join(capsys.readouterr().out.split())
    assert "is read as aigs-2019: 4 countries." in said
    assert "1 statement printed or quoted; the table contradicts 1." in said
    assert "countries with smart policing: printed 52, recounted 3" in said
    assert "“Smart policing has reached 52 countries.”" in said
    assert "Rows: China, Ghana, Norway." in said
    assert "not the file that the publisher gave out" in said


@pytest.mark.parametrize(
    ("names", "why"),
    [
        pytest.param(["article.txt"], "No file holds a table", id="no-table"),
        pytest.param(["table.csv", "again.csv"], "each hold a table", id="two-tables"),
        pytest.param(["table.csv", "none.txt"], "There is no file", id="no-file"),
        pytest.param(["table.csv", "."], "is a folder", id="folder"),
        pytest.param(["table.csv", "empty.txt"], "empty.txt: The document is empty", id="empty"),
    ],
)
def test_a_call_that_cannot_be_answered_says_why(
    table: Path, names: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = table.parent
    (folder / "article.txt").write_text("75 countries use AI surveillance.", encoding="utf-8")
    (folder / "again.csv").write_bytes(table.read_bytes())
    (folder / "empty.txt").write_bytes(b"")
    assert cli.run(["audit", *(str(folder / name) for name in names)]) == 2
    assert why in capsys.readouterr().err
