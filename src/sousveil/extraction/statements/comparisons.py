"""One number of countries against another: "twice as many use Huawei as NEC"."""

from __future__ import annotations

from itertools import pairwise

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.factors import FACTORS, bound_of, bounds, factor_of
from sousveil.extraction.statements.lists import BOUNDS, no_country
from sousveil.extraction.statements.rivals import (
    of_two_groups,
    shares_of_states,
)
from sousveil.extraction.statements.sides import two_sides
from sousveil.extraction.statements.terms import apart_in_kind, figure
from sousveil.model.noun import replace
from sousveil.model.query import Compare, Query

RELATING = ("more", "fewer", "same", "up", "down", "steady", *FACTORS)
"""Roles of words without one of which nothing is compared."""


def _share(clause: Clause, made: Compare, numbers: list[int], over_time: bool) -> bool:
    """Tell whether shares are compared: of those listed over time, or of two groups."""
    plain = made.relation in ("more", "fewer") and not numbers
    of_groups = bool(made.left.among and made.right.among) and shares_of_states(clause)
    listed = clause.listing or clause.has("listed")
    asked = bool(made.left.rows() and made.right.rows())
    return plain and asked and (listed if over_time else of_groups)


PLACES_APART = frozenset({"place", "places", "rank", "ranks", "spot", "spots", "positions"})
HANDLED = (
    *FACTORS,
    "more",
    "fewer",
    "same",
    "than",
    "up",
    "down",
    "steady",
    "between_editions",
    "approx",
    "nearly",
    "atleast",
    "atmost",
    "behind",
    "ahead",
    "customers",
    "three_years",
    "abroad",
    "outside",
    "both_editions",
    "lack",
    "outdoing",
    "wide",
    "narrow",
    "proportion",
    "precise",
    "operate",
    "gap",
)


def compare(clause: Clause, first: str, last: str) -> Query | None:
    """Read two figures and how they stand to each other; `first` and `last` are indexes."""
    numbers = _numbers(clause)
    pass_by_narrow(clause)
    of = [i for i in clause.kinds("whole") if clause.low(i).startswith(OF_ITS)]
    if not clause.has(*RELATING) or clause.unread(HANDLED, [*numbers, *of]):
        return None
    if any(clause.items[i].roles & {"most", "least"} for i in clause.at("up", "down")):
        return None  # "grew most"
    if _of_companies(clause) or _twice_over(clause) or _likened(clause):
        return None
    if any(clause.low(i - 1) in PLACES_APART for i in clause.at("ahead", "behind") if i):
        return None  # "one place ahead of Australia", of a rank told elsewhere
    if clause.has("overtaking", "overtaken") or not all(
        bounds(clause, i) for i in clause.at("nearly", "approx")
    ):
        return None
    over_time = _over_time(clause)
    made = _change(clause, first, last) if over_time else two_sides(clause)
    shares = clause.has("proportion")
    if of and not (over_time and len(of) == len(numbers) == 1 and _turns_over(clause)):
        return None
    if made is None or (shares and not _share(clause, made, numbers, over_time)):
        return None
    denied = [i for i in clause.negations if clause.low(i) not in ("no",)]
    if len(denied) > 1 or (over_time and no_country(clause)):
        return None  # "gained no country"
    if numbers:
        if len(numbers) > 1 or made.relation not in ("more", "fewer"):
            return None
        item = clause.items[numbers[0]]
        if clause.low(numbers[0] - 1) in ("with", "to"):
            return None  # "leads with 51 countries", "rose to 51"
        if not over_time and not _tells_difference(clause, numbers[0]):
            return None  # "two Chinese suppliers are named in more countries"
        if (
            clause.low(numbers[0] + 1) == "to"
            or item.value != int(item.value)
            or BOUNDS & set(item.low.split())
        ):
            return None
        made = replace(made, difference=item.value, bound=bound_of(clause, numbers[0]))
        if over_time and _turns_over(clause):
            whole = clause.items[of[0]].value if of else None
            made = replace(made, turnover=True, of=whole)
        if clause.has("gap"):
            made = replace(made, relation="apart")
    degrees = [i for i in clause.at("wide", "narrow") if i not in numbers]
    wide = any("wide" in clause.items[i].roles for i in degrees)
    margin = "wide" if wide else "narrow" if degrees else ""
    if margin and (made.relation not in ("more", "fewer") or numbers or denied):
        return None
    if denied and (made.relation == "times" or numbers):
        return None  # "24 countries were not added", which denies no number
    unsaid = shares and not over_time and not (clause.listing or clause.has("listed"))
    loosely = not (over_time or shares) and of_two_groups(clause, made)
    made = replace(made, shares=shares, of_examined=unsaid, loosely=loosely)
    return replace(made, negated=bool(denied), abroad=clause.has("abroad"), margin=margin)


def _likened(clause: Clause) -> bool:
    """Tell ", and American technology too" and ", as is Huawei", which compare one thing more."""
    lows = [clause.low(i) for i in clause.wanted]
    told = {"too", "as well", "likewise"} & set(lows)
    return bool(told) or any(pair in LIKENING for pair in pairwise(lows))


LIKENING = frozenset((one, be) for one in ("as", "so") for be in ("is", "are", "was", "were"))


