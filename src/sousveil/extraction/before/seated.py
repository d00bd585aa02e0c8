"""Where a company sits, said beside its name: "Yitu of Shanghai", "Hangzhou-based Hikvision".

A seat in the country of the company's head office says nothing of its customers, and is taken out
before a sentence is read. Any other place stays: "NEC of Beijing". Which city of its country a
company sits in is not recorded, and not asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.marks import Mark, Marker, Token

SEATS = frozenset({"based", "headquartered", "seated", "seat", "headquarters", "office", "hq"})
SEATS |= {"company", "firm", "group", "giant", "from", "of", "'s"}
"""Words without one of which no seat is told."""

LONGEST_PLACE = 3  # tokens of "Santa Clara"
FIRMS = frozenset({"company", "firm", "group", "giant", "maker", "manufacturer", "vendor"})
HAVING = frozenset({"which has", "with", "having", "that has", "which keeps"})
OWN = frozenset({"its", "a", "the", "his"})
OFFICE = (
    ("head", "office"),
    ("head", "offices"),
    ("main", "office"),
    ("headquarters",),
    ("seat",),
    ("main", "seat"),
    ("hq",),
    ("home",),
    ("base",),
)
BASED = frozenset({"based", "headquartered", "seated", "domiciled", "located", "sitting"})
IN = frozenset({"in", "at"})
FROM = frozenset({"of", "from"})


def seated(
    tokens: list[Token], marker: Marker, codebook: Codebook, whispering: bool
) -> list[Token]:
    """Return the tokens of a sentence without the seats of companies that are where they say."""
    if SEATS.isdisjoint(t.low for t in tokens):
        return tokens
    marks = marker.marks(tokens, False, whispering)
    if not any("supplier" in mark.kinds for mark in marks):
        return tokens
    countries = _countries(tokens, marks, codebook)
    for mark in reversed([mark for mark in marks if "supplier" in mark.kinds]):
        homes = {home.country for home in codebook.suppliers[mark.ids["supplier"]].head_office}
        stop = _behind(tokens, mark.stop, countries, homes)
        first = _before(tokens, mark.first, countries, homes)
        tokens = [*tokens[:first], *tokens[mark.first : mark.stop], *tokens[stop:]]
    return tokens


def _countries(
    tokens: Sequence[Token], marks: Sequence[Mark], codebook: Codebook
) -> dict[int, tuple[int, str, bool]]:
    """Return the places of a sentence by their first token: the token behind, and the country.

    The last tells a town, which no reader takes for a customer.
    """
    found: dict[int, tuple[int, str, bool]] = {}
    for mark in marks:
        if place := mark.ids.get("capital") or mark.ids.get("country"):
            found[mark.first] = mark.stop, place, "capital" in mark.kinds
    taken = {i for mark in marks for i in range(mark.first, mark.stop) if mark.kinds & NAMES}
    for i, token in enumerate(tokens):
        if i in taken or not token.text[:1].isupper():
            continue
        for stop in range(min(len(tokens), i + LONGEST_PLACE), i, -1):
            city = codebook.places.get(" ".join([t.text for t in tokens[i:stop]]))
            if city is not None and city[1] == "city":
                found[i] = stop, city[0], True
                break
    return found


NAMES = frozenset({"supplier", "country", "capital", "demonym", "technology", "group"})


def _behind(
    tokens: Sequence[Token],
    at: int,
    places: dict[int, tuple[int, str, bool]],
    homes: set[str],
) -> int:
    """Return where the seat behind a name ends; the token behind the name where there is none."""
    lows = [t.low for t in tokens[at : at + 12]]
    comma = lows[:1] == [","]
    rest = lows[comma:]
    lead = _to_place(rest, comma)
    start = at + comma + lead
    if not lead or start not in places:
        return at
    stop, country, town = places[start]
    if country not in homes or (rest[0] in FROM and not (town or comma)):
        return at
    after = tokens[stop].text if stop < len(tokens) else "."
    joined = after in ("and", "or") and stop + 1 in places
    if joined or after == "'s":
        return at
    if not comma:
        return stop
    if after == ",":
        return stop + 1
    return stop if after in ".;:!?" else at


def _to_place(lows: Sequence[str], comma: bool) -> int:
    """Return how many words lead to the place of a seat: "which is based in"; 0."""
    at = 0
    if lows[:1] == ["of"] or (comma and lows[:1] == ["from"]):
        return 1
    if " ".join(lows[:2]) in ("which is", "that is", "who is", "which are"):
        at = 2
    if lows[at : at + 1] and lows[at] in BASED and lows[at + 1 : at + 2] and lows[at + 1] in IN:
        return at + 2
    if not at and comma and lows[:1] and lows[0] in OWN:
        noun = next((i for i in (1, 2) if lows[i : i + 1] and lows[i] in FIRMS), 0)
        if noun and lows[noun + 1 : noun + 2] and lows[noun + 1] in FROM:
            return noun + 2
        if noun and lows[noun + 1 : noun + 3] and lows[noun + 1] in BASED:
            return noun + 3 if lows[noun + 2 : noun + 3] == ["in"] else 0
    if not at:
        at = next((n for n in (2, 1) if " ".join(lows[:n]) in HAVING), 0)
        if not at:
            return 0
    at += lows[at : at + 1] != [] and lows[at] in OWN
    for words in OFFICE:
        end = at + len(words)
        if tuple(lows[at:end]) == words and lows[end : end + 1] and lows[end] in IN:
            return end + 1
    return 0


def _before(
    tokens: Sequence[Token],
    first: int,
    places: dict[int, tuple[int, str, bool]],
    homes: set[str],
) -> int:
    """Return where the seat in front of a name begins; the name where there is none."""
    at = first
    if at and tokens[at - 1].low in FIRMS:
        at -= 1
    lows = [t.low for t in tokens[:at]]
    if lows[-2:] == ["-", "based"]:
        end = at - 2
    elif lows[-1:] == ["based"] or (lows[-1:] == ["'s"] and at == first):
        end = at - 1
    else:
        return first
    for start in range(max(0, end - LONGEST_PLACE), end):
        place = places.get(start)
        if place is not None and place[0] == end:
            _, country, town = place
            if country not in homes or (lows[-1] == "'s" and not town):
                return first
            return start - (at != first and start > 0 and tokens[start - 1].low == "the")
    return first
