"""Turns of phrase around numbers of countries to plainer ones: "every member but one"."""

from __future__ import annotations

from sousveil.extraction.statements.item import Item, word_at
from sousveil.extraction.statements.step import Step
from sousveil.model.noun import replace

SPARED = frozenset(
    {"but", "bar", "except", "except for", "save", "save for", "apart from", "other than"}
    | {"barring", "aside from", "with the exception of", "excepting", "but for", "minus", "less"}
)
"""What stands before the number of those left out."""

ALL = frozenset({"all", "every", "each", "all the", "all of the", "every one of the", "all of"})
ALL |= {"each of the", "each of", "every one of", "every single", "all the other"}
ACTING = frozenset({"use", "supply", "buy", "be", "found", "belong", "operate", "listed", "lack"})
OF_THEM = frozenset({"of them", "of these", "of those", "member", "country", "state", "exception"})
LONGEST_NOUN = 9
"""Items of a noun with all that belongs to it: "all the liberal democracies on the list"."""


def _all_so_many(found: list[Item]) -> list[Item]:
    """Read "all four Gulf monarchies" as "all" and a number of them."""
    made: list[Item] = []
    for i, item in enumerate(found):
        many = MANY.get(item.low)
        after = (j for j in found[i + 1 : i + 5] if j.low not in MEMBERS)
        group = next(after, None)
        if many is None or group is None or group.kind != "group":
            made.append(item)
            continue
        middle = min(item.first + 1, item.stop)
        every = Item(item.first, middle, "all", "word", roles=frozenset({"every"}))
        made += [every, Item(middle, item.stop, item.low[4:], "number", value=many)]
    return made


MEMBERS = frozenset({"members of", "members", "countries", "states", "of", "the", "of the"})
MEMBERS |= {"members of the", "listed", "nations"}
MANY = {"both": 2.0, "both of": 2.0, "all three": 3.0, "all four": 4.0, "all five": 5.0}


def _but_so_many(found: list[Item]) -> list[Item]:
    """Read "every G7 member but one uses it" as "all but one of the G7 use it"."""
    at = next((i for i, item in enumerate(found) if item.low in ALL), None)
    if at is None or "every" not in found[at].roles or found[at].but:
        return found
    for i in range(at + 1, min(len(found) - 2, at + LONGEST_NOUN)):
        item, number = found[i], found[i + 1]
        if item.roles & ACTING and item.kind == "word" and not _inside(found, i):
            return found
        if item.low not in SPARED:
            continue
        value = 1 if number.low in ("one", "one of them") else _plain(number)
        stop = i + 2
        while stop < len(found) and found[stop].low in (*OF_THEM, ","):
            stop += 1
        if not value or stop >= len(found) or not (found[stop].roles & ACTING):
            return found
        start = i - 1 if found[i - 1].low == "," else i
        every = replace(found[at], but=value)
        return [*found[:at], every, *found[at + 1 : start], *found[stop:]]
    return found


def _aside(found: list[Item]) -> list[Item]:
    """Read "78 states, 45 of them democracies, use it" with the numbers between at the end."""
    for i in range(2, len(found) - 4):
        if found[i].low != "," or found[i + 1].kind not in ("number", "share"):
            continue
        stop = next((j for j in range(i + 2, len(found)) if found[j].kind == "sign"), 0)
        inside = found[i + 1 : stop]
        if not stop or found[stop].low != "," or stop + 1 >= len(found):
            continue
        them = any(item.low in THEM for item in inside[:3])
        verbs = found[stop + 1].roles & ACTING and found[stop + 1].kind == "word"
        if not (them and verbs) or any(item.roles & ACTING - {"be"} for item in inside[2:]):
            continue
        ends = _end(found)
        rest = found[stop + 1 : len(found) - len(ends)]
        if any(item.kind in ("number", "share") for item in rest):
            continue
        return [*found[:i], *rest, found[i], *inside, *ends]
    return found


THEM = frozenset({"of them", "of which", "of these", "of those", "of whom", "them", "which"})


def _plain(item: Item) -> int:
    whole = item.kind == "number" and item.value == int(item.value) and " " not in item.low
    return int(item.value) if whole and not item.roles else 0


def _inside(found: list[Item], i: int) -> bool:
    """Tell a word of the noun, "members of", "on the list", "with", from a verb."""
    return found[i].low in INSIDE or "country_noun" in found[i].roles


INSIDE = frozenset(
    {"with", "in", "of", "on", "from", "member", "members", "members of", "member of", "listed"}
    | {"in the index", "on the list", "on the index", "the listed", "in the list", "in the table"}
)


