"""What brackets beside a number say of it: examples, exceptions, limits."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sousveil.extraction.marks import Mark
from sousveil.extraction.numbers.clauses import QUOTES, Piece, Sentence
from sousveil.extraction.numbers.frames import (
    NAMES,
    are_examples,
    are_firms_shown,
    clean,
    countries,
    explains,
    limits,
)

YEAR = re.compile(r"20[012]\d")
"""A year in brackets: "64 countries (2019)"."""


def read_brackets(
    s: Sentence, all_pieces: list[Piece], home: Piece, reach: tuple[int, int]
) -> tuple[list[int], list[str], list[str], list[int]]:
    """Return tokens of brackets that leave a country out, and brackets that limit the number.

    Then the countries that brackets name as examples, and tokens of brackets with such firms.
    """
    taken: list[int] = []
    shown: list[int] = []
    unread: list[str] = []
    named: list[str] = []
    beside = {name for p in all_pieces if not p.aside for name in _named(s, range(p.first, p.stop))}
    for piece in all_pieces:
        if not piece.aside or piece is home or piece.clause != home.clause:
            continue
        if not reach[0] <= piece.first < reach[1] or any(
            i in s.numbers for i in range(piece.first, piece.stop)
        ):
            continue
        words = [i for i in range(piece.first, piece.stop) if s.tokens[i].text not in QUOTES]
        dated = len(words) == 1 and YEAR.fullmatch(s.tokens[words[0]].low) is not None
        if dated or (s.has("apart_from", words[:1]) and clean(s, piece)):
            taken += words
        elif countries(s, words) and are_examples(s, words):
            named += countries(s, words)
        elif are_firms_shown(s, words):
            shown += words
        elif limits(s, words) or not _named(s, words) <= beside:
            unread.append(s.words(words))
        elif not _named(s, words) and clean(s, piece):
            taken += words
        elif not explains(s, words):
            unread.append(s.words(words))
    return taken, unread, named, shown


def _named(s: Sentence, words: Iterable[int]) -> set[str]:
    """Return what some words name that the index holds."""
    return {id_of(s.by_token[i]) for i in words if s.kinds(i) & NAMES}


def id_of(mark: Mark) -> str:
    """Return the term that a mark of a name stands for."""
    return next((mark.ids[k] for k in sorted(mark.ids) if k in NAMES or k == "capital"), "")
