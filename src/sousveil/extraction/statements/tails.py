"""What is said of the countries just counted: "none of them Russia", "India among them"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.counts import Counted
from sousveil.extraction.statements.exceptions_told import excepted
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.lists import BOUNDS
from sousveil.extraction.statements.only_of_them import only_of_them
from sousveil.extraction.statements.plainly import Reading, Stated
from sousveil.extraction.statements.spoken import Made, Spoken
from sousveil.extraction.statements.tails_counted import (
    OF_THEM,
    how_many,
    of_those_examined,
    stated_of,
)
from sousveil.extraction.statements.tails_moved import moved_part
from sousveil.model.figure import Figure, Row
from sousveil.model.noun import replace
from sousveil.model.query import Member, Moved, Query, Sole

IT_IS = frozenset({"it 's", "it is", "they are", "that is", "namely", "these are", "those are"})
THEY_INCLUDE = frozenset(
    f"{who} {verb}"
    for who in ("they", "these", "those", "examples", "the list", "the group", "their number")
    for verb in ("include", "includes", "included")
)
AMONG = frozenset({"among them", "among these", "among those", "included", "of them", "in it"})
LISTING = frozenset({"with", "including", "such as", "for example", "namely", "from", "notably"})
SMALL = frozenset({"and", ",", "the", "a", "an", "both", "is", "are", "was", "were", ":", "only"})
ONE_OF = frozenset({"one of", "one", "among", "some of"})


def tail(run: Sequence[Item], reading: Reading, before: Spoken) -> Made | None:
    """Read what is said of the countries that the claim before counted."""
    return (
        _named(run, reading, before)
        or _moved_part(run, before)
        or _nobody_else(run, before)
        or _in_edition(run, reading, before)
        or _nowhere_else(run, before)
        or _only_one(run, reading, before)
        or only_of_them(run, reading, before)
        or _likewise(run, before)
        or _otherwise(run, before)
        or _supplier_of_them(run, before)
        or excepted(run, before)
        or _again(run, reading, before)
        or of_those_examined(run, reading, before)
        or how_many(run, reading, before)
    )


AGAIN = frozenset(
    {"or", "that is", "to be exact", "to be precise", "exactly", "precisely", "in all"}
)


def _again(run: Sequence[Item], reading: Reading, before: Spoken) -> Made | None:
    """Read "or 43 per cent" after a number that it says again."""
    aside = [item for item in run if item.low not in AGAIN]
    if before.counted is None or not aside:
        return None
    if any(item.kind not in ("number", "share", "whole") for item in aside):
        return None
    again = said_again(aside, before.counted, reading)
    if again is None:
        return None
    stated = Stated(query=None, counted=again, editions=before.editions, first=0, stop=0)
    return Made(said=(stated,), spoken=before)


def said_again(aside: Sequence[Item], counted: Counted, reading: Reading) -> Counted | None:
    """Return the query of a number with another number that says it again."""
    q = reading.sentence.numbers.get(aside[0].first)
    if q is None or len(aside) > 2 or (len(aside) == 2 and aside[1].kind != "whole"):
        return None
    share = counted.quantity.share
    exactly = counted.quantity.bound == "exact" and not counted.quantity.vague
    if q.share == share and (not share or exactly):
        return None  # two counts of one thing
    size = q.whole or counted.quantity.whole or counted.size
    if q.share and size is None and counted.whole is None:
        return None
    whole = None if counted.quantity.whole and counted.whole == Figure() else counted.whole
    if whole == counted.figure and q.share and size is None:
        whole = Figure()  # "the index lists 78 countries with it, or 80 per cent"
    if q.share and size is None and whole == Figure() and not counted.listing:
        return replace(counted, quantity=q, whole=None, size=None, unsaid=True)
    return replace(counted, quantity=q, whole=whole, size=size if q.whole is None else None)


# --- countries that are among them


def _named(run: Sequence[Item], reading: Reading, before: Spoken) -> Made | None:
    """Read "India and Kenya among them", "with Peru one of the newcomers", "Chad is not"."""
    names = [i for i, item in enumerate(run) if item.place]
    them = before.them
    if them is None and before.part is not None and not before.part.apart:
        them = before.others  # "most of them use it, Kenya among them"
    if not names or (them is None and before.moved is None):
        return None
    inside = range(names[0], names[-1] + 1)
    reach = bool(names[0] and run[names[0] - 1].low == "from")
    if any(
        not (run[i].place or run[i].low in SMALL or (reach and run[i].low == "to")) for i in inside
    ):
        return None
    rest = [item for i, item in enumerate(run) if i not in inside]
    codes = tuple(dict.fromkeys(run[i].id for i in names))
    lead, after = list(run[: names[0]]), list(run[names[-1] + 1 :])
    numbers = [item for item in rest if item.kind == "number"]
    if any(item.value != len(codes) or BOUNDS & set(item.low.split()) for item in numbers):
        return None
    ranging = any(run[i].low == "to" for i in inside)  # "from Argentina to Zambia"
    if not _among(lead, after, before, ranging, len(codes)):
        return None
    denied = [item for item in rest if item.roles & {"lack", "none"}]
    if len(denied) > 1:
        return None
    bare = not lead or " ".join(item.low for item in lead) in IT_IS
    full = not after and bare and before.size == len(codes)
    query: Query
    if before.moved is not None:
        if denied:
            return None
        query = Moved(countries=codes, figure=before.moved.figure, how=before.moved.how, only=full)
    else:
        assert them is not None
        query = Member(
            countries=codes,
            figure=them,
            negated=bool(denied),
            listing=before.listing,
            only=full,
        )
        if after and not full:  # "Kenya is one of them, Peru is not"
            made = stated_of(query, run, before)
            return replace(made, spoken=replace(made.spoken, member=query))
    return stated_of(query, run, before)


def _among(lead: list[Item], after: list[Item], before: Spoken, reach: bool, named: int) -> bool:
    """Tell whether the words around some countries say no more than that they are among them."""
    if not lead and not after:
        return before.size is not None  # "three countries: Bolivia, Ecuador and Peru"
    told = " ".join(item.low for item in lead)
    if not after and told in IT_IS:  # "only one lacks it, and it is Peru"
        return before.size is not None and (before.size == named or not before.across)
    if not after and before.across and told in THEY_INCLUDE:
        return True
    small = [
        item
        for item in (*lead, *after)
        if item.low not in SMALL and item.kind != "number" and item.low not in LISTING
    ]
    for item in small:
        moved = before.moved is not None and bool(item.roles & WAYS[before.moved.how])
        lost = before.moved is not None and item.low in ("it", "they", "those")
        fine = item.low in AMONG or item.low in OF_THEM or item.low in ONE_OF
        if not (
            fine or moved or lost or item.roles & {"lack", "be"} or "country_noun" in item.roles
        ):
            return False
    if not small and len(lead) == 1 and lead[0].low == "from":
        return reach and not after
    if not small:
        return bool(lead) and not after and lead[-1].low in ("including", "such as", "notably")
    return True


WAYS = {"new": {"new", "up"}, "gone": {"gone", "down"}, "kept": {"kept"}}
"""Roles of the words that say how a country moved."""


def _moved_part(run: Sequence[Item], before: Spoken) -> Made | None:
    query = moved_part(run, before)
    return None if query is None else stated_of(query, run, before)


# --- of countries that were named


def _nowhere_else(run: Sequence[Item], before: Spoken) -> Made | None:
    """Read "and nowhere else in Africa" after the countries of a supplier or technology."""
    member = before.member
    if member is None or member.negated or not any(item.low in ELSEWHERE for item in run):
        return None
    groups = [item for item in run if item.kind == "group"]
    rest = [item for item in run if item not in groups and item.low not in ELSEWHERE]
    frames = {"index", "edition_first", "edition_last", "reported", "pronoun", "frame", "found"}
    if any(
        item.low not in SMALL | {"in", "it", "has", "of"} and not item.roles & frames
        for item in rest
    ):
        return None
    asked = replace(member.figure, among=(*member.figure.among, *(g.id for g in groups)))
    query = replace(member, figure=asked, only=True, size=None)
    return stated_of(query, run, before)


def _only_one(run: Sequence[Item], reading: Reading, before: Spoken) -> Made | None:
    """Read "with Huawei the only supplier named" after what was said of one country."""
    member = before.member
    names = [item for item in run if item.kind == "supplier"]
    only = [item for item in run if "only" in item.roles]
    noun = [item for item in run if "supplier_noun" in item.roles]
    if member is None or member.negated or len(member.countries) != 1 or len(only) != 1:
        return None
    rest = [item for item in run if item not in (*names, *only, *noun)]
    fine = {"be", "listed", "reported", "index", "found"}
    if (
        len(names) != 1
        or not noun
        or any(
            item.low not in SMALL | {"as", "with", "its", "there"} and not item.roles & fine
            for item in rest
        )
    ):
        return None
    query = Sole(countries=member.countries, field="supplier", ids=(names[0].id,))
    return stated_of(query, run, before)


def _in_edition(run: Sequence[Item], reading: Reading, before: Spoken) -> Made | None:
    """Read "but not in 2019" and "and again in 2022" after what was said of a country."""
    member = before.member
    named = [role for role in reading.years for item in run if role in item.roles]
    denied = [i for i in run if i.roles & {"lack", "none"} or i.low.split(" ")[0] == "not"]
    fine = {"edition_first", "edition_last", "lack", "outside", "kept", "still", "listed"}
    rest = [
        item
        for item in run
        if not item.roles & fine
        and item.low not in SMALL | {"in", "not in", "already", "that", "of", "again", "as well as"}
    ]
    if member is None or member.only or len(named) != 1 or len(denied) > 1 or rest:
        return None
    index = reading.years[named[0]]
    if index in before.editions:
        return None
    anew = any(i.roles & {"be", "listed"} or i.low in ANEW for i in run)
    denies = bool(denied) or (member.negated and not anew)
    listing = member.listing or member.figure == Figure()
    query = replace(member, negated=denies, listing=listing)
    made = stated_of(query, run, before)
    return replace(made, said=(replace(made.said[0], editions=(index,)),))


ANEW = frozenset({"but", "yet", "though", "however", "does", "do", "did", "has", "have", "had"})


def _otherwise(run: Sequence[Item], before: Spoken) -> Made | None:
    """Read "but Peru is" and "but Chad is not" after what was said of another country."""
    member = before.member
    names = [item for item in run if item.place]
    if (
        member is None
        or member.only
        or not names
        or not run
        or (run[0].low not in OPENING and not run[0].place)
    ):
        return None
    denied = [item for item in run if item.roles & {"lack"}]
    rest = [item for item in run if not item.place and item not in denied]
    verbs = [item for item in rest if item.low in DID]
    if len(verbs) > 1 or (not verbs and not (denied and denied[0].low in NOT_DID)):
        return None
    if any(item.low not in SMALL and item not in verbs for item in rest) or len(denied) > 1:
        return None
    if bool(denied) == member.negated:
        return None
    query = replace(member, countries=tuple(i.id for i in names), negated=bool(denied), size=None)
    return stated_of(query, run, before)


OPENING = frozenset({"but", "while", "the", "and", "though"})
DID = frozenset({"is", "are", "does", "do", "has", "have", "was", "were", "did"})
NOT_DID = frozenset(
    {"isn't", "aren't", "doesn't", "don't", "hasn't", "haven't", "n't", "not", "never"}
)


def _likewise(run: Sequence[Item], before: Spoken) -> Made | None:
    """Read "just like Botswana" after what was said of another country."""
    member, told = before.member, before.indicator
    names = [item for item in run if item.place]
    others = [item for item in run if item.kind == "supplier" and not names]
    rest = [i for i in run if not i.place and i.low not in SMALL and i not in others]
    if member is not None and member.figure.among:
        rest = [item for item in rest if item.low != "one"]  # "Mexico is one, too"
    alike = len(rest) == 1 and ("likewise" in rest[0].roles or (before.across and _too(run)))
    if told is not None or before.moved is not None:
        if not names or not alike:
            return None
        each = _of_others(before, tuple(item.id for item in names))
        said = tuple(Stated(query=q, editions=before.editions, first=0, stop=0) for q in each)
        return Made(said=said, spoken=before) if said else None
    if member is None or member.negated or member.only or len(rest) != 1 or not alike:
        return None
    if not names:
        return _named_likewise(run, member, before)
    return stated_of(replace(member, countries=tuple(i.id for i in names), size=None), run, before)


def _named_likewise(run: Sequence[Item], member: Member, before: Spoken) -> Made | None:
    """Read "So is NEC" after another supplier was said to be named somewhere."""
    rows = tuple(Row(supplier=item.id) for item in run if item.kind == "supplier")
    told = member.figure.having
    if not rows or len(told) != 1 or told != (Row(supplier=told[0].supplier),):
        return None
    if member.figure != Figure(having=told):
        return None
    return stated_of(replace(member, figure=Figure(having=rows)), run, before)


def _too(run: Sequence[Item]) -> bool:
    """Tell "Indonesia is, too" and "Kenya does as well"."""
    return run[-1].low in TOO and any(item.low in DID for item in run[1:])


TOO = frozenset({"too", "as well", "also"})


def _of_others(before: Spoken, countries: tuple[str, ...]) -> tuple[Query, ...]:
    """Return what was said of a country as said of others; nothing where that is not plain."""
    told, moved = before.indicator, before.moved
    if told is not None and not told.negated and told.other is None:
        return tuple(replace(told, country=country) for country in countries)
    if moved is not None and moved.countries and not (moved.negated or moved.only or moved.size):
        return (replace(moved, countries=countries),)
    return ()


ELSEWHERE = frozenset({"nowhere else", "no other country", "in no other country", "no other"})


def _supplier_of_them(run: Sequence[Item], before: Spoken) -> Made | None:
    """Read "Huawei is not one of them" after the suppliers of a country."""
    if before.sole is None or before.sole.field != "supplier":
        return None
    names = [item for item in run if item.kind == "supplier"]
    rest = [item for item in run if item.kind != "supplier" and not item.roles & {"lack", "none"}]
    denied = [item for item in run if item.roles & {"lack", "none"}]
    said = any(item.low in (*OF_THEM, *AMONG) for item in rest)
    fine = {*SMALL, *OF_THEM, *AMONG, *ONE_OF, "be"}
    if not names or not said or len(denied) > 1 or any(item.low not in fine for item in rest):
        return None
    rows = tuple(Row(supplier=item.id) for item in names)
    if denied and len(rows) > 1:
        return None
    query = Member(
        countries=before.sole.countries,
        figure=Figure(having=rows),
        negated=bool(denied),
        listing=True,
    )
    return stated_of(query, run, before)


def _nobody_else(run: Sequence[Item], before: Spoken) -> Made | None:
    """Read "and nobody else" after countries, and "not one" after none."""
    words = " ".join(item.low for item in run if item.low not in ("and", "the", ","))
    if words in NOBODY_ELSE and before.moved is not None and before.moved.countries:
        return stated_of(replace(before.moved, only=True), run, before)
    member = before.member
    if words in NOBODY_ELSE and member is not None and not member.negated:
        return stated_of(replace(member, only=True, size=None), run, before)
    part = before.part
    if words in NOT_ONE and part is not None and part.quantifier == "none":
        return stated_of(part, run, before)
    return None


NOBODY_ELSE = frozenset(
    {"nobody else", "no one else", "no other", "no other country", "no others", "none besides"}
)
NOT_ONE = frozenset(
    {"not one", "none", "not a single one", "not one of them", "none at all", "zero"}
)
