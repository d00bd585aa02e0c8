"""Phrases by their first word; those of a word are unpacked when a text has the word.

A vocabulary has thousands of phrases, and an article meets few of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")


def pack(phrases: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return, for each first word, a line for each phrase: it and its meanings, with tabs between.

    The words of a phrase have one space between. Neither may hold a tab or the end of a line.
    """
    lines: dict[str, list[str]] = {}
    for phrase in sorted(phrases):
        line = "\t".join((phrase, *phrases[phrase]))
        lines.setdefault(phrase.split(" ", 1)[0], []).append(line)
    return {word: "\n".join(of_word) for word, of_word in lines.items()}


def unpack(packed: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the phrases of one first word with their meanings."""
    for line in packed.split("\n"):
        phrase, *meanings = line.split("\t")
        yield phrase, meanings


def words_of(packed: Mapping[str, str]) -> tuple[str, ...]:
    """Return every word of some packed phrases, in the order of letters."""
    phrases = (phrase for of_word in packed.values() for phrase, _ in unpack(of_word))
    return tuple(sorted({word for phrase in phrases for word in phrase.split(" ")}))


class Begun(Generic[Meaning]):
    """The phrases that begin with one word."""

    __slots__ = ("alone", "lengths", "means", "seconds")

    def __init__(self, packed: str, make: Callable[[list[str]], Meaning]) -> None:
        self.means = {phrase: make(meanings) for phrase, meanings in unpack(packed)}
        self.lengths = sorted({phrase.count(" ") + 1 for phrase in self.means}, reverse=True)
        """In words, the longest first."""

        self.seconds = frozenset([p.split(" ", 2)[1] for p in self.means if " " in p])
        """The second words of the longer ones."""

        self.alone = [1] if self.lengths[-1] == 1 else []

    def reaching(self, second: str) -> list[int]:
        """Return how many words the phrases have that may stand there before a second word."""
        return self.lengths if second in self.seconds else self.alone


class Phrases(Generic[Meaning]):
    """Finds the phrases that begin with a word, each with what is made of its meanings."""

    def __init__(self, packed: Mapping[str, str], make: Callable[[list[str]], Meaning]) -> None:
        self.packed = packed
        self.make = make
        self.met: dict[str, Begun[Meaning]] = {}

    def begun(self, word: str) -> Begun[Meaning] | None:
        """Return the phrases that begin with a word; None where there are none."""
        known = self.met.get(word)
        if known is None and word in self.packed:
            known = self.met[word] = Begun(self.packed[word], self.make)
        return known

    def __contains__(self, phrase: str) -> bool:
        """Tell whether a phrase is one of them."""
        known = self.begun(phrase.split(" ", 1)[0])
        return known is not None and phrase in known.means
