"""A flow: from the origins of suppliers over the suppliers to the regions that they serve."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from sousveil.charts.asked import NOT_ABSENT, Asked, regions, source
from sousveil.charts.drawing import Drawing
from sousveil.charts.look import CARD, EDGE, MUTED, ORIGINS, OTHER, frame
from sousveil.charts.sheet import Sheet
from sousveil.errors import ChartError
from sousveil.figures.rows import meets
from sousveil.figures.words import RULE_WORDS, listed
from sousveil.model.counted import counts
from sousveil.model.figure import Row

WIDTH = 960  # px
HEAD = 30  # px above the nodes
LEFT, MIDDLE, RIGHT = 150, 460, 780  # px of the nodes from the left
NODE, GAP = 14, 11  # px: width of a node, space between two
ALL, THIN, THICK = 420.0, 2.0, 12.0  # px of all mentions; px of one, at least and at most
STEPS = 24  # points of the edge of a ribbon

RULED = ("home", "mult", "stray", "misprints")
"""Counting rules that can change a mention."""

NAMED = 12  # suppliers that are drawn by name; the others of an origin are one node

EU = frozenset(
    "AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT "
    "ROU SVK SVN SWE".split()
)
"""Member states of the European Union since February 2020."""

ELSEWHERE, UNKNOWN = "other", "unknown"
WORDS = {
    "CHN": "China",
    "USA": "United States",
    "JPN": "Japan",
    "EU": "European Union",
    "ISR": "Israel",
    ELSEWHERE: "other places",
    UNKNOWN: "head office not known",
}
UNIT_WORDS = (
    "Unit: mentions. A mention is one supplier named for one place; a place with three suppliers "
    "counts three times, so these are no numbers of places."
)


def draw(asked: Asked) -> Drawing:
    """Draw who supplies which region, in one edition."""
    edition = asked.edition
    rows = mentions(asked)
    if not rows:
        raise ChartError(f"{edition.name} names no supplier for what is asked. {NOT_ABSENT}")
    total = len(rows)
    title = "Suppliers, where they come from, and where they are named"
    if asked.figure is not None:
        title = f"Suppliers named in {asked.words()[:1].lower()}{asked.words()[1:]}"
    places = len({row["iso3"] for row in rows})
    under = f"{edition.title}: {total} mentions in {places} places"
    homes = Counter(asked.place(r["origin"]) for r in rows if r["group"] == ELSEWHERE)
    other = listed([f"{place} {n}" for place, n in sorted(homes.items(), key=_most)])
    caption = [
        f"{UNIT_WORDS} Origin: the head office of the supplier at the date of the edition. "
        "European Union: its 27 members since February 2020. " + NOT_ABSENT,
        *([f"Other places: {other}."] if homes else []),
        "Counted so: " + "; ".join(RULE_WORDS[r, getattr(asked.rules, r)] for r in RULED) + ".",
        *source([edition], asked),
    ]
    by_group = Counter(row["group"] for row in rows)
    by_name = Counter(row["supplier"] for row in rows)
    first = listed([f"{WORDS[g]} {n}" for g, n in sorted(by_group.items(), key=_most)])
    then = listed([f"{name} {n}" for name, n in sorted(by_name.items(), key=_most)[:5]])
    return Drawing(
        kind="flow",
        title=title,
        editions=(edition.name,),
        says=f"Flow of {total} mentions. By origin: {first}. Most named: {then}.",
        caption=tuple(caption),
        rows=tuple(rows),
        chart=frame(_chart(rows, asked), width=WIDTH, title=title, under=under, caption=caption),
    )


def mentions(asked: Asked) -> list[dict[str, Any]]:
    """Return a row for each place and supplier named there, by the counting rules."""
    edition, within = asked.edition, set(asked.met().countries)
    region_of = {place: name for _, name, places in regions(edition, asked) for place in places}
    seen: dict[tuple[str, str], dict[str, Any]] = {}
    for entry in edition.entries:
        supplier = "huawei" if entry.supplier is None and "mult" in entry.marks else entry.supplier
        if supplier is None or entry.country not in within or not counts(entry, edition):
            continue
        if not meets(entry, Row(supplier=supplier), asked.rules):
            continue
        known = asked.codebook.suppliers.get(supplier) or asked.codebook.financiers.get(supplier)
        origin = entry.origin or (known.home(edition.in_force) if known else None)
        seen[supplier, entry.country] = {
            "origin": origin,
            "group": _group(origin),
            "supplier": known.name if known else supplier,
            "region": region_of[entry.country],
            "iso3": entry.country,
            "place": asked.place(entry.country),
        }
    return [seen[key] for key in sorted(seen)]


def _group(origin: str | None) -> str:
    if origin is None:
        return UNKNOWN
    if origin in EU:
        return "EU"
    return origin if origin in WORDS else ELSEWHERE


def _most(pair: tuple[str, int]) -> tuple[int, str]:
    """Return the key that puts the greatest number first."""
    return -pair[1], pair[0]


Node = tuple[str, str]
"""The group that it is coloured by, and its name."""


def _chart(rows: Sequence[dict[str, Any]], asked: Asked) -> Any:
    ranked = sorted(Counter(r["supplier"] for r in rows).items(), key=_most)
    named = {name for name, number in ranked[:NAMED] if number > 1}
    of_region = [name for _, name, _ in regions(asked.edition, asked)]

    def middle(row: dict[str, Any]) -> Node:
        return row["group"], row["supplier"] if row["supplier"] in named else ""

    order = list(WORDS)
    size: Counter[Node] = Counter(middle(row) for row in rows)
    nodes = sorted(size, key=lambda n: (order.index(n[0]), not n[1], -size[n], n[1]))
    groups = [g for g in order if any(r["group"] == g for r in rows)]
    served = [name for name in of_region if any(r["region"] == name for r in rows)]
    unit = min(THICK, max(THIN, ALL / len(rows)))
    height = len(rows) * unit + GAP * (len(nodes) - 1)
    sheet = Sheet(WIDTH, HEAD + height)
    left = _stack(groups, Counter(r["group"] for r in rows), height, unit)
    mid = _stack(nodes, size, height, unit)
    right = _stack(served, Counter(r["region"] for r in rows), height, unit)
    ribbons = _ribbons(rows, lambda r: r["group"], middle, (left, mid), (LEFT + NODE, MIDDLE), unit)
    ribbons += _ribbons(
        rows, middle, lambda r: r["region"], (mid, right), (MIDDLE + NODE, RIGHT), unit
    )
    sheet.ribbons(ribbons, opacity=0.38)
    boxes = [_box(LEFT, span, _color(group)) for group, span in left.items()]
    boxes += [_box(MIDDLE, span, _color(node[0])) for node, span in mid.items()]
    boxes += [_box(RIGHT, span, EDGE) for span in right.values()]
    sheet.boxes(boxes)
    others = {group: {r["supplier"] for r in rows if middle(r) == (group, "")} for group in groups}

    def words(node: Node) -> str:
        if node[1]:
            return node[1]
        more = "other" if any(n[0] == node[0] and n[1] for n in nodes) else "supplier"
        number = len(others[node[0]])
        plural = "s" if number > 1 else ""
        return f"{number} {more}{plural}, {WORDS[node[0]]}"

    sheet.words([_label(LEFT - 8, s, WORDS[g]) for g, s in left.items()], align="right")
    sheet.words([_label(MIDDLE - 7, s, words(n)) for n, s in mid.items()], align="right", halo=CARD)
    sheet.words([_label(RIGHT + NODE + 8, s, name) for name, s in right.items()])
    heads = [(LEFT + NODE, "Origin", "right"), (RIGHT, "Region", "left")]
    for x, head, align in heads:
        sheet.words([{"x": x, "y": 8, "words": head}], bold=True, align=align)  # type: ignore[arg-type]
    sheet.words([{"x": MIDDLE, "y": 8, "words": "Supplier"}], bold=True)
    sheet.words([{"x": MIDDLE + 64, "y": 8, "words": "numbers are mentions"}], color=MUTED, size=10)
    return sheet.chart()


Span = tuple[float, float, int]
"""Upper and lower edge in px, and the number of mentions."""


def _stack(names: Sequence[Any], size: Counter[Any], height: float, unit: float) -> dict[Any, Span]:
    """Return nodes one below the other, over the whole height."""
    total = sum(size.values())
    free = height - total * unit
    gap = free / (len(names) - 1) if len(names) > 1 else 0
    top = HEAD + (0 if len(names) > 1 else free / 2)
    found = {}
    for name in names:
        found[name] = (top, top + size[name] * unit, size[name])
        top += size[name] * unit + gap
    return found


def _ribbons(
    rows: Sequence[dict[str, Any]],
    start: Callable[[dict[str, Any]], Any],
    end: Callable[[dict[str, Any]], Any],
    stacks: tuple[dict[Any, Span], dict[Any, Span]],
    edges: tuple[float, float],
    unit: float,
) -> list[dict[str, Any]]:
    """Return the edges of the bands between two columns, coloured by origin."""
    size: Counter[tuple[Any, Any]] = Counter((start(row), end(row)) for row in rows)
    color = {(start(row), end(row)): _color(row["group"]) for row in rows}
    first, second = (list(stack) for stack in stacks)
    out = {name: span[0] for name, span in stacks[0].items()}
    into = {name: span[0] for name, span in stacks[1].items()}
    points = []
    pairs = sorted(size, key=lambda pair: (first.index(pair[0]), second.index(pair[1])))
    for number, pair in enumerate(pairs):
        thick = size[pair] * unit
        a, b = out[pair[0]], into[pair[1]]
        out[pair[0]], into[pair[1]] = a + thick, b + thick
        for step in range(STEPS + 1):
            share = step / STEPS
            y = a + (b - a) * share * share * (3 - 2 * share)
            x = edges[0] + (edges[1] - edges[0]) * share
            points.append(
                {
                    "ribbon": f"{edges[0]}-{number}",
                    "x": round(x, 1),
                    "y": round(y, 2),
                    "to_y": round(y + thick, 2),
                    "fill": color[pair],
                }
            )
    return points


def _box(x: float, span: Span, fill: str) -> dict[str, Any]:
    return {"x": x, "y": span[0], "to_x": x + NODE, "to_y": span[1], "fill": fill}


def _label(x: float, span: Span, words: str) -> dict[str, Any]:
    return {"x": x, "y": (span[0] + span[1]) / 2, "words": f"{words} ({span[2]})"}


def _color(group: str) -> str:
    return ORIGINS.get(group, OTHER)
