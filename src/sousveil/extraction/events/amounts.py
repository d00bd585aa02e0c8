"""Numbers and sums of money in the words of an event."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sousveil.extraction.events.sums import Sum
from sousveil.model.source import Span

APPROX = frozenset("about around some nearly almost roughly approximately".split())
SCALE = {
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "millions": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
    "crore": 1e7,
    "lakh": 1e5,
}
CURRENCY = {
    "$": "USD",
    "us$": "USD",
    "a$": "AUD",
    "c$": "CAD",
    "nz$": "NZD",
    "hk$": "HKD",
    "s$": "SGD",
    "r$": "BRL",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "rs": "INR",
    "₦": "NGN",
    "dollars": "USD",
    "dollar": "USD",
    "euros": "EUR",
    "euro": "EUR",
    "pounds": "GBP",
    "yuan": "CNY",
    "renminbi": "CNY",
    "yen": "JPY",
    "rupees": "INR",
    "naira": "NGN",
    "rand": "ZAR",
    "pesos": "MXN",
    "reais": "BRL",
    "won": "KRW",
    "francs": "CHF",
    "cedis": "GHS",
    "tenge": "KZT",
    "riyals": "SAR",
    "dirhams": "AED",
    "baht": "THB",
    "zloty": "PLN",
    "forints": "HUF",
    "roubles": "RUB",
    "rubles": "RUB",
    "hryvnia": "UAH",
    "kina": "PGK",
    "rmb": "CNY",
    "usd": "USD",
    "eur": "EUR",
    "gbp": "GBP",
    "sum": "UZS",
    "lira": "TRY",
    "leva": "BGN",
    "lei": "RON",
    "kronor": "SEK",
    "kroner": "NOK",
    "birr": "ETB",
    "kwacha": "ZMW",
    "ringgit": "MYR",
    "rupiah": "IDR",
}
NATIONAL = {
    ("shillings", "KEN"): "KES",
    ("shillings", "UGA"): "UGX",
    ("shillings", "TZA"): "TZS",
    ("shilling", "KEN"): "KES",
    ("pesos", "ARG"): "ARS",
    ("pesos", "CHL"): "CLP",
    ("pesos", "COL"): "COP",
    ("pesos", "PHL"): "PHP",
    ("pesos", "URY"): "UYU",
    ("pesos", "MEX"): "MXN",
    ("pesos", "DOM"): "DOP",
    ("dinars", "TUN"): "TND",
    ("dinars", "SRB"): "RSD",
    ("dinars", "JOR"): "JOD",
    ("dinars", "KWT"): "KWD",
    ("dinars", "IRQ"): "IQD",
    ("dinars", "DZA"): "DZD",
    ("dirhams", "MAR"): "MAD",
    ("dirhams", "ARE"): "AED",
    ("rupees", "PAK"): "PKR",
    ("rupees", "LKA"): "LKR",
    ("rupees", "NPL"): "NPR",
    ("rupees", "MUS"): "MUR",
    ("pounds", "EGY"): "EGP",
    ("pounds", "GBR"): "GBP",
    ("francs", "SEN"): "XOF",
    ("francs", "CIV"): "XOF",
    ("francs", "CMR"): "XAF",
    ("francs", "CHE"): "CHF",
    ("riyals", "QAT"): "QAR",
    ("riyals", "OMN"): "OMR",
    ("crowns", "CZE"): "CZK",
    ("kroner", "DNK"): "DKK",
    ("kroner", "NOR"): "NOK",
    ("dollars", "AUS"): "AUD",
    ("dollars", "CAN"): "CAD",
}
MONEY = re.compile(
    r"""(?P<sign>(?:US|A|C|NZ|HK|S|R|FJ|TT|J)?\$|€|£|¥|₹|₦|\bRs\.?|\b(?:USD|EUR|GBP|RMB|CNY)\b)\s?
        (?P<a>\d[\d.,]*\d|\d)
          (?:\s?(?P<sa>thousand|million|billion|trillion|crore|lakh|bn|tn|mn|m|k|b)\b)?
      | (?P<b>\d[\d.,]*\d|\d)(?:[\s-](?P<sb>thousand|million|billion|trillion|crore|lakh|bn|m))?
        [\s-]
        (?:(?:US|American|Hong\ Kong)\s)?
        (?P<name>dollars?|euros?|pounds?|yuan|renminbi|yen|rupees|naira|rand|pesos|reais|won
          |francs|cedis|tenge|riyals|dirhams|dinars|baht|zloty|forints|roubles|rubles|hryvnia
          |kina|shillings?|sum|lira|leva|lei|kronor|kroner|crowns|birr|kwacha|ringgit|rupiah)\b""",
    re.VERBOSE,
)


def number(printed: str) -> float | None:
    """Return the value of digits as printed, None where they are no number."""
    digits = printed.replace(" ", "").replace("\u202f", "").replace("\u00a0", "")
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits):
        digits = re.sub(r"[.,]", "", digits)
    digits = (
        digits.replace(",", ".")
        if digits.count(",") == 1 and "." not in digits
        else digits.replace(",", "")
    )
    try:
        return float(digits)
    except ValueError:
        return None


def sums_in(text: str, span: Span) -> Iterator[Sum]:
    """Yield the sums of money of an English sentence."""
    for match in MONEY.finditer(text, span.start, span.end):
        value = number(match["a"] or match["b"])
        if value is None:
            continue
        scale = SCALE.get((match["sa"] or match["sb"] or "").casefold(), 1.0)
        name = (match["sign"] or match["name"]).casefold().strip(".")
        before = text[max(span.start, match.start() - 14) : match.start()].casefold().split()
        bound = "approx" if before and before[-1] in APPROX else "exact"
        if before[-2:] in (["at", "least"], ["more", "than"]) or before[-1:] == ["over"]:
            bound = "min"
        elif before[-2:] == ["up", "to"]:
            bound = "max"
        yield Sum(match.start(), match.end(), value * scale, name, bound)
