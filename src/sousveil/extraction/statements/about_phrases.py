"""Finds the phrases of about.yml, facts.yml and sources.yml in the words of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.phrases import Phrases
from sousveil.codebook.vocabulary import Codebook

NOTHING: frozenset[str] = frozenset()
Meaning = tuple[int, frozenset[str], tuple[str, ...], str]
"""How many words a phrase has, its roles, its facts, and the source that it names."""

Told = tuple[frozenset[str], tuple[str, ...], str]
"""What is told of a phrase: all that it means but its length."""

NO_PHRASE: Meaning = (0, NOTHING, (), "")


class AboutLexicon:
    """Finds the longest phrase of about.yml, facts.yml and sources.yml at a word."""

    def __init__(self, codebook: Codebook) -> None:
        self.phrases = Phrases(codebook.about, told_of)
        self.terms = {f.id: f.of[0] for f in codebook.facts.values() if f.kind == "technology"}
        """The technologies that facts.yml has further words for."""

        self.recorded = frozenset(codebook.facts) | {
            fact.of[0] for fact in codebook.facts.values() if len(fact.of) == 1
        }
        """Groups and countries that a table has a column for, and other ids of facts."""

        self.vocabulary = frozenset(codebook.about_words)
        """Every word of a phrase."""

        self._asked: dict[frozenset[str], Asked] = {}

    def at(self, words: Sequence[str], place: int) -> Meaning:
        """Return the length of the phrase at a place, its roles, facts and speaker."""
        begun = self.phrases.begun(words[place])
        if begun is None:
            return NO_PHRASE
        second = words[place + 1] if place + 1 < len(words) else ""
        for length in begun.reaching(second):
            here = words[place : place + length]
            found = begun.means.get(" ".join(here))
            if found is not None:
                return len(here), *found
        return NO_PHRASE

    def with_roles(self, roles: frozenset[str]) -> Asked:
        """Return the phrases with one of some roles, to be looked for in a sentence."""
        known = self._asked.get(roles)
        if known is None:
            known = self._asked[roles] = Asked(self.phrases, roles)
        return known


def told_of(told: list[str]) -> Told:
    """Return what is packed with a phrase: its roles, its facts and its source."""
    roles, facts, speaker = told
    return _roles(roles), tuple(facts.split()), speaker


@cache
def _roles(told: str) -> frozenset[str]:
    """Return some roles; thousands of phrases have one of a few hundred sets of them."""
    return frozenset(told.split())


class Asked:
    """Tells by its words alone that a sentence cannot hold one of the phrases with some roles."""

    def __init__(self, phrases: Phrases[Told], roles: frozenset[str]) -> None:
        self.phrases = phrases
        self.roles = roles
        self.met: dict[str, tuple[bool, dict[str, list[frozenset[str]]]]] = {}
        """By first word: whether it is a phrase alone, and the longer phrases by second word."""

    def may_stand_in(self, words: frozenset[str] | set[str]) -> bool:
        """Tell whether all words of one of the phrases are among some words."""
        for word in words & self.phrases.packed.keys():
            alone, longer = self.met.get(word) or self._meet(word)
            if alone:
                return True
            for second in longer.keys() & words:
                if any(phrase <= words for phrase in longer[second]):
                    return True
        return False

    def _meet(self, word: str) -> tuple[bool, dict[str, list[frozenset[str]]]]:
        begun = self.phrases.begun(word)
        alone, longer = False, dict[str, list[frozenset[str]]]()
        for phrase, (roles, _, _) in begun.means.items() if begun else ():
            _, *rest = phrase.split(" ")
            if roles.isdisjoint(self.roles):
                continue
            if rest:
                longer.setdefault(rest[0], []).append(frozenset(rest))
            else:
                alone = True
        self.met[word] = alone, longer
        return alone, longer


@once_per_codebook
def lexicon_of(codebook: Codebook) -> AboutLexicon:
    """Return the lexicon of a codebook, made once."""
    return AboutLexicon(codebook)