def _of_companies(clause: Clause) -> bool:
    """Tell "more companies use it" and "more suppliers for it", which count no countries."""
    return any(
        ("supplier_noun" in item.roles and "country_noun" not in item.roles)
        or not FIRMS.isdisjoint(item.low.split(" "))
        for i in clause.at("more", "fewer", "same")
        for item in clause.items[i + 1 : i + 2]
    )


FIRMS = frozenset({"supplier", "suppliers", "vendor", "vendors", "providers"})


def _twice_over(clause: Clause) -> bool:
    """Tell "more countries use less Chinese technology", which weighs what each uses."""
    weighed = [clause.items[i].roles & {"more", "fewer"} for i in clause.at("more", "fewer")]
    return {"more"} in weighed and {"fewer"} in weighed


OF_ITS = ("of its ", "of their ")
TURNING = frozenset({"gained", "lost", "added", "shed", "won", "picked"})


def _turns_over(clause: Clause) -> bool:
    """Tell "gained seven countries" from "rose by seven", which is the balance alone."""
    return any(TURNING & set(clause.low(i).split(" ")) for i in clause.at("up", "down"))


def _tells_difference(clause: Clause, i: int) -> bool:
    """Tell "two more countries" and "by two countries" from "two suppliers"."""
    after = clause.items[i + 1 : i + 3]
    ahead = bool(after) and "country_noun" in after[0].roles
    more = {"more", "fewer"}
    near = bool(after[:1]) and bool(after[0].roles & more)
    return (
        near
        or clause.low(i - 1) == "by"
        or clause.low(i - 2) == "by"
        or (ahead and len(after) > 1 and bool(after[1].roles & more))
    )


def pass_by_narrow(clause: Clause) -> None:
    """Take "just" and "only" before a number out of a clause."""
    if not clause.has("narrow"):
        return
    numbers = _numbers(clause)
    if any(clause.low(i - 1) in ("just", "only") for i in numbers):
        clause.wanted = [
            i
            for i in clause.wanted
            if i + 1 not in numbers or "narrow" not in clause.items[i].roles
        ]
        clause.places = clause.named = None


def _numbers(clause: Clause) -> list[int]:
    return clause.kinds("number")


def _over_time(clause: Clause) -> bool:
    """Tell whether two editions are compared."""
    return len(clause.editions) > 1 or (
        clause.has("between_editions", "three_years")
        or (bool(clause.editions) and clause.has("up", "down", "steady"))
        or _than_then(clause)
    )


def _than_then(clause: Clause) -> bool:
    """Tell "in more countries than in 2019", of the edition that is spoken of now."""
    if not clause.has("more", "fewer"):
        return False
    for i, item in enumerate(clause.items[:-1]):
        after = [j for j in clause.items[i + 1 : i + 4] if j.low not in ("in", "the")]
        if item.low == "than" and after and "edition_first" in after[0].roles:
            return True
    return False


def _change(clause: Clause, first: str, last: str) -> Compare | None:
    found = clause.terms()
    if found.places or found.unread or found.loose:
        return None
    counted = clause.listing or clause.has("listed", "country_noun")
    counted = counted or any("countries" in clause.low(i) for i in clause.at("more", "fewer"))
    if not (found.conditions or counted):
        return None
    if _reversed(clause) or (clause.has("same") and clause.has("none")):
        return None  # "no supplier is named in as many, in either edition"
    if clause.has("outdoing") or max(len(found.technologies), len(found.suppliers)) > 1:
        return None  # one overtook the other: two figures of two editions
    two = len(found.origins) > 1 or apart_in_kind(found, clause.codebook)
    if two and any(item.low == "than" for item in clause.items):
        return None  # which of two gained more
    what = figure(found)
    factor = factor_of(clause)
    relation = _direction(clause)
    if relation is None and factor is None:
        return None
    if factor is not None and relation in (None, "more", "fewer"):
        relation = "times"
    assert relation is not None
    return Compare(
        left=what,
        right=what,
        relation=relation,
        factor=factor[0] if factor else None,
        bound=factor[1] if factor else "exact",
        editions=(first, last) if _backwards(clause) else (last, first),
    )


def _reversed(clause: Clause) -> bool:
    """Tell "from 2022 to 2019" and "compared with 2022", where the order is turned round."""
    if any(item.low == "than" for item in clause.items):
        return False
    first = [i for i, item in enumerate(clause.items) if "edition_first" in item.roles]
    last = [i for i, item in enumerate(clause.items) if "edition_last" in item.roles]
    turned = bool(first and last) and last[0] < first[0]
    return turned or any(item.low in ("compared with", "compared to") for item in clause.items)


def _backwards(clause: Clause) -> bool:
    """Tell "more in 2019 than in 2022", where the earlier edition comes first."""
    than = next((i for i, item in enumerate(clause.items) if item.low == "than"), None)
    if than is None:
        return False
    return any("edition_first" in item.roles for item in clause.items[:than])


def _direction(clause: Clause) -> str | None:
    up = clause.at("up", "more")
    down = clause.at("down", "fewer")
    same = clause.at("steady", "same")
    told = [name for name, where in (("more", up), ("fewer", down), ("same", same)) if where]
    return told[0] if len(told) == 1 else None
