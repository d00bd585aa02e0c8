from __future__ import annotations

import json
from pathlib import Path

import pytest

from sousveil.errors import BadDate, EditionError, EditionExists, NothingToCompile, ProjectDamaged
from sousveil.model.codec import decode
from sousveil.model.edition import Edition
from sousveil.model.noun import replace
from sousveil.project import Project
from sousveil.project.editions import FILES, MANIFEST

from .small import KENYA, NORWAY, SERBIA, SmallProject, at, packaged, sheet


def test_accepted_claims_become_an_edition(project: Project, table: Path) -> None:
    list(project.add([table]))
    edition = project.compile("2022-1")
    assert edition.countries == ("KEN", "NOR")
    assert edition.technologies == packaged_technologies()
    assert {e.technology for e in edition.entries if e.country == "NOR" and e.technology} == {
        "smart_policing"
    }
    assert project.edition("2022-1") == edition
    assert "2022-1" in project.editions()


def packaged_technologies() -> tuple[str, ...]:
    columns = packaged().layouts["aigs-2022"].tables[0].columns
    return tuple(column.id for column in columns if column.kind == "technology")


def test_the_records_hold_every_cell_and_the_quote_of_every_claim(
    project: Project, table: Path
) -> None:
    (added,) = project.add([table])
    project.compile("2022-1")
    records = project.records("2022-1")
    assert len(records.evidence) == added.claims
    assert [repair.read_as for repair in records.repairs] == ["hikvision"]
    assert ("KEN", "company_1", "Huawei") in {
        (cell.country, cell.column, cell.printed) for cell in records.cells
    }


def test_an_edition_is_a_folder_of_files_that_its_manifest_seals(
    project: Project, table: Path
) -> None:
    list(project.add([table]))
    project.compile("2022-1", scope=["carnegie-2022"])
    folder = project.folder / "editions" / "2022-1"
    assert {path.name for path in folder.iterdir()} == {MANIFEST, *FILES}
    manifest = json.loads((folder / MANIFEST).read_bytes())
    assert manifest["name"] == "2022-1"
    assert manifest["scope"] == manifest["sources"] == ["carnegie-2022"]
    assert manifest["codebook"] == packaged().version
    assert sorted(manifest["files"]) == sorted(FILES)
    assert decode((folder / "edition.json").read_bytes(), Edition) == project.edition("2022-1")


def test_the_figures_stand_beside_what_was_published(project: Project, table: Path) -> None:
    list(project.add([table]))
    project.compile("2022-1")
    path = project.folder / "editions" / "2022-1" / "figures.json"
    figures = {figure["id"]: figure for figure in json.loads(path.read_bytes())}
    assert figures["china-tech"]["value"] == 1
    assert figures["china-tech"]["countries"] == ["KEN"]
    assert figures["china-tech"]["published"] is None
    assert figures["countries"]["published"]["value"] == 97
    assert figures["countries"]["agrees"] is False


def test_a_formula_in_a_cell_stays_words_in_a_spreadsheet(project: Project, tmp_path: Path) -> None:
    odd = KENYA | {"odi_rank": "=cmd|' /C calc'!A0", "digital_repression": "-5.25"}
    list(project.add([sheet(tmp_path / "odd.xlsx", odd)]))
    project.compile("2022-1")
    lines = (project.folder / "editions" / "2022-1" / "evidence.csv").read_text().splitlines()
    assert any(",'=cmd|' /C calc'!A0," in line for line in lines)
    assert any(",-5.25," in line for line in lines)


def test_the_same_content_under_the_same_name_changes_nothing(
    project: Project, table: Path
) -> None:
    list(project.add([table]))
    first = project.compile("2022-1")
    head = project.verify().head
    assert project.compile("2022-1") == first
    assert project.verify().head == head


def test_an_edition_is_never_rewritten(project: Project, table: Path) -> None:
    list(project.add([table]))
    first = project.compile("2022-1")
    project.reject(list(project.accepted())[:3], by="anna", because="not in my copy")
    with pytest.raises(EditionExists, match="compile under a new name"):
        project.compile("2022-1")
    assert project.edition("2022-1") == first
    assert project.verify(deep=True).problems == ()


def test_a_rejected_claim_enters_no_edition(project: Project, table: Path) -> None:
    list(project.add([table]))
    huawei = next(c.id for c in project.claims() if c.quote == "Huawei")
    project.reject([huawei], by="anna", because="the paper withdrew it")
    edition = project.compile("2022-1")
    assert "huawei" not in {entry.supplier for entry in edition.entries}


