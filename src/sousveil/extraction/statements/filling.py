"""A claim that leaves words out: "Huawei has 49 countries, NEC 14"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.statements.changes import change
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.plainly import Reading, plainly
from sousveil.extraction.statements.spoken import Made, Spoken, spoken_of
from sousveil.model.noun import replace

GLUE = frozenset(
    {
        "in",
        "on",
        "with",
        "by",
        "and",
        "at",
        "for",
        "of",
        "the",
        "to",
        "a",
        "an",
        "has",
        "have",
        "'s",
        "as",
        "is",
        "are",
        "only",
        "from",
        "just",
        ",",
        "that",
        "those",
        "it",
        "in the",
        "too",
    }
)
PLACES = frozenset({"most", "least", "ordinal_2", "ordinal_3", "ordinal_4", "ordinal_5"})
STATUS = frozenset({"not_free", "partly_free", "free"})
ANCHORS = frozenset({"number", "share", "rank", "status", "place", "edition", "region", "regime"})
"""Kinds without one of which a claim with words left out says nothing of its own."""

COUNTED = frozenset({"number", "share", "rank"})
LEAST = 2  # kinds of names that a claim with words left out must have


def filled(run: Sequence[Item], reading: Reading, before: Spoken) -> Made | None:
    """Read a claim with the words that it leaves out taken from the one before."""
    made = _gapped(run, reading.codebook, before) or _pointing(run, before)
    if made is None:
        return None
    if before.compare is not None and before.compare.editions is not None:
        changed = change(made, reading, None)
        if changed is not None:
            return changed
    said = plainly(made, reading)
    if not said:
        return None
    return Made(said=tuple(said), spoken=spoken_of(said[-1], made))


def kind_of(item: Item, codebook: Codebook) -> str:
    """Return what an item can stand in the place of; empty for small words."""
    if item.place:
        return "place"
    if item.kind in ("number", "share") and not item.roles & {"rank"}:
        return item.kind
    if item.kind == "group":
        return codebook.groups[item.id].kind
    if item.kind in ("supplier", "technology", "whole"):
        return item.kind
    if item.roles & {"edition_first", "edition_last"}:
        return "edition"
    if item.roles & STATUS:
        return "status"
    if item.roles & PLACES or (item.roles & {"rank"} and item.kind == "number"):
        return "rank"
    return ""


def _gapped(run: Sequence[Item], codebook: Codebook, before: Spoken) -> list[Item] | None:
    """Put the names and numbers of a claim in the place of those of the claim before."""
    kinds: dict[str, list[Item]] = {}
    order: list[str] = []
    scored = any("score" in item.roles for item in before.run)
    for item in run:
        kind = kind_of(item, codebook)
        if kind:
            if kind in kinds and order[-1] != kind and kind != "number":
                return None
            kinds.setdefault(kind, []).append(item)
            order.append(kind)
        elif scored and "score" in item.roles:
            continue  # "China scores 10", behind "Russia scores 30 out of 100 on net freedom"
        elif item.low not in GLUE and "country_noun" not in item.roles:
            return None
    if len(kinds) < LEAST or not (kinds.keys() & ANCHORS):
        return None
    if any(item.low in ("only", "just") for item in run) and not kinds.keys() & COUNTED:
        return None  # "Kenya only NEC"
    made = list(before.run)
    for kind, items in kinds.items():
        where = [i for i, item in enumerate(made) if kind_of(item, codebook) == kind]
        if kind in ("number", "share") and len(where) > 1 and len(items) == 1:
            where = where[-1:]  # the whole stands first: "of the 22 democracies, 14"
        if not where:
            return None
        first, last = where[0], where[-1]
        if kind == "number" and len(where) == len(items) > 1:
            for i, item in zip(where, items, strict=True):
                made[i] = item
            continue
        between = made[first : last + 1]
        if any(kind_of(i, codebook) not in ("", kind) or i.roles & {"use", "be"} for i in between):
            return None
        joined: list[Item] = []
        for item in items:
            joined += [*([AND] if joined else []), _standing_for(item, made[first], kind)]
        made[first : last + 1] = joined
    return made


AND = Item(-1, -1, "and", "word", roles=frozenset({"idle"}))


def _standing_for(item: Item, other: Item, kind: str) -> Item:
    """Return a name that stands where another stood; "American" for "Chinese"."""
    if kind == "place" and other.kind == "demonym":
        return replace(item, kind="demonym")
    return item


EACH = frozenset({"both", "each", "alike", "all", "all three", "all four"})


def of_each(run: Sequence[Item]) -> list[list[Item]]:
    """Return a claim on several names as one on each: "NEC and IBM both lost ground"."""
    whole = [i for i, item in enumerate(run) if "in_full" in item.roles]
    counted = any(item.kind in ("number", "share") for item in run)
    turned = any(item.roles & {"up", "down", "steady"} for item in run) and not counted
    if turned and len(whole) > LEAST and whole[-1] - whole[0] < LEAST * len(whole):
        return [[*run[: whole[0]], run[i], *run[whole[-1] + 1 :]] for i in whole]
    for at, item in enumerate(run):
        if item.low not in EACH or not at:
            continue
        kinds = ("supplier", "technology", "group")
        kind = run[at - 1].kind
        if kind not in kinds:
            continue
        first = at - 1
        while first > 0 and (
            run[first - 1].kind == kind
            or run[first - 1].low in (",", "and", "the")
            or (kind == "technology" and "origin_noun" in run[first - 1].roles)
        ):
            first -= 1
        names = [i for i in run[first:at] if i.kind == kind]
        if len(names) > 1:
            return [[*run[:first], name, *run[at + 1 :]] for name in names]
    return []


VALUES = frozenset({"number", "money"})
BEFORE_VALUE = frozenset({"a", "an", "at", "with", "just", "only", "on", "the", "as", "in", "is"})
BEFORE_VALUE |= {"has", "no more than", ":", "-", "of", "even", "itself", "meanwhile"}
SAYING = frozenset({"score", "be", "use", "rank", "classed", "reported"})
LEAST_PAIRS = 2


def paired(run: Sequence[Item], codebook: Codebook) -> list[list[Item]]:
    """Return "Kenya scores 66 and Ghana 64 on it" as a claim on each country.

    What stands before the first and behind the last is said of all, and so is the verb.
    """
    pairs: list[tuple[int, int]] = []
    for at, item in enumerate(run):
        if not item.place:
            continue
        after = (i for i in range(at + 1, len(run)) if run[i].place or _value(run[i], codebook))
        value = next(after, None)
        if value is None or run[value].place:
            return []
        pairs.append((at, value))
    if len(pairs) < LEAST_PAIRS:
        return []
    for (_, value), (at, _) in pairwise(pairs):
        between = [item.low for item in run[value + 1 : at]]
        if not between or any(low not in JOINING for low in between):
            return []
    before, verb = run[: pairs[0][0]], run[pairs[0][0] + 1 : pairs[0][1]]
    tail = run[pairs[-1][1] + 1 :]
    if any(item.kind in VALUES or item.low in JOINING for item in tail):
        return []
    made: list[list[Item]] = []
    for at, value in pairs:
        own = run[at + 1 : value]
        says = any(item.roles & SAYING and item.low not in BEFORE_VALUE for item in own)
        if not says and any(item.low not in BEFORE_VALUE for item in own):
            return []
        made.append([*before, run[at], *(own if says else verb), run[value], *tail])
    return made


JOINING = frozenset({",", "and", "while", "but", "whereas", ";", "or"})


def _value(item: Item, codebook: Codebook) -> bool:
    """Tell a number, a rank, a status or a kind of regime."""
    if item.kind == "group":
        return codebook.groups[item.id].kind == "regime"
    return item.kind in VALUES or kind_of(item, codebook) in ("rank", "status")


POINTING = frozenset({"it", "they", "the company", "the firm", "the group", "the vendor"})


def _pointing(run: Sequence[Item], before: Spoken) -> list[Item] | None:
    """Put what "it" and "where" point to in their place."""
    if not run:
        return None
    if run[0].low == "where":
        places = [item for item in before.run if item.place]
        if not places:
            return None
        last = places[-1]
        return [*run[1:], Item(-1, -1, "in", "word", roles=frozenset({"idle", "belong"})), last]
    start = 2 if run[0].low == "the" else 1
    said = " ".join(item.low for item in run[:start])
    if said not in POINTING:
        return None
    names: list[Item] = []
    for item in before.run:
        if item.kind in ("supplier", "technology") or item.place:
            names.append(item)
            break
    if not names or (said.startswith("the ") and names[0].kind != "supplier"):
        return None
    several = any(item.kind == "technology" for item in before.run) and said in ("it", "they")
    if several and not (len(run) > start and run[start].roles & {"belong", "listed"}):
        return None  # "Kenya uses it, and it comes from ..."
    return [*names, *run[start:]]
