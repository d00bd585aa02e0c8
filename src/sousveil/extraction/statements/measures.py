"""Conditions on the measures of a country: "rated not free", "the ten biggest spenders"."""

from __future__ import annotations

from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.thresholds import threshold
from sousveil.model.figure import Measured
from sousveil.model.noun import replace

SPENDING = frozenset({"military_rank"})
STATUSES = {"not_free": "NOT FREE", "partly_free": "PARTLY FREE", "free": "FREE"}
LEADING = frozenset({"most", "more"})
RATED = frozenset({"classed", "internet", "score"})
RATED_SO = RATED.union(STATUSES)
"""Roles of words with which a rating begins, or which are one."""

QUOTES = frozenset("\"'“”‘’«»„")
NUMBERS = frozenset({"number", "whole"})


def conditions(found: list[Item]) -> list[Item]:
    """Make one item of "the ten biggest military spenders" and of "rated not free"."""
    if not any(item.kind in NUMBERS or item.roles & RATED_SO for item in found):
        return found
    made: list[Item] = []
    alone = not any(_one_country(found, i) for i in range(len(found)))
    at = 0
    while at < len(found):
        item = found[at]
        counts = item.kind in NUMBERS and "rank" not in item.roles  # not "the twelfth largest"
        end = _spenders(found, at) if counts else 0
        many = alone or _of_countries(found, at) or _many(found, at)
        status = _rated(found, at) if many else 0
        scored = threshold(found, at) if many else None
        if status:
            text = next(
                text for i in found[at:status] for role, text in STATUSES.items() if role in i.roles
            )
            _without_that(made)
            made.append(_joined(found[at:status], Measured(measure="fotn_status", text=text)))
            at = status
        elif scored is not None:
            if not _without_that(made) and item.low in SCORED:
                made.append(replace(item, low="are", stop=item.first, kind="word", roles=ARE))
            made.append(_joined(found[at : scored.end], scored.condition))
            at = scored.end
        elif end:
            condition = Measured(measure="military_rank", at_most=item.value)
            if item.low.startswith("all "):
                made.append(replace(item, low="all", kind="word", roles=frozenset({"every"})))
            first = _take_back(made)
            made.append(_joined(found[at - first : end], condition))
            at = end
        else:
            made.append(item)
            at += 1
    return made


def _one_country(found: list[Item], i: int) -> bool:
    """Tell the name of a country, and "Kenyan" in "the Kenyan internet"."""
    near = found[max(0, i - 2) : i + 2]
    mine = found[i].kind == "demonym" and any("internet" in item.roles for item in near)
    return mine or found[i].kind in ("country", "capital")


def _many(found: list[Item], at: int) -> bool:
    """Tell "the 26 partly free countries" from "a partly free country"."""
    if at + 1 >= len(found):
        return False
    one = at > 0 and found[at - 1].kind == "number" and found[at + 1].low == "country"
    return one or found[at + 1].low in MANY


MANY = frozenset({"countries", "states", "nations"})
SCORED = frozenset({"score", "scores", "scored", "have", "has", "had", "get", "gets"})
"""Verbs, as against "with a score" and "scoring"."""


def _without_that(made: list[Item]) -> bool:
    """Leave out what joins "countries that Freedom House calls free"; tell whether it was there."""
    joined = len(made) > 1 and made[-1].low in ("that", "which")
    if joined and "country_noun" in made[-2].roles:
        made.pop()
        return True
    return False


TOP = frozenset({"top", "first", "military", "military top", "leading"})
WORLD = frozenset({"the", "world", "'s", "the world 's", "the world", "global", "in", "among"})
PLACED_IN = frozenset({"rank", "ranks", "ranked", "ranking", "place", "placed", "rank among"})
ARE = frozenset({"be", "idle"})


def _take_back(made: list[Item]) -> int:
    """Take out "top" before "fifty for military spending"; return how many were taken.

    "rank in the top fifty" says that they are in it.
    """
    taken = 0
    if made and "within" in made[-1].roles:  # "are in the top"
        made[-1] = replace(made[-1], low="are", kind="word", roles=ARE)
        return 0
    while made and made[-1].low in TOP:
        made.pop()
        taken += 1
    back = len(made) - 1
    while taken and back >= 0 and (made[back].low in WORLD or "world" in made[back].roles):
        back -= 1
    if taken and back >= 0 and made[back].low in PLACED_IN:
        made[back] = replace(made[back], low="are", kind="word", roles=ARE)
    return taken


def _of_countries(found: list[Item], at: int) -> bool:
    """Tell "countries rated not free" from "Kenya is rated not free"."""
    for item in reversed(found[max(0, at - 4) : at]):
        if item.place:
            return False
        if item.roles & {"country_noun"} or item.kind == "group":
            return True
    return False


def _rated(found: list[Item], at: int) -> int:
    """Return where "rated not free" ends, said of countries; 0 where no status stands there."""
    if not found[at].roles & RATED_SO:
        return 0
    if found[at].roles & set(STATUSES):  # "countries with a free internet"
        rated = found[at].roles & {"not_free", "partly_free"}
        if rated and at + 1 < len(found) and "country_noun" in found[at + 1].roles:
            return at + 2  # "the 21 partly free countries"
        net = at + 1 < len(found) and "internet" in found[at + 1].roles
        return at + 2 if net and at and found[at - 1].low in ("a", "an", "with", "the") else 0
    for step, item in enumerate(found[at : at + 8]):
        if item.roles & set(STATUSES):
            end = at + step + 1
            while end < len(found) and found[end].low in QUOTES:
                end += 1
            end = _whose_rating(found, end)
            told = any("internet" in i.roles or i.low == "rated" for i in found[at:end])
            return end if told or "free" not in item.roles else 0
        known = item.roles & {"classed", "internet", "score", "idle", "belong", "reported"}
        if not known and item.low not in QUOTES:
            return 0
    return 0


BY_WHOM = frozenset({"for", "in", "on", "by", "in terms of", "the", "their", "its", "'s"})


def _whose_rating(found: list[Item], end: int) -> int:
    """Return where "on the Freedom on the Net scale" ends behind a rating."""
    at = end
    while at < len(found):
        item = found[at]
        if item.roles & {"internet", "freedom_score"}:
            end = at + 1
        elif item.low not in BY_WHOM:
            break
        at += 1
    return end


def _spenders(found: list[Item], at: int) -> int:
    """Return where "ten biggest military spenders" ends, or "ten that spend most on ..."; 0."""
    before = found[at - 1] if at else None
    small = [j for j, item in enumerate(found[at + 1 : at + 3]) if item.roles & SPENDING]
    if at > 1 and [item.low for item in found[at - 2 : at]] == ["military", "top"]:
        return at + 1
    if before is not None and before.low in ("top", "first", "military top") and small:
        return at + 2 + small[0]  # "in the top fifty for military spending"
    near = found[at + 1 : at + 9]
    if near and near[0].kind == "whole":
        return 0  # "forty of the fifty biggest military spenders"
    led = False
    for step, item in enumerate(near):
        if item.roles & LEADING:
            led = True
        if item.roles & SPENDING:
            end = at + 2 + step
            before = found[at - 1] if at else None
            ahead = before is not None and bool(before.roles & LEADING)
            return end if led or ahead else 0
        if item.kind in ("number", "sign", "unknown") or item.place:
            return 0
    return 0


def _joined(part: list[Item], condition: Measured) -> Item:
    low = " ".join(item.low for item in part)
    roles = frozenset({"country_noun"})
    return Item(part[0].first, part[-1].stop, low, "word", roles=roles, measured=condition)
