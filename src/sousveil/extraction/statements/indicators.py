"""A measure of a country that the tables carry beside the ticks."""

from __future__ import annotations

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.playing import scattered
from sousveil.model.figure import Figure, Measured
from sousveil.model.query import Indicator, Member, Query, Rank

MEASURES = {
    "freedom_score": "fotn_score",
    "military_rank": "military_rank",
    "odi_rank": "odi_rank",
    "regime_score": "regime_score",
    "electoral_democracy": "electoral_democracy",
    "digital_repression": "digital_repression",
}
SHOWN = frozenset({"shown", "given", "recorded", "stated", "listed", "reported", "noted"})
SIDES = 2
HUNDRED = 100.0  # points of Freedom on the Net: "64 out of 100"
STATUSES = {"not_free": "NOT FREE", "partly_free": "PARTLY FREE", "free": "FREE"}
ORDINALS = {"ordinal_2": 2, "ordinal_3": 3, "ordinal_4": 4, "ordinal_5": 5, "most": 1}
HANDLED = (
    "world",
    *MEASURES,
    *STATUSES,
    *ORDINALS,
    "score",
    "rank",
    "lack",
    "ahead",
    "behind",
    "approx",
    "internet",
    "free",
    "more",
    "fewer",
    "outdoing",
    "than",
    "both_editions",
    "kept",
    "anyother",
)


def indicator(clause: Clause) -> Query | None:
    """Read one country's value, status or rank."""
    if not clause.has(*MEASURES, *STATUSES):
        return None
    found = clause.terms()
    places = [*found.places, *found.origins]
    nouns = [i for i in clause.at("origin_noun") if "score" not in clause.items[i].roles]
    if found.origins and (nouns or clause.has("supplier_noun")):
        return None
    if found.technologies or found.suppliers or found.among or found.unread or not places:
        return None
    named = [measure for role, measure in MEASURES.items() if clause.has(role)]
    status = next((text for role, text in STATUSES.items() if clause.has(role)), "")
    numbers = [
        i
        for i in clause.kinds("number")
        if clause.low(i) != "100" or clause.low(i - 1) not in ("of", "of a possible")
    ]
    if any(clause.items[i].value != HUNDRED for i in clause.kinds("whole")):
        return None
    said = [i for i in clause.at("reported") if i > 0 and clause.low(i - 1) == ","]
    column = any("column" in clause.low(i) for i in clause.wanted)
    shown = any(clause.low(i) in SHOWN for i in clause.at("reported"))
    handled = (*HANDLED, "reported") if (said and column) or shown else HANDLED
    if clause.unread(handled, clause.kinds("number", "whole")):
        return None
    if status == "FREE" and not (named or clause.has("internet")):
        return None
    denied = [i for i in clause.at("lack") if not _inside_status(clause, i)]
    if len(denied) > 1:
        return None
    if status and (named in ([], ["fotn_score"])) and not numbers and len(places) == 1:
        return Indicator(
            country=places[0], measure="fotn_status", text=status, negated=bool(denied)
        )
    alone = len(clause.at(*STATUSES)) == 1 and not scattered(clause)
    if (
        status
        and alone
        and named in ([], ["fotn_score"])
        and not (numbers or denied or found.joined)
    ):
        rated = Measured(measure="fotn_status", text=status)
        return Member(countries=tuple(places), figure=Figure(measured=(rated,)), listing=True)
    if len(named) != 1:
        return None
    ranked = clause.has("rank") or any(clause.items[i].roles for i in numbers)
    ranked = ranked or any("rank" in clause.low(i).split(" ") for i in clause.at(*MEASURES))
    if named[0].endswith("_rank") != (ranked or bool(_ordinals(clause))) and numbers:
        return None
    compared = _compared(clause, places, named[0], numbers)
    if compared is not None and not denied:
        return compared
    bounded = clause.has("more"), clause.has("fewer")
    if len(numbers) == 1 and len(places) == 1 and any(bounded):
        if all(bounded) or denied or named[0].endswith("_rank"):
            return None
        return Indicator(
            country=places[0],
            measure=named[0],
            value=clause.items[numbers[0]].value,
            relation="above" if bounded[0] else "below",
        )
    if len(numbers) == 1 and len(places) == 1:
        return Indicator(
            country=places[0],
            measure=named[0],
            value=clause.items[numbers[0]].value,
            negated=bool(denied),
        )
    ordinal = _ordinals(clause) if len(places) == 1 else []
    if named[0].endswith("_rank") and ordinal and not numbers and not denied:
        return Indicator(country=places[0], measure=named[0], value=float(max(ordinal)))
    return None


def _compared(clause: Clause, places: list[str], measure: str, numbers: list[int]) -> Query | None:
    """Read "Spain is ahead of Turkey in military spending"."""
    compared = ("military_rank", "fotn_score")
    other = clause.has("anyother") and len(places) == 1 and clause.has("more")
    if other and measure == "military_rank" and not (numbers or clause.has("fewer")):
        return Rank(
            dimension="country", subjects=(places[0],), figure=Figure(), measure="military_rank"
        )
    if len(places) != SIDES or numbers or measure not in compared or _ordinals(clause):
        return None
    more, fewer = clause.has("more", "ahead"), clause.has("fewer", "behind")
    literal = {"higher", "lower"} & {clause.low(i) for i in clause.at("more", "fewer")}
    if measure == "fotn_score" and not literal:
        return None  # "more free", where a high score may mean less
    if more == fewer:
        return None
    return Indicator(
        country=places[0], measure=measure, relation="above" if more else "below", other=places[1]
    )


def _ordinals(clause: Clause) -> list[int]:
    """Return the places that words like "third" give."""
    return [place for role, place in ORDINALS.items() if clause.has(role)]


def _inside_status(clause: Clause, i: int) -> bool:
    return "not_free" in clause.items[i].roles
