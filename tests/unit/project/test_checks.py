"""Saved checks: kept once, held to their text, confirmed by people."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from sousveil.errors import QueryError
from sousveil.project import Project

from .small import NOW, SmallProject, at

TWO = "Smart policing has reached 52 countries. Facial recognition is used in 64 countries."
ONE = "Facial recognition is used in 64 countries."


def saved(project: Project, text: str = TWO, **more: str) -> str:
    return project.save_check(text, name="story.txt", as_of="2019-10-01", **more).id


def test_a_check_is_kept_with_text_and_answer(project: Project) -> None:
    id = saved(project, title="Cameras", publisher="Desk")
    (kept,) = project.checks()
    check = kept.check
    assert (check.id, check.name, check.title, check.content) == (id, "story.txt", "Cameras", TWO)
    assert [claim["outcome"] for claim in check.claims] == ["contradicted", "supported"]
    assert check.editions.keys() == {"aigs-2019", "aigs-2022"}
    assert kept.decisions == (None, None)
    report = project.verify()
    assert report.problems == () and report.counts["checked"] == 1


def test_the_same_check_again_adds_nothing(project: Project, tmp_path: Path) -> None:
    id = saved(project)
    digest, head = project.digest(), project.verify().head
    with SmallProject.open(tmp_path / "my-index", clock=at("2026-02-02T00:00:00Z")) as later:
        assert saved(later) == id
        assert [kept.check.at for kept in later.checks()] == [NOW]
        assert (later.digest(), later.verify().head) == (digest, head)


def test_a_confirmation_can_be_withdrawn_and_the_last_word_counts(
    project: Project, tmp_path: Path
) -> None:
    id = saved(project)
    empty = project.digest()
    made = project.confirm([f"{id}/1"], by="anna")
    assert (made.kind, made.verdicts, made.claims) == ("confirm", (f"{id}/1",), ())
    (kept,) = project.checks()
    assert kept.confirmed(1) == made and kept.confirmed(2) is None
    confirmed = project.digest()
    assert confirmed != empty
    project.withdraw([f"{id}/1"], by="bo", because="the row is disputed")
    (kept,) = project.checks()
    assert kept.confirmed(1) is None
    assert project.digest() == empty
    with SmallProject.open(tmp_path / "my-index", clock=at("2026-02-02T00:00:00Z")) as later:
        later.confirm([f"{id}/1"], by="anna")
        assert later.digest() == confirmed
        assert later.verify().problems == ()


def test_the_only_verdict_needs_no_number_and_one_of_several_does(project: Project) -> None:
    one, two = saved(project, ONE), saved(project)
    assert project.confirm([one[6:14]], by="anna").verdicts == (f"{one}/1",)
    with pytest.raises(QueryError, match="has 2 verdicts"):
        project.confirm([two], by="anna")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("ffff/1", "There is no saved check", id="unknown"),
        pytest.param("x/1", "names no verdict", id="no-id"),
        pytest.param("{id}/3", "has no verdict 3", id="no-such-number"),
        pytest.param("{id}/0", "has no verdict 0", id="counted-from-one"),
    ],
)
def test_a_name_that_means_no_verdict_is_refused(project: Project, name: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        project.confirm([name.format(id=saved(project))], by="anna")


def test_what_was_decided_is_not_decided_again(project: Project) -> None:
    id = saved(project)
    with pytest.raises(QueryError, match="never confirmed"):
        project.withdraw([f"{id}/1"], by="anna", because="no")
    project.confirm([f"{id}/1"], by="anna")
    with pytest.raises(QueryError, match="was confirmed by anna"):
        project.confirm([f"{id}/1"], by="bo")
    with pytest.raises(QueryError, match="Nobody may sign as"):
        project.confirm([f"{id}/2"], by="Codebook")


def test_the_review_of_claims_passes_confirmations_by(project: Project) -> None:
    id = saved(project)
    project.confirm([f"{id}/1"], by="anna")
    with pytest.raises(QueryError, match="no decision by anna to take back"):
        project.undo("anna")
    assert project.queue().decided == 0


def test_a_quote_that_does_not_stand_in_its_text_is_a_fault(
    project: Project, tmp_path: Path
) -> None:
    saved(project)
    with sqlite3.connect(tmp_path / "my-index" / "ledger.sqlite") as ledger:
        ledger.execute("drop trigger checked_no_update")
        ledger.execute("update checked set body = replace(body, '\"end\":40', '\"end\":39')")
    kinds = {fault.kind for fault in project.verify().problems}
    assert kinds >= {"quote", "row", "ledger"}


def test_a_decision_about_verdicts_that_are_not_there_is_a_fault(project: Project) -> None:
    from sousveil.model.codec import to_plain
    from sousveil.project.state import decision
    from sousveil.storage.ledger import row

    made = decision("confirm", (), by="anna", at=NOW, because="x", verdicts=["check:0/1"])
    with project._ledger.writing(NOW) as writer:
        writer.append([row("decision", to_plain(made))])
    (fault,) = project.verify().problems
    assert "verdicts that are not there" in fault.what


def test_a_backup_holds_the_saved_checks(project: Project, tmp_path: Path) -> None:
    id = saved(project)
    project.confirm([f"{id}/2"], by="anna")
    project.backup(tmp_path / "b.tar")
    with SmallProject.restore(tmp_path / "b.tar", tmp_path / "again") as again:
        (kept,) = again.checks()
        assert kept.confirmed(2) is not None
        assert again.digest() == project.digest()


def test_a_ledger_without_saved_checks_is_brought_up_to_date(tmp_path: Path) -> None:
    """As the program before wrote it: the newest revision is taken away again."""
    SmallProject.create(tmp_path / "p", clock=at(NOW)).close()
    with sqlite3.connect(tmp_path / "p" / "ledger.sqlite") as ledger:
        for table in ("checked", "reply", "report"):
            ledger.execute(f"drop table {table}")
        ledger.execute("update alembic_version set version_num = '0002'")
    with SmallProject.open(tmp_path / "p", clock=at(NOW)) as project:
        assert project.verify().problems == ()
        saved(project)
        assert project.verify().problems == ()
    assert (tmp_path / "p" / "backups" / "ledger-0002.sqlite").exists()
