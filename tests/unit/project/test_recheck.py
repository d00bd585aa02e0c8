"""Saved checks judged again: what moved, for better or worse, and by which rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from sousveil.model.claim import Claim, Use
from sousveil.model.codec import to_plain
from sousveil.project import Project
from sousveil.project.recheck import GONE, LOST, Again
from sousveil.storage.ledger import row, row_id

from .told import accepted

CAMERAS = "A newsletter of the ministry in Santiago praises its new faces desk at the border."
MORE = "Facial recognition is used in 79 countries."
THEN = "Facial recognition is used in 64 countries."
ABOVE = "More than 60 countries use facial recognition."


def without_faces(project: Project) -> str:
    """Return a country of the edition of 2022 that has no tick for facial recognition."""
    edition = project.edition("aigs-2022")
    having = {e.country for e in edition.entries if e.technology == "facial_recognition"}
    return next(country for country in edition.countries if country not in having)


def living(project: Project, folder: Path) -> Claim:
    """Make an edition in which one more country uses facial recognition, by an article."""
    use = Use(user=without_faces(project), technology="facial_recognition")
    claim = accepted(project, folder, CAMERAS, use)
    project.compile("2026-1", base="aigs-2022")
    return claim


def only(project: Project, **more: str) -> Again:
    (again,) = project.recheck(**more)  # type: ignore[arg-type]
    return again


def test_where_nothing_has_changed_nothing_moves(project: Project) -> None:
    project.save_check(THEN, as_of="2019-10-01")
    again = only(project)
    assert (again.changed, again.same, again.found) == ((), 1, 0)


def test_a_later_edition_moves_a_verdict_and_tells_its_rows(project: Project) -> None:
    check = project.save_check(THEN, as_of="2019-10-01")
    project.confirm([check.id], by="anna")
    (changed,) = only(project, as_of="2023-01-01").changed
    assert (changed.was.outcome, changed.now.outcome) == ("supported", "outdated")
    assert changed.worse and changed.confirmed and not changed.reread
    entered = {moved.country for moved in changed.rows if moved.did == "entered"}
    left = {moved.country for moved in changed.rows if moved.did == "left"}
    assert len(entered) - len(left) == 78 - 64
    assert all(moved.entries and moved.evidence for moved in changed.rows)


def test_a_number_may_move_and_the_verdict_stay(project: Project) -> None:
    project.save_check(ABOVE, as_of="2019-10-01")
    (changed,) = only(project, as_of="2023-01-01").changed
    assert (changed.was.value, changed.now.value) == (64, 78)
    assert changed.now.outcome == "supported" and not changed.worse


def test_a_later_decision_moves_a_verdict_and_is_named(project: Project, tmp_path: Path) -> None:
    claim = living(project, tmp_path)
    project.save_check(MORE, against="2026-1")
    assert only(project).changed == ()
    project.reject([claim.id], by="bo", because="the newsletter was a draft")
    again = only(project)
    assert again.editions == ("2026-1, with what was decided since",)
    (changed,) = again.changed
    assert (changed.was.outcome, changed.now.outcome) == ("supported", "contradicted")
    ((moved),) = changed.rows
    assert (moved.country, moved.did) == (without_faces(project), "left")
    assert [evidence.quote for evidence in moved.evidence] == [CAMERAS]
    ((why),) = changed.why
    assert (why.claim, why.did, why.by) == (claim.id, "withdrawn", "bo")
    assert project.editions()[0] == "2026-1"  # nothing was written


def test_the_newest_edition_of_the_series_is_taken(project: Project, tmp_path: Path) -> None:
    claim = living(project, tmp_path)
    project.save_check(MORE, against="2026-1")
    project.reject([claim.id], by="bo", because="the newsletter was a draft")
    project.compile("2026-2", base="aigs-2022", since="2026-1")
    again = only(project)
    assert again.editions == ("2026-2",)
    assert [changed.now.outcome for changed in again.changed] == ["contradicted"]


def test_a_sentence_that_is_read_no_more_counts_as_unverifiable(project: Project) -> None:
    """As it is when the saved check comes from a program that read more."""
    check = project.save_check(THEN, as_of="2019-10-01")
    plain = to_plain(check)
    plain["content"] = plain["content"].replace("64 countries", "64 cottages.")
    plain["claims"][0]["sentence"]["quote"] = plain["content"]
    with project._ledger.writing("2026-01-01T00:00:00Z") as writer:
        writer.append([row("checked", plain | {"id": row_id("checked", plain)})])
    (changed,) = list(project.recheck())[1].changed
    assert (changed.now.outcome, changed.now.reason) == ("unverifiable", LOST)
    assert changed.reread and changed.worse


def test_a_table_whose_claims_were_all_rejected_bears_nothing_out(
    project: Project, table: Path
) -> None:
    list(project.add([table]))
    project.compile("mine")
    project.save_check("AI surveillance is used in 2 countries.", against="mine")
    assert only(project).changed == ()
    project.reject(list(project.accepted()), by="bo", because="a forgery")
    (changed,) = only(project).changed
    assert (changed.now.outcome, changed.now.reason) == ("unverifiable", GONE)
    assert not changed.reread


def test_only_the_checks_that_were_named_are_judged(project: Project) -> None:
    project.save_check(THEN, as_of="2019-10-01")
    other = project.save_check(ABOVE, as_of="2019-10-01")
    assert [again.check.id for again in project.recheck([other.id[6:12]])] == [other.id]


@pytest.mark.parametrize("name", ["ffff", "not-an-id"])
def test_an_unknown_check_is_an_error(project: Project, name: str) -> None:
    from sousveil.errors import QueryError

    with pytest.raises(QueryError, match="There is no saved check"):
        list(project.recheck([name]))
