"""What editions hold about a name, one beside the other, and what changed between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from msgspec import Struct, to_builtins

from sousveil.codebook.names import Names
from sousveil.codebook.vocabulary import Codebook
from sousveil.edition.diff import Change, Diff, diff
from sousveil.edition.holdings import Holding, Term, holding, nearest
from sousveil.edition.measures import MeasureChange
from sousveil.model.edition import Edition, Records

NOT_ABSENT = "not recorded is not absent"

Both = tuple[Edition, Records]


class Step(Struct, frozen=True, kw_only=True):
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


class Found(Struct, frozen=True, kw_only=True):
    """One meaning of a name, with what each edition holds of it."""

    term: Term
    holdings: tuple[Holding, ...]
    steps: tuple[Step, ...]


class Shown(Struct, frozen=True, kw_only=True):
    """All that editions hold about a name."""

    name: str
    found: tuple[Found, ...]
    near: tuple[Term, ...]
    """Terms whose names look like this one, where nothing is found."""


def in_order(held: Iterable[Both]) -> tuple[Both, ...]:
    """Return editions with their records, the oldest first."""
    return tuple(sorted(held, key=lambda one: (one[0].in_force, one[0].name)))


def show(name: str, terms: Iterable[Term], held: Sequence[Both], names: Names) -> Shown:
    """Show what editions, the oldest first, hold about the meanings of a name."""
    book = names.codebook
    editions = [edition for edition, _ in held]
    found = tuple(
        Found(term=term, holdings=holdings, steps=steps(term, holdings, editions, book))
        for term in terms
        for holdings in [tuple(holding(term, *both, book) for both in held)]
        if any(one.cells or one.statements or one.withdrawn for one in holdings)
    )
    return Shown(name=name, found=found, near=() if found else nearest(name, names))


def plain(shown: Shown, held: Sequence[Both]) -> dict[str, Any]:
    """Return the same as plain data, as `--json` and the API answer it."""
    return {
        "name": shown.name,
        "found": [
            {
                **to_builtins(one.term),
                "editions": [to_builtins(holding) for holding in one.holdings],
                "changes": [to_builtins(step) for step in one.steps],
            }
            for one in shown.found
        ],
        "near": [to_builtins(term) for term in shown.near],
        "note": None if shown.found else NOT_ABSENT,
        "attribution": [edition.attribution for edition, _ in held],
    }


def steps(
    term: Term, holdings: Sequence[Holding], editions: Sequence[Edition], codebook: Codebook
) -> tuple[Step, ...]:
    """Return what changed about a term, from each edition to the next."""
    both = zip(pairwise(holdings), pairwise(editions), strict=True)
    return tuple(
        _step(term, *pair, diff(old, new, codebook, ()), codebook) for pair, (old, new) in both
    )


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
