"""Where a group of nouns begins, or goes on with the list before it."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.events.clause import Clause, Group
from sousveil.extraction.events.word import COUNTING, Word

RECEIVERS = frozenset("country capital place they_recipient state_noun supplier".split())
TIMES = frozenset(
    """year month week decade century spring summer autumn winter night monday tuesday wednesday
    thursday friday saturday sunday weekend quarter
    """.split()
)


def begins_group(words: Sequence[Word], at: int, current: Clause) -> bool:
    """Tell whether a word begins a group of its own right behind another."""
    word, before = words[at], words[at - 1]
    if before.tag == "D" and "pronoun" not in word.kinds:
        return False
    if "pronoun" in word.kinds and word.tag == "N" and word.low not in ("one", "ones"):
        return True
    if word.low.startswith("the "):
        return True  # "in May 2019 the contract"
    if word.tag == "D":
        return before.tag in ("N", "#") and "determiner" in word.kinds
    if _second_object(words, at, current) or _when(words, at):
        return True
    return word.text in "$€£¥₹₦" and before.tag == "N"


def _second_object(words: Sequence[Word], at: int, current: Clause) -> bool:
    """Tell "gave the police of Kenya | six drones" from "lot 3" and "phase 2"."""
    word, before = words[at], words[at - 1]
    after = words[at + 1] if at + 1 < len(words) else None
    return (
        (word.tag == "#" or word.low in COUNTING)
        and current.at >= 0
        and bool(before.kinds.keys() & RECEIVERS)
        and after is not None
        and after.tag in ("N", "#", "D")
    )


def _when(words: Sequence[Word], at: int) -> bool:
    """Tell "from Baykar | last year"."""
    after = words[at + 1] if at + 1 < len(words) else None
    return (
        words[at].low in ("last", "this", "next", "late", "early")
        and after is not None
        and (after.low in TIMES or "month" in after.kinds)
    )


def goes_on(words: Sequence[Word], at: int, before: Group, current: Clause, waiting: bool) -> bool:
    """Tell whether a noun behind a comma or "and" goes on with the list before it.

    `waiting` is True where an auxiliary waits for its verb.
    """
    if not before.prep:
        return True
    if _turns(words, at):
        return False  # "in 2024, but Tuvalu and Palau stayed outside"
    if at == 0 or words[at - 1].tag != ",":
        return True
    word = words[at]
    held = {k for i in range(before.first, before.stop) for k in words[i].kinds}
    named = word.capital or word.low[:1].isdigit() or word.tag == "#"
    last = words[before.stop - 1] if before.stop > before.first else words[before.first]
    if "firm_noun" in last.kinds and named:
        return True
    return not (
        (not waiting and _is_subject(words, at, current))
        or _is_gap(words, at, current, before.prep)
        or word.tag == "D"
        or before.prep == "according to"
        or ("supplier" in word.kinds and "supplier" not in held)
        or (named and not last.capital and last.tag != "'")
        or (not named and last.kinds.keys() & {"country", "capital", "place"})
    )


def _turns(words: Sequence[Word], at: int) -> bool:
    """Tell whether ", but" stands before a word."""
    return at > 1 and words[at - 1].low == "but" and words[at - 2].tag == ","


def _is_subject(words: Sequence[Word], at: int, current: Clause) -> bool:
    """Tell "among the buyers of A, researchers named" from a list: a verb follows."""
    within: tuple[str, ...] = ("N", "D", "#", "'", "~", "A")
    if current.at < 0 and len(current.groups) == 1:
        within = (*within, "P")  # "On the border, drones from Ankara fly"
    k = at
    while k < len(words) and words[k].tag in within:
        k += 1
    return k < len(words) and words[k].tag in ("V", "B", "H", "M", "O")


def _is_gap(words: Sequence[Word], at: int, current: Clause, prep: str) -> bool:
    """Tell "from A, Kampala from B", where the verb is left out, from "from A, B and C"."""
    k = at
    while k < len(words) and words[k].tag in ("N", "D", "#", "'", "~"):
        k += 1
    return current.at >= 0 and k < len(words) and words[k].low == prep
