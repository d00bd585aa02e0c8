"""A count and its conditions; the value with the countries behind it."""

from __future__ import annotations

from msgspec import Struct, field

from sousveil.errors import UnknownRule
from sousveil.model.noun import replace

ANY_TECHNOLOGY = "ai_surveillance"
"""Technology id that every country of an index meets by being listed in it."""


SUPPLIERS = "suppliers"
TECHNOLOGIES = "technologies"
"""Measures that no column prints: how many suppliers, or technologies, a country has."""


class Row(Struct, frozen=True, kw_only=True):
    """Conditions that one and the same entry must meet; None asks nothing."""

    technology: str | None = None
    supplier: str | None = None
    origin: str | None = None
    """ISO 3166-1 alpha-3 code of the country that the supply comes from."""

    def fields(self) -> frozenset[str]:
        """Return the names of the fields that are asked for."""
        return frozenset(f for f in ("technology", "supplier", "origin") if getattr(self, f))


class Measured(Struct, frozen=True, kw_only=True):
    """A condition on a measure that the table carries beside its ticks."""

    measure: str
    """Id of indicators.yml."""

    at_most: float | None = None
    at_least: float | None = None
    of: int | None = None
    """How many technologies the words say that the edition asks about."""

    strict: bool = False
    """True where the value itself is no longer meant: "below 30"."""

    text: str | None = None
    """The value in words, e.g. `NOT FREE`; None where a number is asked."""

    def meets(self, value: str) -> bool:
        """Tell whether a printed value meets the condition; an empty cell does not."""
        if self.text is not None:
            return value.upper() == self.text
        if not value or (self.at_most is None and self.at_least is None):
            return False
        printed = float(value)
        if self.strict and printed in (self.at_most, self.at_least):
            return False
        most = printed if self.at_most is None else self.at_most
        least = printed if self.at_least is None else self.at_least
        return least <= printed <= most


class Figure(Struct, frozen=True, kw_only=True):
    """A set of countries, to be counted.

    A country is in it if it meets every row of `having` (each by any entry), at least
    one of `any_of` (if there are some), none of `lacking`, belongs to every group of
    `among` and to none of `outside`, and is not named in `without`.
    """

    having: tuple[Row, ...] = ()
    any_of: tuple[Row, ...] = ()
    lacking: tuple[Row, ...] = ()
    among: tuple[str, ...] = ()
    """Group ids: `bri`, regions (`AF`), regimes (`LD`), and country lists of the codebook."""

    outside: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    """ISO 3166-1 alpha-3 codes."""

    measured: tuple[Measured, ...] = ()
    """Every one of these must be met, by the country's own value in the edition."""

    def rows(self) -> tuple[Row, ...]:
        """Return all rows, whatever they do."""
        return self.having + self.any_of + self.lacking


class Rules(Struct, frozen=True, kw_only=True):
    """How to count where counting can be done in two ways; the default comes first."""

    home: str = "included"
    """`excluded` leaves out the country that the origin or the supplier is at home in."""

    origin: str = "tick"
    """An origin by the table's own column, or by the head office of a named `supplier`."""

    mult: str = "excluded"
    """`included` reads China's "Mult" as Huawei, and nothing else."""

    stray: str = "excluded"
    """Supplier names in cells outside the headed columns."""

    misprints: str = "repaired"
    """`as_printed` does not count a name that the table misprints."""

    def changed(self, name: str, value: str) -> Rules:
        """Return these rules with one of them set; raise `UnknownRule` for a wrong word."""
        if name not in RULES:
            raise UnknownRule(f"There is no counting rule {name!r}. Rules: {', '.join(RULES)}.")
        value = RULE_SYNONYMS.get((name, value.lower()), value.lower())
        if value not in RULES[name]:
            raise UnknownRule(
                f"The rule {name!r} cannot be {value!r}. It is {' or '.join(RULES[name])}."
            )
        return replace(self, **{name: value})

    def as_dict(self) -> dict[str, str]:
        """Return every rule with its value."""
        return {name: getattr(self, name) for name in RULES}


RULES = {
    "home": ("included", "excluded"),
    "origin": ("tick", "supplier"),
    "mult": ("excluded", "included"),
    "stray": ("excluded", "included"),
    "misprints": ("repaired", "as_printed"),
}

RULE_SYNONYMS = {
    ("mult", "huawei"): "included",
    ("mult", "ignored"): "excluded",
    ("stray", "ignored"): "excluded",
    ("origin", "named"): "supplier",
    ("origin", "head_office"): "supplier",
    ("misprints", "included"): "repaired",
    ("misprints", "excluded"): "as_printed",
}


class Computed(Struct, frozen=True, kw_only=True):
    """The value of a figure, with all it takes to contest it."""

    value: int
    countries: tuple[str, ...]
    """ISO 3166-1 alpha-3 codes, sorted."""

    entries: tuple[str, ...]
    """Ids of the entries that make the countries count, sorted."""

    rules: Rules = field(default_factory=Rules)
    """The rules that were in force."""


class Unanswerable(Struct, frozen=True, kw_only=True):
    """The edition does not hold what the figure asks for."""

    reason: str
    at_least: int | None = None
    """How many countries it is sure of; None where it can tell nothing at all."""

    countries: tuple[str, ...] = ()
    """These countries, alpha-3, sorted."""


class NamedFigure(Struct, frozen=True, kw_only=True):
    """A figure that is published under a name; an entry of codebook/data/figures.yml."""

    id: str
    label: str
    figure: Figure
    examined: bool = False
    """True for the one figure that counts the countries looked at, listed or not."""


class PublishedFigure(Struct, frozen=True, kw_only=True):
    """A number that a publication prints."""

    figure: str
    """Id of the named figure that it answers."""

    edition: str
    value: int
    bound: str = "exact"
    of: int | None = None
    """The denominator printed beside it."""

    where: str
    """Where it is printed."""

    quoted_by: tuple[str, ...] = ()
    """Who quotes it, where the print itself is not at hand."""

    disputed_by: str | None = None
    """Id of the figure that the same publication prints this number for, too."""
