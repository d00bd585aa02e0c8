"""Where all suppliers of a country are at home, and which suppliers countries share.

Turns of phrase tell both in one order: "all suppliers of Kenya are Chinese", "the suppliers shared
by Kenya and Ghana are Huawei and NEC".
"""

from __future__ import annotations

from sousveil.extraction.statements.clause import Clause
from sousveil.model.query import Query, Sole

SMALL = frozenset({"the", "of", "are", "is", "and", "or", ",", ".", "!", "all", "suppliers"})
SMALL |= {"suppliers of", "all suppliers", "all the", "all of the", "the suppliers", "all of"}
ALL = {
    "all": 0,
    "all the": 0,
    "all two": 2,
    "both": 2,
    "all three": 3,
    "all four": 4,
    "all five": 5,
}
SMALL |= frozenset(ALL)
SHARED = frozenset({"shared by"})
TWO = 2


def homes(clause: Clause) -> Query | None:
    """Read "all four suppliers of Kenya are Chinese"."""
    wanted = clause.wanted
    if clause.low(wanted[0]) not in ALL:
        return None
    be = next((i for i in wanted if clause.low(i) in ("are", "is")), None)
    told = [i for i in wanted if clause.low(i) in ("suppliers", "suppliers of")]
    if be is None or len(told) != 1 or told[0] > be or not _small(clause):
        return None
    places = [i for i in wanted if clause.items[i].place]
    whose = tuple(clause.items[i].id for i in places if i < be)
    origins = tuple(clause.items[i].id for i in places if i > be)
    if len(whose) != 1 or not origins:
        return None
    size = ALL[clause.low(wanted[0])] or _size(clause, be)
    return None if size == 0 else Sole(countries=whose, field="home", ids=origins, size=size)


def shared(clause: Clause) -> Query | None:
    """Read "the two suppliers shared by Kenya and Ghana are Huawei and NEC"."""
    by = next((i for i in clause.wanted if clause.low(i) in SHARED), None)
    if by is None or not _small(clause):
        return None
    places = tuple(clause.items[i].id for i in clause.wanted if clause.items[i].place)
    ids = tuple(clause.items[i].id for i in clause.kinds("supplier"))
    size = _size(clause, by)
    if len(places) < TWO or size == 0 or not (size or ids):
        return None
    if size and ids and len(ids) != size:
        return None
    return Sole(countries=places, field="shared", ids=ids, size=size)


def _small(clause: Clause) -> bool:
    """Tell whether nothing stands there but names, one number and the words of this order."""
    return not clause.wrong and all(
        clause.low(i) in SMALL | SHARED
        or clause.items[i].place
        or clause.items[i].kind in ("number", "supplier")
        for i in clause.wanted
    )


def _size(clause: Clause, stop: int) -> int | None:
    """Return how many suppliers are told of before a word; 0 where that cannot be told."""
    numbers = clause.kinds("number")
    if not numbers:
        return None
    item = clause.items[numbers[0]]
    exact = len(numbers) == 1 and numbers[0] < stop and not item.roles & {"atleast", "atmost"}
    exact = exact and len(item.low.split()) <= TWO and item.value == int(item.value)
    return int(item.value) if exact else 0
