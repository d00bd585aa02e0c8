"""A measure of a country that the tables carry beside the ticks."""

from __future__ import annotations

from sousveil.extraction.numbers.numerals import TENS, UNITS
from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.lists import all_of_them
from sousveil.extraction.statements.playing import scattered
from sousveil.extraction.statements.spending import roundings
from sousveil.model.figure import Figure, Measured
from sousveil.model.noun import replace
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
MEASURED_BY = {"electoral_democracy": "dem", "military_rank": "peace", "digital_repression": "dem"}
"""A part of the name of who made a measure, where the words name it."""

OF_ONE = frozenset({"electoral_democracy", "digital_repression"})
"""Measures on a scale about as long as one, where a whole number is no rounding."""

PLAIN_BOUNDS = frozenset({"less than", "under", "fewer than", "below"})
BOUNDING = ("more", "fewer", "atleast", "atmost", "approx", "nearly")
ROUGHLY = frozenset({"about", "around", "roughly", "some", "approximately", "circa"})
NEARLY = frozenset({"nearly", "almost"})
HARDLY = frozenset({"hardly", "barely", "scarcely"})
NEAR = 2  # items between a bound and its number
AT_LEAST = ("at least", "no fewer than", "no less than", "not less than", "a minimum of", "or more")
ABOVE = frozenset({"over", "more", "above"})
BELOW = frozenset({"under", "less", "fewer", "below"})
ABOUT = 0.05  # "about 66": as with counts, within 5 % and at least 1
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
    "money",
    "amounts",
    "measurer",
)
MERELY = frozenset({"only", "just", "exactly", "a", "mere"})
RATED = frozenset({"rated", "rated as", "is rated", "are rated"})
STEPS = frozenset({"place", "places", "rank", "ranks", "spot", "spots", "position", "positions"})
ONE = frozenset({"one", "a", "a single"})
BOUNDED = ABOVE | BELOW | NEARLY | ROUGHLY | HARDLY | {"least", "most", "up"}
COMPARED = ("military_rank", "fotn_score", "electoral_democracy", "digital_repression")
SAME = ("same", "steady")
FREER = ("freer_than", "less_free_than")


