"""The verb that lets a language model propose claims."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sousveil.cli.editions import open_project
from sousveil.cli.output import as_json, one_line

if TYPE_CHECKING:
    from sousveil.project import Proposed

SKIPPED = {
    "never-send": "its source is marked never_send",
    "table": "the table of an index is read by its columns",
    "same-text": "its text is that of a document before it",
    "nothing-to-ask": "there is nothing to ask about",
}


@click.command()
@click.argument("documents", metavar="[DOCUMENT...]", nargs=-1)
@click.option("--mode", type=click.Choice(["judge", "propose"]), help="What to ask [settings].")
@click.option("--offline", is_flag=True, help="Take answers kept from before; ask nobody.")
@click.option("--dry-run", is_flag=True, help="Say what would be asked, and what it may cost.")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON, a line for each document.")
@click.pass_obj
def propose(
    folder: Path | None,
    documents: tuple[str, ...],
    mode: str | None,
    offline: bool,
    dry_run: bool,
    json_: bool,
) -> None:
    """Let the language model that sousveil.toml names propose claims.

    \b
    sousveil propose --dry-run
    sousveil propose stories/kenya.txt 3f2a91 --json

    A document is named by its place or by the beginning of its digest; without one, all are
    taken. Each quote must stand in the text to the letter, or the claim is dropped and counted.
    Nothing is accepted: what is proposed waits for review. Exits 1 if a question has no answer.
    """
    failed = False
    spent = Decimal(0)
    with open_project(folder) as project:
        llm = project.settings.llm
        told = project.propose(documents, mode=mode, offline=offline, dry_run=dry_run)
        if llm is not None and not offline and not dry_run:
            key = f", with the key in {llm.key_env}" if llm.key_env else ""
            click.echo(one_line(f"Asking {llm.model} at {llm.endpoint}{key}."), err=True)
        for one in told:
            failed = failed or bool(one.failed)
            spent += one.estimate if dry_run else one.spent
            if json_:
                as_json(_plain(one))
            else:
                _say(one)
    if llm is not None and (llm.price_in or llm.price_out):
        what = "It would cost at most" if dry_run else "Spent"
        click.echo(f"{what} {spent:f} of {llm.cap:f}.", err=True)
    raise click.exceptions.Exit(1 if failed else 0)


def _say(one: Proposed) -> None:
    where = one_line(one.location)
    if one.status == "skipped":
        click.echo(f"status=skipped code={one.code} {where}: {SKIPPED[one.code or '']}")
        return
    if one.status == "planned":
        click.echo(
            f"status=planned questions={one.questions} kept={one.cached} "
            f"at-most={one.estimate:f} {where}"
        )
        return
    dropped = sum(one.dropped.values())
    counts = f"proposed={len(one.claims)} known={one.known} dropped={dropped}"
    if one.mode == "judge":
        counts += f" agreed={one.agreed} doubted={len(one.doubted)}"
    click.echo(f"status={one.status} {counts} spent={one.spent:f} {where}")
    for reason, count in one.dropped.items():
        example = next((drop.words for drop in one.examples if drop.reason == reason), "")
        click.echo(
            "    " + one_line(f"dropped {count}: {reason}" + (f": {example}" * bool(example)))
        )
    for code, count in Counter(one.failed).items():
        click.echo("    " + one_line(f"no answer to {count} of {one.questions} questions: {code}"))
    if one.why:
        click.echo("    " + one_line(one.why))


def _plain(one: Proposed) -> dict[str, Any]:
    from sousveil.model.codec import to_plain

    plain: dict[str, Any] = to_plain(one)
    return {"code": None} | plain | {"spent": f"{one.spent:f}", "estimate": f"{one.estimate:f}"}
