"""A sentence to the queries of its clauses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sousveil.codebook.editions import editions
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.beside.nothing_said import claims_nothing
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.extraction.statements.across import continued
from sousveil.extraction.statements.chains import chained
from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.counts import count
from sousveil.extraction.statements.cutting import clauses
from sousveil.extraction.statements.facts import facts
from sousveil.extraction.statements.items import items
from sousveil.extraction.statements.only_of_them import names_again
from sousveil.extraction.statements.plainly import (
    Reading,
    Stated,
    may_state,
    query_of,
    says_nothing,
)
from sousveil.extraction.statements.speaking_of import spoken_last
from sousveil.extraction.statements.spoken import Spoken
from sousveil.model.noun import replace
from sousveil.model.query import Indicator, Query


def stated(s: Sentence, codebook: Codebook, counting: bool = False) -> list[Stated]:
    """Return what the clauses of a sentence state, in their order; numbers only if `counting`.

    Nothing where no clause can be read for want of a word.
    """
    return list(_stated(s, codebook, counting))


def _stated(s: Sentence, codebook: Codebook, counting: bool) -> Iterator[Stated]:
    read = _read(s, codebook)
    said = read.said
    if said is not None:
        editions = {one.edition for one in said.said} - {"both"}
        only = tuple(editions) if len(editions) == 1 and "" not in editions else ()
        yield Stated(query=said, editions=only, first=0, stop=len(s.tokens))
        return
    if not may_state(items(s, codebook)):
        return
    spoken = False
    asked, chain = read.asked()
    if chain:
        yield from chain
        return
    for clause, query in asked:
        every = clause.items
        if query is not None and says_nothing(query, clause):
            query = None
        counted = None
        if query is None and counting and not clause.unreadable():
            counted = count(clause, s)
        named = any(
            every[i].kind in ("supplier", "technology", "group", "number", "share")
            or every[i].place
            for i in clause.wanted
        )
        if query is None and counted is None and not named and _passed_by(s, clause, spoken):
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


def following(s: Sentence, codebook: Codebook, before: Spoken) -> list[Stated]:
    """Return what a sentence states that leans on what was spoken of before it."""
    return continued(items(s, codebook), _reading(s, codebook), before)


def spoken(s: Sentence, codebook: Codebook) -> Spoken | None:
    """Return what a sentence speaks of, for the one behind it."""
    return spoken_last(items(s, codebook), _reading(s, codebook))


def spoken_fully(told: Spoken, s: Sentence, codebook: Codebook) -> Spoken:
    """Return what a number speaks of, with the words of its sentence where they say the same."""
    whole = spoken(s, codebook)
    if whole is not None and whole.them == told.them:
        return whole
    return replace(told, run=tuple(items(s, codebook)))


def _reading(s: Sentence, codebook: Codebook) -> Reading:
    indexes = [*editions(codebook).values()]
    return Reading(s, codebook, {"edition_first": indexes[0], "edition_last": indexes[-1]})


MOST_ITEMS = 120  # of a sentence of several claims; what has more is a list of names
THEM = frozenset({"them", "of them", "those", "of those", "of which", "these", "all of them"})


class _Read:
    """What is read of a sentence; it is asked for its numbers after its queries."""

    def __init__(self, s: Sentence, codebook: Codebook) -> None:
        self.sentence = s
        self.codebook = codebook
        self.said = facts(s, codebook)
        """What it says of the index itself."""

        self._asked: list[tuple[Clause, Query | None]] | None = None
        self._chain: list[Stated] = []

    def asked(self) -> tuple[list[tuple[Clause, Query | None]], list[Stated]]:
        """Return the clauses with what each asks, and the chain of claims, if there is one."""
        if self._asked is None:
            reading = _reading(self.sentence, self.codebook)
            every = items(self.sentence, self.codebook)
            found = clauses(every, self.codebook, reading.years)
            self._asked = list(_of_it(found, reading))
            plain = all(q is not None and not says_nothing(q, c) for c, q in self._asked)
            leans = not plain or any(item.low in THEM for item in every)
            named = [item.id for item in every if item.place]
            leans = leans or (len(named) > len(set(named)) and names_again(every, named))
            if leans and len(every) <= MOST_ITEMS:
                self._chain = chained(every, reading)
        return self._asked, self._chain


def _of_it(found: Iterable[Clause], reading: Reading) -> Iterator[tuple[Clause, Query | None]]:
    """Yield clauses with what each asks: "in the 2022 table it is not free" of the one before."""
    before: Clause | None = None
    for clause in found:
        query = query_of(clause, reading.first, reading.last)
        pronouns = [i for i in clause.wanted if clause.low(i) in ("it", "its")]
        if query is None and before is not None and len(pronouns) == 1 and not clause.countries:
            named = next(i for i in before.countries)
            told = list(clause.items)
            at = told[pronouns[0]]
            told[pronouns[0]] = replace(before.items[named], first=at.first, stop=at.stop)
            again = replace(clause, items=told, places=None, named=None, placed=None, strange=None)
            query = query_of(again, reading.first, reading.last)
            if not isinstance(query, Indicator):
                query = None
        one = len({clause.items[i].id for i in clause.countries}) == 1
        before = clause if isinstance(query, Indicator) and one else None
        yield clause, query


_last: list[_Read] = []
"""The sentence that was read last."""


def _read(s: Sentence, codebook: Codebook) -> _Read:
    for read in _last:
        if read.sentence is s and read.codebook is codebook:
            return read
    _last[:] = [_Read(s, codebook)]
    return _last[0]


SAYING_NOTHING = frozenset({"idle", "country_noun", "customers"})
"""Roles of words that add nothing to what was said before."""


OF_THE_INDEX = SAYING_NOTHING | {
    *("edition_first", "edition_last", "index", "listed", "reported", "saying", "frame"),
    *("use", "found", "pronoun", "belong"),
}
"""Roles of words in a clause that only says where something stands: "here is what it has"."""


def _passed_by(s: Sentence, clause: Clause, spoken: bool) -> bool:
    """Tell a clause of which each word is known to say nothing, and that takes nothing back.

    Where there is no verb, it may label what comes with other words that say nothing: "Annex B:".
    """
    told = [clause.items[i] for i in clause.wanted]
    strange = [item.low for item in told if item.kind == "unknown"]
    if strange:
        verb = s.has_verb(range(told[0].first, told[-1].stop))
        if verb or not claims_nothing([item.low for item in told], clause.codebook):
            return False
    if not all(item.roles & OF_THE_INDEX or item.kind in ("sign", "unknown") for item in told):
        return False
    return not _takes_back(s, clause, spoken)


def _takes_back(s: Sentence, clause: Clause, spoken: bool) -> bool:
    """Tell whether a clause without a name calls the rest untrue, or a plan: "- a lie"."""
    if clause.has("lack", "none", "only", "apart", "outside", "gone"):
        return True
    if not spoken and clause.has("reported"):
        return True
    if spoken and any(
        clause.items[i].kind == "unknown" or not clause.items[i].roles <= SAYING_NOTHING
        for i in clause.wanted
    ):
        return True
    if clause.has("pronoun", "both") and clause.has("use", "supply", "buy"):
        return True
    return any(
        s.kinds(token) & {"untruth", "modal"}
        for i in clause.wanted
        for token in range(clause.items[i].first, clause.items[i].stop)
    )
