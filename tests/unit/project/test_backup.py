from __future__ import annotations

import errno
import io
import json
import os
import sqlite3
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sousveil.errors import ProjectDamaged, ProjectError
from sousveil.model.codec import decode, encode
from sousveil.model.ids import digest
from sousveil.model.noun import replace
from sousveil.project import Project, backup
from sousveil.project.backup import BLOCK, Backup, Part, restore_backup
from sousveil.storage.ledger import Head, row

from .small import KENYA, NORWAY, NOW, SERBIA, SmallProject, at, sheet

EXCHANGE = b"WARC/1.1 request and answer"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed project with own terms, two documents, an exchange and an edition."""
    folder = tmp_path_factory.mktemp("whole")
    with SmallProject.create(folder / "p", clock=at(NOW)) as project:
        (folder / "p" / "codebook" / "more").mkdir(parents=True)
        (folder / "p" / "codebook" / "sources.yml").write_text("- {id: radio, name: Rádio}\n")
        (folder / "p" / "codebook" / "more" / "größe.md").write_text("why\n")
        list(project.add([sheet(folder / "a.xlsx", KENYA, NORWAY)], source="desk"))
        list(project.add([sheet(folder / "b.xlsx", SERBIA)], source="radio"))
        project.reject(list(project.accepted())[:1], by="anna", because="smudged")
        project.compile("2022-1")
        found = {"snapshot": next(iter(project.findings())), "source": "desk", "at": NOW}
        found |= {"location": "https://example.org/a", "exchange": project._blobs.write(EXCHANGE)}
        with project._ledger.writing(NOW) as writer:
            writer.append([row("finding", found)])
        assert project.verify(deep=True).problems == project.verify().notes == ()
    return folder / "p"


@pytest.fixture(scope="module")
def file(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its backup."""
    target = tmp_path_factory.mktemp("backups") / "p.tar"
    with SmallProject.open(whole) as project:
        project.backup(target)
    return target


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file but the ledger, whose pages may lie otherwise."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith("ledger.sqlite")
    }


def test_a_restored_project_is_the_one_that_was_backed_up(
    whole: Path, file: Path, tmp_path: Path
) -> None:
    with SmallProject.open(whole) as project, SmallProject.restore(file, tmp_path / "q") as again:
        assert again.digest() == project.digest()
        report = again.verify(deep=True)
        assert report.problems == report.notes == ()
        assert report.head == project.verify().head
        assert report.counts == project.verify(deep=True).counts
        assert again.settings == project.settings
        list(again.add([sheet(tmp_path / "c.xlsx", NORWAY)]))
        assert again.verify().problems == ()
    assert contents(tmp_path / "q").items() >= contents(whole).items()


def test_a_backup_tells_first_what_it_holds(whole: Path, file: Path) -> None:
    with tarfile.open(file, "r:") as tar:
        first, *others = tar.getmembers()
        told = json.load(tar.extractfile(first))  # type: ignore[arg-type]
        assert first.name == "backup.json"
        assert [member.name for member in others] == [part["path"] for part in told["files"]]
        assert all(member.isreg() for member in others)
        for part in told["files"]:
            data = tar.extractfile(part["path"])
            assert data is not None
            assert digest(data.read()) == part["sha256"]
    with SmallProject.open(whole) as project:
        assert told["head"]["hash"] == project.verify().head
        assert told["digest"] == project.digest()
    assert {"archive", "codebook", "editions", "ledger.sqlite", "sousveil.toml"} == {
        member.name.split("/")[0] for member in others
    }


def test_the_same_project_gives_the_same_backup(whole: Path, file: Path, tmp_path: Path) -> None:
    with SmallProject.open(whole) as project:
        project.backup(tmp_path / "again.tar")
    assert (tmp_path / "again.tar").read_bytes() == file.read_bytes()


def test_files_that_the_ledger_does_not_name_stay_behind(whole: Path, tmp_path: Path) -> None:
    with SmallProject.create(tmp_path / "p") as project:
        project._blobs.write(b"archived, and then the power went")
        (tmp_path / "p" / "editions" / ".tmp-x").mkdir()
        (tmp_path / "p" / "notes.txt").write_text("mine")
        told = project.backup(tmp_path / "p.tar")
    assert [part.path for part in told.files] == ["sousveil.toml", "ledger.sqlite"]


