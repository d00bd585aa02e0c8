"""A sentence that fails, as it should read; each proposal has passed the same check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from sousveil.checking.article import check_text
from sousveil.codebook.vocabulary import Codebook
from sousveil.model.claim import Mention
from sousveil.model.edition import Edition
from sousveil.model.source import Span
from sousveil.model.verdict import Check, Judged, Outcome, Rewritten, Verdict

WRONG = frozenset({Outcome.CONTRADICTED, Outcome.OUTDATED})

MOST_TRIES = 40  # proposals checked for one text; each costs a check of the whole text

ENDS = ".!…"
WORD = re.compile(r"\w+")

PRESENT = frozenset("today now currently presently already nowadays new latest recent".split())
"""Words beside which a sentence is not said to be of an earlier edition."""


@dataclass(frozen=True, slots=True)
class _Edit:
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
    Each proposal is checked in its place in the text, as of the same date.
    """
    tries = [MOST_TRIES]

    def check(edits: list[_Edit]) -> Check | None:
        tries[0] -= 1
        if tries[0] < 0:
            return None
        return check_text(_changed(text, edits), editions, codebook, found.as_of, against)

    answers = []
    numbered = enumerate(found.claims)
    for start, group in groupby(numbered, key=lambda item: item[1].question.evidence.start):
        claims = list(group)
        wrong = [(n, judged) for n, judged in claims if judged.verdict.outcome in WRONG]
        if not wrong:
            continue
        question = wrong[0][1].question
        edits: list[_Edit] = []
        for n, judged in wrong:
            place = n - claims[0][0]
            for edit in _edits(text, judged):
                if _holds(check([edit]), start, place, len(claims)):
                    edits.append(edit)
                    break
        if len(edits) < len(wrong):
            edits = _of_edition(text, [judged for _, judged in wrong])
        reads = None
        if edits and not _overlap(edits) and _sound(check(edits), start, len(claims)):
            changed = _changed(text, edits)
            end = question.evidence.end + len(changed) - len(text)
            reads = changed[start:end]
        answers.append(
            Rewritten(
                sentence=question.evidence,
                quote=question.quote,
                reads=reads,
                claims=tuple(n for n, _ in wrong),
            )
        )
    return tuple(answers)


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


def _changed(text: str, edits: list[_Edit]) -> str:
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.words + text[edit.end :]
    return text


def _overlap(edits: list[_Edit]) -> bool:
    ordered = sorted(edits, key=lambda edit: edit.start)
    return any(a.end > b.start or a == b for a, b in pairwise(ordered))


def _of_sentence(found: Check | None, start: int, count: int) -> list[Judged]:
    """Return the claims of the sentence that begins there; empty if they are others than before."""
    claims = [j for j in (found.claims if found else ()) if j.question.evidence.start == start]
    return claims if len(claims) == count else []


def _holds(found: Check | None, start: int, place: int, count: int) -> bool:
    claims = _of_sentence(found, start, count)
    return bool(claims) and claims[place].verdict.outcome is Outcome.SUPPORTED


def _sound(found: Check | None, start: int, count: int) -> bool:
    claims = _of_sentence(found, start, count)
    return bool(claims) and not any(j.verdict.outcome in WRONG for j in claims)
