"""Technologies that somebody else has, or nobody: seized, banned, a shop's, a farmer's."""

from __future__ import annotations

from sousveil.extraction.events.blocks import FORBID, blocked
from sousveil.extraction.events.clause import Clause
from sousveil.extraction.events.cues import chain
from sousveil.extraction.events.manners import before, is_means, use_of
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.parties import Stage

PERSONS = frozenset(
    """man woman men women boy boys girl pilot youth youths thief thieves hackers hacker rebels
    militants insurgents terrorists jihadists fighters attackers
    """.split()
)
"""Who flies a drone over the prison and is arrested."""

TELLERS = frozenset("reporters reporter journalists journalist researchers activists".split())

DEBATES = frozenset("debate criticise criticize condemn praise vote regulate restrict".split())


def by_others(at: Stage, clause: Clause) -> bool:
    """Tell "Farmers in Kenya use drones": those who do it are people or shops, no authority."""
    doers = clause.subjects()
    if clause.passive:
        doers = [g for g in clause.after_verb() if g.prep == "by"]
    if any(at.head(g) in PERSONS for g in doers):
        return True
    if clause.verb.lemma in ("find", "found") and any(at.head(g) in TELLERS for g in doers):
        return any(is_means(at, clause, t) for t in at.scene.of("technology"))
    kinds = [at.kinds(g) for g in doers]
    authority = any(k & {"state_noun", "they_recipient"} for k in kinds)
    return any("private_noun" in k for k in kinds) and not authority


FEARS = frozenset("fear worry dread imagine wonder".split())


def hindered(at: Stage, clause: Clause, technology: Named) -> bool:
    """Tell what is banned, unclear, demanded or feared: "fear that police could use drones"."""
    lemmas = {c.verb.lemma for c in (clause, *chain(clause))}
    if "shoot down" in lemmas or _not_theirs(at, clause, technology):
        return True
    if lemmas & {"lose", "miss"}:  # "not a drone has been lost since"; no bid is
        return False
    if clause.verb.lemma in DEBATES and technology.clause is clause:
        return True
    if clause.verb.lemma in FORBID:
        if technology.role.startswith(("using", "from")):
            return True
        if use_of(at, clause, technology) is not None:
            return True
    return bool(lemmas & FEARS) or blocked(at, clause, technology)


SEIZES = frozenset("seize confiscate impound".split())
MAKES = frozenset("make build produce manufacture export develop".split())
ARRESTS = frozenset("arrest detain stop fine charge convict jail sentence win lose".split())
CIVIL = frozenset(
    """deliver spray drop bomb attack hit strike kill crash explode transport fall entertain light
    open
    """.split()
)
"""What drones do that watch nobody, and a face that opens a telephone."""


def _not_theirs(at: Stage, clause: Clause, one: Named) -> bool:
    """Tell "customs seized a drone", "arrested a man with a drone", "drones deliver blood"."""
    if one.clause is not clause or "deed" in one.marks:
        return False
    part, verb = one.role.partition(".")[0], clause.verb.lemma
    if part == "about" or (part == "on" and _topic(at, clause, one)):
        return True
    if verb == "order" and any(c.parent is clause and c.kind == "inf" for c in at.scene.clauses):
        return True  # "ordered the drones to land"
    found = verb in ("find", "found", "discover") and not clause.passive
    if (verb in SEIZES or found) and one.role in ("obj", "psubj"):
        return True
    if verb in MAKES and one.role == "obj" and one.id in ("drones", "spyware"):
        return True  # whoever builds drones may sell them all
    if verb in ARRESTS:
        return part == "with" if verb not in ("win", "lose") else is_means(at, clause, one)
    if clause.negated and verb in FINDS and is_means(at, clause, one):
        return True  # that he was not found does not say that nobody flew
    return verb in CIVIL and part == "subj" and one.id in ("drones", "facial_recognition")


TOPICS = frozenset(
    """law laws rules bill debate debates vote conference seminar talk talks report reports study
    ban film films book article lecture speech""".split()
)


def _topic(at: Stage, clause: Clause, one: Named) -> bool:
    """Tell "laws on drones" and "a conference on face recognition"."""
    held = before(clause, one.group)
    return held is not None and at.head(held) in TOPICS


FINDS = frozenset("find found catch trace spot identify locate solve track".split())


def of_others(at: Stage, one: Named) -> bool:
    """Tell "facial recognition used by a retailer" and "private cameras"."""
    own = at.scene.words[one.group.first : one.group.stop] if one.group is not None else []
    if one.sentence == at.scene.index and any(w.low == "private" for w in own):
        return True
    below = (c for c in at.scene.clauses if c.antecedent is not None)
    return any(c.antecedent is one.group and c.passive and by_others(at, c) for c in below)
