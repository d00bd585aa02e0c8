"""Turns of phrase as turns.yml writes them, spelled out as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from sousveil.codebook.needed import meets
from sousveil.codebook.vocabulary import Turn

TURNS = ("deeds", "listing", "counting")
"""The kinds of turns; see turns.yml."""

NAMED = re.compile(r"\{([A-Z]+)\}")
CALLED = re.compile(r"<(\w+):([a-z%])>")
PART = re.compile(r"\{(\w+)\}\Z")
AT = frozenset({"at_home", "if_home", "unless_home"})
"""What asks whether the one supplier is at home in the place found as `d`, or else as `c`."""

HOME = frozenset({"home", *AT})
"""What the plain way may ask for that is not found in the words: where a supplier is at home."""


def spelled_out(said: str, words: Mapping[str, str]) -> str:
    """Return what is said as a regular expression; raise `KeyError` for a name without words."""
    while NAMED.search(said):
        said = NAMED.sub(lambda found: words[found[1]], said)
    named = CALLED.sub(r"(?P<\1><\2>)", said)
    return f"(?<= ){named}(?= )"


class Told:
    """A turn with its pattern, which is made when it may first be found: a text has few turns."""

    def __init__(self, turn: Turn, words: Mapping[str, str]) -> None:
        self.signs = turn.tried.split()
        self.plain = turn.plain.split()
        self.needs = turn.needs
        self._said = turn.said
        self._words = words

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What is said; raises `re.error` and `KeyError` where turns.yml is wrong."""
        return re.compile(spelled_out(self._said, self._words))

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
    """Turns of phrase by each word that has one of them tried."""

    def __init__(self, turns: Iterable[Turn], words: Mapping[str, str], counts: bool) -> None:
        self.counts = counts
        """True where each of them needs a number."""

        self.turns: Sequence[Told] = [Told(turn, words) for turn in turns]
        self.by_sign: dict[str, list[int]] = {}
        for place, told in enumerate(self.turns):
            for sign in told.signs:
                self.by_sign.setdefault(sign, []).append(place)

    def tried(self, lows: Iterable[str]) -> list[Told]:
        """Return the turns of which a word stands there, in their order."""
        signs = self.by_sign
        return [
            self.turns[n] for n in sorted({n for low in lows if low in signs for n in signs[low]})
        ]
