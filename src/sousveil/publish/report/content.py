"""What a report says of each claim, in words; how it looks is told elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from msgspec import Struct

from sousveil.codebook.vocabulary import Codebook
from sousveil.figures.words import RULE_WORDS, describe, rules_in_words
from sousveil.model.edition import Edition, Entry
from sousveil.model.verdict import Check, Checked, Judged, Outcome, Repaired, Unread

SIGNS = {
    "contradicted": "✗",
    "outdated": "↺",
    "depends": "≈",
    "unverifiable": "?",
    "supported": "✓",
}
"""Sign of each outcome, worst news first; the word always stands beside it."""

MEANS = {
    "contradicted": "the edition in force gives another number",
    "outdated": "an earlier edition bears it out, the one in force does not",
    "depends": "two ways of counting disagree, and the words do not say which is meant",
    "unverifiable": "the index does not record it, does not link it, or it is not read",
    "supported": "the edition in force bears it out, with every qualifier",
}

COUNTED = ("count", "share")
"""Types of claim that ask for a number of countries."""

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
QUOTES = ' "“”'


class Report(Struct, frozen=True, kw_only=True):
    """All that goes into one file."""

    checked: tuple[Checked, ...]
    unread: tuple[Unread, ...]
    editions: tuple[Edition, ...]
    """All that were at hand, those checked against among them."""

    codebook: Codebook
    against: str | None = None

    def edition(self, name: str | None) -> Edition | None:
        """Return an edition by its name."""
        return next((edition for edition in self.editions if edition.name == name), None)

    def used(self) -> tuple[Edition, ...]:
        """Return the editions that a verdict rests on or names."""
        verdicts = [judged.verdict for one in self.checked for judged in one.found.claims]
        return tuple(
            edition
            for edition in self.editions
            if any(v.edition == edition.name or edition.name in v.reason for v in verdicts)
        )


def one_line(text: str) -> str:
    """Return text without line ends; what steers a terminal or turns the writing is shown."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def quoted(text: str) -> str:
    """Return a sentence in one pair of quotation marks."""
    return f"“{one_line(text).strip(QUOTES)}”"


def program() -> str:
    """Return the program with its version."""
    return f"sousveil {metadata.version('sousveil')}"


def name_of(one: Checked) -> str:
    """Return what an input is called: its title, its address, or the name of its file."""
    if one.title:
        return one_line(one.title)
    if one.name == "-":
        return "Standard input"
    return one_line(one.name if "://" in one.name else Path(one.name).name)


def judged_on(one: Checked, report: Report) -> str:
    """Say on which date or edition a text was judged."""
    if report.against is not None:
        return f"judged against {report.against}"
    if one.found.as_of is not None:
        return f"judged as of {one.found.as_of}"
    return "judged on the newest edition"


def tally(outcomes: list[Outcome]) -> list[tuple[str, int]]:
    """Return how many there are of each outcome, worst first; what is not there is left out."""
    counted = Counter(map(str, outcomes))
    return [(outcome, counted[outcome]) for outcome in SIGNS if counted[outcome]]


def said(judged: Judged) -> str:
    """Return the words that stand for the number; empty where the claim has none."""
    mentions = dict(judged.question.mentions)
    return one_line(mentions["value"].text) if "value" in mentions else ""


def query_words(judged: Judged, report: Report) -> str:
    """Return what is asked of the index, in plain words; empty where nothing is asked, or where
    words are left that are not read.
    """
    question = judged.question
    if question.query is not None and not question.unread:
        return _asked(judged, report)
    if question.type not in COUNTED or question.query is not None or question.unread:
        return ""
    if question.unit != "countries":
        return question.unit
    if question.examined:
        return "countries examined"
    words = describe(question.figure, report.codebook, judged.verdict.rules)
    return f"share of {words}" if question.type == "share" else words


def _asked(judged: Judged, report: Report) -> str:
    """Return the words of the answer for a statement without a count."""
    for one in report.checked:
        for place, claim in enumerate(one.found.claims):
            if claim is judged:
                return str(one.answer["claims"][place]["claim"].get("words", ""))
    return ""


def recounted(judged: Judged) -> str:
    """Return the recounted number with its unit; empty where nothing could be counted."""
    value = judged.verdict.value
    if value is None:
        return ""
    if judged.question.type == "share":
        return f"{value:.1f} per cent"
    return f"{value:g}"


