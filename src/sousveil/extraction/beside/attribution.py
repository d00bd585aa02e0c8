"""Who is said to say so, in the words of the sentence."""

from __future__ import annotations

from sousveil.extraction.numbers.clauses import QUOTES, Sentence
from sousveil.model.question import Question


def attribution(content: str, s: Sentence) -> tuple[str, ...]:
    """Return who is said to say so, in the words of the sentence."""
    if s.said_by is None:
        s.said_by = _attribution(content, s)
    return s.said_by


def attributed(content: str, s: Sentence) -> Question:
    """Return a sentence of which nothing is read but who says it: no query asks what it says."""
    return Question(
        type="about",
        evidence=s.span,
        quote=content[s.span.start : s.span.end],
        attribution=attribution(content, s),
    )


def _attribution(content: str, s: Sentence) -> tuple[str, ...]:
    tokens = s.tokens
    for i, token in enumerate(tokens):
        if token.low == "according" and i + 2 < len(tokens) and tokens[i + 1].low == "to":
            stop = i + 2
            while (
                stop < len(tokens)
                and tokens[stop].text not in ",.;:()–—"
                and tokens[stop].text not in QUOTES
            ):
                stop += 1
            if stop > i + 2:
                return (content[tokens[i + 2].start : tokens[stop - 1].end],)
    for i in sorted(s.places.get("reporting", ())):
        if not i or i in s.numbers:
            continue
        start = i
        while (
            start > 0
            and tokens[start - 1].text not in ",.;:()–—"
            and tokens[start - 1].text not in QUOTES
            and i - start < 8
        ):
            start -= 1
        stop = i
        while stop > start and tokens[stop - 1].low in (
            "also",
            "have",
            "has",
            "had",
            "now",
            "even",
        ):
            stop -= 1
        words = content[tokens[start].start : tokens[stop - 1].end] if stop > start else ""
        speaker = s.has("source_word", range(start, stop)) or words.lower() in (
            "it",
            "they",
            "he",
            "she",
        )
        if speaker and "unit_countries" not in s.kinds(stop - 1):
            return (words,)
    if tokens and tokens[-1].low == "report" and len(tokens) > 1 and tokens[-2].text == ":":
        return (tokens[-1].text,)
    return ()
