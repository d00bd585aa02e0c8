"""Clauses to ownerships: who owns whom."""

from __future__ import annotations

from collections.abc import Iterator

from sousveil.extraction.events.clause import Clause, Group, family
from sousveil.extraction.events.cues import chain
from sousveil.extraction.events.event import Event
from sousveil.extraction.events.holdings import (
    FRACTIONS,
    IN,
    IS,
    OWNERS,
    SHARES,
    Pair,
    all_holders,
    antecedents,
    apposed,
    compounds,
    firms,
    heads,
    holders,
    holdings,
    left,
    like,
    lows_of,
    parents,
)
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.parties import Stage

STAKES = frozenset(
    """stake stakes shareholding holding interest majority shares ownership shareholder
    shareholders owner owners
    """.split()
)
TAKINGS = frozenset("takeover acquisition buyout purchase".split())
OWN = frozenset({"own", "control"})
TAKE = frozenset({"acquire", "buy", "take over", "snap up", "swallow", "purchase"})
HOLD = frozenset(
    """hold acquire buy purchase take have possess double raise increase lift keep retain
    """.split()
) | {"take over"}
"""Verbs that with a share are owning."""

ASIDE = frozenset(("subsidiary", "parent", "compound"))
"""Rules that need no verb: what the verb denies is then something else."""

CHARGE = frozenset({"control", "ownership"})
PASSES = frozenset({"pass", "go", "fall", "move", "return"})


def ownerships(at: Stage) -> Iterator[Event]:
    """Yield who owns whom."""
    seen: set[tuple[str, str, int]] = set()
    for clause in at.scene.clauses:
        for owner, owned, rule in _owners(at, clause):
            key = (owner.id, owned.id, clause.index)
            if owner.id != owned.id and owned.kind in ("supplier", "name") and key not in seen:
                seen.add(key)
                aside = rule in ASIDE and max(owner.first, owned.first) < clause.at
                tier = "aside" if aside else "own"
                event = Event("ownership", key[:2], owner, owned, at, clause, rule, tier)
                event.cues |= set(_share(at, clause))
                at.owned.append(owned)
                yield event


def _owners(at: Stage, clause: Clause) -> Iterator[Pair]:
    if clause.at >= 0:
        yield from _by_verb(at, clause)
    yield from _stakes(at, clause)
    yield from _takings(at, clause)
    for k in range(len(clause.groups)):
        yield from holdings(at, clause, k)
        yield from parents(at, clause, k)
        yield from compounds(at, clause.groups[k])


def _share(at: Stage, clause: Clause) -> Iterator[str]:
    words = at.scene.words
    for held in (clause, *(c for c in at.scene.clauses if c.parent is clause), *chain(clause)[:1]):
        for i in range(held.first, min(held.stop, len(words))):
            if words[i].tag == "#" and i + 1 < len(words) and "percent" in words[i + 1].kinds:
                yield f"share={words[i].text.replace(',', '.')}%"
                return


def _shared(at: Stage, clause: Clause) -> bool:
    """Tell whether a clause speaks of a share."""
    words = list(at.scene.words[clause.first : clause.stop])
    if clause.kind == "rel" and clause.antecedent is not None:
        words += at.scene.words[clause.antecedent.first : clause.antecedent.stop]
    of = {i for i, w in enumerate(words) if w.low == "of"}
    return any(
        "percent" in w.kinds or (w.low in SHARES and (w.low not in FRACTIONS or i + 1 in of))
        for i, w in enumerate(words)
    )


