"""What is left of a set in the second edition: "of IBM's ten countries, three remain"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.counts import Counted
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.plainly import Reading, Stated
from sousveil.extraction.statements.spoken import Made, Spoken
from sousveil.model.figure import Figure, Row
from sousveil.model.query import Moved

NAMED = frozenset({"supplier", "technology"})
REMAINING = frozenset(
    {"remain", "remains", "remained", "left", "still", "still there", "survive", "survives"}
    | {"survived", "stayed", "stay", "are left", "is left", "still listed", "are back", "retained"}
)
GONE = frozenset({"gone", "down"})
SMALL = frozenset(
    {"of", "of the", "the", "are", "is", "were", "was", "has", "have", "its", "list", "from", "in"}
    | {"on", "'s", "only", "just", "there", "original", "then", "now", "that", "to", "out"}
)
FRAME = frozenset({"country_noun", "edition_first", "edition_last", "index", "listed", *GONE})
FRAME |= {"three_years", "between_editions"}
BOTH = 2  # numbers: of the whole, and of what is left


def left_of(run: Sequence[Item], reading: Reading, before: Spoken | None) -> Made | None:
    """Read how many countries of a supplier or technology are still there, or are gone."""
    names = [i for i, item in enumerate(run) if item.kind in NAMED]
    numbers = [i for i, item in enumerate(run) if item.kind == "number"]
    if len(names) != 1 or len(numbers) != BOTH:
        return None
    owner = names[0]
    if owner + 2 >= len(run) or run[owner + 1].low != "'s" or numbers.count(owner + 2) != 1:
        return None
    whole, part = run[owner + 2], run[next(i for i in numbers if i != owner + 2)]
    rest = [item for i, item in enumerate(run) if i not in (owner, *numbers)]
    stays = [item for item in rest if item.low in REMAINING]
    goes = [item for item in rest if item.roles & GONE and item not in stays]
    if bool(stays) == bool(goes):
        return None
    for item in rest:
        small = item.low in SMALL or item in stays or item.kind == "sign"
        if not small and not item.roles & FRAME:
            return None
    quantities = [reading.sentence.numbers.get(item.first) for item in (whole, part)]
    size = part.value
    if any(q is None or q.share or q.whole or q.bound != "exact" for q in quantities):
        return None
    name = run[owner]
    row = Row(supplier=name.id) if name.kind == "supplier" else Row(technology=name.id)
    figure = Figure(having=(row,))
    assert quantities[0] is not None
    counted = Stated(
        query=None,
        counted=Counted(quantity=quantities[0], figure=figure),
        editions=(reading.first,),
        first=0,
        stop=len(run),
    )
    moved = Moved(countries=(), figure=figure, how="kept" if stays else "gone", size=int(size))
    stated = Stated(query=moved, editions=(), first=0, stop=len(run))
    return Made(said=(counted, stated), spoken=Spoken(run=tuple(run)))
