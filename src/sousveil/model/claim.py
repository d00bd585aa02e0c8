"""What one passage of one text says, in our terms."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from sousveil.errors import Place
from sousveil.model.figure import Figure
from sousveil.model.source import Span


class Mention(Struct, frozen=True, kw_only=True):
    """Words of the text that stand for one argument of a claim."""

    start: int
    end: int
    text: str
    id: str | None = None


class Content:
    """What a claim asserts; the closed list of its kinds is `CONTENTS`."""

    __slots__ = ()
    type: ClassVar[str]


class Supply(Content, Struct, frozen=True, kw_only=True):
    """A supplier serves a country's authorities."""

    type: ClassVar[str] = "supply"
    supplier: str
    """Codebook id, `country:XXX` where only the origin is named, or `mult` for a table's mark."""

    recipient: str
    technologies: tuple[str, ...] = ()
    modality: str = "deployed"


class Use(Content, Struct, frozen=True, kw_only=True):
    """A country's authorities use a technology."""

    type: ClassVar[str] = "use"
    user: str
    technology: str
    modality: str = "deployed"


class Finance(Content, Struct, frozen=True, kw_only=True):
    """Somebody lends, gives or pays money for a country's system."""

    type: ClassVar[str] = "finance"
    financier: str
    """Codebook id, slug of the words, or `country:XXX` for a state and what only it is named by."""

    recipient: str
    instrument: str = "unspecified"
    """loan, soft_loan, buyer_credit, grant, guarantee, lease, own_budget or unspecified."""

    technologies: tuple[str, ...] = ()
    modality: str = "deployed"


class Ownership(Content, Struct, frozen=True, kw_only=True):
    """Somebody owns a company, or a part of it."""

    type: ClassVar[str] = "ownership"
    owner: str
    owned: str
    share: str | None = None
    """As a text gives it, in a normal form: `42%`."""


class Membership(Content, Struct, frozen=True, kw_only=True):
    """A country belongs to an organisation or initiative."""

    type: ClassVar[str] = "membership"
    country: str
    organisation: str


class Coverage(Content, Struct, frozen=True, kw_only=True):
    """An index examined a country, and perhaps lists it. From tables only."""

    type: ClassVar[str] = "coverage"
    country: str
    listed: bool


class Indicator(Content, Struct, frozen=True, kw_only=True):
    """What an index prints for one country and one measure. From tables only."""

    type: ClassVar[str] = "indicator"
    country: str
    indicator: str
    """Id in codebook/data/indicators.yml, which has unit, source and direction."""

    value: str
    """The normal form: digits as in the file, or a codebook id."""


class Count(Content, Struct, frozen=True, kw_only=True):
    """So many of a unit meet a query: a question with the answer the text expects."""

    type: ClassVar[str] = "count"
    unit: str
    """countries, cities, companies or contracts."""

    figure: Figure
    value: float
    bound: str = "exact"
    """exact, min, max or approx."""

    strict: bool = False
    """True where the value itself would not do: "over", "more than", "fewer than"."""

    denominator: float | None = None


CONTENTS: dict[str, type[Content]] = {
    kind.type: kind
    for kind in (Supply, Use, Finance, Membership, Ownership, Coverage, Indicator, Count)
}

MODALITIES = ("deployed", "contracted", "planned", "trial", "ended")
"""How real a supply, use or finance is; the first three in order of what has been done."""

POLARITIES = ("asserted", "negated")

INSTRUMENTS = (
    "loan",
    "soft_loan",
    "buyer_credit",
    "grant",
    "guarantee",
    "lease",
    "own_budget",
    "unspecified",
)


class Locality(Struct, frozen=True, kw_only=True):
    """Where inside its country an event is."""

    name: str
    level: str
    """region, city or site."""


class Period(Struct, frozen=True, kw_only=True):
    """When an event holds, YYYY[-MM[-DD]]; None where the text leaves an end open."""

    start: str
    end: str | None = None
    mention: Mention


class Measured(Struct, frozen=True, kw_only=True):
    """So many of something: cameras, sites, drones, licences or other."""

    value: float
    unit: str
    bound: str = "exact"
    mention: Mention


class Amount(Struct, frozen=True, kw_only=True):
    """A sum of money in the currency of the text, never converted."""

    value: float
    currency: str
    """ISO 4217."""

    role: str
    """contract, loan, grant, guarantee or budget."""

    bound: str = "exact"
    mention: Mention


class Claim(Struct, frozen=True, kw_only=True):
    """One assertion of one passage; not a fact, until somebody has decided so."""

    id: str
    """Digest of all the rest."""

    text: str
    """Digest of the text that holds the quote."""

    evidence: Span
    quote: str
    """`content[evidence.start:evidence.end]`, always."""

    content: Content
    polarity: str = "asserted"
    attribution: tuple[str, ...] = ()
    """Outermost reporter first, innermost source last; empty where the author speaks."""

    hedges: tuple[str, ...] = ()
    mentions: tuple[tuple[str, Mention], ...] = ()
    """Argument names (`value`, `supplier`, `agency`, ...) with their words; `technology` may
    stand several times."""

    locality: Locality | None = None
    time: Period | None = None
    quantity: Measured | None = None
    amount: Amount | None = None

    marks: tuple[str, ...] = ()
    """What is odd: of a cell `stray`, `mult`, `misprint`, `clipped`, `damaged`; of running text
    `look-alike` (letters that make a name look like another, or unseen signs) and `unlisted` (a
    name that the codebook does not have)."""

    place: Place | None = None
    rule: str
    """Name and version of the rule that found it, e.g. `index-table/1`."""


NOT_BY_READER = ("person/", "llm/")
"""How the rules of claims begin that reading a document again does not find again."""


def by_reader(rule: str) -> bool:
    """Tell whether a rule is one of the program's own, and no person's and no language model's."""
    return not rule.startswith(NOT_BY_READER)
