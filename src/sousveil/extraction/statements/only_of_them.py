"""Who alone of the countries counted before is more: "of these, only Kenya is African"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.lists import of_them
from sousveil.extraction.statements.plainly import Reading, plainly
from sousveil.extraction.statements.spoken import Made, Spoken, merged
from sousveil.extraction.statements.tails_counted import stated_of
from sousveil.model.figure import Figure
from sousveil.model.noun import replace
from sousveil.model.query import Member


def only_of_them(run: Sequence[Item], reading: Reading, before: Spoken) -> Made | None:
    """Read "of these, only Kenya is African" as said of those of them in Africa."""
    pointing = of_them(run)
    if before.member is not None and not pointing:
        return _of_those_named(run, reading, before)
    if before.them is None or not any("only" in item.roles for item in run):
        return None
    if not pointing:
        return _left_out(run, reading, before)
    stop = pointing[-1] + 1
    noun = stop < len(run) and "country_noun" in run[stop].roles
    comma = pointing[0] == 0 and run[stop + noun : stop + noun + 1]
    stop += noun + bool(comma and comma[0].low == ",")
    said = plainly([*run[: pointing[0]], *run[stop:]], reading)
    query = said[0].query if len(said) == 1 else None
    if not isinstance(query, Member) or not query.only or query.negated:
        return None
    asked = merged(before.them, query.figure)
    listing = query.listing or before.listing
    return stated_of(replace(query, figure=asked, listing=listing), run, before)


def _left_out(run: Sequence[Item], reading: Reading, before: Spoken) -> Made | None:
    """Read "only Peru lies in Africa" behind the customers of a firm as said of these."""
    first = next((item for item in run if item.low not in ("and", "but", "with")), None)
    if before.counted is None or first is None or "only" not in first.roles:
        return None
    said = plainly(run, reading)
    query = said[0].query if len(said) == 1 else None
    if not isinstance(query, Member) or not query.only or query.negated:
        return None
    told = Figure(among=query.figure.among, outside=query.figure.outside)
    if query.figure != told or told == Figure() or not before.counted.figure.rows():
        return None
    asked = merged(before.them, query.figure)
    return stated_of(replace(query, figure=asked, listing=before.listing), run, before)


def _of_those_named(run: Sequence[Item], reading: Reading, before: Spoken) -> Made | None:
    """Read "but only Kenya has it", behind Kenya and Ghana, as that Ghana does not."""
    member = before.member
    if member is None or member.negated or not names_again(run, member.countries):
        return None
    said = plainly(run, reading)
    query = said[0].query if len(said) == 1 else None
    if not isinstance(query, Member) or not query.only or query.negated:
        return None
    rest = tuple(c for c in member.countries if c not in query.countries)
    if not rest or not set(query.countries) < set(member.countries):
        return None
    listing = query.listing or before.listing
    has = stated_of(replace(query, only=False, listing=listing), run, before)
    lacks = replace(query, countries=rest, only=False, negated=True, listing=listing)
    return replace(has, said=(*has.said, *stated_of(lacks, run, before).said))


def names_again(run: Sequence[Item], named: Sequence[str]) -> bool:
    """Tell "only Kenya" of a country that was named before."""
    return any(
        "only" in item.roles and after.place and after.id in named for item, after in pairwise(run)
    )
