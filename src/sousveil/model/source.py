"""Who speaks, the bytes received, and what a reader made of them."""

from __future__ import annotations

from dataclasses import dataclass

from sousveil.errors import Place, Problem


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range [start, end) of a text, counted in Unicode code points.

    Browsers count UTF-16 code units; convert at the web door, never in here.
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who speaks; an entry of codebook/data/sources.yml or of a project."""

    id: str
    name: str
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None
    """Publication date, as partial as it is known."""

    licence: str | None = None
    url: str | None = None
    attribution: str | None = None
    """The words that its licence wants shown."""

    files: tuple[str, ...] = ()
    """Digests of the files as the publisher gave them out."""

    derives_from: tuple[str, ...] = ()
    """Sources that this one repeats; they share one independence group."""

    accept: str | None = None
    """The standing decision to take this publisher's own table as printed, with its reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Bytes as received, stored once under their digest."""

    id: str
    """`sha256:...` of the bytes."""

    size: int
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One time and place at which a snapshot was found."""

    snapshot: str
    source: str
    location: str
    """The path or address given, as given."""

    at: str
    """When it was added, in UTC, to the second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table: what it prints, where it stands."""

    printed: str
    """As the file has it; lines of a wrapped cell joined by one space, edges stripped."""

    span: Span
    """Where `printed` stands in the text made from the same snapshot."""

    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells under headings; every row has a cell for every heading, or more.

    Cells beyond the headings keep their place: they are stray, not lost.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What one version of a reader made of a snapshot."""

    id: str
    """Digest of `content`; equal texts are one."""

    snapshot: str
    content: str
    reader: str
    """Name and version, e.g. `pdf/1`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """All that a reader made of one snapshot."""

    text: Text
    tables: tuple[Table, ...] = ()
    date: str | None = None
    """The date that the document itself shows, where the format has a place for it."""

    problems: tuple[Problem, ...] = ()
    lost: tuple[str, ...] = ()
    """What could not be read, one line each; empty means that nothing was lost."""
