"""Turns of phrase as turns.yml writes them, spelled out as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from msgspec import Raw, Struct

from sousveil.codebook.needed import meets
from sousveil.codebook.vocabulary import PackedTurns, Turn
from sousveil.model.codec import decode, encode

TURNS = ("deeds", "listing", "counting")
"""The kinds of turns; see turns.yml."""

NAMED = re.compile(r"\{([A-Z]+)\}")
CALLED = re.compile(r"<(\w+):([a-z%])>")
PART = re.compile(r"\{(\w+)\}\Z")
AT = frozenset({"at_home", "if_home", "unless_home"})
"""What asks whether the one supplier is at home in the place found as `d`, or else as `c`."""

HOME = frozenset({"home", *AT})
"""What the plain way may ask for that is not found in the words: where a supplier is at home."""


OF_EDITIONS = ("2019", "2022", "edition", "{FIRST}", "{LAST}", "{THEN}", "{SINCE}", "{SPAN}")
"""Words of a turn that has editions of its own."""


def spelled_out(said: str, words: Mapping[str, str]) -> str:
    """Return what is said as a regular expression; raise `KeyError` for a name without words."""
    while NAMED.search(said):
        said = NAMED.sub(lambda found: words[found[1]], said)
    named = CALLED.sub(r"(?P<\1><\2>)", said)
    return f"(?<= ){named}(?= )"


def pack_turns(turns: Iterable[Turn]) -> PackedTurns:
    """Return turns of phrase as the codebook keeps them."""
    rows: list[Raw] = []
    by_word: dict[str, list[int]] = {}
    for turn in turns:
        for word in dict.fromkeys(turn.tried.split()):
            by_word.setdefault(word, []).append(len(rows))
        rows.append(Raw(encode(turn)))
    places = {word: tuple(places) for word, places in by_word.items()}
    return PackedTurns(rows=tuple(rows), by_word=places)


def unpack_turns(packed: PackedTurns) -> Iterator[Turn]:
    """Yield turns of phrase in their order."""
    for row in packed.rows:
        yield decode(row, Turn)


class _Needing(Struct):
    """What a turn needs, of all that its row has."""

    needs: tuple[str, ...] = ()


class Told:
    """A turn with its pattern, which is made when it may first be found: a text has few turns."""

    def __init__(self, row: Raw, words: Mapping[str, str]) -> None:
        self.needs = decode(row, _Needing).needs
        self._row = row
        self._words = words

    @cached_property
    def turn(self) -> Turn:
        """What is said and how, as written."""
        return decode(self._row, Turn)

    @cached_property
    def of_editions(self) -> bool:
        """True for a turn that tells itself of which edition something is, or of both."""
        return any(word in self.turn.said + self.turn.plain for word in OF_EDITIONS)

    @cached_property
    def plain(self) -> list[str]:
        """The parts of the plain way."""
        return self.turn.plain.split()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What is said; raises `re.error` and `KeyError` where turns.yml is wrong."""
        return re.compile(spelled_out(self.turn.said, self._words))

    def found(self, line: str, asked: str) -> re.Match[str] | None:
        """Return where a line has the turn; `asked` are its signs, without which none looks."""
        return self.pattern.search(line) if meets(asked, self.needs) else None

    def missing(self) -> set[str]:
        """Return the parts that the plain way asks for and the pattern does not find."""
        asked = {found[1] for part in self.plain if (found := PART.match(part))}
        if asked & AT and "d" not in self.pattern.groupindex:
            asked.add("c")
        return asked - HOME - set(self.pattern.groupindex)


class Turns:
    """Turns of phrase by each word that has one of them tried; a text has few of the words."""

    def __init__(self, packed: PackedTurns, words: Mapping[str, str], counts: bool) -> None:
        self.counts = counts
        """True where each of them needs a number."""

        self.by_word = packed.by_word
        self._rows = packed.rows
        self._words = words
        self._told: dict[int, Told] = {}

    def tried(self, lows: Iterable[str]) -> list[Told]:
        """Return the turns of which a word stands there, in their order."""
        known = self.by_word
        return [
            self._at(n) for n in sorted({n for low in lows if low in known for n in known[low]})
        ]

    def _at(self, place: int) -> Told:
        told = self._told.get(place)
        if told is None:
            told = self._told[place] = Told(self._rows[place], self._words)
        return told
