from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from sousveil.errors import LedgerBusy, NewerProject, ProjectDamaged, ProjectError
from sousveil.storage.ledger import DRAWN, START, Head, Row, row
from sousveil.storage.ledger_sql import SqlLedger, open_ledger
from sousveil.storage.tables import REVISIONS, metadata

NOW = "2026-01-01T00:00:00Z"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


@pytest.fixture
def ledger(path: Path) -> Iterator[SqlLedger]:
    opened = open_ledger(path, create=True, wait=0.2)
    yield opened
    opened.close()


def snapshot(number: int) -> Row:
    return row("snapshot", {"id": f"sha256:{number:064x}", "size": 1, "media_type": "text/plain"})


def write(ledger: SqlLedger, *rows: Row, at: str = NOW) -> int:
    with ledger.writing(at) as writer:
        return writer.append(rows)


def test_what_is_appended_comes_back(ledger: SqlLedger) -> None:
    assert write(ledger, snapshot(1), snapshot(2)) == 2
    with ledger.reading() as view:
        assert [stored.plain for stored in view.rows("snapshot")] == [
            snapshot(1).plain,
            snapshot(2).plain,
        ]
        assert view.row("snapshot", snapshot(3).id) is None


def test_the_same_row_twice_is_there_once_and_the_log_does_not_grow(ledger: SqlLedger) -> None:
    write(ledger, snapshot(1), snapshot(1))
    with ledger.reading() as view:
        head = view.head()
    assert write(ledger, snapshot(1)) == 0
    with ledger.reading() as view:
        assert view.head() == head
        assert len(list(view.rows("snapshot"))) == 1


def test_a_refusal_that_comes_again_is_there_once(ledger: SqlLedger) -> None:
    refused = {"document": "", "location": "a.pdf", "code": "missing", "what": "x", "program": "1"}
    assert write(ledger, row("refusal", {**refused, "at": NOW})) == 1
    assert write(ledger, row("refusal", {**refused, "at": "2026-01-02T00:00:00Z"})) == 0
    with ledger.reading() as view:
        assert [found.plain["at"] for found in view.rows("refusal", document="")] == [NOW]


def test_a_map_belongs_to_a_snapshot_and_a_text(ledger: SqlLedger) -> None:
    text = row("text", {"id": "", "snapshot": snapshot(1).id, "content": "a", "reader": "pdf/1"})
    drawn = {"snapshot": snapshot(1).id, "text": text.id, "reader": "pdf/1", "pieces": []}
    with pytest.raises(ProjectDamaged, match="FOREIGN KEY"):
        write(ledger, row("map", drawn))
    assert write(ledger, row("map", drawn), text, snapshot(1)) == 3
    with ledger.reading() as view:
        assert [entry.kind for entry in view.log()] == ["snapshot", "text", "map"]
        assert [found.plain for found in view.rows("map", text=text.id)] == [drawn]


def test_a_copy_is_one_whole_state_while_others_write(ledger: SqlLedger, tmp_path: Path) -> None:
    write(ledger, snapshot(1))
    with ledger.writing(NOW) as writer:
        writer.append([snapshot(2)])
        ledger.copy(tmp_path / "copy.sqlite")
    copy = open_ledger(tmp_path / "copy.sqlite")
    with copy.reading() as view:
        assert [stored.id for stored in view.rows("snapshot")] == [snapshot(1).id]
        assert list(view.faults()) == []
    copy.close()


def test_a_copy_that_fails_is_one_line_and_leaves_nothing(
    ledger: SqlLedger, tmp_path: Path
) -> None:
    with pytest.raises(ProjectError, match="cannot be copied") as caught:
        ledger.copy(tmp_path / "no" / "folder" / "copy.sqlite")
    assert "\n" not in str(caught.value)
    assert sorted(path.name[:13] for path in tmp_path.iterdir()) == ["ledger.sqlite"] * 3


def test_one_transaction_gives_one_row_of_the_log_for_each_kind(ledger: SqlLedger) -> None:
    write(ledger, row("setting", {"files": {}, "replaces": None}), snapshot(1), snapshot(2))
    with ledger.reading() as view:
        log = list(view.log())
    assert [(entry.seq, entry.kind, entry.count) for entry in log] == [
        (1, "setting", 1),
        (2, "snapshot", 2),
    ]
    assert [entry.previous for entry in log] == [START, log[0].hash]


def test_an_empty_ledger_has_a_head_too(ledger: SqlLedger) -> None:
    with ledger.reading() as view:
        assert view.head() == Head(0, START)


def test_an_exception_keeps_nothing(ledger: SqlLedger) -> None:
    with pytest.raises(ZeroDivisionError), ledger.writing(NOW) as writer:
        writer.append([snapshot(1)])
        1 / 0  # noqa: B018
    with ledger.reading() as view:
        assert list(view.rows("snapshot")) == []
        assert list(view.log()) == []


def test_a_view_does_not_change_while_others_write(ledger: SqlLedger) -> None:
    write(ledger, snapshot(1))
    with ledger.reading() as view:
        head = view.head()
        write(ledger, snapshot(2))
        assert view.head() == head
        assert len(list(view.rows("snapshot"))) == 1


