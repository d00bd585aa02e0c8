"""Whose value is the highest: "Canada has the highest Freedom on the Net score"."""

from __future__ import annotations

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.terms import Terms, figure
from sousveil.model.query import Query, Rank

MEASURES = {"freedom_score": "fotn_score", "military_rank": "military_rank"}
PLACES = {"ordinal_2": 2, "ordinal_3": 3, "ordinal_4": 4, "ordinal_5": 5}
LITERAL = frozenset(
    {"highest", "top", "lowest", "largest", "biggest", "smallest", "greatest", "most"}
)
HANDLED = (
    *MEASURES,
    *PLACES,
    "most",
    "mostly",
    "least",
    "score",
    "rank",
    "internet",
    "ahead",
    "behind",
    "every",
    "origin_head",
)


def extreme(clause: Clause) -> Query | None:
    """Read the place of one country by a measure, among those of a group or of the index."""
    found = clause.terms()
    named = [measure for role, measure in MEASURES.items() if clause.has(role)]
    if len(found.places) != 1 or len(named) != 1 or found.unread or found.loose or found.joined:
        return None
    if found.sourced or found.technologies or found.lacking or found.measured or found.apart:
        return None
    if clause.kinds("number", "share", "whole") or clause.negations or clause.unread(HANDLED):
        return None
    if named == ["military_rank"] and not (found.among or found.outside):
        return None  # the printed rank is one of the world
    ordinal = {PLACES[role] for role in PLACES if clause.has(role)}
    least = clause.has("least")
    if len(ordinal) > 1 or not (ordinal or least or clause.has("most")):
        return None
    words = [clause.low(i) for i in clause.at("most", "least", *PLACES)]
    if named == ["fotn_score"] and not any(set(word.split(" ")) & LITERAL for word in words):
        return None  # "first", where a high score may mean more freedom or less
    place = next(iter(ordinal), 1)
    return Rank(
        dimension="country",
        subjects=(found.places[0],),
        figure=figure(Terms(among=found.among, outside=found.outside)),
        place=-place if least else place,
        measure=named[0],
    )
