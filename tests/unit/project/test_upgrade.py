from __future__ import annotations

import os
import signal
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from sousveil.errors import ProjectError
from sousveil.model.figure import Computed
from sousveil.storage import ledger_sql
from sousveil.storage.tables import REVISIONS

from .former import former
from .small import SERBIA, SmallProject, sheet

STEPS = 40  # some more than there are
KILL_POINTS = int(os.environ.get("SOUSVEIL_KILL_POINTS", "12"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "p"


@pytest.fixture
def expected(folder: Path) -> dict[str, Any]:
    return former(folder)


def rows(file: Path) -> list[str]:
    """Return all that a ledger holds, however its pages lie."""
    raw = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    found = [line for line in raw.iterdump() if line.startswith("INSERT")]
    raw.close()
    return sorted(found)


def test_a_project_of_the_first_revision_says_the_same_as_ever(
    folder: Path, expected: dict[str, Any]
) -> None:
    before = rows(folder / "ledger.sqlite")
    with SmallProject.open(folder) as project:
        report = project.verify(head=expected["head"])
        assert report.problems == report.notes == ()
        assert report.head == expected["head"]
        assert project.digest() == expected["digest"]
        assert len(project.accepted()) == expected["accepted"]
        assert {kind: report.counts[kind] for kind in expected["counts"]} == expected["counts"]
        for name, value in expected["figures"].items():
            computed = project.figure(name, "first")
            assert isinstance(computed, Computed)
            assert (name, computed.value) == (name, value)
    old, new = "VALUES('0001')", f"VALUES('{REVISIONS[-1]}')"
    assert rows(folder / "ledger.sqlite") == sorted(line.replace(old, new) for line in before)


def test_adding_goes_on_after_an_upgrade(
    folder: Path, expected: dict[str, Any], tmp_path: Path
) -> None:
    with SmallProject.open(folder) as project:
        (added,) = project.add([sheet(tmp_path / "c.xlsx", SERBIA | {"company_1": "NEC"})])
        assert added.status == "ok"
        project.compile("second")
        report = project.verify(head=expected["head"])
        assert report.problems == ()
        assert report.counts["snapshot"] == expected["counts"]["snapshot"] + 1


def test_the_ledger_as_it_was_is_kept_beside(folder: Path, expected: dict[str, Any]) -> None:
    before = rows(folder / "ledger.sqlite")
    SmallProject.open(folder).close()
    kept = folder / "backups" / "ledger-0001.sqlite"
    assert rows(kept) == before
    assert [path.name for path in (folder / "backups").iterdir()] == [kept.name]
    first = kept.read_bytes()
    SmallProject.open(folder).close()
    assert kept.read_bytes() == first


def test_a_new_project_has_no_former_state_to_keep(tmp_path: Path) -> None:
    SmallProject.create(tmp_path / "p").close()
    assert not (tmp_path / "p" / "backups").exists()


def test_a_whole_copy_is_not_made_again(folder: Path, expected: dict[str, Any]) -> None:
    SmallProject.open(folder).close()
    kept = folder / "backups" / "ledger-0001.sqlite"
    before = kept.stat()
    (folder / "ledger.sqlite").write_bytes(kept.read_bytes())
    SmallProject.open(folder).close()
    assert (kept.stat().st_ino, kept.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_copy_that_is_not_whole_is_replaced_and_another_state_is_not(
    folder: Path, expected: dict[str, Any], tmp_path: Path
) -> None:
    backups = folder / "backups"
    backups.mkdir()
    (backups / "ledger-0001.sqlite").write_bytes(b"cut")
    SmallProject.open(folder).close()
    assert rows(backups / "ledger-0001.sqlite")
    raw = sqlite3.connect(backups / "ledger-0001.sqlite")
    raw.execute("drop trigger log_no_delete")
    raw.execute("delete from log where seq = 16")
    raw.commit()
    raw.close()
    other = (backups / "ledger-0001.sqlite").read_bytes()
    (folder / "ledger.sqlite").unlink()
    former(folder)
    with SmallProject.open(folder) as project:
        assert project.verify().problems == ()
    assert (backups / "ledger-0001.sqlite").read_bytes() == other
    assert "VALUES('0001')" in "".join(rows(backups / "ledger-0001-2.sqlite"))


def test_without_a_copy_nothing_is_changed(folder: Path, expected: dict[str, Any]) -> None:
    (folder / "backups").write_text("in the way")
    before = rows(folder / "ledger.sqlite")
    with pytest.raises(ProjectError, match="nothing has changed") as caught:
        SmallProject.open(folder)
    assert "\n" not in str(caught.value)
    assert rows(folder / "ledger.sqlite") == before


def test_an_older_ledger_that_may_only_be_read_is_one_line(
    folder: Path, expected: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_sql, "may_write", lambda path: False)
    before = (folder / "ledger.sqlite").read_bytes()
    with pytest.raises(ProjectError, match="Open it once where it can be written") as caught:
        SmallProject.open(folder)
    assert "\n" not in str(caught.value)
    assert (folder / "ledger.sqlite").read_bytes() == before
    assert not (folder / "backups").exists()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("point", range(KILL_POINTS))
def test_a_kill_in_the_middle_leaves_the_old_or_the_new(
    folder: Path, expected: dict[str, Any], tmp_path: Path, point: int
) -> None:
    """Even points kill at a step that leaves something on disk, odd ones at any moment."""
    with SmallProject.create(tmp_path / "warm"):
        pass  # loads what else the child would load
    before = rows(folder / "ledger.sqlite")
    if point % 2:
        killed(folder, seconds=0.05 * point / KILL_POINTS)
    else:
        killed(folder, step=1 + point * STEPS // KILL_POINTS)
    kept = folder / "backups" / "ledger-0001.sqlite"
    now = rows(folder / "ledger.sqlite")
    assert now == before or kept.exists()
    if kept.exists():
        assert rows(kept) == before
    with SmallProject.open(folder) as project:
        report = project.verify()
        assert report.problems == report.notes == ()
        assert report.head == expected["head"]
        assert project.digest() == expected["digest"]
    assert rows(kept) == before
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


def killed(folder: Path, step: int | None = None, seconds: float = 5.0) -> None:
    """Open a project in a child that is killed at a step, or from outside after some time."""
    child = os.fork()
    if child:
        if step is None:
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return
    left = iter(range(step or 1_000_000, 0, -1))

    def counted(*_: object) -> None:
        if next(left) == 1:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", counted)
    event.listen(Engine, "commit", counted)
    for name in ("fsync", "rename", "replace", "mkdir", "unlink"):
        real = getattr(os, name)

        def stepped(*args: Any, _real: Any = real, **named: Any) -> Any:
            counted()
            result = _real(*args, **named)
            counted()
            return result

        setattr(os, name, stepped)
    try:
        SmallProject.open(folder).close()
    finally:
        os._exit(0)
