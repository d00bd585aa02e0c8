"""Numbers in a sentence: digits and words, bounds, denominators, percentages and fractions."""

from __future__ import annotations

import re
from unicodedata import category

from sousveil.extraction.marks import Token
from sousveil.extraction.numbers.bounds import Quantity, bounded
from sousveil.model.noun import replace

UNITS = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(20),
        strict=True,
    )
)
TENS = dict(
    zip(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        range(20, 100, 10),
        strict=True,
    )
)
MULTIPLES = {"dozen": 12, "dozens": 12, "score": 20}
VAGUE = {"dozens": 24.0, "scores": 40.0}
"""Twice the number of which there are several: "dozens of countries" are two dozen at least."""

OPENING = frozenset([*UNITS, *TENS, *VAGUE, "half", "halves", "a", "dozen", "several", "many"])
"""The words that a number in words can begin with."""

NUMBER_WORDS = frozenset((*UNITS, *TENS, *VAGUE, "dozen", "hundred"))
"""Words that are numbers by themselves."""

FRACTIONS = {
    "half": 1 / 2,
    "halves": 1 / 2,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "quarter": 1 / 4,
    "quarters": 1 / 4,
    "fourth": 1 / 4,
    "fourths": 1 / 4,
    "fifth": 1 / 5,
    "fifths": 1 / 5,
    "sixth": 1 / 6,
    "sixths": 1 / 6,
    "seventh": 1 / 7,
    "sevenths": 1 / 7,
    "eighth": 1 / 8,
    "eighths": 1 / 8,
    "ninth": 1 / 9,
    "ninths": 1 / 9,
    "tenth": 1 / 10,
    "tenths": 1 / 10,
}
MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)
MONEY_BEFORE = frozenset(["$", "€", "£", "¥", "usd", "eur", "gbp", "us$", "rmb"])
MONEY_AFTER = frozenset(
    [
        "dollars",
        "dollar",
        "euros",
        "euro",
        "pounds",
        "yuan",
        "yen",
        "bn",
        "billion",
        "million",
        "m",
        "trillion",
        "usd",
    ]
)
BEFORE_POINTS = frozenset(
    "below under above over less more at just only exactly nearly almost about around".split()
)

LABELS = frozenset(
    ["page", "pages", "no", "number", "chapter", "section", "figure", "table", "art", "article"]
)

MEASURES = frozenset(
    [
        "figure",
        "number",
        "total",
        "tally",
        "size",
        "rate",
        "price",
        "level",
        "year",
        "years",
        "century",
        "decade",
        "hour",
        "time",
        "way",
    ]
)

SINGLE = frozenset({"single", "lone", "solitary"})
SINGLE_NOUNS = frozenset(
    {"country", "state", "nation", "government", "democracy", "autocracy", "monarchy", "member"}
)
"""Nouns of which "a single" counts one."""

GRADES = {
    "good": ("min", True, "just over"),
    "mere": ("exact", False, ""),
    "full": ("exact", False, ""),
    "whole": ("exact", False, ""),
    "solid": ("min", False, ""),
    "scant": ("max", True, "nearly"),
    "bare": ("max", True, "nearly"),
}
"""What a word between "a" and a fraction makes of it: bound, strict, how near."""

PLAIN = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?|\d+(\.\d+)?")
SO_MANY = (["out", "of", "every"], ["of", "every"], ["in", "every"], ["out", "of"], ["in"], ["of"])
ROUND = frozenset({3.0, 4.0, 5.0, 10.0})
"""Wholes of which "seven of ten" is a share; "eleven of twelve" countries are counted."""

SMALL_WHOLE = 12  # "three in ten", "one of every four": wholes up to here make a share
LARGE_WHOLES = frozenset({15.0, 20.0, 25.0, 100.0})  # "nineteen in twenty", "70 in every 100"
ROUGHLY = frozenset(
    {"about", "around", "roughly", "some", "nearly", "almost", "just", "over", "under"}
)


