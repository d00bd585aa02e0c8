"""Every table of statements beside this: outcome, date and statement, one a line."""

from __future__ import annotations

from pathlib import Path

import pytest
from told import checked

STATEMENTS = [
    pytest.param(*line.split("\t"), id=f"{table.stem}-{number}")
    for table in sorted(Path(__file__).parent.glob("*.tsv"))
    for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), 1)
]


@pytest.mark.parametrize(("outcome", "day", "text"), STATEMENTS)
def test_a_statement_gets_its_outcome(outcome: str, day: str, text: str) -> None:
    assert str(checked(text.replace("\\n", "\n"), day).outcome) == outcome
