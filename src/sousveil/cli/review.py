"""Verbs of review: what waits for a decision, and the names that the codebook lacks."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click
from msgspec import to_builtins

from sousveil.cli.editions import open_project
from sousveil.cli.output import as_json, one_line
from sousveil.errors import QueryError
from sousveil.project.plain import apply, parsed, plain_queue

if TYPE_CHECKING:
    from sousveil.project import Candidate, Project

BY_HELP = "The name under which you decide."
SCRIPT_HELP = "Take decisions from JSON lines; - for standard input."


@click.command()
@click.option("--by", metavar="NAME", help=BY_HELP)
@click.option("--decisions", "script", metavar="FILE", type=click.File("rb"), help=SCRIPT_HELP)
@click.option("--limit", metavar="N", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--skip", metavar="N", type=click.IntRange(0), default=0, help="Leave out the first.")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def review(
    folder: Path | None,
    by: str | None,
    script: IO[bytes] | None,
    limit: int,
    skip: int,
    json_: bool,
) -> None:
    """Decide about claims: one after the other in a terminal, else print the queue as JSON.

    \b
    sousveil review --by anna
    sousveil review --decisions decided.jsonl --by anna

    Nothing is accepted by itself, and no decision is ever changed: a later one supersedes it.
    With --decisions, each line is taken wholly or not at all; exits 1 if one was refused.
    """
    project = open_project(folder)
    if script is not None:
        refused = False
        for told in _applied(project, script, by):
            refused = refused or not told["ok"]
            if json_:
                as_json(told)
            else:
                click.echo(_told(told))
        raise click.exceptions.Exit(1 if refused else 0)
    if json_ or not on_terminal():
        as_json(plain_queue(project, project.queue(limit, skip=skip, by=by), skip))
        return
    from sousveil.cli.desk import sit

    sit(project, by)


@click.command()
@click.option("--json", "json_", is_flag=True, help="Answer in JSON, a list.")
@click.pass_obj
def names(folder: Path | None, json_: bool) -> None:
    """List the names that claims use and the codebook lacks, as entries ready for it.

    \b
    sousveil names
    sousveil -C my-index names --json

    Near names are shown beside one and never merged with it. A name with odd letters gets no
    entry: look at its claims first.
    """
    with open_project(folder) as project:
        found = project.candidates()
    if json_:
        as_json([to_builtins(one, enc_hook=str) for one in found])  # some words are `Said`
        return
    if not found:
        click.echo("# The codebook has every name that claims use.")
    for vocabulary in ("suppliers", "financiers"):
        own = [one for one in found if one.vocabulary == vocabulary]
        if own:
            click.echo(f"# for codebook/{vocabulary}.yml of the project")
        for one in own:
            _say_name(one)


def on_terminal() -> bool:
    """Tell whether somebody sits there and can press keys."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _applied(project: Project, script: IO[bytes], by: str | None) -> Iterator[dict[str, Any]]:
    """Take the decisions of a script line by line, and tell what became of each."""
    for number, line in enumerate(script, 1):
        if not line.strip():
            continue
        try:
            made = apply(project, parsed(line), by)
        except QueryError as error:
            yield {"line": number, "ok": False, "why": str(error)}
            continue
        told: dict[str, Any] = {"line": number, "ok": True, "kind": made.kind, "decision": made.id}
        yield told | {"claims": made.claims, "instead": made.instead or ()}


def _told(told: dict[str, Any]) -> str:
    if not told["ok"]:
        return one_line(f"line {told['line']}: refused. {told['why']}")
    count = len(told["claims"])
    claims = "1 claim" if count == 1 else f"{count} claims"
    instead = f", instead {', '.join(told['instead'])}" if told["instead"] else ""
    return one_line(f"line {told['line']}: {told['kind']} of {claims}{instead}")


def _say_name(one: Candidate) -> None:
    where = f" on {', '.join(one.countries)}" if one.countries else ""
    count = "1 claim" if len(one.claims) == 1 else f"{len(one.claims)} claims"
    near = f"; near to it, perhaps the same: {', '.join(one.near)}" if one.near else ""
    click.echo(f"# {one_line(one.name)}: {count}{where}{near}")
    if one.odd:
        click.echo(f"#   no entry: it has {one_line(one.odd)}")
    click.echo(one.yaml, nl=False)
