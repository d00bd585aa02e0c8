"""Turns of phrase about who stands where to plainer ones: "it is NEC that comes second"."""

from __future__ import annotations

from sousveil.extraction.statements.item import Item, word_at
from sousveil.extraction.statements.set_apart import (
    ASIDE,
    LEAVING,
    REGIMES,
    but,
    halves,
    left_aside,
)
from sousveil.extraction.statements.step import Step, run
from sousveil.model.noun import replace

PLACING = frozenset(
    {
        "most",
        "least",
        "ordinal_2",
        "ordinal_3",
        "ordinal_4",
        "ordinal_5",
        "more",
        "fewer",
        "same",
        "behind",
        "ahead",
        "times_2",
        "times_half",
        "few",
        "atleast",
        "atmost",
    }
)
"""Roles of words without one of which nothing is placed."""

MANY = frozenset({"many", "much"})
TIMES = frozenset(f"times_{factor}" for factor in (2, 3, 4, 5, 6, 10, "half"))
ARTICLES = frozenset({"the", "a", "an"})
NAMED = frozenset({"supplier", "technology", "group", "country", "demonym", "capital"})


def placed(found: list[Item]) -> list[Item]:
    """Return the items of a sentence that places or compares something in plainer words."""
    if not any(item.roles & PLACING or item.low in SCREEN for item in found):
        return found
    return run(STEPS, found)


def _cleft(found: list[Item]) -> list[Item]:
    """Read "it is Hikvision, not NEC, that comes second" as "Hikvision comes second"."""
    for i in range(len(found) - 3):
        if found[i].low not in ("it", "it is", "it was") or (i and not _opens(found, i)):
            continue
        start = i + (1 if " " in found[i].low else 2)
        if start == i + 2 and found[i + 1].low not in ("is", "was", "'s"):
            continue
        ends = range(start + 1, min(len(found) - 1, start + 8))
        stop = next((j for j in ends if found[j].low in THAT), 0)
        named = _contrasted(found[start:stop])
        if stop and named:
            verb = [word_at(found[stop], "is", "be", "idle")] if " " in found[stop].low else []
            return _active([*found[:i], *named], [*verb, *found[stop + 1 :]])
    return found


THAT = frozenset({"that", "which", "who", "that is", "that was", "which is"})


def _opens(found: list[Item], i: int) -> bool:
    """Tell whether a clause may begin at an item: behind a sign, a group or "and"."""
    before = found[i - 1]
    opening = before.low in ("and", "but", "while", "that") or "listed" in before.roles
    return before.kind in ("sign", "group") or opening or "index" in before.roles


def _contrasted(part: list[Item]) -> list[Item]:
    """Return the names of "Huawei" and of "Huawei, not NEC,"; nothing where more is said."""
    words = [item for item in part if item.low not in (*ARTICLES, ",")]
    names = [item for item in words if item.kind in NAMED]
    if len(names) == len(words) == 1:
        return part[: part.index(names[0]) + 1]
    denied = [item for item in words if item.low in ("not", "and not", "rather than")]
    if len(names) == 2 and len(words) == 3 and words[1:2] == denied[:1]:
        same = names[0].kind == names[1].kind
        return part[: part.index(names[0]) + 1] if same else []
    return []


NAMING = frozenset({"names", "lists", "finds", "records", "has", "puts", "shows"})


def _active(before: list[Item], rest: list[Item]) -> list[Item]:
    """Read "NEC the index names in most countries" as "NEC is named in most countries"."""
    at = 1 if rest and rest[0].low == "the" else 0
    told = rest[at : at + 3]
    names = len(told) == 3 and told[1].low in NAMING and told[2].low == "in"
    if names and "index" in told[0].roles:
        verb = word_at(told[1], "is", "be", "idle"), word_at(told[2], "named in", "found")
        return [*before, *verb, *rest[at + 3 :]]
    return [*before, *rest]


ELECTORAL = {"LD": "ED", "ED": "ED", "CA": "EA", "EA": "EA", "democracies": "ED"}
JOINING = frozenset({"than", "and", "or", "as", "nor", "versus", "to", ",", "while", "against"})


