"""The five articles go back to one report, however many they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sousveil.edition.independence import count_origins
from sousveil.edition.traces import quotations
from sousveil.project import Project

SHARED = Path(__file__).parents[3] / "shared"

pytestmark = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason="the articles are not beside the project"
)

OTHER = """Domes above the hill capital

The city of the hills paid for 211 domes out of its road fund,
contracts seen by the Hill Gazette show.
The council approved the sum in March without a tender. Traders say that nobody asked them.
A clerk of the roads office showed our reporter the bills,
each with the stamp of a bank in the port.
"""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "index") as opened:
        list(opened.add(sorted((SHARED / "seeds").glob("*.txt"))))
        yield opened


def put(project: Project, path: Path, content: str) -> str:
    path.write_text(content, encoding="utf-8")
    (added,) = project.add([path])
    assert added.snapshot is not None
    return added.snapshot


def test_the_five_articles_are_one_witness(project: Project) -> None:
    (origin,) = project.origins()
    assert len(origin.documents) == 5
    assert origin.name == "Carnegie Endowment for International Peace"
    assert {r.kind for r in origin.reasons} == {"attribution", "quotation", "number"}
    shown = {document for reason in origin.reasons for document in reason.documents}
    assert shown == set(origin.documents)


def test_their_counts_have_one_origin(project: Project) -> None:
    claims = [c for c in project.claims() if c.content.type == "count"]
    assert len(claims) > 20
    assert count_origins(claims, project.origins()) == 1


def test_a_sixth_text_with_another_origin_makes_two(project: Project, tmp_path: Path) -> None:
    other = put(project, tmp_path / "gazette.txt", OTHER)
    found = project.origins()
    assert len(found) == 2
    assert (other,) in {origin.documents for origin in found}


def test_a_copy_of_the_first_adds_none(project: Project, tmp_path: Path) -> None:
    first = sorted((SHARED / "seeds").glob("*.txt"))[0].read_text(encoding="utf-8")
    put(project, tmp_path / "copy.txt", "Another headline, another masthead\n\n" + first)
    (origin,) = project.origins()
    assert len(origin.documents) == 6
    assert "copy" in {reason.kind for reason in origin.reasons}


def test_a_retelling_that_names_nobody_is_given_away_by_a_quotation(
    project: Project, tmp_path: Path
) -> None:
    text = sorted((SHARED / "seeds").glob("*.txt"))[0].read_text(encoding="utf-8")
    longest = max((text[q.start : q.end] for q in quotations(text)), key=len)
    put(project, tmp_path / "hidden.txt", f"We heard this on the ferry: \u201c{longest}\u201d")
    (origin,) = project.origins()
    (hidden,) = {h.snapshot for h in project.holdings() if h.places[0].source == "hidden"}
    assert {r.kind for r in origin.reasons if hidden in r.documents} == {"quotation"}


def test_a_person_can_overrule_it(project: Project) -> None:
    one = project.origins().groups[0].documents[0]
    project.part_origins([one], by="anna", because="they sent their own reporter")
    assert len(project.origins()) == 2
    others = [d for d in project.origins().documents if d != one]
    project.join_origins([one, others[0]], by="ben", because="the reporter only read it out")
    assert len(project.origins()) == 1
    assert project.verify().problems == ()
