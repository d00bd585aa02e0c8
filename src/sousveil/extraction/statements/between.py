"""Turns of phrase about two editions to plainer ones: "its reach has grown: 49 then, 51 now"."""

from __future__ import annotations

from collections.abc import Callable

from sousveil.extraction.statements.item import Item
from sousveil.model.figure import ANY_TECHNOLOGY

EDITIONS = frozenset({"edition_first", "edition_last", "three_years", "between_editions"})
TURNING = frozenset({"up", "down", "steady"})
NAMED = frozenset({"supplier", "technology", "group", "country", "demonym", "capital"})


def across(found: list[Item]) -> list[Item]:
    """Return the items of a sentence that speaks of two editions in plainer words."""
    if not any(item.roles & (EDITIONS | TURNING) for item in found):
        return found
    for step in STEPS:
        found = step(found)
    return found


def _word(like: Item, low: str, *roles: str) -> Item:
    return Item(like.first, like.stop, low, "word", roles=frozenset(roles))


SMALL = frozenset(
    {"the", "to", "and", "in", "of", "only", "just", "a", "mere", "down to", "up to", "now", "then"}
    | {
        "but",
        "against",
        "still",
        "index",
        "edition",
        "one",
        "table",
        "list",
        "of the",
        "at",
        "it",
        "that",
    }
)
SIGNS = frozenset({",", ":", ";", "—", "–", "-", "(", ")"})
MOST_BETWEEN = 9  # items between two numbers of one name


def _two_numbers(found: list[Item]) -> list[Item]:
    """Read "has shrunk: 15 countries in 2019, 12 in 2022" as "has shrunk from 15 to 12"."""
    numbers = [i for i, item in enumerate(found) if item.kind == "number" and item.value >= 1]
    if len(numbers) != 2 or any(item.kind == "share" for item in found):
        return found
    first, last = numbers
    start = _set_off(found, first)
    if start is None or last - first > MOST_BETWEEN:
        return found
    between, rest = found[first + 1 : last], found[last + 1 :]
    while rest and rest[-1].kind == "sign":
        rest = rest[:-1]
    if not all(map(_passed, between)) or not all(map(_passed, rest)):
        return found
    early, late = _years([*found[start:first], *between]), _years(rest)
    if early != {"edition_first"} or late - {"three_years"} - {"edition_last"} or not late:
        return found
    ahead = found[:start]
    if not any(item.kind in NAMED for item in ahead):
        return found
    told = any(item.roles & TURNING for item in ahead)
    noun = next((item for item in (*between, *rest) if "country_noun" in item.roles), None)
    if noun is None:
        return found
    verb = [] if told else [_word(found[first], "went", "idle")]
    return [
        *ahead,
        *verb,
        _word(found[first], "from", "from", "idle"),
        found[first],
        _word(noun, "countries", "country_noun", "idle"),
        _word(found[last], "to", "idle"),
        found[last],
        _word(noun, "countries", "country_noun", "idle"),
        *found[last + 1 + len(rest) :],
    ]


def _set_off(found: list[Item], first: int) -> int | None:
    """Return where the part begins that gives the numbers: behind a colon, a dash or a comma."""
    at = first - 1
    while at > 0 and _passed(found[at]) and found[at].kind != "sign":
        at -= 1
    if found[at].kind == "sign" and found[at].low in SIGNS and at > 0:
        return at
    return None


def _passed(item: Item) -> bool:
    return (
        item.low in SMALL
        or (item.kind == "sign" and item.low in SIGNS)
        or bool(item.roles & {"edition_first", "edition_last", "three_years"})
        or ("country_noun" in item.roles and "supplier_noun" not in item.roles)
        or (bool(item.roles & {"index"}) and item.kind == "word")
    )


def _years(part: list[Item]) -> set[str]:
    return {
        role
        for item in part
        for role in ("edition_first", "edition_last", "three_years")
        if role in item.roles
    }


def _fronted(found: list[Item]) -> list[Item]:
    """Read "From ten countries to four: IBM has shrunk" as "IBM has shrunk from ten to four"."""
    if len(found) < 6 or found[0].low != "from" or found[1].kind != "number":
        return found
    stop = next((i for i, item in enumerate(found[:8]) if item.low in (":", "—", "–")), 0)
    part, rest = found[:stop], found[stop + 1 :]
    plain = all(i.low in ("from", "to") or "country_noun" in i.roles or i.value for i in part)
    if not stop or not plain or not any(item.roles & TURNING for item in rest):
        return found
    ends = [item for item in rest if item.kind == "sign" and item.low in (".", "!")]
    return [*(item for item in rest if item not in ends), *part, *ends]