def _adjectives(found: list[Item]) -> list[Item]:
    """Read "more electoral than liberal democracies", where one noun stands for both."""
    made = list(found)
    for i, item in enumerate(found[:-1]):
        if item.low not in REGIMES or item.kind == "group":
            continue
        near = found[i + 1 : i + 6]
        noun = near[0].low in ("ones", "one")
        if noun:
            back = found[max(0, i - 8) : i][::-1]
            group = next((j for j in back if j.kind == "group"), None)
        elif near[0].low in JOINING:
            group = next((j for j in near[1:] if j.kind == "group"), None)
        else:
            continue
        if group is None or group.id not in ELECTORAL:
            continue
        term = _regime(item.low, group)
        if not term:
            continue
        stop = near[0].stop if noun else item.stop
        made[i] = replace(item, kind="group", id=term, stop=stop, roles=frozenset())
        if noun:
            made[i + 1] = word_at(near[0], "", "idle")
    return [item for item in made if item.low or item.kind != "word"]


def _regime(adjective: str, group: Item) -> str:
    """Return the group of an adjective that shares the noun of another group."""
    democratic = "democra" in group.low
    if adjective == "liberal":
        return "LD" if democratic else ""
    if adjective == "closed":
        return "" if democratic else "CA"
    return "ED" if democratic else "EA"


def _as_many(found: list[Item]) -> list[Item]:
    """Part "counts as" and "many" where "as many" is meant."""
    made: list[Item] = []
    for item in found:
        before = made[-1] if made else None
        many_before = any("same" in j.roles for j in made)
        if item.low in ("as have", "as has", "as do", "as use") and many_before:
            made.append(word_at(item, "as", "than", "idle"))
            continue
        times = before is not None and not TIMES.isdisjoint(before.roles)
        if times and item.low.startswith("as ") and item.low.endswith(" as"):
            made += [word_at(item, item.low[:-3], "same"), word_at(item, "as", "than", "idle")]
            continue  # "are twice as numerous as"
        many = item.low in MANY and before is not None and before.low.endswith(" as")
        if not many or before is None:
            made.append(item)
            continue
        verb = before.low.removesuffix(" as")
        made[-1] = replace(before, low=verb, roles=frozenset({"listed", "reported"}))
        made.append(word_at(item, "as many", "same"))
    return made


def _difference(found: list[Item]) -> list[Item]:
    """Read "two countries more than NEC" and "one more country" as "two more countries"."""
    made = list(found)
    for i in range(len(found) - 2):
        number, noun, more = found[i : i + 3]
        one = number.low in ("one", "a single") and number.kind != "number"
        if one and noun.roles & {"more", "fewer"} and "country_noun" in more.roles:
            made[i] = Item(number.first, number.stop, number.low, "number", value=1.0)
        if not (one or number.kind == "number") or "country_noun" not in noun.roles:
            continue
        if noun.kind != "word" or noun.roles & {"supplier_noun", "most"}:
            continue
        first = more.low.split(" ")[0]
        if first not in ("more", "fewer", "less") or more.low not in (first, f"{first} than"):
            continue
        role = "more" if first == "more" else "fewer"
        if one:
            made[i] = Item(number.first, number.stop, number.low, "number", value=1.0)
        made[i + 1] = word_at(noun, f"{first} countries", role)
        made[i + 2] = word_at(more, "than", "than", "idle") if " " in more.low else more
        if " " not in more.low:
            return [*made[: i + 2], *made[i + 3 :]]
    return made


BOUNDS = {
    "approx": ("roughly", "about", "around", "approximately", "some", "only about"),
    "nearly": ("nearly", "almost", "just under", "not quite", "close to"),
    "atmost": ("less than", "fewer than", "under", "not even"),
    "atleast": ("more than", "over", "well over", "at least"),
    "idle": ("only", "just"),
}
BOUND_OF = {word: role for role, words in BOUNDS.items() for word in words}


def _half(found: list[Item]) -> list[Item]:
    """Read "less than half as many" and "more than half as many" as a factor with a bound."""
    made: list[Item] = []
    for i, item in enumerate(found):
        after = found[i + 1] if i + 1 < len(found) else None
        bound, _, last = item.low.rpartition(" ")
        half = last == "half" and (item.kind == "share" or item.roles & {"few", "mostly"})
        same = after is not None and "same" in after.roles and after.low.startswith("as ")
        if half and after is not None and (same or after.low == "the number of"):
            if bound:
                made.append(word_at(item, bound, BOUND_OF.get(bound, "cannot")))
            made.append(word_at(item, "half", "times_half"))
        else:
            made.append(item)
    return made


