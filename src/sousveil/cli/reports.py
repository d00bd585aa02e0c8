"""Counts, recounts and differences in words and tables, for people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from sousveil.cli.output import bars, heading, one_line, paragraph, table
from sousveil.codebook.names import Names
from sousveil.edition.shown import NOT_ABSENT
from sousveil.figures.published import HEADLINES, Recount
from sousveil.figures.words import RULE_WORDS, describe, rules_in_words
from sousveil.model.edition import Edition, Reviewed
from sousveil.model.figure import Computed, Figure, PublishedFigure
from sousveil.questions.compare import change_words

if TYPE_CHECKING:
    from sousveil.edition.diff import Change, Diff
    from sousveil.edition.reasons import Why

BOUNDS = {"exact": "", "min": "at least ", "max": "at most ", "approx": "about "}

AGREES = {True: "yes", False: "NO", None: ""}


def say_count(
    figure: Figure,
    computed: Computed,
    others: list[tuple[str, str, Computed]],
    edition: Edition,
    names: Names,
) -> None:
    """Say how many countries there are, which, by which rule, and how many by the others."""
    counted = describe(figure, names.codebook, computed.rules)
    of = f"{computed.value} of the {len(edition.countries)} countries in {edition.name}"
    paragraph(f"{of} are {counted}.")
    if computed.value:
        click.echo()
        paragraph(by_name(computed.countries, names))
    else:
        paragraph(f"Mind that {NOT_ABSENT}: it may never have been looked for.")
    click.echo()
    policy = edition.living.policy if edition.living else None
    paragraph(f"Counted so: {rules_in_words(computed.rules, policy)}.")
    for name, setting, other in others:
        added = by_name(set(other.countries) - set(computed.countries), names)
        dropped = by_name(set(computed.countries) - set(other.countries), names)
        change = [f"with {added}"] * bool(added) + [f"without {dropped}"] * bool(dropped)
        paragraph(
            f"Otherwise {other.value}, if {RULE_WORDS[name, setting]} (--rule {name}={setting}): "
            f"{'; '.join(change)}."
        )


def say_split(key: str, counted: dict[str, int], names: Names) -> None:
    """Say how a count falls under the values of a key."""
    several = "" if key in ("region", "regime") else "; one country may stand under several"
    heading(f"By {key}{several}")
    table((key, "countries"), [(_term(key, v, names), n) for v, n in counted.items()])


def say_figures(found: tuple[Recount, ...], edition: Edition, names: Names) -> None:
    """Say each figure beside its print, and the headlines once more as a picture."""
    table(
        ("figure", "what it counts", "recounted", "printed", "agrees"),
        [
            (
                one.named.id,
                one.named.label,
                _or_dash(one.value),
                "" if one.published is None else _print(one.published),
                AGREES[one.agrees],
            )
            for one in found
        ],
    )
    say_headlines(found, edition, names)


def say_headlines(found: tuple[Recount, ...], edition: Edition, names: Names) -> None:
    """Draw the headline figures, and name every printed number that the recount does not give."""
    heading(f"The {len(edition.countries)} countries of {edition.name}")
    bars(
        (
            (one.named.label, one.value, _beside(one))
            for one in found
            if one.named.id in HEADLINES and not one.named.examined and one.value is not None
        ),
        of=len(edition.countries),
    )
    if all(one.published is None for one in found):
        return
    heading("Printed against recounted")
    for one in found:
        if one.published is not None and one.agrees is False:
            _say_disagreement(one, one.published, names)
        elif one.published is not None and one.reason is not None:
            paragraph(f"{one.named.label}: printed {_print(one.published)}. {one.reason}")
    if not any(one.agrees is False for one in found):
        click.echo("Every printed figure that can be recounted agrees.")


def say_diff(found: Diff, old: Edition, new: Edition, names: Names) -> None:
    """Say which countries, measures, figures and cells are not the same."""
    click.echo(
        f"{old.name} has {len(old.countries)} countries, {new.name} has {len(new.countries)}."
    )
    for word, countries in (("Added", found.countries_added), ("Dropped", found.countries_dropped)):
        paragraph(f"{word}, {len(countries)}: {by_name(countries, names) or 'none'}.")
    heading("Measures that are not the same in both")
    for measure in found.measures_changed:
        paragraph(f"{measure.name} ({measure.kind}): {measure.what}")
    _none_of(found.measures_changed)
    heading("Figures that moved")
    if found.figures_moved:
        table(
            ("figure", "what it counts", old.name, new.name),
            [(m.id, m.label, _or_dash(m.old), _or_dash(m.new)) for m in found.figures_moved],
        )
    _none_of(found.figures_moved)
    for moved in found.figures_moved:
        if moved.reason and None in (moved.old, moved.new):
            paragraph(f"{moved.id}: {moved.reason}", indent="  ")
    heading("Cells that changed, in countries of both; * may be a change of the measure only")
    if found.changed_cells:
        table(
            ("country", "column", "", "change"),
            [
                (
                    names.label(c.country, "countries"),
                    c.column,
                    "" if c.comparable else "*",
                    changed(c, names),
                )
                for c in found.changed_cells
            ],
        )
    _none_of(found.changed_cells)
    told = [m.why for m in found.figures_moved] + [c.why for c in found.changed_cells]
    if found.listed or any(told):
        _say_moved_by(found, names)


def _none_of(told: tuple[object, ...]) -> None:
    if not told:
        click.echo("none")


def _say_moved_by(found: Diff, names: Names) -> None:
    """Say which claims and decisions stand behind each change."""
    heading("Moved by these claims of running text, and these decisions")
    for row in found.listed:
        paragraph(f"{names.label(row.country, 'countries')}, listed or no longer:")
        _say_why(row.why)
    for cell in found.changed_cells:
        if cell.why:
            country = names.label(cell.country, "countries")
            paragraph(f"{country}, {cell.column}: {changed(cell, names)}")
            _say_why(cell.why)
    for moved in found.figures_moved:
        if moved.why:
            came = f"; + {by_name(moved.added, names)}" if moved.added else ""
            went = f"; - {by_name(moved.dropped, names)}" if moved.dropped else ""
            paragraph(f"{moved.id}: {_or_dash(moved.old)} -> {_or_dash(moved.new)}{came}{went}")
            _say_why(moved.why)


def say_compiled(made: Edition, reviewed: Reviewed | None) -> None:
    """Say what an edition holds, and of a living one what was held back or withdrawn."""
    click.echo(
        one_line(
            f"Edition {made.name}: {len(made.countries)} countries, {len(made.entries)} entries, "
            f"from {', '.join(made.sources)}. See: sousveil figures {made.name}"
        )
    )
    if reviewed is None:
        return
    disputed = sum(1 for entry in made.entries if entry.disputed)
    said = len(reviewed.statements)
    claims = "1 accepted claim" if said == 1 else f"{said} accepted claims"
    entries = "1 entry is" if disputed == 1 else f"{disputed} entries are"
    paragraph(f"{claims} of running text; {entries} disputed. {made.policy}")
    for word, told in (
        ("withdrawn", [(t.claim, t.because) for t in reviewed.tombstones]),
        ("held back", [(h.claim, h.because) for h in reviewed.held_back]),
    ):
        for claim, because in told:
            click.echo(one_line(f"{word}: {claim}: {because}"), err=True)


def _say_why(why: tuple[Why, ...]) -> None:
    """Say which decisions moved something."""
    for one in why:
        decided = (
            f"{one.by}, {one.at} ({one.decision}): {one.because}" if one.decision else one.because
        )
        paragraph(f"{one.did} {one.claim}: {decided}", indent="    ")


def attribute(*editions: Edition) -> None:
    """Say whose data it is, as the licence wants."""
    click.echo()
    for attribution in dict.fromkeys(edition.attribution for edition in editions):
        paragraph(f"Data: {attribution}")


def by_name(countries: Iterable[str], names: Names) -> str:
    """Return countries by their names, in the order of the alphabet."""
    return ", ".join(sorted(names.label(country, "countries") for country in countries))


def changed(change: Change, names: Names) -> str:
    """Return what became of a cell: names that came and went, or both values."""
    return "  ".join(change_words(change, names))


def _say_disagreement(one: Recount, printed: PublishedFigure, names: Names) -> None:
    quoted = f" (quoted by {'; '.join(printed.quoted_by)})" if printed.quoted_by else ""
    said = (
        f"{one.named.label}: printed {_print(printed)}, recounted {one.value}. "
        f"Printed in: {printed.where}{quoted}."
    )
    if printed.disputed_by is not None:
        other = names.codebook.figures[printed.disputed_by].label
        said += f" The same number is printed for: {other}."
    paragraph(said)


def _beside(one: Recount) -> str:
    if one.published is None or one.agrees is not False:
        return ""
    return f"printed {_print(one.published)}, DIFFERS"


def _print(printed: PublishedFigure) -> str:
    of = "" if printed.of is None else f" of {printed.of}"
    return f"{BOUNDS[printed.bound]}{printed.value}{of}"


def _or_dash(value: int | str | None) -> str:
    return "-" if value in (None, "") else str(value)


def _term(key: str, value: str, names: Names) -> str:
    """Return a value of a split by its name, its id in brackets."""
    book = names.codebook
    vocabularies: dict[str, dict[str, Any]] = {
        "technology": dict(book.technologies),
        "supplier": dict(book.suppliers),
        "origin": dict(book.countries),
    }
    terms = vocabularies.get(key, dict(book.groups))
    return f"{terms[value].name} ({value})" if value in terms else value or "(none printed)"
