"""The numbers of a sentence to questions, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sousveil.extraction.ground import Ground
from sousveil.extraction.numbers.bounds import Quantity
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.extraction.numbers.counting import inherit, mentions_with, question_of
from sousveil.extraction.numbers.ellipsis import (
    acts,
    both_of,
    noun_of,
    nounless,
    of_noun,
    own_words,
    with_verb_behind,
)
from sousveil.extraction.numbers.lists import runs, with_fronted_wholes, zipped
from sousveil.extraction.numbers.scope import Scope, scopes
from sousveil.extraction.numbers.slots import Slots
from sousveil.extraction.numbers.units import elliptical, unit_of
from sousveil.extraction.shapes import MOST_NUMBERS
from sousveil.extraction.statements.spoken import Spoken
from sousveil.model.claim import Mention
from sousveil.model.noun import replace
from sousveil.model.question import Question

NAMING = frozenset({"supplier", "country", "demonym", "capital"})
"""Kinds of names of which a number may be."""

AGAIN = 12  # tokens between a count and the share that says it again


def questions_of(g: Ground, s: Sentence) -> Iterator[Question]:
    """Yield what the numbers of a sentence ask, in their order; lists are read as a whole."""
    units = {q.first: unit_of(s, q) for q in s.quantities}
    g.taken = set()
    counted = [q for q in s.quantities if units[q.first] not in (None, "other")]
    counted += [
        q
        for q in s.quantities
        if units[q.first] is None and elliptical(s, q, counted, g.last, g.counts_countries)
    ]
    counted = sorted(counted, key=lambda q: q.first)[:MOST_NUMBERS]
    again = [q for q in counted if _again(s, q, counted)]
    counted = [q for q in counted if q not in again]
    counted = with_fronted_wholes(s, counted)
    first_in_sentence = True
    noun: list[str] = []
    nouns: set[str] = set()
    lost = False
    made: list[Question] = []
    for run in _lists(g, s, counted):
        lead = run[0]
        if len(run) > 1:
            lead = replace(lead, stop=run[-1].stop, end=run[-1].end)
        others = [q for q in counted if q not in run]
        ordered = sorted([*others, lead], key=lambda q: q.first)
        every, place = _scopes(g, s, ordered), ordered.index(lead)
        scope = own_words(s, every[place], place)
        g.taken.update(scope.core, set(scope.frame).difference(scope.earlier), scope.shown)
        after = g.last_slots is not None and bool(g.last_slots.origins)
        origins = after and (scope.bare or (not first_in_sentence and acts(s, scope)))
        shared = g.filler.fill(s, scope, None, origins)
        shared = with_verb_behind(s, shared, every, place, g.filler)
        shared, open_ = of_noun(s, scope, shared, noun, g.last) if g.last else (shared, False)
        own = [] if shared.anaphora else noun_of(s, scope, g.filler)
        named = bool(shared.technologies or shared.suppliers or shared.origins)
        bare = not own and nounless(s, scope, shared)
        lost = bare and (lost or (named and len(nouns) > 1))
        nouns = {*own} if named else {*nouns, *own}
        parts = zipped(s, scope, len(run)) if len(run) > 1 else [[]]
        for q, drop in zip(run, parts, strict=True):
            dropped = frozenset(drop)
            tokens = [i for i in scope.core if i not in dropped]
            slots = g.filler.fill(s, scope, tokens) if drop else shared
            unit = next((units[p.first] for p in run if units[p.first]), None) or "countries"
            question = question_of(g, s, scope, q, slots, unit, first_in_sentence)
            first_in_sentence = False
            if question is not None:
                question = _with_others_named(s, scope, q, slots, question)
                if (joined := both_of(s, scope, slots, made)) is not None:
                    question = replace(question, figure=joined, readings=())
                elif not slots.named() and _says_both(s, scope):
                    question = replace(question, unread=(*question.unread, "both"))
                if q.share and _behind_words(s, q):
                    question = replace(question, unread=(*question.unread, OF_WHICH))
                if _of_firms(q, counted, units):  # "of four suppliers, two come from abroad"
                    question = replace(question, unread=(*question.unread, OF_WHICH))
                if lost:  # "in 43 democracies and 26 autocracies, facial recognition in 45"
                    question = replace(question, unread=(*question.unread, OF_WHICH))
                made.append(question)
                if open_:
                    narrower = replace(question.figure, among=tuple(noun))
                    question = replace(question, readings=(*question.readings, narrower))
                g.last, g.last_slots = question, _of_all(_said(slots, g.last_slots, question), g)
                yield question
                yield from _repeated(g, s, question, q, again)
        noun = own or ([] if _has_noun(s, scope) else noun)


OF_WHICH = "no word on what is counted"


def _of_firms(q: Quantity, counted: Sequence[Quantity], units: Mapping[int, str | None]) -> bool:
    """Tell whether a number without a noun stands behind one of companies."""
    before = [units[p.first] for p in counted if p.first < q.first and units[p.first]]
    return units[q.first] is None and before[-1:] == ["companies"]


def _behind_words(s: Sentence, q: Quantity) -> bool:
    """Tell ", most of them democracies (54 %)", a share in brackets of what no number counts."""
    around = [t.text for t in (*s.tokens[q.begin - 1 : q.begin], *s.tokens[q.end : q.end + 2])]
    return around[:2] == ["(", ")"] and around[-1] in (".", ",", ";", "!", ")")


def _says_both(s: Sentence, scope: Scope) -> bool:
    """Tell "23 have both", where nothing says of what."""
    words = [i for i in scope.core if i >= scope.quantity.end and s.tokens[i].text.isalnum()]
    return bool(words) and s.tokens[words[-1]].low == "both"


def _has_noun(s: Sentence, scope: Scope) -> bool:
    """Tell whether a number has a noun of its own: "31 countries"."""
    return any("unit_countries" in s.kinds(i) for i in scope.core if i >= scope.quantity.end)


def _said(slots: Slots, before: Slots | None, question: Question) -> Slots:
    """Return what a number names, with what it took over: the next one may lean on it, too."""
    own = slots.technologies or slots.suppliers or slots.origins
    if own or before is None or not question.figure.rows():
        return slots
    rows = question.figure.rows()
    return replace(
        inherit(slots, before),
        technologies=[row.technology for row in rows if row.technology],
        suppliers=[row.supplier for row in rows if row.supplier],
        origins=[row.origin for row in rows if row.origin],
        unread=slots.unread,
    )


def _of_all(said: Slots, g: Ground) -> Slots:
    """Leave out the group of "21 of them democracies": what comes next is of all of them."""
    if not said.anaphora or g.last_slots is None:
        return said
    return replace(said, among=list(g.last_slots.among))


def _with_others_named(
    s: Sentence, scope: Scope, q: Quantity, slots: Slots, question: Question
) -> Question:
    """Tell ", followed by the United States with 31": its own name is not that of the query.

    A number without a name that is read takes over the query of the number before.
    """
    rows = question.figure.rows()
    if slots.origins or slots.suppliers or not any(row.origin or row.supplier for row in rows):
        return question
    known = {row.origin for row in rows} | {row.supplier for row in rows} | {*slots.without}
    known |= {*question.figure.among, *question.figure.outside}
    others = []
    for mark in s.marks:
        ids = set(mark.ids.values())
        if mark.first > q.first:
            ids -= set(question.examples)
        if mark.first in scope.core and mark.kinds & NAMING and ids and known.isdisjoint(ids):
            phrase = s.phrase(mark)
            if not any(phrase in unread for unread in question.unread):
                others.append(phrase)
    return replace(question, unread=(*question.unread, *others)) if others else question


def _repeated(
    g: Ground, s: Sentence, question: Question, q: Quantity, again: list[Quantity]
) -> Iterator[Question]:
    """Yield the share that only says a count again: "11 of the 12, or 92 per cent,"."""
    for share in again:
        if q.end <= share.first <= q.end + AGAIN and question.denominator:
            first = s.tokens[share.first]
            end = s.tokens[share.stop - 1].end
            said = Mention(start=first.start, end=end, text=g.content[first.start : end])
            yield replace(
                question,
                type="share",
                value=share.value,
                bound=share.bound,
                strict=share.strict,
                near=share.near,
                vague=share.vague,
                mentions=mentions_with((("value", said),), question.mentions),
            )


def _lists(g: Ground, s: Sentence, counted: list[Quantity]) -> Iterator[list[Quantity]]:
    """Yield numbers one by one, but lists that answer to a list of names as a whole."""
    for run in runs(s, counted):
        if len(run) > 1:
            lead = replace(run[0], stop=run[-1].stop, end=run[-1].end)
            others = [q for q in counted if q not in run]
            ordered = sorted([*others, lead], key=lambda q: q.first)
            if not zipped(s, _scopes(g, s, ordered)[ordered.index(lead)], len(run)):
                yield from ([q] for q in run)
                continue
        yield run


def _scopes(g: Ground, s: Sentence, ordered: list[Quantity]) -> list[Scope]:
    """Return the scopes of some numbers; mostly they are those asked for just before."""
    if g.scoped is None or g.scoped[0] is not s or g.scoped[1] != ordered:
        g.scoped = (s, ordered, scopes(s, ordered))
    return g.scoped[2]


def _again(s: Sentence, q: Quantity, counted: list[Quantity]) -> bool:
    """Tell ", or 92 per cent," and "(92 per cent)", right after a count with its whole."""
    before = s.tokens[q.begin - 1].low if q.begin else ""
    after = s.tokens[q.end].text if q.end < len(s.tokens) else ""
    if not q.share or before not in ("or", "(", "i.e.") or after not in (",", ")", ".", "—", "–"):
        return False
    return any(p.whole is not None and not p.share and 0 < q.first - p.end < AGAIN for p in counted)


def said_twice(found: list[Question]) -> list[Question]:
    """Give "two thirds of the countries, 22 of 34," one query: a number leans on its neighbour."""
    made = list(found)
    for place, question in enumerate(found):
        for other in (found[i] for i in (place - 1, place + 1) if 0 <= i < len(found)):
            share_again = question.type == "share" and (question.whole is None or question.unread)
            if question.unread and other.unread:
                continue
            if share_again and other.type == "count" and other.denominator:
                again = _as_said(other, question)
                made[place] = replace(again, unread=(*again.unread, *_fronted(question)))
            count_again = question.type == "count" and question.denominator
            bare = not question.figure.rows() and not question.figure.among
            bare = bare or question.figure == other.figure
            if count_again and bare and other.type == "share" and not other.unread:
                made[place] = replace(_as_said(other, question), denominator=question.denominator)
    return made


def _fronted(question: Question) -> list[str]:
    """Return what is unread before a number: "In the draft, four in five of them, 78 of 97,"."""
    value = dict(question.mentions).get("value")
    ahead = question.quote[: value.start - question.evidence.start] if value is not None else ""
    front = ahead.partition(",")[0] if ahead.count(",") else ""
    return [words for words in question.unread if words in front]


def _as_said(query: Question, number: Question) -> Question:
    """Return the query of one question with the number of another."""
    return replace(
        query,
        type=number.type,
        value=number.value,
        bound=number.bound,
        strict=number.strict,
        near=number.near,
        vague=number.vague,
        mentions=number.mentions,
    )


def fronts_a_number(s: Sentence) -> bool:
    """Tell "Of the twenty democracies, seven in ten ...", where the whole stands in front."""
    return s.tokens[0].low in ("of", "among") and any(i < 4 for i in s.numbers)


def of_nothing(question: Question) -> bool:
    """Tell whether nothing says what a share is of."""
    return question.type == "share" and question.whole is None and not question.denominator


def spoken_in(g: Ground, found: list[Question]) -> Spoken | None:
    """Return what the one number of a sentence speaks of, which it may say again as a share."""
    counts = [question for question in found if question.type == "count"]
    if not counts or any(question.figure != found[0].figure for question in found):
        return None
    question = counts[-1]
    if any(one.unread or one.readings or one.query is not None for one in found):
        return None
    if len(counts) > 1 or question.rules or question.loose:
        return None
    known = g.marker.editions
    editions = question.editions or tuple(known[y] for y in question.years if y in known)
    if question.examined:
        return Spoken(run=(), examined=True, editions=editions)
    exact = question.bound == "exact" and question.upper is None
    return Spoken(
        run=(),
        them=question.figure,
        size=question.value if exact else None,
        whole=question.whole if question.denominator else None,
        whole_size=question.denominator,
        editions=editions,
    )
