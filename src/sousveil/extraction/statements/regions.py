"""What is, or is not, in a group of countries, told without a word for how many of them."""

from __future__ import annotations

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.terms import Terms, figure
from sousveil.model.query import Part, Query


def not_in(clause: Clause) -> Query | None:
    """Read "Palantir is not listed in Africa" as "no African country has Palantir"."""
    found = clause.terms()
    denied = [i for i in clause.negations if not clause.beside_lacking(i)]
    things = len(found.technologies) + len(found.suppliers) + len(found.origins)
    if len(denied) != 1 or things != 1 or not found.among or clause.kinds("number", "share"):
        return None
    if found.places or found.unread or found.loose or found.lacking or found.apart:
        return None
    if clause.unread(("lack", "operate")) or not clause.verb() or clause.unsourced(found):
        return None
    if any(clause.items[i].roles & {"be"} and clause.low(i + 1) == "a" for i in clause.wanted):
        return None
    whole = figure(Terms(among=found.among, outside=found.outside, measured=found.measured))
    found.among, found.outside, found.measured = [], [], []
    listing = clause.told or clause.recorded or clause.listing or clause.has("listed")
    return Part(whole=whole, part=figure(found), quantifier="none", listing=listing)


def in_some(clause: Clause) -> Query | None:
    """Read "Dahua is active in Latin America" as said of some country there."""
    found = clause.terms()
    things = len(found.technologies) + len(found.suppliers) + len(found.origins)
    if things != 1 or len(found.among) != 1 or not clause.has("supply", "found"):
        return None
    if clause.codebook.groups[found.among[0]].kind != "region" or clause.negations:
        return None
    if found.places or found.unread or found.loose or found.lacking or found.apart:
        return None
    if found.outside or found.measured or clause.kinds("number", "share", "whole"):
        return None
    if clause.unread() or not clause.verb() or clause.unsourced(found) or clause.editions[1:]:
        return None
    whole = figure(Terms(among=found.among))
    found.among = []
    return Part(whole=whole, part=figure(found), quantifier="some")
