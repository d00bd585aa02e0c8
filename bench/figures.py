"""Figures against pandas, on the real edition and on a big generated one.

python bench/figures.py --entries 200000
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median

import pandas as pd  # type: ignore[import-untyped]

from sousveil.codebook.loader import load_packaged
from sousveil.figures.compute import compute
from sousveil.model.edition import Edition, Entry
from sousveil.model.figure import Computed, Figure, Row
from sousveil.model.noun import replace
from sousveil.storage import packaged

REAL = "aigs-2022"  # the packaged edition with the most entries
SEED = 2019
COUNTRIES, MEMBERS = 190, 95  # countries of the generated edition, and of its group
STRAY = 0.05  # share of supplier entries that the default rules leave out
LONG_ENOUGH = 0.02  # seconds that one measurement should take, against the grain of the clock

FIGURES = {
    "one row": Figure(having=(Row(origin="CHN"),)),
    "two rows joined": Figure(
        having=(Row(technology="facial_recognition"), Row(supplier="huawei"))
    ),
    "row among group": Figure(having=(Row(technology="smart_policing"),), among=("bri",)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """One figure on one edition, by us and by pandas."""

    edition: str
    entries: int
    figure: str
    value: int
    """The number that both give."""

    ours: float
    """Milliseconds, median over the rounds."""

    pandas: float
    """Milliseconds with columns as pandas infers them."""

    categories: float
    """Milliseconds with every column turned into categories beforehand."""

    ratio: float
    """Ours over pandas."""

    ratio_categories: float
    """Ours over pandas with categories."""


def main() -> None:
    """Time the figures and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="times each figure is run [9]")
    parser.add_argument("--entries", type=int, default=200_000, help="entries to generate [200000]")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    given = parser.parse_args()
    if given.rounds < 1 or given.entries < 1:
        parser.error("--rounds and --entries must be at least 1.")
    real = packaged.load_edition(REAL)
    timings = [
        timing
        for edition in (real, generated(real, given.entries))
        for timing in run(edition, given.rounds)
    ]
    if given.json:
        print(json.dumps({"rounds": given.rounds, "timings": [asdict(t) for t in timings]}))
        return
    print(f"{given.rounds} rounds, interleaved; milliseconds")
    print(
        f"{'edition':<11}{'entries':>8}  {'figure':<16}{'value':>6}{'ours':>9}"
        f"{'pandas':>9}{'ratio':>8}{'categories':>12}{'ratio':>8}"
    )
    for t in timings:
        print(
            f"{t.edition:<11}{t.entries:>8}  {t.figure:<16}{t.value:>6}{t.ours:>9.3f}"
            f"{t.pandas:>9.3f}{t.ratio:>8.2f}{t.categories:>12.3f}{t.ratio_categories:>8.2f}"
        )


def run(edition: Edition, rounds: int) -> list[Timing]:
    """Time every figure on one edition; raise `AssertionError` where two numbers differ."""
    plain = frame(edition)
    coded = plain.astype({column: "category" for column in plain if column != "left_out"})
    return [_timing(edition, name, (plain, coded), rounds) for name in FIGURES]


def count(table: pd.DataFrame, figure: Figure, groups: dict[str, tuple[str, ...]]) -> int:
    """Count as one would in pandas: filter the rows, join the countries, count those left."""
    left: set[str] | None = None
    for row in figure.having:
        field, kind, term = _condition(row)
        met = table[(table["kind"] == kind) & (table[field] == term) & ~table["left_out"]]
        countries = set(met["country"].unique())
        left = countries if left is None else left & countries
    found = left or set()
    for group in figure.among:
        found &= set(groups[group])
    return len(found)


def frame(edition: Edition) -> pd.DataFrame:
    """Return the entries as a table; `left_out` is what the default counting rules leave out."""
    return pd.DataFrame(
        {
            "kind": [e.kind for e in edition.entries],
            "country": [e.country for e in edition.entries],
            "technology": [e.technology for e in edition.entries],
            "supplier": [e.supplier for e in edition.entries],
            "origin": [e.origin for e in edition.entries],
            "left_out": [bool({"mult", "stray"} & set(e.marks)) for e in edition.entries],
        }
    )


