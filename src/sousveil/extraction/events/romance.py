"""The forms of French, Spanish and Portuguese verbs, adjectives and nouns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Model(NamedTuple):
    """How verbs with one ending are conjugated, as a row of `conjugation` gives it."""

    ending: str
    whole: bool
    """True where the row stands for one verb only: "=ver" and not "mover"."""

    third: tuple[str, ...]
    past: tuple[str, ...]
    future: str
    participle: tuple[str, ...]
    gerund: str


FUTURE = {
    "fr": (("a", "ont"), ("ait", "aient")),
    "es": (("á", "án"), ("ía", "ían")),
    "pt": (("á", "ão"), ("ia", "iam")),
}
"""What follows the stem of the future, and of the conditional."""

REGULAR = {
    ("fr", "er"): ("e ent ons", "a èrent ait aient", "er", "é", "ant"),
    ("fr", "ir"): ("it issent isse issons", "it irent issait issaient", "ir", "i", "issant"),
    ("fr", "re"): ("* ent ons", "it irent ait aient", "r", "u", "ant"),
    ("es", "ar"): ("a an e en amos", "ó aron aba aban ara aran", "ar", "ado", "ando"),
    ("es", "er"): ("e en a an emos", "ió ieron imos ía ían iera ieran", "er", "ido", "iendo"),
    ("es", "ir"): ("e en a an imos", "ió ieron ía ían iera ieran", "ir", "ido", "iendo"),
    ("pt", "ar"): ("a am e em amos", "ou aram ava avam asse assem ara", "ar", "ado", "ando"),
    ("pt", "er"): ("e em a am emos", "eu eram ia iam esse essem era", "er", "ido", "endo"),
    ("pt", "ir"): ("e em a am imos", "iu iram ia iam isse issem ira", "ir", "ido", "indo"),
}
"""Endings of the present, past, future, participle, gerund; `*` is no ending."""

DOUBLED = ("appeler", "jeter", "renouveler")
CLITICS = ("le", "les", "lo", "la", "los", "las", "se", "selo", "sela", "selos", "selas")
CUT_INFINITIVE = {"ar": "á", "er": "ê", "ir": "i"}
"""What Portuguese leaves of an infinitive before "-lo"."""


def models(rows: Iterable[str]) -> tuple[Model, ...]:
    """Read rows "ending | present | past | stem of the future | participle | gerund"."""
    found = []
    for row in rows:
        ending, third, past, future, participle, gerund = (c.strip() for c in row.split("|"))
        found.append(
            Model(
                ending.removeprefix("="),
                ending.startswith("="),
                tuple(third.split()),
                tuple(past.split()),
                future,
                tuple(participle.split()),
                gerund,
            )
        )
    return tuple(sorted(found, key=lambda m: -len(m.ending)))


def inflect(head: str, language: str, known: Iterable[Model] = ()) -> Iterator[tuple[str, str]]:
    """Yield the forms of a verb, each base, third, past, future, would, participle or ing.

    `head` is the infinitive; "negar/nieg" adds the stem under stress, "pedir/pid/pid" that of the
    past, "escribir+escrito" a participle. A verb whose end is a model's is conjugated by it.
    """
    head, *more = head.split("+")
    base, *stems = head.split("/")
    yield base, "base"
    if language == "es":
        for clitic in CLITICS:
            yield base + clitic, "base"
    elif language == "pt" and base[-2:] in CUT_INFINITIVE:
        yield base[:-2] + CUT_INFINITIVE[base[-2:]], "base"
    model = next(
        (m for m in known if base == m.ending or (base.endswith(m.ending) and not m.whole)), None
    )
    if model is not None:
        yield from _by_model(base.removesuffix(model.ending), model, language)
    else:
        yield from _regular(base, stems, language)
    for participle in more:
        for form in genders(participle, language):
            yield form, "participle"


def _by_model(stem: str, model: Model, language: str) -> Iterator[tuple[str, str]]:
    for form in model.third:
        yield stem + form, "third"
    for form in model.past:
        yield stem + form, "past"
    yield from _future(stem + model.future, language)
    for participle in model.participle:
        for form in genders(stem + participle, language):
            yield form, "participle"
    yield stem + model.gerund, "ing"


def _future(stem: str, language: str) -> Iterator[tuple[str, str]]:
    for endings, kind in zip(FUTURE[language], ("future", "would"), strict=True):
        for ending in endings:
            yield stem + ending, kind


def _regular(base: str, stems: list[str], language: str) -> Iterator[tuple[str, str]]:
    ending = base[-2:].replace("í", "i")
    if (language, ending) not in REGULAR:
        return
    third, past, future, participle, gerund = REGULAR[language, ending]
    stem = base[:-2]
    stressed = stems[0] if stems else _stressed(stem, ending, language)
    changed = stems[1] if len(stems) > 1 else stem
    for form in third.split():
        own = stem if form.endswith(("issent", "ons", "mos")) else stressed
        yield _joined(own, form.replace("*", ""), language, ending == "ar"), "third"
    for form in past.split():
        short = language == "es" and form[0] == "i" and form not in ("ía", "ían")
        yield _joined(changed if short else stem, form, language), "past"
    open_stem = stressed if language == "fr" and "é" not in stem[-2:] and ending == "er" else stem
    yield from _future(open_stem + future, language)
    for form in genders(stem + participle, language):
        yield form, "participle"
    yield _joined(changed if language == "es" and ending != "ar" else stem, gerund, language), "ing"


def _stressed(stem: str, ending: str, language: str) -> str:
    """Return the French stem under stress: "achèt", "appell", "déploi"."""
    if language != "fr" or ending != "er" or len(stem) < 3:
        return stem
    if (stem + "er").endswith(DOUBLED):
        return stem + stem[-1]
    if stem[-1] == "y":
        return stem[:-1] + "i"
    if stem[-2] in "eé" and stem[-1] not in "aeéiou":
        return f"{stem[:-2]}è{stem[-1]}"
    if stem[-3] in "eé" and stem[-2:] in ("gr", "tr", "br", "gn", "gu"):
        return f"{stem[:-3]}è{stem[-2:]}" if stem[-3] == "é" else stem
    return stem


SOFT = {
    "es": (("z", "c"), ("c", "qu"), ("g", "gu")),
    "pt": (("ç", "c"), ("c", "qu"), ("g", "gu")),
}
"""How the end of a stem in -ar is spelt before e."""


def _joined(stem: str, ending: str, language: str, ar: bool = False) -> str:
    """Join a stem and an ending as they are spelt: "changea", "commença", "entregue", "indique"."""
    first = ending[:1]
    if language == "fr":
        if first in "aâo" and first:
            if stem.endswith("g"):
                return f"{stem}e{ending}"
            if stem.endswith("c"):
                return f"{stem[:-1]}ç{ending}"
    elif first == "e" and ar:
        for plain, soft in SOFT[language]:
            if stem.endswith(plain):
                return stem.removesuffix(plain) + soft + ending
    return stem + ending


def genders(word: str, language: str) -> tuple[str, ...]:
    """Return an adjective or participle, given in the masculine, in its genders and numbers."""
    feminine = _feminine(word, language)
    forms = (word, feminine, plural(word, language), plural(feminine, language))
    return tuple(dict.fromkeys(forms))


FEMININE = {
    "fr": (
        ("ien", "ienne"),
        ("éen", "éenne"),
        ("on", "onne"),
        ("eur", "euse"),
        ("ec", "ecque"),
        ("e", "e"),
        ("f", "ve"),
        ("c", "que"),
    ),
    "es": (
        ("o", "a"),
        ("és", "esa"),
        ("án", "ana"),
        ("ín", "ina"),
        ("ón", "ona"),
        ("or", "ora"),
        ("ol", "ola"),
        ("", ""),
    ),
    "pt": (
        ("eu", "eia"),
        ("o", "a"),
        ("ês", "esa"),
        ("ão", "ã"),
        ("ol", "ola"),
        ("or", "ora"),
        ("", ""),
    ),
}


def _feminine(word: str, language: str) -> str:
    if language == "pt" and word.endswith("ão"):
        return word[:-1]
    for masculine, feminine in FEMININE[language]:
        if word.endswith(masculine):
            return word.removesuffix(masculine) + feminine if masculine else word
    return f"{word}e"


LINKS = frozenset("de d à a en par pour por com con para em da do y et e".split())


def plurals(phrase: str, language: str) -> tuple[str, ...]:
    """Return a phrase with its first word in the plural, and with its adjectives too."""
    words = phrase.split(" ")
    stop = next((i for i, w in enumerate(words) if re.split("['’]", w)[0] in LINKS), len(words))
    first = plural(phrase, language)
    whole = " ".join([*(plural(w, language) for w in words[:stop]), *words[stop:]])
    return tuple(dict.fromkeys((first, whole)))


def plural(word: str, language: str) -> str:
    """Return the plural of a noun or adjective, or of the first word of a phrase."""
    head, space, rest = word.partition(" ")
    if language == "fr":
        made = _french(head)
    elif language == "es":
        made = _spanish(head)
    else:
        made = _portuguese(head)
    return made + space + rest


def _french(word: str) -> str:
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith(("eau", "eu")):
        return f"{word}x"
    return f"{word[:-2]}aux" if word.endswith("al") else f"{word}s"


def _spanish(word: str) -> str:
    if word.endswith(("a", "e", "o", "é", "á")):
        return f"{word}s"
    if word.endswith("z"):
        return f"{word[:-1]}ces"
    if word.endswith(("ís", "ús")) or word in ("mes", "gas"):
        return f"{word}es"
    for accented, plain in (("és", "es"), ("ón", "on"), ("án", "an"), ("ín", "in"), ("én", "en")):
        if word.endswith(accented):
            return f"{word.removesuffix(accented)}{plain}es"
    return word if word.endswith("s") else f"{word}es"


def _portuguese(word: str) -> str:
    if word.endswith("ão"):
        return f"{word[:-2]}ões"
    if word.endswith("ês"):
        return f"{word[:-2]}eses"
    if word.endswith(("al", "ol", "ul")):
        return f"{word[:-1]}is"
    if word.endswith("el"):
        return f"{word[:-2]}éis"
    if word.endswith("il"):
        return f"{word[:-1]}s"
    if word.endswith("m"):
        return f"{word[:-1]}ns"
    if word.endswith(("r", "z", "ís", "ás")):
        return f"{word}es"
    return word if word.endswith("s") else f"{word}s"
