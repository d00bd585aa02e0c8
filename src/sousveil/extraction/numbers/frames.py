"""What a piece of a sentence does beside a number: reports it, frames it, describes a name."""

from __future__ import annotations

from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.numbers.clauses import DOMAIN, QUOTES, Piece, Sentence

OF_NAMES = DOMAIN | {"origin_noun"}
NAMES = frozenset({"technology", "supplier", "group", "country", "demonym"})


def is_report(s: Sentence, words: list[int]) -> bool:
    """Tell whether a piece only says who says so."""
    if s.tokens[words[0]].low in ("according", "this"):
        return s.has("reporting", words[:2])
    if any(i in s.numbers and s.numbers[i].value > 1 for i in words) and len(words) > 8:
        return False
    if s.tokens[words[-1]].low == "only":
        return False  # "In name only"
    if s.has("technology", words) and s.has("unit_countries", words):
        return False
    told = any(s.tokens[i].low in ("technology", "tech", "systems") for i in words)
    if told and "demonym" in s.kinds(words[0]):
        return False  # "Chinese technology is found"
    reports = any("reporting" in s.kinds(i) and "unit_countries" not in s.kinds(i) for i in words)
    return reports and not any(
        s.kinds(i) & {"technology", "group", "supplier", "financier"} for i in words
    )


def limits(s: Sentence, words: list[int]) -> bool:
    """Tell whether a piece takes back or narrows what is said: "but only in pilots"."""
    return any("untruth" in s.kinds(i) for i in words) or any(
        ("negation" in s.kinds(i) and "negation_idle" not in s.kinds(i))
        or s.tokens[i].low in s.grammar["narrowing"]
        for i in words[:3]
    )


def is_frame(s: Sentence, words: list[int]) -> bool:
    """Tell whether a piece begins with a preposition that sets time, place or manner."""
    return s.tokens[words[0]].low in s.grammar["frame"]


def is_apposition(s: Sentence, words: list[int], left: list[Piece], piece: Piece) -> bool:
    """Tell whether a piece only describes the name before it."""
    low = s.tokens[words[0]].low
    if piece == left[0]:
        return False
    return low in s.grammar["apposition"] and not s.has("unit_countries", words)


def starts_with_verb(s: Sentence, core: list[int]) -> bool:
    """Tell whether the words begin with a verb, so that their subject stands before."""
    for i in core:
        if s.tokens[i].text in QUOTES:
            continue
        if i in s.numbers:
            return False
        kinds = s.kinds(i)
        if "verb" in kinds and not kinds & DOMAIN and "source_word" not in kinds:
            return True
        return s.tokens[i].low in ("alone", "also", "now", "already", "itself", "too") and any(
            "verb" in s.kinds(j) for j in core if i < j <= i + 2
        )
    return False


def starts_with_participle(s: Sentence, core: list[int]) -> bool:
    """Tell "..., supplying its technology to 50 countries", whose subject stands before."""
    words = [i for i in core if s.tokens[i].text not in QUOTES][:2]
    return any(s.tokens[i].low.endswith("ing") and "supplying" in s.kinds(i) for i in words)


def passed_by(s: Sentence, words: list[int]) -> bool:
    """Tell whether a piece may hold names that do not limit the number."""
    first = s.kinds(words[0])
    if s.tokens[words[0]].low in s.grammar["apposition"] and not s.has("unit_countries", words):
        return True
    return bool(first & {"example", "subordinate", "anaphora"}) or is_report(s, words)


def group_again(s: Sentence, words: list[int], core: list[int]) -> bool:
    """Tell whether a frame only paints the group that the words beside the number name."""
    groups = {s.by_token[i].ids["group"] for i in words if "group" in s.kinds(i)}
    return bool(groups) and groups <= {
        s.by_token[i].ids["group"] for i in core if "group" in s.kinds(i)
    }


WHOLE = frozenset({"all", "every", "each", "both", "most", "half", "the"})


def whole_groups(s: Sentence, words: list[int]) -> bool:
    """Tell "including every democracy", which says more than its examples do."""
    if len(words) < LEAST_GROUP or s.tokens[words[1]].low not in WHOLE:
        return False
    near = words[2:] if s.tokens[words[1]].low != "the" else words[2:3]
    return any("group" in s.kinds(i) for i in near)


LEAST_GROUP = 3  # words of "including all democracies"


def home_included(s: Sentence, words: list[int]) -> bool:
    """Tell "including China itself" from "including Iran, Myanmar and others"."""
    places = [i for i in words if s.kinds(i) & {"country", "capital"}]
    rest = [s.tokens[i].low for i in words[1:] if i not in places]
    return (
        s.has("included", words[:1])
        and len({s.by_token[i].first for i in places}) == 1
        and all(word in ("itself", "at", "home", "the") for word in rest)
    )


