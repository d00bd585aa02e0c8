"""The numbers behind a comparison: "28 countries against seven", "two more than in Africa"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.counts import Counted
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.lists import BOUNDS
from sousveil.extraction.statements.plainly import Reading, Stated, plainly
from sousveil.extraction.statements.spoken import Made, Spoken
from sousveil.model.figure import Figure
from sousveil.model.noun import replace
from sousveil.model.query import Compare

BETWEEN = frozenset(
    {
        "to",
        "against",
        "versus",
        "vs",
        "and",
        "compared with",
        "compared to",
        "-",
        "plays",
        "play",
        "over",
    }
)
GLUE = frozenset({"by", "with", "at", "a", "the", "score", "of", "namely", "each", "apiece", "all"})
DID = frozenset({"did", "does", "do", "has", "have"})


def against(run: Sequence[Item], reading: Reading, before: Spoken) -> Made | None:
    """Read the numbers of both sides, or how much more one thing gained than another."""
    compared = before.compare
    if compared is None or compared.negated:
        return None
    if compared.relation == "same" and all(
        "same" in item.roles or item.low in ("it", "it is", "is", "'s", "a", "the") for item in run
    ):
        return Made(
            said=(Stated(query=compared, editions=before.editions, first=0, stop=0),), spoken=before
        )
    if compared.editions is None:
        return _both(run, compared, reading, before)
    return _gained(run, compared, reading, before)


def _both(run: Sequence[Item], compared: Compare, reading: Reading, before: Spoken) -> Made | None:
    """Read "by 14 countries to 11", of the left side and of the right."""
    numbers = [i for i, item in enumerate(run) if item.kind == "number"]
    if len(numbers) == 1 and compared.relation == "same":
        numbers *= 2
    elif len(numbers) != 2:
        return None
    first, last = numbers
    if any(BOUNDS & set(run[i].low.split()) for i in numbers):
        return None
    between = [item.low for item in run[first + 1 : last] if "country_noun" not in item.roles]
    if first != last and (len(between) != 1 or between[0] not in BETWEEN):
        return None
    outside = (*run[:first], *run[last + 1 :])
    if any(item.low not in GLUE and "country_noun" not in item.roles for item in outside):
        return None
    said = [
        _counted(run[i], side, compared, reading, before)
        for i, side in ((first, compared.left), (last, compared.right))
    ]
    stated = tuple(one for one in said if one is not None)
    return Made(said=stated, spoken=before) if len(stated) == len(said) else None


def _counted(
    item: Item, side: Figure, compared: Compare, reading: Reading, before: Spoken
) -> Stated | None:
    q = reading.sentence.numbers.get(item.first)
    if q is None or q.share or q.whole is not None:
        return None
    counted = Counted(quantity=q, figure=side, abroad=compared.abroad)
    return Stated(query=None, counted=counted, editions=before.editions, first=0, stop=0)


def _gained(
    run: Sequence[Item], compared: Compare, reading: Reading, before: Spoken
) -> Made | None:
    """Read "two more than facial recognition did" after "gained 16 countries"."""
    if compared.difference is None or compared.bound != "exact" or len(run) < 3:
        return None
    number = run[0]
    relation = run[1].low.split(" ")[0]
    if number.kind != "number" or relation not in ("more", "fewer") or number.low.count(" "):
        return None
    rest = [item for item in run[2:] if item.low not in (*DID, "than", "for", "with")]
    than = run[1].low.endswith(" than") or run[2].low == "than"
    if not than or len(rest) != 1 or rest[0].kind not in ("technology", "supplier"):
        return None
    other = compared.difference - number.value * (1 if relation == "more" else -1)
    made = _other(before, rest[0], reading)
    if made is None or made.editions is None or made.relation not in ("more", "fewer"):
        return None
    query = replace(made, difference=abs(other), relation=made.relation)
    if other <= 0:
        return None
    stated = Stated(query=query, editions=(), first=0, stop=0)
    return Made(said=(stated,), spoken=before)


def _other(before: Spoken, name: Item, reading: Reading) -> Compare | None:
    """Return the claim before as said of another name."""
    where = [i for i, item in enumerate(before.run) if item.kind == name.kind]
    if len(where) != 1:
        return None
    run = [name if i == where[0] else item for i, item in enumerate(before.run)]
    said = plainly(run, reading)
    query = said[0].query if len(said) == 1 else None
    return query if isinstance(query, Compare) else None
