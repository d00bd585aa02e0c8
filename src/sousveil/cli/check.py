"""The verbs `check` and `extract`."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sousveil.cli.editions import Shelf
from sousveil.cli.output import as_json, heading, one_line, paragraph
from sousveil.errors import QueryError, UnknownFormat

if TYPE_CHECKING:
    from sousveil.codebook.vocabulary import Codebook
    from sousveil.model.edition import Edition
    from sousveil.model.verdict import Check, Judged

SIGNS = {
    "supported": ("✓", "blue"),
    "contradicted": ("✗", "red"),
    "outdated": ("↺", "yellow"),
    "depends": ("≈", "magenta"),
    "unverifiable": ("?", "bright_black"),
}
"""Sign and colour of each outcome; the word always stands beside them."""

QUOTES = ' "“”'

SHOWN = 12  # countries named below a claim before "and so many more"


@click.command()
@click.argument("article", default="-", metavar="[FILE|-]")
@click.option("--against", metavar="EDITION", help="Edition to check against [the one in force].")
@click.option(
    "--as-of",
    metavar="DATE",
    help="Judge as of this date [the article's own, else the newest edition].",
)
@click.option("--json", "json_", is_flag=True, help="Answer in JSON.")
@click.option("--jsonl", is_flag=True, help='Read lines {"id","text","as_of"?}, answer in lines.')
@click.pass_obj
def check(
    folder: Path | None,
    article: str,
    against: str | None,
    as_of: str | None,
    json_: bool,
    jsonl: bool,
) -> None:
    """Check the numbers of an article against an edition of the index.

    \b
    sousveil check article.txt --as-of 2019-10-01
    pdftotext report.pdf - | sousveil check --against aigs-2022 --json

    Every number gets a verdict (supported, contradicted, outdated, depends, unverifiable), the
    recounted number and the countries behind it. Exits 1 if a claim is contradicted, so that it
    can guard a newsroom's build.
    """
    from sousveil.checking.article import as_plain, check_text
    from sousveil.model.time import parse_date

    shelf = Shelf(folder)
    editions = in_order(shelf)
    chosen = shelf.edition(against) if against is not None else None
    date = parse_date(as_of) if as_of is not None else None
    codebook = shelf.codebook
    if json_ and jsonl:
        raise QueryError("--json and --jsonl exclude each other. Use --jsonl for lines of texts.")
    if jsonl:
        for line in _lines(article):
            when = line.get("as_of")
            day = parse_date(str(when)) if when else date
            found = check_text(line["text"], editions, codebook, day, chosen)
            as_json({"id": line["id"], **as_plain(found, codebook)})
        return
    found = check_text(_read(article), editions, codebook, date, chosen)
    if json_:
        as_json(as_plain(found, codebook))
    else:
        say_check(found, editions, codebook, chosen)
    if found.outcome == "contradicted":
        sys.exit(1)


@click.command()
@click.argument("article", default="-", metavar="[FILE|-]")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON.")
@click.option("--jsonl", is_flag=True, help='Read lines {"id","text"}, answer in lines.')
@click.pass_obj
def extract(folder: Path | None, article: str, json_: bool, jsonl: bool) -> None:
    """Find the claims in a text, with their exact words, storing nothing.

    \b
    sousveil extract article.txt --json
    cat passages.jsonl | sousveil extract --jsonl
    """
    from sousveil.extraction.running import READ
    from sousveil.extraction.schema import text_digest
    from sousveil.extraction.words import in_words
    from sousveil.reading.language import language

    codebook = Shelf(folder).codebook
    if jsonl:
        for line in _lines(article):
            found = _claims(line["text"], codebook, line.get("lang") or language(line["text"]))
            as_json({"id": line["id"], "claims": found})
        return
    text = _read(article)
    tongue = language(text)
    claims = _claims(text, codebook, tongue)
    if json_:
        as_json({"text_digest": text_digest(text), "claims": claims})
        return
    for claim in claims:
        click.echo(in_words(claim, codebook))
        paragraph(f"“{claim['evidence']['quote']}”", indent="    ")
    if not claims and tongue not in (None, *READ):
        click.echo(
            f"This text is in a language that is not read ({tongue}). Read are: {', '.join(READ)}."
        )
    elif not claims:
        click.echo("No claim was found: no supply, use, finance, membership, ownership or count.")


def _claims(text: str, codebook: Codebook, language: str | None) -> list[dict[str, Any]]:
    from sousveil.extraction.running import claims
    from sousveil.extraction.schema import schema_claim, text_digest
    from sousveil.model.source import Text

    source = Text(id=text_digest(text), snapshot="", content=text, reader="given")
    return [schema_claim(claim, codebook) for claim in claims(source, codebook, language)]


def in_order(shelf: Shelf) -> tuple[Edition, ...]:
    """Return the published editions by when they came in force, a project's own in their place."""
    from sousveil.storage import packaged

    return tuple(
        sorted((shelf.edition(name) for name in packaged.names()), key=lambda e: e.in_force)
    )


