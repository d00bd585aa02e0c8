"""Who came, went or stayed between two editions."""

from __future__ import annotations

from sousveil.checking.asking import Asking, Found, names_of
from sousveil.checking.recount import compute
from sousveil.figures.words import describe
from sousveil.model.figure import Rules, Unanswerable
from sousveil.model.query import (
    Moved,
)


def answer_moved(ask: Asking, query: Moved, rules: Rules) -> Found:
    """Tell whether countries came, went or stayed."""
    if len(ask.editions) < 2:
        return Found(status="unanswerable", why="There is one edition only.")
    sets = []
    for edition in (ask.editions[0], ask.editions[-1]):
        computed = compute(query.figure, edition, rules)
        if isinstance(computed, Unanswerable):
            return Found(status="unanswerable", why=computed.reason)
        sets.append(set(computed.countries))
    first, last = sets
    words = describe(query.figure, ask.codebook, rules)
    told = {"new": last - first, "gone": first - last, "kept": first & last}
    wrong = [c for c in query.countries if (c in told[query.how]) == query.negated]
    if query.only and set(query.countries) != told[query.how]:
        wrong = list(query.countries) or ["only"]
    if query.size is not None and query.size != len(told[query.how]):
        wrong = ["size"]
    pair = f"{ask.editions[0].name}", f"{ask.editions[-1].name}"
    named = [c for c in wrong if c in ask.codebook.countries] or query.countries
    ways = {code: _way(code, told) for code in named}
    why = " ".join(
        f"{names_of(ask, [c for c in named if ways[c] == way], True)} among the {words} {how}."
        for way, how in _ways(*pair).items()
        if way in ways.values()
    )
    if query.size is not None or query.only or not why:
        gone, new = (names_of(ask, sorted(told[way])) or "none" for way in ("gone", "new"))
        counts = f"{len(told['gone'])} are gone ({gone}) and {len(told['new'])} new ({new})"
        why = f"Between {pair[0]} and {pair[1]}, of the {words}, {counts}."
    return Found(status="fails" if wrong else "holds", why=why, countries=tuple(sorted(last)))


def _way(code: str, told: dict[str, set[str]]) -> str:
    return next((name for name, members in told.items() if code in members), "neither")


def _ways(first: str, last: str) -> dict[str, str]:
    """Return how a sentence says that a country came, went or stayed."""
    return {
        "new": f"in {last} and not in {first}",
        "gone": f"in {first} and not in {last}",
        "kept": f"in both {first} and {last}",
        "neither": f"in neither {first} nor {last}",
    }
