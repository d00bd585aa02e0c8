"""A number in one edition and in the other: "rose from 64 countries to 78"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.counts import Counted
from sousveil.extraction.statements.framing import take_out_frame
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.plainly import Reading, Stated
from sousveil.extraction.statements.spoken import Made, Spoken
from sousveil.extraction.statements.terms import figure
from sousveil.model.figure import Figure
from sousveil.model.noun import replace
from sousveil.model.query import Compare, Moved

WENT = frozenset({"went", "go", "goes", "moved", "was", "were", "had", "has", "stayed"})
HANDLED = (
    "up",
    "down",
    "steady",
    "between_editions",
    "three_years",
    "new",
    "approx",
    "found",
    "narrow",
    "gone",
    "score",
    "still",
    "outside",
    "apart",
)
SAME = frozenset({"steady"})
EARLIER = frozenset({"edition_first", "three_years"})
WAYS = {"up from": "more", "down from": "fewer"}
BESIDE = frozenset({"against", "versus", "vs", "compared with", "compared to", "as against"})
"""What sets a number of another year beside one, and does not say which is more."""


def _was(run: Sequence[Item], reading: Reading, before: Spoken | None) -> Made | None:
    """Read ", up from 64" and ", against 64 in 2019" behind a number: so many were there first."""
    counted = before.counted if before is not None else None
    if before is None or counted is None or counted.quantity.share or counted.size is not None:
        return None
    body, dated = _without_edition(run)
    words = " ".join(item.low for item in body[:-1])
    way = WAYS.get(words, "")
    if not (way or (dated and words in BESIDE)) or body[-1].kind != "number":
        return None
    if before.editions and before.editions != (reading.last,):
        return None
    groups = (*counted.figure.among, *counted.figure.outside)
    if any(reading.codebook.groups[g].kind in ("regime", "union") for g in groups):
        return None
    then = _counted(reading, body[-1], counted.figure, reading.first)
    if then is None:
        return None
    if not way:
        return Made(said=(then,), spoken=before)
    compared = Compare(
        left=counted.figure,
        right=counted.figure,
        relation=way,
        editions=(reading.last, reading.first),
    )
    said = (then, Stated(query=compared, editions=(), first=0, stop=0))
    return Made(said=said, spoken=before)


def _without_edition(run: Sequence[Item]) -> tuple[list[Item], bool]:
    """Leave out "just", "countries", and "in the first edition" at the end; tell whether it was."""
    body = [item for item in run if "country_noun" not in item.roles and item.low != "just"]
    last = max((i for i, item in enumerate(body) if item.kind == "number"), default=-1)
    tail = body[last + 1 :]
    dated = any(item.roles & EARLIER for item in tail)
    if all(item.low in ("in", "in the", "the", "of") or item.roles & EARLIER for item in tail):
        return body[: last + 1], dated
    return body, False


def change(run: Sequence[Item], reading: Reading, before: Spoken | None) -> Made | None:
    """Read "grew from 64 countries to 78" and "stayed at nine", one number an edition."""
    was = _was(run, reading, before)
    if was is not None:
        return was
    if not any(item.kind == "number" for item in run):
        return None
    own = any("listed" in item.low.split(" ") for item in run)  # "that of all listed countries"
    run = _without_tally(_that_of(run, before))
    clause = Clause(list(run), list(range(len(run))), reading.codebook)
    take_out_frame(clause, reading.years)
    numbers = clause.kinds("number")
    told = before is not None and before.compare is not None and before.compare.editions
    pair = _pair(clause, numbers, bool(told))
    if pair is None or clause.unread(HANDLED, numbers):
        return None
    gone = clause.at("gone")
    if any(clause.low(i) not in ("dropped from", "dropped") for i in gone):
        return None
    if clause.negations or not _counts(clause, before) or any(_firms(clause, i) for i in numbers):
        return None
    if any(clause.items[i].roles & {"most", "least"} for i in clause.at("up", "down")):
        return None  # "grew most, from 17 countries to 28"
    up, down = clause.has("up"), clause.has("down") or bool(gone)
    steady = clause.has("steady") or any(clause.low(i) == "stayed" for i in clause.wanted)
    reached = len(numbers) == 1 and not steady
    arrived = clause.editions == [reading.last] and (up or down)  # "rose to 78 in 2022"
    leaning = before is not None and before.compare is not None
    if up + down + steady > 1 or (reached and not (leaning or arrived)):
        return None
    later = clause.has("three_years") and clause.editions == [reading.first]
    later = later or (reached and arrived)
    later = later or (len(numbers) == 2 and clause.editions == [reading.last])
    if clause.editions and not later and clause.editions != list(reading.years.values()):
        return None
    found = clause.terms()
    if found.unread or found.loose or found.places or found.apart or found.joined:
        return None
    if max(len(found.suppliers), len(found.technologies), len(found.origins)) > 1:
        return None
    if found.suppliers and found.origins:
        return None
    what = figure(found)
    if what == Figure() and any(_of_firms(clause.items[i]) for i in clause.wanted):
        return None  # "the number of suppliers rose from 75 to 97"
    own = own or clause.listing or clause.has("index")
    if what == Figure() and not own and before is not None and before.compare:
        what = before.compare.left  # ", falling from 15 to 12"
        leans = True
    else:
        leans = False
    dated = bool(clause.editions) or clause.has("between_editions", "three_years")
    dated = dated or bool(clause.kinds("technology"))  # AI surveillance
    if what == Figure() and not (leans or own or clause.has("listed") or dated):
        return None
    if what == Figure() and not (leaning or clause.listing or clause.has("country_noun")):
        return None  # "the figure rose to 78"
    said = [
        _counted(reading, clause.items[i], what, edition)
        for i, edition in zip(pair, (reading.first, reading.last), strict=True)
        if not (reached and edition == reading.first)
    ]
    if any(one is None for one in said):
        return None
    relation = "more" if up else "fewer" if down else "same" if steady else ""
    slight = [i for i in clause.at("narrow") if i not in numbers]  # not of "to just four"
    compared = Compare(
        left=what,
        right=what,
        relation=relation or "more",
        editions=(reading.last, reading.first),
        margin="narrow" if slight else "",
    )
    stated = [one for one in said if one is not None]
    if relation or found.among:  # a measure that changed its meaning is not compared
        compared = compared if relation else replace(compared, relation=_went(stated))
        stated.append(Stated(query=compared, editions=(), first=0, stop=0))
    how = {"fewer": "gone", "more": "new"}.get(relation, "kept")
    spoken = Spoken(
        run=tuple(run), compare=compared, moved=Moved(countries=(), figure=what, how=how)
    )
    return Made(said=tuple(stated), spoken=spoken)


def _that_of(run: Sequence[Item], before: Spoken | None) -> Sequence[Item]:
    """Read "that of Africa" as the number just spoken of, for another group or name."""
    if before is None or before.compare is None or len(run) < 3 or run[0].low != "that":
        return run
    heads = [item for item in before.run if item.roles & {"listed", "country_noun"}]
    at = next((i for i, item in enumerate(run) if item.low in ("of", "of the")), 0)
    return [*heads[:1], *run[at:]] if at == 1 and heads else run


TALLY = frozenset({"tally", "count", "total", "number", "footprint", "score", "figure", "list"})


def _without_tally(run: Sequence[Item]) -> list[Item]:
    """Leave out the noun of "IBM's tally", which is the number of its countries."""
    made: list[Item] = []
    for i, item in enumerate(run):
        owned = i > 1 and run[i - 1].low == "'s" and run[i - 2].kind in ("supplier", "technology")
        if item.low in TALLY and owned:
            made.pop()
        else:
            made.append(item)
    return made


def _went(stated: list[Stated]) -> str:
    """Return which way the two numbers themselves go."""
    numbers = [one.counted.quantity.value for one in stated if one.counted is not None]
    first, last = numbers[0], numbers[-1]
    return "more" if last > first else "fewer" if last < first else "same"


CLOSE = 3  # items from the later number to the earlier: "to 14 countries from 12"


def _pair(clause: Clause, numbers: list[int], told: bool) -> tuple[int, int] | None:
    """Return where the earlier and the later number stand; `told` if a change came before."""
    if len(numbers) == 1:
        at = numbers[0]
        opens = clause.wanted[:1] == [at - 1]
        if clause.low(at - 1) == "to" and (opens or clause.has("up", "down", "gone")):
            return at, at
        return (at, at) if clause.low(at - 1) in ("at", "with", "on") else None
    if len(numbers) != 2:
        return None
    first, second = numbers
    if clause.low(first - 1) == "to" and clause.low(second - 1).split(" ")[-1] == "from":
        turned = clause.has("up", "down", "gone") and second - first <= CLOSE + 1
        return (second, first) if turned else None  # "rose to 14 from 12"
    if clause.low(first - 1).split(" ")[-1] != "from":
        return None
    between = [clause.low(i) for i in range(first + 1, second)]
    if between[-1:] != ["to"] or len([word for word in between if word == "to"]) != 1:
        return None
    for role, where in (
        ("edition_last", range(first, second)),
        ("edition_first", range(second, len(clause.items))),
    ):
        if any(role in clause.items[i].roles for i in where):
            return None
    verb = told or any(
        clause.items[i].roles & {"up", "down", "steady", "gone"}
        or clause.low(i).split(" ")[0] in WENT
        for i in clause.wanted
    )
    return (first, second) if verb else None


def _firms(clause: Clause, i: int) -> bool:
    """Tell whether a number counts suppliers: "to 97 companies"."""
    return any(_of_firms(one) for one in clause.items[i + 1 : i + 2])


def _of_firms(item: Item) -> bool:
    return "supplier_noun" in item.roles and item.low.endswith("s")


def _counts(clause: Clause, before: Spoken | None) -> bool:
    """Tell whether the numbers count countries."""
    told = clause.has("country_noun", "customers", "listed") or clause.kinds("group")
    return bool(told) or (before is not None and before.compare is not None)


ONE = frozenset({"one", "a single one", "one country"})


def _counted(reading: Reading, item: Item, what: Figure, edition: str) -> Stated | None:
    q = reading.sentence.numbers.get(item.first)
    if q is None and item.value == 1 and item.low in ONE:
        first, stop = item.first, item.stop
        q = Quantity(first=first, stop=stop, begin=first, end=stop, value=1.0)
    if q is None or q.share or q.whole is not None:
        return None
    return Stated(
        query=None,
        counted=Counted(quantity=q, figure=what),
        editions=(edition,),
        first=0,
        stop=0,
    )
