"""A possible event, and the nouns that tell one."""

from __future__ import annotations

from msgspec import Struct, field

from sousveil.extraction.events.clause import Clause
from sousveil.extraction.events.mentions import Named, as_party
from sousveil.extraction.events.parties import Stage

DEAL = frozenset("contract_noun purchase_noun tender_noun mou_noun talks_noun trial_noun".split())
THINGS = frozenset(("technology", "they_system", "generic_thing"))
LOAN = frozenset(
    "loan_noun soft_loan buyer_credit grant_noun guarantee_noun lease_noun own_budget".split()
)
WHERE = frozenset(
    """in at across around along through throughout over near on inside within outside under above
    into between among behind of against beside beneath off onto from
    """.split()
)
EXAMPLES = frozenset(("including", "such as", "like", "notably"))
WHO = frozenset({"to", "for", "on behalf of"})


class Denial(Struct):
    """A later clause in which somebody denies an event."""

    stage: Stage
    clause: Clause
    how: str
    """`report`: what was told; `deal`: that there was one."""


class Event(Struct):
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
    denial: Denial | None = None


def has(at: Stage, clause: Clause, kinds: frozenset[str] | set[str]) -> bool:
    """Tell whether a clause has a noun of some kinds."""
    return any(at.kinds(g) & kinds for g in clause.groups)


def state_of(place: Named) -> Named:
    """Return the state that a place stands for, as one that gives or lends."""
    return as_party(place, "state")
