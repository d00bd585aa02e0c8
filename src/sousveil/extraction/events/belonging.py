"""Clauses to memberships and ownerships: who joined what, who owns whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sousveil.extraction.events.clauses import Clause, Group
from sousveil.extraction.events.cues import chain
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.parties import Stage, places
from sousveil.extraction.events.relations import Event

INITIATIVE = "bri"
HOLDINGS = frozenset("subsidiary subsidiaries unit arm affiliate offshoot division company".split())
SHARE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:%|per\s?cent)")


def memberships(at: Stage) -> Iterator[Event]:
    """Yield who joined, left or never joined the initiative."""
    words = at.scene.words
    here = [i for i, w in enumerate(words) if w.kinds.get("group") == INITIATIVE]
    before = INITIATIVE in at.focus.groups
    if not here and not before:
        return
    for clause in at.scene.clauses:
        verb = clause.verb.classes
        inside = any(clause.first <= i < max(clause.stop, clause.first + 1) for i in here)
        near = inside or any(
            c.parent is clause and any(c.first <= i < c.stop for i in here)
            for c in at.scene.clauses
        )
        member = any(
            words[i].low
            in (
                "member",
                "members",
                "signatory",
                "signatories",
                "participant",
                "participants",
                "part",
            )
            for i in range(clause.first, min(clause.stop, len(words)))
        )
        silent = (
            clause.negated
            and clause.verb.lemma in ("have", "be", "do")
            and not [g for g in clause.after_verb() if not g.prep]
        )
        moves = (
            silent
            or verb & {"join", "leave"}
            or (verb & {"sign", "end"} and near)
            or (member and near)
        )
        told = before or bool(here and here[0] < clause.first)
        if not moves or (not near and not (told and (silent or verb & {"join", "leave", "sign"}))):
            continue
        if (
            clause.verb.lemma in ("enter", "sign", "leave", "withdraw", "quit", "exit")
            and not near
            and not told
        ):
            continue
        subjects = clause.subjects()
        found = [p for g in subjects for p in places(at, g)]
        if not found and clause.verb.lemma in ("join", "sign", "be") and clause.passive:
            continue
        if not found:
            found = [
                p for g in clause.groups if g.prep in ("by", "of", "for") for p in places(at, g)
            ]
        for place in found:
            if place.id == "CHN":
                continue
            thing = Named(
                "group",
                INITIATIVE,
                here[0] if here else 0,
                (here[0] if here else 0) + 1,
                clause,
                None,
            )
            if here:
                thing.start, thing.end = words[here[0]].start, words[here[0]].end
                thing.text = words[here[0]].text
            thing.sentence = at.scene.index
            yield Event(
                "membership",
                (place.id, INITIATIVE),
                place,
                thing,
                at,
                clause,
                "member",
                "leave" if verb & {"leave", "end"} else "join",
            )


def ownerships(at: Stage) -> Iterator[Event]:
    """Yield who owns whom."""
    for clause in at.scene.clauses:
        for owner, owned, rule in _owners(at, clause):
            if (
                owner.id != owned.id
                and owned.kind in ("supplier", "name")
                and "body" not in owned.marks
            ):
                event = Event(
                    "ownership", (owner.id, owned.id), owner, owned, at, clause, rule, "own"
                )
                event.cues |= set(_share(at, clause))
                yield event


def _share(at: Stage, clause: Clause) -> Iterator[str]:
    words = at.scene.words
    for held in (clause, *(c for c in at.scene.clauses if c.parent is clause), *chain(clause)[:1]):
        for i in range(held.first, min(held.stop, len(words))):
            if words[i].tag == "#" and i + 1 < len(words) and "percent" in words[i + 1].kinds:
                yield f"share={words[i].text.replace(',', '.')}%"
                return


def _parties(at: Stage, group: Group, states: bool) -> list[Named]:
    found = [
        n
        for n in at.named(group, "supplier", "name")
        if not n.marks & {"person"} and "." not in n.role.replace(".poss", ".")
    ]
    found = found or [n for n in at.named(group, "supplier", "name") if "person" not in n.marks]
    if found or not states:
        return found
    return [
        Named(
            "state",
            f"country:{n.id}",
            n.first,
            n.stop,
            n.clause,
            n.group,
            n.how,
            n.role,
            n.marks,
            n.start,
            n.end,
            n.text,
            n.sentence,
        )
        for n in at.named(group, "place")
        if not n.marks & {"origin", "firms", "firms-of"}
    ]


def _owners(at: Stage, clause: Clause) -> Iterator[tuple[Named, Named, str]]:
    verb = clause.verb
    lemma = verb.lemma
    subjects = clause.subjects()
    after = list(clause.after_verb())
    words = at.scene.words
    percent = any(
        "percent" in words[i].kinds or words[i].low in ("stake", "shares", "share", "majority")
        for i in range(clause.first, min(clause.stop, len(words)))
    )
    if clause.at >= 0:
        if (
            (lemma in ("own", "control")
            and not clause.passive)
            or (
                lemma
                in (
                    "hold",
                    "acquire",
                    "buy",
                    "purchase",
                    "take over",
                    "take",
                    "have",
                    "possess",
                    "sell",
                    "double",
                    "raise",
                )
                and percent
            )
        ):
            if lemma not in ("sell",):
                for owner in (o for g in subjects for o in _parties(at, g, True)):
                    for owned in (
                        o
                        for g in after
                        if not g.prep or g.prep in ("of", "in")
                        for o in _parties(at, g, False)
                    ):
                        yield owner, owned, "owns"
        elif (
            lemma in ("acquire", "buy", "take over", "snap up", "swallow", "purchase")
            and not clause.passive
        ):
            for owner in (o for g in subjects for o in _parties(at, g, False)):
                for group in after:
                    if not group.prep and not at.kinds(group) & {"technology"}:
                        for owned in _parties(at, group, False):
                            if words[owned.stop - 1] is words[group.stop - 1] and not any(
                                places(at, g) for g in subjects
                            ):
                                yield owner, owned, "acquires"
        if clause.passive and (
            lemma in ("own", "control", "acquire", "buy", "take over")
            or (lemma == "hold" and percent)
        ):
            for owner in (
                o for k, g in enumerate(after) if g.prep == "by" for o in _parties(at, g, True)
            ):
                for owned in (
                    o
                    for g in [
                        *subjects,
                        *(
                            h
                            for h in clause.groups
                            if h.prep in ("of", "in") and h.first < clause.at
                        ),
                    ]
                    for o in _parties(at, g, False)
                ):
                    yield owner, owned, "owned-by"
        if lemma == "belong":
            for owner in (o for g in after if g.prep == "to" for o in _parties(at, g, True)):
                for owned in (o for g in subjects for o in _parties(at, g, False)):
                    yield owner, owned, "belongs"
    groups = clause.groups
    for k, group in enumerate(groups):
        head = at.head(group)
        if (
            head in HOLDINGS
            and k + 1 < len(groups)
            and groups[k + 1].prep == "of"
            and head != "company"
        ):
            owners = _parties(at, groups[k + 1], False)
            owned = _parties(at, group, False) or _apposed(at, clause, k)
            for one in owners[:1]:
                for other in owned[:1]:
                    yield one, other, "subsidiary"
        if head in HOLDINGS - {"company"}:
            inside = _parties(at, group, False)
            owner = (
                next(
                    (n for n in inside if n.first + 1 < len(words) and words[n.stop].tag == "'"),
                    None,
                )
                if inside
                else None
            )
            if owner is not None:
                for other in _apposed(at, clause, k)[:1]:
                    yield owner, other, "subsidiary"
        for named in at.named(group, "supplier", "name"):
            if (
                named.role == "compound"
                and named.stop + 1 < len(words)
                and words[named.stop + 1].low == "owned"
            ):
                for other in at.named(group, "supplier", "name"):
                    if other.first > named.stop:
                        yield named, other, "compound"


def _apposed(at: Stage, clause: Clause, k: int) -> list[Named]:
    """Return the company that stands right before or behind a describing group."""
    groups = clause.groups
    subjects = clause.subjects()
    if clause.verb.lemma == "be" and subjects and groups[k].first > clause.at:
        return [o for g in subjects for o in _parties(at, g, False)]
    found: list[Named] = []
    if k > 0:
        found = _parties(at, groups[k - 1], False)
    if not found and k + 2 < len(groups):
        found = _parties(at, groups[k + 2], False)
    return found
