"""What a sentence must hold before a claim can come of it, told by its letters alone."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from sousveil.model.source import Span

RUN = re.compile(r"[^\W_]+")
"""Letters and digits in a row. A known phrase can stand only where all its runs stand."""

ACCENTED = re.compile(r"[^\x00-\x7f\xa0€£‘’“”«»–—…•·°]")
MARKS = re.compile(r"[\u0300-\u036f]")
ODD = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]|[^\x00-\x7f\xa0À-ÖØ-öø-ÿ€£‘’“”«»–—…•·°]|[|!](?=[^\W_])")
"""Signs that nobody sees, letters of other scripts, signs for letters: a name may hide there."""


class Sieve(Struct, frozen=True):
    """Phrases by their runs, so that a sentence's runs tell which of them it may hold."""

    held: Mapping[str, tuple[int, tuple[tuple[frozenset[str], int], ...]]]
    """Each run that is looked for to the signs of the phrase that is nothing else, and to the
    longer phrases it stands for: all of their runs, with their signs."""

    marks: tuple[tuple[str, int], ...]
    """Phrases without letter or digit, with their signs."""

    runs: frozenset[str]

    def of(self, runs: frozenset[str], words: str) -> int:
        """Return the signs that a sentence may have: all that it has, and perhaps more."""
        found = 0
        longer: list[tuple[frozenset[str], int]] = []
        for run in self.runs & runs:
            sign, joined = self.held[run]
            found |= sign
            longer += joined
        for rest, sign in longer:
            if sign & ~found and rest <= runs:
                found |= sign
        for mark, sign in self.marks:
            if mark in words:
                found |= sign
        return found


def sieve(phrases: Iterable[tuple[str, int]]) -> Sieve:
    """Return a sieve for phrases with their signs; each is looked for by its rarest run."""
    held = [(phrase, runs_of(phrase), sign) for phrase, sign in phrases]
    common = Counter(run for _, runs, _ in held for run in runs)
    alone: dict[str, int] = {}
    marks: dict[str, int] = {}
    joined: dict[str, dict[frozenset[str], int]] = {}
    for phrase, runs, sign in held:
        if len(runs) == 1:
            (run,) = runs
            alone[run] = alone.get(run, 0) | sign
        elif runs:
            run = min(runs, key=lambda run: (common[run], -len(run), run))
            signs = joined.setdefault(run, {})
            signs[runs] = signs.get(runs, 0) | sign
        else:
            marks[phrase] = marks.get(phrase, 0) | sign
    each = frozenset((*alone, *joined))
    entries = {run: (alone.get(run, 0), tuple(joined.get(run, {}).items())) for run in each}
    return Sieve(entries, tuple(marks.items()), each)


def runs_of(words: str) -> frozenset[str]:
    """Return the runs of some words in lower case, with look-alikes of plain letters made one."""
    low = words.casefold()
    alike = low.replace("l", "i").replace("1", "i").replace("0", "o")
    found = frozenset(RUN.findall(alike.replace("rn", "m").replace("vv", "w")))
    if not low.isascii() and ACCENTED.search(low):
        bare = MARKS.sub("", unicodedata.normalize("NFKD", low))
        if bare != low:
            found |= runs_of(bare)
    return found


class Sifted(Struct, frozen=True):
    """A text with the runs of each of its sentences, made once for all who read it."""

    content: str
    spans: tuple[Span, ...]
    runs: tuple[frozenset[str], ...]
    odd: bool
    """Whether a name may hide anywhere in the text."""

    def words(self, index: int) -> str:
        """Return a sentence as printed."""
        span = self.spans[index]
        return self.content[span.start : span.end]


def sift(content: str, spans: Iterable[Span]) -> Sifted:
    """Return the runs of the sentences of a text."""
    held = tuple(spans)
    runs = tuple([runs_of(content[s.start : s.end]) for s in held])
    return Sifted(content, held, runs, ODD.search(content) is not None)
