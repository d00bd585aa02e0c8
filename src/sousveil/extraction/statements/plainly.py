"""One clause to what it states: the first reading that leaves no word unread."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.comparisons import RELATING, compare, pass_by_narrow
from sousveil.extraction.statements.counts import Counted, count
from sousveil.extraction.statements.cutting import clauses
from sousveil.extraction.statements.examining import examined
from sousveil.extraction.statements.extremes import extreme
from sousveil.extraction.statements.homes import homes, seated, shared
from sousveil.extraction.statements.indicators import indicator, of_another_year
from sousveil.extraction.statements.item import PLACES, Item
from sousveil.extraction.statements.leagues import held
from sousveil.extraction.statements.members import member
from sousveil.extraction.statements.moves import MOVING, moved, newly
from sousveil.extraction.statements.parts import QUANTIFIERS, part
from sousveil.extraction.statements.ranks import LEADING, rank
from sousveil.extraction.statements.soles import sole
from sousveil.extraction.statements.step import signs_of
from sousveil.extraction.statements.supplier_numbers import better_supplied
from sousveil.model.figure import Figure
from sousveil.model.query import Member, Part, Query


class Stated(Struct, frozen=True, kw_only=True):
    """What one clause states; `query` is None where it names the subject and is not read."""

    query: Query | None
    counted: Counted | None = None
    """The number of the clause, where it has one and no query."""

    editions: tuple[str, ...]
    still: bool = False
    """True where the words say that it was so before, too."""

    first: int
    stop: int
    """Tokens [first, stop) of the sentence."""


class Tries(Struct):
    """How many more readings of one sentence are tried; what has more ways is no plain sentence."""

    left: int = 120

    def spend(self) -> bool:
        """Take one; tell whether there was one left."""
        self.left -= 1
        return self.left >= 0


class Reading(Struct, frozen=True):
    """The sentence that is read, and with what."""

    sentence: Sentence
    codebook: Codebook
    years: dict[str, str]
    """The indexes of the first and the last edition, as `clauses` takes them."""

    tries: Tries = field(default_factory=Tries)

    @property
    def first(self) -> str:
        """The index of the first edition."""
        return self.years["edition_first"]

    @property
    def last(self) -> str:
        """The index of the last edition."""
        return self.years["edition_last"]


TELLING = PLACES.union(RELATING, MOVING, QUANTIFIERS, LEADING)
TELLING |= {"supplier", "technology", "group", "number", "share", "whole"}
TELLING |= {"overtaking", "overtaken"}
"""Roles and kinds without one of which nothing is stated: who or how many, or what is compared."""


def may_state(every: Sequence[Item]) -> bool:
    """Tell whether a clause, or a claim, of a sentence may be read."""
    return not (TELLING.isdisjoint(signs_of(every)) or _still_asks(every))


ASKING = frozenset({"who", "which", "what"})


def _still_asks(every: Sequence[Item]) -> bool:
    """Tell a question whose answer was not put in the place of what it asks for."""
    asks = bool(every) and every[0].low in ASKING
    return asks and any(item.low == "?" for item in every[1:-2])


def query_of(clause: Clause, first: str, last: str) -> Query | None:
    """Return the first reading that leaves no word unread."""
    if clause.unreadable():
        pass_by_narrow(clause)
        return None
    if newly(clause):
        return moved(clause)  # who is new or gone is no country like the others
    query = (
        indicator(clause)
        or extreme(clause)
        or better_supplied(clause)
        or moved(clause)
        or held(clause)
        or rank(clause)
        or compare(clause, first, last)
        or homes(clause)
        or shared(clause)
        or seated(clause)
        or examined(clause)
        or sole(clause)
        or (member(clause) if clause.terms().places else part(clause))
    )
    return None if of_another_year(query, clause) else query


ELLIPTIC = frozenset(
    {
        "but",
        "the",
        "and",
        "is",
        "are",
        "was",
        "were",
        "does",
        "do",
        "did",
        "has",
        "have",
        ",",
        "not",
    }
    | {"isn't", "aren't", "doesn't", "don't", "hasn't", "haven't", "n't", "while", "too", "either"}
)
DOES = frozenset({"does", "do", "did", "doesn't", "don't", "didn't"})


def says_nothing(query: Query, clause: Clause) -> bool:
    """Tell "it is the only one on AI surveillance" and "Carnegie is in Washington" from a set."""
    if isinstance(query, Part):
        return query.whole == query.part
    if not isinstance(query, Member) or query.figure != Figure():
        return False
    elliptic = all(clause.items[i].place or clause.low(i) in ELLIPTIC for i in clause.wanted)
    first = next((i for i in clause.wanted if clause.items[i].place), 0)
    does = any(i > first and clause.low(i) in DOES for i in clause.wanted)
    if elliptic and (does or not clause.told):
        return True  # "but the UK is", "and Ghana does not"
    told = clause.has("listed", "found", "use", "buy", "new", "gone", "kept", "lack", "supply")
    places = [i for i in clause.wanted if clause.items[i].place]
    return (
        not (told or clause.kinds("technology"))
        and bool(places)
        and all(clause.low(i - 1) in ("in", "at", "from") for i in places)
    )


def plainly(run: Sequence[Item], reading: Reading) -> list[Stated]:
    """Return what some items state as a sentence of their own; nothing unless all is read."""
    found: list[Stated] = []
    for clause in clauses(run, reading.codebook, reading.years):
        query = query_of(clause, *reading.years.values())
        if query is not None and says_nothing(query, clause):
            return []
        if query is None and clause.unreadable():
            return []
        counted = count(clause, reading.sentence) if query is None else None
        if query is None and counted is None:
            return []
        found.append(
            Stated(
                query=query,
                counted=counted,
                editions=tuple(clause.editions),
                still=clause.has("still"),
                first=run[clause.wanted[0]].first,
                stop=run[clause.wanted[-1]].stop,
            )
        )
    return found
