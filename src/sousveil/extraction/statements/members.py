"""Countries in a set: "Kenya uses it", "Ghana does not", "only Kenya has it"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.lists import (
    all_of_them,
    as_many,
    counted_off,
    exhaustive,
    of_them,
    of_whole,
    sole_noun,
)
from sousveil.extraction.statements.playing import (
    BUYERS,
    PREPOSITIONS,
    actors,
    cities,
    directed,
    one_list,
    one_source,
    scattered,
)
from sousveil.extraction.statements.terms import Terms, apart_in_kind, figure
from sousveil.model.figure import ANY_TECHNOLOGY, Figure, Row
from sousveil.model.query import Member, Query

ONLY_ONE = frozenset({"the only one", "the lone", "the sole", "the only", "the one"})
TICK = frozenset({"tick", "mark", "tick for", "mark for", "cross", "check mark"})
HANDLED = ("every", "both_editions", "lack", "only", "both", "apart", "outside", "operate")


BECOMING = frozenset({"became", "become", "becomes", "becoming", "turned"})


def member(clause: Clause) -> Query | None:
    """Read countries that are said to be, or not to be, in a set."""
    found = clause.terms()
    if not found.places or found.unread or found.loose:
        return None
    if not found.conditions and not clause.listing and not clause.has("listed"):
        return None
    only = _only_places(clause)
    if only and of_them([clause.items[i] for i in clause.wanted]):
        return None  # "of these, only Kenya": of those counted before
    if _of_those_before(clause):
        return None
    if only is None or (found.suppliers and found.origins) or not directed(clause, found):
        return None
    listed_group = [
        g for g in found.among if set(clause.codebook.groups[g].countries) == set(found.places)
    ]
    found.among = [g for g in found.among if g not in listed_group]
    if clause.unsourced(found) or not (clause.verb() or clause.told):
        return None
    if found.among and not (found.technologies or found.sourced or found.lacking or found.measured):
        acting = [i for i in clause.at("use", "buy", "supply") if clause.low(i) not in PREPOSITIONS]
        if any(
            not clause.items[i].roles & {"belong", "be", "classed", "listed", "idle"}
            for i in acting
        ):
            return None  # "Kenya uses Africa"
    regimes = any(clause.codebook.groups[g].kind in ("regime", "union") for g in found.among)
    if (regimes or found.measured) and any(clause.low(i) in BECOMING for i in clause.at("be")):
        return None  # "Kenya became a democracy", which says that it was none before
    told = found.technologies or found.sourced or found.lacking
    if found.among and told and not (only or (_placed_in_front(clause) and not clause.negations)):
        return None
    if apart_in_kind(found, clause.codebook):
        return None  # "a democracy in 2019 and an autocracy in 2022"
    if not actors(clause) or not one_list(clause, "supplier") or not one_source(clause):
        return None
    if any(clause.low(i).startswith(("ahead", "in front of")) for i in clause.wanted):
        return None
    if scattered(clause) or cities(clause) or clause.joined_places():
        return None
    if len(clause.editions) > 1 and clause.negations and not clause.has("both_editions"):
        return None  # "in 2022 but not in 2019"
    if only_then(clause) or any("newcomer" in clause.low(i) for i in clause.at("new")):
        return None
    if (
        not all_of_them(clause)
        or not _so_many(clause, found)
        or (found.sourced and sole_noun(clause))
    ):
        return None
    handled = [role for role in HANDLED if role != "only" or only]
    numbers = clause.kinds("number")
    sized = [i for i in numbers if of_whole(clause, i)]
    others = [i for i in numbers if i not in sized]
    if clause.unread(handled, numbers) or not as_many(clause, others, len(found.places)):
        return None
    if len(sized) > 1:
        return None
    only = only or counted_off(clause, others) or exhaustive(clause)
    if found.lacking == [Row(technology=ANY_TECHNOLOGY)]:
        return Member(countries=tuple(found.places), figure=Figure(), negated=True)
    denied = _denied(clause)
    if any("lack" in clause.items[i - 1].roles for i in clause.at("both") if i):
        return None  # "do not both use it": perhaps one of them does
    if denied is None or (
        clause.has("none")
        and any(
            ("country_noun" in clause.items[i + 1].roles or clause.items[i + 1].kind == "group")
            for i in clause.at("none")
            if i + 1 < len(clause.items)
        )
    ):
        return None
    if any(
        clause.items[i].place and clause.is_missing(i) and clause.items[i].id in found.places
        for i in clause.wanted
    ):
        denied = True
        if found.lacking:  # "neither Kenya, Ghana nor Peru has it" denies once
            twice = {clause.low(i) for i in clause.negations} - {"neither", "nor", "neither of"}
            if twice or len(found.lacking) > 1 or only or _besides(found):
                return None
            found.technologies, found.suppliers, found.origins = _turned(found.lacking[0])
            found.lacking = []
    if not found.conditions and not _listed(clause):
        return None
    if len(found.lacking) == 1 and not only and not denied and not _besides(found):
        found.technologies, found.suppliers, found.origins = _turned(found.lacking[0])
        found.lacking, denied = [], True
    query = figure(found)
    if denied and query == Figure() and any(clause.low(i) in TICK for i in clause.wanted):
        return None  # "has no tick for Chile", which does not say under what
    if len(found.lacking) > 1 and not only and not denied and not _besides(found):
        query, denied = Figure(any_of=tuple(found.lacking)), True  # "neither Huawei nor NEC"
    if found.technologies and not query.rows() and not clause.listing:
        query = Figure(among=query.among, outside=query.outside)
    return Member(
        countries=tuple(found.places),
        figure=query,
        negated=denied,
        listing=clause.listing or clause.recorded or bool(found.measured),
        only=only,
        size=int(clause.items[sized[0]].value) if sized else None,
        among="any" if found.joined == "or" and not denied else "",
    )


def _placed_in_front(clause: Clause) -> bool:
    """Tell "In Africa, Kenya has it" from "an autocracy, Kenya has it"."""
    groups = clause.kinds("group")
    regions = [i for i in groups if clause.codebook.groups[clause.items[i].id].kind == "region"]
    return (
        groups == regions[:1]
        and clause.low(clause.wanted[0]) in INSIDE
        and groups[0] <= clause.wanted[0] + INSIDE_REACH
        and clause.low(groups[0] + 1) == ","
    )


INSIDE = frozenset({"in", "within", "inside", "across", "throughout"})
INSIDE_REACH = 2  # items: "in the Middle East"


def _of_those_before(clause: Clause) -> bool:
    """Tell "Kenya is one of them", where the clause does not say of whom."""
    return (
        any(
            clause.low(i) in ("of them", "among them")
            or (clause.low(i) == "them" and clause.low(i - 1) in ("of", "one of", "among"))
            for i in clause.wanted
            if i and clause.items[i - 1].low not in ("all", "each", "both", "every")
        )
        and not clause.terms().conditions
    )


def only_then(clause: Clause) -> bool:
    """Tell "only joined in 2022", where no country is said to be alone."""
    first = next((i for i in clause.wanted if clause.items[i].place), None)
    return (
        bool(clause.editions)
        and first is not None
        and any(
            i > first
            and clause.low(i) in ("only", "just")
            and bool(clause.items[i + 1].roles & {"listed", "new", "gone"})
            for i in clause.at("only")
            if i + 1 < len(clause.items)
        )
    )


ALL_OF = {"all three": 3, "all four": 4, "all five": 5}


def _so_many(clause: Clause, found: Terms) -> bool:
    """Tell whether "all three" are as many as are named."""
    named = (found.places, found.technologies, found.suppliers, found.origins)
    many = {len(ids) for ids in named}
    if (
        len(found.places) > PAIR
        and PAIR not in many
        and any(_of_places(clause, i) for i in clause.at("both"))
    ):
        return False
    return all(
        ALL_OF.get(clause.low(i), 0) in many | {0}
        or len(found.places) < LEAST_LIST
        or bool(clause.items[i + 1 : i + 2] and clause.items[i + 1].roles & NOUNS)
        for i in clause.at("both")
    )


def _of_places(clause: Clause, i: int) -> bool:
    """Tell "both", of countries, from "as well as", and from what has them both."""
    if clause.low(i) not in ("both", "both of"):
        return False
    after = clause.items[i + 1 : i + 2]
    return (
        i == clause.wanted[0]
        or clause.items[i - 1].place
        or any(item.place for item in after)
        or not (after and after[0].kind in ("supplier", "technology", "group", "demonym"))
    )


PAIR = 2
NOUNS = frozenset({"technology_noun", "origin_noun", "country_noun"})
LEAST_LIST = 2


def _besides(found: Terms) -> bool:
    """Tell whether anything but what is lacking is asked of the countries."""
    return bool(
        found.technologies or found.sourced or found.among or found.outside or found.measured
    )


def _turned(row: Row) -> tuple[list[str], list[str], list[str]]:
    """Return what a row asks, as terms: what is not there is what is denied."""
    named = (row.technology, row.supplier, row.origin)
    technologies, suppliers, origins = ([name] if name else [] for name in named)
    return technologies, suppliers, origins


def _listed(clause: Clause) -> bool:
    return clause.listing or clause.has("listed")


def _denied(clause: Clause) -> bool | None:
    """Tell whether the clause denies; None where it does so twice or in a way not read."""
    words = [clause.low(i) for i in clause.negations if not clause.beside_lacking(i)]
    if "neither" in words or "neither of" in words:
        words = [w for w in words if w not in ("nor", "neither", "neither of")]
        return True if not words else None
    if words in ([], ["not", "only"]):
        return False
    return True if len(words) == 1 else None


def _only_places(clause: Clause) -> bool | None:
    """Tell whether "only" belongs to the countries; None where it belongs to something else."""
    only = clause.at("only")
    if not only:
        return False
    for i in only:
        low = clause.low(i)
        if low in ("just",):
            continue
        if low.startswith(("one ", "a single ", "single ")):
            return None  # "has one supplier"
        rest = clause.items[i + 1 :]
        following = next((j for j in rest if j.low not in ("in", "by", "the", "to", ",")), None)
        beyond = following.low if following is not None else ""
        if following is not None and _from_somewhere(rest, following):
            return None
        if low in ONLY_ONE and beyond in (
            "of",
            "of the",
            "among",
            "for which",
            "that",
            "which",
            "where",
            "without",
            "with",
        ):
            continue
        if low in ("nobody else", "no one else") and any(k < i for k in clause.kinds("supplier")):
            return None  # "names Huawei for Kenya, and nobody else"
        if low in ("nowhere else", "nobody else", "no one else", "no other"):
            return None if _of_a_firm(clause, i) else True
        if _of_an_origin(clause, i):
            return None
        if following is None:
            if clause.items[i - 1].place:
                continue
            return None  # "appears in the 2019 edition only"
        if (
            following.place
            or following.roles & {"country_noun", "listed"}
            or following.kind == "group"
            or following.low in BUYERS
        ):
            continue
        if low == "alone" and clause.items[i - 1].place:
            continue
        return None
    return True


def _of_an_origin(clause: Clause, i: int) -> bool:
    """Tell "technology from China alone", which leaves out origins and not countries."""
    alone = clause.low(i) in ("alone", "only", "exclusively", "nowhere else", "nobody else")
    before = [item for item in clause.items[:i] if item.low not in BESIDE_ORIGINS]
    at = next((n for n in range(len(before) - 1, -1, -1) if not before[n].place), 0)
    named = at < len(before) - 1 and before[at].low.split(" ")[-1] == "from"
    sourced = at and before[at - 1].roles & {"origin_noun", "buy"}
    return bool(alone and named and (sourced or before[at].low == "comes from"))


BESIDE_ORIGINS = frozenset({"the", ",", "and", "and from", "from nowhere"})


def _from_somewhere(rest: Sequence[Item], following: Item) -> bool:
    """Tell "the only Chinese suppliers", which leaves out suppliers and not countries."""
    at = rest.index(following) + 1
    nouns = rest[at].roles if at < len(rest) else frozenset[str]()
    return following.kind == "demonym" and "supplier_noun" in nouns


def _of_a_firm(clause: Clause, i: int) -> bool:
    """Tell "has Huawei, and nobody else", which leaves out suppliers and not countries."""
    before = [item for item in clause.items[max(0, i - 3) : i] if item.low not in (",", "and")]
    return bool(before) and before[-1].kind == "supplier" and clause.low(i) == "nobody else"
