"""Where a text turns to something else, so that nothing behind the turn points back over it.

A text holds several stories, or one that goes from country to country. What "it", "the company" and
"the city" mean, and whom a sentence that names nobody is about, is looked for no further back than
the last turn, and not further than a few sentences. A blank line alone is no turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sousveil.extraction.dates import MONTHS
from sousveil.extraction.events.unlisted import NO_NAME, STARTERS
from sousveil.extraction.events.word import Word
from sousveil.extraction.sentences import LIST_MARKS
from sousveil.model.source import Span

NO_NAMES = frozenset((*STARTERS, *NO_NAME, *MONTHS))
"""Words with a capital that are no names."""

REACH, BEHIND = 6, 3
"""Sentences before and behind one that tell what it is about, at most."""

BLANK = re.compile(r"\n\s*\n")
ENDED = re.compile(r"[.!?…:;,][\"”’')\]]*$")
LINE = 12  # words of a heading, at most
HEADING, NOTHING = frozenset({"heading"}), frozenset[str]()

PLACES = frozenset(("country", "capital", "demonym", "place"))
PARTIES = frozenset(("supplier", "financier"))
MADE = PARTIES | frozenset("firm_noun technology generic_thing they_supplier contract_noun".split())
"""Behind a demonym these tell where something comes from, not where a story is."""

THINGS = frozenset(
    """technology generic_thing contract_noun purchase_noun tender_noun loan_noun other_thing
    """.split()
)
OPENERS = frozenset("that those these this and but so nor yet he she its their his her".split())
TIES = frozenset(
    """later earlier then separate similar another other others same such latter also instead
    however nevertheless afterwards next rest remaining further additional previous
    """.split()
)
"""Words that tie a sentence to the one before, among its first ones."""

ORDINALS = frozenset("first second third fourth fifth".split())
BEHIND_WHICH = frozenset("in of under since after".split())
POINTERS = frozenset("that this those these then".split())
AGAIN = frozenset(("such", "same", "the same", "similar"))
OPENING = 5  # words
EMPTY = frozenset("is was are were would remains remained took takes seems appears follows".split())
BELOW = frozenset("that who whether which no to".split())
"""Words behind the "it" of "It is said that", which points nowhere."""


class Names(NamedTuple):
    """What a sentence names, by id or in lower case."""

    places: frozenset[str]
    parties: frozenset[str]
    others: frozenset[str]


class Turns:
    """The turns of a text, found out when somebody asks."""

    def __init__(
        self,
        content: str,
        spans: Sequence[Span],
        words: Callable[[int], list[Word]],
        may_name: Callable[[int], bool],
    ) -> None:
        """`may_name` tells of a sentence that nobody has read whether it may name anybody."""
        self.content = content
        self.spans = spans
        self.words = words
        self.may_name = may_name
        self._names: dict[int, Names] = {}
        self._news: dict[int, frozenset[str]] = {}
        self._nearby: dict[int, range] = {}

    def begins(self, index: int) -> int:
        """Return the first of the sentences up to one that tell of the same thing."""
        return self.nearby(index).start

    def nearby(self, index: int) -> range:
        """Return the sentences near one that tell what it is about, itself among them."""
        found = self._nearby.get(index)
        if found is None:
            first, stop = max(0, index - REACH), index + 1
            for at in range(first + 1, index + 1):
                if self._turns(first, at):
                    first = at
            while stop < min(len(self.spans), index + BEHIND + 1) and not self._turns(index, stop):
                stop += 1
            found = self._nearby[index] = range(first, stop)
        return found

    def _turns(self, first: int, at: int) -> bool:
        """Tell whether a sentence speaks of something else than those from another up to it."""
        news = self._news.get(at)
        if news is None:
            news = self._news[at] = self._new(at)
        if news is HEADING:
            return any(self._is_ended(i) for i in range(first, at))
        if not news:
            return False
        known = [self._names_of(i) for i in range(first, at)]
        told = any(one.places or one.parties for one in known)
        return told and not any(news & frozenset.union(*one) for one in known)

    def _new(self, at: int) -> frozenset[str]:
        """Return what a sentence has to name first to turn to something else.

        Its places, or the companies with which a paragraph begins; nothing if it points back.
        """
        content, spans = self.content, self.spans
        blank = BLANK.search(content, spans[at - 1].end, spans[at].start) is not None
        if blank and _is_heading(at, content, spans):
            return HEADING
        if content[spans[at].start] in LIST_MARKS or not self.may_name(at):
            return NOTHING
        here, own = self.words(at), self._names_of(at)
        listed = len(here) > 1 and here[1].tag == ":"
        if listed or not (own.places or (blank and own.parties)):
            return NOTHING
        tied = _ties(here) or _points(here, not blank or not own.places)
        if tied or (_is_definite(here) if not blank else not own.places and _has_the_thing(here)):
            return NOTHING
        return own.others | (own.places or own.parties)

    def _names_of(self, index: int) -> Names:
        names = self._names.get(index)
        if names is None:
            names = self._names[index] = names_of(self.words(index))
        return names

    def _is_ended(self, index: int) -> bool:
        span = self.spans[index]
        return ENDED.search(self.content[span.start : span.end]) is not None


def _is_heading(at: int, content: str, spans: Sequence[Span]) -> bool:
    """Tell a short line that stands alone and ends like no sentence."""
    line = content[spans[at].start : spans[at].end]
    below = at + 1 < len(spans) and "\n" in content[spans[at].end : spans[at + 1].start]
    alone = below and line[:1].isalnum() and "\n" not in line
    return alone and ENDED.search(line) is None and len(line.split()) <= LINE


def names_of(words: list[Word]) -> Names:
    """Return what a sentence names; where a company or a thing comes from is no place of it."""
    places, parties, others = set(), set(), set()
    for i, word in enumerate(words):
        kinds = word.kinds
        if "group" in kinds:
            others.add(kinds["group"])
        if not word.capital:
            continue
        parties |= {kinds[kind] for kind in PARTIES if kind in kinds}
        if kinds.keys() & PLACES and not _is_origin(words, i):
            places |= {kinds[kind][:3] for kind in PLACES if kind in kinds}
        if i and not kinds and word.low not in NO_NAMES:
            others.add(word.low)
    return Names(frozenset(places), frozenset(parties), frozenset(others))


def _is_origin(words: list[Word], i: int) -> bool:
    """Tell the place of "the Dutch company", "Chinese cameras" and "from China"."""
    before = [w for w in words[max(0, i - 2) : i] if w.tag != "D"]
    if before and before[-1].low == "from":
        return True
    return "demonym" in words[i].kinds and any(w.kinds.keys() & MADE for w in words[i + 1 : i + 4])


def _is_definite(words: list[Word]) -> bool:
    """Tell "The chain's owner" and "The building", of which something was told before."""
    the = words[0].low.startswith("the") and len(words) > 1 and not words[1].capital
    return the and not _explained(words, 1)


def _ties(words: list[Word]) -> bool:
    """Tell whether a sentence begins with words that go on with what was told."""
    low = words[0].low
    if low in OPENERS or (low in ("it", "they", "there") and not _is_empty(words, 0)):
        return True
    if low in BEHIND_WHICH and len(words) > 1 and words[1].low in POINTERS:
        return True
    for i, word in enumerate(words[:OPENING]):
        if word.low in TIES:
            return True
        if word.low in ORDINALS and i in (1, 2) and words[i - 1].low in ("a", "the"):
            return not _explained(words, i)
        if word.kinds.keys() & (PARTIES | PLACES):
            return False
    return False


def _points(words: list[Word], things: bool) -> bool:
    """Tell whether a sentence has a pronoun or definite noun that nothing in it explains.

    `things` says whether those for things do, too: "the cameras", "them".
    """
    party = place = thing = False
    for i, word in enumerate(words):
        low, kinds = word.low, word.kinds
        early = 0 < i < OPENING and words[0].tag != "S" and not party and not place
        if early and low in ("it", "they") and not _is_empty(words, i):
            return True
        if low.startswith("the ") and not kinds.keys() & PLACES and not _explained(words, i):
            if "they_supplier" in kinds and not party:
                return True
            if "they_recipient" in kinds and not party and not place:
                return True
            if things and not thing and kinds.keys() & {"they_system", "they_deal"}:
                return True
        if things and (
            low in AGAIN or (low == "them" and words[i - 1].low != "of" and not (thing or place))
        ):
            return True
        name = word.capital and bool(i) and not kinds
        party = party or name or bool(kinds.keys() & PARTIES)
        thing = thing or (not word.capital and bool(kinds.keys() & THINGS))
        place = place or (bool(kinds.keys() & PLACES) and not _is_fronted(words, i))
    return False


def _has_the_thing(words: list[Word]) -> bool:
    """Tell "Huawei supplied the 870 cameras"."""
    return any(
        word.low == "the" and any(w.kinds.keys() & THINGS for w in words[i + 1 : i + 3])
        for i, word in enumerate(words)
    )


def _is_empty(words: list[Word], i: int) -> bool:
    """Tell the "it" of "It is unclear whether" and the "there" of "There is no sign that"."""
    after = words[i + 1 : i + 12]
    verb = bool(after) and after[0].low in EMPTY
    if words[i].low == "there":
        return verb
    return words[i].low == "it" and verb and any(w.low in BELOW for w in after)


def _explained(words: list[Word], i: int) -> bool:
    """Tell "the police of Kenya" and "the cameras that Peru bought" from "the police"."""
    after = words[i + 1 : i + 4]
    named = any(w.kinds.keys() & (PLACES | PARTIES) or w.tag == "R" for w in after)
    return named or any(w.low == "of" or w.capital for w in after[:1])


def _is_fronted(words: list[Word], i: int) -> bool:
    """Tell the place of "In Albania it has agreed", which is not what "it" means."""
    return 0 < i < 3 and words[0].low in ("in", "across", "for") and words[i - 1].tag in ("P", "D")
