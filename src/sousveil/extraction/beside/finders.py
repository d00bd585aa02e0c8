"""Whose finding a sentence tells of, where it is not the index's.

"Amnesty counts 78 countries" says what Amnesty found. That the index has the same number is no
proof of it. Whoever only says or prints something is passed by: critics, a minister, "a study".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.beside.finder_names import (
    HOUSES,
    PLACES,
    Lexicon,
    Name,
    lexicon_of,
    names_in,
)
from sousveil.extraction.beside.own_index import (
    besides_index,
    owned,
    points_at_index,
    speaks_of_index,
    tells_of_an_index,
)
from sousveil.extraction.beside.raters import another_rater
from sousveil.extraction.marks import Mark, Token, marker_of, tokenise
from sousveil.extraction.tokens import FOREIGN
from sousveil.model.late import late
from sousveil.model.noun import replace
from sousveil.model.query import Fact, Indicator, Member, Part, Rank
from sousveil.model.question import Question
from sousveil.model.source import Span

BETWEEN = frozenset(
    "has have had also now recently earlier already itself even just since once again itself"
    " themselves later last this week month year on its their own a new".split()
)
"""May stand between a name and its verb."""

HOME = "USA"
"""Where the index is made: an American think tank may be the one that made it."""
BEFORE, AFTER, VERB = 6, 4, 4  # tokens from a name to what makes it a finder
ASIDE = 14  # tokens of an aside between a name and its verb
YEAR = late(r"(?:, )?(?:19|20)\d\d \).*|\)(?: [.!?])?")
SOURCE = late(r"[\W_]*(?:the\s+)?(?:data\s+)?sources?\s*:", re.IGNORECASE)
SIGNS = frozenset(",;:.!?()[]–—…")


def credited(
    content: str, spans: Sequence[Span], codebook: Codebook
) -> Callable[[Question], Question]:
    """Return what gives a question of a text the words of who is said to have found it."""
    places = {span.start: at for at, span in enumerate(spans)}
    found: dict[int, str] = {}

    def finder_at(at: int) -> str:
        if at not in found:
            found[at] = finder(content, spans[at], codebook)
            if not found[at] and at and _takes_up(content, spans[at], codebook):
                found[at] = finder_at(at - 1)
            if not found[at]:
                before = spans[at - 1] if at else None
                found[at] = _whose_index(content, before, spans[at], codebook)
            for near in (at - 1, at + 1):
                if not found[at] and 0 <= near < len(spans) and _is_source(content, spans[near]):
                    found[at] = finder(content, spans[near], codebook)
        return found[at]

    def credit(question: Question) -> Question:
        if isinstance(question.query, Indicator):
            other = another_rater(question, codebook)
            return replace(question, finder=other) if other else question
        if isinstance(question.query, Fact) or question.type == "about":
            return question
        at = places.get(question.evidence.start)
        words = finder_at(at) if at is not None else ""
        if not words or (_rates(words) and _rated(question)):
            return question
        unread = tuple(phrase for phrase in question.unread if phrase not in words)
        return replace(question, finder=words, unread=unread)

    return credit


def _rates(words: str) -> bool:
    """Tell the maker of the ratings that the index prints."""
    return words.casefold().removeprefix("the ") in ("freedom house", "freedom on the net")


def _rated(question: Question) -> bool:
    """Tell a statement on the ratings, and no mere count, which their maker may have made, too."""
    match question.query:
        case Rank(measure="fotn_score"):
            return True
        case Part(whole=whole, part=part):
            return bool(whole.measured or part.measured)
        case Member(figure=rated):
            return bool(rated.measured)
        case None:  # nor could they count who of those rated uses a technology
            return bool(question.figure.measured and question.figure.rows())
    return False


def _is_source(content: str, span: Span) -> bool:
    """Tell a line that only names a source."""
    return SOURCE.match(content, span.start, min(span.end, span.start + OPENING)) is not None


def finder(content: str, span: Span, codebook: Codebook) -> str:
    """Return the words of who is said to have found what a sentence states.

    Empty where that may be the index, and where somebody only says or prints it.
    """
    lexicon = lexicon_of(codebook)
    tokens = _tokens(content, span.start, span.end)
    lows = [t.low for t in tokens]
    if lexicon.screen.isdisjoint(lows) or speaks_of_index(tokens, codebook):
        return ""
    shouting = content[span.start : span.end].isupper()
    marks = marker_of(codebook).marks(tokens, shouting, False)
    names = [
        *(Name(first, stop) for first, stop in besides_index(tokens, codebook)),
        *names_in(tokens, marks, lexicon, shouting),
    ]
    for name in names:
        if _is_finder(name, lows, lexicon):
            return content[tokens[name.first].start : tokens[name.stop - 1].end]
    place = _of_others(tokens, lows, marks, lexicon)
    return "" if place is None else content[tokens[place[0]].start : tokens[place[1] - 1].end]


def _tokens(content: str, start: int, stop: int) -> list[Token]:
    """Return the tokens of a sentence; names of a text in another language without their mark."""
    tokens = tokenise(content, start, stop)
    if FOREIGN not in content:
        return tokens
    return [t._replace(text=t.text.rstrip(FOREIGN), low=t.low.rstrip(FOREIGN)) for t in tokens]


def _is_finder(name: Name, lows: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether the words around a name make it the one that found something."""
    first, stop = name.first, name.stop
    if name.party:
        own = lows[stop : stop + 2] == ["'s", "own"] and _noun_behind(lows, stop, lexicon.reports)
        made = lows[first - 1 : first] in (["by"], ["from"]) and first > 1
        told = first > 1 and lows[first - 2 : first] == ["according", "to"]
        return own or told or (made and lows[first - 2] in lexicon.reports)
    near = {*lows[max(0, first - 3) : first], *lows[first:stop]}
    if not name.listed and near & lexicon.of("officials"):
        return lows[first - 1 : first] in (["by"], ["of"]) and lows[first - 2] in lexicon.reports
    if lows[first] in lexicon.of("beside_index") and lows[first + 1 : first + 2] != ["'s"]:
        return True
    if name.passes_on:
        works = lexicon.of("work")
        behind = _noun_behind(lows, stop, works) or lows[first - 3 : first - 1] == ["index", "of"]
        behind = behind or lows[first - 2 : first] == ["index", "of"]
        return behind or bool(works & set(lows[max(0, first - 4) : first]))
    if name.listed and not name.rates:
        return True
    if _noun_behind(lows, stop, lexicon.of("publication", "result", "people", "institute")):
        return True
    if _led_to(lows, first, lexicon):
        return True
    if lows[first - 1 : first] == ["("] and YEAR.fullmatch(" ".join(lows[stop : stop + 4])):
        return True
    verbs = lexicon.of("said", "finding") if name.listed else lexicon.of("finding")
    if name.listed and lows[first - 1 : first] and lows[first - 1] in verbs:
        return True  # ", says Amnesty"
    return (name.listed and lows[stop : stop + 1] == [":"]) or _verb_behind(lows, stop, verbs)


