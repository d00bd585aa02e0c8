"""What makes a sentence claim nothing: a question, a fiction, an advert, a lost bid, a ban."""

from __future__ import annotations

from sousveil.extraction.events.asides import (
    contrary,
    off_topic,
    sends,
    settles,
    silent,
    unasserted,
    unnamed,
    wished,
)
from sousveil.extraction.events.clause import Clause
from sousveil.extraction.events.cues import chain
from sousveil.extraction.events.event import DEAL, has
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.parties import Stage
from sousveil.extraction.events.standing import regretted
from sousveil.extraction.events.word import Word

UNREAL = frozenset(("fiction_noun", "advert"))
FORBID = frozenset("forbid ban bar prohibit blacklist exclude block outlaw".split())


ALLOW = frozenset("allow permit tolerate authorise authorize".split())


def unreal(at: Stage) -> bool:
    """Tell whether a sentence asks, advertises, tells a story or what might have been."""
    asks = at.scene.words[-1].text == "?"
    return asks or bool(UNREAL & at.scene.kinds) or off_topic(at) or contrary(at)


def lost(at: Stage, one: Named) -> bool:
    """Tell whether a sentence says that a bidder came second: before the words, or right behind."""
    words = at.scene.words
    if "lost_bid" not in at.scene.kinds:
        return False
    for same in (one, *at.scene.named):
        if same.id != one.id or same.sentence != at.scene.index:
            continue
        near = [
            c for c in at.scene.clauses if same.group is not None and c.antecedent is same.group
        ]
        if any("lost_bid" in w.kinds for c in near for w in words[c.first : c.stop]):
            return True
        for i in range(same.clause.first, min(same.clause.stop, len(words))):
            if "lost_bid" in words[i].kinds:
                behind = [w.tag for w in words[i + 1 : same.first]]
                if same.first < i or (len(behind) < 3 and "P" not in behind):
                    return True
    return False


def private(at: Stage, clause: Clause) -> bool:
    """Tell whether a clause speaks of a shop or a neighbour, and of no authority."""
    if not has(at, clause, {"private_noun"}) or has(at, clause, {"state_noun"}):
        return False
    doers = (n for g in clause.subjects() for n in at.named(g, "place"))
    return not any("." not in n.role and n.how in ("country", "capital") for n in doers)


def blocked(at: Stage, clause: Clause, one: Named) -> bool:
    """Tell what claims nothing: "it is unclear whether", "should stop", a ban, one of many bids."""
    if unasserted(at, clause) or wished(at, clause, one) or settles(at, clause, one):
        return True
    if unnamed(clause) or silent(at, clause) or sends(at, clause, one):
        return True
    if clause.negated and "may" in clause.modals and not clause.perfect:
        return True  # "No drone may fly over the palace"
    below = clause
    for held in (clause, *chain(clause)):
        words = _words(at, held)
        if held.negated and held.verb.lemma in ALLOW:
            return True
        if held.verb.lemma in ("lose", "miss") and (
            held is not clause or held.verb.lemma == "lose"
        ):
            return True
        if held.link == "whether" or any("unclear" in w.kinds for w in words):
            return True
        if held.verb.lemma in FORBID and (
            held is not clause or one.role.startswith(("obj", "psubj", "subj", "of"))
        ):
            return True
        norm = any("norm" in w.kinds and (w.low != "must" or held.negated) for w in words)
        if (norm and not regretted(held)) and (
            held is clause or below.kind in ("inf", "that", "part")
        ):
            return True
        below = held
    kinds = {k for g in clause.groups for k in at.kinds(g)}
    bids = "bidder_noun" in kinds and "preferred" not in kinds
    return bids and not clause.verb.classes & {"win", "award", "pick", "give"}


SHOWS = frozenset("unveil showcase exhibit show demonstrate advertise tout market pitch".split())


DEALT = frozenset({"give", "get", "make", "sign", "win", "award", "pick"})


def shown(at: Stage, clause: Clause, one: Named) -> bool:
    """Tell a product that a company shows from one that it supplies."""
    if clause.passive or one.kind not in ("supplier", "name"):
        return False
    if clause.verb.lemma == "present":
        return True
    if has(at, clause, {"fair_noun"}) and not clause.verb.classes & DEALT:
        return True
    if any("fair_noun" in at.kinds(g) for g in clause.after_verb() if not g.prep):
        return True  # "offers a course on its cameras"
    words = [w.low for w in _words(at, clause)[:8]]
    return clause.verb.lemma in SHOWS or (clause.verb.lemma == "launch" and "new" in words)


def in_domain(at: Stage, clause: Clause, one: Named) -> bool:
    """Tell whether a clause may speak of surveillance by a state at all."""
    if "technology" not in at.everything and not (
        "other_thing" not in at.everything
        and (one.kind == "supplier" or has(at, clause, DEAL))
        and (
            at.everything & {"state_noun", "they_recipient"}
            or clause.verb.classes & {"get", "give"}
        )
    ):
        return False
    if one.group is not None and at.kinds(one.group) & {"private_noun"}:
        return False
    other = has(at, clause, {"other_thing"})
    return not (other and not has(at, clause, {"technology"}))


def _words(at: Stage, clause: Clause) -> list[Word]:
    return at.scene.words[clause.first : clause.stop]
