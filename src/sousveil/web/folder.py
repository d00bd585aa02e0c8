"""The same pages written to a folder, which any host serves and a double-click opens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sousveil.web.addresses import INDEX
from sousveil.web.catalogue import ENGLISH
from sousveil.web.library import Library
from sousveil.web.page import NOTHING, Asked, File, Page
from sousveil.web.render import render
from sousveil.web.routes import addresses, made


def answer(made: Page | File, address: str, library: Library, language: str) -> bytes:
    """Return the bytes of a page or file."""
    return made.body if isinstance(made, File) else render(made, address, library, language)


def files(
    library: Library, language: str = ENGLISH, asked: Asked = NOTHING
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of every file of a static site."""
    for address, route, keys in addresses(library):
        body = answer(made(route, keys, library, asked), address, library, language)
        yield (address + INDEX if address.endswith("/") or not address else address), body


def write(library: Library, to: Path, language: str = ENGLISH) -> Iterator[Path]:
    """Write a static site, and yield each path as it is written."""
    for path, body in files(library, language):
        target = to / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)
        yield target
