"""A project that an earlier program wrote, made again from its text."""

from __future__ import annotations

import base64
import json
import sqlite3
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).parents[2] / "fixtures"


def former(folder: Path) -> dict[str, Any]:
    """Lay down the project of revision 0001, and return what that program said about it."""
    told = json.loads((FIXTURES / "project-0001.json").read_text(encoding="utf-8"))
    for path, content in told["files"].items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if "text" in content:
            place.write_bytes(content["text"].encode())
        else:
            place.write_bytes(base64.b64decode(content["base64"]))
    raw = sqlite3.connect(folder / "ledger.sqlite")
    raw.execute("pragma journal_mode=WAL")
    raw.executescript((FIXTURES / "ledger-0001.sql").read_text(encoding="utf-8"))
    raw.close()
    expected: dict[str, Any] = told["expected"]
    return expected
