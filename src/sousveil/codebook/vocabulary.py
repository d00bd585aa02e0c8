"""The terms of the codebook, as loaded."""

from __future__ import annotations

from functools import cached_property

from msgspec import Raw, Struct, field

from sousveil.model.codec import decode
from sousveil.model.figure import NamedFigure, PublishedFigure
from sousveil.model.source import Source


class Country(Struct, frozen=True, kw_only=True):
    """A territory, under every name by which texts and tables call it."""

    iso3: str
    iso2: str = ""
    name: str
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    historic: tuple[str, ...] = ()
    """Names of former states and former names."""

    capitals: tuple[str, ...] = ()
    """Seats of government that stand for it: "Beijing exports ..."."""

    region: str
    """Region code of the index."""

    wikidata: str = ""
    kind: str = "country"
    note: str = ""


class HeadOffice(Struct, frozen=True, kw_only=True):
    """The country of a head office, and the year from which."""

    country: str
    since: int | None = None


class Supplier(Struct, frozen=True, kw_only=True):
    """A supplier or financier; never merged with its home country."""

    id: str
    name: str
    head_office: tuple[HeadOffice, ...] = ()
    """By year; empty where nobody has found it out."""

    aliases: tuple[str, ...] = ()
    misprints: tuple[str, ...] = ()
    """Forms that a published table prints by mistake."""

    owner: dict[str, str | int] = field(default_factory=dict)
    sells: tuple[str, ...] = ()
    """The technology that it is known for, where it is one alone."""

    match: str = "any-case"
    """`exact-case` or `context` for names that are ordinary words, too."""

    note: str = ""

    def home(self, day: str) -> str | None:
        """Return the country of the head office on a day, YYYY-MM-DD; None if not known."""
        known = [h for h in self.head_office if h.since is None or h.since <= int(day[:4])]
        return known[-1].country if known else None


class Technology(Struct, frozen=True, kw_only=True):
    """A kind of system, with the phrases that name it."""

    id: str
    name: str
    label: str
    phrases: tuple[str, ...] = ()
    """Words that name it, in numbers and in events."""

    systems: tuple[str, ...] = ()
    """Further words for what is delivered, installed and used; events alone are found by them."""


class Group(Struct, frozen=True, kw_only=True):
    """A group of countries; see the head of groups.yml."""

    id: str
    name: str
    label: str
    kind: str
    slug: str = ""
    """Name of the group in claims; empty where it is the id."""

    phrases: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    """Countries that ordinary speech adds: Egypt to Africa."""

    list: dict[str, str] = field(default_factory=dict)
    note: str = ""


class Measure(Struct, frozen=True, kw_only=True):
    """A measure that a table carries; source and direction may differ by edition (`*`: all)."""

    id: str
    name: str
    unit: str
    source: dict[str, str]
    direction: dict[str, str] = field(default_factory=dict)
    changed: str = ""
    """The warning to show when two editions are compared."""


class Column(Struct, frozen=True, kw_only=True):
    """One column of a published table."""

    id: str
    heading: str
    kind: str
    country: str | None = None


class TableLayout(Struct, frozen=True, kw_only=True):
    """The columns of one table, in order."""

    columns: tuple[Column, ...]


class Layout(Struct, frozen=True, kw_only=True):
    """How a published index lays out its tables."""

    id: str
    source: str
    title: str
    in_force: str
    ticks: tuple[str, ...]
    marks: dict[str, str] = field(default_factory=dict)
    tables: tuple[TableLayout, ...]


class CellRepair(Struct, frozen=True, kw_only=True):
    """A decision to read one printed form of one column otherwise."""

    layout: str
    column: str
    printed: str
    read_as: str
    kind: str
    because: str


class KnownFact(Struct, frozen=True, kw_only=True):
    """Something that can be said of the index itself; see the head of facts.yml."""

    id: str
    kind: str
    editions: tuple[str, ...]
    """Layouts of which it is true; empty where it is said wrongly of any."""

    says: str
    where: str
    """Where it is printed, or known from."""

    words: tuple[str, ...]
    of: tuple[str, ...] = ()
    """Ids of the facts that it is about, or names as figures.yml writes them."""


