"""Two countries by how many suppliers are named for them: "more for Peru than for Cuba"."""

from __future__ import annotations

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.factors import FACTORS, bound_of, factor_of
from sousveil.extraction.statements.lists import BOUNDS
from sousveil.model.query import NAMED_SUPPLIERS, Indicator

RELATIONS = {"more": "above", "fewer": "below", "same": "same"}
SUPPLIERS = frozenset({"suppliers", "vendors", "companies", "firms", "providers"})
ONE = frozenset({"supplier", "vendor", "company", "firm", "provider"})
HANDLED = (*RELATIONS, *FACTORS, "than", "customers")
ABOUT = frozenset({"than", "as"})
"""Words that stand before the second of the two."""

OF = frozenset({"from", "of", "by", "out of", "based in", "headquartered in", "hailing from"})
"""Words behind which a country is where suppliers are from."""

DID = frozenset({"had", "has", "did", "does"})
TWO = 2


def better_supplied(clause: Clause) -> Indicator | None:
    """Read which of two countries has more suppliers, as many, or so many times as many."""
    places = clause.countries
    if len(places) != TWO or not clause.has(*RELATIONS, *FACTORS):
        return None
    told = [i for i in clause.at(*RELATIONS, *FACTORS) if _of_suppliers(clause, i)]
    than = [i for i in clause.wanted if clause.low(i) in ABOUT and i > max(told, default=places[1])]
    if not told or not than or clause.negations or len(clause.editions) > 1:
        return None
    first, other = places
    items = clause.items
    if not first < than[-1] < other or items[first].id == items[other].id:
        return None
    numbers = clause.kinds("number") or [i for i in told[:1] if clause.low(i - 1) == "one"]
    numbers = [i - (i in told) for i in numbers]
    beside = clause.kinds("supplier", "technology", "group", "share", "whole", "money")
    if beside or clause.unread(HANDLED, numbers) or _from(clause, places):
        return None
    if not (_of_the_index(clause) or _plain(clause, places)):
        return None
    if clause.editions and any(item.low in DID for item in items[other:]):
        return None  # "than Kenya had in 2019"
    names = [role for role in RELATIONS if clause.has(role)]
    if len(names) != 1:
        return None
    made = Indicator(
        country=items[first].id,
        measure=NAMED_SUPPLIERS,
        relation=RELATIONS[names[0]],
        other=items[other].id,
    )
    return _by_so_many(clause, made, numbers, told[0])


def _by_so_many(clause: Clause, made: Indicator, numbers: list[int], told: int) -> Indicator | None:
    """Read "two more suppliers" and "twice as many" beside the relation."""
    factor = factor_of(clause)
    if factor is not None:
        where = clause.at(*FACTORS)
        plain = len(where) == 1 and bound_of(clause, where[0]) == "exact"
        if numbers or not plain or made.relation != "same":
            return None
        return Indicator(
            country=made.country,
            measure=made.measure,
            relation="times",
            value=factor[0],
            other=made.other,
        )
    if not numbers:
        return made
    number = clause.items[numbers[0]]
    one = number.low == "one"
    exact = len(numbers) == 1 and not BOUNDS & set(number.low.split(" "))
    if not exact or numbers[0] != told - 1 or made.relation == "same":
        return None
    return Indicator(
        country=made.country,
        measure=made.measure,
        relation=made.relation,
        value=1.0 if one else number.value,
        other=made.other,
    )


def _of_suppliers(clause: Clause, i: int) -> bool:
    """Tell "more suppliers" and "as many named suppliers"; the relation stands at an item."""
    near = clause.items[i + 1 : i + 4]
    for item in near:
        nouns = SUPPLIERS | (ONE if clause.low(i - 1) == "one" else frozenset())
        if nouns & set(item.low.split(" ")):
            return True
        if not item.roles & {"same", "listed", "found"}:
            return False
    return False


def _from(clause: Clause, places: list[int]) -> bool:
    """Tell whether a country is where suppliers are from, or a word beside it is of it."""
    if any(clause.items[i].kind != "country" for i in places):
        return True
    return any(clause.low(i - 1 - (clause.low(i - 1) == "the")) in OF for i in places)


def _of_the_index(clause: Clause) -> bool:
    """Tell whether suppliers are counted that are named for a country."""
    named = any(clause.low(i).split(" ")[0] in NAMED for i in clause.wanted)
    return clause.listing or clause.told or named


NAMED = frozenset({"named", "listed", "recorded", "names", "lists", "records", "identified"})


def _plain(clause: Clause, places: list[int]) -> bool:
    """Tell "Brazil has more suppliers than Peru" from "China has more than Japan".

    Where both are home to firms, these may be meant.
    """
    homes = _homes(clause.codebook)
    return not all(clause.items[i].id in homes for i in places)


def _homes(codebook: Codebook) -> frozenset[str]:
    """Return the countries in which suppliers have, or had, their head offices."""
    return frozenset(
        office.country for firm in codebook.suppliers.values() for office in firm.head_office
    )
