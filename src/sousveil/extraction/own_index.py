"""Whether a sentence names the index and its makers, or somebody with a name like theirs.

"Carnegie counts 78" speaks of the index. "A rival of Carnegie", "Andrew Feldstein", "Carnegie
Mellon" and "the index of Freedom House" do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.marks import Token

NAMED = frozenset({"carnegie", "feldstein", "aigs"})
INDEXES = frozenset({"index", "table", "tables", "edition", "editions"})
OF_INDEX = frozenset("the this surveillance its both 2019 2022 first second latest".split())
CONTRASTING = frozenset("unlike not nor neither rather instead whereas contrast former".split())
"""Words with which the index may be named as the one that did not find it."""

NAMESAKES = frozenset(
    "mellon corporation hall library museum science europe foundation uk council china india russia"
    " institute institution school university college trust medal hero mill dunfermline learning"
    " center centre politika".split()
)
"""Words behind "Carnegie" that make it another body."""

GIVEN = frozenset("steven steve stephen steph s s.".split())
OTHERS = frozenset(
    "competitor competitors rival rivals alternative alternatives successor successors predecessor"
    " predecessors colleague colleagues counterpart counterparts imitator imitators imitation clone"
    " opponent opponents critic critics neighbour neighbours neighbor neighbors equivalent analogue"
    " pendant challenger challengers namesake contemporary contemporaries peer peers forerunner"
    " forerunners copycat copycats brother cousin student students pupil disciple disciples"
    " friend friends ex-colleague detractor detractors sequel prequel parody"
    " competition complement".split()
)
"""Who stands beside the index, and has findings of its own."""

LIKENING = (
    *("like", "similar to", "inspired by", "modelled on", "modeled on", "modelled after"),
    *("modeled after", "older than", "newer than", "younger than", "larger than", "bigger than"),
    *("better than", "different from", "other than", "independent of", "competing with"),
    *("rivalling", "rivaling", "preceding", "akin to", "comparable to", "unrelated to"),
    *("not by", "not from", "reminiscent of", "smaller than", "copied from", "outside"),
)
MADE = frozenset(
    "index indexes list lists study studies survey surveys report reports table tables database"
    " dataset tracker project count ranking map body group think-tank institute team tank".split()
)
OF = frozenset({"of", "to", "for", "with", "from"})
SMALL = frozenset("the 's a this its own latest global surveillance ai".split())
TITLES = frozenset("dr mr prof professor senior fellow us u.s. author mister".split())


def speaks_of_index(tokens: Sequence[Token], codebook: Codebook) -> bool:
    """Tell whether the index is named as the one that found it, or as what is spoken of."""
    lows = [t.low for t in tokens]
    beside = {i for first, stop in besides_index(tokens, codebook) for i in range(first, stop)}
    return any(
        i not in beside
        and (low in NAMED or is_own(lows, i))
        and CONTRASTING.isdisjoint(lows[max(0, i - 3) : i])
        for i, low in enumerate(lows)
    )


def is_own(lows: Sequence[str], i: int) -> bool:
    """Tell "the index" and "the 2022 edition" from "the index of Freedom House"."""
    return (
        lows[i] in INDEXES
        and i > 0
        and lows[i - 1] in OF_INDEX
        and lows[i + 1 : i + 2] not in (["by"], ["of"], ["from"])
        and not (lows[i + 1 : i + 2] == ["in"] and "'s" in lows[i + 3 : i + 6])
    )


def besides_index(tokens: Sequence[Token], codebook: Codebook) -> Iterator[tuple[int, int]]:
    """Yield where another body or person stands that is told by a name of the index."""
    lows = [t.low for t in tokens]
    for i, low in enumerate(lows):
        if low not in NAMED and not is_own(lows, i):
            continue
        if low == "carnegie" and not NAMESAKES.isdisjoint(lows[i + 1 : i + 2]):
            yield i, i + 2
        elif low in NAMED and _has_another_name(tokens, i, codebook):
            yield i - 1, i + 1
        stop = _end_of_name(lows, i)
        owner = low in NAMED and lows[stop : stop + 1] == ["'s"]
        if owner and (end := _of_its_own(lows, stop + 1, codebook)):
            yield i, end
        if (end := _maker(tokens, stop, codebook)) and low in NAMED | INDEXES:
            yield i, end
        first = i
        while first and lows[first - 1] in SMALL | GIVEN | NAMED | TITLES:
            first -= 1
        if first > 1 and lows[first - 1] in OF and lows[first - 2] in OTHERS:
            yield first - 2, stop
        said = next(
            (n for n in (2, 1) if first > n and " ".join(lows[first - n : first]) in LIKENING), 0
        )
        if said and not MADE.isdisjoint(lows[max(0, first - said - 1) : first - said]):
            yield first - said - 1, stop


def _of_its_own(lows: Sequence[str], start: int, codebook: Codebook) -> int:
    """Return where "'s lawyers" and "'s protest tracker" end, which are not the index; 0."""
    heads = codebook_words(codebook)
    known = MODIFIERS.union(NAMED, codebook.grammar["comment_adjective"])
    for i in range(start, min(start + REACH, len(lows))):
        low = lows[i]
        if not low.isalpha() and low not in ("-", "'s", "think-tank"):
            return 0  # "Carnegie's 97 countries"
        if low in heads and lows[i + 1 : i + 2] == ["of"] and lows[i + 2 : i + 3] != []:
            return 0 if lows[i + 2] in COUNTED else i + 2
        if low in ENDING or low in heads:
            return 0
        if low not in known:
            return i + 1
    return 0


@once_per_codebook
def codebook_words(codebook: Codebook) -> frozenset[str]:
    """Return the words for what the index and its makers may be called."""
    kinds = ("publication", "result", "people", "body", "work", "officials")
    words = {w for kind in kinds for phrase in codebook.reporting[kind] for w in phrase.split(" ")}
    return frozenset(words).union(codebook.grammar["comment_figure"]) - OTHERS


REACH = 5
COUNTED = frozenset(
    "countries states nations governments users adopters buyers customers suppliers vendors ai"
    " artificial surveillance listed who the its this all which global 2019 2022 aigs carnegie"
    " where jurisdictions a facial smart social systems technology technologies".split()
)
"""What the index is a list of."""

ENDING = frozenset(
    "in of on to is are was were has have had that which who by from for and".split()
)
MODIFIERS = frozenset(
    "the a own new newest latest current updated update recent original first second own steven"
    " well-known famous much-cited oft-cited annual big ai artificial intelligence global"
    " surveillance index edition editions table tables version ranking tables page tally column"
    " columns row rows experts scholars website site spreadsheet sheet workbook pdf work method"
    " staff colleagues man fellow senior political scientist professor lead most very much"
    " and".split()
)


def _maker(tokens: Sequence[Token], stop: int, codebook: Codebook) -> int:
    """Return where "of Brookings" and "is kept by Amnesty" end behind the index; 0."""
    lows = [t.low for t in tokens]
    at = stop
    while lows[at : at + 1] and lows[at] in MADE_BY:
        at += 1
    if lows[at : at + 1] not in (["by"], ["of"], ["from"]) or at > stop + 4:
        return 0
    if lows[at] != "by" and at > stop:
        return 0
    name = at + 1 + (lows[at + 1 : at + 2] == ["the"])
    if name >= len(tokens) or not tokens[name].text[:1].isupper():
        return 0
    near = lows[name : name + 8]
    if not (NAMED | GIVEN).isdisjoint(near) or lows[name] in codebook.surfaces:
        return 0
    return name + 1


MADE_BY = frozenset(
    ", is was are has been which that kept made published compiled run built maintained issued"
    " released produced drawn up put together launched edited updated owned".split()
)


def _end_of_name(lows: Sequence[str], i: int) -> int:
    """Return where "Carnegie Endowment for International Peace" and "AIGS Index" end."""
    stop = i + 1
    while stop < len(lows) and lows[stop] in REST_OF_NAME:
        stop += 1
    return stop


REST_OF_NAME = frozenset("endowment for international peace index".split())


def _has_another_name(tokens: Sequence[Token], i: int, codebook: Codebook) -> bool:
    """Tell "Andrew Feldstein" and "Dale Carnegie" from "Steven Feldstein" and "Washington's"."""
    if not i or tokens[i].low == "aigs" or not tokens[i].text[:1].isupper():
        return False
    before = tokens[i - 1]
    if not before.text.isalpha() or not before.text[:1].isupper() or before.text.isupper():
        return False
    if before.low in GIVEN | NAMED | TITLES:
        return tokens[i].low == "carnegie" and before.low in GIVEN
    return before.low not in codebook.surfaces and not any(
        before.low in words for words in (*codebook.reporting.values(), *codebook.grammar.values())
    )


def points_at_index(lows: Sequence[str]) -> bool:
    """Tell "The index lists", "In this index," and "There," at the head of a sentence."""
    at = 2 if lows[:2] == ["according", "to"] else int(lows[:1] in (["in"], ["by"], ["on"]))
    if lows[:1] == ["there"] and lows[1:2] == [","]:
        return True
    near = lows[at + 1 : at + 3]
    pointing = lows[at : at + 1] in (["the"], ["this"], ["that"])
    return pointing and NAMED.isdisjoint(near) and not INDEXES.isdisjoint(near)


def tells_of_an_index(tokens: Sequence[Token], codebook: Codebook) -> int | None:
    """Return where a sentence tells of an index, and not of the index; None where it does not."""
    if speaks_of_index(tokens, codebook):
        return None
    lows = [t.low for t in tokens]
    for i, low in enumerate(lows):
        near = lows[max(0, i - 5) : i]
        if low in ("index", "table") and not NEW.isdisjoint(near):
            return i
    return None


NEW = frozenset("a an another own 's its their his her second rival".split())
