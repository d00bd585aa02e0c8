"""Countries that came into the index or left it between two editions."""

from __future__ import annotations

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.lists import bounded, exhaustive
from sousveil.extraction.statements.members import only_then as _only_then
from sousveil.extraction.statements.terms import figure
from sousveil.model.figure import Figure
from sousveil.model.noun import replace
from sousveil.model.query import Moved, Query

WAYS = ("gone", "new", "kept")
DOING = frozenset({"do", "does", "did"})
MOVING = (*WAYS, "both_editions", "every", "only", "up")
"""Roles of words without one of which nothing is said to have moved."""


def moved(clause: Clause) -> Query | None:
    """Read "Oman has dropped out of the index", "Austria is new in it", "Kenya is in both"."""
    if not clause.has(*MOVING):
        return None
    back = _all_back(clause)
    if back is not None:
        return back
    if any(_elsewhere(clause, i) for i in clause.at("gone")):
        return None
    told = [way for way in WAYS if _told(clause, way)]
    if clause.has("both_editions"):
        told = ["kept"] if set(told) <= {"kept"} else []
    if not told and _only_last(clause):
        told = ["new"]
    found = clause.terms()
    added = [] if told else _added(clause)
    told = ["new"] if added else told
    if not told or found.unread or found.loose or found.joined:
        return None
    if found.among and any(clause.low(i) in OF_THEM for i in clause.wanted):
        return None  # "two are gone, one of them in Africa"
    way = told[0]
    if len(told) > 1 and "kept" not in told:
        return None  # "16 are new and two are gone"
    if way == "gone" and found.sourced and clause.has("found"):
        return None  # "missing from the first table, NEC is named in four countries"
    about_editions = clause.listing or clause.has("listed", "between_editions")
    about_editions = about_editions or any(
        word in clause.low(i) for word in ("index", "list", "table") for i in clause.at(way)
    )
    about_editions = about_editions or bool(clause.editions) or clause.recorded
    about_editions = about_editions or any(_of_the_listed(clause, i) for i in clause.at(way))
    about_editions = about_editions or newly(clause)
    if way == "kept" and not clause.has("both_editions"):
        return None
    if not about_editions and way != "kept":
        return None
    numbers, wholes = clause.kinds("number"), clause.kinds("whole")
    if not numbers and any(_only_missing(clause, i) for i in clause.at("gone")):
        return None
    handled = ["gone", "new", "both_editions", "lack", "every", "between_editions", "three_years"]
    handled += added
    nobody = _nobody(clause)
    only = clause.has("only") and not _only_last(clause)
    if only and found.sourced and clause.has("supplier_noun"):
        return None  # "came in 2022, with NEC as its only supplier"
    if numbers and not found.places:
        handled, only = [*handled, "only"], False  # "only two of the 75" are two
    if nobody or _only_last(clause):
        handled.append("only")
    others = tuple(c for c in found.apart if c in clause.codebook.countries)
    if nobody:
        handled += ["none", "apart"] if others else ["none"]
    if only:
        handled.append("only")
    if clause.at("atleast", "atmost") == [i - 1 for i in numbers]:
        handled += ["atleast", "atmost"]
    if clause.unread(handled, [*numbers, *wholes]) or len(clause.editions) > 2:
        return None
    if len(numbers) > 1 or len(wholes) > 1 or _of_so_many(clause, numbers):
        return None
    if wholes and (found.technologies or found.sourced or found.lacking or found.measured):
        return None  # "24 of the 97 countries are new to facial recognition"
    size, bound = None, "exact"
    if numbers:
        q = clause.items[numbers[0]].value
        if q != int(q) or q > MOST or not _countries(clause, numbers[0]):
            return None
        if clause.unsourced(found):
            return None  # "three new suppliers are named in 24 countries"
        told_so = bounded(clause, numbers[0])
        if told_so is None or (wholes and told_so[1] != "exact"):
            return None
        size, bound = told_so
    elif nobody and others:
        if found.places or len(clause.negations) > 1 or len(clause.at("gone")) > 1:
            return None
        return Moved(countries=others, figure=figure(replace(found, apart=[])), how=way, only=True)
    elif nobody:
        size = 0
    if size is None and not found.places:
        return None
    these = bool(found.places) and not _of_several(clause) and _the_newcomers(clause)
    if these and (size is not None or not exhaustive(clause)):
        return None
    if found.places and size is None and not (only or these) and exhaustive(clause):
        return None
    if way == "kept" and size is not None and (found.conditions or not clause.verb()):
        return None  # "NEC is in 14 countries in both editions": are they the same?
    denied = [
        i
        for i in clause.negations
        if not clause.items[i].roles & {"gone"} and not clause.beside_lacking(i)
    ]
    if len(denied) > (1 if not nobody else 2) or (denied and size and not nobody):
        return None
    neither = [i for i in clause.countries if clause.is_missing(i)]
    if neither and (denied or nobody or only or size or len(neither) < len(clause.countries)):
        return None
    denied = denied or neither  # "neither Oman nor Rwanda has dropped out"
    if len(clause.at("gone")) > 1 or (way == "new" and clause.has("gone")):
        return None  # "is no longer missing"
    nouns = any("country_noun" in clause.items[i].roles for i in clause.at(way))
    if nouns and (found.technologies or found.sourced or found.lacking or found.measured):
        return None  # "sixteen newcomers use it": new in the list, and not among its users
    absent = any(clause.low(i).startswith(("absent", "missing")) for i in denied)
    if absent or any(_of_the_first(clause, i) for i in clause.at("gone")):
        return None
    if size and (len(found.places) > size or (only and 0 < len(found.places) < size)):
        return None
    if way == "new" and _listed_before(clause):
        return None
    if _in_the_first_year(clause) or _said_apart(clause, way, denied):
        return None
    whom = figure(found)
    of_list = any(_of_the_list(clause, i) for i in clause.at(way))
    return Moved(
        countries=tuple(found.places),
        figure=whom,
        how=way,
        size=size,
        bound=bound,
        whole=_whole(clause, wholes),
        listed=way != "kept" and whom != Figure() and of_list,
        only=only or these or (size == len(found.places) > 0 and bound == "exact"),
        negated=bool(denied) and not nobody,
    )


