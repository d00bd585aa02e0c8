"""Paths to documents: folders are walked, and what cannot be taken is refused with a word."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from sousveil.guard.caps import CAPS, MIB, Caps
from sousveil.project import settings

OWN = re.compile(
    r"archive|editions|codebook|backups|cache|site|uploads|sousveil\.toml|(?:ledger|index|accounts)\.sqlite(-.*)?"
)
"""What a project keeps in its folder; never taken for documents."""

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")

HIDDEN = re.compile(r"\..*")


class Refused(Exception):
    """A document is not taken; the batch goes on. `code` is the word for why."""

    def __init__(self, code: str, what: str) -> None:
        self.code, self.what = code, what
        super().__init__(what)


class Given(Struct, frozen=True):
    """One document to be added."""

    path: str
    """Path or address."""

    folder: str | None = None
    """The folder that was named and walked to find it; None where it was named itself."""

    name: str | None = None
    """What is recorded as its place, for a file that lies where it is for a moment only."""

    def __str__(self) -> str:
        return self.name or self.path


def documents(inputs: Iterable[str | Path]) -> Iterator[Given]:
    """Yield every document: what was named, in order, and the files of folders, sorted.

    Hidden files and what a project keeps for itself are left out of folders.
    """
    for given in inputs:
        if _is_folder(Path(given)) and not is_address(str(given)):
            yield from _walk(Path(given))
        else:
            yield Given(str(given))


def contents(given: Given, caps: Caps = CAPS) -> bytes:
    """Return the bytes of a file; raise `Refused` where there are none to be had.

    A link inside a walked folder leads no further than the folder: whoever made it would
    choose which of the reader's own files is archived.
    """
    path = Path(given.path)
    try:
        if given.folder is not None and not _is_inside(path, Path(given.folder)):
            raise Refused("link", "This link leads out of the folder. Name the file itself.")
        found = path.stat()
        mode = found.st_mode
        if stat.S_ISDIR(mode):
            raise Refused("empty", "The folder holds no documents, or may not be looked into.")
        if not stat.S_ISREG(mode):
            raise Refused("no-file", "This is a device or a pipe. Save its content as a file.")
        if found.st_size > caps.file:
            raise Refused(
                "too-large",
                f"The file has {found.st_size // MIB} MiB; {caps.file // MIB} are allowed. "
                "Add it in parts, or raise the limit `file`.",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused("missing", "There is no such file. Check the path.") from None
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Refused("unreadable", f"The file cannot be opened: {said}.") from None


def is_address(given: str) -> bool:
    """Tell an address, of whatever scheme, from a path."""
    return SCHEME.match(given) is not None


def printable(given: str) -> str:
    """Return a path as text; bytes of its name that are no text are written out."""
    return given.encode("utf-8", "backslashreplace").decode()


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _is_inside(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except RuntimeError:  # a link to itself
        return False


def _walk(folder: Path) -> Iterator[Given]:
    refused: list[str] = []
    found = False
    for here, folders, names in os.walk(folder, onerror=lambda e: refused.append(str(e.filename))):
        left_out = (HIDDEN, OWN) if settings.FILE in names else (HIDDEN,)
        folders[:] = sorted(f for f in folders if not any(p.fullmatch(f) for p in left_out))
        for name in sorted(n for n in names if not any(p.fullmatch(n) for p in left_out)):
            found = True
            yield Given(str(Path(here, name)), str(folder))
        for name in folders:
            if not _is_inside(link := Path(here, name), folder):
                found = True
                yield Given(str(link), str(folder))
    for path in refused if found or refused else [str(folder)]:
        yield Given(path)
