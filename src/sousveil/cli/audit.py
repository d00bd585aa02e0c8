"""The verb `audit`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from sousveil.cli.editions import Shelf
from sousveil.cli.output import as_json, heading, one_line, paragraph
from sousveil.errors import QueryError, ReadingError

if TYPE_CHECKING:
    from sousveil.checking.audit import Recounted, Said
    from sousveil.codebook.vocabulary import Codebook
    from sousveil.model.edition import Edition
    from sousveil.project.extract import Extract

SECTIONS = {
    "contradicted": "The table gives another number",
    "depends": "A counting rule decides",
    "unverifiable": "The table cannot tell",
    "supported": "The table gives the same",
}
BOUNDS = {"min": "at least ", "max": "at most ", "approx": "about "}


class Table(Struct, frozen=True):
    """The table of a publication, as read and as compiled."""

    name: str
    edition: Edition
    rows: dict[str, str]
    """Country, alpha-3, to the place of its row in words."""

    as_published: bool
    """True where the file is byte for byte the one that the publisher gave out."""


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE|-...")
@click.option(
    "--printed", is_flag=True, help="Compare the printed figures with a file of one's own, too."
)
@click.option("--json", "json_", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def audit(folder: Path | None, files: tuple[str, ...], printed: bool, json_: bool) -> None:
    """Recount a publication from its own table: what it prints, and what texts quote from it.

    \b
    sousveil audit aigs-2019-table.pdf
    sousveil audit aigs-2019-table.pdf report.pdf article.txt --json

    One FILE holds the table; its headings tell which index it is. The others are texts that print
    or quote its numbers. What the publication prints elsewhere is taken from the codebook, where
    the table is the publisher's own file. Exits 1 if the table gives another number.
    """
    from sousveil.checking import audit as checking

    shelf = Shelf(folder)
    codebook = shelf.codebook
    table, texts = _read(files, shelf)
    compared = printed or table.as_published
    found = checking.audit(table.edition, texts, codebook, compared)
    if json_:
        as_json(_plain(table, texts, found, compared, codebook))
    else:
        _say(table, found, compared, codebook)
        for name, many in _told(table, texts, found).items():
            if not many:
                click.echo(f"sousveil: No number that the index could answer in {name}.", err=True)
    if any(one.verdict.outcome == "contradicted" for one in found):
        raise click.exceptions.Exit(1)


def _read(files: tuple[str, ...], shelf: Shelf) -> tuple[Table, list[tuple[str, str]]]:
    """Return the one table, and all texts by name; the words around the table are one, too."""
    from contextlib import closing

    from sousveil.project.reader import Apart

    tables: list[Table] = []
    texts: list[tuple[str, str]] = []
    reader = Apart(None) if shelf.project is None else shelf.project.reader
    with closing(reader):
        for file in files:
            try:
                found = reader.extract(_bytes(file))
            except ReadingError as error:
                raise QueryError(f"{file}: {error}") from None
            content = found.text.content[: found.reading.shown]
            if found.reading.layout is None:
                texts.append((file, content))
                continue
            tables.append(_table(file, found, shelf.codebook))
            texts.append((file, _beside(found, content)))
    if len(tables) > 1:
        names = " and ".join(table.name for table in tables)
        raise QueryError(
            f"{names} each hold a table. Give one table, with the texts that quote it."
        )
    if not tables:
        raise QueryError(
            "No file holds a table of an index that is known by its headings. "
            "Give the publication's own table as well, such as aigs-2019-table.pdf."
        )
    return tables[0], texts


def _table(file: str, found: Extract, codebook: Codebook) -> Table:
    from sousveil.checking.audit import edition_of

    layout = codebook.layouts[found.reading.layout or ""]
    (head,) = [c.id for c in layout.tables[0].columns if c.kind == "country"]
    return Table(
        name=file,
        edition=edition_of(layout.id, found.claims, codebook, found.snapshot.id),
        rows={
            cell.country: str(cell.place)
            for cell in reversed(found.reading.cells)
            if cell.column == head
        },
        as_published=found.snapshot.id in codebook.sources[layout.source].files,
    )


def _beside(found: Extract, content: str) -> str:
    """Return what stands beside the table; its rows, and other rows of cells, are blanked out.

    So whatever is found in it stands where it stands in the text as read.
    """
    first = min((claim.evidence.start for claim in found.claims), default=len(content))
    last = max((claim.evidence.end for claim in found.claims), default=len(content))
    blanked = content[:first] + "\n" * (last - first) + content[last:]
    return "".join(
        "\n" * len(line) if "\t" in line else line for line in blanked.splitlines(keepends=True)
    )


def _bytes(file: str) -> bytes:
    path = Path(file)
    if file == "-":
        return sys.stdin.buffer.read()
    if path.is_dir():
        raise QueryError(f"{path} is a folder. Give files: one table, and texts.")
    if file.startswith(("http:/", "https:/")):
        raise QueryError("Nothing is fetched from the web. Save the page, and give the file.")
    if not path.exists():
        raise QueryError(f"There is no file {file!r}. Check the name and the folder.")
    return path.read_bytes()


def _plain(
    table: Table,
    texts: list[tuple[str, str]],
    found: tuple[Recounted, ...],
    compared: bool,
    codebook: Codebook,
) -> dict[str, Any]:
    return {
        "table": table.name,
        "edition": table.edition.name,
        "countries": len(table.edition.countries),
        "as_published": table.as_published,
        "printed_compared": compared,
        "texts": [{"file": name, "numbers": n} for name, n in _told(table, texts, found).items()],
        "agrees": not any(one.verdict.outcome == "contradicted" for one in found),
        "numbers": [_number(one, table, codebook) for one in found],
        "attribution": table.edition.attribution,
    }


def _told(
    table: Table, texts: list[tuple[str, str]], found: tuple[Recounted, ...]
) -> dict[str, int]:
    """Return how many numbers each text beside the table tells."""
    told = {name: 0 for name, _ in texts if name != table.name}
    for one in found:
        for name in {said.where for said in one.said if said.span is not None} & told.keys():
            told[name] += 1
    return told


def _number(one: Recounted, table: Table, codebook: Codebook) -> dict[str, Any]:
    from sousveil.extraction.schema import plain_number

    question, verdict = one.question, one.verdict
    countries = verdict.recomputed.countries if verdict.recomputed else ()
    return {
        "figure": one.figure,
        "words": one.words,
        "type": question.type,
        "printed": None if question.query is not None else plain_number(question.value),
        "bound": question.bound,
        "recounted": None if verdict.value is None else plain_number(round(verdict.value, 1)),
        "outcome": str(verdict.outcome),
        "countries": list(countries),
        "rows": [{"country": code, "place": table.rows.get(code, "")} for code in countries],
        "said": [_said(said) for said in one.said],
        "alternatives": [
            {"rule": {a.rule: a.setting}, "value": plain_number(round(a.value, 1))}
            for a in verdict.alternatives
        ],
        "reason": verdict.reason,
    }


def _said(said: Said) -> dict[str, Any]:
    return {
        "where": said.where,
        "quote": said.quote,
        "start": None if said.span is None else said.span.start,
        "end": None if said.span is None else said.span.end,
        "quoted_by": list(said.quoted_by),
    }


def _say(table: Table, found: tuple[Recounted, ...], compared: bool, codebook: Codebook) -> None:
    edition = table.edition
    wrong = sum(one.verdict.outcome == "contradicted" for one in found)
    click.echo(
        f"{table.name} is read as {edition.name}: {len(edition.countries)} countries. "
        f"{_counted(len(found))} printed or quoted; the table contradicts {wrong}."
    )
    if not compared:
        paragraph(
            "This is not the file that the publisher gave out, so the figures that its report "
            "prints are left out. --printed compares them all the same."
        )
    for outcome, title in SECTIONS.items():
        ones = [one for one in found if one.verdict.outcome == outcome]
        if ones:
            heading(f"{title} ({len(ones)})")
        for one in ones:
            _say_one(one, table, codebook)
    heading("Source")
    paragraph(edition.attribution, indent="  ")


def _counted(many: int) -> str:
    return "1 statement" if many == 1 else f"{many} statements"


def _say_one(one: Recounted, table: Table, codebook: Codebook) -> None:
    from sousveil.cli.check import SHOWN, SIGNS

    verdict = one.verdict
    sign, colour = SIGNS[str(verdict.outcome)]
    click.echo(f"  {sign} {click.style(_headline(one), fg=colour, bold=True)}")
    if verdict.outcome == "supported":
        return
    paragraph(verdict.reason, indent="      ")
    for said in one.said:
        if said.quote is None:
            by = f" Quoted by {'; '.join(said.quoted_by)}." if said.quoted_by else ""
            paragraph(f"Printed: {said.where}.{by}", indent="      ")
        else:
            paragraph(f"{said.where}: “{one_line(said.quote)}”", indent="      ")
    if verdict.recomputed is not None and verdict.recomputed.countries:
        codes = verdict.recomputed.countries
        names = [codebook.countries[c].name for c in codes]
        more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
        paragraph(f"Rows: {', '.join(sorted(names)[:SHOWN])}{more}.", indent="      ")


def _headline(one: Recounted) -> str:
    question, verdict = one.question, one.verdict
    if question.query is not None:
        return one_line(one.words)
    unit = " per cent" if question.type == "share" else ""
    printed = f"{BOUNDS.get(question.bound, '')}{question.value:g}{unit}"
    if verdict.value is None:
        return f"{one.words}: printed {printed}"
    return f"{one.words}: printed {printed}, recounted {round(verdict.value, 1):g}{unit}"