class Turn(Struct, frozen=True, kw_only=True):
    """A turn of phrase and how it is told plainly; see the head of turns.yml."""

    tried: str
    """The words without one of which it is not tried."""

    said: str
    plain: str
    needs: tuple[str, ...] = ()
    """What a line has in which it is said; made from that by `needed.py`."""


class PackedTurns(Struct, frozen=True, kw_only=True):
    """Turns of phrase of one kind; each is unpacked when a text has one of its words."""

    rows: tuple[Raw, ...] = ()
    """Each turn as JSON."""

    by_word: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Which rows a word has tried, counted from 0."""


Words = dict[str, dict[str, tuple[str, ...]]]
"""For each language, its words by what they do."""

NONE = Raw(b"{}")


class Codebook(Struct, frozen=True, kw_only=True, dict=True):
    """All the terms, each under its id. What a check of English rarely needs is packed as JSON."""

    version: str
    """Digest of the content."""

    countries: dict[str, Country]
    suppliers: dict[str, Supplier]
    financiers: dict[str, Supplier]
    technologies: dict[str, Technology]
    groups: dict[str, Group]
    measures: dict[str, Measure]
    layouts: dict[str, Layout]
    repairs: tuple[CellRepair, ...]
    sources: dict[str, Source]
    figures: dict[str, NamedFigure]
    published: tuple[PublishedFigure, ...]
    wording: dict[str, tuple[str, ...]]
    """Words of running text by what they do in a sentence; see wording.yml."""

    grammar: dict[str, tuple[str, ...]]
    """Small words by the part that they play beside a number; see grammar.yml."""

    statements: dict[str, str]
    """What phrases do in a statement without a count of its own, packed by their first word; see
    statements.yml and `phrases.py`."""

    nicknames: dict[str, dict[str, tuple[str, ...]]]
    """Circumlocutions for countries and suppliers, by vocabulary and id."""

    cities: dict[str, str]
    """Cities, packed by the first letters of their names; see `cities.py`."""

    surfaces: dict[str, str]
    """Lower-case tokens of each name or phrase, packed by the first: what it may be is told as
    kind, id, and how to match, with a space between."""

    reporting: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Words that say who says so; see reporting.yml."""

    facts: dict[str, KnownFact] = field(default_factory=dict)
    """What the index is and holds."""

    about: dict[str, str] = field(default_factory=dict)
    """What phrases do in a sentence about the index itself, packed by their first word; see
    about.yml and `about.py`."""

    about_words: tuple[str, ...] = ()
    """Every word of such a phrase."""

    turns: dict[str, PackedTurns] = field(default_factory=dict)
    """Turns of phrase by what they need: `deeds`, `listing` and `counting`; see turns.yml."""

    turn_words: dict[str, str] = field(default_factory=dict)
    """Patterns that turns have in common, by name."""

    small_words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """For each language that statements are checked in, the words by which it is told."""

    packed_places: Raw = field(default=NONE, name="places")
    packed_tongues: Raw = field(default=NONE, name="tongues")
    packed_languages: Raw = field(default=NONE, name="languages")
    packed_weights: Raw = field(default=NONE, name="weights")

    @cached_property
    def places(self) -> dict[str, tuple[str, str]]:
        """Cities and regions by name: the country whose authorities run them, and the level."""
        return decode(self.packed_places, dict[str, tuple[str, str]])

    @cached_property
    def tongues(self) -> Words:
        """For each language that statements are checked in, what its words are in English."""
        return decode(self.packed_tongues, Words)

    @cached_property
    def languages(self) -> Words:
        """For each language that events are read in, its words by what they do in an event."""
        return decode(self.packed_languages, Words)

    @cached_property
    def weights(self) -> dict[str, dict[str, float]]:
        """For each type of event, what each sign of it counts; learned, and readable."""
        return decode(self.packed_weights, dict[str, dict[str, float]])
