"""The verb that writes an edition as files: export."""

from __future__ import annotations

from pathlib import Path

import click

from sousveil.cli.editions import Shelf, open_project
from sousveil.cli.output import as_json, one_line
from sousveil.errors import QueryError
from sousveil.publish import EXPORTERS

REVIEWS = "claimreview"
"""The format that is about saved checks, and not about the edition itself."""


@click.command()
@click.argument("edition")
@click.option("--format", "format", type=click.Choice([*EXPORTERS, REVIEWS]), default="csv")
@click.option("--to", type=click.Path(path_type=Path), required=True, help="Folder to write into.")
@click.option("--publisher", metavar="NAME", help="claimreview: who reviews [the project's name].")
@click.option("--base-url", metavar="URL", help="claimreview: the address below which they stand.")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def export(
    folder: Path | None,
    edition: str,
    format: str,
    to: Path,
    publisher: str | None,
    base_url: str | None,
    json_: bool,
) -> None:
    """Write EDITION as files, with datapackage.json and the attribution.

    \b
    sousveil export aigs-2019 --format csv --to out/
    sousveil export aigs-2022 --format xlsx --to out/
    sousveil -C my-index export aigs-2022 --format claimreview --to out/

    The same edition gives the same bytes. The format claimreview writes the verdicts on the
    edition that a person has confirmed, and leaves out what recheck finds moved.
    """
    if format == REVIEWS:
        written = _reviews(folder, edition, to, publisher, base_url)
        _tell(edition, format, written, json_)
        return
    if publisher is not None or base_url is not None:
        raise QueryError("--publisher and --base-url belong to --format claimreview.")
    from sousveil.figures.published import recount
    from sousveil.publish import export as write

    shelf = Shelf(folder)
    asked = shelf.edition(edition)
    figures = recount(shelf.codebook, asked)
    replies = () if shelf.project is None else shelf.project.replies()
    written = write(asked, shelf.records(edition), shelf.codebook, figures, to, format, replies)
    _tell(asked.name, format, written, json_)


def _reviews(
    folder: Path | None, name: str, to: Path, publisher: str | None, base: str | None
) -> tuple[Path, ...]:
    """Write the confirmed verdicts on an edition that still hold; tell which are left out."""
    from sousveil.project.checks import short
    from sousveil.publish.claimreview import FILE, files

    if base is not None and not base.startswith(("https://", "http://")):
        raise QueryError(f"{base!r} is no address of the web. Write it as https://example.org/x.")
    project = open_project(folder)
    edition = project.edition(name)
    confirmed = project.confirmed(name)
    checks = dict.fromkeys(one.check.id for one in confirmed)
    moved = {
        changed.id
        for again in (project.recheck(checks) if checks else ())
        for changed in again.changed
    }
    still = [one for one in confirmed if one.check.verdict_id(one.number) not in moved]
    for one in confirmed:
        if one not in still:
            told = short(one.check.verdict_id(one.number))
            click.echo(f"{told} is left out: recheck finds another answer now.", err=True)
    files_of = {one.file for one in still}
    for old in sorted(to.iterdir()) if to.is_dir() else ():
        if FILE.fullmatch(old.name) and old.name not in files_of:
            told = f"{old} is no confirmed verdict on {name} now. Remove it if it was one."
            click.echo(one_line(told), err=True)
    if not still:
        raise QueryError(
            f"No confirmed verdict on {name} is there to export. "
            "Confirm one with: sousveil checks confirm ID --by NAME"
        )
    made = files(still, edition, publisher=publisher or project.settings.name, base=base)
    to.mkdir(parents=True, exist_ok=True)
    for file, data in made.items():
        (to / file).write_bytes(data)
    if base is None:
        click.echo("Search engines want an address for each review: give --base-url.", err=True)
    return tuple(to / file for file in made)


def _tell(edition: str, format: str, written: tuple[Path, ...], json_: bool) -> None:
    if json_:
        as_json({"edition": edition, "format": format, "files": [str(path) for path in written]})
        return
    for path in written:
        click.echo(one_line(str(path)))
