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
