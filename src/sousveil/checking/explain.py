"""The reason for a verdict, in one plain line."""

from __future__ import annotations

from sousveil.checking.answer import Answer
from sousveil.checking.measure import tolerance_in_words
from sousveil.codebook.vocabulary import Codebook
from sousveil.figures.words import RULE_WORDS, describe
from sousveil.model.question import Question
from sousveil.model.verdict import Outcome, Published, Repaired


def reason(
    question: Question,
    outcome: Outcome,
    now: Answer,
    earlier: Answer | None,
    printed: Published | None,
    mended: Repaired | None,
    codebook: Codebook,
) -> str:
    """Say what was counted, what it gave, and what explains the difference."""
    if now.status == "unanswerable":
        return now.why
    words = _subject(question, now, codebook)
    found = f"{number(question, now)} {words} in {now.edition.name}"
    if outcome is Outcome.UNVERIFIABLE:
        if question.years:
            return f"{found}, but no edition is of {max(question.years)}."
        return f"{found}, but the words of the sentence may mean another group."
    parts = [found]
    if outcome is Outcome.DEPENDS:
        parts += [
            f"{_plain(a.value, question)} if {RULE_WORDS.get((a.rule, a.setting), a.setting)}"
            for a in now.alternatives
        ]
    sentence = "; ".join(parts) + "."
    if tolerance := tolerance_in_words(question):
        sentence += f" The words allow a number {tolerance}."
    if now.why:
        sentence += f" {now.why}"
    if outcome is Outcome.OUTDATED and earlier is not None:
        sentence += f" {earlier.edition.name} has {number(question, earlier)}."
    if outcome is Outcome.CONTRADICTED and printed is not None:
        if printed.faithful:
            sentence += f" The source does print {printed.value}: {printed.where}."
        elif printed.value == question.value:
            sentence += f" {printed.value} is printed for another figure: {printed.where}."
    if mended is not None and outcome is Outcome.CONTRADICTED and not mended.printed_only:
        sentence += f" {mended.value:g} is the number of {mended.words} in {mended.edition}."
    return sentence


def number(question: Question, found: Answer) -> str:
    """Return a recounted number in the question's own unit."""
    return _plain(found.value or 0, question)


def _plain(value: float, question: Question) -> str:
    return f"{value:.1f} per cent" if question.type == "share" else f"{value:g}"


def _subject(question: Question, now: Answer, codebook: Codebook) -> str:
    if question.examined:
        named = now.edition.examined is not None
        return "countries were examined" + ("" if named else ", as printed,")
    words = describe(question.figure, codebook, now.rules)
    if question.type == "share":
        part = now.computed.value if now.computed else 0
        return f"({part} of {now.whole}) are {words}"
    return words
