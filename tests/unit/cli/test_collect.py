import json
from pathlib import Path

import pytest

from sousveil import cli


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert cli.run(["init", str(tmp_path / "index")]) == 0
    capsys.readouterr()
    return str(tmp_path / "index")


def test_a_folder_becomes_a_project_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["init", str(tmp_path / "index")]) == 0
    assert "is an empty project" in capsys.readouterr().out
    assert cli.run(["init", str(tmp_path / "index")]) == 2


def test_documents_are_told_one_a_line_and_a_rejection_exits_1(
    project: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = tmp_path / "note.txt"
    note.write_text("The index is about surveillance.", encoding="utf-8")
    assert cli.run(["-C", project, "add", str(note), "missing.pdf", "--json"]) == 1
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first.keys() >= {"input", "status", "code", "snapshot", "text", "claims", "lost"}
    assert (first["status"], second["status"]) == ("ok", "rejected")


def test_a_document_that_is_there_already_is_skipped(
    project: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = tmp_path / "note.txt"
    note.write_text("The index is about surveillance.", encoding="utf-8")
    assert cli.run(["-C", project, "add", str(note)]) == 0
    assert capsys.readouterr().out.startswith("status=ok ")
    assert cli.run(["-C", project, "add", str(note)]) == 0
    assert capsys.readouterr().out.startswith("status=skipped ")


def test_a_sound_project_verifies_and_has_a_digest(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["-C", project, "verify"]) == 0
    assert capsys.readouterr().out.startswith("Nothing wrong.")
    assert cli.run(["-C", project, "digest"]) == 0
    assert capsys.readouterr().out.startswith("sha256:")


def test_nothing_to_compile_is_told(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["-C", project, "compile", "2024-1"]) == 2
    assert capsys.readouterr().err.startswith("sousveil: No accepted claims ")


def test_a_project_still_has_the_packaged_editions(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["-C", project, "count", "aigs-2019", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["value"] == 75


def test_without_a_project_a_verb_that_needs_one_says_how_to_make_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOUSVEIL_PROJECT", raising=False)
    assert cli.run(["digest"]) == 2
    assert "sousveil init" in capsys.readouterr().err


def test_a_project_that_cannot_be_opened_is_a_fault_and_no_crash(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (Path(project) / "sousveil.toml").write_text("name = [", encoding="utf-8")
    assert cli.run(["-C", project, "verify", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert not told["ok"]
    assert "sousveil.toml cannot be read" in told["problems"][0]["what"]


def test_a_damaged_archive_does_not_end_the_batch(
    project: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = [tmp_path / f"{number}.txt" for number in range(3)]
    for note in notes:
        note.write_text(f"Note {note.stem} is about surveillance.", encoding="utf-8")
    assert cli.run(["-C", project, "add", str(notes[1])]) == 0
    (stored,) = (p for p in Path(project, "archive").rglob("*") if p.is_file())
    stored.chmod(0o644)
    stored.write_bytes(b"cut")
    capsys.readouterr()
    assert cli.run(["-C", project, "add", *map(str, notes), "--json"]) == 1
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["status"], one["code"]) for one in told] == [
        ("ok", None),
        ("rejected", "damaged-archive"),
        ("ok", None),
    ]
