"""The verb that draws an edition: chart."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sousveil.charts import KINDS, SEVERAL
from sousveil.charts import chart as drawn
from sousveil.charts.formats import ending_of
from sousveil.cli.editions import Shelf
from sousveil.cli.output import as_json, one_line
from sousveil.cli.terms import KEYS, figure_of, policed, rules_of
from sousveil.errors import QueryError
from sousveil.storage import packaged

if TYPE_CHECKING:
    from sousveil.model.edition import Edition


@click.command()
@click.argument("kind", type=click.Choice([*KINDS]))
@click.argument("edition", nargs=-1, required=True)
@click.option(
    "--having", multiple=True, metavar="K=V[,K=V]", help=f"A condition: {', '.join(KEYS)}."
)
@click.option("--among", multiple=True, metavar="GROUP", help="Only members, e.g. bri or Africa.")
@click.option("--without", multiple=True, metavar="COUNTRY", help="Leave a country out.")
@click.option("--rule", multiple=True, metavar="NAME=VALUE", help="Count otherwise: home=excluded.")
@click.option(
    "--to",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="File to write: .png, .svg, .pdf, .json (Vega-Lite) or .html.",
)
@click.option(
    "--geometry",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="map: TopoJSON with other shapes; an alpha-3 code in properties.a3 of each.",
)
@click.option("--json", "json_", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def chart(
    folder: Path | None,
    kind: str,
    edition: tuple[str, ...],
    having: tuple[str, ...],
    among: tuple[str, ...],
    without: tuple[str, ...],
    rule: tuple[str, ...],
    to: Path,
    geometry: Path | None,
    json_: bool,
) -> None:
    """Draw EDITION as a picture of one KIND, and write it to a file.

    \b
    sousveil chart map aigs-2022 --to map.png
    sousveil chart map aigs-2019 --having origin=CHN --among bri --to bri.svg
    sousveil chart heatmap aigs-2019 aigs-2022 --to regions.pdf

    With conditions, only the places that meet them are drawn or marked. The kinds heatmap and
    editions take several editions; given one, they set the packaged ones before it beside it.
    Exits 2 where the edition does not record, or does not link, what is asked.
    """
    ending_of(to)
    if geometry is not None and kind != "map":
        raise QueryError("--geometry belongs to the kind map.")
    shelf = Shelf(folder)
    asked = [policed(rule, one) for one in _editions(kind, edition, shelf)]
    conditions = having or among or without
    drawing = drawn(
        asked,
        kind,
        figure_of(having, among, without, shelf.names) if conditions else None,
        rules=rules_of(rule),
        codebook=shelf.codebook,
        geometry=geometry,
    )
    drawing.save(to)
    for note in drawing.notes:
        click.echo(one_line(note), err=True)
    if json_:
        as_json(
            {
                "kind": kind,
                "editions": list(drawing.editions),
                "file": str(to),
                "title": drawing.title,
                "says": drawing.says,
                "rows": list(drawing.rows),
                "caption": list(drawing.caption),
                "notes": list(drawing.notes),
            }
        )
        return
    click.echo(one_line(str(to)))


def _editions(kind: str, names: tuple[str, ...], shelf: Shelf) -> list[Edition]:
    """Return the editions named; of a kind that compares, one alone brings the packaged before."""
    found = [shelf.edition(name) for name in dict.fromkeys(names)]
    if kind in SEVERAL and len(found) == 1:
        before = [shelf.edition(name) for name in packaged.names() if name not in names]
        found += [one for one in before if one.in_force < found[0].in_force]
    return found