def test_only_sources_in_scope_enter(project: Project, table: Path, tmp_path: Path) -> None:
    list(project.add([table], source="desk-a"))
    list(project.add([sheet(tmp_path / "b.xlsx", SERBIA)], source="desk-b"))
    assert project.compile("b", scope=["desk-b"]).countries == ("SRB",)
    assert project.compile("both").countries == ("KEN", "NOR", "SRB")
    with pytest.raises(NothingToCompile, match="desk-a, desk-b"):
        project.compile("c", scope=["desk-a", "desk-c"])


def test_two_indexes_do_not_mix(project: Project, table: Path, tmp_path: Path) -> None:
    book = packaged()
    layout = book.layouts["aigs-2022"]
    columns = tuple(
        replace(c, heading="State") if c.id == "country" else c for c in layout.tables[0].columns
    )
    other = replace(
        layout,
        id="other",
        source="carnegie-2019",
        tables=(replace(layout.tables[0], columns=columns),),
    )
    list(project.add([table]))
    project.codebook = replace(
        book, version="sha256:new", layouts={"other": other, "aigs-2022": layout}
    )
    del project.names
    list(project.add([sheet(tmp_path / "other.xlsx", NORWAY, first="State")]))
    with pytest.raises(EditionError, match="--scope among: carnegie-2019, carnegie-2022"):
        project.compile("mixed")
    assert project.compile("one", scope=["carnegie-2019"]).index == "other"


def test_without_accepted_claims_there_is_nothing_to_compile(project: Project, table: Path) -> None:
    with pytest.raises(NothingToCompile, match="Add the table of an index"):
        project.compile("2022-1")
    list(project.add([table], source="carnegie-2019"))
    with pytest.raises(NothingToCompile):
        project.compile("2022-1")


def test_as_of_leaves_out_what_came_later(tmp_path: Path, table: Path) -> None:
    folder = tmp_path / "my-index"
    SmallProject.create(folder).close()
    with SmallProject.open(folder, clock=at("2026-01-31T23:59:59Z")) as project:
        list(project.add([table]))
    with SmallProject.open(folder, clock=at("2026-02-01T00:00:00Z")) as project:
        list(project.add([sheet(tmp_path / "b.xlsx", SERBIA)]))
        assert project.compile("january", as_of="2026-01").countries == ("KEN", "NOR")
        assert project.compile("february", as_of="2026-02-01").countries == ("KEN", "NOR", "SRB")
        with pytest.raises(NothingToCompile):
            project.compile("before", as_of="2025")
        with pytest.raises(BadDate):
            project.compile("never", as_of="January")
        assert project.verify(deep=True).problems == ()


@pytest.mark.parametrize("name", ["../x", "", ".hidden", "a/b", "a\0b", "-x", "x" * 101])
def test_a_name_cannot_leave_its_folder(project: Project, table: Path, name: str) -> None:
    list(project.add([table]))
    with pytest.raises(EditionError, match="cannot name an edition"):
        project.compile(name)


def test_what_an_interrupted_compile_left_is_replaced(project: Project, table: Path) -> None:
    list(project.add([table]))
    editions = project.folder / "editions"
    for left in (".tmp-2022-1", ".tmp-2022-1.old", "2022-1"):
        (editions / left).mkdir()
        (editions / left / "edition.json").write_text("{}")
    assert project.verify().problems == ()
    assert len(project.verify().notes) == 3
    project.compile("2022-1")
    assert [path.name for path in editions.iterdir()] == ["2022-1"]
    assert project.verify().notes == ()


def test_a_changed_edition_is_not_handed_out(project: Project, table: Path) -> None:
    list(project.add([table]))
    project.compile("2022-1")
    path = project.folder / "editions" / "2022-1" / "edition.json"
    path.write_bytes(path.read_bytes().replace(b"KEN", b"NOR"))
    with pytest.raises(ProjectDamaged, match="has changed since"):
        project.edition("2022-1")


def test_the_content_of_an_edition_does_not_depend_on_when_it_was_made(
    tmp_path: Path, table: Path
) -> None:
    made = []
    for year in ("2025", "2026"):
        clock = at(f"{year}-01-01T00:00:00Z")
        with SmallProject.create(tmp_path / year, clock=clock) as project:
            list(project.add([table]))
            project.compile("2022-1")
            folder = project.folder / "editions" / "2022-1"
            made.append({name: (folder / name).read_bytes() for name in FILES})
    assert made[0] == made[1]