def _neither(found: list[Item]) -> list[Item]:
    """Read "has neither gained nor lost countries" as "has stayed the same"."""
    for i in range(len(found) - 3):
        one, up, nor, down = found[i : i + 4]
        both = up.roles & {"up", "down"} and down.roles & {"up", "down"} and up.roles != down.roles
        if one.low in ("neither", "not") and nor.low in ("nor", "or") and both:
            stop = i + 4
            while stop < len(found) and (
                "country_noun" in found[stop].roles or found[stop].low in ("any", "a", "ground")
            ):
                stop += 1
            return [*found[:i], _word(one, "stayed the same", "steady"), *found[stop:]]
    return found


AUXILIARIES = frozenset({"was", "were", "did", "had", "is", "are", "does", "has", "used to be"})


def _than_then(found: list[Item]) -> list[Item]:
    """Read "than it did in 2019" as "than in 2019"."""
    for i in range(1, len(found) - 2):
        pointing = found[i].low in ("it", "they", "there") and found[i + 1].low in AUXILIARIES
        before = found[i - 1].low in ("than", "as")
        if before and pointing and found[i + 2].roles & EDITIONS:
            return [*found[:i], *found[i + 2 :]]
    return found


def _headline(found: list[Item]) -> list[Item]:
    """Read "NEC on the rise: more countries in 2022 than in 2019" without its headline."""
    at = next((i for i, item in enumerate(found[:7]) if item.low in (":", "—", "–")), 0)
    if not at or at + 1 >= len(found):
        return found
    ahead, rest = found[:at], found[at + 1 :]
    told = [item for item in ahead if item.roles & {"up", "down"}]
    more = [item for item in rest if item.roles & {"more", "fewer"}]
    if len(told) != 1 or len(more) != 1 or ahead[-1] is not told[0] or len(ahead) > MOST_AHEAD:
        return found
    agrees = ("up" in told[0].roles) == ("more" in more[0].roles)
    opens = rest[0] is more[0] or "found" in rest[0].roles or rest[0].low in ("in", "with", "now")
    named = any(item.kind in NAMED for item in ahead)
    if not (agrees and opens and named) or any(item.kind in NAMED for item in rest):
        return found
    verb = [] if rest[0] is not more[0] else [_word(more[0], "has", "use", "idle")]
    return [*ahead[:-1], *verb, *rest]


MOST_AHEAD = 4
"""Items before the colon of a headline."""


LISTS = frozenset(
    {"the list", "the index", "list", "index", "the table", "table", "carnegie's list"}
)


def _list_grew(found: list[Item]) -> list[Item]:
    """Read "the list grew by 22 countries" as "the number of listed countries grew" so."""
    for i, item in enumerate(found[:-1]):
        if item.low not in LISTS or "index" not in item.roles or i > 1:
            continue
        at = i + 1 + (found[i + 1].low in ("has", "have", "had"))
        if at < len(found) and found[at].roles & {"up", "down"}:
            listed = _word(item, "listed countries", "country_noun", "listed")
            return [*found[:i], listed, *found[i + 1 :]]
    return found


COUNTS = frozenset({"carnegie's count", "carnegie 's count", "the count", "its count", "tally"})
COUNTS |= {"the tally", "count", "carnegie's tally", "carnegie 's tally"}


def _count_of(found: list[Item]) -> list[Item]:
    """Read "Carnegie's count of countries with it was up" as "the countries with it" were."""
    for i, item in enumerate(found[:-3]):
        after = next((j for j in found[i + 2 : i + 4] if j.low != "the"), None)
        counts = item.low in COUNTS and found[i + 1].low in ("of", "of the")
        if counts and after is not None and "country_noun" in after.roles:
            return [*found[:i], _word(item, "the number of", "idle"), *found[i + 2 :]]
    return found


FACTORS = {2: "times_2", 3: "times_3", 4: "times_4", 5: "times_5", 6: "times_6", 10: "times_10"}
RELATIVE = frozenset({"that", "which", "who", "with", "using"})


