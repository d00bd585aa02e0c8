"""Verbs of the right of reply: reply, and reports of problems."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from sousveil.cli.editions import open_project
from sousveil.cli.output import as_json, one_line, paragraph
from sousveil.errors import QueryError

if TYPE_CHECKING:
    from sousveil.model.decision import Decision
    from sousveil.model.reply import Answered, Filed

BY_HELP = "The name under which you decide."


@click.group()
def reply() -> None:
    """Enter, list and withdraw the answers of those who are named.

    \b
    sousveil reply add --who "Huawei, press office" --day 2026-01-05 --party Huawei \\
        --words "We supply no such system." --by anna
    sousveil reply list

    A reply stands beside the claims it answers to, on every page and in every export. It is
    withdrawn by a later record, and never erased.
    """


@reply.command()
@click.option("--who", metavar="WORDS", required=True, help="Who answered.")
@click.option("--day", metavar="DATE", required=True, help="On which day: 2026-01-05.")
@click.option("--words", metavar="TEXT", help="The words of the answer.")
@click.option("--words-from", type=click.File(encoding="utf-8"), help="A file with the words.")
@click.option("--claim", "claims", metavar="ID", multiple=True, help="A claim that it answers to.")
@click.option("--party", metavar="NAME", help="The supplier or country it speaks for.")
@click.option("--link", metavar="URL", help="Where the answer was published.")
@click.option("--document", metavar="DOC", help="A stored document that holds the answer.")
@click.option("--file", "path", type=click.Path(exists=True), help="The same, added first.")
@click.option("--by", metavar="NAME", required=True, help=BY_HELP)
@click.option("--json", "json_", is_flag=True, help="Answer in JSON: the reply.")
@click.pass_obj
def add(
    folder: Path | None,
    who: str,
    day: str,
    words: str | None,
    words_from: TextIO | None,
    claims: tuple[str, ...],
    party: str | None,
    link: str | None,
    document: str | None,
    path: str | None,
    by: str,
    json_: bool,
) -> None:
    """Enter the answer of somebody who is named.

    \b
    sousveil reply add --who "City of Belo" --day 2026-02-01 --claim 3f2a9c01b7de \\
        --words-from letter.txt --file letter.pdf --by anna
    """
    from sousveil.model.codec import to_plain
    from sousveil.project.replies import short

    if (words is None) == (words_from is None):
        raise QueryError("Give the words of the answer once: --words or --words-from.")
    if document is not None and path is not None:
        raise QueryError("Give the document once: --document or --file.")
    project = open_project(folder)
    said = words if words_from is None else words_from.read()
    if path is not None:
        for added in project.add([path]):
            document = added.snapshot or None
        if document is None:
            raise QueryError(f"{path} cannot be taken. sousveil documents --refused says why.")
    made = project.reply(
        who=who,
        day=day,
        words=said or "",
        claims=claims,
        party=party,
        link=link,
        document=document,
        by=by,
    )
    if json_:
        as_json(to_plain(made))
        return
    many = f"{len(made.claims)} claim{'s' * (len(made.claims) != 1)}"
    beside = [*([made.party] if made.party else []), *([many] if made.claims else [])]
    told = f"{short(made.id)}  {made.who}, {made.day}: entered beside {' and '.join(beside)}."
    click.echo(one_line(told))


@reply.command("list")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON, a line for each reply.")
@click.pass_obj
def list_(folder: Path | None, json_: bool) -> None:
    """List the replies, the withdrawn ones too."""
    found = list(open_project(folder).replies())
    for one in found:
        _say_reply(one, json_)
    if not json_:
        many = "1 reply is" if len(found) == 1 else f"{len(found) or 'No'} replies are"
        click.echo(f"{many} entered.")


@reply.command()
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--by", metavar="NAME", required=True, help=BY_HELP)
@click.option("--because", metavar="TEXT", required=True, help="The reason.")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON: the decision.")
@click.pass_obj
def withdraw(folder: Path | None, ids: tuple[str, ...], by: str, because: str, json_: bool) -> None:
    """Withdraw replies by a record; they are shown as withdrawn from then on.

    \b
    sousveil reply withdraw 3f2a9c01b7de --by anna --because "the company took it back"
    """
    made = open_project(folder).withdraw_reply(ids, by, because)
    _tell(made, json_, "withdrawn")


@click.group(invoke_without_command=True)
@click.option("--all", "all_", is_flag=True, help="Show the settled ones, too.")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON, a line for each report.")
@click.pass_context
def reports(ctx: click.Context, all_: bool, json_: bool) -> None:
    """List the open reports of problems, file one, or say what was done.

    \b
    sousveil reports
    sousveil reports file place/kenya/ "The second supplier is another company." --by ben
    sousveil reports settle 3f2a9c01b7de --by anna --because "amended"
    """
    if ctx.invoked_subcommand is not None:
        return
    found = [one for one in open_project(ctx.obj).reports() if all_ or one.settled is None]
    for one in found:
        _say_report(one, json_)
    if not json_:
        many = "1 report is" if len(found) == 1 else f"{len(found) or 'No'} reports are"
        click.echo(f"{many} {'there' if all_ else 'open'}.")


@reports.command("file")
@click.argument("about")
@click.argument("words")
@click.option("--by", metavar="NAME", required=True, help="Who reports it.")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON: the report.")
@click.pass_obj
def file_(folder: Path | None, about: str, words: str, by: str, json_: bool) -> None:
    """Report a problem with the page or claim ABOUT, in WORDS.

    \b
    sousveil reports file place/kenya/ "The second supplier is another company." --by ben
    """
    from sousveil.model.codec import to_plain
    from sousveil.project.replies import short

    made = open_project(folder).report(about, words, by)
    if json_:
        as_json(to_plain(made))
        return
    click.echo(one_line(f"{short(made.id)}  {made.about}: reported by {made.by}."))


@reports.command()
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--by", metavar="NAME", required=True, help=BY_HELP)
@click.option("--because", metavar="TEXT", required=True, help="What was done, and why.")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON: the decision.")
@click.pass_obj
def settle(folder: Path | None, ids: tuple[str, ...], by: str, because: str, json_: bool) -> None:
    """Say what was done about reports; they are open no more.

    \b
    sousveil reports settle 3f2a9c01b7de --by anna --because "amended, see the claim"
    """
    _tell(open_project(folder).settle_report(ids, by, because), json_, "settled")


def _say_reply(one: Answered, json_: bool) -> None:
    from sousveil.model.codec import to_plain
    from sousveil.project.replies import short

    if json_:
        as_json(to_plain(one))
        return
    said = one.reply
    gone = f", withdrawn by {one.retracted.by} on {one.retracted.at[:10]}" if one.retracted else ""
    to = ", ".join([*([said.party] if said.party else []), *said.claims])
    click.echo(one_line(f"{short(said.id)}  {said.who}, {said.day}, to {to}{gone}"))
    paragraph(f"“{one_line(said.words)}”", indent="    ")
    if one.retracted:
        paragraph(f"Withdrawn: {one.retracted.because}", indent="    ")


def _say_report(one: Filed, json_: bool) -> None:
    from sousveil.model.codec import to_plain
    from sousveil.project.replies import short

    if json_:
        as_json(to_plain(one))
        return
    said = one.report
    click.echo(one_line(f"{short(said.id)}  {said.about}, {said.by}, {said.at[:10]}"))
    paragraph(one_line(said.words), indent="    ")
    if one.settled:
        paragraph(f"Settled by {one.settled.by}: {one.settled.because}", indent="    ")


def _tell(made: Decision, json_: bool, did: str) -> None:
    from sousveil.model.codec import to_plain
    from sousveil.project.replies import short

    if json_:
        as_json(to_plain(made))
        return
    names = ", ".join(short(one) for one in made.letters or ())
    click.echo(one_line(f"{names} {did} by {made.by}: {made.because}"))
