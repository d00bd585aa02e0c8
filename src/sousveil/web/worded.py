"""A figure in words, each piece of them for itself, so that a page can translate them.

The English is that of `figures.words.describe`; tests hold both to each other.
"""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.codebook.vocabulary import Codebook
from sousveil.figures import words
from sousveil.model.figure import ANY_TECHNOLOGY, Figure, Measured, Row, Rules
from sousveil.web.catalogue import Said, said


def described(
    figure: Figure, codebook: Codebook, rules: Rules | None = None, number: float | None = None
) -> Said:
    """Return a query in words; with a `number` of 1 they stand for one country."""
    noun = said("country") if number == 1 else said("countries")
    rest = conditions(figure, codebook, rules, number)
    return said("{first} {rest}", first=noun, rest=rest)


def conditions(
    figure: Figure, codebook: Codebook, rules: Rules | None = None, number: float | None = None
) -> Said:
    """Return what a figure asks of countries, in words."""
    one = number == 1
    labels = {group: codebook.groups[group].label for group in figure.among}
    classed = [group for group in figure.among if labels[group].startswith(words.CLASSED)]
    parts = [said(words.in_class(labels[group], one)) for group in classed]
    if figure.having:
        parts.append(_with_all(figure.having, codebook))
    if figure.any_of:
        rows = [_row(row, codebook) for row in figure.any_of]
        parts.append(said("with {what}", what=listed(rows, "{first} or {last}")))
    if figure.lacking:
        rows = [_row(row, codebook) for row in figure.lacking]
        parts.append(said("with no recorded {what}", what=listed(rows, "{first} or {last}")))
    if not (figure.having or figure.any_of):
        parts.append(said("with AI surveillance"))
    parts += [said(labels[group]) for group in figure.among if group not in classed]
    for groups, inside in words.areas(figure, codebook):
        named = [said(words.in_class(codebook.groups[g].label, one)) for g in groups]
        parts.append(
            listed(named, "{first} or {last}") if inside else said("not {what}", what=named[0])
        )
    for condition in figure.measured:
        if condition.measure not in codebook.measures:
            parts.append(said("with {what}", what=words.how_many(condition)))
            continue
        name = codebook.measures[condition.measure].name
        parts += [
            said("with {value} as {measure}", value=value, measure=name)
            for value in _limits(condition)
        ]
    if words.abroad(figure, rules):
        parts.append(said("abroad"))
    if figure.without:
        names = listed([place(code, codebook) for code in figure.without], "{first} and {last}")
        parts[-1] = said("{words}, not counting {names}", words=parts[-1], names=names)
    return joined(parts, " ")


def _limits(condition: Measured) -> list[str]:
    """Return what a value has to be: in words, and within its limits."""
    told: list[str] = [condition.text.lower()] if condition.text else []
    if condition.at_most is not None:
        n = f"{condition.at_most:g}"
        told.append(said("below {n}", n=n) if condition.strict else said("at most {n}", n=n))
    if condition.at_least is not None:
        n = f"{condition.at_least:g}"
        told.append(said("above {n}", n=n) if condition.strict else said("at least {n}", n=n))
    return told


def listed(parts: Sequence[str], last: str) -> Said:
    """Return "A", "A and B", "A, B and C"; `last` is how the last one is joined."""
    if len(parts) < 2:
        return joined(parts, "")
    return said(last, first=joined(parts[:-1], ", "), last=parts[-1])


def joined(parts: Sequence[str], between: str) -> Said:
    """Return words one after the other; each keeps its key."""
    named = {f"p{at}": part for at, part in enumerate(parts)}
    return said(between.join(f"{{{name}}}" for name in named), **named)


def _with_all(rows: tuple[Row, ...], codebook: Codebook) -> Said:
    alone = [row for row in rows if row.supplier and row.technology in (None, ANY_TECHNOLOGY)]
    named = [_row(row, codebook) for row in rows if row not in alone]
    companies = [_supplier(row, codebook) for row in alone]
    if len(companies) == 1:
        named.append(said("{company} as a supplier", company=companies[0]))
    elif companies:
        names = listed(companies, "{first} and {last}")
        named.append(said("{companies} as suppliers", companies=names))
    what = listed(named, "{first} and {last}")
    return (
        said("with both {what}", what=what) if len(named) == 2 else said("with {what}", what=what)
    )


def place(code: str, codebook: Codebook) -> str:
    """Return the name of a place with the article that it needs in a sentence."""
    name = codebook.countries[code].name
    in_text = words.country(code, codebook)
    return name if in_text == name else said("the {country}", country=name)


def _supplier(row: Row, codebook: Codebook) -> str:
    known = codebook.suppliers.get(str(row.supplier))
    return known.name if known else str(row.supplier)


def _row(row: Row, codebook: Codebook) -> Said:
    technology = None
    if row.technology not in (None, ANY_TECHNOLOGY):
        technology = codebook.technologies[str(row.technology)].name
    if row.supplier is not None:
        source = _supplier(row, codebook)
        if technology is None:
            return said("{company} as a supplier", company=source)
        return said("{technology} from {supplier}", technology=technology, supplier=source)
    if row.origin is not None:
        return said(
            "{technology} from {country}",
            technology=technology or "technology",
            country=place(row.origin, codebook),
        )
    return said(technology or "AI surveillance")
