from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sousveil.codebook.vocabulary import Supplier
from sousveil.errors import EditionError, EditionExists, NothingToCompile, UnknownEdition
from sousveil.figures.compute import compute
from sousveil.figures.published import recount
from sousveil.model.claim import Count, Membership, Supply
from sousveil.model.figure import Computed, Figure, Row, Unanswerable
from sousveil.model.noun import replace
from sousveil.model.policy import Policy
from sousveil.project import Project, editions, integrity, living
from sousveil.project.editions import FILES
from sousveil.storage import packaged as packaged_editions

from .small import SmallProject, at, packaged
from .told import DENIAL, FACES, HUAWEI, LUMIVEX, POLICE, SCRAPPED, TALKS, USE, accepted, told

JOINT = Figure(having=(Row(technology="facial_recognition", origin="CHN"),))


def test_running_text_alone_makes_a_living_edition(project: Project, tmp_path: Path) -> None:
    claim = accepted(project, tmp_path, HUAWEI, FACES)
    edition = project.compile("2026-1")
    assert edition.countries == ("KEN",)
    (entry,) = edition.entries
    assert (entry.claims, entry.status, entry.origins) == ((claim.id,), "deployed", 1)
    assert edition.living and edition.living.base is None
    assert project.edition("2026-1") == edition
    computed = compute(JOINT, edition)
    assert isinstance(computed, Computed)
    (quote,) = project.evidence(computed, "2026-1")
    assert (quote.quote, quote.place) == (HUAWEI, None)
    assert project.verify(deep=True).problems == ()


def test_what_nobody_accepted_enters_nothing(project: Project, tmp_path: Path) -> None:
    told(project, tmp_path, HUAWEI, FACES)
    with pytest.raises(NothingToCompile):
        project.compile("2026-1")
    with pytest.raises(NothingToCompile):
        project.compile("2026-1", policy=Policy())


def test_a_count_is_a_question_and_no_entry(project: Project, tmp_path: Path) -> None:
    accepted(project, tmp_path, HUAWEI, Count(unit="countries", figure=Figure(), value=1))
    with pytest.raises(NothingToCompile):
        project.compile("2026-1")


def test_an_accepted_table_is_still_what_compile_means(
    project: Project, table: Path, tmp_path: Path
) -> None:
    list(project.add([table]))
    accepted(project, tmp_path, HUAWEI, FACES)
    assert project.compile("table").living is None
    alone = project.compile("text", policy=Policy())
    assert alone.living and alone.countries == ("KEN",)


def test_on_top_of_a_packaged_edition(project: Project, tmp_path: Path) -> None:
    base = packaged_editions.load_edition("aigs-2022")
    claim = accepted(project, tmp_path, HUAWEI, FACES)
    edition = project.compile("2026-1", base="aigs-2022")
    assert set(base.entries) <= set(edition.entries)
    assert edition.countries == base.countries
    assert edition.living and edition.living.base
    assert edition.living.base.digest == packaged_editions.load_manifest("aigs-2022")["digest"]
    manifest = json.loads((project.folder / "editions" / "2026-1" / "manifest.json").read_bytes())
    assert manifest["base"] == {"name": "aigs-2022", "digest": edition.living.base.digest}
    assert manifest["settings"] == {"min_origins": 1, "contracted": False, "disputed": False}
    assert manifest["policy"] == edition.policy
    records = project.records("2026-1")
    assert records.cells == packaged_editions.load_records("aigs-2022").cells
    assert claim.id in {quote.claim for quote in records.evidence}
    assert project.verify(deep=True).problems == ()


def test_figures_of_a_table_stay_the_same_where_claims_add_nothing(
    project: Project, tmp_path: Path
) -> None:
    accepted(project, tmp_path, TALKS, Supply(supplier="nec", recipient="PER", modality="planned"))
    edition = project.compile("2026-1", base="aigs-2022")
    before = recount(packaged(), packaged_editions.load_edition("aigs-2022"))
    after = recount(packaged(), edition)
    assert [(r.named.id, r.value) for r in before] == [(r.named.id, r.value) for r in after]
    assert {r.published for r in after} == {None}


