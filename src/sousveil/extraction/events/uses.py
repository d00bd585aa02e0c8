"""Clauses to uses: whose authorities run what."""

from __future__ import annotations

from collections.abc import Iterator

from sousveil.extraction.events.blocks import unreal
from sousveil.extraction.events.clauses import Clause, Group
from sousveil.extraction.events.cues import chain
from sousveil.extraction.events.event import (
    WHERE,
    Event,
)
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.parties import Stage, places
from sousveil.extraction.events.recipients import (
    behind,
    reports,
)


def uses(at: Stage) -> Iterator[Event]:
    """Yield the uses of a sentence, whoever supplies."""
    if unreal(at):
        return
    for clause in at.scene.clauses:
        if _by_others(at, clause):
            continue
        for technology in _specific(_things(at, clause)):
            for rule, place in _users(at, clause, technology):
                yield Event(
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


def _by_others(at: Stage, clause: Clause) -> bool:
    """Tell "Farmers in Kenya use drones": the subject is people or shops, and no authority."""
    kinds = [at.kinds(g) for g in clause.subjects()]
    authority = any(k & {"state_noun", "they_recipient"} for k in kinds)
    return any("private_noun" in k for k in kinds) and not authority


def _things(at: Stage, clause: Clause) -> list[Named]:
    """Return the technologies that a clause speaks of."""
    inside = [t for g in clause.groups for t in at.named(g, "technology")]
    inside += [t for t in at.scene.of("technology") if t.clause is clause and t.group is None]
    if inside:
        return inside
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


def _users(at: Stage, clause: Clause, technology: Named) -> Iterator[tuple[str, Named]]:
    if reports(at, clause):
        return
    verb = clause.verb.classes
    subjects = clause.subjects()
    after = list(clause.after_verb())
    lists: list[tuple[str, list[Named]]] = []
    if not clause.passive and not ("give" in verb and not verb & {"use", "make", "get"}):
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
