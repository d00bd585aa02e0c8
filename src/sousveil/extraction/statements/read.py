"""A sentence to the queries of its clauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.clauses import Sentence
from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.comparisons import compare, pass_by_narrow
from sousveil.extraction.statements.counts import Counted, count
from sousveil.extraction.statements.cutting import clauses
from sousveil.extraction.statements.facts import facts
from sousveil.extraction.statements.indicators import indicator
from sousveil.extraction.statements.items import items
from sousveil.extraction.statements.members import member
from sousveil.extraction.statements.moves import moved
from sousveil.extraction.statements.parts import part
from sousveil.extraction.statements.ranks import rank
from sousveil.extraction.statements.soles import sole
from sousveil.model.figure import Figure
from sousveil.model.query import Member, Part, Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
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


def stated(s: Sentence, codebook: Codebook, counting: bool = False) -> list[Stated]:
    """Return what the clauses of a sentence state, in their order; numbers only if `counting`."""
    return list(_stated(s, codebook, counting))


def _stated(s: Sentence, codebook: Codebook, counting: bool) -> Iterator[Stated]:
    read = _read(s, codebook)
    said = read.said
    if said is not None:
        editions = {one.edition for one in said.said} - {"both"}
        only = tuple(editions) if len(editions) == 1 and "" not in editions else ()
        yield Stated(query=said, editions=only, first=0, stop=len(s.tokens))
        return
    spoken = False
    for clause, query in read.asked():
        every = clause.items
        if query is not None and _says_nothing(query, clause):
            query = None
        counted = None
        if query is None and counting and not clause.unreadable():
            counted = count(clause, s)
        named = any(
            every[i].kind in ("supplier", "technology", "group", "number", "share")
            or every[i].place
            for i in clause.wanted
        )
        if query is None and counted is None and not named and not _takes_back(s, clause, spoken):
            continue
        spoken = True
        yield Stated(
            query=query,
            counted=counted,
            editions=tuple(clause.editions),
            still=clause.has("still"),
            first=every[clause.wanted[0]].first,
            stop=every[clause.wanted[-1]].stop,
        )


@once_per_codebook
def _dated(codebook: Codebook) -> dict[int, str]:
    """Return the editions by the year from which they are in force."""
    return {int(layout.in_force[:4]): layout.id for layout in codebook.layouts.values()}


@once_per_codebook
def _ends(codebook: Codebook) -> tuple[str, str]:
    """Return the first and the last edition."""
    layouts = sorted(codebook.layouts.values(), key=lambda layout: layout.in_force)
    return layouts[0].id, layouts[-1].id


class _Read:
    """What is read of a sentence; it is asked for its numbers after its queries."""

    def __init__(self, s: Sentence, codebook: Codebook) -> None:
        self.sentence = s
        self.codebook = codebook
        self.said = facts(s, codebook, _dated(codebook))
        """What it says of the index itself."""

        self._asked: list[tuple[Clause, Query | None]] | None = None

    def asked(self) -> list[tuple[Clause, Query | None]]:
        """Return the clauses of the sentence with what each asks."""
        if self._asked is None:
            first, last = _ends(self.codebook)
            every = items(self.sentence, self.codebook)
            years = {"edition_first": first, "edition_last": last}
            found = clauses(every, self.codebook, years)
            self._asked = [(clause, _query(clause, first, last)) for clause in found]
        return self._asked


_last: list[_Read] = []
"""The sentence that was read last."""


def _read(s: Sentence, codebook: Codebook) -> _Read:
    for read in _last:
        if read.sentence is s and read.codebook is codebook:
            return read
    _last[:] = [_Read(s, codebook)]
    return _last[0]


def _query(clause: Clause, first: str, last: str) -> Query | None:
    """Return the first reading that leaves no word unread."""
    if clause.unreadable():
        pass_by_narrow(clause)
        return None
    return (
        indicator(clause)
        or moved(clause)
        or rank(clause)
        or compare(clause, first, last)
        or sole(clause)
        or (member(clause) if clause.terms().places else part(clause))
    )


def _takes_back(s: Sentence, clause: Clause, spoken: bool) -> bool:
    """Tell whether a clause without a name calls the rest untrue, or a plan: "- a lie"."""
    if clause.has("lack", "none", "only", "apart", "outside"):
        return True
    if not spoken and clause.has("reported"):
        return True
    if spoken and any(clause.items[i].kind == "unknown" for i in clause.wanted):
        return True
    if clause.has("pronoun", "both") and clause.has("use", "supply", "buy"):
        return True
    return any(
        s.kinds(token) & {"untruth", "modal"}
        for i in clause.wanted
        for token in range(clause.items[i].first, clause.items[i].stop)
    )


def _says_nothing(query: Query, clause: Clause) -> bool:
    """Tell "it is the only one on AI surveillance" and "Carnegie is in Washington" from a set."""
    if isinstance(query, Part):
        return query.whole == query.part
    if not isinstance(query, Member) or query.figure != Figure():
        return False
    told = clause.has("listed", "found", "use", "buy", "new", "gone", "kept", "lack", "supply")
    places = [i for i in clause.wanted if clause.items[i].place]
    return (
        not (told or clause.kinds("technology"))
        and bool(places)
        and all(clause.low(i - 1) in ("in", "at", "from") for i in places)
    )
