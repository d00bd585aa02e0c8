"""What reviewers decided becomes examples, and a project's own weights decide what is proposed."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.train import decided

from sousveil.project import Project

TEXT = """Kenya bought cameras from Huawei.

Uganda bought drones from Tarrek, an opposition paper wrote.

Ghana bought number plate readers from Lumivex.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    document = tmp_path / "report.txt"
    document.write_text(TEXT, encoding="utf-8")
    with Project.create(tmp_path / "index") as project:
        list(project.add([document]))
        said = {claim.content.supplier: claim.id for claim in project.claims()}
        project.accept([said["huawei"]], by="anna", because="it says so")
        project.reject([said["tarrek"]], by="anna", because="an opinion")
    return tmp_path / "index"


def test_accepted_claims_are_examples_for_and_rejected_ones_against(folder: Path) -> None:
    with Project.open(folder) as project:
        assert len(project.accepted()) == len(project.rejected()) == 1
    learned = list(decided(folder))
    assert sorted(right for _, _, _, right in learned) == [0, 1]
    assert {kind for _, kind, _, _ in learned} == {"supply"}
    assert all(features for _, _, features, _ in learned)


def test_what_is_taken_back_is_no_example(folder: Path) -> None:
    with Project.open(folder) as project:
        project.undo(by="anna", because="too hasty")
    assert [right for _, _, _, right in decided(folder)] == [1]


def test_the_weights_of_a_project_decide_what_it_proposes(folder: Path) -> None:
    weights = folder / "codebook" / "weights"
    weights.mkdir(parents=True)
    (weights / "supply.csv").write_text("feature,weight\nbias,-30\n", encoding="utf-8")
    document = folder.parent / "later.txt"
    document.write_text("Malawi bought cameras from Hikvision.\n", encoding="utf-8")
    with Project.open(folder) as project:
        before = len(list(project.claims()))
        list(project.add([document]))
        assert len(list(project.claims())) == before
