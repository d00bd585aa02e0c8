"""Set phrases of who has what, in the words that the readers know."""

from __future__ import annotations

from sousveil.extraction.statements.denials import (
    ABSENT,
    NO_MORE,
    NO_OTHER,
    NOTHING_BUT,
    no_other,
    none_either,
    nor,
    not_only,
    nothing_but,
    there_is_no,
)
from sousveil.extraction.statements.item import Item, reworded
from sousveil.model.noun import replace

START = frozenset({"from the start", "from the beginning", "from the outset", "from day one"})
TICKS = frozenset({"ticks", "boxes", "marks", "ticked boxes", "tick marks", "crosses"})


def plain_idioms(found: list[Item]) -> list[Item]:
    """Return the items with some set phrases in plainer words."""
    words = {item.low for item in found}
    if any(_since_the_start(item) for item in found):
        found = _from_the_start(found)
    if words & NO_MORE:
        found = there_is_no(found)
    if any("vain" in item.roles for item in found):
        found = _in_vain(found)
    if words & TICKS:
        found = _counted_ticks(found)
    if "but" in words or "but also" in words:
        found = not_only(found)
    if "none in" in words or "none" in words:
        found = none_either(found)
    if words & LISTED_FOR:
        found = _listed_for(found)
    if words & ONE_SUPPLIER:
        found = _one_supplier(found)
    if "(" in words:
        found = _echoed(found)
    if "own" in words:
        found = _own(found)
    if "by" in words:
        found = _by_each(found)
    if "or" in words:
        found = nor(found)
    if words & TOO:
        found = _too(found)
    if words & NOTHING_BUT:
        found = nothing_but(found)
    if words & NO_OTHER and any(item.kind == "supplier" for item in found):
        found = no_other(found)
    return found


TOO = frozenset({"too", "as well", "likewise", "also", "the same goes for", "the same is true of"})
TOO |= {"the same holds for", "the same applies to", "the same can be said of"}
TOO |= {"the same is true for", "similarly", "ditto", "ditto for"}
HELPING = frozenset({"does", "do", "has", "have", "is", "are", "did"})
ENDS = frozenset({".", "!", "…"})
CUTS = frozenset({",", ";", "–", "—", "-", ":"})
JOINED = frozenset({"and", "the", ",", "both"})


def _too(found: list[Item]) -> list[Item]:
    """Read ", and Sweden does too" and "; the same goes for Sweden" as ", so do Sweden"."""
    stop = len(found)
    while stop and (found[stop - 1].low in ENDS or found[stop - 1].low in TOO):
        stop -= 1
    said = {item.low for item in found[stop:]} & TOO
    while said and stop and found[stop - 1].low in HELPING:
        stop -= 1
    first = stop
    while first and (found[first - 1].place or found[first - 1].low in JOINED):
        first -= 1
    names = [item for item in found[first:stop] if item.place and item.kind != "demonym"]
    before = found[:first]
    if before and before[-1].low in TOO:
        said, before = {before[-1].low}, before[:-1]
    elif first == stop or found[first].low not in JOINED:
        before = before if before and before[-1].low in CUTS else []
    while before and (before[-1].low in CUTS or before[-1].low == "and"):
        before = before[:-1]
    told = any(item.roles & {"use", "buy", "found", "listed", "classed"} for item in before)
    if not (said and names and told):
        return found
    so = reworded(names[0], "so do", "idle", "likewise")
    every: list[Item] = []
    for i, name in enumerate(names):
        every += [reworded(name, "and", "idle")] if i else []
        every.append(name)
    ends = found[-1:] if found[-1].low in ENDS else []
    return [*before, Item(so.first, so.first, ",", "sign"), so, *every, *ends]


def _from_the_start(found: list[Item]) -> list[Item]:
    """Read "has been on the list since 2019" as "is in both editions"."""
    at = next(i for i, item in enumerate(found) if _since_the_start(item))
    before = found[:at]
    listed = any("listed" in item.roles or "index" in item.roles for item in before)
    been = any(item.low in ("been", "is", "are", "was", "were") for item in before)
    named = any(item.kind in ("technology", "supplier", "number", "group") for item in before)
    rest = [item for item in found[at + 1 :] if item.kind != "sign"]
    if not (listed and been) or named or rest or any(i.roles & ABSENT for i in before):
        return found
    both = reworded(found[at], "in both editions", "both_editions", "kept")
    return [*before, both, *found[at + 1 :]]


def _since_the_start(item: Item) -> bool:
    """Tell "since 2019", "since the first edition" and "from the start"; not "since then"."""
    since = item.low.startswith("since ") and item.low != "since then"
    return item.low in START or (since and "between_editions" in item.roles)


def _in_vain(found: list[Item]) -> list[Item]:
    """Read "you will look in vain for Finland in the index" as "Finland is not in the index"."""
    at = next(i for i, item in enumerate(found) if "vain" in item.roles)
    stop = at + 1
    while stop < len(found) and (found[stop].place or found[stop].low in ("and", "or", ",", "the")):
        stop += 1
    while stop > at + 1 and not found[stop - 1].place:
        stop -= 1
    names = found[at + 1 : stop]
    rest = found[stop:]
    told = any(item.roles & {"listed", "index", "edition_first", "edition_last"} for item in found)
    if not names or not told or any(i.kind in ("technology", "supplier", "number") for i in found):
        return found
    names = [reworded(i, "and", "idle") if i.low == "or" else i for i in names]
    absent = reworded(found[at], "is absent", "lack")
    return [*found[:at], *names, absent, *rest]


