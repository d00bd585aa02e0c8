"""Participles without an auxiliary: "cameras supplied by Huawei"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.events.clause import REPORTS, Clause
from sousveil.extraction.events.word import Word

ALONE = frozenset("expire lapse collapse cease elapse".split())
"""Verbs that nobody does to anything."""


def reduced(words: Sequence[Word], at: int, current: Clause, cut: int | None) -> bool:
    """Tell "cameras supplied by Huawei" from "Huawei supplied cameras"."""
    forms = frozenset[str]().union(*(v.forms for v in words[at].verbs))
    if at and words[at - 1].low in ("both", "all", "each"):
        return False  # "Denmark and the city of Eindhoven both turned to"
    if words[at].verbs and all(v.lemma in ALONE for v in words[at].verbs):
        return False  # "the licences from Tarrek expired in May"
    if at and words[at - 1].low in ("it", "they", "he", "she", "we") and forms & {"past"}:
        return False  # "the drones it ordered from"
    if current.at >= 0 and cut is not None and cut > current.at:
        behind = [g for g in current.groups if g.first > cut]
        fresh = behind and (not behind[0].prep or behind[0].joined)
        if fresh and not (at + 1 < len(words) and words[at + 1].low == "by"):
            return False
        up = current
        while up.kind in ("rel", "part") and up.parent is not None:
            up = up.parent
            if up.at < 0 and up.groups and not behind and words[cut].tag != "C":
                return False
    if "participle" in forms and _tells_of_object(at, current, cut):
        return True
    k = at + 1
    while k < len(words) and words[k].tag in ("A", "NEG"):
        k += 1
    after = words[k] if k < len(words) else None
    if "participle" not in forms:
        return False
    if after is None or after.tag in (".", ",", ")", ";"):
        subject = any(not g.prep for g in current.groups)
        return current.at >= 0 or (current.kind == "rel" and not subject)
    if after.tag == "P":
        if after.low == "by":
            return True
        if current.kind == "rel" and current.at < 0:
            return False
        later = False
        for word in words[k:]:
            if word.tag in ("R", "S", ";", ":"):
                break
            if word.tag in ("B", "H", "M", "O") or (
                word.tag == "V" and any(v.forms & {"third", "past"} for v in word.verbs)
            ):
                later = True
                break
        return current.at >= 0 or later
    if after.tag in ("TO",):
        return current.at >= 0
    empty = not current.groups and current.at < 0
    return empty and current.kind in ("main", "sub", "coord")


def _tells_of_object(at: int, current: Clause, cut: int | None) -> bool:
    """Tell "under a contract | signed last month" where a clause is whole already."""
    if current.at < 0 or not current.groups:
        return False
    last = current.groups[-1]
    whole = last.first > current.at and last.stop == at
    uncut = cut is None or cut <= current.at
    return whole and uncut and not current.verb.classes & REPORTS
