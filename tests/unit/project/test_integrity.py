from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sousveil.errors import ProjectError
from sousveil.model.ids import digest
from sousveil.model.noun import replace
from sousveil.project import Project, again
from sousveil.project.editions import FILES
from sousveil.project.extract import Extract, extract
from sousveil.project.index import Compiled
from sousveil.project.living import compiled
from sousveil.project.reader import Within
from sousveil.storage.ledger import DRAWN, START, row
from sousveil.storage.tables import metadata

from .small import KENYA, NORWAY, NOW, SERBIA, SmallProject, at, packaged, sheet

OWN_TERMS = "- {id: radio, name: Radio Nairobi}\n"
EDITION_FILES = [f"editions/2022-1/{name}" for name in ("manifest.json", *FILES)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed project with two documents, people's decisions, own terms and an edition."""
    folder = tmp_path_factory.mktemp("whole")
    inbox = tmp_path_factory.mktemp("inbox")
    project = SmallProject.create(folder / "p", clock=at("2026-01-01T00:00:00Z"))
    (folder / "p" / "codebook").mkdir()
    (folder / "p" / "codebook" / "sources.yml").write_text(OWN_TERMS)
    first, second = sheet(inbox / "a.xlsx", KENYA, NORWAY), sheet(inbox / "b.xlsx", SERBIA)
    list(project.add([first, second], source="desk"))
    list(project.add([second], source="radio"))
    for text in ("Facial recognition is used in 64 countries.", "It is in 3 countries."):
        project.save_check(text)
    for words in ("We supplied nothing.", "We supplied nothing at all."):
        project.reply(who="Press", day="2026-01-01", words=words, party="Huawei", by="anna")
        project.report("place/kenya/", words, by="ben")
    project.reject(list(project.accepted())[:1], by="anna", because="smudged")
    for kind in ("map", "refusal"):
        write(project, kind)
    project.compile("2022-1")
    assert project.verify(deep=True).problems == ()
    project.close()
    return folder / "p"


def write(project: Project, kind: str) -> None:
    """Write two rows of a kind, each in its own transaction."""
    with project._ledger.reading() as view:
        read = [stored.drawn for stored in view.rows("reading")]
    for number, drawn in enumerate(read[:2]):
        plain = {
            "map": {**drawn, "reader": "sheets/1", "pieces": []},
            "refusal": {
                "document": digest(str(number).encode()),
                "location": "c.pdf",
                "code": "locked",
                "what": "The document is encrypted.",
                "at": "2026-01-01T00:00:00Z",
                "program": "0.1.0",
            },
        }[kind]
        with project._ledger.writing("2026-01-01T00:00:00Z") as writer:
            writer.append([row(kind, plain)])


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    """A copy of it, to be tampered with."""
    return Path(shutil.copytree(whole, tmp_path / "p"))


def is_found(folder: Path) -> bool:
    """Tell whether opening or verifying says that something is wrong."""
    try:
        with SmallProject.open(folder) as project:
            return bool(project.verify().problems)
    except ProjectError:
        return True


def tamper(folder: Path, act: Callable[[sqlite3.Connection], object]) -> None:
    """Do what somebody with the file can do, and cover the tracks in the schema."""
    raw = sqlite3.connect(folder / "ledger.sqlite")
    triggers = raw.execute("select name, sql from sqlite_master where type = 'trigger'").fetchall()
    for name, _ in triggers:
        raw.execute(f"drop trigger {name}")
    act(raw)
    for _, sql in triggers:
        raw.execute(sql)
    raw.commit()
    raw.close()


def test_an_untouched_copy_is_sound(folder: Path) -> None:
    assert not is_found(folder)


def test_covering_the_tracks_alone_changes_nothing(folder: Path) -> None:
    tamper(folder, lambda raw: None)
    assert not is_found(folder)


CELLS = [
    *((table.name, column.name) for table in metadata.tables.values() for column in table.columns),
    ("alembic_version", "version_num"),
]


@pytest.mark.parametrize(("table", "column"), CELLS)
@pytest.mark.parametrize("which", ["first", "last"])
def test_every_changed_cell_is_found(folder: Path, table: str, column: str, which: str) -> None:
    order = "" if which == "first" else "desc"

    def act(raw: sqlite3.Connection) -> None:
        rowid, value = raw.execute(
            f"select rowid, {column} from {table} order by rowid {order} limit 1"
        ).fetchone()
        changed = value + 1000 if isinstance(value, int) else _other(value)
        raw.execute(f"update {table} set {column} = ? where rowid = ?", (changed, rowid))

    tamper(folder, act)
    assert is_found(folder)


def _other(value: str) -> str:
    """Change one letter or digit in the middle."""
    middle = next(i for i in range(len(value) // 2, len(value)) if value[i].isalnum())
    return value[:middle] + ("7" if value[middle] != "7" else "8") + value[middle + 1 :]


@pytest.mark.parametrize("table", ["log", *DRAWN, "alembic_version"])
@pytest.mark.parametrize("which", ["first", "last"])
def test_every_deleted_row_is_found(folder: Path, table: str, which: str) -> None:
    pick = "min" if which == "first" else "max"
    tamper(
        folder,
        lambda raw: raw.execute(
            f"delete from {table} where rowid = (select {pick}(rowid) from {table})"
        ),
    )
    assert is_found(folder)


@pytest.mark.parametrize("table", ["log", *DRAWN])
def test_every_doubled_row_is_found(folder: Path, table: str) -> None:
    def act(raw: sqlite3.Connection) -> None:
        names = [name for _, name, *_ in raw.execute(f"pragma table_info({table})")]
        rows = raw.execute(f"select {', '.join(names)} from {table}").fetchall()
        key = rows[-1][0]
        copy = (key + 1 if isinstance(key, int) else f"{key}0", *rows[-1][1:])
        raw.execute(f"insert into {table} values ({', '.join('?' * len(copy))})", copy)

    tamper(folder, act)
    assert is_found(folder)


@pytest.mark.parametrize("table", [table for table in DRAWN if table not in ("setting", "edition")])
def test_two_rows_that_change_places_in_time_are_found(folder: Path, table: str) -> None:
    def act(raw: sqlite3.Connection) -> None:
        rows = raw.execute(f"select rowid, seq from {table} order by seq").fetchall()
        (one, early), (two, late) = rows[0], rows[-1]
        assert early != late
        raw.execute(f"update {table} set seq = ? where rowid = ?", (late, one))
        raw.execute(f"update {table} set seq = ? where rowid = ?", (early, two))

    tamper(folder, act)
    assert is_found(folder)


def cut(raw: sqlite3.Connection) -> None:
    """Cut the log from the last decision on, with all rows that came after it."""
    (last,) = raw.execute("select max(seq) from decision").fetchone()
    for table in ("edition", "decision", "refusal", "map", "log"):
        raw.execute(f"delete from {table} where seq >= ?", (last,))


def test_a_cut_tail_shows_against_the_edition_made_from_it(folder: Path) -> None:
    """Whoever cuts the log consistently still has to cut the edition that names its head."""
    head = SmallProject.open(folder).verify().head
    tamper(folder, cut)
    with SmallProject.open(folder) as project:
        report = project.verify()
        published = project.verify(head=head)
    assert report.head != head
    (problem,) = report.problems
    assert problem.kind == "ledger"
    assert problem.what == ("the log has been cut: the edition 2022-1 was made from a later state")
    assert published.problems[0].what == f"the published head is not in this log: {head}"


def test_a_log_that_was_cut_and_went_on_shows_against_the_edition(folder: Path) -> None:
    tamper(folder, cut)
    with SmallProject.open(folder) as project:
        for _ in range(5):
            project.reject(list(project.accepted())[:1], by="eve", because="unknown")
        problems = project.verify().problems
    assert [problem.what for problem in problems] == [
        "the log has been cut: the edition 2022-1 was made from another state"
    ]


def test_an_edition_that_is_not_whole_and_has_no_row_is_only_unfinished(folder: Path) -> None:
    tamper(folder, cut)
    (folder / "editions" / "2022-1" / "figures.json").unlink()
    with SmallProject.open(folder) as project:
        report = project.verify()
    assert report.problems == ()
    assert [note.what for note in report.notes] == ["an edition that was not finished"]


def test_every_head_that_was_published_stays_on_the_chain(folder: Path) -> None:
    with SmallProject.open(folder) as project:
        with project._ledger.reading() as view:
            heads = [entry.hash for entry in view.log()]
        for head in (START, *heads):
            assert project.verify(head=head).problems == ()
        (problem,) = project.verify(head="sha256:" + "1" * 64).problems
    assert problem.kind == "ledger"


def test_the_file_of_an_exchange_is_an_original(folder: Path) -> None:
    with SmallProject.open(folder) as project:
        exchange = project._blobs.write(b"WARC/1.1")
        found = {"snapshot": next(iter(project.findings())), "source": "desk", "at": NOW}
        with project._ledger.writing(NOW) as writer:
            writer.append([row("finding", {**found, "location": "x", "exchange": exchange})])
        report = project.verify()
        assert report.problems == report.notes == ()
        project._blobs.path(exchange).unlink()
        (problem,) = project.verify().problems
    assert problem.where == f"original {exchange}"


def test_copies_made_before_an_upgrade_belong_there(folder: Path) -> None:
    (folder / "backups").mkdir()
    (folder / "backups" / "ledger-0001.sqlite").write_bytes(b"a copy")
    assert not is_found(folder)


@pytest.mark.parametrize("name", ["sousveil.toml", "codebook/sources.yml", *EDITION_FILES])
@pytest.mark.parametrize("how", ["flipped", "deleted"])
def test_every_changed_file_is_found(folder: Path, name: str, how: str) -> None:
    path = folder / name
    if how == "deleted":
        path.unlink()
    else:
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    assert is_found(folder)


@pytest.mark.parametrize("how", ["flipped", "deleted", "swapped"])
def test_every_changed_original_is_found(folder: Path, how: str) -> None:
    one, other = sorted((folder / "archive").rglob("*/*/*"))
    data = bytearray(one.read_bytes())
    data[len(data) // 2] ^= 1
    one.chmod(0o644)
    if how == "deleted":
        one.unlink()
    else:
        one.write_bytes(data if how == "flipped" else other.read_bytes())
    assert is_found(folder)


@pytest.mark.parametrize(
    "name",
    ["archive/notes.txt", "archive/sha256/zz/x", "editions/x.json", "editions/2022-1/x.json"],
)
def test_a_file_that_does_not_belong_there_is_found(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("planted")
    assert is_found(folder)


def test_a_new_codebook_file_is_found_until_it_is_recorded(folder: Path) -> None:
    (folder / "codebook" / "suppliers.yml").write_text("[]\n")
    assert is_found(folder)
    with SmallProject.open(folder) as project:
        project.record_settings()
    assert not is_found(folder)


@pytest.mark.parametrize("how", ["deleted", "empty", "cut"])
def test_a_ledger_that_is_not_whole_is_found(folder: Path, how: str) -> None:
    path = folder / "ledger.sqlite"
    data = path.read_bytes()
    path.unlink()
    if how != "deleted":
        path.write_bytes(b"" if how == "empty" else data[: len(data) // 2 // 4096 * 4096])
    assert is_found(folder)


def test_a_flipped_bit_of_the_ledger_is_found_or_changes_nothing(folder: Path) -> None:
    """Some bits stand in counters and in room that holds nothing; all others count."""
    path = folder / "ledger.sqlite"
    data = path.read_bytes()
    before = _dump(path)
    filled = [place for place, byte in enumerate(data) if byte]
    chance = random.Random(2019)
    found = 0
    for place in chance.sample(filled, 60):
        flipped = bytearray(data)
        flipped[place] ^= 1 << chance.randrange(8)
        path.write_bytes(flipped)
        for side in ("-wal", "-shm"):
            path.with_name(path.name + side).unlink(missing_ok=True)
        if is_found(folder):
            found += 1
        else:
            assert _dump(path) == before
    assert found > 40


def _dump(path: Path) -> list[str]:
    raw = sqlite3.connect(path)
    dump = list(raw.iterdump())
    raw.close()
    return dump


def test_interrupted_runs_are_noted_and_nothing_is_wrong(folder: Path) -> None:
    data = b"archived, and then the power went"
    name = digest(data).removeprefix("sha256:")
    orphan = folder / "archive" / "sha256" / name[:2] / name
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(data)
    (folder / "archive" / "tmp").mkdir(exist_ok=True)
    (folder / "archive" / "tmp" / "0123").write_bytes(data[:5])
    (folder / "editions" / ".tmp-2022-2").mkdir()
    for side in ("ledger.sqlite-wal", "ledger.sqlite-shm"):
        (folder / side).touch()
    with SmallProject.open(folder) as project:
        report = project.verify()
    assert report.problems == ()
    assert [note.kind for note in report.notes] == ["interrupted"] * 3


def test_an_orphan_that_is_not_what_its_name_says_is_wrong(folder: Path) -> None:
    (folder / "archive" / "sha256" / "00").mkdir()
    (folder / "archive" / "sha256" / "00" / ("0" * 64)).write_bytes(b"planted")
    assert is_found(folder)


def test_a_damaged_project_is_reported_and_not_raised(folder: Path) -> None:
    tamper(folder, lambda raw: raw.execute("update claim set body = 'no json'"))
    tamper(folder, lambda raw: raw.execute("update snapshot set body = '[]'"))
    tamper(folder, lambda raw: raw.execute("update reading set body = '{}'"))
    with SmallProject.open(folder) as project:
        assert len(project.verify(deep=True).problems) > 3


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"text": "sha256:other"}, id="text"),
        pytest.param({"cells": ()}, id="cells"),
        pytest.param({"repairs": ()}, id="repairs"),
    ],
)
def test_deep_finds_what_the_snapshot_does_not_give(
    folder: Path, monkeypatch: pytest.MonkeyPatch, other: dict[str, Any]
) -> None:
    """Every digest fits, and the reader still makes something else of the bytes."""

    def extract_other(reader: Within, data: bytes) -> Extract:
        made = extract(data, reader._names)
        return replace(made, reading=replace(made.reading, **other))

    with SmallProject.open(folder) as project:
        assert project.verify(deep=True).problems == ()
        monkeypatch.setattr(Within, "extract", extract_other)
        problems = project.verify(deep=True).problems
    assert {problem.kind for problem in problems} == {"again"}


def test_deep_finds_an_edition_that_its_claims_do_not_give(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compile_other(*args: Any, **named: Any) -> Compiled:
        made = compiled(*args, **named)
        return replace(made, edition=replace(made.edition, countries=("KEN",)))

    monkeypatch.setattr(again, "compiled", compile_other)
    with SmallProject.open(folder) as project:
        (problem,) = project.verify(deep=True).problems
    assert problem.what == "compiled again, it says something else"


def test_after_a_change_of_the_codebook_deep_says_what_it_could_not_compare(folder: Path) -> None:
    with SmallProject.open(folder) as project:
        project.codebook = replace(packaged(), version="sha256:newer")
        report = project.verify(deep=True)
    assert report.problems == ()
    assert {note.kind for note in report.notes} == {"again"}
