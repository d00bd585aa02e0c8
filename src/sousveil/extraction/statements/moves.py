"""Countries that came into the index or left it between two editions."""

from __future__ import annotations

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.terms import figure
from sousveil.model.query import Moved, Query

WAYS = ("gone", "new", "kept")


def moved(clause: Clause) -> Query | None:
    """Read "Oman has dropped out of the index", "Austria is new in it", "Kenya is in both"."""
    told = [way for way in WAYS if clause.has(way)]
    found = clause.terms()
    if not told or not found.places or found.unread or found.loose:
        return None
    way = told[0]
    about_editions = clause.listing or bool(clause.editions) or clause.has("listed")
    if way == "kept" and not any(
        "edition" in clause.low(i)
        or clause.low(i) in ("both tables", "both lists", "both indexes", "both times")
        for i in clause.at("kept")
    ):
        return None
    if not about_editions and way != "kept":
        return None
    if clause.unread(("gone", "new", "kept", "lack", "every", "between_editions", "three_years")):
        return None
    denied = [i for i in clause.negations if not clause.items[i].roles & {"gone"}]
    if len(denied) > 1:
        return None
    return Moved(countries=tuple(found.places), figure=figure(found), how=way, negated=bool(denied))
