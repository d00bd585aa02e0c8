"""Romance words that nobody has listed and whose end or place tells that they are verbs."""

from __future__ import annotations

from sousveil.extraction.events.lexicon import Verb
from sousveil.extraction.events.word import Word

OTHER = frozenset({"other"})
ENDS = {
    "fr": (
        ("past", ("èrent", "aient", "issait")),
        ("future", ("eront", "iront")),
        ("would", ("erait", "irait", "eraient")),
        ("ing", ("issant",)),
        ("base", ("er",)),
    ),
    "es": (
        ("past", ("ó", "aron", "ieron", "aban", "ían")),
        ("future", ("ará", "erá", "irá", "arán", "erán", "irán")),
        ("ing", ("ando", "iendo")),
        ("base", ("ar", "er", "ir")),
    ),
    "pt": (
        ("past", ("ou", "aram", "eram", "iram", "avam")),
        ("future", ("ará", "erá", "irá", "arão", "erão", "irão")),
        ("ing", ("ando", "endo", "indo")),
        ("base", ("ar", "er", "ir")),
    ),
}
"""Ends that hardly any noun has."""

PARTICIPLES = {
    "fr": ("é", "ée", "és", "ées", "i", "ie", "is", "ies", "it", "u", "ue", "us", "ues"),
    "es": ("ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas", "cho", "sto", "rto"),
    "pt": ("ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas", "sto", "rto"),
}
"""Ends of participles, read only behind an auxiliary."""

NOUNS = frozenset(
    """hiver premier fer mer cancer danger boucher étranger passager léger cher amer enfer
    lugar mujer hogar militar dólar alquiler poder deber par bar titular popular particular similar
    mulher celular familiar escolar líder dever lazer cadáver ayer taller
    quando cuando mando bando comando contrabando lindo vindo""".split()
)
"""Nouns and adverbs with such ends."""

SUBJECTS = frozenset(("who", "it", "they", "one", "we"))


def guess(words: list[Word], language: str) -> None:
    """Give verbs to the words of a sentence that nobody has listed but that must be verbs."""
    for i, word in enumerate(words):
        if word.kinds or word.verbs or word.tag or not word.text.isalpha() or word.capital:
            continue
        low = word.low
        if len(low) < 4 or low in NOUNS:
            continue
        forms = {f for f, ends in ENDS[language] if low.endswith(ends) and not low.endswith("ier")}
        if _behind_auxiliary(words, i) and low.endswith(PARTICIPLES[language]):
            forms = {"participle"}
        elif not forms and _behind_subject(words, i):
            forms = {"third"}
        elif forms == {"base"} and not _before_infinitive(words, i):
            forms = set()
        if forms:
            word.verbs = (Verb(low, OTHER, frozenset(forms)),)


def _behind_auxiliary(words: list[Word], i: int) -> bool:
    for word in reversed(words[max(0, i - 3) : i]):
        if word.kinds.keys() & {"aux_have", "aux_be"}:
            return True
        if not (word.kinds.keys() & {"adverb", "negation"} or word.low == "pas"):
            return False
    return False


def _behind_subject(words: list[Word], i: int) -> bool:
    """Tell "qui X", "se X", "ne X", "elle X": a verb for sure."""
    before = words[i - 1] if i else None
    after = words[i + 1] if i + 1 < len(words) else None
    if before is None or before.tag:
        return False
    object_follows = after is not None and (
        bool(after.kinds.keys() & {"determiner", "preposition"}) or bool(after.tag)
    )
    return object_follows and (before.low in SUBJECTS or before.low in ("se", "ne"))


def _before_infinitive(words: list[Word], i: int) -> bool:
    before = words[i - 1] if i else None
    if before is None or before.tag:
        return False
    modal = any(k.startswith("modal_") for k in before.kinds)
    return (
        modal or bool(before.verbs) or before.low in ("to", "of", "for", "without", "se", "clitic")
    )
