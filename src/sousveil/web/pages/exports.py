"""Whole editions as files, with what every reader must be told beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256

from msgspec import Struct

from sousveil.errors import UnknownEdition
from sousveil.publish.tables import Export
from sousveil.publish.tabular import files, names
from sousveil.web.catalogue import said
from sousveil.web.library import Held, Library
from sousveil.web.page import Asked, File, NoPage, Page, Route

FORMATS = ("xlsx", "csv")  # the last one describes the package

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Listed(Struct, frozen=True):
    """A file of an export."""

    name: str
    size: int
    sha256: str


def written(held: Held) -> Mapping[str, bytes]:
    """Return the files of an edition's exports by name, the same each time."""
    export = _export(held)
    return {name: data for format in FORMATS for name, data in files(export, format).items()}


def _export(held: Held) -> Export:
    figures = tuple(held.figures.values())
    return Export(
        edition=held.edition, records=held.records, codebook=held.codebook, figures=figures
    )


def page(library: Library, asked: Asked, edition: str) -> Page:
    """List the files of an edition with their digests."""
    held = _held(library, edition)
    listed = [
        Listed(name, len(data), sha256(data).hexdigest()) for name, data in held.exports.items()
    ]
    return Page(
        template="exports.html",
        title=said("Data of {edition}", edition=edition),
        about=said("All of {edition} as CSV and XLSX, with licence and digests.", edition=edition),
        section="sources",
        shown={"held": held, "edition": held.edition, "listed": listed},
    )


def one(library: Library, asked: Asked, edition: str, file: str) -> File:
    """Return one file of an edition."""
    held = _held(library, edition)
    if file not in held.exports:
        raise NoPage(said("The export of {edition} has no {file}.", edition=edition, file=file))
    media = MEDIA.get(file.rpartition(".")[2], "application/octet-stream")
    return File(body=held.exports[file], media=media, name=f"{edition}-{file}")


def _held(library: Library, edition: str) -> Held:
    try:
        return library.of(edition)
    except UnknownEdition as error:
        raise NoPage(str(error)) from None


def _editions(library: Library) -> Iterator[Mapping[str, str]]:
    for edition in library.held:
        yield {"edition": edition}


def _files(library: Library) -> Iterator[Mapping[str, str]]:
    for edition, held in library.held.items():
        export = _export(held)
        for file in dict.fromkeys(name for format in FORMATS for name in names(export, format)):
            yield {"edition": edition, "file": file}


ROUTES = (
    Route(address="editions/{edition}/", make=page, each=_editions),
    Route(address="editions/{edition}/{file}", make=one, each=_files),
)
