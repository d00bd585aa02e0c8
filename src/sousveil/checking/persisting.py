"""Whether it was so before, too, where the words of a number say "still"."""

from __future__ import annotations

from sousveil.checking.answer import Answer, answer
from sousveil.checking.measure import agrees
from sousveil.checking.recount import compute
from sousveil.codebook.vocabulary import Codebook
from sousveil.figures.words import edition_in_words
from sousveil.model.edition import Edition
from sousveil.model.figure import Unanswerable
from sousveil.model.question import Question


def not_before(
    question: Question, now: Answer, editions: tuple[Edition, ...], codebook: Codebook
) -> str:
    """Return in what a "still" is not borne out; empty where it is, or where nothing says it.

    The countries counted now must have been counted in every edition before. A share must have
    been as large.
    """
    if not question.still:
        return ""
    for edition in (e for e in editions if e.in_force < now.edition.in_force):
        name = edition_in_words(edition)
        if question.type == "share" or now.computed is None:
            if answer(question, edition, codebook).status != "holds":
                return f"The words say that it was so before, too, which {name} does not bear out."
            continue
        before = compute(question.figure, edition, now.rules)
        if isinstance(before, Unanswerable):
            return f"The words say that it was so before, too, which {name} does not tell."
        both = len(set(before.countries) & set(now.computed.countries))
        if not agrees(question, both):
            are = "is" if both == 1 else "are"
            return (
                "The words say that it was so before, too. Of the countries counted, "
                f"{both} {are} counted in {name}."
            )
    return ""
