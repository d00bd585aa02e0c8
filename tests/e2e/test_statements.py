"""Statements in many words: no wrong "supported", and no fewer right verdicts than before."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sousveil.checking.article import check_text
from sousveil.codebook.loader import load_packaged
from sousveil.codebook.vocabulary import Codebook
from sousveil.extraction.dates import document_date
from sousveil.model.edition import Edition
from sousveil.storage import packaged

BENCH = Path(__file__).parents[2] / "bench"
FLOORS = json.loads((BENCH / "floors.json").read_text(encoding="utf-8"))["statements"]


@cache
def editions() -> tuple[Edition, ...]:
    return tuple(packaged.load_edition(name) for name in ("aigs-2019", "aigs-2022"))


@cache
def codebook() -> Codebook:
    return load_packaged()


def statements(name: str) -> Iterator[dict[str, Any]]:
    path = BENCH / "statements" / f"{name}.jsonl"
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def verdict(statement: dict[str, Any]) -> str:
    day = statement.get("as_of") or document_date(statement["text"])
    lang = statement.get("lang")
    return str(check_text(statement["text"], editions(), codebook(), day, lang=lang).outcome)


@pytest.mark.parametrize("name", FLOORS)
def test_verdicts_hold_their_floor_and_nothing_is_supported_wrongly(name: str) -> None:
    right, wrongly_supported = 0, []
    for statement in statements(name):
        found = verdict(statement)
        right += found == statement["verdict"]
        if found == "supported" != statement["verdict"]:
            wrongly_supported.append(statement["id"])
    assert wrongly_supported == FLOORS[name]["wrongly_supported"]
    assert right >= FLOORS[name]["right"]
