"""Who came into a set, left it or stayed, in plainer words: "the only country to leave it"."""

from __future__ import annotations

from sousveil.extraction.statements.item import Item, word_at
from sousveil.extraction.statements.keeping import (
    HAVING,
    KEEPING,
    LOSING,
    NAMED,
    PLACE,
    WHEN,
    kept_all,
    kept_its_place,
)
from sousveil.extraction.statements.step import Step, run
from sousveil.model.noun import replace

INTO = frozenset(
    """
    join joins joined joining enter enters entered entering debut debuted arrive arrived added
    gain gains gained win won attract attracted acquire acquired
    """.split()
) | {"come in", "came in", "has added", "has gained", "has won", "picked up", "has picked up"}
OUT_OF = frozenset(
    """
    leave leaves left leaving exit exits exited disappear disappears disappeared vanish vanishes
    vanished quit quits lost lose loses shed sheds dropped
    """.split()
) | {
    "drop out",
    "drops out",
    "dropped out",
    "drop out of",
    "dropped out of",
    "has lost",
    "fall out",
}
OUT_OF |= {
    "have lost",
    "have shed",
    "has left",
    "have left",
    "fall out of",
    "fell out of",
    "drop off",
    "dropped off",
    "gone",
}
OUT_OF |= {"disappear from", "disappeared from", "vanish from", "vanished from", "has shed"}
ONLY = frozenset({"the only", "only", "the sole", "sole", "the one", "the lone", "the only one"})
ONLY |= {"the single", "lone", "single", "the one and only"}
THAT = frozenset({"that", "which", "to", "who"})
LISTS = frozenset({"list", "client list", "customer list", "tally", "column", "roster", "books"})
TURNS = frozenset({"new", "gone"})


def _way(item: Item) -> str:
    """Return whether a verb says that a country came in or went out; empty for neither."""
    if item.low in INTO or ("new" in item.roles and "country_noun" not in item.roles):
        return "new"
    gone = item.low in OUT_OF or ("gone" in item.roles and "country_noun" not in item.roles)
    return "gone" if gone else ""


def _only_ones(found: list[Item]) -> list[Item]:
    """Read "the only countries to leave the index" as "the only dropouts of the index"."""
    for i, item in enumerate(found[:-3]):
        if "only" not in item.roles or item.low not in ONLY:
            continue
        noun = i + 1 + (found[i + 1].kind == "number")
        while found[noun].kind == "group" and noun + 2 < len(found):
            noun += 1
        if "country_noun" not in found[noun].roles or _way(found[noun]):
            continue
        at = noun + 1
        if at + 1 >= len(found) or found[at].low not in THAT:
            continue
        at += 1
        owner = found[at] if found[at].kind in NAMED else None
        at += owner is not None
        while at < len(found) - 1 and found[at].low in HAVING:
            at += 1
        way = _way(found[at]) if at < len(found) else ""
        named = owner is None and at + 1 < len(found) and found[at + 1].kind in NAMED
        if named and found[at].low in GAINING:
            owner = found[at + 1]
            found = [*found[: at + 1], *found[at + 2 :]]
        if not way or (owner is None and found[at].low in GAINING):
            continue
        if owner is not None and found[at].low not in GAINING:
            continue
        rest = found[at + 1 :]
        head = found[:noun]
        like = found[noun]
        if owner is None:
            if rest and rest[0].low in ("from", "off", "onto", "in", "of"):
                rest = rest[1:]
            if len(rest) > 1 and rest[0].low == "the" and _index(rest[1]):
                rest = rest[1:]
            low = "newcomers" if way == "new" else "dropouts"
            people = word_at(like, low, "country_noun", way)
            told = INDEXES & set(found[at].low.split(" ")) or (rest and _index(rest[0]))
            listed = [word_at(like, "in the index", "listed")] if told else []
            if listed and rest and rest[0].low == "the":
                rest = rest[1:]
            if listed and rest and "index" in rest[0].roles:
                rest = rest[1:]
            if not listed and rest and (rest[0].kind == "group" or rest[0].low in ("the", "its")):
                continue  # "the only country to leave the Belt and Road"
            return [*head, people, *listed, *rest]
        verb = word_at(found[at], way, way)
        shown = word_at(found[at], "in the index", "listed")
        return [*head, verb, like, word_at(like, "with", "use"), owner, shown, *rest]
    return found


