"""What the words of a language mean in English, as the codebook has it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

from msgspec import Struct, field

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.events.romance import Model, genders, inflect, models, plurals
from sousveil.extraction.tongues.clause_order import Order
from sousveil.extraction.tongues.words import bare, folded, spelt_out, tokenise, words

ROMANCE = frozenset({"fr", "es", "pt"})
PLURAL = {"fr": ("nt", "ns"), "es": ("n", "s"), "pt": ("m", "s")}
"""How verbs end in the plural of the present."""

INFLECTED = {"fr": ("é",), "es": ("ado", "ido"), "pt": ("ado", "ido")}
"""How the first words of adjectives of several words end that stand in four forms."""

SLOT = re.compile(r"\{(\w)\}")
SPECIAL = frozenset({"small", "numbers", "contractions", "endings", "genitive", "unread",
                     "floating", "verbs first", "clause verbs", "clause openers", "counted nouns",
                     "sayers", "agencies",
                     "country names", "demonyms", "capitals"})  # fmt: skip
"""Keys of a table whose lists hold no phrases of the key's meaning."""


class Meaning(NamedTuple):
    """What a phrase is in English."""

    english: str
    """Empty for words that English leaves out."""

    kind: str = ""
    """`noun`, `adjective`, `name`, `supplier`, `number`, `unread`, or empty."""

    capitals: bool = False
    """True for a name that stands in capitals only: US, NEC."""


class Frame(NamedTuple):
    """Words that belong together with others between them: "setzt {1} ein"."""

    pattern: tuple[frozenset[str] | str, ...]
    """Sets of words, any of which may stand there, and names of slots."""

    english: tuple[str, ...]
    """The English, cut at its slots: phrases, and "{1}" for a slot."""


Index = dict[str, list[dict[tuple[str, ...], Meaning]]]
"""Phrases by their first word: those of each length together, the longest first."""


class Table(Struct):
    """The words of one language."""

    language: str
    phrases: Index = field(default_factory=dict)
    names: Index = field(default_factory=dict)
    """Names, which need a capital; of a supplier the meaning is what the text has."""

    frames: dict[str, list[Frame]] = field(default_factory=dict)
    """Frames by a word that they begin with, or "{n}" for a number; the longest first."""

    floating: frozenset[tuple[str, ...]] = frozenset()
    """Phrases that may stand inside others, as "tous trois" in "disposent tous trois de"."""

    verbs_first: frozenset[str] = frozenset()
    """English of the verbs that stand before their subject where something else is fronted."""

    order: Order | None = None
    """What the order of words in clauses goes by; None where it is that of English."""

    small: frozenset[str] = frozenset()
    """The words that tell the language."""

    dateline: re.Pattern[str] | None = None
    """The place and agency with which a report opens: "Washington (AFP) – "."""


_tables: list[tuple[Codebook, str, Table]] = []
KEPT = 8  # tables that are kept


def table_of(codebook: Codebook, language: str) -> Table | None:
    """Return the table of a language, made once; None where the codebook has none."""
    for book, name, made in _tables:
        if book is codebook and name == language:
            return made
    if language not in codebook.tongues:
        return None
    made = _made(codebook, language)
    _tables.append((codebook, language, made))
    del _tables[:-KEPT]
    return made


class _Maker:
    """Collects phrases; of two meanings of one phrase the first stands."""

    def __init__(self, classes: dict[str, tuple[str, ...]]) -> None:
        self.phrases: dict[tuple[str, ...], Meaning] = {}
        self.names: dict[tuple[str, ...], Meaning] = {}
        self.contracted: dict[str, tuple[str, ...]] = {}
        for row in classes.get("contractions", ()):
            whole, _, forms = row.partition(" | ")
            self.contracted[whole] = (whole, *forms.split())
        self.endings = classes.get("endings", ("",))

    def add(self, phrase: str, meaning: Meaning) -> None:
        for key in self.spellings(phrase):
            self.phrases.setdefault(key, meaning)

    def name(self, phrase: str, meaning: Meaning) -> None:
        shout = phrase.isupper()
        self.names.setdefault(words(phrase), meaning._replace(capitals=shout))

    def spellings(self, phrase: str) -> Iterator[tuple[str, ...]]:
        """Yield a phrase with each way to contract its prepositions: "recourir à", "au", "aux"."""
        key = words(phrase)
        if len(key) < 2:
            yield key
            return
        yield from product(*(self.contracted.get(word, (word,)) for word in key))


