"""Who alone, and how many, pass a number: "three suppliers are in more than ten countries"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.framing import take_out_frame
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.plainly import Reading, Stated
from sousveil.extraction.statements.spoken import Made, Spoken
from sousveil.extraction.statements.terms import Terms, figure
from sousveil.model.query import Rank

HANDLED = ("only", "atleast", "found", "supply", "customers")
NOUNS = {"supplier": "supplier_noun", "technology": "technology_noun"}
BEFORE = frozenset({"only", "the only", "nobody but", "no one but", "none but"})
OF_THE = frozenset({"of", "of the", "the"})
GLUE = frozenset({"and", ",", "the"})


def alone_above(run: Sequence[Item], reading: Reading, before: Spoken | None) -> Made | None:
    """Read who is said to be the only one, or how many are, in more than so many countries."""
    numbers = [i for i, item in enumerate(run) if item.kind == "number"]
    only = [i for i, item in enumerate(run) if "only" in item.roles]
    size = _how_many(run, numbers[0], reading) if len(numbers) == TWO else None
    if (len(numbers), len(only)) not in ((1, 1), (TWO, 0)) or (size is None and not only):
        return None
    q = reading.sentence.numbers.get(run[numbers[-1]].first)
    if q is None or q.share or q.whole is not None or q.bound != "min" or q.upper is not None:
        return None
    behind = next((item for item in run[numbers[-1] + 1 :] if item.low not in OF_THE), None)
    if behind is None or "country_noun" not in behind.roles:
        return None
    clause = Clause(list(run), list(range(len(run))), reading.codebook)
    take_out_frame(clause, reading.years)
    if clause.unread(HANDLED, numbers) or clause.negations or clause.unreadable():
        return None
    if len(clause.editions) > 1:
        return None
    found = clause.terms()
    if found.unread or found.loose or found.places or found.apart:
        return None
    kind = "supplier" if found.suppliers else "technology"
    ids = found.suppliers or found.technologies
    if size is not None:
        kind = next(k for k, noun in NOUNS.items() if noun in run[size.noun].roles)
        ids = found.suppliers if kind == "supplier" else found.technologies
        if (found.suppliers or found.technologies) and not ids:
            return None
        told = len(ids) in (0, size.value) and not (found.suppliers and found.technologies)
        if not told or len(found.origins) > 1 or (found.origins and kind != "supplier"):
            return None
    elif not (ids and _alone(run, only[0], numbers[0], kind)) or found.origins:
        return None
    both = size is None and bool(found.suppliers and found.technologies)
    if both or found.measured or found.lacking:
        return None
    query = Rank(
        dimension=kind,
        subjects=tuple(ids),
        figure=figure(Terms(among=found.among, outside=found.outside)),
        above=q.value if q.strict else q.value - 0.5,
        size=size.value if size is not None else None,
        home=found.origins[0] if found.origins else None,
    )
    stated = Stated(query=query, editions=tuple(clause.editions), first=0, stop=len(run))
    return Made(said=(stated,), spoken=Spoken(run=tuple(run)))


class _Many(NamedTuple):
    value: int
    noun: int


TWO = 2


def _how_many(run: Sequence[Item], at: int, reading: Reading) -> _Many | None:
    """Return how many suppliers or technologies a sentence begins with, and where they are told."""
    q = reading.sentence.numbers.get(run[at].first)
    if q is None or q.share or q.whole is not None or q.bound != "exact" or q.upper is not None:
        return None
    noun = at + 2 if at + 2 < len(run) and run[at + 1].kind == "demonym" else at + 1
    named = any(name in run[noun].roles for name in NOUNS.values())
    framed = all(item.roles & {"idle", "index", "listed", "frame"} for item in run[:at])
    return _Many(int(q.value), noun) if named and framed else None


def _alone(run: Sequence[Item], only: int, number: int, kind: str) -> bool:
    """Tell "only Huawei is in more than" and "Huawei is the only supplier" from other uses."""
    names = [i for i, item in enumerate(run) if item.kind == kind]
    if names[-1] > number:
        return False
    low = run[only].low
    if names[0] < only:  # "is the only supplier"
        noun = run[only + 1] if only + 1 < number else None
        sole = low in ("the only", "the sole", "the one", "the single")
        return sole and noun is not None and NOUNS[kind] in noun.roles
    between = run[only + 1 : names[0]]
    return low in BEFORE and all(item.low in GLUE for item in between)
