"""Numbers in brackets that only say the number before them again: "in 78 countries (80 %)".

They are taken out before a sentence is read, as they stand between words that belong together, and
are judged with what the number before them was read as.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from sousveil.extraction.marks import Marker, Token
from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.numbers.quantities import quantities

OPEN = {"(": ")", "[": "]"}
MOST = 16  # tokens in brackets
REACH = 14  # tokens between a number and the brackets that say it again
BETWEEN = frozenset(
    "of the all listed these those countries states nations in use uses have has employ deploy"
    " operate on and index non - outside not that joined members member with without are"
    " inside belong to".split()
)
"""Words that may stand between a number and brackets that say it again, beside names."""

NAMING = frozenset(
    {"technology", "supplier", "country", "demonym", "group", "unit_countries", "origin_noun"}
)
JOINING = frozenset({",", ";", "or", "i.e", "i.e.", "ie", ".", "n", "=", "that", "is", "namely"})
PARTED = frozenset("of the all those these its countries states nations in index table".split())
LISTED = frozenset({"listed"})
EXAMINED = frozenset({"examined", "surveyed", "assessed", "studied", "covered", "reviewed"})


class Aside(Struct, frozen=True):
    """A number in brackets, and where in the text the number starts that it says again."""

    of: int
    quantity: Quantity
    start: int
    end: int
    size: bool = False
    """True where it is how many the whole are: "of the listed countries (n = 97)"."""

    whole: str = ""
    """`listed` or `examined`, where the brackets say what the share is of."""


def lifted(
    tokens: list[Token], marker: Marker, whispering: bool
) -> tuple[list[Token], tuple[Aside, ...]]:
    """Return the tokens of a sentence without such brackets, and what stood in them."""
    found: list[Aside] = []
    tokens = _strokes_told(_unpaged(tokens))
    at = 0
    while at < len(tokens):
        stop = closed(tokens, at)
        inside = tokens[at + 1 : stop] if stop else _parted(tokens, at)
        said = _said(tokens[:at], inside, marker, whispering) if inside else []
        if said and (stop or all(one.whole and one.of != PART for one in said)):
            found += said
            tokens = [*tokens[:at], *tokens[stop + 1 if stop else at + 1 + len(inside) :]]
        else:
            at += 1
    return tokens, tuple(found)


def _unpaged(tokens: list[Token]) -> list[Token]:
    """Return the tokens without the pages of a source: "(2022: 4)", "(2022, pp. 4-5)"."""
    made: list[Token] = []
    at = 0
    while at < len(tokens):
        stop = _page(tokens, at) if made and YEAR.fullmatch(made[-1].text) else at
        made += tokens[at : at + 1] if stop == at else []
        at = stop if stop > at else at + 1
    return made


def _page(tokens: Sequence[Token], at: int) -> int:
    """Return where ": 4" or ", pp. 4-5" before a closing bracket ends; `at` where it is none."""
    lows = [t.low for t in tokens[at : at + MOST_OF_PAGES]]
    end = next((i for i, low in enumerate(lows) if low in (")", "]", ";")), 0)
    told = lows[:end]
    named = told[:1] == [":"] or (told[:1] == [","] and told[1:2] in (["p"], ["pp"]))
    told = [low for low in told[1:] if low not in PAGES]
    return at + end if named and told and all(low.isdigit() for low in told) else at


YEAR = re.compile(r"20[012]\d")
PAGES = frozenset({"p", "pp", ".", "-", "–", ",", "f", "ff"})
MOST_OF_PAGES = 10  # tokens


def _strokes_told(tokens: list[Token]) -> list[Token]:
    """Read "75/176 countries" as "75 of 176 countries"."""
    return [
        token._replace(text="of", low="of") if token.text == "/" and _counted(tokens, i) else token
        for i, token in enumerate(tokens)
    ]


def _counted(tokens: Sequence[Token], i: int) -> bool:
    """Tell the stroke of "75/176 countries" from that of "2018/19" and of "24/7"."""
    if not 0 < i < len(tokens) - 2 or tokens[i + 2].low not in COUNTED:
        return False
    part, whole = tokens[i - 1].text, tokens[i + 1].text
    return part.isdigit() and whole.isdigit() and 1 < int(part) <= int(whole) < LEAST_YEAR


LEAST_YEAR = 1000
COUNTED = frozenset("countries states nations governments listed democracies autocracies".split())


def closed(tokens: Sequence[Token], at: int) -> int:
    """Return where brackets that open at a token are closed; 0 where none do, or hold others."""
    if at >= len(tokens) or tokens[at].text not in OPEN:
        return 0
    for i in range(at + 1, min(at + MOST, len(tokens))):
        if tokens[i].text == OPEN[tokens[at].text]:
            return i
        if tokens[i].text in OPEN:
            return 0
    return 0


def _parted(tokens: Sequence[Token], at: int) -> list[Token]:
    """Return "54 % of the 179 surveyed" between two signs, which says a number before it again."""
    if tokens[at].text != ",":
        return []
    stops = (i for i in range(at + 1, min(at + MOST, len(tokens))) if tokens[i].text in STOPS)
    inside = list(tokens[at + 1 : next(stops, at)])
    return inside if any(t.low in LISTED | EXAMINED for t in inside) else []


STOPS = frozenset({",", ";", ".", ")", "–", "—", "!"})


def _said(
    before: list[Token], inside: list[Token], marker: Marker, whispering: bool
) -> list[Aside]:
    """Return the numbers in brackets, if all of the words there are read, and whose they are."""
    numbers = quantities(inside)
    if not before or not numbers:
        return []
    whole = whole_of(inside, numbers)
    if whole is None:
        return []
    counts = [q for q in quantities(before) if q.end <= len(before)]
    owner = counts[-1] if counts else None
    if owner is None or not _beside(before[owner.end :], marker, whispering):
        part = _of_part(before[owner.end if owner else 0 :], numbers)
        return [_aside(PART, q, inside, whole=whole) for q in numbers] if part else []
    named = inside[0].low == "n"
    size = named and owner.end < len(before)
    if size and (not owner.share or len(numbers) > 1 or numbers[0].whole is not None):
        return []
    if not size and not _answers(owner, numbers):
        return []
    start = before[owner.first].start
    return [_aside(start, q, inside, size, whole) for q in numbers]


def _aside(
    of: int, q: Quantity, words: Sequence[Token], size: bool = False, whole: str = ""
) -> Aside:
    """Return a number in brackets."""
    start, end = words[q.first].start, words[q.stop - 1].end
    return Aside(of, q, start, end, size, whole if q.share else "")


def _of_part(words: Sequence[Token], numbers: Sequence[Quantity]) -> bool:
    """Tell "most of them democracies (54 %)", which says again how many most are."""
    lows = [t.low for t in words]
    cut = max((i for i, low in enumerate(lows) if low in CUTS), default=-1)
    return not PORTIONS.isdisjoint(lows[cut + 1 :]) and len(numbers) < len("xyz")


PART = -1
"""Where no number stands that brackets say again, but "most" or "some"."""

CUTS = frozenset({",", ";", ":", "(", ")", "–", "—"})
PORTIONS = frozenset({"most", "majority", "few", "some", "all", "none"})


def _answers(owner: Quantity, numbers: Sequence[Quantity]) -> bool:
    """Tell whether numbers are one count and one share at most, and not both of the first kind."""
    shares = [q for q in numbers if q.share]
    counts = [q for q in numbers if not q.share]
    if len(shares) > 1 or len(counts) > 1:
        return False
    if owner.share:
        return bool(counts)
    return bool(shares) and all(q.value == owner.value for q in counts)


def whole_of(inside: Sequence[Token], numbers: Sequence[Quantity]) -> str | None:
    """Return what words behind the numbers say that a share is of; None if they are not read."""
    taken = {i for q in numbers for i in range(q.begin, q.end)}
    rest = [i for i in range(len(inside)) if i not in taken]
    last = numbers[-1].end
    if any(inside[i].low not in JOINING for i in rest if i < last):
        return None
    lows = [inside[i].low for i in rest if i >= last]
    share = numbers[-1].share
    if not lows:
        return ""
    if not share:
        return "" if lows in (["countries"], ["states"], ["cases"]) else None
    listed, examined = not LISTED.isdisjoint(lows), not EXAMINED.isdisjoint(lows)
    told = PARTED | (EXAMINED if examined else LISTED)
    if (lows[0] != "of" and numbers[-1].whole is None) or not told.issuperset(lows):
        return None
    if listed or ("in" in lows and lows[-1] in ("index", "table")):
        return "listed"
    return "examined" if examined else None


def _beside(words: list[Token], marker: Marker, whispering: bool) -> bool:
    """Tell whether nothing but the noun of a number, and what they use, stands behind it."""
    if len(words) > REACH:
        return False
    marks = marker.marks(words, False, whispering)
    known = {i for mark in marks if mark.kinds & NAMING for i in range(mark.first, mark.stop)}
    return all(i in known or word.low in BETWEEN for i, word in enumerate(words))
