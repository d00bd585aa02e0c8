"""A query on one edition: whether it holds, with the countries that tell."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from sousveil.checking.answer import ALWAYS, Answer
from sousveil.checking.asking import Asking, Found
from sousveil.checking.comparing import answer_compare
from sousveil.checking.examining import answer_examined
from sousveil.checking.facts import judge_fact
from sousveil.checking.indicator import answer_indicator
from sousveil.checking.membership import answer_member, answer_part
from sousveil.checking.moved import answer_moved
from sousveil.checking.ranking import answer_rank, standing
from sousveil.checking.recount import KEPT, Same
from sousveil.checking.soles import answer_sole
from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.vocabulary import Codebook
from sousveil.figures.words import RULE_WORDS
from sousveil.model.edition import Edition
from sousveil.model.figure import Computed, Rules
from sousveil.model.query import (
    Compare,
    Examined,
    Fact,
    Indicator,
    Member,
    Moved,
    Part,
    Query,
    Rank,
    Sole,
)

OPEN = {"origin": "supplier"}
"""How a rule is set, against its default, where the words leave it open."""


def respond(
    query: Query,
    edition: Edition,
    editions: tuple[Edition, ...],
    codebook: Codebook,
    leans: tuple[str, ...] = (),
) -> Answer:
    """Answer a query on one edition; `depends` where the rules on unclear cells disagree.

    So it does where the rules disagree that the words leave open, which `leans` has.
    """
    return _responding(codebook)(query, Same(edition), tuple(map(Same, editions)), leans)


ONE_OR_SEVERAL = ("holds", "unanswerable")
"""A place that is one's own by one rule, and that several share by another."""


@once_per_codebook
def _responding(codebook: Codebook) -> Callable[..., Answer]:
    return lru_cache(KEPT)(partial(_responded, codebook))


def _responded(
    codebook: Codebook,
    query: Query,
    current: Same[Edition],
    known: tuple[Same[Edition], ...],
    leans: tuple[str, ...],
) -> Answer:
    edition, editions = current.thing, tuple(one.thing for one in known)
    rules = Rules()
    if getattr(query, "abroad", False):
        rules = rules.changed("home", "excluded")
    ask = Asking(edition, editions, codebook)
    found = _found(ask, query, rules)
    status, why = found.status, found.why
    others = [(rule, "included") for rule in ALWAYS[:2]]
    for rule, setting in (*others, *((rule, OPEN[rule]) for rule in leans if rule in OPEN)):
        other = _found(ask, query, rules.changed(rule, setting))
        pair = {found.status, other.status}
        shared = isinstance(query, Rank) and (found.status, other.status) == ONE_OR_SEVERAL
        if shared or ("holds" in pair and pair & {"fails", "absent", "depends"}):
            words = RULE_WORDS[(rule, setting)]
            status, why = "depends", f"{found.why} It is otherwise if {words}: {other.why}"
            break
    computed = None
    if found.countries:
        computed = Computed(
            value=len(found.countries) if found.value is None else found.value,
            countries=found.countries,
            entries=found.entries,
            rules=rules,
        )
    return Answer(
        edition=edition, status=status, rules=rules, computed=computed, value=found.value, why=why
    )


def standings(
    query: Rank, edition: Edition, editions: tuple[Edition, ...], codebook: Codebook, rules: Rules
) -> dict[str, float]:
    """Return the number for each thing ranked; empty where the edition cannot tell."""
    counted = standing(Asking(edition, editions, codebook), query, rules)
    return {} if isinstance(counted, Found) else dict(counted)


def _found(ask: Asking, query: Query, rules: Rules) -> Found:
    match query:
        case Member():
            return answer_member(ask, query, rules)
        case Sole():
            return answer_sole(ask, query)
        case Examined():
            return answer_examined(ask, query)
        case Part():
            return answer_part(ask, query, rules)
        case Rank():
            return answer_rank(ask, query, rules)
        case Compare():
            return answer_compare(ask, query, rules)
        case Moved():
            return answer_moved(ask, query, rules)
        case Indicator():
            return answer_indicator(ask, query, rules)
        case Fact():
            status, why = judge_fact(query, ask.edition, ask.editions, ask.codebook, rules)
            return Found(status=status, why=why)
