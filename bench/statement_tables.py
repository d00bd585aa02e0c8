"""The tables that statements are made from, as rows of matrix.csv, and sets of their countries."""

from __future__ import annotations

import contextlib
import csv
import io
import random
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sousveil.cli import run

DATES = {"aigs-2019": "2020-02-01", "aigs-2022": "2023-02-01"}
"""A day on which each edition is in force."""

Rows = list[dict[str, Any]]
"""The countries of one table: columns of matrix.csv, `suppliers` as a set of names."""

Truth = bool | None
"""None where a blank would have to be taken for a no."""

Holds = Callable[[Rows], Truth]

TECHNOLOGIES = {
    "facial_recognition": "facial recognition",
    "smart_city": "smart city platforms",
    "smart_policing": "smart policing",
    "social_media_surveillance": "social media surveillance",
}
ORIGINS = {
    "CHN": ("china_tech", "China", "Chinese"),
    "USA": ("us_tech", "the United States", "American"),
    "JPN": ("japan_tech", "Japan", "Japanese"),
}
REGIONS = {
    "AF": "Africa",
    "EAP": "East Asia and the Pacific",
    "EUR": "Europe and Eurasia",
    "MENA": "the Middle East and North Africa",
    "SCA": "South and Central Asia",
    "WHA": "the Western Hemisphere",
}
REGIMES = {
    "LD": "liberal democracies",
    "ED": "electoral democracies",
    "EA": "electoral autocracies",
    "CA": "closed autocracies",
}
ONE = {
    "LD": "a liberal democracy",
    "ED": "an electoral democracy",
    "EA": "an electoral autocracy",
    "CA": "a closed autocracy",
}
WITH_ARTICLE = frozenset({"USA", "ARE", "GBR", "NLD", "PHL"})
PLACES = {1: "largest", 2: "second largest", 3: "third largest"}
FACTORS = {2: "twice", 3: "three times"}