def test_a_change_that_was_not_recorded_is_restored_as_it_was(tmp_path: Path) -> None:
    with SmallProject.create(tmp_path / "p", name="one") as project:
        (tmp_path / "p" / "sousveil.toml").write_text('name = "two"\n')
        assert project.backup(tmp_path / "p.tar").unrecorded == ("sousveil.toml",)
    with SmallProject.restore(tmp_path / "p.tar", tmp_path / "q") as again:
        assert again.settings.name == "two"
        assert [problem.where for problem in again.verify().problems] == ["sousveil.toml"]


def test_nothing_is_written_over(whole: Path, file: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    with SmallProject.open(whole) as project:
        with pytest.raises(ProjectError, match="is there already") as caught:
            project.backup(tmp_path / "taken")
        assert "\n" not in str(caught.value)
    assert (tmp_path / "taken").read_text() == "mine"
    with pytest.raises(ProjectError, match="is there already"):
        Project.restore(file, tmp_path)
    with pytest.raises(ProjectError, match="is there already"):
        Project.restore(file, tmp_path / "taken")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_an_empty_folder_may_be_restored_to(file: Path, tmp_path: Path) -> None:
    (tmp_path / "q").mkdir()
    SmallProject.restore(file, tmp_path / "q").close()
    assert [path.name for path in tmp_path.iterdir()] == ["q"]


@pytest.mark.parametrize("step", range(1, 4))
def test_a_full_disk_is_one_line_and_leaves_nothing(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    steps = iter(range(1, 1000))
    fsync = os.fsync

    def full(handle: int) -> None:
        if next(steps) >= step:
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", full)
    with (
        SmallProject.open(whole) as project,
        pytest.raises(ProjectError, match="No space left on device") as caught,
    ):
        project.backup(tmp_path / "p.tar")
    assert "\n" not in str(caught.value)
    left = [path.name for path in tmp_path.iterdir()]
    assert left == (["p.tar"] if step == 3 else [])  # the third is that of the folder


def test_a_full_disk_leaves_no_half_of_a_project(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = iter(range(1000))
    fsync = os.fsync

    def full(handle: int) -> None:
        if next(steps) == 7:
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ProjectError, match="No space left on device") as caught:
        Project.restore(file, tmp_path / "q")
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_backup_left_is_used_up_by_the_next(whole: Path, tmp_path: Path) -> None:
    (tmp_path / ".p.tar.tmp").write_bytes(b"half" * 1000)
    (tmp_path / ".p.tar.ledger.tmp").write_bytes(b"half" * 1000)
    with SmallProject.open(whole) as project:
        project.backup(tmp_path / "p.tar")
    assert [path.name for path in tmp_path.iterdir()] == ["p.tar"]
    SmallProject.restore(tmp_path / "p.tar", tmp_path / "q").close()


def test_two_backups_to_one_file_are_one_backup(whole: Path, tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    with (tmp_path / ".p.tar.tmp").open("wb") as held, SmallProject.open(whole) as project:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(ProjectError, match="Another backup is being written"):
            project.backup(tmp_path / "p.tar")
        assert not (tmp_path / "p.tar").exists()


@pytest.mark.parametrize("how", ["gone", "changed", "longer"])
def test_a_damaged_original_is_told_when_the_backup_is_made(
    whole: Path, tmp_path: Path, how: str
) -> None:
    with SmallProject.create(tmp_path / "p") as project:
        list(project.add([sheet(tmp_path / "a.xlsx", KENYA)]))
        path = project._blobs.path(next(iter(project.findings())))
        data = path.read_bytes()
        path.unlink()
        if how != "gone":
            path.write_bytes(data[:-1] + b"!" if how == "changed" else data + b"!")
        with pytest.raises(ProjectDamaged, match="sousveil verify") as caught:
            project.backup(tmp_path / "p.tar")
        assert "\n" not in str(caught.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "p"]


def test_a_name_that_has_no_room_in_a_backup_is_told(tmp_path: Path) -> None:
    with SmallProject.create(tmp_path / "p") as project:
        (tmp_path / "p" / "codebook").mkdir()
        (tmp_path / "p" / "codebook" / ("x" * 200)).write_text("")
        with pytest.raises(ProjectError, match="plain name"):
            project.backup(tmp_path / "p.tar")


PLACES = 40


@pytest.mark.parametrize("place", range(PLACES))
def test_every_flipped_byte_is_found(file: Path, tmp_path: Path, place: int) -> None:
    data = bytearray(file.read_bytes())
    data[place * (len(data) - 1) // (PLACES - 1)] ^= 1
    (tmp_path / "p.tar").write_bytes(data)
    is_refused(tmp_path / "p.tar", tmp_path)


def test_every_flipped_byte_around_the_list_is_found(file: Path, tmp_path: Path) -> None:
    """The block before the list, the list, what fills it up, and the block after it."""
    whole = file.read_bytes()
    end = 2 * BLOCK + len(encode(manifest_of(file))) // BLOCK * BLOCK + BLOCK
    for place in range(0, end, 7):
        data = bytearray(whole[: end + BLOCK])  # the length alone would do
        data[place] ^= 0x20
        (tmp_path / "p.tar").write_bytes(data + whole[end + BLOCK :])
        is_refused(tmp_path / "p.tar", tmp_path)


@pytest.mark.parametrize("length", [0, 1, 511, 512, 1000, 5000, -1024, -512, -1])
def test_every_cut_file_is_refused(file: Path, tmp_path: Path, length: int) -> None:
    (tmp_path / "p.tar").write_bytes(file.read_bytes()[:length])
    is_refused(tmp_path / "p.tar", tmp_path)


@pytest.mark.parametrize("more", [b"\0", b"\0" * 512, b"x" * 512])
def test_nothing_may_follow(file: Path, tmp_path: Path, more: bytes) -> None:
    (tmp_path / "p.tar").write_bytes(file.read_bytes() + more)
    is_refused(tmp_path / "p.tar", tmp_path)


def is_refused(file: Path, tmp_path: Path) -> None:
    """Restoring says in one line that this is none, and leaves nothing."""
    with pytest.raises(ProjectDamaged, match="is no backup of a project, or it is") as caught:
        Project.restore(file, tmp_path / "q")
    assert "\n" not in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def manifest_of(file: Path) -> Backup:
    with tarfile.open(file, "r:") as tar:
        listed = tar.extractfile("backup.json")
        assert listed is not None
        return decode(listed.read(), Backup)


def forged(
    *files: tuple[str, bytes],
    header: Callable[[str, int], bytes] = backup._header,
    ledger: bytes = b"",
    format: str = backup.FORMAT,
    sealed: bool = True,
) -> bytes:
    """Write a backup as somebody would who knows how; the list is sealed, whatever it says."""
    all_files = [("sousveil.toml", b'name = "x"\n'), ("ledger.sqlite", ledger), *files]
    parts = [Part(path=path, size=len(data), sha256=digest(data)) for path, data in all_files]
    made = Backup(
        format=format,
        program="0.1.0",
        revision="0002",
        head=Head(0, ""),
        digest="",
        unrecorded=(),
        files=tuple(parts),
    )
    listed = encode(replace(made, seal=backup._seal(made) if sealed else "sha256:0"))
    out = io.BytesIO()
    for path, data in (("backup.json", listed), *all_files):
        named = header if (path, data) in files else backup._header
        out.write(named(path, len(data)) + data + bytes(-len(data) % BLOCK))
    return out.getvalue() + bytes(2 * BLOCK)


def typed(kind: bytes, linkname: str = "") -> Callable[[str, int], bytes]:
    def header(path: str, size: int) -> bytes:
        info = tarfile.TarInfo(path)
        info.type, info.linkname = kind, linkname
        return info.tobuf(tarfile.USTAR_FORMAT)

    return header


HEX = digest(b"x").removeprefix("sha256:")
HOSTILE = {
    "above": forged(("../evil", b"x")),
    "above-in-a-folder": forged(("codebook/../../evil", b"x")),
    "above-by-a-part": forged(("codebook/..", b"x")),
    "absolute": forged(("/tmp/evil", b"x")),
    "backslash": forged(("codebook\\..\\evil", b"x")),
    "backslash-in-a-folder": forged(("codebook/..\\evil", b"x")),
    "drive": forged(("codebook/C:evil", b"x")),
    "here": forged(("./codebook/x.yml", b"x")),
    "double-slash": forged(("codebook//x.yml", b"x")),
    "folder": forged(("codebook/", b"")),
    "hidden": forged(("codebook/.x", b"x")),
    "control": forged(("codebook/a\nb", b"x")),
    "zero-byte": forged(
        ("codebook/a\0b", b"x"), header=lambda p, s: backup._header("codebook/a", s)
    ),
    "side-file": forged(("ledger.sqlite-wal", b"x")),
    "another-file": forged(("site/index.html", b"x")),
    "edition-above": forged(("editions/../manifest.json", b"x")),
    "edition-hidden": forged(("editions/.tmp-x/manifest.json", b"x")),
    "edition-extra": forged(("editions/x/evil.py", b"x")),
    "archive-other-folder": forged((f"archive/sha256/00/{HEX}", b"x")),
    "archive-other-bytes": forged((f"archive/sha256/{HEX[:2]}/{HEX}", b"y")),
    "archive-waiting": forged(("archive/tmp/x", b"x")),
    "twice": forged(("codebook/x.yml", b"x"), ("codebook/x.yml", b"x")),
    "settings-twice": forged(("sousveil.toml", b"x")),
    "list-twice": forged(("backup.json", b"x")),
    "link": forged(("codebook/x.yml", b""), header=typed(tarfile.SYMTYPE, "/etc/passwd")),
    "hard-link": forged(("codebook/x.yml", b""), header=typed(tarfile.LNKTYPE, "ledger.sqlite")),
    "device": forged(("codebook/x.yml", b""), header=typed(tarfile.CHRTYPE)),
    "pipe": forged(("codebook/x.yml", b""), header=typed(tarfile.FIFOTYPE)),
    "folder-type": forged(("codebook/x.yml", b""), header=typed(tarfile.DIRTYPE)),
    "other-name": forged(("codebook/x.yml", b"x"), header=lambda p, s: backup._header("y", s)),
    "other-size": forged(("codebook/x.yml", b"x"), header=lambda p, s: backup._header(p, 10**18)),
    "long-name": forged(
        ("codebook/x.yml", b"x"), header=lambda p, s: backup._header("x" * 99, s) * 3
    ),
    "huge-list": backup._header("backup.json", 10**18) + bytes(4 * BLOCK),
    "big-list": backup._header("backup.json", 200 << 20) + bytes(4 * BLOCK),
    "more-attributes": typed(tarfile.XHDTYPE)("backup.json", 0) + bytes(4 * BLOCK),
    "not-sealed": forged(sealed=False),
    "no-tar": b"\x1f\x8b" + bytes(2048),
    "empty-tar": bytes(10240),
    "nested": backup._header("backup.json", 100_000) + b"[" * 100_000 + bytes(4 * BLOCK),
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_no_backup_is_refused_and_leaves_nothing(tmp_path: Path, hostile: bytes) -> None:
    (tmp_path / "evil.tar").write_bytes(hostile)
    is_refused(tmp_path / "evil.tar", tmp_path)


def test_a_packed_backup_is_not_unpacked(file: Path, tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "p.tar", "w:gz") as tar:
        tar.add(file, "backup.json")
    is_refused(tmp_path / "p.tar", tmp_path)


def test_a_backup_of_a_later_kind_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "p.tar").write_bytes(forged(format="sousveil-backup/2"))
    with pytest.raises(ProjectError, match="Update sousveil") as caught:
        Project.restore(tmp_path / "p.tar", tmp_path / "q")
    assert "\n" not in str(caught.value)


def test_a_well_formed_backup_of_no_ledger_is_told_when_it_is_opened(tmp_path: Path) -> None:
    (tmp_path / "p.tar").write_bytes(forged(ledger=b"no database"))
    assert restore_backup(tmp_path / "p.tar", tmp_path / "q").files
    with pytest.raises(ProjectDamaged):
        Project.open(tmp_path / "q")


def test_a_well_formed_backup_of_another_ledger_is_told(
    whole: Path, file: Path, tmp_path: Path
) -> None:
    """Every digest fits, and the rows do not: somebody changed the ledger and wrote the list."""
    with tarfile.open(file, "r:") as tar:
        files = [(m.name, tar.extractfile(m).read()) for m in tar.getmembers()[1:]]  # type: ignore[union-attr]
    (tmp_path / "l.sqlite").write_bytes(dict(files)["ledger.sqlite"])
    raw = sqlite3.connect(tmp_path / "l.sqlite")
    raw.execute("update alembic_version set version_num = version_num")
    raw.execute("drop trigger claim_no_delete")
    raw.execute("delete from claim where rowid = (select max(rowid) from claim)")
    raw.commit()
    raw.close()
    others = [named for named in files if named[0] not in ("sousveil.toml", "ledger.sqlite")]
    made = forged(*others, ledger=(tmp_path / "l.sqlite").read_bytes())
    (tmp_path / "p.tar").write_bytes(made)
    with pytest.raises(ProjectDamaged, match="is not sound") as caught:
        Project.restore(tmp_path / "p.tar", tmp_path / "q")
    assert "\n" not in str(caught.value)
