"""The verb that writes an edition as files: export."""

from __future__ import annotations

from pathlib import Path

import click

from sousveil.cli.editions import Shelf
from sousveil.cli.output import as_json, one_line
from sousveil.publish import EXPORTERS


@click.command()
@click.argument("edition")
@click.option("--format", "format", type=click.Choice(list(EXPORTERS)), default="csv")
@click.option("--to", type=click.Path(path_type=Path), required=True, help="Folder to write into.")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def export(folder: Path | None, edition: str, format: str, to: Path, json_: bool) -> None:
    """Write EDITION as files, with datapackage.json and the attribution.

    \b
    sousveil export aigs-2019 --format csv --to out/
    sousveil export aigs-2022 --format xlsx --to out/

    The same edition gives the same bytes.
    """
    from sousveil.figures.published import recount
    from sousveil.publish import export as write

    shelf = Shelf(folder)
    asked = shelf.edition(edition)
    figures = recount(shelf.codebook, asked)
    written = write(asked, shelf.records(edition), shelf.codebook, figures, to, format)
    if json_:
        as_json({"edition": asked.name, "format": format, "files": [str(path) for path in written]})
        return
    for path in written:
        click.echo(one_line(str(path)))
