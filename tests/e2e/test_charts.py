"""Pictures from the command line, as a user makes them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.unit.charts.shapes import written

from sousveil import cli

SOURCE = Path(__file__).parents[2] / "src"

FLAT = ("matrix", "heatmap", "flow", "editions", "figures")
"""Kinds that need no geometry."""


@pytest.fixture
def answer(capsys: pytest.CaptureFixture[str]) -> Any:
    def asked(*arguments: str) -> Any:
        assert cli.run(["chart", *arguments, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return asked


def fresh(*arguments: str, seed: str) -> subprocess.CompletedProcess[str]:
    surroundings = os.environ | {"PYTHONPATH": str(SOURCE), "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "sousveil", "chart", *arguments]
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("edition", ["aigs-2019", "aigs-2022"])
@pytest.mark.parametrize("kind", FLAT)
def test_a_kind_is_drawn_and_its_file_named(
    kind: str, edition: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "figure.svg"
    assert cli.run(["chart", kind, edition, "--to", str(file)]) == 0
    assert capsys.readouterr().out == f"{file}\n"
    assert f"Edition {edition}" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", FLAT)
def test_another_process_draws_the_same_bytes(kind: str, tmp_path: Path) -> None:
    for seed in ("1", "2"):
        assert (
            fresh(kind, "aigs-2022", "--to", str(tmp_path / f"{seed}.svg"), seed=seed).returncode
            == 0
        )
    assert (tmp_path / "1.svg").read_bytes() == (tmp_path / "2.svg").read_bytes()


def test_a_map_is_drawn_on_a_geometry_of_ones_own(tmp_path: Path, answer: Any) -> None:
    shapes = written(tmp_path / "squares.json")
    told = answer(
        *("map", "aigs-2019", "--having", "origin=CHN", "--among", "bri"),
        *("--geometry", str(shapes), "--to", str(tmp_path / "map.png")),
    )
    marked = [row["iso3"] for row in told["rows"] if row["state"] == "meets the conditions"]
    assert len(marked) == 36 and "KEN" in marked
    assert told["notes"][0].startswith("Not drawn, as the geometry has no shape for it: ")
    assert (tmp_path / "map.png").read_bytes().startswith(b"\x89PNG")


def test_one_edition_is_set_beside_the_packaged_one_before_it(tmp_path: Path, answer: Any) -> None:
    to = str(tmp_path / "x.json")
    assert answer("heatmap", "aigs-2022", "--to", to)["editions"] == ["aigs-2019", "aigs-2022"]
    assert answer("heatmap", "aigs-2019", "--to", to)["editions"] == ["aigs-2019"]
    both = answer("editions", "aigs-2022", "aigs-2019", "--having", "supplier=NEC", "--to", to)
    assert [row["places"] for row in both["rows"]] == [75, 97, 14, 14]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(("flow", "aigs-2019", "--to", "x.gif"), "ends in none of", id="ending"),
        pytest.param(
            ("flow", "aigs-2020", "--to", "x.svg"), "no edition 'aigs-2020'", id="edition"
        ),
        pytest.param(("pie", "aigs-2019", "--to", "x.svg"), "'pie' is not one of", id="kind"),
        pytest.param(
            ("matrix", "aigs-2019", "aigs-2022", "--to", "x.svg"), "draws one edition", id="two"
        ),
        pytest.param(
            ("flow", "aigs-2019", "--having", "technology=spyware", "--to", "x.svg"),
            "did not ask about spyware",
            id="not-asked",
        ),
        pytest.param(
            ("flow", "aigs-2019", "--geometry", "pyproject.toml", "--to", "x.svg"),
            "belongs to the kind map",
            id="geometry",
        ),
        pytest.param(
            ("flow", "aigs-2019", "--to", "no/x.svg"), "no/x.svg: No such file", id="folder"
        ),
    ],
)
def test_what_cannot_be_drawn_is_told_in_one_line(
    arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["chart", *arguments]) == 2
    said = capsys.readouterr().err
    assert told in said and said.count("\n") == 1
    assert not Path("x.svg").exists()


def test_without_the_extra_the_command_says_what_to_install(tmp_path: Path) -> None:
    hidden = tmp_path / "altair.py"
    hidden.write_text("raise ModuleNotFoundError('No module named altair', name='altair')")
    surroundings = os.environ | {"PYTHONPATH": os.pathsep.join((str(tmp_path), str(SOURCE)))}
    done = subprocess.run(
        [sys.executable, "-m", "sousveil", "chart", "flow", "aigs-2019", "--to", "x.svg"],
        env=surroundings,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "sousveil: Figures need altair and vl-convert, which are not installed. "
        "Install them with: pip install 'sousveil[charts]'\n"
    )
