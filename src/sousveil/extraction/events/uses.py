"""Clauses to uses: whose authorities run what."""

from __future__ import annotations

from collections.abc import Iterator

from sousveil.extraction.events.asides import by_traders, no_party, undenied
from sousveil.extraction.events.blocks import private, unreal
from sousveil.extraction.events.bystanders import stands_by
from sousveil.extraction.events.clause import Clause, Group
from sousveil.extraction.events.cues import chain
from sousveil.extraction.events.event import (
    WHERE,
    Event,
)
from sousveil.extraction.events.manners import before as right_before
from sousveil.extraction.events.manners import behind as right_behind
from sousveil.extraction.events.manners import is_means, use_of
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.parties import Stage, places
from sousveil.extraction.events.plain import LINED, by_authorities
from sousveil.extraction.events.recipients import behind, reports
from sousveil.extraction.events.strangers import by_others, hindered, of_others


def uses(at: Stage) -> Iterator[Event]:
    """Yield the uses of a sentence, whoever supplies."""
    if unreal(at):
        return
    for clause in at.scene.clauses:
        strange = by_others(at, clause) or (clause.passive and private(at, clause))
        if strange or by_traders(at, clause) or undenied(clause):
            continue
        things = _specific(_seen_through(at, clause, _things(at, clause)))
        gaps = _gaps(at, clause, things)
        for technology in things:
            if hindered(at, clause, technology) or of_others(at, technology):
                continue
            gap = gaps.get(technology.first)
            users = [("user-gap", gap)] if gap is not None else _users(at, clause, technology)
            for rule, place in users:
                if no_party(at, place) or stands_by(at, clause, None, place):
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


EQUIPS = frozenset(("equip", "fit", "kit out", "fit out", "outfit", "arm", "issue"))


def _equips(at: Stage, clause: Clause, technology: Named) -> bool:
    """Tell "The ministry fitted its patrol cars with cameras": an authority equips its own."""
    official = any(at.kinds(g) & {"state_noun", "they_recipient"} for g in clause.subjects())
    official = official or _its_own(at, clause)
    part = technology.role.partition(".")[0]
    sends = clause.verb.lemma == "send" and technology.id == "drones" and part == "obj"
    gives = clause.verb.lemma in GIVES and part == "obj" and _its_own(at, clause)
    by = (sends or gives or part in ("with", "for")) and technology.clause is clause
    here = {p.id for p in at.scene.of("place")}
    told = sends or gives or clause.verb.lemma in EQUIPS
    return official and by and told and len(here) < 2


GIVES = frozenset(("give", "issue", "hand", "provide", "supply"))


def _its_own(at: Stage, clause: Clause) -> bool:
    """Tell "Rwanda equips its police" and "gave its police": a state its own authorities."""
    ids = {p.id for g in clause.subjects() for p in at.named(g, "place")}
    return any(
        "owner" in p.marks and p.id in ids and at.kinds(g) & {"state_noun", "they_recipient"}
        for g in clause.after_verb()
        for p in at.named(g, "place")
    )


def _same(at: Stage, clause: Clause) -> bool:
    """Tell "and Norway's do the same", "so do those in Oslo"."""
    words = at.scene.words
    behind = {w.low for w in words[clause.at : clause.at + 4]} if clause.at >= 0 else set()
    before = words[clause.at - 1].low if clause.at > 0 else ""
    same = before in ("so", "as") or behind & {"same", "likewise", "like", "too", "also"}
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
            return [t for t in before if not by_others(at, t.clause)] or (
                [] if before else at.focus.technologies
            )
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
        by = by or (one.clause is clause and one.role.startswith("subj") and not clause.passive)
        means = by and any(
            t.id in SEES and t.clause is clause and t.role.startswith(("obj", "psubj"))
            for t in found
        )
        if one.id == "video_surveillance" and (serves or means or _borne(at, clause, one)):
            continue
        if one.id in HEADS and _narrowed(at, clause, one):
            continue
        kept.append(one)
    return kept


HEADS = frozenset({"video_surveillance", "other", "ai_surveillance"})
"""What a word before may narrow: "plate-reading cameras", "smart city sensors"."""

WITH = frozenset(("with", "equipped with", "fitted with"))


def _narrowed(at: Stage, clause: Clause, one: Named) -> bool:
    """Tell the cameras of "plate-reading cameras" and of "cameras with facial recognition"."""
    for other in at.scene.of("technology"):
        if other.id in HEADS or other.group is None:
            continue
        if other.group is one.group and other.stop == one.first:
            return True
        near = right_before(clause, other.group) is one.group and one.group is not None
        if near and other.group.prep in WITH and other.id in SEES:
            return True
    return False


def _borne(at: Stage, clause: Clause, one: Named) -> bool:
    """Tell "drones with cameras" and "drones equipped with cameras": those are drones."""
    if one.group is None or one.group.prep not in WITH:
        return False
    over = right_before(clause, one.group)
    if clause.kind in ("part", "rel") and clause.verb.lemma in EQUIPS:
        over = clause.antecedent
    return over is not None and any(t.id == "drones" for t in at.named(over, "technology"))


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
    means = is_means(at, clause, technology)
    if reports(at, clause) and technology.group not in subjects and not means:
        used = use_of(at, clause, technology)
        if used is None or used not in subjects:
            return
    verb = clause.verb.classes
    if technology.group is not None and use_of(at, clause, technology) is not None:
        found = [p for g in right_behind(clause, technology.group, "by") for p in places(at, g)]
        if found:
            yield "user-noun", found[0]
            return
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
                if g.prep in ("by", "for", "to") or (g.prep == "with" and _serving(at, clause))
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
    if clause.verb.lemma in LINED and technology.group in subjects:
        over = [p for g in after if not g.prep or g.prep == "of" for p in places(at, g)]
        lists.append(("user-over", over))
    if clause.verb.lemma in ("help", "let") and technology.group in subjects:
        helped = [g for c in at.scene.clauses if c.parent is clause for g in c.before_verb()]
        helped = [*after, *helped]
        if any(at.kinds(g) & {"state_noun", "they_recipient"} for g in helped):
            lists.append(("user-helped", [p for g in helped for p in places(at, g)]))
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
            alike = _alike(at, clause, found) if rule == "user-subject" else ()
            for place in (*found, *alike):
                if place.id not in seen:
                    seen.add(place.id)
                    yield rule, place
            return


SERVICE = frozenset(("use", "service", "operation"))


def _serving(at: Stage, clause: Clause) -> bool:
    """Tell "are in service with the navy"."""
    return any(g.prep == "in" and at.head(g) in SERVICE for g in clause.groups)


ALIKE = frozenset(("like", "just like", "as in", "alongside", "along with", "as well as"))


def _alike(at: Stage, clause: Clause, users: list[Named]) -> Iterator[Named]:
    """Yield Austria of "Like Austria, Croatia scans number plates"."""
    if clause.at < 0 or clause.negated or not clause.verb.classes & {"use", "try"}:
        return
    known = {p.id for p in users}
    for group in clause.before_verb():
        if group.prep not in ALIKE:
            continue
        for one in at.named(group, "place"):
            if one.how == "country" and one.first == group.first and one.id not in known:
                yield one


def _near(groups: list[Group], k: int) -> list[Group]:
    """Return the "of" and "in" groups right behind one."""
    found = []
    for group in groups[k + 1 : k + 4]:
        if group.prep in ("of", "in", "at", "from", "across") and group.first - groups[k].stop < 4:
            found.append(group)
        else:
            break
    return found
