"""Five hundred plain statements made from the tables: query, verdict and number as they must be.

What is due is computed from the exported matrix.csv alone, see bench/generated_statements.py.
"""

from __future__ import annotations

from functools import cache

import pytest
from bench.generated_statements import Made, agrees, found, statements
from bench.statement_kinds import KINDS
from bench.statement_tables import tables

COUNT = 500


@cache
def made() -> tuple[Made, ...]:
    return tuple(statements(tables(), COUNT))


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_checker_agrees_with_the_table_on_every_statement(kind: str) -> None:
    mine = [one for one in made() if one.kind == kind]
    answers = [(one, *found(one)) for one in mine]
    wrong = [
        f"{one.text} [{one.as_of}]: due {one.verdict} {one.value} {one.query}, "
        f"found {verdict} {value} {query}: {reason}"
        for one, verdict, query, value, reason in answers
        if not agrees(one, verdict, query, value)
    ]
    assert mine
    assert wrong == []


def test_true_and_untrue_statements_are_among_them() -> None:
    due = [one.verdict for one in made()]
    assert len(due) == COUNT
    assert due.count("supported") > COUNT // 4
    assert due.count("contradicted") > COUNT // 5
    assert {"outdated", "depends", "unverifiable"} <= set(due)