def per_each(found: list[Item]) -> list[Item]:
    """Read "for every country with NEC there are three with Huawei" as "three times as many"."""
    if len(found) < 8 or found[0].low != "for" or "every" not in found[1].roles:
        return found
    if "country_noun" not in found[2].roles:
        return found
    there = [i for i, item in enumerate(found) if item.low in ("there are", "there is", ",")]
    numbers = [i for i, item in enumerate(found) if item.kind == "number"]
    if not there or len(numbers) != 1 or not there[-1] < numbers[0]:
        return found
    at, number = there[0], found[numbers[0]]
    bound = [item for item in found[at : numbers[0]] if item.low not in ("there are", ",")]
    factor = FACTORS.get(int(number.value)) if number.value == int(number.value) else None
    if factor is None or not all(item.roles & {"atleast", "atmost", "nearly"} for item in bound):
        return found
    one, other = _bare(found[3:at]), _bare(found[numbers[0] + 1 :])
    ends = [item for item in other if item.kind == "sign"]
    other = [item for item in other if item.kind != "sign"]
    if not one or not other or not all(_names(part) for part in (one, other)):
        return found
    return [
        *other,
        _word(number, "is", "be", "idle"),
        _word(number, "found in", "found"),
        *bound,
        _word(number, number.low, factor),
        _word(number, "as many", "same"),
        _word(number, "countries", "country_noun", "idle"),
        _word(number, "as", "than", "idle"),
        *one,
        *ends,
    ]


def _bare(part: list[Item]) -> list[Item]:
    """Return what "that use Chinese technology" names."""
    made = [item for item in part if item.low not in RELATIVE]
    while made and (made[0].roles & {"use", "buy"} or "country_noun" in made[0].roles):
        made = made[1:]
    while made and made[-1].low == ",":
        made = made[:-1]
    return made


def _names(part: list[Item]) -> bool:
    """Tell whether some items are one name, with the noun behind it."""
    named = [item for item in part if item.kind in NAMED and item.id != ANY_TECHNOLOGY]
    nouns = [item for item in part if item.roles & {"origin_noun", "idle", "technology_noun"}]
    return len(named) == 1 and all(i in named or i in nouns for i in part)


ABSENT = frozenset(
    {"absent from", "missing from", "not in", "not on", "nowhere in", "left out of", "lacking from"}
    | {"not among the listed", "not part of", "not listed in", "no longer in", "no longer on"}
    | {"is missing from", "are missing from", "not been on", "not been in", "missing in"}
    | {"not found in", "not to be found in", "no longer listed in", "absent in"}
)
NOT = frozenset({"not", "n't", "never", "no longer"})


def _left_out(found: list[Item]) -> list[Item]:
    """Read "listed in 2019, absent from the 2022 one" as gone, and the other way round as new."""
    found = [
        item
        for i, item in enumerate(found)
        if not (i and item.low in ("one", "ones") and found[i - 1].roles & ENDS)
    ]
    both = {role for item in found for role in ENDS & item.roles}
    if both != ENDS or any(item.kind in ("supplier", "technology", "demonym") for item in found):
        return found  # "had it in 2019 but is absent from the 2022 edition"
    for i, item in enumerate(found[:-1]):
        stop, low = i + 1, item.low
        while stop < len(found) and stop < i + 4 and found[stop].low in ("in", "on", "been", "the"):
            low += f" {found[stop].low}" if found[stop].low != "the" else ""
            stop += 1
        after = found[stop] if stop < len(found) else None
        absent = low in ABSENT or (item.low in NOT and "listed" in found[i + 1].roles)
        if after is None or not absent or not after.roles & ENDS or len(after.roles & ENDS) > 1:
            continue
        way = "gone" if "edition_last" in after.roles else "new"
        if any(other.roles & {"new", "gone"} for other in (*found[:i], *found[stop:])):
            return found
        return [*found[:i], _word(item, item.low, way), *found[stop:]]
    return found


ENDS = frozenset({"edition_first", "edition_last"})

GAINED = {
    "gained": "new", "won": "new", "added": "new", "picked up": "new", "has gained": "new",
    "lost": "gone", "has lost": "gone", "shed": "gone", "has shed": "gone", "loses": "gone",
    "gains": "new", "adds": "new", "has added": "new", "has won": "new",
}  # fmt: skip


def _gained(found: list[Item]) -> list[Item]:
    """Read "NEC gained Chad between the editions" as "Chad is new" among those with NEC."""
    if not any("between_editions" in item.roles for item in found):
        return found
    for i, item in enumerate(found[:-1]):
        way = GAINED.get(item.low)
        after = next((j for j in found[i + 1 : i + 3] if j.low != "the"), None)
        before = next((j for j in reversed(found[:i]) if j.low != ","), None)
        named = before is not None and before.kind in ("supplier", "technology")
        if way and named and after is not None and after.kind == "country":
            return [*found[:i], _word(item, item.low, way), *found[i + 1 :]]
    return found


STEPS: tuple[Callable[[list[Item]], list[Item]], ...] = (
    _fronted,
    _neither,
    _than_then,
    _left_out,
    _gained,
    _list_grew,
    _count_of,
    _headline,
    _two_numbers,
)
