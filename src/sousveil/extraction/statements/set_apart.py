"""What is left out of a count, or told in other words beside it, in plainer words."""

from __future__ import annotations

from sousveil.extraction.statements.item import Item, word_at

NAMED = frozenset({"supplier", "technology", "group", "country", "demonym", "capital"})
REGIMES = {"liberal": "LD", "electoral": "", "closed": "CA"}


ASIDE = frozenset({"aside", "out", "apart", "left aside", "left out", "out of account"})
LEAVING = frozenset({"leaving", "leave", "setting", "set", "putting", "put", "if", "with", "take"})
LEAVING |= {"if you leave", "if one leaves", "if we leave", "taking"}


def left_aside(found: list[Item]) -> list[Item]:
    """Read "leaving Huawei aside" and "if Huawei is left out" as "except Huawei"."""
    for i, item in enumerate(found[:-2]):
        if item.low not in LEAVING or found[i + 1].kind not in NAMED:
            continue
        stop = i + 2
        while stop < len(found) - 1 and found[stop].low in ("is", "are", "left", "set", "put"):
            stop += 1
        if found[stop].low in ASIDE:
            return [
                *found[:i],
                word_at(item, "except", "apart"),
                found[i + 1],
                *found[stop + 1 :],
            ]
    return found


def but(found: list[Item]) -> list[Item]:
    """Read "any other supplier but Huawei" as "any other supplier except Huawei"."""
    made = list(found)
    for i, item in enumerate(found[:-1]):
        of_all = any(j.roles & {"anyother", "none"} for j in found[max(0, i - 4) : i])
        if item.low == "but" and of_all and found[i + 1].kind in NAMED:
            made[i] = word_at(item, "except", "apart")
    return made


def halves(found: list[Item]) -> list[Item]:
    """Leave out the halves of "autocracies, closed and electoral taken together, ..."."""
    for i, item in enumerate(found[:-2]):
        if item.id not in ("autocracies", "democracies") or found[i + 1].low != ",":
            continue
        reach = range(i + 2, min(len(found), i + 8))
        stop = next((j for j in reach if found[j].low == ","), 0)
        inside = found[i + 2 : stop]
        if inside and all(word.low in REGIMES or word.low in TOGETHER for word in inside):
            adjectives = {word.low for word in inside if word.low in REGIMES}
            both = {"closed", "electoral"} if item.id == "autocracies" else {"liberal", "electoral"}
            if adjectives == both:
                return [*found[: i + 1], *found[stop + 1 :]]
    return found


TOGETHER = frozenset({"and", "both", "together", "taken together", "combined", "put together"})
TOGETHER |= {"taken", "as well as", "counted together", "alike", "in all"}