def indicator(clause: Clause) -> Query | None:
    """Read one country's value, status or rank."""
    if not clause.has(*MEASURES, *STATUSES, *FREER):
        return None
    found = clause.terms()
    places = [*found.places, *found.origins]
    nouns = [i for i in clause.at("origin_noun") if "score" not in clause.items[i].roles]
    if found.origins and (nouns or clause.has("supplier_noun")):
        return None
    if found.technologies or found.suppliers or found.among or found.unread or not places:
        return None
    named = [measure for role, measure in MEASURES.items() if clause.has(role)]
    if not named and clause.has(*FREER) and clause.has("internet"):
        named = ["fotn_score"]
    if sum(clause.has(role) for role in STATUSES) > 1:
        return None  # "from Partly Free to Not Free"
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
    shown = shown or _said_by_house(clause)
    handled = (*HANDLED, "reported") if (said and column) or shown else HANDLED
    if numbers or clause.kinds("money"):
        handled = (*handled, "atleast", "atmost", "nearly")  # and not "less than free"
    if len(places) > 1 and all_of_them(clause):
        handled = (*handled, "every", "both")
    alike = len(places) == SIDES and _alike(clause)
    handled = (*handled, *SAME) if alike else handled
    handled = (*handled, "differ", "by_points") if len(places) == SIDES else handled
    handled = (*handled, "from_top") if len(places) == 1 else handled
    untold = _untold(clause, places, named, status, numbers)
    handled = (*handled, "none", "reported") if untold else handled
    if clause.unread((*handled, *FREER), clause.kinds("number", "whole")):
        return None
    if untold:
        return Indicator(country=places[0], measure=named[0], relation="none")
    if status == "FREE" and not (named or _rated(clause) or clause.has("internet")):
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
    if len(named) != 1 or status or not _fits(clause, named[0]):
        return None  # "is rated not free and ranks sixth": the status is not read here
    if clause.kinds("money"):
        return _spends(clause, places, named[0], numbers) if not denied else None
    ranked = clause.has("rank") or any("rank" in clause.items[i].roles for i in numbers)
    ranked = ranked or any(clause.low(i).split(" ")[0] in STEPS for i in clause.wanted)
    ranked = ranked or any("rank" in clause.low(i).split(" ") for i in clause.at(*MEASURES))
    if named[0].endswith("_rank") != (ranked or bool(_ordinals(clause))) and numbers:
        return None
    plain = [i for i in numbers if "rank" not in clause.items[i].roles]
    if named[0].endswith("_rank") and plain and _ordinals(clause):
        return None  # "scores 10 and ranks second"
    if clause.has("from_top"):
        return None if denied else _by_places(clause, places, named[0], clause.at("from_top")[0])
    compared = _compared(clause, places, named[0], numbers)
    if (compared is not None and not denied) or clause.has("by_points"):
        return compared if not denied else None
    if numbers and named[0].endswith("_rank") and max(_ordinals(clause), default=1) > 1:
        return None  # "ranked third in 2021"
    if len(numbers) == 1 and len(places) == 1:
        return _valued(clause, places[0], named[0], numbers[0], bool(denied))
    together = len(numbers) == 1 and not (denied or found.joined or scattered(clause))
    if (
        together
        and numbers[0] > clause.countries[-1]
        and len(places) > 1
        and named == ["fotn_score"]
    ):
        told = _valued(clause, places[0], named[0], numbers[0], negated=False)
        return _all_so(told, places) if isinstance(told, Indicator) else None
    ordinal = _ordinals(clause) if len(places) == 1 else []
    if named[0].endswith("_rank") and ordinal and not numbers and not denied:
        return Indicator(country=places[0], measure=named[0], value=float(max(ordinal)))
    return None


def _rated(clause: Clause) -> bool:
    """Tell "Canada is rated free" from "entry to Canada is rated free"."""
    rated = any(clause.low(i) in RATED for i in clause.at("classed"))
    return rated and not any(clause.low(i) == "to" for i in clause.wanted)


def _untold(
    clause: Clause, places: list[str], named: list[str], status: str, numbers: list[int]
) -> bool:
    """Tell "the index gives no score for Sweden", where the blank is what is spoken of."""
    none = clause.at("none")
    if len(none) != 1 or len(places) != 1 or len(named) != 1 or status or numbers:
        return False
    told = clause.listing or clause.told or clause.recorded or clause.has("listed")
    plain = clause.low(none[0]) == "no"
    plain = plain and not clause.has("more", "fewer", "than", *FREER, *ORDINALS)
    return told and plain and len(clause.negations) < SIDES


def _alike(clause: Clause) -> bool:
    """Tell "have the same score", said of two countries."""
    told = clause.has("same") or any(clause.low(i) == "the same" for i in clause.at("steady"))
    return told and not clause.has("than")


def _said_by_house(clause: Clause) -> bool:
    """Tell whether all that is said to be reported is what the maker of a measure gives."""
    return all(
        clause.low(i - 1) == "freedom house" or "measurer" in clause.items[i - 1].roles
        for i in clause.at("reported")
        if i
    )


def _fits(clause: Clause, measure: str) -> bool:
    """Tell whether a measure is by the one that the words name."""
    maker = MEASURED_BY.get(measure, "nobody")
    made = all(maker in clause.low(i) for i in clause.at("measurer"))
    return made and (
        measure == "fotn_score" or not any("freedom house" in clause.low(i) for i in clause.wanted)
    )


