"""Statements by kind: what fills a template, the query it asks, and when it is true."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bench import statement_comparisons as to
from bench import statement_tables as of
from bench.statement_tables import Case, Rows, Some, Tables, Truth


def _counted(*makers: Callable[[Tables, str, random.Random], Some]) -> Any:
    def make(known: Tables, where: str, chance: random.Random) -> Case | None:
        sets = [maker(known, where, chance) for maker in makers]
        right = of.number(known.rows(where), *sets)
        said = right if chance.random() < 0.6 else max(1, right - chance.choice((1, 2, 3, 7)))
        if right < 2 or said < 2:
            return None
        return Case(
            slots={"n": str(said), **of.words(*sets)},
            query=of.both(*sets),
            holds=lambda rows: of.number(rows, *sets) == said,
            value=lambda rows: of.number(rows, *sets),
            otherwise=of.otherwise(sets, lambda rows, changed: of.number(rows, *changed) == said),
        )

    return make


def _share_of_all(known: Tables, where: str, chance: random.Random) -> Case | None:
    return _share(known, where, chance, of.ALL, chance.choice((of.technology, of.origin)))


def _share_of_group(known: Tables, where: str, chance: random.Random) -> Case | None:
    whole = chance.choice((of.regime, of.region))(known, where, chance)
    return _share(known, where, chance, whole, of.technology)


def _share(known: Tables, where: str, chance: random.Random, whole: Some, part: Any) -> Case | None:
    some = part(known, where, chance)

    def per_cent(rows: Rows, part: Some = some) -> float:
        return 100 * of.number(rows, whole, part) / of.number(rows, whole)

    def without_home(rows: Rows) -> bool:
        count = of.number([r for r in rows if r["iso3"] != some.home], whole, some)
        return abs(100 * count / of.number(rows, whole) - said) <= 0.5

    def by_supplier(rows: Rows) -> bool:
        changed = replace(some, test=some.by_supplier or some.test)
        return abs(per_cent(rows, changed) - said) <= 0.5

    right = per_cent(known.rows(where))
    said = round(right) if chance.random() < 0.6 else round(right) + chance.choice((-9, -5, 5, 8))
    if not 0 < said < 100 or abs(abs(right - said) - 0.5) < 0.05:
        return None
    group = next(iter(whole.words.values()), "")
    use = some.words.get("technology") or f"{some.words['origin_adj']} technology"
    return Case(
        slots={
            "n": str(said),
            "use": use,
            "group": f"countries in {group}" if "region" in whole.words else group,
        },
        query=of.both(some, whole),
        holds=lambda rows: abs(per_cent(rows) - said) <= 0.5,
        value=per_cent,
        otherwise=(without_home, by_supplier) if some.home else (),
    )


def _member(maker: Any) -> Any:
    def make(known: Tables, where: str, chance: random.Random) -> Case | None:
        some = maker(known, where, chance)
        row = chance.choice(known.rows(where))
        if some.having and some.having.get("origin") == row["iso3"]:
            return None
        if chance.random() < 0.5:  # as many that are as that are not
            inside = [r for r in known.rows(where) if some.test(r)]
            row = chance.choice(inside)
        code = row["iso3"]

        def holds(rows: Rows) -> Truth:
            own = of.row(rows, code)
            if own is None:
                return None
            return True if some.test(own) else (False if some.among else None)

        return Case(
            slots={"country": of.country(row), **some.words},
            query={"asks": "Member", "countries": [code], "figure": some.json()},
            holds=holds,
        )

    return make


def _listed(known: Tables, where: str, chance: random.Random) -> Case | None:
    row = chance.choice([r for edition in known.order for r in known.rows(edition)])
    code = row["iso3"]
    return Case(
        slots={"country": of.country(row)},
        query={"asks": "Member", "countries": [code], "listing": True},
        holds=lambda rows: of.row(rows, code) is not None,
    )


def _two_members(known: Tables, where: str, chance: random.Random) -> Case | None:
    some = chance.choice((of.technology, of.origin))(known, where, chance)
    inside = [r for r in known.rows(where) if some.test(r)]
    one, other = chance.sample(inside, 2)
    if chance.random() < 0.3:
        other = chance.choice(known.rows(where))
    codes = [one["iso3"], other["iso3"]]
    if len(set(codes)) < 2 or (some.having or {}).get("origin") in codes:
        return None

    def holds(rows: Rows) -> Truth:
        own = [of.row(rows, code) for code in codes]
        return True if all(r is not None and some.test(r) for r in own) else None

    return Case(
        slots={
            "country": of.country(one),
            "other": of.country(other),
            "use": some.words.get("technology") or f"{some.words['origin_adj']} technology",
        },
        query={"asks": "Member", "countries": codes, "figure": some.json()},
        holds=holds,
    )


def _universal(known: Tables, where: str, chance: random.Random) -> Case | None:
    whole = chance.choice((of.region, of.regime))(known, where, chance)
    part = chance.choice((of.technology, of.origin))(known, where, chance)
    quantifier = chance.choice(("all", "most", "none", "some"))

    def holds(rows: Rows) -> Truth:
        every, both = of.number(rows, whole), of.number(rows, whole, part)
        match quantifier:
            case "all":
                return both == every
            case "most":
                return 2 * both > every
            case "none":
                return False if both else None
        return True if both else None

    group = whole.words.get("regime") or f"countries in {whole.words['region']}"
    words = {"all": "all", "most": "most", "none": "none of the", "some": "some"}
    return Case(
        slots={
            "quantifier": words[quantifier],
            "quantifier_of": {
                "all": "all of the",
                "most": "most of the",
                "none": "none of the",
                "some": "some of the",
            }[quantifier],
            "group": group,
            "use": part.words.get("technology") or f"{part.words['origin_adj']} technology",
        },
        query={
            "asks": "Part",
            "whole": whole.json(),
            "part": part.json(),
            "quantifier": quantifier,
        },
        holds=holds,
        value=lambda rows: of.number(rows, whole, part),
    )


def _exclusive(known: Tables, where: str, chance: random.Random) -> Case | None:
    some = of.supplier(known, where, chance, least=1)
    inside = [r for r in known.rows(where) if some.test(r)]
    if len(inside) > 2:
        return None
    said = chance.choice(inside)
    if chance.random() < 0.3:
        said = chance.choice(known.rows(where))

    def holds(rows: Rows) -> Truth:
        codes = {r["iso3"] for r in rows if some.test(r)}
        if codes == {said["iso3"]}:
            return True
        return False if codes - {said["iso3"]} else None

    return Case(
        slots={"country": of.country(said), **some.words},
        query={
            "asks": "Member",
            "countries": [said["iso3"]],
            "figure": some.json(),
            "only": True,
        },
        holds=holds,
    )


def _moved(known: Tables, where: str, chance: random.Random) -> Case | None:
    if where != known.order[-1]:
        return None
    first, last = (known.rows(edition) for edition in known.order)
    row = chance.choice([*first, *last])
    code, how = row["iso3"], chance.choice(("new", "gone"))
    before, after = of.row(first, code) is not None, of.row(last, code) is not None
    truth = {"new": after and not before, "gone": before and not after}[how]
    return Case(
        slots={
            "country": of.country(row),
            "moved": "new in the 2022 edition" if how == "new" else "gone from the 2022 edition",
            "joined": "joined" if how == "new" else "left",
        },
        query={"asks": "Moved", "countries": [code], "how": how},
        holds=lambda rows: truth,
        across=True,
    )


def _spending(known: Tables, where: str, chance: random.Random) -> Case | None:
    row = chance.choice([r for r in known.rows(where) if r["military_rank"]])
    right = int(float(row["military_rank"]))
    said = right if chance.random() < 0.6 else right + chance.choice((-3, 2, 11))
    if said < 2:
        return None
    code = row["iso3"]

    def holds(rows: Rows) -> Truth:
        own = of.row(rows, code)
        return (
            None
            if own is None or not own["military_rank"]
            else (int(float(own["military_rank"])) == said)
        )

    ending = (
        "th" if said % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(said % 10, "th")
    )
    return Case(
        slots={"country": of.country(row), "nth": f"{said}{ending}", "n": str(said)},
        query={
            "asks": "Indicator",
            "country": code,
            "measure": "military_rank",
            "value": float(said),
            "relation": "is",
        },
        holds=holds,
    )


def _bounded(known: Tables, where: str, chance: random.Random) -> Case | None:
    some = chance.choice((of.technology, of.origin))(known, where, chance)
    right = of.number(known.rows(where), some)
    bound, fits = chance.choice(
        [
            ("at least", lambda found, said: found >= said),
            ("more than", lambda found, said: found > said),
            ("fewer than", lambda found, said: found < said),
            ("at most", lambda found, said: found <= said),
        ]
    )
    said = right + chance.choice((-7, -3, -1, 0, 1, 4))
    if said < 2:
        return None
    return Case(
        slots={
            "n": str(said),
            "bound": bound,
            "use": some.words.get("technology") or f"{some.words['origin_adj']} technology",
        },
        query=some.json(),
        holds=lambda rows: fits(of.number(rows, some), said),
        value=lambda rows: of.number(rows, some),
        otherwise=of.otherwise(
            (some,), lambda rows, changed: fits(of.number(rows, *changed), said)
        ),
    )


def _outside_bri(known: Tables, where: str, chance: random.Random) -> Case | None:
    some = of.technology(known, where, chance)
    outside = of.Some(test=lambda row: row["bri"] != "1", words={})
    right = of.number(known.rows(where), some, outside)
    said = right if chance.random() < 0.6 else right - chance.choice((1, 2, 5))
    return Case(
        slots={"n": str(said), **some.words},
        query=some.json() | {"outside": ["bri"]},
        holds=lambda rows: of.number(rows, some, outside) == said,
        value=lambda rows: of.number(rows, some, outside),
    )


def _both_technologies(known: Tables, where: str, chance: random.Random) -> Case | None:
    pair = of.technology(known, where, chance), of.technology(known, where, chance)
    if pair[0].json() == pair[1].json():
        return None
    right = of.number(known.rows(where), *pair)
    said = right if chance.random() < 0.6 else right - chance.choice((1, 2, 5))
    return Case(
        slots={
            "n": str(said),
            "technology": pair[0].words["technology"],
            "other_technology": pair[1].words["technology"],
        },
        query=of.both(*pair),
        holds=lambda rows: of.number(rows, *pair) == said,
        value=lambda rows: of.number(rows, *pair),
    )


def _denied(known: Tables, where: str, chance: random.Random) -> Case | None:
    some = chance.choice((of.technology, of.origin))(known, where, chance)
    row = chance.choice(known.rows(where))
    code = row["iso3"]
    if some.home == code:
        return None

    def holds(rows: Rows) -> Truth:
        own = of.row(rows, code)
        return False if own is not None and some.test(own) else None

    return Case(
        slots={
            "country": of.country(row),
            "use": some.words.get("technology") or f"{some.words['origin_adj']} technology",
        },
        query={"asks": "Member", "countries": [code], "figure": some.json(), "negated": True},
        holds=holds,
    )


def _kept(known: Tables, where: str, chance: random.Random) -> Case | None:
    if where != known.order[-1]:
        return None
    both = [known.rows(edition) for edition in known.order]
    row = chance.choice([*both[0], *both[1]])
    code = row["iso3"]
    truth = all(of.row(rows, code) is not None for rows in both)
    return Case(
        slots={"country": of.country(row)},
        query={
            "asks": "Member",
            "countries": [code],
            "listing": True,
            "editions": list(known.order),
        },
        holds=lambda rows: truth,
        across=True,
    )


KINDS: dict[str, Callable[[Tables, str, random.Random], Case | None]] = {
    "count-technology": _counted(of.technology),
    "count-origin": _counted(of.origin),
    "count-supplier": _counted(of.supplier),
    "count-region": _counted(of.region),
    "count-regime": _counted(of.regime),
    "count-bri": _counted(lambda *_: of.BRI),
    "count-technology-region": _counted(of.technology, of.region),
    "count-technology-regime": _counted(of.technology, of.regime),
    "count-origin-bri": _counted(of.origin, lambda *_: of.BRI),
    "count-bound": _bounded,
    "count-both": _both_technologies,
    "count-outside-bri": _outside_bri,
    "share-of-all": _share_of_all,
    "share-of-group": _share_of_group,
    "member-technology": _member(of.technology),
    "member-origin": _member(of.origin),
    "member-regime": _member(of.regime),
    "member-region": _member(of.region),
    "member-bri": _member(lambda *_: of.BRI),
    "member-listed": _listed,
    "denied": _denied,
    "members-two": _two_members,
    "supplier-in-country": _member(of.supplier),
    "rank-supplier": to.rank("supplier"),
    "rank-origin": to.rank("origin"),
    "rank-technology": to.rank("technology"),
    "rank-region": to.rank("region"),
    "rank-regime": to.rank("regime"),
    "compare-technologies": to.compared(of.technology),
    "compare-suppliers": to.compared(of.supplier),
    "compare-origins": to.compared(of.origin),
    "compare-regions": to.compared(of.region),
    "compare-times": to.times,
    "compare-editions": to.editions,
    "universal": _universal,
    "exclusive": _exclusive,
    "moved": _moved,
    "kept": _kept,
    "military-rank": _spending,
}
