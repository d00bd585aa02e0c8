"""Oddities that show only when the cells of a table are compared."""

from __future__ import annotations

from collections.abc import Iterator

from sousveil.codebook.vocabulary import Codebook, Layout
from sousveil.errors import Problem
from sousveil.extraction.tables import Found
from sousveil.model.edition import PrintedCell


def oddities(found: Found, codebook: Codebook) -> tuple[Problem, ...]:
    """Return what does not fit together in the tables read; nothing is changed."""
    if found.layout is None:
        return ()
    layout = codebook.layouts[found.layout]
    rows: dict[str, dict[str, PrintedCell]] = {}
    for cell in found.cells:
        rows.setdefault(cell.country, {}).setdefault(cell.column, cell)
    return (
        *_ranks_out_of_order(rows),
        *_ticks_without_supplier(rows, layout, codebook),
        *_regime_against_score(rows),
        *_sheets_disagree(rows),
        *_zero_spending(rows),
    )


def _ranks_out_of_order(rows: dict[str, dict[str, PrintedCell]]) -> Iterator[Problem]:
    """Higher spending must have a smaller rank; name the row that fits neither neighbour."""
    ranked = sorted(
        (
            (float(row["military_spending"].value), int(row["military_rank"].value), country)
            for country, row in rows.items()
            if _number(row.get("military_spending")) and _number(row.get("military_rank"))
        ),
        reverse=True,
    )
    ranks = [rank for _, rank, _ in ranked]
    in_order = _longest_rise(ranks)
    for index, (spending, rank, country) in enumerate(ranked):
        if index not in in_order:
            yield Problem(
                where=rows[country]["military_rank"].place,
                kind="rank-out-of-order",
                what=f"rank {rank} does not fit a spending of {spending:.1f} million dollars",
                hint="the table's other rows say otherwise; the cell is kept as printed",
            )


def _longest_rise(ranks: list[int]) -> set[int]:
    """Return the positions of a longest rising run within a list."""
    best: list[tuple[int, int]] = []
    for index, rank in enumerate(ranks):
        before = [(best[i][0], i) for i in range(index) if ranks[i] < rank]
        length, last = max(before, default=(0, -1))
        best.append((length + 1, last))
    if not best:
        return set()
    position = max(range(len(best)), key=lambda i: best[i][0])
    found = set()
    while position >= 0:
        found.add(position)
        position = best[position][1]
    return found


def _ticks_without_supplier(
    rows: dict[str, dict[str, PrintedCell]], layout: Layout, codebook: Codebook
) -> Iterator[Problem]:
    origins = {c.id: c.country for c in layout.tables[0].columns if c.kind == "origin"}
    columns = [c.id for c in layout.tables[0].columns if c.kind == "suppliers"]
    for row in rows.values():
        named = [s for c in columns if c in row for s in row[c].value.split("; ") if s]
        homes = {codebook.suppliers[s].home(layout.in_force) for s in named}
        marked = any(m in row[c].printed for c in columns if c in row for m in layout.marks)
        for column, origin in origins.items():
            ticked = column in row and row[column].value == "1"
            if ticked and origin not in homes and not marked:
                yield Problem(
                    where=row[column].place,
                    kind="tick-without-supplier",
                    what=f"{column} is ticked, and no supplier at home in {origin} is named",
                    hint="the tick counts; the rule origin=supplier counts named suppliers instead",
                )
            if not ticked and origin in homes:
                yield Problem(
                    where=row[column].place,
                    kind="supplier-without-tick",
                    what=f"a supplier at home in {origin} is named, and {column} is not ticked",
                    hint="only the tick counts; the rule origin=supplier counts the name",
                )


def _regime_against_score(rows: dict[str, dict[str, PrintedCell]]) -> Iterator[Problem]:
    """The 2019 notes derive the regime type from the score: below 2.5, 5 and 8."""
    for row in rows.values():
        score, regime = row.get("regime_score"), row.get("regime")
        if regime is None or not _number(score) or score is None:
            continue
        value = float(score.value)
        due = "CA" if value < 2.5 else "EA" if value < 5 else "ED" if value < 8 else "LD"
        if regime.value != due:
            yield Problem(
                where=regime.place,
                kind="regime-against-score",
                what=f"a score of {score.value} makes {due} by the table's notes; it prints "
                f"{regime.value}",
                hint="the cell is kept as printed",
            )


def _sheets_disagree(rows: dict[str, dict[str, PrintedCell]]) -> Iterator[Problem]:
    """The index and the sheet of examined countries must agree where both speak."""
    for row in rows.values():
        listed = "facial_recognition" in row
        tick = row.get("listed")
        if tick is not None and listed != (tick.value == "1"):
            said = "does not list it" if tick.value != "1" else "lists it"
            yield Problem(
                where=tick.place,
                kind="sheets-disagree",
                what=f"the index {'has' if listed else 'lacks'} this country, this sheet {said}",
                hint="the index sheet counts",
            )
        if listed and "listed" not in row and any("listed" in r for r in rows.values()):
            yield Problem(
                where=row["country"].place,
                kind="sheets-disagree",
                what="the sheet of examined countries lacks this country",
                hint="it counts as listed; the number of examined countries does not change",
            )
        first, second = row.get("regime"), row.get("examined_regime")
        if first and second and first.value != second.value:
            yield Problem(
                where=second.place,
                kind="sheets-disagree",
                what=f"the index prints regime type {first.value}, this sheet {second.value}",
                hint="the index sheet counts",
            )


def _zero_spending(rows: dict[str, dict[str, PrintedCell]]) -> Iterator[Problem]:
    for row in rows.values():
        cell = row.get("military_spending")
        if cell is not None and _number(cell) and float(cell.value) == 0:
            yield Problem(
                where=cell.place,
                kind="zero",
                what="military spending is printed as 0, without a rank",
                hint="it may mean no armed forces, or no figure; kept as printed",
            )


def _number(cell: PrintedCell | None) -> bool:
    if cell is None or not cell.value:
        return False
    try:
        float(cell.value)
    except ValueError:
        return False
    return True
