"""Who or what a clause ranks, and among what."""

from __future__ import annotations

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.places_told import (
    home_of,
)
from sousveil.extraction.statements.rivals import (
    exports_unsaid,
    of_a_group,
)
from sousveil.extraction.statements.terms import Terms, figure
from sousveil.model.noun import replace
from sousveil.model.query import Rank


def of_most_countries(clause: Clause) -> bool:
    """Tell "the fewest countries", where one item is made of both words."""
    return any("countries" in clause.low(i) for i in clause.at("more", "most", "fewer", "least"))


def subject_group(clause: Clause) -> bool:
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


def ranked_subject(clause: Clause, found: Terms) -> Rank | None:
    """Tell what is ranked, and among which countries."""
    conditions = Terms(among=found.among, outside=found.outside)
    if _acting_group(clause) or _of_regions(clause, found):
        return group_ranked(clause, found)
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
    return None if countries and not regional else group_ranked(clause, found)


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


def group_ranked(clause: Clause, found: Terms) -> Rank | None:
    """Read a region or a kind of regime as what is ranked, and all else as conditions."""
    groups = [g for g in found.among if clause.codebook.groups[g].kind in ("region", "regime")]
    counted = clause.has("country_noun", "listed") or of_most_countries(clause)
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
    if not (leads or subject_group(clause)):
        return False
    after = next((i for i in clause.wanted if i > groups[0]), groups[0])
    item = clause.items[after]
    return bool(item.roles & {"use", "listed", "be"}) and clause.low(after) != "'s"


NEXT = ("ordinal_2", "ordinal_3", "ordinal_4", "ordinal_5", "rank")


def _richest(clause: Clause, found: Terms, conditions: Terms) -> Rank | None:
    """Read "Singapore has more suppliers than any other country"."""
    nouns = {"suppliers", "vendors", "companies", "firms"}
    plural = [i for i in clause.wanted if not nouns.isdisjoint(clause.low(i).split(" "))]
    first, next_to = clause.at("most", "more", "least", "fewer"), clause.at(*NEXT)
    if not found.places or found.sourced or found.technologies:
        return None
    told = any(i - 3 <= j <= i for i in plural for j in first if j not in next_to)
    told = told or any(
        i - 1 <= j <= i or "number" in clause.low(i) for i in plural for j in next_to
    )
    if not told:
        return None
    return Rank(
        dimension="country",
        subjects=tuple(found.places),
        figure=figure(conditions),
        measure="suppliers",
    )
