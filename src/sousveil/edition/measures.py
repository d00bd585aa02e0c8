"""What two editions measured otherwise: meanings, sources, categories, columns, lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from sousveil.codebook.vocabulary import Codebook, Column, Measure
from sousveil.model.edition import Edition


class MeasureChange(Struct, frozen=True, kw_only=True):
    """A measure, category or list that is not in both editions the same."""

    id: str
    name: str

    kind: str
    """`meaning` (do not compare), `source` (compare with care), `not-asked` (in one edition
    only), `layout` (other columns), `list` (members of a group from another list) or `policy`
    (which reviewed claims count)."""

    what: str


def measures_changed(old: Edition, new: Edition, codebook: Codebook) -> Iterator[MeasureChange]:
    """Yield what stops a cell or a figure of one edition from being set against the other's."""
    for measure in codebook.measures.values():
        yield from _measure(measure, old, new)
    for technology in codebook.technologies.values():
        yield from _only_in_one(
            technology.id, technology.name, old, new, old.technologies, new.technologies
        )
    yield from _origin_columns(old, new, codebook)
    yield from _supplier_columns(old, new, codebook)
    if old.living and new.living and old.living.policy != new.living.policy:
        yield MeasureChange(
            id="policy",
            name="policy",
            kind="policy",
            what=f"{old.name}: {old.policy} {new.name}: {new.policy}",
        )
    for group in codebook.groups.values():
        lists = old.group_sources.get(group.id), new.group_sources.get(group.id)
        if lists[0] != lists[1]:
            yield MeasureChange(
                id=group.id,
                name=group.name,
                kind="list",
                what=f"members in {old.name}: {lists[0] or 'no list'}; "
                f"in {new.name}: {lists[1] or 'no list'}",
            )


def layout_columns(edition: Edition, codebook: Codebook, kind: str) -> list[Column]:
    """Return the columns of one kind in the index table that the edition comes from."""
    layout = codebook.layouts.get(edition.layout)
    return [] if layout is None else [c for c in layout.tables[0].columns if c.kind == kind]


def warning(measure: Measure, old: Edition, new: Edition) -> str:
    """Return the warning of a measure where two editions took it from different sources."""
    return measure.changed if _of(measure.source, old) != _of(measure.source, new) else ""


def _measure(measure: Measure, old: Edition, new: Edition) -> Iterator[MeasureChange]:
    yield from _only_in_one(measure.id, measure.name, old, new, old.indicators, new.indicators)
    if measure.id not in old.indicators or measure.id not in new.indicators:
        return
    sources = _of(measure.source, old), _of(measure.source, new)
    if what := warning(measure, old, new):
        yield MeasureChange(id=measure.id, name=measure.name, kind="meaning", what=what)
    elif sources[0] != sources[1]:
        yield MeasureChange(
            id=measure.id,
            name=measure.name,
            kind="source",
            what=f"{old.name}: {sources[0]}; {new.name}: {sources[1]}",
        )


def _only_in_one(
    term: str, name: str, old: Edition, new: Edition, in_old: Iterable[str], in_new: Iterable[str]
) -> Iterator[MeasureChange]:
    had, has = term in set(in_old), term in set(in_new)
    if had != has:
        without = new.name if had else old.name
        yield MeasureChange(
            id=term,
            name=name,
            kind="not-asked",
            what=f"{without} did not ask; its empty cells are no zeros",
        )


def _origin_columns(old: Edition, new: Edition, codebook: Codebook) -> Iterator[MeasureChange]:
    """Name the origins with a column of their own in one edition only."""
    for edition, other in ((old, new), (new, old)):
        own = {column.country for column in layout_columns(other, codebook, "origin")}
        for column in layout_columns(edition, codebook, "origin"):
            if column.country in own:
                continue
            shared = layout_columns(other, codebook, "origins")
            where = f"is named in the column {shared[0].heading!r}" if shared else "is not asked"
            name = codebook.countries[str(column.country)].name
            yield MeasureChange(
                id=f"origin-{column.country}",
                name=f"technology from {name}",
                kind="layout",
                what=f"a column of its own ({column.heading!r}) in {edition.name}; "
                f"in {other.name} it {where}",
            )
        shared = layout_columns(edition, codebook, "origins")
        if shared and not layout_columns(other, codebook, "origins"):
            asked = ", ".join(codebook.countries[o].name for o in other.origins)
            yield MeasureChange(
                id="origins",
                name="technology from other countries",
                kind="not-asked",
                what=f"{edition.name} names any country ({shared[0].heading!r}); "
                f"{other.name} asked about {asked} only",
            )


def _supplier_columns(old: Edition, new: Edition, codebook: Codebook) -> Iterator[MeasureChange]:
    columns = [
        [c.heading for c in layout_columns(edition, codebook, "suppliers")]
        for edition in (old, new)
    ]
    if columns[0] != columns[1] and all(columns):
        said = [
            f"one cell {headings[0]!r}"
            if len(headings) == 1
            else f"{len(headings)} columns {headings[0]!r} to {headings[-1]!r}"
            for headings in columns
        ]
        yield MeasureChange(
            id="suppliers",
            name="suppliers",
            kind="layout",
            what=f"{said[0]} in {old.name}, {said[1]} in {new.name}; a name may be missing "
            "for want of a column",
        )


def _of(by_edition: dict[str, str], edition: Edition) -> str:
    return by_edition.get(edition.layout, by_edition.get("*", ""))
