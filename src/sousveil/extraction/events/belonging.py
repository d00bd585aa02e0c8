"""Clauses to memberships and ownerships: who joined what, who owns whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sousveil.extraction.events.clauses import Clause, Group, family
from sousveil.extraction.events.cues import chain
from sousveil.extraction.events.event import Event
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.parties import Stage, places

INITIATIVE = "bri"
HOLDINGS = frozenset("subsidiary subsidiaries unit arm affiliate offshoot division company".split())
SHARES = frozenset(
    """stake stakes shares share majority half third thirds quarter quarters fifth fifths tenth
    stock
    """.split()
)
SHARE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:%|per\s?cent)")


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
        "percent" in words[i].kinds or words[i].low in SHARES
        for i in range(clause.first, min(clause.stop, len(words)))
    )
    if clause.at >= 0:
        if (lemma in ("own", "control") and not clause.passive) or (
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
        which = (
            family(clause.antecedent)
            if clause.kind == "rel" and clause.antecedent is not None
            else []
        )
        if which and percent and lemma in ("hold", "own", "have", "acquire", "take", "control"):
            owners = [
                o
                for g in clause.groups
                if (g.first < clause.at and not g.prep and not clause.passive)
                or (clause.passive and g.prep == "by")
                for o in _parties(at, g, True)
            ]
            for owner in owners:
                for owned in (o for g in which for o in _parties(at, g, False)):
                    yield owner, owned, "share"
        if clause.passive and (
            lemma in ("own", "control", "acquire", "buy", "take over")
            or (lemma == "hold" and percent)
        ):
            for owner in (
                o
                for g in after
                if g.prep in ("by", "named", "called")
                for o in _parties(at, g, g.prep == "by")
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
                inside = [
                    g for g in clause.groups if g.prep in ("in", "of") and g.first < clause.at
                ]
                for owned in (o for g in [*subjects, *inside] for o in _parties(at, g, False)):
                    yield owner, owned, "belongs"
    groups = clause.groups
    yield from _stakes(at, clause)
    for k, group in enumerate(groups):
        head = at.head(group)
        if (
            head in HOLDINGS
            and k + 1 < len(groups)
            and groups[k + 1].prep == "of"
            and head != "company"
        ):
            holders = _parties(at, groups[k + 1], False)
            held = _parties(at, group, False) or _apposed(at, clause, k)
            for holder in holders[:1]:
                for one in held[:1]:
                    yield holder, one, "subsidiary"
        if head in HOLDINGS - {"company"}:
            of = [n for n in _parties(at, group, False) if words[n.stop : n.stop + 1]]
            possessors = [n for n in of if words[n.stop].tag == "'"]
            for holder in possessors[:1]:
                for other in _apposed(at, clause, k)[:1]:
                    yield holder, other, "subsidiary"
        for named in at.named(group, "supplier", "name"):
            if (
                named.role == "compound"
                and named.stop + 1 < len(words)
                and words[named.stop + 1].low == "owned"
            ):
                for other in at.named(group, "supplier", "name"):
                    if other.first > named.stop:
                        yield named, other, "compound"


def _stakes(at: Stage, clause: Clause) -> Iterator[tuple[Named, Named, str]]:
    """Yield who has a stake in whom, who is whose shareholder or parent."""
    words = at.scene.words
    groups = clause.groups
    subjects = clause.subjects()
    for k, group in enumerate(groups):
        lows = {words[i].low for i in range(group.first, group.stop)}
        near = [g for g in groups[k + 1 : k + 3] if g.prep in ("in", "of")]
        owned = [o for g in near[:1] for o in _parties(at, g, False)]
        if (
            lows
            & {
                "stake",
                "stakes",
                "shareholder",
                "shareholders",
                "shareholding",
                "owner",
                "owners",
                "majority",
                "interest",
            }
            and owned
        ):
            own = [
                o
                for o in _parties(at, group, True)
                if o.role.partition(".")[2] == "poss" or o.kind != "state"
            ]
            owners = own or [o for g in subjects if g is not group for o in _parties(at, g, True)]
            if not owners and lows & {"shareholder", "owner", "shareholders", "owners"}:
                owners = [o for o in _apposed(at, clause, k) if o.id not in {x.id for x in owned}]
            for owner in owners:
                for other in owned:
                    yield owner, other, "stake"
        if "parent" in lows or "owner" in lows:
            held = [
                o
                for o in at.named(group, "supplier", "name")
                if o.role.partition(".")[2] in ("poss", "mod")
            ]
            rest = [o for o in at.named(group, "supplier", "name") if o not in held] or _apposed(
                at, clause, k
            )
            for other in held[:1]:
                for owner in rest[:1]:
                    if owner.id != other.id:
                        yield owner, other, "parent"


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
