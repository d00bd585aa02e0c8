"""Phrases of about.yml, facts.yml and sources.yml, by their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.names import key
from sousveil.codebook.vocabulary import Codebook

NOTHING: frozenset[str] = frozenset()
Meaning = tuple[int, frozenset[str], tuple[str, ...], str]
"""How many words a phrase has, its roles, its facts, and the source that it names."""

PLAIN = re.compile("[a-z]+(?: [a-z]+)*").fullmatch
"""Tells phrases whose words are their tokens."""

NO_PHRASE: Meaning = (0, NOTHING, (), "")


class AboutLexicon:
    """Finds the longest phrase of about.yml, facts.yml and sources.yml at a word."""

    def __init__(self, codebook: Codebook) -> None:
        self.phrases: dict[tuple[str, ...], Meaning] = {}
        self.lengths: dict[str, list[int]] = {}
        """Of the phrases that begin with a word, in words, the longest first."""

        self.terms = {f.id: f.of[0] for f in codebook.facts.values() if f.kind == "technology"}
        """The technologies that facts.yml has further words for."""

        self.recorded = frozenset(codebook.facts) | {
            fact.of[0] for fact in codebook.facts.values() if len(fact.of) == 1
        }
        """Groups and countries that a table has a column for, and other ids of facts."""

        self._asked: dict[frozenset[str], Phrases] = {}
        roles: dict[tuple[str, ...], frozenset[str]] = {}
        facts: dict[tuple[str, ...], list[str]] = {}
        speakers: dict[tuple[str, ...], list[str]] = {}
        for role, phrases in codebook.about.items():
            one = frozenset({role})
            for words in map(_words, phrases):
                known = roles.get(words)
                roles[words] = one if known is None else known | one
        for fact in codebook.facts.values():
            one = frozenset({fact.kind})
            for words in map(_words, fact.words):
                roles[words] = roles.get(words, NOTHING) | one
                facts.setdefault(words, []).append(fact.id)
        for source in codebook.sources.values():
            if not source.files and source.title is None:
                for words in map(_words, (source.name, *source.names)):
                    roles.setdefault(words, NOTHING)
                    speakers.setdefault(words, []).append(source.id)
        for words, has in roles.items():
            said_by = speakers.get(words, ("",))[0]
            if said_by and has & {"publisher", "author", "named", "column"}:
                said_by = ""
            if "both" in has and (words[0] in ("neither", "no") or words[:2] == ("in", "neither")):
                has |= {"deny"}
            self.phrases[words] = len(words), has, tuple(facts.get(words, ())), said_by
            self.lengths.setdefault(words[0], []).append(len(words))
        for word, lengths in self.lengths.items():
            if len(lengths) > 1:
                self.lengths[word] = sorted(set(lengths), reverse=True)
        self.seconds: dict[str, set[str]] = {}
        """The second words of longer phrases, by the first."""

        for words in self.phrases:
            if len(words) > 1:
                self.seconds.setdefault(words[0], set()).add(words[1])
        self.vocabulary = frozenset(word for words in self.phrases for word in words)
        """Every word of a phrase."""

    def at(self, words: Sequence[str], place: int) -> Meaning:
        """Return the length of the phrase at a place, its roles, facts and speaker."""
        word, second = words[place], words[place + 1] if place + 1 < len(words) else ""
        if second not in self.seconds.get(word, ()):
            return self.phrases.get((word,), NO_PHRASE)
        for length in self.lengths[word]:
            found = self.phrases.get(tuple(words[place : place + length]))
            if found is not None:
                return found
        return NO_PHRASE

    def with_roles(self, roles: frozenset[str]) -> Phrases:
        """Return the phrases with one of some roles, to be looked for in a sentence."""
        known = self._asked.get(roles)
        if known is None:
            known = self._asked[roles] = Phrases(
                words for words, (_, has, _, _) in self.phrases.items() if has & roles
            )
        return known


def _words(phrase: str) -> tuple[str, ...]:
    if PLAIN(phrase):
        return tuple(phrase.split(" "))
    return tuple([word for word in key(phrase).split(" ") if word != "-"])


class Phrases:
    """Tells by its words alone that a sentence cannot hold one of some phrases."""

    def __init__(self, phrases: Iterable[tuple[str, ...]]) -> None:
        every = [frozenset(words) for words in phrases]
        common = Counter(word for words in every for word in words)
        self.by_rarest: dict[str, list[frozenset[str]]] = {}
        for words in every:
            rarest = min(words, key=lambda word: (common[word], word))
            self.by_rarest.setdefault(rarest, []).append(words)
        self.rarest = frozenset(self.by_rarest)

    def may_stand_in(self, words: frozenset[str] | set[str]) -> bool:
        """Tell whether all words of one of the phrases are among some words."""
        for rarest in self.rarest & words:
            for phrase in self.by_rarest[rarest]:
                if phrase <= words:
                    return True
        return False


@once_per_codebook
def lexicon_of(codebook: Codebook) -> AboutLexicon:
    """Return the lexicon of a codebook, made once."""
    return AboutLexicon(codebook)
