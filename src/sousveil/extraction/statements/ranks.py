"""Who comes first, second or last: "Huawei is the largest supplier in Africa"."""

from __future__ import annotations

from sousveil.codebook.editions import editions
from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.countries import OUTSIDE
from sousveil.extraction.statements.outdone import after, only_outdone, outrunning, pairs
from sousveil.extraction.statements.part_senses import ADVERBS
from sousveil.extraction.statements.places_told import (
    MOST_TOP,
    PLACES,
    nobody_has_more,
    of_kind,
    top,
    within,
)
from sousveil.extraction.statements.places_told import place as place_told
from sousveil.extraction.statements.ranked import (
    NO_OTHER,
    SUPPLIERS,
    group_ranked,
    of_most_countries,
    ranked_subject,
    subject_group,
)
from sousveil.extraction.statements.rivals import (
    most_in_a_group,
    of_its_kind,
    often_named,
)
from sousveil.extraction.statements.terms import apart_in_kind
from sousveil.model.noun import replace
from sousveil.model.query import Query, Rank

LEADING = (*PLACES, "anyother", "more", "same")
"""Roles of words without one of which a single place is not given."""

LEAST_PAIRED = 2  # suppliers of "Huawei first, NEC second"

HANDLED = (
    "world",
    *PLACES,
    "behind",
    "ahead",
    "more",
    "both_editions",
    "customers",
    "mostly",
    "abroad",
    "lack",
    "none",
    "only",
    "score",
    "apart",
    "some",
    "rank",
    "fewer",
    "same",
    "anyother",
    "outdoing",
    "wide",
    "narrow",
    "in_order",
    "within",
    "foreign_to",
    "degree",
)
SUMMED = frozenset({"combined", "together", "put together", "taken together", "in all"})


def rank(clause: Clause) -> Query | None:
    """Read the place of something among its kind, or the order of several."""
    if not clause.has(*LEADING, "succession") and len(clause.kinds("supplier")) < LEAST_PAIRED:
        return None
    if len(clause.editions) > 1 and clause.negations and not clause.has("both_editions"):
        return None  # "second in 2019 and not second in 2022"
    found = clause.terms()
    if found.unread or (found.loose and not clause.has("region_noun")):
        return None
    if clause.has("overtaking", "overtaken", "neither") or any(
        clause.low(i) in ADVERBS for i in clause.at("mostly")
    ):
        return None  # who was behind before is another claim, as is "mostly the second largest"
    if clause.has("anyother") and any(clause.low(i) in SUMMED for i in clause.wanted):
        return None
    paired = pairs(clause)
    if paired is not None and not clause.unread((*HANDLED, "succession")):
        return paired
    if not clause.has(*LEADING):
        return None
    outdone = only_outdone(clause)
    if outdone is not None:
        return outdone
    place = place_told(clause)
    if clause.has("anyother") and (clause.has("more") or clause.has("fewer")):
        place = 1 if clause.has("more") else -1
    no_more = nobody_has_more(clause)
    if no_more and len(clause.negations) > 1:
        return None  # "no supplier is not named in as many"
    if place is None and not no_more:
        return None
    numbers = [i for i in clause.kinds("number") if clause.items[i].value <= MOST_TOP]
    leading = top(clause, numbers)
    groups = [i for i in numbers if of_kind(clause, i)]
    growth = _growth(clause)
    handled = (*HANDLED, *GROWTH) if growth else HANDLED
    if found.outside and all(clause.low(i) in OUTSIDE for i in clause.at("outside")):
        handled = (*handled, "outside")  # "outside Africa"
    if clause.unread(handled, groups if leading is None else [*groups, leading]):
        return None
    denied = bool(clause.at("lack")) and not no_more
    made = ranked_subject(clause, found)
    named = made is not None and made.dimension in ("supplier", "technology", "origin")
    if named and apart_in_kind(found, clause.codebook):
        return None
    if made is not None and not of_its_kind(clause, made):
        made = group_ranked(clause, found)  # "in more countries of Asia than of any other region"
    counted = made is not None and (bool(growth) or _of_countries(clause, made))
    if made is None or not (counted and of_its_kind(clause, made)):
        return None
    loose = {clause.items[i].id for i in clause.kinds("group") if clause.items[i].loose}
    continent = any("continent" in clause.low(i) for i in clause.at("region_noun"))
    if loose and (made.dimension != "region" or continent or loose - set(made.subjects)):
        return None  # among regions, "Europe" is the one of the index
    if growth:
        plain = not (denied or leading is not None or found.apart) and len(made.subjects) == 1
        return _grown(clause, made, growth) if plain and (place == 1 or no_more) else None
    if any(clause.low(i) not in NO_OTHER and not _merely(clause, i) for i in clause.at("only")):
        return None
    others, ahead = clause.at("behind"), clause.at("ahead")
    subjects = made.subjects
    margin = "wide" if clause.has("wide") else "narrow" if clause.has("narrow") else ""
    distant = place == SECOND and not margin and _distant(clause)
    if (clause.has("degree") and not distant) or most_in_a_group(clause, made):
        return None
    margin = "wide" if distant else margin
    places = (SECOND,) if distant else (1, -1)
    if margin and (leading is not None or place not in places or denied):
        return None
    if margin and len(subjects) > 1 and not distant:
        return None
    made = replace(made, margin=margin)
    if leading is not None:
        return _top(clause, made, leading, denied)
    left_out = tuple(name for name in found.apart if name in clause.codebook.suppliers)
    if left_out:
        if made.dimension != "supplier" or len(subjects) > 1 or (place != 1 and not no_more):
            return None
        return replace(made, place=1 + len(left_out), apart=left_out, negated=denied)
    if no_more:
        return replace(made, place=1) if len(subjects) == 1 else None
    assert place is not None
    in_order = clause.has("in_order")
    if in_order and (len(subjects) < 2 or place != 1 or others or ahead or denied):
        return None
    if in_order:
        return replace(made, top=len(subjects), ordered=True)
    if len(subjects) > 1 and place == 1 and not (others or ahead):
        return None
    if others and len(subjects) > 1:
        return after(clause, made, subjects, others[0], place, denied)
    if others and place == 1:
        return None  # "and after Huawei", cut from what comes next
    if ahead and len(subjects) > 1 and place == 1:
        return outrunning(clause, made, ahead[0], denied)
    if len(subjects) > 1:
        return None
    return replace(made, place=place, negated=denied)


