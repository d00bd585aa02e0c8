"""Clauses to uses: whose authorities run what."""

from __future__ import annotations

from collections.abc import Iterator

from sousveil.extraction.events.asides import by_traders, no_party, undenied
from sousveil.extraction.events.blocks import FORBID, blocked, unreal
from sousveil.extraction.events.clauses import Clause, Group
from sousveil.extraction.events.cues import chain
from sousveil.extraction.events.event import (
    WHERE,
    Event,
)
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.parties import Stage, places
from sousveil.extraction.events.plain import by_authorities
from sousveil.extraction.events.recipients import (
    behind,
    reports,
)


def uses(at: Stage) -> Iterator[Event]:
    """Yield the uses of a sentence, whoever supplies."""
    if unreal(at):
        return
    for clause in at.scene.clauses:
        if _by_others(at, clause) or by_traders(at, clause) or undenied(clause):
            continue
        things = _specific(_seen_through(at, clause, _things(at, clause)))
        gaps = _gaps(at, clause, things)
        for technology in things:
            if _hindered(at, clause, technology) or _of_others(at, technology):
                continue
            gap = gaps.get(technology.first)
            users = [("user-gap", gap)] if gap is not None else _users(at, clause, technology)
            for rule, place in users:
                if no_party(at, place):
                    continue
                event = Event(
                    "use",
                    (place.id, technology.id),
                    technology,
                    place,
                    at,
                    clause,
                    rule,
                    rule,
                    technologies=[technology],
                )
                if "deed" not in technology.marks or clause.passive or by_authorities(event):
                    yield event


PERSONS = frozenset("man woman men women boy boys girl pilot youth youths thief thieves".split())
"""Who flies a drone over the prison and is arrested."""

DEBATES = frozenset("debate criticise criticize condemn praise vote".split())


def _by_others(at: Stage, clause: Clause) -> bool:
    """Tell "Farmers in Kenya use drones": those who do it are people or shops, no authority."""
    doers = clause.subjects()
    if clause.passive:
        doers = [g for g in clause.after_verb() if g.prep == "by"]
    if any(at.head(g) in PERSONS for g in doers):
        return True
    kinds = [at.kinds(g) for g in doers]
    authority = any(k & {"state_noun", "they_recipient"} for k in kinds)
    return any("private_noun" in k for k in kinds) and not authority


FEARS = frozenset("fear worry dread imagine wonder".split())


def _hindered(at: Stage, clause: Clause, technology: Named) -> bool:
    """Tell what is banned, unclear, demanded or feared: "fear that police could use drones"."""
    lemmas = {c.verb.lemma for c in (clause, *chain(clause))}
    if lemmas & {"lose", "miss"}:  # "not a drone has been lost since"; no bid is
        return False
    if clause.verb.lemma in DEBATES and technology.clause is clause:
        return True
    if clause.verb.lemma in FORBID and technology.role.startswith(("using", "from")):
        return True
    return bool(lemmas & FEARS) or blocked(at, clause, technology)


def _of_others(at: Stage, one: Named) -> bool:
    """Tell "facial recognition used by a retailer" and "private cameras"."""
    own = at.scene.words[one.group.first : one.group.stop] if one.group is not None else []
    if one.sentence == at.scene.index and any(w.low == "private" for w in own):
        return True
    below = (c for c in at.scene.clauses if c.antecedent is not None)
    return any(c.antecedent is one.group and c.passive and _by_others(at, c) for c in below)


EQUIPS = frozenset(("equip", "fit", "kit out", "fit out", "outfit", "arm", "issue"))


def _equips(at: Stage, clause: Clause, technology: Named) -> bool:
    """Tell "The ministry fitted its patrol cars with cameras": an authority equips its own."""
    official = any(at.kinds(g) & {"state_noun", "they_recipient"} for g in clause.subjects())
    part = technology.role.partition(".")[0]
    sends = clause.verb.lemma == "send" and technology.id == "drones" and part == "obj"
    by = (sends or part in ("with", "for")) and technology.clause is clause
    here = {p.id for p in at.scene.of("place")}
    return official and by and (sends or clause.verb.lemma in EQUIPS) and len(here) < 2


def _same(at: Stage, clause: Clause) -> bool:
    """Tell "and Norway's do the same", "so do those in Oslo"."""
    words = at.scene.words
    behind = {w.low for w in words[clause.at : clause.at + 4]} if clause.at >= 0 else set()
    before = words[clause.at - 1].low if clause.at > 0 else ""
    same = before in ("so", "as") or behind & {"same", "likewise", "like"}
    return clause.verb.lemma == "do" and bool(same)


def _things(at: Stage, clause: Clause) -> list[Named]:
    """Return the technologies that a clause speaks of."""
    inside = [t for g in clause.groups for t in at.named(g, "technology")]
    inside += [t for t in at.scene.of("technology") if t.clause is clause and t.group is None]
    if inside:
        return inside
    if _same(at, clause):
        before = [t for t in at.scene.of("technology") if t.first < clause.first]
        return before or at.focus.technologies
    if clause.verb.classes & {"use", "make", "try", "get", "end", "be", "plan", "go"}:
        over = [
            t
            for g in clause.subjects()
            if g not in clause.groups
            for t in at.named(g, "technology")
        ]
        if over:
            return over
        if any(
            k in at.kinds(g) for g in clause.groups for k in ("they_system", "they_deal")
        ) or any(
            at.scene.words[i].low in ("it", "them", "same")
            for g in clause.groups
            for i in range(g.first, g.stop)
        ):
            before = [t for t in at.scene.of("technology") if t.first < clause.first]
            return before or at.focus.technologies
    return []


