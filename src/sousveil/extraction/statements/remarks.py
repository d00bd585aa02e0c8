"""Remarks beside a statement that say nothing of the index: "as everybody in Riyadh knows"."""

from __future__ import annotations

from sousveil.extraction.statements.item import Item
from sousveil.model.noun import replace

SIGNS = frozenset({",", "–", "—", "-", "(", ")", ";", ":"})
ENDS = frozenset({".", "!", "…", "?"})
LONGEST = 12  # items of a remark
NAMES = frozenset({"supplier", "technology", "group", "number", "share", "whole"})
LIMITING = frozenset({"none", "lack", "only", "every", "most", "more", "fewer", "apart", "outside"})
UNSURE = frozenset({"would", "could", "should", "were", "until", "once", "before"})
OWN = frozenset({"remark_opener", "remark_word", "topic_opener", "vain", "kin"})
"""Roles of words that only the steps before a reading know."""


def without_remarks(found: list[Item]) -> list[Item]:
    """Return the items without the remarks between signs that say nothing of the index."""
    found = _without_asides(found)
    if not any("remark_opener" in item.roles for item in found):
        return found
    made: list[Item] = []
    at = 0
    while at < len(found):
        opens = at == 0 or found[at - 1].low in SIGNS
        stop = _remark(found, at) if opens and "remark_opener" in found[at].roles else 0
        if not stop:
            made.append(found[at])
            at += 1
            continue
        if made and (stop >= len(found) or found[stop].low in ENDS or found[stop].low in SIGNS):
            made.pop()
        at = stop
        if at < len(found) and found[at].low in SIGNS:
            at += 1
    return made


DASHES = frozenset({"–", "—"})


def _without_asides(found: list[Item]) -> list[Item]:
    """Read "and – surprise – Sweden" without the words between the dashes."""
    dashes = [i for i, item in enumerate(found) if item.low in DASHES]
    if len(dashes) != PAIR or dashes[1] - dashes[0] > PAIR + 1:
        return found
    inside = found[dashes[0] + 1 : dashes[1]]
    if not inside or any(item.roles != IDLE or item.kind != "word" for item in inside):
        return found
    return [*found[: dashes[0]], *found[dashes[1] + 1 :]]


PAIR = 2  # dashes
IDLE = frozenset({"idle"})


def _remark(found: list[Item], at: int) -> int:
    """Return where a remark that begins at an item ends; 0 where it says more than that."""
    stop = at
    while stop < len(found) and found[stop].low not in SIGNS and found[stop].low not in ENDS:
        stop += 1
    inside = found[at:stop]
    if len(inside) > LONGEST or (stop < len(found) and found[stop].low == ":" and at):
        return 0
    told = inside if "remark_word" in inside[0].roles else inside[1:]
    if not any("remark_word" in item.roles for item in told):
        return 0
    for i, item in enumerate(inside):
        untold = "remark_word" not in item.roles and ("cannot" in item.roles or item.low in UNSURE)
        if (
            untold
            or (item.kind in NAMES and not _membership(inside, i))
            or (item.roles & LIMITING and "remark_word" not in item.roles)
        ):
            return 0
        if item.place and not (i and inside[i - 1].low in ("in", "of", "from", "across")):
            return 0
    return stop


def _membership(inside: list[Item], i: int) -> bool:
    """Tell "NATO membership", of a group that no table of the index lists."""
    told = i + 1 < len(inside) and inside[i + 1].low == "membership"
    return told and inside[i].kind == "group" and inside[i].id != "bri"


def unread_left(found: list[Item]) -> list[Item]:
    """Return the items with the words unread that only the steps before know."""
    if not any(item.roles & OWN for item in found):
        return found
    return [
        replace(item, roles=item.roles - OWN, kind=item.kind if item.roles - OWN else "unknown")
        if item.roles & OWN and item.kind == "word"
        else item
        for item in found
    ]
