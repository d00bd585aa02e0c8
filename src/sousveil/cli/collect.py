"""Verbs that make, fill and check a project: init, add, digest, verify."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sousveil.cli.editions import open_project
from sousveil.cli.output import as_json, one_line
from sousveil.errors import ProjectDamaged

if TYPE_CHECKING:
    from sousveil.project import Added, Fault


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
@click.option("--json", "json_", is_flag=True, help="Answer in JSON, a line for each document.")
@click.pass_obj
def add(
    folder: Path | None,
    inputs: tuple[str, ...],
    source: str | None,
    as_of: str | None,
    json_: bool,
) -> None:
    """Archive documents, read them and find their claims. Folders are walked.

    \b
    sousveil add aigs-2019-table.pdf --source carnegie-2019
    sousveil add report.pdf stories/ --as-of 2022-12-03 --json

    The batch goes to its end, whatever happens to one document. Exits 1 if any was rejected.
    """
    rejected = False
    for added in open_project(folder).add(inputs, source=source, as_of=as_of):
        rejected = rejected or added.status == "rejected"
        if json_:
            as_json(_plain(added))
        else:
            click.echo(_line(added))
        for problem in added.problems:
            hint = f" ({problem.hint})" if problem.hint else ""
            said = f"{added.input}: {problem.where}: {problem.what}{hint}"
            click.echo(one_line(said), err=True)
    raise click.exceptions.Exit(1 if rejected else 0)


@click.command()
@click.option("--json", "json_", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def digest(folder: Path | None, json_: bool) -> None:
    """Print one hash of all that the project holds and of what was decided.

    \b
    sousveil digest
    sousveil -C my-index digest --json

    Two projects with the same documents and decisions have the same digest.
    """
    value = open_project(folder).digest()
    if json_:
        as_json({"digest": value})
    else:
        click.echo(value)


@click.command()
@click.option("--deep", is_flag=True, help="Read, extract and compile everything again.")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def verify(folder: Path | None, deep: bool, json_: bool) -> None:
    """Check every digest, quote and frozen figure of the project.

    \b
    sousveil verify
    sousveil -C my-index verify --deep --json

    Exits 1 with what is wrong.
    """
    try:
        report = open_project(folder).verify(deep=deep)
    except ProjectDamaged as damage:  # so badly that no further check is possible
        if json_:
            fault = {"where": "the project", "kind": "ledger", "what": str(damage), "hint": ""}
            as_json({"ok": False, "problems": [fault], "notes": [], "counts": {}, "head": None})
        else:
            click.echo(one_line(str(damage)))
        raise click.exceptions.Exit(1) from None
    if json_:
        as_json({"ok": not report.problems, **asdict(report)})
    else:
        for problem in report.problems:
            click.echo(_fault(problem))
        for note in report.notes:
            click.echo(_fault(note), err=True)
        counted = ", ".join(f"{number} {name}" for name, number in report.counts.items())
        found = len(report.problems)
        click.echo(f"{found or 'Nothing'} wrong. Checked: {counted or 'an empty project'}.")
    raise click.exceptions.Exit(1 if report.problems else 0)


def _plain(added: Added) -> dict[str, Any]:
    fields = ("input", "status", "code", "snapshot", "text", "claims", "lost", "source")
    problems = [{"kind": p.kind, "where": str(p.where), "what": p.what} for p in added.problems]
    return {name: getattr(added, name) for name in fields} | {"problems": problems}


def _fault(fault: Fault) -> str:
    return one_line(f"{fault.where}: {_stopped(fault.what)} {fault.hint}")


def _stopped(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?")) else f"{sentence}."


def _line(added: Added) -> str:
    code = f" code={added.code}" if added.code else ""
    lost = f"; lost: {'; '.join(added.lost)}" if added.lost else ""
    return one_line(f"status={added.status}{code} claims={added.claims} {added.input}{lost}")
