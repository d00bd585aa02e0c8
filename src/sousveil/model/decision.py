"""What a person decided about claims."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person accepts, rejects or repairs claims. Never changed; a later one supersedes it."""

    id: str
    """Digest of all the rest."""

    kind: str
    """`accept`, `reject`, or `repair`: read a cell otherwise than it prints."""

    claims: tuple[str, ...]
    by: str
    at: str
    """UTC, to the second."""

    because: str
