"""Who comes first, second or last: "Huawei is the largest supplier in Africa"."""

from __future__ import annotations

from sousveil.codebook.editions import editions
from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.countries import OUTSIDE
from sousveil.extraction.statements.outdone import after, only_outdone, pairs
from sousveil.extraction.statements.part_senses import ADVERBS
from sousveil.extraction.statements.places_told import (
    MOST_TOP,
    PLACES,
    home_of,
    nobody_has_more,
    of_kind,
    top,
    within,
)
from sousveil.extraction.statements.places_told import place as place_told
from sousveil.extraction.statements.rivals import (
    exports_unsaid,
    most_in_a_group,
    of_a_group,
    of_its_kind,
    often_named,
)
from sousveil.extraction.statements.terms import Terms, apart_in_kind, figure
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
    if not clause.has(*LEADING) and len(clause.kinds("supplier")) < LEAST_PAIRED:
        return None
    if len(clause.editions) > 1 and clause.negations and not clause.has("both_editions"):
        return None  # "second in 2019 and not second in 2022"
    found = clause.terms()
    if found.unread or (found.loose and not clause.has("region_noun")):
        return None
    if clause.has("overtaking", "overtaken") or any(
        clause.low(i) in ADVERBS for i in clause.at("mostly")
    ):
        return None  # who was behind before is another claim, as is "mostly the second largest"
    if clause.has("anyother") and any(clause.low(i) in SUMMED for i in clause.wanted):
        return None
    paired = pairs(clause)
    if paired is not None and not clause.unread(HANDLED):
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
    made = _subject(clause, found)
    named = made is not None and made.dimension in ("supplier", "technology", "origin")
    if named and apart_in_kind(found, clause.codebook):
        return None
    if made is not None and not of_its_kind(clause, made):
        made = _group_ranked(clause, found)  # "in more countries of Asia than of any other region"
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
    narrow = {i for i in clause.at("only") if _merely(clause, i)}
    if any(clause.low(i) not in NO_OTHER for i in clause.at("only") if i not in narrow):
        return None
    others = clause.at("behind")
    ahead = clause.at("ahead")
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
        return replace(made, place=place, ordered=True, negated=denied)
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
    counted = counted or _of_most_countries(clause)
    if made.dimension in ("region", "regime"):
        grouped = any(clause.low(i).endswith(" group") for i in clause.at("most", "least"))
        return counted or grouped or clause.has("region_noun", "regime_noun")
    groups = [
        g
        for g in made.figure.among
        if clause.codebook.groups[g].kind in ("region", "regime", "union")
    ]
    if made.dimension == "technology" and groups and not counted and _subject_group(clause):
        return False  # "closed autocracies use the most facial recognition"
    if made.dimension != "supplier":
        return True
    return (
        counted
        or clause.has("ordinal_2", "ordinal_3", "ordinal_4", "ordinal_5", "supply")
        or any(clause.low(i) in SUPPLIERS for i in clause.at("supplier_noun"))
        or often_named(clause)
    )


def _of_most_countries(clause: Clause) -> bool:
    """Tell "the fewest countries", where one item is made of both words."""
    return any("countries" in clause.low(i) for i in clause.at("more", "most", "fewer", "least"))


def _subject_group(clause: Clause) -> bool:
    """Tell whether a group is what the clause speaks of: it stands first."""
    first = next((i for i in clause.wanted if clause.low(i) not in ("the", "a")), None)
    return first is not None and clause.items[first].kind == "group"


SUPPLIERS = frozenset(
    {
        "supplier",
        "suppliers",
        "vendor",
        "vendors",
        "provider",
        "providers",
        "seller",
        "sellers",
        "exporter",
        "exporters",
        "name",
        "names",
    }
)
NO_OTHER = frozenset({"no other", "nobody else", "no one else", "the one"})


def _is_of_a_firm(clause: Clause) -> bool:
    """Tell "the second largest supplier is Japanese", which speaks of a firm and no country."""
    return any(
        not clause.low(i).endswith("s")
        and clause.items[i - 1].low in ("is", "was")
        and (i + 1 == len(clause.items) or clause.items[i + 1].kind == "sign")
        for i in clause.kinds("demonym")
        if i
    ) and clause.has("ordinal_2", "ordinal_3", "ordinal_4", "ordinal_5")


