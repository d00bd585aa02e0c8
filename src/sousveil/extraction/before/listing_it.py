"""The list where "22 democracies are on it" leaves it to the sentence before."""

from __future__ import annotations

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.before.named import Named
from sousveil.extraction.marks import Marker, Token

BEING = frozenset("is are was were not n't appears appear stands".split())
CLOSING = frozenset({".", "!", ",", "as", "also", "likewise", "too"})
BEFORE = 2  # tokens: "are on"


def on_the_list(
    tokens: list[Token], at: int, before: Named, _codebook: Codebook, _marker: Marker
) -> tuple[int, list[str]] | None:
    """Read "22 democracies are on it", where the list was spoken of before."""
    if not before.listing or at < BEFORE or tokens[at].low != "it":
        return None
    being, inside = tokens[at - 2].low, tokens[at - 1].low
    after = tokens[at + 1].low if at + 1 < len(tokens) else "."
    if being not in BEING or inside not in ("on", "in") or after not in CLOSING:
        return None
    return at + 1, ["the", "list" if inside == "on" else "index"]
