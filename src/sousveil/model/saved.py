"""A check that a newsroom keeps, to be confirmed and judged again."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from sousveil.model.decision import Decision


class SavedCheck(Struct, frozen=True, kw_only=True):
    """One text with all that a check answered. Never changed; a later check stands beside it."""

    id: str
    """Digest of all the rest but the time: the same text with the same answer is one check."""

    text: str
    """Digest of `content`."""

    content: str
    """The text as it was judged; the quotes stand in it."""

    name: str
    """Path or address as given; `-` for standard input."""

    title: str | None = None
    publisher: str | None = None
    """What the document says about itself."""

    as_of: str | None = None
    """The date judged at; None for the newest edition."""

    against: str | None = None
    """The edition that was named; None where the one in force was taken."""

    editions: dict[str, str]
    """Those at hand, by name, each with the digest of all that it said."""

    codebook: str
    """Digest of the codebook."""

    program: str
    """Version of sousveil."""

    verdict: str
    claims: tuple[dict[str, Any], ...]
    """As `check --json` prints them; what is null there is left out."""

    at: str
    """UTC, to the second."""

    def verdict_id(self, number: int) -> str:
        """Return the id of the verdict on one claim; the first has number 1."""
        return f"{self.id}/{number}"

    @property
    def verdicts(self) -> tuple[str, ...]:
        """The ids of all verdicts, in the order of the claims."""
        return tuple(self.verdict_id(number) for number in range(1, len(self.claims) + 1))


class Kept(Struct, frozen=True, kw_only=True):
    """A saved check, and what was decided about its verdicts."""

    check: SavedCheck
    decisions: tuple[Decision | None, ...]
    """For each claim the last decision about its verdict; None where nobody decided."""

    def confirmed(self, number: int) -> Decision | None:
        """Return the decision that confirms a verdict; None where none does, or no longer."""
        last = self.decisions[number - 1]
        return last if last is not None and last.kind == "confirm" else None


class Confirmed(Struct, frozen=True, kw_only=True):
    """A verdict that a person has confirmed."""

    check: SavedCheck
    number: int
    """Of the claim in the check, from 1."""

    decision: Decision

    @property
    def file(self) -> str:
        """The name of its file, the same each time."""
        return f"{self.check.id.removeprefix('check:')[:12]}-{self.number}.jsonld"