GAINING = frozenset(
    {"gain", "gains", "gained", "win", "won", "lost", "lose", "loses", "shed", "sheds"}
)
GAINING |= {"have lost", "have gained", "have won", "have shed", "have added", "have acquired"}
GAINING |= {"has gained", "has lost", "has won", "has shed", "attracted", "acquired", "picked up"}
GAINING |= {"added", "has added", "dropped", "attract", "acquire", "has picked up"}


INDEXES = frozenset({"index", "list", "table"})


def _index(item: Item) -> bool:
    return bool(item.roles & {"index", "edition_first", "edition_last"})


def _new_ones(found: list[Item]) -> list[Item]:
    """Read "the only new country on IBM's list" as "the only one new with IBM"."""
    for i, item in enumerate(found[1:-1], 1):
        noun = found[i + 1]
        if item.low != "new" or "country_noun" not in noun.roles or item.kind == "group":
            continue
        if "only" not in found[i - 1].roles and found[i - 1].kind != "number":
            continue
        rest = found[i + 2 :]
        owned = len(rest) > 3 and rest[0].low in ("on", "in", "among") and rest[1].kind in NAMED
        if owned and rest[2].low == "'s" and rest[3].low in (*LISTS, "countries", "customers"):
            listed = word_at(noun, "in the index", "listed")
            made = [
                word_at(item, "new", "new"),
                noun,
                word_at(noun, "with", "use"),
                rest[1],
                listed,
            ]
            return [*found[:i], *made, *rest[4:]]
        if rest and (rest[0].roles & {"listed"} or (rest[0].low in ("in", "on") and rest[1:])):
            inside = rest[0].roles & {"listed"} or any(_index(j) for j in rest[1:3])
            if inside:
                low = word_at(item, "newcomers", "country_noun", "new")
                return [*found[:i], low, *rest]
    return found


FRONTS = frozenset({"new on", "new in", "gone from", "missing from", "new to", "new among"})


def _list_first(found: list[Item]) -> list[Item]:
    """Read "New on NEC's list are Chad and Peru" as "Chad and Peru are new on NEC's list"."""
    if len(found) < 6 or found[0].low not in FRONTS or found[1].kind not in NAMED:
        return found
    if found[2].low != "'s" or found[3].low not in LISTS or found[4].low not in ("is", "are"):
        return found
    stop = len(found)
    while found[stop - 1].kind == "sign":
        stop -= 1
    tail = found[5:stop]
    if not tail or not all(item.place or item.low in ("and", ",", "the") for item in tail):
        return found
    way = "new" if found[0].low.startswith("new") else "gone"
    listed = word_at(found[3], "in the index", "listed")
    with_it = [word_at(found[1], "with", "use"), found[1], listed]
    return [
        *tail,
        found[4],
        word_at(found[0], f"the {way} countries", way),
        *with_it,
        *found[stop:],
    ]


def _gone_in(found: list[Item]) -> list[Item]:
    """Read "Huawei has disappeared from Chad" as "Huawei has disappeared in Chad"."""
    for i in range(1, len(found) - 2):
        item, small, place = found[i : i + 3]
        both = place.low == "both" and i + 3 < len(found) and found[i + 3].place
        if "gone" in item.roles and small.low == "from" and (place.place or both):
            before = [j for j in found[:i] if j.kind in NAMED]
            if before and not any(j.place for j in found[:i]):
                return [*found[: i + 1], word_at(small, "in", "belong", "idle"), *found[i + 2 :]]
    return found


NEWCOMERS = frozenset({"new", "gone"})
NOBODY = frozenset({"none", "none of", "not one of", "no"})


