"""What is said of a technology, or of the countries counted, by a word right before it.

"Uses imported facial recognition", "state-backed systems" and "78 camera-maker countries" say how
it came there, or who they are, and no edition records it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.beside.own_index import reported
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.items import items
from sousveil.model.query import Compare, Sole
from sousveil.model.question import Question

PLACES = frozenset({"demonym", "country"})
TECHNICAL = frozenset({"technology", "demonym"})
HAVING = frozenset({"have", "has", "had", "having", "'ve"})
DOING = frozenset({"buy", "use", "supply"})
TRADING = frozenset({"supplier_noun", "origin_noun"})
REACH = 2  # items from an adjective to the technology that it describes


def described(s: Sentence, codebook: Codebook) -> str:
    """Return the words that say more of a technology, or of countries, than is read; ""."""
    if not any("technology" in mark.kinds for mark in s.marks) and not s.numbers:
        return ""
    every = items(s, codebook)
    for i in range(1, len(every)):
        if _is_got(every, i) or _is_trade(every, i):
            return every[i].low
    return _joined(s, codebook)


def _is_got(every: Sequence[Item], i: int) -> bool:
    """Tell "uses imported facial recognition" from "has imported facial recognition"."""
    item, before = every[i], every[i - 1]
    if not (item.roles & DOING and item.low.endswith("ed") and before.roles & DOING):
        return False
    technical = i + 1 < len(every) and every[i + 1].kind in TECHNICAL
    return technical and before.low not in HAVING


def _is_trade(every: Sequence[Item], i: int) -> bool:
    """Tell "78 camera-maker countries" from "78 customer countries"."""
    if i + 1 >= len(every) or "country_noun" not in every[i + 1].roles:
        return False
    trades = every[i].roles >= TRADING and "customers" not in every[i].roles
    return trades and every[i].kind == "word" and any(e.kind == "number" for e in every[:i])


def _joined(s: Sentence, codebook: Codebook) -> str:
    """Return "state-backed" before a technology; "AI-based" says no more than the index."""
    known = reported(codebook)
    for i in range(1, len(s.tokens) - 2):
        if s.tokens[i].text != "-" or s.tokens[i + 1].low not in known["joined_last"]:
            continue
        if s.tokens[i - 1].low in known["joined_first"] or s.kinds(i - 1) & PLACES:
            continue  # "American-made" tells whose it is
        if any(TECHNICAL & s.kinds(j) for j in range(i + 2, min(i + 2 + REACH, len(s.tokens)))):
            return s.words(range(i - 1, i + 2))
    return ""


def added(s: Sentence, codebook: Codebook, found: Sequence[Question]) -> str:
    """Return "in addition to Japan" in front of a number that counts Japan, too; ""."""
    lows = [t.low for t in s.tokens]
    for mark in s.marks:
        before = " ".join(lows[max(0, mark.first - LONGEST_ADDING) : mark.first])
        phrase = next(
            (p for p in reported(codebook)["adding"] if f" {before}".endswith(f" {p}")), ""
        )
        if not phrase or not s.numbers:
            continue
        ids = set(mark.ids.values())
        for question in found:
            sole = isinstance(question.query, Sole)
            counted = sole or question.query is None
            if not counted or mark.kinds.isdisjoint(FIRMS if sole else COUNTRIES):
                continue
            if ids.isdisjoint((*question.figure.without, *question.figure.outside)):
                return f"{phrase} {s.phrase(mark)}"
    return ""


LONGEST_ADDING = 3  # words of "in addition to"
COUNTRIES = frozenset({"country", "capital", "group", "technology"})
"""Names of what a number of countries may count, too, or of what they may have besides."""

FIRMS = frozenset({"supplier", "demonym"})
"""Names of what a number of suppliers may count, too: "besides Huawei, Zambia has three"."""


def miscounted(s: Sentence, codebook: Codebook) -> str:
    """Return "of the five technologies", of which every edition asks about another number; ""."""
    for q in s.quantities:
        at = q.stop
        while at < len(s.tokens) and s.tokens[at].low in KINDS_OF:
            at += 1
        named = at < len(s.tokens) and s.tokens[at].low in ("technologies", "categories")
        lows = [t.low for t in s.tokens[max(0, q.begin - 2) : q.begin]]
        if named and "of" in lows and not q.share and q.value not in _asked_about(codebook):
            return s.words(range(q.begin, at + 1))
    return ""


@once_per_codebook
def _asked_about(codebook: Codebook) -> frozenset[float]:
    """Return how many technologies the editions ask about."""
    tables = (layout.tables for layout in codebook.layouts.values())
    return frozenset(
        float(sum(column.kind == "technology" for table in layout for column in table.columns))
        for layout in tables
    )


KINDS_OF = frozenset({"ai", "surveillance", "different", "listed", "main", "kinds", "types"})


def first_time(s: Sentence, found: Sequence[Question]) -> str:
    """Return "for the first time" beside what grew, which is no coming or going of a country."""
    lows = " ".join(t.low for t in s.tokens)
    told = any(isinstance(q.query, Compare) for q in found)
    return FIRST if told and FIRST in lows else ""


FIRST = "for the first time"
