"""Verbs that keep a project sound: digest, verify, backup, restore."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import to_builtins

from sousveil.cli.editions import open_project
from sousveil.cli.output import as_json, one_line
from sousveil.errors import ProjectDamaged
from sousveil.model.noun import replace

if TYPE_CHECKING:
    from sousveil.project import Fault

FEW = 3  # notes of one kind that are told one by one

RECORD_HELP = "First record sousveil.toml and the codebook as they are: the change was yours."


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
@click.option("--head", metavar="HASH", help="A head that was published: the log must have it.")
@click.option("--record-settings", is_flag=True, help=RECORD_HELP)
@click.option("--json", "json_", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def verify(
    folder: Path | None, deep: bool, head: str | None, record_settings: bool, json_: bool
) -> None:
    """Check every digest, quote and frozen figure of the project.

    \b
    sousveil verify
    sousveil -C my-index verify --deep --head sha256:3f2a...

    Exits 1 with what is wrong.
    """
    try:
        project = open_project(folder)
        if record_settings:
            project.record_settings()
        report = project.verify(deep=deep, head=head)
    except ProjectDamaged as damage:  # so badly that no further check is possible
        if json_:
            fault = {"where": "the project", "kind": "ledger", "what": str(damage), "hint": ""}
            as_json({"ok": False, "problems": [fault], "notes": [], "counts": {}, "head": None})
        else:
            click.echo(one_line(str(damage)))
        raise click.exceptions.Exit(1) from None
    if json_:
        as_json({"ok": not report.problems, **to_builtins(report)})
    else:
        for problem in report.problems:
            click.echo(_fault(problem))
        for line in _notes(report.notes):
            click.echo(line, err=True)
        counted = ", ".join(f"{number} {name}" for name, number in report.counts.items())
        found = len(report.problems)
        click.echo(f"{found or 'Nothing'} wrong. Checked: {counted or 'an empty project'}.")
    raise click.exceptions.Exit(1 if report.problems else 0)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "json_", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def backup(folder: Path | None, file: Path, json_: bool) -> None:
    """Write the whole project to one new file, as it is at one moment.

    \b
    sousveil backup ../my-index-2026-11-22.tar
    sousveil -C my-index backup /media/usb/my-index.tar --json

    Others may go on writing meanwhile. The file is a plain tar archive.
    """
    with open_project(folder) as project:
        made = project.backup(file)
    if json_:
        as_json({"file": str(file), **to_builtins(made)})
    else:
        click.echo(f"{one_line(str(file))} holds the project. Its head is {made.head.hash}.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("dir", type=click.Path(path_type=Path))
@click.option("--json", "json_", is_flag=True, help="Answer in JSON.")
def restore(file: Path, dir: Path, json_: bool) -> None:
    """Make a project in the folder DIR from a backup, and verify it.

    \b
    sousveil restore my-index-2026-11-22.tar my-index
    sousveil restore /media/usb/my-index.tar again --json
    """
    from sousveil.project import Project

    with Project.restore(file, dir) as project:
        digest = project.digest()
    if json_:
        as_json({"dir": str(dir), "digest": digest})
    else:
        click.echo(f"{one_line(str(dir))} holds the project, and nothing is wrong with it.")
        click.echo(f"Its digest is {digest}.")


def _notes(notes: tuple[Fault, ...]) -> Iterator[str]:
    """Yield a line for each note; what is noted of many things alike is one line."""
    alike: dict[tuple[str, str], list[Fault]] = {}
    for note in notes:
        alike.setdefault((note.what, note.hint), []).append(note)
    for same in alike.values():
        if len(same) > FEW:
            more = f"{same[0].where} and {len(same) - 1} more"
            yield _fault(replace(same[0], where=more))
        else:
            yield from map(_fault, same)


def _fault(fault: Fault) -> str:
    return one_line(f"{fault.where}: {_stopped(fault.what)} {fault.hint}")


def _stopped(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?")) else f"{sentence}."
