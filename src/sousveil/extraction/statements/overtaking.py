"""Who passed whom between two editions: "NEC overtook Hikvision", "fell from second to third"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.framing import take_out_frame
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.places_told import PLACES, home_of
from sousveil.extraction.statements.plainly import Reading, Stated
from sousveil.extraction.statements.spoken import Made, Spoken
from sousveil.extraction.statements.terms import Terms, figure
from sousveil.model.figure import Figure, Row
from sousveil.model.noun import replace
from sousveil.model.query import Compare, Query, Rank

HANDLED = (
    "overtaking",
    "overtaken",
    "between_editions",
    "three_years",
    "more",
    "fewer",
    "up",
    "down",
    "gone",
    "behind",
    *PLACES,
    "rank",
    "world",
)
SIDES = 2


def overtaking(run: Sequence[Item], reading: Reading, before: Spoken | None) -> Made | None:
    """Read who passed whom, or from which place to which something moved."""
    passing = any(item.roles & {"overtaking", "overtaken"} for item in run)
    if not passing and not any(item.roles & {"up", "down", "gone", "new"} for item in run):
        return None
    clause = Clause(list(run), list(range(len(run))), reading.codebook)
    take_out_frame(clause, reading.years)
    numbers = clause.kinds("number", "share", "whole")
    into = _top(clause, numbers)
    if any(clause.low(i).startswith("no longer") for i in clause.at("gone")):
        return None
    if clause.unread((*HANDLED, *TOPS), numbers) or clause.negations or clause.unreadable():
        return None
    if numbers and (into is None or passing):
        return None
    found = clause.terms()
    sourced = clause.has("supply") and not (found.suppliers or found.origins)
    if found.unread or found.loose or found.apart or found.joined:
        return None
    if found.places and not (sourced and passing):
        return None
    if any(reading.codebook.groups[g].kind in ("regime", "union") for g in found.among):
        return None  # a measure that changed its meaning
    if into is not None:
        said = _into(clause, found, into)
    else:
        said = _passed(clause, found) if passing else _moved(clause, found)
    if not said:
        return None
    stated = tuple(
        Stated(
            query=query, editions=(reading.last if late else reading.first,), first=0, stop=len(run)
        )
        for query, late in said
    )
    return Made(said=stated, spoken=before or Spoken(run=tuple(run)))


def _passed(clause: Clause, found: Terms) -> list[tuple[Query, bool]]:
    """Read "A overtook B" as: A is in more countries now, and was not then."""
    verbs = clause.at("overtaking", "overtaken")
    if len(verbs) != 1:
        return []
    verb = verbs[0]
    sides = [clause.terms(-1, verb), clause.terms(verb)]
    for side in sides:  # "as a source of technology"
        if side.places and not side.origins:
            side.origins, side.places = side.places, []
    rows = [_row(side) for side in sides]
    if any(row is None for row in rows) or _dimension(rows[0]) != _dimension(rows[1]):
        return []
    if rows[0] == rows[1]:
        return []
    among = figure(Terms(among=found.among, outside=found.outside))
    left, right = (replace(among, having=(row,)) for row in rows if row is not None)
    if "overtaken" in clause.items[verb].roles:
        left, right = right, left
    made = Compare(left=left, right=right, relation="more")
    said: list[tuple[Query, bool]] = [(made, True), (replace(made, negated=True), False)]
    places = _places(clause)
    if len(places) > 1 or (places and "overtaken" in clause.items[verb].roles):
        return []
    if places and rows[0] is not None:
        home = home_of(clause, Terms()) if rows[0].supplier else None
        said.append((replace(_rank(rows[0], among, places[0]), home=home), True))
    return said


def _moved(clause: Clause, found: Terms) -> list[tuple[Query, bool]]:
    """Read "slipped from second place to third" as a place then and a place now."""
    row = _row(found)
    places = _places(clause)
    up, down = clause.has("up"), clause.has("down", "gone")
    if row is None or up == down or not 1 <= len(places) <= SIDES:
        return []
    over = clause.has("between_editions", "three_years") or len(clause.editions) > 1
    among = figure(Terms(among=found.among, outside=found.outside))
    words = [clause.low(i) for i in clause.wanted]
    if len(places) == SIDES:
        then, now = places
        if (now < then) != up or "from" not in words or "to" not in words:
            return []
        if words.index("from") > words.index("to"):
            return []
        return [(_rank(row, among, now), True), (_rank(row, among, then), False)]
    if not over or not {"to", "into"} & set(words):
        return []
    now = places[0]
    made = _rank(row, among, now)
    if down and now < SIDES:
        return []
    if up:
        return [(made, True), (replace(made, place=1, top=now, within=True, negated=True), False)]
    if now == SIDES:
        return [(made, True), (replace(made, place=1), False)]
    return [(made, True), (replace(made, place=1, top=now - 1, within=True), False)]


TOPS = ("within", "new")
MOST_TOP = 10  # places that "the top so many" may mean


def _top(clause: Clause, numbers: list[int]) -> int | None:
    """Return the number of "dropped out of the top five"."""
    if len(numbers) != 1 or clause.items[numbers[0]].value > MOST_TOP:
        return None
    before = clause.items[numbers[0] - 1]
    return int(clause.items[numbers[0]].value) if "most" in before.roles else None


def _into(clause: Clause, found: Terms, top: int) -> list[tuple[Query, bool]]:
    """Read "dropped out of the top five" and "entered it" as a place then and a place now."""
    row = _row(found)
    out = clause.has("gone", "down")
    if row is None or not row.supplier or out == clause.has("new", "up"):
        return []
    among = figure(Terms(among=found.among, outside=found.outside))
    inside = replace(_rank(row, among, 1), top=top, within=True)
    outside = replace(inside, negated=True)
    return [(outside if out else inside, True), (inside if out else outside, False)]


def _places(clause: Clause) -> list[int]:
    """Return the places that are named, in their order."""
    found = []
    for i in clause.wanted:
        roles = [role for role in PLACES if role in clause.items[i].roles and role != "least"]
        if roles:
            found.append(max(PLACES[role] for role in roles))
    return found


def _row(side: Terms) -> Row | None:
    """Return the one supplier, technology or origin of some terms."""
    if len(side.suppliers) == 1 and not (side.origins or side.technologies):
        return Row(supplier=side.suppliers[0])
    if len(side.technologies) == 1 and not side.sourced:
        return Row(technology=side.technologies[0])
    origin = len(side.origins) == 1 and not side.suppliers
    if origin and all(t == "ai_surveillance" for t in side.technologies):
        return Row(origin=side.origins[0])
    return None


def _dimension(row: Row | None) -> str:
    if row is None:
        return ""
    return "supplier" if row.supplier else "origin" if row.origin else "technology"


def _rank(row: Row, among: Figure, place: int) -> Rank:
    subject = row.supplier or row.origin or row.technology or ""
    return Rank(dimension=_dimension(row), subjects=(subject,), figure=among, place=place)
