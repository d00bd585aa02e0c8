"""What a company is and where it sits, said beside its name: "the Chinese telecoms giant Huawei".

"NEC of Japan", "Hangzhou-based Hikvision" and "Yitu, which is based in Shanghai," name the country
of the company's head office, which says nothing of its customers, and is taken out before a
sentence is read. Any other place stays: "NEC of Beijing", "the Kenyan firm NEC". Which city of its
country a company sits in is not recorded, and not asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from sousveil.codebook.cities import country_of
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.marks import Mark, Marker, Token
from sousveil.extraction.tokens import FOREIGN

LONGEST_PLACE = 3  # tokens of "Santa Clara"
IN = frozenset({"in", "at"})
FROM = frozenset({"of", "from"})
ARTICLES = frozenset({"the", "a", "an"})


class _Place(Struct, frozen=True):
    """A place of a sentence: the token behind it, and its country."""

    stop: int
    country: str
    kind: str
    """`town`, which no reader takes for a customer, `country`, or `people` for "Chinese"."""


_Places = Mapping[int, _Place]
"""By the first token."""


def seated(
    tokens: list[Token], marker: Marker, codebook: Codebook, whispering: bool
) -> list[Token]:
    """Return the tokens of a sentence without what only says who and where a company is."""
    g = marker.grammar
    if not _may_tell(tokens, g):
        return tokens
    marks = marker.marks(tokens, False, whispering)
    if not any("supplier" in mark.kinds for mark in marks):
        return tokens
    places = _places(tokens, marks, codebook)
    for mark in reversed([mark for mark in marks if "supplier" in mark.kinds]):
        homes = {home.country for home in codebook.suppliers[mark.ids["supplier"]].head_office}
        stop = _behind(tokens, mark.stop, places, homes, g)
        first = _before(tokens, mark.first, places, homes, g)
        name = tokens[mark.first : mark.stop]
        ahead = tokens[:first]
        owned = bool(ahead) and ahead[-1].low == "'s" and _ends_at(places, first - 1) is not None
        if owned and not homes:
            ahead[-1] = ahead[-1]._replace(low=ahead[-1].low + FOREIGN)  # "China's Infinova"
        tokens = [*ahead, *name, *tokens[stop:]]
    return tokens


def _may_tell(tokens: Sequence[Token], g: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether there is a word for a firm or a seat, or two names: "the Chinese Huawei"."""
    lows = [t.low for t in tokens]
    if not (g["seat"].isdisjoint(lows) and g["firm"].isdisjoint(lows)):
        return True
    named = [t.text[:1].isupper() for t in tokens]
    return any(lows[i] == "the" and named[i + 1 : i + 3] == [True, True] for i in range(len(lows)))


def _places(
    tokens: Sequence[Token], marks: Sequence[Mark], codebook: Codebook
) -> dict[int, _Place]:
    """Return the places of a sentence."""
    found: dict[int, _Place] = {}
    for mark in marks:
        for kind, told in (("capital", "town"), ("country", "country"), ("demonym", "people")):
            if place := mark.ids.get(kind):
                found[mark.first] = _Place(mark.stop, place, told)
                break
    taken = {i for mark in marks for i in range(mark.first, mark.stop) if mark.kinds & NAMES}
    for i, token in enumerate(tokens):
        if i in taken or not token.text[:1].isupper():
            continue
        for stop in range(min(len(tokens), i + LONGEST_PLACE), i, -1):
            country = country_of(" ".join([t.text for t in tokens[i:stop]]), codebook.cities)
            if country is not None:
                found[i] = _Place(stop, country, "town")
                break
    return found


NAMES = frozenset({"supplier", "country", "capital", "demonym", "technology", "group"})


def _ends_at(places: _Places, end: int) -> int | None:
    """Return where the place begins that ends before a token; None where none does."""
    starts = range(max(0, end - LONGEST_PLACE), end)
    return next((i for i in starts if i in places and places[i].stop == end), None)


def _behind(
    tokens: Sequence[Token],
    at: int,
    places: _Places,
    homes: set[str],
    g: Mapping[str, frozenset[str]],
) -> int:
    """Return where the seat behind a name ends; the token behind the name where there is none."""
    lows = [t.low for t in tokens[at : at + 12]]
    comma = lows[:1] == [","]
    rest = lows[comma:]
    lead = _to_place(rest, comma, g)
    start = at + comma + lead
    start += lows[comma + lead : comma + lead + 1] == ["the"]
    if not lead or start not in places:
        return at
    place = places[start]
    if place.country not in homes or place.kind == "people":
        return at
    stop = place.stop
    after = tokens[stop].text if stop < len(tokens) else "."
    joined = after in ("and", "or") and stop + 1 in places
    if joined or after == "'s":
        return at
    if not comma:
        return stop
    if after == ",":
        return stop + 1
    return stop if after in ".;:!?" else at


def _to_place(lows: Sequence[str], comma: bool, g: Mapping[str, frozenset[str]]) -> int:
    """Return how many words lead to the place of a seat: "which is based in"; 0."""
    at = 0
    if lows[:1] == ["of"] or (comma and lows[:1] == ["from"]):
        return 1
    if " ".join(lows[:2]) in ("which is", "that is", "who is", "which are"):
        at = 2
    if (
        lows[at : at + 1]
        and lows[at] in g["seat_based"]
        and not IN.isdisjoint(lows[at + 1 : at + 2])
    ):
        return at + 2
    if not at and comma and lows[:1] and lows[0] in g["seat_own"]:
        noun = 2 if lows[1:2] and lows[1] in g["of_firm"] else 1
        noun = noun if not g["firm"].isdisjoint(lows[noun : noun + 1]) else 0
        if noun and not FROM.isdisjoint(lows[noun + 1 : noun + 2]):
            return noun + 2
        if noun and not g["seat_based"].isdisjoint(lows[noun + 1 : noun + 2]):
            return noun + 3 if lows[noun + 2 : noun + 3] == ["in"] else 0
    if not at:
        at = next((n for n in (2, 1) if " ".join(lows[:n]) in g["seat_having"]), 0)
        if not at:
            return 0
    at += lows[at : at + 1] != [] and lows[at] in g["seat_own"]
    for length in (2, 1):
        end = at + length
        if " ".join(lows[at:end]) in g["seat_office"] and not IN.isdisjoint(lows[end : end + 1]):
            return end + 1
    return 0


def _before(
    tokens: Sequence[Token],
    first: int,
    places: _Places,
    homes: set[str],
    g: Mapping[str, frozenset[str]],
) -> int:
    """Return where the title in front of a name begins; the name where there is none."""
    lows = [t.low for t in tokens[:first]]
    noun = 1 if first and lows[-1] in g["firm"] else 3 if lows[-3:] == START_UP else 0
    at = first - noun
    while noun and at and lows[at - 1] in g["trade"] and at not in places:
        at -= 1
    titled = noun and at < first - noun and lows[at - 1 : at] == ["the"]
    if titled:
        return at - 1  # "the telecoms giant Huawei"
    seat = next((n for n in (2, 1) if tuple(lows[at - n : at]) in SEATED), 0)
    start = _ends_at(places, at - seat)
    if start is None or places[start].country not in homes:
        return first
    article = lows[start] in ARTICLES or (start > 0 and lows[start - 1] in ARTICLES)
    if not (seat or noun or article):
        return first
    inside = noun or not seat  # the article of "the Shenzhen-based company", not of the name
    return start - (inside and lows[start] not in ARTICLES and article)


START_UP = ["start", "-", "up"]
SEATED = frozenset({("-", "based"), ("based",), ("'s",)})
