"""A text to its verdicts."""

from __future__ import annotations

from typing import Any

from sousveil.checking.asked import asked, claim_type, figure_fields, query_fields
from sousveil.checking.judge import judge, text_outcome
from sousveil.checking.rewrite import rewritten
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.beside.unjudged import WHY, unjudged
from sousveil.extraction.dates import document_date
from sousveil.extraction.figures import questions
from sousveil.extraction.schema import count_fields, plain_number
from sousveil.extraction.tongues.telling import told
from sousveil.model.edition import Edition
from sousveil.model.question import Question
from sousveil.model.verdict import Check, Judged, Repaired, Uncheckable, Verdict


def check_text(
    text: str,
    editions: tuple[Edition, ...],
    codebook: Codebook,
    as_of: str | None = None,
    against: Edition | None = None,
    lang: str | None = None,
) -> Check:
    """Find the claims of a text and judge each; `editions` are ordered by when they came in force.

    Without `as_of`, a date that the text shows as its own is taken; without that, the newest
    edition is in force. `lang` is the language that a caller knows the text to be in, as in `pt` or
    `pt-BR`; without it the text tells.
    """
    date = as_of or document_date(text)
    judged = judged_in(text, editions, codebook, date, against, lang)
    rest = tuple(unjudged(text, [j.question.evidence for j in judged]))
    judged = rewritten(judged, editions, codebook, date, against)
    return Check(
        outcome=text_outcome([j.verdict.outcome for j in judged]),
        as_of=date,
        claims=judged,
        uncheckable=tuple(
            Uncheckable(
                evidence=found.span,
                quote=text[found.span.start : found.span.end],
                kind=found.kind,
                why=WHY[found.kind],
            )
            for found in rest
        ),
    )


def judged_in(
    text: str,
    editions: tuple[Edition, ...],
    codebook: Codebook,
    date: str | None,
    against: Edition | None = None,
    lang: str | None = None,
    mend: bool = True,
) -> tuple[Judged, ...]:
    """Judge each claim of a text as of a date; without `mend` no repair is looked for."""
    return tuple(
        Judged(question=question, verdict=judge(question, editions, codebook, date, against, mend))
        for question in _questions(text, codebook, told(text, codebook, lang))
    )


def _questions(text: str, codebook: Codebook, language: str | None) -> tuple[Question, ...]:
    if language is None:
        return questions(text, codebook)
    from sousveil.extraction.tongues.read import questions_in  # loaded for no English text

    return questions_in(text, codebook, language)


def as_plain(check: Check, codebook: Codebook) -> dict[str, Any]:
    """Return a check as the command-line contract lays it out."""
    return {
        "verdict": str(check.outcome),
        "origins": 1 if check.claims else 0,
        "as_of": check.as_of,
        "claims": [
            {
                "sentence": {
                    "start": j.question.evidence.start,
                    "end": j.question.evidence.end,
                    "quote": j.question.quote,
                },
                "claim": _claim(j.question, j.verdict.edition, codebook),
                "outcome": str(j.verdict.outcome),
                "recomputed": _recomputed(j.question, j.verdict),
                "published": _published(j.verdict),
                "alternatives": [
                    {
                        "rule": {a.rule: a.setting},
                        "value": _rounded(a.value),
                        "bears_out": a.bears_out,
                    }
                    for a in j.verdict.alternatives
                ],
                "repair": _repair(j.verdict),
                "reason": j.verdict.reason,
            }
            for j in check.claims
        ],
        "uncheckable": [
            {
                "sentence": {
                    "start": u.evidence.start,
                    "end": u.evidence.end,
                    "quote": u.quote,
                },
                "kind": u.kind,
                "why": u.why,
            }
            for u in check.uncheckable
        ],
    }


def _claim(question: Question, edition: str | None, codebook: Codebook) -> dict[str, Any]:
    if question.query is not None:
        return {
            "type": claim_type(question, codebook),
            "value": None,
            "query": query_fields(question.query),
            "words": asked(question, codebook, edition),
            "attribution": list(question.attribution),
        }
    if question.type == "about":
        return {
            "type": "about",
            "value": None,
            "query": {},
            "attribution": list(question.attribution),
        }
    figure = question.figure
    mentions = {
        f"{name}_mention": {"start": m.start, "end": m.end, "text": m.text}
        for name, m in question.mentions
    }
    query = figure_fields(figure) | ({"rule": dict(question.rules)} if question.rules else {})
    return {
        "type": question.type,
        "unit": question.unit,
        **count_fields(figure, codebook),
        "value": _rounded(question.value),
        "bound": question.bound,
        "strict": question.strict,
        "denominator": None if question.denominator is None else plain_number(question.denominator),
        "query": query,
        "words": asked(question, codebook),
        "attribution": list(question.attribution),
        **mentions,
    }


def _recomputed(question: Question, verdict: Verdict) -> dict[str, Any] | None:
    if verdict.value is None:
        return None
    countries = verdict.recomputed.countries if verdict.recomputed else ()
    return {
        "value": _rounded(verdict.value),
        "edition": verdict.edition,
        "countries": list(countries),
        "rule": verdict.rules.as_dict(),
    }


def _published(verdict: Verdict) -> dict[str, Any] | None:
    printed = verdict.published
    if printed is None:
        return None
    return {"faithful": printed.faithful, "value": printed.value, "where": printed.where}


def _repair(verdict: Verdict) -> dict[str, Any] | None:
    mended = verdict.repair
    if mended is None:
        return None
    return {**_repaired(mended), "others": [_repaired(other) for other in mended.others]}


def _repaired(mended: Repaired) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": mended.kind,
        "figure": mended.figure,
        "value": None if mended.value is None else plain_number(mended.value),
        "edition": mended.edition,
        "words": mended.words,
    }
    for name in ("missing", "dropped", "instead"):
        if (word := getattr(mended, name)) is not None:
            found[name] = word
    if mended.printed_only:
        found["printed_only"] = True
    return found | {"sentence": mended.sentence, "source": mended.source}


def _rounded(value: float) -> int | float:
    return plain_number(round(value, 1))
