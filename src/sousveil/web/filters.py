"""Which places of an edition a page shows: conditions as data, read from an address.

`web-src/src/filters.ts` says the same for the browser; both are held to
tests/fixtures/filters.json. Values are matched separately: a place with facial recognition and a
supplier from China is one that has both, whoever supplied which.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypedDict
from urllib.parse import urlencode

from msgspec import Struct

from sousveil.figures.rows import meets
from sousveil.model.counted import counts
from sousveil.model.edition import Edition, Entry
from sousveil.model.figure import ANY_TECHNOLOGY, Figure, Row, Rules
from sousveil.model.policy import Policy

COUNTED = ("recorded", "deployed", "contested")
"""States of a technology that count where a page says nothing else."""

STATES = (
    "recorded",
    "deployed",
    "contracted",
    "contested",
    "trial",
    "planned",
    "single",
    "ended",
    "denied",
)
"""What is held of a technology at a place, the strongest first. `recorded` is what a table ticks;
`single` has fewer independent origins than the edition asks for."""


class Filters(Struct, frozen=True, kw_only=True):
    """Conditions on a place; those of different keys all hold, and an empty one asks nothing."""

    technology: tuple[str, ...] = ()
    """Every one is there, in a state that counts."""

    supplier: tuple[str, ...] = ()
    """Every one is named there."""

    origin: tuple[str, ...] = ()
    """Supply comes from every one of these countries, alpha-3."""

    among: tuple[str, ...] = ()
    """It belongs to every one of these groups."""

    region: tuple[str, ...] = ()
    """It lies in one of these."""

    regime: tuple[str, ...] = ()
    """It has one of these."""

    status: tuple[str, ...] = ()
    """The states that count, in place of the edition's own; a technology in one of them is
    there."""


KEYS = Filters.__struct_fields__

FOLDED = {
    "technology": str.lower,
    "supplier": str.lower,
    "origin": str.upper,
    "region": str.upper,
    "regime": str.upper,
    "status": str.lower,
}
"""Keys whose values are all written in one case, so that the reader's does not matter."""


class PlaceRow(TypedDict):
    """What filters ask of a place."""

    id: str
    """Alpha-3 code."""

    region: str
    """Group id; empty where the edition gives none."""

    regime: str
    groups: list[str]
    technologies: dict[str, str]
    """Technology id to its state, see `STATES`."""

    suppliers: list[str]
    """Ids of those that count."""

    origins: list[str]
    """Alpha-3 codes of those that count."""


def parse(query: Mapping[str, Iterable[str]]) -> Filters:
    """Read conditions from the query of an address; unknown keys and empty values are passed by."""
    return Filters(
        **{
            key: tuple(sorted({FOLDED.get(key, str)(v.strip()) for v in query.get(key, ())} - {""}))
            for key in KEYS
        }
    )


def written(filters: Filters) -> str:
    """Return the query of an address, without its question mark; the same for the same meaning."""
    return urlencode([(key, value) for key in KEYS for value in getattr(filters, key)])


def matches(filters: Filters, row: PlaceRow, counted: Sequence[str] = COUNTED) -> bool:
    """Tell whether a place meets all conditions. `counted` are the states that count by default."""
    states = filters.status or tuple(counted)
    held = {technology for technology, state in row["technologies"].items() if state in states}
    return (
        {*filters.technology} - {ANY_TECHNOLOGY} <= held
        and {*filters.supplier} <= {*row["suppliers"]}
        and {*filters.origin} <= {*row["origins"]}
        and {*filters.among} <= {*row["groups"]}
        and (not filters.region or row["region"] in filters.region)
        and (not filters.regime or row["regime"] in filters.regime)
        and (not filters.status or bool(held))
    )


def figure(filters: Filters, regions: Iterable[str], regimes: Iterable[str]) -> Figure | None:
    """Return the figure that counts the same places; None where other states are asked for.

    `regions` and `regimes` are all that the edition has: to lie in one of two is to lie outside
    all the others.
    """
    if filters.status:
        return None
    among, outside = list(filters.among), list[str]()
    for chosen, known in ((filters.region, regions), (filters.regime, regimes)):
        if len(chosen) == 1:
            among += chosen
        elif chosen:
            outside += sorted({*known} - {*chosen})
    return Figure(
        having=(
            *(Row(technology=one) for one in filters.technology),
            *(Row(supplier=one) for one in filters.supplier),
            *(Row(origin=one) for one in filters.origin),
        ),
        among=tuple(among),
        outside=tuple(outside),
    )


def of(figure: Figure, regions: Collection[str], regimes: Collection[str]) -> Filters | None:
    """Return the filters that find what a figure counts; None where no filters can."""
    if figure.any_of or figure.lacking or figure.outside or figure.without or figure.measured:
        return None
    chosen: dict[str, list[str]] = {key: [] for key in KEYS}
    for row in figure.having:
        if len(row.fields()) != 1:
            return None
        (key,) = row.fields()
        chosen[key].append(getattr(row, key))
    for group in figure.among:
        key = "region" if group in regions else "regime" if group in regimes else "among"
        chosen[key].append(group)
    if len(chosen["region"]) > 1 or len(chosen["regime"]) > 1:
        return None  # in two regions at once, where filters would take either
    return Filters(**{key: tuple(sorted({*values})) for key, values in chosen.items()})


def counted(edition: Edition) -> tuple[str, ...]:
    """Return the states that count by the policy of an edition."""
    if edition.living is None:
        return ("recorded",)
    policy = edition.living.policy
    return ("recorded", *policy.statuses, *(("contested",) if policy.disputed else ()))


def rows(edition: Edition) -> list[PlaceRow]:
    """Return what filters ask of each listed place, under the default counting rules."""
    region, regime = (edition.indicators.get(key, {}) for key in ("region", "regime"))
    found: dict[str, PlaceRow] = {
        code: {
            "id": code,
            "region": region.get(code, ""),
            "regime": regime.get(code, ""),
            "groups": sorted(g for g, members in edition.groups.items() if code in members),
            "technologies": {},
            "suppliers": [],
            "origins": [],
        }
        for code in edition.countries
    }
    for entry in edition.entries:
        if (row := found.get(entry.country)) is not None:
            _add(entry, row, edition)
    for row in found.values():
        row["suppliers"].sort()
        row["origins"].sort()
    return list(found.values())


def _add(entry: Entry, row: PlaceRow, edition: Edition) -> None:
    technology = entry.technology
    if technology in edition.technologies and entry.kind != "finance":
        states = [_state(entry, edition), row["technologies"].get(technology, STATES[-1])]
        row["technologies"][technology] = min(states, key=STATES.index)
    if not counts(entry, edition):
        return
    for asked, held in (
        (Row(supplier=entry.supplier), row["suppliers"]),
        (Row(origin=entry.origin), row["origins"]),
    ):
        value = asked.supplier or asked.origin
        if value is not None and value not in held and meets(entry, asked, Rules()):
            held.append(value)


def _state(entry: Entry, edition: Edition) -> str:
    """Return the state of a technology by one entry."""
    if counts(entry, edition):
        return "contested" if entry.disputed else entry.status or "recorded"
    policy = edition.living.policy if edition.living else Policy()
    if entry.status is not None and entry.status not in policy.statuses:
        return entry.status
    return "contested" if entry.disputed and not policy.disputed else "single"
