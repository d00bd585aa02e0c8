"""Systems, uses and sellers, which a quantifier may count in place of countries."""

from __future__ import annotations

from sousveil.extraction.statements.clause import Clause


def of_technology(clause: Clause, at: int) -> bool:
    """Tell "most Chinese technology", which counts systems, from "most countries with it"."""
    for item in clause.items[at + 1 : at + 6]:
        if item.kind == "technology" or "technology_noun" in item.roles:
            return True
        passed = item.kind in ("demonym", "country", "supplier") or item.low in OF_IT
        if not passed or item.roles & {"country_noun", "customers"}:
            return False
    return False


def of_amounts(clause: Clause, at: int) -> bool:
    """Tell "facial recognition is mostly used in democracies", which may count its uses."""
    if clause.low(at) not in ADVERBS:
        return False
    before = [clause.items[i] for i in clause.wanted if i < at]
    counted = any(item.roles & {"country_noun", "customers"} for item in before)
    counted = counted or any(item.kind in ("group", "supplier", "number") for item in before)
    things = any(item.kind == "technology" or item.roles & {"origin_noun"} for item in before)
    return things and not counted


ADVERBS = frozenset({"mostly", "mainly", "largely", "predominantly"})

OF_IT = frozenset({"of", "the", "all", "'s", "of the", "of all", "its", "that"})


def sells(clause: Clause, verb: int) -> bool:
    """Tell "all G7 countries sell it" from "all are supplied with it", and "all customers of"."""
    for i in range(verb, min(verb + 3, len(clause.items))):
        item = clause.items[i]
        active = clause.low(i + 1) != "by" and not any(
            "be" in before.roles for before in clause.items[max(0, verb - 1) : i]
        )
        if item.roles & {"supply"} and not item.roles & {"use", "found", "buy"} and active:
            return not clause.terms(-1, verb).sourced
        seller = "supplier_noun" in item.roles and "country_noun" not in item.roles
        if seller and clause.low(i + 1) == "of":
            return True  # "all are sellers of it"
    return False
