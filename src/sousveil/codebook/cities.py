"""Cities by the first letters of their names: there are thousands, and an article names few."""

from __future__ import annotations

from collections.abc import Mapping

LETTERS = 2  # of a name in lower case, under which it is found


def pack_cities(places: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Return lines of a city each: its name in lower case, its name, its country, with tabs."""
    lines: dict[str, list[str]] = {}
    for name, (iso3, level) in places.items():
        if level == "city":
            low = name.casefold()
            lines.setdefault(low[:LETTERS], [""]).append(f"{low}\t{name}\t{iso3}")
    return {letters: "\n".join(of_them) for letters, of_them in lines.items()}


def is_city(low: str, cities: Mapping[str, str]) -> bool:
    """Tell whether a city has this name, which is in lower case."""
    return f"\n{low}\t" in cities.get(low[:LETTERS], "")


def country_of(city: str, cities: Mapping[str, str]) -> str | None:
    """Return the country whose authorities run the city of this name; None where there is none."""
    low = city.casefold()
    _, found, after = cities.get(low[:LETTERS], "").partition(f"\n{low}\t{city}\t")
    return after.split("\n", 1)[0] if found else None
