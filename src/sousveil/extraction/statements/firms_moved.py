"""A supplier that one edition names and the other does not: "Axis is gone from the table"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.framing import take_out_frame
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.leaving import ABSENT
from sousveil.extraction.statements.plainly import Reading, Stated
from sousveil.extraction.statements.spoken import Made, Spoken
from sousveil.model.figure import Figure, Row
from sousveil.model.query import Part

TURNS = ("new", "gone")
ENDS = ("edition_first", "edition_last")
HANDLED = (*TURNS, "between_editions", "three_years", "lack", "outside", "supply")
JOINTS = frozenset({"and", ",", "both", "the", "is", "are", "was", "were", "but", "&"})
WHOLLY = frozenset({"altogether", "entirely", "completely"})


def firm_moved(run: Sequence[Item], reading: Reading, before: Spoken | None) -> Made | None:
    """Read that suppliers are new in the index, gone from it, or in one edition only."""
    names = [item for item in run if item.kind == "supplier"]
    named = any(item.place or item.kind in ("group", "technology", "number") for item in run)
    if not names or named or any(item.kind in ("share", "whole", "unknown") for item in run):
        return None
    way = _way(run) or _in_one(run)
    if not way or not _subject(run):
        return None
    whole = [item for item in run if item.low not in WHOLLY]
    clause = Clause(whole, list(range(len(whole))), reading.codebook)
    take_out_frame(clause, reading.years)
    if clause.unread(HANDLED) or clause.unreadable() or clause.has("only", "every", "none"):
        return None
    index = clause.listing or clause.has("listed", "between_editions") or clause.editions
    if not index or (clause.negations and _way(run)):
        return None
    there, absent = (reading.last, reading.first)[:: 1 if way == "new" else -1]
    said: list[Stated] = []
    for item in names:
        part = Figure(having=(Row(supplier=item.id),))
        for edition, quantifier in ((there, "some"), (absent, "none")):
            query = Part(whole=Figure(), part=part, quantifier=quantifier, listing=True)
            said.append(Stated(query=query, editions=(edition,), first=0, stop=len(run)))
    return Made(said=tuple(said), spoken=Spoken(run=tuple(run)))


def _way(run: Sequence[Item]) -> str:
    """Return `new` or `gone` where one word says so of companies; empty where none or two do."""
    told = [(role, item) for item in run for role in TURNS if role in item.roles]
    if len(told) != 1 or "country_noun" in told[0][1].roles:
        return ""
    return told[0][0]


def _in_one(run: Sequence[Item]) -> str:
    """Read "is in the 2019 edition and not in that of 2022" as `gone`."""
    if any(item.roles & set(TURNS) for item in run):
        return ""
    ends = [(role, i) for i, item in enumerate(run) for role in ENDS if role in item.roles]
    denying = {"lack", "outside", "none"}
    absent = [i for i, item in enumerate(run) if item.low in ABSENT or item.roles & denying]
    if len(ends) != 2 or ends[0][0] == ends[1][0] or len(absent) != 1:
        return ""
    after = next((role for role, i in ends if i > absent[0]), "")
    return "gone" if after == "edition_last" else "new" if after else ""


def _subject(run: Sequence[Item]) -> bool:
    """Tell whether the suppliers stand together, before all that is said of them."""
    where = [i for i, item in enumerate(run) if item.kind == "supplier"]
    between = run[where[0] : where[-1]]
    joined = all(item.kind == "supplier" or item.low in JOINTS for item in between)
    ahead = [item for item in run[: where[0]] if item.low not in JOINTS]
    framing = {
        "index",
        "listed",
        "edition_first",
        "edition_last",
        "between_editions",
        "supplier_noun",
    }
    return joined and all(item.roles & framing or item.low in FRONT for item in ahead)


FRONT = frozenset({"of", "of the", "in", "on", "among", "among the"})
