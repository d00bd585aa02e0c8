"""Names of a sentence whose letters are veiled: of another script, or cut by unseen signs."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from msgspec import Struct, field

from sousveil.codebook.lookalike import TWINS, is_capital, is_veil, skeleton
from sousveil.codebook.names import TOKEN
from sousveil.extraction.events.lexicon import Lexicon
from sousveil.extraction.events.word import Word

LONGEST = 100  # words and signs; longer runs are no names
TURNING = "\u202e"
"""Makes readers see the letters behind it in the other order."""

NAMED = ("supplier", "financier")
PLACES = frozenset({"country", "demonym", "capital", "place"})


class Veiled(Struct, frozen=True):
    """Words [first, stop) of a sentence; the first may be an unseen sign."""

    first: int
    stop: int
    kinds: frozenset[str]
    """Of the listed name that it looks like: supplier, financier. Empty if it looks like none."""


class _Listed(Struct, frozen=True):
    """The names of a lexicon, as readers see them."""

    names: dict[str, frozenset[str]] = field(default_factory=dict)
    """What each skeleton stands for."""

    exact: set[str] = field(default_factory=set)
    """The names themselves: what is written so is no look-alike."""

    ascii: set[str] = field(default_factory=set)
    """The skeletons of names that are written without accents and other letters than Latin ones."""

    begun: set[str] = field(default_factory=set)
    """What skeletons begin with, cut behind any of their words but the last."""

    def kinds(self, seen: str, text: str) -> frozenset[str] | None:
        """Return the kinds of the name that a text with this skeleton looks like but is not."""
        kinds = self.names.get(seen)
        if kinds is None:
            return None
        is_name = _form(unicodedata.normalize("NFC", text).casefold()) in self.exact
        without_accents = text.isascii() and seen not in self.ascii
        return None if is_name or without_accents else kinds


_held: dict[int, tuple[Lexicon, _Listed]] = {}


def may_be_veiled(words: list[Word], i: int) -> bool:
    """Tell whether a word in small letters that is no listed name may be one: told at a glance."""
    word = words[i]
    return ord(word.text[0]) in TWINS or (i > 0 and words[i - 1].end == word.start)


def find_veiled(words: list[Word], i: int, lexicon: Lexicon) -> Veiled | None:
    """Return the name that begins with word i or the unseen signs before it; None for a plain one.

    "Hua\u200bwei" comes as three words, of which one may even be a listed name; "lBM" has no
    capital. A plain name that looks like no listed one is not found here, and no place is.
    """
    word = words[i]
    if not word.text[0].isalnum():
        return None
    first = i
    while first and words[first - 1].end == words[first].start and _is_veil(words, first - 1):
        first -= 1
    is_named = "supplier" in word.kinds or "financier" in word.kinds
    if first == i and word.text.islower() and ord(word.text[0]) not in TWINS and not is_named:
        return None
    stop = _unit(words, i)
    is_plain = (first, stop) == (i, i + 1)
    if is_plain and is_named:
        return None
    if is_plain and word.text[0].islower() and ord(word.text[0]) not in TWINS:
        return None
    if (found := _as_listed(words, first, stop, _listed(lexicon))) is not None:
        return found
    if is_plain or word.kinds.keys() & PLACES:
        has_case = word.text[0].isupper() or word.text[0].islower()
        caseless = not word.kinds and not has_case and is_capital(word.text[0])
        return Veiled(first, stop, frozenset()) if is_plain and caseless else None
    begins = is_capital(word.text[0]) or is_named
    return Veiled(first, stop, frozenset()) if begins else None


def goes_on(words: list[Word], i: int) -> bool:
    """Tell whether word i hangs on the one before by an unseen sign, or is such a sign itself."""
    if words[i].start != words[i - 1].end:
        return False
    return _is_veil(words, i) or (_is_veil(words, i - 1) and words[i].text[0].isalnum())


def text_of(words: list[Word], first: int, stop: int) -> str:
    """Return words as they stand: with a space only where there is white space."""
    text = words[first].text
    for k in range(first + 1, stop):
        text += words[k].text if words[k].start == words[k - 1].end else f" {words[k].text}"
    return text


def _as_listed(words: list[Word], first: int, stop: int, listed: _Listed) -> Veiled | None:
    """Return the longest run of words from here that looks like a listed name and is none."""
    begin = next(word.text for word in words[first:stop] if word.text[0].isalnum())
    turned = any(word.text == TURNING for word in words[first:stop])
    if begin.islower() and ord(begin[0]) not in TWINS and not turned:
        return None
    found = None
    while stop - first <= LONGEST:
        text = text_of(words, first, stop)
        seen = _seen(text[::-1] if turned else text)
        if (kinds := listed.kinds(seen, text)) is not None:
            found = Veiled(first, stop, kinds)
        if seen not in listed.begun or stop == len(words):
            break
        stop = _unit(words, stop)
    return found


def _unit(words: list[Word], i: int) -> int:
    """Return where the word that is written without white space from word i on ends."""
    stop = i + 1
    while stop < len(words) and stop - i < LONGEST and goes_on(words, stop):
        stop += 1
    return stop


def _is_veil(words: list[Word], i: int) -> bool:
    text = words[i].text
    return len(text) == 1 and _hides(text)


_hides = lru_cache(maxsize=4096)(is_veil)


@lru_cache(maxsize=20_000)
def _seen(text: str) -> str:
    """Return words as readers see them; most come again and again."""
    return _form(skeleton(text))


def _form(text: str) -> str:
    return " ".join(token for token in TOKEN.findall(text) if token != "-")


def _listed(lexicon: Lexicon) -> _Listed:
    """Return the names of a lexicon as readers see them, made once for each."""
    held = _held.get(id(lexicon))
    if held is None or held[0] is not lexicon:
        held = _held[id(lexicon)] = lexicon, _made(lexicon)
    return held[1]


def _made(lexicon: Lexicon) -> _Listed:
    made = _Listed()
    for terms in lexicon.terms.values():
        for term in terms:
            kinds = frozenset(kind for kind in NAMED if kind in term.kinds)
            if not kinds:
                continue
            name = " ".join(term.words)
            seen = _form(skeleton(name))
            if not seen:
                continue
            made.exact.add(_form(name))
            if name.isascii():
                made.ascii.add(seen)
            made.names[seen] = made.names.get(seen, frozenset()) | kinds
            parts = seen.split(" ")
            made.begun.update(" ".join(parts[:n]) for n in range(1, len(parts)))
    return made
