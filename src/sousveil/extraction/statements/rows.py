"""Rows, ticks and lists of the index in plainer words: "countries that the index covers"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.item import Item
from sousveil.model.noun import replace

INDEX = frozenset({"index", "edition_first", "edition_last"})
COVERS = frozenset(
    "lists covers includes counts names records contains mentions has knows shows listed covered "
    "included counted named recorded lists covering tracks finds found holds registers".split()
)
RELATIVE = frozenset({"that", "which", "whom"})
ARTICLES = frozenset({"the", "this", "that", "our", "its", "a", "in", "on"})
AMONG = frozenset({"among", "amongst", "one of", "as one of"})
WHERE = frozenset({"where", "in which", "for which"})
TICKS = frozenset({"tick for", "ticks for", "mark for", "marks for", "tick", "mark", "box"})
EACH = frozenset({"each of", "every one of", "all of", "both", "all three of", "each", "all"})
LINKS = frozenset({"and", ",", "the", "or", "nor"})
OF = frozenset({"of", "of the", "in", "in the", "'s", "for"})
LISTED = frozenset({"idle", "listed", "reported"})
BLANK = frozenset({"blank", "empty", "unticked", "unmarked", "no tick", "left blank"})
NONE_FOR = frozenset({"none", "none for", "not one", "not for"})
BOXES = frozenset(
    "the a box boxes column columns cell cells field fields row line in on of for beside against "
    "next to at 's is are leaves leave left remains stays has have and there its under by".split()
) | {"next to", "of the", "in the", "is left"}
ROWS = RELATIVE | AMONG | TICKS | OF | BLANK | NONE_FOR
"""Words without one of which nothing here is turned."""

FAR = 5  # items between a noun and what the index does with it


def in_rows(found: list[Item]) -> list[Item]:
    """Return the items with what the index lists in plainer words."""
    if any(item.roles & INDEX for item in found):
        found = _of_one_index(found)
        found = _that_it_lists(found)
        found = _among_suppliers(found)
    lows = {item.low for item in found}
    if lows & {"there is", "there is no", "there are", "there are no"} and lows & TICKS:
        found = _there_is_a_tick(found)
    if lows & BLANK:
        found = _blank(found)
    if lows & NONE_FOR and any(item.low.endswith(("tick for", "mark for")) for item in found):
        found = _none_for(found)
    if lows & WHERE and lows & AMONG:
        found = _where(found)
    return found


def _of_one_index(found: list[Item]) -> list[Item]:
    """Read "the table of the AI Global Surveillance Index" as "the table"."""
    for i in range(1, len(found) - 2):
        if not found[i].roles & INDEX or found[i + 1].low not in ("of", "of the"):
            continue
        after = i + 2 + (found[i + 2].low == "the")
        if after < len(found) and "index" in found[after].roles:
            return [*found[: i + 1], *found[after + 1 :]]
    return found


def _that_it_lists(found: list[Item]) -> list[Item]:
    """Read "countries that the index covers" as "listed countries"."""
    for i, item in enumerate(found):
        if item.low not in RELATIVE:
            continue
        at = i + 1
        while at < len(found) and found[at].low in ARTICLES:
            at += 1
        if at + 1 >= len(found) or not found[at].roles & INDEX or found[at + 1].low not in COVERS:
            continue
        behind = found[at + 2] if at + 2 < len(found) else None
        if behind is not None and (_named(behind) or behind.low in ("with", "as", "for", "under")):
            continue
        near = range(i - 1, max(-1, i - 1 - FAR), -1)
        noun = next((j for j in near if "country_noun" in found[j].roles), None)
        if noun is None:
            noun = i - 1 if i and found[i - 1].kind == "group" else None
        if noun is None:
            continue
        low = f"listed {found[noun].low}" if found[noun].kind != "group" else "listed"
        roles = LISTED | (found[noun].roles if found[noun].kind != "group" else frozenset())
        listed = replace(found[noun], low=low, kind="word", id="", roles=roles)
        kept = [found[noun]] if found[noun].kind == "group" else []
        edition = found[at] if not found[at].roles & {"index"} else None
        dated = [replace(edition, low=f"in {edition.low}")] if edition is not None else []
        return [*found[:noun], listed, *kept, *found[noun + 1 : i], *dated, *found[at + 2 :]]
    return found


def _named(item: Item) -> bool:
    return item.place or item.kind in ("supplier", "technology")


def _among_suppliers(found: list[Item]) -> list[Item]:
    """Read "names Huawei among Canada's suppliers" as "names Huawei for Canada"."""
    for i in range(2, len(found) - 3):
        if found[i].low not in AMONG or found[i - 1].kind != "supplier":
            continue
        place, own, noun = found[i + 1 : i + 4]
        if not place.place or own.low != "'s" or noun.low not in ("suppliers", "vendors"):
            continue
        if not any(item.roles & {"reported", "listed"} for item in found[: i - 1]):
            continue
        for_ = replace(found[i], low="for", kind="word", roles=frozenset({"idle"}))
        return [*found[:i], for_, place, *found[i + 4 :]]
    return found


def _there_is_a_tick(found: list[Item]) -> list[Item]:
    """Read "there is a smart policing tick for Ghana" as "Ghana has a tick for smart policing"."""
    for i, item in enumerate(found[:-3]):
        if not item.low.startswith(("there is", "there are")):
            continue
        at = i + 1 + (found[i + 1].low in ("a", "no", "also"))
        kind, tick = found[at], found[at + 1] if at + 1 < len(found) else found[at]
        if kind.kind != "technology" or tick.low not in TICKS:
            return found
        start = at + 2
        while start < len(found) and (found[start].low in EACH or found[start].low == "for"):
            start += 1
        stop = start
        while stop < len(found) and (found[stop].place or found[stop].low in LINKS):
            stop += 1
        names = found[start:stop]
        if not any(name.place for name in names):
            return found
        denied = item.low.endswith(" no") or found[i + 1].low == "no"
        has = replace(item, low="has", kind="word", roles=frozenset({"use", "idle"}))
        no = replace(item, low="no", kind="word", roles=frozenset({"none", "lack", "rank"}))
        told = replace(tick, low="tick for", kind="word", roles=frozenset({"origin_noun"}))
        mark = replace(tick, low="has a tick for", kind="word", roles=frozenset({"use"}))
        verb = [has, no, told] if denied else [mark]
        return [*found[:i], *names, *verb, kind, *found[stop:]]
    return found


def _blank(found: list[Item]) -> list[Item]:
    """Read "the facial recognition box is blank for Laos" as "Laos has no tick for" it."""
    places = [item for item in found if item.place]
    kinds = [item for item in found if item.kind == "technology"]
    frame = [item for item in found if item.roles & INDEX]
    rest = [
        item
        for item in found
        if not (item in places or item in kinds or item in frame or item.kind == "sign")
        and not (item.low in BOXES or item.low in BLANK or "reported" in item.roles)
    ]
    if rest or not places or len(kinds) != 1 or any(item.kind == "demonym" for item in places):
        return found
    first = found[0].first
    has = Item(first, first, "has", "word", roles=frozenset({"use", "idle"}))
    no = Item(first, first, "no", "word", roles=frozenset({"none", "lack", "rank"}))
    tick = Item(first, first, "tick for", "word", roles=frozenset({"origin_noun"}))
    names: list[Item] = []
    for i, place in enumerate(places):
        if i:
            names.append(Item(first, first, "and", "word", roles=frozenset({"idle"})))
        names.append(place)
    shows: list[Item] = []
    for item in frame:
        shows += [Item(first, first, ",", "sign"), item]
        shows.append(Item(first, first, "shows", "word", roles=frozenset({"reported"})))
    return [*names, has, no, tick, *kinds, *shows]


def _none_for(found: list[Item]) -> list[Item]:
    """Read "has a tick for X but none for Y" as "has a tick for X but no tick for Y"."""
    for i, item in enumerate(found):
        told = any(before.low.endswith(("tick for", "mark for")) for before in found[:i])
        if item.low not in NONE_FOR or not told:
            continue
        at = i + 1 + (found[i + 1 : i + 2] != [] and found[i + 1].low in ("for", "beside"))
        if at < len(found) and (found[at].kind == "technology" or found[at].place):
            no = replace(item, low="no", kind="word", roles=frozenset({"none", "lack", "rank"}))
            tick = replace(item, low="tick for", kind="word", roles=frozenset({"origin_noun"}))
            origin = found[at].kind == "demonym"
            noun = at + 1 < len(found) and "origin_noun" in found[at + 1].roles
            name = [found[at]]
            if origin and not noun:  # "a tick for Japanese technology but none for Chinese"
                technology = frozenset({"idle", "origin_head", "origin_noun", "technology_noun"})
                name.append(replace(item, low="technology", kind="word", roles=technology))
            return [*found[:i], no, tick, *name, *found[at + 1 :]]
    return found


def _where(found: list[Item]) -> list[Item]:
    """Read "is among the countries where NEC supplies it" as "has NEC"."""
    at = next((i for i, item in enumerate(found) if item.low in WHERE), 0)
    head, rest = found[:at], found[at + 1 :]
    among = next((i for i, item in enumerate(head) if item.low in AMONG), 0)
    if not among or not rest or not any(item.place for item in head[:among]):
        return found
    noun = [item for item in head[among + 1 :] if item.low != "the"]
    if len(noun) != 1 or "country_noun" not in noun[0].roles or "be" not in head[among - 1].roles:
        return found
    thing = _supplied(rest)
    if not thing:
        return found
    has = replace(head[among - 1], low="has", kind="word", roles=frozenset({"use", "idle"}))
    return [*head[: among - 1], has, *thing]


def _supplied(rest: Sequence[Item]) -> list[Item]:
    """Return the suppliers of "NEC and IBM supply surveillance technology", and what ends it."""
    stop = 0
    while stop < len(rest) and (rest[stop].kind == "supplier" or rest[stop].low in LINKS):
        stop += 1
    names, after = rest[:stop], list(rest[stop:])
    if not any(item.kind == "supplier" for item in names) or not after:
        return []
    if "supply" not in after[0].roles and "listed" not in after[0].roles:
        return []
    after = after[1:]
    while after and (after[0].id == "ai_surveillance" or "origin_noun" in after[0].roles):
        after = after[1:]
    return [*names, *after]
