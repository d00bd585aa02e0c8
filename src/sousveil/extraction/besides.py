"""What a sentence says beside its numbers: money, rank, what most of them do."""

from __future__ import annotations

from collections.abc import Iterator

from sousveil.extraction.attribution import attribution
from sousveil.extraction.clauses import QUOTES, Sentence, pieces
from sousveil.extraction.ground import Ground
from sousveil.model.question import Question


def said_besides(g: Ground, s: Sentence, counted: bool) -> Iterator[Question]:
    """Yield what a sentence says beside its numbers: money, rank, "most of them"."""
    if not counted and not ("about_word" in s.places or "financier" in s.places):
        return
    for piece in pieces(s):
        words = [i for i in range(piece.first, piece.stop) if s.tokens[i].text not in QUOTES]
        if not words:
            continue
        ranks = _ranks(s, words)
        if any(i in s.numbers for i in words) and not ranks:
            continue
        opens = "about_word" in s.kinds(words[0]) or _of_them(s, words) or ranks
        actor = any(s.kinds(i) & {"supplier", "financier"} for i in words) or (
            s.has("origin_noun", words) and any(s.kinds(i) & {"demonym", "country"} for i in words)
        )
        if (counted and (opens or _adds_a_name(s, words))) or (
            not counted and actor and any(s.kinds(i) & {"about_word", "financier"} for i in words)
        ):
            yield Question(
                type="about",
                evidence=s.span,
                quote=g.content[s.span.start : s.span.end],
                attribution=attribution(g.content, s),
            )
            return


def _of_them(s: Sentence, words: list[int]) -> bool:
    """Tell "in most of them without a law", "where it has cost much", "each of which ..."."""
    low = [s.tokens[i].low for i in words]
    if low[0] == "where" or "there" in low[1:]:
        return True
    return any(
        low[i] in s.grammar["quantifier"]
        and low[i + 1] == "of"
        and low[i + 2] in ("them", "which", "these", "those", "whom")
        for i in range(len(low) - 2)
    )


def _adds_a_name(s: Sentence, words: list[int]) -> bool:
    """Tell "; Huawei supplies it" and "; Iceland is one of them", beside a number."""
    last = [i for i in words if s.tokens[i].text.isalnum()][-1:]
    return (
        bool(last)
        and s.tokens[last[0]].low in ("it", "them")
        and not any(i in s.numbers and s.numbers[i].value > 1 for i in words)
        and any(s.kinds(i) & {"supplier", "country", "demonym"} for i in words)
    )


def _ranks(s: Sentence, words: list[int]) -> bool:
    """Tell whether a piece gives a rank: "China is the largest supplier", ", the biggest buyer"."""
    asserted = s.has("origin_noun", words) and any(
        "about_word" in s.kinds(i) and s.has("copula", range(max(0, i - 2), i)) for i in words
    )
    apposed = s.tokens[words[0]].low in s.grammar["apposition"] and s.has("about_word", words[:3])
    return asserted or (apposed and not any(i in s.numbers for i in words))