def generated(real: Edition, number: int) -> Edition:
    """Return an edition of the real one's shape, the same for the same number.

    Each country draws from technologies, origins and suppliers of its own, so that a figure
    is neither none of the countries nor all of them.
    """
    dice = random.Random(SEED)
    countries = sorted(load_packaged().countries)[:COUNTRIES]
    origins = ["CHN", *(c for c in countries if c != "CHN")][:40]
    technologies = [*real.technologies, *(f"technology-{n}" for n in range(16))]
    suppliers = ["huawei", *(f"supplier-{n}" for n in range(1_000))]
    home = {supplier: dice.choice(origins) for supplier in suppliers} | {"huawei": "CHN"}
    own = {
        country: (
            dice.sample(technologies, 12),
            dice.sample(origins, 24),
            dice.sample(suppliers, 600),
        )
        for country in countries
    }
    kinds = [entry.kind for entry in real.entries]
    entries = []
    for place in range(number):
        kind, country = dice.choice(kinds), dice.choice(countries)
        used, sellers, named = own[country]
        entry = Entry(id=f"entry:{place:032x}", kind=kind, country=country, claims=("claim:0",))
        if kind == "technology":
            entry = replace(entry, technology=dice.choice(used))
        elif kind == "origin":
            entry = replace(entry, origin=dice.choice(sellers))
        else:
            supplier = dice.choice(named)
            marks = ("stray",) if dice.random() < STRAY else ()
            entry = replace(entry, supplier=supplier, origin=home[supplier], marks=marks)
        entries.append(entry)
    return replace(
        real,
        name="generated",
        technologies=tuple(technologies),
        countries=tuple(countries),
        entries=tuple(entries),
        groups={"bri": tuple(sorted(dice.sample(countries, MEMBERS)))},
        indicators={},
    )


def _timing(
    edition: Edition, name: str, tables: tuple[pd.DataFrame, pd.DataFrame], rounds: int
) -> Timing:
    figure = FIGURES[name]

    def ours() -> int:
        computed = compute(figure, edition)
        assert isinstance(computed, Computed), computed
        return computed.value

    def plain() -> int:
        return count(tables[0], figure, edition.groups)

    def coded() -> int:
        return count(tables[1], figure, edition.groups)

    ways: tuple[Callable[[], int], ...] = (ours, plain, coded)
    values = [way() for way in ways]
    assert len(set(values)) == 1, f"{edition.name}, {name}: ours and pandas give {values}."
    times = [_times(way) for way in ways]
    taken: list[list[float]] = [[] for _ in ways]
    for _ in range(rounds):
        for way, number, found in zip(ways, times, taken, strict=True):
            found.append(_seconds(way, number))
    ours_ms, plain_ms, coded_ms = (1000 * median(found) for found in taken)
    return Timing(
        edition=edition.name,
        entries=len(edition.entries),
        figure=name,
        value=values[0],
        ours=ours_ms,
        pandas=plain_ms,
        categories=coded_ms,
        ratio=ours_ms / plain_ms,
        ratio_categories=ours_ms / coded_ms,
    )


def _condition(row: Row) -> tuple[str, str, str]:
    """Return field, kind of entry and term of a row that asks one thing."""
    for field in ("technology", "supplier", "origin"):
        term = getattr(row, field)
        if term is not None:
            return field, field, term
    raise ValueError("The row asks for nothing.")


def _times(way: Callable[[], int]) -> int:
    """Return how often to run it for one measurement."""
    return max(1, round(LONG_ENOUGH / _seconds(way, 1)))


def _seconds(way: Callable[[], int], times: int) -> float:
    start = time.perf_counter()
    for _ in range(times):
        way()
    return (time.perf_counter() - start) / times


if __name__ == "__main__":
    main()
