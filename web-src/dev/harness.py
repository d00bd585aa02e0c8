"""Pages to try the islands on, from an edition: python web-src/dev/harness.py OUT.

Not shipped. The real pages are made by src/sousveil/web; these have the same markup and data, and
the same policy on what may load.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections import Counter
from html import escape
from pathlib import Path

from sousveil.codebook.loader import load_packaged
from sousveil.figures.rows import meets
from sousveil.model.edition import Edition
from sousveil.model.figure import Row, Rules
from sousveil.storage.packaged import load_edition
from sousveil.web.filters import rows

ROOT = Path(__file__).resolve().parents[2]
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'"
)
BOOK = load_packaged()


def main(out: Path, edition: Edition, style: Path) -> None:
    """Write the pages and what they load."""
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(ROOT / "src" / "sousveil" / "_web", out)
    if style.is_file():
        shutil.copy(style, out / "assets" / "sousveil.css")
    else:
        (out / "assets" / "sousveil.css").write_text("[hidden] { display: none !important }")
    for name, made in (("map", explorer), ("matrix", matrix), ("flow", flow), ("diff", diff)):
        folder = out / name / edition.name
        folder.mkdir(parents=True)
        page = framed(name, made(edition))
        (folder / "index.html").write_text(page, encoding="utf-8")
        (folder / "rows.csv").write_text("id\n", encoding="utf-8")


def framed(title: str, body: str) -> str:
    """Return a page two folders below the root."""
    return f"""<!doctype html>
<html lang="en" data-root="../../"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="../../assets/sousveil.css">
<link rel="stylesheet" href="../../assets/app.css">
<script defer src="../../assets/app.js"></script></head>
<body><main id="main"><h1>{title}</h1>
<p><button type="button" data-copy="https://example.org/a?b=c">Copy the link</button>
<button type="button" data-print>Print</button></p>
{body}</main></body></html>
"""


def island(name: str, props: object, body: str) -> str:
    """Return an island with its data."""
    text = json.dumps(props, ensure_ascii=False).replace("<", "\\u003c")
    data = f'<script type="application/json" data-props>{text}</script>'
    return f'<section data-island="{name}">{data}\n{body}</section>'


def label(id: str) -> str:
    """Return the name of anything by its id."""
    for vocabulary in (BOOK.countries, BOOK.suppliers, BOOK.technologies, BOOK.groups):
        if id in vocabulary:
            return vocabulary[id].name
    return id


def place(code: str) -> str:
    """Return the name of a place."""
    return BOOK.countries[code].name


def options(values: list[str]) -> str:
    """Return the options of a choice, with one for any."""
    shown = "".join(f'<option value="{v}">{escape(label(v))}</option>' for v in values)
    return f'<option value="">any</option>{shown}'


def explorer(edition: Edition) -> str:
    """Return W1: filters, count, map, table."""
    held = rows(edition)
    ids = {v for row in held for k in ("suppliers", "origins", "groups") for v in row[k]}  # type: ignore[literal-required]
    ids |= {*edition.technologies} | {row["region"] for row in held}
    ids |= {row["regime"] for row in held} | {"social_media_surveillance"}
    asked = [*edition.technologies]
    if "social_media_surveillance" not in asked:
        asked.append("social_media_surveillance")
    props = {
        "edition": edition.name,
        "total": len(held),
        "root": "../../",
        "rows": [
            row | {"name": place(row["id"]), "href": f"place/{row['id'].lower()}/"}
            for row in sorted(held, key=lambda row: place(row["id"]))
        ],
        "labels": {id: label(id) for id in sorted(ids)} | {edition.name: edition.name[-4:]},
        "counted": ["recorded"],
        "numbers": {"among=bri": f"number/{edition.name}/bri/"},
        "empty_by_design": {}
        if "social_media_surveillance" in edition.technologies
        else {
            "social_media_surveillance": "The index of 2019 did not ask about social media "
            "surveillance: it became a category in 2022. No place can match."
        },
        "texts": {},
    }
    ticks = "".join(
        f'<label><input type="checkbox" name="technology" value="{t}">{escape(label(t))}</label> '
        for t in asked
    )
    choices = "".join(
        f'<label>{title} <select name="{key}">{options(values)}</select></label> '
        for key, title, values in (
            ("supplier", "Supplier", sorted({s for r in held for s in r["suppliers"]})),
            ("origin", "Supply from", sorted({o for r in held for o in r["origins"]})),
            ("among", "Among", ["bri", "g7", "gulf", "democracies"]),
            ("region", "Region", sorted({r["region"] for r in held})),
            ("regime", "Regime", sorted({r["regime"] for r in held})),
        )
    )
    body = "".join(
        f'<tr data-place="{row["id"]}"><th scope="row"><a href="../../{row["href"]}index.html">'
        f"{escape(row['name'])}</a></th>"
        + "".join(
            f"<td>{'recorded' if t in row['technologies'] else ''}</td>"
            for t in edition.technologies
        )
        + f"<td>{escape(', '.join(label(s) for s in row['suppliers']))}</td>"
        + f'<td class="number">{len(row["suppliers"])}</td></tr>'
        for row in props["rows"]  # type: ignore[attr-defined]
    )
    head = "".join(f"<th>{escape(label(t))}</th>" for t in edition.technologies)
    names = "".join(f'<option value="{escape(place(row["id"]))}">' for row in held)
    return island(
        "explorer",
        props,
        f"""<details data-sheet open><summary>Filters</summary>
