"""Verbs that ask or make editions: count, figures, diff, compile."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from sousveil.cli.editions import Shelf, open_project
from sousveil.cli.output import as_json
from sousveil.cli.reports import attribute, say_count, say_diff, say_figures, say_split
from sousveil.cli.terms import KEYS, figure_of, rules_of
from sousveil.figures.compute import alternatives, by, compute
from sousveil.figures.published import Recount, recount
from sousveil.model.edition import Edition
from sousveil.model.figure import Computed, PublishedFigure, Unanswerable


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
    asked = shelf.edition(edition)
    figure = figure_of(having, among, without, shelf.names)
    rules = rules_of(rule)
    computed = compute(figure, asked, rules)
    if isinstance(computed, Unanswerable):
        if json_:
            as_json({"unanswerable": computed.reason, "edition": edition})
        else:
            click.echo(f"sousveil: {computed.reason}", err=True)
        raise click.exceptions.Exit(2)
    others = alternatives(figure, asked, rules)
    split = {} if key is None else by(key, computed.countries, asked, rules)
    if json_:
        as_json(_counted(computed, others, asked) | ({} if key is None else {"by": split}))
        return
    say_count(figure, computed, others, asked, shelf.names)
    if key is not None:
        say_split(key, split, shelf.names)
    attribute(asked)


@click.command()
@click.argument("edition")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def figures(folder: Path | None, edition: str, json_: bool) -> None:
    """Recount the named figures of EDITION and set them against what is printed.

    \b
    sousveil figures aigs-2019
    sousveil figures aigs-2022 --json
    """
    shelf = Shelf(folder)
    asked = shelf.edition(edition)
    found = recount(shelf.codebook, asked)
    if json_:
        as_json([_figure(one, asked) for one in found])
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
    from sousveil.edition import diff as editions

    shelf = Shelf(folder)
    first, second = shelf.edition(old), shelf.edition(new)
    both = zip(recount(shelf.codebook, first), recount(shelf.codebook, second), strict=True)
    moved = [
        editions.Moved(id=a.named.id, label=a.named.label, old=a.value, new=b.value)
        for a, b in both
    ]
    found = editions.diff(first, second, shelf.codebook, moved)
    if json_:
        as_json(asdict(found) | {"attribution": [first.attribution, second.attribution]})
        return
    say_diff(found, first, second, shelf.names)
    attribute(first, second)


@click.command("compile")
@click.argument("name")
@click.option("--scope", multiple=True, metavar="SOURCE", help="Only claims of this source.")
@click.option("--as-of", metavar="DATE", help="Only what was accepted by this day.")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def compile(
    folder: Path | None, name: str, scope: tuple[str, ...], as_of: str | None, json_: bool
) -> None:
    """Freeze the accepted claims of the project as the edition NAME.

    \b
    sousveil compile 2024-1 --as-of 2024-06-30
    sousveil -C my-index compile aigs-2019 --scope carnegie-2019
    """
    sources = [source.strip() for given in scope for source in given.split(",") if source.strip()]
    made = open_project(folder).compile(name, scope=sources, as_of=as_of)
    if json_:
        as_json(
            {
                "edition": made.name,
                "countries": len(made.countries),
                "entries": len(made.entries),
                "sources": list(made.sources),
            }
        )
        return
    click.echo(
        f"Edition {made.name}: {len(made.countries)} countries, {len(made.entries)} entries, "
        f"from {', '.join(made.sources)}. See: sousveil figures {made.name}"
    )


def _counted(
    computed: Computed, others: list[tuple[str, str, Computed]], edition: Edition
) -> dict[str, Any]:
    return {
        "value": computed.value,
        "of": len(edition.countries),
        "countries": computed.countries,
        "rule": computed.rules.as_dict(),
        "edition": edition.name,
        "alternatives": [
            {
                "rule": {name: setting},
                "value": other.value,
                "countries_added": sorted(set(other.countries) - set(computed.countries)),
                "countries_dropped": sorted(set(computed.countries) - set(other.countries)),
            }
            for name, setting, other in others
        ],
        "entries": computed.entries,
        "attribution": edition.attribution,
    }


def _figure(one: Recount, edition: Edition) -> dict[str, Any]:
    printed = one.published
    answer: dict[str, Any] = {
        "id": one.named.id,
        "label": one.named.label,
        "value": one.value,
        "published": None if printed is None else _published(printed),
        "agrees": one.agrees,
        "countries": one.countries,
        "edition": one.edition,
        "attribution": edition.attribution,
    }
    return answer if one.reason is None else answer | {"unanswerable": one.reason}


def _published(printed: PublishedFigure) -> dict[str, Any]:
    return {
        "value": printed.value,
        "bound": printed.bound,
        "of": printed.of,
        "where": printed.where,
        "quoted_by": printed.quoted_by,
    }
