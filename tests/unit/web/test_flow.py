"""Flows: nothing is lost in the drawing, and it is the same each time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.web.test_pages import library

from sousveil.web.app import Site
from sousveil.web.flowing import BOX, HEIGHT, MOST, OTHER, WIDTH, drawing
from sousveil.web.pages.flow import _mentions

PATHS = st.lists(st.tuples(*[st.sampled_from("abcdefghijklmnopqrstuvwxyz")] * 3), max_size=80)


@given(PATHS)
def test_each_column_and_each_gap_carries_every_mention(paths: list[tuple[str, str, str]]) -> None:
    made = drawing(paths)
    assert made.total == len(paths)
    for column in range(3):
        boxes = [box for box in made.boxes if box.column == column]
        assert sum(box.size for box in boxes) == len(paths)
        assert len(boxes) <= MOST
    starts = [sum(band.size for band in made.bands if band.start[0] == str(n)) for n in (0, 1)]
    assert starts == [len(paths)] * 2


@given(PATHS)
def test_boxes_stand_inside_and_never_on_each_other(paths: list[tuple[str, str, str]]) -> None:
    for column in range(3):
        boxes = [box for box in drawing(paths).boxes if box.column == column]
        below = 0.0
        for box in sorted(boxes, key=lambda box: box.y):
            assert box.y >= below - 1e-6
            below = box.y + box.height
            assert below <= HEIGHT + 1e-6
            assert 0 <= box.x <= WIDTH - BOX


def test_what_is_rarer_comes_last() -> None:
    made = drawing([("a", f"s{n}", "r") for n in range(40) for _ in range(40 - n)])
    middle = sorted((box for box in made.boxes if box.column == 1), key=lambda box: box.y)
    assert [box.id for box in middle][-1] == OTHER
    assert middle[0].id == "s0"


def test_the_number_of_huawei_is_that_of_the_figure() -> None:
    held = library().of("aigs-2022")
    paths, suppliers = _mentions(held)
    assert suppliers[0].id == "huawei"
    assert suppliers[0].total == held.figures["supplier-huawei"].value
    assert sum(one.total for one in suppliers) == len(paths)


def test_the_matrix_has_a_mark_for_each_technology_that_is_recorded() -> None:
    page = Site(library()).answer("matrix/aigs-2019/", ())[1].decode()
    held = library().of("aigs-2019")
    for id in held.edition.technologies:
        assert page.count(f'data-column="{id}" data-status="recorded"') == sum(
            id in row["technologies"] for row in held.rows
        )
