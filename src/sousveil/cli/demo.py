"""The verb `demo`: the whole walk on sample articles, in a folder of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sousveil.cli.check import in_order, say_check
from sousveil.cli.editions import PROJECT_FILE, Shelf
from sousveil.cli.output import heading
from sousveil.cli.reports import attribute, say_headlines
from sousveil.cli.serve import open_app

if TYPE_CHECKING:
    from sousveil.project import Project

SAMPLES = Path(__file__).parent / "samples"


@click.command()
@click.option(
    "--to",
    "folder",
    metavar="DIR",
    default="sousveil-demo",
    type=click.Path(path_type=Path),
    help="Folder for the demo project [sousveil-demo].",
)
@click.option("--no-serve", is_flag=True, help="End after the figures and verdicts.")
def demo(folder: Path, no_serve: bool) -> None:
    """Make a project, recount the headline figures, check three sample articles, open the pages.

    \b
    sousveil demo
    sousveil demo --no-serve --to try-it
    """
    from sousveil.checking.article import check_text
    from sousveil.figures.published import recount

    project = _project(folder)
    shelf = Shelf(project.folder)
    editions = in_order(shelf)
    click.echo(f"The project is in {folder}; it has the editions aigs-2019 and aigs-2022.")
    with project:
        for added in project.add([SAMPLES], source="sousveil-samples"):
            click.echo(
                f"status={added.status} {Path(added.input).name}: {added.claims} claims found"
            )
    for edition in editions:
        say_headlines(recount(shelf.codebook, edition), edition, shelf.names)
    for sample in sorted(SAMPLES.glob("*.txt")):
        heading(f"Check of {sample.name}")
        text = sample.read_text(encoding="utf-8")
        say_check(check_text(text, editions, shelf.codebook), editions, shelf.codebook, None)
    attribute(*editions)
    if not no_serve:
        click.echo()
        open_app(shelf, show=True)


def _project(folder: Path) -> Project:
    """Make the project, or open the one that an earlier demo made."""
    from sousveil.project import Project

    made = (folder / PROJECT_FILE).is_file()
    return Project.open(folder) if made else Project.create(folder)
