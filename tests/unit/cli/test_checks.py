"""Saved checks on the command line: save, list, confirm, withdraw, judge again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sousveil import cli

RIGHT = "Facial recognition is used in 64 countries."
WRONG = "Smart policing has reached 52 countries."


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> str:
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text(f"{RIGHT} {WRONG}", encoding="utf-8")
    assert cli.run(["init", "index"]) == 0
    assert cli.run(["-C", "index", "check", "story.txt", "--as-of=2019-10-01", "--save"]) == 1
    err = capsys.readouterr().err
    (line,) = [line for line in err.splitlines() if line.startswith("Saved as ")]
    return line.removeprefix("Saved as ").partition(".")[0]


def listed(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert cli.run(["-C", "index", "checks", "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


def test_saved_checks_are_listed_with_their_verdicts(
    desk: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["-C", "index", "checks"]) == 0
    shown = capsys.readouterr().out
    assert f"{desk}  story.txt, judged as of 2019-10-01" in shown
    assert f"✓ {desk}/1  64 supported" in shown and f"✗ {desk}/2  52 contradicted" in shown
    told = listed(capsys)
    assert (told["input"], told["verdict"]) == ("story.txt", "contradicted")
    assert [claim["confirmed"] for claim in told["claims"]] == [False, False]


def test_a_verdict_is_confirmed_and_withdrawn(
    desk: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["-C", "index", "checks", "confirm", f"{desk}/2", "--by", "anna"]) == 0
    assert capsys.readouterr().out == f"{desk}/2 confirmed by anna: looked at and found right\n"
    told = listed(capsys)["claims"][1]
    assert (told["confirmed"], told["by"]) == (True, "anna")
    call = ["-C", "index", "checks", "withdraw", f"{desk}/2", "--by", "bo", "--because", "too fast"]
    assert cli.run(call) == 0
    assert capsys.readouterr().out == f"{desk}/2 withdrawn by bo: too fast\n"
    told = listed(capsys)["claims"][1]
    assert (told["confirmed"], told["by"], told["because"]) == (False, "bo", "too fast")


def test_a_check_of_several_verdicts_is_not_confirmed_as_a_whole(
    desk: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["-C", "index", "checks", "confirm", desk, "--by", "anna"]) == 2
    assert "Look at each" in capsys.readouterr().err


def test_recheck_exits_1_only_for_the_worse(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["-C", "index", "recheck"]) == 0
    assert "2 verdicts of 1 saved check judged again: 0 moved" in capsys.readouterr().out
    assert cli.run(["-C", "index", "recheck", "--as-of", "2023-01-01"]) == 1
    shown = capsys.readouterr().out
    assert f"{desk}/1  supported -> outdated (story.txt)" in shown
    assert "Counts now: " in shown and ", cell " in shown
    assert cli.run(["-C", "index", "recheck", "--as-of", "2023-01-01", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [changed["worse"] for changed in told["moved"]] == [True, False]
    assert told["moved"][0]["rows"][0]["evidence"]


def test_saving_needs_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("story.txt").write_text(RIGHT, encoding="utf-8")
    assert cli.run(["check", "story.txt", "--save"]) == 2
    assert "There is no project" in capsys.readouterr().err
