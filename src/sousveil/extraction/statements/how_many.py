"""How many technologies or suppliers a country has: "19 countries have exactly one technology"."""

from __future__ import annotations

import re

from sousveil.extraction.statements.item import Item
from sousveil.model.figure import SUPPLIERS, TECHNOLOGIES, Measured
from sousveil.model.late import late

NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "1": 1, "2": 2, "3": 3, "4": 4, "single": 1}
LEAST = "at least|no fewer than|no less than|not fewer than|not less than|a minimum of"
MOST = "at most|no more than|not more than|a maximum of"
EXACT = "exactly|precisely|only a|only|just a|just|but a|but|a mere|a"
SURVEILLANCE = "(?:ai )?(?:surveillance|technology|surveillance technology|technologies)"
HOW_MANY = late(
    rf"(?:(?P<least>{LEAST})|(?P<most>{MOST})|(?P<exact>{EXACT})|(?P<above>more than)"
    rf"|(?P<below>fewer than))? ?(?P<n>one|two|three|four|single|[1-4])(?P<up> or more)?"
    rf"(?: of (?:the|these|those|its))?(?: (?P<of>three|four|[34]))?"
    rf"(?: (?:ai|different|listed|recorded|technology|surveillance|named))*"
    rf" (?:(?P<firms>suppliers?(?: named| listed)?|vendors?)|technology|technologies"
    rf"|(?:kinds?|types?|forms?) of {SURVEILLANCE}|ticks?|box(?:es)?)"
    rf"(?: (?:that )?(?:it |the index )?(?:asked about|asks about|tracked|tracks|covered|covers))?"
)
SOURCED = frozenset("from by made built bought supplied sold delivered of out".split())
OPENING = frozenset({"idle", "index", "frame", "reported"})
LONGEST = 12  # items of such a phrase
BEGINS = tuple("at no a exactly precisely only just but more fewer".split()) + tuple(NUMBERS)
NOUNS = ("supplier", "vendor", "technolog", "kind", "type", "form", "tick", "box")
"""What such a phrase begins with, and letters without one of which there is none."""


def held(found: list[Item]) -> list[Item]:
    """Make one item of "exactly one technology" and "at least three of the four technologies".

    Only beside another number, of those who have so many. "Two technologies" may be two or more.
    """
    if not any(noun in item.low for item in found for noun in NOUNS):
        return found
    for i in range(len(found) - 1):
        if not found[i].low.startswith(BEGINS):
            continue
        for stop in range(min(len(found), i + LONGEST), i, -1):
            told = HOW_MANY.fullmatch(" ".join(item.low for item in found[i:stop]))
            sourced = stop < len(found) and found[stop].low in SOURCED
            sourced = sourced or bool(told and i and "use" in found[i - 1].roles and _open(told))
            condition = _condition(told, sourced) if told else None
            if condition is None:
                continue
            rest = [*found[:i], *found[stop:]]
            opens = all(item.roles & OPENING for item in found[:i])
            bounded = any("atleast" in item.roles for item in rest)
            if (opens and bounded) or not any(item.kind in ("number", "share") for item in rest):
                return found  # "only three suppliers are in more than ten countries"
            low = " ".join(item.low for item in found[i:stop])
            made = Item(
                found[i].first,
                found[stop - 1].stop,
                low,
                "unknown" if sourced else "word",
                roles=frozenset({"use", "country_noun"}),
                measured=condition,
            )
            return [*found[:i], made, *found[stop:]]
    return found


def _open(told: re.Match[str]) -> bool:
    """Tell "have one technology", which may be of several."""
    how = ("least", "most", "exact", "above", "below", "up", "of")
    return told["n"] != "single" and not any(told[name] for name in how)


def _condition(told: re.Match[str], sourced: bool) -> Measured | None:
    """Return what is asked of the number of technologies; None where the words leave it open.

    Of technologies of one supplier, which no table counts, it stays unread.
    """
    n = NUMBERS[told["n"]]
    asked = NUMBERS[told["of"]] if told["of"] else None
    least: int | None = n
    most: int | None = n
    if told["up"] or told["least"]:
        most = None
    elif told["most"]:
        least = None
    elif told["above"]:
        least, most = n + 1, None
    elif told["below"]:
        least, most = None, n - 1
    elif not (told["exact"] or sourced) and asked is None and told["n"] != "single":
        return None
    if told["firms"] and (asked or not told["exact"]) and least == most:
        return None  # "one supplier" may be one of several
    measure = SUPPLIERS if told["firms"] else TECHNOLOGIES
    return Measured(measure=measure, at_least=least, at_most=most, of=asked)
