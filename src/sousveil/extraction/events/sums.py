"""Sums of money as French, Spanish and Portuguese texts print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Sum(NamedTuple):
    """A sum where it stands."""

    start: int
    end: int
    value: float
    name: str
    """The English name or sign of the currency, in lower case."""

    bound: str
    """exact, approx, min, max."""


SCALES = {
    "fr": {"mille": 1e3, "million": 1e6, "millions": 1e6, "milliard": 1e9, "milliards": 1e9},
    "es": {"mil millones": 1e9, "mil": 1e3, "millón": 1e6, "millones": 1e6},
    "pt": {
        "mil milhões": 1e9,
        "mil": 1e3,
        "milhão": 1e6,
        "milhões": 1e6,
        "bilhão": 1e9,
        "bilhões": 1e9,
    },
}
"""A "billón" or "bilião" is left out: Europe and America mean different numbers."""

CURRENCIES = {
    "dollars": "dollar dollars dólar dólares",
    "euros": "euro euros",
    "pounds": "livre livres libra libras",
    "yuan": "yuan yuans yuanes",
    "yen": "yen yens yenes iene ienes",
    "francs cfa": "franc|CFA francs|CFA francos|CFA FCFA",
    "francs": "francs|suisses francos|suizos francos|suíços",
    "pesos": "peso pesos",
    "reais": "real reais reales",
    "roubles": "rouble roubles rublo rublos",
    "rupees": "roupie roupies rupia rupias",
    "naira": "naira nairas",
    "rand": "rand rands",
    "shillings": "shilling shillings chelines xelins",
    "dinars": "dinar dinars dinares",
    "dirhams": "dirham dirhams dírhams dirhames",
    "riyals": "riyal riyals riyales",
    "soles": "soles",
    "bolivianos": "bolivianos",
    "quetzals": "quetzales",
    "lempiras": "lempiras",
    "guaranis": "guaraníes guaranis",
    "colones": "colones",
    "bolivars": "bolívares",
    "kwanzas": "kwanzas",
    "meticais": "meticais",
}
"""English name to the words for it; a bar stands for a blank."""

NAME_OF = {
    word.replace("|", " ").casefold(): name
    for name, words in CURRENCIES.items()
    for word in words.split()
}
CODES = {
    "soles": "PEN",
    "bolivianos": "BOB",
    "quetzals": "GTQ",
    "lempiras": "HNL",
    "guaranis": "PYG",
    "colones": "CRC",
    "bolivars": "VES",
    "kwanzas": "AOA",
    "meticais": "MZN",
    "francs": "CHF",
    "mxn": "MXN",
    "dop": "DOP",
}
"""Currencies that English texts of the corpus never name."""

WEST = frozenset("SEN CIV BFA MLI NER TGO BEN GNB".split())
CENTRAL = frozenset("CMR GAB COG TCD CAF GNQ".split())
BOUNDS = (
    ("min", "plus de|más de|mais de|au moins|al menos|por lo menos|pelo menos|plus d'"),
    ("max", "jusqu'à|hasta|até|moins de|menos de"),
    (
        "approx",
        "environ|quelque|près de|cerca de|unos|unas|alrededor de|aproximadamente|casi|quase",
    ),
)


def _pattern(language: str) -> re.Pattern[str]:
    scales = "|".join(sorted((re.escape(n) for n in SCALES[language]), key=len, reverse=True))
    names = "|".join(sorted((re.escape(n) for n in NAME_OF), key=len, reverse=True))
    number = r"\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?"
    return re.compile(
        rf"""(?P<sign>(?:US|R|A|C|HK|RD|MX|COP|S/)?\$|€|£|¥|\b(?:USD|EUR|GBP|CNY)\b)\s?
            (?P<a>{number})(?:\s(?P<sa>{scales})\b)?
          | (?P<b>{number}|\bun|\buna|\bum|\buma|\bune)(?:\s(?P<sb>{scales}))?\s
            (?:de\s|d['’])?(?P<name>(?:{names}|€|£|\$))(?!\w)""",
        re.VERBOSE | re.IGNORECASE,
    )


_patterns = {language: _pattern(language) for language in SCALES}


def sums(text: str, start: int, end: int, language: str) -> Iterator[Sum]:
    """Yield the sums of text[start:end]."""
    for match in _patterns[language].finditer(text, start, end):
        scale = (match["sa"] or match["sb"] or "").casefold()
        printed = match["a"] or match["b"]
        value = _value(printed) * SCALES[language].get(scale, 1.0)
        name = (match["sign"] or match["name"]).casefold()
        before = text[max(start, match.start() - 16) : match.start()].casefold().rstrip()
        bound = next(
            (b for b, words in BOUNDS if before.endswith(tuple(words.split("|")))), "exact"
        )
        yield Sum(match.start(), match.end(), value, NAME_OF.get(name, name), bound)


def _value(printed: str) -> float:
    """Return the number that digits with blanks, stops and a comma print."""
    if not printed[0].isdigit():
        return 1.0
    digits = re.sub(r"[ \u00a0\u202f]", "", printed)
    digits = re.sub(r"\.(?=\d{3}(?:\D|$))", "", digits)
    return float(digits.replace(",", "."))


def code(name: str, country: str) -> str | None:
    """Return the ISO 4217 code of a currency that only these languages name; None for others."""
    if name == "francs cfa":
        return "XOF" if country in WEST else "XAF" if country in CENTRAL else None
    return CODES.get(name)
