"""Several inputs in one check: files, folders, addresses, lines."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from archive.loopback import Server

from sousveil import cli
from sousveil.cli.inputs import natural

RIGHT = "Facial recognition is used in 64 countries."
WRONG = "Smart policing has reached 52 countries."
OPEN = "Facial recognition from Huawei is in use in 20 countries."
THEN = "--as-of=2019-10-01"


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "drafts"
    (folder / "later").mkdir(parents=True)
    (folder / "10.txt").write_text(WRONG, encoding="utf-8")
    (folder / "2.txt").write_text(RIGHT, encoding="utf-8")
    (folder / "later" / "1.html").write_text(f"<html><body><p>{RIGHT}</p></body></html>")
    (folder / ".hidden.txt").write_text(WRONG, encoding="utf-8")
    return folder


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_people_count_two_before_ten() -> None:
    names = ["c/10.txt", "c/2.txt", "c/2b/1", "c/B1", "c/a10", "c/a9x", "c/ch 2 b", "c/ch 10 a"]
    expected = ["c/2.txt", "c/2b/1", "c/10.txt", "c/a9x", "c/a10", "c/B1", "c/ch 2 b", "c/ch 10 a"]
    assert sorted(names, key=natural) == expected


def test_a_folder_is_walked_and_each_text_has_an_answer(
    drafts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["check", "drafts", THEN, "--json"]) == 1
    assert [(answer["input"], answer["verdict"]) for answer in told(capsys)] == [
        ("drafts/2.txt", "supported"),
        ("drafts/10.txt", "contradicted"),
        ("drafts/later/1.html", "supported"),
    ]


def test_an_input_that_cannot_be_read_is_told_and_the_rest_goes_on(
    drafts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["check", "missing.txt", "drafts/2.txt", THEN, "--json"]) == 1
    first, second = told(capsys)
    assert first.keys() == {"input", "error"} and "There is no file" in first["error"]
    assert second["verdict"] == "supported"


def test_where_no_input_can_be_read_nothing_could_be_done(
    drafts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["check", "missing.txt", "gone.txt"]) == 2
    assert "None of the 2 inputs could be checked" in capsys.readouterr().err


def test_a_name_that_is_empty_is_not_this_folder(
    drafts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["check", ""]) == 2
    assert capsys.readouterr().err == (
        "sousveil: There is no file ''. Check the name and the folder.\n"
    )


def test_several_inputs_are_summed_up(drafts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["check", "drafts", THEN]) == 1
    shown = capsys.readouterr().out
    assert shown.rstrip().endswith("3 texts checked: 2 supported, 1 contradicted.")
    assert shown.index("drafts/2.txt") < shown.index("drafts/10.txt")


@pytest.mark.parametrize(
    ("text", "plain", "strict"),
    [
        pytest.param(RIGHT, 0, 0, id="supported"),
        pytest.param(OPEN, 0, 1, id="unverifiable"),
        pytest.param(WRONG, 1, 1, id="contradicted"),
        pytest.param("It has 3 doors.", 0, 0, id="no-claim"),
    ],
)
def test_strict_takes_nothing_but_supported(
    text: str, plain: int, strict: int, tmp_path: Path
) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(text, encoding="utf-8")
    assert cli.run(["check", str(draft), THEN]) == plain
    assert cli.run(["check", str(draft), THEN, "--strict"]) == strict


def page(path: str) -> bytes:
    body = f"<html><head><title>Story</title></head><body><p>{WRONG}</p></body></html>".encode()
    if path != "/story":
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def test_an_address_is_fetched_and_judged(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOUSVEIL_ALLOW_LOOPBACK", "1")
    with Server(page) as server:
        assert cli.run(["check", f"{server.url}/story", THEN, "--json"]) == 1
        (answer,) = told(capsys)
        assert server.paths == ["/robots.txt", "/story"]
    assert answer["input"].endswith("/story")
    assert [claim["claim"]["value"] for claim in answer["claims"]] == [52]


def test_an_address_of_this_machine_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with Server(page) as server:
        assert cli.run(["check", f"{server.url}/story"]) == 2
    assert server.paths == []
    assert capsys.readouterr().err.startswith("sousveil: http://127.0.0.1")


def batch(
    text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, list[dict[str, Any]], str]:
    stream = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", stream)
    code = cli.run(["check", "--jsonl", THEN])
    shown = capsys.readouterr()
    return code, [json.loads(line) for line in shown.out.splitlines()], shown.err


def test_a_bad_line_gets_an_answer_and_the_batch_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    good = json.dumps({"id": "a", "text": WRONG})
    dated = json.dumps({"id": "b", "text": WRONG, "as_of": "soon"})
    code, answers, err = batch(f"{good}\n[]\n{dated}\n{good}\n", monkeypatch, capsys)
    assert code == 0
    assert [answer.get("id") for answer in answers] == ["a", None, "b", "a"]
    assert [answer.get("verdict") for answer in answers] == [
        "contradicted",
        None,
        None,
        "contradicted",
    ]
    assert (answers[1]["line"], answers[2]["line"]) == (2, 3)
    assert "is not a date" in answers[2]["error"]
    assert err == "2 lines of 4 could not be checked; the answer says why.\n"


def test_a_batch_of_nothing_but_bad_lines_is_a_wrong_call(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, answers, err = batch("{}\nx\n", monkeypatch, capsys)
    assert code == 2
    assert [answer["line"] for answer in answers] == [1, 2]
    assert "None of the 2 lines could be checked" in err


def test_reports_are_written_beside_the_answer(
    drafts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["check", "drafts", "gone.txt", THEN, "--report", "a.html", "--report", "a.json"]
    assert cli.run(call) == 1
    assert "The report is in a.html." in capsys.readouterr().err
    plain = json.loads(Path("a.json").read_text(encoding="utf-8"))
    assert [one["verdict"] for one in plain["inputs"]] == ["supported", "contradicted", "supported"]
    assert [one["input"] for one in plain["unread"]] == ["gone.txt"]
    assert Path("a.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_report_in_the_folder_is_not_checked_the_next_time(
    drafts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["check", "drafts", THEN, "--json", "--report", "drafts/report.html"]
    for _ in range(2):
        assert cli.run(call) == 1
        assert len(told(capsys)) == 3


@pytest.mark.skipif(sys.platform == "darwin", reason="names of files are text there")
def test_a_name_that_is_no_text_is_written_out(
    drafts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(os.fsdecode(b"drafts/\xff.txt")).write_text(RIGHT, encoding="utf-8")
    assert cli.run(["check", "drafts", THEN, "--json", "--report", "a.json"]) == 1
    assert "drafts/\\udcff.txt" in [answer["input"] for answer in told(capsys)]


def test_a_report_of_no_known_kind_is_refused_before_the_work(
    drafts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["check", "drafts", "--report", "a.docx"]) == 2
    assert "ends in none of .html, .md and .json" in capsys.readouterr().err


def test_correction_notes_stand_alone(drafts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["check", "drafts", THEN, "--correction"]) == 1
    shown = capsys.readouterr().out
    assert shown.startswith("Correction: 10.txt\nAs printed: “Smart policing has reached 52")
    assert "It should read: “Smart policing has reached 53 countries.”" in shown
    assert cli.run(["check", "drafts/2.txt", THEN, "--correction"]) == 0
    assert capsys.readouterr().out.startswith("There is nothing to correct")


def test_what_was_too_long_to_read_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("It cost 9 euros. " + "China and " * 400 + "Ghana.")
    assert cli.run(["check", str(draft)]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "1 more sentence holds a number and no claim that could be judged (1 money)" in told
    assert "1 stretch of text was not read as a sentence (1 too long)" in told
