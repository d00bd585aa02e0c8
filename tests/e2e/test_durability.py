"""A project under kill -9, several writers, a full disk and other machines.

`SOUSVEIL_KILL_POINTS=50 pytest tests/e2e/test_durability.py` kills at more points.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from sqlalchemy import Engine, event

from sousveil.codebook import loader
from sousveil.codebook.vocabulary import Codebook
from sousveil.errors import ProjectError, SousveilError
from sousveil.project import Project
from sousveil.storage.ledger import DRAWN, Row

if not hasattr(os, "fork"):
    pytest.skip("needs fork", allow_module_level=True)

POINTS = int(os.environ.get("SOUSVEIL_KILL_POINTS", "12"))
DATA = Path(__file__).parents[3] / "shared" / "data"
COUNTRIES = ("Kenya", "Serbia", "Mauritius", "Norway", "Brazil", "Japan")


PAGE = """<html><body><article><p>Facial recognition is used in 64 countries, a report says.</p>
<p style="display:none">And in 99 more that nobody is told of.</p></article></body></html>"""
NOTE = "Smart policing has reached 53 countries."
TAKEN = ("ok", "skipped", "partial")


class SmallProject(Project):
    """A project with the packaged codebook, read from its sources and only once."""

    @cached_property
    def codebook(self) -> Codebook:
        return packaged()


@cache
def packaged() -> Codebook:
    return loader.load_packaged()


@dataclass(frozen=True)
class Outcome:
    """What a project must be in the end, however often its makers were killed."""

    digest: str
    counts: dict[str, int]
    files: frozenset[str]
    steps: int
    seconds: float


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six small index tables, one of them twice; a page, an archive and a picture."""
    folder = tmp_path_factory.mktemp("inbox")
    columns = packaged().layouts["aigs-2022"].tables[0].columns
    for number, country in enumerate(COUNTRIES):
        row = {"country": country, "smart_city": "x", "company_1": "Huawei", "company_2": "Mult"}
        book = xlsxwriter.Workbook(folder / f"{number}.xlsx")
        page = book.add_worksheet("AIGS 2022")
        page.write_row(0, 0, [column.heading for column in columns])
        page.write_row(1, 0, [row.get(column.id, "") for column in columns])
        book.close()
    (folder / "copy.xlsx").write_bytes((folder / "0.xlsx").read_bytes())
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    with zipfile.ZipFile(folder / "box.zip", "w") as box:
        for name, data in {"page.html": PAGE, "b.txt": NOTE, "c.jpg": "\xff\xd8\xff\xe0"}.items():
            box.writestr(zipfile.ZipInfo(name), data.encode("latin-1"))
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture is read")
    return folder


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, inbox: Path) -> Outcome:
    """The same work, done once without a kill, with its steps counted."""
    folder = tmp_path_factory.mktemp("undisturbed")
    steps = folder / "steps"
    SmallProject.create(folder / "warm").close()  # loads what else every child would load

    def counted() -> None:
        every_step(lambda number: steps.write_text(str(number)))
        work(folder / "p", inbox)

    assert in_child(counted) == 0
    began = time.monotonic()
    assert in_child(lambda: work(folder / "again", inbox)) == 0
    seconds = time.monotonic() - began
    return outcome(folder / "p", int(steps.read_text()), seconds)


def work(folder: Path, inbox: Path, told: Path | None = None) -> None:
    """Make a project, add documents, decide, compile twice; whatever is there stays."""
    is_there = (folder / "sousveil.toml").exists()
    with SmallProject.open(folder) if is_there else SmallProject.create(folder) as project:
        for added in project.add([inbox]):
            assert added.status in TAKEN or added.input.endswith(".jpg"), added
            if told is not None and added.snapshot is not None:
                with told.open("a") as file:
                    file.write(f"{added.snapshot}\n")
        marks = {claim.id for claim in project.claims() if claim.quote == "Mult"}
        if marks & project.accepted():
            project.compile("first")
            project.reject(marks, by="anna", because="names nobody")
        project.compile("second")


def outcome(folder: Path, steps: int = 0, seconds: float = 0.0) -> Outcome:
    with SmallProject.open(folder) as project:
        report = project.verify(deep=True)
        assert report.problems == report.notes == ()
        counts = {kind: report.counts[kind] for kind in DRAWN}
        digest = project.digest()
    paths = (path for path in folder.rglob("*") if path.is_file())
    files = frozenset(path.relative_to(folder).as_posix() for path in paths)
    return Outcome(digest, counts, files, steps, seconds)


def every_step(act: Callable[[int], object]) -> None:
    """From now on, call `act` before and after each step that leaves something on disk."""
    numbers = iter(range(1, 1_000_000))

    def step(*_: object) -> None:
        act(next(numbers))

    def wrapped(function: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*args: Any, **named: Any) -> Any:
            step()
            result = function(*args, **named)
            step()
            return result

        return stepped

    for name in ("fsync", "rename", "replace", "mkdir", "rmdir", "unlink"):
        setattr(os, name, wrapped(getattr(os, name)))
    event.listen(Engine, "before_cursor_execute", step)
    event.listen(Engine, "after_cursor_execute", step)
    event.listen(Engine, "commit", step)


