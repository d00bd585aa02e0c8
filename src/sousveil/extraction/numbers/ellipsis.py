"""What a number leaves out because the number beside it says it: its noun, or what is done."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.numbers.clauses import Sentence
from sousveil.extraction.numbers.counting import inherit
from sousveil.extraction.numbers.scope import SETTING_BESIDE, Scope
from sousveil.extraction.numbers.slot_filling import Filler
from sousveil.extraction.numbers.slots import Slots
from sousveil.model.figure import Figure
from sousveil.model.noun import replace
from sousveil.model.question import Question

JOINING = frozenset({"and", ",", "&", "plus", "as", "well", "by", "in", "both", "also", "together"})
JOINING |= {"with", "alongside", "but"}
"""Words between two numbers that one verb serves: "45 democracies and 33 autocracies use it"."""

EVERYWHERE = frozenset(
    {"worldwide", "globally", "elsewhere", "world", "overall", "altogether", "total", "everywhere"}
    | {"sum", "universally", "planet", "earth", "globe", "countries", "states", "nations"}
)
"""Words that say of which countries a number is, or that it is of all."""

SMALL = frozenset({"as", "with", "to", "only", "just", "when"})
"""Words around those that set a number beside another: "as against only twelve"."""

ACTING = frozenset({"that", "with", "who", "which", "do", "have", "has"})


def own_words(s: Sentence, scope: Scope, place: int) -> Scope:
    """Return a scope without what only sets its number beside the one before it: "versus"."""
    at = scope.quantity.begin
    strong = next((i for i in scope.core if i < at and s.tokens[i].low in SETTING_BESIDE), None)
    if not place or strong is None:
        return scope
    small = {i for i in range(strong + 1, at) if s.tokens[i].low in SMALL}
    if any(i not in small and s.tokens[i].low not in JOINING for i in range(strong + 1, at)):
        return scope
    beside = {strong, *small}
    if s.tokens[strong - 1].low in SMALL:
        beside.add(strong - 1)
    return replace(scope, core=tuple(i for i in scope.core if i not in beside))


def with_verb_behind(
    s: Sentence, slots: Slots, scopes: Sequence[Scope], place: int, filler: Filler
) -> Slots:
    """Give "45 democracies" what "and 33 autocracies use facial recognition" says of both."""
    scope = scopes[place]
    if not slots.among or slots.technologies or slots.suppliers or slots.origins or slots.anaphora:
        return slots
    if any(s.has_verb([i]) and s.tokens[i].low not in ("are", "is") for i in scope.core):
        return slots
    if any(s.tokens[i].low in ("are", "is") for i in scope.core if i > scope.quantity.begin):
        return slots
    end = max(scope.core) + 1
    for other in scopes[place + 1 :]:
        between = range(end, other.quantity.begin)
        if any(s.tokens[i].low not in JOINING for i in between):
            return slots
        if other.quantity.share or not noun_of(s, other, filler):
            return slots
        if s.has_verb(other.core):
            return inherit(slots, replace(filler.fill(s, other), unread=[], among=[]))
        end = max(other.core) + 1
    return slots


def noun_of(s: Sentence, scope: Scope, filler: Filler) -> list[str]:
    """Return the groups that stand with a number as its noun: "14 liberal democracies use"."""
    phrase: list[int] = []
    for i in scope.core:
        if i < scope.quantity.end:
            continue
        if s.has_verb([i]) or s.tokens[i].low in (
            "with",
            "that",
            "which",
            "who",
            ",",
            ":",
            "where",
        ):
            break
        phrase.append(i)
    if not any("group" in s.kinds(i) for i in phrase):
        return []
    return filler.fill(s, scope, phrase).among


def both_of(s: Sentence, scope: Scope, slots: Slots, made: Sequence[Question]) -> Figure | None:
    """Return the query of "27 use both", which takes up what the two numbers before have."""
    words = [i for i in scope.core if i >= scope.quantity.end and s.tokens[i].text.isalnum()]
    if slots.named() or not words or s.tokens[words[-1]].low != "both" or len(made) < TWO:
        return None
    one, other = made[-2].figure, made[-1].figure
    same = replace(one, having=()) == replace(other, having=())
    if not same or len(one.having) != 1 or len(other.having) != 1 or one == other:
        return None
    return replace(one, having=one.having + other.having)


TWO = 2


def acts(s: Sentence, scope: Scope) -> bool:
    """Tell whether a number without a noun does something: "twelve have", "12 with"."""
    i = scope.quantity.end
    while i < len(s.tokens) and s.tokens[i].low in ("only", "also", "already", "of", "them"):
        i += 1
    return i in scope.core and (s.tokens[i].low in ACTING or s.has_verb([i]))


def nounless(s: Sentence, scope: Scope, slots: Slots) -> bool:
    """Tell whether nothing beside a number says of which countries it is."""
    if slots.among or slots.outside or slots.anaphora or slots.examined or slots.years:
        return False
    return not any(
        s.tokens[i].low in EVERYWHERE or s.kinds(i) & {"group", "unit_countries", "anaphora"}
        for i in scope.core
    )


def of_noun(
    s: Sentence, scope: Scope, slots: Slots, noun: list[str], before: Question
) -> tuple[Slots, bool]:
    """Give "twelve have Chinese technology" the noun of the number before it.

    The flag tells that the words leave open whether it is meant: ", smart policing in 21".
    """
    if not noun or not nounless(s, scope, slots) or before.type != "count":
        return slots, False
    if not (slots.technologies or slots.suppliers or slots.origins):
        return slots, False
    if acts(s, scope):
        return replace(slots, among=list(noun)), False
    return slots, True
