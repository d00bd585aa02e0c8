"""What to look at next: open claims by what a decision about them is worth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct, field

from sousveil.codebook.lookalike import listed_names, look_alike
from sousveil.codebook.names import Names
from sousveil.model.claim import (
    Claim,
    Count,
    Coverage,
    Finance,
    Indicator,
    Membership,
    Ownership,
    Supply,
    Use,
)
from sousveil.model.codec import encode
from sousveil.model.noun import replace
from sousveil.model.said import joined
from sousveil.model.said import said as phrase
from sousveil.review.decide import PROPOSED, State
from sousveil.review.same import actors, subject, surface, unlisted
from sousveil.review.words import bounded, label, number

WEIGHTS = {
    "doubted": 30.0,  # somebody waits for an answer
    "disagreement": 6.0,
    "new-pair": 5.0,
    "figures": 1.0,  # a figure, up to MOST
    "look-alike": 4.0,
    "negated": 3.0,
    "unlisted": 2.0,
    "documents": 1.0,  # a further document, up to MOST
    "said-already": -4.0,
    "cell": -20.0,
}
"""What each reason adds to the worth of an item; the order is all that they are for."""

MOST = 5  # figures and documents that add to the worth
FEW = 3  # contrary sayings told in words
COMPARED = 100  # claims of one subject that an item is compared with


class Reason(Struct, frozen=True, kw_only=True):
    """Why an item is worth a look."""

    kind: str
    """One of `WEIGHTS`."""

    words: str
    weight: float


class Item(Struct, frozen=True, kw_only=True):
    """Open claims that say one thing, each from its own passage."""

    claims: tuple[Claim, ...]
    reasons: tuple[Reason, ...]
    """The weightiest first; empty where nothing speaks for a look before others."""

    against: tuple[Claim, ...] = ()
    """Open or accepted claims that say otherwise."""

    worth: float = 0.0


class Known(Struct, frozen=True, kw_only=True):
    """What the newest edition and the accepted claims hold already."""

    edition: str = ""
    """Name of the edition; empty for none."""

    pairs: frozenset[tuple[str, str]] = frozenset()
    """Country with supplier, technology, `country:XXX` or group, as the edition has them."""

    accepted: tuple[Claim, ...] = ()
    moved: Callable[[Claim], tuple[str, ...]] = field(default=lambda claim: ())
    """Ids of the named figures that would be another number with this claim counted."""


def queue(
    claims: Iterable[Claim], states: Mapping[str, State], known: Known, names: Names
) -> tuple[Item, ...]:
    """Return the open claims as items, the most valuable first; the same input, the same order.

    Claims of one item say the same: a denial and its contrary, a plan and a deed, two amounts,
    two technologies are two items. One with odd letters stands alone.
    """
    open_ = sorted(claims, key=lambda claim: claim.id)
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in open_:
        groups[_group(claim)].append(claim)
    subjects: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in (*open_, *known.accepted):
        subjects[subject(claim.content)].append(claim)
    pairs = known.pairs | {
        p for c in known.accepted if c.polarity == "asserted" for p in pairs_of(c)
    }
    passages = {_passage(claim) for claim in known.accepted}
    listed = listed_names(names.codebook)
    items = []
    for same in groups.values():
        related = subjects[subject(same[0].content)][:COMPARED]
        otherwise = [(other, why) for other in related if (why := _otherwise(same[0], other))]
        against = tuple(other for other, _ in otherwise)
        reasons = [
            *_of_state(same, states),
            *_of_disagreement({why for _, why in otherwise}),
            *_of_content(same[0], known, pairs, names),
            *_of_names(same, names, listed),
            *_of_number(same, passages),
        ]
        reasons.sort(key=lambda reason: (-reason.weight, reason.kind, reason.words))
        worth = sum(reason.weight for reason in reasons)
        items.append(Item(claims=tuple(same), reasons=tuple(reasons), against=against, worth=worth))
    return tuple(sorted(items, key=lambda item: (-item.worth, item.claims[0].id)))


def pairs_of(claim: Claim) -> tuple[tuple[str, str], ...]:
    """Return each country with what a claim connects it with."""
    content = claim.content
    match content:
        case Supply():
            return (
                (content.recipient, content.supplier),
                *((content.recipient, technology) for technology in content.technologies),
            )
        case Use():
            return ((content.user, content.technology),)
        case Finance():
            return ((content.recipient, content.financier),)
        case Membership():
            return ((content.country, content.organisation),)
    return ()


def disagreement(claim: Claim, other: Claim) -> str | None:
    """Say in words what another claim of one subject says otherwise; None where nothing."""
    if claim.id == other.id or subject(claim.content) != subject(other.content):
        return None
    return _otherwise(claim, other)


def _otherwise(claim: Claim, other: Claim) -> str | None:
    """Compare two claims of one subject."""
    if claim.polarity != other.polarity:
        return phrase("denies it") if other.polarity == "negated" else phrase("asserts it")
    one, two = (getattr(c.content, "modality", None) for c in (claim, other))
    if one != two:
        return phrase("says {two}, not {one}", one=one, two=two)
    for name, first, second in _numbers(claim, other):
        if first is not None and second is not None and first != second:
            return phrase(
                "gives the {name} as {second}, not {first}", name=name, first=first, second=second
            )
    return None


def _numbers(claim: Claim, other: Claim) -> Iterator[tuple[str, str | None, str | None]]:
    a, b = claim.content, other.content
    if isinstance(a, Count) and isinstance(b, Count):
        yield "number", bounded(a), bounded(b)
        if a.denominator is not None and b.denominator is not None:
            yield "total", number(a.denominator), number(b.denominator)
    elif isinstance(a, Ownership) and isinstance(b, Ownership):
        yield "share", a.share, b.share
    elif isinstance(a, Indicator) and isinstance(b, Indicator):
        yield "value", a.value, b.value
    elif isinstance(a, Coverage) and isinstance(b, Coverage):
        yield "listing", str(a.listed), str(b.listed)
    one, two = claim.amount, other.amount
    if one and two and (one.currency, one.role) == (two.currency, two.role):
        mine, theirs = (f"{number(of.value)} {of.currency}" for of in (one, two))
        yield one.role, mine, theirs
    own, their = claim.quantity, other.quantity
    if own and their and own.unit == their.unit:
        yield own.unit, number(own.value), number(their.value)


def _group(claim: Claim) -> tuple[object, ...]:
    """Return what claims of one item have in common: all that an acceptance would stand for."""
    content, sum_, much = claim.content, claim.amount, claim.quantity
    if isinstance(content, Supply | Finance):
        content = replace(content, technologies=tuple(sorted(content.technologies)))
    return (
        content.type,
        encode(content),
        claim.polarity,
        None if sum_ is None else (sum_.role, sum_.currency, sum_.value),
        None if much is None else (much.unit, much.value),
        claim.id if "look-alike" in claim.marks else "",
    )


def _passage(claim: Claim) -> tuple[object, ...]:
    where = (claim.text, claim.evidence.start, claim.evidence.end)
    return (*where, claim.polarity, claim.content.type, encode(claim.content))


def _of_state(same: list[Claim], states: Mapping[str, State]) -> Iterator[Reason]:
    doubters = {d: None for c in same for d in states.get(c.id, PROPOSED).doubters}
    if doubters:
        who = joined(doubters, "{first} and {rest}")
        yield _reason("doubted", phrase("{who} asked for a second pair of eyes", who=who))


def _of_disagreement(said: set[str]) -> Iterator[Reason]:
    if said:
        few = joined(sorted(said)[:FEW], "{first}; another {rest}")
        told = phrase("another claim {what}", what=few)
        if (more := len(said) - FEW) > 0:
            told = phrase("{what}; and {n} more", what=told, n=more)
        yield _reason("disagreement", told)


def _of_content(
    claim: Claim, known: Known, pairs: frozenset[tuple[str, str]], names: Names
) -> Iterator[Reason]:
    if claim.polarity == "negated":
        yield _reason(
            "negated", phrase("it is a denial: nothing is counted by it, and it stands beside")
        )
        return
    new = [pair for pair in pairs_of(claim) if pair not in pairs]
    if new:
        pairs_told = joined(
            phrase("{place} with {what}", place=label(c, names), what=label(t, names))
            for c, t in new
        )
        told = phrase("new pair: no accepted claim has {pairs}", pairs=pairs_told)
        if known.edition and not isinstance(claim.content, Finance):  # no edition has who pays
            told = phrase(
                "new pair: neither {edition} nor an accepted claim has {pairs}",
                edition=known.edition,
                pairs=pairs_told,
            )
        yield _reason("new-pair", told)
    if moved := known.moved(claim):
        shown = ", ".join(moved[:MOST]) + (", ..." if len(moved) > MOST else "")
        yield Reason(
            kind="figures",
            words=phrase(
                "counted in {edition}, it would move {n} figure: {which}|"
                "counted in {edition}, it would move {n} figures: {which}",
                edition=known.edition,
                n=len(moved),
                which=shown,
            ),
            weight=WEIGHTS["figures"] * min(len(moved), MOST),
        )


def _of_names(same: list[Claim], names: Names, listed: tuple[str, ...]) -> Iterator[Reason]:
    for claim in same:
        for actor in actors(claim.content):
            form = surface(claim, actor)
            others = listed if unlisted(actor, names.codebook) else ()
            odd = look_alike(form, others) or look_alike(actor, others)
            if odd or "look-alike" in claim.marks:
                odd = odd or phrase("odd letters")
                yield _reason("look-alike", phrase("the name {form} has {odd}", form=form, odd=odd))
                return
    for actor in actors(same[0].content):
        if unlisted(actor, names.codebook):
            yield _reason("unlisted", phrase("{actor} is not in the codebook", actor=actor))


def _of_number(same: list[Claim], passages: set[tuple[object, ...]]) -> Iterator[Reason]:
    texts = len({claim.text for claim in same})
    if texts > 1:
        yield Reason(
            kind="documents",
            words=phrase(
                "{n} documents say it; they need not be independent of each other", n=texts
            ),
            weight=WEIGHTS["documents"] * min(texts - 1, MOST),
        )
    if all(_passage(claim) in passages for claim in same):
        yield _reason("said-already", phrase("an accepted claim says the same on the same words"))
    if all(claim.place is not None for claim in same):
        yield _reason("cell", phrase("it is a cell of a table"))


def _reason(kind: str, words: str) -> Reason:
    return Reason(kind=kind, words=words, weight=WEIGHTS[kind])
