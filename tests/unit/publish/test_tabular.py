import csv
import io
import json
import os
import time
import zipfile

import pytest
from small import cell, codebook, edition, entry, records

from sousveil.errors import EditionError
from sousveil.figures.published import recount
from sousveil.publish import EXPORTERS
from sousveil.publish.tables import Export, Value
from sousveil.publish.tabular import files, guarded, names

HOSTILE = '=HYPERLINK("http://example.org","x")'


def export(printed: str = "Huawei") -> Export:
    book, table = codebook(), edition(entry("KEN", supplier="huawei", origin="CHN"))
    cells = records(
        cell("KEN", "suppliers", printed, "huawei"), cell("KEN", "digital_repression", "-5.25")
    )
    return Export(edition=table, records=cells, codebook=book, figures=recount(book, table))


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("=1+1", "'=1+1", id="equals"),
        pytest.param("+cmd", "'+cmd", id="plus"),
        pytest.param("-cmd", "'-cmd", id="minus"),
        pytest.param("@SUM(A1)", "'@SUM(A1)", id="at"),
        pytest.param("\t=1", "'\t=1", id="tab"),
        pytest.param("\r=1", "'\r=1", id="carriage-return"),
        pytest.param("-5.25", "-5.25", id="negative-number"),
        pytest.param("+5", "+5", id="positive-number"),
        pytest.param("-1e-5", "-1e-5", id="number-with-exponent"),
        pytest.param("-5.25 or so", "'-5.25 or so", id="text-that-begins-as-a-number"),
        pytest.param("Huawei", "Huawei", id="name"),
        pytest.param(-5, -5, id="number"),
        pytest.param(None, None, id="empty"),
    ],
)
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(
    value: Value, expected: Value
) -> None:
    assert guarded(value) == expected


def test_csv_has_every_table_and_the_attribution() -> None:
    written = files(export(), "csv")
    assert {"matrix.csv", "entries.csv", "evidence.csv", "suppliers.csv", "figures.csv"} <= set(
        written
    )
    assert b"CC BY 4.0" in written["README.txt"]


@pytest.mark.parametrize("format", sorted(EXPORTERS))
def test_the_names_of_the_files_are_known_before_they_are_made(format: str) -> None:
    assert names(export(), format) == tuple(files(export(), format))


def test_a_hostile_cell_is_harmless_in_csv_and_a_negative_number_stays_one() -> None:
    found = read(files(export(HOSTILE), "csv")["cells.csv"])
    assert [row["printed"] for row in found] == ["'" + HOSTILE, "-5.25"]


def test_a_lone_carriage_return_does_not_break_a_row() -> None:
    found = read(files(export("Hua\rwei"), "csv")["cells.csv"])
    assert [row["printed"] for row in found] == ["Hua\rwei", "-5.25"]


def test_a_hostile_cell_is_text_in_a_workbook() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(files(export(HOSTILE), "xlsx")["old.xlsx"]))
    found = book["cells"]["C2"]
    assert (found.value, found.data_type) == (HOSTILE, "s")


def test_a_workbook_says_whose_data_it_is() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(files(export(), "xlsx")["old.xlsx"]))
    about = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    assert about["attribution"] == "The index, its author, CC BY 4.0"


def test_a_text_that_a_workbook_cannot_hold_is_no_silent_loss() -> None:
    with pytest.raises(EditionError, match="Export as csv"):
        files(export("x" * 40_000), "xlsx")


@pytest.mark.parametrize("format", EXPORTERS)
def test_the_same_edition_gives_the_same_bytes(
    format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = files(export(), format)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    try:
        again = files(export(), format)
    finally:
        os.environ.pop("TZ")
        time.tzset()
    assert first == again


def test_a_workbook_carries_no_time_of_its_making() -> None:
    data = files(export(), "xlsx")["old.xlsx"]
    assert b"2019-09-01" in zipfile.ZipFile(io.BytesIO(data)).read("docProps/core.xml")


@pytest.mark.parametrize("format", EXPORTERS)
def test_the_package_describes_every_table(format: str) -> None:
    written = files(export(), format)
    package = json.loads(written["datapackage.json"])
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert package["attribution"] == "The index, its author, CC BY 4.0"
    assert [r["name"] for r in package["resources"]][:2] == ["matrix", "entries"]
    assert {r["path"] for r in package["resources"]} <= set(written)


def test_the_columns_of_a_file_are_those_of_its_schema() -> None:
    written = files(export(), "csv")
    for resource in json.loads(written["datapackage.json"])["resources"]:
        heading = written[resource["path"]].decode().splitlines()[0].split(",")
        assert heading == [field["name"] for field in resource["schema"]["fields"]]
        assert resource["bytes"] == len(written[resource["path"]])
