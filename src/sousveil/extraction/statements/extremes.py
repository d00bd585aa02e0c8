"""Whose value is the highest: "Canada has the highest Freedom on the Net score"."""

from __future__ import annotations

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.terms import Terms, figure
from sousveil.model.query import Indicator, Query, Rank

MEASURES = {
    "freedom_score": "fotn_score",
    "military_rank": "military_rank",
    "electoral_democracy": "electoral_democracy",
    "digital_repression": "digital_repression",
}
PLACES = {"ordinal_2": 2, "ordinal_3": 3, "ordinal_4": 4, "ordinal_5": 5}
PLAINLY = frozenset({"freest", "unfreest", "free", "unfree"})
LITERAL = frozenset(
    {
        "higher",
        "lower",
        "highest",
        "top",
        "lowest",
        "largest",
        "biggest",
        "smallest",
        "greatest",
        "most",
    }
)
HANDLED = (
    "freer",
    "less_free",
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
    "none",
    "lack",
    "more",
    "fewer",
    "than",
    "measurer",
    "listed",
)


def extreme(clause: Clause) -> Query | None:
    """Read the place of one country by a measure, among those of a group or of the index."""
    if not clause.has(*MEASURES, "internet"):
        return None
    found = clause.terms()
    named = [measure for role, measure in MEASURES.items() if clause.has(role)]
    told = [clause.low(i) for i in clause.at("freer", "less_free")]
    free = all(PLAINLY & set(low.split(" ")) for low in told)
    if not named and told and free and clause.has("internet"):
        named = ["fotn_score"]  # "the freest internet"; the best is not told by a table
    if len(found.places) != 1 or len(named) != 1 or found.unread or found.loose or found.joined:
        return None
    if found.sourced or found.technologies or found.lacking or found.measured or found.apart:
        return None
    if clause.kinds("number", "share", "whole") or clause.unread(HANDLED):
        return None
    if clause.has("none") and clause.has("than"):
        return _nobody(clause, found, named[0])
    if clause.has("more", "fewer", "than", "none"):
        return None
    if any("less_free" not in clause.items[i].roles for i in clause.negations):
        return None
    listed = clause.has("least") and (clause.listing or clause.told or clause.has("listed"))
    if named == ["military_rank"] and not (found.among or found.outside or listed):
        return None  # the printed rank is one of the world
    if clause.has("freer", "less_free"):
        worst = clause.has("less_free")
        if (
            named != ["fotn_score"]
            or clause.has("most", "least", *PLACES)
            or (worst and clause.has("freer"))
        ):
            return None
        return Rank(
            dimension="country",
            subjects=(found.places[0],),
            figure=figure(Terms(among=found.among, outside=found.outside)),
            place=-1 if worst else 1,
            measure=named[0],
            better=True,
        )
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


def _nobody(clause: Clause, found: Terms, measure: str) -> Query | None:
    """Read "no country in the index scores higher than Canada" as "Canada scores highest"."""
    more, fewer = clause.at("more"), clause.at("fewer")
    none, than = clause.at("none"), clause.at("than")
    if len(none) != 1 or len(more) + len(fewer) != 1 or clause.has("most", "least", *PLACES):
        return None
    if any(i not in none for i in clause.negations) or clause.has("freer", "less_free"):
        return None
    place = clause.countries[0]
    if not none[0] < (*more, *fewer)[0] < place or than[-1] > place:
        return None
    words = set(clause.low((*more, *fewer)[0]).split(" "))
    if measure == "fotn_score" and not words & LITERAL:
        return None
    figured = figure(Terms(among=found.among, outside=found.outside))
    if measure == "military_rank" and not (clause.listing or found.among or found.outside):
        if fewer:
            return None  # the last of the world is not in the table
        return Indicator(country=found.places[0], measure=measure, value=1.0)
    return Rank(
        dimension="country",
        subjects=(found.places[0],),
        figure=figured,
        place=1 if more else -1,
        measure=measure,
    )