def rule(judged: Judged) -> str:
    """Return the counting rules in force, in words; empty where nothing was counted."""
    query = judged.question.query
    figures = [getattr(query, name, None) for name in ("figure", "whole", "part", "left", "right")]
    sourced = any(
        row.supplier or row.origin
        for figure in (figures if query is not None else [judged.question.figure])
        if figure is not None
        for row in figure.rows()
    )
    told = judged.verdict.recomputed is not None and (query is None or sourced)
    return rules_in_words(judged.verdict.rules) if told else ""


def alternatives(judged: Judged) -> Iterator[tuple[str, str, str]]:
    """Yield what other rules give: the rule in words, the number, whether it bears out."""
    for other in judged.verdict.alternatives:
        words = RULE_WORDS.get((other.rule, other.setting), "another reading of the words")
        value = f"{other.value:.1f} per cent" if judged.question.type == "share" else None
        bears = "bears the sentence out" if other.bears_out else "does not bear it out"
        yield words, value or f"{other.value:g}", bears


def printed(judged: Judged) -> str:
    """Say what the publication prints; empty where it prints neither query nor number."""
    found = judged.verdict.published
    if found is None:
        return ""
    if found.faithful:
        same = found.value == judged.question.value
        return f"{found.value}, {'as the sentence says' if same else 'which fits'}: {found.where}"
    if found.value == judged.question.value:
        return f"{found.value}, for another figure: {found.where}"
    return f"{found.value}: {found.where}"


def repair_words(mended: Repaired) -> str:
    """Say which word to change, and which query then gives the number."""
    if mended.instead is not None:
        change = f"put {mended.instead} in place of {mended.dropped}"
    elif mended.missing is not None:
        change = f"add “{mended.missing}”"
    else:
        change = f"leave out “{mended.dropped}”"
    if mended.value is None or mended.kind == "statement":
        return change
    if mended.printed_only:
        return (
            f"{change}; {mended.value:g} is printed for {mended.words} in {mended.edition}, "
            "and the table gives another number"
        )
    return f"{change}; {mended.value:g} is the number of {mended.words} in {mended.edition}"


def rows(judged: Judged, report: Report) -> Iterator[tuple[str, str, str]]:
    """Yield each country that counts: its name, its code, and the entries that make it count."""
    computed, edition = judged.verdict.recomputed, report.edition(judged.verdict.edition)
    if computed is None or edition is None:
        return
    wanted = set(computed.entries)
    entries: dict[str, list[Entry]] = {}
    for entry in edition.entries:
        if entry.id in wanted:
            entries.setdefault(entry.country, []).append(entry)
    book = report.codebook
    for code in sorted(computed.countries, key=lambda code: book.countries[code].name):
        told = dict.fromkeys(_entry_words(entry, book) for entry in entries.get(code, ()))
        yield book.countries[code].name, code, "; ".join(told) or "listed"


def _entry_words(entry: Entry, book: Codebook) -> str:
    parts = []
    if entry.technology in book.technologies:
        parts.append(book.technologies[entry.technology].name)
    if entry.supplier in book.suppliers:
        parts.append(book.suppliers[entry.supplier].name)
    elif entry.supplier is not None:
        parts.append(entry.supplier)
    if entry.supplier is None and entry.origin in book.countries:
        parts.append(f"technology from {book.countries[entry.origin].name}")
    marks = f" ({', '.join(entry.marks)})" if entry.marks else ""
    return f"{', '.join(parts) or entry.kind}{marks}"


def by_sentence(found: Check) -> Iterator[tuple[str, list[tuple[int, Judged]]]]:
    """Yield each sentence with its claims, numbered through the text from 1."""
    last: list[tuple[int, Judged]] = []
    for number, judged in enumerate(found.claims, 1):
        if last and last[0][1].question.evidence != judged.question.evidence:
            yield last[0][1].question.quote, last
            last = []
        last.append((number, judged))
    if last:
        yield last[0][1].question.quote, last


def reads(one: Checked, quote: str) -> str | None:
    """Return how a sentence should read: a proposal for all of it, else that of its one claim."""
    proposed = next((m.reads for m in one.mended if m.quote == quote and m.reads), None)
    mended = [
        j.verdict.repair.sentence
        for j in one.found.claims
        if j.question.quote == quote and j.verdict.repair is not None
    ]
    return proposed or (mended[0] if len(mended) == 1 else None)
