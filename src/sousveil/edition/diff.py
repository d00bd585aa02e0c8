"""What changed between two editions of an index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from sousveil.codebook.vocabulary import Codebook
from sousveil.edition.measures import MeasureChange, layout_columns, measures_changed, warning
from sousveil.edition.reasons import Reasons, Why
from sousveil.model.counted import counts
from sousveil.model.edition import Edition

SEPARATOR = "; "
TICK = "1"


class Change(Struct, frozen=True, kw_only=True):
    """One thing that both editions record of one country, and record otherwise."""

    country: str
    """ISO 3166-1 alpha-3 code."""

    column: str
    """An indicator, technology or membership group by its id; `origins` or `suppliers`."""

    old: str
    """Normal form, ids separated by `; `; empty where the cell is."""

    new: str

    comparable: bool
    """False where the measure changed its meaning, or a group its list: it may be no change."""

    why: tuple[Why, ...] = ()
    """The claims of running text that moved it, with their decisions."""


class Moved(Struct, frozen=True, kw_only=True):
    """A named figure on both editions; None where one of them cannot answer."""

    id: str
    label: str
    old: int | None
    new: int | None
    added: tuple[str, ...] = ()
    """Countries that count now and did not, where one of the editions is a living one."""

    dropped: tuple[str, ...] = ()
    reason: str | None = None
    """Why one of them cannot answer."""

    why: tuple[Why, ...] = ()
    """The claims of running text that moved it, with their decisions."""


class Listed(Struct, frozen=True, kw_only=True):
    """A country that claims of running text brought in, or took out."""

    country: str
    why: tuple[Why, ...]


class Diff(Struct, frozen=True, kw_only=True):
    """All that differs; what is equal is left out."""

    old: str
    new: str
    countries_added: tuple[str, ...]
    countries_dropped: tuple[str, ...]
    changed_cells: tuple[Change, ...]
    """Of the countries in both editions, by country and column."""

    figures_moved: tuple[Moved, ...]
    measures_changed: tuple[MeasureChange, ...]
    listed: tuple[Listed, ...] = ()
    """Why a country came or went, where claims of running text did it."""


def diff(
    old: Edition,
    new: Edition,
    codebook: Codebook,
    moved: Iterable[Moved],
    reasons: Reasons | None = None,
) -> Diff:
    """Compare two editions; `moved` has the named figures, computed on both.

    A technology, origin or indicator that one edition did not ask about is no change of a cell.
    `reasons` tells the claims and decisions behind each change.
    """
    added = set(new.countries) - set(old.countries)
    dropped = set(old.countries) - set(new.countries)
    listed = [
        Listed(country=country, why=why)
        for country in sorted(added | dropped if reasons else ())
        if reasons and (why := reasons.of(country, lambda entry: True))
    ]
    return Diff(
        old=old.name,
        new=new.name,
        countries_added=tuple(sorted(added)),
        countries_dropped=tuple(sorted(dropped)),
        changed_cells=tuple(sorted(_changes(old, new, codebook, reasons), key=_by_country)),
        figures_moved=tuple(m for m in moved if m.old != m.new or m.added or m.dropped),
        measures_changed=tuple(measures_changed(old, new, codebook)),
        listed=tuple(listed),
    )


def _changes(
    old: Edition, new: Edition, codebook: Codebook, reasons: Reasons | None
) -> Iterator[Change]:
    countries = set(old.countries) & set(new.countries)
    for column, before, after, comparable in _columns(old, new, codebook):
        for country in countries:
            was, now = before(country), after(country)
            if not _same(was, now):
                yield Change(
                    country=country,
                    column=column,
                    old=was,
                    new=now,
                    comparable=comparable,
                    why=_why(country, column, was, now, reasons, codebook),
                )


def _why(
    country: str, column: str, was: str, now: str, reasons: Reasons | None, codebook: Codebook
) -> tuple[Why, ...]:
    """Return the claims behind a changed cell."""
    if reasons is None:
        return ()
    if column in codebook.groups:
        return reasons.of_group(country, column)
    moved = set(was.split(SEPARATOR)) ^ set(now.split(SEPARATOR))
    field = {"origins": "origin", "suppliers": "supplier"}.get(column)
    if field is None:
        return reasons.of(country, lambda entry: entry.technology == column)
    return reasons.of(country, lambda entry: getattr(entry, field) in moved)


Reading = Callable[[str], str]


def _columns(
    old: Edition, new: Edition, codebook: Codebook
) -> Iterator[tuple[str, Reading, Reading, bool]]:
    """Yield what both editions record: its id, how each reads a country, and if it compares."""
    for indicator in sorted(old.indicators.keys() & new.indicators.keys()):
        measure = codebook.measures.get(indicator)
        yield (
            indicator,
            _indicator(old, indicator),
            _indicator(new, indicator),
            measure is None or not warning(measure, old, new),
        )
    for technology in (t for t in old.technologies if t in new.technologies):
        yield technology, _technology(old, technology), _technology(new, technology), True
    for group in codebook.groups.values():
        if group.kind == "membership" and group.id in old.groups and group.id in new.groups:
            same_list = old.group_sources.get(group.id) == new.group_sources.get(group.id)
            same_list = same_list or _stands_on(new, old) or _stands_on(old, new)
            yield group.id, _member(old, group.id), _member(new, group.id), same_list
    asked = _origins_asked(old, new, codebook)
    yield "origins", _origins(old, asked), _origins(new, asked), True
    yield "suppliers", _suppliers(old), _suppliers(new), True


def _indicator(edition: Edition, indicator: str) -> Reading:
    return lambda country: edition.indicators[indicator].get(country, "")


def _technology(edition: Edition, technology: str) -> Reading:
    users = {
        e.country for e in edition.entries if e.technology == technology and counts(e, edition)
    }
    return lambda country: TICK if country in users else ""


def _member(edition: Edition, group: str) -> Reading:
    return lambda country: TICK if country in edition.groups[group] else ""


def _origins(edition: Edition, asked: set[str] | None) -> Reading:
    found: dict[str, set[str]] = {}
    for entry in edition.entries:
        is_origin = entry.kind in ("origin", "supply") and counts(entry, edition)
        if is_origin and entry.origin and (asked is None or entry.origin in asked):
            found.setdefault(entry.country, set()).add(entry.origin)
    return lambda country: SEPARATOR.join(sorted(found.get(country, ())))


def _suppliers(edition: Edition) -> Reading:
    """Read the names inside the headed columns."""
    found: dict[str, set[str]] = {}
    for entry in edition.entries:
        if entry.supplier and "stray" not in entry.marks and counts(entry, edition):
            found.setdefault(entry.country, set()).add(entry.supplier)
    return lambda country: SEPARATOR.join(sorted(found.get(country, ())))


def _same(was: str, now: str) -> bool:
    """Tell whether two cells say the same; a number rounded is the same number."""
    if was == now:
        return True
    try:
        first, second = float(was), float(now)
    except ValueError:
        return False
    digits = min(_decimals(was), _decimals(now))
    half: float = 0.5 * 10.0**-digits
    return abs(first - second) <= half + 1e-9


def _decimals(number: str) -> int:
    return len(number.partition(".")[2])


def _origins_asked(old: Edition, new: Edition, codebook: Codebook) -> set[str] | None:
    """Return the origins that both editions could record; None where both could record any."""
    asked = [
        set(edition.origins)
        for edition in (old, new)
        if not edition.other_origins and not layout_columns(edition, codebook, "origins")
    ]
    return set.intersection(*asked) if asked else None


def _stands_on(new: Edition, old: Edition) -> bool:
    base = new.living.base if new.living else None
    return base is not None and old.name in (base.name, base.table)


def _by_country(change: Change) -> tuple[str, str]:
    return change.country, change.column
