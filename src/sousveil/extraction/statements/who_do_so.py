"""How many do what one was said to do: "Seventy-eight countries do", "So do 77 others"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.counts import Counted
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.plainly import Reading, Stated
from sousveil.extraction.statements.spoken import Spoken
from sousveil.model.noun import replace

DO = frozenset(
    "do|do it|do so|do the same|so do|do too|do likewise|do that|use it|have it|do as well".split(
        "|"
    )
)
"""What countries do that do what was told before, without the words that count them."""

OTHER = frozenset({"other", "others", "more"})
SMALL = frozenset({"in all", "altogether", "a total of", "in total", ","})
OF_ALL = frozenset({"listed", "country_noun", "index"})


def who_do_so(whole: Sequence[Item], reading: Reading, before: Spoken) -> list[Stated]:
    """Return how many countries do what was said of one just before."""
    if told := _of_another_group(whole, reading, before):
        return told
    member = before.member
    numbers = [item for item in whole if item.kind == "number"]
    if member is None or member.negated or member.only or len(numbers) != 1:
        return []
    q = reading.sentence.numbers.get(numbers[0].first)
    if q is None or q.share or q.whole is not None:
        return []
    others = [item for item in whole if item.low in OTHER]
    rest = [item for item in whole if item not in (*numbers, *others)]
    done = [item.low for item in rest if not item.roles & OF_ALL and item.low not in SMALL]
    if " ".join(done) not in DO:
        return []
    figure = member.figure
    if len(others) > 1:
        return []
    if others:
        figure = replace(figure, without=tuple(dict.fromkeys((*figure.without, *member.countries))))
    counted = Counted(quantity=q, figure=figure, listing=member.listing)
    return [Stated(query=None, counted=counted, editions=before.editions, first=0, stop=0)]


def _of_another_group(whole: Sequence[Item], reading: Reading, before: Spoken) -> list[Stated]:
    """Read "Of the autocracies, 33 do" behind "Of the democracies, 45 use facial recognition"."""
    told = [item for item in whole if item.low not in ("the", ",")]
    if [item.kind for item in told[1:3]] != ["group", "number"] or len(told) != len(
        "of g 3 do".split()
    ):
        return []
    if told[0].low not in ("of", "of the", "among", "in") or told[3].low not in (
        "do",
        "did",
        "have",
    ):
        return []
    them, q = before.them, reading.sentence.numbers.get(told[2].first)
    if them is None or q is None or q.share or q.whole is not None or len(them.among) != 1:
        return []
    kinds = {reading.codebook.groups[name].kind for name in (told[1].id, them.among[0])}
    if not them.rows() or not (len(kinds) == 1 or kinds == {"regime", "union"}):
        return []
    counted = Counted(quantity=q, figure=replace(them, among=(told[1].id,)))
    return [Stated(query=None, counted=counted, editions=before.editions, first=0, stop=0)]
