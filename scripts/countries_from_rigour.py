"""The comparison of our territory table with the one in rigour.

Development only: `pip install rigour` compiles PyICU, which no install of sousveil may need.
`countries.csv` is audited by hand and is the source; this script corrects nothing. Run it when
rigour has a new release or the table has changed:

    python scripts/countries_from_rigour.py

Prints one line a difference. Exits 1 if a code or a Wikidata id is wrong; a name that only
rigour has, or that it gives to another territory, is for a person to judge.
"""

import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rigour.territories import get_territories, get_territory, lookup_territory
from rigour.territories.territory import Territory

TABLE = Path(__file__).parents[1] / "src/sousveil/codebook/data/countries.csv"

OUR_CODES = {"XSL": "so-som", "XGZ": None, "XWB": None, "XZN": None}
"""Rows that ISO does not know, and what rigour calls them. None where it has no entry."""

NOT_ISO = {"ac", "cp", "cq", "dg", "ip"}
"""Codes in rigour that look like ISO's: reserved for parts of a territory, or its own."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One point where the table and rigour do not agree."""

    iso3: str
    what: str

    wrong: bool
    """A code or a Wikidata id, which must agree. Names need not."""


def compare(rows: list[dict[str, str]]) -> Iterator[Difference]:
    """Yield every difference: rows only one side has first, then row by row."""
    counterparts = {row["iso3"]: counterpart(row["iso3"]) for row in rows}
    known = {territory.code for territory in counterparts.values() if territory is not None}
    for territory in get_territories():
        if has_iso_code(territory) and territory.code not in known:
            yield Difference(str(territory.alpha3).upper(), f"no row for {territory.name}", True)
    for row in rows:
        theirs = counterparts[row["iso3"]]
        if theirs is not None:
            yield from compare_codes(row, theirs)
            yield from compare_names(row, theirs)
        elif row["iso3"] not in OUR_CODES:
            yield Difference(row["iso3"], "rigour does not know this code", True)
        elif row["wikidata"]:
            yield Difference(row["iso3"], f"{row['wikidata']} does not come from rigour", True)


def counterpart(iso3: str) -> Territory | None:
    """Find a row's territory by its alpha-3 code alone, so that a wrong alpha-2 code shows."""
    code = OUR_CODES.get(iso3, iso3)
    found = get_territory(code) if code else None
    if found is None or iso3 in OUR_CODES or found.alpha3 == iso3.lower():
        return found
    return None


def has_iso_code(territory: Territory) -> bool:
    return bool(territory.alpha3) and not territory.is_historical and territory.code not in NOT_ISO


def compare_codes(row: dict[str, str], theirs: Territory) -> Iterator[Difference]:
    iso2 = "" if row["iso3"] in OUR_CODES else theirs.code.upper()
    if row["iso2"] != iso2:
        yield Difference(row["iso3"], f"iso2 is {row['iso2']!r}, rigour has {iso2!r}", True)
    if row["wikidata"] != theirs.qid:
        second = row["wikidata"] in theirs.qids
        what = f"wikidata is {row['wikidata'] or 'empty'}, rigour has {theirs.qid}"
        yield Difference(row["iso3"], what + (" first" if second else ""), not second)


def compare_names(row: dict[str, str], theirs: Territory) -> Iterator[Difference]:
    names = [row["name"], *split(row["names"]), *split(row["historic"])]
    ours = {name.casefold() for name in names}
    for name in dict.fromkeys((theirs.name, theirs.full_name)):
        if name.casefold() not in ours:
            yield Difference(row["iso3"], f"lacks the name {name!r}", False)
    for name in names:
        found = lookup_territory(name)
        if found is not None and theirs not in (found, found.parent, *found.successors):
            what = f"{name!r} is {found.name} ({found.code}) in rigour"
            yield Difference(row["iso3"], what, False)


def split(cell: str) -> list[str]:
    return cell.split("; ") if cell else []


def main() -> int:
    with TABLE.open(encoding="utf-8", newline="") as file:
        differences = list(compare(list(csv.DictReader(file))))
    for difference in differences:
        mark = "WRONG" if difference.wrong else "differs"
        print(f"{difference.iso3}  {mark:7}  {difference.what}")
    wrong = sum(difference.wrong for difference in differences)
    print(f"{len(differences)} differences, {wrong} of them wrong codes or Wikidata ids.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
