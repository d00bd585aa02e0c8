"""The words of a sentence as items: names, numbers, and words by what they do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.clauses import Sentence
from sousveil.extraction.marks import Mark

NAMES = ("supplier", "technology", "group", "country", "demonym", "capital")
PLACES = frozenset({"country", "demonym", "capital"})
NOTHING: frozenset[str] = frozenset()
MEANT = frozenset({"neutral"})
STOPPING = frozenset({"modal", "untruth", "limiting"})
"""Kinds of wording.yml that leave a statement unread."""


@dataclass(frozen=True, slots=True)
class Item:
    """Tokens [first, stop) with what they are; `roles` are kinds of statements.yml."""

    first: int
    stop: int
    low: str
    """The words, in lower case, without hyphens."""

    kind: str = ""
    """`supplier`, `technology`, `group`, `country`, `demonym`, `capital`, `number`, `sign`,
    `idle`, `unknown`, or `word` for one with roles."""

    id: str = ""
    roles: frozenset[str] = NOTHING
    loose: bool = False
    value: float = 0.0

    @property
    def place(self) -> bool:
        """True for a country under any of its names."""
        return self.kind in PLACES


class Lexicon:
    """Finds the longest phrase of statements.yml at a word."""

    def __init__(self, codebook: Codebook) -> None:
        found: dict[tuple[str, ...], set[str]] = {}
        for role, phrases in codebook.statements.items():
            for phrase in phrases:
                words = tuple(_words(phrase))
                found.setdefault(words, set()).add(role)
        self.phrases: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
        for words, roles in found.items():
            self.phrases.setdefault(words[0], []).append((words, frozenset(roles)))
        for same in self.phrases.values():
            same.sort(key=lambda pair: -len(pair[0]))

    def at(self, words: list[str], place: int) -> tuple[int, frozenset[str]]:
        """Return the length of the phrase at a place, and its roles; 0 where there is none."""
        for phrase, roles in self.phrases.get(words[place], ()):
            if tuple(words[place : place + len(phrase)]) == phrase:
                return len(phrase), roles
        return 0, NOTHING


def _words(phrase: str) -> list[str]:
    """Return the words of a phrase as the tokens of a text would be."""
    made = phrase.replace("-", " ").replace("'s", " 's")
    return made.split()


_lexicons: list[tuple[Codebook, Lexicon]] = []
KEPT = 4  # codebooks whose lexicons are kept


def lexicon_of(codebook: Codebook) -> Lexicon:
    """Return the lexicon of a codebook, made once."""
    for known, made in _lexicons:
        if known is codebook:
            return made
    made = Lexicon(codebook)
    _lexicons.append((codebook, made))
    del _lexicons[:-KEPT]
    return made


def items(s: Sentence, lexicon: Lexicon) -> list[Item]:
    """Return the items of a sentence from left to right; hyphens inside words are passed by."""
    return list(_items(s, lexicon))


def _items(s: Sentence, lexicon: Lexicon) -> Iterator[Item]:
    tokens = s.tokens
    order = [i for i, t in enumerate(tokens) if t.text != "-" or not _joins(s, i)]
    words = [tokens[i].low for i in order]
    at = 0
    while at < len(order):
        i = order[at]
        mark = s.by_token.get(i)
        named = _name(mark) if mark is not None and mark.first == i else None
        length, roles = lexicon.at(words, at)
        if named is not None and mark is not None:
            inside = sum(1 for j in order[at:] if j < mark.stop)
            if length <= inside:
                kind, term = named
                low = " ".join(words[at : at + inside])
                yield Item(i, mark.stop, low, kind, term, _also(roles, length), mark.loose)
                at += inside
                continue
        quantity = s.numbers.get(i)
        if quantity is not None and length < 2:
            stop = max(quantity.end, i + 1)
            taken = max(1, sum(1 for j in order[at:] if j < stop))
            low = " ".join(words[at : at + taken])
            yield Item(i, stop, low, "number", value=quantity.value, roles=roles)
            at += taken
        elif length:
            stop = order[at + length - 1] + 1
            yield Item(i, stop, " ".join(words[at : at + length]), "word", roles=roles)
            at += length
        else:
            yield Item(i, i + 1, words[at], _plain(s, i))
            at += 1


def _joins(s: Sentence, i: int) -> bool:
    """Tell a hyphen inside a word from a dash between words."""
    tokens = s.tokens
    return (
        0 < i < len(tokens) - 1
        and (tokens[i - 1].end == tokens[i].start)
        and (tokens[i].end == tokens[i + 1].start)
    )


def _name(mark: Mark) -> tuple[str, str] | None:
    return next(((kind, mark.ids[kind]) for kind in NAMES if kind in mark.ids), None)


def _also(roles: frozenset[str], length: int) -> frozenset[str]:
    return roles if length else NOTHING


def _plain(s: Sentence, i: int) -> str:
    word = s.tokens[i]
    if not any(char.isalnum() for char in word.text):
        return "sign"
    kinds = s.kinds(i)
    if kinds & STOPPING:
        return "unknown"
    return "idle" if kinds & MEANT else "unknown"