def test_a_joint_question_over_an_unlinked_base_is_not_answered(
    project: Project, tmp_path: Path
) -> None:
    accepted(project, tmp_path, HUAWEI, FACES)
    found = compute(JOINT, project.compile("2026-1", base="aigs-2022"))
    assert isinstance(found, Unanswerable)
    assert found.countries == ("KEN",)


def test_two_independent_articles_are_two_origins(project: Project, tmp_path: Path) -> None:
    accepted(project, tmp_path, HUAWEI, FACES, source="herald")
    accepted(project, tmp_path, POLICE, FACES, source="tribune")
    (entry,) = project.compile("strict", policy=Policy(min_origins=2)).entries
    assert entry.origins == 2


def test_one_text_at_two_places_is_one_origin(project: Project, tmp_path: Path) -> None:
    accepted(project, tmp_path, HUAWEI, FACES, source="herald")
    copy = tmp_path / "copy.txt"
    copy.write_bytes(next(tmp_path.glob("herald-*.txt")).read_bytes())
    list(project.add([copy], source="tribune"))
    edition = project.compile("strict", policy=Policy(min_origins=2))
    assert edition.entries[0].origins == 1
    assert edition.countries == ()
    assert edition.sources == ("herald", "tribune")


def test_a_denial_is_disputed_until_somebody_rejects_it(project: Project, tmp_path: Path) -> None:
    accepted(project, tmp_path, HUAWEI, FACES)
    denial = accepted(project, tmp_path, DENIAL, FACES, source="b", polarity="negated")
    assert project.compile("disputed").countries == ()
    project.reject([denial.id], by="ben", because="it speaks of another contract")
    assert project.compile("settled").countries == ("KEN",)
    assert project.verify(deep=True).problems == ()


def test_what_was_withdrawn_leaves_a_tombstone_in_the_series(
    project: Project, tmp_path: Path
) -> None:
    claim = accepted(project, tmp_path, HUAWEI, FACES)
    accepted(project, tmp_path, TALKS, Supply(supplier="nec", recipient="PER"))
    first = project.compile("2026-1")
    decision = project.reject([claim.id], by="ben", because="the photo shows another city")
    second = project.compile("2026-2", since="2026-1")
    assert second.countries == ("PER",)
    reviewed = project.records("2026-2").reviewed
    assert reviewed
    (stone,) = reviewed.tombstones
    assert (stone.claim, stone.edition, stone.decision) == (claim.id, "2026-1", decision.id)
    assert (stone.by, stone.because) == ("ben", "the photo shows another city")
    assert stone.was in first.entries
    assert decision in reviewed.decisions
    assert HUAWEI not in str(project.records("2026-2"))
    assert project.verify(deep=True).problems == ()


def test_a_tombstone_stays_in_all_later_editions_until_the_claim_stands_again(
    project: Project, tmp_path: Path
) -> None:
    claim = accepted(project, tmp_path, HUAWEI, FACES)
    project.compile("1")
    project.reject([claim.id], by="ben", because="too thin")
    project.compile("2", base="1")
    third = project.compile("3", base="2")
    assert third.entries == ()
    (stone,) = project.records("3").reviewed.tombstones  # type: ignore[union-attr]
    assert (stone.edition, stone.because) == ("1", "too thin")
    project.accept([claim.id], by="carla", because="a second photo")
    assert project.compile("4", base="3").countries == ("KEN",)
    assert project.records("4").reviewed.tombstones == ()  # type: ignore[union-attr]
    assert project.verify(deep=True).problems == ()


def test_an_amended_claim_takes_the_place_of_the_old_one(project: Project, tmp_path: Path) -> None:
    claim = accepted(project, tmp_path, HUAWEI, FACES)
    project.compile("1")
    better = told(project, tmp_path, HUAWEI, replace(FACES, modality="contracted"))
    decision = project.amend(claim.id, better.id, by="ben", because="ordered, not delivered")
    edition = project.compile("2", base="1")
    assert [entry.status for entry in edition.entries] == ["contracted"]
    (stone,) = project.records("2").reviewed.tombstones  # type: ignore[union-attr]
    assert (stone.claim, stone.decision) == (claim.id, decision.id)


