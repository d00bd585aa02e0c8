"""Which countries were examined, listed or not: "Estonia was examined for the 2022 edition"."""

from __future__ import annotations

from sousveil.extraction.statements.clause import Clause
from sousveil.model.query import Examined, Query

SMALL = frozenset(
    "the of is are was were been for in by among that which and , . ! all both also still"
    " country countries states nations not never n't one".split()
) | {"one of", "all of", "of the", "both of"}


def examined(clause: Clause) -> Query | None:
    """Read "Estonia was examined", "is among the countries examined", "it examined Estonia"."""
    at = clause.at("examined")
    places = clause.countries
    if len(at) != 1 or not places or clause.kinds("number", "share", "whole"):
        return None
    if any(not (i in at or i in places or clause.low(i) in SMALL) for i in clause.wanted):
        return None
    passive = places[0] < at[0] and any(clause.low(i) in BEING for i in range(places[0], at[0]))
    if not (passive or (places[0] > at[0] and clause.listing)) or len(clause.editions) > 1:
        return None
    denied = [i for i in clause.wanted if clause.low(i) in DENYING]
    if len(denied) > 1 or (denied and len(places) > 1):
        return None  # "Kenya and Ghana were not both examined"
    named = tuple(clause.items[i].id for i in places)
    return Examined(countries=named, negated=bool(denied))


BEING = frozenset({"is", "are", "was", "were", "been"})
DENYING = frozenset({"not", "never", "n't"})
