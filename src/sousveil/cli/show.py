"""The verb that shows what the editions hold about a name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sousveil.cli.editions import Shelf
from sousveil.cli.output import as_json, heading, paragraph, table
from sousveil.cli.reports import attribute, by_name, changed
from sousveil.codebook.names import Names
from sousveil.edition.holdings import Holding, Term, meanings
from sousveil.edition.shown import NOT_ABSENT, Step, in_order, plain
from sousveil.edition.shown import show as show_name
from sousveil.model.edition import Entry, Statement

STATES = {
    "examined": f"examined, and not listed ({NOT_ABSENT})",
    "not-asked": "the edition did not ask",
    "kept-apart": "nothing that counts: planned, trial, ended, denied, disputed or outside of the "
    "index",
    "not-recorded": NOT_ABSENT,
}


@click.command()
@click.argument("name")
@click.option("--json", "json_", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def show(folder: Path | None, name: str, json_: bool) -> None:
    """Show what each edition holds about NAME, as printed, and what changed.

    NAME is a country, supplier, origin or technology by any of its names.

    \b
    sousveil show Kenya
    sousveil show "facial recognition" --json

    Exits 1 where no edition records it: not recorded is not absent.
    """
    shelf = Shelf(folder)
    held = in_order((shelf.edition(e), shelf.records(e)) for e in shelf.all())
    shown = show_name(name, meanings(name, shelf.names), held, shelf.names)
    if json_:
        as_json(plain(shown, held))
    else:
        for one in shown.found:
            _say(one.term, one.holdings, one.steps, shelf.names)
        if shown.found:
            attribute(*(edition for edition, _ in held))
        else:
            _say_missing(name, shown.near)
    raise click.exceptions.Exit(0 if shown.found else 1)


def _say(term: Term, holdings: tuple[Holding, ...], steps: tuple[Step, ...], names: Names) -> None:
    heading(f"{term.name}, as {'an' if term.kind == 'origin' else 'a'} {term.kind}")
    for one in holdings:
        click.echo()
        paragraph(f"{one.edition}: {_state(term, one, names)}")
        shown = [
            (
                *(() if term.kind == "country" else (names.label(c.country, "countries"),)),
                c.column,
                c.printed,
                "" if c.value in (c.printed.strip(), "1") else c.value,
                _place(c.place),
            )
            for c in one.cells
        ]
        if shown:
            first = () if term.kind == "country" else ("country",)
            table((*first, "column", "printed", "read as", "where"), shown)
        _say_claims(one, names)
    for step in steps:
        heading(f"From {step.old} to {step.new}")
        _say_step(term, step, names)


def _say_claims(one: Holding, names: Names) -> None:
    """Say what reviewed claims of running text say, with their words, for and against."""
    said = {statement.claim: statement for statement in one.statements}
    words = {quote.claim: quote.quote for quote in one.quotes}
    told: set[str] = set()
    for entry in one.entries:
        paragraph(_entry(entry, names))
        for part, claims in (
            ("for", entry.claims),
            ("against", entry.against or ()),
            ("beside", entry.beside or ()),
        ):
            for claim in claims:
                if claim in said:
                    paragraph(f"{part}: {_said(said[claim], words)}", indent="    ")
                    told.add(claim)
    for claim in sorted(said.keys() - told):
        paragraph(f"{said[claim].type}: {_said(said[claim], words)}")
    for stone in one.withdrawn:
        who = f", {stone.by}, {stone.at} ({stone.decision})" if stone.decision else ""
        what = f": {_entry(stone.was, names)}" if stone.was else ""
        paragraph(f"withdrawn since {stone.edition}{what} {stone.because}{who}")


def _entry(entry: Entry, names: Names) -> str:
    """Return an entry in words: what, how real, how many origins, which amounts."""
    party = entry.supplier or entry.financier
    parts = [
        names.label(entry.country, "countries"),
        *([names.label(party, "suppliers")] if party and not party.startswith("country:") else []),
        *([f"from {names.label(entry.origin, 'countries')}"] if entry.origin else []),
        *([names.label(entry.technology, "technologies")] if entry.technology else []),
    ]
    origins = {None: "in the table", 1: "1 origin"}.get(entry.origins, f"{entry.origins} origins")
    status = [entry.status] if entry.status else []
    marks = [*status, *(["disputed"] if entry.disputed else []), origins]
    money = [f"{a.words} ({a.role}, {a.currency})" for a in entry.amounts or ()]
    return f"{', '.join(parts)}: {', '.join([*marks, *money])}."


def _said(statement: Statement, words: dict[str, str]) -> str:
    """Return the words of a claim, who says so, and who published it."""
    chain = [*statement.sources, *statement.attribution]
    doubt = f"; hedged: {', '.join(statement.hedges)}" if statement.hedges else ""
    return (
        f'"{words.get(statement.claim, "")}" ({" citing ".join(chain)}; {statement.polarity}'
        f"{f', {statement.modality}' if statement.modality else ''}{doubt})"
    )


def _state(term: Term, one: Holding, names: Names) -> str:
    if one.state != "recorded":
        return STATES[one.state]
    if term.kind == "country":
        groups = ", ".join(names.label(group, "groups") for group in one.groups)
        return f"listed; groups: {groups or 'none'}"
    only = by_name(one.only_stray, names)
    stray = f"; outside the headed columns only: {only}" if only else ""
    return f"{len(one.countries)} of {one.of} countries{stray}"


def _say_step(term: Term, step: Step, names: Names) -> None:
    for word, countries, listing, why in (
        ("added", step.added, step.newly_listed, "newly listed"),
        ("dropped", step.dropped, step.no_longer_listed, "no longer listed"),
    ):
        if term.kind == "country" and countries:
            click.echo(why)
        elif countries:
            whole = f"; {why} at all: {by_name(listing, names)}" if listing else ""
            paragraph(f"{word}, {len(countries)}: {by_name(countries, names)}{whole}")
    for cell in step.cells:
        doubt = "" if cell.comparable else " (may be a change of the measure only)"
        paragraph(f"{cell.column}: {changed(cell, names)}{doubt}")
    if not (step.added or step.dropped or step.cells):
        click.echo("no change in what both editions asked")
    for measure in step.measures:
        paragraph(f"mind {measure.name}: {measure.what}")


def _place(place: Any) -> str:
    """Return the place without the row, whose name the reader has."""
    return f"cell {place.cell}, {place.sheet}" if place.cell else f"page {place.page}"


def _say_missing(name: str, near: tuple[Term, ...]) -> None:
    paragraph(f"No edition records {name!r}; {NOT_ABSENT}.")
    if near:
        paragraph(f"Nearest: {', '.join(f'{term.name} ({term.kind})' for term in near)}.")
