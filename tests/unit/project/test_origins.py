from __future__ import annotations

from pathlib import Path

import pytest

from sousveil.errors import QueryError
from sousveil.model.codec import to_plain
from sousveil.project import Project
from sousveil.project.state import decision
from sousveil.storage.ledger import row

ONE = "Human Rights Watch said that masts spread along the quay of the river town."
TWO = "A report by Human Rights Watch counts the domes above the square of the hill capital."
THREE = "The ferry came late that year, and three brothers mended nets under the bridge."


@pytest.fixture
def three(project: Project, tmp_path: Path) -> tuple[str, str, str]:
    """Three documents, of which two retell one report; their digests."""
    paths = []
    for name, content in (("one.txt", ONE), ("two.txt", TWO), ("three.txt", THREE)):
        (tmp_path / name).write_text(content, encoding="utf-8")
        paths.append(tmp_path / name)
    one, two, other = (str(added.snapshot) for added in project.add(paths))
    return one, two, other


def test_documents_are_grouped(project: Project, three: tuple[str, str, str]) -> None:
    one, two, other = three
    found = project.origins()
    assert found.documents[one] == found.documents[two] == "source:hrw"
    assert found.documents[other] != "source:hrw"


def test_a_document_is_named_by_digest_beginning_or_place(
    project: Project, three: tuple[str, str, str], tmp_path: Path
) -> None:
    one, two, other = three
    made = project.join_origins([one[7:19], "three.txt"], by="anna", because="a translation")
    assert made.documents == tuple(sorted((one, other)))
    made = project.part_origins([str(tmp_path / "two.txt")], by="anna", because="their own work")
    assert made.documents == (two,)
    assert made.claims == ()


@pytest.mark.parametrize(
    ("documents", "by", "because", "message"),
    [
        pytest.param(
            ["no.txt", "one.txt"], "anna", "x", "There is no document 'no.txt'", id="none"
        ),
        pytest.param(["", "one.txt"], "anna", "x", "There is no document ''", id="empty"),
        pytest.param(["sha256:", "one.txt"], "anna", "x", "There is no document", id="no-digits"),
        pytest.param(["one.txt"], "anna", "x", "two different documents", id="one-alone"),
        pytest.param(["one.txt", "one.txt"], "anna", "x", "two different documents", id="twice"),
        pytest.param(["one.txt", "two.txt"], " ", "x", "the person who decides", id="nobody"),
        pytest.param(["one.txt", "two.txt"], "anna", "", "the reason", id="no-reason"),
        pytest.param(["one.txt", "two.txt"], "anna", "\udc80", "half a character", id="surrogate"),
        pytest.param(["one.txt", "two.txt"], "Codebook", "x", "Nobody may sign", id="codebook"),
    ],
)
def test_what_cannot_be_decided_is_told_and_leaves_nothing(
    project: Project,
    three: tuple[str, str, str],
    documents: list[str],
    by: str,
    because: str,
    message: str,
) -> None:
    before = project.digest()
    with pytest.raises(QueryError, match=message):
        project.join_origins(documents, by=by, because=because)
    assert project.digest() == before


def test_a_name_that_several_documents_have_is_not_guessed(
    project: Project, three: tuple[str, str, str], tmp_path: Path
) -> None:
    for folder, content in (("a", "Nets were mended."), ("b", "Bells were rung.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.txt").write_text(content, encoding="utf-8")
        list(project.add([tmp_path / folder / "same.txt"]))
    with pytest.raises(QueryError, match="may be 2 documents"):
        project.part_origins(["same.txt"], by="anna", because="x")


def test_the_last_decision_wins_and_all_of_them_stay_in_the_log(
    project: Project, three: tuple[str, str, str]
) -> None:
    one, _, other = three
    project.join_origins([one, other], by="anna", because="a translation")
    assert len(project.origins()) == 1
    project.part_origins([one], by="ben", because="their own work")
    assert len(project.origins()) == 3
    project.join_origins([one, other], by="anna", because="a translation after all")
    assert len(project.origins()) == 1
    assert project.verify().counts["decision"] == 3
    assert project.verify().problems == ()


def test_the_same_decision_within_a_second_is_not_lost_in_silence(
    project: Project, three: tuple[str, str, str]
) -> None:
    one, _, other = three
    project.join_origins([one, other], by="anna", because="x")
    project.part_origins([one], by="anna", because="x")
    with pytest.raises(QueryError, match="within this second"):
        project.join_origins([one, other], by="anna", because="x")
    assert len(project.origins()) == 3


def test_decisions_about_documents_touch_no_claims(
    project: Project, three: tuple[str, str, str], table: Path
) -> None:
    list(project.add([table]))
    before = project.accepted()
    assert before
    project.join_origins(list(three), by="anna", because="one desk")
    assert project.accepted() == before


def test_the_digest_of_the_state_follows_what_holds(
    project: Project, three: tuple[str, str, str]
) -> None:
    one, _, other = three
    first = project.digest()
    project.join_origins([one, other], by="anna", because="a translation")
    joined = project.digest()
    project.part_origins([one], by="anna", because="no")
    assert len({first, joined, project.digest()}) == 3


def test_verify_finds_a_decision_about_a_document_that_is_not_there(
    project: Project, three: tuple[str, str, str]
) -> None:
    at = "2026-01-01T00:00:00Z"
    forged = decision(
        "one-origin", (), by="eve", at=at, because="x", documents=[three[0], "sha256:00"]
    )
    with project._ledger.writing(at) as writer:
        writer.append([row("decision", to_plain(forged))])
    (problem,) = project.verify().problems
    assert (problem.kind, problem.what) == (
        "row",
        "it decides about documents that are not there",
    )


def test_verify_finds_a_decision_that_names_too_few(
    project: Project, three: tuple[str, str, str]
) -> None:
    at = "2026-01-01T00:00:00Z"
    with project._ledger.writing(at) as writer:
        for kind, documents in (("one-origin", [three[0]]), ("own-origin", [])):
            forged = decision(kind, (), by="eve", at=at, because="x", documents=documents)
            writer.append([row("decision", to_plain(forged))])
    assert len(project.verify().problems) == 2
