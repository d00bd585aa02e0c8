"""A report as Markdown; everything that came from outside is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sousveil.model.verdict import Checked, Judged
from sousveil.publish.report.content import (
    LICENCE,
    SIGNS,
    Report,
    alternatives,
    by_sentence,
    judged_on,
    name_of,
    one_line,
    printed,
    program,
    query_words,
    quoted,
    reads,
    recounted,
    repair_words,
    rows,
    rule,
    said,
    tally,
)

SPECIAL = re.compile(r"[\\`*_\[\]#|~^$@]|(?<=\w):(?=//)|(?<=www)\.")


def written(report: Report) -> str:
    """Return the report as text; the same check gives the same bytes."""
    return "\n".join(_lines(report)) + "\n"


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is: no mark-up, no HTML, no link."""
    plain = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"^(\d+)([.)])(?=\s|$)", r"\1\\\2", SPECIAL.sub(r"\\\g<0>", plain))


def _lines(report: Report) -> Iterator[str]:
    yield "# Check against the AI Global Surveillance Index"
    yield ""
    for one in report.checked:
        yield from _text(one, report)
    if report.unread:
        yield "## Not read"
        yield ""
        for lost in report.unread:
            yield f"- {escaped(lost.name)}: {escaped(lost.why)}"
        yield ""
    yield "## Source"
    yield ""
    for edition in report.used():
        yield f"- {escaped(edition.name)}: {escaped(edition.attribution)}. Licence: <{LICENCE}>"
    yield f"- Recounted with {escaped(program())}. Not recorded is not absent."


def _text(one: Checked, report: Report) -> Iterator[str]:
    found = one.found
    yield f"## {escaped(name_of(one))}"
    yield ""
    if one.name not in ("-", name_of(one)):
        yield escaped(one.name)
        yield ""
    counted = ", ".join(
        f"{count} {outcome}" for outcome, count in tally([j.verdict.outcome for j in found.claims])
    )
    outcome = str(found.outcome)
    told = f"{counted}; {judged_on(one, report)}" if counted else "no claim was found"
    yield f"{SIGNS[outcome]} **{outcome}**: {escaped(told)}."
    yield ""
    for quote, claims in by_sentence(found):
        yield f"> {escaped(quoted(quote))}"
        yield ""
        for number, judged in claims:
            yield from _claim(number, judged, report)
        if proposed := reads(one, quote):
            yield f"It may read: {escaped(quoted(proposed))}"
            yield ""
    if found.uncheckable:
        yield "### Numbers that were not judged"
        yield ""
        for sentence in found.uncheckable:
            yield f"- {escaped(quoted(sentence.quote))} ({sentence.kind}: {escaped(sentence.why)})"
        yield ""


def _claim(number: int, judged: Judged, report: Report) -> Iterator[str]:
    verdict = judged.verdict
    outcome = str(verdict.outcome)
    words = f"{escaped(said(judged))}: " if said(judged) else ""
    yield f"{number}. {SIGNS[outcome]} {words}**{outcome}**. {escaped(verdict.reason)}"
    if asked := query_words(judged, report):
        yield f"   - Asked: {escaped(asked)}"
    if value := recounted(judged):
        yield f"   - Recounted: {escaped(value)} in {escaped(verdict.edition or '')}"
    if rules := rule(judged):
        yield f"   - Counted so: {escaped(rules)}"
    for named, value, bears in alternatives(judged):
        yield f"   - If {escaped(named)}: {escaped(value)}, which {bears}"
    if source := printed(judged):
        yield f"   - The source prints: {escaped(source)}"
    if verdict.repair is not None:
        yield f"   - Repair: {escaped(repair_words(verdict.repair))}"
    countries = [name for name, _, _ in rows(judged, report)]
    if countries:
        yield f"   - Rows ({len(countries)}): {escaped(', '.join(countries))}"
    yield ""
