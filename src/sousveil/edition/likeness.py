"""How alike two texts are, and what that makes of two documents."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from hashlib import blake2b
from itertools import islice
from typing import NamedTuple

from msgspec import Struct

from sousveil.model.time import last_day
from sousveil.model.words import folded

SHINGLE = 5  # words in a shingle: fewer are shared by chance, more are lost with every edit
PERMUTATIONS = 128  # values of a signature; jaccard estimated to about 0.05
SEED = 20190917  # any fixed number; another one would be another index
BANDS, ROWS = 32, 4  # 128 values; the place where a pair is found half the time: jaccard 0.38
BATCH = 1 << 14  # shingles handed over at once

NEAR = 0.8
"""Jaccard from which two texts are one, edited.

Measured on the texts of the tests: a copy of 208 words with another headline and a credit 0.88,
with a paragraph added 0.86; another report with the same quotations 0.03; notices from one
form 0.45, with only firm and sum exchanged 0.70. Notices in which only the sum differs have 0.86
and are near: what is near is to be looked at, not to be merged unseen."""

NEAR_PART = 0.9
"""Containment from which the shorter text is taken for a part of the longer one."""

PART_WORDS = 50
"""Words that the shorter text needs for that: shorter ones are quotations and standing phrases."""

SIZE_OF_BAND = 8  # bytes of a band's hash, of which 63 bits are kept: SQLite's integers are signed


class Likeness(NamedTuple):
    """What two texts share, counted in different shingles."""

    jaccard: float
    """Of the shingles that either has, the share that both have."""

    containment: float
    """Of the shingles of the one that has fewer, the share that the other has too."""

    fewer: int
    """Words of the shorter text, as far as its different shingles tell."""

    @property
    def near(self) -> bool:
        """Whether one text is made from the other."""
        return self.jaccard >= NEAR or (self.containment >= NEAR_PART and self.fewer >= PART_WORDS)


class Relation(Enum):
    """What one document is to another."""

    EXACT = "exact"
    """The same bytes."""

    SAME_TEXT = "same-text"
    """The same text in other bytes, from the same source."""

    NEAR = "near"
    """Nearly the same text, from the same source."""

    SYNDICATED = "syndicated"
    """The same or nearly the same text, from another source: no second witness."""

    REPUBLISHED = "republished"
    """Nearly the same text on a later day, from the same source or under the same title."""


class Publication(Struct, frozen=True, kw_only=True):
    """What `classify` has to know of a document."""

    snapshot: str
    text: str
    """Digests of the bytes and of the text."""

    source: str | None = None
    """None where nobody knows who speaks."""

    title: str | None = None
    date: str | None = None
    """The date that it shows, as partial as it is."""

    at: str | None = None
    """When it was found, in UTC."""


def classify(one: Publication, other: Publication, likeness: Likeness) -> Relation | None:
    """Say what two documents are to each other; the order does not matter. None: nothing.

    The same bytes are `exact`, whoever gives them. Of two known sources, the text is
    `syndicated`. Else, by one source or under one title, it is `republished` if a whole day
    lies surely after the other, by the dates that both show, or those of the finding where one
    shows none; if not, it is `same-text` or `near`. Two documents of which one has no source
    and that do not share a title are taken for syndicated: that counts no witness too many.
    """
    if one.snapshot == other.snapshot:
        return Relation.EXACT
    same = one.text == other.text
    if not same and not likeness.near:
        return None
    one_source = one.source is not None and one.source == other.source
    unknown = one.source is None or other.source is None
    if not one_source and not (unknown and _same_title(one, other)):
        return Relation.SYNDICATED
    if same:
        return Relation.SAME_TEXT
    return Relation.REPUBLISHED if _apart(one, other) else Relation.NEAR


def signature(text: str) -> tuple[int, ...]:
    """Return 128 values, of which two texts share about as many as their jaccard says.

    The same on every machine. Empty for a text without words.
    """
    from rensa import RMinHash  # type: ignore[import-untyped,unused-ignore]

    made = RMinHash(PERMUTATIONS, SEED)
    stream = _shingles(text)
    if not (batch := list(islice(stream, BATCH))):
        return ()
    while batch:
        made.update(batch)
        batch = list(islice(stream, BATCH))
    return tuple(made.digest())


def bands(signature: tuple[int, ...]) -> tuple[int, ...]:
    """Return 32 numbers below 2**63; texts that share one, at its place, are worth comparing.

    A pair is found with the probability 1 - (1 - jaccard**4)**32: 0.9999999 at 0.8, 0.99 at
    0.6, 0.87 at 0.5, 0.56 at 0.4, 0.23 at 0.3, 0.05 at 0.2. So a short piece inside a long text
    is mostly not found, though `likeness` would tell: its jaccard is no more than the share
    of its length. Nor are translations and retellings, which share no five words.
    """
    return tuple(
        int.from_bytes(_hash(signature[at : at + ROWS])) >> 1
        for at in range(0, len(signature), ROWS)
    )


def likeness(one: str, other: str) -> Likeness:
    """Compare two texts exactly; takes about 150 bytes of memory for each word."""
    return compare(shingles(one), shingles(other))


def compare(one: frozenset[str], other: frozenset[str]) -> Likeness:
    """Compare the shingles of two texts; without words, nothing is alike."""
    if not one or not other:
        return Likeness(0.0, 0.0, 0)
    shared, fewer = len(one & other), min(len(one), len(other))
    return Likeness(
        jaccard=shared / (len(one) + len(other) - shared),
        containment=shared / fewer,
        fewer=fewer + SHINGLE - 1,
    )


def shingles(text: str) -> frozenset[str]:
    """Return each five words that follow each other; fewer than five words are one shingle.

    Words are folded; in scripts without spaces they are characters. What is not a word, such as
    line ends and marks of quotation, does not count.
    """
    return frozenset(_shingles(text))


def _shingles(text: str) -> Iterator[str]:
    stream = folded(text)
    last = tuple(islice(stream, SHINGLE))
    if last:
        yield " ".join(last)
    for word in stream:
        last = (*last[1:], word)
        yield " ".join(last)


def _hash(values: tuple[int, ...]) -> bytes:
    packed = b"".join(value.to_bytes(4, "big") for value in values)
    return blake2b(packed, digest_size=SIZE_OF_BAND).digest()


def _same_title(one: Publication, other: Publication) -> bool:
    titles = [tuple(folded(title or "")) for title in (one.title, other.title)]
    return bool(titles[0]) and titles[0] == titles[1]


def _apart(one: Publication, other: Publication) -> bool:
    """Whether the days are surely different."""
    if one.date is not None and other.date is not None:
        return _before(one.date, other.date) or _before(other.date, one.date)
    if one.at is not None and other.at is not None:
        return one.at[:10] != other.at[:10]
    return False


def _before(earlier: str, later: str) -> bool:
    """Whether all days of one partial date are before all days of another."""
    return last_day(earlier[:10]) < later + "-01-01"[len(later) - 4 :]
