"""Who came, went or stayed between two editions."""

from __future__ import annotations

from sousveil.checking.asking import Asking, Found, changed_meaning, names_of
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
    listed = {
        **told,
        "new": last - set(ask.editions[0].countries),
        "gone": first - set(ask.editions[-1].countries),
    }
    if query.listed:
        told = listed
    wrong = _wrong(query, told[query.how])
    unsure = False
    if _of_the_country(ask, query) and not query.listed:
        both = set(ask.editions[0].countries) & set(ask.editions[-1].countries)
        unsure = bool(wrong) != bool(_wrong(query, told[query.how] & both))
        otherwise = bool(wrong) != bool(_wrong(query, listed[query.how]))
        unsure = unsure or (otherwise and (bool(wrong) or not query.countries))
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
    if unsure:
        why += " Of a country that one edition does not list, it is not known when it came or left."
    whole = {"gone": {len(first)}, "new": {len(last)}}.get(query.how, {len(first), len(last)})
    if query.whole is not None and query.whole not in whole:
        return Found(status="fails", why=f"{why} The whole is not {query.whole}.")
    changed = changed_meaning(ask, query.figure, ask.edition)
    if changed and query.how != "kept" and not query.listed:
        why += f" {changed}"
        both = set(ask.editions[0].countries) & set(ask.editions[-1].countries)
        if not wrong and not both.isdisjoint(query.countries):
            return Found(status="unanswerable", why=changed)
    status = "depends" if unsure else "fails" if wrong else "holds"
    return Found(status=status, why=why, countries=tuple(sorted(last)))


def _wrong(query: Moved, told: set[str]) -> list[str]:
    """Return the countries that a statement is wrong about, or what else in it is."""
    if query.size is not None and not _fits(query.size, query.bound, len(told)):
        return ["size"]
    if query.only and set(query.countries) != told:
        return list(query.countries) or ["only"]
    return [c for c in query.countries if (c in told) == query.negated]


def _fits(said: int, bound: str, number: int) -> bool:
    """Tell whether so many are within what is said."""
    return {"min": number >= said, "max": number <= said}.get(bound, number == said)


def _of_the_country(ask: Asking, query: Moved) -> bool:
    """Tell whether the set is one that a country may be in without being listed."""
    kinds = {ask.codebook.groups[group].kind for group in query.figure.among}
    told = bool(kinds & {"membership", "regime", "union"} or query.figure.measured)
    return told and not query.figure.rows()


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
