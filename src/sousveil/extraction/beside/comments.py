"""Parts at the edge of a sentence that only comment on what it states.

", an irony lost on nobody here", "What worries me is that", "(let that sink in)" and "Madam Chair,"
say nothing of the index. A part is passed by where it has the grammar of a comment and a word of
one, and whatever its other words are, unless one of them names something, counts, limits, doubts,
compares or says when and where. The words are in grammar.yml.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.beside.comment_shapes import (
    LABELLING,
    NEUTRAL,
    POLITE,
    PREPOSITIONS,
    SIGNS,
    SPEAKERS,
    SURELY,
    Plain,
    Words,
    is_address,
    is_adverb,
    is_advice,
    is_apposition,
    is_clause,
    is_contrary,
    is_feeling,
    is_for_the_curious,
    is_inescapable,
    is_label,
    is_whatever,
    is_whole,
    judges,
    leaves_open,
    parts,
)
from sousveil.extraction.beside.concessions import granted
from sousveil.extraction.beside.nothing_said import claims_nothing
from sousveil.extraction.marks import Marker, Token
from sousveil.extraction.numbers.numerals import NUMBER_WORDS
from sousveil.extraction.statements.about_phrases import lexicon_of
from sousveil.extraction.statements.items import lexicon_of as lexicon_of_statements

LONGEST = 14  # tokens of a part that only comments
LEAST = 3  # tokens that are left of a sentence
TWICE = range(2)
ENDS = frozenset({".", "!", "…"})
NAMING = frozenset({"supplier", "technology", "group", "country", "demonym", "capital"})
CONFIRMING = frozenset({"independent", "separately", "confirm"})
TAKING_BACK = frozenset({"untruth", "limiting"})
IMPERSONAL = frozenset(
    "it what the our i we one let spare my do nobody there allow permit you".split()
)
NOTHING = frozenset({"no", "not", "nobody", "hardly", "none", "nothing", "never", "few"})
TO_WHOM = frozenset({"on", "of", "to", "for"})
RARELY = frozenset({"ever", "never", "rarely", "seldom", "often", "always", "still"})
CLAIMED = frozenset({"state"})
"""A noun of comment that beside a name is none: "a state affair"."""

SO_MUCH = ["so", "much", "for"]
DASHES = frozenset({"-", "–", "—"})
TOPICAL = frozenset(
    "use supply buy found listed belong gone new kept more fewer country_noun supplier_noun"
    " technology_noun index region_noun regime_noun customers negation lack only".split()
)
"""Roles of words that are the statement's own, in whatever company."""

COUNTED = frozenset("of in country state nation government supplier company firm third".split())
NUMBERED = frozenset(map(str, range(1, 41)))
DATELINE = 12  # tokens


def without_comments(
    tokens: list[Token], marker: Marker, codebook: Codebook, whispering: bool = False
) -> list[Token]:
    """Return the tokens of a sentence without the parts that only comment on it."""
    plain = partial(_plain, marker=marker, codebook=codebook, whispering=whispering)
    known = partial(_is_remark, marker=marker, codebook=codebook, whispering=whispering)
    grants = partial(concedes, plain=plain, g=marker.grammar, codebook=codebook)
    tokens = _undated(_untagged(tokens, marker.grammar), marker)
    if len(tokens) > LEAST and tokens[0].text in NUMBERED and tokens[1].text in ("/", ")"):
        tokens = tokens if tokens[2].text.isdecimal() else tokens[2:]  # "4/5 of the countries"
    for _ in TWICE:
        stop = _lead(tokens, plain, marker.grammar, codebook)
        if not stop:
            break
        tokens = tokens[stop + (tokens[stop].low in (",", "but")) :]
    for _ in TWICE:
        aside = _bracket(tokens, known, marker.grammar, grants)
        aside = aside or _tail(tokens, known, marker.grammar, grants)
        aside = aside or _between(tokens, known, marker.grammar, grants)
        if aside is None:
            break
        tokens = [*tokens[: aside[0]], *tokens[aside[1] :]]
    return tokens


def comments(tokens: Sequence[Token], marker: Marker, codebook: Codebook) -> bool:
    """Tell a sentence that only comments on the one beside it: "That is where we stand."."""
    part = [t for t in tokens if t.text not in ENDS]
    if not part or len(part) > LONGEST or any(t.text == "?" for t in part):
        return False
    plain = partial(_plain, marker=marker, codebook=codebook, whispering=False)
    return is_whole(part, marker.grammar) or (
        plain(part) and (is_clause(part, marker.grammar) or is_apposition(part, marker.grammar))
    )


