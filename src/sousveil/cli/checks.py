"""Verbs of saved checks: checks, with confirm and withdraw; recheck."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import to_builtins

from sousveil.cli.check import QUOTES, SIGNS
from sousveil.cli.editions import open_project
from sousveil.cli.output import as_json, one_line, paragraph

if TYPE_CHECKING:
    from sousveil.codebook.vocabulary import Country
    from sousveil.model.decision import Decision
    from sousveil.model.edition import Evidence
    from sousveil.model.saved import Kept
    from sousveil.project.recheck import Again, Changed, Moved

FEW_ROWS = 12  # countries told for one verdict; --json has all

BY_HELP = "The name under which you decide."


@click.group(invoke_without_command=True)
@click.option("--json", "json_", is_flag=True, help="Answer in JSON, a line for each check.")
@click.pass_context
def checks(ctx: click.Context, json_: bool) -> None:
    """List the saved checks with their verdicts, or decide about verdicts.

    \b
    sousveil checks
    sousveil checks confirm 3f2a9c01b7de/1 --by anna

    check --save keeps a check. Only verdicts that a person has confirmed are exported as
    ClaimReview.
    """
    if ctx.invoked_subcommand is not None:
        return
    from sousveil.project.checks import short

    found = list(open_project(ctx.obj).checks())
    if json_:
        for kept in found:
            as_json(_plain(kept))
        return
    for kept in found:
        check = kept.check
        date = f"as of {check.as_of}" if check.as_of else "on the newest edition"
        judged = f"against {check.against}" if check.against else date
        named = check.title or ("standard input" if check.name == "-" else check.name)
        told = one_line(f"{named}, judged {judged}, saved {check.at[:10]}")
        click.echo(f"{short(check.id)}  {told}")
        for number, claim in enumerate(check.claims, 1):
            _say_verdict(kept, number, claim)
        if not check.claims:
            click.echo("  no claim")
    many = "1 check is" if len(found) == 1 else f"{len(found) or 'No'} checks are"
    click.echo(f"{many} saved.")


@checks.command()
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--by", metavar="NAME", required=True, help=BY_HELP)
@click.option("--because", metavar="TEXT", help="The reason [looked at and found right].")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON: the decision.")
@click.pass_obj
def confirm(
    folder: Path | None, ids: tuple[str, ...], by: str, because: str | None, json_: bool
) -> None:
    """Decide that verdicts are right. ID is a check, a slash and a number.

    \b
    sousveil checks confirm 3f2a9c01b7de/1 --by anna
    sousveil checks confirm 3f2a/1 3f2a/2 --by anna --because "compared with the table"
    """
    project = open_project(folder)
    made = project.confirm(ids, by, *([because] if because is not None else []))
    _tell(made, json_, "confirmed")


@checks.command()
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--by", metavar="NAME", required=True, help=BY_HELP)
@click.option("--because", metavar="TEXT", required=True, help="The reason.")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON: the decision.")
@click.pass_obj
def withdraw(folder: Path | None, ids: tuple[str, ...], by: str, because: str, json_: bool) -> None:
    """Decide that confirmed verdicts stand no more.

    \b
    sousveil checks withdraw 3f2a9c01b7de/1 --by anna --because "the table was corrected"
    sousveil checks withdraw 3f2a/1 3f2a/2 --by anna --because "read too fast"
    """
    made = open_project(folder).withdraw(ids, by, because)
    _tell(made, json_, "withdrawn")


@click.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--as-of", metavar="DATE", help="Judge as of this date [that of each check].")
@click.option("--against", metavar="EDITION", help="Judge on this edition [that of each check].")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON, a line for each check.")
@click.pass_obj
def recheck(
    folder: Path | None,
    ids: tuple[str, ...],
    as_of: str | None,
    against: str | None,
    json_: bool,
) -> None:
    """Judge the saved checks again on the editions as they are now, and tell what moved.

    \b
    sousveil recheck
    sousveil recheck 3f2a9c01b7de --as-of 2026-11-22 --json

    An edition of the project is taken as it would be compiled now; nothing is written. Exits 1
    if any verdict moved for the worse.
    """
    project = open_project(folder)
    names = project.codebook.countries
    worse, moved, verdicts, number = 0, 0, 0, 0
    for again in project.recheck(ids, as_of=as_of, against=against):
        number += 1
        worse += sum(changed.worse for changed in again.changed)
        moved += len(again.changed)
        verdicts += len(again.check.claims)
        if json_:
            as_json(_plain_again(again))
            continue
        for changed in again.changed:
            _say_changed(again, changed, names)
    if not json_:
        told = f"{_many(verdicts, 'verdict')} of {_many(number, 'saved check')} judged again"
        click.echo(f"{told}: {moved} moved, {worse} of them for the worse.")
    raise click.exceptions.Exit(1 if worse else 0)


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _say_changed(again: Again, changed: Changed, names: Mapping[str, Country]) -> None:
    from sousveil.project.checks import short

    was, now = changed.was, changed.now
    confirmed = ", confirmed before" if changed.confirmed else ""
    moved = f"{was.outcome} -> {now.outcome}"
    if was.outcome == now.outcome:
        moved = f"{now.outcome}, as before; {_number(was.value)} -> {_number(now.value)}"
    name = "standard input" if again.check.name == "-" else again.check.name
    click.echo(f"{short(changed.id)}  {one_line(f'{moved}{confirmed} ({name})')}")
    paragraph(f"“{one_line(changed.sentence).strip(QUOTES)}”", indent="    ")
    if changed.reread:
        paragraph("The program reads this sentence otherwise than it did then.", indent="    ")
    paragraph(f"Was: {was.reason}", indent="    ")
    paragraph(f"Now: {now.reason}", indent="    ")
    for did, words in (("entered", "Counts now"), ("left", "Counts no more")):
        rows = [row for row in changed.rows if row.did == did]
        rows.sort(key=lambda row: names[row.country].name)
        if rows:
            told = "; ".join(_row(row, names) for row in rows[:FEW_ROWS])
            more = f"; and {len(rows) - FEW_ROWS} more" if len(rows) > FEW_ROWS else ""
            paragraph(f"{words}: {told}{more}.", indent="    ")
    for why in changed.why:
        by = f" by {why.by} on {(why.at or '')[:10]}: {why.because}" if why.by else ""
        paragraph(f"{why.claim} {why.did}{by}.", indent="    ")
    click.echo()


def _row(row: Moved, names: Mapping[str, Country]) -> str:
    printed = dict.fromkeys(
        f"“{one_line(evidence.quote)}”{_place(evidence)}" for evidence in row.evidence
    )
    return f"{names[row.country].name}" + (f" ({', '.join(printed)})" if printed else "")


def _place(evidence: Evidence) -> str:
    """Return where in a table a cell stands; a text is named by its quote."""
    place = evidence.place
    if place is None or (place.cell is None and place.page is None):
        return ""
    return f", cell {place.cell}" if place.cell is not None else f", page {place.page}"


def _number(value: float | None) -> str:
    return "no number" if value is None else f"{value:g}"


def _plain_again(again: Again) -> dict[str, Any]:
    from sousveil.model.codec import to_plain

    return {
        "check": again.check.id,
        "input": again.check.name,
        "editions": list(again.editions),
        "verdicts": len(again.check.claims),
        "same": again.same,
        "new_claims": again.found,
        "moved": [
            {
                "id": changed.id,
                "sentence": changed.sentence,
                "worse": changed.worse,
                "confirmed": changed.confirmed,
                "reread": changed.reread,
                "was": to_builtins(changed.was),
                "now": to_builtins(changed.now),
                "rows": [to_plain(row) for row in changed.rows],
                "why": [to_plain(why) for why in changed.why],
            }
            for changed in again.changed
        ],
    }


def _tell(made: Decision, json_: bool, did: str) -> None:
    from sousveil.model.codec import to_plain
    from sousveil.project.checks import short

    if json_:
        as_json(to_plain(made))
        return
    names = ", ".join(short(verdict) for verdict in made.verdicts or ())
    click.echo(one_line(f"{names} {did} by {made.by}: {made.because}"))


def _say_verdict(kept: Kept, number: int, claim: dict[str, Any]) -> None:
    from sousveil.project.checks import short

    sign, color = SIGNS[claim["outcome"]]
    outcome = click.style(claim["outcome"], fg=color, bold=True)
    said = claim["claim"].get("value_mention", {}).get("text", "")
    last = kept.decisions[number - 1]
    state = ""
    if last is not None:
        did = "confirmed" if last.kind == "confirm" else "withdrawn"
        state = f", {did} by {one_line(last.by)}"
    name = short(kept.check.verdict_id(number))
    click.echo(f"  {sign} {name}  {one_line(said)} {outcome}{state}".replace("   ", "  "))
    paragraph(f"“{one_line(claim['sentence']['quote']).strip(QUOTES)}”", indent="      ")


def _plain(kept: Kept) -> dict[str, Any]:
    check = kept.check
    return {
        "check": check.id,
        "input": check.name,
        "title": check.title,
        "publisher": check.publisher,
        "text": check.text,
        "as_of": check.as_of,
        "against": check.against,
        "editions": check.editions,
        "at": check.at,
        "verdict": check.verdict,
        "claims": [
            {"id": check.verdict_id(number), **_decided(kept.decisions[number - 1]), **claim}
            for number, claim in enumerate(check.claims, 1)
        ],
    }


def _decided(last: Decision | None) -> dict[str, Any]:
    if last is None:
        return {"confirmed": False}
    return {
        "confirmed": last.kind == "confirm",
        "decision": last.id,
        "by": last.by,
        "decided": last.at,
        "because": last.because,
    }
