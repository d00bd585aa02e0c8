"""When a number fails: the nearest query that does give it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sousveil.checking.answer import Answer, answer
from sousveil.checking.recount import compute
from sousveil.codebook.vocabulary import Codebook
from sousveil.figures.words import country, describe
from sousveil.model.edition import Edition
from sousveil.model.figure import Computed, Figure, Row
from sousveil.model.question import Question
from sousveil.model.verdict import Repaired


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A query one word away from that of the text, and the word."""

    figure: Figure
    missing: str | None = None
    dropped: str | None = None
    instead: str | None = None
    swap: bool = False
    """True for a company in place of its country, or a country in place of its company."""


def repair(
    question: Question,
    failed: Answer,
    editions: tuple[Edition, ...],
    codebook: Codebook,
    outdated: bool,
) -> Repaired | None:
    """Find the query nearest to that of the text that gives its number, in this edition or another.

    Company taken for its country, or the other way round, comes first, then a qualifier that was
    dropped or added, then the edition. An approximate number or bound is not repaired.
    """
    if (
        question.type != "count"
        or question.bound not in ("exact", "min")
        or question.unit != "countries"
    ):
        return None
    if question.bound == "min" and question.strict:
        return None
    if outdated:
        return _other_edition(question, failed, editions, codebook)
    near = list(_neighbours(question.figure, failed.edition, codebook))
    swaps = [n for n in near if n.swap]
    for neighbour in swaps:
        if _recounted(neighbour.figure, failed) == question.value:
            return _found(neighbour, question.value, failed.edition.name, codebook)
    for neighbour in swaps:
        for printed in codebook.published:
            same = codebook.figures[printed.figure].figure == neighbour.figure
            if same and printed.value == question.value:
                found = _found(neighbour, question.value, printed.edition, codebook)
                return replace(found, printed_only=True)
    for neighbour in near:
        if not neighbour.swap and _recounted(neighbour.figure, failed) == question.value:
            return _found(neighbour, question.value, failed.edition.name, codebook)
    return _other_edition(question, failed, editions, codebook)


def _other_edition(
    question: Question, failed: Answer, editions: tuple[Edition, ...], codebook: Codebook
) -> Repaired | None:
    for edition in editions:
        if edition is not failed.edition:
            other = answer(replace(question, editions=()), edition, codebook)
            if other.status in ("holds", "depends") and other.value is not None:
                near = Neighbour(
                    figure=question.figure, missing=f"in the {edition.in_force[:4]} edition"
                )
                return _found(near, other.value, edition.name, codebook)
    return None


def _neighbours(figure: Figure, edition: Edition, codebook: Codebook) -> Iterator[Neighbour]:
    for index, row in enumerate(figure.having):
        rest = figure.having[:index], figure.having[index + 1 :]
        if row.origin is not None:
            named = sorted(
                {
                    e.supplier
                    for e in edition.entries
                    if e.supplier in codebook.suppliers and e.origin == row.origin
                }
            )
            for supplier in named:
                yield Neighbour(
                    figure=replace(figure, having=(*rest[0], Row(supplier=supplier), *rest[1])),
                    dropped=country(row.origin, codebook),
                    instead=codebook.suppliers[supplier].name,
                    swap=True,
                )
        if row.supplier is not None:
            home = codebook.suppliers[row.supplier].home(edition.in_force)
            if home is not None:
                yield Neighbour(
                    figure=replace(figure, having=(*rest[0], Row(origin=home), *rest[1])),
                    dropped=codebook.suppliers[row.supplier].name,
                    instead=country(home, codebook),
                    swap=True,
                )
        if row.technology is not None:
            for technology in edition.technologies:
                if technology != row.technology:
                    changed = replace(row, technology=technology)
                    yield Neighbour(
                        figure=replace(figure, having=(*rest[0], changed, *rest[1])),
                        dropped=codebook.technologies[row.technology].name,
                        instead=codebook.technologies[technology].name,
                    )
    sourced = any(row.origin or row.supplier for row in figure.rows())
    if not sourced:
        for origin in edition.origins:
            yield Neighbour(
                figure=replace(figure, having=(*figure.having, Row(origin=origin))),
                missing=f"from {country(origin, codebook)}",
            )
    for known in codebook.groups.values():
        if known.kind == "membership" and known.id not in (*figure.among, *figure.outside):
            joined = replace(figure, among=(*figure.among, known.id))
            yield Neighbour(figure=joined, missing=known.label)
    for group in figure.among:
        yield Neighbour(
            figure=replace(figure, among=tuple(g for g in figure.among if g != group)),
            dropped=codebook.groups[group].label,
        )
    for index, row in enumerate(figure.having):
        rest_of = figure.having[:index] + figure.having[index + 1 :]
        yield Neighbour(
            figure=replace(figure, having=rest_of),
            dropped=describe(Figure(having=(row,)), codebook).removeprefix("countries "),
        )
    for row in figure.having:
        home = row.origin
        if home and home not in figure.without:
            yield Neighbour(
                figure=replace(figure, without=(*figure.without, home)), missing="abroad"
            )


def _recounted(figure: Figure, failed: Answer) -> int | None:
    computed = compute(figure, failed.edition, failed.rules)
    return computed.value if isinstance(computed, Computed) else None


def _found(near: Neighbour, value: float, edition: str, codebook: Codebook) -> Repaired:
    named = [f.id for f in codebook.figures.values() if f.figure == near.figure and not f.examined]
    return Repaired(
        figure=named[0] if named else "ad-hoc",
        value=value,
        edition=edition,
        words=describe(near.figure, codebook),
        missing=near.missing,
        dropped=near.dropped,
        instead=near.instead,
    )
