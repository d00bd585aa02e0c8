"""Who speaks, the bytes received, and what a reader made of them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from sousveil.errors import Place, Problem

UNTOLD = "\ufffc"
"""Stands in a text for something that its readers see and that is no text, such as a picture in a
sentence, and after words of which it cannot be told how they are seen. No sentence with it is
judged."""


class Span(Struct, frozen=True):
    """A half-open range [start, end) of a text, counted in Unicode code points.

    Browsers count UTF-16 code units; convert at the web door, never in here.
    """

    start: int
    end: int


class Source(Struct, frozen=True, kw_only=True):
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

    names: tuple[str, ...] = ()
    """Other names by which texts call who speaks."""

    kind: str = "publisher"
    """`publisher`, who answers for what it publishes; `news` or `wire`, who mostly pass on what
    others say."""

    accept: str | None = None
    """The standing decision to take this publisher's own table as printed, with its reason."""


class Snapshot(Struct, frozen=True, kw_only=True):
    """Bytes as received, stored once under their digest."""

    id: str
    """`sha256:...` of the bytes."""

    size: int
    media_type: str


class Finding(Struct, frozen=True, kw_only=True):
    """One time and place at which a snapshot was found."""

    snapshot: str
    source: str
    location: str
    """The path or address given, as given."""

    at: str
    """When it was added, in UTC, to the second."""

    inside: str | None = None
    """Digest of the archive or message that held it; None where it came by itself."""

    captured: str | None = None
    """When what held it says that it was captured, in UTC."""

    exchange: str | None = None
    """Digest of the WARC file with requests and answers; None for what was not fetched."""

    address: str | None = None
    """Where an address led to in the end, if that is another one."""

    etag: str | None = None
    modified: str | None = None
    """What the server says of the version, to ask whether there is a newer one."""


class Refusal(Struct, frozen=True, kw_only=True):
    """A document that was not taken, and why."""

    document: str
    """Digest of its bytes; empty where there were none to be had."""

    location: str
    code: str
    """A word from the list in docs/reference/status.md."""

    what: str
    at: str
    program: str
    """Version of sousveil."""


class Cell(Struct, frozen=True, kw_only=True):
    """One cell of a table: what it prints, where it stands."""

    printed: str
    """As the file has it; lines of a wrapped cell joined by one space, edges stripped."""

    span: Span
    """Where `printed` stands in the text made from the same snapshot."""

    place: Place


class Table(Struct, frozen=True, kw_only=True):
    """Rows of cells under headings; every row has a cell for every heading, or more.

    Cells beyond the headings keep their place: they are stray, not lost.
    """

    name: str
    headings: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]


class Text(Struct, frozen=True, kw_only=True):
    """What one version of a reader made of a snapshot."""

    id: str
    """Digest of `content`; equal texts are one."""

    snapshot: str
    content: str
    reader: str
    """Name and version, e.g. `pdf/1`."""


class Piece(Struct, frozen=True, kw_only=True):
    """A stretch of a text, and where it stands in the original."""

    start: int
    end: int
    """Half-open, in code points of the text."""

    place: Place
    state: str = "shown"
    """`shown`; `hidden`, which a reader of the original does not see; `deleted`, a tracked
    deletion. What is not shown stands at the end of the text, and no claim is found in it."""


class Map(Struct, frozen=True, kw_only=True):
    """Where each piece of a text stands in its original."""

    snapshot: str
    text: str
    reader: str
    pieces: tuple[Piece, ...]


class Address(Struct, frozen=True, kw_only=True):
    """Where a list or a feed says that something is to be found."""

    url: str
    title: str | None = None
    date: str | None = None
    """As partial as the list gives it."""


class Member(Struct, frozen=True, kw_only=True):
    """A document inside another one: a file of an archive, an attachment, a web capture."""

    name: str
    """Its path or address in there; shown to people, never used as a path."""

    data: bytes
    at: str | None = None
    """When it was captured, in UTC, where the container says so."""


class About(Struct, frozen=True, kw_only=True):
    """What a document says about itself; nothing of it is taken for proved."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    """ISO 639-1 code where there is one, as told from the text."""

    date: str | None = None
    """The date that it shows to its readers."""

    known: str | None = None
    """The date that its metadata gives, such as that of a PDF's making."""

    encoding: str | None = None
    """How its characters were encoded, where the bytes do not say it beyond doubt."""


class Document(Struct, frozen=True, kw_only=True):
    """All that a reader made of one snapshot."""

    text: Text
    about: About = field(default_factory=About)
    tables: tuple[Table, ...] = ()
    pieces: tuple[Piece, ...] = ()
    """In the order of the text; what they leave out is line ends and the like. Empty where the
    text is the original, and where tables say the place of each cell."""

    addresses: tuple[Address, ...] = ()
    has_members: bool = False
    """Whether its reader finds further documents inside, see `sousveil.reading.members`."""

    problems: tuple[Problem, ...] = ()
    lost: tuple[str, ...] = ()
    """What could not be read, one line each; empty means that nothing was lost."""

    @property
    def shown(self) -> int:
        """How many code points of the text its readers see; what is hidden stands after them."""
        starts = (piece.start for piece in self.pieces if piece.state != "shown")
        return next(starts, len(self.text.content))
