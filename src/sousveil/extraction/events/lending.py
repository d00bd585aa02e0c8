"""Money that changes hands: which parts of a clause give it, and which get it."""

from __future__ import annotations

from collections.abc import Iterator

from sousveil.extraction.events.clause import Clause, Group, family
from sousveil.extraction.events.event import Event
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.parties import Stage

PURE = frozenset(
    """finance fund bankroll underwrite subsidise subsidize co-finance cofinance pre-finance sponsor
    lend loan guarantee borrow disburse co-fund
    """.split()
) | {"help pay", "help finance", "help fund"}
"""Verbs that speak of nothing but money."""

CURRENCY = frozenset(
    """dollars dollar euros euro yuan renminbi pounds rupees shillings naira rand pesos reais lira
    dinars dirhams riyals roubles rubles tenge som sums cedis francs kwacha birr baht ringgit won
    yen krone kroner crowns zloty forints leu lei hryvnia lari dram manat soles bolivianos
    quetzales crore
    """.split()
)
SIGNS = frozenset("$€£¥₹₦")
SCALES = frozenset("million millions billion billions bn m".split())
SPOKEN_OF = frozenset(("the loan", "the credit", "the grant", "the money", "the funds"))
FUNDS = frozenset(("loan_noun", "soft_loan", "buyer_credit", "grant_noun"))
PRICED = frozenset(("contract_noun", "tender_noun", "purchase_noun", "they_deal"))
IN_KIND = frozenset(
    ("gift", "gifts", "donation", "donations", "aid", "assistance", "free of charge")
)
"""What is given may be cameras, too."""

COST = frozenset("cost costs bill bills price expense expenses tab".split())
BEARS = frozenset(
    "bear cover carry meet foot share split shoulder assume absorb pick-up settle".split()
)
PAYS = frozenset(("pay", "help pay"))
GETS = frozenset(
    """receive get obtain borrow secure accept take take-out owe repay pay-back draw request seek
    negotiate apply await
    """.split()
)
"""What one does who is given money, or gives it back."""

ASKS = frozenset("ask beg petition lobby press".split())
BACK = frozenset(("owe", "repay", "pay-back"))
PROMISED = frozenset("promise pledge offer commit".split())
GIVING = frozenset({"lend", "give", "award"})
SOURCES = frozenset(("from", "by", "with"))


def lemma(clause: Clause) -> str:
    """Return the verb of a clause with its particle: "take-out"; "help pay" as it is."""
    known = clause.verb.lemma
    return known if known in PURE else known.replace(" ", "-")


def is_money(at: Stage, group: Group) -> bool:
    """Tell a sum or a loan from "cameras worth a million dollars" and "a loan of drones"."""
    words = at.scene.words[group.first : group.stop]
    if group.prep == "on" and words and words[-1].low == "loan":
        return False
    if any(w.kinds.keys() & {"technology", "generic_thing", "gift_noun"} for w in words):
        return False
    if is_loan(at, group):
        return True
    if any(w.kinds.keys() & PRICED for w in words):
        return False  # "a $50,000 contract"
    if any(w.text in SIGNS or w.low in CURRENCY or w.low in SPOKEN_OF for w in words):
        return True
    return bool(words) and words[-1].low in SCALES


def is_loan(at: Stage, group: Group) -> bool:
    """Tell a loan or grant, not a bare sum: a contract of so many dollars is none."""
    words = at.scene.words[group.first : group.stop]
    return any(
        (w.kinds.keys() & FUNDS and w.low not in IN_KIND) or w.low in SPOKEN_OF for w in words
    )


def is_cost(at: Stage, group: Group) -> bool:
    """Tell "the cost of the cameras", "half of the bill"."""
    return any(w.low in COST for w in at.scene.words[group.first : group.stop])


