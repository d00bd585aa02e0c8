"""Where the claims of a sentence may begin."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.standing import STEPS

CUTS = frozenset({",", ";", ":", "—", "–", "(", ")"})
JOINTS = frozenset({"and", "while", "whereas", "but", "with", "including", "though", "yet", "then"})


def cuts_of(whole: Sequence[Item]) -> list[int]:
    """Return where a claim may begin, with both ends of the sentence."""
    found = {0, len(whole)}
    for i, item in enumerate(whole):
        sign = item.kind == "sign" and item.low in CUTS
        joint = item.low in JOINTS or bool(item.roles & {"ahead", "behind"})
        joint = joint and not (i and whole[i - 1].low in STEPS)  # "one place behind Canada"
        joint = joint and not _of_the_name(whole, i)
        if (sign or (i and joint)) and not (_inside_list(whole, i) or _in_a_list(whole, i)):
            found.add(i)
    return sorted(found)


def _inside_list(whole: Sequence[Item], i: int) -> bool:
    """Tell the comma of a list of countries that ends the claim: "from China, India and Japan."."""
    if not i or not whole[i - 1].place or whole[i].low not in (",", "and"):
        return False
    rest = iter(item for item in whole[i + 1 :] if item.low not in ("and", "the", ","))
    after = next((item for item in rest if not item.place), None)
    following = next((item for item in whole[i + 1 :] if item.low not in ("and", "the", ",")), None)
    named = following is not None and following.place
    return named and (after is None or (after.kind == "sign" and after.low != ","))


def _in_a_list(whole: Sequence[Item], i: int) -> bool:
    """Tell the comma of "from China, Japan and Italy", where no claim begins."""
    if whole[i].low not in (",", "and") or not 0 < i < len(whole) - 1:
        return False
    after = next((j for j in whole[i + 1 : i + 4] if j.low not in SMALL), None)
    before = whole[i - 1]
    if after is None or (not before.place and before.kind not in NAMES):
        return False
    same = (before.place and after.place) or before.kind == after.kind
    rest = whole[i + 1 : i + 1 + REACH]
    return same and (whole[i].low == "and" or any(j.low in ("and", "or") for j in rest))


SMALL = frozenset(
    "in on of with from by among as at within along without inside having for to the".split()
)
NAMES = frozenset({"supplier", "technology", "group"})
REACH = 24  # items in which a list has its "and"


def _of_the_name(whole: Sequence[Item], i: int) -> bool:
    """Tell "ahead of NEC with 14", where the number is that of the name beside it."""
    if whole[i].low != "with" or i < len("ab") or whole[i + 1 : i + 2] == []:
        return False
    name = whole[i - 1]
    named = name.place or name.kind in NAMES
    return (
        named
        and whole[i + 1].kind == "number"
        and bool(whole[i - 2].roles & {"ahead", "behind", "outdoing"})
    )
