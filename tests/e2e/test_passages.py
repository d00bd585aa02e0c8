"""Annotated passages: no fewer right claims than before, and nothing plain of a trap."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bench import passages as bench

from sousveil.codebook.loader import load_packaged

FLOORS = json.loads((bench.FOLDER.parent / "floors.json").read_text(encoding="utf-8"))["passages"]
PARTS = sorted(path.stem for path in bench.FOLDER.glob("*.jsonl"))


@cache
def results(name: str) -> list[dict[str, Any]]:
    codebook = load_packaged()
    return [bench.compare(row, bench.predict(row, codebook)) for row in bench.passages(name)]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_every_part_has_a_floor() -> None:
    assert sorted(FLOORS) == PARTS


@pytest.mark.parametrize("name", PARTS)
def test_passages_are_those_that_the_floor_was_set_for(name: str) -> None:
    assert digest(bench.FOLDER / f"{name}.jsonl") == FLOORS[name]["sha256"]


@pytest.mark.parametrize("name", PARTS)
def test_claims_hold_their_floor(name: str) -> None:
    found = results(name)
    for level in ("relaxed", "strict"):
        assert bench.f1(bench.figures(found, level))[2] >= FLOORS[name][level]
    assert sum(r["fired"] for r in found if r["none"]) <= FLOORS[name]["fired"]


@pytest.mark.parametrize("name", PARTS)
def test_evidence_is_verbatim(name: str) -> None:
    assert all(all(result["verbatim"]) for result in results(name))


def test_no_trap_becomes_a_plain_supply_or_use() -> None:
    plain = [
        (result["id"], key)
        for result in results("traps")
        for key in result["strict"][1]
        if key[0] in ("supply", "use") and "asserted" in key
    ]
    assert plain == []
