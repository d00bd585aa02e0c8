"""French, Spanish and Portuguese words by the English words that play the same part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.events import romance
from sousveil.extraction.events.cutting import tokens
from sousveil.extraction.events.lexicon import (
    VERB,
    Lexicon,
    Term,
    Verb,
    common,
    oddly_printed,
    sold_alone,
)
from sousveil.extraction.events.numbers import UNIT_OF

NAMES = "-names"
VERB_KEY = "verb "
TECHNOLOGY_KEY = "technology "
CONJUGATION = "conjugation"
MODEL = "en"
LEVELS = {"cities": "city", "regions": "region"}
NAMED = {
    "countries": "country",
    "capitals": "capital",
    "demonyms": "demonym",
    "suppliers": "supplier",
    "financiers": "financier",
    "groups": "group",
}
SMALL = frozenset(
    """preposition determiner conjunction relative subordinator pronoun adverb aux_be aux_have
    aux_do
    modal_will modal_may modal_must modal_can negation hedge norm unclear hypothetical no_evidence
    ended_adverb planned_adjective
    """.split()
)
"""Classes of English words that have no plural."""


def build(codebook: Codebook, language: str) -> Lexicon:
    """Return the lexicon of a language that is read by way of English.

    In `languages/fr.yml`, a key is an English word or phrase, "verb " with an English verb,
    "technology " with an id, or a class of words; the list has the words of the language.
    """
    own = codebook.languages[language]
    names = codebook.languages.get(language + NAMES, {})
    english = codebook.languages[MODEL]
    verbs, phrasal = _verbs(own, english, language)
    return Lexicon(
        language=language,
        verbs=verbs,
        phrasal=phrasal,
        terms=_terms(codebook, own, names, english, language),
        levels={name: level for name, (_, level) in codebook.places.items()}
        | {row[4:]: level for key, level in LEVELS.items() for row in names.get(key, ())},
        homes={
            s.id: s.head_office[-1].country
            for s in (*codebook.suppliers.values(), *codebook.financiers.values())
            if s.head_office
        },
        sells=sold_alone(codebook),
        common=common(codebook, language),
    )


def _verbs(
    own: dict[str, tuple[str, ...]], english: dict[str, tuple[str, ...]], language: str
) -> tuple[dict[str, tuple[Verb, ...]], dict[str, tuple[tuple[str, Verb], ...]]]:
    """Return the forms of verbs, and those with particles; reflexive ones stand under "se form"."""
    classes = _classes_of_verbs(english)
    known = romance.models(own.get(CONJUGATION, ()))
    single: dict[str, dict[str, set[str]]] = {}
    phrasal: dict[str, dict[tuple[str, str], set[str]]] = {}
    for key, entries in own.items():
        if not key.startswith(VERB_KEY):
            continue
        lemma = key.removeprefix(VERB_KEY)
        for entry in entries:
            plain = entry.removeprefix("se ").removeprefix("s'")
            reflexive = plain != entry
            head, _, particle = plain.partition(" ")
            for form, kind in romance.inflect(head, language, known):
                at = f"se {form}" if reflexive else form
                if reflexive and language == "es" and kind == "base" and form == head.split("/")[0]:
                    single.setdefault(f"{form}se", {}).setdefault(lemma, set()).add(kind)
                if particle:
                    whole = particle.startswith("@")
                    cut = particle if whole else " ".join(tokens(particle, language))
                    phrasal.setdefault(at, {}).setdefault((cut, lemma), set()).add(kind)
                else:
                    single.setdefault(at, {}).setdefault(lemma, set()).add(kind)
    for form in [f for f in (*single, *phrasal) if f.startswith("se ")]:
        plain = form.removeprefix("se ")
        if plain not in single:
            kinds = set().union(*single.get(form, {}).values()) | {
                k for (_, lemma), found in phrasal.get(form, {}).items() for k in found
            }
            single[plain] = {"do": kinds}
    return (
        {
            form: tuple(Verb(n, classes[n], frozenset(kinds)) for n, kinds in held.items())
            for form, held in single.items()
        },
        {
            form: tuple(
                (particle, Verb(n, classes[n], frozenset(kinds)))
                for (particle, n), kinds in sorted(held.items(), key=lambda h: -len(h[0][0]))
            )
            for form, held in phrasal.items()
        },
    )


class _Classes(dict[str, frozenset[str]]):
    """Classes by English lemma; verbs that English does not list do other things."""

    def __missing__(self, lemma: str) -> frozenset[str]:
        return frozenset({"other"})


def _classes_of_verbs(english: dict[str, tuple[str, ...]]) -> _Classes:
    found: dict[str, set[str]] = {}
    for name, entries in english.items():
        if name.startswith(VERB):
            for entry in entries:
                head, _, particle = entry.partition(" ")
                lemma = f"{head.split('/')[0]} {particle}".strip()
                found.setdefault(lemma, set()).add(name.removeprefix(VERB))
    return _Classes({lemma: frozenset(names) for lemma, names in found.items()})


class _Terms:
    """Gathers phrases with what they can be."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.odd: dict[tuple[str, ...], str] = {}
        """The short names that are not all in capitals, as they must be printed."""
        self.found: dict[tuple[tuple[str, ...], bool], tuple[dict[str, str], list[str]]] = {}

    def add(
        self, kinds: dict[str, str], phrases: Iterable[str], *, exact: bool = False, low: str = ""
    ) -> None:
        for phrase in phrases:
            key = tokens(phrase, self.language)
            if key:
                held, lows = self.found.setdefault((key, exact), ({}, []))
                for kind, id in kinds.items():
                    held.setdefault(kind, id)
                if low:
                    lows.append(low)

    def sorted(self) -> dict[str, tuple[Term, ...]]:
        plain = {key for key, exact in self.found if not exact and len(key) == 1}
        terms: dict[str, list[Term]] = {}
        for (key, exact), (kinds, lows) in self.found.items():
            if exact and key in plain and kinds.keys() <= {"place", "supplier"}:
                continue  # a town or company that is a common word, too
            low = lows[0] if lows else ""
            terms.setdefault(key[0], []).append(Term(key, kinds, exact, low, self.odd.get(key, "")))
        return {
            first: tuple(sorted(held, key=lambda t: (-len(t.words), not t.exact)))
            for first, held in terms.items()
        }


