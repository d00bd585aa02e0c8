"""What a sentence says of the one before it: that it is wrong, narrower, or more."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sousveil.extraction.attribution import attribution
from sousveil.extraction.clauses import DOMAIN, Sentence
from sousveil.extraction.frames import countries
from sousveil.extraction.ground import Ground, sentence_at
from sousveil.model.question import Question
from sousveil.model.source import Span

REFERRED = frozenset(
    "system systems technology contract deal project programme program scheme company firm claim "
    "statement index report opposite reverse contrary same".split()
)
"""Nouns by which "the ..." speaks of the sentence before."""
BRIEF = 40  # characters of a sentence that says more of a number, too
LIMITING = 70  # characters of a sentence that may limit the one before it
LEANING = frozenset(
    {
        "it",
        "that",
        "this",
        "they",
        "these",
        "those",
        "the",
        "not",
        "but",
        "only",
        "or",
        "until",
        "at",
        "though",
        "nothing",
        "as",
        "so",
        "its",
        "their",
        "some",
        "none",
        "nobody",
        "nor",
        "however",
        "except",
        "no",
        "never",
        "once",
        "yet",
        "for",
    }
)
SHORT_SENTENCE = 14  # tokens


def takes_back(g: Ground, span: Span) -> bool:
    """Tell whether a sentence takes a number before it back, or says more of it."""
    return unsays(g, span) or _unsays_briefly(g, span)


def unsays(g: Ground, span: Span) -> bool:
    """Tell whether a short sentence takes back the one before it: "That is wrong"."""
    if span.end - span.start > 90:
        return False
    s = sentence_at(g, span)
    short = len(s.tokens) < 4 or not s.tokens[1].text.isalnum()
    if s.tokens[0].low == "or" and s.tokens[-1].text == "?":
        return True  # "Or does it?"
    if s.tokens[0].low in ("not", "no", "wrong", "false") and short:
        return True  # "Not quite." and "No, they do not", but not "No country bans it"
    about = any(t.low in ("that", "this", "it", "he", "she", "they", ":") for t in s.tokens[:6])
    return any(
        "untruth" in m.kinds and (about or m.first < 2 or len(s.tokens) < 6) for m in s.marks
    )


def _unsays_briefly(g: Ground, span: Span) -> bool:
    """Tell "Not any more." and "Nobody does." after a number."""
    if span.end - span.start > BRIEF:
        return False
    s = sentence_at(g, span)
    named = any(m.kinds & DOMAIN for m in s.marks) or s.numbers
    if any(t.low.isdigit() for t in s.tokens):
        return False
    return not named and s.tokens[0].low in ("not", "nobody", "no")


def narrows(g: Ground, span: Span) -> bool:
    """Tell whether a sentence without a name of its own says more of the one before."""
    if span.end - span.start > LIMITING:
        return False
    s = sentence_at(g, span)
    if s.tokens[0].low in ("not", "except", "never", "nor"):
        return True
    named = any(m.kinds & DOMAIN for m in s.marks) or s.numbers
    low = [t.low for t in s.tokens[:2]]
    if low[0] == "the" and low[-1] not in REFERRED:
        return False
    return not named and low[0] in LEANING


def examples_in(g: Ground, span: Span) -> list[str]:
    """Return the countries of "Among them are Iceland and Cuba", after a number."""
    s = sentence_at(g, span)
    low = [t.low for t in s.tokens]
    listing = low[:2] in (["among", "them"], ["among", "these"], ["they", "include"])
    listing = listing or low[:2] in (["these", "include"], ["among", "those"])
    return [] if not listing or s.quantities else countries(s, list(range(len(s.tokens))))


def said_of_all(g: Ground, s: Sentence) -> Iterator[Question]:
    """Yield "All are dictatorships" and "Iceland is one", said of a number just before."""
    low = [t.low for t in s.tokens]
    of_all = (
        low[0] in ("all", "most", "many", "none", "half", "each", "they")
        and low[1:2]
        and (low[1] in ("of", "are", "were", "have", "had", "is", "all"))
    )
    one = ("is", "one") in pairwise(low) and bool(countries(s, list(range(len(low)))))
    if (of_all or one) and not s.quantities:
        yield Question(
            type="about",
            evidence=s.span,
            quote=g.content[s.span.start : s.span.end],
            attribution=attribution(g.content, s),
        )


def leads_astray(s: Sentence) -> bool:
    """Tell "The following is untrue." and "True or false?", which the next stands under."""
    if any(m.kinds & DOMAIN for m in s.marks) or len(s.tokens) > SHORT_SENTENCE:
        return False
    false = any(m.kinds & {"untruth"} for m in s.marks)
    return false or s.tokens[-1].text == "?" or s.tokens[0].low in ("imagine", "suppose", "pretend")
