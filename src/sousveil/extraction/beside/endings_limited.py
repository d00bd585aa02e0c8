"""Words that end a sentence and limit its claims to a place or a purpose: "... at airports"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.numbers.clauses import DOMAIN, Sentence
from sousveil.extraction.numbers.numerals import NUMBER_WORDS
from sousveil.model.question import Question

AT = frozenset("at in by for on against inside during within around".split())
USED = frozenset({"used", "deployed", "installed", "employed"})
LONGEST = 4  # tokens behind the preposition
TOLD = frozenset("said told says tells reported speaking interview asked".split())
STOPS = frozenset({".", "!", "…", '"', "”", "’"})


def limited_at_the_end(s: Sentence) -> str:
    """Return "at airports" from the end of a sentence; empty where it does not end so."""
    lows = [t.low for t in s.tokens]
    for i in range(len(lows) - 2):
        if lows[i] in USED and lows[i + 1] in AT and lows[i + 2] in ("them", "it"):
            return s.words(range(i + 1, i + 3))  # "is used at them in 78 countries"
    end = len(s.tokens)
    while end and s.tokens[end - 1].text in STOPS:
        end -= 1
    at = next(
        (i for i in range(end - 1, max(0, end - LONGEST - 2), -1) if s.tokens[i].low in AT), 0
    )
    behind = range(at + 1, end)
    if not at or any(s.kinds(i) & DOMAIN for i in behind) or any(i in s.numbers for i in behind):
        return ""
    if not TOLD.isdisjoint(t.low for t in s.tokens[max(0, at - LONGEST) : at]):
        return ""
    sector = any(s.tokens[i].low in s.grammar["sector"] for i in behind)
    return s.words(range(at, end)) if sector else ""


def leaves_open(s: Sentence) -> str:
    """Return "in the works" and "for hire" behind the last name or noun of a sentence; "".

    A preposition with a noun of its own there says how, what for or how far it is had, unless the
    noun is known to say nothing more: "in one form or another", "as a supplier".
    """
    end = len(s.tokens)
    while end and s.tokens[end - 1].text in STOPS:
        end -= 1
    at = end - 1
    while at >= 0 and not (s.kinds(at) & HEADS or at in s.numbers or s.tokens[at].text in SIGNS):
        at -= 1
    tail = range(at + 1, end)
    if at < 0 or not 1 < len(tail) <= LONGEST or s.kinds(at).isdisjoint(s.grammar["tail_behind"]):
        return ""
    lows = [s.tokens[i].low for i in tail]
    known = s.grammar["tail_idle"]
    if any(low.isdigit() or low in NUMBER_WORDS for low in lows):
        return ""
    if (
        lows[0] not in s.grammar["tail_leading"]
        or lows[-1] in known
        or " ".join(lows) in known
        or s.has_verb(tail)
    ):
        return ""
    return s.words(tail)


HEADS = DOMAIN | {"unit_countries", "source_word", "listed_word", "unit_companies"}
SIGNS = frozenset(",;:–—()")


def excepts_unread(s: Sentence, found: Sequence[Question]) -> str:
    """Return "the exception is Chad" behind a number, where nothing read says who is excepted."""
    at = next((i for i, t in enumerate(s.tokens) if t.low in ("exception", "exceptions")), 0)
    after = s.tokens[at + 1].low if at + 1 < len(s.tokens) else ""
    named = at and s.tokens[at - 1].low in THE and after in BEING
    queries = [q.query for q in found if q.query is not None]
    told = any(getattr(q, "countries", ()) or getattr(q, "apart", ()) for q in queries)
    return s.words(range(at - 1, len(s.tokens))) if named and not told else ""


BEING = frozenset({"is", "are", "was", "were", "being", ":"})
THE = frozenset({"the", "only", "sole"})
