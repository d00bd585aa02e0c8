"""Examples beside a number, which limit nothing: "such as Iran, Myanmar and Venezuela"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.marks import Mark
from sousveil.extraction.numbers.clauses import Core, Sentence
from sousveil.extraction.numbers.places import PLACES
from sousveil.extraction.numbers.scope import Scope

DOING = frozenset({"does", "do", "did", "it", "them", "that"})


def without_examples(s: Sentence, core: Core) -> tuple[list[int], list[str], list[str]]:
    """Split off "such as Iran, Myanmar and Venezuela", and return its countries.

    The third list holds what "China, like the US, supplies ..." says of a second supplier.
    """
    kept: list[int] = []
    examples: list[str] = []
    likened: list[str] = []
    skipping = False
    for i in core:
        mark = s.by_token.get(i)
        if mark is not None and mark.first == i and "example" in mark.kinds:
            following = core.after(mark.stop, 3)
            doing = {s.tokens[j].low for j in following}
            if s.tokens[i].low == "like" and not DOING.isdisjoint(doing):
                likened.append(s.words([i, *following]))  # "like China does", "and like it"
            listed = any(s.kinds(j) & (PLACES | {"supplier"}) for j in following)
            home = len(following) <= 2
            ranked = "supplier" in s.kinds(mark.stop) and any(
                j in s.numbers for j in core.between(mark.stop + 1, mark.stop + 4)
            )  # "followed by NEC with 14"
            home = home or ranked
            if listed and s.tokens[i].low not in ("from",) and not home:
                skipping = True
                named = next((j for j in core.before(i, i) if s.tokens[j].text != ","), None)
                liked = named is not None and s.kinds(named) & PLACES
                if s.tokens[i].low == "like" and liked:
                    likened.append(s.words([i, *following]))
        if skipping and "verb" in s.kinds(i) and not s.kinds(i) & {"example", "supplier"}:
            skipping = False
        if not skipping:
            kept.append(i)
        elif mark is not None and mark.first == i and "country" in mark.kinds:
            examples.append(mark.ids["country"])
    return kept, examples, likened


def examples_from_elsewhere(
    s: Sentence, scope: Scope, kept: Sequence[int], codebook: Codebook
) -> list[str]:
    """Return suppliers told as examples of another country's: "Chinese firms such as NEC"."""
    named = {
        country
        for i in kept
        if i in s.by_token
        for kind in ("country", "demonym")
        if (country := s.by_token[i].ids.get(kind)) and "supplier" not in s.kinds(i)
    }
    still = set(kept)
    dropped = [m for m in marks_of(s, (*scope.core, *scope.shown)) if m.first not in still]
    return [
        s.words(range(m.first, m.stop))
        for m in dropped
        if "supplier" in m.kinds
        and named
        and codebook.suppliers[m.ids["supplier"]].home("9999-12-31") not in named
    ]


def marks_of(s: Sentence, core: Sequence[int]) -> list[Mark]:
    """Return the names and phrases that begin in some tokens."""
    return [m for i in sorted(set(core)) if (m := s.by_token.get(i)) is not None and m.first == i]
