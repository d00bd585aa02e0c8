"""Set phrases of who has what, in the words that the readers know."""

from __future__ import annotations

from sousveil.extraction.statements.item import Item
from sousveil.model.noun import replace

START = frozenset({"from the start", "from the beginning", "from the outset", "from day one"})
ABSENT = frozenset({"lack", "none"})
NO_MORE = frozenset({"there is no", "there are no", "there was no", "there were no"})
NEGATED = frozenset({"no", "not", "without", "nor", "neither"})
TICKS = frozenset({"ticks", "boxes", "marks", "ticked boxes", "tick marks", "crosses"})


def plain_idioms(found: list[Item]) -> list[Item]:
    """Return the items with some set phrases in plainer words."""
    words = {item.low for item in found}
    if any(_since_the_start(item) for item in found):
        found = _from_the_start(found)
    if words & NO_MORE:
        found = _there_is_no(found)
    if any("vain" in item.roles for item in found):
        found = _in_vain(found)
    if words & TICKS:
        found = _counted_ticks(found)
    if "but" in words or "but also" in words:
        found = _not_only(found)
    if "none in" in words or "none" in words:
        found = _none_either(found)
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
        found = _nor(found)
    if words & TOO:
        found = _too(found)
    if words & NOTHING_BUT:
        found = _nothing_but(found)
    if words & NO_OTHER and any(item.kind == "supplier" for item in found):
        found = _no_other(found)
    return found


NOTHING_BUT = frozenset({"nothing but", "nothing except", "nothing other than", "nothing"})
NOTHING_BUT |= {"and nothing else", "nothing else", "but nothing else", "and nothing more"}
NOTHING_ELSE = frozenset({"and nothing else", "nothing else", "but nothing else"})
NOTHING_ELSE |= {"and nothing more"}
NO_OTHER = frozenset({"no", "not any", "no other", "nobody", "no one", "none", "no supplier"})
NO_OTHER |= {"nobody else", "no one else"}
BUT = frozenset(
    {"but", "other than", "besides", "except", "apart from", "save", "bar", "except for"}
)
BUT |= {"aside from", "beyond"}


def _no_other(found: list[Item]) -> list[Item]:
    """Read "no supplier but Huawei" and "from Huawei and no one else" as "only Huawei"."""
    for i, item in enumerate(found):
        if item.low not in NO_OTHER:
            continue
        if item.low in ("nobody else", "no one else") and i > 1:
            back = i - 1 - (found[i - 1].low in ("and", "but", ","))
            ends = i + 1 >= len(found) or found[i + 1].kind == "sign"
            whence = back > 0 and found[back - 1].low in ("from", "buys from", "buy from")
            if ends and found[back].kind == "supplier" and whence:
                only = _word(item, "only", "only")
                has = [_word(item, "has", "use", "idle")]
                verb = back - 1 if found[back - 1].low != "from" else back - 2
                if verb > 0 and "buy" in found[verb].roles:
                    return [*found[:verb], *has, only, found[back], *found[i + 1 :]]
            continue
        at = i + 1
        firm = at < len(found) and _is_firm(found[at])
        at += firm
        between: list[Item] = []
        while at < len(found) and found[at].roles & RECORDED and found[at].low not in BUT:
            between.append(found[at])
            at += 1
        if not firm or at + 1 >= len(found) or found[at].low not in BUT:
            continue
        if found[at + 1].kind == "supplier" and len(between) < LONGEST_BETWEEN:
            told = [one for one in between if "listed" in one.roles]
            rest = found[at + 1 :]
            tail = [rest.pop()] if rest and rest[-1].kind == "sign" else []
            return [*found[:i], _word(item, "only", "only"), *rest, *told, *tail]
    return found


def _is_firm(item: Item) -> bool:
    return "supplier_noun" in item.roles or "supplier" in item.low.split(" ")


LONGEST_BETWEEN = 3  # items
LISTS = frozenset({"and", ",", "the", "technology", "technologies", "systems", "platforms"})
RECORDED = frozenset({"listed", "found", "idle", "be"})


def _nothing_but(found: list[Item]) -> list[Item]:
    """Read "has nothing but X" and "has X and nothing else" as "has only X"."""
    for i, item in enumerate(found):
        if item.low in NOTHING_ELSE:
            last = i - 1
            while last >= 0 and found[last].low in LISTS:
                last -= 1
            first = last
            while first > 0 and (
                found[first - 1].kind == "technology" or found[first - 1].low in LISTS
            ):
                first -= 1
            behind = found[i + 1 : i + 2]
            if (
                last < 0
                or found[last].kind != "technology"
                or not first
                or (behind and behind[0].kind != "sign")
            ):
                return found
            while found[first].low in LISTS:
                first += 1
            names = found[first:i]
            while names and names[-1].low in ("and", ","):
                names = names[:-1]
            return [*found[:first], _word(item, "only", "only"), *names, *found[i + 1 :]]
        if item.low not in NOTHING_BUT or i + 1 >= len(found):
            continue
        stop = i + 1
        if item.low == "nothing":
            while stop < len(found) and found[stop].roles & RECORDED and stop < i + 3:
                stop += 1
            if stop >= len(found) or "apart" not in found[stop].roles:
                return found
            stop += 1
        if stop < len(found) and found[stop].kind == "technology":
            end = found[i + 1 : stop - 1] if stop > i + 1 else []
            end = end if any("listed" in other.roles for other in end) else []
            rest = found[stop:]
            tail = [rest.pop()] if rest and rest[-1].kind == "sign" else []
            return [*found[:i], _word(item, "only", "only"), *rest, *end, *tail]
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
    so = _word(names[0], "so do", "idle", "likewise")
    every: list[Item] = []
    for i, name in enumerate(names):
        every += [_word(name, "and", "idle")] if i else []
        every.append(name)
    ends = found[-1:] if found[-1].low in ENDS else []
    return [*before, Item(so.first, so.first, ",", "sign"), so, *every, *ends]