GAPS = {
    "apart": frozenset(
        {"gap", "difference", "distance", "margin", "separate", "separates", "separated", "apart"}
        | {"separated by", "lie between", "lies between", "stand between", "stands between"}
    ),
    "more": frozenset({"lead", "advantage", "edge", "lead over", "head start", "headstart"}),
    "fewer": frozenset({"short of", "deficit"}),
}
"""Nouns and verbs for how far two numbers are from each other."""

GAP_WORDS = frozenset(word for words in GAPS.values() for word in words)
LIGHT = frozenset(
    {"the", "a", "an", "of", "is", "are", "was", "were", "there is", "there are", "between", "has"}
    | {"have", "holds", "hold", "enjoys", "enjoy", "lies", "stands", "stands at", "at", "by"}
    | {"amounts", "amounts to", "comes", "comes to", "runs", "keeps", "falls", "fall", "'s", "just"}
    | {"only", "mere", "still", "boasts", "had", "equals", "to", "with", "lie", "that", "in total"}
)
"""Words around them that say nothing of their own."""

OVER = frozenset({"over", "on", "ahead of", "to"})
FROM = frozenset({"and", "from", "to"})
SAYING = frozenset(
    {"up", "down", "steady", "lack", "none", "only", "every", "new", "gone", "cannot"}
)


def _gap(found: list[Item]) -> list[Item]:
    """Read "the gap between NEC and IBM is two countries" as "NEC is apart from IBM by two"."""
    at = next((i for i, item in enumerate(found) if item.low in GAP_WORDS), None)
    numbers = [i for i, item in enumerate(found) if item.kind in ("number", "share")]
    if at is None or len(numbers) != 1 or found[numbers[0]].kind == "share":
        return found
    number = numbers[0]
    noun = number + 1
    if noun >= len(found) or "country_noun" not in found[noun].roles:
        return found
    rest = [
        item
        for i, item in enumerate(found)
        if i not in (at, number, noun) and item.kind != "sign" and not _light(found, i)
    ]
    relation = next(name for name, words in GAPS.items() if found[at].low in words)
    joints = FROM if relation == "apart" else OVER
    if found[at].low in ("lead over", "short of"):
        joints, rest = frozenset({GAP}), _marked(found, at, number, noun)
    where = [j for j, item in enumerate(rest) if item.low in joints and 0 < j < len(rest) - 1]
    if len(where) != 1 or any(item.roles & SAYING for item in rest):
        return found
    one, other = rest[: where[0]], rest[where[0] + 1 :]
    if not (_names(one) and _names(other)):
        return found
    roles = {"more", "outdoing", "gap"} if relation == "apart" else {relation, "outdoing"}
    like = found[at]
    than = word_at(like, "is ahead of", *roles)
    by = Item(like.stop, like.stop, "by", "word", roles=frozenset({"idle"}))
    return [*one, than, *other, by, found[number], found[noun], *_end(found)]


GAP = "|"


def _marked(found: list[Item], at: int, number: int, noun: int) -> list[Item]:
    """Return the names around a word that joins them itself: "a lead over", "short of"."""
    return [
        replace(item, low=GAP) if i == at else item
        for i, item in enumerate(found)
        if i not in (number, noun) and item.kind != "sign" and (i == at or not _light(found, i))
    ]


def _light(found: list[Item], i: int) -> bool:
    """Tell a word that only holds the others together; "with" before a name holds its own."""
    named = i + 1 < len(found) and (found[i + 1].place or found[i + 1].kind in NAMED)
    return found[i].low in LIGHT and not (found[i].low in ("with", "to") and named)


NAMED = frozenset({"supplier", "technology", "group"})


def _names(part: list[Item]) -> bool:
    return any(item.place or item.kind in NAMED for item in part)


def _end(found: list[Item]) -> list[Item]:
    return [found[-1]] if found[-1].kind == "sign" else []


TIMES = {2: "times_2", 3: "times_3", 4: "times_4", 5: "times_5", 6: "times_6", 10: "times_10"}


def _to_one(found: list[Item]) -> list[Item]:
    """Read "outnumber autocracies by two to one" as "are twice as many as autocracies"."""
    for i in range(3, len(found) - 2):
        number, to, one = found[i : i + 3]
        if number.kind != "number" or to.low != "to" or one.low not in ("one", "1"):
            continue
        role = TIMES.get(int(number.value))
        verb = next((j for j in range(i) if "outdoing" in found[j].roles), 0)
        start = i
        while start > verb and found[start - 1].low in BOUNDS:
            start -= 1
        if role is None or not verb or "more" not in found[verb].roles:
            return found
        bounds = [item for item in found[start:i] if item.low not in ("by", ",")]
        like = found[verb]
        made = [
            *bounds,
            replace(number, kind="word", low=number.low, roles=frozenset({role})),
            word_at(like, "as many", "same"),
            word_at(like, "as", "than", "idle"),
        ]
        return [*found[:verb], *made, *found[verb + 1 : start], *found[i + 3 :]]
    return found


