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

STYLES = ("sousveil.css", "icon.svg")
"""Files of style/ that every page loads."""

BUILT = (
    "assets/app.js",
    "assets/page.js",
    "assets/app.css",
    "data/world.json",
    "data/world.js",
)
"""What the build of the front end makes; pages are readable without."""


def built(name: str) -> Traversable:
    """Return a file of the built front end, which may not be there."""
    return files("sousveil").joinpath("_web", *name.split("/"))


def is_built() -> bool:
    """Tell whether the front end is built."""
    return built(BUILT[0]).is_file()


def _style(library: Library, asked: Asked, file: str) -> File:
    if file not in STYLES:
        return _built(library, asked, "assets", file)
    data = files("sousveil.web").joinpath("style", file).read_bytes()
    return File(body=data, media=MEDIA["." + file.rpartition(".")[2]])


def _built(library: Library, asked: Asked, folder: str, file: str) -> File:
    found = built(f"{folder}/{file}")
    if f"{folder}/{file}" not in BUILT or not found.is_file():
        raise NoPage(f"The front end has no {file}. Build it: make web.")
    return File(body=found.read_bytes(), media=MEDIA["." + file.rpartition(".")[2]])


def _data(library: Library, asked: Asked, file: str) -> File:
    return _built(library, asked, "data", file)


def _each_style(library: Library) -> Iterator[Mapping[str, str]]:
    yield from ({"file": file} for file in STYLES)
    yield from _files("assets")


def _each_data(library: Library) -> Iterator[Mapping[str, str]]:
    yield from _files("data")


def _files(folder: str) -> Iterator[Mapping[str, str]]:
    for name in BUILT:
        if name.startswith(f"{folder}/") and built(name).is_file():
            yield {"file": name.removeprefix(f"{folder}/")}


ROUTES = (
    Route(address="assets/{file}", make=_style, each=_each_style),
    Route(address="data/{file}", make=_data, each=_each_data),
)
