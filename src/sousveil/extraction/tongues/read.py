"""A text in another language to its questions, with the places and words of that text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.figures import questions
from sousveil.extraction.sentences import sentences
from sousveil.extraction.tokens import FOREIGN
from sousveil.extraction.tongues.gloss import Glossed, gloss
from sousveil.extraction.tongues.table import table_of
from sousveil.model.claim import Mention
from sousveil.model.noun import replace
from sousveil.model.question import Question
from sousveil.model.source import Span

CAPITAL_NOUNS = frozenset({"de"})
"""Languages in which a capital does not tell a name."""

WORD = re.compile(rf"\w+{FOREIGN}")
"""A word that the table lacks."""

FOLLOWING = re.compile(
    r"\s*(?:it|this|that|these|they|not|no|but|but this|but it)\b[^.!?\n]{0,60}[.!?]", re.IGNORECASE
)
"""A short sentence that speaks of the one before it: "C'est faux."."""

BRIEFEST = re.compile(r"\s*(?:[^\s.!?]+ ){0,3}[^\s.!?]+[.!?]")
"""A sentence of up to four words, which can hardly speak of anything else: "Une blague."."""

NEXT = 90  # characters of a sentence that adds a country or company to the one before it


def questions_in(content: str, codebook: Codebook, language: str | None) -> tuple[Question, ...]:
    """Return the questions of a text in a language; None is English.

    Raises `KeyError` for a language that the codebook has no table for.
    """
    if language is None:
        return questions(content, codebook)
    table = table_of(codebook, language)
    if table is None:
        raise KeyError(language)
    glossed = gloss(content, table)
    names = language not in CAPITAL_NOUNS
    read = questions(glossed.text, codebook)
    found = [_in_doubt(q, glossed, names) for q in read]
    found += _unread_beside(read, glossed)
    return tuple(_in_place(q, glossed) for q in found)


def _unread_beside(read: tuple[Question, ...], glossed: Glossed) -> Iterator[Question]:
    """Yield the short sentences right behind others that were read, which add a name to them.

    "Le Ghana aussi y a recours." says of Ghana what the sentence before it says of others. Where a
    word of it is unknown, nothing of it is read, and it must not pass for read.
    """
    if not read or FOREIGN not in glossed.text:
        return
    taken = False
    for span in sentences(glossed.text):
        before = taken
        taken = any(q.evidence.start < span.end and span.start < q.evidence.end for q in read)
        if taken or not before or span.end - span.start > NEXT:
            continue
        named = any(span.start <= at < span.end for at in glossed.names)
        unread = tuple(m.group() for m in WORD.finditer(glossed.text, span.start, span.end))
        if named and unread:
            quote = glossed.text[span.start : span.end]
            yield Question(type="about", evidence=span, quote=quote, unread=unread)


def _in_doubt(question: Question, glossed: Glossed, names: bool) -> Question:
    """Add the words of the sentence that no table knows, wherever they stand.

    An English reader passes by words that are far from what it reads, for it knows those that would
    matter there; here any unknown word may deny or doubt. Only names of those who say so are
    passed by ("selon Reuters"), where `names` says that a capital tells a name.
    """
    here = question.evidence
    text = glossed.text
    end = _doubtful_end(glossed, here.end)
    if text.find(FOREIGN, here.start, end) < 0:
        return question
    said = [
        (at, at + len(n))
        for n in question.attribution
        if (at := text.find(n, here.start, here.end)) >= 0
    ]
    unread = list(question.unread)
    for word in WORD.finditer(text, here.start, end):
        named = names and word.group()[0].isupper() and any(a <= word.start() < b for a, b in said)
        if not named and not any(word.group() in phrase for phrase in unread):
            unread.append(word.group())
    return replace(question, unread=tuple(unread)) if unread else question


def _doubtful_end(glossed: Glossed, end: int) -> int:
    """Return the end of the sentence, or of a short one after it that speaks of it."""
    after = FOLLOWING.match(glossed.text, end)
    if after is None:
        after = BRIEFEST.match(glossed.text, end)
        if after is not None and any(end <= at < after.end() for at in glossed.names):
            return end  # which is asked of for itself
    return after.end() if after is not None else end


def _in_place(question: Question, glossed: Glossed) -> Question:
    """Return a question of the English text with the places and words of the source."""
    here = question.evidence
    whole = glossed.back(here.start, here.end) or Span(0, len(glossed.source))
    return replace(
        question,
        evidence=whole,
        quote=glossed.source[whole.start : whole.end],
        unread=tuple(_words(phrase, here, glossed) for phrase in question.unread),
        finder=_words(question.finder, here, glossed) if question.finder else "",
        attribution=tuple(_words(name, here, glossed) for name in question.attribution),
        mentions=tuple((name, _mention(m, glossed)) for name, m in question.mentions),
    )


def _mention(mention: Mention, glossed: Glossed) -> Mention:
    place = glossed.back(mention.start, mention.end) or Span(0, 0)
    return replace(
        mention,
        start=place.start,
        end=place.end,
        text=glossed.source[place.start : place.end],
    )


def _words(phrase: str, here: Span, glossed: Glossed) -> str:
    """Return the words of the source that an unread phrase of the English stands for."""
    at = glossed.text[here.start : here.end].lower().find(phrase.lower())
    at += here.start if at >= 0 else 0
    place = glossed.back(at, at + len(phrase)) if at >= 0 else None
    return phrase.replace(FOREIGN, "") if place is None else glossed.source[place.start : place.end]
