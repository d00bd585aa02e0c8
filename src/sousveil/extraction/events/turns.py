"""What later clauses make of an event that was told before: "The contract was cancelled"."""

from __future__ import annotations

from sousveil.extraction.events.clause import Clause
from sousveil.extraction.events.cues import chain, clause_cues, pure, span_of
from sousveil.extraction.events.endings import (
    ANOTHER,
    POINTERS,
    RENEW,
    SWAP,
    country_of,
    firms_in,
    let_go,
    old_firms,
    out_of_use,
)
from sousveil.extraction.events.event import Event
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.parties import Stage, places

REACH = 40
"""Sentences that a later one looks back for what it ends."""

DONE = frozenset(
    """complete finish open inaugurate launch arrive deliver install work function go-live activate
    commission run operate unveil hand-over feed
    """.split()
)
BOUGHT = frozenset(("buy", "purchase", "adopt", "roll out", "keep", "acquire"))
ABOUT = frozenset(
    """they_deal they_system contract_noun trial_noun technology tender_noun loan_noun mou_noun
    talks_noun
    """.split()
)
STOP = frozenset(("stop", "cease", "quit", "halt"))


def later_state(at: Stage, clause: Clause) -> str | None:
    """Return what a clause makes of an event before: ended, contracted, deployed or bought."""
    if clause.at < 0 or clause.modals or not _about(at, clause):
        return None
    if out_of_use(at.scene, clause):
        return "ended"
    if clause.negated:
        object_ = clause.passive or any(not g.prep for g in clause.after_verb())
        return "ended" if clause.verb.lemma in RENEW and object_ else None
    if _ending(at, clause):
        return "ended"
    if clause.verb.lemma in ("sign", "award", "conclude", "ink"):
        return "contracted"
    past = clause.passive or clause.perfect or "past" in clause_cues(at.scene, clause)
    if clause.verb.lemma.replace(" ", "-") in DONE and past:
        return "deployed"
    return None


def bought_then(event: Event, clause: Clause) -> str | None:
    """Return what "tested the drones, then ordered four" makes of a test or a plan."""
    at = event.stage
    for other in at.scene.clauses[clause.index + 1 :]:
        own = [g for g in other.before_verb() if not g.prep]
        joined = other.kind in ("coord", "resume") and other.link not in (";", ":", "or")
        if not joined or own or other.negated or other.modals or other.passive:
            continue
        if other.parent is not clause and other.parent is not clause.parent:
            continue
        firms = {n.id for n in firms_in(at, other) if _surely(n)}
        if firms and event.keys[0] not in firms:
            continue
        if other.verb.lemma in BOUGHT:
            return "deployed"
        if other.verb.lemma in ("order", "sign"):
            return "contracted"
    return None


def _about(at: Stage, clause: Clause) -> bool:
    """Tell whether a clause speaks of a deal or a system, or points back to one."""
    for group in [*clause.subjects(), *clause.after_verb()]:
        if at.kinds(group) & ABOUT or at.head(group) in POINTERS:
            return True
    return False


def _ending(at: Stage, clause: Clause) -> bool:
    """Tell a verb that ended something; "the test ends in May" ends nothing yet."""
    if let_go(at.scene, clause):
        return True
    if not pure(clause, "end") or clause.form == "base":
        return False
    if clause.verb.lemma in SWAP and not clause.passive:
        objects = [g for g in clause.after_verb() if not g.prep]
        if not any(at.head(g) in ("it", "them") or at.kinds(g) & ABOUT for g in objects):
            return False
        if any(at.head(g) in ("it", "they", "this") for g in clause.subjects()):
            return False
    if clause.verb.lemma in STOP:
        below = [c for c in at.scene.clauses if c.parent is clause and c.kind == "part"]
        if below and not below[0].verb.classes & {"use", "make", "get", "give"}:
            return False
        straight = [*clause.subjects(), *(g for g in clause.after_verb() if not g.prep)]
        alone = not [g for g in clause.after_verb() if at.head(g) in POINTERS]
        if not below and not alone and not any(at.kinds(g) & ABOUT for g in straight):
            return False
    now = clause.verb.forms <= {"third", "base"} and not clause.passive and not clause.perfect
    return not now


def apply(told: dict[int, list[Event]], at: Stage, clause: Clause, state: str) -> None:
    """Give a state to the events of earlier sentences that a clause speaks of."""
    here = at.scene.index
    before = [told[i] for i in range(here - 1, max(-1, here - 1 - REACH), -1) if i in told]
    known = {e.keys[0] for events in before for e in events}
    named = {n.id for n in old_firms(at, clause) if _surely(n) or n.id in known}
    start = at.focus.start
    if named:
        meant = [e for events in before for e in events if e.keys[0] in named]
        here_told = [e for e in meant if e.stage.scene.index >= start]
        one_country = len({country_of(e) for e in meant}) == 1
        meant = here_told or (meant if one_country else [])
    elif any(at.scene.words[i].low in ANOTHER for i in span_of(at.scene, clause)):
        return
    else:
        earlier = (c for c in at.scene.clauses if c.index < clause.index)
        firms = [n for c in earlier for n in firms_in(at, c) if _surely(n)]
        others = {n.id for n in firms if "anaphor" not in n.marks} or {n.id for n in firms}
        last = [e for e in (before[0] if before else []) if e.stage.scene.index >= start]
        meant = [e for e in last if not others or e.keys[0] in others]
    near = [clause, *chain(clause)[:1]]
    groups = [*(g for c in near for g in c.groups), *clause.subjects()]
    where = {p.id for g in groups for p in places(at, g) if "in-name" not in p.marks}
    loan = any("loan_noun" in at.kinds(g) or "grant_noun" in at.kinds(g) for g in clause.groups)
    for event in meant:
        home = at.lexicon.homes.get(event.keys[0], country_of(event))
        elsewhere = where and not where & {home, country_of(event)} and event.type != "finance"
        if loan == (event.type == "finance") and not elsewhere:
            event.cues.add(f"later={state}")


def _surely(one: Named) -> bool:
    """Tell whether a name is a company's; "it" may stand for Christmas."""
    sure = one.kind == "supplier" or one.marks & {"legal", "firm-word"}
    return bool(sure) and "financier" not in one.marks