def _by_verb(at: Stage, clause: Clause) -> Iterator[Pair]:
    """Yield "Canon owns Axis", "Axis is owned by Canon", "Axis belongs to Canon"."""
    lemma, after = clause.verb.lemma, list(clause.after_verb())
    subjects = clause.subjects()
    shared = _shared(at, clause)
    inside = [g for g in clause.groups if g.prep in IN and g.first < clause.at]
    charge = any(at.head(g) in CHARGE for g in after if not g.prep)
    if not clause.passive and (lemma in OWN or (lemma in HOLD and (shared or charge))):
        gap = _gap(at, after)
        if gap is not None:
            for owner in firms(at, after[gap]):
                for owned in (o for g in after[:gap] for o in firms(at, g)):
                    yield owner, owned, "owns"
        held = [o for g in after[:gap] if not g.prep or g.prep in IN for o in firms(at, g)]
        held = held or ([] if lemma in OWN else left(at, clause, list(after)))
        for owner in all_holders(at, clause, subjects):
            for owned in held:
                if shared or not _wares(at, owned):
                    yield owner, owned, "owns"
    elif not clause.passive and lemma in TAKE:
        yield from _bought(at, clause)
    if clause.kind == "rel" and clause.antecedent is not None and lemma in OWN | TAKE:
        yield from _whom(at, clause)
    if clause.kind == "rel" and clause.antecedent is not None and shared:
        yield from _which(at, clause)
    passive = clause.passive and (lemma in OWN | TAKE or (lemma == "hold" and shared))
    if passive or lemma == "belong":
        by = [g for g in after if g.prep == ("by" if passive else "to")]
        over = like(clause, [*subjects, *inside])
        held = [o for g in over for o in firms(at, g)] or left(at, clause, subjects)
        if clause.kind == "rel":
            held = held or antecedents(at, clause)
        if not held and "it" in {w for g in subjects for w in lows_of(at, g)}:
            held = _cataphor(at, clause)
        if clause.kind != "rel" and not any(g.prep == "like" for g in clause.groups):
            held = _one(at, clause, held)
        bought = lemma in TAKE
        for owner in all_holders(at, clause, by):
            for owned in held:
                if not bought or (owner.kind != "state" and owned.role.partition(".")[2] != "mod"):
                    yield owner, owned, "owned-by"
    elif lemma in PASSES and shared:
        for owner in (o for g in after if g.prep == "to" for o in firms(at, g)):
            for owned in (o for g in inside for o in firms(at, g)):
                yield owner, owned, "passes"


def _wares(at: Stage, owned: Named) -> bool:
    """Tell the maker of "owns ten DJI drones" from a company that is owned."""
    group, words = owned.group, at.scene.words
    if group is None or "technology" not in at.kinds(group):
        return False
    return any("technology" in words[i].kinds for i in range(owned.stop, group.stop))


def _gap(at: Stage, after: list[Group]) -> int | None:
    """Return where "and Dassault a similar stake" begins, whose verb is told before."""
    for k, group in enumerate(after[:-1]):
        share = after[k + 1]
        words = at.scene.words[share.first : share.stop]
        part = any(w.low in SHARES or "percent" in w.kinds for w in words)
        if group.joined and part and not share.prep and not share.joined and firms(at, group):
            return k
    return None


def _cataphor(at: Stage, clause: Clause) -> list[Named]:
    """Return whom "Since it was bought by Canon, Axis has grown" begins with."""
    later = [c for c in at.scene.clauses if c.first > clause.first]
    if clause.index > 1 or any(n.first < clause.at for n in at.scene.of("supplier", "name")):
        return []
    return heads(at, (g for c in later[:1] for g in c.before_verb() if not g.prep))[:1]


def _one(at: Stage, clause: Clause, held: list[Named]) -> list[Named]:
    """Keep the last of several companies before a verb in the singular: "and Axis belongs to"."""
    over = clause.parent
    if clause.kind == "resume" and over is not None and over.at >= 0:
        held = heads(at, (g for g in over.groups if not g.prep)) or held
    words = at.scene.words[max(0, clause.at - 4) : clause.at + 1]
    third = any("third" in v.forms for v in words[-1].verbs) if words else False
    if third or any(w.low in ("is", "has", "was") for w in words):
        return sorted(held, key=lambda one: one.first)[-1:]
    return held


def _bought(at: Stage, clause: Clause) -> Iterator[Pair]:
    """Yield "Canon bought Axis", where what is bought is a company and nothing else."""
    words, subjects = at.scene.words, clause.subjects()
    if any(
        n.kind == "place" and "origin" not in n.marks
        for g in subjects
        for n in at.named(g, "place")
    ):
        return
    for owner in (o for g in subjects for o in firms(at, g)):
        for group in clause.after_verb():
            if not group.prep and not at.kinds(group) & {"technology"}:
                for owned in firms(at, group):
                    if words[owned.stop - 1] is words[group.stop - 1]:
                        yield owner, owned, "acquires"


