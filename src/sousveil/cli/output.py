"""Results on standard output: tables, bars, JSON; plain text into a pipe."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import click

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What steers a terminal or turns the direction of writing; cells of a table may hold it."""

WIDTH = 96  # columns into a pipe; a terminal says its own
NARROW, WIDE = 12, 40  # columns of the longest bar


def one_line(text: str) -> str:
    """Return text without line ends, and with control characters written out."""
    joined = " ".join(text.split())
    return CONTROL.sub(lambda match: match.group().encode("unicode_escape").decode(), joined)


def as_json(value: Any) -> None:
    """Write plain data as one line of JSON; what steers a terminal is written out."""
    text = json.dumps(value, ensure_ascii=not _has_unicode())
    click.echo(CONTROL.sub(lambda match: f"\\u{ord(match.group()):04x}", text))


def paragraph(text: str, indent: str = "") -> None:
    """Write text, wrapped at words."""
    import textwrap

    click.echo(
        textwrap.fill(
            one_line(text),
            width=_width(),
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
    )


def heading(text: str) -> None:
    """Write a heading, an empty line before it."""
    click.echo(f"\n{click.style(text, bold=True)}")


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a table: ruled on a terminal, columns two spaces apart into a pipe."""
    cells = [["" if value is None else one_line(str(value)) for value in row] for row in rows]
    if not sys.stdout.isatty():
        widths = [max(map(len, column)) for column in zip(headings, *cells, strict=True)]
        for row in (headings, *cells):
            line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            click.echo(line.rstrip())
        return
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=SIMPLE, pad_edge=False)
    for index, heading in enumerate(headings):
        column = [row[index] for row in cells]
        number = any(column) and all(cell.isdigit() or cell in ("", "-") for cell in column)
        justify: Literal["right", "left"] = "right" if number else "left"
        drawn.add_column(heading, justify=justify, overflow="fold")
    for row in cells:
        drawn.add_row(*(Text(cell) for cell in row))
    Console().print(drawn)


def bars(rows: Iterable[tuple[str, int, str]], of: int) -> None:
    """Draw one bar a row: label, value, a word beside it; the longest bar stands for `of`."""
    rows = list(rows)
    block = "█" if _has_unicode() else "#"
    labels = max((len(label) for label, _, _ in rows), default=0)
    words = max((len(word) for _, _, word in rows), default=0)
    longest = max(NARROW, min(WIDE, _width() - labels - words - len("    100  ")))
    for label, value, word in rows:
        bar = block * round(longest * value / of) if of else ""
        click.echo(f"{label.ljust(labels)}  {bar.ljust(longest)}  {value:>3}  {word}".rstrip())


def _has_unicode() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def _width() -> int:
    if not sys.stdout.isatty():
        return WIDTH
    import shutil

    return max(40, min(shutil.get_terminal_size().columns, 120))
