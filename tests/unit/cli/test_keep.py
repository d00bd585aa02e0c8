"""What is said of a ledger that is kept: the notes under its problems."""

from __future__ import annotations

from sousveil.cli.keep import _notes
from sousveil.project.integrity import Fault


def note(where: str, what: str = "it has changed") -> Fault:
    return Fault(where=where, kind="again", what=what, hint="Nothing is wrong.")


def test_what_is_noted_of_many_things_alike_is_one_line() -> None:
    many = tuple(note(f"snapshot {number}") for number in range(40))
    (line,) = _notes(many)
    assert line == "snapshot 0 and 39 more: it has changed. Nothing is wrong."


def test_a_few_notes_and_another_one_are_told_one_by_one() -> None:
    few = tuple(note(f"snapshot {number}") for number in range(3))
    lines = list(_notes((*few, note("edition 1", "it stands on another one"))))
    assert len(lines) == 4
    assert lines[-1].startswith("edition 1: it stands on another one.")
