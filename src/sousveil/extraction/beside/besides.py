"""What a sentence says beside its numbers: money, rank, what most of them do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sousveil.extraction.beside.attribution import attributed
from sousveil.extraction.beside.unread_parts import (
    LEADING,
    NAMED,
    PLACING,
    name_unused,
    says_more_than_read,
)
from sousveil.extraction.ground import Ground
from sousveil.extraction.numbers.clauses import QUOTES, Piece, Sentence, pieces
from sousveil.extraction.statements.items import items
from sousveil.extraction.stating import stated_by
from sousveil.model.question import Question


def said_besides(g: Ground, s: Sentence, found: Sequence[Question]) -> Iterator[Question]:
    """Yield what a sentence says beside its numbers: money, rank, "most of them"."""
    counted = bool(found)
    unread = counted and all(q.unread for q in found)
    if not counted and not ("about_word" in s.places or "financier" in s.places):
        return
    lows = [t.low for t in s.tokens]
    if counted and ("as", "many") in pairwise(lows) and not TIMES.isdisjoint(lows):
        yield attributed(g.content, s)
        return
    if counted and all(q.query is None for q in found) and name_unused(g, s, found):
        if not unread:
            yield attributed(g.content, s)
        return
    for piece in pieces(s):
        words = [i for i in range(piece.first, piece.stop) if s.tokens[i].text not in QUOTES]
        if not words:
            continue
        ranks = _ranks(s, words)
        dated = [t.low in map(str, g.marker.editions) for t in (s.tokens[i] for i in words)]
        counts = any(i in s.numbers for i, year in zip(words, dated, strict=True) if not year)
        besides = ranks or (
            counted
            and (
                (not counts and says_more_than_read(g, s, words, found))
                or (
                    counts
                    and g.taken.isdisjoint(words)
                    and (_leads(s, words) or _counts_aside(s, piece, found))
                )
                or _times(g, s, words)
                or _claims(g, s, words)
                or _counts_others(g, s, words)
            )
        )
        if counts and not besides:
            continue
        if counted and not counts and (more := _read_apart(g, s, words)):
            yield from more
            continue
        opens = besides or "about_word" in s.kinds(words[0]) or _misdescribes(g, s, words)
        actor = any(s.kinds(i) & {"supplier", "financier"} for i in words) or (
            s.has("origin_noun", words) and any(s.kinds(i) & {"demonym", "country"} for i in words)
        )
        if (counted and opens and not unread) or (
            not counted and actor and any(s.kinds(i) & {"about_word", "financier"} for i in words)
        ):
            yield attributed(g.content, s)
            return


def _counts_aside(s: Sentence, piece: Piece, found: Sequence[Question]) -> bool:
    """Tell "(+/- 5)" from "seventy-five (75)", which says a number again."""
    said = {question.value for question in found}
    told = {s.numbers[i].value for i in range(piece.first, piece.stop) if i in s.numbers}
    return piece.aside and not told <= said


def _leads(s: Sentence, words: Sequence[int]) -> bool:
    """Tell "There are three editions;" and "Zero:", numbers of which nothing was read."""
    after = words[-1] + 1
    return after < len(s.tokens) and s.tokens[after].text in LEADING


def _read_apart(g: Ground, s: Sentence, words: Sequence[int]) -> list[Question]:
    """Return what a part before or behind a number states by itself: "Oman is gone; 78 use it"."""
    part = [s.tokens[i] for i in words]
    apart = Sentence(s.span, part, g.marker.marks(part, False, g.whispering), [], s.grammar)
    return stated_by(g, apart)


def _claims(g: Ground, s: Sentence, words: list[int]) -> bool:
    """Tell ", third in the ranking," and "; smart cities are ahead", of which nothing was read."""
    inside = frozenset(words)
    told = [item for item in items(s, g.filler.codebook) if item.first in inside]
    places = [item for item in told if item.roles & ORDINALS]
    apart = inside.difference(*(range(item.first, item.stop) for item in places))
    if places and not any(i in s.numbers for i in apart):
        return True  # "third in the ranking", which looks like who says so
    reports = s.has("source_word", words) or s.has("reporting", words)
    if not reports and _limits_it(s, words):
        return True
    if not g.taken.isdisjoint(words):
        return False
    if any(
        item.roles & PLACED and item.low not in s.grammar["placing_hardly"] for item in told
    ) and (not reports or len(words) <= SHORT or s.tokens[words[0]].low == "which"):
        return True
    signs = {s.tokens[i].text for i in (words[0] - 1, words[-1] + 1) if 0 <= i < len(s.tokens)}
    if reports or signs.isdisjoint(PARTING) or not s.has_verb(words[1:]):
        return False
    excepts = any(item.low.split(" ")[-1] in s.grammar["excepting"] for item in told)
    return not excepts and any(item.kind in THINGS for item in told[:2])


def _limits_it(s: Sentence, words: list[int]) -> bool:
    """Tell ", through its partners," and ", as a police tool," between two commas."""
    last = words[-1] + 1
    inside = words[0] > 0 and last < len(s.tokens) and s.tokens[words[0] - 1].text == ","
    if not inside or s.tokens[last].text != ",":
        return False
    low = [s.tokens[i].low for i in words]
    named = low[0] == "as" and low[1:2] in (["a"], ["an"], ["the"])
    return low[0] in LIMITERS or (named and CALLING.isdisjoint(low))


CALLING = frozenset({"call", "calls", "called", "known", "say", "says", "put", "puts"})
LIMITERS = frozenset({"through", "together", "under", "with", "via"})
"""Words with which a part may say how, or as what, something is supplied or used."""

ORDINALS = frozenset("ordinal_2 ordinal_3 ordinal_4 ordinal_5".split())
PLACED = ORDINALS | {"most", "least"}
"""Roles of words that give a place among others."""

THINGS = frozenset({"supplier", "technology", "group", "demonym", "country"})

PARTING = frozenset({";", "–", "—"})
SHORT = 6  # words of a part that gives a place and says who ranks: "third in the list"


def compares_numbers(g: Ground, s: Sentence) -> bool:
    """Tell whether words behind a number in brackets compare it: "Huawei (51) is ahead of"."""
    return any(_behind_brackets(g, s, range(p.first, p.stop)) for p in pieces(s))


def _behind_brackets(g: Ground, s: Sentence, words: Sequence[int]) -> bool:
    """Tell ") is ahead of", which compares what stands in brackets before it."""
    if not words or not words[0] or s.tokens[words[0] - 1].text != ")":
        return False
    inside = frozenset(words)
    told = (item for item in items(s, g.filler.codebook) if item.first in inside)
    return any(item.roles & PLACING and item.kind == "word" for item in told)


def _of_them(s: Sentence, words: list[int]) -> bool:
    """Tell "in most of them without a law", "where it has cost much", "each of which ..."."""
    low = [s.tokens[i].low for i in words]
    if low[0] == "where" or "there" in low[1:]:
        return True
    return any(
        (low[i] in s.grammar["quantifier"] or low[max(0, i - 1) : i] == ["every"])
        and low[i + 1] == "of"
        and low[i + 2] in ("them", "which", "these", "those", "whom")
        for i in range(len(low) - 2)
    )


HELPING = frozenset("is are was were does do did has have had".split())


def _leans_back(s: Sentence) -> bool:
    """Tell "Ghana, too.", "France has none.", "Neither watches it." and "The latter does so"."""
    words = [t.low for t in s.tokens if t.text[:1].isalnum()]
    if not words or len(words) > LEANING:
        return False
    first, last = " ".join(words[:3]), " ".join(words[-2:])
    named = any(mark.kinds & NAMED for mark in s.marks)
    if named and (words[-1] in ("too", "also", "likewise", "ditto") or last == "as well"):
        return True
    if named and (words[-1] in ("follow", "follows", "next") or words[0] in ("then", "next")):
        return True  # "Ghana follows.", "Then come Ghana and Kenya."
    if named and "too" in words[1:4] and not HELPING.isdisjoint(words[1:3]):
        return True  # "Indonesia is, too, but not for long."
    if words[-1] == "none" or (named and words[-1] == "not" and words[-2] in HELPING):
        return True
    if first.startswith(BACK) or (bool(s.numbers) and words[-1] in HELPING):
        return True  # "Four years later, 78 did."
    return first.startswith(("everywhere else", "elsewhere", "nowhere else")) or (
        first.endswith(("years earlier", "years later", "years before"))
        and ("it" in words or bool(s.numbers))
    )


BACK = (
    *("neither ", "the latter", "the former", "not a single", "not one ", "both ", "each of"),
    *(
        "all three ",
        "all four ",
        "all five ",
        "the two ",
        "the three ",
        "the first two",
        "the pair ",
    ),
    *("none ", "either ", "one of them", "the other ", "the others ", "the rest "),
)
"""With these words a sentence speaks of what the one before it named."""

LEANING = 12  # words of a sentence that leans on the one before it


def said_of_some(g: Ground, s: Sentence) -> Iterator[Question]:
    """Yield "Half of them ...", said of what was stated just before and not read."""
    low = [t.low for t in s.tokens]
    of_them = s.quantities or _of_them(s, list(range(len(s.tokens))))
    told = (of_them and ("of", "them") in pairwise(low)) or _leans_back(s)
    if told and s.tokens[-1].text != "?":
        yield attributed(g.content, s)


OF_PLACES = frozenset({"country", "capital", "group"})
OF_THINGS = frozenset({"supplier", "technology", "demonym", "origin_noun"})


def said_of_names(g: Ground, s: Sentence) -> Iterator[Question]:
    """Yield what is said of names and was not read, so that no text is right in spite of it.

    What a country has, and where a company is, is what an index records: "Kenya leases it from
    NEC". A heading has no verb, and a question asserts nothing.
    """
    kinds = {kind for mark in s.marks for kind in mark.kinds & (OF_PLACES | OF_THINGS)}
    placed = OF_PLACES & kinds or _points_at_a_place(s)
    if not placed or not OF_THINGS & kinds or s.tokens[-1].text == "?":
        return
    told = items(s, g.filler.codebook)
    if any(item.roles & STATING for item in told) and s.has_verb(range(len(s.tokens))):
        yield attributed(g.content, s)


STATING = frozenset({"use", "buy", "supply", "listed", "found", "operate", "new", "gone", "lack"})


def _points_at_a_place(s: Sentence) -> bool:
    """Tell "all three" and "the country", which stand for names of places."""
    low = [t.low for t in s.tokens]
    if low[0] in ("both", "neither") or low[:2] in (["the", "country"], ["all", "three"]):
        return True
    return ("the", "country") in pairwise(low)


def _counts_others(g: Ground, s: Sentence, words: list[int]) -> bool:
    """Tell ", some 770 million cameras between them", which counts no countries."""
    first = min((i for i in s.numbers if i in g.taken), default=0)
    if words[0] < first or s.has("reporting", words):
        return False
    counts = [i for i in words if i in s.numbers or s.tokens[i].text[:1].isdigit()]
    return any("unit_other" in s.kinds(i + 1) for i in counts)


OWN = frozenset(
    "steven feldstein carnegie endowment international peace aigs ai global surveillance index"
    " washington american us u.s. washington-based".split()
)
"""Names that what describes the index and its author may hold."""


DESCRIBING = frozenset({"which", "a", "an", "from", "led", "updated"})


def _misdescribes(g: Ground, s: Sentence, words: list[int]) -> bool:
    """Tell "Feldstein, a Harvard economist, counted 97", "the index, published by Brookings,"."""
    first = min((i for i in s.numbers if i in g.taken), default=0)
    if not 0 < words[0] < words[-1] < first or not s.has("source_word", range(words[0])):
        return False
    if s.tokens[words[0] - 1].text != ",":
        return False
    opens = s.tokens[words[0]].low in DESCRIBING and s.has("source_word", [words[0] - 2])
    opens = opens or [s.tokens[i].low for i in words[:2]] == ["whose", "index"]
    known = OWN | s.grammar["of_the_index"]
    if opens and any(s.tokens[i].text.isalpha() and s.tokens[i].low not in known for i in words):
        return True  # ", which leaves out China,", ", a ranking of the worst offenders,"
    if s.has("reporting", words):
        return False
    if any(s.kinds(i) & NAMED for i in words):
        return False
    return any(s.tokens[i].text[:1].isupper() and s.tokens[i].low not in OWN for i in words)


def _times(g: Ground, s: Sentence, words: list[int]) -> bool:
    """Tell ", ten more than in 2018" and "- for now", of which nothing was read."""
    first = min((i for i in s.numbers if i in g.taken), default=words[0])
    if words[0] <= first or not g.taken.isdisjoint(words):
        return False
    low = [s.tokens[i].low for i in words]
    if low[:2] == ["for", "now"] or low[:4] == ["for", "the", "time", "being"]:
        return True
    if TIMES & set(low) and {"as", "than", "of", "since"} & set(low):
        return True
    return bool(DEGREES & set(low[:4])) and "than" in low and any(i in s.numbers for i in words[:3])


TIMES = frozenset("times twice thrice fold threefold fourfold fivefold tenfold".split())
DEGREES = frozenset({"more", "fewer", "less", "higher", "lower"})


def _ranks(s: Sentence, words: list[int]) -> bool:
    """Tell whether a piece gives a rank: "China is the largest supplier", ", the biggest buyer"."""
    asserted = s.has("origin_noun", words) and any(
        "about_word" in s.kinds(i) and s.has("copula", range(max(0, i - 2), i)) for i in words
    )
    apposed = s.tokens[words[0]].low in s.grammar["apposition"] and s.has("about_word", words[:3])
    return asserted or (apposed and not any(i in s.numbers for i in words))
