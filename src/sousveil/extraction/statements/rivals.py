"""Of which kind those are that are ranked or compared, and whether the words beside them fit."""

from __future__ import annotations

from itertools import pairwise

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.item import PLACES, Item
from sousveil.extraction.statements.terms import Terms
from sousveil.model.figure import ANY_TECHNOLOGY, Figure
from sousveil.model.noun import replace
from sousveil.model.query import Compare, Rank

NAMED = frozenset({"named", "listed", "mentioned", "recorded", "cited", "represented"})
"""How "the most frequently named" ends, which tells of what the index counts."""

KINDS = {
    "supplier": frozenset({"supplier_noun"}),
    "technology": frozenset({"technology_noun", "origin_noun"}),
    "origin": frozenset({"country_noun", "origin_head", "supplier_noun", "origin_noun"}),
    "region": frozenset({"region_noun"}),
    "regime": frozenset({"regime_noun", "technology_noun"}),
    "country": frozenset({"country_noun"}),
}
"""By what is ranked, roles of the nouns for its rivals."""

NOUNS = frozenset().union(*KINDS.values())


def of_its_kind(clause: Clause, made: Rank) -> bool:
    """Tell "more than any other company" from "any other country", said of a company."""
    for i in clause.at("anyother"):
        near = clause.items[i + 1 : i + 4]
        noun = next((item for item in near if item.roles & NOUNS and not item.place), None)
        if noun is not None and not noun.roles & KINDS[made.dimension]:
            return False
    return True


def often_named(clause: Clause) -> bool:
    """Tell "the most frequently named company", which the index counts by countries."""
    return any(clause.low(i).split(" ")[-1] in NAMED for i in clause.at("most"))


def most_in_a_group(clause: Clause, made: Rank) -> bool:
    """Tell "is most common in Asia", more than elsewhere, from "is the most common in Asia"."""
    if made.dimension not in ("technology", "origin", "supplier"):
        return False
    if made.dimension == "technology" and clause.has("technology_noun"):
        return False  # "the technology that is most common in Asia"
    for i in clause.at("most", "least"):
        after = [item for item in clause.items[i + 1 : i + 4] if item.low != "the"]
        bare = clause.low(i).startswith(("most ", "least ")) and (
            clause.low(i - 1) in BE or clause.low(i).split(" ")[-1] in OFTEN
        )
        grouped = len(after) > 1 and after[0].low in ("in", "among") and after[1].kind == "group"
        if bare and grouped:
            return True
    return False


BE = frozenset({"is", "are", "was", "were"})
OFTEN = frozenset({"frequently", "often", "commonly", "widely", "rarely", "seldom"})


def counts_firms(clause: Clause, at: int) -> bool:
    """Tell "more American than Chinese companies" and "most companies", which count firms."""
    if {"countries", "customers", "clients"} & set(clause.low(at).split(" ")):
        return False  # "more countries than American companies"
    if any(
        item.low.endswith("number of") and _several_firms(after)
        for item, after in pairwise(clause.items)
    ):
        return True  # "a higher number of suppliers than Poland"
    for item in clause.items[at + 1 :]:
        if item.kind == "demonym" or item.low in SMALL:
            continue
        return _several_firms(item)
    return False


def _several_firms(item: Item) -> bool:
    return "supplier_noun" in item.roles and item.low.endswith("s")


def turned_away(clause: Clause, at: int) -> bool:
    """Tell what counts firms, and "are outnumbered in the index by", where the other has more."""
    passive = clause.low(at).endswith("ed") and clause.low(at - 1) in BE
    return passive or counts_firms(clause, at)


def no_majority(clause: Clause, at: int) -> bool:
    """Tell "has the most countries" and "most companies" from "most countries"."""
    return (clause.low(at) == "most" and clause.low(at - 1) == "the") or counts_firms(clause, at)


