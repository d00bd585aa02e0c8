"""Two things that are asked of one country, in the words that say of what a number is."""

from __future__ import annotations

from sousveil.extraction.numbers.clauses import Sentence
from sousveil.extraction.numbers.scope import Scope
from sousveil.extraction.two_conditions import letters_of, two_things
from sousveil.model.figure import ANY_TECHNOLOGY, Figure, Row
from sousveil.model.noun import replace


def joined_things(s: Sentence, scope: Scope, figure: Figure) -> Figure:
    """Read "both Chinese technology and smart policing" as two conditions, and no delivery."""
    row = figure.having[0] if len(figure.having) == 1 else None
    if row is None or row.technology is None or not (row.supplier or row.origin):
        return figure
    pointing = any(s.tokens[i].low in POINTING for i in scope.core)
    if pointing or not two_things(letters_of(_words(s, scope))):
        return figure
    apart = Row(technology=row.technology), Row(supplier=row.supplier, origin=row.origin)
    return replace(figure, having=apart)


def _words(s: Sentence, scope: Scope) -> list[tuple[str, str]]:
    """Return the words behind a number, each with what it names."""
    words: list[tuple[str, str]] = []
    taken = -1
    for i in sorted(scope.core):
        if i < taken or i in s.numbers:
            continue
        mark = s.by_token.get(i)
        kind = next((kind for kind in NAMES if mark is not None and kind in mark.kinds), "")
        if mark is not None and kind:
            taken = mark.stop
            if mark.ids.get("technology") == ANY_TECHNOLOGY:
                kind = "noun"
        elif s.has("origin_noun", (i,)):
            kind = "noun"
        elif s.has_verb((i,)):
            kind = "verb"
        words.append((s.tokens[i].low, kind))
    return words


POINTING = frozenset(
    "it its them this these those their theirs same other another else elsewhere own".split()
)
"""Words that make one of the two of the other: "Chinese technology to run it"."""

NAMES = ("technology", "supplier", "demonym", "country")
