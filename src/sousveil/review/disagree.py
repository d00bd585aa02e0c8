"""Claims about which two people have decided otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from sousveil.model.decision import Decision
from sousveil.review.decide import REPLACING, fold, person

STANCES = {"accept": "accepted", "reject": "rejected"} | dict.fromkeys(REPLACING, "replaced")
"""What a decision says of the claims that it is about; of those that it puts in, accepted."""


def disagreements(
    decisions: Iterable[Decision], besides: str = "codebook"
) -> dict[str, tuple[Decision, ...]]:
    """Return claims with the decisions of people who disagree about them, in their order.

    Of each person the last word counts; what was taken back, or came before the claim was put
    back into the queue, is left out. `besides` is who is no person.
    """
    words: dict[str, dict[str, tuple[str, Decision]]] = {}
    for made in fold(decisions).in_force():
        if made.by == besides:
            continue
        for claim in made.claims:
            if made.kind == "reopen":
                words.pop(claim, None)
            elif made.kind in STANCES:
                own = words.setdefault(claim, {})
                own.pop(person(made.by), None)
                own[person(made.by)] = STANCES[made.kind], made
        for claim in made.instead or ():
            words.setdefault(claim, {})[person(made.by)] = "accepted", made
    return {
        claim: tuple(made for _, made in own.values())
        for claim, own in words.items()
        if len({stance for stance, _ in own.values()}) > 1
    }
