"""What a check is given: files, folders, addresses and standard input, each to its text."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from sousveil.errors import QueryError, UnknownFormat
from sousveil.questions.article import Article, plain

if TYPE_CHECKING:
    from sousveil.archive.fetch import Fetcher
    from sousveil.project.documents import Given

STANDARD = "-"
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
DIGITS = re.compile(r"([0-9]+)")

LOOPBACK = "SOUSVEIL_ALLOW_LOOPBACK"
"""As for `add`: set to 1 for tests alone."""


class Inputs:
    """Reads what was named, one after the other; nothing is fetched but addresses named here."""

    def __init__(
        self, named: tuple[str, ...], *, robots: bool = True, without: tuple[Path, ...] = ()
    ) -> None:
        """Take what was named; files of `without` are passed over in folders."""
        self.named = named or (STANDARD,)
        self._without = {path.resolve() for path in without}
        self._robots = robots
        self._open = ExitStack()

    def __enter__(self) -> Inputs:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    @property
    def is_one(self) -> bool:
        """Whether a single document was named, and no folder."""
        return len(self.named) == 1 and not _is_folder(self.named[0])

    def names(self) -> Iterator[str | Given]:
        """Yield what there is to read: folders are walked, in the order in which people count."""
        for name in self.named:
            if not _is_folder(name):
                yield name
                continue
            from sousveil.project.documents import documents

            found = sorted(documents([name]), key=lambda given: natural(given.path))
            yield from (one for one in found if Path(one.path).resolve() not in self._without)

    def read(self, name: str | Given) -> Article:
        """Return the text of one input; raise a `SousveilError` that says why there is none."""
        if not isinstance(name, str):
            return self._article(name.path, _found(name))
        if name == STANDARD:
            return self._article(name, sys.stdin.buffer.read())
        if ADDRESS.match(name):
            return self._article(name, self._fetcher.fetch(name).data)
        if not name:  # a variable of a script that is not set must not mean this very folder
            raise QueryError("There is no file ''. Check the name and the folder.")
        return self._article(name, contents(Path(name)))

    def _article(self, name: str, data: bytes) -> Article:
        name = printable(name)
        if (found := plain(name, data)) is not None:
            return found
        from sousveil.project.articles import article

        return article(name, data)

    @cached_property
    def _fetcher(self) -> Fetcher:
        from sousveil.archive.fetch import Fetcher

        loopback = os.environ.get(LOOPBACK) == "1"
        return self._open.enter_context(Fetcher(robots=self._robots, loopback=loopback))


def natural(path: str) -> list[list[Any]]:
    """Return what puts paths in the order in which people count: 2 stands before 10."""
    return [
        [int(piece) if piece.isdecimal() else piece.casefold() for piece in DIGITS.split(part)]
        for part in Path(path).parts
    ]


def printable(name: str) -> str:
    """Return a name as text; bytes of it that are no text are written out."""
    return name.encode("utf-8", "backslashreplace").decode()


def contents(path: Path) -> bytes:
    """Return the bytes of a file; raise a `SousveilError` where there is none."""
    if path.is_dir():
        raise UnknownFormat(f"{path} is a folder. Give one file, or add the folder to a project.")
    if not path.exists():
        raise QueryError(f"There is no file {str(path)!r}. Check the name and the folder.")
    return path.read_bytes()


def lines(name: str) -> Iterator[tuple[int, dict[str, Any] | None, str]]:
    """Yield each line of a batch: its number, the object, and what is wrong where it is none.

    An object without `id` or `text` is told as wrong, and yielded for what it does have.
    """
    if ADDRESS.match(name):
        raise QueryError("--jsonl takes a file of lines, or standard input, and no address.")
    data = sys.stdin.buffer.read() if name == STANDARD else contents(Path(name))
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            plain = json.loads(line.decode("utf-8-sig"), parse_constant=_no_number)
            json.dumps(plain, ensure_ascii=False).encode()  # half a surrogate pair is no text
        except (ValueError, RecursionError):
            plain = None
        known = plain if isinstance(plain, dict) else None
        if known is None or "id" not in known or not isinstance(known.get("text"), str):
            yield number, known, f'Line {number} is no JSON object with "id" and "text".'
        else:
            yield number, known, ""


def _found(given: Given) -> bytes:
    from sousveil.project.documents import Refused
    from sousveil.project.documents import contents as of

    try:
        return of(given)
    except Refused as refused:
        raise QueryError(refused.what) from None


def _is_folder(name: str) -> bool:
    is_path = name not in (STANDARD, "") and not ADDRESS.match(name)
    return is_path and Path(name).is_dir()


def _no_number(constant: str) -> None:
    """Refuse NaN and Infinity, which are no JSON."""
    raise ValueError(constant)