def _score(found: list[Item]) -> list[Item]:
    """Set off "by 69 countries to 64" with a comma, as a claim of its own."""
    for i in range(2, len(found) - 3):
        if found[i].low != "by" or found[i - 1].kind == "sign" or found[i + 1].kind != "number":
            continue
        rest = [item for item in found[i + 2 : i + 5] if "country_noun" not in item.roles]
        if len(rest) > 1 and rest[0].low in ("to", "against") and rest[1].kind == "number":
            comma = Item(found[i].first, found[i].first, ",", "sign")
            return [*found[:i], comma, *found[i:]]
    return found


def _bracketed(found: list[Item]) -> list[Item]:
    """Read "Africa (14 countries) is behind Europe (28)" as "... behind Europe, by 14 to 28"."""
    numbers = [i for i, item in enumerate(found) if item.kind == "number"]
    if len(numbers) != 2 or any(item.kind == "share" for item in found):
        return found
    spans = []
    for i in numbers:
        stop = i + 1 + ("country_noun" in found[i + 1].roles if i + 1 < len(found) else 0)
        if not i or stop >= len(found) or (found[i - 1].low, found[stop].low) != ("(", ")"):
            return found
        spans.append((i - 1, stop))
    (first, one), (second, two) = spans
    middle, ends = found[one + 1 : second], found[two + 1 :]
    opening = found[:first] if any(item.low == "than" for item in middle) else []
    told = {"more", "fewer", "outdoing", "overtaking"}
    compared = any(item.roles & told for item in (*opening, *middle))
    named = all(j > 0 and found[j - 1].kind in NAMED | {"word"} for j in (first, second))
    after = [item for item in ends if item.kind != "sign"]
    ends = [item for item in ends if item.kind == "sign"]
    apart = any(not item.roles & {"listed", "index"} for item in after)
    if not (compared and named) or (apart and not opening):
        return found
    like = found[second]
    by = word_at(like, "by", "from", "idle")
    comma = Item(like.first, like.first, ",", "sign")
    nouns = word_at(like, "countries", "country_noun", "idle")
    to = word_at(like, "to", "idle")
    score = [comma, by, found[numbers[0]], nouns, to, found[numbers[1]]]
    return [*found[:first], *middle, *after, *score, *ends]


CLOSE = frozenset({"close", "close to", "near", "anywhere near", "closer to", "nearer"})
COMING = frozenset({"comes", "came", "come", "is", "gets", "got", "get", "are"})
KINDS = frozenset({"technology", "system", "tool", "category"})


NO = frozenset({"no", "no other", "not one", "not a single", "no single"})
NOBODY = frozenset({"nobody", "no one", "nobody else", "no one else", "none"})


def _nobody_near(found: list[Item]) -> list[Item]:
    """Read "no supplier comes close to Huawei" as "Huawei is by far the largest supplier"."""
    for i, item in enumerate(found):
        if item.low not in NO | NOBODY:
            continue
        rest = found[i + 1 :]
        noun = rest[0] if rest else None
        if item.low in NOBODY:
            noun, rest = word_at(item, "supplier", "supplier_noun", "origin_noun"), [item, *rest]
        if noun is None or not (noun.low in KINDS or "supplier_noun" in noun.roles):
            continue
        at = next((j for j, word in enumerate(rest[1:5], 1) if word.low in CLOSE), 0)
        between = rest[1:at]
        on_index = [w for w in between if w.low not in COMING and not _of_index(w)]
        if not at or on_index or not any(w.low in COMING for w in between):
            continue
        end = at + 1 + (rest[at + 1 : at + 2] != [] and rest[at + 1].low == "to")
        name = rest[end : end + 1]
        if not name or name[0].kind != ("technology" if noun.low in KINDS else "supplier"):
            continue
        most = word_at(item, "by far", "wide"), word_at(item, "the largest", "most")
        verb = word_at(item, "is", "be", "idle")
        noun = word_at(noun, noun.low, *noun.roles)
        listed = [w for w in between if _of_index(w)]
        return [*found[:i], name[0], verb, *most, noun, *listed, *rest[end + 1 :]]
    return found


def _of_index(item: Item) -> bool:
    return item.low in ("in", "the", "on", "of") or bool(item.roles & {"index", "listed"})


LED = frozenset({"most", "least", "ordinal_2", "ordinal_3", "ordinal_4", "ordinal_5"})


def _led_with(found: list[Item]) -> list[Item]:
    """Say by what "Europe leads with 28 countries" ranks."""
    for i in range(1, len(found) - 3):
        sign = found[i + 1].low == ","
        rest = found[i + 1 + sign : i + 4 + sign]
        with_number = len(rest) > 2 and rest[0].low in ("with", "at", "on")
        if not with_number or not found[i].roles & LED or rest[1].kind != "number":
            continue
        if "country_noun" in rest[2].roles and not any(x.kind == "sign" for x in found[:i]):
            by = word_at(found[i], "by number of countries", "country_noun", "idle")
            return [*found[: i + 1], by, *found[i + 1 :]]
    return found


