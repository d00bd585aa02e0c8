"""Plain sentences that say what an edition counts, in words that a check reads."""

from __future__ import annotations

from sousveil.checking.answer import Answer
from sousveil.checking.explain import percent
from sousveil.checking.recount import compute
from sousveil.codebook.vocabulary import Codebook
from sousveil.figures.words import (
    abroad,
    capital,
    counted,
    country,
    describe,
    edition_in_words,
    with_all,
)
from sousveil.model.edition import Edition
from sousveil.model.figure import Computed, Figure, Rules
from sousveil.model.question import Question


def counting(
    value: float,
    figure: Figure,
    edition: Edition,
    codebook: Codebook,
    rules: Rules,
    examined: bool = False,
) -> tuple[str, ...]:
    """Return sentences with a count: "The 2022 edition counts 78 countries with ..."."""
    name = called(edition)
    if examined:
        return (f"For {name}, {value:g} countries were examined.",)
    counts = f"{capital(name)} counts {counted(value, figure, codebook, rules)}."
    computed = compute(figure, edition, rules) if value == 1 else None
    if isinstance(computed, Computed) and computed.value == 1:
        only = country(computed.countries[0], codebook)
        words = describe(figure, codebook, rules, 1)
        return (f"In {name}, {only} is the only {words}.", counts)
    return (counts,)


def sharing(
    question: Question, value: float, part: int, whole: int, now: Answer, codebook: Codebook
) -> tuple[str, ...]:
    """Return sentences with a share, its part and its whole."""
    name, said = called(now.edition), percent(value)
    what = predicate(question.figure, question.whole, codebook, now.rules)
    if question.whole_examined or question.whole is None:
        groups = question.whole.among if question.whole is not None else ()
        where = " ".join(["", *(codebook.groups[group].label for group in groups)])
        of = f"the {whole} countries{where} examined"
        return (
            f"In {name}, {said} of {of} {what}.",
            f"In {name}, {part} of {of} {what}.",
        )
    of = f"the {counted(whole, question.whole, codebook, now.rules)}"
    listed = f"the {whole} countries listed"
    counts = counted(part, question.figure, codebook, now.rules)
    return (
        *((f"In {name}, {said} of {listed} {what}.",) if question.whole == Figure() else ()),
        f"In {name}, {said} of {of} {what}.",
        f"{capital(name)} counts {counts}, {said} of {of}.",
    )


def predicate(
    figure: Figure, whole: Figure | None, codebook: Codebook, rules: Rules | None = None
) -> str:
    """Return what is said of the members of a whole: "have facial recognition"."""
    base = whole or Figure()
    rows = tuple(row for row in figure.having if row not in base.having)
    groups = [g for g in figure.among if g not in base.among]
    told = []
    if rows:
        away = " abroad" if abroad(figure, rules) else ""
        told.append("have " + with_all(rows, codebook).removeprefix("with ") + away)
    if figure.any_of or figure.lacking:
        rest = Figure(any_of=figure.any_of, lacking=figure.lacking)
        told.append("are " + describe(rest, codebook, rules))
    told += [f"are {codebook.groups[group].label}" for group in groups]
    return " and ".join(told) or "have AI surveillance"


def called(edition: Edition) -> str:
    """Return how a sentence names an edition; one that is no published table is "the index"."""
    words = edition_in_words(edition)
    return "the index" if words.endswith(edition.name) else words
