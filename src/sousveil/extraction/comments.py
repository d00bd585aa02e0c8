"""Parts at the edge of a sentence that only comment on what it states.

", an irony lost on nobody here", "What worries me is that", "(let that sink in)" and "Madam Chair,"
say nothing of the index. A part is passed by where it has the grammar of a comment and a word of
one, and whatever its other words are, unless one of them names something, counts, limits, doubts,
compares or says when and where. The words are in grammar.yml.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.framed import OURS
from sousveil.extraction.marks import Marker, Token
from sousveil.extraction.quantities import NUMBER_WORDS
from sousveil.extraction.statements.about_phrases import lexicon_of

Words = Mapping[str, frozenset[str]]

LONGEST = 14  # tokens of a part that only comments
LEAST = 3  # tokens that are left of a sentence
TWICE = range(2)
SIGNS = frozenset({",", ":", ";", "–", "—", "(", ")"})
ENDS = frozenset({".", "!", "…"})

NAMING = frozenset({"supplier", "technology", "group", "country", "demonym", "capital"})
CONFIRMING = frozenset({"independent", "separately", "confirm"})
TAKING_BACK = frozenset({"untruth", "limiting"})

ARTICLES = frozenset({"a", "an", "the", "no", "another", "such", "quite", "something", "our", "my"})
BARE = frozenset({"food", "proof", "testimony", "testament", "evidence", "cause", "reason", "bad"})
BARE |= {"good", "grim", "sad", "hardly", "small", "music", "grist", "fodder", "ammunition"}
TOWARDS = frozenset({"to", "much", "for", "with", "at", "in", "on"})
SPEAKERS = frozenset({"we", "i"})
POINTERS = frozenset({"it", "that", "this", "we", "nobody", "i"})
IMPERSONAL = frozenset(
    "it what the our i we one let spare my do nobody there allow permit you".split()
)
POLITE = frozenset({"would", "could", "might", "may", "can", "will", "cannot"})
NOTHING = frozenset({"no", "not", "nobody", "hardly", "none", "nothing", "never", "few"})
TO_WHOM = frozenset({"on", "of", "to", "for"})
SURELY = frozenset(
    "surprise surprises surprising surprised surprisingly wonder forget secret news overlook mean"
    " coincidence accident shock escape lost miss astonish astonished amaze amazed prizes prize"
    " care cares mind minds matter stranger".split()
)
"""What no one doubts beside a word of nothing: "no secret", "do not forget", "surprise nobody"."""

UNSURE = frozenset(
    "think thinks thinking consider wonder wonders wondered wondering care dream explains tells"
    " hype talk rhetoric chatter noise debate headline word words message puzzle riddle bears"
    " score rating story discussed discussing shows question issue learning".split()
)
"""Words of comment that in front of "that" leave open whether it is so."""

PASSIVE_UNSURE = frozenset({"often", "widely", "commonly", "sometimes", "generally", "well"})
CONTRARY = frozenset(
    "contrary to what one you we many most some people might may would could hope hoped hopes"
    " expect expected expects think believe assume suppose popular common general received belief"
    " wisdom opinion expectation expectations intuition appearances the all a widespread have"
    " fears like assumed thought impression".split()
)
THINKING = frozenset("think thinks wonder wonders wondered wondering explains bears rating".split())
CLAUSE = frozenset({"that", "which", "whose"})
FEELING = frozenset(
    "surprise dismay delight relief credit discredit shame embarrassment regret sorrow sake benefit"
    " talk hype fuss rhetoric note respect fairness honesty candour frankness amusement annoyance"
    " chagrin horror disbelief amazement astonishment alarm concern worry joy pleasure irritation"
    " consternation anger fury clarity completeness transparency sadness unease disgrace noise"
    " excitement disgust brevity".split()
)
"""Nouns behind "to the", "with" or "for all the": "to the dismay of campaigners"."""


def without_comments(
    tokens: list[Token], marker: Marker, codebook: Codebook, whispering: bool = False
) -> list[Token]:
    """Return the tokens of a sentence without the parts that only comment on it."""
    plain = partial(_plain, marker=marker, codebook=codebook, whispering=whispering)
    tokens = _undated(_untagged(tokens, marker.grammar), marker)
    for _ in TWICE:
        stop = _lead(tokens, plain, marker.grammar)
        if not stop:
            break
        tokens = tokens[stop:]
    for _ in TWICE:
        aside = _bracket(tokens, plain, marker.grammar) or _tail(tokens, plain, marker.grammar)
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
    return _whole(part, marker.grammar) or (
        plain(part) and (_clause(part, marker.grammar) or _apposed(part, marker.grammar))
    )


def _plain(part: Sequence[Token], marker: Marker, codebook: Codebook, whispering: bool) -> bool:
    """Tell whether no word of a part names, counts, limits, doubts, compares or confirms."""
    confirming = lexicon_of(codebook).with_roles(CONFIRMING)
    if confirming.may_stand_in({t.low for t in part}):
        return False
    g = marker.grammar
    judging = g["comment_verb"] | g["comment_noun"] | g["comment_adjective"]
    for i, token in enumerate(part):
        low = token.low
        after = {t.low for t in part[i + 1 : i + 3]}
        if low in POLITE and g["comment_verb"].isdisjoint(t.low for t in part[i + 1 :]):
            return False
        if low in NOTHING:
            before = part[i - 1].low if i else ""
            beside = {t.low for t in part[max(0, i - 2) : i + 4]}
            if not (beside & SURELY or (before in TO_WHOM and low == "nobody")):
                return False
        elif (
            low in POLITE
            or (low in ("some", "all") and after & judging)
            or (low == "one" and not i and after.isdisjoint(COUNTED))
            or (low == "alone" and i == 1 and part[0].low in ("that", "this"))
        ):
            continue
        elif (
            low in NUMBER_WORDS
            or low in OURS
            or any(map(str.isdigit, low))
            or low in g["scoping"]
            or low in g["sector"]
            or low in g["doubting"]
        ):
            return False
    marks = marker.marks(list(part), False, whispering)
    return not any(
        mark.kinds & NAMING or (mark.kinds & TAKING_BACK and part[mark.first].low != "so")
        for mark in marks
    )


COUNTED = frozenset("of in country state nation government supplier company firm third".split())

Plain = Callable[[Sequence[Token]], bool]


def _lead(tokens: Sequence[Token], plain: Plain, g: Words) -> int:
    """Return where the statement begins behind a comment in front of it; 0."""
    stop = next((i for i, t in enumerate(tokens[: LONGEST + 1]) if parts(tokens, i)), 0)
    if 0 < stop < len(tokens) - LEAST:
        part = tokens[:stop]
        colon = tokens[stop].text == ":"
        if _whole(part, g) or (not colon and _addressed(part, g)):
            return stop + 1
        if colon:
            told = _announces(part, g)
        else:
            told = _adverb(part, g) or _towards(part) or _apposed(part, g)
            if tokens[stop].text == "," and (_contrary(part) or _curious(part)):
                return stop + 1
        if told and plain(part):
            return stop + 1
    return _that(tokens, plain, g)


def parts(tokens: Sequence[Token], i: int) -> bool:
    """Tell a sign between parts; a hyphen is one only between spaces."""
    token = tokens[i]
    if token.text in SIGNS:
        return True
    return token.text == "-" and bool(i) and tokens[i - 1].end < token.start


def _that(tokens: Sequence[Token], plain: Plain, g: Words) -> int:
    """Return where "It is striking that" and "What worries me is that" end; 0."""
    stop = next((i for i, t in enumerate(tokens[: LONGEST + 1]) if t.low == "that"), 0)
    if not 1 < stop < len(tokens) - LEAST or tokens[0].low not in IMPERSONAL:
        return 0
    part = tokens[:stop]
    if any(parts(tokens, i) for i in range(stop)):
        return 0
    if _whole(part, g):
        return stop + 1
    judging = (g["comment_noun"] | g["comment_adjective"] | g["comment_verb"]) - UNSURE
    near = {t.low for t in part[-5:]}
    lows = {t.low for t in part}
    if near.isdisjoint(judging) or not lows.isdisjoint(PASSIVE_UNSURE):
        return 0
    return stop + 1 if plain(part) else 0


def _tail(tokens: Sequence[Token], plain: Plain, g: Words) -> tuple[int, int] | None:
    """Return where a comment behind the statement begins and ends."""
    end = len(tokens) - (bool(tokens) and tokens[-1].text in ENDS)
    reach = range(end - 1, max(LEAST, end - LONGEST) - 1, -1)
    for start in (i for i in reach if parts(tokens, i)):
        part = tokens[start + 1 : end]
        if not part or tokens[start].text in "()":
            return None
        if _whole(part, g) or _addressed(part, g):
            return start, end
        told = _apposed(part, g) or _clause(part, g) or _towards(part) or _adverb(part, g)
        return (start, end) if told and plain(part) else None
    return None


def _bracket(tokens: Sequence[Token], plain: Plain, g: Words) -> tuple[int, int] | None:
    """Return where a comment in brackets begins and ends."""
    opening = next((i for i, t in enumerate(tokens) if t.text == "("), -1)
    stop = next((i for i, t in enumerate(tokens) if t.text == ")"), -1)
    part = tokens[opening + 1 : stop]
    if opening < LEAST or not 0 < len(part) <= LONGEST:
        return None
    told = _apposed(part, g) or _clause(part, g) or _adverb(part, g)
    return (opening, stop + 1) if _whole(part, g) or (told and plain(part)) else None


def _whole(part: Sequence[Token], g: Words) -> bool:
    """Tell "mind you" and "believe it or not"."""
    said = " ".join(t.low for t in part if t.text not in SIGNS)
    return said.replace(" 's", "'s") in g["comment_whole"]


def _addressed(part: Sequence[Token], g: Words) -> bool:
    """Tell "Madam Chair" and "Dear colleagues"."""
    lows = [t.low for t in part]
    return len(lows) <= len("1234567") and lows[-1] not in SMALL and g["addressed"].issuperset(lows)


SMALL = frozenset({"the", "our", "and", "of", "this", "you", "all", "my", "dear"})


def _adverb(part: Sequence[Token], g: Words) -> bool:
    """Tell "Predictably", "Oddly enough" and "Worryingly for parliament"."""
    lows = [t.low for t in part]
    if lows[0] in ("quite", "rather", "very", "most") and len(lows) > 1:
        lows = lows[1:]
    if lows[0] not in g["comment_adverb"]:
        return False
    return len(lows) == 1 or lows[1:] == ["enough"] or lows[1] == "for"


def _towards(part: Sequence[Token]) -> bool:
    """Tell "to the dismay of campaigners" and "For all the talk of values"."""
    return part[0].low in TOWARDS and any(t.low in FEELING for t in part[1:6])


def _contrary(part: Sequence[Token]) -> bool:
    """Tell "Contrary to what one might hope", which denies nothing of what comes next."""
    lows = [t.low for t in part]
    return lows[:2] == ["contrary", "to"] and CONTRARY.issuperset(lows) and len(lows) > len("to")


def _curious(part: Sequence[Token]) -> bool:
    """Tell "For those who like numbers"; its "who" limits nothing."""
    lows = [t.low for t in part]
    return lows[0] in ("for", "to", "if") and "who" in lows and CURIOUS.issuperset(lows)


CURIOUS = frozenset(
    "for to those anyone anybody everyone readers people who whoever like likes love loves enjoy"
    " enjoys count collect keep keeps care cares numbers figures statistics lists trivia details"
    " facts data tables maps are is curious interested wondering score track counting still about"
    " and in the a all of us prefer prefers want wants".split()
)


def _announces(part: Sequence[Token], g: Words) -> bool:
    """Tell "One number says it all" and "A sobering thought for the recess", before a colon."""
    lows = [t.low for t in part]
    if lows[0] in PREPOSITIONS or len(lows) < len("12"):
        return False
    if any(parts(part, i) for i in range(len(part))):
        return False
    judging = g["comment_noun"] | g["comment_verb"] | g["comment_adjective"]
    return len(lows) >= LEAST or not judging.isdisjoint(lows)


PREPOSITIONS = frozenset(
    "in on at by for from of with among amongst across under over within outside beyond between"
    " during through to as per counting leaving using like via if when where while since".split()
)


def _apposed(part: Sequence[Token], g: Words) -> bool:
    """Tell "a sobering thought" and "a figure every rival would envy"."""
    lows = [t.low for t in part]
    if lows[0] not in ARTICLES and lows[0] not in BARE:
        return False
    noun, figure, adjective = g["comment_noun"], g["comment_figure"], g["comment_adjective"]
    start = 1 if lows[0] in ARTICLES else 0
    stop = len(lows)
    head = next((i for i in range(start, stop) if lows[i] in BEHIND), stop) - 1
    while head > start and lows[head] not in noun and lows[head] not in figure:
        head -= 1
    if lows[0] == "something":
        return not g["comment_verb"].isdisjoint(lows)
    if head < start or not (lows[head] in noun or lows[head] in figure):
        return False
    before = [low for low in lows[start:head] if low not in BARE and low != "-"]
    if any(low not in adjective and low not in NEUTRAL and low not in noun for low in before):
        return False
    rest = frozenset(lows[head + 1 :])
    judged = bool(rest & (g["comment_verb"] | adjective))
    if lows[head] in figure and lows[head] not in noun:
        judging = any(low in adjective for low in before)
        return judged or (judging and (not rest or lows[head + 1] == "for"))
    return judged or rest.isdisjoint(CLAUSE)


BEHIND = frozenset(
    "of for to that which who in on by among at from worth with every our we".split()
)
"""Words with which what stands behind a noun begins."""

NEUTRAL = frozenset(
    "rather very quite truly most such political diplomatic commercial export sales market business"
    " public parliamentary civic ethical moral democratic legal historical international policy"
    " privacy of sorts geopolitical strategic and yet but uncomfortably".split()
)


def _clause(part: Sequence[Token], g: Words) -> bool:
    """Tell "which should worry us", "and that matters", "we note with alarm"."""
    lows = [t.low for t in part]
    judging = (g["comment_verb"] | g["comment_adjective"] | g["comment_noun"]) - THINKING
    if lows[:3] == ["so", "much", "for"]:
        return True
    rest = lows[1:]
    if lows[0] == "and" and rest and rest[0] in POINTERS:
        rest = rest[1:]
    elif lows[0] not in ("which", "that", "this", "it", "we", "i"):
        return False
    if "that" in rest or "which" in rest:
        return False
    return not judging.isdisjoint(rest)


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
    told = all(t.text in SIGNS or t.text[:1].isupper() or t.text.isdigit() for t in inside)
    return tokens[stop + 1 :] if told else tokens


DATELINE = 12  # tokens
