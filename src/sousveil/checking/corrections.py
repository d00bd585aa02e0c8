"""Sentences of a text that fail, as a correction note proposes them; each passed the check."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby, pairwise

from msgspec import Struct

from sousveil.checking.article import judged_in
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.dates import document_date
from sousveil.model.claim import Mention
from sousveil.model.edition import Edition
from sousveil.model.source import Span
from sousveil.model.verdict import Check, Judged, Outcome, Rewritten, Verdict

WRONG = frozenset({Outcome.CONTRADICTED, Outcome.OUTDATED})

MOST_TRIES = 200  # checks for the proposals of one text; the sentences after that get none
CONTEXT = 500  # characters before and after a sentence that a proposal is checked among
STOP = re.compile(r"[.!?…]\s+|\n")

ENDS = ".!…"
WORD = re.compile(r"\w+")

PRESENT = frozenset("today now currently presently already nowadays new latest recent".split())
"""Words beside which a sentence is not said to be of an earlier edition."""


class _Edit(Struct, frozen=True):
    """Put other words in the place of text[start:end]."""

    start: int
    end: int
    words: str


def rewritten(
    text: str,
    found: Check,
    editions: tuple[Edition, ...],
    codebook: Codebook,
    against: Edition | None = None,
) -> tuple[Rewritten, ...]:
    """Return each sentence of a text with a claim that is contradicted or outdated.

    A proposal changes the words that the repair names, else the number where the sentence names
    nobody who said it; what is outdated gets the number of today, or the edition that it is of.
    Each proposal is checked in its place, among the text around it, as of the same date.
    """
    tries = 0
    current = against or (editions[-1] if found.as_of is None and editions else None)
    answers = []
    numbered = enumerate(found.claims)
    for _, group in groupby(numbered, key=lambda item: item[1].question.evidence.start):
        claims = list(group)
        wrong = [(n, judged) for n, judged in claims if judged.verdict.outcome in WRONG]
        if not wrong:
            continue
        question = wrong[0][1].question
        window = _window(text, question.evidence)
        part, begin = text[window.start : window.end], window.start

        def judge(
            edits: list[_Edit],
            part: str = part,
            begin: int = begin,
            start: int = question.evidence.start - begin,
        ) -> list[Judged]:
            """Return the claims of the sentence after some changes."""
            nonlocal tries
            tries += 1
            changed = _changed(part, edits, begin)
            date = found.as_of or document_date(changed)
            again = judged_in(changed, editions, codebook, date, current, mend=False)
            return [j for j in again if j.question.evidence.start == start]

        was = [judged.verdict.outcome for _, judged in claims]
        reads = None
        if tries < MOST_TRIES and [j.verdict.outcome for j in judge([])] == was:
            edits = _chosen(text, claims, wrong, judge)
            after = judge(edits) if edits and not _overlap(edits) else []
            if len(after) == len(claims) and not any(j.verdict.outcome in WRONG for j in after):
                reads = _changed(question.quote, edits, question.evidence.start)
        answers.append(
            Rewritten(
                sentence=question.evidence,
                quote=question.quote,
                reads=reads,
                claims=tuple(n for n, _ in wrong),
            )
        )
    return tuple(answers)


def _chosen(
    text: str,
    claims: list[tuple[int, Judged]],
    wrong: list[tuple[int, Judged]],
    judge: Callable[[list[_Edit]], list[Judged]],
) -> list[_Edit]:
    """Return a change for each claim that fails, or one for all of them; empty for none."""
    edits: list[_Edit] = []
    for n, judged in wrong:
        place = n - claims[0][0]
        for edit in _edits(text, judged):
            after = judge([edit])
            if len(after) == len(claims) and after[place].verdict.outcome is Outcome.SUPPORTED:
                edits.append(edit)
                break
    return edits if len(edits) == len(wrong) else _of_edition(text, [j for _, j in wrong])


def _window(text: str, sentence: Span) -> Span:
    """Return the text around a sentence, from one end of a sentence to another."""
    start, end = sentence.start - CONTEXT, sentence.end + CONTEXT
    if start > 0:
        stop = STOP.search(text, start, sentence.start)
        start = sentence.start if stop is None else stop.end()
    if end < len(text):
        stops = [stop.end() for stop in STOP.finditer(text, sentence.end, end)]
        end = stops[-1] if stops else sentence.end
    return Span(max(0, start), min(len(text), end))


def _edits(text: str, judged: Judged) -> Iterator[_Edit]:
    """Yield changes that may mend a claim, the one that the repair names first."""
    question, verdict = judged.question, judged.verdict
    said = dict(question.mentions)
    number = said.get("value")
    if number is None or _quoted(text, number.start):
        return
    mended = verdict.repair if verdict.outcome is Outcome.CONTRADICTED else None
    if mended is not None and mended.instead is not None and mended.dropped is not None:
        named = said.get("supplier")
        if named is not None and named.text == mended.dropped.removeprefix("the "):
            article = 4 if text[: named.start].endswith(("the ", "The ")) else 0
            yield _Edit(named.start - article, named.end, mended.instead)
    elif mended is not None and mended.missing is not None:
        ends = [said["technology"].end] if "technology" in said else []
        for end in (*ends, _end(text, question.evidence)):
            yield _Edit(end, end, f" {mended.missing}")
    words = _number(number, verdict, question.type)
    if words is not None and not question.attribution:  # nobody said the other number
        yield _Edit(number.start, number.end, words)


def _of_edition(text: str, wrong: list[Judged]) -> list[_Edit]:
    """Return the change that says once, at the end, which edition a sentence is right of."""
    mended = {judged.verdict.repair.missing if judged.verdict.repair else None for judged in wrong}
    question = wrong[0].question
    words = {word.casefold() for word in WORD.findall(question.quote)}
    if (
        len(mended) > 1
        or None in mended
        or words & PRESENT
        or any(judged.verdict.outcome is not Outcome.OUTDATED for judged in wrong)
        or _quoted(text, question.evidence.end)
    ):
        return []
    end = _end(text, question.evidence)
    return [_Edit(end, end, f" {mended.pop()} of the index")]


def _number(said: Mention, verdict: Verdict, type: str) -> str | None:
    """Return the recounted number in the form of the one that stands there."""
    if verdict.value is None:
        return None
    if type == "share":
        rounded = f"{verdict.value:.0f}"
        return f"{rounded}%" if said.text.endswith("%") else f"{rounded} per cent"
    return f"{verdict.value:g}" if type == "count" else None


def _end(text: str, sentence: Span) -> int:
    """Return where words are put at the end of a sentence: before its full stop."""
    end = sentence.end
    while end > sentence.start and text[end - 1] in ENDS:
        end -= 1
    return end


def _quoted(text: str, at: int) -> bool:
    """Tell whether a place lies in a quotation, whose words nobody may change."""
    paragraph = text[text.rfind("\n\n", 0, at) + 1 : at]
    return paragraph.count("“") > paragraph.count("”") or paragraph.count('"') % 2 == 1


def _changed(text: str, edits: list[_Edit], begin: int) -> str:
    """Return a text changed; `begin` is where it stands in the text that the edits speak of."""
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start - begin] + edit.words + text[edit.end - begin :]
    return text


def _overlap(edits: list[_Edit]) -> bool:
    ordered = sorted(edits, key=lambda edit: edit.start)
    return any(a.end > b.start or a == b for a, b in pairwise(ordered))
