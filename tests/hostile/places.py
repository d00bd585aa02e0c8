"""What stands in the place of a document: links, devices, pipes, nothing."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

from . import build as b
from .inputs import EMPTY, OK, READ, TAKEN, UNREAD, Input, Outcome, Site, given, no

Place = Callable[[Path, Site], Path]


def link(target: Callable[[Site], str]) -> Place:
    """Put a link into a folder, and name the folder."""

    def place(folder: Path, site: Site) -> Path:
        (folder / "link").symlink_to(target(site))
        return folder

    return place


def made(folder: Path, make: Callable[[Path], None]) -> Path:
    make(folder / "thing")
    return folder / "thing"


def a_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the path of a socket may not be long
    try:
        with socket.socket(socket.AF_UNIX) as made_one:
            made_one.bind(path.name)
    finally:
        os.chdir(here)


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(300 * 1024 * 1024)


def closed(path: Path) -> None:
    path.mkdir()
    (path / "inside.txt").write_text(f"{b.PROSE} closed folder")
    path.chmod(0)


def unreadable(path: Path) -> None:
    path.write_text(f"{b.PROSE} closed file")
    path.chmod(0)


IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
CLOSED: frozenset[Outcome] = frozenset({OK}) if IS_ROOT else no("unreadable", "empty")

PLACES = [
    Input(name=f"place-{name}", group="places", allowed=allowed, place=place)
    for name, allowed, place in (
        ("link-out", no("link"), link(lambda site: str(site.secret))),
        ("link-upwards", no("link"), link(lambda site: "../" * 40 + str(site.secret)[1:])),
        ("link-folder", no("link"), link(lambda site: str(site.secret.parent))),
        ("link-root", no("link"), link(lambda site: "/")),
        ("link-passwd", no("link"), link(lambda site: "/etc/passwd")),
        ("link-zero", no("link"), link(lambda site: "/dev/zero")),
        ("link-self", no("link", "unreadable"), link(lambda site: "link")),
        ("link-broken", no("missing"), link(lambda site: "nowhere")),
        ("link-proc", no("link"), link(lambda site: "/proc/self/environ")),
        ("zero", no("no-file"), lambda folder, site: Path("/dev/zero")),
        ("null", no("no-file"), lambda folder, site: Path("/dev/null")),
        ("pipe", no("no-file"), lambda folder, site: made(folder, os.mkfifo)),
        ("socket", no("no-file"), lambda folder, site: made(folder, a_socket)),
        ("closed-folder", CLOSED, lambda folder, site: made(folder, closed)),
        ("closed-file", CLOSED, lambda folder, site: made(folder, unreadable)),
        ("sparse", no("too-large"), lambda folder, site: made(folder, sparse)),
        ("missing", no("missing"), lambda folder, site: folder / "nowhere.txt"),
        ("too-long", no("unreadable"), lambda folder, site: folder / ("n" * 400)),
        ("empty-folder", EMPTY, lambda folder, site: folder),
    )
]
PLACES += given(
    "places",
    EMPTY,
    **{
        "empty.pdf": b"",
        "one-nul": b"\0",
        "blank.txt": b" \r\n\t " * 500,
        "mark-utf-8.txt": b"\xef\xbb\xbf",
        "mark-utf-16-le.txt": b"\xff\xfe",
        "mark-utf-16-be.txt": b"\xfe\xff",
        "mark-utf-32.txt": b"\xff\xfe\0\0",
        "blank-wide.txt": "  \n ".encode("utf-16"),
        "blank-zip": b"PK\x05\x06" + bytes(18),
    },
)
PLACES += given(
    "places",
    READ,
    **{"one-letter.txt": b"q", "one-word": "\u6444".encode()},
)
PLACES += given("places", TAKEN | UNREAD | EMPTY, **{"one-byte": b"\xff", "bell": b"\x07"})

ALL = PLACES

UNWALKED = frozenset(
    {
        *("place-zero", "place-null", "place-missing", "place-too-long", "place-empty-folder"),
        "name-backslash",  # it begins with a full stop, so it is hidden
    }
)
"""What a walk through a folder does not come upon."""