def _made(codebook: Codebook, language: str) -> Table:
    classes = codebook.tongues[language]
    maker = _Maker(classes)
    known = models(codebook.languages.get(language, {}).get("conjugation", ()))
    for phrase in classes.get("unread", ()):
        maker.add(phrase, Meaning("", "unread"))
    for key, phrases in classes.items():
        if key not in SPECIAL and not key.startswith("frame "):
            _entries(maker, key, phrases, language, known)
    for value, phrase in enumerate(classes.get("numbers", ())):
        if value > 1:  # "one" is an article, too
            for form in phrase.split("/"):
                maker.add(form.strip(), Meaning(str(value), "number"))
    _places(maker, codebook, language)
    made = Table(
        language,
        phrases=_indexed(maker.phrases),
        names=_indexed(maker.names, plain=False),
        floating=frozenset(map(words, classes.get("floating", ()))),
        verbs_first=frozenset(classes.get("verbs first", ())),
        order=_order(classes),
        small=frozenset(map(folded, classes.get("small", ()))),
        dateline=_dateline(classes.get("agencies", ())),
    )
    for key, patterns in classes.items():
        if key.startswith("frame "):
            for pattern in patterns:
                _add_frame(made, key.removeprefix("frame "), pattern)
    for same in made.frames.values():
        same.sort(key=lambda frame: (-len(frame.pattern), _slots(frame)))
    return made


def _dateline(agencies: Iterable[str]) -> re.Pattern[str] | None:
    """Return how a report of one of the agencies opens."""
    names = "|".join(map(re.escape, agencies))
    opening = r"^[^\W\d_][^()\n:;!?]{1,50} ?"
    mark = r" ?\.? ?[-–—:]{1,2}\s+"
    return (
        re.compile(rf"{opening}\((?:{names})(?:[/-](?:{names}))*\){mark}", re.M) if names else None
    )


def _order(classes: dict[str, tuple[str, ...]]) -> Order | None:
    """Return what the order of words goes by, where the table of the language tells it."""
    if "clause verbs" not in classes:
        return None
    return Order(
        frozenset(map(folded, classes["clause verbs"])),
        frozenset(map(folded, classes["clause openers"])),
        frozenset(map(folded, classes["counted nouns"])),
        frozenset(map(folded, classes["sayers"])),
    )


def _slots(frame: Frame) -> int:
    """Count the slots: what names a word comes before what takes any."""
    return sum(isinstance(part, str) for part in frame.pattern)


def _entries(
    maker: _Maker, key: str, phrases: Iterable[str], language: str, known: Iterable[Model]
) -> None:
    """Add what one key of the table stands for."""
    sort, _, rest = key.partition(" ")
    if sort == "drop":
        for phrase in phrases:
            maker.add(phrase, Meaning(""))
    elif sort == "verb":
        for phrase in phrases:
            _verb(maker, rest, phrase, language, known)
    elif sort == "noun":
        singular, _, plural = rest.partition("|")
        for phrase in phrases:
            for form in plurals(phrase, language):  # "pays" is both, and more often many
                maker.add(form, Meaning(plural or f"{singular}s", "noun"))
            maker.add(phrase, Meaning(singular, "noun"))
    elif sort == "adj":
        for phrase in phrases:
            for form in _adjectives(maker, phrase, language):
                maker.add(form, Meaning(rest, "adjective"))
    else:
        for phrase in phrases:
            maker.add(phrase, Meaning(key))


def _verb(maker: _Maker, english: str, phrase: str, language: str, known: Iterable[Model]) -> None:
    """Add the forms of "se servir de" for "use|used|using"."""
    present, past, ing = english.split("|")
    head, _, rest = phrase.partition(" ")
    before = ""
    if head in ("se", "s'"):
        before, (head, _, rest) = f"{head} ", rest.partition(" ")
    behind = head.endswith("-se")
    head = head.removesuffix("-se")
    meant = {
        "base": present,
        "third": present,
        "singular": _singular(present),
        "past": past,
        "participle": past,
        "ing": ing,
        "future": f"will {present}",
        "would": f"would {present}",
    }
    for form, kind in inflect(head, language, known):
        if kind == "third" and not form.endswith(PLURAL[language]):
            kind = "singular"
        if behind:  # "servem-se de"
            maker.add(f"{form}-se {rest}".strip(), Meaning(meant[kind]))
            maker.add(f"se {form} {rest}".strip(), Meaning(meant[kind]))
            continue
        for spelt in {before, "s' "} if before else {""}:
            maker.add(f"{spelt}{form} {rest}".strip(), Meaning(meant[kind]))


