"""Every single change to a cell, a row or a file of a project, one after the other.

Left out is what is made of the rest again: `index.sqlite` and its side files.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from sqlalchemy import Connection, create_engine, event

from sousveil.archive.blobs import Blobs
from sousveil.codebook import loader
from sousveil.codebook.vocabulary import Codebook
from sousveil.errors import ProjectError
from sousveil.model.ids import digest
from sousveil.project import Project, integrity
from sousveil.storage.ledger import DRAWN, row
from sousveil.storage.ledger_sql import SqlView

NOW = "2026-01-01T00:00:00Z"
TABLES = ("log", *DRAWN)


class SmallProject(Project):
    """A project with the packaged codebook, read from its sources and only once."""

    @cached_property
    def codebook(self) -> Codebook:
        return packaged()


@cache
def packaged() -> Codebook:
    return loader.load_packaged()


def sheet(path: Path, **cells: str) -> Path:
    """Write an index table of one country."""
    columns = packaged().layouts["aigs-2022"].tables[0].columns
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("AIGS 2022")
    page.write_row(0, 0, [column.heading for column in columns])
    page.write_row(1, 0, [cells.get(column.id, "") for column in columns])
    book.close()
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed project with rows of every kind and two editions."""
    home = tmp_path_factory.mktemp("whole")
    with SmallProject.create(home / "p", clock=lambda: NOW) as project:
        (home / "p" / "codebook").mkdir()
        (home / "p" / "codebook" / "sources.yml").write_text("- {id: radio, name: Radio}\n")
        first = sheet(home / "a.xlsx", country="Kenya", smart_city="x", company_1="Huawei")
        list(project.add([first], source="desk"))
        project.compile("first")
        second = sheet(home / "b.xlsx", country="Serbia", smart_policing="x", company_1="Mult")
        list(project.add([second], source="radio"))
        project.reject(list(project.accepted())[:1], by="anna", because="smudged")
        check = project.save_check("Facial recognition is used in 64 countries.", name="a.txt")
        project.confirm([check.id], by="anna")
        project.reply(who="Huawei", day="2022-02-02", words="No.", party="Huawei", by="anna")
        project.report("place/kenya/", "The row is another one.", by="anna")
        snapshot = next(iter(project.findings()))
        text = next(project.claims()).text
        exchange = project._blobs.write(b"WARC/1.1 request and answer")
        found = {"snapshot": snapshot, "source": "desk", "at": NOW, "location": "https://a.org"}
        refused = {"document": digest(b"x"), "location": "c.pdf", "code": "locked", "at": NOW}
        pieces = [{"start": 0, "end": 1, "place": {"page": 1}}]
        with project._ledger.writing(NOW) as writer:
            writer.append(
                [
                    row("finding", {**found, "exchange": exchange}),
                    row(
                        "map", {"snapshot": snapshot, "text": text, "reader": "a", "pieces": pieces}
                    ),
                    row("refusal", {**refused, "what": "It is encrypted.", "program": "0.1.0"}),
                ]
            )
        project.compile("second")
        report = project.verify(deep=True)
        assert report.problems == report.notes == ()
        assert all(report.counts[kind] for kind in DRAWN)
    return home / "p"


class Tampered:
    """A project whose ledger is changed in a transaction that never ends well.

    So the file stays as it was, and the next change begins with the whole project again. An
    attacker commits; to the reader of the rows it is the same.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.blobs = Blobs(folder / "archive")
        self.engine = create_engine(f"sqlite:///{folder / 'ledger.sqlite'}")

        @event.listens_for(self.engine, "connect")
        def connected(connection: Any, _record: Any) -> None:
            connection.isolation_level = None
            connection.execute("pragma foreign_keys=off")

        @event.listens_for(self.engine, "begin")
        def begun(connection: Connection) -> None:
            connection.exec_driver_sql("begin immediate")

    def problems(self, act: Callable[[Connection], object]) -> tuple[integrity.Fault, ...]:
        """Drop the triggers, act, make the triggers again, and verify."""

        class Changed:
            @contextmanager
            def reading(changed) -> Iterator[SqlView]:
                yield SqlView(connection)

        with self.engine.connect() as connection, connection.begin() as transaction:
            triggers = connection.exec_driver_sql(
                "select name, sql from sqlite_master where type = 'trigger'"
            ).all()
            for name, _ in triggers:
                connection.exec_driver_sql(f"drop trigger {name}")
            act(connection)
            for _, sql in triggers:
                connection.exec_driver_sql(sql)
            report = integrity.verify(self.folder, Changed(), self.blobs)  # type: ignore[arg-type]
            transaction.rollback()
        return report.problems


@pytest.fixture(scope="module")
def tampered(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tampered]:
    folder = shutil.copytree(whole, tmp_path_factory.mktemp("tampered") / "p")
    made = Tampered(Path(folder))
    yield made
    made.engine.dispose()


def rows(folder: Path, table: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return the columns of a table, and its rows with their hidden number first."""
    raw = sqlite3.connect(folder / "ledger.sqlite")
    names = [name for _, name, *_ in raw.execute(f"pragma table_info({table})")]
    found = raw.execute(f"select rowid, {', '.join(names)} from {table} order by rowid").fetchall()
    raw.close()
    return names, found


