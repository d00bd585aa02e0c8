"""Who comes next: "followed by NEC with 14", "Hikvision a distant second", "ahead of IBM"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.statements.counts import Counted
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.lists import BOUNDS
from sousveil.extraction.statements.plainly import Reading, Stated
from sousveil.extraction.statements.spoken import Made, Spoken
from sousveil.model.figure import Figure, Row
from sousveil.model.noun import replace
from sousveil.model.query import Compare, Indicator, Query, Rank, Sole

PLACES = {"ordinal_2": 2, "ordinal_3": 3, "ordinal_4": 4, "ordinal_5": 5, "least": -1, "most": 1}
NEXT = frozenset({"followed by", "trailed by", "followed", "then", "next", "trailed"})
KINDS = {
    "supplier": ("supplier",),
    "technology": ("technology",),
    "origin": ("country", "demonym", "capital"),
    "country": ("country", "demonym", "capital"),
    "region": ("group",),
    "regime": ("group",),
}
GLUE = frozenset(
    {
        "and",
        ",",
        "with",
        "in",
        "on",
        "a",
        "the",
        "is",
        "by",
        "at",
        "place",
        "spot",
        "of",
        "comes",
        "as",
        "has",
        "apiece",
        "each",
        "those",
        "that",
        "then",
        "to",
        "next",
        "it",
    }
)


def standing(run: Sequence[Item], reading: Reading, before: Spoken) -> Made | None:
    """Read the places of others after a rank, with the numbers that go with them."""
    ranked = before.rank
    if ranked is None or ranked.negated:
        return None
    if ranked.measure == "military_rank" and any(item.low in STEPS for item in run):
        return _steps_apart(run, ranked, reading, before)
    gap, run = _gap(run)
    names = [item for item in run if _names(item, ranked, reading.codebook)]
    numbers = [item for item in run if item.kind == "number" and not item.roles & {"rank"}]
    words = [item for item in run if item not in names and item not in numbers]
    told = [item for item in words if not _small(item)]
    if not names and gap is None:
        return _numbered(run, told, numbers, reading, before)
    if not names or len({item.id for item in names}) != len(names):
        return None
    ids = [item.id for item in names]
    opens = next((item for item in told if _orders(item)), None)
    if opens is None and run[0].low in NEXT:
        opens = run[0]  # ", then Africa with 14"
    if opens is not None and opens is run[-1] and opens.low in TRAILING:
        if len(names) != 1 or numbers or len(told) != 1:
            return None
        if ranked.dimension == "country":
            return None  # a country is no group of countries, whose numbers could be compared
        below = Compare(
            left=_set_of(ranked, ranked.subjects[-1], reading.codebook),
            right=_set_of(ranked, names[0].id, reading.codebook),
            relation="more",
            abroad=ranked.abroad,
        )
        stated = Stated(query=below, editions=before.editions, first=0, stop=0)
        return Made(said=(stated,), spoken=before)
    if opens is not None and any(item in (*names, *numbers) for item in run[: _at(run, opens)]):
        return None
    if numbers and not _in_turn(run, names, numbers):
        return None
    rest = [item for item in told if item is not opens]
    behind = opens is not None and "behind" in opens.roles and opens.low not in NEXT
    ahead = opens is not None and "ahead" in opens.roles and opens.low not in NEXT
    queries: list[Query]
    if ranked.measure == "military_rank" and (ahead or behind) and not (rest or numbers or gap):
        if opens is not None and opens.low.split(" ")[0] in NEAR and ranked.place > behind:
            if len(ids) != 1:
                return None
            next_place = float(ranked.place + (1 if ahead else -1))
            query = Indicator(country=ids[0], measure=ranked.measure, value=next_place)
            stated = Stated(query=query, editions=before.editions, first=0, stop=0)
            return Made(said=(stated,), spoken=before)
        return _outspent(ids, ranked, before, ahead=ahead)
    if ranked.measure != "countries" and (ahead or behind or ranked.margin):
        return None
    if gap is not None and not (ahead or behind):
        return None
    if opens is not None and opens.low in NEXT:
        start = _last_place(ranked)
        if rest or start is None:
            return None
        queries = [
            replace(
                ranked,
                subjects=(name,),
                place=start + (step if start > 0 else -step),
                top=0,
                ordered=False,
                margin="",
            )
            for step, name in enumerate(ids, 1)
        ]
    elif ahead or behind:
        last = ranked.subjects[-1]
        degrees = [item for item in told if item is not opens]
        if not all(item.roles & {"narrow", "wide"} or item.low in NEAR for item in degrees):
            return None
        margins = {
            "narrow" if item.low in NEAR or "narrow" in item.roles else "wide" for item in degrees
        }
        if behind and ranked.place == 2 and not margins and len(ids) == 1 and gap is None:
            before = replace(before, rank=replace(ranked, subjects=(ids[0],), place=1))
        if len(margins) > 1 or ((margins or gap is not None) and len(ids) > 1):
            return None
        if behind and opens is not None and opens.low.split(" ")[0] in NEAR and not degrees:
            place = ranked.place - 1
            if len(ids) != 1 or place < 1:
                return None
            queries = [replace(ranked, subjects=(ids[0],), place=place, margin="", apart=())]
            return Made(
                said=tuple(
                    Stated(query=q, editions=before.editions, first=0, stop=0) for q in queries
                ),
                spoken=before,
            )
        queries = [
            Compare(
                left=_set_of(ranked, last, reading.codebook),
                right=_set_of(ranked, name, reading.codebook),
                relation="fewer" if behind else "more",
                margin=next(iter(margins), ""),
                difference=gap,
                abroad=ranked.abroad,
            )
            for name in ids
        ]
    else:
        placed = _placed(run, names, rest, ranked) if told or not numbers else []
        if placed is None:
            return None
        queries = placed
    spoken = replace(before, run=before.run)
    last_rank = next((q for q in reversed(queries) if isinstance(q, Rank)), None)
    if last_rank is not None:
        spoken = replace(spoken, rank=last_rank)
    said = [Stated(query=_printed(q), editions=before.editions, first=0, stop=0) for q in queries]
    if numbers:
        unsaid = (ahead or behind) and before.size is None and len(names) == 1
        if len(numbers) != len(names) or unsaid:
            return None  # "leads ahead of NEC with 14": whose number is it?
        for name, number in zip(ids, numbers, strict=True):
            one = _count_of(ranked, name, number, reading, before)
            if one is None:
                return None
            said.append(one)
    return Made(said=tuple(said), spoken=spoken)


STEPS = frozenset({"place", "places", "rank", "ranks", "spot", "spots", "position", "positions"})
STEPS |= {"rung", "rungs", "notch", "notches"}


def _steps_apart(
    run: Sequence[Item], ranked: Rank, reading: Reading, before: Spoken
) -> Made | None:
    """Read "one place behind Canada" after a place by military spending; other places as theirs."""
    names = [item for item in run if _names(item, ranked, reading.codebook)]
    side = [item for item in run if item.roles & {"ahead", "behind"} and not item.roles & {*PLACES}]
    many = [item for item in run if item.kind == "number" or item.low in ("one", "a single", "a")]
    rest = [item for item in run if item not in (*names, *side, *many) and item.low not in STEPS]
    if not (len(names) == len(side) == len(many) == 1) or rest or ranked.place < 1:
        return None
    if BOUNDS & set(many[0].low.split()):
        return None
    steps = int(many[0].value) if many[0].kind == "number" else 1
    place = ranked.place + (steps if "ahead" in side[0].roles else -steps)
    if place < 1:
        return None
    other = Indicator(country=names[0].id, measure=ranked.measure, value=float(place))
    stated = Stated(query=other, editions=before.editions, first=0, stop=0)
    return Made(said=(stated,), spoken=before)


def _outspent(ids: list[str], ranked: Rank, before: Spoken, *, ahead: bool) -> Made | None:
    """Read "behind Washington and Beijing" after a place by military spending."""
    if not ahead and len(ids) > ranked.place - 1:
        return None
    country = ranked.subjects[-1]
    said = tuple(
        Stated(
            query=Indicator(
                country=country,
                measure=ranked.measure,
                relation="above" if ahead else "below",
                other=other,
            ),
            editions=before.editions,
            first=0,
            stop=0,
        )
        for other in ids
    )
    return Made(said=said, spoken=before)


TRAILING = frozenset({"trailing", "behind", "trailing behind", "following", "far behind"})


def _printed(query: Query) -> Query:
    """Return a place by military spending as the rank of the world that is printed."""
    if not isinstance(query, Rank) or query.measure != "military_rank":
        return query
    if query.figure != Figure() or query.place < 1:
        return query
    return Indicator(country=query.subjects[0], measure="military_rank", value=float(query.place))


NEAR = frozenset({"just", "right", "directly", "immediately", "straight"})


def _orders(item: Item) -> bool:
    return item.low in NEXT or bool(item.roles & {"ahead", "behind"} and not item.roles & {*PLACES})


def _in_turn(run: Sequence[Item], names: list[Item], numbers: list[Item]) -> bool:
    """Tell whether each name has its number behind it: "NEC with 14 and Hikvision with 12"."""
    order = ["name" if item in names else "number" for item in run if item in (*names, *numbers)]
    return order == ["name", "number"] * len(names)


def _at(run: Sequence[Item], item: Item) -> int:
    return next(i for i, other in enumerate(run) if other is item)


def _gap(run: Sequence[Item]) -> tuple[float | None, Sequence[Item]]:
    """Return the number of "one country ahead of", and the items behind it."""
    if len(run) < 4 or run[0].kind != "number" or BOUNDS & set(run[0].low.split()):
        return None, run
    if "country_noun" not in run[1].roles or not _orders(run[2]):
        return None, run
    return run[0].value, run[2:]


def _names(item: Item, ranked: Rank, codebook: Codebook) -> bool:
    if item.kind not in KINDS.get(ranked.dimension, ()):
        return False
    return item.kind != "group" or codebook.groups[item.id].kind == ranked.dimension


def _small(item: Item) -> bool:
    fine = {"country_noun", "supplier_noun", "technology_noun", "rank", "score"}
    return (
        item.low in GLUE
        or item.kind == "sign"
        or item.roles == {"idle", "origin_noun"}
        or bool(item.roles & fine and not item.roles & {"none", "lack", *PLACES})
    )


def _last_place(ranked: Rank) -> int | None:
    """Return the place of the last that was named; None for the fewest."""
    if ranked.ordered or ranked.top:
        return max(len(ranked.subjects), ranked.top)
    return ranked.place if ranked.place > 0 or ranked.dimension == "country" else None


def _placed(
    run: Sequence[Item], names: list[Item], rest: list[Item], ranked: Rank
) -> list[Query] | None:
    """Read "Hikvision a distant second", "NEC third and IBM fourth"."""
    places = [
        (item, place) for item in rest for role, place in PLACES.items() if role in item.roles
    ]
    degree = [item for item in rest if item.low in DEGREES]
    if len(places) != len(names) or len(degree) > 1 or len(rest) != len(places) + len(degree):
        return None
    if len({place for _, place in places}) != len(places):
        return None
    queries: list[Query] = [
        replace(ranked, subjects=(name.id,), place=place, top=0, ordered=False, margin="", apart=())
        for name, (_, place) in zip(names, places, strict=True)
    ]
    if degree:
        if ranked.place != 1 or len(names) != 1 or places[0][1] != 2 or len(ranked.subjects) != 1:
            return None
        queries.append(replace(ranked, margin=DEGREES[degree[0].low]))
    return queries


DEGREES = {"distant": "wide", "close": "narrow", "narrow": "narrow"}


OF_FIRMS = frozenset({"supplier_noun", "technology_noun"})
RELATIVE = frozenset({"which", "that", "it", "it is", "is", "was", "are", "were"})


def _numbered(
    run: Sequence[Item], told: list[Item], numbers: list[Item], reading: Reading, before: Spoken
) -> Made | None:
    """Read "with 49 countries" and "with six apiece", of what was ranked."""
    ranked = before.rank
    assert ranked is not None
    while run and run[0].low in RELATIVE:
        run = run[1:]
    opens = bool(run) and (run[0].low in ("with", "in", "on", "at") or "found" in run[0].roles)
    if opens and "found" in run[0].roles:
        told = [item for item in told if item is not run[0] and item.low not in RELATIVE]
    at = run.index(numbers[0]) + 1 if numbers and numbers[0] in run else len(run)
    noun = run[at].roles if at < len(run) else frozenset[str]()
    if ranked.measure == "countries" and noun & OF_FIRMS and "country_noun" not in noun:
        return None  # "second, with 14 suppliers"
    if told or len(numbers) != 1 or not opens:
        return None
    if before.size is not None:
        return None  # it has its number
    each = any(item.low in ("apiece", "each") for item in run)
    if len(ranked.subjects) > 1 and not each:
        return None
    said: list[Stated] = []
    for name in ranked.subjects:
        one = _count_of(ranked, name, numbers[0], reading, before)
        if one is None:
            return None
        said.append(one)
    return Made(said=tuple(said), spoken=replace(before, size=numbers[0].value))


def _set_of(ranked: Rank, name: str, codebook: Codebook) -> Figure:
    """Return the countries by whose number something is ranked."""
    base = ranked.figure
    match ranked.dimension:
        case "supplier":
            row = Row(supplier=name)
        case "origin":
            row = Row(origin=name)
        case "technology":
            row = Row(technology=name)
        case _:
            return replace(base, among=(*base.among, name))
    if base.having and ranked.dimension != "technology":
        having = tuple(replace(r, supplier=row.supplier, origin=row.origin) for r in base.having)
        return replace(base, having=having)
    return replace(base, having=(*base.having, row))


def _count_of(
    ranked: Rank, name: str, number: Item, reading: Reading, before: Spoken
) -> Stated | None:
    q = reading.sentence.numbers.get(number.first)
    if q is None or q.share or q.whole is not None or BOUNDS & set(number.low.split()):
        return None
    if ranked.measure in reading.codebook.measures:
        told = Indicator(country=name, measure=ranked.measure, value=q.value)
        return Stated(query=told, editions=before.editions, first=0, stop=0)
    if ranked.measure == "suppliers":
        sole = Sole(countries=(name,), field="supplier", ids=(), size=int(q.value))
        return Stated(query=sole, editions=before.editions, first=0, stop=0)
    counted = Counted(
        quantity=q, figure=_set_of(ranked, name, reading.codebook), abroad=ranked.abroad
    )
    return Stated(query=None, counted=counted, editions=before.editions, first=0, stop=0)