def start(act: Callable[[], object]) -> int:
    """Fork a child that does something and ends."""
    pid = os.fork()
    if pid:
        return pid
    code = 3
    try:
        act()
        code = 0
    except SousveilError as error:
        print(error, file=sys.__stderr__)
        code = 2 if "\n" not in str(error) else 4
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
    finally:
        os._exit(code)


def ended(pid: int) -> int:
    """Wait for a child; return its exit code, or minus the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def in_child(act: Callable[[], object]) -> int:
    return ended(start(act))


def killed_at_step(number: int, act: Callable[[], object]) -> int:
    """Do something in a child that kills itself at a step."""

    def counted() -> None:
        every_step(lambda n: os.kill(os.getpid(), signal.SIGKILL) if n == number else None)
        act()

    return in_child(counted)


def killed_after(seconds: float, act: Callable[[], object]) -> int:
    """Do something in a child and kill it from outside, wherever it is."""
    pid = start(act)
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    return ended(pid)


def kept(folder: Path) -> set[str]:
    """Verify a project as it lies there, and return its snapshots; none before it is one."""
    if not (folder / "sousveil.toml").exists():
        return set()
    with SmallProject.open(folder) as project:
        assert project.verify().problems == ()
        return set(project.findings())


@pytest.mark.parametrize("point", range(POINTS))
def test_after_kills_nothing_is_lost_or_doubled_and_the_end_is_the_same(
    tmp_path: Path, inbox: Path, undisturbed: Outcome, point: int
) -> None:
    """Even points kill at a step that leaves something on disk, odd ones at any moment."""
    chance = random.Random(point)
    folder, told = tmp_path / "p", tmp_path / "told"
    told.touch()
    for kill in range(1, 2 + point % 3):  # the later ones earlier: less is left to be done
        if point % 2 == 0:
            step = chance.randint(1, undisturbed.steps // kill)
            code = killed_at_step(step, lambda: work(folder, inbox, told))
        else:
            seconds = chance.uniform(0, undisturbed.seconds / kill)
            code = killed_after(seconds, lambda: work(folder, inbox, told))
        assert code in (0, -signal.SIGKILL)
        assert kept(folder) >= set(told.read_text().split())
    assert in_child(lambda: work(folder, inbox)) == 0
    end = outcome(folder)
    assert end.digest == undisturbed.digest
    assert end.counts == undisturbed.counts
    assert end.files == undisturbed.files


def test_several_writers_at_once_give_what_one_gives(
    tmp_path: Path, inbox: Path, undisturbed: Outcome
) -> None:
    folder = tmp_path / "p"
    SmallProject.create(folder).close()

    def add(order: int) -> None:
        documents = sorted(inbox.iterdir(), reverse=bool(order % 2))
        with SmallProject.open(folder) as project:
            for added in project.add(documents):
                assert added.status in TAKEN or added.input.endswith(".jpg")

    for child in [start(lambda order=order: add(order)) for order in range(4)]:  # type: ignore[misc]
        assert ended(child) == 0
    work(folder, inbox)
    end = outcome(folder)
    assert end.digest == undisturbed.digest
    assert end.counts == undisturbed.counts
    assert end.files == undisturbed.files


def test_two_compilers_of_one_name_make_one_edition(tmp_path: Path, inbox: Path) -> None:
    folder = tmp_path / "p"
    with SmallProject.create(folder) as project:
        list(project.add([inbox]))

    def compile_it() -> None:
        with SmallProject.open(folder) as project:
            project.compile("first")

    for child in [start(compile_it) for _ in range(4)]:
        assert ended(child) == 0
    assert outcome(folder).counts["edition"] == 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, to be filled; most users may not make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if not _mount("-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)):
        pytest.skip("may not mount a small disk here")
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=False)


def _mount(*arguments: str) -> bool:
    try:
        return (
            subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0
        )
    except OSError:
        return False


def test_a_full_disk_is_one_line_and_the_work_goes_on_when_there_is_room(
    small_disk: Path, inbox: Path, undisturbed: Outcome
) -> None:
    folder = small_disk / "p"
    codes = []
    for size in (64, 128, 192, 256, 300, 340, 380, 420, 460, 500, 600, 700, 800, 4000):
        assert _mount("-o", f"remount,size={size}k", str(small_disk))
        codes.append(in_child(lambda: work(folder, inbox)))
        assert codes[-1] in (0, 2)
        assert _mount("-o", "remount,size=8m", str(small_disk))
        kept(folder)
    assert codes[0] == 2
    assert codes[-1] == 0
    end = outcome(folder)
    assert end.digest == undisturbed.digest
    assert end.counts == undisturbed.counts


@pytest.mark.parametrize("tables", [("aigs-2019-table.pdf", "aigs-2022.xlsx")])
def test_the_published_tables_give_the_packaged_editions(
    tmp_path: Path, tables: tuple[str, ...]
) -> None:
    if not all((DATA / table).is_file() for table in tables):
        pytest.skip(f"the published tables are not in {DATA}")
    packaged_editions = pytest.importorskip("sousveil.storage.packaged")
    with Project.create(tmp_path / "p") as project:
        for added in project.add([DATA / table for table in tables]):
            assert added.status == "ok"
            assert "not-as-published" not in {problem.kind for problem in added.problems}
        for name, source in (("aigs-2019", "carnegie-2019"), ("aigs-2022", "carnegie-2022")):
            assert project.compile(name, scope=[source]) == packaged_editions.load_edition(name)
            assert project.records(name) == packaged_editions.load_records(name)
        report = project.verify(deep=True)
    assert report.problems == report.notes == ()


def test_backups_taken_while_others_add_are_whole(tmp_path: Path, inbox: Path) -> None:
    """Each holds what the log of the final project says up to the point of the backup."""
    folder, documents = tmp_path / "p", tmp_path / "inbox"
    documents.mkdir()
    for number in range(4):
        for table in sorted(inbox.glob("?.xlsx")):
            # a comment behind the end of the archive makes it another document
            (documents / f"{number}-{table.name}").write_bytes(table.read_bytes() + bytes(number))
    SmallProject.create(folder).close()

    def add() -> None:
        with SmallProject.open(folder) as project:
            for document in sorted(documents.iterdir()):
                (added,) = project.add([document])
                assert added.status == "ok"
            project.compile("first")

    child = start(add)
    taken = []
    with SmallProject.open(folder) as project:
        for number in range(20):
            taken.append((tmp_path / f"{number}.tar", project.backup(tmp_path / f"{number}.tar")))
            time.sleep(0.05)
    assert ended(child) == 0
    with SmallProject.open(folder) as project:
        last = project.backup(tmp_path / "last.tar")
        assert (last.head.hash, last.digest) == (project.verify().head, project.digest())
        assert len({backup.head for _, backup in taken}) > 3
        for file, backup in (*taken, (tmp_path / "last.tar", last)):
            with SmallProject.restore(file, file.with_suffix(".d")) as restored:
                report = restored.verify(deep=True)
                assert report.problems == report.notes == ()
                assert restored.digest() == backup.digest
                assert rows_of(restored) == rows_of(project, up_to=backup.head.seq)
            assert project.verify(head=backup.head.hash).problems == ()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def rows_of(project: Project, up_to: int | None = None) -> list[Row]:
    with project._ledger.reading() as view:
        return [row for kind in DRAWN for row in view.rows(kind, up_to=up_to)]


def test_a_backup_on_a_full_disk_is_one_line_and_leaves_nothing(
    small_disk: Path, tmp_path: Path, inbox: Path
) -> None:
    with SmallProject.create(tmp_path / "p") as project:
        list(project.add([inbox]))
        project.backup(tmp_path / "p.tar")
        whole = (tmp_path / "p.tar").stat().st_size
        for size in range(16, 4 * whole // 1024, 64):
            assert _mount("-o", f"remount,size={size}k", str(small_disk))
            try:
                project.backup(small_disk / "p.tar")
            except ProjectError as error:
                assert "\n" not in str(error)
                assert "Make room" in str(error)
                assert list(small_disk.iterdir()) == []
            else:
                assert (small_disk / "p.tar").stat().st_size == whole
                break
        else:
            pytest.fail("the disk is never large enough")


SCRIPT = """
import sys
from pathlib import Path
from sousveil.project import Project
from sousveil.codebook import loader
with Project.create(sys.argv[1]) as project:
    project.codebook = loader.load_packaged()
    list(project.add([sys.argv[2]]))
    project.compile("first")
    print(project.digest())
"""


def test_another_time_zone_locale_and_hash_seed_give_the_same_bytes(
    tmp_path: Path, inbox: Path
) -> None:
    said, files = [], []
    for number, (zone, language) in enumerate((("UTC", "C"), ("Pacific/Auckland", "tr_TR.UTF-8"))):
        folder = tmp_path / str(number)
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(folder), str(inbox)],
            env={**os.environ, "TZ": zone, "LC_ALL": language, "PYTHONHASHSEED": str(number)},
            capture_output=True,
            text=True,
            check=True,
        )
        said.append(done.stdout)
        edition = folder / "editions" / "first"
        names = [p.name for p in sorted(edition.iterdir()) if p.name != "manifest.json"]
        files.append({name: (edition / name).read_bytes() for name in names})
    assert said[0] == said[1]
    assert files[0] == files[1]


def test_a_project_that_cannot_be_written_is_one_line(tmp_path: Path, inbox: Path) -> None:
    folder = tmp_path / "p"
    SmallProject.create(folder).close()
    (folder / "archive").rmdir()
    (folder / "archive").write_text("in the way")
    with SmallProject.open(folder) as project, pytest.raises(ProjectError) as caught:
        list(project.add([inbox]))
    assert "\n" not in str(caught.value)
