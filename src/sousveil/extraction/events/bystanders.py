"""Countries that a sentence names beside those who deal: where a ban holds, an embassy stands."""

from __future__ import annotations

from sousveil.extraction.events.clause import Clause, Group
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.parties import Stage
from sousveil.extraction.events.recipients import behind

FORBID = frozenset(
    "forbid ban bar prohibit blacklist exclude block outlaw sanction shun blackball".split()
)
FORBIDDEN = frozenset(
    "illegal unlawful banned barred outlawed prohibited blacklisted forbidden taboo".split()
)
MISSIONS = frozenset(
    """embassy embassies consulate consulates chancery commission legation base bases garrison
    ambassador barracks
    """.split()
)
"""What a state has on the ground of another."""

UNLIKE = frozenset(("unlike", "in contrast to", "as opposed to"))


def stands_by(at: Stage, clause: Clause, one: Named | None, place: Named) -> bool:
    """Tell a country that has no part in what a clause tells, though the sentence names it.

    `one` is who supplies, if somebody does.
    """
    if place.sentence != at.scene.index or place.group is None:
        return False
    if _is_market(at, clause, place):
        return True
    if _is_banning(at, place) or (one is not None and _set_against(at, clause, one)):
        return True
    if one is not None and one.kind != "state" and _passes_on(at, clause, place):
        return True
    if _set_against(at, clause, place):
        first = at.scene.words[place.first - 1].low in UNLIKE
        return not first or (one is not None and not clause.negated)
    if one is not None and one.kind == "state":
        return False
    if place.marks & {"owner", "pronoun"}:  # "on its roof"
        return any(_is_ground(at, n) for n in at.scene.of("place") if n.id == place.id)
    return _is_ground(at, place)


def _is_banning(at: Stage, place: Named) -> bool:
    """Tell "Cameras from A, banned in Peru," and "A, which Peru has banned,"."""
    held = place.clause
    if held.kind in ("part", "rel") and held.verb.lemma in FORBID and not held.negated:
        return True
    if place.group is None or not place.group.prep:
        return False
    before = at.scene.words[place.group.first - 2] if place.group.first > 1 else None
    return before is not None and before.low in FORBIDDEN


def _is_market(at: Stage, clause: Clause, place: Named) -> bool:
    """Tell "are sold in Poland": goods for anybody, where no authority is spoken of."""
    sold = clause.verb.lemma in ("sell", "stock", "retail") and clause.passive
    where = place.group is not None and place.group.prep in ("in", "across", "throughout")
    if not (sold and where and place.clause is clause):
        return False
    return not any(at.kinds(g) & {"state_noun", "they_recipient"} for g in clause.groups)


def _set_against(at: Stage, clause: Clause, named: Named) -> bool:
    """Tell Kenya of "Unlike Kenya, Ghana buys" and of "unlike the police in Kenya"."""
    if clause.antecedent is not None and clause.antecedent is named.group:
        return False
    words = at.scene.words
    for k in range(named.first - 1, max(-1, named.first - 7), -1):
        if words[k].low in UNLIKE:
            return True
        if words[k].tag in (",", "V", "-", "(", ";", ":", "."):
            return False
    return False


def _passes_on(at: Stage, clause: Clause, place: Named) -> bool:
    """Tell the giver of "China gave Zimbabwe's police Hikvision cameras": it did not get them."""
    verb = clause.verb.classes
    if clause.passive or "give" not in verb or verb & {"use", "make", "get"}:
        return False
    if not any(place.group is g for g in clause.subjects()):
        return False
    getters = [g for g in clause.after_verb() if g.prep in ("", "to")]
    bodies = [g for g in getters if at.kinds(g) & {"state_noun", "they_recipient"}]
    return any(
        n.id != place.id and not n.marks & {"firms", "made", "origin", "firms-of"}
        for g in [*getters, *behind(clause, bodies)]
        for n in at.named(g, "place")
        if g not in getters or g in bodies or n.how in ("country", "capital")
    )


def _is_ground(at: Stage, place: Named) -> bool:
    """Tell Harare of "the embassy of China in Harare" and "Russia's base in Tartus"."""
    group, groups = place.group, place.clause.groups
    if group is None or group.prep not in ("in", "at", "near", "to"):
        return False
    k = next((k for k, g in enumerate(groups) if g is group), 0)
    sender = False
    while k > 0 and groups[k].first - groups[k - 1].stop <= 1:
        k -= 1
        held = [n for n in at.named(groups[k], "place") if n.id != place.id]
        sender = sender or bool(held)
        if at.head(groups[k]) in MISSIONS:
            return sender
        if not _is_of(groups[k]):
            return False
    return False


def _is_of(group: Group) -> bool:
    return group.prep in ("of", "in", "at", "near")