def _subject(clause: Clause, found: Terms) -> Rank | None:
    """Tell what is ranked, and among which countries."""
    conditions = Terms(among=found.among, outside=found.outside)
    if _acting_group(clause) or _of_regions(clause, found):
        return _group_ranked(clause, found)
    if found.suppliers and not found.places:
        if len(found.origins) > 1 or of_a_group(clause):
            return None
        home = home_of(clause, found)
        if home is None and not clause.has("foreign_to") and not _of_suppliers(clause):
            return None  # a country that nothing reads: "the most widely named one of Israel"
        conditions.technologies = list(found.technologies)
        query = figure(conditions)
        made = Rank(
            dimension="supplier",
            subjects=tuple(found.suppliers),
            figure=query,
            home=home,
            abroad=clause.has("abroad"),
        )
        return _from_elsewhere(clause, made)
    regional = clause.has("region_noun", "regime_noun") and bool(found.among)
    if found.technologies and not (found.origins or found.places or regional):
        return Rank(
            dimension="technology", subjects=tuple(found.technologies), figure=figure(conditions)
        )
    richest = _richest(clause, found, conditions)
    if richest is not None:
        return richest
    countries = [*found.origins, *found.places]
    if (
        countries
        and clause.has("origin_head", "supplier_noun", "supply", "origin_noun")
        and not (found.suppliers or (regional and found.origins and not found.places))
        and not _is_of_a_firm(clause)
        and not exports_unsaid(clause, found)
    ):
        conditions.technologies = list(found.technologies)
        return Rank(
            dimension="origin",
            subjects=tuple(dict.fromkeys(countries)),
            figure=figure(conditions),
            abroad=clause.has("abroad"),
        )
    return None if countries and not regional else _group_ranked(clause, found)


def _of_regions(clause: Clause, found: Terms) -> bool:
    """Tell "the region in which Huawei has the most countries is Africa"."""
    first = next((i for i in clause.wanted if clause.low(i) != "the"), None)
    kinds = {"region_noun", "regime_noun"}
    return first is not None and bool(found.among and clause.items[first].roles & kinds)


def _of_suppliers(clause: Clause) -> bool:
    """Tell whether each country named is beside a supplier: "NEC of Japan", "Japan's NEC"."""
    for i in clause.countries:
        before = [item for item in clause.items[max(0, i - 3) : i] if item.low not in SEATED]
        after = [item for item in clause.items[i + 1 : i + 3] if item.low not in SEATED]
        if not any(near.kind == "supplier" for near in (*before[-1:], *after[:1])):
            return False
    return True


SEATED = frozenset({"of", "the", "from", "'s", ","})
"""What stands between a supplier and its country."""


def _from_elsewhere(clause: Clause, made: Rank) -> Rank | None:
    """Read "non-Chinese suppliers"; of a Chinese one, "outside China" tells where it supplies."""
    told = clause.at("foreign_to")
    if not told:
        return made
    item = clause.items[told[0]]
    known = [clause.codebook.suppliers[term] for term in made.subjects]
    homes = {office.country for one in known for office in one.head_office}
    if len(told) > 1 or made.home or made.abroad or len(known) != 1:
        return None
    if item.id not in homes:
        return replace(made, foreign=item.id, loose=item.loose)
    without = (*made.figure.without, item.id)
    return replace(made, figure=replace(made.figure, without=without)) if item.loose else None


def _group_ranked(clause: Clause, found: Terms) -> Rank | None:
    """Read a region or a kind of regime as what is ranked, and all else as conditions."""
    groups = [g for g in found.among if clause.codebook.groups[g].kind in ("region", "regime")]
    counted = clause.has("country_noun", "listed") or _of_most_countries(clause)
    if not groups or found.places or (found.sourced and not counted):
        return None
    kind = clause.codebook.groups[groups[0]].kind
    subjects = tuple(g for g in groups if clause.codebook.groups[g].kind == kind)
    rest = Terms(
        technologies=found.technologies,
        suppliers=found.suppliers,
        origins=found.origins,
        among=[g for g in found.among if g not in subjects],
        outside=found.outside,
    )
    return Rank(dimension=kind, subjects=subjects, figure=figure(rest))


def _acting_group(clause: Clause) -> bool:
    """Tell "Africa has the most countries with NEC" from "Africa's largest supplier is NEC"."""
    groups = clause.kinds("group")
    leads = groups and clause.low(groups[0] - 1) == "," and not clause.kinds("supplier")
    if not (leads or _subject_group(clause)):
        return False
    after = next((i for i in clause.wanted if i > groups[0]), groups[0])
    item = clause.items[after]
    return bool(item.roles & {"use", "listed", "be"}) and clause.low(after) != "'s"


def _richest(clause: Clause, found: Terms, conditions: Terms) -> Rank | None:
    """Read "Singapore has more suppliers than any other country"."""
    nouns = {"suppliers", "vendors", "companies", "firms", "named suppliers"}
    plural = [i for i in clause.wanted if clause.low(i) in nouns]
    led = [i for role in ("most", "more", "least", "fewer") for i in clause.at(role)]
    if len(found.places) != 1 or found.sourced or found.technologies:
        return None
    if not any(i - 3 <= j < i for i in plural for j in led):
        return None
    return Rank(
        dimension="country",
        subjects=(found.places[0],),
        figure=figure(conditions),
        measure="suppliers",
    )
