"""A matrix: which technologies and which origins of supply are recorded for each place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sousveil.charts.asked import NOT_ABSENT, Asked, regions, source
from sousveil.charts.drawing import Drawing
from sousveil.charts.look import LINE, MUTED, ORIGINS, OTHER, SEQUENCE, TEXT, frame
from sousveil.charts.sheet import Sheet
from sousveil.errors import ChartError
from sousveil.model.counted import counts
from sousveil.model.edition import Edition, Entry

NAME, COLUMN, ROW = 132, 20, 15  # px: names of places, width of a column, height of a row
HEAD, GAP = 128, 34  # px above the rows, px between two panels
SPLIT = 8  # px between technologies and origins
NARROW = 600  # px that title and caption have at least
PANELS = ((64, 3), (26, 2), (0, 1))  # from how many places on there are so many panels

RECORDED, DISPUTED, PLANNED = "recorded", "disputed", "planned, tried or contracted"
ENDED, HELD = "ended or denied", "held, not counted"
SIGNS = {  # shape, filled
    RECORDED: ("square", True),
    DISPUTED: ("square", False),
    PLANNED: ("triangle-up", False),
    ENDED: ("cross", False),
    HELD: ("circle", False),
}
SIZE = 110  # square px of a sign

ANY_OTHER = "other"


def draw(asked: Asked) -> Drawing:
    """Draw place by technology and origin, in one edition."""
    edition = asked.edition
    columns = _columns(edition, asked)
    rows = list(cells(asked))
    if not rows:
        raise ChartError(f"No place of {edition.name} meets the conditions. {NOT_ABSENT}")
    panels = _panels(rows, next(n for least, n in PANELS if len(rows) > least))
    wide = NAME + COLUMN * len(columns) + SPLIT
    longest = max(len(panel) for panel in panels)
    used = [state for state in SIGNS if any(state in row.values() for row in rows)]
    legend = 30 if used != [RECORDED] else 0
    sheet = Sheet(len(panels) * (wide + GAP) - GAP, HEAD + ROW * longest + legend)
    for number, panel in enumerate(panels):
        _panel(sheet, panel, columns, number * (wide + GAP))
    if legend:
        _legend(sheet, used)
    title = "What is recorded in each place"
    if asked.figure is not None:
        title = asked.words()
    under = f"{edition.title}: {len(rows)} of {len(edition.countries)} places"
    if len(rows) == len(edition.countries):
        under = f"{edition.title}: {len(rows)} places"
    caption = [
        f"A square: recorded. Left: technologies; right: where the suppliers come from. "
        f"{NOT_ABSENT} Nothing in a row says who supplies which technology.",
        *source([edition], asked, ruled=asked.sourced()),
    ]
    return Drawing(
        kind="matrix",
        title=title,
        editions=(edition.name,),
        says=f"Matrix of places and technologies. {under}.",
        caption=tuple(caption),
        rows=tuple(rows),
        chart=frame(
            sheet.chart(),
            width=max(int(sheet.width), NARROW),
            title=title,
            under=under,
            caption=caption,
        ),
    )


def cells(asked: Asked) -> Iterator[dict[str, Any]]:
    """Yield a row for each place that meets the conditions: the state of each column, or empty."""
    edition = asked.edition
    meets = set(asked.met().countries)
    held: dict[str, list[Entry]] = {}
    for entry in edition.entries:
        held.setdefault(entry.country, []).append(entry)
    for _, region, places in regions(edition, asked):
        for place in sorted(set(places) & meets, key=lambda p: asked.place(p).casefold()):
            row = {"iso3": place, "place": asked.place(place), "region": region}
            for column, words, technical in _columns(edition, asked):
                own = [e for e in held.get(place, ()) if _in(e, column, technical, edition)]
                row[words] = _state(own, edition)
            yield row


def _columns(edition: Edition, asked: Asked) -> list[tuple[str, str, bool]]:
    """Return the columns: id, words, and whether it is a technology."""
    order = [t for t in asked.codebook.technologies if t in edition.technologies]
    found = [(t, t.replace("_", " "), True) for t in order]
    found += [(o, f"from {_short(asked.place(o))}", False) for o in edition.origins]
    beyond = edition.other_origins or edition.living is not None
    return [*found, (ANY_OTHER, "from elsewhere", False)] if beyond else found


def _short(place: str) -> str:
    return place.replace("United States", "the US")


def _in(entry: Entry, column: str, technical: bool, edition: Edition) -> bool:
    if technical:
        return entry.technology == column and entry.kind != "finance"
    if entry.kind not in ("origin", "supply") or entry.origin is None:
        return False
    return entry.origin == column or (column == ANY_OTHER and entry.origin not in edition.origins)


def _state(entries: Sequence[Entry], edition: Edition) -> str:
    """Return the strongest that the entries of a cell say; empty where there are none."""
    if any(counts(entry, edition) for entry in entries):
        return RECORDED
    if any(entry.disputed for entry in entries):
        return DISPUTED
    said = {entry.status for entry in entries}
    if said & {"planned", "trial", "contracted"}:
        return PLANNED
    if said & {"ended", "denied"}:
        return ENDED
    return HELD if entries else ""


Line = dict[str, Any] | str
"""A row of cells, or the name of a region above its rows."""


def _panels(rows: Sequence[dict[str, Any]], number: int) -> list[list[Line]]:
    """Return rows with the names of regions above them, in panels of about the same length."""
    regions_ = len({row["region"] for row in rows})
    longest = -(-(len(rows) + regions_ + number - 1) // number)
    panels: list[list[Line]] = [[]]
    above = None
    for row in rows:
        panel, region = panels[-1], row["region"]
        need = 1 if region == above else 2
        if len(panel) + need > longest and len(panels) < number:
            panel = []
            panels.append(panel)
            if region == above:
                panel.append(f"{region}, continued")
        if region != above:
            panel.append(region)
            above = region
        panel.append(row)
    return panels


def _panel(
    sheet: Sheet, panel: list[Line], columns: list[tuple[str, str, bool]], left: float
) -> None:
    names, heads, regions_, rules = [], [], [], []
    signs: dict[tuple[str, str], list[dict[str, Any]]] = {}
    at = {}
    for j, (column, words, technical) in enumerate(columns):
        x = left + NAME + COLUMN * (j + 0.5) + (0 if technical else SPLIT)
        at[words] = x, SEQUENCE[2] if technical else ORIGINS.get(column, OTHER)
        heads.append({"x": x, "y": HEAD - 10, "words": words})
    right = left + NAME + COLUMN * len(columns) + SPLIT
    for i, line in enumerate(panel):
        y = HEAD + ROW * (i + 0.5)
        if isinstance(line, str):
            regions_.append({"x": left, "y": y + 1, "words": line})
        else:
            names.append({"x": left + 6, "y": y, "words": line["place"]})
            for words, (x, color) in at.items():
                if line[words]:
                    signs.setdefault((line[words], color), []).append({"x": x, "y": y})
        below = HEAD + ROW * (i + 1)
        rules.append({"x": left, "y": below, "to_x": right, "to_y": below})
    sheet.lines(rules, color=LINE, width=0.5)
    sheet.words(heads, angle=270, align="left")
    sheet.words(regions_, bold=True, size=10.5)
    sheet.words(names, size=10.5)
    for (state, color), rows in signs.items():
        shape, filled = SIGNS[state]
        sheet.signs(rows, shape=shape, size=SIZE, filled=filled, color=color)


def _legend(sheet: Sheet, used: Sequence[str]) -> None:
    x, y = 6.0, sheet.height - 10
    for state in used:
        shape, filled = SIGNS[state]
        sheet.signs([{"x": x, "y": y}], shape=shape, size=SIZE, filled=filled, color=MUTED)
        sheet.words([{"x": x + 12, "y": y, "words": state}], color=TEXT)
        x += 34 + 6.2 * len(state)
