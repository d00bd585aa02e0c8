"""What an accepted claim needs to enter an edition: its names resolved by codebook or person."""

from __future__ import annotations

from msgspec import Struct

from sousveil.codebook.names import Names
from sousveil.model.claim import (
    Claim,
    Content,
    Finance,
    Membership,
    Ownership,
    Supply,
    Use,
)
from sousveil.model.noun import replace

ODD = ("unlisted", "look-alike")
"""Marks of a name that is nobody's until somebody says whose."""

STATE = "country:"


class Passed(Struct, frozen=True):
    """A claim with the ids that its names have now."""

    claim: Claim
    content: Content


def entering(content: Content) -> bool:
    """Tell whether a kind of claim can enter a living edition at all; counts are questions."""
    return isinstance(content, Supply | Use | Finance | Membership | Ownership)


def passed(claim: Claim, names: Names) -> Passed | str:
    """Return the claim with its names resolved, or say why it is held back."""
    content = claim.content
    country: str | None
    match content:
        case Supply(supplier=party, recipient=country):
            found = _party(claim, "supplier", party, names)
            content = content if found is None else replace(content, supplier=found)
        case Finance(financier=party, recipient=country):
            found = _party(claim, "financier", party, names)
            content = content if found is None else replace(content, financier=found)
        case Ownership(owner=owner, owned=owned):
            country, found = None, _party(claim, "owner", owner, names)
            company = _party(claim, "owned", owned, names)
            if found is None or company is None:
                found = None
            else:
                content = replace(content, owner=found, owned=company)
        case Use(user=country):
            found = None if set(claim.marks) & set(ODD) else country
        case Membership(country=country, organisation=group):
            found = None if "look-alike" in claim.marks else country
            known = names.codebook.groups.get(group)
            if known is None or known.kind != "membership":
                return "The codebook has no group of members of this name."
        case _:
            return "Claims of this type enter no edition."
    if found is None:
        return (
            "A name is not resolved. Add it to the codebook as a name or an alias, or amend "
            "the claim."
        )
    if country is not None and country not in names.codebook.countries:
        return "The codebook has no such country. Amend the claim."
    unknown = set(_technologies(content)) - names.codebook.technologies.keys()
    if unknown:
        return f"The codebook has no technology {', '.join(sorted(unknown))}. Amend the claim."
    return Passed(claim, content)


def _party(claim: Claim, role: str, party: str, names: Names) -> str | None:
    """Return the id of a company, bank or state; None where nobody has resolved the name.

    An id of the codebook stands, unless the name is odd: then the codebook must have the very
    words of the text.
    """
    book = names.codebook
    known = book.suppliers.keys() | book.financiers.keys()
    if party.startswith(STATE):
        is_state = party.removeprefix(STATE) in book.countries
        return party if is_state and "look-alike" not in claim.marks else None
    if party in known and "look-alike" not in claim.marks:
        return party
    for name, mention in claim.mentions:
        if name == role and (found := names.supplier(mention.text)) is not None:
            return found
    return None


def _technologies(content: Content) -> tuple[str, ...]:
    if isinstance(content, Use):
        return (content.technology,)
    return getattr(content, "technologies", ())