def passes_money(at: Stage, clause: Clause) -> bool:
    """Tell whether what a clause does is done with money, and not with cameras."""
    name, verb = lemma(clause), clause.verb.classes
    after = [g for g in clause.after_verb() if not g.prep]
    done = clause.subjects() if clause.passive else after
    things = any("technology" in at.kinds(g) for g in done)
    if name in ("lend", "loan", "borrow"):
        parties = ("place", "supplier", "name")
        lent = clause.antecedent if clause.kind == "rel" else None
        other = lent is not None and not (is_money(at, lent) or at.named(lent, *parties))
        if other and not any(is_money(at, g) for g in after):
            return False  # "the balloons that the United States lent to the coast guard"
        return all(is_money(at, g) or at.named(g, *parties) for g in [*done, *after]) and not things
    if name in PURE:
        return True
    if name in BEARS and any(is_cost(at, g) for g in [*done, *after]):
        return True
    if name in PAYS:
        return not any(at.named(g, "place") for g in after)  # "paid China for street cameras" buys
    if name in ASKS:
        return any(is_money(at, g) and g.prep == "for" for g in clause.groups)
    if not (verb & GIVING or name in GETS | PROMISED or name in ("come", "spend", "sign", "agree")):
        return False
    if name == "owe":
        return any(is_money(at, g) or g.prep == "for" for g in after + list(clause.groups))
    if name == "come":
        return any(is_money(at, g) for g in clause.subjects())
    if name in ("sign", "agree"):
        return any(is_loan(at, g) for g in [*done, *after, *_about(clause)])
    if things:
        return False  # "sold cameras worth a million dollars"
    sums = [*done, *after, *(g for g in clause.groups if g.prep == "with" and verb & {"give"})]
    return any(is_money(at, g) for g in sums)


def _about(clause: Clause) -> list[Group]:
    """Return what is agreed on: "agreed on a credit"."""
    return [g for g in clause.after_verb() if g.prep in ("on", "to", "about", "over")]


def gets(clause: Clause) -> bool:
    """Tell whether the subject of a clause is given money."""
    return clause.passive or lemma(clause) in GETS | ASKS


def givers(at: Stage, clause: Clause) -> Iterator[Group]:
    """Yield the groups of a clause that name who gives money."""
    name = lemma(clause)
    if passes_money(at, clause):
        if name in ASKS:
            yield from (g for g in clause.after_verb() if not g.prep)
        elif name in BACK:
            owed = [g for g in clause.after_verb() if g.prep in ("", "to", "from")]
            yield from (g for g in owed if not is_money(at, g) or name == "owe")
        elif clause.passive:
            yield from (g for g in clause.groups if g.prep in ("by", "from"))
        elif name in GETS:
            yield from (g for g in clause.after_verb() if g.prep in SOURCES)
        elif name == "come":
            yield from (g for g in clause.after_verb() if g.prep == "from")
        else:
            yield from clause.subjects()
            if name in BEARS | {"sign", "agree"}:
                yield from (g for g in clause.after_verb() if g.prep == "with")
    yield from lenders_behind(at, clause)


def lenders_behind(at: Stage, clause: Clause) -> Iterator[Group]:
    """Yield the groups right behind money: "with a loan of 3 million euros from KfW"."""
    money = None
    for group in clause.groups:
        if money is not None and group.prep in ("from", "by", "of"):
            if not is_money(at, group):
                yield group
                money = None
        elif is_loan(at, group) or (group.prep == "with" and is_money(at, group)):
            money = group  # not the price, as in "worth 3 million dollars from Dahua"
            continue
        elif money is not None and not is_money(at, group):
            money = None


def gives_money(at: Stage, clause: Clause, one: Named) -> bool:
    """Tell whether a party of a clause gives money there, and so no cameras."""
    if one.group is not None and one.sentence == at.scene.index and is_money(at, one.group):
        return True  # "a French loan"
    for held in {id(c): c for c in (clause, one.clause)}.values():
        if lemma(held) in BACK and not (may_lend(one) or one.kind == "origin"):
            continue  # a company that is owed the price
        for group in givers(at, held):
            same = one.group is not None and one.group.first == group.first
            if same or any(one.group is g for g in family(group)):
                return True
    return False


