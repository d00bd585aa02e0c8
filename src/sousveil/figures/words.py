"""A figure and its counting rules in words."""

from __future__ import annotations

from collections.abc import Iterable

from sousveil.codebook.vocabulary import Codebook
from sousveil.model.figure import Figure, Row, Rules

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
}


def sentence(figure: Figure, value: int, of: int, edition: str, codebook: Codebook) -> str:
    """Return e.g. "63 of the 75 countries in aigs-2019 have technology from China."."""
    verbs = [*_have(figure, codebook), *_are(figure, codebook)]
    said = " and ".join(verbs) if verbs else "are listed"
    left_out = _named(figure.without, codebook)
    without = f", {left_out} left out" if left_out else ""
    return f"{value} of the {of} countries in {edition} {said}{without}."


def rules_in_words(rules: Rules) -> str:
    """Return every rule in force, in words, in one line."""
    return "; ".join(RULE_WORDS[pair] for pair in rules.as_dict().items())


def row_in_words(row: Row, codebook: Codebook) -> str:
    """Return what one and the same entry must hold."""
    parts = []
    if row.technology is not None:
        parts.append(codebook.technologies[row.technology].label)
    if row.supplier is not None:
        parts.append(f"{codebook.suppliers[row.supplier].name} named as a supplier")
    if row.origin is not None:
        parts.append(f"technology from {codebook.countries[row.origin].name}")
    return " with ".join(parts)


def _have(figure: Figure, codebook: Codebook) -> list[str]:
    parts = [row_in_words(row, codebook) for row in figure.having]
    if figure.any_of:
        parts.append(" or ".join(row_in_words(row, codebook) for row in figure.any_of))
    found = [f"have {' and '.join(parts)}"] if parts else []
    return found + [f"do not have {row_in_words(row, codebook)}" for row in figure.lacking]


def _are(figure: Figure, codebook: Codebook) -> list[str]:
    inside = [codebook.groups[group].label for group in figure.among]
    outside = [codebook.groups[group].label for group in figure.outside]
    found = [f"are {' and '.join(inside)}"] if inside else []
    return found + ([f"are not {' or '.join(outside)}"] if outside else [])


def _named(codes: Iterable[str], codebook: Codebook) -> str:
    return " and ".join(codebook.countries[code].name for code in codes)
