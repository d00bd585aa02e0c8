"""What a sentence is about, named first: "Take Kenya and Ghana: both use it"."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.statements.item import Item
from sousveil.model.noun import replace

SIGNS = frozenset({":", ",", "–", "—", ";", "…", "?", ".", "-", "(", ")"})
JOINTS = frozenset({"and", "or", ",", "the", "&", "nor", "as well as", "to"})
LEAST = 4  # items of a topic and what is said of it

ALL = {
    2: ("both", "both of them", "the pair", "the two", "each", "each of them", "each of the two"),
    3: ("all three", "the three", "the trio", "each of the three", "each", "each of them"),
    4: ("all four", "the four", "the quartet", "each of the four", "each", "each of them"),
    5: ("all five", "the five", "each of the five", "each", "each of them"),
}
"""Words for the countries named before, by how many these are."""

ONE = frozenset({"it", "there", "the country", "this country", "the place"})
IN_INDEX = frozenset({"in", "the", "index", "table", "in the index", "in the table", "on the list"})
TOPICAL = frozenset({"stands out", "stand out", "is a case in point", "are a case in point"})
TOPICAL |= {"is an example", "is one example", "is a good example", "are good examples"}
TOPICAL |= {"are examples", "are cases in point", "deserves a mention", "deserve a mention"}
"""What is said of countries that only names them as the topic."""

THEM = frozenset(
    {
        "each row",
        "every row",
        "each entry",
        "every entry",
        "they",
        "all of them",
        "them",
        "there",
        "all",
        "these countries",
        "every one",
    }
)
QUANTITY = frozenset({"both", "every", "none", "some", "mostly", "few", "notall"})


def about_topics(found: list[Item]) -> list[Item]:
    """Read "Take Kenya and Ghana: both use it" as "Kenya and Ghana use it"."""
    if len(found) < LEAST:
        return found
    opens = "topic_opener" in found[0].roles
    first = 1 if opens else 0
    stop = _names_end(found, first)
    names = found[first:stop]
    tells = stop
    while names and tells < len(found) and found[tells].low in IN_INDEX:
        tells += 1
    if names and tells < len(found) and found[tells].low in TOPICAL:
        opens, tells = True, tells + 1
    if (opens or tells == stop) and tells < len(found) and found[tells].low in SIGNS:
        stop = tells
    if stop == first or stop >= len(found) or found[stop].low not in SIGNS:
        return found
    sign = found[stop].low
    if sign in (",", "and") and not opens:
        return found
    while names and names[-1].low in JOINTS:
        names = names[:-1]
    rest = found[stop + 1 :]
    many = len({item.id for item in names if item.place})
    if not rest or any(item.kind in ("supplier", "technology") for item in names) or not many:
        return found
    if not opens and sign not in (":", "–", "—", "?", "…"):
        return found
    names = _joined_by_and(names)
    made = _replaced(rest, names, many)
    if made is not None:
        return made
    if any(item.roles & QUANTITY for item in rest) or any(
        item.place and item.kind != "demonym" and not _home(rest, i) for i, item in enumerate(rest)
    ):
        return found
    if _thing(rest):
        has = Item(names[-1].stop, names[-1].stop, "has", "word", roles=frozenset({"use", "idle"}))
        return [*names, has, *rest]
    return [*_in(names), found[stop], *rest] if opens and _verb(rest) else found


def _in(names: list[Item]) -> list[Item]:
    first = names[0].first
    return [Item(first, first, "for", "word", roles=frozenset({"idle"})), *names]


def _home(rest: Sequence[Item], i: int) -> bool:
    """Tell "NEC of Japan" and "technology from China" from a country that has it."""
    return (i > 0 and rest[i - 1].low in ("of", "from")) or (
        i > 0 and rest[i - 1].low == "the" and i > 1 and rest[i - 2].low == "from"
    )


def _names_end(found: Sequence[Item], at: int) -> int:
    """Return where a list of countries ends that begins at an item."""
    stop = last = at
    while stop < len(found) and (
        (found[stop].place and found[stop].kind != "demonym") or found[stop].low in JOINTS
    ):
        stop += 1
        if found[stop - 1].place:
            last = stop
    return last


def _joined_by_and(names: list[Item]) -> list[Item]:
    """Return a list of countries in which "or" leaves no choice: "look at Chile or Peru"."""
    return [replace(item, low="and") if item.low in ("or", "to") else item for item in names]


def _replaced(rest: list[Item], names: list[Item], many: int) -> list[Item] | None:
    """Return what is said with the countries in the place of "both" and "it"; None without one."""
    own = ALL.get(many, ()) if many > 1 else ()
    for i in range(min(len(rest), 16)):
        low = rest[i].low
        two = f"{low} {rest[i + 1].low}" if i + 1 < len(rest) else low
        if two in (
            "each row",
            "every row",
            "each entry",
            "every entry",
            "the country",
            "the three",
            "the two",
            "the pair",
            "the trio",
            "the four",
        ):
            low, width = two, 2
        else:
            width = 1
        points = low in own or low in (THEM if many > 1 else ONE)
        if points and rest[i].kind in ("word", "number", "unknown", ""):
            after = rest[i + width : i + width + 2]
            if low != "there" and after and after[0].low in ("of", "of them", "of these"):
                width += 1 if after[0].low != "of" else 0
                if after[0].low == "of":
                    return None
            if low == "there":
                first = rest[i].first
                belong = frozenset({"idle", "belong"})
                inside = [Item(first, first, "in", "word", roles=belong)]
                return [*rest[:i], *inside, *names, *rest[i + 1 :]]
            every = low == "them" and rest[i + width : i + width + 1]
            if every and every[0].low in ("all", "both", "alike"):
                width += 1  # "NEC supplies them all"
            return [*rest[:i], *names, *rest[i + width :]]
        if rest[i].place and rest[i].kind != "demonym" and not _home(rest, i):
            return None
    return None


def _thing(rest: list[Item]) -> bool:
    """Tell whether what follows is a list of technologies, without a verb."""
    head = next((item for item in rest if item.low not in ("the", "a", "an", "both")), None)
    if head is None or not (head.kind in ("technology", "demonym") or "origin_noun" in head.roles):
        return False
    verbs = {"use", "supply", "buy", "found", "listed", "be", "lack", "none", "most", "more"}
    return not any(
        item.roles & verbs and item.low not in ("in", "from", "of", "with", "on", "as well as")
        for item in rest
        if item.kind == "word" and "idle" not in item.roles
    )


def _verb(rest: list[Item]) -> bool:
    return any(
        item.roles & {"use", "supply", "buy", "found", "listed", "reported"} for item in rest
    )


COPULA = frozenset({"be", "idle"})


def valued(found: list[Item]) -> list[Item]:
    """Read "Kenya's Freedom on the Net score: 66" and "Hungary: electoral autocracy" with "is"."""
    at = next((i for i, item in enumerate(found) if item.low == ":"), 0)
    if not at or at + 1 >= len(found):
        return found
    head, rest = found[:at], [item for item in found[at + 1 :] if item.kind != "sign"]
    measure = any(item.roles & MEASURES for item in head) and len(rest) <= SHORT_VALUE
    if sum(item.place for item in head) != 1 or any(item.low == ":" for item in rest):
        return found
    value = rest[:1] and (rest[0].kind in ("number", "money") or rest[0].roles & STATUSES)
    kind = len(head) == 1 and len(rest) == 1 and rest[0].kind == "group"
    if not (measure and value) and not kind:
        return found
    is_ = replace(found[at], low="is", kind="word", roles=COPULA)
    return [*head, is_, *found[at + 1 :]]


MEASURES = frozenset({"freedom_score", "military_rank", "odi_rank", "electoral_democracy"})
MEASURES |= {"regime_score", "digital_repression"}
STATUSES = frozenset({"free", "partly_free", "not_free"})
SHORT_VALUE = 3  # items of "66 out of 100"
