"""Replies and reports: entered, shown beside what they answer to, withdrawn and never erased."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from sousveil.errors import QueryError, SousveilError
from sousveil.extraction.schema import schema_claim
from sousveil.model.codec import to_plain
from sousveil.model.reply import Reply
from sousveil.project import Project
from sousveil.project.state import decision
from sousveil.storage.ledger import row

from .small import NOW, SmallProject, at

WORDS = "We delivered no such system."
STORY = "Huawei supplied facial recognition cameras to the police of Kenya in 2019."


def reply(project: Project, **more: object) -> Reply:
    told = {"who": "Press office", "day": "2026-01-01", "words": WORDS, "by": "anna", **more}
    if "claims" not in more:
        told.setdefault("party", "Huawei")
    return project.reply(**told)  # type: ignore[arg-type]


@pytest.fixture
def claims(project: Project, tmp_path: Path) -> list[str]:
    """Claims of a small text."""
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    list(project.add([path]))
    found = [claim.id for claim in project.claims()]
    assert found
    return found


def test_a_reply_to_a_party_is_kept(project: Project) -> None:
    made = reply(project, link="https://example.org/answer")
    (kept,) = project.replies()
    assert kept.reply == made and kept.retracted is None
    assert (made.party, made.day, made.words, made.by) == (
        "supplier:huawei",
        "2026-01-01",
        WORDS,
        "anna",
    )
    assert project.verify().problems == ()
    assert project.verify().counts["reply"] == 1


def test_a_reply_is_withdrawn_by_a_later_record_and_stays(project: Project) -> None:
    made = reply(project)
    before = project.digest()
    project.withdraw_reply([made.id], by="bo", because="sent by somebody else")
    (kept,) = project.replies()
    assert kept.reply == made
    assert kept.retracted is not None and kept.retracted.because == "sent by somebody else"
    assert project.digest() != before
    assert project.verify().problems == ()
    with pytest.raises(QueryError, match="was withdrawn by bo"):
        project.withdraw_reply([made.id], by="bo", because="again")


def test_a_claim_is_named_by_the_beginning_of_its_id(project: Project, claims: list[str]) -> None:
    made = reply(project, claims=[claims[0][6:16]])
    assert made.claims == (claims[0],) and made.party is None


def test_a_claim_of_a_packaged_edition_can_be_answered(project: Project) -> None:
    claim = project.records("aigs-2019").evidence[0].claim
    assert reply(project, claims=[claim]).claims == (claim,)
    report = project.verify()
    assert (report.problems, report.notes) == ((), ())


def test_a_reply_goes_with_the_claim_that_stands_instead(
    project: Project, claims: list[str]
) -> None:
    first = next(c for c in project.claims() if c.id == claims[0])
    plain = {**schema_claim(first, project.codebook), "modality": "planned"}
    reply(project, claims=[first.id])
    made = project.amend(first.id, plain, by="bo", because="a doubt")
    (kept,) = project.replies()
    assert kept.claims == tuple(sorted({first.id, *(made.instead or ())}))


def test_a_stored_document_holds_the_answer(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear editors, " + WORDS, encoding="utf-8")
    (added,) = project.add([path])
    assert reply(project, document="letter.txt").document == added.snapshot


@pytest.mark.parametrize(
    ("more", "message"),
    [
        pytest.param({"who": " "}, "who answered", id="nobody"),
        pytest.param({"words": " "}, "has none", id="no-words"),
        pytest.param({"by": ""}, "names who decides", id="unsigned"),
        pytest.param({"day": "2026-01"}, "is not a date", id="no-day"),
        pytest.param({"day": "2026-02-01"}, "yet to come", id="tomorrow"),
        pytest.param({"party": "Atlantis Ltd"}, "no name of a supplier", id="unknown-party"),
        pytest.param({"claims": ["ffffffff"]}, "There is no claim", id="unknown-claim"),
        pytest.param({"claims": []}, "Name one", id="to-nothing"),
        pytest.param({"link": "javascript:alert(1)"}, "no address of the web", id="bad-link"),
        pytest.param({"document": "letter.txt"}, "no document", id="unknown-document"),
        pytest.param({"words": "x" * 20_001}, "Enter its core", id="too-long"),
    ],
)
def test_what_is_no_reply_is_refused(
    project: Project, more: dict[str, object], message: str
) -> None:
    with pytest.raises(SousveilError, match=message):
        reply(project, **more)
    assert not list(project.replies())


def test_the_same_reply_is_entered_once_while_it_stands(project: Project, tmp_path: Path) -> None:
    made = reply(project)
    with SmallProject.open(tmp_path / "my-index", clock=at("2026-02-02T00:00:00Z")) as later:
        with pytest.raises(QueryError, match="anna entered this reply"):
            reply(later)
        later.withdraw_reply(made.id, by="bo", because="entered too early")
        assert reply(later).id != made.id
        assert [one.retracted is None for one in later.replies()] == [False, True]


def test_a_report_is_filed_and_settled(project: Project) -> None:
    made = project.report("place/kenya/", "The year is wrong.", by="ben")
    assert project.report("place/kenya/", "The year is wrong.", by="ben") == made
    (filed,) = project.reports()
    assert filed.settled is None
    project.settle_report([made.id[7:15]], by="anna", because="amended")
    (filed,) = project.reports()
    assert filed.settled is not None and filed.settled.by == "anna"
    assert project.verify().problems == ()


def test_a_flood_of_reports_is_stopped(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sousveil.project.replies.OPEN", 2)
    for number in range(2):
        project.report("place/kenya/", f"Problem {number}", by="ben")
    with pytest.raises(QueryError, match="2 reports of yours wait"):
        project.report("place/kenya/", "Problem 3", by="ben")
    project.report("place/kenya/", "Another voice", by="eve")


def test_a_changed_reply_is_a_fault(project: Project, tmp_path: Path) -> None:
    reply(project)
    with sqlite3.connect(tmp_path / "my-index" / "ledger.sqlite") as ledger:
        with pytest.raises(sqlite3.IntegrityError, match="appended"):
            ledger.execute("delete from reply")
        ledger.execute("drop trigger reply_no_update")
        ledger.execute("update reply set body = replace(body, 'no such', 'such a')")
    assert {fault.kind for fault in project.verify().problems} >= {"row", "ledger"}


def test_a_record_about_a_reply_that_is_not_there_is_a_fault(project: Project) -> None:
    made = decision("retract", (), by="anna", at=NOW, because="x", letters=["reply:0"])
    with project._ledger.writing(NOW) as writer:
        writer.append([row("decision", to_plain(made))])
    (fault,) = project.verify().problems
    assert "a reply that is not there" in fault.what


def test_a_reply_to_a_claim_that_nobody_has_is_noted(project: Project) -> None:
    plain = {"who": "X", "day": "2026-01-01", "words": "No.", "claims": ["claim:0"]}
    with project._ledger.writing(NOW) as writer:
        from sousveil.storage.ledger import row_id

        told = {**plain, "by": "anna", "at": NOW}
        writer.append([row("reply", {**told, "id": row_id("reply", told)})])
    report = project.verify()
    assert report.problems == ()
    assert ["in no edition at hand" in note.what for note in report.notes] == [True]


def test_a_backup_holds_the_replies(project: Project, tmp_path: Path) -> None:
    made = reply(project)
    project.backup(tmp_path / "b.tar")
    with SmallProject.restore(tmp_path / "b.tar", tmp_path / "again") as again:
        (kept,) = again.replies()
        assert kept.reply == made
        assert again.digest() == project.digest()


def test_a_ledger_without_replies_is_brought_up_to_date(tmp_path: Path) -> None:
    """As the program before wrote it: the newest revision is taken away again."""
    SmallProject.create(tmp_path / "p", clock=at(NOW)).close()
    with sqlite3.connect(tmp_path / "p" / "ledger.sqlite") as ledger:
        ledger.execute("drop table reply")
        ledger.execute("drop table report")
        ledger.execute("update alembic_version set version_num = '0003'")
    with SmallProject.open(tmp_path / "p", clock=at(NOW)) as project:
        assert project.verify().problems == ()
        reply(project)
        assert project.verify().problems == ()
    assert (tmp_path / "p" / "backups" / "ledger-0003.sqlite").exists()
