"""A figure on an edition, under stated counting rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from msgspec import Struct

from sousveil.figures.rows import meets, met, not_counted, open_to, unanswerable
from sousveil.model.counted import counts, under
from sousveil.model.edition import Edition, Entry
from sousveil.model.figure import (
    RULES,
    SUPPLIERS,
    TECHNOLOGIES,
    Computed,
    Figure,
    Row,
    Rules,
    Unanswerable,
)
from sousveil.model.policy import POLICIES

FEW = 8  # countries that a reason names


def _suppliers(edition: Edition, rules: Rules) -> dict[str, str]:
    """Return how many suppliers are named for each country; "Mult" is one."""
    named: dict[str, set[str]] = {country: set() for country in edition.countries}
    for entry in edition.entries:
        mult = "mult" in entry.marks
        stray = "stray" in entry.marks and rules.stray != "included"
        if entry.kind == "supplier" and entry.country in named and not stray:
            named[entry.country].add("mult" if mult else str(entry.supplier))
    return {country: str(len(suppliers)) for country, suppliers in named.items()}


def _technologies(edition: Edition) -> tuple[dict[str, str], int]:
    """Return how many technologies each country has a tick for, and how many are asked about."""
    ticked: dict[str, set[str]] = {country: set() for country in edition.countries}
    for entry in edition.entries:
        if entry.kind == "technology" and entry.country in ticked and entry.technology:
            ticked[entry.country].add(entry.technology)
    every = set().union(*ticked.values())
    return {country: str(len(ids)) for country, ids in ticked.items()}, len(every)


def compute(
    figure: Figure, edition: Edition, rules: Rules | None = None
) -> Computed | Unanswerable:
    """Count the countries, and name the entries that make them count.

    Returns `Unanswerable` where the edition does not record a field, or does not link two
    that one row asks of the same entry. A living edition links them in some entries only: it
    answers where the others can make no difference, and else says how many it is sure of.
    """
    rules = rules or Rules()
    for row in figure.rows():
        ask = unanswerable if edition.living is None else not_counted
        if reason := ask(row, edition, rules):
            return Unanswerable(reason=reason)
    for group in (*figure.among, *figure.outside):
        if group not in edition.groups:
            return Unanswerable(reason=f"{edition.name} has no group {group!r}.")
    found = {row: _found(row, edition, rules) for row in figure.rows()}
    sure, possible = set(edition.countries), set(edition.countries)
    for row in figure.having:
        sure &= found[row].sure
        possible &= found[row].possible
    if figure.any_of:
        sure &= set().union(*(found[row].sure for row in figure.any_of))
        possible &= set().union(*(found[row].possible for row in figure.any_of))
    for row in figure.lacking:
        sure -= found[row].possible
        possible -= found[row].sure
    for group in figure.among:
        sure &= set(edition.groups[group])
        possible &= set(edition.groups[group]) | _unclassed(group, edition)
    for group in figure.outside:
        sure -= set(edition.groups[group]) | _unclassed(group, edition)
        possible -= set(edition.groups[group])
    for condition in figure.measured:
        values = edition.indicators.get(condition.measure)
        if condition.measure == SUPPLIERS:
            values = _suppliers(edition, rules)
        if condition.measure == TECHNOLOGIES:
            values, asked = _technologies(edition)
            if condition.of not in (None, asked):
                why = f"{edition.name} asks about {asked} technologies, not {condition.of}."
                return Unanswerable(reason=why)
        if values is None:
            return Unanswerable(reason=f"{edition.name} has no {condition.measure}.")
        met_by = {c for c in edition.countries if condition.meets(values.get(c, ""))}
        sure &= met_by
        possible &= met_by
    sure -= set(figure.without)
    possible -= set(figure.without)
    if sure != possible:
        return _not_sure(figure, edition, sure, possible, found)
    counting = [found[row].met for row in figure.having + figure.any_of]
    return Computed(
        value=len(sure),
        countries=tuple(sorted(sure)),
        entries=tuple(sorted(_entries(sure, counting))),
        rules=rules,
    )


class _Found(Struct, frozen=True):
    """What one row finds: countries that meet it for sure, and those that may."""

    met: Mapping[str, Set[str]]
    """The countries that meet it for sure, each with its entries that do."""

    sure: Set[str]
    possible: Set[str]
    why: str
    """Why they are not the same."""


def _found(row: Row, edition: Edition, rules: Rules) -> _Found:
    found = met(row, edition, rules)
    sure = found.keys()
    if edition.living is None:
        return _Found(found, sure, sure, "")
    may, why = open_to(row, edition, rules)
    return _Found(found, sure, sure | may, why)


def _entries(sure: set[str], met: Sequence[Mapping[str, Set[str]]]) -> set[str]:
    """Return the entries that make some countries count."""
    return {entry for one in met for country in sure & one.keys() for entry in one[country]}


def _unclassed(group: str, edition: Edition) -> set[str]:
    """Return the countries of which a living edition does not know if they are in a group."""
    return set(edition.living.unclassed.get(group, ())) if edition.living else set()


def _not_sure(
    figure: Figure,
    edition: Edition,
    sure: set[str],
    possible: set[str],
    found: dict[Row, _Found],
) -> Unanswerable:
    """Say how many countries are sure, how many may be, and why nobody can tell."""
    open_ = possible - sure
    reasons = [f.why for f in found.values() if f.why and (f.possible - f.sure) & open_]
    reasons += [
        f"nothing says if they are in the group {group!r}"
        for group in (*figure.among, *figure.outside)
        if _unclassed(group, edition) & open_
    ]
    names = ", ".join(sorted(open_)[:FEW]) + (" and others" if len(open_) > FEW else "")
    return Unanswerable(
        reason=f"{edition.name} cannot tell of {len(open_)} countries ({names}): "
        f"{'; '.join(dict.fromkeys(reasons))}. It is sure of {len(sure)}.",
        at_least=len(sure),
        countries=tuple(sorted(sure)),
    )


def alternatives(figure: Figure, edition: Edition, rules: Rules) -> list[tuple[str, str, Computed]]:
    """Return (rule, setting, result) for each single rule whose change gives other countries.

    Of a living edition, the settings of its policy are rules in this sense.
    """
    sourced = any(row.supplier or row.origin for row in figure.rows())
    if not sourced and edition.living is None:
        return []  # every rule is about who supplies
    base = compute(figure, edition, rules)
    if isinstance(base, Unanswerable):
        return []
    found = []
    for name, settings in RULES.items() if sourced else ():
        for setting in settings:
            if setting == getattr(rules, name):
                continue
            other = compute(figure, edition, rules.changed(name, setting))
            if isinstance(other, Computed) and other.countries != base.countries:
                found.append((name, setting, other))
    for name, setting, changed in _policies(edition):
        other = compute(figure, changed, rules)
        if isinstance(other, Computed) and other.countries != base.countries:
            found.append((name, setting, other))
    return found


def _policies(edition: Edition) -> Iterator[tuple[str, str, Edition]]:
    """Yield a living edition under each policy that differs in one setting.

    A table is one origin, so on top of one the switch to two would say the same of every figure.
    """
    if edition.living is None:
        return
    policy, base = edition.living.policy, edition.living.base
    for name, settings in POLICIES.items():
        if name == "min_origins" and base is not None and base.table:
            continue
        for setting in settings:
            if setting != policy.as_dict()[name]:
                yield name, setting, under(edition, policy.changed(name, setting))


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
        if term and entry.country in wanted and counts(entry, edition):
            seen.setdefault(term, set()).add(entry.country)
    ranked = sorted(seen.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return {term: len(members) for term, members in ranked}


def _term(entry: Entry, key: str, rules: Rules) -> str | None:
    if key == "technology":
        return entry.technology
    row = Row(supplier=entry.supplier) if key == "supplier" else Row(origin=entry.origin)
    if not row.fields() or not meets(entry, row, rules):
        return None
    return entry.supplier if key == "supplier" else entry.origin
