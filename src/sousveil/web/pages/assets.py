"""Style, scripts and geometry: files that every page may load."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable

from sousveil.web.library import Library
from sousveil.web.page import Asked, File, NoPage, Route

MEDIA = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}

STYLE = "sousveil.css"

BUILT = ("assets/app.js", "assets/app.css", "data/world.json", "data/world.js")
"""What the build of the front end makes; pages are readable without."""


def built(name: str) -> Traversable:
    """Return a file of the built front end, which may not be there."""
    return files("sousveil").joinpath("_web", *name.split("/"))


def is_built() -> bool:
    """Tell whether the front end is built."""
    return built(BUILT[0]).is_file()


def _style(library: Library, asked: Asked) -> File:
    data = files("sousveil.web").joinpath("style", STYLE).read_bytes()
    return File(body=data, media=MEDIA[".css"])


def _built(library: Library, asked: Asked, folder: str, file: str) -> File:
    found = built(f"{folder}/{file}")
    if f"{folder}/{file}" not in BUILT or not found.is_file():
        raise NoPage(f"The front end has no {file}. Build it: make web.")
    return File(body=found.read_bytes(), media=MEDIA["." + file.rpartition(".")[2]])


def _each(library: Library) -> Iterator[Mapping[str, str]]:
    for name in BUILT:
        if built(name).is_file():
            folder, _, file = name.partition("/")
            yield {"folder": folder, "file": file}


ROUTES = (
    Route(address=f"assets/{STYLE}", make=_style, each=lambda library: ({},)),
    Route(address="{folder}/{file}", make=_built, each=_each),
)