def test_a_living_base_carries_over_what_is_out_of_scope(project: Project, tmp_path: Path) -> None:
    accepted(project, tmp_path, HUAWEI, FACES, source="herald")
    project.compile("1", scope=["herald"], base="aigs-2022")
    accepted(project, tmp_path, LUMIVEX, Supply(supplier="nec", recipient="MNG"), source="star")
    edition = project.compile("2", scope=["star"], base="1")
    assert {e.country for e in edition.entries if e.kind == "supply"} == {"KEN", "MNG"}
    assert "MNG" in edition.countries
    assert edition.living and edition.living.base
    assert (edition.living.base.name, edition.living.base.table) == ("1", "aigs-2022")
    assert project.verify(deep=True).problems == ()


def test_a_cell_that_was_rejected_here_is_not_carried_over(
    project: Project, table: Path, tmp_path: Path
) -> None:
    list(project.add([table]))
    project.compile("table")
    huawei = next(c for c in project.claims() if c.quote == "Huawei")
    project.reject([huawei.id], by="ben", because="smudged")
    accepted(project, tmp_path, TALKS, Supply(supplier="nec", recipient="PER"))
    edition = project.compile("2026-1", base="table")
    assert "huawei" not in {entry.supplier for entry in edition.entries}
    assert edition.countries == ("KEN", "NOR", "PER")
    (stone,) = project.records("2026-1").reviewed.tombstones  # type: ignore[union-attr]
    assert stone.was and (stone.was.supplier, stone.because) == ("huawei", "smudged")
    assert project.verify(deep=True).problems == ()


def test_a_rejected_cell_that_lists_a_country_takes_it_out(
    project: Project, table: Path, tmp_path: Path
) -> None:
    list(project.add([table]))
    project.compile("table")
    norway = next(c for c in project.claims() if c.quote == "Norway")
    project.reject([norway.id], by="ben", because="the row is of another table")
    accepted(project, tmp_path, HUAWEI, FACES)
    edition = project.compile("2026-1", base="table")
    assert edition.countries == ("KEN",)
    assert not [entry for entry in edition.entries if entry.country == "NOR"]


def test_an_unlisted_supplier_waits_for_the_codebook(project: Project, tmp_path: Path) -> None:
    lumivex = Supply(supplier="lumivex", recipient="PER", technologies=("smart_city",))
    claim = told(project, tmp_path, LUMIVEX, lumivex, "unlisted")
    project.accept([claim.id], by="anna", because="the words say so")
    assert project.compile("1").entries == ()
    (held,) = project.records("1").reviewed.held_back  # type: ignore[union-attr]
    assert (held.claim, held.country) == (claim.id, "PER")
    files = project.folder / "editions" / "1"
    assert not [f for f in FILES if b"umivex" in (files / f).read_bytes()]
    book = packaged()
    known = Supplier(id="lumivex", name="Lumivex")
    project.codebook = replace(
        book, version="sha256:new", suppliers=book.suppliers | {"lumivex": known}
    )
    del project.names
    (entry,) = project.compile("2").entries
    assert (entry.supplier, entry.origin) == ("lumivex", None)


def test_a_membership_makes_a_group_with_its_source(project: Project, tmp_path: Path) -> None:
    base = packaged_editions.load_edition("aigs-2022")
    outside = next(c for c in base.countries if c not in base.groups["bri"])
    accepted(
        project, tmp_path, TALKS, Membership(country=outside, organisation="bri"), source="gazette"
    )
    edition = project.compile("2026-1", base="aigs-2022")
    assert set(edition.groups["bri"]) == {*base.groups["bri"], outside}
    assert "gazette" in edition.group_sources["bri"]


def test_only_sources_in_scope_enter(project: Project, tmp_path: Path) -> None:
    accepted(project, tmp_path, HUAWEI, FACES, source="herald")
    accepted(project, tmp_path, TALKS, Supply(supplier="nec", recipient="PER"), source="star")
    assert project.compile("a", scope=["star"]).countries == ("PER",)
    with pytest.raises(NothingToCompile, match="herald, star"):
        project.compile("b", scope=["globe"], policy=Policy())


