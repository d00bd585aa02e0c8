"""Parts beside a number of which nothing was read: whether they may say more than was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sousveil.extraction.beside.following import RANKING
from sousveil.extraction.ground import Ground
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.items import items
from sousveil.model.figure import ANY_TECHNOLOGY, Figure
from sousveil.model.question import Question

NAMED = frozenset({"country", "capital", "demonym", "supplier", "technology", "group"})
SAYING_NOTHING = frozenset({"sign", "number", "share"})
"""Kinds of items that claim nothing by themselves: "(53)"."""

PLACING = RANKING | {"ahead", "behind", "outdoing", "overtaking"}
CLAIMING = PLACING | {"prevalent", "left_out", "every", "mostly", "rank"}
"""Roles of words that claim something of what is counted, or of the index."""

WEAK = frozenset({"before", "better", "comes", "heads", "head"})
"""Words that may compare, and mostly do not."""

IDLE = frozenset({"idle", "edition_first", "edition_last", "index", "listed", "pronoun"})
"""Roles of words that beside a number say no more than of what it is."""

LEADING = frozenset({":", ";", "–", "—", "-"})
"""Signs behind a part that announces what comes: "The list is shrinking: 78 countries use it"."""

RISING = {"up": -1, "more": 1, "down": 1, "fewer": -1}
"""Which way the two numbers behind a colon must differ, the first less the second."""


PAIR = 2


def says_more_than_read(
    g: Ground, s: Sentence, words: Sequence[int], found: Sequence[Question]
) -> bool:
    """Tell whether a part of which nothing was read does not only say who counted.

    Behind a number, and with a sign that announces what comes, it does unless each of its words
    is known to say nothing. Other parts before a number, and labels without a verb, are passed by
    where they name nothing but what was read, and do not compare: "NEC, the Japanese firm, ...".
    """
    if not g.taken.isdisjoint(words):
        return False
    every = items(s, g.filler.codebook)
    known = _known(g, (item for item in every if item.first in g.taken), found)
    told = [item for item in every if words[0] <= item.first <= words[-1]]
    foreign = any(item.kind in NAMED and item.id not in known for item in told)
    ends = s.tokens[words[-1] + 1].text if words[-1] + 1 < len(s.tokens) else ""
    reports = s.has("reporting", words)
    if reports or (s.has("source_word", words) and not (ends == ":" and s.has_verb(words))):
        return foreign
    excepts = any("exception" in item.roles and len(told) > 1 for item in told)
    if excepts or any("example" in item.roles for item in told):
        return foreign and not excepts
    if foreign:
        return True
    if any(item.roles & CLAIMING and item.low not in WEAK for item in told):
        return not _shown_behind(s, words, told, found)
    first = min((i for i in s.numbers if i in g.taken), default=words[0])
    if words[0] < first and (ends not in LEADING or (ends == ":" and not s.has_verb(words))):
        return False  # "Kyodo News:", "Beyond the headlines:"
    return any(_says(item, known, s.grammar["alone_behind"]) for item in told)


def _says(item: Item, known: set[str], alone: frozenset[str]) -> bool:
    """Tell whether a word beside a number may limit it."""
    if item.kind in SAYING_NOTHING or item.roles & IDLE:
        return False
    return item.id not in known and item.low not in alone


def _known(g: Ground, read: Iterable[Item], found: Iterable[Question]) -> set[str]:
    """Return the ids of what was read, with where its suppliers are at home."""
    known = {item.id for item in read} | {ANY_TECHNOLOGY}
    for question in found:
        known |= _ids(question.figure) | set(question.examples)
    suppliers = g.filler.codebook.suppliers
    offices = (suppliers[id].head_office for id in known & suppliers.keys())
    return (known | {office.country for held in offices for office in held}) - {""}


def _ids(figure: Figure) -> set[str]:
    rows = figure.rows()
    named = {id or "" for row in rows for id in (row.technology, row.supplier, row.origin)}
    return named.union(figure.among)


def _shown_behind(
    s: Sentence, words: Sequence[int], told: Sequence[Item], found: Sequence[Question]
) -> bool:
    """Tell "IBM lost ground:", where the two numbers behind the colon show it."""
    claims = {role for item in told if item.low not in WEAK for role in item.roles & CLAIMING}
    ways = claims & RISING.keys()
    if len(found) != PAIR or len(ways) != 1 or claims - ways - {"prevalent"}:
        return False
    if s.tokens[min(words[-1] + 1, len(s.tokens) - 1)].text not in (":", ","):
        return False
    first, second = found
    own = {item.id for item in told if item.kind in NAMED}
    if not own <= _ids(first.figure) | {ANY_TECHNOLOGY}:
        return False
    return (first.value - second.value) * RISING[ways.pop()] > 0
