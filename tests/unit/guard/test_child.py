import sys

import pytest

from sousveil.errors import OutOfMemory, ReaderCrashed
from sousveil.guard.caps import MIB, Caps
from sousveil.guard.child import Child, Crew

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are Linux's")

CAPS = Caps(memory=400 * MIB, cpu=20, wall=30)


def test_what_a_former_task_left_is_not_held_against_the_next() -> None:
    child = Child("tests.unit.guard.hoard:work", "", CAPS)
    try:
        assert list(child.answers("keep", b"200")) == [b"keep"]
        assert list(child.answers("use", b"250")) == [b"use"]
    finally:
        child.close()


def test_a_task_that_needs_too_much_by_itself_is_told_so() -> None:
    child = Child("tests.unit.guard.hoard:work", "", CAPS)
    try:
        assert list(child.answers("keep", b"10")) == [b"keep"]
        with pytest.raises(OutOfMemory):
            list(child.answers("use", b"500"))
        assert list(child.answers("use", b"10")) == [b"use"]
    finally:
        child.close()


def test_a_crew_that_was_sent_home_says_so() -> None:
    crew = Crew("tests.unit.guard.hoard:work", "", CAPS, 1)
    crew.close()
    with pytest.raises(ReaderCrashed, match="The program ends"):
        crew.one(lambda child, task: list(child.answers(task, b"1")), "keep")


def test_a_child_that_is_ended_while_it_starts_does_not_stay() -> None:
    child = Child("tests.unit.guard.hoard:work", "", CAPS)
    child.kill()  # before it has a process, as the end of a program may come
    with pytest.raises(ReaderCrashed, match="The program ends"):
        list(child.answers("keep", b"1"))