def test_as_of_leaves_out_what_was_decided_later(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    with SmallProject.create(folder, clock=at("2026-01-31T00:00:00Z")) as project:
        claim = accepted(project, tmp_path, HUAWEI, FACES)
    with SmallProject.open(folder, clock=at("2026-03-01T00:00:00Z")) as project:
        project.reject([claim.id], by="ben", because="too thin")
        january = project.compile("january", as_of="2026-01")
        assert (january.countries, january.in_force) == (("KEN",), "2026-01-31")
        with pytest.raises(NothingToCompile):
            project.compile("march")


def test_the_same_again_changes_nothing_and_other_content_is_refused(
    project: Project, tmp_path: Path
) -> None:
    claim = accepted(project, tmp_path, HUAWEI, FACES)
    accepted(project, tmp_path, TALKS, Supply(supplier="nec", recipient="PER"))
    first = project.compile("2026-1", base="aigs-2022")
    assert project.compile("2026-1", base="aigs-2022") == first
    with pytest.raises(EditionExists):
        project.compile("2026-1", base="aigs-2022", policy=Policy(contracted=True))
    project.reject([claim.id], by="ben", because="too thin")
    with pytest.raises(EditionExists):
        project.compile("2026-1", base="aigs-2022")
    assert project.edition("2026-1") == first
    assert project.verify(deep=True).problems == ()


def test_the_bytes_do_not_depend_on_the_order_in_which_things_came(tmp_path: Path) -> None:
    articles = ((HUAWEI, FACES, "a"), (POLICE, USE, "b"), (TALKS, FACES, "c"))
    made = []
    for name, order in (("one", articles), ("other", articles[::-1])):
        with SmallProject.create(tmp_path / name, clock=at("2026-01-01T00:00:00Z")) as project:
            for quote, content, source in order:
                accepted(project, tmp_path, quote, content, source=source)
            project.compile("2026-1", base="aigs-2022")
            folder = project.folder / "editions" / "2026-1"
            made.append({file: (folder / file).read_bytes() for file in FILES})
    assert made[0] == made[1]


def test_a_base_that_is_not_there_is_named(project: Project, tmp_path: Path) -> None:
    accepted(project, tmp_path, HUAWEI, FACES)
    with pytest.raises(UnknownEdition, match="aigs-2019, aigs-2022"):
        project.compile("2026-1", base="aigs-1999")


def test_an_ended_use_is_shown_against_the_table(project: Project, tmp_path: Path) -> None:
    base = packaged_editions.load_edition("aigs-2022")
    ticked = {e.country for e in base.entries if e.technology == "facial_recognition"}
    assert "KEN" in ticked
    ended = replace(USE, modality="ended")
    claim = accepted(project, tmp_path, SCRAPPED, ended, when="2023-03")
    edition = project.compile("2026-1", base="aigs-2022")
    found = compute(Figure(having=(Row(technology="facial_recognition"),)), edition)
    assert isinstance(found, Computed)
    assert set(found.countries) == ticked - {"KEN"}
    (entry,) = (e for e in edition.entries if e.against and e.kind == "technology")
    assert (entry.status, entry.against) == ("ended", (claim.id,))


def _swap_base(project: Project) -> None:
    home = project.folder / "editions" / "2026-1"
    manifest = json.loads((home / "manifest.json").read_bytes())
    manifest["base"]["digest"] = "sha256:" + "0" * 64
    (home / "manifest.json").write_bytes(editions.pretty(manifest))


def test_another_base_in_the_manifest_is_found(project: Project, tmp_path: Path) -> None:
    accepted(project, tmp_path, HUAWEI, FACES)
    project.compile("2026-1", base="aigs-2022")
    _swap_base(project)
    assert project.verify().problems


def test_a_packaged_base_that_is_another_one_now_is_a_note(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted(project, tmp_path, HUAWEI, FACES)
    project.compile("2026-1", base="aigs-2022")
    load = packaged_editions.load_edition
    manifest = packaged_editions.load_manifest
    monkeypatch.setattr(
        packaged_editions, "load_edition", lambda name: replace(load(name), title="Another")
    )
    monkeypatch.setattr(
        packaged_editions, "load_manifest", lambda name: manifest(name) | {"digest": "sha256:1"}
    )
    report = project.verify(deep=True)
    assert report.problems == ()
    assert {note.kind for note in report.notes} == {"edition", "again"}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda e: replace(e, countries=("KEN", "PER")), id="countries"),
        pytest.param(lambda e: replace(e, groups={}), id="groups"),
        pytest.param(
            lambda e: replace(e, entries=tuple(replace(x, disputed=True) for x in e.entries)),
            id="entries",
        ),
    ],
)
def test_deep_finds_what_the_accepted_claims_do_not_give(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable
) -> None:
    accepted(project, tmp_path, HUAWEI, FACES)
    project.compile("2026-1")
    real = living.compile_living

    def other(*args, **named):
        edition, records = real(*args, **named)
        return change(edition), records

    monkeypatch.setattr(living, "compile_living", other)
    (problem,) = project.verify(deep=True).problems
    assert problem.kind == "again"


