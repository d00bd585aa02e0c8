"""What names companies, countries and systems and tells no deal: wishes, borders, shops, suits."""

from __future__ import annotations

from sousveil.extraction.events.clause import Clause, Group, family
from sousveil.extraction.events.cues import chain
from sousveil.extraction.events.mentions import Named
from sousveil.extraction.events.parties import Stage

ASKS = frozenset(
    """ask wonder know see decide doubt check determine examine investigate establish discover
    consider
    """.split()
)
"""Verbs behind which "if" opens a question; behind "say" it does so only in a denial."""

UNSAID = frozenset("confirm show prove establish say mention".split())
SAYS = frozenset("say confirm comment tell disclose reveal discuss specify clarify explain".split())
REFUSES = frozenset("decline refuse".split())
WISHES = frozenset("hope want wish try seek aspire vie compete angle long love like bid".split())
TRIES = frozenset(("try", "like", "love", "bid"))
"""With a thing behind them these say something else: "tried the cameras"."""

LIMITS = frozenset("border borders frontier frontiers boundary war dispute match".split())
"""What two countries share: with the second of them nobody has dealt."""

MADE = frozenset("make manufacture assemble produce design develop build".split())
OFFICIAL = frozenset({"state_noun", "they_recipient"})
RUNS = frozenset("use get make try plan go other".split())


def off_topic(at: Stage) -> bool:
    """Tell a suit over patents and a study of algorithms, which name countries all the same."""
    return bool({"patent_noun", "research_noun"} & at.scene.kinds)


def contrary(at: Stage) -> bool:
    """Tell "Had Kenya bought cameras, it would have paid" and "would have bought them if"."""
    lows = [w.low for w in at.scene.words]
    return "would have" in lows and (lows[0] == "had" or "if" in lows)


def unnamed(clause: Clause) -> bool:
    """Tell "would not discuss NSO Group" and "refused to name Axis"."""
    above = clause.parent
    refused = clause.kind == "inf" and above is not None and above.verb.lemma in REFUSES
    return (clause.negated or refused) and clause.verb.lemma in NAMES


def silent(at: Stage, clause: Clause) -> bool:
    """Tell "Axis and the police declined to comment": that they are named together says nothing."""
    if any("technology" in at.kinds(g) for g in clause.groups):
        return False  # "the maker of the cameras in Quito did not comment"
    if clause.verb.lemma == "comment":
        return clause.negated
    below = [c for c in at.scene.clauses if c.parent is clause and c.kind == "inf"]
    mute = any(c.verb.lemma in NAMES | {"comment", "answer", "say"} for c in below)
    return clause.verb.lemma in REFUSES and mute


NAMES = frozenset("discuss name mention identify".split())


def sends(at: Stage, clause: Clause, one: Named) -> bool:
    """Tell "with speakers from Bosch" and "engineers from Dahua": people, and no wares."""
    group = one.group
    if group is None or group.prep not in ("from", "of") or group not in clause.groups:
        return False
    if clause.verb.classes & {"sign", "give", "win", "award", "make"}:
        return False
    k = clause.groups.index(group)
    while k > 0 and clause.groups[k].prep == group.prep:
        k -= 1
    before = clause.groups[k]
    return "staff_noun" in at.kinds(before) and "technology" not in at.kinds(before)


def unasserted(at: Stage, clause: Clause) -> bool:
    """Tell "would not say if", "asked if", "did not confirm that" and "refused to confirm that"."""
    for held in (clause, *chain(clause)):
        above = held.parent
        if above is None or above.at < 0 or held.first < above.at:
            continue
        refused = above.negated or (
            above.parent is not None and above.parent.verb.lemma in REFUSES and above.kind == "inf"
        )
        if held.link == "if" and (
            above.verb.lemma in ASKS or (refused and above.verb.lemma in SAYS)
        ):
            return True
        if held.kind == "that" and refused and above.verb.lemma in UNSAID:
            return True
    return False


def _would_like(at: Stage, clause: Clause) -> bool:
    """Tell "would like" and the clause behind it, where "like" was read as a preposition."""
    words, at_verb = at.scene.words, clause.at
    for i in (at_verb, clause.first - 3):
        if i >= 0 and [w.low for w in words[i : i + 3]] == ["would", "like", "to"]:
            return True
    return False


def wished(at: Stage, clause: Clause, one: Named) -> bool:
    """Tell "NEC hopes to sell", "Dahua wants the contract": what a company would like is no plan.

    A plan is its customer's to make.
    """
    if one.kind == "state" or one.group is None:
        return False
    held = clause
    if _would_like(at, clause):
        return any(one.group is g for s in clause.subjects() for g in (s, *family(s)))
    while True:
        bare = held is clause
        if held.verb.lemma in WISHES and not held.passive and not held.negated:
            mine = any(one.group is g for s in held.subjects() for g in (s, *family(s)))
            would = held.verb.lemma not in ("like", "love") or bool(held.modals)
            below = any(c.parent is held and c.kind == "inf" for c in at.scene.clauses)
            if mine and would and (below or not (bare and held.verb.lemma in TRIES)):
                return True
        if held.kind != "inf" or held.parent is None:
            return False
        held = held.parent


