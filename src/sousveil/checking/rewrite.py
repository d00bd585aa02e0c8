"""The sentence as it should read: the words of the text with what changes, or a plain one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from math import ceil

from sousveil.checking.judge import judge
from sousveil.checking.speaking import speaks_of_index, speaks_of_present
from sousveil.codebook.kept import once_per_codebook
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.figures import questions
from sousveil.figures.words import SMALL, TENS, capital, in_letters
from sousveil.model.claim import Mention
from sousveil.model.edition import Edition
from sousveil.model.figure import Figure
from sousveil.model.noun import replace
from sousveil.model.question import Question
from sousveil.model.source import Span
from sousveil.model.verdict import Judged, Outcome, Repaired

DRAFTS = 1_000  # plain sentences of which it is kept what they ask
LONGEST = 600  # characters of a sentence that is written anew; longer ones are lists and tables
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
THINGS = frozenset("technology tech technologies systems equipment products kit gear tools".split())
FIRST = frozenset(
    "the a an at some about nearly almost over more fewer only just of in on by among across all "
    "most every no not roughly around up half two-thirds".split()
)
"""Words that may stand small after "In the 2019 edition, "."""


def rewritten(
    judged: tuple[Judged, ...],
    editions: tuple[Edition, ...],
    codebook: Codebook,
    as_of: str | None,
    against: Edition | None,
) -> tuple[Judged, ...]:
    """Give each repair its sentence, where one is found that a check calls supported."""
    asking = _Asking(editions, codebook, as_of, against)
    same: dict[Span, list[Judged]] = {}
    for one in judged:
        same.setdefault(one.question.evidence, []).append(one)
    return tuple(_rewritten(one, same[one.question.evidence], asking) for one in judged)


def _rewritten(judged: Judged, beside: list[Judged], asking: _Asking) -> Judged:
    """Return a claim with the sentences of its repairs; `beside` are all of the sentence."""
    mended = judged.verdict.repair
    if mended is None:
        return judged
    mine = ownable = None
    every = []
    for one in (replace(mended, others=()), *mended.others):
        if ownable is None:
            short = len(judged.question.quote) <= LONGEST
            ownable = short and speaks_of_index(judged.question, asking.codebook)
        if one.kind == "value" and ownable and len(beside) > 1:
            mine = _all_numbers(judged.question, beside)
        every.append(asking.with_sentence(judged.question, one, ownable, mine))
    if mended.kind == "statement":
        every.sort(key=lambda one: one.sentence is None)
    mended = replace(every[0], others=tuple(every[1:]))
    return replace(judged, verdict=replace(judged.verdict, repair=mended))


def _all_numbers(question: Question, beside: list[Judged]) -> str | None:
    """Return the sentence with every wrong number of it put right; None for a single one."""
    edits = []
    for one in beside:
        value = dict(one.question.mentions).get("value")
        repair = one.verdict.repair
        right = [r for r in (repair, *repair.others) if r.kind == "value"] if repair else []
        if value is not None and right:
            new = next(_Words(question).numbers(value, one.question, right[0]), None)
            if new is not None:
                edits.append((value.start, value.end, new))
    text = _Words(question)
    for start, end, new in sorted(edits, reverse=True):
        text.quote = text.changed(start, end, new)
    return text.quote if len(edits) > 1 else None


FOLLOWING = frozenset("in and or by on at as to with while but of".split())
"""Words that may stand after "technology from China"."""


class _Asking:
    """Tries sentences for the repairs of one claim."""

    def __init__(
        self,
        editions: tuple[Edition, ...],
        codebook: Codebook,
        as_of: str | None,
        against: Edition | None,
    ) -> None:
        self.editions = editions
        self.codebook = codebook
        self.as_of = as_of
        self.against = against
        self.known: dict[tuple[str, Figure | None], bool] = {}
        """Sentences tried before; a text often says the same thing twice."""

    def with_sentence(
        self, question: Question, repaired: Repaired, ownable: bool, together: str | None
    ) -> Repaired:
        """Return a repair with the first of its sentences that holds.

        The words of the text are changed where they are `ownable`; `together` is the sentence in
        which other numbers are put right, too.
        """
        if repaired.printed_only:
            return repaired
        tried = list(repaired.drafts)
        if repaired.kind == "value" and together is not None:
            tried = [together, *tried]
        if ownable if repaired.kind != "edition" else not speaks_of_present(question):
            tried = [*_in_place(question, repaired), *tried]
        wanted = (t for t in dict.fromkeys(tried) if t != question.quote)
        found = next((t for t in wanted if self._holds(t, repaired)), None)
        return replace(repaired, sentence=found)

    def _holds(self, text: str, repaired: Repaired) -> bool:
        """Tell whether a sentence is supported as a whole and asks what it should."""
        key = text, repaired.asks
        if key not in self.known:
            self.known[key] = len(text) <= LONGEST and self._supports(text, repaired)
        return self.known[key]

    def _supports(self, text: str, repaired: Repaired) -> bool:
        own = text in repaired.drafts
        asked = _plain(self.codebook)(text) if own else questions(text, self.codebook)
        if not any(_asks(question, repaired) for question in asked):
            return False
        return all(
            judge(
                question, self.editions, self.codebook, self.as_of, self.against, mend=False
            ).outcome
            is Outcome.SUPPORTED
            for question in asked
        )


@once_per_codebook
def _plain(codebook: Codebook) -> Callable[[str], tuple[Question, ...]]:
    """Return what reads the plain sentences of `drafts`: few, and the same for every text."""
    return lru_cache(DRAFTS)(lambda text: questions(text, codebook))


def _asks(question: Question, repaired: Repaired) -> bool:
    """Tell whether a question read from a sentence is the one that the repair answers."""
    if repaired.asks is None:
        return question.query is not None or question.type in ("count", "share")
    if question.figure == repaired.asks or question.query is not None:
        return True
    same = {frozenset(f.having) | frozenset(f.among) for f in (question.figure, repaired.asks)}
    return len(same) == 1


def _in_place(question: Question, repaired: Repaired) -> Iterator[str]:
    """Yield the sentence of the text with the words that change."""
    if len(question.quote) > LONGEST:
        return
    text = _Words(question)
    mentions = dict(question.mentions)
    value = mentions.get("value")
    match repaired.kind:
        case "value" if value is not None and repaired.value is not None:
            yield from text.with_number(value, question, repaired)
        case "edition" if repaired.missing:
            yield from text.framed(repaired.missing, mentions)
        case "whole" if repaired.dropped and question.whole_examined and repaired.instead:
            yield from text.swapped(repaired.dropped, repaired.instead)
        case "query":
            yield from _with_words(text, mentions, repaired)
        case "statement" if (
            repaired.dropped and repaired.instead and " of " not in repaired.instead
        ):
            yield from text.swapped(repaired.dropped, repaired.instead)


def _with_words(text: _Words, mentions: dict[str, Mention], repaired: Repaired) -> Iterator[str]:
    if repaired.missing:
        if not repaired.missing.startswith("from "):
            yield text.closing(repaired.missing)
        elif "technology" in mentions and text.free_after(mentions["technology"].end):
            end = mentions["technology"].end
            yield text.changed(end, end, f" {repaired.missing}")
    elif repaired.dropped and repaired.instead:
        yield from text.swapped(repaired.dropped, repaired.instead)
        if "supplier" in mentions:
            yield from text.named_instead(mentions["supplier"], repaired.instead)
    elif repaired.dropped:
        yield from text.without(repaired.dropped)


class _Words:
    """The words of a sentence, to be changed."""

    def __init__(self, question: Question) -> None:
        self.quote = question.quote
        self.start = question.evidence.start

    def changed(self, start: int, end: int, new: str) -> str:
        """Return the sentence with [start, end) of the text replaced."""
        first, last = start - self.start, end - self.start
        return self.quote[:first] + new + self.quote[last:]

    def with_number(
        self, mention: Mention, question: Question, repaired: Repaired
    ) -> Iterator[str]:
        """Yield the sentence with the right number, written as the other one is."""
        for new in self.numbers(mention, question, repaired):
            yield self.changed(mention.start, mention.end, new)

    def numbers(self, mention: Mention, question: Question, repaired: Repaired) -> Iterator[str]:
        """Yield the right number in the form of the other one, where its words can stay."""
        assert repaired.value is not None
        value = float(repaired.value)
        before = self.quote[: mention.start - self.start].lower().split()[-1:]
        after = self.quote[mention.end - self.start :].lower().split()[:1]
        if before == ["all"]:
            return  # "all 64 countries of the list"
        if question.type == "share" and question.whole is None and not question.whole_examined:
            return  # the words do not say what the share is of
        if question.type != "share" and (value == 1 or question.value == 1):
            return  # "1 countries"
        cent = bool(NUMBER.search(mention.text)) or "cent" in mention.text
        if question.type == "share" and not cent and after != ["of"]:
            return  # "one in three countries"
        plain = bool(NUMBER.search(mention.text)) or _in_letters(mention.text)
        if question.type != "share" and not plain:
            return  # "a score of", "half a dozen"
        for number in _numbers(value, question):
            yield from _written(mention.text, number, question)

    def framed(self, missing: str, mentions: dict[str, Mention]) -> Iterator[str]:
        """Yield "In the 2019 edition, 64 countries ..."."""
        first = re.match(r"[\w-]+", self.quote)
        if first is None:
            return
        word, front = first[0], capital(missing)
        opening = [name for name, m in mentions.items() if m.start == self.start]
        common = word[1:].islower() and "technology" in opening
        if word.casefold() in FIRST or _in_letters(word) or common:
            yield f"{front}, {word[0].lower()}{self.quote[1:]}"
        elif not word[0].isalpha() or "supplier" in opening:
            yield f"{front}, {self.quote}"

    def swapped(self, dropped: str, instead: str) -> Iterator[str]:
        """Yield the sentence with words in place of others that it has once."""
        if instead.lower() in self.quote.lower() or plural(dropped) != plural(instead):
            return
        pattern = re.compile(rf"(?<![\w.,]){re.escape(dropped)}(?![\w]|[.,]\d)", re.IGNORECASE)
        found = list(pattern.finditer(self.quote))
        if len(found) == 1:
            start = found[0].start()
            new = capital(instead) if self.quote[start].isupper() and start == 0 else instead
            yield self.quote[:start] + new + self.quote[found[0].end() :]

    def named_instead(self, mention: Mention, instead: str) -> Iterator[str]:
        """Yield "NEC technology" for "Japanese technology", and "from China" for "from Huawei"."""
        first, last = mention.start - self.start, mention.end - self.start
        before, after = self.quote[:first].split()[-1:], self.quote[last:].split()[:1]
        if (after and after[0].strip(".,").lower() in THINGS) or before in (["from"], ["by"]):
            yield self.changed(mention.start, mention.end, instead)

    def free_after(self, end: int) -> bool:
        """Tell whether no noun follows that the words before describe."""
        after = re.match(r"\s*(\w+|\W|$)", self.quote[end - self.start :])
        return after is None or after[1].lower() in FOLLOWING or not after[1][:1].isalnum()

    def without(self, dropped: str) -> Iterator[str]:
        """Yield the sentence without words that it has once."""
        pattern = re.compile(rf",? {re.escape(dropped)}\b,?", re.IGNORECASE)
        if len(pattern.findall(self.quote)) == 1:
            yield pattern.sub("", self.quote)

    def closing(self, missing: str) -> str:
        """Return the sentence with words at its end."""
        bare = self.quote.rstrip(" .”\"'")
        return f"{bare} {missing}{self.quote[len(bare) :] or '.'}"


def _numbers(value: float, question: Question) -> Iterator[float]:
    """Yield the number as it may stand under the bound of the sentence."""
    if question.type == "share":
        if question.strict and question.bound == "max":
            return
        yield float(round(value))
        if question.strict and question.bound == "min":
            yield float(ceil(value) - 1)
        yield round(value, 1)
    elif not question.strict:
        yield value


def _written(text: str, value: float, question: Question) -> Iterator[str]:
    """Yield a number in the form of another: digits for digits, letters for letters."""
    digits = NUMBER.findall(text)
    if digits:
        if len(digits) == 1:
            yield NUMBER.sub(f"{value:g}", text)
        return
    cent = " per cent" if question.type == "share" and "cent" not in text else ""
    letters = in_letters(value)
    if letters is not None and (text[:1].isupper() or not cent):
        yield (capital(letters) if text[:1].isupper() else letters) + cent
    yield f"{value:g}{cent}"


def plural(words: str) -> bool:
    """Tell whether words look like a plural, which takes another verb."""
    return words.endswith("s")


def _in_letters(word: str) -> bool:
    return word.casefold().split("-")[0] in (*SMALL, *TENS)
