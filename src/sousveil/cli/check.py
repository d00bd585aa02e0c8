"""The verbs `check` and `extract`."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sousveil.cli.editions import Shelf, open_project
from sousveil.cli.inputs import STANDARD, Inputs, lines, printable
from sousveil.cli.output import as_json, heading, one_line, paragraph
from sousveil.errors import QueryError, SousveilError

if TYPE_CHECKING:
    from sousveil.codebook.vocabulary import Codebook
    from sousveil.model.edition import Edition
    from sousveil.model.verdict import Check, Checked, Judged, Repaired, Unread, Verdict
    from sousveil.project import Project
    from sousveil.publish.report import Report
    from sousveil.questions.article import Article
    from sousveil.questions.desk import Desk

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
@click.argument("inputs", nargs=-1, metavar="[PATH|URL|-]...")
@click.option("--against", metavar="EDITION", help="Edition to check against [the one in force].")
@click.option(
    "--as-of",
    metavar="DATE",
    help="Judge as of this date [the article's own, else the newest edition].",
)
@click.option(
    "--report",
    "reports",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a report: .html, .md or .json.",
)
@click.option("--correction", is_flag=True, help="Print a note for each sentence to correct.")
@click.option("--save", is_flag=True, help="Keep text and answer in the project.")
@click.option("--strict", is_flag=True, help="Exit 1 for any claim that is not supported.")
@click.option("--ignore-robots", is_flag=True, help="Fetch what a site asks programs to leave.")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON, a line for each input.")
@click.option(
    "--jsonl", is_flag=True, help='Read lines {"id","text","as_of"?,"lang"?}, answer in lines.'
)
@click.pass_obj
def check(
    folder: Path | None,
    inputs: tuple[str, ...],
    against: str | None,
    as_of: str | None,
    reports: tuple[Path, ...],
    correction: bool,
    save: bool,
    strict: bool,
    ignore_robots: bool,
    json_: bool,
    jsonl: bool,
) -> None:
    """Check the numbers of articles against an edition of the index.

    \b
    sousveil check article.txt --as-of 2019-10-01
    sousveil check drafts/ https://example.org/story --report check.html
    pdftotext report.pdf - | sousveil check --against aigs-2022

    Every number gets a verdict (supported, contradicted, outdated, depends, unverifiable), the
    recounted number and the countries behind it. Folders are walked, addresses fetched. Exits 1
    if a claim is contradicted, so that it can guard a newsroom's build.
    """
    from sousveil.cli import explained
    from sousveil.model.time import parse_date
    from sousveil.model.verdict import Unread
    from sousveil.questions.desk import Desk

    if reports:
        from sousveil.publish.report import format_of, write_report

        for path in reports:
            format_of(path)  # a wrong name is told before the work
    if correction and (json_ or jsonl):
        raise QueryError("--correction prints notes to send. --report FILE.json has them as JSON.")
    if jsonl and (reports or save):
        raise QueryError("--report and --save are for texts, not for lines. Name files instead.")
    shelf = Shelf(folder)
    project = (shelf.project or open_project(folder)) if save else None
    desk = Desk(
        editions=in_order(shelf),
        codebook=shelf.codebook,
        against=shelf.edition(against) if against is not None else None,
        as_of=parse_date(as_of) if as_of is not None else None,
    )
    if json_ and jsonl:
        raise QueryError("--json and --jsonl exclude each other. Use --jsonl for lines of texts.")
    if jsonl:
        if len(inputs) > 1:
            raise QueryError("--jsonl takes one file of lines, or standard input.")
        _batch(inputs[0] if inputs else STANDARD, desk)
        return
    checked: list[Checked] = []
    unread: list[Unread] = []
    with Inputs(inputs, robots=not ignore_robots, without=reports) as given:
        for name in given.names():
            try:
                article = given.read(name)
                mend = correction or bool(reports)
                one = desk.checked(article.text, article.name, article.title, mend=mend)
            except (SousveilError, OSError) as error:
                if given.is_one:
                    raise
                unread.append(Unread(printable(str(name)), explained(error)))
                _say_unread(unread[-1], json_)
                continue
            checked.append(one)
            kept = None if project is None else _kept(project, article, one.found, against)
            if json_:
                named = {} if article.name == STANDARD else {"input": article.name}
                as_json({**named, **({"check": kept} if kept else {}), **one.answer})
            elif not correction:
                if not given.is_one:
                    heading(one_line(article.name))
                say_check(one.found, desk.editions, desk.codebook, desk.against)
            if kept and not json_:
                click.echo(f"Saved as {_short(kept)}. See it with: sousveil checks", err=True)
    if not checked:
        number = len(unread)
        none = "The one input" if number == 1 else f"None of the {number} inputs"
        could = "could not be" if number == 1 else "could be"
        raise QueryError(f"{none} {could} checked; see the lines above.")
    if correction:
        _say_corrections(desk.report(checked, unread))
    elif not (given.is_one or json_):
        _sum_up(checked, len(unread))
    for path in reports:
        write_report(desk.report(checked, unread), path)
        click.echo(f"The report is in {one_line(str(path))}.", err=True)
    if unread or any(_is_bad_news(one.found, strict) for one in checked):
        raise click.exceptions.Exit(1)


def _batch(name: str, desk: Desk) -> None:
    """Answer line by line; a bad line gets an answer that says so, and the batch goes on."""
    from sousveil.cli import explained
    from sousveil.model.time import parse_date

    good, bad = 0, 0
    last = ""
    for number, line, wrong in lines(name):
        known = {"id": line["id"]} if line is not None and "id" in line else {}
        try:
            if line is None or wrong:
                raise QueryError(wrong)
            day = parse_date(str(line["as_of"])) if line.get("as_of") else None
            answer = desk.plain(desk.check(line["text"], day, line.get("lang")))
        except Exception as error:  # one line never costs the batch
            bad += 1
            last = explained(error)
            as_json({**known, "line": number, "error": last})
        else:
            good += 1
            as_json({**known, **answer})
    if bad and not good:
        raise QueryError(last if bad == 1 else f"None of the {bad} lines could be checked. {last}")
    if bad:
        many = "1 line" if bad == 1 else f"{bad} lines"
        click.echo(f"{many} of {good + bad} could not be checked; the answer says why.", err=True)


def _kept(project: Project, article: Article, found: Check, against: str | None) -> str:
    """Save a check, and return its id."""
    saved = project.save_check(
        article.text,
        name=article.name,
        title=article.title,
        publisher=article.publisher,
        as_of=found.as_of,
        against=against,
    )
    return saved.id


def _short(id: str) -> str:
    """Return an id of a check or a verdict as people are shown it."""
    from sousveil.project.checks import short

    return short(id)


def _say_unread(lost: Unread, json_: bool) -> None:
    if json_:
        as_json({"input": lost.name, "error": lost.why})
    click.echo(f"{one_line(lost.name)}: {lost.why}", err=True)


def _say_corrections(report: Report) -> None:
    """Write the notes, parted by lines."""
    from sousveil.publish.correction import notes

    first = True
    for one in report.checked:
        for note in notes(one, report):
            if not first:
                click.echo("\n---\n")
            first = False
            for words in note:
                paragraph(words)
    if first:
        click.echo("There is nothing to correct: no claim is contradicted or outdated.")


def _sum_up(checked: list[Checked], unread: int) -> None:
    """Say in one line what became of several inputs."""
    heading("In all")
    many = "1 text" if len(checked) == 1 else f"{len(checked)} texts"
    told = [
        f"{count} {outcome}"
        for outcome in SIGNS
        if (count := sum(one.found.outcome == outcome for one in checked))
    ]
    lost = f"; {unread} could not be read" if unread else ""
    click.echo(f"{many} checked: {', '.join(told)}{lost}.")


def _is_bad_news(found: Check, strict: bool) -> bool:
    """Tell whether a claim is contradicted; if strict, whether one is not supported."""
    if strict:
        return any(judged.verdict.outcome != "supported" for judged in found.claims)
    return found.outcome == "contradicted"


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
        for _, line, wrong in lines(article):
            if line is None or wrong:
                raise QueryError(wrong)
            found = _claims(line["text"], codebook, line.get("lang") or language(line["text"]))
            as_json({"id": line["id"], "claims": found})
        return
    with Inputs((article,)) as given:
        text = given.read(article).text
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


def say_check(
    found: Check, editions: tuple[Edition, ...], codebook: Codebook, against: Edition | None
) -> None:
    """Write the verdict and each claim with what was counted."""
    date = f"as of {found.as_of}" if found.as_of else "as of the newest edition"
    if against is not None:
        date = f"against {against.name}"
    total = len(found.claims)
    what = "statement" if any(j.question.query for j in found.claims) else "number"
    many = (
        "no number that the index could answer"
        if not total
        else f"{total} " + (what if total == 1 else f"{what}s")
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
            if any(_speaks_of(v, edition) for v in verdicts):
                paragraph(edition.attribution, indent="  ")


def _in_short(found: Check) -> str:
    """Say how many sentences hold numbers that could not be judged; dates alone are left out.

    What was not read as a sentence is told apart.
    """
    from sousveil.extraction.shapes import TABLE, TOO_LONG

    kinds = Counter(one.kind for one in found.uncheckable if one.kind != "dates")
    long, tables = kinds.pop(TOO_LONG, 0), kinds.pop(TABLE, 0)
    said = []
    if total := sum(kinds.values()):
        hold = "sentence holds a number" if total == 1 else "sentences hold numbers"
        told = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
        said.append(f"{total} more {hold} and no claim that could be judged ({told});")
    if long or tables:
        runs = "1 stretch of text was" if long + tables == 1 else f"{long + tables} stretches were"
        parts = [f"{long} too long"] * bool(long) + [f"{tables} like a table"] * bool(tables)
        said.append(f"{runs} not read as a sentence ({', '.join(parts)});")
    return " ".join([*said, "--json and --report show each."]) if said else ""


def _print_claim(judged: Judged, codebook: Codebook) -> None:
    from sousveil.checking.asked import asked, claim_type

    question, verdict = judged.question, judged.verdict
    sign, _ = SIGNS[str(verdict.outcome)]
    said = next((m.text for name, m in question.mentions if name == "value"), "the rest")
    words = asked(question, codebook, verdict.edition) if question.type != "about" else ""
    if question.query is not None:
        said = claim_type(question, codebook)
    click.echo(f"  {sign} {said}: {_styled(str(verdict.outcome))}")
    if words and question.unit == "countries":
        paragraph(f"Asked: {words}.", indent="      ")
    paragraph(verdict.reason, indent="      ")
    if verdict.repair is not None:
        for head, mended in (
            ("Repair", verdict.repair),
            *(("Or", other) for other in verdict.repair.others),
        ):
            _print_repair(head, mended)
    if verdict.recomputed is not None and verdict.recomputed.countries:
        names = sorted(codebook.countries[c].name for c in verdict.recomputed.countries)
        more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
        paragraph(f"Rows: {', '.join(names[:SHOWN])}{more}.", indent="      ")


def _print_repair(head: str, mended: Repaired) -> None:
    from sousveil.checking.explain import change

    told = change(mended)
    if told:
        named = f"; see the figure {mended.figure} of {mended.edition}"
        paragraph(f"{head}: {told}{'' if mended.figure == 'ad-hoc' else named}.", indent="      ")
    if mended.sentence is not None:
        paragraph(f"It should read: “{one_line(mended.sentence)}”", indent="      ")


def _speaks_of(verdict: Verdict, edition: Edition) -> bool:
    from sousveil.figures.words import edition_in_words

    mended = verdict.repair
    repairs = () if mended is None else (mended, *mended.others)
    return (
        edition.name == verdict.edition
        or edition_in_words(edition) in verdict.reason
        or any(one.edition == edition.name for one in repairs)
    )


def _styled(outcome: str) -> str:
    return click.style(outcome, fg=SIGNS[outcome][1], bold=True)
