import sys

import pytest

from sousveil.errors import OutOfMemory
from sousveil.guard.caps import MIB, Caps
from sousveil.guard.child import Child

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
