"""The region and the year that "the continent" and "back then" leave to the sentence before."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.before.named import Named
from sousveil.extraction.marks import Marker, Token
from sousveil.extraction.tokens import FOREIGN

PARTS = frozenset({"continent", "region"})
POINTING = frozenset({"the", "this", "that"})
WITHIN = frozenset({"on", "in", "across", "throughout"})
THEN = (("back", "then"), ("at", "that", "time"), ("at", "the", "time"))


def may_leave_a_place(tokens: Sequence[Token]) -> bool:
    """Tell by its words alone whether a sentence may leave its region or its year unsaid."""
    return any(t.low in PARTS for t in tokens) or _then(tokens) > 0


def with_place(
    tokens: list[Token], before: Named, codebook: Codebook, marker: Marker
) -> list[Token]:
    """Return the tokens of a sentence with the region and the year of the sentence before.

    Where that one names no region, or several, the words are left as no reader takes them.
    """
    if before.year and (stop := _then(tokens)):
        tokens = [*_words(["In", before.year], tokens[0]), *tokens[stop:]]
    marks = marker.marks(tokens, False, False)
    if any(m.kinds & {"group", "country", "capital"} and _is_place(m.ids, codebook) for m in marks):
        return tokens
    regions = [g for g in before.groups if codebook.groups[g].kind == "region"]
    made: list[Token] = []
    for at, token in enumerate(tokens):
        if token.low not in PARTS or not _stands_for_one(tokens, at):
            made.append(token)
        elif len(regions) != 1:
            made.append(token._replace(low=token.low + FOREIGN))
        else:
            made.pop()
            if made and made[-1].low == "on":
                made[-1] = made[-1]._replace(text="in", low="in")
            made += _words(codebook.groups[regions[0]].name.split(" "), token)
    return made


def _then(tokens: Sequence[Token]) -> int:
    """Return where "Back then," at the beginning stops; 0 where there is none."""
    for words in THEN:
        if tuple(t.low for t in tokens[: len(words)]) == words and len(tokens) > len(words):
            return len(words) if tokens[len(words)].text == "," else 0
    return 0


def _stands_for_one(tokens: Sequence[Token], at: int) -> bool:
    """Tell "the continent's" and "on the continent" from "the region with the most"."""
    if not at or tokens[at - 1].low not in POINTING:
        return False
    owns = at + 1 < len(tokens) and tokens[at + 1].low == "'s"
    inside = at > 1 and tokens[at - 2].low in WITHIN
    after = tokens[at + 1].low if at + 1 < len(tokens) else "."
    return owns or (inside and after not in ("of", "with", "where", "that", "which"))


def _is_place(ids: dict[str, str], codebook: Codebook) -> bool:
    return "group" in ids and codebook.groups[ids["group"]].kind in ("region", "countries")


def _words(words: Sequence[str], at: Token) -> list[Token]:
    return [Token(at.start, at.end, word, word.casefold()) for word in words]
