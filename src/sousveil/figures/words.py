"""Queries and counting rules in plain words, so that a reader sees what was compared."""

from __future__ import annotations

from sousveil.codebook.vocabulary import Codebook
from sousveil.model.figure import ANY_TECHNOLOGY, Figure, Row, Rules
from sousveil.model.policy import Policy

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


def describe(figure: Figure, codebook: Codebook, rules: Rules | None = None) -> str:
    """Return a query in words, e.g. "countries with technology from China in Africa"."""
    parts = ["countries"]
    withs = [_row(row, codebook) for row in figure.having]
    if withs:
        parts.append("with " + " and ".join(withs))
    if figure.any_of:
        parts.append("with " + " or ".join(_row(row, codebook) for row in figure.any_of))
    if figure.lacking:
        parts.append(
            "with no recorded " + " or ".join(_row(row, codebook) for row in figure.lacking)
        )
    if not (withs or figure.any_of):
        parts.append("with AI surveillance")
    parts += [codebook.groups[group].label for group in figure.among]
    parts += [f"not {codebook.groups[group].label}" for group in figure.outside]
    for condition in figure.measured:
        name = codebook.measures[condition.measure].name
        value = condition.text.lower() if condition.text else f"at most {condition.at_most:g}"
        parts.append(f"with {value} as {name}")
    if figure.without:
        names = " and ".join(codebook.countries[c].name for c in figure.without)
        parts.append(f"leaving {names} out")
    if (
        rules is not None
        and rules.home == "excluded"
        and any(r.origin or r.supplier for r in figure.rows())
    ):
        parts.append("abroad")
    return " ".join(parts)


def country(code: str, codebook: Codebook) -> str:
    """Return the plain name of a country, with the article that it needs in a sentence."""
    name = codebook.countries[code].name
    return f"the {name}" if name.startswith(("United ", "Czech Republic", "Netherlands")) else name


def rules_in_words(rules: Rules, policy: Policy | None = None) -> str:
    """Return every rule in force, in words, in one line; a living edition has a policy, too."""
    pairs = rules.as_dict() | (policy.as_dict() if policy else {})
    return "; ".join(RULE_WORDS[pair] for pair in pairs.items())


def _row(row: Row, codebook: Codebook) -> str:
    technology = None
    if row.technology not in (None, ANY_TECHNOLOGY):
        technology = codebook.technologies[str(row.technology)].name
    if row.supplier is not None:
        known = codebook.suppliers.get(row.supplier)
        source = known.name if known else row.supplier
        return (
            f"{technology or 'technology'} from {source}"
            if technology
            else f"{source} as a supplier"
        )
    if row.origin is not None:
        return f"{technology or 'technology'} from {country(row.origin, codebook)}"
    return technology or "AI surveillance"
