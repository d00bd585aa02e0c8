"""Clauses to finances: who pays or lends for whom."""

from __future__ import annotations

from collections.abc import Iterator

from sousveil.extraction.events.blocks import unreal
from sousveil.extraction.events.clause import Clause, Group
from sousveil.extraction.events.event import (
    LOAN,
    Event,
    has,
    state_of,
)
from sousveil.extraction.events.lending import (
    ASKS,
    BACK,
    CURRENCY,
    PURE,
    SIGNS,
    gets,
    gives_money,
    is_bank,
    is_money,
    lemma,
    lenders_behind,
    may_lend,
    passes_money,
)
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.parties import Stage, places
from sousveil.extraction.events.recipients import (
    recipients,
    technologies_of,
)


def finances(at: Stage) -> Iterator[Event]:
    """Yield the finances of a sentence."""
    if unreal(at) or for_other_things(at):
        return
    for clause in at.scene.clauses:
        if _for_another(at, clause):
            continue
        verb = clause.verb.classes
        loan = has(at, clause, LOAN) or any(at.kinds(g) & LOAN for g in clause.subjects())
        pays = (verb & {"lend"} and _pays(at, clause)) or passes_money(at, clause)
        money = _sum_in(at, clause) and not _in_kind(at, clause)
        funded = any("funded" in n.marks for g in clause.groups for n in at.named(g, "place"))
        told = funded or loan or pays or (verb & {"lend"} and money)
        found = [*(_financiers(at, clause, loan, money) if told else ()), *_by_role(at, clause)]
        for rule, one in found:
            for tier, place in recipients(at, clause, one, "lends"):
                if not may_lend(one) and not gives_money(at, clause, one):
                    continue
                if at.lexicon.homes.get(one.id) == place.id and place.how == "capital":
                    continue  # "asked Beijing's China Eximbank"
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
        if told and has(at, clause, {"own_budget"}):
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


def for_other_things(at: Stage) -> bool:
    """Tell money for roads and schools, in a sentence or a text that speaks of no system."""
    systems = {"technology", "they_system"}
    if "other_thing" in at.scene.kinds and not at.scene.kinds & systems:
        return True
    return not at.everything & {*systems, "generic_thing"}


def _for_another(at: Stage, clause: Clause) -> bool:
    """Tell "lent Ghana $80m for a runway", whatever else its sentence speaks of."""
    near = [g for g in clause.groups if g.prep in ("", "for", "of", "into", "towards")]
    kinds = {k for g in near for k in at.kinds(g)}
    return "other_thing" in kinds and not kinds & {"technology", "they_system", "generic_thing"}


def _by_role(at: Stage, clause: Clause) -> Iterator[tuple[str, Named]]:
    """Yield the lenders that a noun tells: "The lender is ICBC", "at the expense of Japan"."""
    if clause.verb.lemma == "be":
        told = [*clause.subjects(), *(g for g in clause.after_verb() if not g.prep)]
        if any(_is_lender(at, g) for g in told):
            for group in told:
                for one in _lenders(at, group):
                    if "." not in one.role:
                        yield "lender-is", one
    words = at.scene.words
    for before, group in zip((None, *clause.groups), clause.groups, strict=False):
        behind = before is not None and group.prep == "of" and at.head(before) == "expense"
        owned = at.head(group) == "expense" and group.prep == "at"
        if owned or (behind and before is not None and before.prep == "at"):
            for one in _lenders(at, group):
                yield "expense", one
        for one in at.named(group, "supplier"):
            end = one.stop + 1
            if "financier" in one.marks and end < len(words) and words[end].low in FUNDED:
                yield "funded", one


FUNDED = frozenset("funded financed backed sponsored".split())
LENDERS = frozenset(
    "lender financier funder donor creditor backer lenders financiers donors creditors".split()
)


def _is_lender(at: Stage, group: Group) -> bool:
    """Tell "the main lender"."""
    return any(w.low in LENDERS for w in at.scene.words[group.first : group.stop])


def _pays(at: Stage, clause: Clause) -> bool:
    """Tell a verb of lending, or of paying for a system."""
    if clause.verb.lemma in ("lend", "loan", "borrow"):
        return passes_money(at, clause) or not _things(at, clause)
    if clause.verb.lemma in PURE:
        return True
    if clause.verb.lemma not in ("pay", "foot", "cover", "bear", "meet"):
        return False
    return any(g.prep == "for" for g in clause.groups) or has(at, clause, {"technology"})


def _sum_in(at: Stage, clause: Clause) -> bool:
    words = at.scene.words
    return any(
        words[i].text in SIGNS or words[i].low in CURRENCY
        for g in clause.groups
        for i in range(g.first, g.stop)
    )