def _counted_ticks(found: list[Item]) -> list[Item]:
    """Read "three ticks for Serbia: A, B and C" as "ticks for Serbia: A, B and C"."""
    at = next(i for i, item in enumerate(found) if item.low in TICKS)
    number = found[at - 1] if at else None
    if number is None or number.kind != "number":
        return found
    colon = next((i for i in range(at, len(found)) if found[i].low in (":", "–", "—")), 0)
    named = {i.id for i in found[colon:] if i.kind == "technology"} if colon else set()
    if not colon or len(named) != number.value:
        return found
    rest = found[at + 1 :]
    if at > 1 and found[at - 2].place and colon == at + 1:
        has = reworded(found[at], "has", "use", "idle")
        return [*found[: at - 1], has, *found[colon + 1 :]]
    places = [item for item in found if item.place]
    if at == 1 and len(places) == 1 and rest[:1] and rest[0].low == "for":
        has = reworded(found[at], "has", "use", "idle")
        later = [item for item in rest[1:] if not item.place and item.low not in (":", "–", "—")]
        return [places[0], has, *later]
    return [*found[: at - 1], *found[at:]]


def _own(found: list[Item]) -> list[Item]:
    """Read "Kenya's own row" as "Kenya's row"."""
    return [
        item
        for i, item in enumerate(found)
        if not (
            item.low == "own"
            and i + 1 < len(found)
            and found[i + 1].low in ("row", "entry", "line", "record", "listing", "'s row")
        )
    ]


def _by_each(found: list[Item]) -> list[Item]:
    """Read "by Chile and by Peru" as "by Chile and Peru"."""
    made: list[Item] = []
    for i, item in enumerate(found):
        again = item.low == "by" and i > 1 and found[i - 1].low in ("and", ",")
        if again and found[i - 2].place and i + 1 < len(found):
            after = next((j for j in found[i + 1 : i + 3] if j.low != "the"), None)
            if after is not None and after.place:
                continue
        made.append(item)
    return made


LISTED_FOR = frozenset({"listed for", "listed in", "recorded in", "named in", "recorded for"})


def _listed_for(found: list[Item]) -> list[Item]:
    """Read "every country listed for Central Asia" as "every listed country in" it."""
    made = list(found)
    for i in range(1, len(found) - 1):
        after = next((j for j in found[i + 1 : i + 3] if j.low != "the"), None)
        noun = "country_noun" in found[i - 1].roles and found[i - 1].low.startswith(COUNTRY)
        if found[i].low in LISTED_FOR and noun and after is not None and after.kind == "group":
            made[i] = reworded(found[i], "in", "belong", "idle")
            made[i - 1] = replace(found[i - 1], roles=found[i - 1].roles | {"listed"})
    return made


COUNTRY = ("country", "countries", "state", "states", "nation", "nations", "government")
ONE_SUPPLIER = frozenset(
    {"one supplier", "one vendor", "one firm", "one company", "a single supplier"}
    | {"a single vendor", "single supplier"}
)
MARKS = frozenset({",", ":", "–", "—"})


def _one_supplier(found: list[Item]) -> list[Item]:
    """Read "names a single supplier, NEC" as "names only NEC"."""
    at = next(i for i, item in enumerate(found) if item.low in ONE_SUPPLIER)
    rest = [item for item in found[at + 1 :] if item.kind != "sign"]
    marked = at + 2 < len(found) and found[at + 1].low in MARKS
    if not marked or len(rest) != 1 or rest[0].kind != "supplier":
        return found
    if any(item.roles & (ABSENT | {"every"}) for item in found[:at]):
        return found
    before = found[:at]
    while before and before[-1].low in ("just", "only", "a", "but"):
        before = before[:-1]
    return [*before, reworded(found[at], "only", "only"), *found[at + 2 :]]


def _echoed(found: list[Item]) -> list[Item]:
    """Read "the Swedes (yes, the Swedes) use it" without what it says again."""
    for i in range(1, len(found) - 2):
        if found[i].low != "(" or not found[i - 1].place:
            continue
        stop = next((j for j in range(i + 1, min(len(found), i + 6)) if found[j].low == ")"), 0)
        inside = found[i + 1 : stop] if stop else []
        again = [item for item in inside if item.place]
        others = [j for j in inside if not j.place and j.low not in ("yes", ",", "the", "indeed")]
        if inside and not others and all(item.id == found[i - 1].id for item in again):
            return [*found[:i], *found[stop + 1 :]]
    return found


IDIOMS = START | NO_MORE | TICKS | LISTED_FOR | ONE_SUPPLIER
IDIOMS |= TOO | NOTHING_BUT | NO_OTHER
IDIOMS |= {"between_editions", "vain", "but", "but also", "none", "none in", "(", "own", "by", "or"}
"""Words, and roles, without one of which none of these phrases stands there."""
