"""Pages with one right number, which only some of them say in a way that readers can see."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sousveil.checking.article import check_text
from sousveil.codebook.loader import load_packaged
from sousveil.reading import read
from sousveil.storage import packaged

ROWS = Path(__file__).with_name("pages_seen.tsv")
"""Name, `+` where readers are told that the claim is so, body, and head of a page."""

CLAIM = "63 countries use AI surveillance technology from China"
AROUND = "<p>The council of the port city bought cameras, and nobody was told who watches.</p>"


def rows() -> list[Any]:
    split = [line.split("\t") for line in ROWS.read_text(encoding="utf-8").splitlines()]
    return [pytest.param(*row[1:], *[""] * (4 - len(row)), id=row[0]) for row in split]


@cache
def tools() -> tuple[Any, Any]:
    return tuple(packaged.load_edition(e) for e in ("aigs-2019", "aigs-2022")), load_packaged()


@pytest.mark.parametrize(("told", "body", "head"), rows())
def test_only_what_readers_see_said_is_supported(told: str, body: str, head: str) -> None:
    body = body.replace("CLAIM", CLAIM)
    page = f"<!doctype html><html><head>{head}</head><body>{AROUND}{body}{AROUND}</body></html>"
    document = read(page.encode())
    found = check_text(document.text.content[: document.shown], *tools(), "2019-12-01")
    assert (found.outcome == "supported") == (told == "+"), document.text.content
