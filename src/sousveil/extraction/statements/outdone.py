"""Who stands behind whom: "only Huawei is named in more countries than NEC"."""

from __future__ import annotations

from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.item import LINKS
from sousveil.extraction.statements.places_told import PLACES, home_of
from sousveil.extraction.statements.terms import Terms, figure
from sousveil.model.figure import ANY_TECHNOLOGY
from sousveil.model.noun import replace
from sousveil.model.query import Query, Rank


def pairs(clause: Clause) -> Rank | None:
    """Read "Huawei first, NEC second, Hikvision third"."""
    if clause.has("succession"):
        return _succession(clause)
    found: list[tuple[int, str]] = []
    names = clause.kinds("supplier")
    if len(names) < 2:
        return None
    for i in names:
        following = clause.items[i + 1] if i + 1 < len(clause.items) else None
        if following is None:
            return None
        places = [PLACES[role] for role in PLACES if role in following.roles]
        if len(places) != 1:
            return None
        found.append((places[0], clause.items[i].id))
    found.sort()
    if len(found) < 2 or [place for place, _ in found] != list(range(1, len(found) + 1)):
        return None
    named = clause.terms()
    conditions = Terms(among=named.among, outside=named.outside)
    return Rank(
        dimension="supplier",
        subjects=tuple(term for _, term in found),
        figure=figure(conditions),
        ordered=True,
    )


def _succession(clause: Clause) -> Rank | None:
    """Read "NEC and Hikvision stand one right after the other", wherever that is."""
    found = clause.terms()
    named = tuple(found.suppliers or found.technologies)
    beside = clause.kinds("group", "number", "share") or clause.unread(("succession", "rank"))
    firms = bool(found.suppliers)
    home = home_of(clause, found) if firms else None
    seats = {clause.items[i].id for i in clause.kinds("demonym", "country")} - {home}
    mixed = firms and found.technologies
    if len(named) < LEAST or beside or mixed or seats or clause.negations:
        return None
    return Rank(
        dimension="supplier" if firms else "technology",
        subjects=named,
        home=home,
        ordered=True,
        place=0,
    )


LEAST = 2  # that stand one after the other
NOUNS = frozenset({"supplier_noun", "origin_noun", "technology_noun", "country_noun"})


def only_outdone(clause: Clause) -> Rank | None:
    """Read "only Huawei is named in more countries than NEC": NEC is second."""
    only = [i for i in clause.at("only") if clause.low(i).split(" ")[0] in ("only", "just", "no")]
    more = clause.at("more")
    than = [i for i in clause.at("than") if clause.low(i) == "than"]
    if not (len(only) == len(more) == len(than) == 1) or clause.negations:
        return None
    if not only[0] < more[0] < than[0] or not _framed(clause, only[0]):
        return None
    for kind in ("supplier", "technology"):
        left = [i for i in clause.kinds(kind) if only[0] < i < more[0]]
        right = [i for i in clause.kinds(kind) if i > than[0]]
        many = _so_many(clause, only[0])
        if not right or (len(left) > 0) == (many > 0) or not _next(clause, than[0], right[0]):
            continue
        listed = left or right[1:]
        if (left and right[1:]) or (many and listed and len(listed) != many):
            return None
        numbers = clause.kinds("number") if many else ()
        if len(numbers) > 1 or clause.unread(("only", "more", "found"), numbers):
            return None
        found = clause.terms()
        if found.origins or found.places or (kind == "technology" and found.suppliers):
            return None
        if kind == "supplier" and set(found.technologies) - {ANY_TECHNOLOGY}:
            return None
        conditions = Terms(among=found.among, outside=found.outside)
        return Rank(
            dimension=kind,
            subjects=(clause.items[right[0]].id,),
            figure=figure(conditions),
            place=1 + (many or len(left)),
            home=home_of(clause, found) if kind == "supplier" else None,
            apart=tuple(clause.items[i].id for i in listed),
        )
    return None


def _framed(clause: Clause, only: int) -> bool:
    """Tell whether what stands before "only" says no more than among whom."""
    return all(
        clause.items[i].kind in ("group", "demonym", "sign")
        or clause.items[i].roles & {"idle", "belong", "classed", *NOUNS, "index", "listed"}
        for i in clause.wanted
        if i < only
    )


def _so_many(clause: Clause, only: int) -> int:
    """Return the number of "only two suppliers"; 0 where it has none."""
    item = clause.items[only]
    number = item if item.kind == "number" else clause.items[only + 1]
    at = only if item.kind == "number" else only + 1
    noun = clause.items[at + 1] if at + 1 < len(clause.items) else None
    if number.kind != "number" or noun is None or not noun.roles & NOUNS - {"country_noun"}:
        return 0
    return int(number.value)


def _next(clause: Clause, than: int, name: int) -> bool:
    """Tell whether only small words, or its home, stand between "than" and a name."""
    between = [clause.items[i] for i in range(than + 1, name)]
    return all("idle" in item.roles or item.place for item in between)


def after(
    clause: Clause, made: Rank, subjects: tuple[str, ...], word: int, place: int, denied: bool
) -> Query | None:
    """Read "after Huawei, NEC is the largest", "NEC is second, behind Huawei"."""
    behind: list[str] = []
    small = {"idle", *NOUNS}
    for item in clause.items[word + 1 :]:
        if item.id in subjects and item.kind != "group":
            behind.append(item.id)
            continue
        passed = item.low in LINKS or item.low == "only" or item.roles & small
        if not passed or (behind and (item.low == "," or item.low not in LINKS)):
            break
    if clause.low(word) in ("followed", "following"):
        return None
    rest = tuple(term for term in subjects if term not in behind)
    if len(rest) != 1 or not behind:
        return None
    only = "only" in clause.low(word).split(" ") or "only" in clause.low(word + 1).split(" ")
    if place == 1 or (place == 2 and only):
        place = 1 + len(behind)
    if denied or place < 1 + len(behind):
        return None
    return replace(made, subjects=rest, place=place, apart=tuple(behind))


NEXT = frozenset({"followed", "trailed", "then", "directly", "right", "immediately"})


def outrunning(clause: Clause, made: Rank, word: int, denied: bool) -> Query | None:
    """Read "the largest, followed by NEC"; who is "ahead of NEC" may have others between."""
    words = set(clause.low(word).split(" "))
    if NEXT & words:
        return replace(made, place=1, ordered=True, negated=denied)
    first = [term for term in made.subjects if any(i.id == term for i in clause.items[:word])]
    if len(first) != 1:
        return None
    margin = "wide" if words & {"well", "clear"} else made.margin
    return replace(made, subjects=(first[0],), place=1, margin=margin, negated=denied)
