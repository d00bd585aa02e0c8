"""What is refused early would have been refused by every reading, too."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from sousveil.codebook.loader import load_packaged
from sousveil.extraction.ground import ground_of, sentence_at
from sousveil.extraction.numbers.clauses import Sentence
from sousveil.extraction.sentences import spans_of
from sousveil.extraction.statements import between, confirmations, facts, placing, plainer
from sousveil.extraction.statements.about_phrases import Asked
from sousveil.extraction.statements.chains import chained
from sousveil.extraction.statements.clause import Clause
from sousveil.extraction.statements.comparisons import compare
from sousveil.extraction.statements.counts import count
from sousveil.extraction.statements.cutting import clauses
from sousveil.extraction.statements.extremes import extreme
from sousveil.extraction.statements.indicators import indicator
from sousveil.extraction.statements.item import Item
from sousveil.extraction.statements.items import items
from sousveil.extraction.statements.members import member
from sousveil.extraction.statements.moves import moved
from sousveil.extraction.statements.parts import part
from sousveil.extraction.statements.plainly import Reading, may_state, query_of
from sousveil.extraction.statements.ranks import rank
from sousveil.extraction.statements.soles import sole
from sousveil.extraction.statements.step import Step, signs_of

BOOK = load_packaged()
LAYOUTS = sorted(BOOK.layouts.values(), key=lambda layout: layout.in_force)
FIRST, LAST = LAYOUTS[0].id, LAYOUTS[-1].id
STATEMENTS = Path(__file__).parents[3] / "bench" / "statements"
KINDS = ("kinds-dev", *(f"kinds-dev-{i}" for i in range(2, 10)))
FILES = ("free", "plain", "traps", *KINDS)

READINGS: dict[str, Callable[[Clause, Sentence], object]] = {
    "extreme": lambda clause, s: extreme(clause),
    "indicator": lambda clause, s: indicator(clause),
    "moved": lambda clause, s: moved(clause),
    "rank": lambda clause, s: rank(clause),
    "compare": lambda clause, s: compare(clause, FIRST, LAST),
    "sole": lambda clause, s: sole(clause),
    "member": lambda clause, s: member(clause),
    "part": lambda clause, s: part(clause),
    "count": count,
}


@cache
def sentences() -> tuple[Sentence, ...]:
    """Return the sentences of the statements that people wrote for the development of readings."""
    lines = (
        line
        for name in FILES
        for line in (STATEMENTS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    )
    grounds = (ground_of(json.loads(line)["text"], BOOK) for line in lines)
    return tuple(sentence_at(g, span) for g in grounds for span in spans_of(g.content))


def unreadable() -> Iterator[tuple[Clause, Sentence]]:
    years = {"edition_first": FIRST, "edition_last": LAST}
    for s in sentences():
        for clause in clauses(items(s, BOOK), BOOK, years):
            if clause.unreadable():
                yield clause, s


@pytest.mark.parametrize("name", list(READINGS))
def test_a_clause_with_a_strange_word_is_read_by_nothing(name: str) -> None:
    asked = [(clause, READINGS[name](clause, s)) for clause, s in unreadable()]
    assert len(asked) > 100
    assert [made for _, made in asked if made is not None] == []


def test_a_sentence_turned_away_by_its_words_says_nothing_of_the_index(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = [facts.facts(s, BOOK) for s in sentences()]
    assert any(found)
    monkeypatch.setattr(facts, "_is_of_something_else", lambda s, first, codebook: False)
    monkeypatch.setattr(facts, "_holds_a_stranger", lambda words, roles, codebook: False)
    assert [facts.facts(s, BOOK) for s in sentences()] == found


def test_a_sentence_turned_away_by_its_words_confirms_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = [confirmations.confirmation(s, BOOK) for s in sentences()]
    assert any(found)
    monkeypatch.setattr(Asked, "may_stand_in", lambda self, words: True)
    assert [confirmations.confirmation(s, BOOK) for s in sentences()] == found


def test_a_step_that_is_passed_by_would_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    passed_by: set[Step] = set()

    def tried(steps: Iterable[Step], found: list[Item]) -> list[Item]:
        for step in steps:
            made = step.turn(found)
            if any(need.isdisjoint(signs_of(found)) for need in step.needs):
                assert made == found, (step.turn, [item.low for item in found])
                passed_by.add(step)
            found = made
        return found

    tables = (plainer, placing, between)
    for table in tables:
        monkeypatch.setattr(table, "run", tried)
    assert all(items(s, BOOK) for s in sentences())
    assert passed_by == {step for table in tables for step in table.STEPS if step.needs}


def test_words_without_a_name_a_number_or_a_comparison_state_nothing() -> None:
    years = {"edition_first": FIRST, "edition_last": LAST}
    tried = 0
    for s in sentences():
        small = [i for i in items(s, BOOK) if i.kind != "unknown" and not may_state([i])]
        reading = Reading(s, BOOK, years)
        assert not chained(small, reading)
        for clause in clauses(small, BOOK, years):
            tried += not clause.unreadable()
            assert query_of(clause, FIRST, LAST) is None
            assert count(clause, s) is None
    assert tried > 1000