GROWTH = ("up", "down", "between_editions", "three_years")
ENDS = 2  # editions between which something grows


RANKING = ("most", "least", "more", "fewer")


def _growth(clause: Clause) -> str:
    """Tell `up` or `down` where a change between the editions is ranked; empty elsewhere."""
    over = clause.has("between_editions", "three_years") or len(clause.editions) == ENDS
    ways = [way for way in ("up", "down") if clause.has(way)]
    over = over or any(clause.items[i].roles & {"up", "down"} for i in clause.at(*RANKING))
    return ways[0] if over and len(ways) == 1 else ""


def _grown(clause: Clause, made: Rank, way: str) -> Rank | None:
    """Read "gained more countries than any other region between the editions"."""
    if made.home or made.abroad or made.dimension == "country":
        return None
    indexes = [*editions(clause.codebook).values()]
    ends = (indexes[-1], indexes[0])
    return replace(made, place=1 if way == "up" else -1, editions=ends, margin="")


SECOND = 2


def _distant(clause: Clause) -> bool:
    """Tell "a distant second", far behind the first."""
    told = clause.at("degree")
    return len(told) == 1 and clause.low(told[0]) in DISTANT


DISTANT = frozenset({"distant", "remote"})


def _merely(clause: Clause, i: int) -> bool:
    """Tell "is only the fifth largest" and "just ahead", where "only" makes it less."""
    after = [item for item in clause.items[i + 1 : i + 3] if item.low != "the"]
    least = clause.low(i) in ("only", "just") and bool(after)
    return "narrow" in clause.items[i].roles or (least and bool(after[0].roles & RANKED))


RANKED = {"ordinal_2", "ordinal_3", "ordinal_4", "ordinal_5", "rank"}


def _top(clause: Clause, made: Rank, at: int, denied: bool) -> Rank | None:
    """Read "the top three" and "one of the top three"; the number stands at an item."""
    number, ordered = int(clause.items[at].value), clause.has("in_order")
    if within(clause, at):
        fits = len(made.subjects) < number and not ordered and not clause.kinds("demonym")
        return replace(made, top=number, within=True, negated=denied) if fits else None
    if len(made.subjects) != number or (ordered and denied):
        return None
    if clause.kinds("demonym"):
        beside = any("most" in item.roles for item in clause.items[max(0, at - 1) : at + 2])
        if not beside and not _all_at_home(clause, made):
            return None
        if not beside:
            made = replace(made, home=None)  # "two Chinese firms head the list of all"
        elif made.home is None:
            return None
    return replace(made, top=number, ordered=ordered, negated=denied)


def _all_at_home(clause: Clause, made: Rank) -> bool:
    """Tell whether all suppliers named are of the one country named."""
    homes = {clause.codebook.suppliers[s].home("9999-12-31") for s in made.subjects}
    return homes == {clause.items[i].id for i in clause.kinds("demonym")}


def _of_countries(clause: Clause, made: Rank) -> bool:
    """Tell whether the rank is one by countries: a supplier's, not a company's by its worth."""
    counted = clause.listing or clause.has("country_noun", "customers", "found", "listed")
    counted = counted or of_most_countries(clause)
    if made.dimension in ("region", "regime"):
        grouped = any(clause.low(i).endswith(" group") for i in clause.at("most", "least"))
        return counted or grouped or clause.has("region_noun", "regime_noun")
    groups = [
        g
        for g in made.figure.among
        if clause.codebook.groups[g].kind in ("region", "regime", "union")
    ]
    if made.dimension == "technology" and groups and not counted and subject_group(clause):
        return False  # "closed autocracies use the most facial recognition"
    if made.dimension != "supplier":
        return True
    return (
        counted
        or clause.has("ordinal_2", "ordinal_3", "ordinal_4", "ordinal_5", "supply")
        or any(clause.low(i) in SUPPLIERS for i in clause.at("supplier_noun"))
        or often_named(clause)
    )
