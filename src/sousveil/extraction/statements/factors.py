"""How many times, and about how many: "nearly twice as many"."""

from __future__ import annotations

from sousveil.extraction.statements.clause import Clause

FACTORS = {
    "times_2": 2.0,
    "times_3": 3.0,
    "times_4": 4.0,
    "times_5": 5.0,
    "times_6": 6.0,
    "times_10": 10.0,
    "times_half": 0.5,
}


BOUNDED = frozenset(FACTORS)


def bounds(clause: Clause, i: int) -> bool:
    """Tell "nearly twice as many" from "nearly overtook" and "nearly as many"."""
    near = [item for item in clause.items[i + 1 : i + 3] if item.low not in ("as", "the", "a")]
    return bool(near) and (near[0].kind in ("number", "share") or bool(near[0].roles & BOUNDED))


def factor_of(clause: Clause) -> tuple[float, str] | None:
    """Return the factor of "twice as many", with its bound."""
    for role, factor in FACTORS.items():
        for i in clause.at(role):
            return factor, bound_of(clause, i)
    return None


def bound_of(clause: Clause, i: int) -> str:
    """Return how near to a number or factor it is said to be."""
    before = [clause.items[j] for j in range(max(0, i - 2), i)]
    if any("precise" in item.roles for item in before):
        return "precise"
    if any(word in clause.low(i - 1) for word in ("more than", "over")):
        return "above"
    for role, bound in (
        ("atleast", "min"),
        ("atmost", "max"),
        ("nearly", "nearly"),
        ("approx", "approx"),
    ):
        if any(role in item.roles for item in before):
            return bound
    return "exact"
