from __future__ import annotations

from pathlib import Path

import pytest

from sousveil import reading
from sousveil.errors import BadDate, QueryError
from sousveil.guard.caps import Caps
from sousveil.model.codec import from_plain
from sousveil.model.decision import Decision
from sousveil.model.noun import replace
from sousveil.model.source import Document, Finding
from sousveil.project import Project, extract
from sousveil.project.documents import Given
from sousveil.project.state import Reading, readings
from sousveil.reading import plain

from .small import KENYA, NORWAY, NOW, SERBIA, packaged, sheet


def decisions(project: Project) -> list[Decision]:
    with project._ledger.reading() as view:
        return [from_plain(row.plain, Decision) for row in view.rows("decision")]


def found(project: Project) -> list[Finding]:
    return [place for places in project.findings().values() for place in places]


def test_an_index_table_is_archived_read_and_accepted_as_printed(
    project: Project, table: Path
) -> None:
    (added,) = project.add([table])
    assert (added.status, added.code, added.source) == ("ok", None, "carnegie-2022")
    assert added.snapshot is not None
    assert project.original(added.snapshot) == table.read_bytes()
    claims = list(project.claims(text=added.text))
    assert len(claims) == added.claims == len(project.accepted())
    text = project.text(added.text or "")
    assert text is not None
    for claim in claims:
        assert text.content[claim.evidence.start : claim.evidence.end] == claim.quote


def test_one_decision_accepts_a_table_and_one_records_each_repair(
    project: Project, table: Path
) -> None:
    list(project.add([table]))
    made = {decision.kind: decision for decision in decisions(project)}
    assert sorted(made) == ["accept", "repair"]
    assert made["accept"].by == made["repair"].by == "codebook"
    assert made["accept"].at == NOW
    assert made["accept"].because == ("the publisher's own table, taken as printed (carnegie-2022)")
    assert made["repair"].because.startswith("Hikvsion -> hikvision: ")
    (claim,) = (c for c in project.claims() if c.id in made["repair"].claims)
    assert claim.quote == "Hikvsion"


def test_a_file_that_the_publisher_did_not_give_out_is_a_problem(
    project: Project, table: Path
) -> None:
    (added,) = project.add([table])
    assert "not-as-published" in {problem.kind for problem in added.problems}


@pytest.mark.parametrize(
    ("source", "accepted"),
    [
        pytest.param(None, True, id="the publisher's, by its layout"),
        pytest.param("carnegie-2022", True, id="the publisher's, as told"),
        pytest.param("my-desk", True, id="a source that the codebook does not know"),
        pytest.param("carnegie-2019", False, id="another voice of the codebook's"),
    ],
)
def test_only_the_publishers_table_is_accepted_by_itself(
    project: Project, table: Path, source: str | None, accepted: bool
) -> None:
    (added,) = project.add([table], source=source)
    assert added.source == (source or "carnegie-2022")
    assert bool(project.accepted()) is accepted


def test_adding_again_changes_nothing(project: Project, table: Path) -> None:
    (first,) = project.add([table])
    head = project.verify().head
    (second,) = project.add([table])
    assert (second.status, second.code) == ("skipped", "already-there")
    assert (second.snapshot, second.claims) == (first.snapshot, first.claims)
    assert project.verify().head == head


