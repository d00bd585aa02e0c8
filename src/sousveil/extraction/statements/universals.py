"""Words that say that all are meant, set before what they speak of: "NEC's customers, bar none"."""

from __future__ import annotations

from sousveil.extraction.statements.item import Item
from sousveil.model.noun import replace

BAR_NONE = frozenset(
    {
        "without exception",
        "bar none",
        "across the board",
        "one and all",
        "without a single exception",
    }
    | {"to a man", "to the last man", "without fail", "down to the last one", "to a country"}
    | {"without any exception", "invariably", "to the last one", "all without exception"}
)


def bar_none(found: list[Item]) -> list[Item]:
    """Read "without exception, the countries with it" as "all the countries with it"."""
    told = [i for i, item in enumerate(found) if item.low in BAR_NONE]
    if len(told) != 1 or any(item.roles & {"every", "none", "only"} for item in found[: told[0]]):
        return found
    if any(item.roles & {"every", "none"} for item in found[told[0] + 1 :]):
        return found
    every = replace(found[told[0]], low="all", kind="word", roles=frozenset({"every"}))
    stop = told[0] + 1
    while stop < len(found) and found[stop].low == ",":
        stop += 1
    rest = found[: told[0]]
    while rest and rest[-1].low == ",":
        rest.pop()
    whole = [*rest, *found[stop:]]
    if any(item.kind in ("number", "share") for item in whole[:4]):
        return found
    named = any(item.kind == "group" or "country_noun" in item.roles for item in whole[:4])
    return [every, *whole] if named else found


ALL_OF_THEM = frozenset({"all of them", "every one of them", "each of them", "each and every one"})
ALL_OF_THEM |= {"all", "one and all", "every last one of them", "every single one", "every one"}


def all_of_them(found: list[Item]) -> list[Item]:
    """Read "NEC's customers, all of them, have it" as "all NEC's customers have it"."""
    for i in range(1, len(found) - 2):
        if found[i].low not in ALL_OF_THEM or found[i - 1].low != "," or found[i + 1].low != ",":
            continue
        head = found[: i - 1]
        if any(item.roles & {"every", "none", "only", "some"} or item.low == "," for item in head):
            return found
        listed = [item for item in head if item.place and item.kind != "demonym"]
        if listed or any(item.kind in ("number", "share") for item in head):
            return found
        every = replace(found[i], low="all", kind="word", roles=frozenset({"every"}))
        return [every, *head, *found[i + 2 :]]
    return found


def alone_behind(found: list[Item]) -> list[Item]:
    """Read "is named in autocracies only" as "is named only in autocracies"."""
    for i in range(2, len(found)):
        after = found[i + 1] if i + 1 < len(found) else None
        ends = after is None or after.kind == "sign"
        if found[i].low not in ("only", "alone", "exclusively") or not ends:
            continue
        if found[i - 1].kind == "group" and found[i - 2].low.split(" ")[-1] in ("in", "by", "to"):
            return [*found[: i - 2], found[i], *found[i - 2 : i], *found[i + 1 :]]
    return found


def but_for(found: list[Item]) -> list[Item]:
    """Read "all 12 in Asia but India have it" as "all 12 in Asia except India have it"."""
    for i, item in enumerate(found[:-1]):
        if item.low != "but" or not i:
            continue
        before = found[max(0, i - LONGEST_HEAD) : i]
        opens = bool(before) and found.index(before[0]) == 0
        denied = opens and bool(before[0].roles & {"none", "every"})
        head = all(
            other.kind in ("group", "number")
            or other.low in ("in", "the", "of", "on", "member", "members")
            or other.roles & {"country_noun", "none", "every", "listed", "index"}
            for other in before
        )
        grouped = any(o.kind == "group" or "country_noun" in o.roles for o in before)
        if denied and head and grouped and found[i + 1].place and found[i + 1].kind != "demonym":
            except_ = replace(item, low="except", kind="word", roles=frozenset({"apart"}))
            return [*found[:i], except_, *found[i + 1 :]]
    return found


def wide_world(found: list[Item]) -> list[Item]:
    """Read "no country in the world but Kenya" as "no country but Kenya"."""
    for i in range(2, len(found) - 1):
        if "world" not in found[i].roles or "country_noun" not in found[i - 1].roles:
            continue
        after = found[i + 1]
        told = after.roles & {"apart"} or after.low in ("but", "with", "without", "that", "where")
        if told and found[i - 2].roles & {"every", "none", "only"} and found[i - 1].kind == "word":
            return [*found[:i], *found[i + 1 :]]
    return found


def most_listed(found: list[Item]) -> list[Item]:
    """Leave "the most listed democracies" unread, which are no supplier listed most often."""
    for i, item in enumerate(found[:-1]):
        after = found[i + 1]
        if item.low == "most listed" and (after.kind == "group" or "customers" in after.roles):
            return [*found[:i], replace(item, kind="unknown", roles=frozenset()), *found[i + 1 :]]
    return found


LONGEST_HEAD = 8  # items of "all of the 14 listed countries in Asia"


def one_exception(found: list[Item]) -> list[Item]:
    """Read "with one exception, all Africans" as "all but one Africans"."""
    for i in range(len(found) - 4):
        if found[i].low == "with the exception of" and found[i + 1].low in ONE_OF_THEM:
            every = found[i + 3]
            if found[i + 2].low == "," and every.kind == "number" and "every" in every.roles:
                but = replace(every, low="all but one", kind="word", but=1)
                return [*found[:i], but, replace(every, roles=frozenset()), *found[i + 4 :]]
        if found[i].low not in ("with", "save for", "apart from", "except for", "bar", "barring"):
            continue
        skipped = 1 if found[i + 1].low == "a" and found[i + 2].low in SOLITARY else 0
        near = found[i + 1 + skipped : i + 3 + skipped]
        if len(near) < 2 or "exception" not in near[1].roles:
            continue
        one = skipped or near[0].low in (
            "one",
            "a single",
            "just one",
            "only one",
            "a",
            "one country",
        )
        many = 1 if one else int(near[0].value) if near[0].kind == "number" else 0
        rest = next(
            (
                j
                for j in range(i + 3 + skipped, min(len(found), i + 6 + skipped))
                if found[j].low in ("all", "every", "each", "all the", "all of the")
            ),
            None,
        )
        if many and rest is not None:
            every = replace(found[rest], but=many, kind="word", roles=frozenset({"every"}))
            between = found[i + 3 + skipped : rest]
            return [*found[:i], *between, every, *found[rest + 1 :]]
    return found


SOLITARY = frozenset({"single", "sole", "lone", "solitary", "small", "notable"})

ONE_OF_THEM = frozenset({"one", "only one", "just one", "a single one", "one of them"})
