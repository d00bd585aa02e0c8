from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sousveil.errors import ProjectError
from sousveil.model.figure import Computed
from sousveil.project import Project

from .small import KENYA, NORWAY, SERBIA, SmallProject, packaged, sheet

NOBODY = 65534  # user id without rights of its own

as_root = pytest.mark.skipif(
    not hasattr(os, "fork") or os.geteuid() != 0, reason="needs root, to become another user"
)


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder that every user may walk into; pytest's own are for one."""
    folder = Path(tempfile.mkdtemp(prefix="sousveil-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@pytest.fixture
def folder(home: Path) -> Path:
    with SmallProject.create(home / "p") as project:
        list(project.add([sheet(home / "a.xlsx", KENYA, NORWAY)]))
        project.compile("first")
    return home / "p"


@pytest.fixture
def mounted(folder: Path, home: Path) -> Iterator[Path]:
    """The same project on a disk that may only be read; most users may not make one."""
    disk = home / "disk"
    disk.mkdir()
    try:
        subprocess.run(
            ["mount", "-o", "ro,bind", str(folder), str(disk)], check=True, capture_output=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("may not mount a folder here")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=False)


def reads(folder: Path, target: Path, countries: int = 2) -> None:
    """Use a project in every way that only reads."""
    with SmallProject.open(folder) as project:
        computed = project.figure("countries", "first")
        assert isinstance(computed, Computed)
        assert computed.value == countries
        report = project.verify(deep=True)
        assert report.problems == report.notes == ()
        assert len(list(project.claims())) == report.counts["claim"]
        assert project.check("Huawei is in Kenya.") is not None
        assert project.backup(target).head.hash == report.head
    with SmallProject.restore(target, target.with_suffix(".d")) as restored:
        assert restored.verify().head == report.head


def refuses_to_write(folder: Path) -> None:
    """Try to write, each time for one line that says why not."""
    with SmallProject.open(folder) as project:
        claim = next(iter(project.accepted()))
        for act in (
            lambda: project.reject([claim], by="anna", because="smudged"),
            lambda: project.compile("second"),
        ):
            with pytest.raises(ProjectError, match="may only be read") as caught:
                act()
            assert "\n" not in str(caught.value)
            assert "copy its folder" in str(caught.value)
        with tempfile.TemporaryDirectory() as inbox, pytest.raises(ProjectError) as caught:
            list(project.add([sheet(Path(inbox) / "b.xlsx", SERBIA)]))
        assert "\n" not in str(caught.value)


def as_nobody(act: Callable[[], object]) -> None:
    """Do something as a user without rights, in a process of its own."""
    packaged()
    child = os.fork()
    if child:
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        return
    code = 1
    try:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        tempfile.tempdir = None
        act()
        code = 0
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
    finally:
        os._exit(code)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_project_on_a_disk_that_may_only_be_read_is_read(mounted: Path, home: Path) -> None:
    before = contents(mounted)
    reads(mounted, home / "p.tar")
    refuses_to_write(mounted)
    assert contents(mounted) == before


def test_a_project_that_somebody_writes_is_read_on_such_a_disk(
    mounted: Path, folder: Path, home: Path
) -> None:
    """The writer comes and goes between two looks of one reader."""
    with SmallProject.open(mounted) as reader:
        digest = reader.digest()
        with SmallProject.open(folder) as writer:
            list(writer.add([sheet(home / "b.xlsx", SERBIA)]))
            assert reader.digest() == writer.digest() != digest
        assert reader.verify().problems == ()
        assert reader.verify().counts["snapshot"] == 2


@as_root
def test_another_users_project_is_read(folder: Path, home: Path) -> None:
    folder.chmod(0o555)
    room = home / "room"
    room.mkdir()
    room.chmod(0o777)
    before = contents(folder)
    as_nobody(lambda: reads(folder, room / "p.tar"))
    as_nobody(lambda: refuses_to_write(folder))
    assert contents(folder) == before


@as_root
def test_another_users_project_is_read_while_its_owner_has_it_open(
    folder: Path, home: Path
) -> None:
    """The owner is another process: locks and open files of a parent would be shared."""
    room = home / "room"
    room.mkdir()
    room.chmod(0o777)
    ready, done = os.pipe(), os.pipe()
    if not (owner := os.fork()):
        os.close(done[1])
        try:
            with SmallProject.open(folder) as project:
                list(project.add([sheet(home / "b.xlsx", SERBIA)]))
                project.compile("second")
                os.write(ready[1], b"!")
                os.read(done[0], 1)
                os._exit(len(project.verify().problems))
        finally:
            os._exit(99)
    assert os.read(ready[0], 1)
    try:
        assert (folder / "ledger.sqlite-wal").stat().st_size
        as_nobody(lambda: reads(folder, room / "p.tar"))
        as_nobody(lambda: refuses_to_write(folder))
    finally:
        os.close(done[1])
        _, status = os.waitpid(owner, 0)
    assert status == 0


@as_root
def test_a_file_that_may_only_be_read_is_enough_to_read(folder: Path, home: Path) -> None:
    (folder / "ledger.sqlite").chmod(0o444)
    folder.chmod(0o777)
    as_nobody(lambda: refuses_to_write(folder))


@as_root
def test_a_project_that_was_not_closed_and_may_only_be_read_is_one_line(folder: Path) -> None:
    (folder / "ledger.sqlite-wal").write_bytes(b"left by a killed writer")

    def look() -> None:
        with pytest.raises(ProjectError, match="was not closed by its last writer") as caught:
            Project.open(folder)
        assert "\n" not in str(caught.value)

    as_nobody(look)


def test_what_was_read_while_somebody_wrote_is_not_taken(mounted: Path, folder: Path) -> None:
    """Where no side file lies, SQLite is told that the file does not change."""
    ledger = folder / "ledger.sqlite"
    with SmallProject.open(mounted) as reader:
        told = pytest.raises(ProjectError, match="has been written to while it was read")
        with told, reader._ledger.reading() as view:
            view.head()
            os.utime(ledger, ns=(1, ledger.stat().st_mtime_ns + 1))
        assert reader.verify().problems == ()
