"""What brackets say again of what was read: its share, its count, or the size of its whole."""

from __future__ import annotations

from collections.abc import Sequence

from sousveil.extraction.ground import Ground
from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.numbers.bracketed import OPEN, PART, Aside
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.model.claim import Mention
from sousveil.model.figure import Figure
from sousveil.model.noun import replace
from sousveil.model.query import Part
from sousveil.model.question import Question

NEAR = 4  # tokens behind a number in which its noun may be said to be listed
FRONT = frozenset({"of", "among", "out"})


def with_asides(g: Ground, s: Sentence, found: list[Question]) -> list[Question]:
    """Return questions with those of the numbers in brackets; none are read where one is not."""
    for aside in s.asides:
        parts = [i for i, q in enumerate(found) if isinstance(q.query, Part)]
        at = next((i for i, q in enumerate(found) if _starts(q) == aside.of), None)
        if aside.of == PART and len(parts) == 1:
            found.insert(parts[0] + 1, _of_part(g, found[parts[0]], aside))
            continue
        if at is None or aside.of == PART:
            words = g.content[aside.start : aside.end]
            return [replace(q, unread=(*q.unread, words)) for q in found]
        told = found[at]
        size = float(aside.quantity.value) if aside.size else aside.quantity.whole
        if told.type == "share" and not aside.quantity.share and size is not None:
            found[at] = told = replace(told, denominator=size)
        if not aside.size:
            again = _again(g, s, found, at, aside)
            place = at + 1
            while place < len(found) and _starts(found[place]) < aside.start:
                place += 1
            found.insert(place, again)
    return found


def _of_part(g: Ground, told: Question, aside: Aside) -> Question:
    """Return the question of a number that says again how many "most" or "some" are."""
    query, q = told.query, aside.quantity
    if not isinstance(query, Part):
        return told
    whole, part = query.whole, query.part
    figure = Figure(
        having=tuple(dict.fromkeys((*whole.having, *part.having))),
        any_of=whole.any_of or part.any_of,
        lacking=(*whole.lacking, *part.lacking),
        among=tuple(dict.fromkeys((*whole.among, *part.among))),
        outside=tuple(dict.fromkeys((*whole.outside, *part.outside))),
        without=tuple(dict.fromkeys((*whole.without, *part.without))),
        measured=(*whole.measured, *part.measured),
    )
    said = Mention(start=aside.start, end=aside.end, text=g.content[aside.start : aside.end])
    both = whole.any_of and part.any_of
    return replace(
        _valued(told, q, (("value", said),)),
        type="share" if q.share else "count",
        query=None,
        figure=figure,
        whole=whole if q.share or q.whole else None,
        denominator=q.whole,
        unread=(*told.unread, said.text) if both else told.unread,
    )


def _valued(told: Question, q: Quantity, mentions: Sequence[tuple[str, Mention]]) -> Question:
    """Return a question with the value of another number."""
    return replace(
        told,
        value=q.value,
        bound=q.bound,
        strict=q.strict,
        near=q.near,
        upper=q.upper,
        vague=q.vague,
        mentions=tuple(mentions),
    )


def size_unread(s: Sentence) -> str:
    """Return "n = 14" or "p < 0.05", a size or a test in brackets that nothing has read."""
    inside = 0
    for i in range(len(s.tokens) - 2):
        inside += (s.tokens[i].text in OPEN) - (s.tokens[i].text in OPEN.values())
        if inside and s.tokens[i].low in STATISTICS and s.tokens[i + 1].text in SIGNS:
            return s.words(range(i, i + 3))
    return ""


STATISTICS = frozenset({"n", "p", "r", "t", "f", "z", "b", "β", "χ2", "χ²", "sd", "se", "or"})
SIGNS = frozenset({"=", "<", ">", "≤", "≥"})


def _starts(question: Question) -> int:
    """Return where the number of a question starts; -1 where it has none."""
    value = dict(question.mentions).get("value")
    return -1 if value is None else value.start


def _again(g: Ground, s: Sentence, found: list[Question], at: int, aside: Aside) -> Question:
    """Return the question that a number in brackets asks."""
    q, told = aside.quantity, found[at]
    said = Mention(start=aside.start, end=aside.end, text=g.content[aside.start : aside.end])
    mentions = (("value", said), *((name, m) for name, m in told.mentions if name != "value"))
    made = _valued(told, q, mentions)
    if not q.share:
        return replace(made, type="count", unsaid=False)
    made = replace(made, type="share")
    if told.type == "share":
        return made
    own = Figure(among=told.figure.among, outside=told.figure.outside, without=told.figure.without)
    if aside.whole:
        examined = aside.whole == "examined"
        whole = None if examined and own == Figure() else own
        if q.whole is not None and own != Figure():
            whole = Figure()
        return replace(made, whole=whole, whole_examined=examined, denominator=q.whole)
    if made.denominator is not None:
        return made
    fronted = _fronted(s, found, at)
    if fronted is not None:
        return replace(
            made,
            denominator=fronted.denominator,
            whole=fronted.whole,
            whole_examined=fronted.whole_examined,
            sized=fronted.sized,
        )
    if (shared := _shared(s, found, at)) is not None:
        return replace(made, denominator=shared)
    if _listed(s, told) or _like_the_one_before(s, found, at):
        return replace(made, whole=own)
    return replace(made, unsaid=True)


def _fronted(s: Sentence, found: list[Question], at: int) -> Question | None:
    """Return the number with the whole of "Of the 97 countries, 78 use it and 69 (71 %) ..."."""
    if s.tokens[0].low not in FRONT:
        return None
    return next((q for q in found[:at] if q.denominator is not None), None)


def _shared(s: Sentence, found: list[Question], at: int) -> float | None:
    """Return the 97 of "in 78 (80 %), 69 (71 %) and 64 (66 %) of the 97 listed countries"."""
    start = _starts(found[at])
    for later in (q for q in found[at + 1 :] if q.denominator is not None and q.type == "count"):
        between = [t for t in s.tokens if start < t.start < _starts(later)]
        if all(t.low in (",", "and", "or") or t.text.isdigit() for t in between):
            return later.denominator
    return None


def _like_the_one_before(s: Sentence, found: list[Question], at: int) -> bool:
    """Tell "68 listed countries (70 %), the United States 31 (32 %)", which leaves them out."""
    i = next((i for i, t in enumerate(s.tokens) if t.start == _starts(found[at])), None)
    before = [q for q in found[:at] if q.type == "share"]
    bare = i is not None and not s.has("unit_countries", range(i, min(i + NEAR, len(s.tokens))))
    listed = bool(before) and before[-1].whole == Figure() and before[-1].denominator is None
    return bare and listed and found[at].figure.among == ()


def _listed(s: Sentence, told: Question) -> bool:
    """Tell "78 listed countries", which are a share of those listed."""
    at = next((i for i, t in enumerate(s.tokens) if t.start == _starts(told)), None)
    return at is not None and s.has("listed_word", range(at, min(at + NEAR, len(s.tokens))))
