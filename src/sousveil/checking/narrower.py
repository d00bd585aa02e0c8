"""What a question asks of a narrower set than its words name: the one spoken of before it."""

from __future__ import annotations

from typing import TypeVar

from sousveil.codebook.vocabulary import Codebook
from sousveil.model.figure import Figure
from sousveil.model.noun import replace
from sousveil.model.query import Compare, Member, Moved, Part, Query, Rank
from sousveil.model.question import Question

T = TypeVar("T")
ONE_EACH = ("region", "regime")
"""Kinds of groups of which a country is in one only."""


def of_scene(question: Question, scene: Figure, codebook: Codebook) -> Question | None:
    """Return a question asked of the countries of a scene alone; None where that makes no sense."""
    plain = replace(question, scenes=(), loose=False)
    if question.query is not None:
        query = _query(question.query, scene, codebook)
        return None if query is None else replace(plain, query=query)
    figure = within(question.figure, scene, codebook)
    sized = question.type == "share" and question.denominator is not None
    if figure is None or question.readings or sized:
        return None
    if question.type == "count" and question.whole is None and question.denominator is None:
        return replace(plain, figure=figure)
    whole = within(question.whole or Figure(), scene, codebook)
    return None if whole is None else replace(plain, figure=figure, whole=whole, unsaid=False)


def within(figure: Figure, scene: Figure, codebook: Codebook) -> Figure | None:
    """Return the countries of a figure that are in a scene, too; None for the figure itself."""
    if figure.any_of and scene.any_of:
        return None
    kinds = [codebook.groups[g].kind for g in (*figure.among, *scene.among)]
    if any(kinds.count(kind) > 1 for kind in ONE_EACH) or (figure.rows() and scene.rows()):
        return None  # numbers of two technologies stand side by side more often than one in another
    made = replace(
        figure,
        having=_both(figure.having, scene.having),
        any_of=figure.any_of or scene.any_of,
        lacking=_both(figure.lacking, scene.lacking),
        among=_both(figure.among, scene.among),
        outside=_both(figure.outside, scene.outside),
        without=_both(figure.without, scene.without),
        measured=_both(figure.measured, scene.measured),
    )
    return None if made == figure else made


def _both(one: tuple[T, ...], other: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _query(query: Query, scene: Figure, codebook: Codebook) -> Query | None:
    """Return a query of the countries of a scene."""
    if isinstance(query, Rank | Compare) and scene.rows():
        return None  # among its own customers everybody comes first
    match query:
        case Member(figure=figure) | Rank(figure=figure) | Moved(figure=figure):
            made = within(figure, scene, codebook)
            return None if made is None else replace(query, figure=made)
        case Part(whole=whole):
            made = within(whole, scene, codebook)
            return None if made is None else replace(query, whole=made)
        case Compare(left=left, right=right, others=()):
            sides = within(left, scene, codebook), within(right, scene, codebook)
            if sides[0] is None or sides[1] is None:
                return None
            return replace(query, left=sides[0], right=sides[1])
    return None
