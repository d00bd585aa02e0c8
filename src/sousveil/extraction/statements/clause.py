"""One clause of a statement, without the words that say who says so and of which edition."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.statements.items import Item
from sousveil.extraction.statements.terms import BETWEEN, NEGATING, Terms, lacking, terms

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
LISTINGS = (
    "in the index",
    "in the table",
    "in the data",
    "on the list",
    "on carnegie",
    "in carnegie",
    "in the edition",
    "in the update",
    "index",
    "on the index",
    "in its table",
    "listed countr",
    "the listed",
    "in the published",
    "in the aigs",
    "listed",
    "on record",
    "in the tables",
)
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
        "recorded for",
        "named",
        "names",
        "box",
        "boxes",
    }
)
NO_VERBS = frozenset({"as", "among", "label", "rating", "in", "from", "with", "on", "of", "'s"})
PUBLISHED = ("index", "edition", "table", "list", "data", "report", "update", "sheet", "workbook")
FRAMING = frozenset(
    {
        "edition_first",
        "edition_last",
        "both_editions",
        "frame",
        "reported",
        "new",
        "gone",
        "listed",
        "belong",
        "kept",
    }
)
AFTER_INDEX = frozenset(
    {"index", "edition_first", "edition_last", "listed", "reported", "rank", "classed"}
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

    def at(self, *roles: str) -> list[int]:
        """Return where items with one of these roles stand."""
        places = self._places()
        found = [places[role] for role in roles if role in places]
        if len(found) < 2:
            return list(found[0]) if found else []
        return sorted(set().union(*found))

    def has(self, *roles: str) -> bool:
        """Tell whether an item has one of these roles."""
        places = self._places()
        return any(role in places for role in roles)

    def kinds(self, *kinds: str) -> list[int]:
        """Return where items of these kinds stand."""
        return [i for i in self.wanted if self.items[i].kind in kinds]

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
                continue
            if item.kind in ("number", "share", "whole"):
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
    def recorded(self) -> bool:
        """True where the words speak of ticks and records, so that a blank is a fact."""
        return any(self.low(i) in RECORDS for i in self.wanted)

    def unsourced(self, found: Terms) -> bool:
        """Tell whether words of supply stand there without anyone who supplies."""
        firms = [i for i in self.at("supplier_noun") if not self.items[i].roles & {"country_noun"}]
        supplies = [i for i in self.at("supply") if not self.items[i].roles & {"found", "use"}]
        turned = any("outside" in self.items[i].roles and self._before_name(i) for i in self.wanted)
        return turned or (
            bool(firms or supplies or self.has("abroad"))
            and not (found.sourced or any(r.supplier or r.origin for r in found.lacking))
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
        places = [i for i in self.wanted if self.items[i].place]
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


def clauses(
    all_items: Sequence[Item], codebook: Codebook, years: dict[str, str]
) -> Iterator[Clause]:
    """Cut a sentence into clauses, and each free of its frame.

    `years` are the indexes of the editions, first and last, under "edition_first" and
    "edition_last". What a frame says of the edition holds for the clauses after it, too.
    """
    editions: list[str] = []
    listing = told = False
    for wanted, apposed in _with_appositions(
        all_items, _joined(all_items, list(_spans(all_items)))
    ):
        made = Clause(all_items, wanted, codebook, apposed=apposed)
        _frame(made, years)
        listing = listing or made.listing
        editions = made.editions or editions
        made.editions, made.listing = list(editions), listing
        made.told = told = told or made.told
        if any(all_items[i].kind != "sign" for i in made.wanted):
            yield made


LONGEST_APPOSITION = 12  # items between its commas


def _with_appositions(
    all_items: Sequence[Item], spans: Sequence[range]
) -> Iterator[tuple[list[int], bool]]:
    """Yield the items of each clause; "Kenya, an electoral autocracy, ..." is two."""
    for span in spans:
        found = _apposition(all_items, span)
        if found is None:
            yield list(span), False
            continue
        name, inside = found
        yield [name, *inside], True
        yield [i for i in span if not inside.start - 1 <= i <= inside.stop], False


def _apposition(all_items: Sequence[Item], span: range) -> tuple[int, range] | None:
    """Return a country and the words behind it that class it: a group, or a rank."""
    for i in span:
        if not all_items[i].place or i + 2 >= span.stop or all_items[i + 1].low != ",":
            continue
        if all_items[i + 2].low not in ("a", "an", "one of", "the"):
            continue
        reach = range(i + 3, min(span.stop, i + 3 + LONGEST_APPOSITION))
        stop = next((j for j in reach if all_items[j].low == ","), 0)
        inside = range(i + 2, stop)
        if not stop or stop + 1 >= span.stop:
            continue
        classed = any(all_items[j].kind == "group" for j in inside)
        plain = not any(
            all_items[j].roles & {"use", "supply", "buy"} and "idle" not in all_items[j].roles
            for j in inside
        )
        if classed and plain and not any(all_items[j].place for j in inside):
            return i, inside
    return None


def _spans(all_items: Sequence[Item]) -> Iterator[range]:
    first = 0
    for i, item in enumerate(all_items):
        if (item.kind == "sign" and item.low in STRONG_SIGNS) or _begins_anew(all_items, first, i):
            yield range(first, i)
            first = i if item.kind != "sign" else i + 1
    yield range(first, len(all_items))


def _joined(all_items: Sequence[Item], spans: list[range]) -> list[range]:
    """Join a part without a verb to the one beside it: "Kenya and Ghana: both use it"."""
    made: list[tuple[range, _Holds]] = []
    for span in spans:
        right = _holds([all_items[i] for i in span])
        if made and _joins(all_items, *made[-1], right):
            left, before = made[-1]
            both = _Holds(
                verb=before.verb or right.verb,
                named=before.named or right.named,
                known=before.known and right.known,
            )
            made[-1] = (range(left.start, span.stop), both)
        else:
            made.append((span, right))
    return [span for span, _ in made]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Holds:
    """What a part of a sentence holds."""

    verb: bool
    named: bool
    """True where something is named in it."""

    known: bool
    """True where each of its words is."""


def _holds(part: Sequence[Item]) -> _Holds:
    return _Holds(
        verb=_verb(part),
        named=any(i.place or i.kind in NAMED for i in part),
        known=all(i.kind != "unknown" for i in part),
    )


def _joins(all_items: Sequence[Item], left: range, before: _Holds, after: _Holds) -> bool:
    if all_items[left.stop - 1 if left.stop > left.start else left.start].low in (".", "?", "!"):
        return False
    return any(not part.verb and part.named and part.known for part in (before, after))


NAMED = frozenset({"supplier", "technology", "group"})


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
    return subject and _verb_after_name(after) and _verb(before)


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
                if _of_something(clause, i):
                    clause.wrong.append(item.low)
                if any(noun in item.low for noun in PUBLISHED):
                    report = _report(clause, i)
                    clause.listing = True
                    clause.told = clause.told or bool(report)
                    out.update(report)
                if index not in clause.editions:
                    clause.editions.append(index)
        if "both_editions" in item.roles:
            clause.editions = list(years.values())
        if "index" in item.roles or item.low.startswith(LISTINGS):
            clause.listing = True
        if "index" in item.roles:
            out.add(i)
            report = _report(clause, i)
            clause.told = clause.told or bool(report)
            out.update(report)
            wrong = not (report or _framed(clause, i)) or _denies(clause, i)
            if wrong or _owned(clause, i):
                clause.wrong.append(item.low)
    clause.wanted = [i for i in clause.wanted if i not in out]
    if clause.has("reported") and any(clause.low(i) == "according to" for i in clause.wanted):
        clause.wrong.append("according to")


def _owned(clause: Clause, i: int) -> bool:
    """Tell "Kenya's list" and "Huawei's report"."""
    back = i - 1
    while back >= 0 and clause.items[back].low in ("own", "customer", "annual"):
        back -= 1
    return (
        back > 0
        and clause.low(back) == "'s"
        and (clause.items[back - 1].place or clause.items[back - 1].kind == "supplier")
    )


def _of_something(clause: Clause, i: int) -> bool:
    """Tell "the latest update of Huawei's technology" from "the latest update"."""
    rest = clause.items[i + 1 : i + 3]
    return (
        bool(rest)
        and rest[0].low in ("of", "from")
        and any(item.kind in ("technology", "supplier") for item in rest[1:])
    )


def _denies(clause: Clause, i: int) -> bool:
    """Tell "no report lists Kenya"."""
    back = [item for item in clause.items[max(0, i - 2) : i] if item.low not in ("the", "such")]
    return bool(back) and bool(back[-1].roles & {"none", "lack"})


def _framed(clause: Clause, i: int) -> bool:
    """Tell whether a word for the index only says where something is read: "in the index"."""
    every = clause.items
    back = i - 1
    while back >= 0 and every[back].low in ("the", "'s", "own", "its", "this", "that"):
        back -= 1
    before = every[back] if back >= 0 else None
    if before is not None and before.roles & {"none", "lack"}:
        return False
    if before is not None and (
        before.low.split(" ")[-1]
        in ("in", "of", "on", "from", "by", "per", "to", "for", "with", "at", "the")
        or "index" in before.roles
        or before.low.split(" ")[-1] in PUBLISHED
        or before.roles & FRAMING
    ):
        return True
    after = [item for item in every[i + 1 : i + 4] if item.low not in ("'s", "own", "the")]
    return bool(after) and (
        bool(after[0].roles & AFTER_INDEX) or after[0].low in ("has", "have", "had")
    )


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
    if (
        nxt < len(every)
        and "reported" in every[nxt].roles
        and every[nxt].low not in ("has", "had", "as", "by", "per", "according to")
    ):
        found.add(nxt)
        if nxt + 1 < len(every) and every[nxt + 1].low == "that":
            found.add(nxt + 1)
    return found
