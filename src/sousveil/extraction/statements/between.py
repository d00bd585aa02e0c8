"""Turns of phrase about two editions to plainer ones: "its reach has grown: 49 then, 51 now"."""

from __future__ import annotations

from sousveil.extraction.statements.item import Item, word_at
from sousveil.extraction.statements.leaving import gained, left_out, since, taken
from sousveil.extraction.statements.step import Step, run
from sousveil.extraction.statements.tallies import (
    COUNTS,
    TALLIES,
    TURNING,
    count_of,
    list_grew,
    tally,
)

EDITIONS = frozenset({"edition_first", "edition_last", "three_years", "between_editions"})
WATCHED = EDITIONS | TURNING | {"both_editions", "times_2", "times_3", "times_half"}
NAMED = frozenset({"supplier", "technology", "group", "country", "demonym", "capital"})


def across(found: list[Item]) -> list[Item]:
    """Return the items of a sentence that speaks of two editions in plainer words."""
    if not any(item.roles & WATCHED for item in found):
        return found
    return run(STEPS, found)


SMALL = frozenset(
    {"the", "to", "and", "in", "of", "only", "just", "a", "mere", "down to", "up to", "now", "then"}
    | {
        "but",
        "again",
        "once more",
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
    verb = [] if told else [word_at(found[first], "went", "idle")]
    return [
        *ahead,
        *verb,
        word_at(found[first], "from", "from", "idle"),
        found[first],
        word_at(noun, "countries", "country_noun", "idle"),
        word_at(found[last], "to", "idle"),
        found[last],
        word_at(noun, "countries", "country_noun", "idle"),
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
            return [*found[:i], word_at(one, "stayed the same", "steady"), *found[stop:]]
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
    verb = [] if rest[0] is not more[0] else [word_at(more[0], "has", "use", "idle")]
    return [*ahead[:-1], *verb, *rest]


MOST_AHEAD = 4
"""Items before the colon of a headline."""


def _by_to(found: list[Item]) -> list[Item]:
    """Read "rose by 22 to 97" as two claims: "rose by 22 between the editions, to 97"."""
    for i, item in enumerate(found[:-3]):
        if not item.roles & {"up", "down"} or found[i + 1].low != "by":
            continue
        if found[i + 2].kind != "number":
            continue
        to = i + 3 + ("country_noun" in found[i + 3].roles)
        if to + 1 >= len(found) or found[to].low != "to" or found[to + 1].kind != "number":
            continue
        comma = Item(found[to].first, found[to].first, ",", "sign")
        when = word_at(found[to], "between the editions", "between_editions")
        told = any(other.roles & EDITIONS for other in found)
        noun = word_at(found[to], "countries", "country_noun", "idle")
        nouns = [] if to > i + 3 else [noun]
        between = [*nouns, *([] if told else [when]), comma]
        ends = found[to + 2 :]
        while ends and "country_noun" in ends[0].roles:
            ends = ends[1:]
        rest = [other for other in ends if other.kind != "sign"]
        return [
            *found[:to], *rest, *between, found[to], found[to + 1], noun,
            *(other for other in ends if other.kind == "sign"),
        ]  # fmt: skip
    return found


def _both_first(found: list[Item]) -> list[Item]:
    """Read "In both editions, ZTE is in eight countries" as "ZTE is ... in both editions"."""
    if len(found) < 5 or "both_editions" not in found[0].roles:
        return found
    if not any(item.kind == "number" for item in found):
        return found
    body = found[2:] if found[1].low == "," else found[1:]
    stop = len(body)
    while stop and body[stop - 1].kind == "sign":
        stop -= 1
    return [*body[:stop], found[0], *body[stop:]]


def _in_both(found: list[Item]) -> list[Item]:
    """Read "is named in 14 countries in both editions" as "stayed at 14 countries"."""
    numbers = [i for i, item in enumerate(found) if item.kind == "number"]
    both = [i for i, item in enumerate(found) if "both_editions" in item.roles]
    if len(numbers) != 1 or len(both) != 1 or any(item.kind == "share" for item in found):
        return found
    at, end = numbers[0], both[0]
    if not at < end or "country_noun" not in found[at + 1].roles:
        return found
    between = found[at + 2 : end]
    after = [item for item in found[end + 1 :] if item.kind != "sign"]
    small = all(item.low in ("in", "of", "the") or item.roles & {"index"} for item in after)
    ahead = found[:at]
    while ahead and ahead[-1].low in (*SIGNS, "with", "at", "in"):
        ahead = ahead[:-1]
    steady = any("steady" in item.roles for item in ahead)
    verb = bool(ahead) and bool(ahead[-1].roles & {"found", "supply"})
    grouped = bool(ahead) and ahead[-1].low in ("has", "counts", "numbers", "have", "count")
    verb = verb or (grouped and len(ahead) < 4 and any(i.kind == "group" for i in ahead))
    names = [item for item in ahead if item.kind in ("supplier", "technology", "group")]
    origin = [item for item in ahead if item.place]
    if any(item.low != "in" for item in between) or not small or len(names) + len(origin) != 1:
        return found
    if not (steady or verb):
        return found
    if verb and not steady:
        ahead = ahead[:-1]
        while ahead and ahead[-1].low in ("is", "was", "are", "were", "named", "has"):
            ahead = ahead[:-1]
        ahead = [*ahead, word_at(found[at], "stayed", "steady")]
    ends = [item for item in found[end + 1 :] if item.kind == "sign"]
    return [*ahead, word_at(found[at], "at", "idle"), found[at], found[at + 1], *ends]


GROWING = TURNING | {"times_2", "times_3", "times_4", "times_5", "times_half", "gone"}


def _to_one(found: list[Item]) -> list[Item]:
    """Read "from six countries to a single one" as "from six countries to one"."""
    if not any("from" in item.roles and item.low.endswith("from") for item in found):
        return found
    for i in range(3, len(found) - 1):
        if found[i].low not in ("to", "down to") or found[i + 1].kind == "number":
            continue
        stop, last = i + 1, ""
        while stop < len(found) and found[stop].low in SINGLE:
            last = found[stop].low
            stop += 1
        numbers = [item for item in found[:i] if item.kind == "number"]
        after = found[stop] if stop < len(found) else None
        ends = after is None or after.kind == "sign" or bool(after.roles & EDITIONS)
        ends = ends or (after is not None and after.low in ("in", "today", "now"))
        if last in ("one", "a single one", "single one") and len(numbers) == 1 and ends:
            like = found[stop - 1]
            one = Item(like.first, like.stop, "one", "number", value=1.0)
            return [*found[:i], word_at(found[i], "to", "idle"), one, *found[stop:]]
    return found


SINGLE = frozenset({"just", "only", "a", "single", "one", "a single one", "single one", "a mere"})


def _as_many(found: list[Item]) -> list[Item]:
    """Read "in nine countries in 2019 and in as many in 2022" as "... and in nine in 2022"."""
    numbers = [i for i, item in enumerate(found) if item.kind == "number"]
    same = [i for i, item in enumerate(found) if "same" in item.roles]
    if len(numbers) != 1 or len(same) != 1 or not numbers[0] < same[0] < len(found) - 1:
        return found
    at = same[0]
    between = found[numbers[0] + 1 : at]
    glue = all(_passed(item) or item.low in ("and", "in") for item in between)
    years = _years(between), _years(found[at + 1 :])
    if not glue or found[at].low not in AS_MANY or years[0] != {"edition_first"}:
        return found
    if not years[1] or not all(_passed(item) for item in found[at + 1 :] if item.kind != "sign"):
        return found
    return _in_both([
        *found[: numbers[0] + 1],
        word_at(between[0], "countries", "country_noun", "idle"),
        word_at(found[at], "in both editions", "both_editions", "kept"),
        *(item for item in found[at + 1 :] if item.kind == "sign"),
    ])  # fmt: skip


AS_MANY = frozenset(
    {"as many", "just as many", "exactly as many", "equally many", "the same number"}
)


def _from_to(found: list[Item]) -> list[Item]:
    """Say of "doubled, from 11 countries to 22" that it is a change between the editions."""
    if any(item.roles & EDITIONS for item in found):
        return found
    for i in range(2, len(found) - 4):
        span = found[i : i + 6]
        if span[0].low != "," or span[1].low != "from" or span[2].kind != "number":
            continue
        to = 3 + ("country_noun" in span[3].roles)
        last = span[to + 1] if to + 1 < len(span) else None
        if span[to].low != "to" or last is None or last.kind != "number":
            continue
        if any(item.roles & GROWING for item in found[:i]):
            when = word_at(span[0], "between the editions", "between_editions")
            return [*found[:i], when, *found[i:]]
    return found


STEPS = (
    Step(tally, TALLIES | {f"the {noun}" for noun in TALLIES}),
    Step(_fronted, ("number",), ("from",)),
    Step(_neither, ("neither", "not"), ("nor", "or")),
    Step(_than_then, ("than", "as")),
    Step(left_out),
    Step(gained),
    Step(taken),
    Step(since),
    Step(list_grew, ("index",)),
    Step(count_of, COUNTS),
    Step(_both_first, ("number",), ("both_editions",)),
    Step(_as_many, ("number",), ("same",)),
    Step(_in_both, ("number",), ("both_editions",)),
    Step(_to_one, ("number",), ("to", "down to")),
    Step(_by_to, ("number",), ("by",)),
    Step(_from_to, ("number",), ("from",)),
    Step(_headline, (":", "—", "–")),
    Step(_two_numbers, ("number",)),
)