def _listed_before(clause: Clause) -> bool:
    """Tell "24 countries that had been listed in 2019", which are not new."""
    return any(
        "edition_first" in item.roles and i > 1 and clause.items[i - 1].low == "listed in"
        for i, item in enumerate(clause.items)
    )


def _elsewhere(clause: Clause, i: int) -> bool:
    """Tell "it no longer does" and "only Kenya is left", of which nobody left the list."""
    stays = clause.low(i) == "left" and clause.low(i - 1) in ("is", "are")
    return stays or (clause.low(i) == "no longer" and clause.low(i + 1) in DOING)


def _whole(clause: Clause, wholes: list[int]) -> int | None:
    return int(clause.items[wholes[0]].value) if wholes else None


def _of_so_many(clause: Clause, numbers: list[int]) -> bool:
    """Tell "of the 75 countries, only Oman is gone", where the number is of the whole."""
    opens = clause.low(clause.wanted[0]).split(" ")[0] in ("of", "among")
    return opens and any(i <= clause.wanted[0] + 2 for i in numbers)


def _of_the_list(clause: Clause, i: int) -> bool:
    """Tell "dropped out of the index" from "is gone from the democracies"."""
    near = clause.items[i + 1 : i + 4]
    if clause.low(i + 1) in ("as", "with", "for"):
        return False  # "no longer listed as a customer of Huawei"
    if clause.low(i + 1) == "of" and any("country_noun" in item.roles for item in near):
        return False  # "has left the list of countries with it"
    named = any(word in clause.low(i) for word in ("index", "list", "table", *NEWCOMERS))
    return named or (
        all(item.kind != "group" for item in near) and any("index" in item.roles for item in near)
    )


NEWCOMERS = ("newcomer", "entrant", "debutant")
MOST = 300  # countries that can have moved; what is more is a year


