"""Queries and counting rules in plain words, so that a reader sees what was compared."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sousveil.codebook.vocabulary import Codebook
from sousveil.model.edition import Edition
from sousveil.model.figure import (
    ANY_TECHNOLOGY,
    SUPPLIERS,
    TECHNOLOGIES,
    Figure,
    Measured,
    Row,
    Rules,
)
from sousveil.model.policy import Policy

ARTICLE = re.compile(
    r"^(United |Netherlands|Philippines|Gambia|Bahamas|Comoros|Maldives|Seychelles|Holy See)"
    r"|Republic|Islands|Territor(y|ies)$"
)
"""Names of countries that stand with an article in a sentence."""

CLASSED = "classed as "
"""How the label of a class of countries begins; it stands nearest to the word "countries"."""

ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

RULE_WORDS = {
    ("home", "included"): "the home market counts",
    ("home", "excluded"): "the home market is left out",
    ("origin", "tick"): "an origin counts by the table's own column",
    ("origin", "supplier"): "an origin counts by the head office of a named supplier",
    ("mult", "excluded"): 'the mark "Mult" counts for no supplier',
    ("mult", "included"): 'China\'s "Mult" is read as Huawei',
    ("stray", "excluded"): "names outside the headed columns do not count",
    ("stray", "included"): "names outside the headed columns count",
    ("misprints", "repaired"): "misprinted names count under their right name",
    ("misprints", "as_printed"): "misprinted names do not count",
    ("min_origins", "1"): "one origin is enough",
    ("min_origins", "2"): "each entry needs two independent origins",
    ("contracted", "excluded"): "contracted systems do not count",
    ("contracted", "included"): "contracted systems count",
    ("disputed", "excluded"): "disputed entries do not count",
    ("disputed", "included"): "disputed entries count",
}


def describe(
    figure: Figure, codebook: Codebook, rules: Rules | None = None, number: float | None = None
) -> str:
    """Return a query in words, e.g. "countries with technology from China in Africa".

    With a `number` of 1 the words stand for one country.
    """
    one = number == 1
    parts = ["country" if one else "countries"]
    classed = [g for g in figure.among if codebook.groups[g].label.startswith(CLASSED)]
    parts += [in_class(codebook.groups[group].label, one) for group in classed]
    if figure.having:
        parts.append(with_all(figure.having, codebook))
    if figure.any_of:
        parts.append("with " + listed([_row(row, codebook) for row in figure.any_of], "or"))
    if figure.lacking:
        rows = [_row(row, codebook) for row in figure.lacking]
        parts.append("with no recorded " + listed(rows, "or"))
    if not (figure.having or figure.any_of):
        parts.append("with AI surveillance")
    parts += [codebook.groups[group].label for group in figure.among if group not in classed]
    for groups, inside in areas(figure, codebook):
        labels = [in_class(codebook.groups[group].label, one) for group in groups]
        parts.append(listed(labels, "or") if inside else f"not {labels[0]}")
    for condition in figure.measured:
        parts.append(_condition(condition, codebook))
    if abroad(figure, rules):
        parts.append("abroad")
    if figure.without:
        names = listed([country(c, codebook) for c in figure.without])
        parts[-1] += f", not counting {names}"
    return " ".join(parts)


def areas(figure: Figure, codebook: Codebook) -> list[tuple[list[str], bool]]:
    """Return the groups that are left out, each by itself, and those that remain, marked True.

    Where most groups of a kind are left out, those of the kind that remain stand for them.
    """
    found: list[tuple[list[str], bool]] = []
    for group in figure.outside:
        kind = codebook.groups[group].kind
        every = [g.id for g in codebook.groups.values() if g.kind == kind]
        kept = [g for g in every if g not in figure.outside]
        if kind not in PARTED or len(kept) > len(every) - len(kept):
            found.append(([group], False))
        elif (kept, True) not in found:
            found.append((kept, True))
    return found


PARTED = frozenset({"region", "regime"})
"""Kinds of groups of which every country is in exactly one."""


def counted(number: float, figure: Figure, codebook: Codebook, rules: Rules | None = None) -> str:
    """Return a count in words: "64 countries with facial recognition", "1 country with ..."."""
    return f"{number or 'no':{'g' if number else ''}} " + describe(figure, codebook, rules, number)


def with_all(rows: tuple[Row, ...], codebook: Codebook) -> str:
    """Return what every row asks: "with facial recognition and technology from China"."""
    named = [_row(row, codebook) for row in rows if not _supplier_alone(row)]
    companies = [_supplier(row, codebook) for row in rows if _supplier_alone(row)]
    if len(companies) == 1:
        named.append(f"{companies[0]} as a supplier")
    elif companies:
        named.append(f"{listed(companies)} as suppliers")
    return ("with both " if len(named) == 2 else "with ") + listed(named)


def abroad(figure: Figure, rules: Rules | None) -> bool:
    """Tell whether a rule leaves out the home market of what is counted."""
    sourced = any(row.origin or row.supplier for row in figure.rows())
    return rules is not None and rules.home == "excluded" and sourced


def country(code: str, codebook: Codebook) -> str:
    """Return the plain name of a country, with the article that it needs in a sentence."""
    name = codebook.countries[code].name
    return f"the {name}" if ARTICLE.search(name) else name


def group_name(group: str, codebook: Codebook) -> str:
    """Return the name of a group as running text has it: "the Western Hemisphere"."""
    known = codebook.groups[group]
    return known.label.removeprefix("in ") if known.label.startswith("in ") else known.name


def whose(name: str) -> str:
    """Return "China's", "the United States'"."""
    return name + ("'" if name.endswith("s") else "'s")


def edition_in_words(edition: Edition) -> str:
    """Return "the 2019 edition" for a published table, and the name of any other edition."""
    year = edition.in_force[:4]
    if edition.living is None and edition.name == edition.index and edition.name.endswith(year):
        return f"the {year} edition"
    return f"the edition {edition.name}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Return "A", "A and B", "A, B and C"."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + f" {last} {words[-1]}"


def capital(text: str) -> str:
    """Return a text with a capital in front, as a sentence begins."""
    return text[:1].upper() + text[1:]


def in_letters(number: float) -> str | None:
    """Return "sixty-four" for 64; None for what is no whole number from 0 to 99."""
    if number != int(number) or not 0 <= number < 100:
        return None
    tens, ones = divmod(int(number), 10)
    if tens < 2:
        return SMALL[int(number)]
    return TENS[tens - 2] + (f"-{SMALL[ones]}" if ones else "")


def ordinal(place: int) -> str:
    """Return "first", "second" ..., and "11th" where words end."""
    if 1 <= place <= len(ORDINALS):
        return ORDINALS[place - 1]
    teen = 10 <= place % 100 <= 20
    return f"{place}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(place % 10, 'th')}"


def rules_in_words(rules: Rules, policy: Policy | None = None) -> str:
    """Return every rule in force, in words, in one line; a living edition has a policy, too."""
    pairs = rules.as_dict() | (policy.as_dict() if policy else {})
    return "; ".join(RULE_WORDS[pair] for pair in pairs.items())


def _condition(condition: Measured, codebook: Codebook) -> str:
    """Return "rated not free by Freedom on the Net", "among the first 20 by military spending"."""
    if condition.measure in (SUPPLIERS, TECHNOLOGIES):
        return f"with {how_many(condition)}"
    name = codebook.measures[condition.measure].name
    if condition.text:
        return f"rated {condition.text.lower()} by {name.removesuffix(' status')}"
    if condition.measure.endswith("_rank"):
        by = name.removeprefix("rank ").replace(", ", " in ")
        return f"among the first {condition.at_most:g} {by}"
    limits = [
        (("below" if condition.strict else "at most"), condition.at_most),
        (("above" if condition.strict else "at least"), condition.at_least),
    ]
    told = " and ".join([f"{word} {value:g}" for word, value in limits if value is not None])
    return f"with {told} as {name}"


def how_many(condition: Measured) -> str:
    """Return "exactly 1 technology recorded", "at least 3 suppliers named"."""
    least, most = condition.at_least, condition.at_most
    if condition.measure == SUPPLIERS and not most and not least:
        return "no supplier named"
    number = most if least is None else least
    one, more, so = NOUNS[condition.measure]
    how = "at most" if least is None else "at least" if most is None else "exactly"
    return f"{how} {number or 0:g} {one if number == 1 else more} {so}"


NOUNS = {
    TECHNOLOGIES: ("technology", "technologies", "recorded"),
    SUPPLIERS: ("supplier", "suppliers", "named"),
}


def in_class(label: str, one: bool) -> str:
    """Return "classed as a liberal democracy" for one country; other labels as they are."""
    if not (one and label.startswith(CLASSED) and label.endswith("ies")):
        return label
    kind = label.removeprefix(CLASSED).removesuffix("ies") + "y"
    return f"{CLASSED}{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _supplier_alone(row: Row) -> bool:
    return row.supplier is not None and row.technology in (None, ANY_TECHNOLOGY)


def _supplier(row: Row, codebook: Codebook) -> str:
    known = codebook.suppliers.get(str(row.supplier))
    return known.name if known else str(row.supplier)


def _row(row: Row, codebook: Codebook) -> str:
    technology = None
    if row.technology not in (None, ANY_TECHNOLOGY):
        technology = codebook.technologies[str(row.technology)].name
    if row.supplier is not None:
        source = _supplier(row, codebook)
        return f"{technology} from {source}" if technology else f"{source} as a supplier"
    if row.origin is not None:
        return f"{technology or 'technology'} from {country(row.origin, codebook)}"
    return technology or "AI surveillance"