def _in_kind(at: Stage, clause: Clause) -> bool:
    """Tell "donated cameras worth a million dollars", which is a supply and no finance."""
    if not clause.verb.classes & {"give"} or clause.passive:
        return False
    after = [g for g in clause.after_verb() if not g.prep]
    return _things(at, clause) and not any(is_money(at, g) for g in after)


def _things(at: Stage, clause: Clause) -> bool:
    """Tell a system that something is done to: "lent six drones"."""
    done = clause.subjects() if clause.passive else clause.after_verb()
    return any("technology" in at.kinds(g) for g in done if not g.prep)


def finance_pairs(at: Stage, known: list[Event]) -> Iterator[Event]:
    """Yield what no rule proposes: lenders of a sentence that speaks of money, with its places."""
    scene = at.scene
    money = scene.kinds & LOAN or any(
        c.verb.lemma in PURE or c.verb.lemma in ("pay", "cover", "promise") for c in scene.clauses
    )
    if not money or unreal(at) or not (at.everything & {"technology", "they_system"}):
        return
    if for_other_things(at):
        return
    seen = {e.keys for e in known if e.type == "finance"}
    seen |= {_turned(keys) for keys in seen}
    held = [p for c in scene.clauses for g in c.groups for p in places(at, g)] or list(
        at.focus.places
    )
    for clause in scene.clauses:
        if _for_another(at, clause):
            continue
        given = clause.subjects() if gets(clause) and passes_money(at, clause) else []
        for before, group in zip((None, *clause.groups), clause.groups, strict=False):
            made = before is not None and group.prep == "from" and _is_thing(at, before)
            for one in _lenders(at, group):
                if one.kind == "state" and (made or group in given):
                    continue  # "drones from Turkey"; "Kenya received money"
                if not is_bank(one) and not (
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


def _is_thing(at: Stage, group: Group) -> bool:
    return "technology" in at.kinds(group) and not is_money(at, group)


def _turned(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the pair that would lend the other way round."""
    return (f"country:{keys[1]}", keys[0].removeprefix("country:"))


def _nobody(clause: Clause) -> Named:
    return Named("nobody", "", -1, -1, clause, None)


def _lenders(at: Stage, group: Group) -> list[Named]:
    """Return who may lend in a group: banks, agencies, companies, states."""
    parties = [n for n in at.named(group, "supplier", "name") if "person" not in n.marks]
    if parties:
        return parties
    states = [state_of(n) for n in at.named(group, "place")]
    return [s for s in states if s.how != "capital" or s.id != UNION]


def _itself(at: Stage, clause: Clause, group: Group) -> list[Named]:
    """Return the bank that speaks of itself: "KfW says that it did not pay"."""
    above = clause.parent
    word = at.scene.words[group.first]
    if word.low != "it" or clause.kind != "that" or above is None:
        return []
    return [n for g in above.subjects() for n in at.named(g, "supplier") if "financier" in n.marks]


UNION = "country:BEL"
"""Whose capital stands for the European Union, where it pays."""


def _given_to(at: Stage, clause: Clause, group: Group, one: Named) -> bool:
    """Tell the getter that stands before a bare sum: "gave Kenya money"."""
    inner = one.role.partition(".")[2]
    bare = not group.prep and group.first > clause.at >= 0 and inner != "poss"
    return bare and one.kind == "state" and one.how != "demonym" and not gets(clause)


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
    pays = passes_money(at, clause)
    gives = verb & {"lend", "award", "give"} or (
        pays and lemma(clause) not in ("come", "sign", "agree", "use")
    )
    bought = clause.verb.lemma == "pay" and not pays
    if gives and not gets(clause) and not bought:
        for group in subjects:
            for one in _lenders(at, group) or _itself(at, clause, group):
                yield "lends", one
    if lemma(clause) in BACK | ASKS and pays:
        for group in clause.after_verb():
            if group.prep in ("", "to"):
                for one in filter(may_lend, _lenders(at, group)):
                    yield "owed", one
    behind = list(lenders_behind(at, clause))
    for before, group in zip((None, *clause.groups), clause.groups, strict=False):
        kinds = at.kinds(group)
        maker = before is not None and at.kinds(before) & {"technology"} and group.prep == "from"
        if maker and not any("financier" in o.marks for o in _lenders(at, group)):
            continue  # "cameras from Huawei"
        theirs = any(g.first > group.first and g.prep == "from" and _lenders(at, g) for g in behind)
        if kinds & LOAN and not theirs:  # "Kenya's loan from China" is not Kenya's to give
            for one in _lenders(at, group):
                its_own = "anaphor" in one.marks and not kinds & (LOAN - {"own_budget"})
                if not its_own and not _given_to(at, clause, group, one):
                    yield "loan-of", one
        if group.prep in ("from", "by", "with", "of", "through", "via"):
            lenders = _lenders(at, group)
            if group.prep == "by" and not (clause.passive and (verb & {"lend", "get"} or pays)):
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
