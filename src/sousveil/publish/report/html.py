"""A report as one HTML file: no script, no outside request, for the screen and for paper."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from sousveil.model.verdict import Checked, Judged
from sousveil.publish.report.content import (
    LICENCE,
    MEANS,
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

STYLE = Path(__file__).with_name("report.css")

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What a browser may load for the page: nothing but the style inside it."""


def written(report: Report) -> str:
    """Return the report as text; the same check gives the same bytes."""
    return "\n".join(_lines(report)) + "\n"


def text(words: str) -> str:
    """Return words that a browser shows as they are."""
    return escape(one_line(words), quote=True)


def _lines(report: Report) -> Iterator[str]:
    first = name_of(report.checked[0]) if len(report.checked) == 1 else "several texts"
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f"<title>Check of {text(first)}</title>"
    yield f"<style>\n{STYLE.read_text(encoding='utf-8').strip()}\n</style>"
    yield "</head>"
    yield "<body>"
    yield "<header>"
    yield "<p>Check against the AI Global Surveillance Index</p>"
    yield f"<h1>{text(first if len(report.checked) == 1 else 'Several texts')}</h1>"
    if len(report.checked) > 1:
        yield from _contents(report)
    yield "</header>"
    yield "<main>"
    for number, one in enumerate(report.checked, 1):
        yield from _text(number, one, report)
    if report.unread:
        yield "<section>"
        yield "<h2>Not read</h2>"
        yield "<ul>"
        for lost in report.unread:
            yield f"<li>{text(lost.name)}: {text(lost.why)}</li>"
        yield "</ul>"
        yield "</section>"
    yield "</main>"
    yield from _footer(report)
    yield "</body>"
    yield "</html>"


def _contents(report: Report) -> Iterator[str]:
    yield '<ol class="contents">'
    for number, one in enumerate(report.checked, 1):
        link = f'<a href="#text-{number}">{text(name_of(one))}</a>'
        yield f"<li>{_badge(str(one.found.outcome))} {link}</li>"
    yield "</ol>"


def _text(number: int, one: Checked, report: Report) -> Iterator[str]:
    found = one.found
    several = len(report.checked) > 1
    yield f'<section id="text-{number}">'
    if several:
        yield f"<h2>{text(name_of(one))}</h2>"
    if one.name not in ("-", name_of(one)):
        yield f'<p class="where">{text(one.name)}</p>'
    counted = tally([judged.verdict.outcome for judged in found.claims])
    yield f'<p class="summary">The text as a whole: {_badge(str(found.outcome))}</p>'
    if counted:
        told = ", ".join(f"{count} {outcome}" for outcome, count in counted)
        yield f"<p>{text(told)}; {text(judged_on(one, report))}.</p>"
    else:
        yield "<p>No claim was found that the index could answer.</p>"
    for quote, claims in by_sentence(found):
        yield "<article>"
        yield f'<blockquote dir="auto">{text(quoted(quote))}</blockquote>'
        for place, judged in claims:
            yield from _claim(f"{number}-{place}", judged, report)
        if proposed := reads(one, quote):
            yield '<div class="reads"><p>It may read</p>'
            yield f'<p dir="auto">{text(quoted(proposed))}</p></div>'
        yield "</article>"
    if found.uncheckable:
        yield f"<h{3 if several else 2}>Numbers that were not judged</h{3 if several else 2}>"
        yield '<ul class="uncheckable">'
        for sentence in found.uncheckable:
            yield f'<li><span dir="auto">{text(quoted(sentence.quote))}</span>'
            yield f"<span><b>{text(sentence.kind)}</b> {text(sentence.why)}</span></li>"
        yield "</ul>"
    yield "</section>"


def _claim(id: str, judged: Judged, report: Report) -> Iterator[str]:
    verdict = judged.verdict
    number = f'<span class="number">{text(said(judged))}</span>' if said(judged) else ""
    yield f'<div class="claim {verdict.outcome}" id="claim-{id}">'
    yield f"<h3>{_badge(str(verdict.outcome))} {number}</h3>"
    yield f"<p>{text(verdict.reason)}</p>"
    yield "<dl>"
    if asked := query_words(judged, report):
        yield _term("Asked", asked)
    if value := recounted(judged):
        yield _term("Recounted", f"{value} in {verdict.edition}", "value")
    if rules := rule(judged):
        yield _term("Counted so", rules)
    if source := printed(judged):
        yield _term("The source prints", source)
    if verdict.repair is not None:
        yield _term("Repair", repair_words(verdict.repair))
    yield "</dl>"
    others = list(alternatives(judged))
    if others:
        yield "<table><thead><tr><th>Counted otherwise</th><th>gives</th><th></th></tr></thead>"
        yield "<tbody>"
        for words, value, bears in others:
            yield f"<tr><td>{text(words)}</td><td>{text(value)}</td><td>{text(bears)}</td></tr>"
        yield "</tbody></table>"
    yield from _rows(judged, report)
    yield "</div>"


def _rows(judged: Judged, report: Report) -> Iterator[str]:
    """Yield the countries: a table to unfold on a screen, a list on paper."""
    counted = list(rows(judged, report))
    if not counted:
        return
    many = "1 country" if len(counted) == 1 else f"{len(counted)} countries"
    yield f"<details><summary>{many}</summary>"
    yield "<table><thead><tr><th>Country</th><th>Code</th><th>In the index</th></tr></thead>"
    yield "<tbody>"
    for name, code, entries in counted:
        yield f"<tr><td>{text(name)}</td><td>{text(code)}</td><td>{text(entries)}</td></tr>"
    yield "</tbody></table></details>"
    names = ", ".join(name for name, _, _ in counted)
    yield f'<p class="on-paper">{many}: {text(names)}.</p>'


def _footer(report: Report) -> Iterator[str]:
    yield "<footer>"
    yield "<h2>Verdicts</h2>"
    yield '<dl class="legend">'
    for outcome, words in MEANS.items():
        yield f"<div><dt>{_badge(outcome)}</dt><dd>{text(words)}</dd></div>"
    yield "</dl>"
    if used := report.used():
        yield "<h2>Source</h2>"
        yield "<ul>"
        for edition in used:
            licence = f'<a href="{LICENCE}" rel="license">{LICENCE}</a>'
            yield f"<li>{text(edition.name)}: {text(edition.attribution)}. Licence: {licence}</li>"
        yield "</ul>"
    yield f"<p>Recounted with {text(program())}. Not recorded is not absent: a country that is "
    yield "not listed says only that the index has no evidence.</p>"
    yield "</footer>"


def _badge(outcome: str) -> str:
    sign = f'<span aria-hidden="true">{SIGNS[outcome]}</span>'
    return f'<span class="badge {outcome}">{sign} {outcome}</span>'


def _term(name: str, words: str, kind: str = "") -> str:
    of = f' class="{kind}"' if kind else ""
    return f"<div><dt>{text(name)}</dt><dd{of}>{text(words)}</dd></div>"
