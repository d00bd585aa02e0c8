"""A frozen state of the index: its entries and what a reader needs to recount them."""

from __future__ import annotations

from dataclasses import dataclass, field

from sousveil.errors import Place, Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing an edition holds about one country.

    An entry of kind `technology` says that the country uses it; of kind `origin`, that the
    table ticks supply from that country; of kind `supplier`, that the supplier is named.
    Nothing links two entries of a country with each other.
    """

    id: str
    kind: str
    country: str
    technology: str | None = None
    supplier: str | None = None
    origin: str | None = None
    """For a supplier its head office at the date of the edition; None where not known."""

    marks: tuple[str, ...] = ()
    """`stray`, `mult`, `misprint`: what the counting rules ask about."""

    claims: tuple[str, ...]
    """Ids of the claims that it rests on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The link from an entry, group or indicator of an edition to what is printed."""

    claim: str
    text: str
    start: int
    end: int
    quote: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCell:
    """A cell of the published table, as printed and as read."""

    country: str
    column: str
    """Id of the column, see codebook/data/tables.yml; `stray` right of the headings."""

    printed: str
    value: str
    """Normal form: id, ids separated by `; `, digits, `1` for a tick; empty where empty."""

    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A recorded decision to read a cell otherwise than it prints."""

    where: str
    printed: str
    read_as: str
    because: str
    country: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Frozen entries, groups and indicators, with the rules of their making."""

    name: str
    title: str
    index: str
    """Layout of the table that it comes from; names the published figures to compare with."""

    in_force: str
    """First day on which it is the newest, YYYY-MM-DD."""

    attribution: str
    sources: tuple[str, ...]
    snapshots: tuple[str, ...]
    """Digests of the files that it comes from."""

    policy: str
    """How claims became entries, in words."""

    technologies: tuple[str, ...]
    """Technologies that the edition asked about; others are not recorded, which is no zero."""

    origins: tuple[str, ...]
    """Origins with a column of their own."""

    other_origins: bool = False
    """True where a further column names all other origins."""

    countries: tuple[str, ...]
    """Listed countries, alpha-3, sorted."""

    examined: tuple[str, ...] | None = None
    """All countries looked at; None where the files do not name them."""

    entries: tuple[Entry, ...]
    groups: dict[str, tuple[str, ...]]
    """Members of each group, among the listed (and, where known, examined) countries."""

    indicators: dict[str, dict[str, str]]
    """Indicator id to country to value."""

    examined_groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Members of regions and regimes among all examined countries, where the files tell."""

    group_sources: dict[str, str] = field(default_factory=dict)
    """For each membership group, the list that the edition used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What stands behind an edition; big, and loaded only to show or export it."""

    cells: tuple[PrintedCell, ...]
    evidence: tuple[Evidence, ...]
    repairs: tuple[Repair, ...]
    problems: tuple[Problem, ...]