def _noun_behind(lows: Sequence[str], stop: int, nouns: frozenset[str]) -> bool:
    """Tell "Amnesty's latest report", with no sign or small word between."""
    for i in range(stop, min(stop + AFTER, len(lows))):
        if lows[i] in SIGNS or lows[i] in ENDS:
            return False
        if lows[i] in nouns or " ".join(lows[i : i + 2]) in nouns:
            return True
    return False


ENDS = frozenset("and or in on of to is are was were has have had that who which by from".split())


def _led_to(lows: Sequence[str], first: int, lexicon: Lexicon) -> bool:
    """Tell "according to", "a study by" and "(source:" before a name."""
    works = lexicon.of("publication", "result", "finding", "people", "institute")
    for i in range(first - 1, max(-1, first - BEFORE - 1), -1):
        low = lows[i]
        if low == "to" and i and lows[i - 1] == "according":
            return True
        if low in ("per", "citing", "cites", "quoting", "quotes") and i == first - 1:
            return True
        if low == ":" and i and lows[i - 1] in ("source", "sources"):
            return True
        if low in ("by", "from", "at", "of"):
            return bool(works & set(lows[max(0, i - 3) : i]))
        if low in SIGNS:
            return False
    return False


def _verb_behind(lows: Sequence[str], stop: int, verbs: frozenset[str]) -> bool:
    """Tell "Amnesty has now counted", also with an aside between."""
    i = stop
    if lows[i : i + 1] in ([","], ["("]):
        end = "," if lows[i] == "," else ")"
        close = next((j for j in range(i + 1, min(i + ASIDE, len(lows))) if lows[j] == end), 0)
        i = close + 1 if close else i
    for low in lows[i : i + VERB]:
        if low in verbs:
            return True
        if low not in BETWEEN and low not in ("'s",):
            return False
    return False


def _of_others(
    tokens: Sequence[Token], lows: Sequence[str], marks: Sequence[Mark], lexicon: Lexicon
) -> tuple[int, int] | None:
    """Return where "a London think tank", "official statistics" or "our research" stands."""
    makers, reports = lexicon.of("institute", "publication"), lexicon.reports
    for mark in marks:
        place = next((mark.ids[kind] for kind in PLACES if kind in mark.ids), None)
        if place is None or (place == HOME and lows[mark.stop - 1] not in HOUSES):
            continue
        stop = mark.stop
        stop += 2 if lows[stop : stop + 2] == ["-", "based"] else lows[stop : stop + 1] == ["'s"]
        for length in (2, 1):
            if " ".join(lows[stop : stop + length]) in makers:
                return mark.first, stop + length
        before = lows[max(0, mark.first - 3) : mark.first]
        before = before[:-1] if before[-1:] == ["the"] else before
        if before[-2:] == ["according", "to"] and not _is_said(lows[stop : stop + 4], lexicon):
            return mark.first, stop
        if before[-1:] in (["from"], ["by"]) and before[-2:-1] and before[-2] in makers:
            return mark.first, stop
    for i, low in enumerate(lows[:-1]):
        if low in lexicon.of("others"):
            stop = i + 3 if lows[i + 1] == "'s" else i + 2
            if lows[stop - 1 : stop] and lows[stop - 1] in reports:
                return i, stop
        if low in ("our", "my"):
            stop = i + 3 if lows[i + 1] == "own" else i + 2
            if lows[stop - 1 : stop] and lows[stop - 1] in lexicon.of("work", "own_work"):
                return i, stop
            reach = range(i + 2, min(i + VERB + 1, len(lows)))
            counted = next((j for j in reach if lows[j] in OWN_COUNT), 0)
            if counted and lows[i + 1] not in OWN_PLACES:
                return i, counted + 1  # "our desk counts"
        owned = low == "own" and i > 1 and lows[i - 1] == "'s" and lows[i - 2] not in OUR_OWN
        if owned and lows[i + 1] in lexicon.of("work", "own_work", "result"):
            return i - 2, i + 2  # "the ministry's own data"
    return None