BOUNDS = frozenset({"by", "more than", "over", "at least", "almost", "nearly", "about", "roughly"})
BOUNDS |= {",", "a ratio of", "well over", "some", "around", "approximately", "just"}


def _those(found: list[Item]) -> list[Item]:
    """Read "double the number using American technology" as "double those with" it."""
    for i in range(1, len(found) - 3):
        the, number, verb = found[i : i + 3]
        if the.low != "the" or number.low not in ("number", "total", "figure", "count"):
            continue
        if verb.low not in WITH or not found[i - 1].roles & {*TIMES.values(), "than", "same"}:
            continue
        those = replace(number, low="those", kind="word", roles=frozenset({"idle"}))
        told = replace(verb, low="with", kind="word", roles=frozenset({"use"}))
        return [*found[:i], those, told, *found[i + 3 :]]
    return found


WITH = frozenset({"with", "using", "that use", "for", "who use", "which use", "having"})


def _outside_it(found: list[Item]) -> list[Item]:
    """Read "inside the scheme than outside it" with the name that "it" stands for."""
    groups = [i for i, item in enumerate(found) if item.kind == "group"]
    return [
        replace(found[groups[0]], first=item.first, stop=item.stop)
        if item.low in ("it", "them")
        and len(groups) == 1
        and i > groups[0]
        and "outside" in found[i - 1].roles
        else item
        for i, item in enumerate(found)
    ]


def _each(found: list[Item]) -> list[Item]:
    """Read "NEC and IBM are each named in" and "named in four each" as "NEC and IBM each"."""
    at = next((i for i, item in enumerate(found) if item.low in ("each", "apiece")), 0)
    names = [i for i, item in enumerate(found) if item.kind == "supplier"]
    numbers = [i for i, item in enumerate(found) if item.kind == "number"]
    if len(names) < 2 or names[-1] > at or len(numbers) != 1 or numbers[0] < names[-1]:
        return found
    last = names[-1]
    if any(
        item.low not in (",", "and")
        for item in found[names[0] + 1 : last]
        if item.kind != "supplier"
    ):
        return found
    each = replace(found[at], low="each", kind="word", roles=frozenset({"every"}))
    rest = [item for i, item in enumerate(found) if i > last and i != at]
    if rest and rest[0].low in (":", "–", "—", ","):
        verb = Item(each.first, each.first, "are named in", "word", roles=frozenset({"found"}))
        rest = [verb, *rest[1:]]
    return [*found[: last + 1], each, *rest]


def _some_of_them(found: list[Item]) -> list[Item]:
    """Read "all G7 states use it, but only four buy" as "but only four of them buy"."""
    opens = next((i for i, item in enumerate(found[:3]) if item.roles & {"every", "almost"}), None)
    if opens is None or not any(item.kind == "group" for item in found[opens + 1 : opens + 4]):
        return found
    for i in range(opens + 4, len(found) - 2):
        joint, number, verb = found[i - 1 : i + 2]
        if joint.low not in JOINTS or number.kind != "number" or number.roles & {"rank"}:
            continue
        if verb.kind != "word" or not verb.roles & {"use", "buy"} or verb.low in ("with", "by"):
            continue
        them = Item(number.stop, number.stop, "of them", "word", roles=frozenset({"idle"}))
        return [*found[: i + 1], them, *found[i + 1 :]]
    return found


JOINTS = frozenset({"and", "but", "while", "whereas", "yet", "though"})

AMOUNTS = (
    Step(_all_so_many, MANY, ("group",)),
    Step(_but_so_many, ALL, SPARED),
    Step(_some_of_them, JOINTS, ("number",), ("group",), ("every", "almost")),
    Step(_aside, (",",), ("number", "share"), THEM),
    Step(_gap, GAP_WORDS, ("number",)),
    Step(_to_one, ("outdoing",), ("number",), ("to",)),
    Step(_those, ("number", "total", "figure", "count"), ("the",)),
    Step(_outside_it, ("outside",), ("it", "them"), ("group",)),
    Step(_each, ("each", "apiece"), ("supplier",), ("number",)),
)