def _specific(found: list[Named]) -> list[Named]:
    """Leave out "surveillance" beside what is more specific."""
    ids = {t.id for t in found}
    vague = {"ai_surveillance"} if ids - {"ai_surveillance"} else set()
    return list({t.id: t for t in reversed(found) if t.id not in vague}.values())[::-1]


SEES = frozenset({"facial_recognition", "license_plate", "smart_policing", "biometric_id"})
"""What cameras serve for: "cameras that recognise faces" are facial recognition alone."""


def _seen_through(at: Stage, clause: Clause, found: list[Named]) -> list[Named]:
    """Leave out the cameras that only serve what is more specific."""
    kept = []
    for one in found:
        below = [
            c
            for c in at.scene.clauses
            if c.kind in ("rel", "part") and c.antecedent is not None and c.antecedent is one.group
        ]
        serves = any(t.id in SEES and t.clause in below for t in at.scene.of("technology"))
        by = one.group is not None and one.group.prep in ("by", "with", "from", "through")
        means = by and any(
            t.id in SEES and t.clause is clause and t.role.startswith(("obj", "psubj"))
            for t in found
        )
        if one.id != "video_surveillance" or not (serves or means):
            kept.append(one)
    return kept


def _gaps(at: Stage, clause: Clause, found: list[Named]) -> dict[int, Named]:
    """Return the users whose verb is told before, by their technology.

    "Peru uses drones at the border, Panama plate readers and Chile's police facial recognition."
    """
    gaps: dict[int, Named] = {}
    if clause.passive or not clause.verb.classes & {"use", "get", "make"}:
        return gaps
    users = {p.id for g in clause.subjects() for p in places(at, g)}
    for one in found:
        group = one.group
        if group is None or group not in clause.groups or not users or one.clause is not clause:
            continue
        held = [group]
        k = clause.groups.index(group)
        if not group.joined and not group.prep and k:
            held.append(clause.groups[k - 1])
        for other in held:
            own = [
                n
                for n in at.named(other, "place")
                if n.how in ("country", "capital")
                and n.first == other.first
                and n.first < one.first
                and "anaphor" not in n.marks
            ]
            tied = other.joined or at.scene.words[other.first - 1].tag in (",", "C")
            if own and tied and other.first > clause.at and own[0].id not in users:
                gaps[one.first] = own[0]
                break
    return gaps


def _users(at: Stage, clause: Clause, technology: Named) -> Iterator[tuple[str, Named]]:
    subjects = clause.subjects()
    if reports(at, clause) and technology.group not in subjects:
        return
    verb = clause.verb.classes
    if _same(at, clause) and not subjects:
        subjects = [g for g in clause.after_verb() if not g.prep]
    after = list(clause.after_verb())
    lists: list[tuple[str, list[Named]]] = []
    gives = "give" in verb and not verb & {"use", "make", "get"}
    if not clause.passive and (not gives or _equips(at, clause, technology)):
        lists.append(
            (
                "user-subject",
                [p for g in [*subjects, *behind(clause, subjects)] for p in places(at, g)],
            )
        )
    lists.append(
        (
            "user-by",
            [
                p
                for k, g in enumerate(after)
                if g.prep in ("by", "for", "to")
                for h in (g, *_near(after, k))
                for p in places(at, h)
            ],
        )
    )
    if technology.group is not None and technology.sentence == at.scene.index:
        lists.append(("user-owner", places(at, technology.group)))
    if clause.passive:
        lists.append(
            (
                "user-passive",
                [p for g in [*subjects, *behind(clause, subjects)] for p in places(at, g)],
            )
        )
    lists.append(
        ("user-where", [p for g in clause.groups if g.prep in WHERE for p in places(at, g)])
    )
    for below in at.scene.clauses:
        if below.parent is clause and below.kind in ("inf", "rel", "part") and below is not clause:
            held = [p for g in below.groups if g.prep in WHERE or not g.prep for p in places(at, g)]
            held += [
                p
                for c in at.scene.clauses
                if c.parent is below
                for g in c.groups
                if g.prep in WHERE
                for p in places(at, g)
            ]
            lists.append((f"user-below-{below.kind}", held))
    for above in chain(clause)[:3]:
        if not reports(at, above):
            subjects = above.subjects()
            lists.append(
                (
                    f"user-above-{clause.kind}",
                    [p for g in [*subjects, *behind(above, subjects)] for p in places(at, g)],
                )
            )
            lists.append(
                (
                    f"user-above-where-{clause.kind}",
                    [p for g in above.groups for p in places(at, g)],
                )
            )
    lists.append(("user-focus", at.focus.places))
    for rule, found in lists:
        if found:
            seen: set[str] = set()
            for place in found:
                if place.id not in seen:
                    seen.add(place.id)
                    yield rule, place
            return


def _near(groups: list[Group], k: int) -> list[Group]:
    """Return the "of" and "in" groups right behind one."""
    found = []
    for group in groups[k + 1 : k + 4]:
        if group.prep in ("of", "in", "at", "from", "across") and group.first - groups[k].stop < 4:
            found.append(group)
        else:
            break
    return found
