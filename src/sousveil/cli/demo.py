"""The verb `demo`: the whole walk on sample articles, in a folder of its own."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sousveil.cli.check import in_order, say_check
from sousveil.cli.editions import Shelf
from sousveil.cli.output import heading, paragraph
from sousveil.cli.reports import attribute, say_headlines
from sousveil.errors import ProjectError

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
    """Make a project, recount the headline figures, and check three sample articles.

    \b
    sousveil demo --no-serve
    sousveil demo --to /tmp/try-it --no-serve
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
        _say_no_web_app()


def _project(folder: Path) -> Project:
    """Make the project, or open the one that an earlier demo made."""
    from sousveil.project import Project

    try:
        return Project.create(folder)
    except ProjectError:
        return Project.open(folder)


def _say_no_web_app() -> None:
    if find_spec("sousveil.web") is None:
        paragraph(
            "The web app is not part of this version. Try: sousveil show Kenya, or "
            "sousveil check an-article.txt"
        )
