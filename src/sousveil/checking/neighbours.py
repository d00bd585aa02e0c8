"""Queries that are one word or phrase away from that of a text, with the words."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from sousveil.codebook.vocabulary import Codebook
from sousveil.figures.words import country, describe
from sousveil.model.edition import Edition
from sousveil.model.figure import Figure, Row, Rules
from sousveil.model.noun import replace

CLASSES = frozenset({"region", "regime", "union", "countries"})
"""Kinds of groups of which one is as good as the other to explain a number."""


class Neighbour(Struct, frozen=True, kw_only=True):
    """A query one word or phrase away from that of the text, and the words."""

    figure: Figure
    kind: str
    """What is changed: `company`, `home`, `technology`, `origin`, `list`, `class`; where several
    queries of a kind give one number, none of them explains it."""

    missing: str | None = None
    dropped: str | None = None
    instead: str | None = None
    rules: Rules | None = None
    """Other counting rules; None for those of the text."""

    @property
    def swap(self) -> bool:
        """True for a company in place of its country, or a country in place of its company."""
        return self.kind in ("company", "home")


def neighbours(
    figure: Figure, edition: Edition, codebook: Codebook, rules: Rules
) -> list[Neighbour]:
    """Return them all: swapped, dropped and added ones."""
    return [
        *_swapped(figure, edition, codebook),
        *_added(figure, edition, codebook),
        *_dropped(figure, codebook),
        *_home_market(figure, codebook, rules),
    ]


def _swapped(figure: Figure, edition: Edition, codebook: Codebook) -> Iterator[Neighbour]:
    for index, row in enumerate(figure.having):
        rest = figure.having[:index], figure.having[index + 1 :]
        if row.origin is not None:
            for supplier in sorted(_named(row.origin, edition, codebook)):
                yield Neighbour(
                    figure=replace(figure, having=(*rest[0], Row(supplier=supplier), *rest[1])),
                    kind="company",
                    dropped=country(row.origin, codebook),
                    instead=codebook.suppliers[supplier].name,
                )
        if row.supplier is not None:
            known = codebook.suppliers.get(row.supplier)
            home = known.home(edition.in_force) if known else None
            if known is not None and home is not None:
                yield Neighbour(
                    figure=replace(figure, having=(*rest[0], Row(origin=home), *rest[1])),
                    kind="home",
                    dropped=known.name,
                    instead=country(home, codebook),
                )
        if row.technology in edition.technologies:
            for technology in edition.technologies:
                if technology != row.technology:
                    changed = replace(row, technology=technology)
                    yield Neighbour(
                        figure=replace(figure, having=(*rest[0], changed, *rest[1])),
                        kind="technology",
                        dropped=codebook.technologies[str(row.technology)].name,
                        instead=codebook.technologies[technology].name,
                    )


def _named(origin: str, edition: Edition, codebook: Codebook) -> set[str]:
    """Return the suppliers from a country that an edition names."""
    return {
        e.supplier
        for e in edition.entries
        if e.supplier in codebook.suppliers and e.origin == origin
    }


def _added(figure: Figure, edition: Edition, codebook: Codebook) -> Iterator[Neighbour]:
    sourced = any(row.origin or row.supplier for row in figure.rows())
    if not sourced:
        for origin in edition.origins:
            yield Neighbour(
                figure=replace(figure, having=(*figure.having, Row(origin=origin))),
                kind="origin",
                missing=f"from {country(origin, codebook)}",
            )
    classed = any(codebook.groups[g].kind in CLASSES for g in (*figure.among, *figure.outside))
    for known in codebook.groups.values():
        if known.id in (*figure.among, *figure.outside) or known.id not in edition.groups:
            continue
        if known.kind == "membership" or (known.kind in CLASSES and not classed):
            yield Neighbour(
                figure=replace(figure, among=(*figure.among, known.id)),
                kind="list" if known.kind == "membership" else "class",
                missing=known.label,
            )


def _dropped(figure: Figure, codebook: Codebook) -> Iterator[Neighbour]:
    for group in figure.among:
        yield Neighbour(
            figure=replace(figure, among=tuple(g for g in figure.among if g != group)),
            kind=f"without {group}",
            dropped=codebook.groups[group].label,
        )
    for index, row in enumerate(figure.having):
        yield Neighbour(
            figure=replace(figure, having=figure.having[:index] + figure.having[index + 1 :]),
            kind=f"without row {index}",
            dropped=describe(Figure(having=(row,)), codebook).removeprefix("countries "),
        )


def _home_market(figure: Figure, codebook: Codebook, rules: Rules) -> Iterator[Neighbour]:
    for row in figure.having:
        if row.origin and row.origin not in figure.without and rules.home == "included":
            yield Neighbour(
                figure=replace(figure, without=(*figure.without, row.origin)),
                kind="abroad",
                missing="abroad",
            )
    for code in figure.without:
        yield Neighbour(
            figure=replace(figure, without=tuple(c for c in figure.without if c != code)),
            kind="home market",
            dropped=f"not counting {country(code, codebook)}",
        )
    if rules.home == "excluded":
        yield Neighbour(
            figure=figure,
            kind="home market",
            dropped="abroad",
            rules=rules.changed("home", "included"),
        )
