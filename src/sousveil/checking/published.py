"""Whether the cited source printed the number, which the recount alone cannot tell."""

from __future__ import annotations

from sousveil.checking.measure import agrees
from sousveil.codebook.vocabulary import Codebook
from sousveil.model.edition import Edition
from sousveil.model.figure import PublishedFigure
from sousveil.model.question import Question
from sousveil.model.verdict import Published


def published(question: Question, edition: Edition, codebook: Codebook) -> Published | None:
    """Look the number up among the printed figures: first for this query, then for any other.

    A number that the publication prints for two queries is taken to be printed for the one
    that its table bears out. None: nothing is printed for the query, nor this number at all.
    """
    if question.type != "count" or question.unit != "countries":
        return None
    own = [p for p in _ordered(codebook, edition) if _same_query(p, question, codebook)]
    for printed in own:
        if printed.disputed_by is None and agrees(question, printed.value):
            return _found(printed, True, codebook)
    for printed in _ordered(codebook, edition):
        if (
            printed.disputed_by is None
            and printed.value == question.value
            and not question.examined
        ):
            return _found(printed, False, codebook)
    for printed in own:
        return _found(printed, False, codebook)
    return None


def _found(printed: PublishedFigure, faithful: bool, codebook: Codebook) -> Published:
    label = codebook.figures[printed.figure].label
    return Published(
        faithful=faithful,
        value=printed.value,
        where=where(printed, codebook),
        words=f"{label} ({printed.where})",
    )


def where(printed: PublishedFigure, codebook: Codebook) -> str:
    """Return the edition, the query and the place of a printed figure in words."""
    return f"{printed.edition}: {codebook.figures[printed.figure].label} ({printed.where})"


def _ordered(codebook: Codebook, edition: Edition) -> list[PublishedFigure]:
    """Return all printed figures, those of the edition at hand first."""
    return sorted(codebook.published, key=lambda printed: printed.edition != edition.index)


def _same_query(printed: PublishedFigure, question: Question, codebook: Codebook) -> bool:
    named = codebook.figures[printed.figure]
    if named.examined or question.examined:
        return named.examined and question.examined
    return named.figure == question.figure and dict(question.rules).get("home") != "excluded"