def quantities(tokens: list[Token]) -> list[Quantity]:
    """Return all numbers of a sentence that can be counts or shares, from left to right.

    Not found on purpose: years, dates, money, page numbers, ordinals, "42-page", "5G".
    """
    found: list[Quantity] = []
    position = 0
    while position < len(tokens):
        low = tokens[position].low
        quantity = None
        if low in OPENING or low[0].isdigit():
            quantity = _number(tokens, position)
        if quantity is None:
            position += 1
            continue
        quantity = _share_at_start(tokens, _share(tokens, quantity))
        quantity = _ranged(tokens, quantity)
        quantity = bounded(tokens, quantity)
        if not _other_use(tokens, quantity):
            found.append(quantity)
        position = max(quantity.stop, quantity.end)
    return _with_wholes(tokens, found)


def _number(tokens: list[Token], at: int) -> Quantity | None:
    low = tokens[at].low
    if low[0].isdigit() and low.replace(",", "").replace(".", "").isdigit():
        if PLAIN.fullmatch(low) is None:
            return None
        return _ratio(tokens, at) or _plain(at, at + 1, float(low.replace(",", "")))
    if several := _several(tokens, at):
        return several
    value, stop = _words(tokens, at)
    if value is not None:
        return _plain(at, stop, value)
    if low in ("half", "halves"):
        if at > 1 and tokens[at - 1].low == "a" and tokens[at - 2].low == "and":
            return None  # "seventy-eight and a half"
        return replace(_plain(at, at + 1, 50.0), share=True, vague=True)
    if low == "a" or low == "one":
        after = tokens[at + 1].low if at + 1 < len(tokens) else ""
        told = GRADES.get(after)
        if told is not None and low == "a" and at + 2 < len(tokens):
            name = tokens[at + 2].low
            if name in FRACTIONS:
                bound, strict, near = told
                made = replace(_plain(at, at + 3, 100 * FRACTIONS[name]), share=True, vague=True)
                return replace(made, bound=bound, strict=strict, near=near)
        if after in FRACTIONS and (low == "one" or after in ("third", "quarter", "fifth", "tenth")):
            return replace(_plain(at, at + 2, 100 * FRACTIONS[after]), share=True, vague=True)
    return None


def _ratio(tokens: list[Token], at: int) -> Quantity | None:
    """Read "4/5 of", which is a share as "four fifths of" is; "75/176" is a count."""
    words = [t.low for t in tokens[at : at + 4]]
    if len(words) < len("4/5o") or words[1] != "/" or words[3] != "of":
        return None
    part, whole = words[0], words[2]
    if not (part.isdecimal() and whole.isdecimal() and 0 < int(part) < int(whole) <= SMALL_WHOLE):
        return None
    return replace(_plain(at, at + 3, 100 * int(part) / int(whole)), share=True, vague=True)


def _several(tokens: list[Token], at: int) -> Quantity | None:
    """Read "dozens of countries", "several dozen" and "a few dozen" as two dozen at least."""
    low = [t.low for t in tokens[at : at + 7]]
    if SEVERAL_NOUNS.isdisjoint(low):
        return None  # "the scores of the two editions"
    width = 2 if low[:2] == ["a", "few"] else 1 if low[0] in ("several", "many") else 0
    if width and low[width : width + 1] == ["dozen"]:
        return replace(_plain(at, at + width + 1, VAGUE["dozens"]), bound="min")
    if low[0] in VAGUE and low[1:2] == ["of"] and low[2:3] != ["times"]:
        many = replace(_plain(at, at + 2, VAGUE[low[0]]), bound="min")
        return many if at == 0 or tokens[at - 1].low not in NOT_SEVERAL else None
    return None


SEVERAL_NOUNS = frozenset(
    {"countries", "states", "nations", "governments", "democracies", "autocracies", "regimes"}
)
NOT_SEVERAL = frozenset({"the", "these", "those", "their", "its", "with", "high", "low"})


