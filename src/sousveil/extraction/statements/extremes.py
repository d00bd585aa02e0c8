"""Whose value is the highest: "Canada has the highest Freedom on the Net score"."""

from __future__ import annotations

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.part_senses import ADVERBS
from sousveil.extraction.statements.playing import scattered
from sousveil.extraction.statements.terms import Terms, figure
from sousveil.model.query import Indicator, Query, Rank

MEASURES = {
    "freedom_score": "fotn_score",
    "military_rank": "military_rank",
    "electoral_democracy": "electoral_democracy",
    "digital_repression": "digital_repression",
}
MORE = ("more", "fewer")
PLACES = {"ordinal_2": 2, "ordinal_3": 3, "ordinal_4": 4, "ordinal_5": 5}
FREE_TO = frozenset({"to", "for", "of", "from"})
"""Words behind which it may stand what somebody is free to do, or of what."""

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
FREER = ("freer_than", "less_free_than")
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
    *FREER,
)


def extreme(clause: Clause) -> Query | None:
    """Read the place of one country by a measure, among those of a group or of the index."""
    if not clause.has(*MEASURES, "internet", "freer", "less_free", *FREER):
        return None
    if any(clause.low(i) in ADVERBS for i in clause.at("mostly")):
        return None  # "the freest is mostly Canada"
    found = clause.terms()
    named = [measure for role, measure in MEASURES.items() if clause.has(role)]
    told = [clause.low(i) for i in clause.at("freer", "less_free")]
    free = all(PLAINLY & set(low.split(" ")) for low in told)
    if not named and told and free:
        named = ["fotn_score"]  # "the freest internet"; the best is not told by a table
    if not named and any("free" in clause.low(i) for i in clause.at(*FREER)):
        named = ["fotn_score"]
    if not clause.has(*MEASURES, "internet") and any(_free_to(clause, i) for i in clause.wanted):
        return None
    if not found.places or len(named) != 1 or found.unread or found.loose or found.joined:
        return None
    if len(clause.countries) > len(found.places) or _of_a_kind(clause):
        return None
    leaders = _leaders(clause, found)
    if leaders is None:
        return None
    if found.sourced or found.technologies or found.lacking or found.measured or found.apart:
        return None
    numbers = clause.kinds("number")
    if clause.kinds("share", "whole") or clause.unread(HANDLED, numbers):
        return None
    if leaders and clause.has("none", "than", *PLACES):
        return None
    if clause.has("none") and clause.has("than", *FREER):
        return _nobody(clause, found, named[0])
    if clause.has("more", "fewer", "than", "none", *FREER):
        return None
    if any("less_free" not in clause.items[i].roles for i in clause.negations):
        return None
    listed = clause.has("least") and (clause.listing or clause.told or clause.has("listed"))
    if named == ["military_rank"] and not (found.among or found.outside or listed):
        return None  # the printed rank is one of the world
    if clause.has("freer", "less_free"):
        worst = clause.has("less_free")
        places = [PLACES[role] for role in PLACES if clause.has(role)]
        place = (places or [1])[0]
        if (
            named != ["fotn_score"]
            or clause.has("most", "least")
            or len(places) > 1
            or (worst and clause.has("freer"))
        ):
            return None
        return Rank(
            dimension="country",
            subjects=tuple(found.places),
            figure=figure(Terms(among=found.among, outside=found.outside)),
            place=-place if worst else place,
            top=leaders,
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
        subjects=tuple(found.places),
        figure=figure(Terms(among=found.among, outside=found.outside)),
        place=-place if least else place,
        top=leaders,
        measure=named[0],
    )


def _free_to(clause: Clause, i: int) -> bool:
    """Tell "free to trade" and "free of fear" from "the freest of any listed country"."""
    after = clause.items[i + 1] if i + 1 < len(clause.items) else None
    kind = after is not None and (
        after.kind == "group" or after.roles & {"every", "country_noun", "listed"}
    )
    return clause.low(i) in FREE_TO and not (kind and clause.low(i) == "of")


def _of_a_kind(clause: Clause) -> bool:
    """Tell "ranks fourth and is an electoral autocracy" from "fourth among" them."""
    return any(clause.low(i - 1) in ("a", "an") for i in clause.kinds("group") if i)


def _leaders(clause: Clause, found: Terms) -> int | None:
    """Return how many lead in "A, B and C are the three freest"; 0 for one, None if unsaid."""
    size, numbers = len(found.places), clause.kinds("number")
    if size == 1:
        return None if numbers else 0
    told = [clause.items[i].value for i in numbers]
    superlative = clause.at("freer", "less_free", "most", "least")
    if told not in ([], [float(size)]) or scattered(clause) or not superlative:
        return None
    return size if not numbers or numbers[0] == superlative[0] - 1 else None


def _nobody(clause: Clause, found: Terms, measure: str) -> Query | None:
    """Read "no country in the index scores higher than Canada" as "Canada scores highest"."""
    by_freedom = clause.has(*FREER)
    more, fewer = (clause.at(*(FREER if by_freedom else MORE)[i : i + 1]) for i in (0, 1))
    none, than = clause.at("none"), clause.at("than", *FREER)
    if len(none) != 1 or len(more) + len(fewer) != 1 or clause.has("most", "least", *PLACES):
        return None
    if any(i not in none for i in clause.negations) or clause.has("freer", "less_free"):
        return None
    place = clause.countries[0]
    if not none[0] < (*more, *fewer)[0] < place or than[-1] > place:
        return None
    words = set(clause.low((*more, *fewer)[0]).split(" "))
    if measure == "fotn_score" and not (words & LITERAL or by_freedom):
        return None
    if by_freedom and (measure != "fotn_score" or clause.has(*MORE)):
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
        better=by_freedom,
    )