def enumerates(s: Sentence, piece: Piece, home: Piece) -> bool:
    """Tell whether a piece lists what stands before a colon announced: "all three: ..."."""
    return (
        piece.clause == home.clause + 1
        and s.has("both", range(home.first, home.stop))
        and bool(clean(s, piece))
        and not s.has_verb(range(piece.first, piece.stop))
    )


def only_number(s: Sentence, all_pieces: list[Piece], q: Quantity) -> Piece | None:
    """Return the piece of a number that only says the one before it again: ", 56 of 75,"."""
    piece = next(p for p in all_pieces if p.first <= q.first < p.stop)
    again = all(
        i in s.numbers
        or s.tokens[i].low in ("of", "the", "out", "or", "precisely", "exactly", "i.e.")
        for i in range(piece.first, piece.stop)
    )
    return piece if again else None


def relative(s: Sentence, that: int) -> bool:
    """Tell "countries that use it" from "the minister knows that 64 countries use it"."""
    before = s.kinds(that - 1)
    return bool(
        before & {"unit_countries", "member", "group", "technology", "supplier", "origin_noun"}
    )


def stands_for(s: Sentence, that: int) -> bool:
    """Tell "similar to that from the US", where "that" takes the place of a noun."""
    return s.tokens[that - 1].low in ("to", "of", "from", "than", "as", "like", "with", "by", "for")


def clean(s: Sentence, piece: Piece) -> list[int]:
    """Return the tokens of a piece if every one of its words is known, else none."""
    tokens = list(range(piece.first, piece.stop))
    return tokens if all(s.known(i) for i in tokens) else []


def names(s: Sentence, tokens: list[int]) -> list[int]:
    """Return the tokens of names, with what tells their part in the sentence."""
    return [i for i in tokens if s.kinds(i) & OF_NAMES or s.tokens[i].low == "'s"]


def countries(s: Sentence, words: list[int]) -> list[str]:
    """Return the countries named among some words."""
    wanted = s.places.get("country", set()).intersection(words)
    return [s.by_token[i].ids["country"] for i in sorted(wanted) if s.by_token[i].first == i]


def are_examples(s: Sentence, words: list[int]) -> bool:
    """Tell "among others Uganda", "Iran, Iraq" and "India and Mexico included" from other brackets.

    None of their words may do more than show a few of those counted.
    """
    rest = [s.tokens[i].low for i in words if not s.kinds(i) & {"country"}]
    said = " ".join(low for low in rest if low not in JOINING).replace(" .", ".")
    return said in SHOWING


def are_firms_shown(s: Sentence, words: list[int]) -> bool:
    """Tell "particularly Huawei and Dahua", a few firms of those spoken of."""
    rest = [i for i in words[1:] if "supplier" not in s.kinds(i) and s.tokens[i].low not in JOINING]
    shown = s.has("example", words[:1]) and s.tokens[words[0]].low != "from"
    return shown and not rest and s.has("supplier", words)


def explains(s: Sentence, words: list[int]) -> bool:
    """Tell "(see table 3)", and "(FRT)" from "(since 2018)" and "(on children)".

    Only pointers, sources, short names and what the names beside mean are passed by.
    """
    lows = [s.tokens[i].low for i in words]
    if s.has("source_word", words) or not POINTING.isdisjoint(lows):
        return s.grammar["doubting"].isdisjoint(lows)
    if lows[0] == "for" and lows[-1] in s.grammar["addressed"]:
        return True
    if lows[:2] == ["that", "is"]:
        return all(s.grammar[part].isdisjoint(lows) for part in ("doubting", "scoping", "sector"))
    return len(words) == 1 and s.tokens[words[0]].text.isupper()


POINTING = frozenset("sahara see table figure map chart annex appendix page fig graph".split())
JOINING = frozenset({",", "and", "the", "or"})
SHOWING = frozenset(
    {
        "",
        *("including", "included", "such as", "like", "say", "namely", "e.g.", "e.g", "from to"),
        *("among them", "among others", "amongst others", "amongst them", "for example"),
        *("for instance", "among these", "among those", "too", "to name a few", "notably"),
    }
)


def examples_before(s: Sentence, left: list[Piece]) -> list[str]:
    """Return the countries of a list before the verb: "53 countries, from Algeria to ..."."""
    return [
        country
        for piece in left
        if s.kinds(piece.first) & {"example"}
        for country in countries(s, list(range(piece.first, piece.stop)))
    ]
