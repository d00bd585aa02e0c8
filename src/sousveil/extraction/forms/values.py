"""The numbers of a line of a form, with their editions: "64 → 78", "2019: 64; 2022: 78"."""

from __future__ import annotations

from msgspec import Struct

from sousveil.extraction.marks import Marker, Token
from sousveil.extraction.numbers.quantities import quantities

BETWEEN = frozenset({",", ";", "/", "and"})
ARROWS = frozenset({"→", "⟶", "➔", "➜", "⇒", "->"})


def values_of(part: list[Token], marker: Marker) -> list[Token] | None:
    """Return "64 in 2019 , 78 in 2022" of numbers with their editions; None if it is no number."""
    years = {str(year) for year in marker.editions}
    found = {q.begin: q for q in quantities(part) if not q.share}
    said: list[_Value] = []
    nouns: list[Token] = []
    arrow, at = False, 0
    ahead: Token | None = None
    while at < len(part):
        token, q = part[at], found.get(at)
        if token.text in years:
            after = part[at + 1].text if at + 1 < len(part) else ""
            if after == ":":
                ahead, at = token, at + 1
            elif not said or ahead is not None or said[-1].year is not None:
                return None
            else:
                said[-1].year = token
        elif q is not None:
            said.append(_Value(number=part[q.begin : q.end], year=ahead))
            at, ahead = q.end - 1, None
        elif said and _is_counted(token, at == len(part) - 1, marker):
            nouns.append(token)
        elif token.text in ARROWS and len(said) == 1:
            arrow = True
        elif token.low not in ("in", "(", ")") and not (token.text in BETWEEN and said):
            return None
        at += 1
    return _joined(said, nouns, arrow, sorted(years))


class _Value(Struct):
    """A number, and the year that is said of it."""

    number: list[Token]
    year: Token | None


def _joined(
    said: list[_Value], nouns: list[Token], arrow: bool, years: list[str]
) -> list[Token] | None:
    """Return one number, or two with their editions: "64 → 78", and "78 (2019: 64)"."""
    first, last = years[0], years[-1]
    dated = [value.year.text if value.year is not None else "" for value in said]
    if len(said) == len(years) and (dated == ["", first] or (arrow and dated == ["", ""])):
        dated = [last, first] if dated[1] else [first, last]
    if not said or len(said) > len(years) or (len(said) > 1 and sorted(dated) != years):
        return None
    made: list[Token] = []
    for value, year in zip(said, dated, strict=True):
        at = value.number[0]
        made += [Token(at.start, at.start, ",", ",")] if made else []
        made += value.number
        made += [Token(at.start, at.start, word, word) for word in ("in", year) if year]
    return [*made, *nouns]


def _is_counted(token: Token, last: bool, marker: Marker) -> bool:
    """Tell the noun behind a number: "countries" and "countries listed"."""
    return token.low in marker.grammar["form_countries"] or (last and token.low == "listed")
