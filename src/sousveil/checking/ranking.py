"""Who stands where among all of a kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, partial

from sousveil.checking.asked import KINDS, measured, term_name
from sousveil.checking.asking import Asking, Found, changed_meaning
from sousveil.checking.comparing import A_DEGREE, by_margin
from sousveil.checking.indicator import whole_number
from sousveil.checking.recount import KEPT, Same, compute
from sousveil.checking.suppliers_named import suppliers_by_country
from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.vocabulary import Codebook
from sousveil.figures.words import listed
from sousveil.model.edition import Edition
from sousveil.model.figure import Row, Rules, Unanswerable
from sousveil.model.noun import replace
from sousveil.model.query import (
    Rank,
)

SHOWN = 5  # places of a ranking that a reason names


ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}


def answer_rank(ask: Asking, query: Rank, rules: Rules) -> Found:
    """Tell whether something has the place that is said, among all of its kind."""
    if query.loose:
        return _either_way(ask, query, rules)
    counted = standing(ask, query, rules)
    if isinstance(counted, Found):
        return counted
    if query.held is not None:
        return _held(ask, query, counted)
    if query.size is not None:
        return _so_many(ask, query, counted)
    missing = [s for s in query.subjects if s not in counted]
    if missing:
        return Found(
            status="absent" if query.dimension == "supplier" else "unanswerable",
            why=f"{ask.edition.name} does not have {_label(ask, query, missing[0])} among the "
            f"{KINDS.get(query.dimension, query.dimension)}.",
        )
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    why = _ranking(ask, query, ranked)
    own = counted[query.subjects[0]]
    found = Found(status="", why=why, value=int(own) if own == int(own) else None)
    holds = _stands(ask, query, counted)
    if query.foreign and any(counted[term] >= own for term in _homeless(ask, counted, query)):
        return replace(found, status="unanswerable", why=why + HOMELESS)
    if holds is None:
        return replace(
            found, status="unanswerable", why=why + (A_DEGREE if query.margin else SHARED)
        )
    return replace(found, status="holds" if holds != query.negated else "fails")


SHARED = " Several share the place."
HOMELESS = " The head office of one that stands as high is not recorded."


def _homeless(ask: Asking, counted: dict[str, float], query: Rank) -> list[str]:
    """Return the suppliers, but for the subjects, whose head office nobody recorded."""
    known = ask.codebook.suppliers
    return [
        term
        for term in counted
        if term not in query.subjects and not (term in known and known[term].head_office)
    ]


def _either_way(ask: Asking, query: Rank, rules: Rules) -> Found:
    """Answer for suppliers from elsewhere, and for all by their customers elsewhere."""
    firms = answer_rank(ask, replace(query, loose=False), rules)
    without = (*query.figure.without, query.foreign or "")
    figure = replace(query.figure, without=without)
    customers = answer_rank(ask, replace(query, loose=False, foreign=None, figure=figure), rules)
    if firms.status == customers.status:
        return firms
    why = f"{firms.why} By the customers elsewhere it is otherwise: {customers.why}"
    return replace(firms, status="depends", why=why)


def _is_from(home: str | None, query: Rank) -> bool:
    """Tell whether a head office is where the words say, or anywhere but there."""
    return home == query.home if query.foreign is None else home != query.foreign


def _held(ask: Asking, query: Rank, counted: dict[str, float]) -> Found:
    """Tell how many of the first so many are at home in a country; a tie at the end may not."""
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    why = _ranking(ask, replace(query, place=1), ranked)
    if query.held is None or not 0 < query.top <= len(ranked):
        return Found(status="unanswerable", why=why)
    last = ranked[query.top - 1][1]
    sure = [term for term, number in ranked if number > last]
    tied = [term for term, number in ranked if number == last]
    some = len(sure) + len(tied) > query.top
    if not set(_homeless(ask, counted, query)).isdisjoint((*sure, *tied)):
        return Found(status="unanswerable", why=why + HOMELESS)
    day, known = ask.edition.in_force, ask.codebook.suppliers
    inside, edge = (
        [term for term in terms if _is_from(known[term].home(day), query)] for terms in (sure, tied)
    )
    if some and edge:
        return Found(status="unanswerable", why=why + " Several share the last of these places.")
    mine = {*inside, *edge}
    fits = len(mine) >= query.held if query.bound == "min" else len(mine) == query.held
    if query.subjects:
        fits = fits and set(query.subjects) == mine
    found = Found(status="", why=why, value=len(mine))
    return replace(found, status="holds" if fits != query.negated else "fails")


def _so_many(ask: Asking, query: Rank, counted: dict[str, float]) -> Found:
    """Tell whether so many, and no more, have more than a number of countries."""
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    above = [term for term, number in ranked if query.above is None or number > query.above]
    why = _ranking(ask, query, ranked)
    holds = len(above) == query.size and set(query.subjects) in (set(), set(above))
    return Found(status="holds" if holds != query.negated else "fails", why=why, value=len(above))


def _ranking(ask: Asking, query: Rank, ranked: list[tuple[str, float]]) -> str:
    """Return the first five in words, or the last; with the subjects, wherever they are."""
    shown = ranked[:SHOWN] if query.place >= 0 else ranked[: -SHOWN - 1 : -1]
    below = [pair for pair in ranked if pair[0] in query.subjects and pair not in shown]
    told = [
        listed([f"{_label(ask, query, term)} {_printed(query, number)}" for term, number in pairs])
        for pairs in (shown, below)
    ]
    ends = ("", ", the fewest first" if query.measure == "countries" else ", the lowest first")
    if query.better:
        ends = (", the freest first", ", the least free first")
    order = ends[query.place < 0]
    if query.editions is not None and query.place < 0:
        order = ", the losses first"
    rest = f"; further on {told[1]}" if below else ""
    measure = measured(query, ask.codebook)
    return f"{ask.edition.name} has, by the {measure}{order}: {told[0]}{rest}."


def _stands(ask: Asking, query: Rank, counted: dict[str, float]) -> bool | None:
    """Tell whether the subjects stand where they are said to; None for a shared place."""
    if query.above is not None:
        return {t for t, v in counted.items() if v > query.above} == set(query.subjects)
    sign = -1 if query.top and query.place < 0 else 1  # "the three least free"
    values = sorted([sign * value for value in counted.values()], reverse=True)
    mine = [sign * counted[s] for s in query.subjects]
    if query.within:
        worst = [sum(v >= own for v in values) for own in mine]
        best = [sum(v > own for v in values) + 1 for own in mine]
        if any(place > query.top for place in best):
            return False
        return None if any(place > query.top for place in worst) else True
    if query.top and query.ordered and mine != sorted(set(mine), reverse=True):
        return False
    if query.top:
        cut = values[: query.top]
        if len(values) > query.top and values[query.top] == cut[-1]:
            return None if sorted(mine, reverse=True) == cut else False
        return sorted(mine, reverse=True) == cut
    if query.ordered:
        places = [sum(v > own for v in values) for own in mine]
        start = 0 if query.place else places[0]
        stand = places == list(range(start, start + len(mine)))
        return None if stand and not query.place and values.count(mine[-1]) > 1 else stand
    own = mine[0]
    if query.editions is not None and own * query.place <= 0:
        return False  # nothing was gained, or nothing lost
    if any(counted.get(term, 0) <= own for term in query.apart):
        return False
    if query.place < 0 and query.margin and len(values) > 1 and own == values[-1]:
        return by_margin(query.margin, values[-2], own)
    if query.place < 0:
        place = sum(v < own for v in values) + 1
        shared = place == -query.place and values.count(own) > 1
        return None if shared else place == -query.place
    place = sum(v > own for v in values) + 1
    if query.margin and place == query.place == 1 and len(values) > 1:
        return by_margin(query.margin, own, values[1])
    if place == query.place and values.count(own) > 1:
        return None
    if query.margin and place == query.place and place > 1:  # "a distant second"
        return by_margin(query.margin, values[place - 2], own)
    return place == query.place


def standing(ask: Asking, query: Rank, rules: Rules) -> dict[str, float] | Found:
    """Return the number of countries for each thing of the dimension."""
    if query.editions is not None:
        return _gained(ask, query, query.editions, rules)
    asked = Rank(
        dimension=query.dimension,
        subjects=(),
        figure=query.figure,
        home=query.home if query.held is None else None,
        foreign=query.foreign if query.held is None else None,
        measure=query.measure,
        better=query.better,
    )
    return _counting(ask.codebook)(asked, Same(ask.edition), rules)


def _gained(
    ask: Asking, query: Rank, indexes: tuple[str, str], rules: Rules
) -> dict[str, float] | Found:
    """Return how many countries more each thing has in the later edition; below 0 for fewer."""
    if query.dimension == "regime":
        return Found(status="unanswerable", why=ask.codebook.measures["regime"].changed)
    if changed := changed_meaning(ask, query.figure, ask.edition):
        return Found(status="unanswerable", why=changed)
    counts: list[dict[str, float]] = []
    for index in indexes:
        edition = next((e for e in ask.editions if e.index == index), None)
        if edition is None:
            return Found(status="unanswerable", why="One of the editions is not at hand.")
        one = Asking(edition, ask.editions, ask.codebook)
        counted = standing(one, replace(query, editions=None), rules)
        if isinstance(counted, Found):
            return counted
        counts.append(counted)
    late, early = counts
    terms = late.keys() & early.keys() if query.dimension == "technology" else late | early
    return {term: late.get(term, 0) - early.get(term, 0) for term in terms}


def count_each(ask: Asking, query: Rank, rules: Rules) -> dict[str, float] | Found:
    """Count for each thing of the dimension, whatever is said of which."""
    counted: dict[str, float] = {}
    if query.dimension == "country" and query.measure in ask.codebook.measures:
        return _measured_by_country(ask, query, rules)
    if query.dimension == "country":
        return suppliers_by_country(ask, query.figure, rules)
    for term, row, groups in _ranked(ask, query):
        figure = replace(
            query.figure,
            having=query.figure.having + ((row,) if row else ()),
            among=query.figure.among + groups,
        )
        if query.figure.having and row and (row.supplier or row.origin):
            figure = replace(
                query.figure,
                having=tuple(
                    replace(r, supplier=row.supplier, origin=row.origin)
                    for r in query.figure.having
                ),
            )
        computed = compute(figure, ask.edition, rules)
        if isinstance(computed, Unanswerable):
            return Found(status="unanswerable", why=computed.reason)
        counted[term] = computed.value
    if query.dimension in ("supplier", "origin"):
        counted = {term: number for term, number in counted.items() if number}
    return counted


def _measured_by_country(ask: Asking, query: Rank, rules: Rules) -> dict[str, float] | Found:
    """Return the value that is printed for each country of the figure; of a rank, below 0."""
    computed = compute(query.figure, ask.edition, rules)
    if isinstance(computed, Unanswerable):
        return Found(status="unanswerable", why=computed.reason)
    printed = ask.edition.indicators.get(query.measure, {})
    sign = -1 if query.measure.endswith("_rank") else 1
    if query.better:
        says = ask.codebook.measures[query.measure].direction
        told = says.get(ask.edition.index, says.get("*", ""))
        if not told.startswith("higher is "):
            why = f"What a high value means in {ask.edition.name} is not recorded."
            return Found(status="unanswerable", why=why)
        sign = -1 if "less" in told else 1
    return {c: sign * whole_number(printed[c]) for c in computed.countries if printed.get(c)}


def _ranked(ask: Asking, query: Rank) -> Iterable[tuple[str, Row | None, tuple[str, ...]]]:
    edition = ask.edition
    if query.dimension == "supplier":
        named = {e.supplier for e in edition.entries if e.supplier}
        for supplier in sorted(named):
            known = ask.codebook.suppliers.get(supplier)
            home = "" if known is None else known.home(edition.in_force)
            if query.home and home != query.home:
                continue
            if query.foreign and home == query.foreign:
                continue
            yield supplier, Row(supplier=supplier), ()
    elif query.dimension == "origin":
        named = {e.origin for e in edition.entries if e.kind == "origin" and e.origin}
        for origin in sorted(named | set(edition.origins)):
            yield origin, Row(origin=origin), ()
    elif query.dimension == "technology":
        for technology in edition.technologies:
            yield technology, Row(technology=technology), ()
    else:
        for group in ask.codebook.groups.values():
            if group.kind == query.dimension:
                yield group.id, None, (group.id,)


def _label(ask: Asking, query: Rank, term: str) -> str:
    return term_name(query, term, ask.codebook)


@once_per_codebook
def _counting(codebook: Codebook) -> Callable[..., dict[str, float] | Found]:
    return lru_cache(KEPT)(partial(_counted_once, codebook))


def _counted_once(
    codebook: Codebook, query: Rank, edition: Same[Edition], rules: Rules
) -> dict[str, float] | Found:
    return count_each(Asking(edition.thing, (), codebook), query, rules)


def _printed(query: Rank, number: float) -> str:
    """Return a number as a ranking shows it: a change with its sign, a rank without."""
    return f"{number:+}" if query.editions is not None else f"{abs(number)}"