def _part_of_them(found: list[Item]) -> list[Item]:
    """Read "eleven of the 24 newcomers are in Asia" as "eleven countries in Asia are new"."""
    whole = next(
        (i for i, x in enumerate(found) if x.roles & NEWCOMERS and "country_noun" in x.roles), 0
    )
    groups = [i for i, item in enumerate(found) if item.kind == "group"]
    numbers = [i for i, item in enumerate(found) if item.kind in ("number", "whole")]
    if not whole or len(groups) != 1 or any(item.kind == "share" for item in found):
        return found
    head = (
        found[0]
        if found[0].kind == "number" or found[0].low in NOBODY | {"one of", "one"}
        else None
    )
    small = {"of", "of the", "the", "are", "is", "in", "from", "were", "come from", "comes from"}
    rest = [
        i for i, item in enumerate(found) if item.kind != "sign" and i not in (0, whole, *groups)
    ]
    size = [i for i in numbers if 0 < i < whole]
    plain = all(found[i].low in small or i in size or found[i].roles & WHEN for i in rest)
    if head is None or not plain or len(size) > 1 or groups[0] < whole:
        return found
    like, way = found[whole], next(iter(found[whole].roles & NEWCOMERS))
    value = head.value if head.kind == "number" else 0.0 if head.low in NOBODY else 1.0
    number = (
        head if head.kind == "number" else Item(head.first, head.stop, "0", "number", value=value)
    )
    noun, be = (
        word_at(like, "countries", "country_noun", "idle"),
        word_at(like, f"are {way}", way),
    )
    listed = word_at(like, "in the index", "listed")
    made = [number, noun, word_at(like, "in", "belong", "idle"), found[groups[0]], be, listed]
    if size:
        many = replace(found[size[0]], kind="number", low=found[size[0]].low.split(" ")[-1])
        made = [many, noun, be, listed, Item(like.first, like.first, ";", "sign"), *made]
    return [*made, *(item for item in found[groups[0] :] if item.kind == "sign")]


def _all_gone(found: list[Item]) -> list[Item]:
    """Read "Oman and Chad are all missing from it" without "all"."""
    for i in range(4, len(found) - 1):
        if found[i].low not in ("all", "both", "each") or found[i - 1].low not in ("are", "were"):
            continue
        listed = found[i - 2].place and any(item.place for item in found[: i - 2])
        if listed and found[i + 1].roles & TURNS:
            return [*found[:i], *found[i + 1 :]]
    return found


SECOND = frozenset({"second", "the second"})
FROM = frozenset({"from", "in", "of", "to", "into", "on", "in the", "of the", "from the", "to the"})


def _second(found: list[Item]) -> list[Item]:
    """Read "of the first edition, two are gone from the second" as from its second edition."""
    for i in range(2, len(found)):
        if found[i].low not in SECOND:
            continue
        back = i - 1 - (found[i - 1].low == "the")
        after = found[i + 1] if i + 1 < len(found) else None
        ends = after is None or after.kind == "sign"
        if ends and (found[back].low in FROM or found[back].roles & TURNS):
            return [
                *found[:i],
                word_at(found[i], "second edition", "edition_last"),
                *found[i + 1 :],
            ]
    return found


def _it(found: list[Item]) -> list[Item]:
    """Put the list in the place of "it" in "Oman left the index, and Chad joined it"."""
    for i in range(3, len(found)):
        if found[i].low != "it" or not found[i - 1].roles & TURNS:
            continue
        if i + 1 < len(found) and found[i + 1].kind != "sign":
            continue
        for at in range(i - 3, 0, -1):
            owned = found[at].low == "'s" and found[at - 1].kind in NAMED
            if owned and found[at + 1].low in LISTS:
                return [*found[:i], *found[at - 1 : at + 2], *found[i + 1 :]]
            if "index" in found[at].roles:
                return [*found[:i], found[at], *found[i + 1 :]]
    return found


FOR = frozenset({"replaced", "replaces", "has replaced", "took the place of", "takes the place of"})
FOR |= {"has taken the place of", "took over from", "has supplanted", "supplanted", "supplants"}
AWAY = frozenset({"made way for", "makes way for", "gave way to", "gives way to"})
AWAY |= {"has made way for", "has given way to", "was replaced by", "is replaced by"}
AWAY |= {"has been replaced by"}


