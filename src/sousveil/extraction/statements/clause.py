"""One clause of a statement, without the words that say who says so and of which edition."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct, field

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.statements.item import PLACES, Item
from sousveil.extraction.statements.lacking import BETWEEN, NEGATING, lacking
from sousveil.extraction.statements.terms import Terms, terms

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
        "edition_first",
        "edition_last",
        "region_noun",
        "regime_noun",
        "both",
        "origin_head",
        "than",
        "either",
        "idle",
        "frame",
        "neither",
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
        "operate",
        "classed",
        "score",
    }
)

BOUNDING = frozenset({"only", "atleast", "atmost", "nearly", "approx", "narrow"})
"""Roles of words that a reading may pass by before a number, which has their sense."""

RECORDS = frozenset(
    {
        "tick",
        "ticks",
        "ticked",
        "mark",
        "marks",
        "marked",
        "record",
        "recorded",
        "records",
        "entry",
        "entries",
        "tick for",
        "named in",
        "named for",
        "listed for",
        "listed in",
        "marked for",
        "recorded in",
        "recorded with",
        "shown with",
        "listed with",
        "noted with",
        "recorded for",
        "named as a supplier in",
        "named as a supplier for",
        "listed as a supplier in",
        "listed as a supplier for",
        "recorded as a supplier in",
        "recorded as a supplier for",
        "named",
        "names",
        "box",
        "boxes",
        "on record",
        "on file",
    }
)

TICKS = frozenset({"tick", "ticks", "ticked", "mark", "marks", "marked", "box", "boxes"})

MOVED = frozenset({"new", "gone"})
NOUNS = frozenset({"country_noun"})
"""Roles of "newcomers": a noun of countries that says more than that they are some."""

HEDGES = frozenset({"almost", "nearly", "practically", "virtually", "just about", "not quite"})
HEDGES |= {"hardly", "scarcely", "as good as", "close to", "about", "roughly"}
"""Words that may stand before a number, and elsewhere say that it is not so."""

AMOUNTS = frozenset({"every", "mostly", "same", "none", "few", "narrow", "wide", "whole"})
AMOUNTS |= {f"times_{word}" for word in ("2", "3", "4", "5", "6", "10", "half")}

NO_VERBS = frozenset({"as", "among", "label", "rating", "in", "from", "with", "on", "of", "'s"})

OTHERS = frozenset({"other", "others", "another", "elsewhere"})


class Clause(Struct):
    """Items of a sentence, and those among them that state something."""

    items: Sequence[Item]
    wanted: list[int]
    """Indexes of the items that state something; frame words are left out."""

    codebook: Codebook
    editions: list[str] = field(default_factory=list)
    listing: bool = False
    """True where the words speak of the index."""

    wrong: list[str] = field(default_factory=list)
    """Words for the index that stand where no frame is: "Carnegie supplies Kenya"."""

    apposed: bool = False
    """True for a name with the words behind it that class it, which have no verb."""

    told: bool = False
    """True where the index itself is said to show, list or name."""

    missing: frozenset[int] | None = None
    """The names that are said not to be there, once somebody asked."""

    places: dict[str, list[int]] | None = None
    """Each role to where items with it stand, once somebody asked."""

    named: Terms | None = None
    """The terms of the whole clause, once somebody asked."""

    placed: list[int] | None = None
    """Where countries stand, once somebody asked."""

    strange: bool | None = None
    """Whether a word stands in it that no reading handles, once somebody asked."""

    def at(self, *roles: str) -> list[int]:
        """Return where items with one of these roles stand."""
        places = self._places()
        if len(roles) == 1:
            return list(places.get(roles[0], ()))
        found = [places[role] for role in roles if role in places]
        if len(found) < 2:
            return list(found[0]) if found else []
        return sorted(set().union(*found))

    def has(self, *roles: str) -> bool:
        """Tell whether an item has one of these roles."""
        return not self._places().keys().isdisjoint(roles)

    def kinds(self, *kinds: str) -> list[int]:
        """Return where items of these kinds stand."""
        items = self.items
        return [i for i in self.wanted if items[i].kind in kinds]

    @property
    def countries(self) -> list[int]:
        """Where countries stand, under any of their names."""
        if self.placed is None:
            self.placed = self.kinds(*PLACES)
        return self.placed

    def low(self, i: int) -> str:
        """Return the words of an item; nothing beyond the ends."""
        return self.items[i].low if 0 <= i < len(self.items) else ""

    def terms(self, start: int = -1, stop: int | None = None) -> Terms:
        """Return the terms named between two items."""
        if start < 0 and stop is None:
            if self.named is None:
                self.named = terms(self.items, self.wanted, self.codebook)
            return self.named
        end = len(self.items) if stop is None else stop
        return terms(self.items, [i for i in self.wanted if start < i < end], self.codebook)

    def unread(self, handled: Collection[str] = (), numbers: Collection[int] = ()) -> list[str]:
        """Return the words that a reading which handles some roles leaves unread."""
        allowed = WEAK | frozenset(handled)
        found = list(self.wrong)
        for i in self.wanted:
            item = self.items[i]
            if item.kind in ("sign", "supplier", "technology", "group") or item.place:
                if item.kind == "demonym" and self.items[i + 1 : i + 2] != []:
                    near = self.items[i + 1]
                    found += [item.low] if near.kind == "group" and near.low[-1] == "s" else []
                continue
            if item.kind in ("number", "share", "whole"):
                if i not in numbers:
                    found.append(item.low)
            elif (
                item.low in OTHERS
                or "cannot" in item.roles
                or (item.low in HEDGES and not self._before_number(i))
                or (item.roles & MOVED and item.roles & NOUNS and not item.roles & set(handled))
                or item.kind == "unknown"
                or (item.roles and not item.roles & allowed)
            ):
                found.append(item.low)
        return found

    def _before_number(self, i: int) -> bool:
        """Tell "almost twice as many" from "almost overtook"."""
        if i + 1 >= len(self.items):
            return False
        after = self.items[i + 1]
        if after.low.startswith("the ") or self.low(i) in ("hardly", "scarcely"):
            return False
        counts = after.kind in ("number", "share", "whole", "money")
        return counts or bool(after.roles & AMOUNTS)

    def unreadable(self) -> bool:
        """Tell whether it holds what `unread` returns for every reading."""
        if self.strange is None:
            self.strange = bool(self.wrong) or any(
                (item.kind == "unknown" and item.roles.isdisjoint(BOUNDING))
                or (item.kind == "word" and (item.low in OTHERS or "cannot" in item.roles))
                for item in map(self.items.__getitem__, self.wanted)
            )
        return self.strange

    @property
    def recorded(self) -> bool:
        """True where the words speak of ticks and records, so that a blank is a fact."""
        return any(
            self.low(i).removeprefix("is ").removeprefix("are ") in RECORDS
            or TICKS & set(self.low(i).split(" "))
            for i in self.wanted
        )

    def unsourced(self, found: Terms) -> bool:
        """Tell whether words of supply stand there without anyone who supplies."""
        firms = [i for i in self.at("supplier_noun") if not self.items[i].roles & {"country_noun"}]
        supplies = [i for i in self.at("supply") if not self.items[i].roles & {"found", "use"}]
        turned = not found.apart and any(
            "outside" in self.items[i].roles and self._before_name(i) for i in self.wanted
        )
        return (
            turned
            or self._loosely(found)
            or (
                bool(firms or supplies or self.has("abroad"))
                and not (found.sourced or any(r.supplier or r.origin for r in found.lacking))
            )
        )

    def _loosely(self, found: Terms) -> bool:
        """Tell "China is active in Kenya", which does not say with what."""
        told = self.listing or self.told or self.has("listed", "origin_noun", "technology_noun")
        return (
            self.has("loose")
            and bool(found.origins)
            and not (told or found.suppliers or found.technologies)
        )

    def verb(self) -> bool:
        """Tell whether the clause has a verb, or needs none."""
        return self.apposed or any(
            self.items[i].roles & VERBS and self.low(i) not in NO_VERBS for i in self.wanted
        )

    def beside_lacking(self, i: int) -> bool:
        """Tell whether a word of negation denies the name that it stands before."""
        if self.missing is None:
            self.missing = lacking(self.items)
        if self.low(i) not in NEGATING:
            return False
        return any(i < j <= i + 2 * BETWEEN for j in self.missing)

    def is_missing(self, i: int) -> bool:
        """Tell whether a name is said not to be there."""
        if self.missing is None:
            self.missing = lacking(self.items)
        return i in self.missing

    def joined_places(self) -> bool:
        """Tell whether "or" stands between countries, so that either may be meant."""
        places = self.countries
        return bool(places) and any(self.low(i) == "or" for i in range(places[0], places[-1]))

    def _places(self) -> dict[str, list[int]]:
        if self.places is None:
            self.places = {}
            for i in self.wanted:
                for role in self.items[i].roles:
                    self.places.setdefault(role, []).append(i)
        return self.places

    def _before_name(self, i: int) -> bool:
        following = [item for item in self.items[i + 1 : i + 3] if item.low != "-"]
        return bool(following) and (
            following[0].place or following[0].kind in ("supplier", "technology")
        )

    @property
    def negations(self) -> list[int]:
        """Where a word denies: "not", "no", "lacks"."""
        return [
            i
            for i in self.wanted
            if self.items[i].roles & {"lack", "none"} or self._outside_nothing(i)
        ]

    def _outside_nothing(self, i: int) -> bool:
        """Tell "is not in the index" from "is not in the Belt and Road"."""
        if "outside" not in self.items[i].roles or not self.low(i).startswith(("not ", "never ")):
            return False
        return not any(item.kind == "group" for item in self.items[i + 1 : i + 4])