def _words(tokens: list[Token], at: int) -> tuple[float | None, int]:
    """Read "sixty-four", "a hundred and one", "five dozen", "half a dozen", "three score"."""
    if tokens[at].low not in OPENING:
        return None, at
    low = [t.low for t in tokens[at : at + 9]]
    if low[:3] == ["half", "a", "dozen"]:
        return 6.0, at + 3
    if low[:3] == ["half", "a", "hundred"]:
        return 50.0, at + 3
    if low[0] == "a" and low[1:2] and low[1] in SINGLE and SINGLE_NOUNS.intersection(low[2:5]):
        denied = at > 0 and tokens[at - 1].low in ("not", "nor", "without", "never")
        return (None, at) if denied else (1.0, at + 2)
    value, used = _below_hundred(low)
    if (
        value is None
        and low[:1] == ["a"]
        and low[1:2] in (["dozen"], ["score"], ["hundred"], ["thousand"])
    ):
        value, used = 1, 1
    if low[:2] == ["a", "score"] and _of_points(low[2:]):
        return None, at
    if value is None and low[:1] == ["dozen"]:
        return 12.0, at + 1
    if value is None:
        return None, at
    after = low[used : used + 1]
    if after and after[0] in MULTIPLES and after[0] != "dozens":
        more, width = (
            _below_hundred(low[used + 2 :]) if low[used + 1 : used + 2] == ["and"] else (0, 0)
        )
        if not more or more >= MULTIPLES[after[0]]:
            return float(value * MULTIPLES[after[0]]), at + used + 1
        return float(value * MULTIPLES[after[0]] + more), at + used + 2 + width
    total = 0
    if after in (["thousand"], ["thousands"]):
        total, value, used = value * 1000, 0, used + 1
        more, width = _below_hundred(low[used:])
        if more is not None:
            value, used = more, used + width
        after = low[used : used + 1]
    if after == ["hundred"]:
        total, used = total + value * 100, used + 1
        value = 0
        skip = 1 if low[used : used + 1] == ["and"] else 0
        more, width = _below_hundred(low[used + skip :])
        if more is not None:
            value, used = more, used + skip + width
    return float(total + value), at + used


def _of_points(low: list[str]) -> bool:
    """Tell "a score of 22" and "a score below forty" from "a score of countries"."""
    if low[:1] != ["of"]:
        return low[:1] != ["or"]
    after = low[1] if len(low) > 1 else ""
    return after[:1].isdigit() or after in BEFORE_POINTS or after in NUMBER_WORDS


def _below_hundred(low: list[str]) -> tuple[int | None, int]:
    if not low:
        return None, 0
    if low[0] in TENS:
        if low[1:2] == ["-"] and len(low) > 2 and 0 < UNITS.get(low[2], 0) < 10:
            return TENS[low[0]] + UNITS[low[2]], 3
        if len(low) > 1 and 0 < UNITS.get(low[1], 0) < 10:
            return TENS[low[0]] + UNITS[low[1]], 2
        return TENS[low[0]], 1
    if low[0] in UNITS:
        return UNITS[low[0]], 1
    return None, 0


def _plain(first: int, stop: int, value: float) -> Quantity:
    return Quantity(first=first, stop=stop, begin=first, end=stop, value=value)


def _share(tokens: list[Token], q: Quantity) -> Quantity:
    """Read what makes a number a share: a per cent sign, a fraction word, "in ten"."""
    if q.share:
        return q
    after = [t.low for t in tokens[q.stop : q.stop + 4]]
    if after[:1] in (["%"], ["percent"], ["pct"]):
        stop = q.stop + 1
    elif after[:2] == ["per", "cent"] or (after[:1] == ["-"] and after[1:2] == ["percent"]):
        stop = q.stop + 2
    else:
        hyphen = 1 if after[:1] == ["-"] else 0
        name = after[hyphen : hyphen + 1]
        if (
            name
            and name[0] in FRACTIONS
            and q.value <= SMALL_WHOLE
            and (name[0] != "half" or q.value == 1)
        ):
            return replace(
                q,
                stop=q.stop + hyphen + 1,
                end=q.stop + hyphen + 1,
                value=100 * q.value * FRACTIONS[name[0]],
                share=True,
                vague=True,
            )
        return _in_so_many(tokens, q)
    return replace(q, stop=stop, end=stop, share=True)


