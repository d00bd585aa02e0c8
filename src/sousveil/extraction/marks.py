"""Words of a sentence, and what the codebook knows of them."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct, field

from sousveil.codebook.editions import editions, years
from sousveil.codebook.phrases import Phrases
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.tokens import tokens

SHORT = 3  # letters: names as short as this ("US", "UK") must stand in capitals
LONGEST_PHRASE = 99  # words
IDLE = frozenset({"neutral"})
CAPITALS = frozenset({"exact", "case", "name"})
"""How phrases are matched of which the capitals tell."""

LIMITS = frozenset({"limiting", "untruth", "negation", "modal"})
"""What a phrase may be that must not be hidden by an idle one before it."""


PLACES = frozenset({"country", "supplier"})
NAMES = PLACES | {"demonym", "capital", "group", "technology"}


class Token(NamedTuple):
    """A word, number or sign with its place in the text."""

    start: int
    end: int
    text: str
    low: str


class Mark(Struct, frozen=True):
    """Tokens [first, stop) of a sentence that the codebook knows, and as what."""

    first: int
    stop: int
    kinds: frozenset[str]
    ids: dict[str, str] = field(default_factory=dict)
    """For each kind the id of the term; for words of wording.yml the kind itself."""

    loose: bool = False
    """True where the phrase means something near to the group."""


def tokenise(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of text[start:end], with spans in the whole text."""
    return [
        Token(first, stop, word, word.replace("’", "'").casefold())
        for first, stop, word in tokens(text, start, end)
    ]


_markers: list[tuple[Codebook, Marker]] = []
KEPT = 4  # codebooks whose markers are kept


def marker_of(codebook: Codebook) -> Marker:
    """Return the marker of a codebook, made once."""
    for known, made in _markers:
        if known is codebook:
            return made
    made = Marker(codebook)
    _markers.append((codebook, made))
    del _markers[:-KEPT]
    return made


class _Known:
    """What a phrase may be."""

    __slots__ = ("found", "how", "ids", "kinds", "loose")

    def __init__(self, meanings: list[str]) -> None:
        found = [tuple(meaning.split(" ")) for meaning in meanings]
        self.found = found
        self.ids = {kind: term for kind, term, _ in found}
        self.kinds = frozenset(self.ids)
        self.loose = any(how == "loose" for _, _, how in found)
        told = {how if how in CAPITALS else "any" for _, _, how in found}
        self.how = told.pop() if len(told) == 1 else ""
        """How it is matched, as whatever it may be; empty where that differs."""


class Marker:
    """Finds the longest known phrase at every word; each word belongs to one mark at most."""

    def __init__(self, codebook: Codebook) -> None:
        self.surfaces = Phrases(codebook.surfaces, list)
        self.known: dict[str, _Known] = {}
        """What the phrases may be that were met so far."""

        self.grammar = {part: frozenset(words) for part, words in codebook.grammar.items()}
        """Words by the part they play in a sentence."""

        self.grammar["verb"] = frozenset(codebook.wording["verb"])
        self.grammar["edition_year"] = frozenset(years(codebook))
        self.grammar["latest_year"] = frozenset(years(codebook)[-1:])
        self.editions = editions(codebook)
        """Editions of the index by the year from which they are in force."""

        self.delicate = frozenset(
            c.iso3 for c in codebook.countries.values() if "ambiguous:" in c.note
        )

    def marks(self, tokens: list[Token], shouting: bool, whispering: bool) -> list[Mark]:
        """Return the marks from left to right.

        `shouting` text is all capitals and `whispering` text has none, so that capitals there
        tell nothing.
        """
        found = []
        position = 0
        beginning = self.surfaces.packed
        while position < len(tokens):
            if tokens[position].low not in beginning:
                position += 1
                continue
            mark = self._at(tokens, position, shouting, whispering)
            if mark is not None and NAMES.isdisjoint(mark.kinds):
                mark = self._without_overlap(tokens, mark, shouting, whispering)
            if mark is None:
                position += 1
            else:
                found.append(mark)
                position = mark.stop
        return found

    def _without_overlap(
        self, tokens: list[Token], mark: Mark, shouting: bool, whispering: bool
    ) -> Mark | None:
        """Cut a phrase short where a name begins in it: "is (New Zealand)", not "is new".

        An idle one, too, where one that limits begins in it: "more (than ever)".
        """
        hidden = LIMITS | PLACES if mark.kinds == IDLE else PLACES
        for start in range(mark.first + 1, mark.stop):
            other = self._at(tokens, start, shouting, whispering)
            if other is not None and other.stop > mark.stop and other.kinds & hidden:
                return self._at(tokens, mark.first, shouting, whispering, start - mark.first)
        return mark

    def _at(
        self,
        tokens: list[Token],
        position: int,
        shouting: bool,
        whispering: bool,
        most: int = LONGEST_PHRASE,
    ) -> Mark | None:
        low = tokens[position].low
        begun = self.surfaces.begun(low)
        if begun is None:
            return None
        reach = min(len(tokens) - position, most, begun.lengths[0])
        lengths = begun.reaching(tokens[position + 1].low if reach > 1 else "")
        single = lengths is begun.alone
        lows = [low] if single else [t.low for t in tokens[position : position + reach]]
        for length in lengths:
            if length > reach:
                continue
            surface = low if length == 1 else " ".join(lows[:length])
            known = self.known.get(surface)
            if known is None:
                found = begun.means.get(surface)
                if found is None:
                    continue
                known = self.known[surface] = _Known(found)
            words = tokens[position : position + length]
            fits = known.how == "any" or self._fits_all(known.how, words, shouting, whispering)
            if fits:
                return Mark(position, position + length, known.kinds, known.ids, known.loose)
            if fits is False:
                continue
            ids = {
                kind: term
                for kind, term, how in known.found
                if self._fits(kind, term, how, words, shouting, whispering)
            }
            if ids:
                loose = any(how == "loose" for kind, _, how in known.found if kind in ids)
                kinds = known.kinds if len(ids) == len(known.ids) else frozenset(ids)
                return Mark(position, position + length, kinds, ids, loose)
        return None

    def _fits_all(
        self, how: str, words: list[Token], shouting: bool, whispering: bool
    ) -> bool | None:
        """Tell whether a phrase fits as all that it may be; None where that is not the same."""
        first = words[0].text
        if how == "exact":
            return shouting or whispering or not first.islower()
        if how == "name" and (len(words) > 1 or len(first) > SHORT):
            return True
        if how == "case" and first[:1].isupper():
            letters = first if len(words) == 1 else "".join([word.text for word in words])
            letters = letters.replace(".", "")
            return len(letters) > SHORT or letters.isupper()
        return None

    def _fits(
        self, kind: str, term: str, how: str, words: list[Token], shouting: bool, whispering: bool
    ) -> bool:
        first = words[0].text
        if how == "exact":
            return shouting or whispering or not first.islower()
        if how == "case":
            letters = "".join(word.text for word in words).replace(".", "")
            if first[:1].isupper():
                return len(letters) > SHORT or letters.isupper()
            return len(letters) > SHORT and (whispering or term not in self.delicate)
        if how == "name" and len(first) <= SHORT and len(words) == 1:
            return whispering or first.isupper() or not first.islower()
        return True
