"""One clause of a statement, without the words that say who says so and of which edition."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.statements.items import Item
from sousveil.extraction.statements.terms import Terms, terms

STRONG_SIGNS = frozenset({";", ":", "—", "–", "…", ".", "?", "!", "(", ")"})
WEAK = frozenset(
    {
        "use",
        "supply",
        "buy",
        "found",
        "listed",
        "belong",
        "be",
        "from",
        "origin_noun",
        "classed",
        "state_noun",
        "supplier_noun",
        "country_noun",
        "technology_noun",
        "customers",
        "index",
        "reported",
        "edition_first",
        "edition_last",
        "region_noun",
        "regime_noun",
        "both",
        "origin_head",
        "than",
        "either",
    }
)
"""Roles of words that every reading of a statement takes for granted."""

VERBS = frozenset(
    {
        "use",
        "supply",
        "buy",
        "found",
        "listed",
        "belong",
        "be",
        "lack",
        "most",
        "more",
        "fewer",
        "up",
        "down",
        "steady",
        "gone",
        "new",
        "score",
    }
)
OTHERS = frozenset({"other", "others", "another", "elsewhere"})


@dataclass(slots=True)
class Clause:
    """Items of a sentence, and those among them that state something."""

    items: Sequence[Item]
    wanted: list[int]
    """Indexes of the items that state something; frame words are left out."""

    codebook: Codebook
    editions: list[str] = field(default_factory=list)
    listing: bool = False
    """True where the words speak of the index."""

    question: bool = False

    def at(self, *roles: str) -> list[int]:
        """Return where items with one of these roles stand."""
        asked = frozenset(roles)
        return [i for i in self.wanted if self.items[i].roles & asked]

    def has(self, *roles: str) -> bool:
        """Tell whether an item has one of these roles."""
        return bool(self.at(*roles))

    def kinds(self, *kinds: str) -> list[int]:
        """Return where items of these kinds stand."""
        return [i for i in self.wanted if self.items[i].kind in kinds]

    def low(self, i: int) -> str:
        """Return the words of an item; nothing beyond the ends."""
        return self.items[i].low if 0 <= i < len(self.items) else ""

    def terms(self, start: int = -1, stop: int | None = None) -> Terms:
        """Return the terms named between two items."""
        end = len(self.items) if stop is None else stop
        return terms(self.items, [i for i in self.wanted if start < i < end], self.codebook)

    def unread(self, handled: Collection[str] = (), numbers: Collection[int] = ()) -> list[str]:
        """Return the words that a reading which handles some roles leaves unread."""
        allowed = WEAK | frozenset(handled)
        found = []
        for i in self.wanted:
            item = self.items[i]
            if item.kind in ("sign", "supplier", "technology", "group") or item.place:
                continue
            if item.kind == "number":
                if i not in numbers:
                    found.append(item.low)
            elif (
                item.low in OTHERS
                or "cannot" in item.roles
                or item.kind == "unknown"
                or (item.roles and not item.roles & allowed)
            ):
                found.append(item.low)
        return found

    @property
    def negations(self) -> list[int]:
        """Where a word denies: "not", "no", "lacks"."""
        return [i for i in self.wanted if self.items[i].roles & {"lack", "none"}]


def clauses(
    all_items: Sequence[Item], codebook: Codebook, years: dict[str, str]
) -> Iterator[Clause]:
    """Cut a sentence into clauses, and each free of its frame.

    `years` are the indexes of the editions, first and last, under "edition_first" and
    "edition_last". What a frame says of the edition holds for the clauses after it, too.
    """
    editions: list[str] = []
    listing = False
    for span in _spans(all_items):
        made = Clause(all_items, list(span), codebook)
        _frame(made, years)
        listing = listing or made.listing
        editions = made.editions or editions
        made.editions, made.listing = list(editions), listing
        if any(all_items[i].kind != "sign" for i in made.wanted):
            yield made


def _spans(all_items: Sequence[Item]) -> Iterator[range]:
    first = 0
    for i, item in enumerate(all_items):
        if (item.kind == "sign" and item.low in STRONG_SIGNS) or _begins_anew(all_items, first, i):
            yield range(first, i)
            first = i if item.kind != "sign" else i + 1
    yield range(first, len(all_items))


def _begins_anew(all_items: Sequence[Item], first: int, i: int) -> bool:
    """Tell ", and Ghana buys ..." and "while Ghana buys ..." from a list of names."""
    item = all_items[i]
    if item.low not in ("and", "but", "while", "whereas", "yet", "though", "although", "so"):
        return False
    comma = i > first and all_items[i - 1].low == ","
    if not (comma or item.low in ("while", "whereas", "but")):
        return False
    before = all_items[first:i]
    after = all_items[i + 1 : i + 12]
    subject = any(j.place or j.kind in ("supplier", "group", "technology") for j in after[:4])
    return subject and _verb(before) and _verb_after_name(after)


def _verb(part: Sequence[Item]) -> bool:
    return any(i.roles & VERBS and i.low not in ("in", "from", "with", "on") for i in part)


def _verb_after_name(part: Sequence[Item]) -> bool:
    for place, item in enumerate(part):
        if item.low in (",", "and", "or") and place > 0:
            return False
        if item.roles & VERBS and item.low not in ("in", "from", "with", "on", "of"):
            return place > 0
    return False


def _frame(clause: Clause, years: dict[str, str]) -> None:
    """Take out the words on edition and index."""
    out: set[int] = set()
    every = clause.items
    for i in clause.wanted:
        item = every[i]
        if item.kind in ("supplier", "technology", "group") or item.place:
            continue
        for role, index in years.items():
            if role in item.roles:
                out.add(i)
                if index not in clause.editions:
                    clause.editions.append(index)
        if "index" in item.roles or item.low.startswith(
            ("in the ", "on the ", "on carnegie", "index")
        ):
            clause.listing = True
        if "index" in item.roles:
            out.add(i)
            out.update(_report(clause, i))
    clause.wanted = [i for i in clause.wanted if i not in out]


def _report(clause: Clause, i: int) -> set[int]:
    """Return the items of "according to the index", "the index shows that"."""
    found: set[int] = set()
    every = clause.items
    back = i - 1
    while back >= 0 and every[back].low in ("the", "own", "'s", "in", "on", "of"):
        back -= 1
    if back >= 0 and every[back].low in (
        "according to",
        "says",
        "said",
        "per",
        "by",
        "as",
        "going by",
    ):
        found.add(back)
    nxt = i + 1
    while nxt < len(every) and every[nxt].low in ("'s", "has", "'"):
        nxt += 1
    if nxt < len(every) and "reported" in every[nxt].roles and every[nxt].low not in ("has",):
        found.add(nxt)
        if nxt + 1 < len(every) and every[nxt + 1].low == "that":
            found.add(nxt + 1)
    return found
