"""By what share a number grew, and which of two grew more: "fell by a third"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.framing import take_out_frame
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.plainly import Reading, Stated
from sousveil.extraction.statements.spoken import Made, Spoken
from sousveil.extraction.statements.terms import Terms, apart_in_kind, figure
from sousveil.model.figure import Figure
from sousveil.model.query import Compare

OVER = ("between_editions", "three_years")
HANDLED = (
    "up",
    "down",
    *OVER,
    "customers",
    "nearly",
    "atleast",
    "atmost",
    "approx",
    "narrow",
    "more",
    "mostly",
    "than",
    "times_half",
)
OWN = frozenset({"its", "their", "the"})
ENDS = 2  # editions between which something grows
NUMBERS = frozenset({"number", "whole"})


def by_share(run: Sequence[Item], reading: Reading, before: Spoken | None) -> Made | None:
    """Read "fell by a third" and "lost more than half of its countries": a share of what was."""
    told = [i for i, item in enumerate(run) if _share(item, reading) is not None]
    if len(told) != 1 or any(item.kind in NUMBERS for item in run):
        return None
    at = told[0]
    verb = next((i for i in range(at - 1, -1, -1) if run[i].roles & {"up", "down"}), None)
    if verb is None or not _joined(run, verb, at):
        return None
    q = _share(run[at], reading)
    assert q is not None
    rest = [*run[:at], *run[_behind(run, at) :]]
    clause = Clause(rest, list(range(len(rest))), reading.codebook)
    take_out_frame(clause, reading.years)
    up, down = clause.has("up"), clause.has("down")
    if clause.unread(HANDLED) or clause.negations or up == down or clause.unreadable():
        return None
    if any(clause.items[i].roles & {"most", "least"} for i in clause.at("up", "down")):
        return None
    owned = _behind(run, at) > at + 1
    if not (_over(clause, reading) or owned or clause.listing):
        return None
    what = _one(clause, clause.terms())
    counts = clause.listing or (clause.has("country_noun") and _over(clause, reading))
    if what is None or (what == Figure() and not counts):
        return None
    bound = {"approx": "approx", "max": "max"}.get(q.bound, "exact")
    if q.bound == "min":
        bound = "above" if q.strict else "min"
    query = Compare(
        left=what,
        right=what,
        relation="more" if up else "fewer",
        by=q.value,
        bound="nearly" if q.near == "nearly" else bound,
        vague=q.vague,
        editions=(reading.last, reading.first),
    )
    spoken = Spoken(run=tuple(run), compare=query)
    return Made(said=(Stated(query=query, editions=(), first=0, stop=len(run)),), spoken=spoken)


def _share(item: Item, reading: Reading) -> Quantity | None:
    """Return the share that an item says, with its bound."""
    if item.kind != "share" and not item.roles & {"mostly", "times_half"}:
        return None
    for token in range(item.first, item.stop):
        q = reading.sentence.numbers.get(token)
        if q is not None and q.share and q.whole is None and q.upper is None:
            return q
    return None


def _joined(run: Sequence[Item], verb: int, at: int) -> bool:
    """Tell "fell by a third" and "lost over half of its list" from "fell in half of Africa"."""
    between = [
        item for item in run[verb + 1 : at] if not item.roles & {"atleast", "nearly", "approx"}
    ]
    if not between:
        return run[verb].low.split(" ")[-1] != "by" and (
            _behind(run, at) > at + 1 or run[verb].low.split(" ")[0] in BARE
        )
    return [item.low for item in between] == ["by"]


BARE = frozenset({"fell", "rose", "grew", "shrank", "up", "down", "dropped", "climbed", "jumped"})
"""Verbs behind which a share may stand alone: "fell 60 per cent"."""


def _behind(run: Sequence[Item], at: int) -> int:
    """Return where "of its countries" behind a share ends."""
    stop = at + 1
    if stop < len(run) and run[stop].low in ("of", "of its", "of their"):
        stop += 1
    if stop < len(run) and run[stop].low in OWN:
        stop += 1
    if stop == at + 1 or stop >= len(run):
        return at + 1
    noun = run[stop].roles & {"country_noun", "customers"}
    return stop + 1 if noun and "supplier_noun" not in run[stop].roles else at + 1


def _over(clause: Clause, reading: Reading) -> bool:
    return clause.has(*OVER) or len(clause.editions) == ENDS


def _one(clause: Clause, found: Terms) -> Figure | None:
    """Return the set that some terms name, where they name one thing and conditions."""
    if found.unread or found.loose or found.places or found.apart or found.joined:
        return None
    if max(len(found.suppliers), len(found.technologies), len(found.origins)) > 1:
        return None
    if (found.suppliers and found.origins) or apart_in_kind(found, clause.codebook):
        return None
    if any(clause.codebook.groups[g].kind in ("regime", "union") for g in found.among):
        return None  # a measure that changed its meaning
    return figure(found)


GROWING = frozenset(
    {"grew", "rose", "spread", "expanded", "increased", "climbed", "fell", "shrank"}
)
PACES = frozenset({"faster", "more quickly", "quicker", "more rapidly", "at a faster pace"})
PACES |= {"more strongly", "more steeply", "more sharply"}
GAINS = (*HANDLED, "faster")


def gains(run: Sequence[Item], reading: Reading, before: Spoken | None) -> Made | None:
    """Read "smart policing grew more than facial recognition did between the editions"."""
    than = [i for i, item in enumerate(run) if item.low == "than"]
    verbs = [i for i, item in enumerate(run) if item.roles & {"up", "down"}]
    if len(than) != 1 or len(verbs) != 1 or verbs[0] > than[0]:
        return None
    clause = Clause(list(run), list(range(len(run))), reading.codebook)
    take_out_frame(clause, reading.years)
    if clause.unread(GAINS, ()) or clause.negations or clause.unreadable():
        return None
    verb = clause.items[verbs[0]]
    more = [i for i in clause.at("more", "faster") if i < than[0]]
    if len(more) != 1 or not _over(clause, reading) or clause.has("fewer", "most", "least"):
        return None
    if verb.roles & {"up"} and verb.roles & {"down"}:
        return None
    word = than[0]
    sides = [clause.terms(-1, word), clause.terms(word)]
    left, right = (_one(clause, side) for side in sides)
    if left is None or right is None or left == right or Figure() in (left, right):
        return None
    kinds = [
        (bool(s.suppliers), bool(s.technologies), bool(s.origins), bool(s.among)) for s in sides
    ]
    if kinds[0] != kinds[1]:
        return None
    query = Compare(
        left=left,
        right=right,
        relation="more" if "up" in verb.roles else "fewer",
        editions=(reading.last, reading.first),
        gained="pace" if clause.has("faster") or verb.low in GROWING else "countries",
    )
    spoken = Spoken(run=tuple(run))
    return Made(said=(Stated(query=query, editions=(), first=0, stop=len(run)),), spoken=spoken)
