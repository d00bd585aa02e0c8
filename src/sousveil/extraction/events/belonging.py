"""Clauses to memberships: who joined, left or never joined the initiative."""

from __future__ import annotations

from collections.abc import Iterator

from sousveil.extraction.events.clauses import Clause, Group, family
from sousveil.extraction.events.cues import chain
from sousveil.extraction.events.event import Event
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.parties import Stage, places

INITIATIVE = "bri"


def memberships(at: Stage) -> Iterator[Event]:
    """Yield who joined, left or never joined the initiative."""
    words = at.scene.words
    here = [i for i, w in enumerate(words) if w.kinds.get("group") == INITIATIVE]
    if not here and INITIATIVE not in at.focus.groups:
        return
    last = ""
    for clause in at.scene.clauses:
        near = any(
            any(c.first <= i < max(c.stop, c.first + 1) for i in here)
            and (c is clause or clause in chain(c))
            for c in at.scene.clauses
        )
        told = INITIATIVE in at.focus.groups or bool(here and here[0] < clause.first)
        if near:
            for place, what in _named_members(at, clause):
                yield _member(at, clause, place, here, what)
        what = _what(at, clause, near, told, last)
        if not what:
            continue
        subjects = [p for g in clause.subjects() for p in places(at, g)]
        if not subjects:
            subjects = [
                p
                for g in clause.groups
                if g.prep in ("by", "of", "for", "with")
                for p in places(at, g)
            ]
        if not subjects and clause.kind == "part":
            subjects = [p for g in clause.groups for p in places(at, g)] or list(at.focus.places)
        late = [
            p
            for g in clause.after_verb()
            if not g.prep and near and here and g.first > here[0]
            for p in places(at, g)
        ]
        last = what
        for place in [*subjects, *late]:
            if place.id == "CHN" or (
                "anaphor" in place.marks
                and "definite" not in place.marks
                and "pronoun" not in place.marks
            ):
                continue
            yield _member(at, clause, place, here, what)


def _member(at: Stage, clause: Clause, place: Named, here: list[int], what: str) -> Event:
    words = at.scene.words
    first = here[0] if here else clause.first
    thing = Named("group", INITIATIVE, first, first + 1, clause, None)
    thing.start, thing.end, thing.text = words[first].start, words[first].end, words[first].text
    thing.sentence = at.scene.index
    return Event("membership", (place.id, INITIATIVE), place, thing, at, clause, "member", what)


MEMBERSHIP = frozenset(
    "membership accession entry participation signature adhesion joining".split()
)
EXIT = frozenset("withdrawal exit departure leaving".split())
MEMBERS = frozenset(
    """member members signatory signatories participant participants partner partners countries
    states nations country state
    """.split()
)


def _named_members(at: Stage, clause: Clause) -> Iterator[tuple[Named, str]]:
    """Yield "Kenya's membership", "members such as Kenya" and "Belt and Road member Kenya"."""
    words = at.scene.words
    groups = clause.groups
    for k, group in enumerate(groups):
        lows = {words[i].low for i in range(group.first, group.stop)}
        own = [p for p in places(at, group) if p.id != "CHN"]
        if lows & (MEMBERSHIP | EXIT) and own:
            for place in own:
                yield place, "leave" if lows & EXIT else "join"
        held = any(
            words[i].kinds.get("group") == INITIATIVE for i in range(group.first, group.stop)
        )
        if not held or not lows & MEMBERS:
            continue
        for place in own:
            if place.role.partition(".")[2] != "poss":
                yield place, "join"
        for other in groups[k + 1 :]:
            listed = other.prep in ("such as", "including", "like", "notably") or (
                other.joined and other.before is not None
            )
            if not listed:
                break
            for place in places(at, other):
                yield place, "join"


def _what(at: Stage, clause: Clause, near: bool, told: bool, last: str) -> str:
    """Return join, leave or an empty text: what a clause says of the initiative."""
    words = at.scene.words
    verb, lemma = clause.verb.classes, clause.verb.lemma
    lows = {words[i].low for i in range(clause.first, min(clause.stop, len(words)))}
    member = bool(
        lows
        & {
            "member",
            "members",
            "signatory",
            "signatories",
            "participant",
            "participants",
            "part",
            "partner",
        }
    )
    silent = (
        clause.negated
        and lemma in ("have", "be", "do")
        and not [g for g in clause.after_verb() if not g.prep]
    )
    if lemma in ("stay", "remain", "keep") and lows & {"out", "outside"} and (near or told):
        return "leave"
    if verb & {"leave"} and (near or told):
        return "leave"
    if verb & {"end"} and near and lemma in ("withdraw", "leave", "pull out", "walk away"):
        return "leave"
    if silent and told:
        return "join"
    if (verb & {"join"} and lemma != "endorse") and (near or told):
        return "join"
    if (
        member
        and near
        and (clause.at < 0 or verb & {"be"} or lemma in ("become", "remain", "include"))
    ):
        return "join"
    if clause.negated and told and lemma in ("sign", "walk", "get", "come", "put", "enter", "take"):
        return "join"
    if (
        not clause.negated
        and told
        and (
            (lemma == "come" and "in" in lows)
            or (lemma == "be" and lows & {"in", "board"} and "still" in lows)
        )
    ):
        return "join"
    if lemma == "follow" and last and [p for g in clause.subjects() for p in places(at, g)]:
        return last
    return ""
