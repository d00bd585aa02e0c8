"""Statements that set one number of countries against others: ranks, comparisons, changes."""

from __future__ import annotations

import random
from typing import Any

from bench import statement_tables as of
from bench.statement_tables import Case, Rows, Some, Tables, Truth


def rank(dimension: str) -> Any:
    def make(known: Tables, where: str, chance: random.Random) -> Case | None:
        terms = _terms(known, dimension, known.rows(where))
        counted = {t: of.number(known.rows(where), some) for t, some in terms.items()}
        leading = sorted(counted, key=lambda t: (-counted[t], t))[:5]
        term = chance.choice(leading)
        place = chance.choice((1, 1, 2, 3))

        def holds(rows: Rows) -> Truth:
            known_here = _terms(known, dimension, rows)
            if term not in known_here:
                return None
            values = {t: of.number(rows, some) for t, some in known_here.items()}
            own = 1 + sum(v > values[term] for v in values.values())
            if own == place and list(values.values()).count(values[term]) > 1:
                return None
            return own == place

        return Case(
            slots={
                "place": of.PLACES[place],
                "most": {1: "most", 2: "second most", 3: "third most"}[place],
                "no": str(place),
                "nth": ("first", "second", "third")[place - 1],
                **terms[term].words,
            },
            query=(
                {
                    "asks": "Rank",
                    "dimension": dimension,
                    "subjects": [
                        terms[term].having["supplier"] if dimension == "supplier" else term
                    ],
                    "place": place,
                    "measure": "countries",
                }
            ),
            holds=holds,
            value=lambda rows: of.number(rows, terms[term]),
        )

    return make


def _terms(known: Tables, dimension: str, rows: Rows) -> dict[str, Some]:
    """Return all that is ranked in a dimension, by id; suppliers by name."""
    if dimension == "supplier":
        return {n: of.named(known, n) for row in rows for n in row["suppliers"]}
    if dimension == "origin":
        return {
            code: Some(
                having={"origin": code},
                test=lambda r, column=column: of.has(r, column),
                words={"origin": place},
            )
            for code, (column, place, _) in of.ORIGINS.items()
        }
    if dimension == "technology":
        return {
            t: Some(
                having={"technology": t}, test=lambda r, t=t: of.has(r, t), words={"technology": w}
            )
            for t, w in of.TECHNOLOGIES.items()
            if rows[0][t] != ""
        }
    if dimension == "region":
        return {
            g: Some(among=g, test=lambda r, g=g: r["region"] == g, words={"region": w})
            for g, w in of.REGIONS.items()
        }
    return {
        g: Some(among=g, test=lambda r, g=g: r["regime"] == g, words={"regime": w})
        for g, w in of.REGIMES.items()
    }


def compared(maker: Any) -> Any:
    def make(known: Tables, where: str, chance: random.Random) -> Case | None:
        left, right = maker(known, where, chance), maker(known, where, chance)
        if left.json() == right.json():
            return None
        relation = chance.choice(("more", "fewer"))

        def holds(rows: Rows) -> Truth:
            one, other = of.number(rows, left), of.number(rows, right)
            return one > other if relation == "more" else one < other

        return Case(
            slots={
                "relation": relation,
                **left.words,
                **{f"other_{key}": value for key, value in right.words.items()},
            },
            query={
                "asks": "Compare",
                "left": left.json(),
                "right": right.json(),
                "relation": relation,
            },
            holds=holds,
            value=lambda rows: of.number(rows, left),
        )

    return make


def times(known: Tables, where: str, chance: random.Random) -> Case | None:
    maker = chance.choice((of.origin, of.supplier))
    left, right = maker(known, where, chance), maker(known, where, chance)
    if left.json() == right.json():
        return None
    factor = chance.choice(list(of.FACTORS))

    def holds(rows: Rows) -> Truth:
        below = of.number(rows, right)
        return bool(below) and abs(of.number(rows, left) / below - factor) <= 0.1 * factor

    def named(some: Some) -> str:
        return some.words.get("supplier") or f"{some.words['origin_adj']} technology"

    return Case(
        slots={"times": of.FACTORS[factor], "left": named(left), "right": named(right)},
        query={
            "asks": "Compare",
            "left": left.json(),
            "right": right.json(),
            "relation": "times",
            "factor": float(factor),
        },
        holds=holds,
        value=lambda rows: of.number(rows, left),
    )


def editions(known: Tables, where: str, chance: random.Random) -> Case | None:
    if where != known.order[-1]:  # before there is a second edition, nothing can be compared
        return None
    some = chance.choice((of.technology, of.origin, of.supplier, of.region))(known, where, chance)
    relation = chance.choice(("more", "fewer"))
    first, last = known.order

    def status(world: int) -> Truth:
        one = of.number(known.worlds[last][world], some)
        other = of.number(known.worlds[first][world], some)
        return one > other if relation == "more" else one < other

    def holds(rows: Rows) -> Truth:
        which = [i for pair in known.worlds.values() for i, w in enumerate(pair) if w is rows]
        return status(which[0])

    return Case(
        slots={
            "what": some.words.get("technology")
            or some.words.get("supplier")
            or (
                f"{some.words['origin_adj']} technology"
                if "origin_adj" in some.words
                else f"AI surveillance in {some.words['region']}"
            ),
            "relation": relation,
            "rose": "rose" if relation == "more" else "fell",
        },
        query={
            "asks": "Compare",
            "left": some.json(),
            "right": some.json(),
            "relation": relation,
            "editions": [last, first],
        },
        holds=holds,
        across=True,
    )
