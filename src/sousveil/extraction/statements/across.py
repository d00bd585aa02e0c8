"""A sentence that leans on the one before it: "None of them is in Africa", "They include Peru"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.chains import ENDS, LONGEST_NOTHING, MOST_CUTS, claims_from
from sousveil.extraction.statements.counts import Counted
from sousveil.extraction.statements.cuts import cuts_of as cuts
from sousveil.extraction.statements.fellows import fellows
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.plainly import Reading, Stated
from sousveil.extraction.statements.spoken import Spoken, inexact
from sousveil.extraction.statements.the_rest import the_rest
from sousveil.extraction.statements.who_do_so import who_do_so
from sousveil.model.figure import Figure
from sousveil.model.noun import replace
from sousveil.model.query import Compare

BACK = frozenset(
    {"them", "of them", "of these", "of those", "these", "those", "among them", "all of them"}
    | {"each of them", "most of them", "every one of them", "all but one of them"}
)
POINTING = frozenset({"it", "they", "that is", "that 's", "this is", "the company", "the firm"})
POINTING |= {"the vendor", "the group", "another", "the country", "its"}
QUANTIFYING = frozenset({"every", "none", "notall", "almost", "vast", "ample", "slim", "mostly"})
ACTING = frozenset({"be", "use", "belong", "found", "lack", "listed", "buy", "classed"})
SMALL = frozenset({"with", "in", "of", "from", "by", "at", "on", "for"})
PLACED = frozenset({"ordinal_2", "ordinal_3", "ordinal_4", "ordinal_5", "score"})
ECHOING = frozenset({"is", "are", "does", "do", "has", "have", "was", "were", "did", "not", "too"})
ECHOING |= {
    "one",
    "as well",
    ",",
    "and",
    "also",
    "isn't",
    "aren't",
    "doesn't",
    "don't",
    "hasn't",
    "n't",
}
THAT_IS = frozenset({"that is", "that 's", "this is", "which is", "that was", "this was"})
STANDING = frozenset(
    {"more", "fewer", "same", "times_2", "times_3", "times_4", "times_5", "times_half", "atleast"}
    | {"atmost", "nearly"}
)


def continued(every: Sequence[Item], reading: Reading, before: Spoken) -> list[Stated]:
    """Return what a sentence states that leans on the one before.

    Nothing unless every word of it is read, and one of them points back.
    """
    whole = _having([item for item in every if item.low not in ENDS])
    if whole and (left := the_rest(whole, reading, before)):
        return left
    if users := who_do_so(whole, reading, before):
        return users
    if not whole or any(item.kind == "unknown" and item.low != "had" for item in whole):
        return []
    if then := _then(whole, reading, before) or _more(whole, reading, before):
        return then
    others = fellows(whole, reading, before)
    if others is None and not (_points(whole) or len(whole) < LONGEST_NOTHING):
        return []
    whole = others or whole
    whole = _compared(whole)
    found = cuts(whole)
    if len(found) > MOST_CUTS:
        return []
    return claims_from(whole, found, 0, _behind_a_stop(before), reading) or []


THEN = frozenset(
    {
        "it",
        "they",
        "there",
        "that",
        "was",
        "were",
        "is",
        "had",
        "only",
        "just",
        "in",
        "the",
        "at",
        ",",
    }
    | {
        "stood at",
        "there were",
        "there was",
        "it was",
        "reached",
        "too",
        "as well",
        "already",
        "still",
        "to",
    }
    | {
        "the figure",
        "the number",
        "the total",
        "the count",
        "the tally",
        "named in",
        "listed",
        "stood",
    }
    | {"to", "had", "has", "did", "did so", "so", "that number", "that figure", "this number"}
    | {"figure", "number", "total", "count", "tally", "this", "of", "the number of"}
    | {"counted", "found in", "present in", "numbered", "amounted to", "came to", "comes to"}
)


def _then(whole: Sequence[Item], reading: Reading, before: Spoken) -> list[Stated]:
    """Read "In 2019 there were only 64", of what was counted in the other edition.

    "By 2022 it had risen to 78" says which way it went, too.
    """
    named = [item for item in whole if _edition(item, reading, before)]
    numbers = [item for item in whole if item.kind == "number"]
    of_part = before.whole not in (None, Figure())
    if len(named) != 1 or len(numbers) != 1 or before.them is None or of_part:
        return []
    index = _edition(named[0], reading, before)
    q = reading.sentence.numbers.get(numbers[0].first)
    if q is None or inexact(q) or index in before.editions:
        return []
    if q.whole is not None and before.whole_size is None:
        return []
    went = [item for item in whole if item.roles & WENT]
    told = (*numbers, *named, *went)
    rest = [item for item in whole if item not in told and item.kind != "whole"]
    to = [i for i, item in enumerate(whole) if item.low == "to"]
    if to and (not went or whole[to[0] + 1 : to[0] + 2] != numbers):
        return []
    if _is_share(before) or len(went) > 1 or len(to) != len(went) or not _says_then(rest):
        return []
    counted = Counted(quantity=q, figure=before.them, listing=before.listing)
    said = [Stated(query=None, counted=counted, editions=(index,), first=0, stop=0)]
    if went and index != reading.last:
        return []
    if went:
        relation = "more" if "up" in went[0].roles else "fewer"
        both = (reading.last, reading.first)
        grew = Compare(left=before.them, right=before.them, relation=relation, editions=both)
        said.append(Stated(query=grew, editions=(), first=0, stop=0))
    return said


def _is_share(before: Spoken) -> bool:
    counted = before.counted
    return counted is not None and counted.quantity.share


WENT = frozenset({"up", "down"})


def _edition(item: Item, reading: Reading, before: Spoken) -> str:
    """Return the edition that "in 2022", "by 2022" and "three years later" mean."""
    if item.low == "three years later" and before.editions == (reading.first,):
        return reading.last
    if item.low == "three years earlier" and before.editions != (reading.first,):
        return reading.first
    if item.low == f"by {reading.last[-4:]}":
        return reading.last
    return next((index for role, index in reading.years.items() if role in item.roles), "")


def _says_then(rest: Sequence[Item]) -> bool:
    """Tell whether some words say no more than that it was so many."""
    return all(item.low in THEN or "country_noun" in item.roles for item in rest)


def _more(whole: Sequence[Item], reading: Reading, before: Spoken) -> list[Stated]:
    """Read "22 more than in 2019" of what was counted in the last edition."""
    if len(whole) < len(("22", "more than", "2019")) or whole[0].kind != "number":
        return []
    q = reading.sentence.numbers.get(whole[0].first)
    rest = [item.low for item in whole[1:] if "edition_first" not in item.roles]
    if q is None or inexact(q) or rest not in (["more than"], ["more than", "in"]):
        return []
    if before.them is None or before.whole is not None or before.editions == (reading.first,):
        return []
    grew = Compare(
        left=before.them,
        right=before.them,
        relation="more",
        difference=q.value,
        editions=(reading.last, reading.first),
    )
    return [Stated(query=grew, editions=(), first=0, stop=0)]


def _having(whole: list[Item]) -> list[Item]:
    """Read "69 use smart policing" as "69 have smart policing"."""
    if len(whole) != len(("69", "use", "it")) or whole[0].kind != "number":
        return whole
    if whole[1].low not in USING or whole[2].kind != "technology":
        return whole
    have = replace(whole[1], low="have", roles=frozenset({"idle", "use"}))
    return [whole[0], have, whole[2]]


USING = frozenset({"use", "employ", "deploy", "operate", "run"})


def _points(whole: Sequence[Item]) -> bool:
    """Tell whether some words point back, or count some without saying of what."""
    if any(item.low in BACK or "likewise" in item.roles for item in whole):
        return True
    at = 1 if len(whole) > 1 and whole[0].low in ("only", "just") else 0
    head, after = whole[at], whole[at + 1 : at + 2]
    acts = bool(after) and after[0].roles & ACTING and after[0].low not in SMALL
    counts = acts and (head.kind in ("number", "share") or head.roles & QUANTIFYING)
    placed = whole[0].place and any(item.roles & PLACED for item in whole[1:])
    return whole[0].low in POINTING or bool(counts) or _echoes(whole) or placed


def _echoes(whole: Sequence[Item]) -> bool:
    """Tell "Indonesia is, too" and "India does not", which take up the verb before them."""
    rest = [item for item in whole if not item.place]
    return whole[0].place and all(item.low in ECHOING for item in rest) and len(rest) > 1


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