def test_a_copy_elsewhere_is_another_place_of_the_same_voice(
    project: Project, table: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(table.read_bytes())
    assert [a.status for a in project.add([table, copy])] == ["ok", "skipped"]
    assert [(f.source, f.location) for f in found(project)] == [
        ("carnegie-2022", str(table)),
        ("carnegie-2022", str(copy)),
    ]


def test_the_same_document_from_another_source_is_found_twice_and_stored_once(
    project: Project, table: Path
) -> None:
    list(project.add([table], source="carnegie-2019"))
    assert not project.accepted()
    (added,) = project.add([table], source="carnegie-2022")
    assert added.status == "ok"
    assert {f.source for f in found(project)} == {"carnegie-2019", "carnegie-2022"}
    assert len(project.accepted()) == added.claims == len(list(project.claims()))


def test_a_claim_that_a_person_rejected_is_not_accepted_by_adding_again(
    project: Project, table: Path
) -> None:
    list(project.add([table]))
    claim = next(iter(project.accepted()))
    project.reject([claim], by="anna", because="smudged")
    list(project.add([table], source="my-desk"))
    assert claim not in project.accepted()


def test_after_a_change_of_the_codebook_a_document_is_read_again(
    project: Project, tmp_path: Path
) -> None:
    kenya = KENYA | {"company_1": "Skyline Cameras"}
    path = sheet(tmp_path / "new.xlsx", kenya, NORWAY)
    (before,) = project.add([path])
    book = packaged()
    supplier = replace(book.suppliers["huawei"], id="skyline", name="Skyline Cameras", aliases=())
    project.codebook = replace(
        book, version="sha256:new", suppliers=book.suppliers | {"skyline": supplier}
    )
    del project.names
    (after,) = project.add([path])
    assert (after.status, after.claims) == ("ok", before.claims + 1)
    assert len(project.accepted()) == after.claims
    (again,) = project.add([path])
    assert again.status == "skipped"


def test_a_claim_that_is_not_read_any_more_is_withdrawn_and_stays_visible(
    project: Project, table: Path
) -> None:
    (before,) = project.add([table])
    book = packaged()
    known = {id: term for id, term in book.suppliers.items() if id != "palantir"}
    project.codebook = replace(book, version="sha256:new", suppliers=known)
    del project.names
    (after,) = project.add([table])
    assert after.claims == before.claims - 1
    assert len(project.accepted()) == after.claims
    assert len(list(project.claims())) == before.claims
    (withdrawn,) = (d for d in decisions(project) if d.kind == "reject")
    assert "not read so any more" in withdrawn.because


def test_a_batch_goes_on_after_a_bad_document(
    project: Project, table: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "cut.xlsx").write_bytes(table.read_bytes()[:900])
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0" + b"\0" * 100)
    inputs: list[str | Path] = [
        "http://127.0.0.1/a",
        tmp_path / "gone.txt",
        tmp_path / "empty.txt",
    ]
    inputs += [tmp_path / "cut.xlsx", tmp_path / "photo.jpg", table]
    results = list(project.add(inputs))
    assert [a.code for a in results] == [
        "private-address",
        "missing",
        "empty",
        "damaged",
        "unknown-format",
        None,
    ]
    assert [a.status for a in results] == ["rejected"] * 5 + ["ok"]
    assert all(len(a.problems) == 1 and "\n" not in a.problems[0].what for a in results[:5])
    assert project.verify().counts["snapshot"] == 1
    assert project.verify().notes == ()


def test_the_mistake_of_a_reader_costs_one_document(
    project: Project, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(data: bytes, snapshot: str, caps: Caps) -> None:
        raise RecursionError

    monkeypatch.setattr(plain, "read", fails)
    (tmp_path / "deep.txt").write_text("((((((((((")
    results = list(project.add([tmp_path / "deep.txt", table]))
    assert [a.code for a in results] == ["reader-failed", None]
    assert "RecursionError" in results[0].problems[0].what


def test_what_was_lost_is_told_at_once_and_later(
    project: Project, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = reading.read

    def read_in_part(data: bytes, caps: Caps) -> Document:
        return replace(whole(data, caps), lost=("page 3",))

    monkeypatch.setattr(extract, "read", read_in_part)
    (added,) = project.add([table])
    assert (added.status, added.code, added.lost) == ("partial", "lost", ("page 3",))
    (again,) = project.add([table])
    assert (again.status, again.lost) == ("skipped", ("page 3",))


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("Nikkei Asia 2019.txt", "nikkei-asia-2019"),
        ("Überwachung.txt", "uberwachung"),
        ("报告.txt", "document-"),
    ],
)
def test_without_a_source_the_name_of_the_file_speaks(
    project: Project, tmp_path: Path, name: str, source: str
) -> None:
    (tmp_path / name).write_text("In 2019, 36 countries joined.")
    (added,) = project.add([tmp_path / name])
    assert added.source is not None
    assert added.source.startswith(source)


def test_the_date_that_was_told_is_kept(project: Project, table: Path) -> None:
    (added,) = project.add([table], as_of="2022-06")
    with project._ledger.reading() as view:
        assert readings(view)[added.snapshot or ""].date == "2022-06"
    (again,) = project.add([table])
    assert again.status == "skipped"
    (other,) = project.add([table], as_of="2022-07")
    assert other.status == "ok"
    with project._ledger.reading() as view:
        assert readings(view)[added.snapshot or ""].date == "2022-07"
        assert from_plain(next(view.rows("reading")).plain, Reading).date == "2022-06"


def test_a_wrong_source_or_date_stops_before_anything_is_done(
    project: Project, table: Path
) -> None:
    with pytest.raises(QueryError, match="no id of a source"):
        project.add([table], source="../reuters")
    with pytest.raises(BadDate):
        project.add([table], as_of="June 2022")
    assert project.verify().counts["snapshot"] == 0


def test_progress_hands_on_the_documents(project: Project, table: Path) -> None:
    seen: list[str] = []

    def progress(inputs: list[Given]) -> list[Given]:
        seen.extend(map(str, inputs))
        return inputs

    list(project.add([table.parent / "table.xlsx"], progress=progress))
    assert seen == [str(table)]


def test_an_original_that_was_lost_comes_back_by_adding_it_again(
    project: Project, table: Path
) -> None:
    (added,) = project.add([table])
    project._blobs.path(added.snapshot or "").unlink()
    assert project.verify().problems
    (again,) = project.add([table])
    assert again.status == "skipped"
    assert project.verify().problems == ()


def test_a_mark_for_several_suppliers_is_told(project: Project, tmp_path: Path) -> None:
    (added,) = project.add([sheet(tmp_path / "s.xlsx", SERBIA)])
    assert "mult" in {problem.kind for problem in added.problems}
