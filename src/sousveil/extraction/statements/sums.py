"""One against several together: "in more countries than NEC and IBM combined"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.item import PLACES, Item
from sousveil.extraction.statements.plainly import Reading, Stated, plainly
from sousveil.extraction.statements.spoken import Made, Spoken
from sousveil.model.noun import replace
from sousveil.model.query import Compare

LINKS = frozenset({"and", ",", "the", "or", "&"})
EMPHASIS = frozenset({"alone", "by itself", "on its own", "all by itself"})
KINDS = PLACES | {"supplier", "technology"}
LEAST = 2  # names that are summed


def summed(run: Sequence[Item], reading: Reading, before: Spoken | None) -> Made | None:
    """Read more, or fewer, than several together: the countries of each are added up."""
    told = [i for i, item in enumerate(run) if "combined" in item.roles]
    than = [i for i, item in enumerate(run) if _opens(item)]
    if len(told) != 1 or len(than) != 1 or not than[0] < told[0]:
        return None
    start = than[0] + 1 + (run[than[0] + 1].low == "from")
    body = [item for item in run[start:] if "combined" not in item.roles]
    stop = next((i for i, item in enumerate(body) if not _listed(item)), len(body))
    names = [item for item in body[:stop] if item.kind in KINDS]
    if len(names) < LEAST or len({item.kind for item in names}) > 1:
        return None
    ahead = [item for item in run[:start] if item.low not in EMPHASIS]
    made: list[Compare] = []
    for name in names:
        said = plainly([*ahead, name, *body[stop:]], reading)
        query = said[0].query if len(said) == 1 else None
        if not isinstance(query, Compare) or query.relation not in ("more", "fewer"):
            return None
        if query.editions or query.negated or query.difference is not None or query.margin:
            return None
        made.append(query)
        editions = said[0].editions
    if any(one.left != made[0].left or one.relation != made[0].relation for one in made):
        return None
    whole = replace(made[0], others=tuple(one.right for one in made[1:]))
    stated = Stated(query=whole, editions=editions, first=0, stop=len(run))
    return Made(said=(stated,), spoken=Spoken(run=tuple(run)))


def _opens(item: Item) -> bool:
    return item.low == "than" or bool("outdoing" in item.roles and item.roles & {"more", "fewer"})


def _listed(item: Item) -> bool:
    return item.kind in KINDS or item.low in LINKS