def _terms(
    codebook: Codebook,
    own: dict[str, tuple[str, ...]],
    names: dict[str, tuple[str, ...]],
    english: dict[str, tuple[str, ...]],
    language: str,
) -> dict[str, tuple[Term, ...]]:
    made = _Terms(language)
    made.odd = oddly_printed(codebook)
    _add_names(made, codebook, names, language)
    classes: dict[str, dict[str, str]] = {}
    for name, phrases in english.items():
        if not name.startswith(VERB):
            for phrase in phrases:
                classes.setdefault(phrase, {})[name] = name
    for key, phrases in own.items():
        if key.startswith(VERB_KEY) or key == CONJUGATION:
            continue
        if key.startswith(TECHNOLOGY_KEY):
            id = key.removeprefix(TECHNOLOGY_KEY)
            for phrase in _numbers(phrases, language):
                made.add({"technology": id}, (phrase,), low=_thing(id, phrase))
        elif key in english:
            made.add({key: key}, phrases if key in SMALL else _numbers(phrases, language))
        elif key == "clitic":
            made.add({key: key}, phrases)
        else:
            kinds = dict(classes.get(key, {})) or {"word": key}
            if stands := classes.get(f"the {key}"):
                kinds["the"] = " ".join(stands)
            single = bool(kinds.keys() & SMALL) or kinds.keys() == {"word"}
            made.add(kinds, (p.removeprefix("=") for p in phrases), low=key)
            if not single:
                many = next((p for p in _many(key) if p in classes or p in UNIT_OF), key)
                made.add(kinds, _plurals(phrases, language), low=many)
    return made.sorted()


def _numbers(phrases: Iterable[str], language: str) -> Iterator[str]:
    """Yield phrases with their plurals; "=câmara" has none here."""
    for phrase in phrases:
        if phrase.startswith("="):
            yield phrase[1:]
            continue
        yield phrase
        yield from romance.plurals(phrase, language)


def _plurals(phrases: Iterable[str], language: str) -> Iterator[str]:
    for phrase in phrases:
        if not phrase.startswith("="):
            yield from romance.plurals(phrase, language)


def _many(noun: str) -> tuple[str, ...]:
    """Return what the plural of an English noun can look like."""
    return (f"{noun}s", f"{noun}es", f"{noun[:-1]}ies")


UNITS = (("drone", ("dron",)), ("cameras", ("cám", "câm", "cam")), ("reader", ("lect", "leit")))


def _thing(technology: str, phrase: str) -> str:
    """Return the English word by which a quantity of a technology is counted."""
    for unit, begins in UNITS:
        if phrase.startswith(begins):
            return unit
    return technology.replace("_", " ")


def _add_names(
    made: _Terms, codebook: Codebook, names: dict[str, tuple[str, ...]], language: str
) -> None:
    for name, (iso3, _) in codebook.places.items():
        made.add({"place": f"{iso3}:{name}"}, (name,), exact=True)
    for country in codebook.countries.values():
        if country.kind != "region":
            made.add({"country": country.iso3}, (country.name, *country.names), exact=True)
            made.add({"capital": country.iso3}, country.capitals, exact=True)
    for supplier in codebook.suppliers.values():
        made.add({"supplier": supplier.id}, (supplier.name, *supplier.aliases), exact=True)
    for financier in codebook.financiers.values():
        made.add({"financier": financier.id}, (financier.name, *financier.aliases), exact=True)
    for technology in codebook.technologies.values():
        long = [p for p in (*technology.phrases, *technology.systems) if " " in p]
        made.add({"technology": technology.id}, long, low=technology.id.replace("_", " "))
    for group in codebook.groups.values():
        made.add({"group": group.id}, (p for p in group.phrases if " " in p))
    for key, rows in names.items():
        for row in rows:
            id, _, name = row.partition(" ")
            if key in LEVELS:
                made.add({"place": f"{id}:{name}"}, (name,), exact=True)
            elif key == "demonyms":
                made.add({"demonym": id}, romance.genders(name, language))
            else:
                made.add({NAMED[key]: id}, (name,), exact=key != "groups")