def _spends(clause: Clause, places: list[str], measure: str, numbers: list[int]) -> Query | None:
    """Read "Brazil's military budget is $27.8 billion"."""
    sums = clause.kinds("money")
    if len(sums) != 1 or len(places) != 1 or numbers or measure != "military_rank":
        return None
    if clause.has("rank", *ORDINALS, *STATUSES, "world", "anyother"):
        return None
    return _valued(clause, places[0], "military_spending", sums[0], negated=False)


def _valued(clause: Clause, place: str, measure: str, at: int, negated: bool) -> Query | None:
    """Return the value of one country, with the bound that the words set."""
    item = clause.items[at]
    near = [j for j in clause.at(*BOUNDING) if at - NEAR <= j <= at]
    if len(near) < len(clause.at(*BOUNDING)):
        return None
    told = " ".join([*(clause.low(j) for j in near), item.low])
    words = set(told.split(" "))
    roles = frozenset().union(*(clause.items[j].roles for j in near))
    least = any(phrase in told for phrase in AT_LEAST)
    almost = bool("nearly" in roles or words & NEARLY) and not words & HARDLY
    more = bool(roles & {"more", "atleast"} or words & ABOVE) and not least
    fewer = bool(roles & {"fewer", "atmost"} or words & BELOW) and not almost
    about = "approx" in roles or bool(words & ROUGHLY)
    if more + fewer + least + about + almost > 1 or words & HARDLY or "most" in words:
        return None
    if "up to" in told or any(
        clause.low(j) not in PLAIN_BOUNDS for j in near if "atmost" in clause.items[j].roles
    ):
        return None
    if (more or fewer or least or almost) and (negated or measure.endswith("_rank")):
        return None
    within = None
    if measure == "military_spending":
        within = roundings(item.low)
    elif item.value != int(item.value) or measure in OF_ONE:
        places = len(f"{item.value:g}".partition(".")[2]) or 1
        within = 0.5 * 10.0**-places
    if about:
        within = max(ABOUT * item.value, within or 1.0)
    return Indicator(
        country=place,
        measure=measure,
        value=item.value,
        relation=_relation(least, more, fewer, almost),
        within=within,
        negated=negated,
    )


def _all_so(told: Indicator, places: list[str]) -> Query | None:
    """Read "Iran and China score below 20" as what holds of each of them."""
    if told.relation not in ("is", "min", "above", "below") or told.within is not None:
        return None
    condition = Measured(
        measure=told.measure,
        at_least=None if told.relation == "below" else told.value,
        at_most=told.value if told.relation in ("is", "below") else None,
        strict=told.relation in ("above", "below"),
    )
    return Member(countries=tuple(places), figure=Figure(measured=(condition,)), listing=True)


def _relation(least: bool, more: bool, fewer: bool, almost: bool) -> str:
    """Return how a value stands to the one that is said, by the bound of the words."""
    told = {"min": least, "above": more, "below": fewer, "nearly": almost}
    return next((relation for relation, said in told.items() if said), "is")


def _compared(clause: Clause, places: list[str], measure: str, numbers: list[int]) -> Query | None:
    """Read "Spain is ahead of Turkey in military spending"."""
    other = clause.has("anyother") and len(places) == 1 and clause.has("more")
    if other and measure == "military_rank" and not (numbers or clause.has("fewer")):
        return Rank(
            dimension="country", subjects=(places[0],), figure=Figure(), measure="military_rank"
        )
    if len(places) != SIDES or measure not in COMPARED or _ordinals(clause):
        return None
    steps = [i for i in clause.wanted[2:] if clause.low(i).split(" ")[0] in STEPS]
    if steps and (clause.low(steps[-1] - 1) in ONE or clause.kinds("number")):
        return _by_places(clause, places, measure, steps[-1])
    if numbers or clause.has("differ"):
        return _by_points(clause, places, measure, numbers)
    if _alike(clause):
        if clause.has("more", "fewer", "ahead", "behind", "freer_than", "less_free_than"):
            return None
        return Indicator(country=places[0], measure=measure, relation="same", other=places[1])
    freer, worse = clause.has("freer_than"), clause.has("less_free_than")
    if freer or worse:
        if measure != "fotn_score" or freer == worse or clause.has("more", "fewer"):
            return None
        relation = "above" if freer else "below"
        return Indicator(
            country=places[0], measure=measure, relation=relation, other=places[1], better=True
        )
    more, fewer = clause.has("more", "ahead"), clause.has("fewer", "behind")
    literal = {"higher", "lower"} & {clause.low(i) for i in clause.at("more", "fewer")}
    if measure != "military_rank" and not literal:
        return None  # "more free", where a high score may mean less
    if more == fewer:
        return None
    return Indicator(
        country=places[0], measure=measure, relation="above" if more else "below", other=places[1]
    )


