"""A figure on an edition, under stated counting rules."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter

from sousveil.model.edition import Edition, Entry
from sousveil.model.figure import (
    ANY_TECHNOLOGY,
    RULES,
    Computed,
    Figure,
    Row,
    Rules,
    Unanswerable,
)

LINKED = (
    frozenset({"technology"}),
    frozenset({"origin"}),
    frozenset({"supplier"}),
    frozenset({"supplier", "origin"}),
)
"""Fields that one entry holds together; a supplier's origin is its head office."""

MULT_COUNTRY, MULT_SUPPLIER, MULT_ORIGIN = "CHN", "huawei", "CHN"


def compute(
    figure: Figure, edition: Edition, rules: Rules | None = None
) -> Computed | Unanswerable:
    """Count the countries, and name the entries that make them count.

    Returns `Unanswerable` where the edition does not record a field, or does not link two
    that one row asks of the same entry.
    """
    rules = rules or Rules()
    for row in figure.rows():
        if reason := _unanswerable(row, edition, rules):
            return Unanswerable(reason=reason)
    for group in (*figure.among, *figure.outside):
        if group not in edition.groups:
            return Unanswerable(reason=f"{edition.name} has no group {group!r}.")
    used: dict[str, set[str]] = {}
    countries = set(edition.countries)
    for row in figure.having:
        countries &= _met(row, edition, rules, used)
    if figure.any_of:
        countries &= set().union(*(_met(row, edition, rules, used) for row in figure.any_of))
    for row in figure.lacking:
        countries -= _met(row, edition, rules, {})
    for group in figure.among:
        countries &= set(edition.groups[group])
    for group in figure.outside:
        countries -= set(edition.groups[group])
    countries -= set(figure.without)
    return Computed(
        value=len(countries),
        countries=tuple(sorted(countries)),
        entries=tuple(sorted(e for c in countries for e in used.get(c, ()))),
        rules=rules,
    )


def alternatives(figure: Figure, edition: Edition, rules: Rules) -> list[tuple[str, str, Computed]]:
    """Return (rule, setting, result) for each single rule whose change gives other countries."""
    if not any(row.supplier or row.origin for row in figure.rows()):
        return []  # every rule is about who supplies
    base = compute(figure, edition, rules)
    if isinstance(base, Unanswerable):
        return []
    found = []
    for name, settings in RULES.items():
        for setting in settings:
            if setting == getattr(rules, name):
                continue
            other = compute(figure, edition, rules.changed(name, setting))
            if isinstance(other, Computed) and other.countries != base.countries:
                found.append((name, setting, other))
    return found


def by(key: str, countries: Iterable[str], edition: Edition, rules: Rules) -> dict[str, int]:
    """Return how many of the countries fall under each value of a key.

    A country may fall under several technologies, suppliers and origins, and under one region
    and one regime.
    """
    wanted = set(countries)
    if key in ("region", "regime"):
        values = edition.indicators.get(key, {})
        counted: dict[str, int] = {}
        for country in wanted:
            value = values.get(country, "")
            counted[value] = counted.get(value, 0) + 1
        return dict(sorted(counted.items()))
    if key == "group":
        return {g: n for g, members in edition.groups.items() if (n := len(wanted & set(members)))}
    seen: dict[str, set[str]] = {}
    for entry in edition.entries:
        term = _term(entry, key, rules)
        if term and entry.country in wanted:
            seen.setdefault(term, set()).add(entry.country)
    ranked = sorted(seen.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return {term: len(members) for term, members in ranked}


def _unanswerable(row: Row, edition: Edition, rules: Rules) -> str | None:
    technology = row.technology
    if technology not in (None, ANY_TECHNOLOGY) and technology not in edition.technologies:
        return f"{edition.name} did not ask about {str(technology).replace('_', ' ')}."
    by_tick = row.origin is not None and row.supplier is None and rules.origin == "tick"
    if by_tick and row.origin not in edition.origins and not edition.other_origins:
        return f"{edition.name} has no column for technology from {row.origin}."
    fields = row.fields() - ({"technology"} if technology == ANY_TECHNOLOGY else set())
    if fields and fields not in LINKED:
        return (
            f"{edition.name} does not link {' with '.join(sorted(fields))}: its columns say which "
            "technologies a country uses and who supplies it, not who supplies which."
        )
    return None


def _met(row: Row, edition: Edition, rules: Rules, used: dict[str, set[str]]) -> set[str]:
    """Return the countries with an entry that meets the row, noting the entries used."""
    if not row.fields() - {"technology"} and row.technology in (None, ANY_TECHNOLOGY):
        return set(edition.countries)
    field = next(f for f in ("supplier", "origin", "technology") if getattr(row, f) is not None)
    kind, term, of = _kind(row, rules), getattr(row, field), attrgetter(field)
    countries = set()
    for entry in edition.entries:
        if entry.kind != kind or (of(entry) != term and not entry.marks):
            continue  # only a mark makes an entry say otherwise than it has
        if _meets(entry, row, rules):
            countries.add(entry.country)
            used.setdefault(entry.country, set()).add(entry.id)
    return countries


def _kind(row: Row, rules: Rules) -> str:
    """Return the kind of entry that can meet the row."""
    if row.supplier is None and row.origin is None:
        return "technology"
    return "supplier" if row.supplier is not None or rules.origin == "supplier" else "origin"


def _meets(entry: Entry, row: Row, rules: Rules) -> bool:
    if entry.kind != _kind(row, rules):
        return False
    if row.supplier is not None or row.origin is not None:
        supplier, origin = entry.supplier, entry.origin
        if "mult" in entry.marks:
            if rules.mult == "excluded" or entry.country != MULT_COUNTRY:
                return False
            supplier, origin = MULT_SUPPLIER, MULT_ORIGIN
        if "stray" in entry.marks and rules.stray == "excluded":
            return False
        if "misprint" in entry.marks and rules.misprints == "as_printed":
            return False
        if row.supplier is not None and supplier != row.supplier:
            return False
        if row.origin is not None and origin != row.origin:
            return False
        return rules.home == "included" or entry.country != origin
    return entry.technology == row.technology


def _term(entry: Entry, key: str, rules: Rules) -> str | None:
    if key == "technology":
        return entry.technology
    row = Row(supplier=entry.supplier) if key == "supplier" else Row(origin=entry.origin)
    if not row.fields() or not _meets(entry, row, rules):
        return None
    return entry.supplier if key == "supplier" else entry.origin
