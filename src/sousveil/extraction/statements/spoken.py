"""What a claim speaks of, for the claims behind it that leave it out."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.statements.counts import Counted
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.plainly import Stated
from sousveil.model.figure import Figure, Row
from sousveil.model.noun import replace
from sousveil.model.query import Compare, Indicator, Member, Moved, Part, Rank, Sole


class Spoken(Struct, frozen=True, kw_only=True):
    """What a later claim may lean on."""

    run: tuple[Item, ...]
    """The items of the claim, with what it took from claims before."""

    them: Figure | None = None
    """The countries that "of them" means."""

    group: Figure | None = None
    """What it means where only a part of them was spoken of: X, after "most of X use it"."""

    others: Figure | None = None
    """Those that it may mean as well as the group: those of X that use it."""

    size: float | None = None
    """How many they are, where the words say it."""

    whole: Figure | None = None
    """The larger set that they are a part of: "of the 22 democracies, 14 ..."."""

    whole_size: float | None = None
    counted: Counted | None = None
    """The number, where the claim is one."""

    rank: Rank | None = None
    moved: Moved | None = None
    member: Member | None = None
    sole: Sole | None = None
    part: Part | None = None
    compare: Compare | None = None
    editions: tuple[str, ...] = ()
    listing: bool = False
    """True where the words speak of the index, so that a blank is a fact."""

    examined: bool = False
    """True where all countries examined were counted."""

    across: bool = False
    """True where a full stop stands between it and the claim that leans on it."""

    indicator: Indicator | None = None


class Made(Struct, frozen=True, kw_only=True):
    """What one claim states, and what it speaks of."""

    said: tuple[Stated, ...]
    spoken: Spoken


def spoken_of(said: Stated, run: Sequence[Item]) -> Spoken:
    """Return what a claim speaks of."""
    made = Spoken(run=tuple(run), editions=said.editions)
    counted, query = said.counted, said.query
    if counted is not None:
        size = counted.quantity.whole or counted.size
        told = bool(size) or counted.quantity.share
        them = None if counted.abroad or counted.examined else merged(counted.whole, counted.figure)
        return replace(
            made,
            counted=counted,
            examined=counted.examined,
            them=them,
            size=None if inexact(counted.quantity) else counted.quantity.value,
            whole=counted.whole if told and not counted.whole_examined else None,
            whole_size=size,
            listing=counted.listing or counted.recorded,
        )
    match query:
        case Part(quantifier="all", apart=(), but=0):
            return replace(made, them=query.whole, size=query.size, whole=query.whole)
        case Part():
            made = replace(made, part=query, group=query.whole, others=_who_do(query))
            return replace(made, whole=query.whole, whole_size=query.size, listing=query.listing)
        case Member(only=True, negated=False):
            return replace(
                made,
                them=query.figure,
                size=float(len(query.countries)),
                listing=query.listing,
            )
        case Member(negated=False):
            return replace(made, whole=query.figure, listing=query.listing, member=query)
        case Member(negated=True):
            return replace(made, listing=query.listing, member=query)
        case Sole():
            return replace(made, sole=query)
        case Rank():
            return replace(made, rank=query)
        case Indicator(measure="military_rank", relation="is", negated=False) if query.value:
            place = Rank(
                dimension="country",
                subjects=(query.country,),
                place=int(query.value),
                measure=query.measure,
            )
            return replace(made, rank=place)
        case Indicator():
            return replace(made, indicator=query)
        case Moved():
            return replace(made, moved=query, size=query.size)
        case Compare():
            return replace(made, compare=query)
    return made


def _who_do(query: Part) -> Figure | None:
    """Return those of a whole of whom something was said, where they are not all of it."""
    if query.quantifier == "all" and query.apart:
        return replace(query.whole, without=())
    return None if query.quantifier in ("all", "none") else merged(query.whole, query.part)


def inexact(q: Quantity) -> bool:
    """Tell whether a number is a share, a bound or a round one."""
    return q.share or q.bound != "exact" or q.upper is not None


def merged(one: Figure | None, other: Figure) -> Figure:
    """Return the countries that are in both sets."""
    if one is None:
        return other

    def both(left: tuple[Row, ...], right: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(dict.fromkeys((*left, *right)))

    return Figure(
        having=both(one.having, other.having),
        any_of=other.any_of or one.any_of,
        lacking=both(one.lacking, other.lacking),
        among=tuple(dict.fromkeys((*one.among, *other.among))),
        outside=tuple(dict.fromkeys((*one.outside, *other.outside))),
        without=tuple(dict.fromkeys((*one.without, *other.without))),
        measured=tuple(dict.fromkeys((*one.measured, *other.measured))),
    )
