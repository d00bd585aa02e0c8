"""Who is said to have rated a country, where the measure is somebody else's."""

from __future__ import annotations

from sousveil.codebook.vocabulary import Codebook
from sousveil.model.query import Indicator
from sousveil.model.question import Question

OWN = {
    "fotn_score": "freedom-house",
    "fotn_status": "freedom-house",
    "military_spending": "sipri",
    "military_rank": "sipri",
}
"""The id in sources.yml of whose measure it is."""


def another_rater(question: Question, codebook: Codebook) -> str:
    """Return "V-Dem" of "rated partly free by V-Dem"; empty where nobody else is named.

    A newspaper only passes on what others measured, and the index prints all measures.
    """
    query = question.query
    own = OWN.get(query.measure) if isinstance(query, Indicator) else None
    if own is None:
        return ""
    words = f" {question.quote.casefold()} "
    for source in codebook.sources.values():
        if source.id in (own, "carnegie") or source.kind in ("news", "wire"):
            continue
        for name in (source.name, *source.names):
            low = name.casefold()
            opens = words.startswith((f" {low} ", f" the {low} "))
            if opens or any(f"{before}{low}" in words for before in (" by ", "according to ")):
                return name
    return ""