def others(value: Any) -> Iterator[Any]:
    """Yield other values of the same type, the likely ones first."""
    if isinstance(value, int):
        yield from (value + 1, value - 1, value + 1000)
        return
    yield f"{value} "
    yield ""
    middle = next((i for i in range(len(value) // 2, len(value)) if value[i].isalnum()), None)
    if middle is not None:
        yield value[:middle] + ("7" if value[middle] != "7" else "8") + value[middle + 1 :]


def test_without_a_change_there_is_nothing_to_find(tampered: Tampered) -> None:
    """To take the triggers away and make them again leaves no trace, and need not."""
    assert tampered.problems(lambda raw: None) == ()


@pytest.mark.parametrize("table", TABLES)
def test_every_other_value_of_every_cell_is_found(tampered: Tampered, table: str) -> None:
    names, found = rows(tampered.folder, table)
    missed = []
    for rowid, *values in found:
        for name, value in zip(names, values, strict=True):
            for other in others(value):
                statement = f"update {table} set {name} = ? where rowid = ?"
                if not is_taken(tampered, table, name, other) and not tampered.problems(
                    lambda raw, all=(statement, (other, rowid)): raw.exec_driver_sql(*all)  # type: ignore[misc]
                ):
                    missed.append((rowid, name, value, other))
    assert found
    assert missed == []


def is_taken(tampered: Tampered, table: str, name: str, other: Any) -> bool:
    """Tell whether a key is taken already, so that SQLite itself refuses this value."""
    if name != ("seq" if table == "log" else "id"):
        return False
    names, found = rows(tampered.folder, table)
    return any(values[1 + names.index(name)] == other for values in found)


@pytest.mark.parametrize("table", TABLES)
def test_every_row_that_is_gone_is_found(tampered: Tampered, table: str) -> None:
    _, found = rows(tampered.folder, table)
    missed = [
        rowid
        for rowid, *_ in found
        if not tampered.problems(
            lambda raw, rowid=rowid: raw.exec_driver_sql(  # type: ignore[misc]
                f"delete from {table} where rowid = ?", (rowid,)
            )
        )
    ]
    assert found
    assert missed == []


@pytest.mark.parametrize("table", TABLES)
def test_every_row_that_stands_there_twice_is_found(tampered: Tampered, table: str) -> None:
    names, found = rows(tampered.folder, table)
    marks = ", ".join("?" * len(names))
    missed = []
    for _, key, *values in found:
        for other in (key + 1000, len(found) + 1) if isinstance(key, int) else (f"{key}0", "a"):
            copy = (other, *values)
            if not tampered.problems(
                lambda raw, copy=copy: raw.exec_driver_sql(  # type: ignore[misc]
                    f"insert into {table} values ({marks})", copy
                )
            ):
                missed.append(copy)
    assert missed == []


@pytest.mark.parametrize(
    "statement",
    [
        "update alembic_version set version_num = '0001'",
        "update alembic_version set version_num = '0099'",
        "update alembic_version set version_num = ''",
        "delete from alembic_version",
        "insert into alembic_version values ('0001')",
    ],
)
def test_another_revision_is_found(
    tampered: Tampered, whole: Path, tmp_path: Path, statement: str
) -> None:
    assert tampered.problems(lambda raw: raw.exec_driver_sql(statement))
    folder = Path(shutil.copytree(whole, tmp_path / "p"))
    raw = sqlite3.connect(folder / "ledger.sqlite")
    raw.execute(statement)
    raw.commit()
    raw.close()
    assert is_found(folder)


@pytest.mark.parametrize("table", [*TABLES, "alembic_version"])
@pytest.mark.parametrize("how", ["renamed", "emptied", "without-triggers", "another-table"])
def test_every_changed_table_is_found(tampered: Tampered, table: str, how: str) -> None:
    def act(raw: Connection) -> None:
        match how:
            case "renamed":
                raw.exec_driver_sql(f"alter table {table} rename to other")
                raw.exec_driver_sql(f"create table {table} as select * from other")
                raw.exec_driver_sql("drop table other")
            case "emptied":
                raw.exec_driver_sql(f"delete from {table}")
            case "without-triggers":
                raw.exec_driver_sql(
                    f"create trigger {table}_quiet before insert on {table} begin select 1; end"
                )
            case "another-table":
                raw.exec_driver_sql(f"create table {table}_2 as select * from {table}")

    assert tampered.problems(act)


def files(folder: Path) -> list[str]:
    """Return every file that is not made of the others again."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith("index.sqlite")
    )


def is_found(folder: Path) -> bool:
    """Tell whether opening or verifying says that something is wrong."""
    try:
        with SmallProject.open(folder) as project:
            return bool(project.verify().problems)
    except ProjectError as error:
        assert "\n" not in str(error)
        return True


def flip(where: float) -> Callable[[Path], object]:
    def act(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[int(where * (len(data) - 1))] ^= 1
        path.write_bytes(data)

    return act


WAYS: dict[str, Callable[[Path], object]] = {
    "first-byte": flip(0.0),
    "a-third": flip(0.33),
    "middle": flip(0.5),
    "last-byte": flip(1.0),
    "shorter": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "empty": lambda path: path.write_bytes(b""),
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"\n"),
    "gone": lambda path: path.unlink(),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_changed_file_is_found(whole: Path, tmp_path: Path, way: str) -> None:
    """The ledger has room that holds nothing, where a byte means nothing; see its rows above."""
    missed = []
    for number, name in enumerate(files(whole)):
        folder = Path(shutil.copytree(whole, tmp_path / str(number)))
        path = folder / name
        path.chmod(0o644)
        WAYS[way](path)
        if not is_found(folder) and not (
            name == "ledger.sqlite" and dump(folder / name) == dump(whole / name)
        ):
            missed.append(name)
        shutil.rmtree(folder)
    assert missed == []


def dump(ledger: Path) -> list[str]:
    raw = sqlite3.connect(ledger)
    found = list(raw.iterdump())
    raw.close()
    return found


STRAYS = ("stray", "stray.yml", ".stray", "0" * 64)


def test_every_stray_file_is_found(whole: Path, tmp_path: Path) -> None:
    """In a folder that the program keeps; others of the project's folder are people's own.

    A hidden file among the codebook's is none of them: no term is read from it.
    """
    folders = [
        path.relative_to(whole)
        for path in sorted(whole.rglob("*"))
        if path.is_dir() and path != whole / "archive" / "tmp"
    ]
    missed = []
    for number, (home, name) in enumerate(
        (home, name)
        for home in folders
        for name in STRAYS
        if (home.name, name) != ("codebook", ".stray")
    ):
        folder = Path(shutil.copytree(whole, tmp_path / str(number)))
        (folder / home / name).write_text("planted")
        if not is_found(folder):
            missed.append(f"{home}/{name}")
        shutil.rmtree(folder)
    assert {home.parts[0] for home in folders} == {"archive", "codebook", "editions"}
    assert missed == []


def test_two_files_that_change_places_are_found(whole: Path, tmp_path: Path) -> None:
    groups: dict[str, list[str]] = {}
    for name in files(whole):
        groups.setdefault(name.rsplit("/", 1)[-1] if "editions" in name else name[:7], []).append(
            name
        )
    missed = []
    for number, (one, other) in enumerate(g[:2] for g in groups.values() if len(g) > 1):
        folder = Path(shutil.copytree(whole, tmp_path / str(number)))
        first, second = (folder / one).read_bytes(), (folder / other).read_bytes()
        for name, data in ((one, second), (other, first)):
            (folder / name).chmod(0o644)
            (folder / name).write_bytes(data)
        if first != second and not is_found(folder):
            missed.append((one, other))
    assert missed == []