def _of_the_listed(clause: Clause, i: int) -> bool:
    """Tell "is no longer among the countries with it" and "dropped out of the countries"."""
    near = clause.items[i + 1 : i + 4]
    among = bool(near) and (
        near[0].low in ("among", "count among", "counts among", "counted among", "one of")
        or clause.low(i).endswith((" out of", " from", " off"))
    )
    return among and any("country_noun" in item.roles for item in near)


def _only_missing(clause: Clause, i: int) -> bool:
    """Tell "Norway is missing from the 2022 list", which may never have been there."""
    first = [j for j, item in enumerate(clause.items) if "edition_first" in item.roles]
    before = any(j < i for j in first) and not any(i < j <= i + 3 for j in first)
    return any(word in clause.low(i) for word in MISSING) and not before


MISSING = ("missing", "left out of", "left off", "off the list")


def _only_last(clause: Clause) -> bool:
    """Tell "only made the list in 2022", which says that it is new there."""
    last = any("edition_last" in item.roles for item in clause.items)
    return last and len(clause.editions) == 1 and _only_then(clause)


def _of_the_first(clause: Clause, i: int) -> bool:
    """Tell "missing from the 2019 list", of which nobody can be gone."""
    low = clause.low(i).split(" ")[-1]
    after = [item for item in clause.items[i + 1 : i + 3] if item.low != "the"]
    return low in ("from", "of") and bool(after) and "edition_first" in after[0].roles


def _said_apart(clause: Clause, way: str, denied: list[int]) -> bool:
    """Tell "new in 2022, it was not listed in 2019", where a denial is not of the move."""
    ends = [(min(i, j), max(i, j)) for i in clause.at(way) for j in denied]
    return any(clause.low(k) in APART for i, j in ends for k in range(i + 1, j))


APART = frozenset({",", ";", "and", "but", "which", "yet", "–", "—"})
LEAVING = ("left", "dropped", "disappeared", "vanished", "fell", "quit", "exited", "was removed")


def _in_the_first_year(clause: Clause) -> bool:
    """Tell "joined the index in 2019", before which there was none."""
    for i, item in enumerate(clause.items):
        if "edition_first" not in item.roles or len(clause.editions) > 1:
            continue
        before = [
            j
            for j in range(i)
            if clause.items[j].roles != {"idle"} and "index" not in clause.items[j].roles
        ]
        j = before[-1] if before else next((k for k in (*clause.at("new"), *clause.at("gone"))), -1)
        new = "new" in clause.items[j].roles and " not " not in clause.low(j)
        left = clause.low(j).startswith(LEAVING) and (not before or item.low.startswith("in "))
        if new or left:
            return True
    return False


RETURNING = frozenset(
    {"still", "again", "back", "return", "reappear", "listed again", "carried over"}
)
RETURNING |= {
    "still there",
    "are back",
    "returned",
    "remain",
    "retained",
    "still listed",
    "survive",
}
RETURNING |= {"remained", "still on", "stayed", "reappeared", "survived", "is back", "once more"}


THERE = frozenset({"in", "listed in", "named in", "found in", "included in"})
OF_THAT = frozenset({"the", "that", "of", "also", "still"})


def _all_back(clause: Clause) -> Query | None:
    """Read "all but two of the countries of the first edition are back in the second"."""
    every = clause.at("every")
    ends = [
        next((i for i, item in enumerate(clause.items) if role in item.roles), -1)
        for role in ("edition_first", "edition_last")
    ]
    if len(every) != 1 or not every[0] < ends[0] < ends[1] or clause.negations:
        return None
    inside = [item for item in clause.items[ends[1] - 5 : ends[1]] if item.low not in OF_THAT]
    there = len(inside) > 1 and inside[-1].low in THERE and inside[-2].low in ("is", "are")
    back = any(clause.low(i) in RETURNING for i in range(ends[0], len(clause.items)))
    if not (back or there):
        return None
    found, but = clause.terms(), clause.items[every[0]].but
    numbers, wholes = clause.kinds("number"), clause.kinds("whole")
    handled = ("every", "still", "kept", "both_editions", "returning", "apart")
    if found.places or found.unread or found.loose or len(wholes) > 1:
        return None
    if clause.unread(handled, [*numbers, *wholes]):
        return None
    if found.technologies or found.sourced or found.lacking or found.measured:
        return None  # "the countries with it are still there": in the index, or with it?
    others = tuple(c for c in found.apart if c in clause.codebook.countries)
    if others:
        if numbers or but or len(others) < len(found.apart):
            return None
        return Moved(
            countries=others, figure=figure(replace(found, apart=[])), how="gone", only=True
        )
    if numbers and (but or clause.low(numbers[0] - 1) == "of the" or len(numbers) > 1):
        return None
    whole = _whole(clause, wholes)
    return Moved(countries=(), figure=figure(found), how="gone", size=but, whole=whole)


