"""Verbs that ask or make editions: count, figures, diff, compile."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from msgspec import to_builtins

from sousveil.cli.editions import Shelf, open_project
from sousveil.cli.output import as_json
from sousveil.cli.reports import (
    attribute,
    say_compiled,
    say_count,
    say_diff,
    say_figures,
    say_split,
)
from sousveil.cli.terms import KEYS, figure_of, policed, rules_of
from sousveil.figures.answers import counted, not_counted, recounted
from sousveil.figures.compute import alternatives, by, compute
from sousveil.figures.published import recount
from sousveil.model.edition import Edition, Reviewed
from sousveil.model.figure import Unanswerable
from sousveil.model.policy import Policy


@click.command()
@click.argument("edition")
@click.option(
    "--having", multiple=True, metavar="K=V[,K=V]", help=f"A condition: {', '.join(KEYS)}."
)
@click.option("--among", multiple=True, metavar="GROUP", help="Only members, e.g. bri or Africa.")
@click.option("--without", multiple=True, metavar="COUNTRY", help="Leave a country out.")
@click.option("--by", "key", type=click.Choice(KEYS), help="Split the count.")
@click.option("--rule", multiple=True, metavar="NAME=VALUE", help="Count otherwise: home=excluded.")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def count(
    folder: Path | None,
    edition: str,
    having: tuple[str, ...],
    among: tuple[str, ...],
    without: tuple[str, ...],
    key: str | None,
    rule: tuple[str, ...],
    json_: bool,
) -> None:
    """Count the countries of EDITION that meet every condition.

    \b
    sousveil count aigs-2019 --having origin=CHN --among bri
    sousveil count aigs-2022 --having technology=facial_recognition --by region --json

    Two pairs in one --having must hold of one entry; two --having may be met by two.
    Exits 2 where the edition does not record, or does not link, what is asked.
    """
    shelf = Shelf(folder)
    asked = policed(rule, shelf.edition(edition))
    figure = figure_of(having, among, without, shelf.names)
    rules = rules_of(rule)
    computed = compute(figure, asked, rules)
    if isinstance(computed, Unanswerable):
        if json_:
            as_json(not_counted(computed, asked))
        else:
            click.echo(f"sousveil: {computed.reason}", err=True)
        raise click.exceptions.Exit(2)
    others = alternatives(figure, asked, rules)
    split = {} if key is None else by(key, computed.countries, asked, rules)
    if json_:
        as_json(counted(computed, others, asked) | ({} if key is None else {"by": split}))
        return
    say_count(figure, computed, others, asked, shelf.names)
    if key is not None:
        say_split(key, split, shelf.names)
    attribute(asked)


@click.command()
@click.argument("edition")
@click.option("--rule", multiple=True, metavar="NAME=VALUE", help="Count otherwise: home=excluded.")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def figures(folder: Path | None, edition: str, rule: tuple[str, ...], json_: bool) -> None:
    """Recount the named figures of EDITION and set them against what is printed.

    \b
    sousveil figures aigs-2019
    sousveil figures aigs-2022 --json

    In a living edition, --rule min_origins=2 recounts every figure with what two independent
    origins say.
    """
    shelf = Shelf(folder)
    asked = policed(rule, shelf.edition(edition))
    found = recount(shelf.codebook, asked, rules_of(rule))
    if json_:
        as_json([recounted(one, asked) for one in found])
        return
    say_figures(found, asked, shelf.names)
    attribute(asked)


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def diff(folder: Path | None, old: str, new: str, json_: bool) -> None:
    """Compare the editions OLD and NEW: countries, cells, figures, measures.

    \b
    sousveil diff aigs-2019 aigs-2022
    sousveil diff aigs-2019 aigs-2022 --json
    """
    from sousveil.questions.compare import compare

    shelf = Shelf(folder)
    first, second = shelf.edition(old), shelf.edition(new)
    found = compare(first, second, shelf.records, shelf.codebook)
    if json_:
        as_json(to_builtins(found) | {"attribution": [first.attribution, second.attribution]})
        return
    say_diff(found, first, second, shelf.names)
    attribute(first, second)


@click.command("compile")
@click.argument("name")
@click.option("--scope", multiple=True, metavar="SOURCE", help="Only claims of this source.")
@click.option("--as-of", metavar="DATE", help="Only what was accepted by this day.")
@click.option("--base", metavar="EDITION", help="Carry over this edition; claims add to it.")
@click.option("--since", metavar="EDITION", help="Tell what was withdrawn since this edition.")
@click.option("--living", is_flag=True, help="From claims of running text, with no edition below.")
@click.option(
    "--min-origins", type=click.Choice(["1", "2"]), help="Independent origins that an entry needs."
)
@click.option("--contracted", is_flag=True, help="Contracted systems count as use, too.")
@click.option("--disputed", is_flag=True, help="Entries count that an accepted claim denies.")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def compile(
    folder: Path | None,
    name: str,
    scope: tuple[str, ...],
    as_of: str | None,
    base: str | None,
    since: str | None,
    living: bool,
    min_origins: str | None,
    contracted: bool,
    disputed: bool,
    json_: bool,
) -> None:
    """Freeze the accepted claims of the project as the edition NAME.

    \b
    sousveil -C my-index compile aigs-2019 --scope carnegie-2019
    sousveil compile 2026-1 --base aigs-2022 --as-of 2026-06-30

    Claims of one index make its edition. Claims of running text make a living edition, alone or
    on top of another one; that is what --base, --since and the options of its policy ask for.
    """
    sources = [source.strip() for given in scope for source in given.split(",") if source.strip()]
    wants = living or contracted or disputed or base or since or min_origins
    policy = Policy(min_origins=int(min_origins or 1), contracted=contracted, disputed=disputed)
    project = open_project(folder)
    made = project.compile(
        name,
        scope=sources,
        as_of=as_of,
        base=base,
        since=since,
        policy=policy if wants else None,
    )
    reviewed = project.records(name).reviewed
    if json_:
        as_json(_compiled(made, reviewed))
        return
    say_compiled(made, reviewed)


def _compiled(made: Edition, reviewed: Reviewed | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "edition": made.name,
        "countries": len(made.countries),
        "entries": len(made.entries),
        "sources": list(made.sources),
    }
    if made.living is None or reviewed is None:
        return told
    base = made.living.base
    return told | {
        "base": None if base is None else {"name": base.name, "digest": base.digest},
        "policy": made.living.policy.as_dict(),
        "statements": len(reviewed.statements),
        "withdrawn": [to_builtins(stone) for stone in reviewed.tombstones],
        "held_back": [to_builtins(held) for held in reviewed.held_back],
    }
