"""Set phrases that deny, in the words that the readers know: "nothing but", "nor does Ghana"."""

from __future__ import annotations

from sousveil.extraction.statements.item import Item, reworded

ABSENT = frozenset({"lack", "none"})
NO_MORE = frozenset({"there is no", "there are no", "there was no", "there were no"})
NEGATED = frozenset({"no", "not", "without", "nor", "neither"})


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


def no_other(found: list[Item]) -> list[Item]:
    """Read "no supplier but Huawei" and "from Huawei and no one else" as "only Huawei"."""
    for i, item in enumerate(found):
        if item.low not in NO_OTHER:
            continue
        if item.low in ("nobody else", "no one else") and i > 1:
            back = i - 1 - (found[i - 1].low in ("and", "but", ","))
            ends = i + 1 >= len(found) or found[i + 1].kind == "sign"
            whence = back > 0 and found[back - 1].low in ("from", "buys from", "buy from")
            if ends and found[back].kind == "supplier" and whence:
                only = reworded(item, "only", "only")
                has = [reworded(item, "has", "use", "idle")]
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
            return [*found[:i], reworded(item, "only", "only"), *rest, *told, *tail]
    return found


def _is_firm(item: Item) -> bool:
    return "supplier_noun" in item.roles or "supplier" in item.low.split(" ")


LONGEST_BETWEEN = 3  # items
LISTS = frozenset({"and", ",", "the", "technology", "technologies", "systems", "platforms"})
RECORDED = frozenset({"listed", "found", "idle", "be"})


def nothing_but(found: list[Item]) -> list[Item]:
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
            return [*found[:first], reworded(item, "only", "only"), *names, *found[i + 1 :]]
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
            return [*found[:i], reworded(item, "only", "only"), *rest, *end, *tail]
    return found


def there_is_no(found: list[Item]) -> list[Item]:
    """Read "there is no tick for it beside Chile" as "no tick for it" there."""
    at = next(i for i, item in enumerate(found) if item.low in NO_MORE)
    after = found[at + 1 : at + 6]
    counts = any("country_noun" in item.roles and "idle" not in item.roles for item in after)
    if at or counts or not any(item.place for item in found):
        return found
    no = reworded(found[at], "no", "lack", "none")
    return [no, *found[at + 1 :]]


def not_only(found: list[Item]) -> list[Item]:
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
    joined = reworded(found[but], "and", "idle")
    return [*found[:at], *before, joined, *found[stop:]]


def none_either(found: list[Item]) -> list[Item]:
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
        return [*before, reworded(found[i], "and", "idle"), found[at], *found[stop:]]
    return found


def nor(found: list[Item]) -> list[Item]:
    """Read "no tick for Canada or Chile" as "no tick for Canada and Chile"."""
    made = list(found)
    denied = False
    for i, item in enumerate(found):
        denied = denied or item.low in NEGATED or bool(item.roles & {"lack"})
        if item.low == "or" and denied and 0 < i < len(found) - 1:
            after = found[i + 1] if found[i + 1].low != "the" else found[min(i + 2, len(found) - 1)]
            if found[i - 1].place and after.place:
                made[i] = reworded(item, "and", "idle")
    return made