@dataclass(frozen=True, slots=True)
class Tables:
    """Both tables, each in three worlds: as headed, with "Mult" as Huawei, with stray cells."""

    worlds: dict[str, tuple[Rows, Rows, Rows]]
    supplier_ids: dict[str, str]
    """Supplier by name to id."""

    head_offices: dict[str, str]
    """Supplier by name to alpha-3 code."""

    order: tuple[str, ...] = field(default=("aigs-2019", "aigs-2022"))

    def rows(self, edition: str) -> Rows:
        """Return a table as headed."""
        return self.worlds[edition][0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a template is filled with, and what is then true."""

    slots: dict[str, str]
    query: dict[str, Any]
    holds: Holds
    value: Callable[[Rows], float] | None = None
    across: bool = False
    """True where `holds` looks at both editions by itself."""

    otherwise: tuple[Holds, ...] = ()
    """The same by a further counting rule, tried where the default does not bear it out."""


def tables() -> Tables:
    """Export both editions into a temporary folder, and read their matrix.csv."""
    worlds: dict[str, tuple[Rows, Rows, Rows]] = {}
    ids: dict[str, str] = {}
    homes: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for edition in DATES:
            to = Path(folder) / edition
            with contextlib.redirect_stdout(io.StringIO()):
                code = run(["export", edition, "--format", "csv", "--to", str(to)])
            if code != 0:
                raise SystemExit(f"{edition} cannot be exported.")
            suppliers = _csv(to / "suppliers.csv")
            ids |= {row["name"]: row["supplier"] for row in suppliers}
            homes |= {row["name"]: row["head_office"] for row in suppliers}
            worlds[edition] = _worlds(_csv(to / "matrix.csv"), suppliers)
    return Tables(worlds, ids, homes)


class NotAsked(Exception):
    """The edition does not ask this."""


def has(row: dict[str, Any], column: str) -> bool:
    if row[column] == "":
        raise NotAsked(column)
    return row[column] == "1"


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _worlds(
    printed: list[dict[str, str]], suppliers: list[dict[str, str]]
) -> tuple[Rows, Rows, Rows]:
    outside: dict[str, set[str]] = {}
    for supplier in suppliers:
        for country in supplier["iso3_outside_headings"].split("; "):
            outside.setdefault(country, set()).add(supplier["name"])
    rows: tuple[Rows, Rows, Rows] = ([], [], [])
    for row in printed:
        named = {n for n in row["suppliers"].split("; ") if n}
        several = row["iso3"] == "CHN" and "Mult:" in row["notes"]
        more: tuple[set[str], ...] = (
            set(),
            {"Huawei"} if several else set(),
            outside.get(row["iso3"], set()),
        )
        for world, others in zip(rows, more, strict=True):
            world.append({**row, "suppliers": named | others})
    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Some:
    """Countries by one condition."""

    having: dict[str, str] | None = None
    among: str | None = None
    test: Callable[[dict[str, Any]], bool]
    words: dict[str, str]
    home: str = ""
    """Alpha-3 code of the home market of an origin or a supplier."""

    by_supplier: Callable[[dict[str, Any]], bool] | None = None
    """For an origin: the test by the head offices of the suppliers named."""

    def json(self) -> dict[str, Any]:
        """Return the condition as a query."""
        asked: dict[str, Any] = {"having": [self.having]} if self.having else {}
        return asked | ({"among": [self.among]} if self.among else {})


def technology(known: Tables, where: str, chance: random.Random) -> Some:
    asked = [t for t in TECHNOLOGIES if known.rows(where)[0][t] != ""]
    name = chance.choice(asked)
    return Some(
        having={"technology": name},
        test=lambda row: has(row, name),
        words={"technology": TECHNOLOGIES[name]},
    )


def origin(known: Tables, where: str, chance: random.Random) -> Some:
    code = chance.choice(list(ORIGINS))
    column, place, adjective = ORIGINS[code]
    return Some(
        having={"origin": code},
        test=lambda row: has(row, column),
        words={"origin": place, "origin_adj": adjective},
        home=code,
        by_supplier=lambda row: any(known.head_offices[n] == code for n in row["suppliers"]),
    )


def supplier(known: Tables, where: str, chance: random.Random, least: int = 3) -> Some:
    counted = Counter(n for row in known.rows(where) for n in row["suppliers"])
    name = chance.choice([n for n, times in sorted(counted.items()) if times >= least])
    return named(known, name)


def named(known: Tables, name: str) -> Some:
    return Some(
        having={"supplier": known.supplier_ids[name]},
        test=lambda row: name in row["suppliers"],
        words={"supplier": name},
        home=known.head_offices[name],
    )


def region(known: Tables, where: str, chance: random.Random) -> Some:
    code = chance.choice(list(REGIONS))
    return Some(among=code, test=lambda row: row["region"] == code, words={"region": REGIONS[code]})


def regime(known: Tables, where: str, chance: random.Random) -> Some:
    code = chance.choice(list(REGIMES))
    return Some(
        among=code,
        test=lambda row: row["regime"] == code,
        words={"regime": REGIMES[code], "regime_one": ONE[code]},
    )


BRI = Some(among="bri", test=lambda row: row["bri"] == "1", words={})
ALL = Some(test=lambda row: True, words={})


def number(rows: Rows, *sets: Some) -> int:
    return sum(all(one.test(row) for one in sets) for row in rows)


def otherwise(
    sets: tuple[Some, ...], holds: Callable[[Rows, tuple[Some, ...]], bool]
) -> tuple[Holds, ...]:
    """Return the same without home markets, and with origins by the suppliers named."""
    found: list[Holds] = []
    homes = {one.home for one in sets if one.home}
    if homes:
        found.append(lambda rows: holds([r for r in rows if r["iso3"] not in homes], sets))
    if any(one.by_supplier for one in sets):
        changed = tuple(replace(one, test=one.by_supplier or one.test) for one in sets)
        found.append(lambda rows: holds(rows, changed))
    return tuple(found)


def both(*sets: Some) -> dict[str, Any]:
    joined: dict[str, Any] = {}
    for one in sets:
        for key, value in one.json().items():
            joined[key] = [*joined.get(key, []), *value]
    return joined


def words(*sets: Some) -> dict[str, str]:
    return {key: value for one in sets for key, value in one.words.items()}


def country(row: dict[str, Any]) -> str:
    return f"the {row['country']}" if row["iso3"] in WITH_ARTICLE else str(row["country"])


def row(rows: Rows, iso3: str) -> dict[str, Any] | None:
    return next((row for row in rows if row["iso3"] == iso3), None)
