from __future__ import annotations

import json
from pathlib import Path

import pytest

from sousveil import cli

TEXTS = {
    "one.txt": "Human Rights Watch said that masts spread along the quay of the river town.",
    "two\x1b[31m.txt": "A report by Human Rights Watch counts the domes above the square.",
    "three.txt": "The ferry came late that year, and three brothers mended nets at the bridge.",
}


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    folder = str(tmp_path / "index")
    assert cli.run(["init", folder]) == 0
    for name, content in TEXTS.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
        assert cli.run(["-C", folder, "add", str(tmp_path / name)]) == 0
    capsys.readouterr()
    return folder


def test_origins_are_told_with_documents_reasons_and_words(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["-C", project, "origins"]) == 0
    said = capsys.readouterr().out
    assert "Human Rights Watch (2 documents)" in said
    assert "one.txt" in said
    assert "both go back to Human Rights Watch" in said
    assert '"report by Human Rights Watch"' in said
    assert said.endswith("3 documents, 2 origins.\n")
    assert "\x1b" not in said


def test_the_json_has_groups_with_documents_and_reasons(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["-C", project, "origins", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["count"] == 2
    assert sorted(len(origin["documents"]) for origin in told["origins"]) == [1, 2]
    named = next(o for o in told["origins"] if o["name"])
    assert named["id"] == "source:hrw"
    assert {d.keys() >= {"snapshot", "location", "source"} for d in named["documents"]} == {True}
    assert named["reasons"][0].keys() >= {"kind", "documents", "what", "words", "weight"}


def test_joining_and_parting_are_decided_and_shown(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    sign = ["--by", "anna", "--because", "a translation"]
    assert cli.run(["-C", project, "origins", "--join", "one.txt", "three.txt", *sign]) == 0
    assert "are one origin, decided by anna: a translation" in capsys.readouterr().out
    assert cli.run(["-C", project, "origins"]) == 0
    said = capsys.readouterr().out
    assert "decided by anna at" in said
    assert said.endswith("3 documents, 1 origin.\n")
    assert cli.run(["-C", project, "origins", "--part", "one.txt", *sign, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "own-origin"
    assert cli.run(["-C", project, "verify"]) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--join", "one.txt", "three.txt"], id="nobody-decides"),
        pytest.param(["--join", "one.txt", "three.txt", "--by", "anna"], id="no-reason"),
        pytest.param(["--join", "one.txt", "--by", "anna", "--because", "x"], id="one-alone"),
        pytest.param(["--part", "no.txt", "--by", "anna", "--because", "x"], id="not-there"),
        pytest.param(
            ["--join", "one.txt", "--part", "two.txt", "--by", "a", "--because", "x"], id="both"
        ),
        pytest.param(["one.txt"], id="neither"),
        pytest.param(["--by", "anna"], id="by-without-a-decision"),
    ],
)
def test_a_wrong_call_is_told_in_one_line(
    project: str, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["-C", project, "origins", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("sousveil: ")
    assert said.err.count("\n") == 1
