"""What the words of a number say of the edition before: "still 15", "has risen to 69"."""

from __future__ import annotations

from sousveil.checking.answer import Answer, answer
from sousveil.checking.measure import agrees
from sousveil.checking.recount import compute
from sousveil.codebook.vocabulary import Codebook
from sousveil.figures.words import edition_in_words
from sousveil.model.edition import Edition
from sousveil.model.figure import Unanswerable
from sousveil.model.question import Question
from sousveil.model.verdict import Outcome


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


def otherwise_before(
    question: Question, now: Answer, editions: tuple[Edition, ...], codebook: Codebook
) -> tuple[Outcome, str]:
    """Return how it stands with "has risen to 69", and in what the edition before differs.

    Supported without a word where it had fewer, and where no edition stands before.
    """
    earlier = [e for e in editions if e.in_force < now.edition.in_force]
    if not question.grew or not earlier or now.value is None:
        return Outcome.SUPPORTED, ""
    name = edition_in_words(earlier[-1])
    name = name[0].upper() + name[1:]
    groups = (codebook.groups[group] for group in question.figure.among)
    before = answer(question, earlier[-1], codebook)
    if before.value is None or any(group.kind in ("regime", "union") for group in groups):
        return Outcome.UNVERIFIABLE, f"{name} cannot be compared with it."
    if (now.value > before.value) if question.grew == "up" else (now.value < before.value):
        return Outcome.SUPPORTED, ""
    told = f"{before.value:.1f} per cent" if question.type == "share" else f"{before.value:g}"
    return Outcome.CONTRADICTED, f"{name} has {told}."
