from __future__ import annotations

import os
from pathlib import Path

import pytest

from sousveil.errors import NoProject, ProjectDamaged, ProjectError, QueryError, UnknownEdition
from sousveil.project import Project

from .small import NOW, SmallProject, at


def test_a_project_is_a_folder_with_a_name(tmp_path: Path) -> None:
    with Project.create(tmp_path / "my-index") as project:
        assert project.settings.name == "my-index"
    assert sorted(path.name for path in (tmp_path / "my-index").iterdir()) == [
        "archive",
        "editions",
        "ledger.sqlite",
        "sousveil.toml",
    ]


def test_a_project_is_never_made_over_another(tmp_path: Path) -> None:
    Project.create(tmp_path).close()
    with pytest.raises(ProjectError, match="is a project already"):
        Project.create(tmp_path)


def test_what_an_interrupted_creation_left_is_finished_by_the_next(tmp_path: Path) -> None:
    Project.create(tmp_path, name="one").close()
    (tmp_path / "sousveil.toml").unlink()
    with Project.create(tmp_path, name="two") as project:
        assert project.settings.name == "two"
        assert project.verify().problems == ()


def test_a_project_is_found_from_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOUSVEIL_PROJECT", raising=False)
    Project.create(tmp_path / "my-index").close()
    below = tmp_path / "my-index" / "notes" / "2024"
    below.mkdir(parents=True)
    with Project.find(below) as project:
        assert project.folder == (tmp_path / "my-index").resolve()
    monkeypatch.chdir(below)
    with Project.find() as project:
        assert project.settings.name == "my-index"


def test_the_environment_names_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Project.create(tmp_path / "my-index").close()
    monkeypatch.setenv("SOUSVEIL_PROJECT", str(tmp_path / "my-index"))
    with Project.find() as project:
        assert project.settings.name == "my-index"


def test_without_a_project_one_line_says_how_to_make_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOUSVEIL_PROJECT", raising=False)
    with pytest.raises(NoProject, match="sousveil init") as caught:
        Project.find(tmp_path)
    assert "\n" not in str(caught.value)
    with pytest.raises(NoProject, match="sousveil init"):
        Project.open(tmp_path)


def test_a_lost_ledger_is_never_made_anew(tmp_path: Path) -> None:
    Project.create(tmp_path).close()
    (tmp_path / "ledger.sqlite").unlink()
    with pytest.raises(ProjectDamaged, match="missing"):
        Project.open(tmp_path)
    assert not (tmp_path / "ledger.sqlite").exists()


def test_a_decision_supersedes_the_one_before(project: Project, table: Path) -> None:
    list(project.add([table]))
    claim = next(iter(project.accepted()))
    project.reject([claim], by="anna", because="the cell belongs to the row above")
    assert claim not in project.accepted()
    project.accept([claim], by="anna", because="it does not")
    assert claim in project.accepted()


@pytest.mark.parametrize(
    ("claims", "by", "because"),
    [
        pytest.param(["claim:unknown"], "anna", "seen", id="unknown-claim"),
        pytest.param([], "anna", "seen", id="no-claim"),
        pytest.param(["claim:unknown"], "anna", " ", id="no-reason"),
        pytest.param(["claim:unknown"], "", "seen", id="nobody"),
        pytest.param(["claim:unknown"], "codebook", "seen", id="signed-as-codebook"),
    ],
)
def test_a_decision_needs_claims_a_person_and_a_reason(
    project: Project, claims: list[str], by: str, because: str
) -> None:
    before = project.digest()
    with pytest.raises(QueryError):
        project.accept(claims, by=by, because=because)
    assert project.digest() == before


def test_the_packaged_editions_are_at_hand_in_every_project(project: Project) -> None:
    packaged = pytest.importorskip("sousveil.storage.packaged")
    if "aigs-2019" not in packaged.names():
        pytest.skip("the packaged editions are not made yet")
    assert "aigs-2019" in project.editions()
    assert project.edition("aigs-2019") == packaged.load_edition("aigs-2019")
    with pytest.raises(UnknownEdition, match="aigs-2019"):
        project.edition("aigs-1999")


def test_the_digest_does_not_depend_on_order_or_time(tmp_path: Path, table: Path) -> None:
    (tmp_path / "other.xlsx").write_bytes(table.read_bytes() + b"\0")
    digests = []
    for number, order in enumerate((["table.xlsx", "other.xlsx"], ["other.xlsx", "table.xlsx"])):
        clock = at(f"202{number}-01-01T00:00:00Z")
        with SmallProject.create(tmp_path / str(number), clock=clock) as project:
            list(project.add([tmp_path / name for name in order], source="someone"))
            digests.append(project.digest())
    assert digests[0] == digests[1]


def test_the_digest_changes_with_a_decision(project: Project, table: Path) -> None:
    list(project.add([table]))
    before = project.digest()
    project.reject(list(project.accepted())[:1], by="anna", because="not in my copy")
    assert project.digest() != before


def test_a_project_may_bring_its_own_terms(tmp_path: Path) -> None:
    with Project.create(tmp_path / "my-index", clock=at(NOW)) as project:
        own = tmp_path / "my-index" / "codebook"
        own.mkdir()
        (own / "sources.yml").write_text("- {id: radio, name: Radio Nairobi}\n")
        assert project.codebook.sources["radio"].name == "Radio Nairobi"
        assert "carnegie-2019" in project.codebook.sources
        assert project.names.country("Kenya") == "KEN"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user without rights")
def test_a_folder_without_rights_is_one_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(ProjectError, match="cannot become a project"):
        Project.create(tmp_path / "my-index")