OUR_OWN = frozenset("index list table carnegie endowment feldstein author edition".split())


OWN_PLACES = frozenset("region continent country world bloc union part corner alliance".split())
OWN_COUNT = frozenset("counts counted count found finds tallied tallies".split())


def _is_said(lows: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell the minister and the journalists of a country, who only say it."""
    officials = lexicon.of("officials", "outlets")
    return any(low in officials or low.removesuffix("s") in officials for low in lows)


def _whose_index(content: str, before: Span | None, span: Span, codebook: Codebook) -> str:
    """Return whose index "the index" is, where somebody else's was told of just before."""
    tokens = _tokens(content, span.start, min(span.end, span.start + OPENING))
    told = _tokens(content, before.start, before.end) if before is not None else []
    if own := owned(tokens, codebook):
        known = speaks_of_index([*told, *tokens], codebook)
        return "" if known else content[tokens[own[0]].start : tokens[own[1] - 1].end]
    if before is None or not points_at_index([t.low for t in tokens], codebook):
        return ""
    lexicon = lexicon_of(codebook)
    if (place := tells_of_an_index(told, codebook)) is None:
        return ""
    marks = marker_of(codebook).marks(told, False, False)
    for name in names_in(told, marks, lexicon, False):
        words = content[told[name.first].start : told[name.stop - 1].end]
        if not name.passes_on and _has_made(told, name, place, lexicon):
            return words
    lows = [t.low for t in told]
    other = _of_others(told, lows, marks, lexicon)
    return "" if other is None else content[told[other[0]].start : told[other[1] - 1].end]


def _has_made(told: Sequence[Token], name: Name, index: int, lexicon: Lexicon) -> bool:
    """Tell whether a name is that of who made an index: "ASPI keeps an index", "by ASPI"."""
    lows = [t.low for t in told]
    if lexicon.of("officials") & set(lows[max(0, name.first - 3) : name.stop]):
        return False
    if lows[name.stop : name.stop + 1] == ["'s"] and index < name.stop + AFTER:
        return True
    if lows[name.first - 1 : name.first] in (["by"], ["from"], ["at"], ["of"]):
        return True
    return name.stop < index and not MAKING.isdisjoint(lows[name.stop : index])


MAKING = frozenset(
    "has have had keep keeps kept run runs ran maintain maintains maintained publish publishes"
    " published compile compiles compiled make makes made build builds built launch launches"
    " launched release releases released produce produces produced issue issues issued edit edits"
    " edited own owns update updates updated create creates created develop develops developed"
    " offer offers host hosts hosted curate curates unveil unveiled present presents presented"
    " prepared prepares set started starts introduced introduces draws drew drawn put puts".split()
)
"""What those do to whom an index belongs."""


def _takes_up(content: str, span: Span, codebook: Codebook) -> bool:
    """Tell a sentence that goes on with what "it" or "the report" of the one before found."""
    lexicon = lexicon_of(codebook)
    tokens = _tokens(content, span.start, min(span.end, span.start + OPENING))
    lows = [t.low for t in tokens]
    at = 2 if lows[:2] == ["according", "to"] else 0
    if POINTING.isdisjoint(lows[at : at + 1]) or speaks_of_index(tokens, codebook):
        return False
    verbs = lexicon.of("said", "finding")
    if lows[at : at + 1] and lows[at] in ("it", "they", "he", "she"):
        return bool(at) or _verb_behind(lows, at + 1, verbs)
    bodies = lexicon.of("body", "publication", "result")
    for i in range(at, min(at + TAKEN_UP, len(lows))):
        if lows[i] in bodies and lows[at] in ("the", "this", "its", "their", "these"):
            return bool(at) or _verb_behind(lows, i + 1, verbs)
    return False


POINTING = frozenset("it they he she the this its their these".split())
"""Words with which a sentence takes up another."""

TAKEN_UP = 5  # tokens in which it is named: "the think tank's list"
OPENING = 80  # characters of a sentence in which it takes up the one before
