"""The country where "IBM is gone" leaves it to the sentence before, which is on its suppliers."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.before.named import Named
from sousveil.extraction.marks import Marker, Token

GONE = frozenset("gone disappeared vanished dropped missing removed longer left".split())
NEW = frozenset("new newcomer newcomers joined".split())
MOVED = GONE | NEW
SMALL = frozenset(
    "is are has have had was were since now been no a the in of , and still only which both out"
    " first edition listed named recorded there then by from list off again".split()
)
"""Words around a supplier and the word that it moved, which say nothing else."""

STOPS = frozenset({".", "!", ";"})


def may_have_moved(tokens: Sequence[Token]) -> bool:
    """Tell by its words alone whether a sentence may say who is gone or new."""
    return any(t.low in MOVED for t in tokens)


def with_country(
    tokens: list[Token], before: Named, codebook: Codebook, marker: Marker
) -> list[Token]:
    """Return "IBM is gone" with the one country whose suppliers were spoken of before.

    What says more than that gets the country at its end, so that it is not read of all countries.
    """
    if not (before.subject and before.suppliers):
        return tokens
    years = marker.grammar["edition_year"]
    marks = marker.marks(tokens, False, False)
    named = [m for m in marks if "supplier" in m.kinds]
    places = any(m.kinds & {"country", "capital", "demonym", "group"} for m in marks)
    counts = any(t.text.isdigit() and t.text not in years for t in tokens)
    if not named or named[0].first or places or counts:
        return tokens
    inside = {i for m in named for i in range(m.first, m.stop)}
    rest = [t for i, t in enumerate(tokens) if i not in inside and t.low not in STOPS]
    stop = len(tokens) - (tokens[-1].low in STOPS)
    country = codebook.countries[before.subject].name.split(" ")
    last = max(inside) + 1
    plain = all(t.low in SMALL | MOVED | years for t in rest) and inside == {
        *range(last)
    } - _joints(tokens)
    if not plain:
        return [*tokens[:stop], *_words(["in", *country], tokens[stop - 1]), *tokens[stop:]]
    verb = "gained" if any(t.low in NEW for t in rest) else "lost"
    told = [verb, *country, "between", "the", "editions"]
    return [*tokens[:last], *_words(told, tokens[last]), *tokens[stop:]]


def _joints(tokens: Sequence[Token]) -> set[int]:
    return {i for i, t in enumerate(tokens) if t.low in (",", "and")}


def _words(words: Sequence[str], at: Token) -> list[Token]:
    return [Token(at.start, at.end, word, word.casefold()) for word in words]
