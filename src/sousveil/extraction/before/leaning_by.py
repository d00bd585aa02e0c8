"""By which words a sentence may lean on the one before it, told before it is read."""

from __future__ import annotations

from sousveil.extraction.numbers.clauses import DOMAIN, Sentence


def counts_doers(s: Sentence) -> bool:
    """Tell "78 countries do it" and "So do 77 others", which take up the verb before them."""
    return bool(s.numbers) and any(t.low in ("do", "it") for t in s.tokens)


def gives_another(s: Sentence) -> bool:
    """Tell "Japan trails with 19" and "Africa has 14", of which nothing says what is counted."""
    named = any(m.kinds & DOMAIN for m in s.marks)
    bare = any(
        i == q.first and q.end < len(s.tokens) and s.tokens[q.end].low in BEHIND_A_NUMBER
        for i, q in s.numbers.items()
    )
    return named and bare and len(s.tokens) <= LONGEST_OTHERS


BEHIND_A_NUMBER = frozenset(". , ; and ! then while each for in".split())
LONGEST_OTHERS = 40  # tokens of a sentence that gives others of a kind their numbers


def dates(s: Sentence) -> bool:
    """Tell a sentence that names an edition, or its year near its beginning."""
    named = any(t.low in ("edition", "figure", "earlier", "before", "later") for t in s.tokens)
    return named or any(t.low in s.grammar["edition_year"] for t in s.tokens[:4])


def counts_some(s: Sentence) -> bool:
    """Tell "Three are in Africa" and "Only six belong to it", which count some of those before."""
    at = 1 if s.tokens[0].low in ("only", "just", "another", "some", "about") else 0
    number = s.numbers.get(at)
    if number is None or number.whole is not None:
        return False
    after = number.end
    if after >= len(s.tokens) or s.tokens[after].low == "of" or not s.tokens[after].text.isalnum():
        return False  # "Four in five!"
    return number.share or s.has_verb([after])
