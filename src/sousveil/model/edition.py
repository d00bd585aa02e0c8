"""A frozen state of the index: its entries and what a reader needs to recount them."""

from __future__ import annotations

from msgspec import Struct, field

from sousveil.errors import Place, Problem
from sousveil.model.decision import Decision
from sousveil.model.policy import Policy


class Stated(Struct, frozen=True, kw_only=True):
    """A sum of money, as one claim gives it; never summed, never converted."""

    claim: str
    value: float
    currency: str
    """ISO 4217."""

    role: str
    """contract, loan, grant, guarantee or budget."""

    bound: str
    words: str


class Entry(Struct, frozen=True, kw_only=True):
    """One thing an edition holds about one country.

    An entry of kind `technology` says that the country uses it; of kind `origin`, that the
    table ticks supply from that country; of kind `supplier`, that the supplier is named.
    Kinds of running text are `supply`, which has supplier, origin and technology together,
    `use` and `finance`. Nothing links two entries of a country with each other.
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
    """Ids of the claims that it rests on; where it has a status, of those that say that."""

    status: str | None = None
    """None for what a table holds; else `deployed`, `contracted`, `trial`, `planned`, `ended` or
    `denied`. A table's entry that a later claim says has ended is `ended`."""

    disputed: bool | None = None
    """True where an accepted claim says the contrary, and no time tells which is the later."""

    origins: int | None = None
    """How many independent origins say so; None for what a table holds, which is one."""

    against: tuple[str, ...] | None = None
    """Ids of accepted claims that deny it, or that say that it ended; None for none."""

    beside: tuple[str, ...] | None = None
    """Ids of accepted claims that give it another status; None for none."""

    financier: str | None = None
    amounts: tuple[Stated, ...] | None = None
    """As given by each claim for, against and beside; None for none."""


class Evidence(Struct, frozen=True, kw_only=True):
    """The link from an entry, group or indicator of an edition to what is printed."""

    claim: str
    text: str
    start: int
    end: int
    quote: str
    place: Place | None = None
    """The cell of a table; None for running text, where the offsets tell the place."""


class PrintedCell(Struct, frozen=True, kw_only=True):
    """A cell of the published table, as printed and as read."""

    country: str
    column: str
    """Id of the column, see codebook/data/tables.yml; `stray` right of the headings."""

    printed: str
    value: str
    """Normal form: id, ids separated by `; `, digits, `1` for a tick; empty where empty."""

    place: Place


class Repair(Struct, frozen=True, kw_only=True):
    """A recorded decision to read a cell otherwise than it prints."""

    where: str
    printed: str
    read_as: str
    because: str
    country: str
    kind: str


class Base(Struct, frozen=True, kw_only=True):
    """The edition that a living one stands on."""

    name: str
    digest: str
    table: str = ""
    """Name of the edition of a table at the bottom: the same, where `name` is no living one;
    empty where it stands on no table."""

    index: str = ""
    """Layout of that table."""

    in_force: str = ""
    countries: tuple[str, ...] = ()
    """Countries that the table lists."""


class Living(Struct, frozen=True, kw_only=True):
    """What an edition has that is compiled from reviewed claims of running text."""

    policy: Policy
    base: Base | None = None
    linked: dict[str, tuple[str, ...]]
    """For each kind of entry here, the fields that one entry holds together."""

    unclassed: dict[str, tuple[str, ...]]
    """For each group, the countries of which nothing says whether they belong to it."""


class Edition(Struct, frozen=True, kw_only=True):
    """Frozen entries, groups and indicators, with the rules of their making."""

    name: str
    title: str
    index: str
    """Layout of the table that it comes from; names the published figures to compare with.
    `living` where there is no such print."""

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

    living: Living | None = None
    """None for an edition of a table alone."""

    @property
    def layout(self) -> str:
        """Id of the layout in which its cells stand; empty where it has none."""
        if self.living is None:
            return self.index
        return "" if self.living.base is None else self.living.base.index


class Statement(Struct, frozen=True, kw_only=True):
    """What one accepted claim of running text says, beside its words in the evidence."""

    claim: str
    sources: tuple[str, ...]
    """Who published the document."""

    type: str
    country: str | None = None
    party: str | None = None
    """Supplier, financier, organisation or owner."""

    owned: str | None = None
    technologies: tuple[str, ...] = ()
    polarity: str
    modality: str | None = None
    attribution: tuple[str, ...] = ()
    """Outermost reporter first; empty where the author speaks."""

    hedges: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    """When the event holds, as partial as the text gives it."""

    place: str | None = None
    decision: str
    """Id of the decision that accepts it."""


class Tombstone(Struct, frozen=True, kw_only=True):
    """What an earlier edition rested on, and what does not stand any more."""

    claim: str
    edition: str
    """The earlier edition."""

    was: Entry | None = None
    """The entry as it stood there; None for memberships and stakes."""

    decision: str | None = None
    """Id of the decision that withdrew it; None where the document reads otherwise now."""

    by: str | None = None
    at: str | None = None
    because: str


class HeldBack(Struct, frozen=True, kw_only=True):
    """An accepted claim that enters nothing yet; the name that nobody resolved is left out."""

    claim: str
    type: str
    country: str | None = None
    because: str


class Member(Struct, frozen=True, kw_only=True):
    """What accepted claims say of one country and one organisation."""

    country: str
    organisation: str
    state: str
    """`member`, `no-member` or `disputed`."""

    claims: tuple[str, ...]
    against: tuple[str, ...]


class Stake(Struct, frozen=True, kw_only=True):
    """Who owns a company, as accepted claims say; it changes no figure."""

    owner: str
    owned: str
    share: str | None = None
    claims: tuple[str, ...]
    against: tuple[str, ...]


class Reviewed(Struct, frozen=True, kw_only=True):
    """What stands behind a living edition, besides its table."""

    statements: tuple[Statement, ...] = ()
    decisions: tuple[Decision, ...] = ()
    """Those that accept the statements, and those that withdrew the tombstones."""

    tombstones: tuple[Tombstone, ...] = ()
    held_back: tuple[HeldBack, ...] = ()
    memberships: tuple[Member, ...] = ()
    stakes: tuple[Stake, ...] = ()


class Records(Struct, frozen=True, kw_only=True):
    """What stands behind an edition; big, and loaded only to show or export it."""

    cells: tuple[PrintedCell, ...]
    evidence: tuple[Evidence, ...]
    repairs: tuple[Repair, ...]
    problems: tuple[Problem, ...]
    reviewed: Reviewed | None = None
    """None for an edition of a table alone."""
