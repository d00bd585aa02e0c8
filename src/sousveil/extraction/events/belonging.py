"""Clauses to memberships: who joined, left or never joined the initiative."""

from __future__ import annotations

from collections.abc import Iterator

from sousveil.extraction.events.clause import Clause, Group, family
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
        for place, what in _named_members(at, clause, near, near or told):
            yield _member(at, clause, place, here, what)
        what = _what(at, clause, near, told, last)
        if not what:
            continue
        last = what
        late = _late(at, clause, near, here)
        for place in [*_subjects(at, clause), *late]:
            if place.id == "CHN" or (
                "anaphor" in place.marks
                and "definite" not in place.marks
                and "pronoun" not in place.marks
            ):
                continue
            if place.clause is clause and _unlike(at, place):
                inside = (what == "join") == clause.negated
                yield _member(at, clause, place, here, "in" if inside else "out")
            else:
                yield _member(at, clause, place, here, what)


def _subjects(at: Stage, clause: Clause) -> list[Named]:
    """Return whose membership a clause is about."""
    groups = clause.subjects()
    found = [p for g in groups for p in places(at, g)]
    if found:
        return found
    for preps in (("by", "of", "for", "with"), ("in",)):
        official = any(at.kinds(g) & OFFICIAL for g in groups)
        for group in clause.groups:
            if group.prep in preps and (preps != ("in",) or (official and group.first < clause.at)):
                found += places(at, group)
        if found:
            return found
    if not groups and clause.link in SAME:  # "as does India"
        return [p for g in clause.after_verb() if not g.prep for p in places(at, g)]
    if clause.kind == "part":
        return [p for g in clause.groups for p in places(at, g)] or list(at.focus.places)
    if not groups and at.scene.words[clause.first].low == "having":
        behind = (c for c in at.scene.clauses if c.parent is clause)
        return [p for c in behind for g in c.before_verb() for p in places(at, g)]
    return []


def _unlike(at: Stage, place: Named) -> bool:
    """Tell Fiji in "Unlike Fiji, Tuvalu signed": of it the contrary is told."""
    words, k = at.scene.words, place.first - 1
    while k >= 0 and place.sentence == at.scene.index and words[k].tag in ("N", "C", "D"):
        k -= 1
    return k >= 0 and words[k].low == "unlike"


OFFICIAL = frozenset(("person_title", "state_noun", "they_recipient"))


def _late(at: Stage, clause: Clause, near: bool, here: list[int]) -> Iterator[Named]:
    """Yield "and Nauru in 2024": whose verb and initiative are told before."""
    for group in clause.after_verb():
        if at.scene.words[group.first - 1].low == "but":
            return
        before = group.before
        dated = before is not None and any(
            w.tag == "#" or "month" in w.kinds for w in at.scene.words[before.first : before.stop]
        )
        behind = near and bool(here) and group.first > here[0]
        if (behind and not group.prep) or (group.joined and dated):
            yield from places(at, group)


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


def _named_members(
    at: Stage, clause: Clause, near: bool, told: bool
) -> Iterator[tuple[Named, str]]:
    """Yield "Kenya's membership", "members such as Kenya" and "Belt and Road member Kenya"."""
    groups = clause.groups
    for k, group in enumerate(groups):
        lows = _lows(at, group)
        held = _holds(at, group)
        own = [p for p in places(at, group) if p.id != "CHN"]
        if near and lows & (MEMBERSHIP | EXIT) and own:
            for place in own:
                yield place, "leave" if lows & EXIT else "join"
        if not lows & MEMBERS and at.head(group) != "part":
            continue
        behind = groups[k + 1] if k + 1 < len(groups) else None
        of = behind is not None and behind.prep in ("of", "to", "in", "on")
        whose = held or (of and behind is not None and _holds(at, behind))
        what = "out" if at.scene.words[group.first - 1].tag == "NEG" else "in"
        if whose or (told and not of and lows & SIGNERS):
            for place in _beside(at, clause, group):
                yield place, what
        if not whose:
            continue
        if held:
            for place in own:
                if place.role.partition(".")[2] != "poss":
                    yield place, "join"
        if group.prep == "among":
            for other in clause.after_verb():
                if not other.prep or other.before is not None:
                    for place in places(at, other):
                        yield place, "join"
        for other in groups[k + 1 + (of and not held) :]:
            listed = other.prep in ("such as", "including", "like", "notably") or (
                other.joined and other.before is not None
            )
            if not listed:
                break
            for place in places(at, other):
                yield place, "join"


def _beside(at: Stage, clause: Clause, group: Group) -> Iterator[Named]:
    """Yield the places before "a member": "Peru, a member", "Serbia and other members"."""
    if group.prep and not group.joined:
        return
    for other in family(group)[1:]:
        for place in places(at, other):
            if place.id != "CHN" and not place.role.partition(".")[2]:
                yield place


def _lows(at: Stage, group: Group) -> set[str]:
    return {at.scene.words[i].low for i in range(group.first, group.stop)}