def _replaced(found: list[Item]) -> list[Item]:
    """Read "Chad replaced Mali on NEC's list" as "Chad joined NEC's list, Mali left it"."""
    for i in range(1, len(found) - 5):
        verb = found[i]
        if verb.low not in FOR | AWAY or not found[i - 1].place or not found[i + 1].place:
            continue
        rest = found[i + 2 :]
        if rest[0].low not in ("on", "in", "among") or rest[1].kind not in NAMED:
            continue
        if rest[2].low != "'s" or rest[3].low not in (*LISTS, "countries", "customers"):
            continue
        if any(item.kind != "sign" and not item.roles & WHEN for item in rest[4:]):
            continue
        new, old = found[i - 1], found[i + 1]
        if verb.low in AWAY:
            new, old = old, new
        listed = word_at(rest[3], "in the index", "listed")
        where = [word_at(rest[0], "with", "use"), rest[1], listed]
        return [
            *found[: i - 1], new, word_at(verb, "is new", "new"), *where,
            word_at(verb, "and", "idle"), Item(verb.first, verb.first, ";", "sign"),
            old, word_at(verb, "is gone", "gone"), *where, *rest[4:],
        ]  # fmt: skip
    return found


BOTH = frozenset({"and", "but", "while", "and has", "yet"})
MORE = frozenset({"new", "of them", "others", "other", "more", "further"})


def _won_and_lost(found: list[Item]) -> list[Item]:
    """Read "NEC gained two countries and lost one" as those new with it and those gone."""
    verbs = [i for i, item in enumerate(found) if item.low in GAINING | LOSING | NETTING]
    if len(verbs) != 2 or _way_of(found[verbs[0]]) == _way_of(found[verbs[1]]):
        return found
    one, two = verbs
    back = one - 1 - (found[one - 1].low in HAVING)
    name = found[back] if back >= 0 else None
    if name is None or not (name.kind in NAMED or _index(name)):
        return found
    first, second = found[one + 1 : two], found[two + 1 :]
    numbers = [_amount(part) for part in (first, second)]
    glue = [item for item in first if item.low in BOTH]
    ahead = [item for item in found[:back] if item.low not in (",", "the")]
    if None in numbers or len(glue) != 1 or any(not item.roles & WHEN for item in ahead):
        return found
    like = found[one]
    made: list[Item] = []
    for verb, number in zip(verbs, numbers, strict=True):
        assert number is not None
        way = _way_of(found[verb])
        made += [Item(like.first, like.first, ";", "sign")] if made else []
        made += [number, word_at(like, "countries", "country_noun", "idle")]
        made.append(word_at(like, f"are {way}", way))
        if name.kind in NAMED:
            made += [word_at(like, "with", "use"), name]
        made.append(word_at(like, "in the index", "listed"))
    return [*made, *(item for item in second if item.kind == "sign")]


NETTING = frozenset({"added", "adds", "dropped", "drops", "removed", "shed"})


def _way_of(item: Item) -> str:
    return "new" if item.low in INTO or item.low in ("adds",) else "gone"


def _amount(part: list[Item]) -> Item | None:
    """Return the number of "seventeen countries and", where nothing else is said."""
    if not part or (part[0].kind != "number" and part[0].low != "one"):
        return None
    for item in part[1:]:
        small = item.low in BOTH | MORE | HAVING or item.kind == "sign"
        if not (small or "country_noun" in item.roles or item.roles & WHEN):
            return None
    number = part[0]
    if number.kind == "number":
        return number if number.value == int(number.value) else None
    return Item(number.first, number.stop, "one", "number", value=1.0)


def who_moved(found: list[Item]) -> list[Item]:
    """Return the items of a sentence on who came and who went in plainer words."""
    return run(STEPS, found)


STEPS = (
    Step(_won_and_lost, ("up", "new"), ("down", "gone"), BOTH),
    Step(_replaced, FOR | AWAY),
    Step(_only_ones, ONLY, THAT),
    Step(_new_ones, ("new",), ("country_noun",)),
    Step(_list_first, FRONTS, LISTS),
    Step(_gone_in, ("gone",), ("from",)),
    Step(kept_all, KEEPING | LOSING),
    Step(kept_its_place, KEEPING, PLACE),
    Step(_it, ("it",), TURNS),
    Step(_part_of_them, ("group",), ("new", "gone"), ("country_noun",)),
    Step(_all_gone, ("all", "both", "each"), TURNS),
    Step(_second, SECOND, ("edition_first",)),
)
WORDS = {"up", "down"} | FOR | AWAY | ONLY | FRONTS | KEEPING | LOSING | TURNS | {"new"}
"""Words or roles without one of which nothing here is read."""
