import csv
from pathlib import Path

import pytest

from sousveil import cli


@pytest.mark.parametrize(
    ("format", "expected"),
    [
        pytest.param("csv", {"matrix.csv", "README.txt", "datapackage.json"}, id="csv"),
        pytest.param("xlsx", {"aigs-2019.xlsx", "datapackage.json"}, id="xlsx"),
    ],
)
def test_an_edition_is_written_as_files(format: str, expected: set[str], tmp_path: Path) -> None:
    assert cli.run(["export", "aigs-2019", "--format", format, "--to", str(tmp_path / "out")]) == 0
    assert expected <= {path.name for path in (tmp_path / "out").iterdir()}


def test_other_files_of_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert cli.run(["export", "aigs-2019", "--to", str(tmp_path)]) == 0
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert cli.run(["export", "aigs-2019", "--to", str(tmp_path / "file")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(("name", "countries"), [("aigs-2019", 75), ("aigs-2022", 97)])
def test_the_matrix_has_a_row_a_country(name: str, countries: int, tmp_path: Path) -> None:
    assert cli.run(["export", name, "--to", str(tmp_path)]) == 0
    with (tmp_path / "matrix.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["iso3"] for row in rows}) == len(rows) == countries
    assert {row["social_media_surveillance"] for row in rows} == (
        {""} if name == "aigs-2019" else {"0", "1"}
    )
