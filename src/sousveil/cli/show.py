"""The verb that shows what the editions hold about a name."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import click

from sousveil.cli.editions import Shelf
from sousveil.cli.output import as_json, heading, paragraph, table
from sousveil.cli.reports import NOT_ABSENT, attribute, by_name, changed
from sousveil.codebook.names import Names
from sousveil.codebook.vocabulary import Codebook
from sousveil.edition.diff import Change, Diff, diff
from sousveil.edition.holdings import Holding, Term, holding, meanings, nearest
from sousveil.edition.measures import MeasureChange
from sousveil.model.edition import Edition, Entry, Records, Statement

STATES = {
    "examined": f"examined, and not listed ({NOT_ABSENT})",
    "not-asked": "the edition did not ask",
    "kept-apart": "nothing that counts: planned, trial, ended, denied, disputed or outside of the "
    "index",
    "not-recorded": NOT_ABSENT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What changed about one term from one edition to the next."""

    old: str
    new: str
    added: tuple[str, ...] = ()
    """Countries that have it now; for a country, itself where it is newly listed."""

    dropped: tuple[str, ...] = ()
    newly_listed: tuple[str, ...] = ()
    """Those of `added` that the older edition does not list at all."""

    no_longer_listed: tuple[str, ...] = ()
    cells: tuple[Change, ...] = ()
    measures: tuple[MeasureChange, ...] = ()
    """What stops the two from being compared as they stand."""


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
    held = sorted(((shelf.edition(e), shelf.records(e)) for e in shelf.all()), key=_in_force)
    found = [
        (term, holdings, _steps(term, holdings, [edition for edition, _ in held], shelf.codebook))
        for term in meanings(name, shelf.names)
        for holdings in [_holdings(term, held, shelf.codebook)]
        if any(one.cells or one.statements or one.withdrawn for one in holdings)
    ]
    near = () if found else nearest(name, shelf.names)
    if json_:
        as_json(_shown(name, found, near, [edition for edition, _ in held]))
    else:
        for term, holdings, steps in found:
            _say(term, holdings, steps, shelf.names)
        attribute(*(edition for edition, _ in held)) if found else _say_missing(name, near)
    raise click.exceptions.Exit(0 if found else 1)


def _in_force(held: tuple[Edition, Records]) -> tuple[str, str]:
    return held[0].in_force, held[0].name


def _holdings(term: Term, held: list[tuple[Edition, Records]], codebook: Codebook) -> list[Holding]:
    return [holding(term, edition, records, codebook) for edition, records in held]


def _steps(
    term: Term, holdings: list[Holding], editions: list[Edition], codebook: Codebook
) -> list[Step]:
    both = zip(pairwise(holdings), pairwise(editions), strict=True)
    return [_step(term, *pair, diff(old, new, codebook, ()), codebook) for pair, (old, new) in both]


def _step(term: Term, old: Holding, new: Holding, found: Diff, codebook: Codebook) -> Step:
    comparable = "not-asked" not in (old.state, new.state)
    added = set(new.countries).difference(old.countries) if comparable else set()
    dropped = set(old.countries).difference(new.countries) if comparable else set()
    cells = tuple(c for c in found.changed_cells if (term.kind, term.id) == ("country", c.country))
    concerned = {
        "supplier": {"suppliers"},
        "origin": {f"origin-{term.id}"} if _has_column(term, codebook) else {"origins"},
        "technology": {term.id},
    }.get(term.kind, {cell.column for cell in cells})
    return Step(
        old=old.edition,
        new=new.edition,
        added=tuple(sorted(added)),
        dropped=tuple(sorted(dropped)),
        newly_listed=tuple(sorted(added.intersection(found.countries_added))),
        no_longer_listed=tuple(sorted(dropped.intersection(found.countries_dropped))),
        cells=cells,
        measures=tuple(m for m in found.measures_changed if m.id in concerned),
    )


def _has_column(term: Term, codebook: Codebook) -> bool:
    return any(
        column.country == term.id
        for layout in codebook.layouts.values()
        for column in layout.tables[0].columns
    )


def _shown(
    name: str,
    found: list[tuple[Term, list[Holding], list[Step]]],
    near: tuple[Term, ...],
    editions: list[Edition],
) -> dict[str, Any]:
    return {
        "name": name,
        "found": [
            {
                **asdict(term),
                "editions": [asdict(one) for one in holdings],
                "changes": [asdict(step) for step in steps],
            }
            for term, holdings, steps in found
        ],
        "near": [asdict(term) for term in near],
        "note": None if found else NOT_ABSENT,
        "attribution": [edition.attribution for edition in editions],
    }


def _say(term: Term, holdings: list[Holding], steps: list[Step], names: Names) -> None:
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
