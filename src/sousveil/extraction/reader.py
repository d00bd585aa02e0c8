"""Sentence after sentence to questions, remembering what was last spoken of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.before.antecedents import one_firm
from sousveil.extraction.before.edition_of import with_editions
from sousveil.extraction.before.narrowed import narrowed, scene_of
from sousveil.extraction.before.sized import kept
from sousveil.extraction.before.unsaid_place import unsaid_time
from sousveil.extraction.beside.besides import (
    compares_numbers,
    said_besides,
    said_of_names,
    said_of_some,
)
from sousveil.extraction.beside.causes import said_why, undated
from sousveil.extraction.beside.described import added, described, first_time, miscounted
from sousveil.extraction.beside.doubts import left_over
from sousveil.extraction.beside.endings_limited import (
    excepts_unread,
    leaves_open,
    limited_at_the_end,
)
from sousveil.extraction.beside.finders import credited
from sousveil.extraction.beside.following import (
    announces_untruth,
    echoes,
    examples_in,
    followed_by,
    leads_astray,
    names_one,
    narrows,
    says_more,
    takes_back,
    unsays,
)
from sousveil.extraction.beside.leading import doubted, led
from sousveil.extraction.beside.memberships import beside_membership
from sousveil.extraction.beside.name_known import named_whole
from sousveil.extraction.forms.layout import laid, overs
from sousveil.extraction.ground import (
    Ground,
    forget,
    ground_of,
    only_of_those,
    others_than_named,
    remember,
    sentence_at,
)
from sousveil.extraction.joining import joined
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.extraction.numbers.exclaimed import says_share_again
from sousveil.extraction.numbers.numbered import by_names
from sousveil.extraction.numbers.one_by_one import (
    fronts_a_number,
    of_nothing,
    questions_of,
    said_twice,
    spoken_in,
)
from sousveil.extraction.numbers.said_again import size_unread, with_asides
from sousveil.extraction.numbers.united import united
from sousveil.extraction.numbers.worldwide import sized_worldwide
from sousveil.extraction.sentences import spans_of
from sousveil.extraction.shapes import no_sentence
from sousveil.extraction.stating import asks, confirmed, counted_by, stated_by
from sousveil.model.noun import replace
from sousveil.model.query import Fact
from sousveil.model.question import Question
from sousveil.model.source import Span


def read(content: str, codebook: Codebook) -> Iterator[Question]:
    """Yield the questions of a text, in its order."""
    spans = joined(laid(spans_of(content), content), content)
    g = ground_of(content, codebook)
    found = list(_questions(g, spans))
    if not found:
        return
    starts = {question.evidence.start for question in found}
    asking = {place for place, span in enumerate(spans) if span.start in starts}
    around = led(content, spans, asking, codebook)
    credit = credited(content, spans, codebook)
    whole = named_whole(content, spans, codebook)
    narrow = narrowed(content, spans, found, g.scenes, codebook)
    for question in found:
        question = whole(doubted(question, content, around))
        told = question.evidence.start in g.alone  # with its heading
        yield credit(question if told else narrow(question))


def _questions(g: Ground, spans: Sequence[Span]) -> Iterator[Question]:
    """Yield what each sentence asks; nothing of what is no sentence."""
    content, codebook = g.content, g.filler.codebook
    g.before = {span.start: before for before, span in pairwise(spans)}
    g.over = overs(content, spans, g.marker.grammar["edition_year"])
    astray = announced = False
    for place, span in enumerate(spans):
        if no_sentence(content, span):
            forget(g, span)
            astray = announced = False
            continue
        sentence = sentence_at(g, span)
        if not sentence.tokens:
            continue  # "Q:", of which nothing is left
        if (scene := scene_of(sentence.marks)) is not None:
            g.scenes[span.start] = scene
        if (over := g.over.get(span.start)) is not None and over.heading:
            g.within, g.spoken, g.told = (), None, None
        if (pointed := g.pointed.get(span.start)) is not None:
            g.spoken, g.told = spoken_in(g, [pointed]), None
            g.last, g.last_slots = pointed, None
        if says_share_again(sentence, g.last):
            continue
        before, astray = astray, leads_astray(sentence, codebook)
        unsaid, announced = announced, announces_untruth(sentence, codebook)
        found = []
        said = stated_by(g, sentence)
        leaning = [] if said else followed_by(g, sentence)
        said = said or leaning
        if said and before:
            said = [_limited(q, "the sentence before") for q in said]
        if said:
            later = _behind(g, spans, place)
            if not leaning:
                g.spoken, g.told = sentence, None
            of_index = all(isinstance(q.query, Fact) for q in said)
            limited = later is not None and (unsays(g, later) or narrows(g, later, of_index))
            if later is not None and limited and not followed_by(g, sentence_at(g, later)):
                words = g.content[later.start : later.end]
                said = [replace(q, unread=(*q.unread, words)) for q in said]
            yield from _beside(g, sentence, said)
            yield from said_why(g, sentence, said)
            yield from confirmed(g, sentence, said)
            remember(g, sentence, [])
            g.stating = span
            continue
        if sentence.quantities and not asks(sentence):
            found = said_twice(list(questions_of(g, sentence)))
            found = united(sentence, with_editions(g, sentence, found), codebook)
        others = others_than_named(g, sentence)
        unsaid = unsaid or bool(others) or (bool(found) and names_one(g, sentence))
        if unsaid:
            found = [_limited(q, others or "the sentence before") for q in found]
        if fronts_a_number(sentence):
            found = [
                replace(q, unread=(*q.unread, "no word on what the share has"))
                if of_nothing(q)
                else q
                for q in found
            ]
        doubtful = not found or any(q.unread or of_nothing(q) for q in found)
        doubtful = doubtful or compares_numbers(g, sentence)
        again = (
            (counted_by(g, sentence) or by_names(g, sentence)) if doubtful and not unsaid else []
        )
        found = [_limited(q, words) for q in found] if (words := size_unread(sentence)) else found
        if again:
            again = united(sentence, again, codebook)
            yield from _beside(g, sentence, again)
            g.spoken, g.told = sentence, None
            yield from said_why(g, sentence, again)
            yield from confirmed(g, sentence, again)
            remember(g, sentence, again)
            continue
        following = _behind(g, spans, place)
        if found and following is not None and takes_back(g, following):
            words = g.content[following.start : following.end]
            found = [replace(q, unread=(*q.unread, words)) for q in found]
        elif found and following is not None and (named := examples_in(g, following)):
            found[-1] = replace(found[-1], examples=(*found[-1].examples, *named))
        yield from _beside(g, sentence, found)
        clean = found and not any(q.unread or of_nothing(q) for q in found)
        g.spoken, g.told = spoken_in(g, found) or (sentence if clean else None), sentence
        yield from confirmed(g, sentence, found)
        besides = list(said_besides(g, sentence, found))
        yield from besides or said_why(g, sentence, found)
        leans = not found and g.previous is not None and g.previous in (g.stating, g.counted)
        one_more = list(echoes(g, sentence)) if leans else []
        yield from one_more
        if leans and not one_more:
            more = list(says_more(g, sentence)) if g.stating == g.previous else []
            more = more or list(said_of_some(g, sentence))
            yield from more or said_of_names(g, sentence)
        remember(g, sentence, found)


def _limited(question: Question, words: str) -> Question:
    return replace(question, unread=(*question.unread, words))


def _beside(g: Ground, s: Sentence, found: list[Question]) -> list[Question]:
    """Return questions with what a part beside their words makes of them: ", a mere plan"."""
    if not found:
        return found
    found = with_asides(g, s, list(found)) if s.asides else found
    words = left_over(s.tokens, g.marker) or sized_worldwide(s) or one_firm(s, g.marker)
    words = words or undated(s.tokens) or only_of_those(g, s) or g.limits.get(s.span.start, "")
    words = words or limited_at_the_end(s) or leaves_open(s) or excepts_unread(s, found)
    words = words or beside_membership(s, g.filler.codebook, found)
    words = words or first_time(s, found)
    words = words or described(s, g.filler.codebook) or added(s, g.filler.codebook, found)
    words = words or miscounted(s, g.filler.codebook)
    over = g.over.get(s.span.start)
    if s.span.start not in g.alone:
        g.within = found[-1].figure.among if over is None or over.prose else ()
    elif not found[0].figure.among:
        words = words or ", ".join(g.within)
    if words:
        found = [q if isinstance(q.query, Fact) else _limited(q, words) for q in found]
    if words := unsaid_time(s.tokens, s.grammar["edition_year"]):
        found = [q if q.editions or q.years else _limited(q, words) for q in found]
    if kept(g.sized, found):
        g.sentence = None  # the next one may have been read too early to know of it
    return found


def _behind(g: Ground, spans: Sequence[Span], place: int) -> Span | None:
    """Return the sentence behind another; of headings only one that unsays it: "FALSE"."""
    later = spans[place + 1] if place + 1 < len(spans) else None
    if later is None or no_sentence(g.content, later):
        return None
    over = g.over.get(later.start)
    if over is None or not over.heading:
        return later
    untrue = any("untruth" in mark.kinds for mark in sentence_at(g, later).marks)
    return later if untrue and takes_back(g, later) else None
