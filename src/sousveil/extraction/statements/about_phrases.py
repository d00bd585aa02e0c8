"""Phrases of about.yml, facts.yml and sources.yml, by their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.names import key
from sousveil.codebook.vocabulary import Codebook

NOTHING: frozenset[str] = frozenset()
Meaning = tuple[int, frozenset[str], tuple[str, ...], str]
"""How many words a phrase has, its roles, its facts, and the source that it names."""

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
        made: dict[tuple[str, ...], tuple[set[str], list[str], list[str]]] = {}

        def at(phrase: str) -> tuple[set[str], list[str], list[str]]:
            words = tuple(phrase.split())
            if not (phrase.isascii() and phrase.islower() and "".join(words).isalpha()):
                words = tuple([word for word in key(phrase).split(" ") if word != "-"])
            if words not in made:
                made[words] = set(), [], []
            return made[words]

        for role, phrases in codebook.about.items():
            for phrase in phrases:
                at(phrase)[0].add(role)
        for fact in codebook.facts.values():
            for phrase in fact.words:
                roles, facts, _ = at(phrase)
                roles.add(fact.kind)
                facts.append(fact.id)
        for source in codebook.sources.values():
            if not source.files and source.title is None:
                for name in (source.name, *source.names):
                    at(name)[2].append(source.id)
        for words, (roles, facts, speakers) in made.items():
            speaker = (
                ""
                if roles & {"publisher", "author", "named", "column"} or not speakers
                else speakers[0]
            )
            if "both" in roles and words[:2] == ("in", "neither"):
                roles.add("deny")
            if "both" in roles and words[0] in ("neither", "no"):
                roles.add("deny")
            self.phrases[words] = len(words), frozenset(roles), tuple(facts), speaker
            self.lengths.setdefault(words[0], []).append(len(words))
        for word, lengths in self.lengths.items():
            self.lengths[word] = sorted(set(lengths), reverse=True)
        self.vocabulary = frozenset(word for words in self.phrases for word in words)
        """Every word of a phrase."""

    def at(self, words: Sequence[str], place: int) -> Meaning:
        """Return the length of the phrase at a place, its roles, facts and speaker."""
        for length in self.lengths.get(words[place], ()):
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
