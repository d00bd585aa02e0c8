"""What the page on figures tells readers to run, runs."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from tests.unit.charts.shapes import written

from sousveil import cli
from sousveil.charts import KINDS, geometry

PAGE = (Path(__file__).parents[2] / "docs" / "how-to-charts.md").read_text(encoding="utf-8")

CALLS = re.findall(r"^\$ sousveil (chart .*)$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("call", CALLS)
def test_a_call_of_the_page_writes_its_file(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path.joinpath(*geometry.PACKAGED[:-1])
    folder.mkdir(parents=True)
    written(folder / geometry.PACKAGED[-1])
    monkeypatch.setattr(geometry, "files", lambda _: tmp_path)
    monkeypatch.chdir(tmp_path)
    words = shlex.split(call)
    assert cli.run(words) == 0
    assert Path(words[-1]).stat().st_size > 5000


def test_the_page_has_a_call_of_every_kind() -> None:
    assert {call.split()[1] for call in CALLS} == set(KINDS)
    assert set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)) == set(KINDS)


def test_the_python_of_the_page_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(example, "how-to-charts.md", "exec"), {})
    assert capsys.readouterr().out.startswith("Countries with AI surveillance among")
    assert Path("gulf.svg").is_file()
