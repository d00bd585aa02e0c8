"""The sets that the sentences before one speak of, of which its number may be.

"In Africa, the index lists 14 countries. Six use facial recognition in 24 cities." No word says
that the six are African, and no reader would take them for six of the whole world.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise, product

from msgspec import Struct, field

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.comments import comments
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
YEAR = 4  # digits
OF = frozenset({"of", "among", "amongst"})
THEM = frozenset({"them", "these", "those"})
BEING = frozenset("is are was were 's has have had were remain remains".split())
SETTING = frozenset("in at on among amongst within inside consider take as what for".split())
"""Words with which a sentence begins that sets a scene: "In schools, ...", "Take airports."."""

NOWHERE = frozenset("asia oceania continent region bloc subcontinent peninsula".split())
"""Places that the index has no group for, or that nobody names."""

SHORT = 14  # tokens of a sentence that only sets a scene
DIFFERING = frozenset("different differ another exception apart separate aside contrast".split())
WORLD = frozenset("worldwide globally world globe global altogether".split())
"""Words of a sentence that speaks of all countries, whatever was spoken of before."""


class _Scene(Struct):
    groups: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def sets(self) -> list[Figure]:
        """Return what may be meant: each name alone, and a group with what is found in it."""
        among = [Figure(among=(group,)) for group in self.groups]
        having = [Figure(having=(row,)) for row in self.rows]
        both = [replace(a, having=b.having) for a, b in product(among, having)]
        return [*among, *having, *both]


def narrowed(
    content: str, spans: Sequence[Span], found: Sequence[Question], codebook: Codebook
) -> Callable[[Question], Question]:
    """Return what gives a question of a text the sets that were spoken of before it."""
    places = {span.start: at for at, span in enumerate(spans)}
    marker = marker_of(codebook)
    asked: dict[int, list[Figure]] = {}
    for question in found:
        asked.setdefault(question.evidence.start, []).extend(_asked(question))
    named: dict[int, list[Figure]] = {}

    def of(at: int) -> list[Figure]:
        if at not in named:
            span = spans[at]
            named[at] = [
                *_scene(content, span, marker).sets(),
                *(one for one in asked.get(span.start, ()) if one != Figure()),
            ]
        return named[at]

    def unknown(at: int, tokens: Sequence[Token]) -> str:
        """Return the words before a sentence that say of what its number is, and are not read."""
        before = spans[at - 1] if at else None
        if before is None or _parted(content[before.end : spans[at].start]):
            return ""
        words = content[before.start : before.end]
        if _sets_aside(_tokens(content, before), marker) and before.start not in asked:
            return words
        if not _points_back(tokens):
            return ""
        for place in range(at - 1, max(-1, at - BACK - 1), -1):
            told = _tokens(content, spans[place])
            if spans[place].start in asked:
                return ""
            if any(t.low.isdigit() and len(t.low) != YEAR for t in told):
                return content[spans[place].start : spans[place].end]
            if of(place):
                return ""
            if not comments(told, marker, codebook):
                return words
        return ""

    def narrow(question: Question) -> Question:
        at = places.get(question.evidence.start)
        if at is None or question.unread or not _may_be_narrower(question):
            return question
        tokens = _tokens(content, spans[at])
        if words := unknown(at, tokens):
            return replace(question, unread=(*question.unread, words))
        if any(t.low in WORLD for t in tokens):
            return question
        before: list[Figure] = []
        for place in range(at - 1, max(-1, at - BACK - 1), -1):
            if _parted(content[spans[place].end : spans[place + 1].start]):
                before += of(place) if _is_heading(content, spans[place]) else []
                break
            before += of(place)
        sets = tuple(dict.fromkeys(before))[:MOST]
        return replace(question, scenes=sets) if sets else question

    return narrow


def _tokens(content: str, span: Span) -> list[Token]:
    return tokenise(content, span.start, min(span.end, span.start + SCANNED))


def _points_back(tokens: Sequence[Token]) -> bool:
    """Tell "Of these, 78 ..." and "78 of them ...", with no other number before."""
    lows = [t.low for t in tokens[:OPENING]]
    there = any(a == "there" and b not in BEING for a, b in pairwise(lows))
    return there or any(a in OF and b in THEM for a, b in pairwise(lows))


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


def _parted(gap: str) -> bool:
    """Tell whether a paragraph ends between two sentences."""
    return gap.count("\n") > 1


def _is_heading(content: str, span: Span) -> bool:
    """Tell a line without a stop, which stands over the paragraph behind it."""
    return content[span.end - 1] not in ".!?…" and "\n" not in content[span.start : span.end]


def _scene(content: str, span: Span, marker: Marker) -> _Scene:
    """Return what a sentence names that makes a set of countries."""
    tokens = _tokens(content, span)
    scene = _Scene()
    for mark in marker.marks(tokens, False, False):
        if "group" in mark.kinds:
            scene.groups.append(mark.ids["group"])
        elif (row := _row(tokens, mark)) is not None:
            scene.rows.append(row)
    return scene


def _row(tokens: Sequence[Token], mark: Mark) -> Row | None:
    """Return what a name asks of a country: a supplier, a technology, or an origin."""
    if "supplier" in mark.kinds:
        return Row(supplier=mark.ids["supplier"])
    if mark.ids.get("technology", ANY_TECHNOLOGY) != ANY_TECHNOLOGY:
        return Row(technology=mark.ids["technology"])
    origin = mark.ids.get("demonym") or mark.ids.get("country")
    return None if origin is None else Row(origin=origin)
