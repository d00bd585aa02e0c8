"""What a number counts: countries, cities, companies, contracts, or nothing that is told."""

from __future__ import annotations

from collections.abc import Iterable

from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.model.question import Question

UNITS = ("unit_countries", "unit_cities", "unit_companies", "unit_contracts", "unit_other")
COUNTED = frozenset({*UNITS, "anaphora", "member", "group"})
"""Kinds of words without one of which nothing is told to be counted."""

LOOK_AHEAD = 7  # words between a number and its unit
BREAKING = frozenset("in to from at for with on by and or between since".split())
"""Words between a number and a noun of which the number is not: "80 between the editions"."""


def unit_of(s: Sentence, q: Quantity) -> str | None:
    """Return what a number counts: countries, cities, companies, contracts, other; or None."""
    if s.places.keys().isdisjoint(COUNTED):
        return None
    seen_of = False
    position = q.end
    while position < min(q.end + LOOK_AHEAD, len(s.tokens)):
        i = position
        kinds, low = s.kinds(i), s.tokens[i].low
        mark = s.by_token.get(i)
        position = mark.stop if mark else i + 1
        last_word = s.tokens[position - 1].low
        if "anaphora" in kinds:
            return "countries"
        for unit in UNITS:
            if unit in kinds and "technology" not in kinds:
                return unit.removeprefix("unit_")
        if "member" in kinds or ("group" in kinds and last_word.endswith("ies")):
            return "countries"
        if "group" in kinds:
            continue
        if low in ("of", "out"):
            seen_of = True
            continue
        if (
            low in (".", ",", ";", ":", ")", "(", "–", "—")
            or ("verb" in kinds and low not in ("can",))
            or (low in BREAKING and not seen_of)
        ):
            break
    back = [s.kinds(i) for i in range(max(0, q.begin - 3), q.begin)]
    if any("anaphora" in kinds for kinds in back):
        return "countries"
    if q.share and _share_in_sentence(s):
        return "countries"
    if _fronted(s, q):
        return "countries"
    before = range(0, q.begin)
    if q.begin and s.tokens[q.begin - 1].text == ":" and s.has("unit_countries", before):
        return "countries"
    if s.has("nominal", before) and (s.has("unit_countries", before) or _grouped(s, before)):
        return "countries"
    return None


def _grouped(s: Sentence, words: range) -> bool:
    """Tell whether countries are told by their group: "the number of liberal democracies"."""
    return any(
        "group" in m.kinds and m.first in words and s.tokens[m.stop - 1].low.endswith("ies")
        for m in s.marks
    )


def _fronted(s: Sentence, q: Quantity) -> bool:
    """Tell whether countries are named in front: "Of the countries with ..., 36 belong"."""
    opening = [i for i in range(min(3, q.begin)) if s.tokens[i].low in ("of", "among", "out")]
    return bool(opening) and any(
        s.has(kind, range(opening[0], q.begin)) for kind in ("unit_countries", "member")
    )


def _share_in_sentence(s: Sentence) -> bool:
    return "unit_countries" in s.places and ("technology" in s.places or "group" in s.places)


ANEW = frozenset({";", "but", "while", "whereas", "–", "—"})
"""Behind one of these a number begins a statement of its own: "; 23 ban it"."""


def elliptical(
    s: Sentence,
    q: Quantity,
    counted: Iterable[Quantity],
    last: Question | None,
    counts_countries: bool,
) -> bool:
    """Tell whether a number without a unit leans on another that has one."""
    if q.value < 2 and not q.share:
        return False
    here = any(c.first != q.first for c in counted)
    following = s.tokens[q.end].low if q.end < len(s.tokens) else "."
    kinds = s.kinds(q.end) if q.end < len(s.tokens) else frozenset()
    arrow = [t.text for t in s.tokens[q.end : q.end + 2]] == ["-", ">"] or following in (
        "→",
        "⇒",
    )
    if arrow and counts_countries:
        return True
    if here:
        noun = q.end in s.by_token and "unit_other" in kinds
        known = (
            following
            in (
                ".",
                ",",
                ";",
                ")",
                "and",
                "or",
                "with",
                "use",
                "for",
                "in",
                "from",
                "by",
                "to",
                "have",
                "of",
                "do",
                "does",
                "!",
                "?",
                ":",
                "…",
                '"',
                "”",
            )
            or "technology" in kinds
            or (following in ("a", "an", "the") and s.has("technology", range(q.end, q.end + 3)))
            or "verb" in kinds
            or "demonym" in kinds
            or "example" in kinds
            or "reporting" in kinds
            or "anaphora" in kinds
            or (following in ("that", "who") and s.tokens[q.begin - 1].low != "of")
            or (following.isalpha() and q.begin > 0 and s.tokens[q.begin - 1].low in ANEW)
        )
        return not noun and known
    spread = q.begin > 0 and s.tokens[q.begin - 1].low in ("in", "to", "across")
    verbless = "verb" not in s.places or told_of_an_edition(s, q)
    short = len(s.tokens) < 12 and last is not None and (spread or verbless)
    marked = any(
        kind in s.places for kind in ("technology", "demonym", "country", "supplier", "group")
    )
    marked = marked or told_of_an_edition(s, q)
    marked = marked or (q.begin > 1 and s.tokens[q.begin - 1].text == ":")  # "Cameras: 69."
    return short and marked and following in (".", ",", ";", ")", "!", "”", '"')


def told_of_all(s: Sentence, q: Quantity) -> bool:
    """Tell "In 2019, the index only counted 75 countries.", which leans on nothing before it."""
    before = [t.low for t in s.tokens[: q.begin] if t.low not in ("only", "just", "merely")]
    listing = (
        before[-1:] != [] and before[-1] in LISTING and not s.grammar["ours"].isdisjoint(before)
    )
    return listing and "unit_countries" in s.kinds(q.end) and q.end + 2 >= len(s.tokens)


LISTING = frozenset(
    "counted listed counts lists list contained contains comprised covers covered".split()
)


def told_of_an_edition(s: Sentence, q: Quantity) -> bool:
    """Tell "The 2019 index had 75." and "Today the figure stands at 78."."""
    before = s.tokens[q.begin - 1].low if q.begin else ""
    if "reporting" not in s.kinds(q.begin - 1) and before not in ("had", "has", "was", "is", "at"):
        return False
    dated = any(t.low.isdigit() and len(t.low) == 4 for t in s.tokens)
    return dated or any(
        t.low in ("figure", "number", "total", "tally") for t in s.tokens[: q.begin]
    )
