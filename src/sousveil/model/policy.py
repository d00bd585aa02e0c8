"""How the claims of running text that people accepted become entries that count."""

from __future__ import annotations

from msgspec import Struct

from sousveil.errors import UnknownRule
from sousveil.model.noun import replace

TABLE_KINDS = ("technology", "origin", "supplier")
"""Kinds of entry that come from the table of an index; each ticks or names one thing."""

TEXT_KINDS = ("supply", "use", "finance")
"""Kinds of entry that come from claims of running text."""

LINKS: dict[str, tuple[str, ...]] = {
    "technology": ("technology",),
    "origin": ("origin",),
    "supplier": ("supplier", "origin"),
    "supply": ("supplier", "origin", "technology"),
    "use": ("technology",),
    "finance": ("financier", "technology"),
}
"""For each kind, the fields that one entry holds together. An origin that no table ticks is the
head office of the supplier at the date of the edition, or the country that a text names."""

STATUSES = ("deployed", "contracted", "trial", "planned", "ended", "denied")
"""What the accepted claims of running text say of an entry; the first four by strength."""


class Policy(Struct, frozen=True, kw_only=True):
    """Which entries count; home markets and the like are counting rules, and no part of it."""

    min_origins: int = 1
    """How many independent origins an entry needs, 1 or 2. A table is one origin."""

    contracted: bool = False
    """True if signed, awarded and ordered systems count as those that are in use."""

    disputed: bool = False
    """True if an entry counts that an accepted claim denies."""

    @property
    def statuses(self) -> tuple[str, ...]:
        """The statuses that count as use."""
        return ("deployed", "contracted") if self.contracted else ("deployed",)

    def changed(self, name: str, value: str) -> Policy:
        """Return this policy with one setting changed; raise `UnknownRule` for a wrong word."""
        if name not in POLICIES:
            raise UnknownRule(f"There is no policy {name!r}. Policies: {', '.join(POLICIES)}.")
        if value not in POLICIES[name]:
            raise UnknownRule(
                f"The policy {name!r} cannot be {value!r}. It is {' or '.join(POLICIES[name])}."
            )
        if name == "min_origins":
            return replace(self, min_origins=int(value))
        if name == "contracted":
            return replace(self, contracted=value == "included")
        return replace(self, disputed=value == "included")

    def as_dict(self) -> dict[str, str]:
        """Return every setting as it is written on the command line."""
        return {
            "min_origins": str(self.min_origins),
            "contracted": "included" if self.contracted else "excluded",
            "disputed": "included" if self.disputed else "excluded",
        }

    def in_words(self, base: str | None) -> str:
        """Say how claims became entries; `base` names the edition below, None where none is."""
        words = [
            "An entry of running text needs one claim that a person accepted, with its words.",
            f"It counts if it is {' or '.join(self.statuses)}"
            + (
                " and at least two independent origins say so; a table is one origin."
                if self.min_origins == 2
                else "; the number of independent origins stands beside it."
            ),
            "Planned, trial, ended and denied systems are shown and do not count.",
            "Where a claim of a later time says ended, it has ended; both stay.",
            "What an accepted claim denies is disputed, and "
            + ("counts." if self.disputed else "does not count."),
            "Amounts are as given, never summed or converted.",
            "A supplier that the codebook does not have is held back.",
        ]
        if base is not None:
            words.append(
                f"All else is carried over from {base}, whose entries do not link a technology "
                "with who supplies it."
            )
        return " ".join(words)


POLICIES = {
    "min_origins": ("1", "2"),
    "contracted": ("excluded", "included"),
    "disputed": ("excluded", "included"),
}
"""Settings of a policy as the command line takes them, the default first."""
