"""Numbers in a sentence that can be counts or shares, with bounds and denominators."""

from __future__ import annotations

from unicodedata import category

from sousveil.extraction.dates import MONTHS
from sousveil.extraction.marks import Token
from sousveil.extraction.numbers.bounds import Quantity, bounded
from sousveil.extraction.numbers.numerals import (
    OPENING,
    SINGLE,
    SINGLE_NOUNS,
    numeral,
)
from sousveil.extraction.numbers.shares import as_share, share_at_start
from sousveil.model.noun import replace

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
            quantity = numeral(tokens, position)
        if quantity is None:
            position += 1
            continue
        quantity = share_at_start(tokens, as_share(tokens, quantity))
        quantity = _ranged(tokens, quantity)
        quantity = bounded(tokens, quantity)
        if not _other_use(tokens, quantity):
            found.append(quantity)
        position = max(quantity.stop, quantity.end)
    return _with_wholes(tokens, found)


def _ranged(tokens: list[Token], q: Quantity) -> Quantity:
    low = [t.low for t in tokens[q.stop : q.stop + 1]]
    between = q.first > 0 and tokens[q.first - 1].low == "between"
    if low not in (["to"], ["-"], ["–"], ["or"]) and not (between and low == ["and"]):
        return q
    other = numeral(tokens, q.stop + 1) if q.stop + 1 < len(tokens) else None
    if other is None or other.value <= q.value or other.value > 3 * q.value:
        return q
    before = [t.low for t in tokens[max(0, q.first - 2) : q.first]]
    if low == ["to"] and before[-1:] == ["from"]:
        return q
    other = as_share(tokens, other)
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
