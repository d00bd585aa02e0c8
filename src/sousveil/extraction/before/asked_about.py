"""A supplier that is asked for by its name, and told of as "it": "Verint? It is named in"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.before.named import Named
from sousveil.extraction.marks import Token

NAMING = frozenset(
    "names lists has records finds gives counts shows mentions use uses have named listed".split()
)
"""Verbs behind which "it" is who was asked for."""

BEING = frozenset("is was has appears stands supplies sells serves features comes ranks".split())
PLACED = frozenset(
    "named listed found recorded present used in the customers first second third".split()
)
"""Words behind "it is" that are said of a supplier, and not of the weather."""


def asked_about(
    tokens: Sequence[Token], at: int, before: Named, codebook: Codebook
) -> tuple[int, list[str]] | None:
    """Read "it" as the supplier that the question before is all about; None elsewhere."""
    if not before.asked or tokens[at].low != "it":
        return None
    after = [t.low for t in tokens[at + 1 : at + 3]]
    first = not at and after[:1] != [] and after[0] in BEING and after[-1] in PLACED
    named = at > 0 and tokens[at - 1].low in NAMING
    return (at + 1, codebook.suppliers[before.asked].name.split(" ")) if first or named else None
