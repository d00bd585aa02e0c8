"""A drawing: shows itself in a notebook, and is saved as a file."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field  # noqa: TID251
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert

from sousveil.charts.formats import ending_of

SCALE = 2.0  # points of a PNG to one of the drawing

PATHS = re.compile(r'(?<= d=")[^"]*')
CLIP = re.compile(r"(?<=id=\")clip\d+(?=\")|(?<=url\(#)clip\d+(?=\))")
NUMBER = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A figure as a picture, with the rows that it shows."""

    kind: str
    title: str
    editions: tuple[str, ...]
    says: str
    """What is to be seen, in a sentence or two, for those who do not see it."""

    caption: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]
    """What is drawn, one row a mark, with the same fields in each."""

    chart: alt.VConcatChart
    notes: tuple[str, ...] = ()
    """What could not be drawn."""

    _made: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def spec(self) -> dict[str, Any]:
        """Return the drawing as Vega-Lite; all data stand in it."""
        named = self.chart.datasets
        bare = self.chart.copy(deep=False)
        bare.datasets = alt.Undefined  # altair would look at each point of a shape
        spec: dict[str, Any] = bare.to_dict(validate=False)
        spec["datasets"] = {
            **({} if named is alt.Undefined else named),
            **{n: list(d) if isinstance(d, tuple) else d for n, d in spec["datasets"].items()},
        }
        return spec | {"description": self.says}

    def svg(self) -> str:
        """Return the drawing as SVG; the same drawing gives the same letters."""
        if "svg" not in self._made:
            drawn = vl_convert.vegalite_to_svg(
                self.spec(), vl_version=version(), allowed_base_urls=[]
            )
            self._made["svg"] = _titled(_numbered(_short(drawn)), self.title, self.says)
        return self._made["svg"]

    def png(self) -> bytes:
        """Return the drawing as PNG, at twice its size."""
        return vl_convert.svg_to_png(self.svg(), scale=SCALE)

    def pdf(self) -> bytes:
        """Return the drawing as one page of PDF."""
        return vl_convert.svg_to_pdf(self.svg())

    def html(self) -> str:
        """Return one page with the picture and its rows as a table; it asks for nothing more."""
        style = files("sousveil.charts").joinpath("page.css").read_text(encoding="utf-8")
        heads = list(self.rows[0]) if self.rows else []
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
        body = "\n".join(
            "<tr>" + "".join(f"<td>{_cell(row[name])}</td>" for name in heads) + "</tr>"
            for row in self.rows
        )
        caption = "\n".join(f"<p>{escape(part)}</p>" for part in self.caption)
        return (
            f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
            "style-src 'unsafe-inline'\">\n"
            f"<title>{escape(self.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
            f"<main>\n<h1>{escape(self.title)}</h1>\n"
            f'<figure role="group" aria-label="{escape(self.says)}">\n{self.svg()}\n</figure>\n'
            f"<h2>What is drawn</h2>\n<table>\n<thead><tr>{head}</tr></thead>\n"
            f"<tbody>\n{body}\n</tbody>\n</table>\n<footer>\n{caption}\n</footer>\n</main>\n"
            "</body>\n</html>\n"
        )

    def json(self) -> str:
        """Return the drawing as a file of Vega-Lite."""
        return (
            json.dumps(self.spec(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            + "\n"
        )

    def save(self, path: str | Path) -> None:
        """Write the drawing; the ending of the file says how. Raises `ChartError` for others."""
        path = Path(path)
        made = getattr(self, ending_of(path))()
        path.write_bytes(made if isinstance(made, bytes) else made.encode())

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """Show the drawing in a notebook, as a picture that asks nothing of a network."""
        return {"image/svg+xml": self.svg(), "text/plain": f"{self.title}. {self.says}"}


def version() -> str:
    """Return the version of Vega-Lite that altair writes, as vl-convert calls it."""
    major, minor = alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2]
    known: list[str] = vl_convert.get_vegalite_versions()
    wanted = f"{major}.{minor}"
    return wanted if wanted in known else known[-1]


def _short(svg: str) -> str:
    """Return SVG with two places after the point in its paths: half of the file, no pixel less."""
    return PATHS.sub(lambda path: NUMBER.sub(_two, path.group()), svg)


def _numbered(svg: str) -> str:
    """Return SVG whose clips are numbered from one: the library counts on from call to call."""
    new = {old: f"clip{n}" for n, old in enumerate(dict.fromkeys(CLIP.findall(svg)), 1)}
    return CLIP.sub(lambda name: new[name.group()], svg)


def _two(number: re.Match[str]) -> str:
    return f"{float(number.group()):.2f}"


def _titled(svg: str, title: str, told: str) -> str:
    """Return SVG with a title and a description, which browsers read aloud."""
    opening, rest = svg.split(">", 1)
    opening += ' role="img" aria-labelledby="title desc"'
    return (
        f'{opening}><title id="title">{escape(title)}</title>'
        f'<desc id="desc">{escape(told)}</desc>{rest}'
    )


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else escape(str(value))
