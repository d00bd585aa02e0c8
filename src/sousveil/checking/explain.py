"""The reason for a verdict, in sentences that can be printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from sousveil.checking.answer import Answer
from sousveil.checking.measure import tolerance_in_words
from sousveil.codebook.vocabulary import Codebook
from sousveil.figures.words import (
    RULE_WORDS,
    capital,
    counted,
    country,
    edition_in_words,
    group_name,
    listed,
)
from sousveil.model.edition import Edition
from sousveil.model.question import Question
from sousveil.model.verdict import Outcome, Published, Repaired

NAMES = 64  # editions whose names are kept as they are looked for
CODE = re.compile(r"(from |: |, |\()([A-Z]{3})\b")
GROUP = re.compile(r"the group '([^']+)'")


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
        return plain(now.why, [now.edition], codebook)
    found = _found(question, now, codebook)
    if outcome is Outcome.UNVERIFIABLE:
        if question.years:
            return f"{found}, but no edition is of {max(question.years)}."
        return f"{found}, but the words of the sentence may mean another group."
    parts = [found]
    if outcome is Outcome.DEPENDS:
        parts += [
            f"{number(question, a.value)} if {RULE_WORDS.get((a.rule, a.setting), a.setting)}"
            for a in now.alternatives
        ]
    sentences = [(", ".join(parts[:-1]) + f", and {parts[-1]}" if parts[1:] else found) + "."]
    if tolerance := tolerance_in_words(question):
        sentences.append(f"The words allow a number {tolerance}.")
    if now.why:
        sentences.append(now.why)
    if outcome is Outcome.OUTDATED and earlier is not None:
        was = number(question, earlier.value or 0)
        sentences.append(f"{capital(edition_in_words(earlier.edition))} has {was}.")
    if outcome is Outcome.CONTRADICTED:
        sentences += [*_print(question, printed), *_mended(mended, now)]
    return " ".join(sentences)


def number(question: Question, value: float) -> str:
    """Return a recounted number in the question's own unit."""
    return percent(value) if question.type == "share" else f"{value:g}"


def percent(value: float) -> str:
    """Return "36 per cent", "35.8 per cent"."""
    return f"{value:.1f}".removesuffix(".0") + " per cent"


def whole_in_words(question: Question, now: Answer, codebook: Codebook) -> str:
    """Return the denominator in words: "the 176 countries examined"."""
    if question.whole is not None and not question.whole_examined:
        return f"the {counted(now.whole or 0, question.whole, codebook, now.rules)}"
    named = question.whole.among if question.whole is not None else ()
    where = " ".join(["", *(codebook.groups[group].label for group in named)])
    if now.whole == 1:
        return f"the 1 country{where} examined"
    return f"the {now.whole} countries{where} examined"


def change(mended: Repaired) -> str:
    """Return what a repair does to the words, e.g. put "NEC" in place of "Japan"; else empty."""
    told = []
    if mended.dropped is not None and mended.instead is not None:
        told.append(f'put "{mended.instead}" in place of "{mended.dropped}"')
    elif mended.dropped is not None:
        told.append(f'leave out "{mended.dropped}"')
    if mended.missing is not None:
        told.append(f'add "{mended.missing}"')
    words = " and ".join(told)
    return f"{words} (as printed; the table gives another number)" if mended.printed_only else words


def quoted(words: Iterable[str]) -> str:
    """Return words in quotes, as a list: '"airports" and "ports"'."""
    return listed([f'"{" ".join(word.split()).rstrip(" .!?")}"' for word in words])


def plain(text: str, editions: Sequence[Edition], codebook: Codebook) -> str:
    """Return a reason without ids: editions, countries and groups stand under their names.

    Takes what counting says of an edition; there a code of three capitals is always a country.
    """
    text = CODE.sub(lambda code: code[1] + _country(code[2], codebook), text)
    text = GROUP.sub(lambda group: _group(group[1], codebook), text)
    return without_ids(text, editions)


def without_ids(text: str, editions: Sequence[Edition]) -> str:
    """Return a text in which each edition stands under its name, with a capital in front."""
    for edition in editions:
        if edition.name not in text:
            continue
        words = edition_in_words(edition)
        first, amid = _named(edition.name)
        text = first.sub(lambda m, w=words: m[1] + capital(w), text)  # type: ignore[misc]
        text = amid.sub(words, text)
    return text


@lru_cache(NAMES)
def _named(edition: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds the name of an edition at the beginning of a sentence, and amid one."""
    name = rf"(?<!edition ){re.escape(edition)}\b"
    return re.compile(rf"(^|[.!?] ){name}"), re.compile(rf"(?<![\w-]){name}")


def _found(question: Question, now: Answer, codebook: Codebook) -> str:
    name = capital(edition_in_words(now.edition))
    value = now.value or 0
    if question.examined and question.figure.lacking:
        groups = (codebook.groups[group].label for group in question.figure.among)
        those = " ".join([f"Of the {now.whole} countries", *groups])
        said = percent(value) if question.type == "share" else f"{value:g}"
        return f"{those} examined for {edition_in_words(now.edition)}, {said} are not listed"
    if question.examined:
        printed = "" if now.edition.examined is not None else ", as printed"
        were = "country was" if value == 1 else "countries were"
        return f"{value:g} {were} examined for {edition_in_words(now.edition)}{printed}"
    if question.type != "share":
        return f"{name} counts {counted(value, question.figure, codebook, now.rules)}"
    part = now.computed.value if now.computed else 0
    counts = counted(part, question.figure, codebook, now.rules)
    whole = whole_in_words(question, now, codebook)
    return f"{name} counts {counts}, which is {percent(value)} of {whole}"


def _print(question: Question, printed: Published | None) -> list[str]:
    if printed is None:
        return []
    if printed.faithful:
        return [f"The source does print {printed.value} for {printed.words}."]
    if printed.value == question.value:
        return [f"{printed.value} is printed for another figure: {printed.words}."]
    return []


def _mended(mended: Repaired | None, now: Answer) -> list[str]:
    """Tell what the number in the sentence is the number of."""
    if mended is None or mended.printed_only or mended.kind not in ("query", "edition"):
        return []
    value = f"{mended.value:g}" if mended.value is not None else ""
    there = "" if mended.edition == now.edition.name else f" in {mended.edition}"
    if mended.kind == "edition":
        return [f"It is {value}{there}."]
    return [f"{value} is the number of {mended.words}{there}."]


def _country(code: str, codebook: Codebook) -> str:
    return country(code, codebook) if code in codebook.countries else code


def _group(group: str, codebook: Codebook) -> str:
    known = group in codebook.groups
    return f"the group {group_name(group, codebook) if known else repr(group)}"
