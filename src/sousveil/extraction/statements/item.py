"""One item of a sentence."""

from __future__ import annotations

from msgspec import Struct

from sousveil.model.figure import Measured
from sousveil.model.noun import replace

NOTHING: frozenset[str] = frozenset()

PLACES = frozenset({"country", "demonym", "capital"})
LINKS = frozenset(
    {"and", "or", ",", "the", "a", "an", "both", "either", "&", "neither", "nor", "as well as"}
)
"""Words that may stand between the names of a list."""


class Item(Struct, frozen=True):
    """Tokens [first, stop) with what they are; `roles` are kinds of statements.yml."""

    first: int
    stop: int
    low: str
    """The words, in lower case, without hyphens."""

    kind: str = ""
    """`supplier`, `technology`, `group`, `country`, `demonym`, `capital`, `number`, `share`,
    `whole` (of a number before it), `sign`, `unknown`, or `word` for one with roles."""

    id: str = ""
    roles: frozenset[str] = NOTHING
    loose: bool = False
    value: float = 0.0
    measured: Measured | None = None
    """The condition that the words are: "the ten biggest military spenders"."""

    but: int = 0
    """How many are left out: 3 in "all but three"."""

    @property
    def place(self) -> bool:
        """True for a country under any of its names."""
        return self.kind in PLACES


def word_at(like: Item, low: str, *roles: str) -> Item:
    """Return a word of our own that stands where another item stands."""
    return Item(like.first, like.stop, low, "word", roles=frozenset(roles))


def reworded(item: Item, low: str, *roles: str) -> Item:
    """Return a word of our own that keeps what is known of the item in whose place it is."""
    return replace(item, low=low, kind="word", roles=frozenset(roles))