def _added(clause: Clause) -> list[str]:
    """Return the role of "added" in "the 2022 edition added 24 countries", which are its new ones.

    What a technology adds is a difference: some countries may have left it.
    """
    found = clause.terms()
    if found.technologies or found.sourced or found.lacking or not clause.listing:
        return []
    return ["up"] if any(clause.low(i) in ADDED for i in clause.at("up")) else []


ADDED = frozenset({"added", "adds", "adding", "has added", "took in", "takes in", "has taken in"})
OF_THEM = frozenset({"of them", "them", "of these", "these", "of those", "of which"})


def newly(clause: Clause) -> bool:
    """Tell whether countries are counted as newcomers or dropouts."""
    return any(
        clause.items[i].roles & {"new", "gone"} and "country_noun" in clause.items[i].roles
        for i in clause.wanted
    )


JOINABLE = frozenset({"membership", "countries"})
"""Kinds of groups that a country can join; of the index it is a newcomer."""


def _told(clause: Clause, way: str) -> bool:
    """Tell whether a way is told of the index: not "has joined the Belt and Road"."""
    across = clause.has("between_editions", "three_years")
    return any(across or not _of_a_group(clause, i) for i in clause.at(way))


def _of_a_group(clause: Clause, i: int) -> bool:
    """Tell "has joined the Belt and Road", where a group is joined and not the index."""
    if "belong" not in clause.items[i].roles:
        return False
    after = next((j for j in clause.items[i + 1 : i + 5] if j.low not in ("the", "'s")), None)
    named = after is not None and after.place  # "China's Belt and Road"
    rest = [j for j in clause.items[i + 1 : i + 5] if j.kind == "group"]
    joined = any(clause.codebook.groups[j.id].kind in JOINABLE for j in rest)
    return after is not None and (after.kind == "group" or named) and joined


SEVERAL = frozenset(
    {"one of", "among", "include", "includes", "including", "included", "counts among"}
    | {"count among", "belongs to", "belong to", "belongs among", "part of", "such as"}
    | {"counted among", "is one of", "are some of", "some of", "figures among", "features among"}
    | {"is among", "are among", "ranks among", "numbers among", "number among", "figure among"}
)


def _of_several(clause: Clause) -> bool:
    """Tell "one of the newcomers", which says that there are others."""
    return any(item.low in SEVERAL for item in clause.items)


def _the_newcomers(clause: Clause) -> bool:
    """Tell "the newcomers", who are all of them."""
    return any(
        "country_noun" in clause.items[i].roles and clause.low(i - 1) == "the"
        for i in clause.at("new", "gone")
    )


def _nobody(clause: Clause) -> bool:
    """Tell "no country has dropped out", "nobody is gone"."""
    return any(
        clause.low(i)
        in ("no", "none", "nobody", "no one", "not one", "not a single", "none of", "no single")
        and not clause.beside_lacking(i)
        for i in clause.at("none")
    )


def _countries(clause: Clause, i: int) -> bool:
    """Tell whether a number counts countries."""
    after = clause.items[i + 1 : i + 4]
    return not any(
        j.roles & {"supplier_noun", "technology_noun", "region_noun"} - {"x"}
        and not j.roles & {"idle", "country_noun"}
        for j in after
    )