def _share_at_start(tokens: list[Token], q: Quantity) -> Quantity:
    """Read the 85 of "from 85 to 80 per cent" as a share, too."""
    at = q.first - 1
    while at > 0 and tokens[at].low in ROUGHLY:
        at -= 1
    link = {"from": "to", "between": "and"}.get(tokens[at].low if at >= 0 else "")
    if q.share or [t.low for t in tokens[q.stop : q.stop + 1]] != [link]:
        return q
    at = q.stop + 1
    while at < len(tokens) and tokens[at].low in ROUGHLY:
        at += 1
    other = _number(tokens, at) if at < len(tokens) else None
    if other is None or other.share:
        return q
    other = _share(tokens, other)
    return replace(q, share=True) if other.share and not other.vague else q


def _in_so_many(tokens: list[Token], q: Quantity) -> Quantity:
    """Read "three in ten", "three out of every seven", "one of every four" as a share."""
    low = [t.low for t in tokens[q.stop : q.stop + 5]]
    for words in SO_MANY:
        if low[: len(words)] != words:
            continue
        at = q.stop + len(words)
        whole = _number(tokens, at) if at < len(tokens) else None
        if whole is None or whole.share or q.value >= whole.value:
            continue
        if whole.value > SMALL_WHOLE and not ("in" in words and whole.value in LARGE_WHOLES):
            continue
        if words == ["of"] and whole.value not in ROUND:
            continue
        return replace(
            q,
            stop=whole.stop,
            end=whole.stop,
            value=100 * q.value / whole.value,
            share=True,
            vague=True,
            part=q.value,
            of=whole.value,
        )
    return q


def _ranged(tokens: list[Token], q: Quantity) -> Quantity:
    low = [t.low for t in tokens[q.stop : q.stop + 1]]
    between = q.first > 0 and tokens[q.first - 1].low == "between"
    if low not in (["to"], ["-"], ["–"], ["or"]) and not (between and low == ["and"]):
        return q
    other = _number(tokens, q.stop + 1) if q.stop + 1 < len(tokens) else None
    if other is None or other.value <= q.value or other.value > 3 * q.value:
        return q
    before = [t.low for t in tokens[max(0, q.first - 2) : q.first]]
    if low == ["to"] and before[-1:] == ["from"]:
        return q
    other = _share(tokens, other)
    if len(tokens[q.first].text) == 4 and tokens[q.first].text.isdigit():
        return q
    begin = q.first - 1 if between else q.first
    return replace(
        q, stop=other.stop, end=other.stop, upper=other.value, begin=begin, share=other.share
    )


def _other_use(tokens: list[Token], q: Quantity) -> bool:
    """Tell whether the number is a year, date, sum of money, page, ordinal, rank or version."""
    before = tokens[q.first - 1].low if q.first else ""
    after = tokens[q.stop].low if q.stop < len(tokens) else ""
    if q.share and q.vague and any(t.low in MEASURES for t in tokens[q.stop : q.stop + 4]):
        return True  # "half the American figure", "a quarter of a century"
    if q.share:
        return after in ("point", "points")
    text = tokens[q.first].text
    year = len(text) == 4 and text.isdigit() and 1500 <= q.value <= 2100
    if year or before in MONEY_BEFORE or after in MONEY_AFTER or before in LABELS:
        return True
    if (
        before in MONTHS
        or (after in MONTHS and after not in ("may", "march"))
        or after in ("st", "nd", "rd", "th")
    ):
        return True
    if after == "-" and q.stop + 1 < len(tokens) and tokens[q.stop + 1].start == tokens[q.stop].end:
        following = tokens[q.stop + 1].low
        return following not in ("plus", "odd", "ish", "country", "nation", "state", "strong")
    if before == "-" and q.first > 1 and tokens[q.first - 2].end == tokens[q.first - 1].start:
        return True
    if before in ("top", "bottom", "#", "№") or _stroke(tokens, q):
        return True
    if before == "every":
        return True  # "out of every ten countries, seven": a measure
    if before == "all" and q.value <= 4:
        return True
    if _stuck(tokens, q):
        return True
    if q.value == 1:  # "one of them", "one lobbyist": no count that an index answers
        return not _counts_one(tokens, q)
    if after == ")" and q.first <= 1:
        return True  # "2) Chinese technology is in 63 of them": a label
    return after in ("times", "%")


