"""Clauses to finances: who pays or lends for whom."""

from __future__ import annotations

from collections.abc import Iterator

from sousveil.extraction.events.blocks import unreal
from sousveil.extraction.events.clauses import Clause, Group
from sousveil.extraction.events.event import (
    LOAN,
    Event,
    has,
    state_of,
)
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.parties import Stage, places
from sousveil.extraction.events.recipients import (
    recipients,
    technologies_of,
)


def finances(at: Stage) -> Iterator[Event]:
    """Yield the finances of a sentence."""
    if unreal(at):
        return
    for clause in at.scene.clauses:
        verb = clause.verb.classes
        loan = has(at, clause, LOAN) or any(at.kinds(g) & LOAN for g in clause.subjects())
        pays = verb & {"lend"} and (
            clause.verb.lemma in PURE
            or (
                clause.verb.lemma in ("pay", "foot", "cover", "bear", "meet")
                and (any(g.prep == "for" for g in clause.groups) or has(at, clause, {"technology"}))
            )
        )
        money = any(
            at.scene.words[i].text in "$€£¥₹₦" or at.scene.words[i].low in CURRENCY
            for g in clause.groups
            for i in range(g.first, g.stop)
        )
        funded = any("funded" in n.marks for g in clause.groups for n in at.named(g, "place"))
        if not funded and not loan and not pays and not (verb & {"lend"} and money):
            continue
        for rule, one in _financiers(at, clause, loan, money):
            for tier, place in recipients(at, clause, one, "lends"):
                own = one.id == f"country:{place.id}"
                if own and not has(at, clause, {"own_budget"}):
                    continue
                yield Event(
                    "finance",
                    (one.id, place.id),
                    one,
                    place,
                    at,
                    clause,
                    rule,
                    tier,
                    technologies=technologies_of(at, clause, one, place),
                )
        if has(at, clause, {"own_budget"}):
            for tier, place in recipients(at, clause, _nobody(clause), "budget"):
                yield Event(
                    "finance",
                    (f"country:{place.id}", place.id),
                    place,
                    place,
                    at,
                    clause,
                    "budget",
                    tier,
                )


BANKS = (
    "bank",
    "fund",
    "agency",
    "eximbank",
    "exim",
    "cooperation",
    "finance",
    "credit",
    "capital",
    "leasing",
)


def finance_pairs(at: Stage, known: list[Event]) -> Iterator[Event]:
    """Yield what no rule proposes: lenders of a sentence that speaks of money, with its places."""
    scene = at.scene
    money = scene.kinds & LOAN or any(
        c.verb.lemma in PURE or c.verb.lemma in ("pay", "cover", "promise") for c in scene.clauses
    )
    if not money or unreal(at) or not (at.everything & {"technology", "they_system"}):
        return
    seen = {e.keys for e in known if e.type == "finance"}
    held = [p for c in scene.clauses for g in c.groups for p in places(at, g)] or list(
        at.focus.places
    )
    for clause in scene.clauses:
        for group in clause.groups:
            for one in _lenders(at, group):
                bank = "financier" in one.marks or (
                    one.kind == "name" and one.id.split("-")[-1] in BANKS
                )
                if not bank and not (
                    one.kind == "state"
                    and one.role.partition(".")[0] in ("subj", "from", "by", "psubj")
                ):
                    continue
                for place in held:
                    keys = (one.id, place.id)
                    if keys in seen or one.id == f"country:{place.id}":
                        continue
                    seen.add(keys)
                    yield Event(
                        "finance",
                        keys,
                        one,
                        place,
                        at,
                        clause,
                        "none",
                        "none",
                        technologies=technologies_of(at, clause, one, place),
                    )


PURE = frozenset(
    """finance fund bankroll underwrite subsidise subsidize co-finance cofinance pre-finance sponsor
    lend loan guarantee borrow disburse
    """.split()
)


CURRENCY = frozenset(
    """dollars dollar euros euro yuan renminbi pounds rupees shillings naira rand pesos reais lira
    dinars dirhams riyals roubles rubles tenge som sums cedis francs kwacha birr baht ringgit won
    yen krone kroner crowns zloty forints leu lei hryvnia lari dram manat soles bolivianos
    quetzales crore
    """.split()
)


def _nobody(clause: Clause) -> Named:
    return Named("nobody", "", -1, -1, clause, None)


def _lenders(at: Stage, group: Group) -> list[Named]:
    """Return who may lend in a group: banks, agencies, companies, states."""
    parties = [n for n in at.named(group, "supplier", "name") if "person" not in n.marks]
    if parties:
        return parties
    return [state_of(n) for n in at.named(group, "place")]


def _financiers(at: Stage, clause: Clause, loan: bool, money: bool) -> Iterator[tuple[str, Named]]:
    verb = clause.verb.classes
    subjects = clause.subjects()
    funded = [
        n
        for c in at.scene.clauses
        for g in c.groups
        for n in at.named(g, "place")
        if "funded" in n.marks and g.first in {h.first for h in clause.groups}
    ]
    for one in funded:
        yield (
            "funded",
            state_of(one),
        )
    if verb & {"lend", "award", "give"} and not clause.passive and clause.verb.lemma != "borrow":
        for group in subjects:
            for one in _lenders(at, group):
                yield "lends", one
    for before, group in zip((None, *clause.groups), clause.groups, strict=False):
        kinds = at.kinds(group)
        maker = before is not None and at.kinds(before) & {"technology"} and group.prep == "from"
        if maker and not any("financier" in o.marks for o in _lenders(at, group)):
            continue  # "cameras from Huawei"
        if kinds & LOAN:
            for one in _lenders(at, group):
                yield "loan-of", one
        if group.prep in ("from", "by", "with", "of", "through", "via"):
            lenders = _lenders(at, group)
            if group.prep == "by" and not (clause.passive and verb & {"lend", "get"}):
                continue
            if (
                group.prep == "with"
                and not kinds & {"finance_words"}
                and not any("financier" in o.marks for o in lenders)
            ):
                continue
            if group.prep == "of" and not any(
                "financier" in o.marks or "bank" in o.id for o in lenders
            ):
                continue
            for one in lenders:
                yield f"loan-{group.prep}", one
