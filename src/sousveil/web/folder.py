"""The same pages written to a folder, which any host serves and a double-click opens."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib import metadata
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape

from msgspec import Struct, to_builtins

from sousveil.errors import QueryError
from sousveil.web.addresses import INDEX
from sousveil.web.catalogue import ENGLISH
from sousveil.web.library import Library
from sousveil.web.page import File, Page, Route
from sousveil.web.render import render
from sousveil.web.routes import addresses, made

MANIFEST = "manifest.json"
SITEMAP = "sitemap.xml"

MANY = 200  # files from which on further processes are worth their start
BATCH = 16  # files that one process is given at once


class SignedOff(Struct, frozen=True, kw_only=True):
    """Who answers for a site, and from which day."""

    by: str
    on: str
    """YYYY-MM-DD."""


def answer(made: Page | File, address: str, library: Library, language: str) -> bytes:
    """Return the bytes of a page or file."""
    return made.body if isinstance(made, File) else render(made, address, library, language)


Place = tuple[str, Route, Mapping[str, str]]
"""An address with its route and keys."""


def path_of(address: str) -> str:
    """Return the path of the file that an address has in a folder."""
    return address + INDEX if address.endswith("/") or not address else address


def files(library: Library, language: str = ENGLISH) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of every file that the server answers with, too."""
    for address, route, keys in addresses(library):
        yield path_of(address), answer(made(route, keys, library), address, library, language)


def write(
    library: Library,
    to: Path,
    language: str = ENGLISH,
    base: str | None = None,
    signed: SignedOff | None = None,
) -> Iterator[str]:
    """Write a static site, and yield each path as it is written; the manifest comes last.

    What a former manifest lists and this site has not is removed; other files are left alone. A
    folder without a manifest was not finished. `base` is the address that the site will have.
    """
    before = listed(to)
    (to / MANIFEST).unlink(missing_ok=True)
    told: dict[str, Told] = {}
    for path, one in _written(list(addresses(library)), to, library, language):
        told[path] = one
        yield path
    if base is not None:
        told[SITEMAP] = _put(to, SITEMAP, _sitemap(base, list(told)))
        yield SITEMAP
    for path in before - told.keys():
        _remove(to, path)
    (to / MANIFEST).write_bytes(_manifest(library, language, base, signed, told))
    yield MANIFEST


Told = dict[str, object]
"""What the manifest says of a file."""


def _written(
    places: list[Place], to: Path, library: Library, language: str
) -> Iterator[tuple[str, Told]]:
    """Write the files, in a process for each processor where that is safe, and in one elsewhere."""
    if library.project is not None or len(places) < MANY or not sys.platform.startswith("linux"):
        yield from (_one(place, to, library, language) for place in places)
        return
    batches = list(_batches(places))
    _SHARED[:] = [batches, to, library, language]
    gc.freeze()  # the processes need not look through what is there already
    with get_context("fork").Pool() as pool:
        gc.unfreeze()
        for written in pool.imap(_shared, range(len(batches))):
            yield from written


_SHARED: list[Any] = []
"""What the processes have in common; they are forked when it is there."""


def _shared(number: int) -> list[tuple[str, Told]]:
    batches, to, library, language = _SHARED
    return [_one(place, to, library, language) for place in batches[number]]


def _batches(places: list[Place]) -> Iterator[list[Place]]:
    """Yield runs of addresses for one process at once.

    Those of a family that differ in their last key alone are in one run: the files of a figure
    share its rows and its drawing.
    """
    for _, run in groupby(places, lambda place: (place[1].address, *[*place[2].values()][:-1])):
        own = list(run)
        yield from (own[at : at + BATCH] for at in range(0, len(own), BATCH))


def _one(place: Place, to: Path, library: Library, language: str) -> tuple[str, Told]:
    address, route, keys = place
    body = answer(made(route, keys, library), address, library, language)
    return path_of(address), _put(to, path_of(address), body)


def _put(to: Path, path: str, body: bytes) -> Told:
    target = to / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(body)
    return {"bytes": len(body), "sha256": sha256(body).hexdigest()}


def differences(library: Library, folder: Path, language: str = ENGLISH) -> Iterator[str]:
    """Yield each file of a written site that is not what would be written now."""
    due = dict(files(library, language))
    for path, body in due.items():
        target = folder / path
        if not target.is_file():
            yield f"{path} is missing"
        elif target.read_bytes() != body:
            yield f"{path} is not what these editions give"
    for path in sorted(listed(folder) - due.keys() - {SITEMAP}):
        yield f"{path} is of an earlier site"


def listed(folder: Path) -> set[str]:
    """Return the paths that the folder's manifest lists; none where there is no manifest."""
    try:
        plain = json.loads((folder / MANIFEST).read_bytes())
        return set(map(str, plain["files"]))
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _remove(folder: Path, path: str) -> None:
    """Remove a file of an earlier site, never one outside of the folder."""
    target = (folder / path).resolve()
    if target.is_relative_to(folder.resolve()) and target.is_file():
        target.unlink()
        for parent in target.parents:
            if parent == folder.resolve() or any(parent.iterdir()):
                break
            parent.rmdir()


def _manifest(
    library: Library,
    language: str,
    base: str | None,
    signed: SignedOff | None,
    told: dict[str, Told],
) -> bytes:
    plain = {
        "program": f"sousveil {metadata.version('sousveil')}",
        "codebook": library.codebook.version,
        "editions": [{"name": name, "digest": held.digest} for name, held in library.held.items()],
        "language": language,
        "base": base,
        "signed_off": None if signed is None else to_builtins(signed),
        "files": dict(sorted(told.items())),
    }
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()


def checked_base(base: str) -> str:
    """Return an address with its last slash; raise `QueryError` for what is none."""
    parts = urlsplit(base)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise QueryError(f"{base!r} is no address of a site. Give one like https://example.org/.")
    return base if base.endswith("/") else base + "/"


def _sitemap(base: str, paths: list[str]) -> bytes:
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ]
    for path in paths:
        if path.endswith(INDEX) and not path.startswith("embed/"):
            to = base + quote(path.removesuffix(INDEX), safe="/")
            lines.append(f"<url><loc>{escape(to)}</loc></url>")
    return "\n".join([*lines, "</urlset>", ""]).encode()