def _holds(at: Stage, group: Group) -> bool:
    """Tell whether a group names the initiative."""
    words = at.scene.words[group.first : group.stop]
    return any(w.kinds.get("group") == INITIATIVE for w in words)


def _what(at: Stage, clause: Clause, near: bool, told: bool, last: str) -> str:
    """Return join, leave or an empty text: what a clause says of the initiative."""
    if not (near or told):
        return ""
    verb, lemma = clause.verb.classes, clause.verb.lemma
    lows = {w.low for w in at.scene.words[clause.first : clause.stop]}
    if _is_out(at, clause, lows, near):
        return "leave"
    if (verb & {"join"} and lemma != "endorse") or _is_in(at, clause, lows, near):
        return "join"
    bare = not [g for g in clause.after_verb() if not g.prep]
    helping = lemma in ("have", "be", "do")
    if clause.negated and told and ((helping and bare) or lemma in SIGNS):
        return "join"
    places_of = [p for g in clause.subjects() for p in places(at, g)]
    follows = lemma == "follow" or (helping and clause.link in SAME)
    if follows and last and (places_of or clause.link in SAME):
        return last
    return ""


def _is_out(at: Stage, clause: Clause, lows: set[str], near: bool) -> bool:
    """Tell "left the Belt and Road", "has stayed out of it", "is outside the initiative"."""
    verb, lemma = clause.verb.classes, clause.verb.lemma
    if any(_holds(at, g) for g in clause.subjects()):
        return False
    if verb & {"leave"} or (verb & {"end"} and near and lemma in EXITS):
        return True
    if lemma in ("stay", "remain", "keep", "stand", "hold", "lie") and lows & AWAY:
        return near or lemma in ("stay", "remain", "keep")
    outside = any(g.prep in ("outside", "out of") and _holds(at, g) for g in clause.groups)
    return outside and bool(verb & {"be"})


def _is_in(at: Stage, clause: Clause, lows: set[str], near: bool) -> bool:
    """Tell "is a member", "takes part", "put its name to", "came on board", "is still in"."""
    verb, lemma, words = clause.verb.classes, clause.verb.lemma, at.scene.words
    after = list(clause.after_verb())
    if lemma in ("put", "add", "set", "lend", "give") and lows & NAMING:
        return True
    if lemma in COUNTS and lows & MEMBER and any(_holds(at, g) for g in clause.subjects()):
        return True
    if lemma in ("take", "play") and near and "part" in lows:
        return True
    if verb & {"be"} and _is_one_of(at, clause):
        return True
    if clause.passive and lemma in ("admit", "accept", "welcome") and near:
        return any(g.prep in ("to", "into", "in") and _holds(at, g) for g in after)
    if lemma in ("enrol", "enroll", "be", "hop", "jump", "climb", "come", "get", "go") and (
        (lows & {"board", "aboard"} and (near or lemma != "be"))
        or (lemma.startswith("enrol") and near)
    ):
        return True
    if near and lows & MEMBER and (clause.at < 0 or verb & {"be"} or lemma in NAMED_SO):
        return True
    inside = bool(after) and after[0].prep in ("in", "on", "within", "inside")
    if verb & {"be"} and inside and _holds(at, after[0]):
        return True
    if verb & {"be"} and after and not after[0].prep and _lows(at, after[0]) & SIGNERS:
        return len(after) < 2 or after[1].prep not in ("of", "to") or _holds(at, after[1])
    if clause.negated or near:
        return False
    if lemma == "come" and "in" in lows:
        return True
    behind = words[clause.at + 1 : clause.at + 4] if clause.at >= 0 else []
    lone = [
        i
        for i, w in enumerate(behind)
        if w.low in ("in", "inside", "aboard")
        and (i + 1 == len(behind) or behind[i + 1].tag in (".", ",", ";", "S", "P", "A"))
    ]
    return lemma == "be" and bool(lone or ("board" in lows and "still" in lows))


def _is_one_of(at: Stage, clause: Clause) -> bool:
    """Tell "The first Gulf state in the Belt and Road was Kuwait"."""
    before = list(clause.before_verb())
    held = any(g.prep in ("in", "on", "of", "to") and _holds(at, g) for g in before)
    after = [p for g in clause.after_verb() if not g.prep for p in places(at, g)]
    named = all(not p.role.partition(".")[2] for p in after)
    return held and bool(after) and named and bool(_lows(at, before[0]) & MEMBERS)


AWAY = frozenset(
    ("out", "outside", "out of", "away", "aside", "clear", "aloof", "apart", "absent", "distance")
)
COUNTS = frozenset("count number include list boast have".split())
EXITS = frozenset(("withdraw", "leave", "pull out", "walk away"))
NAMING = frozenset("name names signature signatures pen".split())
NAMED_SO = frozenset("become remain include".split())
MEMBER = frozenset(
    "member members signatory signatories participant participants part partner".split()
)
SIGNERS = frozenset("member members signatory signatories participant participants".split())
SIGNS = frozenset("sign walk get come put enter take".split())
SAME = frozenset("as nor neither so".split())
