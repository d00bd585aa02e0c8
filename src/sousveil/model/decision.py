"""What a person decided about claims."""

from __future__ import annotations

from msgspec import Struct


class Decision(Struct, frozen=True, kw_only=True):
    """What a person, or the codebook, decides. Never changed; a later one supersedes it."""

    id: str
    """Digest of all the rest."""

    kind: str
    """About claims: `accept`; `reject`; `amend`, `merge`, `split` (others stand `instead`);
    `doubt` (a second person has to look); `reopen` (back to the queue); `repair` (read a cell
    otherwise than it prints); `undo` (all is as before the decision `after`). About documents:
    `one-origin`, `own-origin`. About verdicts of saved checks: `confirm`, `withdraw`. About
    replies and about reports of problems: `retract`, `settle`."""

    claims: tuple[str, ...]
    by: str
    at: str
    """UTC, to the second."""

    because: str

    instead: tuple[str, ...] | None = None
    """Ids of the claims that this decision puts in the place of `claims`, and accepts."""

    documents: tuple[str, ...] | None = None
    """Digests of the snapshots that a decision about origins speaks of."""

    verdicts: tuple[str, ...] | None = None
    """Ids of the verdicts that a decision about checks speaks of: a check, `/`, a number."""

    letters: tuple[str, ...] | None = None
    """Ids of the replies or the reports that a decision speaks of."""

    after: str | None = None
    """Id of the last decision before this one about any of its claims; None for the first one,
    and for decisions of the codebook."""
