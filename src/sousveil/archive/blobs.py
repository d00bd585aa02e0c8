"""Originals, each written once under the digest of its bytes."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from sousveil.errors import ProjectDamaged, ProjectError
from sousveil.model.ids import digest

DIGEST = re.compile(r"sha256:([0-9a-f]{64})")


class Blobs:
    """The folder of originals: `sha256/ab/ab12...`, and `tmp/` for what is being written.

    A file gets its name only when all its bytes are on disk, so that a name never lies.
    Several programs may write at once.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.temporary = folder / "tmp"

    def write(self, data: bytes) -> str:
        """Store bytes and return their digest; what is there already is never written again.

        Raises `ProjectDamaged` if the file that is there holds other bytes.
        """
        name = digest(data)
        path = self.path(name)
        try:
            self._sweep()
            if path.exists():
                self.read(name)
                sync_folder(path.parent)
            else:
                self._write_new(path, data)
        except OSError as error:
            raise ProjectError(
                f"{path} cannot be written: {error.strerror or error}. "
                "Make room or mend the permissions, then do it again; nothing is half done."
            ) from None
        return name

    def read(self, name: str) -> bytes:
        """Return the bytes of a digest; raise `ProjectDamaged` if they are gone or others."""
        path = self.path(name)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ProjectDamaged(
                f"The original {path} cannot be read: {error.strerror or error}. "
                "Add the document again, or take the file from a backup."
            ) from None
        if digest(data) != name:
            raise ProjectDamaged(
                f"The original {path} is not what was stored under this name. "
                "Move the file away and add the document again, or take it from a backup."
            )
        return data

    def has(self, name: str) -> bool:
        """Tell whether there is a file for a digest; its bytes are not looked at."""
        return self.path(name).is_file()

    def path(self, name: str) -> Path:
        """Return where the bytes of a digest are kept."""
        match = DIGEST.fullmatch(name)
        if match is None:
            raise ProjectDamaged(f"{name!r} is no digest of an original.")
        return self.folder / "sha256" / match[1][:2] / match[1]

    def names(self) -> Iterator[str]:
        """Yield the digests of all files that stand where a digest belongs, sorted."""
        for path in sorted((self.folder / "sha256").glob("*/*")):
            name = f"sha256:{path.name}"
            if DIGEST.fullmatch(name) and self.path(name) == path:
                yield name

    def strays(self) -> Iterator[Path]:
        """Yield files under the folder that are neither originals nor being written, sorted."""
        known = {self.path(name) for name in self.names()}
        for path in sorted(self.folder.rglob("*")):
            if not path.is_dir() and path not in known and path.parent != self.temporary:
                yield path

    def leftovers(self) -> Iterator[Path]:
        """Yield what interrupted writers left, sorted; the next write removes it."""
        yield from sorted(self.temporary.glob("*"))

    def _write_new(self, path: Path, data: bytes) -> None:
        for folder in (self.temporary, path.parent):
            _make(folder)
        temporary, file = self._begin()
        with file:
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
                temporary.chmod(0o444)
                temporary.replace(path)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
        sync_folder(path.parent)

    def _begin(self) -> tuple[Path, BinaryIO]:
        """Open a new temporary file and lock it, so that no sweep takes it for a leftover."""
        while True:
            path = self.temporary / secrets.token_hex(8)
            file = path.open("xb")
            if _lock(file, wait=True) and os.fstat(file.fileno()).st_nlink:
                return path, file
            file.close()

    def _sweep(self) -> None:
        """Remove the files that no living writer holds."""
        for path in self.leftovers():
            try:
                with path.open("rb") as file:
                    if _lock(file, wait=False):
                        path.unlink()
            except (FileNotFoundError, PermissionError):
                continue


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to disk, where the system has such a call."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _make(folder: Path) -> None:
    """Make a folder and those above it, and bring their names to disk."""
    if folder.is_dir():
        return
    _make(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def _lock(file: BinaryIO, *, wait: bool) -> bool:
    """Lock an open file until it is closed or its program ends.

    Where there are no such locks (Windows), an open file cannot be removed anyway.
    """
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
