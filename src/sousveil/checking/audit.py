"""A publication against itself: the numbers that it prints, recounted from its own table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from sousveil.checking.judge import judge
from sousveil.checking.published import where as printed_where
from sousveil.codebook.vocabulary import Codebook
from sousveil.edition.compile import compile_edition
from sousveil.extraction.figures import questions
from sousveil.figures.words import describe
from sousveil.model.claim import Claim
from sousveil.model.edition import Edition
from sousveil.model.figure import PublishedFigure
from sousveil.model.noun import replace
from sousveil.model.question import Question
from sousveil.model.source import Span
from sousveil.model.verdict import Outcome, Verdict

EXAMINED = (
    "The table does not name the countries examined, so their number cannot be recounted from it."
)
ANOTHER = "The sentence speaks of another edition than the table given."


class Said(Struct, frozen=True, kw_only=True):
    """Where a number is said: in a text given, or in the print that the codebook records."""

    where: str
    """Name of the text, or the place of the print in words."""

    quote: str | None = None
    """The sentence; None for a print that is not at hand."""

    span: Span | None = None
    """Of the sentence, in code points of the text as read."""

    quoted_by: tuple[str, ...] = ()
    """Who quotes a print that is not at hand."""


class Recounted(Struct, frozen=True, kw_only=True):
    """One number, or one statement without a number, beside what the table gives."""

    question: Question
    words: str
    """What is counted; for a statement without a number its sentence."""

    figure: str | None
    """Id of the named figure that the number answers; None where it has no name."""

    verdict: Verdict
    said: tuple[Said, ...]


def edition_of(layout: str, claims: Iterable[Claim], codebook: Codebook, snapshot: str) -> Edition:
    """Return the edition that the claims of one table make; `layout` as its headings tell."""
    known = codebook.layouts[layout]
    return compile_edition(known.id, claims, known, codebook, [snapshot])


def audit(
    edition: Edition, texts: Iterable[tuple[str, str]], codebook: Codebook, printed: bool
) -> tuple[Recounted, ...]:
    """Recount every number of the texts (name, content) from one edition, the worst first.

    With `printed`, the numbers that the codebook records as printed by the publication are
    recounted as well. The same number of the same countries is told once, with all its places.
    """
    asked = (
        *(_prints(edition, codebook) if printed else ()),
        *(pair for name, content in texts for pair in _numbers(name, content, codebook)),
    )
    found: dict[object, Recounted] = {}
    for question, said in asked:
        one = _recounted(question, said, edition, codebook)
        before = found.setdefault(_same(one), one)
        if before is not one:
            found[_same(one)] = replace(before, said=before.said + one.said)
    order = list(Outcome)
    return tuple(sorted(found.values(), key=lambda one: order.index(one.verdict.outcome)))


def _prints(edition: Edition, codebook: Codebook) -> Iterator[tuple[Question, Said]]:
    for printed in codebook.published:
        if printed.edition == edition.index:
            said = Said(where=printed_where(printed, codebook), quoted_by=printed.quoted_by)
            yield _asked(printed, codebook), said


def _asked(printed: PublishedFigure, codebook: Codebook) -> Question:
    named = codebook.figures[printed.figure]
    return Question(
        type="count",
        evidence=Span(0, 0),
        quote="",
        figure=named.figure,
        value=printed.value,
        bound=printed.bound,
        examined=named.examined,
    )


def _numbers(name: str, content: str, codebook: Codebook) -> Iterator[tuple[Question, Said]]:
    for question in questions(content, codebook):
        if question.type != "about":
            yield question, Said(where=name, quote=question.quote, span=question.evidence)


def _same(one: Recounted) -> object:
    """Return what two places must share to say one number, and to be judged alike."""
    asked = one.question
    if asked.query is not None:
        return (asked.quote, asked.query)
    whole = asked.whole if asked.type == "share" else None
    counted = (asked.type, asked.unit, asked.examined, asked.figure, asked.rules, whole)
    number = (asked.value, asked.bound, asked.strict, asked.near, asked.upper)
    return (counted, number, one.verdict.outcome, one.verdict.value)


def _recounted(question: Question, said: Said, edition: Edition, codebook: Codebook) -> Recounted:
    verdict = judge(question, (edition,), codebook, None, edition)
    if question.editions and edition.index not in question.editions:
        verdict = _left_open(verdict, ANOTHER)
    elif question.examined and edition.examined is None:
        verdict = _left_open(verdict, EXAMINED)
    named = [
        known.id
        for known in codebook.figures.values()
        if question.query is None
        and question.type == "count"
        and known.examined == question.examined
        and (known.examined or known.figure == question.figure)
    ]
    return Recounted(
        question=question,
        words=_words(question, codebook),
        figure=named[0] if named else None,
        verdict=verdict,
        said=(said,),
    )


def _words(question: Question, codebook: Codebook) -> str:
    if question.query is not None:
        return question.quote
    if question.unit != "countries":
        return question.unit
    if question.examined:
        return "countries examined"
    return describe(question.figure, codebook)


def _left_open(verdict: Verdict, why: str) -> Verdict:
    return Verdict(
        outcome=Outcome.UNVERIFIABLE,
        edition=verdict.edition,
        recomputed=None,
        value=None,
        rules=verdict.rules,
        reason=why,
    )
