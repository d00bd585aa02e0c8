"""A sentence that leans on the one before it: "None of them is in Africa", "They include Peru"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.chains import ENDS, LONGEST_NOTHING, MOST_CUTS, claims_from
from sousveil.extraction.statements.chains import cuts_of as cuts
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.plainly import Reading, Stated
from sousveil.extraction.statements.spoken import Spoken
from sousveil.model.noun import replace

BACK = frozenset(
    {"them", "of them", "of these", "of those", "these", "those", "among them", "all of them"}
    | {"each of them", "most of them", "every one of them", "all but one of them"}
)
POINTING = frozenset({"it", "they", "that is", "that 's", "this is", "the company", "the firm"})
POINTING |= {"the vendor", "the group", "another", "the country", "its"}
QUANTIFYING = frozenset({"every", "none", "notall", "almost", "vast", "ample", "slim", "mostly"})
ACTING = frozenset({"be", "use", "belong", "found", "lack", "listed", "buy", "classed"})
SMALL = frozenset({"with", "in", "of", "from", "by", "at", "on", "for"})
THAT_IS = frozenset({"that is", "that 's", "this is", "which is", "that was", "this was"})
STANDING = frozenset(
    {"more", "fewer", "same", "times_2", "times_3", "times_4", "times_5", "times_half", "atleast"}
    | {"atmost", "nearly"}
)


def continued(every: Sequence[Item], reading: Reading, before: Spoken) -> list[Stated]:
    """Return what a sentence states that leans on the one before.

    Nothing unless every word of it is read, and one of them points back.
    """
    whole = [item for item in every if item.low not in ENDS]
    if not whole or any(item.kind == "unknown" for item in whole):
        return []
    if not (_points(whole) or len(whole) < LONGEST_NOTHING):
        return []
    whole = _compared(whole)
    found = cuts(whole)
    if len(found) > MOST_CUTS:
        return []
    return claims_from(whole, found, 0, _behind_a_stop(before), reading) or []


def _points(whole: Sequence[Item]) -> bool:
    """Tell whether some words point back, or count some without saying of what."""
    if any(item.low in BACK or "likewise" in item.roles for item in whole):
        return True
    at = 1 if len(whole) > 1 and whole[0].low in ("only", "just") else 0
    head, after = whole[at], whole[at + 1 : at + 2]
    acts = bool(after) and after[0].roles & ACTING and after[0].low not in SMALL
    counts = acts and (head.kind in ("number", "share") or head.roles & QUANTIFYING)
    return whole[0].low in POINTING or bool(counts)


def _compared(whole: list[Item]) -> list[Item]:
    """Leave out "that is" before "three more than NEC"."""
    if whole[0].low not in THAT_IS or len(whole) < LONGEST_NOTHING - 1:
        return whole
    told = whole[1].roles & STANDING or (
        whole[1].kind in ("number", "share") and whole[2].roles & STANDING
    )
    return whole[1:] if told else whole


def _behind_a_stop(before: Spoken) -> Spoken:
    """Return what is leaned on; what was counted is the whole of which the next one tells."""
    if before.whole is None and before.them is not None:
        before = replace(before, whole=before.them, whole_size=before.size)
    return replace(before, across=True)
