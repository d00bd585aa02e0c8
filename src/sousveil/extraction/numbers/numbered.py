"""Numbers in brackets beside names: "Huawei (51) is ahead of NEC (14)"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sousveil.extraction.beside.attribution import attribution
from sousveil.extraction.ground import Ground
from sousveil.extraction.marks import Mark, Token
from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.numbers.bracketed import Aside, closed, whole_of
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.extraction.numbers.quantities import quantities
from sousveil.extraction.numbers.said_again import with_asides
from sousveil.extraction.stating import asks, counted_by, stated_by
from sousveil.extraction.turning import turned
from sousveil.model.claim import Mention
from sousveil.model.figure import Figure, Row
from sousveil.model.noun import replace
from sousveil.model.query import Compare, Rank
from sousveil.model.question import Question

OPENING = ("n", "=")


class Numbered(NamedTuple):
    """A name, and the count and the share in brackets beside it."""

    mark: Mark
    number: Quantity
    first: Token
    asides: tuple[Aside, ...]
    tokens: list[Token]


def by_names(g: Ground, s: Sentence) -> list[Question]:
    """Read a sentence without the numbers in brackets beside its names, and each of them by it.

    Nothing where the rest is no ranking or comparison of the names, or a number is of no other.
    """
    if asks(s) or not any(t.text in "([" for t in s.tokens):
        return []
    named = list(_numbered(s))
    if not named:
        return []
    inside = {t.start for one in named for t in one.tokens}
    rest = [t for t in s.tokens if t.start not in inside]
    rest, _ = turned(rest, g.marker, g.filler.codebook, g.whispering)
    marks = g.marker.marks(rest, False, g.whispering)
    plain = Sentence(s.span, rest, marks, quantities(rest), s.grammar, s.asides)
    said = stated_by(g, plain) or counted_by(g, plain)
    counts = [_count(g, s, one, said) for one in named]
    if not said or any(count is None for count in counts):
        return []
    made = [*said]
    for one, count in zip(named, counts, strict=True):
        if count is not None:
            told = Sentence(s.span, s.tokens, s.marks, s.quantities, s.grammar, one.asides)
            made += with_asides(g, told, [count])
    return made


def _numbered(s: Sentence) -> Iterator[Numbered]:
    """Yield the names with their numbers in brackets."""
    for at in range(len(s.tokens)):
        stop = closed(s.tokens, at)
        mark = _named(s, at) if stop else None
        told = _told(s.tokens[at + 1 : stop]) if mark is not None else None
        if mark is not None and told is not None:
            yield Numbered(mark, *told, s.tokens[at : stop + 1])


def _named(s: Sentence, at: int) -> Mark | None:
    """Return the name before brackets, also in "Europe is the largest region (28)"."""
    before = [m for m in s.marks if m.stop <= at and m.kinds & NAMES]
    if not before or not all(t.low.isalpha() for t in s.tokens[before[-1].stop : at]):
        return None
    return before[-1]


def _told(words: list[Token]) -> tuple[Quantity, Token, tuple[Aside, ...]] | None:
    """Return the count in brackets, its first word, and the share behind it, if all is read."""
    words = words[2:] if tuple(t.low for t in words[:2]) == OPENING else words
    numbers = quantities(words)
    if not numbers or numbers[0].share or numbers[0].first or numbers[0].whole is not None:
        return None
    at = numbers[0].end
    if at < len(words) and words[at].low in UNITS:
        at += 1
    first = words[0]
    if at == len(words):
        return numbers[0], first, ()
    rest = words[at + 1 :]
    shares = quantities(rest)
    whole = whole_of(rest, shares) if words[at].low in JOINED else None
    if whole is None or len(shares) != 1 or not shares[0].share:
        return None
    q = shares[0]
    aside = Aside(first.start, q, rest[q.first].start, rest[q.stop - 1].end, False, whole)
    return numbers[0], first, (aside,)


NAMES = frozenset({"technology", "supplier", "group", "country", "demonym"})
UNITS = frozenset({"countries", "states", "nations", "cases"})
JOINED = frozenset({",", ";", "or"})


def _count(g: Ground, s: Sentence, one: Numbered, said: list[Question]) -> Question | None:
    """Return the question that the number beside a name asks; None where nothing says of what."""
    found = next((of for q in said if (of := _figure(one.mark, q)) is not None), None)
    if found is None:
        return None
    figure, asked = found
    token = one.first
    text = g.content[token.start : token.end]
    return Question(
        type="count",
        evidence=s.span,
        quote=g.content[s.span.start : s.span.end],
        figure=figure,
        value=one.number.value,
        editions=asked.editions,
        attribution=attribution(g.content, s),
        mentions=(("value", Mention(start=token.start, end=token.end, text=text)),),
    )


def _figure(mark: Mark, question: Question) -> tuple[Figure, Question] | None:
    """Return the set of countries that a name stands for in what a sentence says, if it does."""
    query = question.query
    if isinstance(query, Compare) and not (query.gained or query.editions or query.shares):
        figures = [f for f in (query.left, query.right, *query.others) if _has(f, mark)]
        if len(figures) == 1:
            return figures[0], question
    if isinstance(query, Rank) and query.measure == "countries" and query.editions is None:
        one = next((t for t in mark.ids.values() if t in query.subjects), None)
        if one is not None and (figure := _ranked(query, one)) is not None:
            return figure, question
    return None


def _has(figure: Figure, mark: Mark) -> bool:
    """Tell whether a set of countries is told by a name."""
    told = {*figure.among}
    for row in (*figure.having, *figure.any_of):
        told |= {row.technology or "", row.supplier or "", row.origin or ""}
    return not told.isdisjoint(mark.ids.values())


def _ranked(query: Rank, subject: str) -> Figure | None:
    """Return whom a ranking counts for one of its kind."""
    figure = query.figure
    if query.dimension in ("supplier", "origin", "technology"):
        row = Row(**{query.dimension: subject})
        return replace(figure, having=(*figure.having, row))
    if query.dimension in ("region", "regime"):
        return replace(figure, among=(*figure.among, subject))
    return None
