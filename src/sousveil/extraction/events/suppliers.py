"""Who supplies, as the parts of a clause tell it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from sousveil.extraction.events.clause import Clause, Group, family
from sousveil.extraction.events.event import DEAL, LOAN, THINGS, has, state_of
from sousveil.extraction.events.lending import is_money
from sousveil.extraction.events.mentions import NO_FIRM, Named
from sousveil.extraction.events.parties import Stage, firms, places
from sousveil.extraction.events.recipients import gapped

Found = Iterator[tuple[str, Named, Clause]]
PROMISES = ("promise", "pledge")
WITH = frozenset(("with", "between", "using", "alongside", "together with"))
LOOSE = frozenset(
    (
        "of", "for", "on", "in", "via", "through", "including", "such as", "against", "over",
        "about", "like", "as",
    )
)  # fmt: skip
"""Prepositions behind which a company may stand that supplies."""

DEALT = frozenset("sign pick plan try make get use give end go".split())
HANDED = frozenset("award win pick sign get use go other plan end".split())
FROM_STATE = frozenset("get use give plan end go try be sign other".split())


class _Look(Struct, frozen=True):
    """A clause with what is asked of it again and again."""

    at: Stage
    clause: Clause
    verb: frozenset[str]
    subjects: list[Group]
    objects: list[Group]
    technology: bool
    deal: bool


def suppliers(at: Stage, clause: Clause) -> Found:
    """Yield rule, company and clause for each company that a clause may say supplies."""
    subjects = clause.subjects()
    look = _Look(
        at,
        clause,
        clause.verb.classes,
        subjects,
        [g for g in clause.after_verb() if not g.prep],
        has(at, clause, {"technology"}) or any("technology" in at.kinds(g) for g in subjects),
        has(at, clause, DEAL),
    )
    yield from _whose(look)
    yield from _from_whom(look)
    yield from _who_is(look)
    for group in subjects:
        for one in firms(at, group):
            if (rule := _subject_rule(look, group, one)) is not None:
                yield rule, one, clause
    for group in clause.groups:
        yield from _in_group(look, group)
    yield from _states(look)


def _whose(look: _Look) -> Found:
    """Yield the company of "Megvii, whose algorithms are used by the police"."""
    clause = look.clause
    if clause.kind != "rel" or clause.link != "whose" or clause.antecedent is None:
        return
    if any(look.at.kinds(g) & THINGS for g in look.subjects):
        for group in family(clause.antecedent):
            for one in firms(look.at, group):
                yield "of-subject", one, clause


def _from_whom(look: _Look) -> Found:
    """Yield the company of "Orvanta, from which Senegal bought two drones"."""
    clause, words = look.clause, look.at.scene.words
    if clause.kind != "rel" or clause.antecedent is None or clause.first < 1:
        return
    prep = words[clause.first - 1].low
    if clause.link not in ("which", "whom") or prep not in ("from", "by", "with", "to"):
        return
    if (rule := _prep_rule(look, prep)) is not None:
        for one in firms(look.at, clause.antecedent, strict=prep not in ("from", "by")):
            yield rule, one, clause


def _who_is(look: _Look) -> Found:
    """Yield the company of "the firm that supplied the cameras in Yerevan is Bosch"."""
    if "be" not in look.verb:
        return
    for below in look.at.scene.clauses:
        group = below.antecedent
        if below.kind != "rel" or group is None or group not in look.subjects or below.passive:
            continue
        company = look.at.kinds(group) & {"firm_noun", "they_supplier"}
        if company and below.verb.classes & {"give", "make"}:
            yield from (("gives", one, below) for g in look.objects for one in firms(look.at, g))


def _subject_rule(look: _Look, group: Group, one: Named) -> str | None:
    """Return the rule by which a company in the subject supplies, None for none."""
    at, clause, verb = look.at, look.clause, look.verb
    kinds = at.kinds(group)
    if one.kind == "origin" and _names_company(look):
        return None
    inner = one.role.partition(".")[2]
    if one.role == "compound" and (kinds & (THINGS | DEAL) or _made_by(at, one)):
        return "of-subject"
    if one.role != "compound" and inner in ("mod", "poss"):
        if "client_noun" in kinds and verb & {"be", "other"}:
            return "clients"
        if kinds & (THINGS | DEAL):
            return "of-subject"
        if not kinds & {"firm_noun", "source_noun"} and not verb & {"give", "make", "win", "sign"}:
            return None
    if clause.passive:
        if verb & {"pick", "award"} or (verb & {"give"} and has(at, clause, DEAL)):
            return "chosen"
        return "of-subject" if any(at.named(g, "technology") for g in look.subjects) else None
    return _active_rule(look, one)


MADE = frozenset("built made supplied equipped installed provided designed run operated".split())


def _made_by(at: Stage, one: Named) -> bool:
    """Tell "the Huawei-equipped emergency centre"."""
    behind = at.scene.words[one.stop : one.stop + 2]
    return len(behind) == 2 and behind[0].tag == "~" and behind[1].low in MADE


def _names_company(look: _Look) -> bool:
    return any(
        n.kind in ("supplier", "name") and not n.marks & NO_FIRM
        for g in look.subjects
        for n in look.at.in_group.get(g.first, ())
    )


def _active_rule(look: _Look, one: Named) -> str | None:
    at, clause, verb = look.at, look.clause, look.verb
    technology, deal = look.technology, look.deal
    if verb & {"give"}:
        return "gives"
    if verb & {"make"} and one.kind != "state" and ("say" not in verb or look.objects):
        return "makes"
    if verb & {"sign"} and (deal or has(at, clause, {"contract_noun"})):
        return "signs"
    if verb & {"win"} and deal:
        return "wins"
    if verb & {"end"} and has(at, clause, DEAL | {"technology"}):
        return "ends"
    placeless = not any(places(at, g) for g in look.subjects)
    if verb & {"try", "use"} and (technology or deal) and placeless:
        return "works"
    if verb & {"be"} and (has(at, clause, {"firm_noun"}) or deal) and technology:
        return "is"
    if verb & {"plan"} and (deal or has(at, clause, {"talks_noun", "mou_noun"})):
        return "plans"
    return None


def _in_group(look: _Look, group: Group) -> Found:
    """Yield the companies of a group that is no subject."""
    at, clause = look.at, look.clause
    if not group.prep and (group not in look.objects or clause.at < 0):
        for one in firms(at, group, strict=True):
            if "." in one.role and at.kinds(group) & (THINGS | DEAL):
                yield "of-thing", one, clause
        if clause.at < 0 and (look.technology or look.deal):
            for one in firms(at, group, strict=True):
                yield "headline", one, clause
        return
    paid = not group.prep and (clause.verb.lemma == "pay" or bool(look.verb & {"pick", "award"}))
    strict = group.prep not in ("by", "from", "with", "to") and not paid
    for one in firms(at, group, strict=strict):
        if (rule := _group_rule(look, group, one)) is not None:
            yield rule, one, clause


def _group_rule(look: _Look, group: Group, one: Named) -> str | None:
    kinds = look.at.kinds(group)
    if one.role == "compound" or one.role.partition(".")[2] in ("mod", "poss"):
        if kinds & (THINGS | DEAL) or one.role == "compound":
            return "of-thing"
        if kinds & {"source_noun", "state_noun"} and not kinds & {"firm_noun"}:
            return None
    if not group.prep:
        return _object_rule(look, one)
    if group.prep == "of" and _behind_clients(look, group):
        return "clients"
    return _prep_rule(look, group.prep)


def _behind_clients(look: _Look, group: Group) -> bool:
    """Tell "among the customers of Intellexa"."""
    before = [g for g in look.clause.groups if g.first < group.first]
    return bool(before) and "client_noun" in look.at.kinds(before[-1])


def _prep_rule(look: _Look, prep: str) -> str | None:
    """Return the rule for a company behind a preposition."""
    at, clause, verb = look.at, look.clause, look.verb
    technology, deal = look.technology, look.deal
    if prep == "by":
        lent = "lend" in verb and any(at.kinds(g) & THINGS for g in look.subjects)
        if (clause.passive and (lent or verb & {"give", "make", "get", "use"})) or clause.at < 0:
            return None if verb & {"own"} and not verb & {"give", "make"} else "by"
        done = deal or has(at, clause, {"purchase_noun", "trial_noun"})
        return "by" if technology and done else None
    if prep == "from":
        told = technology or deal or at.focus.technologies or verb & {"get"}
        return "from" if told else None
    if prep in WITH:
        return "with" if deal or verb & DEALT else None
    if prep == "to":
        contract = has(at, clause, {"contract_noun", "tender_noun"})
        if verb & {"give"} and not verb & {"award"} and not contract:
            return None
        handed = verb & HANDED and (deal or technology)
        return "to" if handed or (deal and not technology) else None
    if prep in LOOSE and (deal or technology or at.focus.technologies):
        return f"prep-{prep}"
    return None


def _object_rule(look: _Look, one: Named) -> str | None:
    at, clause, verb = look.at, look.clause, look.verb
    left_out = verb & {"give", "make"} and not clause.passive
    if left_out and gapped(at, clause, one, "gapped"):
        return "gapped"
    if verb & {"pick"}:
        return "picks"
    if verb & {"award", "give"} and look.deal:
        return "awards"
    told = look.technology or look.deal or one.kind == "supplier"
    if verb & {"get", "use", "make", "plan", "try", "end", "sign"} and told:
        return "object"
    return "is" if verb & {"be"} and look.technology else None


def _states(look: _Look) -> Found:
    """Yield the states that a clause says give: "drones from China", "a gift of Japan"."""
    at, clause, verb = look.at, look.clause, look.verb
    bought = verb & FROM_STATE or clause.at < 0
    for before, group in zip((None, *clause.groups), clause.groups, strict=False):
        if before is not None and at.kinds(before) & LOAN:
            continue  # "with a grant from Japan"
        if group.prep == "from" and bought and (look.technology or look.deal):
            for place in places(at, group):
                unlike = at.scene.words[place.first - 1].low == "unlike"
                named = place.how in ("country", "capital", "demonym") and not unlike
                if named and "in-name" not in place.marks and "state_noun" not in at.kinds(group):
                    yield "from-country", state_of(place), clause
    gives = verb & {"give", "lend"} or clause.verb.lemma in PROMISES
    if gives and not clause.passive and (look.technology or at.focus.technologies):
        donated = any("technology" in at.kinds(g) for g in _given(look))
        for group in look.subjects:
            if donated:  # "USAID donated twenty drones"
                lenders = at.named(group, "supplier")
                yield from (("state-gives", n, clause) for n in lenders if "financier" in n.marks)
            if firms(at, group):
                continue
            for place in places(at, group):
                behind = [p for g in clause.after_verb() for p in places(at, g)]
                if any(p.id != place.id for p in behind):
                    yield "state-gives", state_of(place), clause
    yield from _gifts(look)
    if clause.passive and (gives or clause.verb.lemma == "offer"):
        after = list(clause.after_verb())
        for k, group in enumerate(after):
            if group.prep == "by":
                near = [group, *(g for g in after[k + 1 : k + 2] if g.prep in ("of", "in"))]
                for place in (p for g in near for p in places(at, g)):
                    yield "state-gives", state_of(place), clause


def _given(look: _Look) -> list[Group]:
    """Return what a clause says is handed over: "donated twenty drones"."""
    if look.verb & {"give"} and look.clause.verb.lemma not in ("provide", "give", "supply"):
        return [] if any(is_money(look.at, g) for g in look.objects) else look.objects
    return []


def _gifts(look: _Look) -> Found:
    groups = look.clause.groups
    for k, group in enumerate(groups):
        if "gift_noun" not in look.at.kinds(group):
            continue
        near = [g for g in groups[k + 1 : k + 3] if g.prep in ("from", "of", "by")][:1]
        own = [p for p in places(look.at, group) if p.role.partition(".")[2] in ("poss", "mod")]
        for place in [*own, *(p for g in near for p in places(look.at, g))]:
            yield "gift", state_of(place), look.clause
