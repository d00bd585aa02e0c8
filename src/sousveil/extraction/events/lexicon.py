"""What a language's words can be in an event: verbs with their forms, nouns, names, small words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec import Struct

from sousveil.codebook.names import TOKEN
from sousveil.codebook.vocabulary import Codebook

VERB = "verb_"
ENGLISH_NAMES = "financier_names"
VOWELS = "aeiou"
NAMES_OF_LISTS = ("country", "demonym", "capital", "place", "supplier", "financier")


class Verb(NamedTuple):
    """One form of a verb."""

    lemma: str
    classes: frozenset[str]
    """Without the prefix: give, make, get, use, ..."""

    forms: frozenset[str]
    """base, third, past, participle, ing."""


class Term(NamedTuple):
    """A phrase and what it can be."""

    words: tuple[str, ...]
    kinds: dict[str, str]
    """Kind to id: `{"supplier": "huawei"}`, `{"firm_noun": "firm_noun"}`."""

    exact: bool
    """True for names: the first letter must be a capital."""

    low: str = ""
    """The English phrase that plays the same part; empty where it is the phrase itself."""

    printed: str = ""
    """A short name that is not all in capitals, as it must be printed: KfW, and not kfw."""


class Lexicon(Struct, frozen=True, kw_only=True):
    """All that the event frames know of the words of one language."""

    language: str
    verbs: dict[str, tuple[Verb, ...]]
    """Single words in lower case to the verbs that they can be."""

    phrasal: dict[str, tuple[tuple[str, Verb], ...]]
    """A verb's form to the particles that make another verb of it, the longest first."""

    terms: dict[str, tuple[Term, ...]]
    """First word in lower case to the phrases that begin with it, the longest first."""

    levels: dict[str, str]
    """Place name to region, city or site."""

    homes: dict[str, str]
    """Supplier id to its country, where known."""

    sells: dict[str, str]
    """Supplier id to its technology, where it sells one alone."""

    common: frozenset[str]
    """Words in small letters that a capital at the beginning of a sentence makes no name."""


def build(codebook: Codebook, language: str) -> Lexicon:
    """Return the lexicon of a language; raise `KeyError` for one that the codebook lacks."""
    if language != "en":
        from sousveil.extraction.events import glosses

        return glosses.build(codebook, language)
    classes = codebook.languages[language]
    verbs, phrasal = _verbs(classes)
    return Lexicon(
        language=language,
        verbs=verbs,
        phrasal=phrasal,
        terms=_terms(codebook, classes),
        levels={name: level for name, (_, level) in codebook.places.items()},
        homes={
            s.id: s.head_office[-1].country
            for s in (*codebook.suppliers.values(), *codebook.financiers.values())
            if s.head_office
        },
        sells=sold_alone(codebook),
        common=common(codebook, language),
    )


def common(codebook: Codebook, language: str) -> frozenset[str]:
    """Return the ordinary words of a language; none where nobody has listed them."""
    return frozenset(codebook.languages.get(f"{language}-common", {}).get("words", ()))


def sold_alone(codebook: Codebook) -> dict[str, str]:
    """Return the technology of each supplier that sells one alone."""
    return {s.id: s.sells[0] for s in codebook.suppliers.values() if len(s.sells) == 1}


def oddly_printed(codebook: Codebook) -> dict[tuple[str, ...], str]:
    """Return the names of one word that have capitals behind small letters: KfW, by their words."""
    listed = (*codebook.suppliers.values(), *codebook.financiers.values())
    names = [n for one in listed for n in (one.name, *one.aliases) if n.isalpha()]
    return {words(n): n for n in names if not n.isupper() and not n[1:].islower()}


def words(phrase: str) -> tuple[str, ...]:
    """Return the tokens of a phrase in lower case, as sentences are cut."""
    return tuple(TOKEN.findall(phrase.replace("’", "'").casefold()))


