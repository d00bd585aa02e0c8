"""Verbs that make and fill a project: init, add, watch."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sousveil.cli.editions import open_project
from sousveil.cli.output import as_json, one_line

if TYPE_CHECKING:
    from sousveil.project import Added
    from sousveil.project.documents import Given

CLEAR = "\r\x1b[K"
"""Empties the line of a terminal."""

DELAY_HELP = "Seconds between two requests to one host [2]."
EVERY_HELP = "Look again and again, so many minutes apart."


@click.command()
@click.argument("dir", type=click.Path(path_type=Path))
def init(dir: Path) -> None:
    """Make an empty project in the folder DIR.

    \b
    sousveil init my-index
    sousveil init /srv/newsroom/index-2024
    """
    from sousveil.project import Project

    Project.create(dir).close()
    click.echo(f"{one_line(str(dir))} is an empty project.")
    click.echo(f"Next: sousveil -C {one_line(str(dir))} add FILE", err=True)


@click.command()
@click.argument("inputs", metavar="PATH|URL...", nargs=-1, required=True)
@click.option("--source", metavar="ID", help="Who speaks [told from the document].")
@click.option("--as-of", metavar="DATE", help="The date on which the document speaks.")
@click.option("--ignore-robots", is_flag=True, help="Fetch what a site asks programs to leave.")
@click.option("--delay", metavar="SECONDS", type=click.FloatRange(min=0), help=DELAY_HELP)
@click.option("--json", "json_", is_flag=True, help="Answer in JSON, a line for each document.")
@click.pass_obj
def add(
    folder: Path | None,
    inputs: tuple[str, ...],
    source: str | None,
    as_of: str | None,
    ignore_robots: bool,
    delay: float | None,
    json_: bool,
) -> None:
    """Archive documents, read them and find their claims.

    \b
    sousveil add aigs-2019-table.pdf --source carnegie-2019
    sousveil add report.pdf stories/ https://example.org/story --as-of 2022-12-03

    Folders are walked, archives opened, addresses fetched. The batch goes to its end, whatever
    happens to one document. Exits 1 if any was rejected.
    """
    with open_project(folder) as project:
        told = project.add(
            inputs,
            source=source,
            as_of=as_of,
            progress=_shown if sys.stderr.isatty() else None,
            robots=not ignore_robots,
            delay=delay,
        )
        _tell(told, json_)


@click.command()
@click.argument("lists", metavar="PATH|URL...", nargs=-1, required=True)
@click.option("--source", metavar="ID", help="Who speaks [told from each address].")
@click.option("--every", metavar="MINUTES", type=click.FloatRange(min=1), help=EVERY_HELP)
@click.option("--ignore-robots", is_flag=True, help="Fetch what a site asks programs to leave.")
@click.option("--delay", metavar="SECONDS", type=click.FloatRange(min=0), help=DELAY_HELP)
@click.option("--json", "json_", is_flag=True, help="Answer in JSON, a line for each document.")
@click.pass_obj
def watch(
    folder: Path | None,
    lists: tuple[str, ...],
    source: str | None,
    every: float | None,
    ignore_robots: bool,
    delay: float | None,
    json_: bool,
) -> None:
    """Read feeds and lists of addresses, and add what is new in them.

    \b
    sousveil watch https://example.org/feed.xml
    sousveil watch library.bib addresses.txt --every 60

    A list is a feed (RSS, Atom), a library of references (CSL-JSON, BibTeX, RIS) or a text with
    one address a line. Exits 1 if any document was rejected.
    """
    with open_project(folder) as project:
        while True:
            told = project.watch(lists, source=source, robots=not ignore_robots, delay=delay)
            if every is None:
                _tell(told, json_)
            _tell(told, json_, end=False)
            click.echo(f"Looking again in {every:g} minutes. Stop with Ctrl-C.", err=True)
            time.sleep((every or 0) * 60)


def _shown(given: list[Given]) -> Iterator[Given]:
    """Hand on the documents, and show on a terminal which one is being read."""
    for number, one in enumerate(given, 1):
        click.echo(
            f"{CLEAR}{number} of {len(given)}: {one_line(str(one))[-60:]}", nl=False, err=True
        )
        yield one
    click.echo(CLEAR, nl=False, err=True)


def _tell(told: Iterable[Added], json_: bool, end: bool = True) -> None:
    """Write a line for each document as it comes, and exit with 1 if any was rejected."""
    rejected = False
    for added in told:
        if sys.stderr.isatty():
            click.echo(CLEAR, nl=False, err=True)
        rejected = rejected or added.status == "rejected"
        if json_:
            as_json(_plain(added))
        else:
            click.echo(_line(added))
        for problem in added.problems:
            hint = f" ({problem.hint})" if problem.hint else ""
            where = f"{problem.where}: " if str(problem.where) != "the document" else ""
            said = f"{where}{problem.what}{hint}"
            if not said.startswith(added.input):
                said = f"{added.input}: {said}"
            click.echo(one_line(said), err=True)
    if end:
        raise click.exceptions.Exit(1 if rejected else 0)


def _plain(added: Added) -> dict[str, Any]:
    fields = [name for name in added.__struct_fields__ if name != "problems"]
    problems = [{"kind": p.kind, "where": str(p.where), "what": p.what} for p in added.problems]
    return {name: getattr(added, name) for name in fields} | {"problems": problems}


def _line(added: Added) -> str:
    code = f" code={added.code}" if added.code else ""
    lost = f"; lost: {'; '.join(added.lost)}" if added.lost else ""
    changed = f"; {added.changed}" if added.changed else ""
    copy = f"; the text is that of {added.copy_of}" if added.copy_of else ""
    told = f"status={added.status}{code} claims={added.claims} {added.input}"
    return one_line(f"{told}{changed}{copy}{lost}")
