"""Where the suppliers of a country are at home, and which of them several countries share."""

from __future__ import annotations

from sousveil.checking.asking import Asking, Found
from sousveil.figures.words import country, listed
from sousveil.model.query import Sole


def answer_home(ask: Asking, query: Sole) -> Found:
    """Tell whether all suppliers of a country have their head office where they are said to."""
    code = query.countries[0]
    named, apart, many = _suppliers(ask, code)
    if code not in ask.edition.countries or not (named or many):
        why = f"{ask.edition.name} names no supplier for {country(code, ask.codebook)}."
        return Found(status="absent", why=why)
    homes = {name: homes_of(ask, name) for name in sorted(named)}
    told = [f"{_name(ask, name)} ({_places(ask, found)})" for name, found in homes.items()]
    why = f"{ask.edition.name} has for {country(code, ask.codebook)}: {', '.join(told) or 'none'}."
    said = set(query.ids)
    if query.bound != "exact":
        return _some_home(query, homes, unsure=many or bool(apart), why=why)
    if query.size is not None and query.size != len(named) and not many:
        return Found(status="fails", why=why)
    if any(found and not found & said for found in homes.values()):
        return Found(status="fails", why=why)
    if many or not all(homes.values()):
        return Found(status="unanswerable", why=f"{why} Not all head offices are known.")
    if any(not any(origin in found for found in homes.values()) for origin in said):
        return Found(status="fails", why=why)
    if any(homes_of(ask, name).isdisjoint(said) for name in apart):
        names = listed([_name(ask, name) for name in sorted(apart)])
        why = f"{why} Outside the headed columns stands {names}."
        return Found(status="depends", why=why)
    ticked = {e.origin for e in ask.edition.entries if e.country == code and e.kind == "origin"}
    if beyond := sorted(str(origin) for origin in ticked - said):
        names = listed([country(origin, ask.codebook) for origin in beyond])
        return Found(status="depends", why=f"{why} Its columns have technology from {names}, too.")
    return Found(status="holds", why=why)


def _some_home(query: Sole, homes: dict[str, set[str]], unsure: bool, why: str) -> Found:
    """Tell whether none, most, all but one, one or so many have their head office there."""
    away = query.field == "away"
    there = sum(found.isdisjoint(query.ids) == away for found in homes.values())
    if query.bound == "none" and there:
        return Found(status="fails", why=why)
    if unsure or not all(homes.values()):
        return Found(status="unanswerable", why=f"{why} Not all head offices are known.")
    every = there == len(homes)
    if there > 1 and (query.bound == "some" or (query.bound == "most" and every)):
        return Found(status="depends", why=why)  # true, and more is true
    match query.bound:
        case "most":
            holds = 2 * there > len(homes)
        case "but":
            holds = there == len(homes) - 1
        case _:
            holds = there == (query.size or 0)
    return Found(status="holds" if holds else "fails", why=why)


def answer_shared(ask: Asking, query: Sole) -> Found:
    """Tell which suppliers several countries have in common, and how many they are."""
    name = ask.edition.name
    absent = [c for c in query.countries if c not in ask.edition.countries]
    if absent:
        why = f"{name} does not list {listed([country(c, ask.codebook) for c in absent])}."
        return Found(status="absent", why=why)
    rows = [_suppliers(ask, code) for code in query.countries]
    common = set.intersection(*(named for named, _, _ in rows))
    loose = set.intersection(*(named | apart for named, apart, _ in rows))
    places = listed([country(c, ask.codebook) for c in query.countries])
    names = listed([_name(ask, one) for one in sorted(common)]) or "no supplier"
    why = f"{name} has for each of {places}: {names}."
    if query.bound == "same" and any(named != common for named, _, _ in rows):
        told = query.size is not None and _shares(query, common)
        why = f"{why} The others are not named for each of them."
        return Found(status="depends" if told else "fails", why=why)
    outcomes = {_shares(query, found) for found in (common, loose)}
    if len(outcomes) > 1 or any(many for _, _, many in rows):
        return Found(status="depends" if _shares(query, common) else "unanswerable", why=why)
    if not outcomes.pop():
        return Found(status="fails", why=why)
    return Found(status="holds" if common or query.listing else "absent", why=why)


def _shares(query: Sole, common: set[str]) -> bool:
    size = len(common) if query.size is None else query.size
    sized = size == len(common) or (query.bound == "min" and size < len(common))
    return sized and set(query.ids) <= common


def answer_seat(ask: Asking, query: Sole) -> Found:
    """Tell whether suppliers have, or had, their head office in a country."""
    homes = {name: homes_of(ask, name) for name in query.ids}
    told = [f"{_name(ask, name)} ({_places(ask, found)})" for name, found in homes.items()]
    why = f"By the codebook the head office is: {', '.join(told)}."
    if any(found and found.isdisjoint(query.countries) for found in homes.values()):
        return Found(status="fails", why=why)
    return Found(status="holds" if all(homes.values()) else "unanswerable", why=why)


def _suppliers(ask: Asking, code: str) -> tuple[set[str], set[str], bool]:
    """Return who is named for a country, who outside the headed columns, and if some are not."""
    entries = [e for e in ask.edition.entries if e.country == code and e.kind == "supplier"]
    many = any("mult" in e.marks for e in entries)
    plain = {str(e.supplier) for e in entries if not set(e.marks) & {"stray", "mult"}}
    stray = {str(e.supplier) for e in entries if "stray" in e.marks}
    return plain, stray, many


def homes_of(ask: Asking, supplier: str) -> set[str]:
    """Return where a supplier has, or had, its head office."""
    known = ask.codebook.suppliers.get(supplier)
    return {home.country for home in known.head_office} if known is not None else set()


def _name(ask: Asking, supplier: str) -> str:
    known = ask.codebook.suppliers.get(supplier)
    return known.name if known is not None else supplier


def _places(ask: Asking, codes: set[str]) -> str:
    return ", ".join(country(code, ask.codebook) for code in sorted(codes)) or "not known"
