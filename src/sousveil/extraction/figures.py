"""Running text to the numbers that it states about countries."""

from __future__ import annotations

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.reader import Reader
from sousveil.extraction.screen import Sifted
from sousveil.model.claim import Claim, Count
from sousveil.model.codec import with_id
from sousveil.model.question import Question
from sousveil.model.source import Text

RULE = "count-in-sentence/1"

IN_PART = "count-in-part/1"
"""Of a number beside words that no edition records: what it counts is read, its limits are not."""

MOST = 10**12
"""Nothing that is counted here comes near; larger numbers are no counts."""


def claims(text: Text, codebook: Codebook, sifted: Sifted | None = None) -> tuple[Claim, ...]:
    """Return the count claims of a text: numbers of countries, cities, companies, contracts."""
    return tuple(
        with_id(
            Claim(
                id="",
                text=text.id,
                evidence=question.evidence,
                quote=question.quote,
                content=Count(
                    unit=question.unit,
                    figure=question.figure,
                    value=float(question.value),
                    bound=question.bound,
                    strict=question.strict,
                    denominator=None
                    if question.denominator is None
                    else float(question.denominator),
                ),
                attribution=question.attribution,
                mentions=question.mentions,
                rule=IN_PART if question.unread else RULE,
            )
        )
        for question in Reader(text.content, codebook, sifted).counts()
        if question.type == "count"
        and (not question.unread or _told(question))
        and question.unit in ("countries", "cities", "companies", "contracts")
        and max(question.value, question.denominator or 0) <= MOST
    )


def _told(question: Question) -> bool:
    """Tell whether a number with words that no edition records still says whom it is about."""
    named = {name for name, _ in question.mentions}
    if question.unit == "companies":
        return bool(question.denominator)
    return question.unit == "countries" and bool(named & {"supplier", "technology", "group"})


def questions(content: str, codebook: Codebook) -> tuple[Question, ...]:
    """Return every number of a text that asks something of an index, in the order of the text."""
    return tuple(Reader(content, codebook).read())