def _fronted(found: list[Item]) -> list[Item]:
    """Read "With 28 countries, Europe is the largest group" as "Europe is ..., with 28"."""
    if len(found) < 6 or found[0].low not in ("with", "at", "on") or found[1].kind != "number":
        return found
    if "country_noun" not in found[2].roles or found[3].low != ",":
        return found
    rest = found[4:]
    if not any(item.roles & LED for item in rest) or any(item.kind == "number" for item in rest):
        return found
    ends = rest[-1:] if rest[-1].kind == "sign" else []
    return [*rest[: len(rest) - len(ends)], found[3], *found[:3], *ends]


PODIUMS = frozenset({"podium", "medal table", "medal ranking", "medallists", "winners' podium"})
READING = frozenset(
    {"reads", "is", "runs", "goes", "looks like this", "in order", "are", "in_order"}
)


def _podium(found: list[Item]) -> list[Item]:
    """Read "the podium reads Huawei, NEC, Hikvision" as "the top three, in order, are ..."."""
    at = next((i for i, item in enumerate(found) if item.low in PODIUMS), None)
    names = [item for item in found if item.kind == "supplier"]
    if at is None or len(names) != PODIUM:
        return found
    word = found[at]
    rest = [item for item in found[at + 1 :] if item.low not in ("reads", "runs", "goes")]
    placed = [float(i) for i in range(1, PODIUM + 1)]
    numbered = [item for item in rest if item.kind == "number"]
    if numbered and [item.value for item in numbered] == placed:
        rest = [item for item in rest if item.kind != "number"]
        rest.insert(0, word_at(word, "in order", "in_order"))
    read = any(item.low in READING or "in_order" in item.roles for item in found[at + 1 : at + 6])
    top = [
        word_at(word, "top", "most"),
        Item(word.first, word.stop, "three", "number", value=float(PODIUM)),
        word_at(word, "suppliers", "supplier_noun", "origin_noun"),
        *([word_at(word, "in order", "in_order")] if read else []),
    ]
    return [*found[:at], *top, *rest]


PODIUM = 3  # places


def _what_most(found: list[Item]) -> list[Item]:
    """Read "what the index finds most often is NEC" as "NEC is most often named in the index"."""
    at = next((i for i, item in enumerate(found[:10]) if item.low == "is"), 0)
    if not at or found[0].low not in ("what", "who", "whom") or at + 1 >= len(found):
        return found
    head, rest = found[1:at], found[at + 1 :]
    most = [item for item in head if item.roles & LED]
    index = [item for item in head if "index" in item.roles]
    small = [i for i in head if i.low in ("the", *NAMING) or i in most or i in index]
    name = next((item for item in rest if item.low != "the"), None)
    if len(most) != 1 or len(index) != 1 or len(small) != len(head) or name is None:
        return found
    if name.kind not in ("supplier", "technology") or any(i.kind in NAMED for i in rest[2:]):
        return found
    told = word_at(found[0], "listed in the index", "listed", "found")
    ends = rest[-1:] if rest[-1].kind == "sign" else []
    body = rest[: len(rest) - len(ends)]
    return [*body, found[at], most[0], told, *ends]


SCREEN = MANY | CLOSE | PODIUMS
"""Words that place something and have no role that does."""

PLACED_BY = PLACING | SCREEN
WITH = frozenset({"with", "at", "on"})
STEPS = (
    Step(_cleft, ("it", "it is", "it was"), THAT),
    Step(left_aside, LEAVING, ASIDE),
    Step(_what_most, ("what", "who", "whom"), ("is",)),
    Step(but, ("but",)),
    Step(halves, REGIMES, (",",)),
    Step(_adjectives, REGIMES),
    Step(_as_many, (*MANY, *TIMES, "as have", "as has", "as do", "as use")),
    Step(_difference, ("more", "fewer", "less", "more than", "fewer than", "less than")),
    Step(_half, ("same", "the number of")),
    Step(_bracketed, ("number",), ("(",)),
    Step(_score, ("number",), ("by",)),
    Step(_fronted, ("number",), WITH),
    Step(_led_with, ("number",), WITH),
    Step(_nobody_near, NO | NOBODY, CLOSE),
    Step(_podium, PODIUMS),
)
