"""The verb that writes the pages as a static site: publish."""

from __future__ import annotations

from pathlib import Path

import click

from sousveil.cli.editions import Shelf
from sousveil.cli.output import as_json


@click.command()
@click.argument("editions", nargs=-1, required=True)
@click.option("--to", type=click.Path(path_type=Path), required=True, help="Folder to write into.")
@click.option("--language", default="en", show_default=True, help="Language of the interface.")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def publish(
    folder: Path | None, editions: tuple[str, ...], to: Path, language: str, json_: bool
) -> None:
    """Write the pages of EDITIONS as a static site.

    \b
    sousveil publish aigs-2019 aigs-2022 --to site
    sousveil -C my-index publish 2026-1 --to site --language fr

    The pages are those that `sousveil serve` shows, byte for byte. They open from any host, below
    any path, and by a double-click.
    """
    from sousveil.web.folder import write
    from sousveil.web.library import Library

    shelf = Shelf(folder)
    held = [(shelf.edition(name), shelf.records(name)) for name in dict.fromkeys(editions)]
    written = sum(1 for _ in write(Library(shelf.names, held, shelf.project), to, language))
    if json_:
        as_json({"to": str(to), "files": written, "editions": [one.name for one, _ in held]})
        return
    click.echo(f"{written} files of {len(held)} editions are in {to}. Open {to / 'index.html'}.")
