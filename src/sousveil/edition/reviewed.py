"""What readers of a living edition are told about each claim behind it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sousveil.edition.gate import Passed
from sousveil.model.claim import Claim, Content, Finance, Membership, Ownership, Supply, Use
from sousveil.model.edition import Evidence, Stake, Statement

if TYPE_CHECKING:
    from sousveil.edition.living import Accepted


def statement(one: Accepted, content: Content) -> Statement:
    """Tell what a claim says, with the ids that its names have now."""
    claim = one.claim
    country, party, owned = _parties(content)
    return Statement(
        claim=claim.id,
        sources=tuple(sorted(one.sources)),
        type=content.type,
        country=country,
        party=party,
        owned=owned,
        technologies=(content.technology,)
        if isinstance(content, Use)
        else tuple(getattr(content, "technologies", ())),
        polarity=claim.polarity,
        modality=getattr(content, "modality", None),
        attribution=claim.attribution,
        hedges=claim.hedges,
        start=claim.time.start if claim.time else None,
        end=claim.time.end if claim.time else None,
        place=claim.locality.name if claim.locality else None,
        decision=one.decision.id,
    )


def evidence_of(one: Accepted) -> Evidence:
    """Return the words of a claim, and where they stand in its text."""
    claim = one.claim
    return Evidence(
        claim=claim.id,
        text=claim.text,
        start=claim.evidence.start,
        end=claim.evidence.end,
        quote=claim.quote,
        place=claim.place,
    )


def stakes(given: Iterable[Passed]) -> tuple[Stake, ...]:
    """Return who owns what, claims for and against beside each other."""
    found: dict[tuple[str, str, str], list[Claim]] = {}
    for p in given:
        if isinstance(p.content, Ownership):
            key = p.content.owner, p.content.owned, p.content.share or ""
            found.setdefault(key, []).append(p.claim)
    return tuple(
        Stake(
            owner=owner,
            owned=owned,
            share=share or None,
            claims=tuple(sorted(c.id for c in claims if c.polarity == "asserted")),
            against=tuple(sorted(c.id for c in claims if c.polarity == "negated")),
        )
        for (owner, owned, share), claims in sorted(found.items())
    )


def _parties(content: Content) -> tuple[str | None, str | None, str | None]:
    match content:
        case Supply(supplier=party, recipient=country):
            return country, party, None
        case Use(user=country):
            return country, None, None
        case Finance(financier=party, recipient=country):
            return country, party, None
        case Membership(country=country, organisation=group):
            return country, group, None
        case Ownership(owner=owner, owned=owned):
            return None, owner, owned
    return None, None, None
