"""Parts that only say that what stands beside them is so, or that somebody in office confirms it.

"Yes,", "It is indeed the case that", "As rumoured," and ", officials in Kampala confirmed" say
nothing of the index. That a ministry confirms a statement makes it neither true nor false; who
confirms it of his own knowledge is asked elsewhere. A part is one of these if all of its words are
of one kind in reporting.yml, or name a place; their order is free.
"""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.beside.own_index import reported
from sousveil.extraction.marks import Marker, Token

LONGEST = 14  # tokens of such a part
LEAST = 3  # tokens that are left of a sentence
SIGNS = frozenset(",;:–—()!?")
BEHIND = frozenset({",", "–", "—"})
ENDS = frozenset('.!”"')
OPENING = frozenset("“\"‘'")
CLOSING = frozenset("”\"’'")
PLACES = frozenset({"capital", "country", "demonym"})
NAMES = frozenset({"supplier", "technology", "group"})
PLAIN = ("according", "to")


@once_per_codebook
def _triggers(codebook: Codebook) -> frozenset[str]:
    """Return the words without one of which nothing here is read."""
    known = reported(codebook)
    return known["assent"] | known["assent_said"] | known["office_confirms"]


def assented(tokens: list[Token], marker: Marker, codebook: Codebook) -> list[Token]:
    """Return the tokens of a sentence without the parts that only say that it is so."""
    lows = {t.low for t in tokens}
    known = reported(codebook)
    quoted = tokens[:1] and tokens[0].text in OPENING and not known["quoting"].isdisjoint(lows)
    if (_triggers(codebook).isdisjoint(lows) and not quoted) or any(t.text == "?" for t in tokens):
        return tokens

    def passed(part: Sequence[Token], as_said: bool = True) -> bool:
        return _is_office(part, marker, known) or (as_said and _is_as_said(part, marker, known))

    tokens = _unasked(_unquoted(tokens, marker, known), marker, known)
    for _ in range(2):
        stop = _lead(tokens)
        part = tokens[:stop]
        sign = tokens[stop].text if stop else ""
        so = sign and _is_assent(part, known)
        told = (tokens[stop].low == "that" and passed(part, False)) or (
            sign == "," and passed(part)
        )
        if not (stop and (so or told)) or len(tokens) - stop <= LEAST:
            break
        tokens = tokens[stop + 1 :]
    tail = _tail(tokens)
    if tail is not None and passed(tokens[tail[0] + 1 : tail[1]]):
        tokens = [*tokens[: tail[0]], *tokens[tail[1] :]]
    return tokens


def only_assents(tokens: Sequence[Token], codebook: Codebook) -> bool:
    """Tell a sentence that only says that the next is so: "The rumour checks out."."""
    part = [t for t in tokens if t.text not in ENDS]
    return bool(part) and _is_assent(part, reported(codebook)) and len(part) > 1


def _lead(tokens: Sequence[Token]) -> int:
    """Return where the first sign, or "that", stands; 0."""
    for i, token in enumerate(tokens[: LONGEST + 1]):
        if token.text in SIGNS or (token.low == "that" and i):
            return i
    return 0


def _tail(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Return where the last part behind a comma begins and ends."""
    end = len(tokens)
    while end and tokens[end - 1].text in ENDS:
        end -= 1
    reach = range(end - 1, max(LEAST, end - LONGEST) - 1, -1)
    start = next((i for i in reach if tokens[i].text in SIGNS), 0)
    return (start, end) if start and tokens[start].text in BEHIND else None


def _is_assent(part: Sequence[Token], known: dict[str, frozenset[str]]) -> bool:
    lows = [t.low for t in part]
    if known["assent"].isdisjoint(lows) or not (known["assent"] | known["assent_too"]).issuperset(
        lows
    ):
        return False
    past = not {"was", "were"}.isdisjoint(lows)
    return not past or not known["assent_so"].isdisjoint(lows)


def _is_as_said(part: Sequence[Token], marker: Marker, known: dict[str, frozenset[str]]) -> bool:
    """Tell "as rumoured" and "as was reported from Nairobi"."""
    lows = [t.low for t in part]
    if lows[:1] != ["as"] or known["assent_said"].isdisjoint(lows):
        return False
    return _known(part, known["assent_said"] | known["assent_said_too"], marker)


def _is_office(part: Sequence[Token], marker: Marker, known: dict[str, frozenset[str]]) -> bool:
    """Tell "officials in Kampala confirmed" from "two institutes confirmed independently"."""
    lows = [t.low for t in part]
    if known["office"].isdisjoint(lows) or known["office_confirms"].isdisjoint(lows):
        return False
    words = known["office"] | known["office_too"] | known["office_confirms"]
    return _known(part, words, marker)


def _known(part: Sequence[Token], words: frozenset[str], marker: Marker) -> bool:
    """Tell whether all words of a part are known, or name a place."""
    if not 1 < len(part) <= LONGEST:
        return False
    if words.issuperset(t.low for t in part):
        return True
    marks = marker.marks(list(part), False, False)
    if any(mark.kinds & NAMES for mark in marks):
        return False
    places = {i for m in marks if m.kinds & PLACES for i in range(m.first, m.stop)}
    return all(t.low in words or i in places for i, t in enumerate(part))


def _unquoted(tokens: list[Token], marker: Marker, known: dict[str, frozenset[str]]) -> list[Token]:
    """Read "“Peru is listed,” said the spokesman." as "Peru is listed."."""
    if not tokens or tokens[0].text not in OPENING:
        return tokens
    close = next((i for i, t in enumerate(tokens) if i and t.text in CLOSING), 0)
    if not close or tokens[close - 1].text != ",":
        return tokens
    stop = next((i for i in range(close + 1, len(tokens)) if tokens[i].text in ",.!"), 0)
    part = tokens[close + 1 : stop]
    verbs = known["office_confirms"] | known["quoting"]
    words = known["office"] | known["office_too"] | verbs
    lows = [t.low for t in part]
    if verbs.isdisjoint((*lows[:1], *lows[-1:])) or known["office"].isdisjoint(lows):
        return tokens
    if not _known(part, words, marker):
        return tokens
    return [*tokens[1 : close - 1], *tokens[stop:]]


def _unasked(tokens: list[Token], marker: Marker, known: dict[str, frozenset[str]]) -> list[Token]:
    """Read "Asked about the index, the ministry confirmed that" as "according to the index,"."""
    if [t.low for t in tokens[:2]] != ["asked", "about"]:
        return tokens
    comma = next((i for i, t in enumerate(tokens[:LONGEST]) if t.text in SIGNS), 0)
    if not comma or tokens[comma].text != ",":
        return tokens
    rest = tokens[comma + 1 :]
    stop = _lead(rest)
    if not stop or rest[stop].low != "that" or not _is_office(rest[:stop], marker, known):
        return tokens
    start, end = tokens[0].start, tokens[1].end
    made = [Token(start, end, word, word) for word in PLAIN]
    return [*made, *tokens[2 : comma + 1], *rest[stop + 1 :]]
