"""Confirmed verdicts as ClaimReview; nothing else is exported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sousveil import cli
from sousveil.model.decision import Decision
from sousveil.model.saved import Confirmed, SavedCheck
from sousveil.publish.claimreview import review
from sousveil.storage import packaged

TEXT = "Facial recognition is used in 64 countries. Smart policing has reached 52 countries."
EXPORT = ["-C", "index", "export", "aigs-2019", "--format", "claimreview", "--to", "out"]


@pytest.fixture
def check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> str:
    monkeypatch.chdir(tmp_path)
    Path("story.html").write_text(
        f"<html><head><title>Cameras</title></head><body><p>{TEXT}</p></body></html>"
    )
    assert cli.run(["init", "index"]) == 0
    assert cli.run(["-C", "index", "check", "story.html", "--as-of=2019-10-01", "--save"]) == 1
    capsys.readouterr()
    assert cli.run(["-C", "index", "checks", "--json"]) == 0
    id: str = json.loads(capsys.readouterr().out)["check"]
    return id


def confirm(verdict: str) -> None:
    assert cli.run(["-C", "index", "checks", "confirm", verdict, "--by", "anna"]) == 0


def written() -> list[dict[str, Any]]:
    return [json.loads(path.read_text("utf-8")) for path in sorted(Path("out").glob("*.jsonld"))]


def test_only_confirmed_verdicts_are_written(
    check: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(EXPORT) == 2
    assert "No confirmed verdict on aigs-2019" in capsys.readouterr().err
    confirm(f"{check}/2")
    assert cli.run([*EXPORT, "--base-url", "https://desk.example/checks/"]) == 0
    (made,) = written()
    assert made["@type"] == "ClaimReview"
    assert made["identifier"] == f"{check}/2"
    assert made["claimReviewed"] == "Smart policing has reached 52 countries."
    assert made["url"] == f"https://desk.example/checks/{check[6:18]}-2"
    assert made["author"] == {"@type": "Organization", "name": "index"}
    assert made["reviewRating"]["alternateName"].startswith("Contradicted by")
    assert "ratingValue" not in made["reviewRating"]
    assert "Steven Feldstein" in made["isBasedOn"]["creditText"]
    assert "anna" not in json.dumps(made)
    package = json.loads(Path("out/datapackage.json").read_text("utf-8"))
    assert [one["path"] for one in package["resources"]] == [f"{check[6:18]}-2.jsonld"]


def test_a_verdict_on_another_edition_is_not_written(
    check: str, capsys: pytest.CaptureFixture[str]
) -> None:
    confirm(f"{check}/1")
    assert cli.run([*EXPORT[:3], "aigs-2022", *EXPORT[4:]]) == 2
    assert not Path("out").exists()


def test_what_was_withdrawn_is_told_where_it_still_lies(
    check: str, capsys: pytest.CaptureFixture[str]
) -> None:
    confirm(f"{check}/1")
    confirm(f"{check}/2")
    assert cli.run(EXPORT) == 0
    assert "give --base-url" in capsys.readouterr().err
    call = ["-C", "index", "checks", "withdraw", f"{check}/1", "--by", "bo", "--because", "no"]
    assert cli.run(call) == 0
    assert cli.run(EXPORT) == 0
    assert f"{check[6:18]}-1.jsonld is no confirmed verdict" in capsys.readouterr().err
    assert len(written()) == 2


def test_what_moved_since_it_was_confirmed_is_left_out(
    check: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from sousveil.project import recheck

    confirm(f"{check}/1")
    confirm(f"{check}/2")
    judged = recheck.check_text
    monkeypatch.setattr(
        recheck,
        "check_text",
        lambda text, editions, book, as_of, against: judged(
            text, editions, book, "2023-01-01", against
        ),
    )
    assert cli.run(EXPORT) == 2
    assert f"{check[6:18]}/1 is left out: recheck finds another" in capsys.readouterr().err


def saved(sentence: str, name: str) -> Confirmed:
    claim = {
        "sentence": {"start": 0, "end": len(sentence), "quote": sentence},
        "claim": {},
        "outcome": "supported",
        "reason": "So it is.",
    }
    check = SavedCheck(
        id="check:" + "a" * 32,
        text="sha256:0",
        content=sentence,
        name=name,
        title="A <b>title</b>",
        publisher="Desk",
        editions={},
        codebook="sha256:1",
        program="0.1.0",
        verdict="supported",
        claims=(claim,),
        at="2026-01-01T00:00:00Z",
    )
    decision = Decision(
        id="d", kind="confirm", claims=(), by="anna", at="2026-02-02T00:00:00Z", because="x"
    )
    return Confirmed(check=check, number=1, decision=decision)


def test_a_page_is_named_by_its_address_and_a_file_is_not() -> None:
    edition = packaged.load_edition("aigs-2019")
    page = review(saved("It is so.", "https://news.example/a"), edition, "Desk")
    assert page["itemReviewed"]["appearance"]["url"] == "https://news.example/a"
    assert page["itemReviewed"]["author"]["name"] == "Desk"
    assert page["datePublished"] == "2026-02-02"
    file = review(saved("It is so.", "/home/anna/draft.txt"), edition, "Desk")
    assert "/home/anna" not in json.dumps(file)


def test_nothing_of_an_article_ends_a_script_element() -> None:
    from sousveil.publish.claimreview import files

    edition = packaged.load_edition("aigs-2019")
    sentence = "64 </script><script>alert(1)</script> & countries."
    (data, _) = files([saved(sentence, "-")], edition, publisher="Desk").values()
    assert b"<" not in data and b"&" not in data
    assert json.loads(data)["claimReviewed"] == sentence
