"""The verb `origins`: which documents are one witness."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sousveil.cli.editions import open_project
from sousveil.cli.output import as_json, one_line, paragraph

if TYPE_CHECKING:
    from sousveil.edition.independence import Origin, Reason
    from sousveil.project import Holding, Project

LONGEST = 160  # code points of the words that show a reason

CHOICES = "Give --join with two documents or more, or --part with one or more; not both."


@click.command()
@click.argument("others", metavar="[DOC]...", nargs=-1)
@click.option(
    "--join", "join", metavar="DOC", help="Decide that DOC and the DOCs after it are one."
)
@click.option("--part", "part", metavar="DOC", help="Decide that DOC stands alone.")
@click.option("--by", metavar="NAME", help="Who decides.")
@click.option("--because", metavar="TEXT", help="Why.")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def origins(
    folder: Path | None,
    others: tuple[str, ...],
    join: str | None,
    part: str | None,
    by: str | None,
    because: str | None,
    json_: bool,
) -> None:
    """Show which documents go back to one origin, and why; join or part them.

    \b
    sousveil origins
    sousveil origins --join a.txt b.txt --by anna --because "b is a translation of a"

    DOC is the beginning of a digest, an address, or a file's name. Five articles about one report
    are one witness. What is decided is written down; a later decision takes its place.
    """
    from sousveil.model.codec import to_plain

    first = join if join is not None else part
    if (join is not None and part is not None) or (first is None and (others or by or because)):
        raise click.UsageError(CHOICES)
    if first is not None and (by is None or because is None):
        raise click.UsageError("A decision needs --by and --because.")
    with open_project(folder) as project:
        if first is None or by is None or because is None:
            _show(project, json_)
            return
        documents = (first, *others)
        decide = project.join_origins if join is not None else project.part_origins
        made = decide(documents, by=by, because=because)
    if json_:
        as_json(to_plain(made))
        return
    names = ", ".join(document[7:19] for document in made.documents or ())
    what = "are one origin" if join is not None else "stands alone" if not others else "stand alone"
    click.echo(one_line(f"{names} {what}, decided by {made.by}: {made.because}"))


def _show(project: Project, json_: bool) -> None:
    found = project.origins()
    shown = {holding.snapshot: _document(holding) for holding in project.holdings()}
    if json_:
        as_json({"count": len(found), "origins": [_plain(origin, shown) for origin in found]})
        return
    for number, origin in enumerate(found, start=1):
        _say(number, origin, shown)
    documents = len(found.documents)
    click.echo(f"{_number(documents, 'document')}, {_number(len(found), 'origin')}.")


def _document(holding: Holding) -> dict[str, Any]:
    """Return what tells a document from others."""
    place = holding.places[0] if holding.places else None
    return {
        "snapshot": holding.snapshot,
        "title": holding.title,
        "location": None if place is None else place.location,
        "source": None if place is None else place.source,
        "date": holding.date,
    }


def _plain(origin: Origin, shown: dict[str, dict[str, Any]]) -> dict[str, Any]:
    from sousveil.model.codec import to_plain

    return {
        "id": origin.id,
        "name": origin.name,
        "documents": [shown[document] for document in origin.documents],
        "reasons": [to_plain(reason) for reason in origin.reasons],
    }


def _say(number: int, origin: Origin, shown: dict[str, dict[str, Any]]) -> None:
    """Write one origin: its documents, then why they are one."""
    about = origin.name or "an origin that nobody names"
    click.echo(one_line(f"{number}. {about} ({_number(len(origin.documents), 'document')})"))
    for document in origin.documents:
        told = shown[document]
        name = " ".join(filter(None, (document[7:19], told["location"] or told["title"])))
        paragraph(", ".join(filter(None, (name, told["source"], told["date"]))), indent="   ")
    for reason in origin.reasons:
        _say_reason(reason)
    click.echo()


def _say_reason(reason: Reason) -> None:
    names = " and ".join(document[7:19] for document in reason.documents)
    paragraph(f"- {reason.kind}: {names}: {reason.what}", indent="   ")
    for words in reason.words:
        text = words.text if len(words.text) <= LONGEST else f"{words.text[:LONGEST]}..."
        place = f"characters {words.start} to {words.end}"
        paragraph(f'"{text}" ({words.document[7:19]}, {place})', indent="       ")


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