def _stroke(tokens: list[Token], q: Quantity) -> bool:
    """Tell "24/7" and "9/11", which count nothing."""
    at = q.first - 1 if q.first > 1 and tokens[q.first - 1].text == "/" else q.stop
    around = "".join(t.text for t in tokens[max(0, at - 1) : at + 2])
    return around in ("24/7", "9/11")


def _counts_one(tokens: list[Token], q: Quantity) -> bool:
    """Tell "only one African country" and "a single democracy" from "one of them"."""
    low = [t.low for t in tokens[q.stop : q.stop + 5]]
    noun = next((i for i, word in enumerate(low[:4]) if word in SINGLE_NOUNS), None)
    if noun is None or {"ahead", "behind", "more", "fewer", "less"} & {*low[: noun + 2]}:
        return False  # "is just one country ahead"
    if tokens[q.stop - 1].low in SINGLE:
        return True
    before = [t.low for t in tokens[max(0, q.first - 2) : q.first]]
    return before[-1:] in (["only"], ["just"], ["exactly"]) and before[0] not in ("the", "not")


def _stuck(tokens: list[Token], q: Quantity) -> bool:
    """Tell "-75" and digits glued by signs that are not seen, which are no plain numbers."""
    before = tokens[q.first - 1] if q.first else None
    after = tokens[q.stop] if q.stop < len(tokens) else None
    minus = before is not None and before.low in ("minus", "-", "−")
    glued = before is not None and before.end == tokens[q.first].start
    if minus and before is not None and (before.low == "minus" or glued):
        return True
    return (glued and before is not None and _unseen(before)) or (
        after is not None and _unseen(after)
    )


def _unseen(token: Token) -> bool:
    """Tell whether a token begins with a sign that is not seen."""
    return ord(token.text[0]) > 0x2000 and category(token.text[0]) in ("Cf", "Mn", "Me")


WHOLE_WORDS = frozenset(
    "the a some all total these those countries nations states points possible )".split()
)


def _with_wholes(tokens: list[Token], found: list[Quantity]) -> list[Quantity]:
    """Join "75 out of 176", "36 of the 86", "36/86" into one quantity with its denominator."""
    joined: list[Quantity] = []
    skip = False
    for index, q in enumerate(found):
        if skip:
            skip = False
            continue
        following = found[index + 1] if index + 1 < len(found) else None
        if following is not None and not following.share:
            between = [t.low for t in tokens[q.end : following.begin]]
            words = [w for w in between if w not in WHOLE_WORDS]
            of = (
                between == ["in"]
                or words in (["of"], ["out", "of"], ["from", "among"], ["among"], ["/"])
                or words == ["of", "its"]
                or (words[:1] == ["of"] and words[-1:] in (["'s"], ["’s"]) and len(words) < 5)
            )
            if of and (q.share or q.value <= following.value):
                joined.append(replace(q, stop=q.stop, end=following.end, whole=following.value))
                skip = True
                continue
        if joined and not q.share and _said_twice(tokens, joined[-1], q):
            joined[-1] = replace(joined[-1], end=q.stop + 1)
            continue
        joined.append(q)
    return joined


def _said_twice(tokens: list[Token], said: Quantity, q: Quantity) -> bool:
    """Tell "seventy-five (75) States": one number in words and digits."""
    return (
        said.value == q.value
        and q.first == said.stop + 1
        and tokens[said.stop].text == "("
        and q.stop < len(tokens)
        and tokens[q.stop].text == ")"
    )
