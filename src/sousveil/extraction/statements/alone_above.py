"""Who alone passes a number: "the only supplier named in more than twenty countries"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.framing import take_out_frame
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.plainly import Reading, Stated
from sousveil.extraction.statements.spoken import Made, Spoken
from sousveil.extraction.statements.terms import Terms, figure
from sousveil.model.query import Rank

HANDLED = ("only", "atleast", "found", "supply", "customers")
NOUNS = {"supplier": "supplier_noun", "technology": "technology_noun"}
GLUE = frozenset({"and", ",", "the"})


def alone_above(run: Sequence[Item], reading: Reading, before: Spoken | None) -> Made | None:
    """Read who is said to be the only one, or ones, in more than so many countries."""
    numbers = [i for i, item in enumerate(run) if item.kind == "number"]
    only = [i for i, item in enumerate(run) if "only" in item.roles]
    if len(numbers) != 1 or len(only) != 1:
        return None
    q = reading.sentence.numbers.get(run[numbers[0]].first)
    if q is None or q.share or q.whole is not None or q.bound != "min" or q.upper is not None:
        return None
    behind = run[numbers[0] + 1] if numbers[0] + 1 < len(run) else None
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
    if not ids or (found.suppliers and (found.technologies or found.origins)) or found.lacking:
        return None
    if found.origins or found.measured or not _alone(run, only[0], numbers[0], kind):
        return None
    query = Rank(
        dimension=kind,
        subjects=tuple(ids),
        figure=figure(Terms(among=found.among, outside=found.outside)),
        above=q.value if q.strict else q.value - 0.5,
    )
    stated = Stated(query=query, editions=tuple(clause.editions), first=0, stop=len(run))
    return Made(said=(stated,), spoken=Spoken(run=tuple(run)))


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
    return low in ("only", "the only") and all(item.low in GLUE for item in between)
