"""Verbs that look into a project's documents: search, documents, copies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sousveil.cli.editions import open_project
from sousveil.cli.output import as_json, one_line, paragraph, table

if TYPE_CHECKING:
    from sousveil.project import Found


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--in", "within", type=click.Choice(["all", "documents", "claims"]), default="all")
@click.option("--limit", metavar="N", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--json", "json_", is_flag=True, help="Answer in JSON, a list.")
@click.pass_obj
def search(
    folder: Path | None, query: tuple[str, ...], within: str, limit: int, json_: bool
) -> None:
    """Find words in the project's documents and claims.

    \b
    sousveil search '"facial recognition" -airport'
    sousveil search 华为 --in documents --json

    All words must be there; "words in quotes" stand together; camera* begins so; -word is not
    there. Case and accents do not matter. Exits 1 if nothing is found.
    """
    from sousveil.model.codec import to_plain

    with open_project(folder) as project:
        found = list(project.search(" ".join(query), within=within, limit=limit))
    if json_:
        as_json([to_plain(hit) for hit in found])
    else:
        for hit in found:
            _say(hit)
        if not found:
            click.echo("Nothing was found. Try fewer words, or the beginning of one: camera*.")
    raise click.exceptions.Exit(0 if found else 1)


@click.command()
@click.option("--json", "json_", is_flag=True, help="Answer in JSON, a line for each document.")
@click.option("--refused", is_flag=True, help="List what was refused, and why.")
@click.pass_obj
def documents(folder: Path | None, json_: bool, refused: bool) -> None:
    """List the project's documents: status, date, source, title, places of finding.

    \b
    sousveil documents
    sousveil -C my-index documents --refused --json
    """
    from sousveil.model.codec import to_plain

    with open_project(folder) as project:
        if refused:
            told = list(project.refusals())
            if json_:
                for refusal in told:
                    as_json(to_plain(refusal))
            else:
                table(
                    ("code", "at", "location", "why"),
                    ((r.code, r.at, r.location, r.what) for r in told),
                )
            return
        if json_:
            for holding in project.holdings():
                as_json(to_plain(holding))
            return
        table(
            ("status", "date", "source", "claims", "places", "title or place", "snapshot"),
            (
                (
                    holding.status,
                    holding.date or holding.known,
                    holding.places[0].source if holding.places else None,
                    holding.claims,
                    len(holding.places),
                    (holding.title or (holding.places[0].location if holding.places else ""))[:60],
                    holding.snapshot[7:19],
                )
                for holding in project.holdings()
            ),
        )


@click.command()
@click.option("--json", "json_", is_flag=True, help="Answer in JSON, a line for each pair.")
@click.pass_obj
def copies(folder: Path | None, json_: bool) -> None:
    """Show which documents are copies of each other, whole or nearly so.

    \b
    sousveil copies
    sousveil -C my-index copies --json

    Copies, reprints and syndicated texts are one voice, however many they are.
    """
    from sousveil.model.codec import to_plain

    count = 0
    with open_project(folder) as project:
        for pair in project.copies():
            count += 1
            if json_:
                as_json(to_plain(pair))
                continue
            share = f"{pair.jaccard:.0%} of both, {pair.containment:.0%} of the shorter"
            click.echo(one_line(f"{pair.relation}: {pair.one.location} ({pair.one.source})"))
            click.echo(
                "    " + one_line(f"and {pair.other.location} ({pair.other.source}); {share}")
            )
    if not count and not json_:
        click.echo("No two documents are copies of each other.")


def _say(hit: Found) -> None:
    """Write a hit: where it is, and the words around the places found."""
    about = ", ".join(filter(None, (hit.title, hit.source, hit.date)))
    hidden = "" if hit.state == "shown" else f" [{hit.state} in the original]"
    click.echo(one_line(f"{hit.kind}: {about}{hidden}"))
    place = f", {hit.place}" if hit.place is not None and str(hit.place) != "the document" else ""
    click.echo("    " + one_line(f"{hit.location}{place}, characters {hit.start} to {hit.end}"))
    paragraph(hit.quote, indent="    ")
