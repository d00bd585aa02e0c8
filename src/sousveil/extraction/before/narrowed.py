"""The sets that the sentences before one speak of, of which its number may be.

"In Africa, the index lists 14 countries. Six use facial recognition in 24 cities." No word says
that the six are African, and no reader would take them for six of the whole world.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import pairwise, product

from msgspec import Struct, field

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.beside.comments import comments
from sousveil.extraction.marks import Mark, Marker, Token, marker_of, tokenise
from sousveil.model.figure import ANY_TECHNOLOGY, Figure, Row
from sousveil.model.noun import replace
from sousveil.model.query import Compare, Member, Moved, Part, Rank
from sousveil.model.question import Question
from sousveil.model.source import Span

BACK = 3  # sentences of the same paragraph that may set the scene
MOST = 10  # sets that are tried
SCANNED = 400  # characters of a sentence in which names are looked for
OPENING = 6  # tokens with which a sentence takes up another
STOPS = frozenset(".!?…")
YEAR = 4  # digits
OF = frozenset({"of", "among", "amongst"})
THEM = frozenset({"them", "these", "those"})
BEING = frozenset("is are was were 's have has had remain remains we you it they i goes".split())
SETTING = frozenset("in at on among amongst within inside consider take as what for".split())
"""Words with which a sentence begins that sets a scene: "In schools, ...", "Take airports."."""

NOWHERE = frozenset("asia oceania continent region bloc subcontinent peninsula".split())
"""Places that the index has no group for, or that nobody names."""

SHORT = 14  # tokens of a sentence that only sets a scene
DIFFERING = frozenset("different differ another exception apart separate aside contrast".split())
WORLD = frozenset("worldwide globally world globe global altogether".split())
"""Words of a sentence that speaks of all countries, whatever was spoken of before."""


class Scene(Struct):
    """What a sentence names that makes a set of countries."""

    groups: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def sets(self) -> list[Figure]:
        """Return what may be meant: each name alone, and a group with what is found in it."""
        among = [Figure(among=(group,)) for group in self.groups]
        having = [Figure(having=(row,)) for row in self.rows]
        both = [replace(a, having=b.having) for a, b in product(among, having)]
        return [*among, *having, *both]


def scene_of(marks: Sequence[Mark]) -> Scene | None:
    """Return what the marks of a sentence name; None where that is nothing."""
    groups = [mark.ids["group"] for mark in marks if "group" in mark.kinds]
    rows = [row for mark in marks if "group" not in mark.kinds and (row := _row(mark)) is not None]
    return Scene(groups, rows) if groups or rows else None


class _Narrower:
    """Finds for a question of a text the sets that were spoken of before it."""

    def __init__(
        self,
        content: str,
        spans: Sequence[Span],
        found: Sequence[Question],
        named: dict[int, Scene],
        codebook: Codebook,
    ) -> None:
        self.content = content
        self.spans = spans
        self.codebook = codebook
        self.marker = marker_of(codebook)
        self.named = named
        self.places = {span.start: at for at, span in enumerate(spans)}
        self.asked: dict[int, list[Figure]] = {}
        for question in found:
            self.asked.setdefault(question.evidence.start, []).extend(_asked(question))
        self.grouped = sorted(start for start, scene in named.items() if scene.groups)
        """Where the sentences start that name a group."""

    def narrow(self, question: Question) -> Question:
        """Return a question with the sets that it may be of, or with what is not read of them."""
        at = self.places.get(question.evidence.start)
        if at is None or question.unread or not _may_be_narrower(question):
            return question
        tokens = _tokens(self.content, self.spans[at])
        if words := self._unknown(at, tokens):
            return replace(question, unread=(*question.unread, words))
        if any(t.low in WORLD for t in tokens):
            return question
        sets = tuple(dict.fromkeys(self._before(at)))[:MOST]
        return replace(question, scenes=sets) if sets else question

    def _before(self, at: int) -> list[Figure]:
        """Return the sets named in the paragraph so far, and the groups named in the text."""
        found: list[Figure] = []
        for place in range(at - 1, max(-1, at - BACK - 1), -1):
            if self._parted(place + 1):
                found += self._of(place) if self._is_heading(place) else []
                break
            found += self._of(place)
        start = self.spans[at].start
        stop = bisect_left(self.grouped, start)
        for one in reversed(self.grouped[max(0, stop - BACK) : stop]):
            found += [Figure(among=(group,)) for group in self.named[one].groups]
        return found

    def _of(self, place: int) -> list[Figure]:
        start = self.spans[place].start
        scene = self.named.get(start)
        told = [one for one in self.asked.get(start, ()) if one != Figure()]
        return [*(scene.sets() if scene is not None else []), *told]

    def _unknown(self, at: int, tokens: Sequence[Token]) -> str:
        """Return the words before a sentence that say of what its number is, and are not read."""
        if not at or self._parted(at):
            return ""
        told = _tokens(self.content, self.spans[at - 1])
        aside = self.spans[at - 1].start not in self.asked and _sets_aside(told, self.marker)
        if aside or not _points_back(tokens):
            return self._words(at - 1) if aside else ""
        for place in range(at - 1, max(-1, at - BACK - 1), -1):
            told = _tokens(self.content, self.spans[place])
            if self.spans[place].start in self.asked:
                return ""
            if any(t.low.isdigit() and len(t.low) != YEAR for t in told):
                return self._words(place)
            if self._of(place):
                return ""
            if not comments(told, self.marker, self.codebook):
                return self._words(at - 1)
        return ""

    def _words(self, place: int) -> str:
        return self.content[self.spans[place].start : self.spans[place].end]

    def _parted(self, place: int) -> bool:
        """Tell whether a paragraph begins with a sentence."""
        return self.content.count("\n", self.spans[place - 1].end, self.spans[place].start) > 1

    def _is_heading(self, place: int) -> bool:
        """Tell a line without a stop, which stands over the paragraph behind it."""
        words = self._words(place)
        return words[-1:] not in STOPS and "\n" not in words


def narrowed(
    content: str,
    spans: Sequence[Span],
    found: Sequence[Question],
    named: dict[int, Scene],
    codebook: Codebook,
) -> Callable[[Question], Question]:
    """Return what gives a question of a text the sets that were spoken of before it.

    `named` is what its sentences name, by where they start.
    """
    return _Narrower(content, spans, found, named, codebook).narrow


def _tokens(content: str, span: Span) -> list[Token]:
    return tokenise(content, span.start, min(span.end, span.start + SCANNED))


def _points_back(tokens: Sequence[Token]) -> bool:
    """Tell "Of these, 78 ..." and "78 of them ...", with no other number before."""
    lows = [t.low for t in tokens[:OPENING]]
    return _there(tokens[:OPENING]) or any(a in OF and b in THEM for a, b in pairwise(lows))


def _there(tokens: Sequence[Token]) -> bool:
    """Tell "six countries there" from "there are six"."""
    lows = [*(t.low for t in tokens), ""]
    return any(
        b == "there" and c not in BEING and a != "out"
        for a, b, c in zip(["", *lows], lows, lows[1:], strict=False)
    )


def _sets_aside(tokens: Sequence[Token], marker: Marker) -> bool:
    """Tell "In schools, things differ." and "Airports are different.", which no index counts by."""
    lows = [t.low for t in tokens]
    fronted = lows[:1] and lows[0] in SETTING
    stop = next((i for i, low in enumerate(lows) if low in (",", ".", ":", "?")), len(lows))
    told = range(1, min(stop, OPENING)) if fronted else range(min(stop, OPENING))
    sector = any(lows[i] in marker.grammar["sector"] for i in told)
    if not NOWHERE.isdisjoint(lows[i] for i in told) and len(lows) <= SHORT:
        return True
    return sector and (bool(fronted) or not DIFFERING.isdisjoint(lows))


def _asked(question: Question) -> list[Figure]:
    """Return the sets that a question names, for the sentence behind it."""
    whole = question.whole
    match question.query:
        case None if not question.unread:
            return [question.figure, *([whole] if whole is not None else [])]
        case Part(whole=whole, part=part):
            return [whole, part]
        case Member(figure=figure) | Rank(figure=figure):
            return [figure]
    return []


def _may_be_narrower(question: Question) -> bool:
    """Tell a number, or a claim on all countries, which may be of fewer than its words say."""
    match question.query:
        case None:
            return question.type in ("count", "share") and not question.examined
        case Member(only=only):
            return only
        case Moved(countries=countries, size=size, only=only):
            return bool(only or size is not None or not countries)
        case Part() | Rank() | Compare():
            return True
    return False


def _row(mark: Mark) -> Row | None:
    """Return what a name asks of a country: a supplier, a technology, or an origin."""
    if "supplier" in mark.kinds:
        return Row(supplier=mark.ids["supplier"])
    if mark.ids.get("technology", ANY_TECHNOLOGY) != ANY_TECHNOLOGY:
        return Row(technology=mark.ids["technology"])
    origin = mark.ids.get("demonym") or mark.ids.get("country")
    return None if origin is None else Row(origin=origin)
