"""The verb that writes the pages as a static site: publish."""

from __future__ import annotations

from pathlib import Path

import click

from sousveil.cli.editions import Shelf
from sousveil.cli.output import as_json, one_line
from sousveil.errors import QueryError


@click.command()
@click.argument("editions", nargs=-1, required=True)
@click.option("--to", type=click.Path(path_type=Path), required=True, help="Folder to write into.")
@click.option("--language", default="en", show_default=True, help="Language of the interface.")
@click.option("--base-url", metavar="URL", help="Where the site will be; writes a sitemap.")
@click.option("--signed-by", metavar="NAME", help="Who answers for it, with --signed-on.")
@click.option("--signed-on", metavar="DATE", help="The day of it, YYYY-MM-DD.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if the folder differs.")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def publish(
    folder: Path | None,
    editions: tuple[str, ...],
    to: Path,
    language: str,
    base_url: str | None,
    signed_by: str | None,
    signed_on: str | None,
    check: bool,
    json_: bool,
) -> None:
    """Write the pages of EDITIONS as a static site.

    \b
    sousveil publish aigs-2019 aigs-2022 --to site
    sousveil -C my-index publish 2026-1 --to site --language fr

    The pages are those that `sousveil serve` shows, byte for byte. They open from any host, below
    any path, and by a double-click. The same editions give the same bytes; manifest.json lists
    them with their digests, and who signed them off.
    """
    import time

    from sousveil.model.time import parse_date
    from sousveil.web.folder import SignedOff, checked_base, differences, write
    from sousveil.web.library import Library
    from sousveil.web.pages.assets import is_built

    if (signed_by is None) != (signed_on is None):
        raise QueryError("--signed-by and --signed-on go together: a name and its day.")
    signed = None
    if signed_by is not None and signed_on is not None:
        signed = SignedOff(by=one_line(signed_by), on=parse_date(signed_on))
    base = None if base_url is None else checked_base(base_url)
    shelf = Shelf(folder)
    held = [(shelf.edition(name), shelf.records(name)) for name in dict.fromkeys(editions)]
    library = Library(shelf.names, held, shelf.project)
    if not is_built():
        click.echo("The front end is not built: the pages have no map. See: make web", err=True)
    if check:
        found = list(differences(library, to, language))
        if json_:
            as_json({"to": str(to), "differences": found})
        for line in () if json_ else found or [f"{to} is what these editions give."]:
            click.echo(line)
        raise click.exceptions.Exit(1 if found else 0)
    start = time.perf_counter()
    written = list(write(library, to, language, base, signed))
    lasted = time.perf_counter() - start
    pages = sum(path.endswith(".html") for path in written)
    names = [edition.name for edition, _ in held]
    if json_:
        told = {"to": str(to), "files": len(written), "pages": pages, "editions": names}
        as_json({**told, "signed_off": signed_by})
        return
    click.echo(
        f"{len(written)} files of {', '.join(names)} are in {to}, {pages} of them pages, "
        f"written in {lasted:.1f} s. Open {to / 'index.html'}."
    )
    if signed is None:
        click.echo("Nobody has signed it off. See: sousveil publish --help", err=True)