def _by_points(clause: Clause, places: list[str], measure: str, numbers: list[int]) -> Query | None:
    """Read "scores higher than Uganda by 17 points", and "differ by 17 points"."""
    by = clause.at("by_points")
    if len(numbers) != 1 or by != [numbers[0] - 1] or measure != "fotn_score":
        return None
    number = clause.items[numbers[0]]
    words = [word for word in number.low.split() if word not in MERELY]
    if not all(word.isdigit() or word in UNITS or word in TENS for word in words):
        return None  # "by more than ten points"
    if clause.has("differ"):
        apart = Indicator(country=places[0], measure=measure, relation="apart", other=places[1])
        return replace(apart, value=number.value)
    told = _compared(clause, places, measure, [])
    if not isinstance(told, Indicator) or told.relation == "same":
        return None
    return replace(told, value=number.value)


def _by_places(clause: Clause, places: list[str], measure: str, at: int) -> Query | None:
    """Read "two places behind Russia in military spending", and no more than two."""
    alone = "outdoing" not in clause.items[at].roles  # and not "places ahead of" in one
    many, side = clause.items[at - 1], clause.items[min(at + alone, len(clause.items) - 1)]
    one = many.low in ONE
    plain = one or (many.kind == "number" and not BOUNDED & {*many.low.split(" ")})
    if measure != "military_rank" or not plain or clause.kinds("number") not in ([], [at - 1]):
        return None
    if clause.has("atleast", "atmost", "nearly", "approx"):
        return None
    if clause.has("from_top"):
        return Indicator(country=places[0], measure=measure, value=1 + (1.0 if one else many.value))
    before = bool(side.roles & {"ahead", "more"})
    if before == bool(side.roles & {"behind", "fewer"}):
        return None
    return Indicator(
        country=places[0],
        measure=measure,
        relation="above" if before else "below",
        other=places[1],
        value=1.0 if one else many.value,
    )


def _ordinals(clause: Clause) -> list[int]:
    """Return the places that words like "third" give."""
    return [place for role, place in ORDINALS.items() if clause.has(role)]


def _inside_status(clause: Clause, i: int) -> bool:
    return "not_free" in clause.items[i].roles


def of_another_year(query: Query | None, clause: Clause) -> bool:
    """Tell "eighth in military spending in 2022", whose figures are not of the edition's year.

    So are those of "Freedom on the Net 2022", another report than that whose scores are printed.
    """
    measure = getattr(query, "measure", "")
    every = clause.items
    for i, item in enumerate(every):
        dated = item.roles & {"edition_first", "edition_last"} and item.low.split(" ")[-1].isdigit()
        if not dated or any(of_index(near) for near in every[max(0, i - NEAR) : i + NEAR]):
            continue
        beside = every[max(0, i - 1) : i + NEAR]
        if measure in ("military_rank", "military_spending") or (
            measure.startswith("fotn") and any("on the net" in near.low for near in beside)
        ):
            return True
    return False


def of_index(item: Item) -> bool:
    """Tell a word for the index or for one of its editions, which is no bare year."""
    return "index" in item.roles or not OF_INDEX.isdisjoint(item.low.split(" "))


OF_INDEX = frozenset({"index", "edition", "editions", "table", "update", "column", "release"})
