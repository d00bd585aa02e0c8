"""Sentences that put their words in another order, turned to the plain one before they are read.

"Seventy-five. That is how many countries use it" becomes "seventy-five countries use it". The words
keep their places in the text; only their order changes, and a few small ones come in between.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, partial
from typing import NamedTuple

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.bounds import Quantity
from sousveil.extraction.marks import Mark, Marker, Token
from sousveil.extraction.quantities import NUMBER_WORDS, quantities
from sousveil.extraction.turns import LED, TURNS
from sousveil.extraction.turns_of_listing import LISTING
from sousveil.extraction.turns_of_moves import MOVES
from sousveil.extraction.turns_of_sets import SETS
from sousveil.extraction.watching import WATCHING
from sousveil.model.source import Span

MOST_WORDS = 60  # of a sentence that is turned; what is longer is no plain one
KINDS = (
    ("supplier", "<s>"),
    ("country", "<c>"),
    ("capital", "<k>"),
    ("technology", "<t>"),
    ("demonym", "<d>"),
)
GROUP = re.compile(r"\{(\w+)\}\Z")


class Turn(NamedTuple):
    """One turn of phrase: the words without one of which it is not tried, and how it is told."""

    signs: frozenset[str]
    said: str
    plain: tuple[str, ...]


class Seen(NamedTuple):
    """Tokens with what was found in them, for whoever asks next."""

    tokens: list[Token]
    marks: list[Mark]
    """As of a text that does not shout."""

    quantities: list[Quantity]


class Word(NamedTuple):
    """Tokens [first, stop) that a turn takes as one word."""

    low: str
    first: int
    stop: int


def _made(rows: Iterable[tuple[str, str, str]]) -> tuple[Turn, ...]:
    return tuple(
        Turn(frozenset(signs.split()), f"(?<= ){said}(?= )", tuple(plain.split()))
        for signs, said, plain in rows
    )


MADE, LISTED, DEEDS = _made((*TURNS, *SETS, *MOVES)), _made(LISTING), _made(WATCHING)
COUNTING = NUMBER_WORDS | {"half", "third", "quarter", "fifth", "second", "fourth", "every"}


def _by_sign(turns: Sequence[Turn]) -> dict[str, list[int]]:
    """Return the places of the turns by each word that has one of them tried."""
    found: dict[str, list[int]] = {}
    for place, turn in enumerate(turns):
        for sign in turn.signs:
            found.setdefault(sign, []).append(place)
    return found


DEED_SIGNS, LISTED_SIGNS, SIGNS = _by_sign(DEEDS), _by_sign(LISTED), _by_sign(MADE)


def turned(
    tokens: list[Token], marker: Marker, codebook: Codebook, whispering: bool
) -> tuple[list[Token], Seen | None]:
    """Return the tokens of a sentence in the order of a plain one; mostly they are as they were.

    Beside them stands what was found in them, where it was looked for.
    """
    lows = {t.low for t in tokens}
    if len(tokens) > MOST_WORDS:
        return tokens, None
    seen: list[Seen] = []
    if deeds := _tried(DEEDS, DEED_SIGNS, lows):
        tokens = _turned(tokens, deeds, _as_they_stand, marker, codebook, whispering)
    turns = _tried(LISTED, LISTED_SIGNS, lows)
    if _counts(lows):
        lows.add("^" + tokens[0].low)
        turns += _tried(MADE, SIGNS, lows)
    if turns:
        words_of = partial(_words, seen)
        tokens = _turned(tokens, turns, words_of, marker, codebook, whispering)
    return tokens, next((last for last in seen if last.tokens is tokens), None)


def _tried(turns: Sequence[Turn], signs: dict[str, list[int]], lows: set[str]) -> list[Turn]:
    """Return the turns of which a word stands there, in their order."""
    return [turns[n] for n in sorted({n for low in lows if low in signs for n in signs[low]})]


def _turned(
    tokens: list[Token],
    turns: Sequence[Turn],
    words_of: Callable[[list[Token], Marker, bool], list[Word]],
    marker: Marker,
    codebook: Codebook,
    whispering: bool,
) -> list[Token]:
    words: list[Word] = []
    line = ""
    for turn in turns:
        if not words:
            words = words_of(tokens, marker, whispering)
            line = " " + " ".join([word.low for word in words]) + " "
        found = _pattern(turn.said).search(line)
        if found is not None:
            made = _told(tokens, words, found, turn, marker, codebook, whispering)
            if made is not None:
                tokens, words = made, []
    return tokens


@cache
def _pattern(said: str) -> re.Pattern[str]:
    """Compile what is said when it is first tried: a text has the signs of few turns."""
    return re.compile(said)


def _counts(lows: set[str]) -> bool:
    """Tell whether a number or a share may stand among some words."""
    return not COUNTING.isdisjoint(lows) or any(map(str.isdigit, [low[0] for low in lows]))


def _as_they_stand(tokens: list[Token], marker: Marker, whispering: bool) -> list[Word]:
    return [Word(token.low, i, i + 1) for i, token in enumerate(tokens)]


def _words(seen: list[Seen], tokens: list[Token], marker: Marker, whispering: bool) -> list[Word]:
    """Return the words as the turns see them: numbers and names stand for all of their kind.

    What is found in the tokens is left in `seen`.
    """
    names: dict[int, Word] = {}
    found = Seen(tokens, marker.marks(tokens, False, whispering), quantities(tokens))
    seen[:] = [found]
    for mark in found.marks:
        for kind, low in KINDS:
            if kind in mark.kinds:
                names[mark.first] = Word(low, mark.first, mark.stop)
                break
        else:
            if "group" in mark.kinds and mark.ids["group"] != "bri":
                states = tokens[mark.stop - 1].low.endswith("ies")
                names[mark.first] = Word("<g>" if states else "<r>", mark.first, mark.stop)
    for q in found.quantities:
        if not any(i in names for i in range(q.begin, q.end)):
            names[q.begin] = Word("<%>" if q.share else "<n>", q.begin, q.end)
    made: list[Word] = []
    at = 0
    while at < len(tokens):
        word = names.get(at) or Word(tokens[at].low.replace(" ", ""), at, at + 1)
        made.append(word)
        at = word.stop
    return made


def _told(
    tokens: list[Token],
    words: Sequence[Word],
    found: re.Match[str],
    turn: Turn,
    marker: Marker,
    codebook: Codebook,
    whispering: bool,
) -> list[Token] | None:
    """Return the tokens with what was found told plainly."""
    first, last = _tokens(words, found.string, *found.span())
    start, end = tokens[first].start, tokens[last - 1].end
    made: list[Token] = []
    for part in turn.plain:
        group = GROUP.match(part)
        if group is None:
            made.append(Token(start, end, part, part))
        elif group[1] == "at_home":
            begin, stop = _tokens(words, found.string, *found.span("c"))
            home = _home(tokens[first:last], marker, codebook, whispering)
            named = marker.marks(tokens[begin:stop], False, whispering)
            if not any(_is(mark, home, codebook) for mark in named):
                return None
            made += tokens[begin:stop]
        elif group[1] == "home":
            home = _home(tokens[first:last], marker, codebook, whispering)
            if home is None:
                return None
            made += [Token(start, end, word, word.casefold()) for word in home.split()]
        elif found[group[1]]:
            begin, stop = _tokens(words, found.string, *found.span(group[1]))
            made += tokens[begin:stop]
    return [*tokens[:first], *made, *tokens[last:]]


def _tokens(words: Sequence[Word], line: str, start: int, stop: int) -> tuple[int, int]:
    """Return the tokens [first, stop) of some letters of the line."""
    before = line.count(" ", 0, start) - 1
    inside = line.count(" ", start, stop)
    return words[before].first, words[before + inside].stop


def _is(mark: Mark, name: str | None, codebook: Codebook) -> bool:
    """Tell whether a mark stands for the country of this name."""
    code = mark.ids.get("country", "")
    return code in codebook.countries and codebook.countries[code].name == name


def _home(tokens: list[Token], marker: Marker, codebook: Codebook, whispering: bool) -> str | None:
    """Return the name of the country where the one supplier named has its head office."""
    named = {
        mark.ids["supplier"]
        for mark in marker.marks(tokens, False, whispering)
        if "supplier" in mark.kinds
    }
    if len(named) != 1:
        return None
    home = codebook.suppliers[named.pop()].home("9999-12-31")
    return codebook.countries[home].name if home in codebook.countries else None


def joined(spans: Sequence[Span], content: str) -> list[Span]:
    """Join a question and its answer, and a number and what it counts, to one sentence."""
    made: list[Span] = []
    for span in spans:
        before = made[-1] if made else None
        if before is not None and _led(content, before, span):
            made[-1] = Span(before.start, span.end)
        else:
            made.append(span)
    return made


def led_astray(tokens: Sequence[Token]) -> bool:
    """Tell whether a question was joined to what seemed its answer, and is not read as one.

    "How many countries use it? 64, by day." and "Cameras in schools? Sixty-four countries."
    """
    signs = {"?", '"', "”", "»", ")"}
    last = len(tokens)
    while last and tokens[last - 1].text in signs:
        last -= 1
    return any(token.text == "?" for token in tokens[:last])


def _led(content: str, before: Span, span: Span) -> bool:
    """Tell whether one sentence only leads to the next, which has its number or its noun."""
    for longest, leads, follows in LED:
        if before.end - before.start <= longest:
            first = content[before.start : before.end]
            if leads.fullmatch(first) and follows.match(content, span.start, span.end):
                return True
    return False
