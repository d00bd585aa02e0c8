"""What is said of one country and denied of another, as two claims: "Kenya, unlike Ghana"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.item import Item
from sousveil.model.noun import replace

JOINTS = frozenset({"and", "or", ",", "the", "&", "nor"})
ENDS = frozenset({".", "!", "…"})
BREAKS = frozenset({";", ":", "—", "–", "(", ")", "?"})
DOES = frozenset({"does", "do", "did", "has", "have", "is", "are", "was", "were"})
NOT = frozenset({"not", "n't"})
DENIED = frozenset(
    {"doesn't", "don't", "didn't", "hasn't", "haven't", "isn't", "aren't", "wasn't", "weren't"}
)
AGAINST = NOT | DENIED | DOES | {"unlike"}
TURNS = frozenset({"but", "while", "whereas", ",", "though", "yet"})
TOO_MUCH = frozenset({"only", "every", "most", "more", "fewer", "both", "neither", "mostly", "few"})
NAMES = frozenset({"technology", "supplier", "group"})
UNSURE = frozenset({"number", "share", "whole", "unknown"})


def set_against(found: list[Item]) -> list[Item]:
    """Read "Kenya has it, Ghana does not" and "Kenya but not Ghana has it" as two claims."""
    words = {item.low for item in found}
    if words.isdisjoint(AGAINST) or not any(item.place for item in found):
        return found
    if any(i.kind in UNSURE and i.low != "unlike" for i in found):
        return found
    if any(i.roles & TOO_MUCH or i.low in BREAKS for i in found):
        return found
    return _unlike(found) or _does_not(found) or _but_not(found) or found


def _unlike(found: list[Item]) -> list[Item]:
    at = next((i for i, item in enumerate(found) if item.low == "unlike"), None)
    if at is None or (at and found[at - 1].low != ","):
        return []
    stop = _list_end(found, at + 1)
    if stop == at + 1:
        return []
    others = [item for item in found[at + 1 : stop] if item.place]
    if stop < len(found) and found[stop].low not in (*ENDS, ","):
        return []
    rest = [*found[: max(0, at - 1)], *found[stop + (found[stop].low == ",") :]] if at else []
    rest = rest or found[stop + 1 :]
    return _two(rest, others, denied=not _denies(rest))


def _does_not(found: list[Item]) -> list[Item]:
    """Read "Kenya has it, Ghana does not"."""
    for i in range(2, len(found) - 1):
        if found[i].low not in TURNS or not (found[i + 1].place or found[i + 1].low == "the"):
            continue
        first = i + 1
        stop = _list_end(found, first)
        if stop >= len(found):
            return []
        others = [item for item in found[first:stop] if item.place]
        denied = found[stop].low in DENIED
        end = stop + 1
        if found[stop].low in DOES:
            if end < len(found) and found[end].low in NOT:
                denied = True
                end += 1
        elif not denied:
            continue
        if not others or (end < len(found) and found[end].low not in (*ENDS, ",")):
            continue
        before = found[:i]
        while before and before[-1].kind == "sign":
            before = before[:-1]
        if denied == _denies(before) or not any(item.place for item in before):
            return []
        return _two([*before, *found[end:]], others, denied=denied)
    return []


def _but_not(found: list[Item]) -> list[Item]:
    """Read "it lists Kenya but not Ghana"."""
    for i in range(1, len(found) - 2):
        if found[i].low not in ("but", "and", ",") or found[i + 1].low not in NOT:
            continue
        stop = _list_end(found, i + 2)
        others = [item for item in found[i + 2 : stop] if item.place]
        at = i - 1 if found[i - 1].low == "," else i
        if not others or not at or not found[at - 1].place or _origin(found, at - 1):
            continue
        if any(item.roles & {"lack", "none"} for item in found[:i]):
            return []
        rest = stop + (stop < len(found) and found[stop].low == "," and found[i - 1].low == ",")
        return _two([*found[:at], *found[rest:]], others, denied=True)
    return []


def _denies(found: Sequence[Item]) -> bool:
    return any(item.roles & {"lack", "none"} for item in found)


def _list_end(found: Sequence[Item], at: int) -> int:
    """Return where a list of countries ends that begins at an item."""
    stop = last = at
    while stop < len(found) and (found[stop].place or found[stop].low in JOINTS):
        stop += 1
        if found[stop - 1].place:
            last = stop
        elif found[stop - 1].low == "," and found[stop - 2].place and not _goes_on(found, stop):
            break
    return last


def _goes_on(found: Sequence[Item], at: int) -> bool:
    """Tell whether a list goes on behind a comma: "Kenya, Ghana and Peru"."""
    after = [item for item in found[at : at + 3] if item.low not in ("the", "and")]
    return len(after) > 1 and after[0].place and (after[1].low in (",", "and", "or"))


def _origin(found: Sequence[Item], at: int) -> bool:
    """Tell "technology from China" from a country that has it."""
    before = [item.low for item in found[max(0, at - 3) : at]]
    return found[at].kind == "demonym" or any(low.endswith(("from", "by")) for low in before)


def _two(rest: list[Item], others: list[Item], *, denied: bool) -> list[Item]:
    """Return a claim and its like on other countries; nothing where that cannot be said."""
    while rest and rest[-1].low in ENDS:
        rest = rest[:-1]
    names = [i for i, item in enumerate(rest) if item.kind in NAMES or item.place]
    about: list[Item] = []
    for i in names:
        item = rest[i]
        if item.kind in NAMES:
            about.append(item)
        elif item.place and _origin(rest, i):
            noun = Item(item.stop, item.stop, "technology", "word", roles=ORIGIN)
            about += [replace(item, kind="demonym"), noun]
    if len([item for item in about if item.kind != "word"]) > 1:
        return []
    at = others[0].first
    end = Item(at, at, ";", "sign")
    names_of = _listed(others)
    if not about:
        told = any(i.roles & {"listed", "index", "edition_first", "edition_last"} for i in rest)
        if not told:
            return []
        listed = Item(at, at, "in the index", "word", roles=frozenset({"listed"}))
        be = Item(at, at, "are", "word", roles=frozenset({"be", "idle"}))
        lack = [Item(at, at, "not", "word", roles=frozenset({"lack"}))] if denied else []
        return [*rest, end, *names_of, be, *lack, listed]
    if about[0].kind == "group":
        be = Item(at, at, "are", "word", roles=frozenset({"be", "idle"}))
        lack = [Item(at, at, "not", "word", roles=frozenset({"lack"}))] if denied else []
        inside = Item(at, at, "in", "word", roles=frozenset({"belong", "idle"}))
        return [*rest, end, *names_of, be, *lack, inside, *about]
    roles = frozenset({"lack"}) if denied else frozenset({"use", "idle"})
    verb = Item(at, at, "lack" if denied else "have", "word", roles=roles)
    if about[0].kind == "supplier":
        about.append(Item(at, at, "as a supplier", "word", roles=frozenset({"idle"})))
    return [*rest, end, *names_of, verb, *about]


ORIGIN = frozenset({"origin_noun", "idle"})


def _listed(names: list[Item]) -> list[Item]:
    made: list[Item] = []
    for item in names:
        if made:
            made.append(Item(item.first, item.first, "and", "word", roles=frozenset({"idle"})))
        made.append(replace(item, kind="country"))
    return made