def _whom(at: Stage, clause: Clause) -> Iterator[Pair]:
    """Yield "Axis, which Canon bought"; what is bought is the company and not its wares."""
    over = clause.antecedent
    if over is None or clause.passive or (over.prep and not over.joined):
        return
    if any(not g.prep and firms(at, g) for g in clause.after_verb()):
        return
    owners = heads(at, (g for g in clause.groups if g.first < clause.at and not g.prep))
    for owner in owners:
        for owned in heads(at, family(over)):
            yield owner, owned, "whom"


def _which(at: Stage, clause: Clause) -> Iterator[Pair]:
    """Yield "Axis, in which Canon has a stake" and "30 per cent of which is held by Canon"."""
    assert clause.antecedent is not None
    lemma, after = clause.verb.lemma, list(clause.after_verb())
    if lemma not in HOLD | OWN | {"be", "belong"}:
        return
    by = [g for g in after if g.prep == "by"] if clause.passive else []
    if lemma == "belong":
        by = [g for g in after if g.prep == "to"]
    elif not clause.passive and lemma != "be":
        by = [g for g in clause.groups if g.first < clause.at and not g.prep]
    for owner in all_holders(at, clause, by):
        for owned in antecedents(at, clause):
            yield owner, owned, "share"


def _stakes(at: Stage, clause: Clause) -> Iterator[Pair]:
    """Yield who has a stake in whom, who is whose shareholder."""
    groups = clause.groups
    for k, group in enumerate(groups):
        if not lows_of(at, group) & STAKES:
            continue
        near = []
        for g in groups[k + 1 : k + 4]:
            if g.prep not in IN:
                break
            near.append(g)
        owned = [o for g in near for o in firms(at, g)][:3]
        if not owned:
            continue
        for owner in _stake_holders(at, clause, k, {o.id for o in owned}):
            for other in owned:
                yield owner, other, "stake"


def _stake_holders(at: Stage, clause: Clause, k: int, owned: set[str]) -> list[Named]:
    groups, subjects = clause.groups, clause.subjects()
    group = groups[k]
    own = [
        o
        for o in holders(at, clause, group)
        if o.role.partition(".")[2] == "poss" or o.kind != "state"
    ]
    if own:
        return own
    if group.first < clause.at and (clause.passive or clause.verb.lemma in PASSES | IS):
        after = [g for g in clause.after_verb() if g.prep in ("by", "to")]
        if clause.verb.lemma in IS:
            after = [g for g in clause.after_verb() if not g.prep]
        return [o for g in after for o in holders(at, clause, g)]
    owners = [o for g in subjects if g is not group for o in holders(at, clause, g)]
    if not owners and lows_of(at, group) & OWNERS:
        owners = apposed(at, clause, k, owned)
    return owners


def _takings(at: Stage, clause: Clause) -> Iterator[Pair]:
    """Yield "Canon's takeover of Axis", "completed its acquisition of Axis"."""
    groups = clause.groups
    for k, group in enumerate(groups[:-1]):
        if at.head(group) not in TAKINGS or groups[k + 1].prep != "of":
            continue
        owned = [
            o
            for o in heads(at, groups[k + 1 : k + 2])
            if o.kind == "supplier" or o.marks & {"legal", "firm-word"} or clause.at >= 0
        ]
        if at.kinds(groups[k + 1]) & {"technology"}:
            continue
        owners = [o for o in firms(at, group) if o.role.partition(".")[2] == "poss"]
        owners = owners or [o for g in groups[k + 2 :] if g.prep == "by" for o in firms(at, g)]
        if not owners and "its" in lows_of(at, group):
            owners = heads(at, [g for g in clause.subjects() if g is not group])
        for owner in owners:
            for other in owned:
                yield owner, other, "takeover"