NO_PROOF = frozenset(
    ("other_thing", "hypothetical", "unclear", "norm", "private_noun", "research_noun")
)


def is_lent(at: Stage, clause: Clause, one: Named) -> bool:
    """Tell "lent Mauritius Telecom $73.7 million": who borrows supplies nothing there."""
    held = one.clause
    if "lend" not in held.verb.classes or held.passive:
        return False
    objects = [g for g in held.after_verb() if not g.prep]
    return len(objects) > 1 and one.group is objects[0] and is_money(at, objects[1])


def takes_money(at: Stage, clause: Clause, one: Named) -> bool:
    """Tell whether a party is the subject of a clause in which money is received."""
    held = one.group in clause.subjects()
    return held and lemma(clause) in GETS | ASKS and passes_money(at, clause)


def plainly_financed(event: Event) -> bool:
    """Tell "Norway gave Moldova 2 million euros for cameras": all three parts are told."""
    at, one = event.stage, event.first
    if event.type != "finance" or event.rule == "none" or at.scene.kinds & NO_PROOF:
        return False
    if one.sentence != at.scene.index or not may_lend(one) or "anaphor" in one.marks:
        return False
    if event.rule in FOUND_BY_ROLE or gives_money(at, event.clause, one):
        return _for_system(event) and _gets_it(event)
    return False


FOUND_BY_ROLE = frozenset(("lender-is", "expense", "funded"))
"""Rules that find a lender by another way than what a clause does with money."""


def may_lend(one: Named) -> bool:
    """Tell states and banks from companies, which are paid rather than pay."""
    return one.kind == "state" or is_bank(one)


def is_bank(one: Named) -> bool:
    """Tell a bank or agency, listed or by its name."""
    return "financier" in one.marks or (one.kind == "name" and one.id.split("-")[-1] in BANKS)


def _for_system(event: Event) -> bool:
    """Tell whether the clause of an event, or one tied to it, names a system."""
    clause = event.clause
    for thing in event.technologies:
        if thing.sentence != event.stage.scene.index:
            continue
        near = thing.clause is clause or thing.clause.parent is clause
        if near or (clause.kind in ("rel", "part", "inf") and thing.clause is clause.parent):
            return True
    return False


def _gets_it(event: Event) -> bool:
    """Tell whether the place of an event stands where the getter of money does."""
    at, place = event.stage, event.second
    if event.tier in ("own-to", "own-object", "parent-rel-to"):
        return True
    if event.tier == "own-subject":
        return True
    if event.rule == "funded" and {p.id for p in at.scene.of("place")} <= {place.id, _home(event)}:
        return True
    if event.tier == "child-rel-subject":
        return place.clause.link == "which" and bool(place.clause.verb.classes & {"get", "make"})
    near = ("own-where", "own-before", "own-other", "own-owner", "parent-rel-where")
    return event.tier in near and _has_system(at, place)


def _home(event: Event) -> str:
    return event.keys[0].removeprefix("country:")


def _has_system(at: Stage, place: Named) -> bool:
    """Tell "Angola's cameras" and "the cameras in the streets of Luanda"."""
    group = place.group
    if group is None or place.sentence != at.scene.index:
        return False
    groups = place.clause.groups
    k = next((n for n, g in enumerate(groups) if g is group), 0)
    near = [group]
    for g in reversed(groups[:k]):
        if near[-1].first - g.stop > 2 or near[-1].prep not in ("in", "of", "at", "on", "for"):
            break
        near.append(g)
    return any("technology" in at.kinds(g) for g in near)


BANKS = frozenset(
    "bank fund agency eximbank exim cooperation finance credit capital leasing".split()
)