def _word(item: Item, low: str, *roles: str) -> Item:
    return replace(item, low=low, kind="word", roles=frozenset(roles))


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
    both = _word(found[at], "in both editions", "both_editions", "kept")
    return [*before, both, *found[at + 1 :]]


def _since_the_start(item: Item) -> bool:
    """Tell "since 2019", "since the first edition" and "from the start"; not "since then"."""
    since = item.low.startswith("since ") and item.low != "since then"
    return item.low in START or (since and "between_editions" in item.roles)


def _there_is_no(found: list[Item]) -> list[Item]:
    """Read "there is no tick for it beside Chile" as "no tick for it" there."""
    at = next(i for i, item in enumerate(found) if item.low in NO_MORE)
    after = found[at + 1 : at + 6]
    counts = any("country_noun" in item.roles and "idle" not in item.roles for item in after)
    if at or counts or not any(item.place for item in found):
        return found
    no = _word(found[at], "no", "lack", "none")
    return [no, *found[at + 1 :]]


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
    names = [_word(i, "and", "idle") if i.low == "or" else i for i in names]
    absent = _word(found[at], "is absent", "lack")
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
        has = _word(found[at], "has", "use", "idle")
        return [*found[: at - 1], has, *found[colon + 1 :]]
    places = [item for item in found if item.place]
    if at == 1 and len(places) == 1 and rest[:1] and rest[0].low == "for":
        has = _word(found[at], "has", "use", "idle")
        later = [item for item in rest[1:] if not item.place and item.low not in (":", "–", "—")]
        return [places[0], has, *later]
    return [*found[: at - 1], *found[at:]]


def _not_only(found: list[Item]) -> list[Item]:
    """Read "not only uses A but also B" as "uses A and B"."""
    at = next(
        (i for i in range(len(found) - 1) if found[i].low == "not" and found[i + 1].low == "only"),
        next((i for i, item in enumerate(found) if item.low == "not only"), None),
    )
    if at is None:
        return found
    width = 1 if found[at].low == "not only" else 2
    but = next((i for i in range(at + width, len(found)) if found[i].low in ("but", "but also")), 0)
    if not but or sum(1 for item in found if item.low in ("but", "but also")) > 1:
        return found
    stop = but + 1
    also = found[but].low == "but also"
    while stop < len(found) and found[stop].low in ("also", "too"):
        also = True
        stop += 1
    if not also:
        return found
    before = found[at + width : but]
    while before and before[-1].low == ",":
        before = before[:-1]
    joined = _word(found[but], "and", "idle")
    return [*found[:at], *before, joined, *found[stop:]]


def _none_either(found: list[Item]) -> list[Item]:
    """Read "no X in Italy and none in Romania either" as "no X in Italy and Romania"."""
    for i in range(2, len(found) - 1):
        if found[i].low not in ("none", "none in") or not found[i - 1].low.endswith(("and", ",")):
            continue
        at = i + 1
        while at < len(found) and found[at].low in ("in", "for", "at", "beside"):
            at += 1
        before = found[: i - 1]
        while before and before[-1].low in (",", "and"):
            before = before[:-1]
        if at >= len(found) or not found[at].place or not before or not before[-1].place:
            continue
        if not any(item.low in ("no", "without") for item in before):
            continue
        stop = at + 1
        while stop < len(found) and found[stop].low in ("either", "too"):
            stop += 1
        return [*before, _word(found[i], "and", "idle"), found[at], *found[stop:]]
    return found


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


def _nor(found: list[Item]) -> list[Item]:
    """Read "no tick for Canada or Chile" as "no tick for Canada and Chile"."""
    made = list(found)
    denied = False
    for i, item in enumerate(found):
        denied = denied or item.low in NEGATED or bool(item.roles & {"lack"})
        if item.low == "or" and denied and 0 < i < len(found) - 1:
            after = found[i + 1] if found[i + 1].low != "the" else found[min(i + 2, len(found) - 1)]
            if found[i - 1].place and after.place:
                made[i] = _word(item, "and", "idle")
    return made


LISTED_FOR = frozenset({"listed for", "listed in", "recorded in", "named in", "recorded for"})


def _listed_for(found: list[Item]) -> list[Item]:
    """Read "every country listed for Central Asia" as "every listed country in" it."""
    made = list(found)
    for i in range(1, len(found) - 1):
        after = next((j for j in found[i + 1 : i + 3] if j.low != "the"), None)
        noun = "country_noun" in found[i - 1].roles and found[i - 1].low.startswith(COUNTRY)
        if found[i].low in LISTED_FOR and noun and after is not None and after.kind == "group":
            made[i] = _word(found[i], "in", "belong", "idle")
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
    return [*before, _word(found[at], "only", "only"), *found[at + 2 :]]


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
