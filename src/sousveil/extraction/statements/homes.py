"""Where suppliers are at home, all of a country or one by its name, and which countries share.

Turns of phrase tell both in one order: "all suppliers of Kenya are Chinese", "none of the suppliers
of Kenya are Chinese", "the only suppliers shared by Kenya and Ghana are Huawei and NEC".
"""

from __future__ import annotations

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.item import Item
from sousveil.model.query import Query, Sole

SMALL = frozenset(
    {"the", "of", "of the", "are", "is", "and", "or", ",", ".", "!", "all", "suppliers"}
)
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
SOME = {"none of": "none", "all but 1": "but", "most of the": "most"}
"""Less than all of them, and the bound that says so."""

EXACTLY = frozenset({"only", "just"})
SMALL |= EXACTLY.union(ALL, SOME)
SHARED = {
    "shared by": "exact",
    "shared in all by": "all",  # no other is shared
    "shared in full by": "same",  # each has these and no other
    "shared in no case by": "none",
    "shared in any way by": "some",
}
"""How turns of phrase put it."""

FRAMES = frozenset(
    {
        "listed",
        "index",
        "reported",
        "saying",
        "frame",
        "belong",
        "idle",
        "edition_first",
        "edition_last",
    }
)
TWO = 2


def homes(clause: Clause) -> Query | None:
    """Read "all four suppliers of Kenya are Chinese" and "none of the suppliers of Kenya are"."""
    wanted = [i for i in clause.wanted if not _frames(clause, i)]
    if not wanted:
        return None
    exact = len(wanted) > 1 and clause.low(wanted[0]) in EXACTLY
    wanted = wanted[exact:]
    first = clause.low(wanted[0])
    part = SOME.get(first, "")
    if clause.items[wanted[0]].kind == "number" and _of(clause, wanted):
        part = "of" if exact or clause.items[wanted[0]].value != 1 else "some"
    if (first not in ALL and not part) or (exact and part != "of"):
        return None
    be = next((i for i in wanted if clause.low(i) in ("are", "is")), None)
    told = [i for i in wanted if clause.low(i) in ("suppliers", "suppliers of")]
    if be is None or len(told) != 1 or told[0] > be or not _small(clause, SMALL):
        return None
    places = [i for i in wanted if clause.items[i].place]
    whose = tuple(clause.items[i].id for i in places if i < be)
    origins = tuple(clause.items[i].id for i in places if i > be)
    if len(whose) != 1 or not origins:
        return None
    size = ALL.get(first, 0) or _size(clause, be)
    if size == 0 or (part in ("of", "some") and len(origins) > 1):
        return None
    return Sole(countries=whose, field="home", ids=origins, size=size, bound=part or "exact")


def _of(clause: Clause, wanted: list[int]) -> bool:
    """Tell "two of the suppliers of Kenya" from "two suppliers of Kenya"."""
    return len(wanted) > 1 and clause.low(wanted[1]) in ("of", "of the")


def shared(clause: Clause) -> Query | None:
    """Read "the two suppliers shared by Kenya and Ghana are Huawei and NEC"."""
    by = next((i for i in clause.wanted if clause.low(i) in SHARED), None)
    if by is None or not _small(clause, SMALL.union(SHARED)):
        return None
    places = tuple(clause.items[i].id for i in clause.wanted if clause.items[i].place)
    ids = tuple(clause.items[i].id for i in clause.kinds("supplier"))
    how = SHARED[clause.low(by)]
    size = _size(clause, by)
    if len(places) < TWO or size == 0 or not (size or ids or how in ("same", "none", "some")):
        return None
    if (size and ids and len(ids) != size) or (how in ("none", "some") and (size or ids)):
        return None
    if how in ("all", "none"):
        size = size or len(ids)
    if how == "some":
        size = 1
    bound = {"same": "same", "some": "min"}.get(how, "exact")
    listing = clause.listing or clause.told or clause.has("listed", "index") or how != "none"
    return Sole(countries=places, field="shared", ids=ids, size=size, bound=bound, listing=listing)


SEATED = frozenset({"is", "are", "a", "an", "and", ",", ".", "!", "both"})
MAKERS = frozenset(
    "company companies firm firms group groups supplier suppliers vendor vendors".split()
)
BASED = frozenset({"from", "based in", "at home in", "headquartered in"})


def seated(clause: Clause) -> Query | None:
    """Read "Verint is an Israeli company" and "Huawei and ZTE are from China"."""
    wanted = [i for i in clause.wanted if not _frames(clause, i)]
    firms = [i for i in wanted if clause.items[i].kind == "supplier"]
    places = [i for i in wanted if clause.items[i].place]
    if clause.wrong or not firms or len(places) != 1 or places[0] < firms[-1]:
        return None
    rest = [clause.low(i) for i in wanted if i not in (*firms, *places)]
    if ("is" in rest) == (len(firms) > 1):
        return None  # "they are", of whom one alone is known
    based = clause.items[places[0]].kind == "country"
    known = SEATED | (BASED if based else MAKERS)
    if not known.issuperset(rest) or SEATED.isdisjoint(rest[:1]) or based == BASED.isdisjoint(rest):
        return None
    home, ids = clause.items[places[0]].id, tuple(clause.items[i].id for i in firms)
    return Sole(countries=(home,), field="seat", ids=ids)


def _frames(clause: Clause, i: int) -> bool:
    """Tell "in the index" before what is said."""
    return all(clause.low(k) == "," or framing(clause.items[k]) for k in clause.wanted if k <= i)


def framing(item: Item) -> bool:
    """Tell a word of "in the index" and "according to the first edition"."""
    return item.kind == "word" and item.roles <= FRAMES


def _small(clause: Clause, words: frozenset[str]) -> bool:
    """Tell whether nothing stands there but names, one number and the words of this order."""
    return not clause.wrong and all(
        clause.low(i) in words
        or _frames(clause, i)
        or clause.items[i].place
        or clause.items[i].kind in ("number", "supplier")
        for i in clause.wanted
    )


BOUNDED = frozenset({"atleast", "atmost", "nearly", "approx"})


def _size(clause: Clause, stop: int) -> int | None:
    """Return how many suppliers are told of before a word; 0 where that cannot be told."""
    numbers = clause.kinds("number")
    if not numbers:
        return None
    item = clause.items[numbers[0]]
    exact = len(numbers) == 1 and numbers[0] < stop and not item.roles & BOUNDED
    exact = exact and len(item.low.split()) <= TWO and item.value == int(item.value)
    return int(item.value) if exact else 0