def _read(article: str) -> str:
    """Return the text of a file or of standard input; other documents are read apart."""
    from sousveil.reading.formats import media_type
    from sousveil.reading.plain import decode

    data = sys.stdin.buffer.read() if article == "-" else _bytes(Path(article))
    if not data.strip():
        raise QueryError("There is no text to check. Give a file, or text on standard input.")
    if media_type(data) == "text/plain":
        return decode(data).text
    from sousveil.project.reader import Apart

    found = Apart(None).document(data)
    return found.text.content[: found.reading.shown]


def _no_number(constant: str) -> None:
    """Refuse NaN and Infinity, which are no JSON."""
    raise ValueError(constant)


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise UnknownFormat(f"{path} is a folder. Give one file, or add the folder to a project.")
    if str(path).startswith(("http:/", "https:/")):
        raise QueryError("Nothing is fetched from the web. Save the page, and give the file.")
    if not path.exists():
        raise QueryError(f"There is no file {str(path)!r}. Check the name and the folder.")
    return path.read_bytes()


def _lines(article: str) -> Iterator[dict[str, Any]]:
    data = sys.stdin.buffer.read() if article == "-" else _bytes(Path(article))
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            plain = json.loads(line.decode("utf-8-sig"), parse_constant=_no_number)
            json.dumps(plain, ensure_ascii=False).encode()  # half a surrogate pair is no text
        except (ValueError, RecursionError):
            plain = None
        if (
            not isinstance(plain, dict)
            or "id" not in plain
            or not isinstance(plain.get("text"), str)
        ):
            raise QueryError(f'Line {number} is no JSON object with "id" and "text".')
        yield plain


def say_check(
    found: Check, editions: tuple[Edition, ...], codebook: Codebook, against: Edition | None
) -> None:
    """Write the verdict and each claim with what was counted."""
    date = f"as of {found.as_of}" if found.as_of else "as of the newest edition"
    if against is not None:
        date = f"against {against.name}"
    total = len(found.claims)
    many = (
        "no number that the index could answer"
        if not total
        else f"{total} " + ("number" if total == 1 else "numbers")
    )
    click.echo(f"{_styled(str(found.outcome))}: {many} found, judged {date}.")
    if total:
        counts = [
            f"{n} {outcome}"
            for outcome in SIGNS
            if (n := sum(j.verdict.outcome == outcome for j in found.claims))
        ]
        click.echo(", ".join(counts) + ".")
    quote = None
    for judged in found.claims:
        if judged.question.quote != quote:
            quote = judged.question.quote
            click.echo()
            paragraph(f"“{one_line(quote).strip(QUOTES)}”")
        _print_claim(judged, codebook)
    if unjudged := _in_short(found):
        click.echo()
        paragraph(unjudged)
    if total:
        heading("Source")
        verdicts = [judged.verdict for judged in found.claims]
        for edition in editions:
            if any(edition.name == v.edition or edition.name in v.reason for v in verdicts):
                paragraph(edition.attribution, indent="  ")


def _in_short(found: Check) -> str:
    """Say how many sentences hold numbers that could not be judged; dates alone are left out."""
    kinds = Counter(one.kind for one in found.uncheckable if one.kind != "dates")
    if not kinds:
        return ""
    total = sum(kinds.values())
    many = (
        "1 more sentence holds a number" if total == 1 else f"{total} more sentences hold numbers"
    )
    told = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
    return f"{many} and no claim that could be judged ({told}); --json and --report show each."


def _print_claim(judged: Judged, codebook: Codebook) -> None:
    question, verdict = judged.question, judged.verdict
    sign, _ = SIGNS[str(verdict.outcome)]
    said = next((m.text for name, m in question.mentions if name == "value"), "the rest")
    click.echo(f"  {sign} {said}: {_styled(str(verdict.outcome))}")
    paragraph(verdict.reason, indent="      ")
    if verdict.repair is not None:
        paragraph(_repair_words(judged), indent="      ")
    if verdict.recomputed is not None and verdict.recomputed.countries:
        names = sorted(codebook.countries[c].name for c in verdict.recomputed.countries)
        more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
        paragraph(f"Rows: {', '.join(names[:SHOWN])}{more}.", indent="      ")


def _repair_words(judged: Judged) -> str:
    mended = judged.verdict.repair
    assert mended is not None
    if mended.instead is not None:
        change = f"put {mended.instead} in place of {mended.dropped}"
    elif mended.missing is not None:
        change = f'add "{mended.missing}"'
    else:
        change = f'leave out "{mended.dropped}"'
    note = " (as printed; the table gives another number)" if mended.printed_only else ""
    return f"Repair: {change}{note}; see the figure {mended.figure} of {mended.edition}."


def _styled(outcome: str) -> str:
    return click.style(outcome, fg=SIGNS[outcome][1], bold=True)
