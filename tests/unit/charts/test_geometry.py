import json
from itertools import pairwise
from math import hypot
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.charts.shapes import topology, written

from sousveil.charts import geometry
from sousveil.charts.geometry import apart, clockwise, load, project, seats
from sousveil.charts.sheet import spread
from sousveil.errors import ChartError


def test_the_middle_of_the_map_is_where_the_turned_globe_faces() -> None:
    x, _ = project(-geometry.TURN, 0)
    assert x == pytest.approx(geometry.WIDTH / 2)


def test_north_is_up_and_east_is_right_of_it() -> None:
    (x, y), (east, _), (_, north) = project(20, 10), project(30, 10), project(20, 40)
    assert east > x and north < y


def test_the_projection_keeps_areas() -> None:
    def cell(south: float) -> float:
        corners = [project(20, south), project(21, south), project(21, south + 1)]
        (a, b), (c, _), (_, f) = corners
        return (c - a) * (b - f)

    # Areas of one degree shrink with the cosine of the latitude, as on the globe.
    assert cell(59.5) / cell(-0.5) == pytest.approx(0.5, abs=0.02)


def test_a_small_place_is_told_from_a_big_one(tmp_path: Path) -> None:
    found = seats(load(written(tmp_path / "w.json")), ["KEN", "BHR"])
    assert {place: seat.tiny for place, seat in found.items()} == {"KEN": False, "BHR": True}


def test_a_shape_over_the_edge_is_no_wide_one(tmp_path: Path) -> None:
    world = load(written(tmp_path / "w.json"))
    (seat,) = seats(world, ["FJI"]).values()
    assert 0 < seat.rooms[0][0] < 10


def test_a_place_without_a_shape_has_no_seat(tmp_path: Path) -> None:
    assert seats(load(written(tmp_path / "w.json")), ["MLT"]) == {}


def test_quantized_lines_are_read_as_degrees(tmp_path: Path) -> None:
    plain = topology(("KEN",))
    quantized = topology(("KEN",)) | {
        "transform": {"scale": [2, 2], "translate": [34, -4]},
        "arcs": [[[0, 0], [0, 4], [4, 0], [0, -4], [-4, 0]]],
    }
    both = []
    for name, world in (("a", plain), ("b", quantized)):
        (tmp_path / name).write_text(json.dumps(world))
        both.append(seats(load(tmp_path / name), ["KEN"])["KEN"])
    assert both[0] == both[1]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("no json", id="no-json"),
        pytest.param("[]", id="a-list"),
        pytest.param('{"objects": {}}', id="no-object"),
        pytest.param('{"objects": {"x": {"geometries": []}}}', id="no-shape"),
    ],
)
def test_a_file_that_is_no_geometry_is_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "w.json").write_text(text)
    with pytest.raises(ChartError, match=r"w\.json is no TopoJSON"):
        load(tmp_path / "w.json")


def test_without_the_front_end_the_way_out_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(geometry, "files", lambda _: tmp_path)
    with pytest.raises(ChartError, match="the front end is not built"):
        load()


def test_the_packaged_geometry_is_read_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path.joinpath(*geometry.PACKAGED[:-1])
    folder.mkdir(parents=True)
    written(folder / geometry.PACKAGED[-1])
    monkeypatch.setattr(geometry, "files", lambda _: tmp_path)
    assert load().source == "squares 1 (CC0), this test; nothing"


def test_a_ring_means_its_inside_whichever_way_it_is_written() -> None:
    ring = [(0, 0), (0, 2), (2, 2), (2, 0)]
    assert clockwise(ring) == ring == clockwise(ring[::-1])


@given(st.lists(st.tuples(st.floats(0, 60), st.floats(0, 60)), max_size=8))
def test_dots_are_moved_until_none_overlap(points: list[tuple[float, float]]) -> None:
    moved = apart(points, 10)
    for i, (x, y) in enumerate(moved):
        for u, v in moved[i + 1 :]:
            assert hypot(x - u, y - v) >= 9.5


def test_dots_that_are_apart_stay_where_they_are() -> None:
    points = [(0.0, 0.0), (20.0, 0.0), (0.0, 20.0)]
    assert apart(points, 10) == points


@given(st.lists(st.floats(0, 300), max_size=10))
def test_labels_do_not_overlap_and_keep_their_order(wanted: list[float]) -> None:
    found = spread(wanted, 14)
    pairs = sorted(zip(wanted, range(len(wanted)), found, strict=True))
    for (_, _, one), (_, _, other) in pairwise(pairs):
        assert other - one >= 14 - 1e-6


def test_seats_are_looked_for_once_a_geometry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = seats(load(written(tmp_path / "once.json", places=("KEN", "PER"))), ["KEN", "PER"])
    monkeypatch.setattr(geometry, "_seat", None)
    assert seats(load(tmp_path / "once.json"), ["PER"]) == {"PER": first["PER"]}
