"""Sets that a text counted before, by their size: "12 of the 14", some lines further down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sousveil.extraction.marks import Token
from sousveil.extraction.numbers.quantities import quantities
from sousveil.model.figure import Figure
from sousveil.model.question import Question

LEAST, MOST = 3, 96
"""Smaller numbers are said of too much, and 97 are all that are listed."""

NOUNS = frozenset({"countries", "states", "nations"})
BEHIND = frozenset(
    ". , ; have has had use uses used belong belonged are were do did buy bought employ run get"
    " come joined also".split()
)
"""What may stand behind "of the 14" where nothing more is said of which they are."""


def kept(sized: dict[int, Question | None], found: Iterable[Question]) -> bool:
    """Keep each set that a sentence counts and that is not all countries; tell if there was one."""
    before, here = dict(sized), set()
    for question in found:
        size = int(question.value)
        if not _is_plain(question) or (size, question.figure) in here:
            continue  # "12 countries, as many as in 2019" is one set
        here.add((size, question.figure))
        known = sized.get(size, question)
        same = known is not None and known.figure == question.figure
        dated = known is not None and known.editions not in (question.editions, ())
        sized[size] = known if same and not dated else None
    return sized != before


def _is_plain(question: Question) -> bool:
    """Tell a number of countries without a bound, read in full."""
    if question.type != "count" or question.query is not None or question.unread:
        return False
    if question.readings or question.rules or question.loose or question.examined:
        return False
    exact = question.bound == "exact" and question.upper is None and not question.near
    return exact and LEAST <= question.value <= MOST and question.figure != Figure()


def pointing(
    tokens: Sequence[Token], sized: Mapping[int, Question | None]
) -> tuple[list[Token], Question] | None:
    """Return a sentence with "of them" in place of "of the 14", and what they are; None if none."""
    if not sized:
        return None
    for at in range(len(tokens) - 2):
        if [t.low for t in tokens[at : at + 2]] != ["of", "the"]:
            continue
        number = quantities(list(tokens[at + 2 : at + 3]))
        if len(number) != 1 or number[0].share:
            continue
        question = sized.get(int(number[0].value))
        stop = at + 3
        if stop < len(tokens) and tokens[stop].low in NOUNS:
            stop += 1
        after = tokens[stop].low if stop < len(tokens) else "."
        if question is None or after not in BEHIND:
            continue
        them = Token(tokens[at + 1].start, tokens[stop - 1].end, "them", "them")
        return [*tokens[: at + 1], them, *tokens[stop:]], question
    return None
