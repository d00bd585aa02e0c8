"""The parts that a sentence about the index itself falls into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from sousveil.codebook.editions import editions
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.statements.about import Word

AROUND = frozenset(
    {"idle", "index", "named", "first", "last", "both", "countries", "author", "publisher"}
)
"""Roles of words that may stand beside any fact."""
NEWEST = frozenset(
    {"latest edition", "newest edition", "current edition", "most recent edition", "latest version"}
    | {"latest update", "newest version", "current version", "most recent version"}
)
"""Names of the last edition that are those of the one before until it comes out."""

NOW = frozenset({"now", "today", "currently", "nowadays", "at present", "as of now"})


class Told(Struct, frozen=True):
    """What the parts before have told."""

    index: bool = False
    """True where the index has been named."""

    family: str = ""
    what: str = ""
    """Of the last thing said; see `Said`."""

    negated: bool = False
    edition: str = ""
    ids: tuple[str, ...] = ()
    """What the part before spoke of."""

    high: str = ""
    """`high` or `low`, of a scale that was spoken of."""


class Part(Struct):
    """Some words of a sentence that may state one fact or several."""

    words: Sequence[Word]
    book: Codebook
    told: Told = field(default_factory=Told)
    everything: Sequence[Word] = ()
    """All words of the sentence."""

    places: dict[str, list[int]] | None = None
    """Each role to where words with it stand, once somebody asked."""

    sorts: dict[str, list[int]] | None = None
    """Each kind to where words of it stand, once somebody asked."""

    @property
    def years(self) -> dict[int, str]:
        """Editions by the year from which they are in force, in order."""
        return editions(self.book)

    def at(self, *roles: str) -> list[int]:
        """Return where words with one of these roles stand."""
        return _merged(self._places(), roles)

    def has(self, *roles: str) -> bool:
        """Tell whether a word has one of these roles."""
        return not self._places().keys().isdisjoint(roles)

    def kinds(self, *kinds: str) -> list[int]:
        """Return where words of these kinds stand."""
        if self.sorts is None:
            self.sorts = {}
            for i, word in enumerate(self.words):
                self.sorts.setdefault(word.kind, []).append(i)
        return _merged(self.sorts, kinds)

    def _places(self) -> dict[str, list[int]]:
        if self.places is None:
            self.places = {}
            for i, word in enumerate(self.words):
                for role in word.roles:
                    self.places.setdefault(role, []).append(i)
        return self.places

    def facts(self, kind: str) -> list[tuple[int, str]]:
        """Return places and ids of the facts of a kind that are named."""
        return [
            (i, fact)
            for i, word in enumerate(self.words)
            for fact in word.facts
            if self.book.facts[fact].kind == kind
        ]

    def only(self, roles: tuple[str, ...], kinds: tuple[str, ...] = ()) -> bool:
        """Tell whether all words have one of these roles or kinds, or stand beside any fact."""
        allowed = AROUND | frozenset(roles)
        return all(
            word.kind == "sign"
            or word.kind in kinds
            or (word.kind in ("", "number") and word.kind != "number" and word.roles & allowed)
            or (word.kind == "speaker" and "speaker" in kinds)
            or (word.kind == "year" and int(word.value) in self.years)
            for word in self.words
        )

    @property
    def index(self) -> bool:
        """True where the index is named in this part or before it."""
        return self.told.index or self.has("index", "named", "first", "last", "both", "publisher")

    def edition(self) -> str | None:
        """Return the edition of the part; None where it names two; empty where it names none."""
        indexes = [*self.years.values()]
        first, last = indexes[0], indexes[-1]
        named = {edition for role, edition in (("first", first), ("last", last)) if self.has(role)}
        if self.newest:
            named.discard(last)  # the one that is in force
        named |= {
            self.years[int(self.words[i].value)]
            for i in self.kinds("year")
            if int(self.words[i].value) in self.years
        }
        if self.has("both"):
            return "both"
        if len(named) > 1:
            return None
        if named:
            return named.pop()
        if any(word.low in NOW for word in self.words):
            return ""
        return self.told.edition

    @property
    def own_edition(self) -> bool:
        """True where the part itself names an edition."""
        return bool(self.at("first", "last") or self.kinds("year"))

    @property
    def newest(self) -> bool:
        """True where the last edition is named as the newest, which it is until the next."""
        last = self.at("last")
        return bool(last) and all(self.words[i].low in NEWEST for i in last)

    def denials(self, *more: str) -> list[int]:
        """Return where the part denies; "not ... nor" and "neither ... nor" are one denial."""
        found = self.at("deny", *more)
        return [i for n, i in enumerate(found) if not n or self.words[i].low not in ("nor", "no")]


def of_edition(part: Part, only: list[int]) -> bool:
    """Tell "only the 2019 table" and "in the 2022 edition alone" from "only the prices"."""
    near = [
        w
        for i in only
        for w in (*part.words[i + 1 : i + 3], *part.words[max(0, i - 1) : i])
        if w.roles & {"first", "last"} or w.kind == "year"
    ]
    return len(only) == 1 and bool(near)


def _merged(places: Mapping[str, list[int]], names: Sequence[str]) -> list[int]:
    """Return the places of several names in their order."""
    found = [places[name] for name in names if name in places]
    if len(found) < 2:
        return list(found[0]) if found else []
    return sorted(set().union(*found))