def test_verify_follows_every_claim_to_its_words(project: Project, tmp_path: Path) -> None:
    accepted(project, tmp_path, HUAWEI, FACES)
    project.compile("2026-1", base="aigs-2022")
    assert project.verify(deep=True).counts["traced"] > len(
        packaged_editions.load_edition("aigs-2022").entries
    )


def test_a_living_edition_survives_a_backup(project: Project, tmp_path: Path) -> None:
    accepted(project, tmp_path, HUAWEI, FACES)
    edition = project.compile("2026-1", base="aigs-2022")
    project.backup(tmp_path / "b.tar")
    with SmallProject.restore(tmp_path / "b.tar", tmp_path / "again") as again:
        assert again.edition("2026-1") == edition


def test_claims_found_later_do_not_change_an_edition_made_before(
    project: Project, tmp_path: Path
) -> None:
    articles = ((HUAWEI, "herald"), (POLICE, "tribune"))
    for quote, source in articles:
        accepted(project, tmp_path, quote, FACES, source=source)
    assert project.compile("before").entries[0].origins == 2
    for quote, source in articles:  # the same counts in both: now they pass for one origin
        for value in (73, 47):
            count = Count(unit="countries", figure=Figure(), value=value)
            told(project, tmp_path, quote, count, source=source)
    assert project.compile("after").entries[0].origins == 1
    assert project.verify(deep=True).problems == ()


def test_a_later_edition_of_the_same_name_as_the_base_is_not_the_base(
    project: Project, table: Path, tmp_path: Path
) -> None:
    accepted(project, tmp_path, HUAWEI, FACES)
    project.compile("2026-1", base="aigs-2022")
    list(project.add([table]))
    project.compile("aigs-2022")
    report = project.verify(deep=True)
    assert report.problems == ()
    assert not [note for note in report.notes if note.kind in ("edition", "again")]


def test_a_base_that_stands_on_another_table_than_is_here_is_refused(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted(project, tmp_path, HUAWEI, FACES)
    project.compile("1", base="aigs-2022")
    load = packaged_editions.load_edition
    monkeypatch.setattr(
        packaged_editions, "load_edition", lambda name: replace(load(name), title="Another")
    )
    with pytest.raises(EditionError, match="stands on another 'aigs-2022'"):
        project.compile("2", base="1")


def test_a_rejected_membership_of_the_table_is_not_carried_over(
    project: Project, table: Path, tmp_path: Path
) -> None:
    list(project.add([table]))
    assert project.compile("table").groups["bri"] == ("KEN",)
    joined = next(c for c in project.claims() if isinstance(c.content, Membership))
    project.reject([joined.id], by="ben", because="smudged")
    accepted(project, tmp_path, HUAWEI, FACES)
    assert project.compile("2026-1", base="table").groups["bri"] == ()


def test_a_forged_digest_of_an_own_base_is_found(project: Project, tmp_path: Path) -> None:
    accepted(project, tmp_path, HUAWEI, FACES)
    project.compile("1")
    edition = project.compile("2", base="1")
    assert edition.living and edition.living.base
    forged = replace(edition.living.base, digest="sha256:1")
    edition = replace(edition, living=replace(edition.living, base=forged))
    found = integrity.Gathered()
    with project._ledger.reading() as view:
        manifest = editions.load_manifest(
            project.folder / "editions" / "2", view.row("edition", "2").drawn["manifest"]
        )
        pinned = replace(manifest, base=editions.Pinned("1", "sha256:1"))
        integrity._earlier(view, "edition 2", pinned, edition, found)
    assert [problem.what for problem in found.problems] == ["1 is not what it was made from"]