def _singular(verb: str) -> str:
    """Return "relies on" for "rely on"."""
    head, space, rest = verb.partition(" ")
    if head.endswith("y") and head[-2] not in "aeou":
        return f"{head[:-1]}ies{space}{rest}"
    return head + ("es" if head.endswith(("s", "sh", "ch", "x")) else "s") + space + rest


def _adjectives(maker: _Maker, phrase: str, language: str) -> tuple[str, ...]:
    head, space, rest = phrase.partition(" ")
    if space and (language not in ROMANCE or not head.endswith(INFLECTED[language])):
        return (phrase,)
    if space:  # "fondé sur l'IA", "fondées sur l'IA"
        return tuple(f"{form} {rest}" for form in genders(head, language))
    if language in ROMANCE:
        return genders(phrase, language)
    return tuple(phrase + ending for ending in maker.endings)


def _places(maker: _Maker, codebook: Codebook, language: str) -> None:
    """Add countries, their people and capitals, and the names of suppliers."""
    own = codebook.tongues[language]
    shared = codebook.languages.get(f"{language}-names", {})
    rows = (*own.get("country names", ()), *shared.get("countries", ()))
    named = [tuple(row.split(" ", 1)) for row in rows]
    for country in codebook.countries.values():
        if country.kind != "region":
            named += [(country.iso3, name) for name in (country.name, *country.names)]
    for iso3, name in named:
        english = codebook.countries[iso3].name
        maker.name(name, Meaning(english, "name"))
    for ending in own.get("genitive", ()):
        for iso3, name in named:
            if not name.endswith(ending):
                maker.name(name + ending, Meaning(f"of {codebook.countries[iso3].name}", "name"))
    rows = (*own.get("capitals", ()), *shared.get("capitals", ()))
    for iso3, name in (row.split(" ", 1) for row in rows):
        if codebook.countries[iso3].capitals:
            maker.name(name, Meaning(codebook.countries[iso3].capitals[0], "name"))
    for country in codebook.countries.values():
        for name in country.capitals:
            maker.name(name, Meaning(name, "name"))
    rows = (*own.get("demonyms", ()), *shared.get("demonyms", ()))
    for iso3, name in (row.split(" ", 1) for row in rows):
        known = codebook.countries[iso3]
        people = Meaning(known.demonyms[0] if known.demonyms else f"of {known.name}", "adjective")
        for form in _adjectives(maker, name, language):
            maker.add(form, people)
    for supplier in (*codebook.suppliers.values(), *codebook.financiers.values()):
        for name in (supplier.name, *supplier.aliases):
            maker.name(name, Meaning("", "supplier"))


def _indexed(found: dict[tuple[str, ...], Meaning], plain: bool = True) -> Index:
    """Return phrases by their first word; without accents, too, where that is no other word."""
    if plain:
        for key, meaning in list(found.items()):
            found.setdefault(tuple(map(bare, key)), meaning)
            found.setdefault(tuple(map(spelt_out, key)), meaning)
    made: dict[str, dict[int, dict[tuple[str, ...], Meaning]]] = {}
    for key, meaning in found.items():
        if key:
            made.setdefault(key[0], {}).setdefault(len(key), {})[key] = meaning
    return {
        word: [same for _, same in sorted(lengths.items(), reverse=True)]
        for word, lengths in made.items()
    }


def _add_frame(table: Table, english: str, pattern: str) -> None:
    made: list[frozenset[str] | str] = []
    for part in pattern.split():
        if SLOT.fullmatch(part):
            made.append(part)
            continue
        forms = [words(form) for form in part.split("|")]
        if any(len(form) > 1 for form in forms):  # "n'est", "US-Firmen": word by word
            made.extend(frozenset({word}) for word in forms[0])
        else:
            made.append(frozenset({*(f[0] for f in forms), *(bare(f[0]) for f in forms)}))
    cut = tuple(p.strip() for p in re.split(r"(\{\w\})", english) if p.strip())
    frame = Frame(tuple(made), cut)
    for word in (made[0],) if isinstance(made[0], str) else made[0]:
        table.frames.setdefault(word, []).append(frame)


__all__ = ["Frame", "Meaning", "Table", "table_of", "tokenise"]
