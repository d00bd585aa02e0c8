"""A sentence to its clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.statements.clause import VERBS, Clause
from sousveil.extraction.statements.framing import take_out_frame
from sousveil.extraction.statements.item import Item

STRONG_SIGNS = frozenset({";", ":", "—", "–", "…", ".", "?", "!", "(", ")"})

LONGEST_APPOSITION = 12  # items between its commas

PLACED = frozenset({"most", "ordinal_2", "ordinal_3", "ordinal_4", "ordinal_5", "rank"})
NAMED = frozenset({"supplier", "technology", "group"})


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
        if not wanted:
            continue
        made = Clause(all_items, wanted, codebook, apposed=apposed)
        if any(all_items[i].low in NOW for i in wanted):
            editions = []  # "was not in the index of 2019; now it has"
        take_out_frame(made, years)
        listing = listing or made.listing
        editions = made.editions or editions
        made.editions, made.listing = list(editions), listing
        made.told = told = told or made.told
        if any(all_items[i].kind != "sign" for i in made.wanted):
            yield made


NOW = frozenset({"now", "today", "currently", "nowadays", "by now", "meanwhile"})
"""Words that take a clause out of the edition of the one before it."""


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
    for i in range(span.start, span.stop - 2):
        if all_items[i + 1].low != "," or not all_items[i].place:
            continue
        if all_items[i + 2].low not in ("a", "an", "one of", "the") and not (
            all_items[i + 2].roles & PLACED
        ):
            continue
        reach = range(i + 3, min(span.stop, i + 3 + LONGEST_APPOSITION))
        stop = next((j for j in reach if all_items[j].low == ","), 0)
        inside = range(i + 2, stop)
        if not stop or stop + 1 >= span.stop:
            continue
        classed = any(
            all_items[j].kind == "group" or all_items[j].roles & {"military_rank", "freedom_score"}
            for j in inside
        )
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
        right = _holds(all_items[span.start : span.stop]) if span else NOTHING
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


class _Holds(Struct, frozen=True, kw_only=True):
    """What a part of a sentence holds."""

    verb: bool
    named: bool
    """True where something is named in it."""

    known: bool
    """True where each of its words is."""


NOTHING = _Holds(verb=False, named=False, known=True)


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