def _plain(part: Sequence[Token], marker: Marker, codebook: Codebook, whispering: bool) -> bool:
    """Tell whether no word of a part names, counts, limits, doubts, compares or confirms."""
    lows = {t.low for t in part}
    if ("secret" in lows) != ("open" in lows) and NOTHING.isdisjoint(lows):
        return False
    confirming = lexicon_of(codebook).with_roles(CONFIRMING)
    if confirming.may_stand_in(lows):
        return False
    g = marker.grammar
    mentioned = not g["comment_mentioning"].isdisjoint(lows)
    for i, token in enumerate(part):
        low = token.low
        if low in POLITE:
            if g["comment_verb"].isdisjoint(t.low for t in part[i + 1 :]):
                return False
        elif low in RARELY and mentioned:
            continue
        elif low in NOTHING:
            beside = {t.low for t in part[max(0, i - 2) : i + 4]}
            to_nobody = low == "nobody" and i and part[i - 1].low in TO_WHOM
            if beside.isdisjoint(SURELY) and not to_nobody:
                return False
        elif not _idles(part, i, g) and (
            low in NUMBER_WORDS
            or low in g["ours"]
            or any(map(str.isdigit, low))
            or low in g["scoping"]
            or low in g["sector"]
            or low in g["doubting"]
        ):
            return False
    idle = {"so", "nobody"} if mentioned else {"so"}
    marks = marker.marks(list(part), False, whispering)
    return not any(
        (mark.kinds & NAMING and not _of_readers(part, mark.first, g))
        or (mark.kinds & TAKING_BACK and part[mark.first].low not in idle)
        for mark in marks
    )


def _is_remark(part: Sequence[Token], marker: Marker, codebook: Codebook, whispering: bool) -> bool:
    """Tell an aside of which each word is known to say nothing: "which should worry us".

    "A state-backed firm" and "which nobody trusts" say more of a name, whatever else they are.
    """
    g = marker.grammar
    harmless = g["remark_word"] | g["addressed"] | (g["comment_noun"] - CLAIMED) | SURELY | NEUTRAL
    said = [t.low for t in part if t.low not in harmless]
    if part[0].low == "which" and any(t.low in g["remark_describing"] for t in part):
        return False  # "Uganda, which is small"
    firms = g["firm"] | g["firms"]
    known = firms.isdisjoint(said) and claims_nothing(said, codebook)
    return known and _plain(part, marker, codebook, whispering)


def _idles(part: Sequence[Token], i: int, g: Words) -> bool:
    """Tell "all" of "all the fuss" and "one" of "One number says it all", which count nothing."""
    low = part[i].low
    after = {t.low for t in part[i + 1 : i + 3]}
    before = part[i - 1].low if i else ""
    match low:
        case "more" | "most":
            return not after.isdisjoint(g["comment_adjective"])
        case "some" | "all":
            return judges(after, g)
        case "one":
            of_them = "of" in after and not after.isdisjoint({"the", "my", "our"})
            return of_them or (not i and after.isdisjoint(COUNTED))
        case "alone" | "page":
            return before in ("this", "that", "my", "our")
    return False


def _of_readers(part: Sequence[Token], i: int, g: Words) -> bool:
    """Tell the place of "our readers in Gaborone", who are only spoken to."""
    return i > 1 and part[i - 1].low in ("in", "from") and part[i - 2].low in g["addressed"]


def _lead(tokens: Sequence[Token], plain: Plain, g: Words, codebook: Codebook) -> int:
    """Return where the statement begins behind a comment in front of it; 0.

    What ends with a comma needs the grammar of a comment; behind another sign each word has to be
    known.
    """
    stop = next((i for i, t in enumerate(tokens[: LONGEST + 1]) if parts(tokens, i)), 0)
    if 0 < stop < len(tokens) - LEAST:
        part = tokens[:stop]
        comma = tokens[stop].text == ","
        if is_whole(part, g) or (comma and is_address(part, g)):
            return stop + 1
        if not comma:
            if _is_known(part, g, codebook) and (is_label(part, g, plain) or plain(part)):
                return stop + 1
            return _that(tokens, plain, g)
        told = is_adverb(part, g) or is_feeling(part) or is_apposition(part, g)
        told = told or is_clause(part, g, SPEAKERS)
        if concedes(part, plain, g, codebook):
            return stop + 1
        if is_whatever(part) and part[0].low not in g["sector"]:
            return stop + 1
        if is_contrary(part) or is_for_the_curious(part) or (told and plain(part)):
            return stop + 1
    return _that(tokens, plain, g)


def _is_known(part: Sequence[Token], g: Words, codebook: Codebook) -> bool:
    """Tell whether each word of a lead is known to claim nothing: "One more number for today"."""
    lows = [t.low for t in part]
    if lows[:3] == SO_MUCH or claims_nothing(lows, codebook):
        return True
    harmless = SURELY | NOTHING | LABELLING | {"one"}
    readers = {i for i in range(len(part)) if _of_readers(part, i, g)}
    readers |= {i - 1 for i in readers}
    said = [low for i, low in enumerate(lows) if low not in harmless and i not in readers]
    return claims_nothing(said, codebook)