SEEN = frozenset("identify detect locate map trace track spot photograph film".split())
"""What who only looks on does: "Researchers identified the Dahua cameras of Nairobi"."""


WORKS = frozenset("film documentary novel series play exhibition thriller comedy opera".split())


def by_traders(at: Stage, clause: Clause) -> bool:
    """Tell "Banks in Nigeria check faces": who does it is a bank or a scholar, no authority."""
    verb = clause.verb
    if any(at.head(g) in WORKS for g in clause.subjects()):
        return True
    if not verb.classes & RUNS or "lend" in verb.classes - RUNS or "say" in verb.classes:
        return False
    if verb.lemma in SEEN:
        return False
    kinds = [at.kinds(g) for g in _doers(at, clause)]
    traders = any(k & {"trader_noun", "private_noun"} for k in kinds)
    return traders and not any(k & OFFICIAL for k in kinds)


def _doers(at: Stage, clause: Clause) -> list[Group]:
    """Return who does what a verb says: in "stop Serbia from buying" it is Serbia."""
    if clause.passive:
        return [g for g in clause.after_verb() if g.prep == "by"]
    above = clause.parent
    if above is not None and (clause.kind == "inf" or clause.link in ("from", "for")):
        objects = [g for g in above.after_verb() if not g.prep and g.first < clause.first]
        if objects:
            return objects
    found = clause.subjects()
    if clause.antecedent is not None:
        found = [*found, *_before(clause.antecedent, above)]
    return found


def _before(group: Group, clause: Clause | None) -> list[Group]:
    """Return the tourist of "a tourist in Lisbon who flew"."""
    if clause is None or group.prep not in ("in", "of", "from", "at") or group not in clause.groups:
        return []
    k = clause.groups.index(group)
    return [g for g in clause.groups[k - 1 : k] if not g.prep]


HIRES = frozenset("hire recruit poach appoint employ".split())
OPENS = frozenset("open move close relocate establish found".split())


def settles(at: Stage, clause: Clause, one: Named) -> bool:
    """Tell "Thales hired the former head of Kenya's police" and "Dahua opened an office"."""
    if clause.passive or one.kind == "state":
        return False
    if not any(one.group is g for s in clause.subjects() for g in (s, *family(s))):
        return False
    if clause.verb.lemma in HIRES:
        return True
    kinds = {k for g in clause.after_verb() if not g.prep for k in at.kinds(g)}
    return clause.verb.lemma in OPENS and "presence_noun" in kinds and "technology" not in kinds


def undenied(clause: Clause) -> bool:
    """Tell "cameras were not on the agenda": what is denied is not that somebody uses them."""
    verb = clause.verb
    if clause.negated and verb.lemma == "replace":
        return True
    return clause.negated and not verb.classes & DENIES and verb.lemma not in ("be", "do", "exist")


DENIES = frozenset("use get make give try own plan end fail say go lend".split())


def no_party(at: Stage, place: Named) -> bool:
    """Tell a country that is only ground: "its border with Russia", "made in Germany"."""
    group = place.group
    if group is None or place.sentence != at.scene.index:
        return False
    groups = place.clause.groups
    k = next((k for k, g in enumerate(groups) if g is group), -1)
    before = groups[k - 1] if k > 0 else None
    kinds = at.kinds(group)
    if kinds & {"private_noun", "trader_noun"} and not kinds & OFFICIAL:
        return place.role.partition(".")[2] in ("mod", "poss")
    if before is not None and group.prep == "with" and _near(before, group):
        return at.head(before) in LIMITS
    while k > 0 and groups[k - 1].prep == group.prep and groups[k].first - groups[k - 1].stop <= 1:
        k -= 1  # "factories in India and in Brazil"
    return k > 0 and _at_work(at, groups[k - 1], groups[k])


def _at_work(at: Stage, before: Group, group: Group) -> bool:
    """Tell the country of "its factories in Brazil" and "a fair in Lagos"."""
    if group.prep not in ("in", "at", "of", "near", "outside") or not _near(before, group):
        return False
    kinds = at.kinds(before)
    if kinds & (OFFICIAL | {"technology", "contract_noun", "they_deal"}):
        return False
    return at.head(before) in SEATS or "fair_noun" in kinds


SEATS = frozenset(
    """factory factories plant plants showroom showrooms branch branches subsidiary subsidiaries
    headquarters academy offices lab labs laboratory laboratories workshop workshops pavilion
    dealers resellers listing listings flotation shareholders investors
    """.split()
)
"""What a company has in a country without dealing with its authorities."""


def _near(before: Group, group: Group) -> bool:
    return group.first - before.stop <= 1