def test_rows_are_looked_up_by_column_and_by_the_log(ledger: SqlLedger) -> None:
    write(ledger, snapshot(1), snapshot(2))
    for number, source in ((1, "reuters"), (2, "techno")):
        found = {
            "snapshot": snapshot(number).id,
            "source": source,
            "location": "a.txt",
            "at": NOW,
        }
        write(ledger, row("finding", found))
    with ledger.reading() as view:
        assert [r.drawn["source"] for r in view.rows("finding", snapshot=snapshot(2).id)] == [
            "techno"
        ]
        assert [r.drawn["source"] for r in view.rows("finding", up_to=2)] == ["reuters"]


@pytest.mark.parametrize("table", ["log", *DRAWN])
def test_every_table_refuses_to_change_or_forget(ledger: SqlLedger, path: Path, table: str) -> None:
    write(ledger, snapshot(1))
    with sqlite3.connect(path) as raw:
        names = [name for (name,) in raw.execute("select name from sqlite_master")]
        assert f"{table}_no_update" in names
        assert f"{table}_no_delete" in names
    with sqlite3.connect(path) as raw:
        for statement in ("update snapshot set seq = 2", "delete from log"):
            with pytest.raises(sqlite3.IntegrityError, match="only ever appended to"):
                raw.execute(statement)
    raw.close()


def test_committed_means_on_disk(ledger: SqlLedger) -> None:
    with ledger.reading() as view:
        asked = {
            name: view._connection.exec_driver_sql(f"pragma {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_writer_that_waits_too_long_is_told_what_to_do(ledger: SqlLedger, path: Path) -> None:
    other = open_ledger(path, wait=0.1)
    told = pytest.raises(LedgerBusy, match="Wait until it is done")
    with ledger.writing(NOW), told as caught:
        write(other, snapshot(1))
    assert "\n" not in str(caught.value)
    assert write(other, snapshot(1)) == 1
    other.close()


def test_a_ledger_of_a_newer_program_is_refused_in_one_line(ledger: SqlLedger, path: Path) -> None:
    ledger.close()
    raw = sqlite3.connect(path)
    raw.execute("update alembic_version set version_num = '0999'")
    raw.commit()
    raw.close()
    with pytest.raises(NewerProject, match="Update sousveil") as caught:
        open_ledger(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(None, id="missing"),
        pytest.param(b"", id="empty"),
        pytest.param(b"not a database at all\n" * 100, id="other-file"),
    ],
)
def test_a_file_without_a_ledger_is_damage_and_stays_as_it_is(
    path: Path, content: bytes | None
) -> None:
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ProjectDamaged, match="backup"):
        open_ledger(path)
    assert (path.read_bytes() if path.exists() else None) == content


def test_a_sound_store_has_no_faults(ledger: SqlLedger) -> None:
    write(ledger, snapshot(1))
    with ledger.reading() as view:
        assert list(view.faults()) == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("drop trigger claim_no_update", "trigger claim_no_update is missing"),
        ("drop index ix_claim_text", "index ix_claim_text is missing"),
        ("create table planted (x)", "table planted does not belong there"),
        ("insert into claim values ('c', 1, 't', '{}')", "a row of claim points at a row"),
        ("update alembic_version set version_num = '0001'", "its revision is given as '0001'"),
        ("delete from alembic_version", "its revision is given as none"),
    ],
)
def test_a_changed_store_has_faults(
    ledger: SqlLedger, path: Path, statement: str, said: str
) -> None:
    raw = sqlite3.connect(path)
    raw.execute(statement)
    raw.commit()
    raw.close()
    with ledger.reading() as view:
        assert any(said in fault for fault in view.faults())


def test_the_migrations_make_the_tables_that_the_program_uses(
    ledger: SqlLedger, path: Path, tmp_path: Path
) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'direct.sqlite'}")
    metadata.create_all(engine)
    engine.dispose()

    def schema(file: Path) -> dict[str, str]:
        raw = sqlite3.connect(file)
        rows = raw.execute("select name, sql from sqlite_master where type in ('table', 'index')")
        found = {name: " ".join((sql or "").split()) for name, sql in rows}
        raw.close()
        return {name: sql for name, sql in found.items() if "alembic_version" not in name}

    assert schema(path) == schema(tmp_path / "direct.sqlite")


def test_the_program_knows_its_own_revisions() -> None:
    config = Config()
    config.set_main_option("script_location", "sousveil.storage:migrations")
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config).walk_revisions()
    assert tuple(script.revision for script in scripts)[::-1] == REVISIONS


def test_the_ledger_is_loaded_only_when_a_project_is_opened() -> None:
    code = (
        "import sys, sousveil.project, sousveil.storage.ledger, sousveil.archive.blobs\n"
        "loaded = [m for m in ('sqlalchemy', 'alembic', 'sqlite3') if m in sys.modules]\n"
        "sys.exit(f'loaded: {loaded}' if loaded else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_rows_are_found_by_the_beginning_of_their_ids_and_a_page_at_a_time(
    tmp_path: Path,
) -> None:
    ledger = open_ledger(tmp_path / "ledger.sqlite", create=True)
    rows = [row("report", {"about": "a", "words": str(n), "by": "b", "at": NOW}) for n in range(5)]
    with ledger.writing(NOW) as writer:
        writer.append(rows)
    ids = sorted(one.id for one in rows)
    with ledger.reading() as view:
        assert view.count("report") == 5
        assert [one.id for one in view.page("report", 1, 3)] == ids[1:4]
        assert [one.id for one in view.beginning("report", ids[2])] == [ids[2]]
        assert len(view.beginning("report", "report:", 3)) == 3
        assert view.beginning("report", "report:x") == ()
    ledger.close()