def _verbs(
    classes: dict[str, tuple[str, ...]],
) -> tuple[dict[str, tuple[Verb, ...]], dict[str, tuple[tuple[str, Verb], ...]]]:
    held: dict[tuple[str, str], tuple[dict[str, set[str]], set[str]]] = {}
    for name, lemmas in sorted(classes.items()):  # the packaged codebook has another order
        if not name.startswith(VERB):
            continue
        for entry in lemmas:
            head, _, particle = entry.partition(" ")
            lemma = f"{head.split('/')[0]} {particle}".strip()
            forms, known = held.setdefault((lemma, particle), ({}, set()))
            known.add(name.removeprefix(VERB))
            for form, kind in inflect(head):
                forms.setdefault(form, set()).add(kind)
    single: dict[str, dict[str, tuple[set[str], set[str]]]] = {}
    phrasal: dict[str, list[tuple[str, Verb]]] = {}
    for (lemma, particle), (forms, known) in held.items():
        for form, kinds in forms.items():
            if particle:
                verb = Verb(lemma, frozenset(known), frozenset(kinds))
                phrasal.setdefault(form, []).append((particle, verb))
            else:
                classes_of, kinds_of = single.setdefault(form, {}).setdefault(lemma, (set(), set()))
                classes_of |= known
                kinds_of |= kinds
    return (
        {
            form: tuple(
                Verb(lemma, frozenset(known), frozenset(kinds))
                for lemma, (known, kinds) in lemmas.items()
            )
            for form, lemmas in single.items()
        },
        {form: tuple(sorted(found, key=lambda f: -len(f[0]))) for form, found in phrasal.items()},
    )


def inflect(head: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of a verb with their kinds; `head` may give irregular ones after slashes."""
    base, *rest = head.split("/")
    stem = base
    yield base, "base"
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        yield f"{base[:-1]}ies", "third"
    elif base.endswith(("s", "x", "z", "ch", "sh", "o")):
        yield f"{base}es", "third"
    else:
        yield f"{base}s", "third"
    doubled = _doubled(base)
    if base.endswith("ie"):
        yield f"{base[:-2]}ying", "ing"
    elif base.endswith("e") and not base.endswith(("ee", "ye", "oe")):
        yield f"{base[:-1]}ing", "ing"
    else:
        yield f"{doubled}ing", "ing"
        if doubled != base:
            yield f"{base}ing", "ing"
    if rest:
        yield rest[0], "past"
        yield rest[-1], "participle"
        return
    regular = {f"{stem}d"} if base.endswith("e") else {f"{doubled}ed", f"{base}ed"}
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        regular = {f"{base[:-1]}ied"}
    for form in sorted(regular):
        yield form, "past"
        yield form, "participle"


def _doubled(base: str) -> str:
    """Return the stem before -ed and -ing: "equipp", "scrapp", "cancell"."""
    if (
        len(base) > 2
        and base[-1] not in "aeiouwxyh"
        and base[-2] in VOWELS
        and base[-3] not in VOWELS
    ) or base.endswith(("quip", "quit")):
        return base + base[-1]
    return base


def _terms(codebook: Codebook, classes: dict[str, tuple[str, ...]]) -> dict[str, tuple[Term, ...]]:
    found: dict[tuple[str, ...], tuple[dict[str, str], set[bool]]] = {}

    def add(kind: str, id: str, names: Iterable[str], exact: bool = False) -> None:
        for name in names:
            key = words(name)
            if not key:
                continue
            kinds, exacts = found.setdefault(key, ({}, set()))
            kinds.setdefault(kind, id)
            exacts.add(exact)

    for name, (iso3, _) in codebook.places.items():
        add("place", f"{iso3}:{name}", (name,), True)
    for country in codebook.countries.values():
        if country.kind == "region":
            continue
        historic = (name for name in country.historic if " and " not in name)
        add("country", country.iso3, (country.name, *country.names, *historic), True)
        add("demonym", country.iso3, country.demonyms, True)
        add("capital", country.iso3, country.capitals, True)
    for supplier in codebook.suppliers.values():
        add("supplier", supplier.id, (supplier.name, *supplier.aliases), True)
    for financier in codebook.financiers.values():
        add("financier", financier.id, (financier.name, *financier.aliases), True)
    for row in classes.get(ENGLISH_NAMES, ()):
        id, _, name = row.partition(" ")
        add("financier", id, (name,), True)
    for technology in codebook.technologies.values():
        add("technology", technology.id, (*technology.systems, *technology.phrases))
    for group in codebook.groups.values():
        add("group", group.id, (*group.phrases, *group.loose))
    for kind, phrases in classes.items():
        if not kind.startswith(VERB) and kind != ENGLISH_NAMES:
            add(kind, kind, phrases)
    for key, (kinds, _) in found.items():
        thing = found.get(key[1:])
        if "they_system" in kinds and thing is not None and "technology" in thing[0]:
            kinds["technology"] = thing[0]["technology"]
    terms: dict[str, list[Term]] = {}
    odd = oddly_printed(codebook)
    for key, (kinds, exacts) in found.items():
        terms.setdefault(key[0], []).append(Term(key, kinds, all(exacts), printed=odd.get(key, "")))
    return {
        first: tuple(sorted(held, key=lambda term: -len(term.words)))
        for first, held in terms.items()
    }
