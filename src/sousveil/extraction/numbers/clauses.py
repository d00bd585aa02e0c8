"""A sentence in pieces: what stands with a number, what is a frame, and what is an aside."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import pairwise

from msgspec import Struct, field

from sousveil.extraction.marks import Mark, Token
from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.numbers.bracketed import Aside
from sousveil.model.noun import replace
from sousveil.model.source import Span

DOMAIN = frozenset(
    {"technology", "supplier", "country", "demonym", "capital", "group", "financier"}
)
QUOTES = frozenset("\"“”‘’'«»„`")
UNREAD = frozenset(
    [
        "unit_cities",
        "unit_companies",
        "unit_contracts",
        "unit_other",
        "about_word",
        "time_limit",
        "subordinate",
        "state_noun",
        "financier",
        "untruth",
    ]
)
"""Kinds that alone do not make a word one that may stand beside a number unnoticed."""

NOTHING: frozenset[str] = frozenset()
WIDE = 16  # tokens; in wider stretches a kind is looked for by bisection
STRONG = frozenset({";", ":", "…", "/"})


class Core(list[int]):
    """The tokens that belong to a number; its neighbourhoods are found without a walk."""

    def __init__(self, tokens: Iterable[int]) -> None:
        super().__init__(tokens)
        self.is_sorted = all(before < after for before, after in pairwise(self))
        self.origins: dict[tuple[int, tuple[int, ...], tuple[int, ...]], bool] = {}
        """What was found out of a country beside others, for those others."""

    def before(self, token: int, reach: int) -> list[int]:
        """Return the tokens before one, nearest first."""
        if self.is_sorted:
            end = bisect_left(self, token)
            return self[max(0, end - reach) : end][::-1]
        return [i for i in reversed(self) if i < token][:reach]

    def after(self, token: int, reach: int) -> list[int]:
        """Return the tokens from one on."""
        if self.is_sorted:
            start = bisect_left(self, token)
            return self[start : start + reach]
        return [i for i in self if i >= token][:reach]

    def between(self, start: int, stop: int) -> list[int]:
        """Return the tokens from start up to stop."""
        if self.is_sorted:
            return self[bisect_left(self, start) : bisect_left(self, stop)]
        return [i for i in self if start <= i < stop]


class Piece(Struct, frozen=True):
    """Tokens [first, stop) between two signs; `aside` for brackets and paired dashes."""

    first: int
    stop: int
    clause: int
    aside: bool = False


class Sentence(Struct):
    """One sentence with all that was found in it."""

    span: Span
    tokens: list[Token]
    marks: list[Mark]
    quantities: list[Quantity]
    grammar: Mapping[str, frozenset[str]]
    """Words by the part they play: those of grammar.yml, `verb` and the years."""

    asides: tuple[Aside, ...] = ()
    """Numbers in brackets that were taken out of the tokens."""

    by_token: dict[int, Mark] = field(default_factory=dict)
    numbers: dict[int, Quantity] = field(default_factory=dict)
    places: dict[str, set[int]] = field(default_factory=dict)
    """The tokens of each kind; asked very often, and so kept."""

    verbs: set[int] | None = None
    cut: list[Piece] | None = None
    """Its pieces, once somebody asked for them."""

    said_by: tuple[str, ...] | None = None
    """Who is said to say so, once somebody asked for it."""

    _known: dict[int, bool] = field(default_factory=dict)
    _order: dict[str, list[int]] = field(default_factory=dict)
    _names: list[int] = field(default_factory=list)
    _lows: set[str] = field(default_factory=set)
    _phrases: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.quantities:
            inside = {i for m in self.marks if m.kinds & DOMAIN for i in range(m.first, m.stop)}
            self.quantities = [
                q
                if q.whole is None or q.end - 1 not in inside
                else replace(q, whole=None, end=q.stop)
                for q in self.quantities  # "three of the Five Eyes"
                if q.first not in inside
            ]
            taken = {i for q in self.quantities for i in range(q.first, q.stop)}
            self.marks = [
                m
                for m in self.marks
                if m.kinds & DOMAIN or taken.isdisjoint(range(m.first, m.stop))
            ]
            self.numbers = {i: q for q in self.quantities for i in range(q.begin, q.end)}
        by_token, places = self.by_token, self.places
        for mark in self.marks:
            tokens = range(mark.first, mark.stop)
            for token in tokens:
                by_token[token] = mark
            for kind in mark.kinds:
                if kind in places:
                    places[kind].update(tokens)
                else:
                    places[kind] = set(tokens)

    def has(self, kind: str, tokens: Iterable[int]) -> bool:
        """Tell whether a mark of this kind begins among the tokens."""
        places = self.places.get(kind)
        if places is None:
            return False
        if not isinstance(tokens, range) or len(tokens) < WIDE:
            return not places.isdisjoint(tokens)
        order = self._order.get(kind)
        if order is None:
            order = self._order[kind] = sorted(places)
        at = bisect_left(order, tokens.start)
        return at < len(order) and order[at] < tokens.stop

    def has_verb(self, tokens: Iterable[int]) -> bool:
        """Tell whether a finite verb stands among the tokens, also inside a longer phrase."""
        if self.verbs is None:
            verbs = self.grammar["verb"]
            self.verbs = {
                i for i, t in enumerate(self.tokens) if t.low in verbs and i not in self.numbers
            }
        return not self.verbs.isdisjoint(tokens)

    def kinds(self, token: int) -> frozenset[str]:
        """Return what a token is known as; nothing for an unknown word."""
        mark = self.by_token.get(token)
        return mark.kinds if mark else NOTHING

    def known(self, token: int) -> bool:
        """Tell whether a token says nothing that would be left unread."""
        known = self._known.get(token)
        if known is None:
            word = self.tokens[token]
            known = self._known[token] = (
                bool(self.kinds(token) - UNREAD)
                or token in self.numbers
                or not any(char.isalnum() for char in word.text)
                or word.low.isdigit()
            )
        return known

    def before_name(self, token: int) -> int:
        """Return the token before a run of unknown capitalised words that ends before `token`."""
        if not self._names:
            for i, word in enumerate(self.tokens):
                unknown = word.text[:1].isupper() and i not in self.by_token
                last = self._names[-1] if self._names else -1
                self._names.append(last if unknown else i)
        return self._names[token - 1] if token else -1

    def words(self, tokens: Iterable[int]) -> str:
        """Return the words at the tokens, with one space between."""
        return " ".join([self.tokens[i].text for i in tokens])

    def phrase(self, mark: Mark) -> str:
        """Return the words of a mark, with one space between."""
        words = self._phrases.get(mark.first)
        if words is None:
            words = self._phrases[mark.first] = self.words(range(mark.first, mark.stop))
        return words

    def holds(self, words: frozenset[str]) -> bool:
        """Tell whether one of some words stands in it."""
        if not self._lows:
            self._lows.update([token.low for token in self.tokens])
        return not self._lows.isdisjoint(words)


def pieces(sentence: Sentence) -> list[Piece]:
    """Cut a sentence at commas, dashes, brackets and stronger signs; a list's commas do not cut."""
    if sentence.cut is None:
        sentence.cut = _cut(sentence)
    return sentence.cut


