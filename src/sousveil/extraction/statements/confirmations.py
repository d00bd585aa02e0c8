"""Who is said to confirm a number, or to have found it independently."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.extraction.statements.about import Word, words_of
from sousveil.extraction.statements.about_phrases import lexicon_of
from sousveil.model.query import Fact, Said

NEAR = 5  # words before "confirms" among which the index may stand as the one that does

TELLING = frozenset({"independent", "separately", "confirm"})
"""Roles of words without one of which nothing is said to be confirmed."""

OURS = frozenset({"confirmer", "named", "first", "last"})
"""Roles of words for the index, of which one may confirm what it prints."""

CONFIRMED = Fact(said=(Said(what="confirmed"),))


def confirmation(s: Sentence, codebook: Codebook) -> Fact | None:
    """Return what a sentence asserts that speaks of a confirmation or of independence."""
    if not codebook.about:
        return None
    if not lexicon_of(codebook).with_roles(TELLING).may_stand_in({t.low for t in s.tokens}):
        return None
    words = words_of(s, codebook)
    if any("independent" in w.roles for w in words):
        return CONFIRMED
    others = any(
        "witness" in w.roles or (w.kind == "speaker" and "publisher" not in w.roles) for w in words
    )
    if others and any("separately" in w.roles for w in words):
        return CONFIRMED
    for at, word in enumerate(words):
        if "confirm" in word.roles and not _by_the_index(words, at):
            return CONFIRMED
    return None


def _by_the_index(words: Sequence[Word], at: int) -> bool:
    """Tell "the index confirms" and "confirmed by a recount", which is no second witness."""
    low = words[at].low
    after = words[at + 1 : at + 5]
    if low in ("confirmed by", "borne out by", "upheld by"):
        return any("confirmer" in w.roles for w in after) and not any(
            w.kind in ("speaker", "number") or "witness" in w.roles for w in words[at + 1 :]
        )
    if low not in ("confirm", "confirms", "confirmed", "attests"):
        return False
    before = words[max(0, at - NEAR) : at]
    return any(w.roles & OURS for w in before) and not any(
        w.kind == "speaker" or "quoting" in w.roles or w.low == "and" for w in before
    )