def of_firms(clause: Clause, at: int) -> bool:
    """Tell "the only supplier from China", a firm, from "only countries with Huawei"."""
    after = next((i for i in clause.items[at + 1 : at + 4] if i.kind not in PLACES), None)
    return after is not None and "supplier_noun" in after.roles


SMALL = frozenset({"than", "the", "of", "from", "listed", "named"})


def of_a_group(clause: Clause) -> bool:
    """Tell "the largest supplier from a democracy", where the group is of the firm's home."""
    for i in clause.kinds("group"):
        near = clause.items[max(0, i - 3) : i]
        words = [item.low for item in near]
        described = "from" in words and words[-1] in ("from", "a", "an")
        if described and "supplier_noun" in near[0].roles:
            return True
    return False


def between_regions(clause: Clause, left: Terms, right: Terms) -> bool:
    """Tell whether two regions are set against each other: there "Europe" is that of the index."""
    groups = [side.among for side in (left, right)]
    kinds = {clause.codebook.groups[g].kind for among in groups for g in among}
    one_each = all(len(among) == 1 for among in groups) and groups[0] != groups[1]
    told = any(role.startswith("times") for i in clause.wanted for role in clause.items[i].roles)
    return one_each and kinds == {"region"} and not (told or clause.kinds("number"))


def sources(own: Terms, others: Terms) -> tuple[list[str], list[str]]:
    """Return who supplies on one side, or on the other where it names nobody."""
    side = own if own.sourced else others
    return list(side.suppliers), list(side.origins)


def as_origins(side: Terms) -> None:
    """Take a country named alone for the origin: "China supplies more than Japan"."""
    if side.places and not side.sourced:
        side.origins, side.places = side.places, []


def serves(clause: Clause, left: Terms, right: Terms) -> bool:
    """Tell "NEC is behind Kenya's technology" and "Kenya is tied to NEC", which weigh nothing."""
    firm = (left.suppliers and (right.places or right.origins)) or (
        right.suppliers and (left.places or left.origins)
    )
    told = [clause.low(i).split(" ")[-1] for i in clause.at("fewer", "same")]
    return bool(firm) and any(low in BESIDE for low in told)


BESIDE = frozenset({"behind", "tied"})
"""Words that tell of a supplier and its customer as well as of a rank."""


def exports_unsaid(clause: Clause, found: Terms) -> bool:
    """Tell "China is the largest exporter", which does not say of what."""
    exports = any("exporter" in clause.low(i) for i in clause.at("origin_head"))
    return exports and not (clause.listing or clause.has("technology_noun") or found.technologies)


def unlike(left: Terms, right: Terms) -> bool:
    """Tell "more have facial recognition than Chinese technology": each side is whole in itself."""
    pairs = ((left, right), (right, left))
    return any(
        _specific(one) and not one.sourced and other.sourced and not _specific(other)
        for one, other in pairs
    )


def _specific(side: Terms) -> bool:
    """Tell whether a side names a technology, and not just any."""
    return any(technology != ANY_TECHNOLOGY for technology in side.technologies)


def shares_of_states(clause: Clause) -> bool:
    """Tell "a share of the listed democracies" from one of technology, and from growth."""
    for i in clause.at("proportion"):
        after = (item for item in clause.items[i + 1 :] if item.low != "the")
        of = next((item for item in after if "listed" not in item.roles), None)
        states = of is not None and (of.kind == "group" or "country_noun" in of.roles)
        if not states or not clause.low(i).endswith(" of"):
            return False
    return not clause.has("up", "down")


def of_two_groups(clause: Clause, made: Compare) -> bool:
    """Tell "more common in Africa than in Asia", which may weigh the shares, too."""
    one, other = (replace(side, among=(), outside=()) for side in (made.left, made.right))
    plain = made.relation in ("more", "fewer") and made.difference is None
    groups = one == other != Figure() and made.left != made.right
    return plain and groups and clause.has("prevalent")
