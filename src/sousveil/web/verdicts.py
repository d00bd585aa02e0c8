"""What a page shows of a check: its sentences, and each claim in words."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from sousveil.model.verdict import Checked, Judged
from sousveil.publish.report.content import (
    Report,
    alternatives,
    by_sentence,
    printed,
    query_words,
    reads,
    recounted,
    repair_words,
    rows,
    rule,
    said,
)


class Row(Struct, frozen=True, kw_only=True):
    """A place that a claim's number counts."""

    code: str
    name: str
    held: str
    """What the edition holds about it that makes it count."""


class ClaimShown(Struct, frozen=True, kw_only=True):
    """One claim with its verdict, in words; empty where there is nothing to say."""

    number: int
    outcome: str
    said: str
    reason: str
    asked: str
    recounted: str
    edition: str
    figure: str | None
    """Id of the named figure that the claim asks for, where there is one."""

    rule: str
    printed: str
    repair: str
    others: list[tuple[str, str, str]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


class SentenceShown(Struct, frozen=True, kw_only=True):
    """A sentence of the text with its claims."""

    quote: str
    claims: list[ClaimShown]
    reads: str | None
    """How it may read; None where nothing is proposed."""


def sentences(one: Checked, report: Report) -> Iterator[SentenceShown]:
    """Yield each sentence that has claims, in the order of the text."""
    for quote, claims in by_sentence(one.found):
        yield SentenceShown(
            quote=quote,
            claims=[_claim(number, judged, report) for number, judged in claims],
            reads=reads(one, quote),
        )


def _claim(number: int, judged: Judged, report: Report) -> ClaimShown:
    verdict = judged.verdict
    return ClaimShown(
        number=number,
        outcome=str(verdict.outcome),
        said=said(judged),
        reason=verdict.reason,
        asked=query_words(judged, report),
        recounted=recounted(judged),
        edition=verdict.edition or "",
        figure=_named(judged, report),
        rule=rule(judged),
        printed=printed(judged),
        repair="" if verdict.repair is None else repair_words(verdict.repair),
        others=list(alternatives(judged)),
        rows=[Row(code=code, name=name, held=held) for name, code, held in rows(judged, report)],
    )


def _named(judged: Judged, report: Report) -> str | None:
    question = judged.question
    if question.type != "count" or question.query is not None:
        return None
    named = report.codebook.figures.values()
    return next(
        (one.id for one in named if one.figure == question.figure and not one.examined), None
    )
