"""Whether a sentence speaks of the index alone, so that its number may be changed in it."""

from __future__ import annotations

from collections.abc import Iterator

from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.marks import marker_of, tokenise
from sousveil.model.figure import Figure
from sousveil.model.late import late
from sousveil.model.query import Compare, Member, Moved, Part, Rank
from sousveil.model.question import Question

QUOTED = late(r"[“”„«»\"]")
SAYING = ("said", "according", "citing", "told", "publication", "work", "people")
"""Kinds of reporting.yml that tell of somebody who says so."""

INDEXED = frozenset(
    "list lists listed count counts counted find finds found show shows index edition table".split()
)
"""What the index does, too."""

INDEX = late(
    r"(the |this |its |carnegie['’]s |carnegie |current |latest |first |second |20\d\d )*"
    r"(aigs |ai global surveillance |ai )?(index|table|edition|list|sheet|figures|update)"
)
NAMES = frozenset(
    "ai aigs global surveillance index carnegie endowment belt road initiative".split()
)
"""Names of the index itself, and of what it counts."""

DEPENDING = frozenset(
    "all every each both same equal only just barely merely mere hardly scarcely twice double "
    "doubled doubles triple tripled trebled quadrupled halved rose risen rises grew grown grows "
    "fell fallen falls dropped climbed jumped increased decreased gained lost up down".split()
)
"""Words that fit one number and may not fit another."""

PRESENT = frozenset("now nowadays today current currently moment present days far".split())
"""Words of the present, which do not go with an edition that was."""


def speaks_of_present(question: Question) -> bool:
    """Tell whether a sentence says that something is so today."""
    text = question.quote
    return any(token.low in PRESENT for token in tokenise(text, 0, len(text)))


def speaks_of_index(question: Question, codebook: Codebook) -> bool:
    """Tell whether nobody else is named, quoted or said to say so, and another number would fit.

    With another number in their mouths, people would be misquoted; beside countries that are named
    one by one, a number has to fit the list, and beside "doubled" it has to be the double.
    """
    text = question.quote
    if QUOTED.search(text):
        return False
    tokens = tokenise(text, 0, len(text))
    marker = marker_of(codebook)
    shouting = text.isupper()
    marks = marker.marks(tokens, shouting, not any(char.isupper() for char in text))
    known = {i for mark in marks for i in range(mark.first, mark.stop)}
    words = {token.low for token in tokens}
    if words & DEPENDING:
        return False
    said = any(INDEX.fullmatch(who.lower().strip()) for who in question.attribution)
    if not words.isdisjoint(_sayers(codebook)) and not said:
        return False
    paired = len(tokens) > 1 and tokens[1].low == "and"  # "Kyodo and Carnegie": two names
    strangers = (
        token.low
        for i, token in enumerate(tokens)
        if (i or paired) and i not in known and token.text[:1].isupper() and token.low not in NAMES
    )
    if not shouting and any(strangers):
        return False
    meant = {code for f in _figures(question) for code in _countries(f, codebook)}
    if isinstance(question.query, Rank):
        meant |= {*question.query.subjects, *filter(None, [question.query.home])}
    named = (
        mark.ids[kind]
        for mark in marks
        for kind in ("country", "demonym", "capital")
        if kind in mark.ids
    )
    return all(code in meant for code in named)


@once_per_codebook
def _sayers(codebook: Codebook) -> frozenset[str]:
    """Return the words that tell of somebody who says so, and of no index."""
    return frozenset({w for kind in SAYING for w in codebook.reporting.get(kind, ())} - INDEXED)


def _figures(question: Question) -> Iterator[Figure]:
    """Yield the figures that a question asks, whatever its kind."""
    yield question.figure
    match question.query:
        case Part():
            yield from (question.query.whole, question.query.part)
        case Rank() | Member() | Moved():
            yield question.query.figure
        case Compare():
            yield from (question.query.left, question.query.right)


def _countries(figure: Figure, codebook: Codebook) -> set[str]:
    """Return the countries that a query itself names, and the homes of its suppliers."""
    homes = {
        office.country
        for row in figure.rows()
        if row.supplier in codebook.suppliers
        for office in codebook.suppliers[row.supplier].head_office
    }
    chinese = {"CHN"} if "bri" in figure.among else set()  # "Beijing's infrastructure scheme"
    return homes | chinese | {r.origin for r in figure.rows() if r.origin} | set(figure.without)
