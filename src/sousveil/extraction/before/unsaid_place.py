"""The region and the year that "the continent" and "back then" leave to the sentence before."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.before.named import Named, year_of
from sousveil.extraction.marks import Marker, Token
from sousveil.extraction.tokens import FOREIGN

PARTS = frozenset({"continent", "region"})
POINTING = frozenset({"the", "this", "that"})
WITHIN = frozenset({"on", "in", "across", "throughout"})
THEN = (
    ("back", "then"),
    ("at", "that", "time"),
    ("at", "the", "time"),
    ("at", "that", "point"),
    ("at", "that", "stage"),
    ("in", "those", "days"),
    ("by", "that", "time"),
    ("in", "that", "year"),
    ("that", "year"),
    ("by", "then"),
)


def may_leave_a_place(tokens: Sequence[Token]) -> bool:
    """Tell by its words alone whether a sentence may leave its region or its year unsaid."""
    return any(t.low in PARTS for t in tokens) or bool(_then(tokens))


def with_place(
    tokens: list[Token], before: Named, codebook: Codebook, marker: Marker
) -> list[Token]:
    """Return the tokens of a sentence with the region and the year of the sentence before.

    Where that one names no region, or several, the words are left as no reader takes them.
    """
    if before.year and (then := _then(tokens)):
        year = _words(["in" if then.start else "In", before.year], tokens[then.start])
        tokens = [*tokens[: then.start], *year, *tokens[then.stop :]]
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


def unsaid_time(tokens: Sequence[Token], years: frozenset[str]) -> str:
    """Return "at that time" of a sentence that names no year; empty where it says no such thing."""
    then = _then(tokens)
    dated = year_of(tokens, years)
    return " ".join(tokens[i].text for i in then) if then and not dated else ""


def _then(tokens: Sequence[Token]) -> range:
    """Return where "back then" stands at the beginning or the end; empty where there is none.

    "At the time of the first edition" says itself which time it is.
    """
    lows = [t.low for t in tokens]
    while lows and not lows[-1][-1:].isalnum():
        lows.pop()
    for words in THEN:
        size = len(words)
        if tuple(lows[:size]) == words and len(lows) > size and lows[size] not in OF_IT:
            return range(size)
        if len(lows) > size and tuple(lows[-size:]) == words:
            return range(len(lows) - size, len(lows))
    return range(0)


OF_IT = frozenset({"of", "when", "that", "the", "in", "as"})


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