<form data-filters method="get" class="filters"><fieldset><legend>Technology</legend>{ticks}</fieldset>
{choices}<button>Show</button> <button type="reset">Clear</button></form></details>
<p><a data-number href="../../number/{edition.name}/index.html"><output data-count>{len(held)} of {len(held)}</output></a> places match.</p>
<label>Find a place <input data-picker list="places"></label><datalist id="places">{names}</datalist>
<figure data-map><figcaption>Shapes from Natural Earth; contested areas stay neutral.</figcaption></figure>
<ul class="tools"><li><a class="button" data-download href="rows.csv">CSV</a></li><li><a class="button" data-download href="rows.xlsx">XLSX</a></li></ul>
<div class="scroll" tabindex="0" role="region" aria-label="Table"><table data-sortable><thead><tr><th>Place</th>{head}<th>Suppliers</th><th class="number">Number</th></tr></thead><tbody>{body}</tbody></table></div>""",
    )


def matrix(edition: Edition) -> str:
    """Return W4: places by technologies, in groups."""
    held = sorted(rows(edition), key=lambda row: (row["region"], place(row["id"])))
    head = "".join(
        f'<th scope="col" data-column="{t}">{escape(label(t))}</th>' for t in edition.technologies
    )
    bodies = ""
    for region in sorted({row["region"] for row in held}):
        bodies += f'<tbody data-group="{region}"><tr><th colspan="9" scope="rowgroup">{escape(label(region))}</th></tr>'
        for row in held:
            if row["region"] != region:
                continue
            cells = "".join(
                f'<td data-column="{t}" data-status="{row["technologies"].get(t, "")}">'
                f"{'●' if t in row['technologies'] else ''}</td>"
                for t in edition.technologies
            )
            bodies += f'<tr data-place="{row["id"]}"><th scope="row">{escape(place(row["id"]))}</th>{cells}</tr>'
        bodies += "</tbody>"
    table = f"<table><thead><tr><th>Place</th>{head}</tr></thead>{bodies}</table>"
    return island(
        "matrix",
        {"texts": {}},
        f'<div data-controls></div><div class="scroll" tabindex="0" role="region" aria-label="Table">{table}</div>',
    )


def flow(edition: Edition) -> str:
    """Return W5: head office, supplier, region of the place."""
    region = edition.indicators["region"]
    first: Counter[tuple[str, str]] = Counter()
    second: Counter[tuple[str, str]] = Counter()
    for entry in edition.entries:
        named = entry.supplier and meets(entry, Row(supplier=entry.supplier), Rules())
        if entry.supplier and entry.origin and named:
            first[entry.origin, entry.supplier] += 1
            second[entry.supplier, region[entry.country]] += 1
    top = [s for s, _ in Counter({s: n for (_, s), n in first.items()}).most_common(10)]
    ends = [(a, b, n) for (a, b), n in first.items() if b in top]
    ends += [(a, b, n) for (a, b), n in second.items() if a in top]
    columns = [
        sorted({a for a, b, _ in ends if b in top}),
        top,
        sorted({b for a, b, _ in ends if a in top}),
    ]
    at = {
        id: (60 + i * 380, 30 + j * 44)
        for i, column in enumerate(columns)
        for j, id in enumerate(column)
    }
    lines = "".join(
        f'<path data-link data-from="{a}" data-to="{b}" fill="none" stroke="currentColor" stroke-opacity=".4" stroke-width="{n / 2}" '
        f'd="M{at[a][0] + 60},{at[a][1]} L{at[b][0] - 60},{at[b][1]}"><title>{n}</title></path>'
        for a, b, n in ends
    )
    nodes = "".join(
        f'<g data-node="{id}" data-name="{escape(label(id))}"><rect x="{x - 60}" y="{y - 12}" width="120" height="24" fill="none" stroke="currentColor"/>'
        f'<text x="{x}" y="{y + 4}" text-anchor="middle" font-size="9" fill="currentColor">{escape(label(id))}</text></g>'
        for id, (x, y) in at.items()
    )
    items = "".join(
        f'<tr data-from="{a}" data-to="{b}"><td>{escape(label(a))}</td><td>{escape(label(b))}</td><td class="number">{n}</td></tr>'
        for a, b, n in sorted(ends, key=lambda one: -one[2])
    )
    return island(
        "flow",
        {"texts": {}},
        f'<svg viewBox="0 0 900 480" role="group" aria-label="Flows">{lines}{nodes}</svg>'
        f'<table data-sortable><thead><tr><th>From</th><th>To</th><th class="number">Places</th></tr></thead><tbody>{items}</tbody></table>',
    )


def diff(edition: Edition) -> str:
    """Return W6: lists of changes with the reasons for them; made up, but for the names."""
    reasons = {"evidence": "new evidence", "method": "method change", "name": "name change"}
    lists = ""
    for n, title in enumerate(("Added", "Dropped", "Changed")):
        codes = edition.countries[n * 9 : n * 9 + 9]
        items = "".join(
            f'<li data-tag="{[*reasons][i % 3]}">{escape(place(code))} <span class="chip">{[*reasons.values()][i % 3]}</span></li>'
            for i, code in enumerate(codes)
        )
        lists += f"<div data-list><h2>{title} (<span data-count>{len(codes)}</span>)</h2><ul>{items}</ul></div>"
    return island("diff", {"tags": reasons, "texts": {}}, f"<div data-controls></div>{lists}")


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("out", type=Path, help="a folder, emptied first")
    asked.add_argument("--edition", default="aigs-2019")
    style = ROOT / "src" / "sousveil" / "web" / "style" / "sousveil.css"
    asked.add_argument("--style", type=Path, default=style)
    told = asked.parse_args()
    main(told.out, load_edition(told.edition), told.style)
