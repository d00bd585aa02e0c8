"""Where something is nowhere, and wherever something is: as "no country" and "every country"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.item import Item
from sousveil.model.noun import replace

NOWHERE = frozenset({"nowhere", "not anywhere"})
ANY = frozenset({"any", "a single", "even one", "one single", "any single"})
ANYWHERE = frozenset({"anywhere", "at all", "whatsoever", "anywhere at all"})
NO = frozenset({"no", "not a single", "not one", "none of", "no single", "not any"})
EVERY = frozenset({"every", "all", "each", "any", "every single", "every one of"})
WHEREIN = frozenset({"where", "in which", "for which", "wherein"})
WHEREVER = frozenset({"wherever", "everywhere", "everywhere that"})
SOMEWHERE = NOWHERE | NO | ANY | WHEREIN | WHEREVER
"""Words without one of which nothing is turned."""

SMALL = frozenset(
    "the in of a an any on for at to as by does do did is are was were be been has have it also "
    "there across and which too from that its with within".split()
) | {"of the", "there is", "there are", "is to be", "are to be", "to be found"}
SMALL |= {"is to be found", "are to be found"}
VERBS = frozenset({"listed", "found", "reported", "use", "be", "belong", "supply", "buy"})
FRAMES = frozenset({"index", "edition_first", "edition_last", "frame"})
STOPPING = frozenset({"only", "most", "least", "more", "fewer", "apart", "outside", "new", "gone"})
STOPPING |= {"kept", "rank", "score", "cannot", "supplier_noun", "customers", "both_editions"}
STOPPING |= {"mostly", "few", "some", "almost", "nearly", "still", "neither", "both", "every"}
TELLING = FRAMES | {"listed", "reported"}
LEAST = 4  # items of a sentence that is turned


def nowhere(found: list[Item]) -> list[Item]:
    """Read "the index names NEC nowhere in Africa" as "no country in Africa has NEC"."""
    if len(found) < LEAST:
        return found
    lows = {item.low for item in found}
    if not lows.isdisjoint(WHEREVER) or not lows.isdisjoint(WHEREIN):
        return _wherever(found)
    if sum(item.kind == "group" for item in found) != 1 or any(
        item.kind in ("number", "share", "whole", "unknown") for item in found
    ):
        return found
    found = _any_country(found)
    denied = _denied(found)
    thing = _thing([item for i, item in enumerate(found) if i not in denied], grouped=True)
    if not denied or not thing:
        return found
    no, noun, inside, has = _words(found[0].first)
    group = next(item for item in found if item.kind == "group")
    return [no, noun, inside, group, has, *thing, *_frame(found)]


def _any_country(found: list[Item]) -> list[Item]:
    """Read "no technology in any country of Africa" as "no technology anywhere in Africa"."""
    for i, item in enumerate(found[:-2]):
        if item.low not in ANY or "country_noun" not in found[i + 1].roles:
            continue
        if found[i + 2].kind != "group" and found[i + 2].low not in ("of", "in", "of the"):
            return found
        denies = [other for other in found[:i] if other.low in NO or other.low in ("not", "n't")]
        if len(denies) != 1:
            return found
        rest = [other for other in found[:i] if other is not denies[0]]
        no = replace(denies[0], low="nowhere", kind="word", roles=frozenset({"none", "lack"}))
        return [*rest, no, *found[i + 2 :]]
    return found


def _words(first: int) -> tuple[Item, Item, Item, Item]:
    made = [
        Item(first, first, low, "word", roles=frozenset(roles))
        for low, roles in (
            ("no", {"none", "lack", "rank"}),
            ("country", {"country_noun", "idle"}),
            ("in", {"belong", "idle"}),
            ("has", {"use", "idle"}),
        )
    ]
    return made[0], made[1], made[2], made[3]


def _denied(found: Sequence[Item]) -> list[int]:
    """Return the items that say "nowhere"; none where the words are plain, or say more."""
    for i, item in enumerate(found):
        if item.low in NOWHERE:
            return [i]
        after = found[i + 1] if i + 1 < len(found) else None
        if item.low not in NO or after is None:
            continue
        if "country_noun" in after.roles:  # "in no country of Africa", but not "no country uses"
            behind = found[i - 1].low if i else ""
            return [i, i + 1] if behind in ("in", "for") else []
        from_ = "origin_noun" in after.roles and [item.low for item in found[i + 2 : i + 3]] == [
            "from"
        ]
        if not (_names(after) or from_):
            return []
        where = [j for j, other in enumerate(found) if other.low in ANYWHERE]
        subject = not any(other.kind == "group" for other in found[:i])
        return [i, *where] if subject else []
    return []


def _names(item: Item) -> bool:
    return item.kind in ("technology", "supplier") or (item.place and item.kind != "capital")


def _thing(found: Sequence[Item], *, grouped: bool = False) -> list[Item]:
    """Return the one thing that some items name, if all the others only say that it is there."""
    thing: list[Item] = []
    for i, item in enumerate(found):
        origin = thing and thing[-1].place and "origin_noun" in item.roles
        if _names(item):
            if thing:
                return []
            thing.append(item)
        elif origin:
            thing.append(item)
        elif item.kind == "group":
            if not grouped:
                return []
        elif item.kind == "sign":
            if item.low not in (",", ".", "!", "…"):
                return []
        elif item.low in SMALL:
            continue
        elif not _fills(item, found[i + 1].low if i + 1 < len(found) else ""):
            return []
    if thing and thing[0].kind == "technology" and any(_whence(item) for item in found):
        return []
    if len(thing) == 1 and thing[0].place:
        before = found[found.index(thing[0]) - 1 - (found[found.index(thing[0]) - 1].low == "the")]
        if before.low != "from":
            return []
        noun = frozenset({"idle", "origin_head", "origin_noun", "technology_noun", "trade"})
        first = thing[0].first
        return [
            Item(first, first, "technology", "word", roles=noun),
            Item(first, first, "from", "word", roles=frozenset({"from", "idle", "buy"})),
            *thing,
        ]
    return thing


def _fills(item: Item, after: str) -> bool:
    """Tell a word that only says that something is there, or is recorded."""
    if item.kind == "unknown" or (item.roles & STOPPING and not item.roles & TELLING):
        return False
    noun = "origin_noun" in item.roles and after == "from"
    return noun or bool(item.roles & (VERBS | FRAMES)) or item.roles == {"idle"}


def _whence(item: Item) -> bool:
    """Tell "from" and "supplies", which say of a technology where it comes from."""
    traded = item.roles & {"supply", "buy"} and item.roles.isdisjoint({"use", "found", "listed"})
    return item.low == "from" or bool(traded)


def _frame(found: Sequence[Item]) -> list[Item]:
    """Return the words on index and edition as they stand behind a statement."""
    made: list[Item] = []
    for item in found:
        if item.roles & FRAMES - {"frame"}:
            first = item.first
            made.append(Item(first, first, ",", "sign"))
            made.append(item)
            if not item.low.startswith(("in ", "on ")):
                shows = Item(first, first, "shows", "word", roles=frozenset({"reported"}))
                made.append(shows)
    return made


def _wherever(found: list[Item]) -> list[Item]:
    """Read "wherever NEC is named, it is in use" as "every country with NEC has it"."""
    comma = next((i for i, item in enumerate(found) if item.low == ","), 0)
    if not comma:
        return found
    head, main = found[:comma], found[comma + 1 :]
    group: list[Item] = []
    if head[0].low in WHEREVER:
        told = head[1:]
    else:
        at = 1 if head[0].low in ("in", "for", "across") else 0
        where = next((i for i, item in enumerate(head) if item.low in WHEREIN), 0)
        noun = head[at:where]
        if len(noun) < LEAST - 2 or noun[0].low not in EVERY or not where:
            return found
        if "country_noun" not in noun[1].roles or not all(
            item.kind == "group" or item.low in SMALL or item.roles & FRAMES for item in noun[2:]
        ):
            return found
        group, told = [item for item in noun[2:] if item.kind == "group"], head[where + 1 :]
    first = found[0].first
    one, other = _thing(told), _thing(main)
    if not one or not other or len(group) > 1:
        return found
    if any(item.low == "it" for item in main) and not any("index" in i.roles for i in told):
        return found  # "it comes from NEC"
    _, country, inside, has = _words(first)
    every = Item(first, first, "every", "word", roles=frozenset({"every"}))
    with_ = replace(has, low="with", roles=frozenset({"use"}))
    listed = Item(first, first, "listed", "word", roles=frozenset({"idle", "listed", "reported"}))
    place = [inside, *group] if group else []
    return [every, listed, country, *place, with_, *one, has, *other, *_frame(found)]
