"""Clauses to supplies, uses and finances: who stands where, and what that makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sousveil.extraction.events.clauses import Clause, Group, family
from sousveil.extraction.events.cues import chain
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.parties import Stage, firms, places

DEAL = frozenset("contract_noun purchase_noun tender_noun mou_noun talks_noun trial_noun".split())
THINGS = frozenset(("technology", "they_system", "generic_thing"))
LOAN = frozenset(
    "loan_noun soft_loan buyer_credit grant_noun guarantee_noun lease_noun own_budget".split()
)
WHERE = frozenset(
    """in at across around along through throughout over near on inside within outside under above
    into between among behind of against beside beneath off onto from""".split()
)
EXAMPLES = frozenset(("including", "such as", "like", "notably"))
WHO = frozenset({"to", "for", "on behalf of"})


@dataclass(slots=True)
class Event:
    """One possible event, and how it was found."""

    type: str
    keys: tuple[str, ...]
    first: Named
    """Supplier, financier, owner; for a use the technology."""

    second: Named
    """Recipient, user, owned."""

    stage: Stage
    clause: Clause
    rule: str
    tier: str
    """Where the second party was found."""

    technologies: list[Named] = field(default_factory=list)
    cues: set[str] = field(default_factory=set)


def has(at: Stage, clause: Clause, kinds: frozenset[str] | set[str]) -> bool:
    """Tell whether a clause has a noun of some kinds."""
    return any(at.kinds(g) & kinds for g in clause.groups)


def supplies(at: Stage) -> Iterator[Event]:
    """Yield the supplies of a sentence; "respectively" takes lists apart."""
    found = list(_supplies(at))
    if any("respectively" in w.low for w in at.scene.words):
        found = _respectively(found)
    yield from found


def pairs(at: Stage, known: list[Event]) -> Iterator[Event]:
    """Yield what no rule proposes: every other company with every other place of a sentence."""
    if at.scene.words[-1].text == "?" or not at.everything & {"technology", "contract_noun"}:
        return
    if any(_counted(at, c) for c in at.scene.clauses) and not known:
        return
    have = {e.keys for e in known if e.type == "supply"}
    taken = any(e.tier == "gap" for e in known) or (have and any("respectively" in w.low for w in at.scene.words))
    if taken:
        return
    all_places = [p for c in at.scene.clauses for g in c.groups for p in places(at, g)] or [
        p for p in at.focus.places
    ]
    seen = set(have)
    for clause in at.scene.clauses:
        for group in clause.groups:
            for one in firms(at, group):
                for place in all_places:
                    keys = (one.id, place.id)
                    unmarked = one.kind == "name" and not one.marks & {"legal", "firm-word", "anaphor"}
                    if (
                        (unmarked and "firm_noun" not in at.kinds(group))
                        or keys in seen
                        or (one.first == place.first
                        and place.sentence == at.scene.index)
                        or one.id == f"country:{place.id}"
                    ):
                        continue
                    seen.add(keys)
                    yield Event(
                        "supply",
                        keys,
                        one,
                        place,
                        at,
                        clause,
                        "none",
                        "none",
                        technologies=_technologies(at, clause, one, place),
                    )


def _respectively(found: list[Event]) -> list[Event]:
    """Keep the first supplier with the first place, the second with the second."""
    ones = sorted({e.first.first: e.first.id for e in found}.items())
    others = sorted({e.second.first: e.second.id for e in found}.items())
    first = list(dict.fromkeys(id for _, id in ones))
    second = list(dict.fromkeys(id for _, id in others))
    if len(first) != len(second) or len(first) < 2:
        return found
    pairs = set(zip(first, second, strict=True))
    return [e for e in found if e.keys in pairs]


def _supplies(at: Stage) -> Iterator[Event]:
    for clause in at.scene.clauses:
        done: set[int] = set()
        for rule, one, anchor in _suppliers(at, clause):
            if one.first in done or not _in_domain(at, clause, one):
                continue
            done.add(one.first)
            if _blocked(at, anchor, one):
                continue
            for tier, place in _recipients(at, anchor, one, rule):
                if place.id == one.id.removeprefix("country:") and one.kind in ("origin", "state"):
                    continue
                yield Event(
                    "supply",
                    (one.id, place.id),
                    one,
                    place,
                    at,
                    anchor,
                    rule,
                    tier,
                    technologies=_technologies(at, anchor, one, place),
                )


FORBID = frozenset("forbid ban bar prohibit blacklist exclude block outlaw".split())


def _blocked(at: Stage, clause: Clause, one: Named) -> bool:
    """Tell what claims nothing: "it is unclear whether", "should stop", a ban, one bid of several."""
    below = clause
    for held in (clause, *chain(clause)):
        words = [at.scene.words[i] for i in range(held.first, min(held.stop, len(at.scene.words)))]
        if held.verb.lemma in ("lose", "miss") and (held is not clause or held.verb.lemma == "lose"):
            return True
        if held.link == "whether" or any("unclear" in w.kinds for w in words):
            return True
        if held.verb.lemma in FORBID and (
            held is not clause or one.role.startswith(("obj", "psubj", "subj"))
        ):
            return True
        if any("norm" in w.kinds and w.low not in ("must",) for w in words) and (
            held is clause or below.kind in ("inf", "that", "part")
        ):
            return True
        below = held
    kinds = {k for g in clause.groups for k in at.kinds(g)}
    if (
        "bidder_noun" in kinds
        and "preferred" not in kinds
        and not clause.verb.classes & {"win", "award", "pick", "give"}
    ):
        return True
    return False


def _in_domain(at: Stage, clause: Clause, one: Named) -> bool:
    """Tell whether a clause may speak of surveillance at all."""
    if at.scene.words[-1].text == "?":
        return False
    if "technology" not in at.everything and not (
        "other_thing" not in at.everything
        and (one.kind == "supplier" or has(at, clause, DEAL))
        and (at.everything & {"state_noun"} or clause.verb.classes & {"get", "give"})
    ):
        return False
    if one.group is not None and at.kinds(one.group) & {"private_noun"}:
        return False
    other = has(at, clause, {"other_thing"})
    return not (other and not has(at, clause, {"technology"}))


def _suppliers(at: Stage, clause: Clause) -> Iterator[tuple[str, Named, Clause]]:
    verb = clause.verb.classes
    subjects = clause.subjects()
    objects = [g for g in clause.after_verb() if not g.prep]
    tech = has(at, clause, {"technology"}) or any("technology" in at.kinds(g) for g in subjects)
    deal = has(at, clause, DEAL)
    relational = verb & {"give", "make", "win", "sign", "get", "use"}
    named = any(
        n.kind in ("supplier", "name") and not n.marks & {"person", "body"}
        for g in subjects
        for n in at.in_group.get(g.first, ())
    )
    if clause.kind == "rel" and clause.link == "whose" and clause.antecedent is not None:
        if any(at.kinds(g) & THINGS for g in subjects):
            for group in family(clause.antecedent):
                for one in firms(at, group):
                    yield "of-subject", one, clause
    for group in subjects:
        for one in firms(at, group, strict=False):
            if one.kind == "origin" and named:
                continue
            head = one.role.partition(".")[2] in ("", "head") and one.role != "compound"
            if one.role == "compound" and at.kinds(group) & (THINGS | DEAL):
                yield "of-subject", one, clause
                continue
            if not head and one.role.partition(".")[2] in ("mod", "poss"):
                kinds = at.kinds(group)
                if kinds & THINGS or kinds & DEAL:
                    yield "of-subject", one, clause
                    continue
                if not kinds & {"firm_noun", "source_noun"} and not (
                    verb & {"give", "make", "win", "sign"}
                ):
                    continue
            if clause.passive:
                if verb & {"pick", "award"} or (verb & {"give"} and has(at, clause, DEAL)):
                    yield "chosen", one, clause
                elif any(at.named(g, "technology") for g in subjects):
                    yield "of-subject", one, clause
                continue
            if verb & {"give"}:
                yield "gives", one, clause
            elif verb & {"make"} and one.kind != "state":
                yield "makes", one, clause
            elif verb & {"sign"} and (deal or has(at, clause, {"contract_noun"})):
                yield "signs", one, clause
            elif verb & {"win"} and deal:
                yield "wins", one, clause
            elif verb & {"end"} and has(at, clause, DEAL | {"technology"}):
                yield "ends", one, clause
            elif (
                verb & {"try", "use"}
                and (tech or deal)
                and not any(places(at, g) for g in subjects)
            ):
                yield "works", one, clause
            elif verb & {"be"} and (has(at, clause, {"firm_noun"}) or deal) and tech:
                yield "is", one, clause
            elif verb & {"plan"} and (deal or has(at, clause, {"talks_noun", "mou_noun"})):
                yield "plans", one, clause
    for group in clause.groups:
        if not group.prep and (group not in objects or clause.at < 0):
            for one in firms(at, group, strict=True):
                if "." in one.role and at.kinds(group) & (THINGS | DEAL):
                    yield "of-thing", one, clause
            if clause.at < 0:
                for one in firms(at, group, strict=True):
                    if tech or deal:
                        yield "headline", one, clause
            continue
        prep = group.prep
        paid = not prep and (clause.verb.lemma == "pay" or bool(verb & {"pick", "award"}))
        for one in firms(at, group, strict=prep not in ("by", "from", "with", "to") and not paid):
            inner = one.role.partition(".")[2]
            kinds = at.kinds(group)
            if one.role == "compound" or inner in ("mod", "poss"):
                if kinds & (THINGS | DEAL) or one.role == "compound":
                    yield "of-thing", one, clause
                    continue
                if kinds & {"source_noun", "state_noun"} and not kinds & {"firm_noun"}:
                    continue
            if prep == "by":
                if (
                    (clause.passive
                    and verb & {"give", "make", "get", "use"})
                    or clause.at < 0
                    or verb & {"lend"} is None
                ):
                    if not (verb & {"own"} and not verb & {"give", "make"}):
                        yield "by", one, clause
                elif tech and (deal or has(at, clause, {"purchase_noun", "trial_noun"})):
                    yield "by", one, clause
            elif prep == "from":
                if tech or deal or at.focus.technologies or verb & {"get"}:
                    yield "from", one, clause
            elif prep in ("with", "between", "using", "alongside", "together with"):
                if deal or verb & {
                    "sign",
                    "pick",
                    "plan",
                    "try",
                    "make",
                    "get",
                    "use",
                    "give",
                    "end",
                    "go",
                }:
                    yield "with", one, clause
            elif prep == "to":
                if (
                    verb & {"give", "sell"}
                    and not verb & {"award"}
                    and not has(at, clause, {"contract_noun", "tender_noun"})
                ):
                    continue
                if (
                    (verb
                    & {"award", "win", "pick", "sign", "get", "use", "go", "other", "plan", "end"}
                    and (deal or tech))
                    or (deal and not tech)
                ):
                    yield "to", one, clause
            elif prep in (
                "of",
                "for",
                "on",
                "in",
                "via",
                "through",
                "including",
                "such as",
                "against",
                "over",
                "about",
                "like",
                "as",
            ):
                if deal or tech or at.focus.technologies:
                    yield f"prep-{prep}", one, clause
            elif not prep:
                if (
                    verb & {"give", "make"}
                    and not clause.passive
                    and _gap(at, clause, one, "gapped")
                ):
                    yield "gapped", one, clause
                    continue
                if verb & {"pick"}:
                    yield "picks", one, clause
                elif verb & {"award", "give"} and deal:
                    yield "awards", one, clause
                elif verb & {"get", "use", "make", "plan", "try", "end", "sign"} and (tech or deal or one.kind == "supplier"):
                    yield "object", one, clause
                elif verb & {"be"} and tech:
                    yield "is", one, clause
    for group in clause.groups:
        if (
            group.prep == "from"
            and (
                verb & {"get", "use", "give", "plan", "end", "go", "try", "be", "sign", "other"}
                or clause.at < 0
            )
            and (tech or deal)
        ):
            for place in places(at, group):
                if (
                    place.how in ("country", "capital", "demonym")
                    and "in-name" not in place.marks
                    and not at.kinds(group) & {"state_noun"}
                ):
                    yield "from-country", _state(place), clause
    for group in subjects:
        if (verb & {"give", "lend"} or clause.verb.lemma in ("promise", "pledge")) and not clause.passive and (tech or at.focus.technologies):
            for place in places(at, group):
                others = [p for g in clause.after_verb() for p in places(at, g) if p.id != place.id]
                if others and not firms(at, group):
                    yield "state-gives", _state(place), clause
    for k, group in enumerate(clause.groups):
        if at.kinds(group) & {"gift_noun"}:
            near = [g for g in clause.groups[k + 1 : k + 3] if g.prep in ("from", "of", "by")]
            own = [p for p in places(at, group) if p.role.partition(".")[2] in ("poss", "mod")]
            for place in [*own, *(p for g in near[:1] for p in places(at, g))]:
                yield "gift", _state(place), clause
    if clause.passive and (verb & {"give", "lend"} or clause.verb.lemma in ("promise", "pledge", "offer")):
        after = list(clause.after_verb())
        for k, group in enumerate(after):
            if group.prep == "by":
                near = [group, *(g for g in after[k + 1 : k + 2] if g.prep in ("of", "in"))]
                for place in (p for g in near for p in places(at, g)):
                    yield "state-gives", _state(place), clause


def _state(place: Named) -> Named:
    return Named(
        "state",
        f"country:{place.id}",
        place.first,
        place.stop,
        place.clause,
        place.group,
        place.how,
        place.role,
        place.marks,
        place.start,
        place.end,
        place.text,
        place.sentence,
    )


def _recipients(at: Stage, clause: Clause, one: Named, rule: str) -> Iterator[tuple[str, Named]]:
    """Yield the places that an event concerns: the best tier that has any."""
    gapped = _gap(at, clause, one, rule)
    if gapped:
        for place in gapped:
            yield "gap", place
        return
    counted = _counted(at, clause)
    for where, group_sets in _tiers(at, clause, one, rule):
        if counted and where not in ("own-to", "own-example"):
            continue
        found = [
            p
            for group in group_sets
            for p in places(at, group)
            if not (p.group is one.group and p.first < one.first and "origin" in p.marks)
            and p.first != one.first
        ]
        if found:
            seen: set[str] = set()
            for place in found:
                if place.id not in seen:
                    seen.add(place.id)
                    yield where, place
            return
    if not counted:
        for place in at.focus.places:
            yield "focus", place


def _counted(at: Stage, clause: Clause) -> bool:
    """Tell whether a clause speaks of a number of countries: whoever supplies those, no one by name."""
    words = at.scene.words
    return any(
        words[i].low in ("countries", "nations", "states", "governments") and any(w.tag == "#" for w in words[max(0, i - 5) : i])
        for i in range(clause.first, min(clause.stop, len(words)))
    )


def _gap(at: Stage, clause: Clause, one: Named, rule: str) -> list[Named]:
    """Take "A sold to Oman and Qatar, B to Tunisia" apart; empty where nothing is left out."""
    if rule not in ("gives", "makes", "gapped", "object", "awards", "picks") or clause.at < 0:
        return []
    after = [g for g in clause.groups if g.first > clause.at]
    starts = [
        k
        for k, g in enumerate(after)
        if not g.prep
        and firms(at, g, strict=True)
        and not at.kinds(g) & {"technology"}
        and any(h.prep in ("to", "in", "for") and places(at, h) for h in after[k + 1 : k + 4])
        and any(h.prep in ("to", "in", "for") and places(at, h) for h in after[:k])
    ]
    if not starts:
        return []
    parts = [
        after[: starts[0]],
        *(after[a:b] for a, b in zip(starts, [*starts[1:], len(after)], strict=True)),
    ]
    mine = next((p for p in parts if any(g is one.group for g in p)), parts[0])
    return [p for g in mine for p in places(at, g)]


def _tiers(at: Stage, clause: Clause, one: Named, rule: str) -> Iterator[tuple[str, list[Group]]]:
    yield from ((f"own-{name}", groups) for name, groups in _within(at, clause, one, rule))
    linked = _linked(at, clause)
    for name, other in linked:
        for tier, groups in _within(at, other, one, rule):
            yield f"{name}-{tier}", groups
    rest = [c for c in at.scene.clauses if c is not clause and all(c is not o for _, o in linked)]
    rest.sort(key=lambda c: abs(c.index - clause.index))
    for other in rest:
        for tier, groups in _within(at, other, one, rule):
            yield f"far-{tier}", groups


def _linked(at: Stage, clause: Clause) -> list[tuple[str, Clause]]:
    found: list[tuple[str, Clause]] = []
    if (
        clause.kind == "part"
        and clause.link in ("", ",")
        and clause.parent is not None
        and clause.antecedent is not None
    ):
        found.append((f"parent-{clause.kind}", clause.parent))
    for other in at.scene.clauses:
        if other.parent is clause and other.kind in ("inf", "part", "rel") and other is not clause:
            found.append((f"child-{other.kind}", other))
    above = clause.parent
    steps = 0
    while above is not None and steps < 3:
        found.append((f"parent-{clause.kind}", above))
        above = above.parent
        steps += 1
    return found


def _within(at: Stage, clause: Clause, one: Named, rule: str) -> Iterator[tuple[str, list[Group]]]:
    """Yield the groups of a clause in the order in which they may hold the recipient."""
    groups = [g for g in clause.groups if not _reports(at, clause)]
    subjects = [g for g in clause.subjects() if not _reports(at, clause)]
    own = one.group
    is_subject = own is not None and any(own is g for g in subjects)
    after = [g for g in groups if clause.at < 0 or g.first > clause.at]
    before = [g for g in groups if clause.at >= 0 and g.first < clause.at and g.prep]
    if rule in ("of-thing", "of-subject", "headline") and own is not None:
        yield "owner", [own]
    yield "to", [g for g in after if g.prep in WHO and g is not own]
    if rule in ("wins", "signs", "chosen", "ends", "works"):
        yield "party", [g for g in after if g.prep in ("from", "with", "by") and g is not own]
    if not is_subject:
        yield "subject", [g for g in [*subjects, *_of(clause, subjects)] if g is not own]
    yield "object", [g for g in after if not g.prep and g is not own]
    yield "example", [g for g in after if g.prep in EXAMPLES and g is not own]
    yield "where", [g for g in after if g.prep in WHERE and g is not own]
    yield "before", before
    yield "other", [g for g in groups if g is not own]
    if is_subject:
        yield "subject", [g for g in subjects if g is not own]


def _reports(at: Stage, clause: Clause) -> bool:
    """Tell whether a clause only says who says so."""
    if not clause.verb.classes & {"say"} or clause.verb.classes & {"give", "make", "use", "sign"}:
        return False
    return not any(at.kinds(g) & (DEAL | {"technology"}) for g in clause.after_verb() if not g.prep)


def _technologies(at: Stage, clause: Clause, one: Named, place: Named) -> list[Named]:
    everywhere = at.scene.of("technology")
    near = [
        t
        for t in everywhere
        if t.clause is clause or t.clause is one.clause or t.clause is place.clause
    ]
    return near or everywhere or at.focus.technologies


def uses(at: Stage) -> Iterator[Event]:
    """Yield the uses of a sentence, whoever supplies."""
    if at.scene.words[-1].text == "?":
        return
    for clause in at.scene.clauses:
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
    """Leave out "surveillance" beside what is more specific, and the camera of a recognising camera."""
    ids = {t.id for t in found}
    vague = {"ai_surveillance"} if ids - {"ai_surveillance"} else set()
    return list({t.id: t for t in reversed(found) if t.id not in vague}.values())[::-1]


def _users(at: Stage, clause: Clause, technology: Named) -> Iterator[tuple[str, Named]]:
    if _reports(at, clause):
        return
    verb = clause.verb.classes
    subjects = clause.subjects()
    in_subject = any(technology.group is g for g in subjects)
    after = list(clause.after_verb())
    lists: list[tuple[str, list[Named]]] = []
    if not clause.passive and not ("give" in verb and not verb & {"use", "make", "get"}):
        lists.append(
            (
                "user-subject",
                [p for g in [*subjects, *_of(clause, subjects)] for p in places(at, g)],
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
                [p for g in [*subjects, *_of(clause, subjects)] for p in places(at, g)],
            )
        )
    lists.append(
        ("user-where", [p for g in clause.groups if g.prep in WHERE for p in places(at, g)])
    )
    for below in at.scene.clauses:
        if below.parent is clause and below.kind in ("inf", "rel", "part") and below is not clause:
            held = [p for g in below.groups if g.prep in WHERE or not g.prep for p in places(at, g)]
            held += [p for c in at.scene.clauses if c.parent is below for g in c.groups if g.prep in WHERE for p in places(at, g)]
            lists.append((f"user-below-{below.kind}", held))
    for above in chain(clause)[:3]:
        if not _reports(at, above):
            subjects = above.subjects()
            lists.append(
                (
                    f"user-above-{clause.kind}",
                    [p for g in [*subjects, *_of(above, subjects)] for p in places(at, g)],
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
    del verb, in_subject


def _near(groups: list[Group], k: int) -> list[Group]:
    """Return the "of" and "in" groups right behind one."""
    found = []
    for group in groups[k + 1 : k + 4]:
        if group.prep in ("of", "in", "at", "from", "across") and group.first - groups[k].stop < 4:
            found.append(group)
        else:
            break
    return found


def _of(clause: Clause, groups: list[Group]) -> list[Group]:
    """Return the "of" and "in" groups right behind some: "police in Amsterdam"."""
    found = []
    stops = {g.stop for g in groups}
    for group in clause.groups:
        if group.prep in ("of", "in", "at", "from", "across", "around") and any(
            group.first - s in (1, 2) for s in stops
        ):
            found.append(group)
            stops.add(group.stop)
    return found


def finances(at: Stage) -> Iterator[Event]:
    """Yield the finances of a sentence."""
    for clause in at.scene.clauses:
        verb = clause.verb.classes
        loan = has(at, clause, LOAN) or any(at.kinds(g) & LOAN for g in clause.subjects())
        pays = verb & {"lend"} and (
            clause.verb.lemma in PURE
            or (
                clause.verb.lemma in ("pay", "foot", "cover", "bear", "meet")
                and (any(g.prep == "for" for g in clause.groups) or has(at, clause, {"technology"}))
            )
        )
        money = any(
            at.scene.words[i].text in "$€£¥₹₦" or at.scene.words[i].low in CURRENCY
            for g in clause.groups
            for i in range(g.first, g.stop)
        )
        funded = any("funded" in n.marks for g in clause.groups for n in at.named(g, "place"))
        if not funded and not loan and not pays and not (verb & {"lend"} and money):
            continue
        for rule, one in _financiers(at, clause, loan, money):
            for tier, place in _recipients(at, clause, one, "lends"):
                own = one.id == f"country:{place.id}"
                if own and not has(at, clause, {"own_budget"}):
                    continue
                yield Event(
                    "finance",
                    (one.id, place.id),
                    one,
                    place,
                    at,
                    clause,
                    rule,
                    tier,
                    technologies=_technologies(at, clause, one, place),
                )
        if has(at, clause, {"own_budget"}):
            for tier, place in _recipients(at, clause, _nobody(clause), "budget"):
                yield Event(
                    "finance",
                    (f"country:{place.id}", place.id),
                    place,
                    place,
                    at,
                    clause,
                    "budget",
                    tier,
                )


BANKS = ("bank", "fund", "agency", "eximbank", "exim", "cooperation", "finance", "credit", "capital", "leasing")


def finance_pairs(at: Stage, known: list[Event]) -> Iterator[Event]:
    """Yield what no rule proposes: lenders of a sentence that speaks of money, with its places."""
    scene = at.scene
    money = scene.kinds & LOAN or any(c.verb.lemma in PURE or c.verb.lemma in ("pay", "cover", "promise") for c in scene.clauses)
    if not money or scene.words[-1].text == "?" or not (at.everything & {"technology", "they_system"}):
        return
    seen = {e.keys for e in known if e.type == "finance"}
    held = [p for c in scene.clauses for g in c.groups for p in places(at, g)] or list(at.focus.places)
    for clause in scene.clauses:
        for group in clause.groups:
            for one in _lenders(at, group):
                bank = "financier" in one.marks or (one.kind == "name" and one.id.split("-")[-1] in BANKS)
                if not bank and not (one.kind == "state" and one.role.partition(".")[0] in ("subj", "from", "by", "psubj")):
                    continue
                for place in held:
                    keys = (one.id, place.id)
                    if keys in seen or one.id == f"country:{place.id}":
                        continue
                    seen.add(keys)
                    yield Event("finance", keys, one, place, at, clause, "none", "none", technologies=_technologies(at, clause, one, place))


PURE = frozenset(
    """finance fund bankroll underwrite subsidise subsidize co-finance cofinance pre-finance sponsor
    lend loan guarantee borrow disburse""".split()
)
CURRENCY = frozenset(
    """dollars dollar euros euro yuan renminbi pounds rupees shillings naira rand pesos reais lira
    dinars dirhams riyals roubles rubles tenge som sums cedis francs kwacha birr baht ringgit won yen
    krone kroner crowns zloty forints leu lei hryvnia lari dram manat soles bolivianos quetzales crore""".split()
)


def _nobody(clause: Clause) -> Named:
    return Named("nobody", "", -1, -1, clause, None)


def _lenders(at: Stage, group: Group) -> list[Named]:
    """Return who may lend in a group: banks, agencies, companies, states."""
    parties = [n for n in at.named(group, "supplier", "name") if "person" not in n.marks]
    if parties:
        return parties
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
    ]


def _financiers(at: Stage, clause: Clause, loan: bool, money: bool) -> Iterator[tuple[str, Named]]:
    verb = clause.verb.classes
    subjects = clause.subjects()
    funded = [
        n
        for c in at.scene.clauses
        for g in c.groups
        for n in at.named(g, "place")
        if "funded" in n.marks and g.first in {h.first for h in clause.groups}
    ]
    for one in funded:
        yield (
            "funded",
            Named(
                "state",
                f"country:{one.id}",
                one.first,
                one.stop,
                one.clause,
                one.group,
                one.how,
                one.role,
                one.marks,
                one.start,
                one.end,
                one.text,
                one.sentence,
            ),
        )
    if verb & {"lend", "award", "give"} and not clause.passive and clause.verb.lemma != "borrow":
        for group in subjects:
            for one in _lenders(at, group):
                yield "lends", one
    for group in clause.groups:
        kinds = at.kinds(group)
        if kinds & LOAN:
            for one in _lenders(at, group):
                yield "loan-of", one
        if group.prep in ("from", "by", "with", "of", "through", "via"):
            lenders = _lenders(at, group)
            if group.prep == "by" and not (clause.passive and verb & {"lend", "get"}):
                continue
            if (
                group.prep == "with"
                and not kinds & {"finance_words"}
                and not any("financier" in o.marks for o in lenders)
            ):
                continue
            if group.prep == "of" and not any(
                "financier" in o.marks or "bank" in o.id for o in lenders
            ):
                continue
            for one in lenders:
                yield f"loan-{group.prep}", one