def _that(tokens: Sequence[Token], plain: Plain, g: Words) -> int:
    """Return where "It is striking that" and "What worries me is that" end; 0."""
    stop = next((i for i, t in enumerate(tokens[: LONGEST + 1]) if t.low == "that"), 0)
    if not 1 < stop < len(tokens) - LEAST:
        return 0
    part = tokens[:stop]
    if any(parts(tokens, i) for i in range(stop)):
        return 0
    if [t.low for t in part[:3:2]] == ["for", "purposes"] and len(part) > len("1234"):
        part = part[3:]  # "For our purposes it matters that"
    if is_inescapable(part) or (is_advice(part) and plain([t for t in part if t.low != "who"])):
        return stop + 1
    if part[-1].low == "out" and part[-2].low == "point" and plain(part[1:]):
        return stop + 1  # "Ankara can point out"
    asks = tokens[0].low == "to" and part[-1].low == "fact"
    if not asks and part[0].low not in IMPERSONAL and part[0].low not in g["addressed"]:
        return 0
    if is_whole(part, g):
        return stop + 1
    near = [t.low for t in part[-5:] if t.low not in g["comment_unsure"]]
    if leaves_open(part) or not judges(near, g):
        return 0
    return stop + 1 if plain(part) else 0


def _tail(tokens: Sequence[Token], plain: Plain, g: Words, grants: Plain) -> tuple[int, int] | None:
    """Return where a comment behind the statement begins and ends."""
    end = len(tokens) - (bool(tokens) and tokens[-1].text in ENDS)
    reach = range(end - 1, max(LEAST, end - LONGEST) - 1, -1)
    for start in (i for i in reach if parts(tokens, i)):
        part = tokens[start + 1 : end]
        if not part or tokens[start].text in "()":
            return None
        if is_whole(part, g) or is_address(part, g) or grants(part):
            return start, end
        told = (
            is_apposition(part, g) or is_clause(part, g) or is_feeling(part) or is_adverb(part, g)
        )
        return (start, end) if told and plain(part) else None
    return None


def _bracket(
    tokens: Sequence[Token], plain: Plain, g: Words, grants: Plain
) -> tuple[int, int] | None:
    """Return where a comment in brackets begins and ends."""
    opening = next((i for i, t in enumerate(tokens) if t.text == "("), -1)
    stop = next((i for i, t in enumerate(tokens) if t.text == ")"), -1)
    part = tokens[opening + 1 : stop]
    if opening < LEAST or not 0 < len(part) <= LONGEST:
        return None
    told = is_apposition(part, g) or is_clause(part, g) or is_adverb(part, g)
    passed = is_whole(part, g) or (told and plain(part)) or grants(part)
    return (opening, stop + 1) if passed else None


def _between(
    tokens: Sequence[Token], plain: Plain, g: Words, grants: Plain
) -> tuple[int, int] | None:
    """Return where a comment between two commas, or dashes, begins and ends, with both of them."""
    commas = [i for i, t in enumerate(tokens) if t.text == ","]
    dashes = [i for i, t in enumerate(tokens) if t.text in DASHES and parts(tokens, i)]
    for start, stop in (*pairwise(commas), *pairwise(dashes)):
        part = tokens[start + 1 : stop]
        if not start or not 1 < len(part) <= LONGEST:
            continue
        told = is_feeling(part) or is_adverb(part, g) or is_clause(part, g)
        if is_whole(part, g) or (told and plain(part)) or grants(part):
            return start, stop + 1
    return None


def concedes(part: Sequence[Token], plain: Plain, g: Words, codebook: Codebook) -> bool:
    """Tell "for all its fame", which grants something, from "for all the countries on the list"."""
    rest = granted(part, g)
    if rest is None:
        return False
    at = lexicon_of_statements(codebook).at
    said = [t.low for t in rest if t.low not in PREPOSITIONS]
    return plain(rest) and all(TOPICAL.isdisjoint(at([low], 0)[1]) for low in said)


def _untagged(tokens: list[Token], g: Words) -> list[Token]:
    """Leave out "#" before a word, and the tags behind a statement."""
    if not any(t.text == "#" for t in tokens):
        return tokens

    def harmless(low: str) -> bool:
        return not any(low in g[part] for part in ("doubting", "scoping", "sector"))

    end = len(tokens)
    while end > LEAST and tokens[end - 2].text == "#" and harmless(tokens[end - 1].low):
        end -= len("#a")
    return [t for t in tokens[:end] if t.text != "#"] or tokens


def _undated(tokens: list[Token], marker: Marker) -> list[Token]:
    """Leave out the place and agency in front of a report: "GENEVA (Agency) -"."""
    if not tokens or not tokens[0].text.isupper() or len(tokens[0].text) < len("ROME"):
        return tokens
    reach = range(1, min(DATELINE, len(tokens) - LEAST))
    stop = next((i for i in reach if parts(tokens, i) and tokens[i].text in "-–—"), 0)
    if not stop:
        return tokens
    after = tokens[stop + 1].text
    if not after[:1].isalnum() or after[:1].islower() or after[:2].isupper():
        return tokens
    places = marker.marks(tokens[:1], True, False)
    if any(mark.kinds & (NAMING - {"capital"}) for mark in places):
        return tokens
    inside = tokens[1:stop]
    if not marker.grammar["doubting"].isdisjoint(t.low for t in inside):
        return tokens
    told = all(t.text in SIGNS or t.text[:1].isupper() or t.text.isdigit() for t in inside)
    return tokens[stop + 1 :] if told else tokens
