"""Sentences that put their words in another order, turned to the plain one before they are read.

"Seventy-five. That is how many countries use it" becomes "seventy-five countries use it". The words
keep their places in the text; only their order changes, and a few small ones come in between.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from sousveil.codebook.editions import years
from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.needed import signs
from sousveil.codebook.turns import AT, PART, TURNS, Told, Turns
from sousveil.codebook.vocabulary import Codebook, PackedTurns
from sousveil.extraction.marks import Mark, Marker, Token
from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.numbers.numerals import NUMBER_WORDS
from sousveil.extraction.numbers.quantities import quantities

MOST_WORDS = 60  # of a sentence that is turned; what is longer is no plain one
KINDS = (
    ("supplier", "<s>"),
    ("country", "<c>"),
    ("capital", "<k>"),
    ("technology", "<t>"),
    ("demonym", "<d>"),
)


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


TIMES = frozenset({"years", "months", "weeks", "days"})
"""What a number in front of them measures is no number of countries."""

JOINED = frozenset({",", "and", "both"})
"""What may stand between the names that open a sentence."""

COUNTING = NUMBER_WORDS | {"half", "third", "quarter", "fifth", "second", "fourth", "every"}


@once_per_codebook
def _turns(codebook: Codebook) -> dict[str, Turns]:
    """Return the turns by what they need: deeds, listing, counting."""
    words = codebook.turn_words
    found, none = codebook.turns, PackedTurns()
    return {kind: Turns(found.get(kind, none), words, kind == "counting") for kind in TURNS}


def turned(
    tokens: list[Token], marker: Marker, codebook: Codebook, whispering: bool
) -> tuple[list[Token], Seen | None]:
    """Return the tokens of a sentence in the order of a plain one; mostly they are as they were.

    Beside them stands what was found in them, where it was looked for.
    """
    if len(tokens) > MOST_WORDS:
        return tokens, None
    seen: list[Seen] = []
    known = _turns(codebook)
    tokens = _turned(tokens, (known["deeds"],), _as_they_stand, marker, codebook, whispering)
    named = known["listing"], known["counting"]
    tokens = _turned(tokens, named, partial(_words, seen), marker, codebook, whispering)
    return tokens, next((last for last in seen if last.tokens is tokens), None)


def _turned(
    tokens: list[Token],
    kinds: Sequence[Turns],
    words_of: Callable[[list[Token], Marker, bool], list[Word]],
    marker: Marker,
    codebook: Codebook,
    whispering: bool,
) -> list[Token]:
    """Return the tokens after the turns of some kinds, each tried on what the last one left."""
    words: list[Word] = []
    line = asked = ""
    for kind in kinds:
        lows = _signs(tokens)
        if kind.counts and not _counts(lows):
            continue
        for turn in kind.tried(lows):
            if not words:
                words = words_of(tokens, marker, whispering)
                line = " " + " ".join([word.low for word in words]) + " "
                asked = signs(line)
            found = turn.found(line, asked)
            if found is not None:
                made = _told(tokens, words, found, turn, marker, codebook, whispering)
                if made is not None:
                    tokens, words = made, []
    return tokens


def _signs(tokens: Sequence[Token]) -> set[str]:
    """Return the words that turns may be tried for; `^so` is the first."""
    lows = {t.low for t in tokens}
    if tokens:
        lows.add("^" + tokens[0].low)
    return lows


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
                if kind == "capital" and _leads(tokens[: mark.first], names.values()):
                    low = "<c>"
                names[mark.first] = Word(low, mark.first, mark.stop)
                break
        else:
            if "group" in mark.kinds and mark.ids["group"] != "bri":
                states = tokens[mark.stop - 1].low.endswith("ies")
                names[mark.first] = Word("<g>" if states else "<r>", mark.first, mark.stop)
    for q in found.quantities:
        time = q.end < len(tokens) and tokens[q.end].low in TIMES
        if not (time or any(i in names for i in range(q.begin, q.end))):
            names[q.begin] = Word("<%>" if q.share else "<n>", q.begin, q.end)
    made: list[Word] = []
    at = 0
    while at < len(tokens):
        word = names.get(at) or Word(tokens[at].low.replace(" ", ""), at, at + 1)
        made.append(word)
        at = word.stop
    return made


def _leads(before: Sequence[Token], names: Collection[Word]) -> bool:
    """Tell whether a capital opens a sentence, and stands for its state: "Paris and Rome buy"."""
    named = {i for name in names for i in range(name.first, name.stop)}
    return all(token.low in JOINED or i in named for i, token in enumerate(before))


def _told(
    tokens: list[Token],
    words: Sequence[Word],
    found: re.Match[str],
    turn: Told,
    marker: Marker,
    codebook: Codebook,
    whispering: bool,
) -> list[Token] | None:
    """Return the tokens with what was found told plainly."""
    first, last = _tokens(words, found.string, *found.span())
    start, end = tokens[first].start, tokens[last - 1].end
    made: list[Token] = []
    for part in turn.plain:
        group = PART.match(part)
        if group is None:
            made.append(Token(start, end, part, part))
        elif group[1] in AT:
            where = "d" if found.groupdict().get("d") else "c"
            begin, stop = _tokens(words, found.string, *found.span(where))
            home = _home(tokens[first:last], marker, codebook, whispering)
            named = marker.marks(tokens[begin:stop], False, whispering)
            there = any(_is(mark, home, codebook) for mark in named)
            if home is None or there == (group[1] == "unless_home"):
                return None
            made += tokens[begin:stop] if group[1] == "at_home" else ()
        elif group[1] == "home":
            home = _home(tokens[first:last], marker, codebook, whispering)
            if home is None:
                return None
            made += [Token(start, end, word, word.casefold()) for word in home.split()]
        elif found[group[1]]:
            begin, stop = _tokens(words, found.string, *found.span(group[1]))
            made += tokens[begin:stop]
    whole = [*tokens[:first], *made, *tokens[last:]]
    return whole if turn.of_editions else _dated(tokens, whole, codebook)


def _dated(before: list[Token], after: list[Token], codebook: Codebook) -> list[Token] | None:
    """Return a sentence with the edition that its turn has left out; None if it names another.

    "The only country where the 2019 index names Cisco" is told "with Cisco" of the 2019 edition.
    """
    left = _editions(before, codebook) - _editions(after, codebook)
    if not left:
        return after
    if len(left) > 1 or any(t.low in years(codebook) for t in after):
        return None
    start = after[0].start
    lead = ["in", "the", *left, "edition", ","]
    return [*(Token(start, start, word, word) for word in lead), *after]


def _editions(tokens: Sequence[Token], codebook: Codebook) -> set[str]:
    """Return the years of the editions that are named: "the 2019 index", "the latest edition"."""
    known = years(codebook)
    nouns, first, last = (frozenset(codebook.reporting[name]) for name in NAMING)
    found = {t.low for t in tokens if t.low == "editions"}
    for word, noun in pairwise(tokens):
        if noun.low in nouns:
            found |= {known[0]} if word.low in first else {known[-1]} if word.low in last else set()
            found |= {word.low} if word.low in known else set()
    return found


NAMING = ("index_noun", "index_first", "index_last")


def _tokens(words: Sequence[Word], line: str, start: int, stop: int) -> tuple[int, int]:
    """Return the tokens [first, stop) of some letters of the line."""
    before = line.count(" ", 0, start) - 1
    inside = line.count(" ", start, stop)
    return words[before].first, words[before + inside].stop


def _is(mark: Mark, name: str | None, codebook: Codebook) -> bool:
    """Tell whether a mark stands for the country of this name."""
    code = mark.ids.get("country") or mark.ids.get("demonym", "")
    return code in codebook.countries and codebook.countries[code].name == name


def _home(tokens: list[Token], marker: Marker, codebook: Codebook, whispering: bool) -> str | None:
    """Return the name of the country where the one supplier named has its head office.

    Where none is named, it is the one country whose technology is spoken of.
    """
    marks = marker.marks(tokens, False, whispering)
    named = {mark.ids["supplier"] for mark in marks if "supplier" in mark.kinds}
    homes = {codebook.suppliers[supplier].home("9999-12-31") for supplier in named} or {
        mark.ids["demonym"] for mark in marks if "demonym" in mark.kinds
    }
    home = homes.pop() if max(len(named), len(homes)) == 1 else ""
    return codebook.countries[home].name if home in codebook.countries else None
