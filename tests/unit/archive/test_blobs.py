from __future__ import annotations

import errno
import fcntl
import os
import stat
from pathlib import Path

import pytest

from sousveil.archive.blobs import Blobs
from sousveil.errors import ProjectDamaged, ProjectError
from sousveil.model.ids import digest

TABLE = b"Kenya,Huawei\n"


def test_what_is_written_is_read_back_under_its_digest(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    name = blobs.write(TABLE)
    assert name == digest(TABLE)
    assert blobs.read(name) == TABLE
    assert list(blobs.names()) == [name]
    hexadecimal = name.removeprefix("sha256:")
    assert (tmp_path / "sha256" / hexadecimal[:2] / hexadecimal).read_bytes() == TABLE


def test_the_same_bytes_are_never_written_again(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    path = blobs.path(blobs.write(TABLE))
    before = path.stat()
    blobs.write(TABLE)
    after = path.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_an_original_that_has_changed_is_not_handed_out(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    path = blobs.path(name := blobs.write(TABLE))
    path.chmod(0o644)
    path.write_bytes(b"Kenya,NEC\n")
    with pytest.raises(ProjectDamaged, match="is not what was stored"):
        blobs.read(name)
    with pytest.raises(ProjectDamaged, match="is not what was stored"):
        blobs.write(TABLE)


def test_an_original_that_is_gone_is_missed_and_can_be_written_again(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    blobs.path(name := blobs.write(TABLE)).unlink()
    assert not blobs.has(name)
    with pytest.raises(ProjectDamaged, match="cannot be read"):
        blobs.read(name)
    blobs.write(TABLE)
    assert blobs.read(name) == TABLE


@pytest.mark.parametrize("name", ["sha256:../../etc/passwd", "sha256:ab", "", "md5:" + "0" * 64])
def test_only_a_digest_names_an_original(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProjectDamaged, match="no digest"):
        Blobs(tmp_path).read(name)


def test_what_a_killed_writer_left_is_gone_after_the_next_write(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    (tmp_path / "tmp").mkdir()
    left = tmp_path / "tmp" / "0123456789abcdef"
    left.write_bytes(TABLE[:5])
    assert list(blobs.leftovers()) == [left]
    blobs.write(TABLE)
    assert list(blobs.leftovers()) == []


def test_the_file_of_a_living_writer_is_left_alone(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    (tmp_path / "tmp").mkdir()
    path = tmp_path / "tmp" / "0123456789abcdef"
    with path.open("xb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        blobs.write(TABLE)
        assert path.exists()
    blobs.write(TABLE)
    assert not path.exists()


def test_a_file_gets_its_name_only_when_its_bytes_are_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blobs = Blobs(tmp_path)
    blobs.write(b"makes the folders")
    steps = []
    fsync, rename = os.fsync, Path.replace

    def noted_fsync(handle: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "bytes")
        fsync(handle)

    def noted_rename(self: Path, target: Path) -> Path:
        steps.append("name")
        return rename(self, target)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(Path, "replace", noted_rename)
    blobs.write(TABLE)
    assert [step for step in steps if step != "folder" or "name" in steps][-3:] == [
        "bytes",
        "name",
        "folder",
    ]


def test_a_full_disk_is_one_line_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blobs = Blobs(tmp_path)

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    blobs.write(b"makes the folders")
    before = sorted(tmp_path.rglob("*"))
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ProjectError, match="No space left on device") as caught:
        blobs.write(TABLE)
    assert "\n" not in str(caught.value)
    after = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert after == [path for path in before if path.is_file()]


def test_other_files_in_the_archive_are_strays(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    blobs.write(TABLE)
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "sha256" / "ab").mkdir(exist_ok=True)
    (tmp_path / "sha256" / "ab" / "short").write_text("planted")
    assert [path.name for path in blobs.strays()] == ["notes.txt", "short"]