def _cut(sentence: Sentence) -> list[Piece]:
    tokens = sentence.tokens
    dashes = _dashes(sentence)
    paired = _paired(sentence, dashes)
    found: list[Piece] = []
    clause, first, depth = 0, 0, 0
    inside_dashes = False

    def close(stop: int, aside: bool) -> None:
        nonlocal first
        if any(tokens[i].text not in QUOTES for i in range(first, stop)):
            found.append(Piece(first, stop, clause, aside))
        first = stop + 1

    for index, token in enumerate(tokens):
        if index in dashes:
            close(index, inside_dashes or depth > 0)
            if index in paired:
                inside_dashes = not inside_dashes
            elif index - 1 not in dashes:
                clause += 1
        elif token.text in "([":
            close(index, inside_dashes or depth > 0)
            depth += 1
        elif token.text in ")]" and depth:
            close(index, True)
            depth -= 1
        elif token.text in STRONG and not depth and not _inside_word(tokens, index):
            close(index, inside_dashes)
            clause += 1
        elif token.text == "," and not _list_comma(sentence, index):
            close(index, inside_dashes or depth > 0)
    close(len(tokens), inside_dashes or depth > 0)
    return found


def _inside_word(tokens: list[Token], index: int) -> bool:
    """A slash or colon with no space on either side joins its words."""
    return (
        0 < index < len(tokens) - 1
        and tokens[index - 1].end == tokens[index].start
        and tokens[index].end == tokens[index + 1].start
    )


def _dashes(sentence: Sentence) -> set[int]:
    tokens = sentence.tokens
    found = set()
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        if (
            token.text == "—"
            or (
                token.text == "–"
                and not (before and after and before.text.isdigit() and after.text.isdigit())
            )
            or (
                token.text == "-"
                and after is not None
                and after.text == "-"
                and after.start == token.end
            )
            or (
                token.text == "-"
                and before is not None
                and before.text == "-"
                and before.end == token.start
            )
        ) or (
            token.text == "-"
            and before
            and after
            and before.end < token.start
            and token.end < after.start
        ):
            found.add(index)
    return found


def _paired(sentence: Sentence, dashes: set[int]) -> set[int]:
    """Return the dashes that set off an aside: two, with words but no number between them."""
    groups: list[list[int]] = []
    for index in sorted(dashes):
        if groups and groups[-1][-1] == index - 1:
            groups[-1].append(index)
        else:
            groups.append([index])
    for left, right in pairwise(groups):
        between = range(left[-1] + 1, right[0])
        if not any(i in sentence.numbers for i in between) and right[-1] + 1 < len(sentence.tokens):
            return {left[0], right[0]}
    return set()


def _list_comma(sentence: Sentence, index: int) -> bool:
    """Tell whether a comma stands between two things of one kind: numbers, or names."""
    before = _neighbour(sentence, index, -1)
    after = _neighbour(sentence, index, +1)
    if before is None or after is None:
        return False
    if before == after == "number":
        return True
    return before == after and before != "number"


def _neighbour(sentence: Sentence, index: int, step: int) -> str | None:
    """Return the kind of the nearest thing within three small words of a comma."""
    position, skipped = index + step, 0
    while 0 <= position < len(sentence.tokens) and skipped <= 3:
        if position in sentence.numbers:
            return "number"
        kinds = sentence.kinds(position)
        for kind in ("technology", "supplier", "group"):
            if kind in kinds:
                return kind
        if kinds & {"country", "demonym", "capital"}:
            return "place"
        if (
            "verb" in kinds
            or sentence.tokens[position].text in ",;:()—"
            or not sentence.known(position)
        ):
            return None
        position += step
        skipped += 1
    return None
