"""What each kind draws: its rows, on the packaged editions and on small ones."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from reviewed import claim, made, supply
from tests.unit.charts.shapes import written
from tests.unit.small import codebook, edition, entry

from sousveil.charts import chart
from sousveil.charts.drawing import Drawing
from sousveil.errors import ChartError
from sousveil.figures.compute import by, compute
from sousveil.model.edition import Edition, Living
from sousveil.model.figure import Computed, Figure, Row, Rules
from sousveil.model.noun import replace
from sousveil.model.policy import Policy
from sousveil.storage.packaged import load_edition

OLD, NEW = load_edition("aigs-2019"), load_edition("aigs-2022")

CHINA_IN_BRI = Figure(having=(Row(origin="CHN"),), among=("bri",))

SMALL = edition(
    entry("KEN", technology="facial_recognition"),
    entry("KEN", technology="smart_city"),
    entry("KEN", supplier="huawei", origin="CHN"),
    entry("KEN", supplier="nec", origin="JPN"),
    entry("PER", technology="smart_city"),
    entry("PER", supplier="huawei", origin="CHN"),
    entry("PER", origin="CHN"),
    groups={"AF": ("KEN",)},
)


def small(kind: str, figure: Figure | None = None, **more: Any) -> Drawing:
    return chart(more.pop("of", SMALL), kind, figure, codebook=codebook(), **more)


def value(figure: Figure, of: Edition) -> int:
    computed = compute(figure, of)
    assert isinstance(computed, Computed)
    return computed.value


@pytest.fixture
def world(tmp_path: Path) -> Path:
    return written(tmp_path / "squares.json")


def test_a_map_has_a_row_a_listed_place_with_its_number(world: Path) -> None:
    rows = {row["iso3"]: row for row in small("map", geometry=world).rows}
    assert {place: row["technologies"] for place, row in rows.items()} == {"KEN": 2, "PER": 1}
    assert rows["PER"]["state"] == "1 technology"


@pytest.mark.parametrize("of", [OLD, NEW], ids=["2019", "2022"])
def test_the_numbers_of_a_map_are_the_ticks_of_the_edition(of: Edition, world: Path) -> None:
    rows = chart(of, "map", geometry=world).rows
    assert len(rows) == len(of.countries)
    ticks = sum(by("technology", of.countries, of, Rules()).values())
    assert sum(row["technologies"] for row in rows) == ticks


def test_a_map_of_conditions_marks_what_count_counts(world: Path) -> None:
    drawing = chart(OLD, "map", CHINA_IN_BRI, geometry=world)
    states = Counter(row["state"] for row in drawing.rows)
    assert states["meets the conditions"] == value(CHINA_IN_BRI, OLD) == 36
    assert drawing.title == "Countries with technology from China in the Belt and Road Initiative"


def shapes(drawing: Drawing) -> dict[str, str]:
    found = drawing.spec()["datasets"]["shapes"]["objects"]["places"]["geometries"]
    return {shape["properties"]["a3"]: shape["properties"]["state"] for shape in found}


def test_a_place_without_an_entry_is_not_recorded_or_not_examined(world: Path) -> None:
    assert shapes(small("map", geometry=world))["CHN"] == "nothing recorded"
    told = replace(SMALL, examined=("JPN", "KEN", "PER"))
    of = shapes(small("map", of=told, geometry=world))
    assert (of["JPN"], of["CHN"]) == ("nothing recorded", "not examined")


def test_a_contested_shape_has_a_look_of_its_own_and_lies_on_top(world: Path) -> None:
    of = shapes(small("map", geometry=world))
    assert of["ESH"].startswith("contested") and list(of)[-1] == "ESH"
    listed = replace(SMALL, countries=("ESH", "KEN", "PER"))
    assert shapes(small("map", of=listed, geometry=world))["ESH"].startswith("in the index")


def test_a_contested_area_without_a_shape_is_drawn_over_its_holder(world: Path) -> None:
    drawing = small("map", geometry=world)
    areas = [d for d in drawing.spec()["datasets"].values() if "areas" in d]
    inline = [layer["data"] for layer in drawing.spec()["vconcat"][0]["layer"] if "data" in layer]
    areas += [d["values"] for d in inline if "areas" in (d.get("values") or {})]
    (area,) = areas[0]["areas"]
    assert area["properties"]["name"] == "Square of nobody"
    assert area["properties"]["state"].startswith("contested")


def test_a_small_place_is_a_dot_and_near_dots_are_moved_apart(world: Path) -> None:
    gulf = edition(
        *(entry(place, technology="smart_city") for place in ("BHR", "KEN", "QAT")), groups={}
    )
    drawn = [
        rows
        for rows in small("map", of=gulf, geometry=world).spec()["datasets"].values()
        if isinstance(rows, list) and "place" in rows[0]
    ]
    (dots,) = drawn
    (one, other) = dots
    assert (one["x"] - other["x"]) ** 2 + (one["y"] - other["y"]) ** 2 >= 100


def test_a_listed_place_without_a_shape_is_named(world: Path) -> None:
    japan = replace(SMALL, countries=("KEN", "PER", "USA"))
    (note,) = small("map", of=japan, geometry=world).notes
    assert note.endswith("United States.")


def test_more_technologies_than_colours_are_one_step(world: Path) -> None:
    many = tuple(f"technology_{n}" for n in range(6))
    of = edition(*(entry("KEN", technology=t) for t in many), technologies=many)
    book = codebook()
    known = {t: replace(book.technologies["smart_city"], id=t) for t in many}
    drawing = chart(of, "map", codebook=replace(book, technologies=known), geometry=world)
    assert drawing.rows[0]["state"] == "4 or more technologies"


def test_a_matrix_has_a_column_a_technology_and_an_origin() -> None:
    (kenya, peru) = small("matrix").rows
    assert kenya["facial recognition"] == kenya["smart city"] == "recorded"
    assert (kenya["from China"], peru["from China"]) == ("", "recorded")
    assert (peru["facial recognition"], peru["region"]) == ("", "no region given")


@pytest.mark.parametrize("of", [OLD, NEW], ids=["2019", "2022"])
def test_a_matrix_has_the_ticks_of_the_edition(of: Edition) -> None:
    rows = chart(of, "matrix").rows
    for technology, number in by("technology", of.countries, of, Rules()).items():
        column = technology.replace("_", " ")
        assert sum(row[column] == "recorded" for row in rows) == number


def test_a_matrix_shows_what_does_not_count_by_another_sign() -> None:
    told = [("KEN", "deployed", None), ("PER", "planned", None), ("CHN", "deployed", True)]
    told += [("JPN", "ended", None)]
    entries = [
        replace(entry(place, technology="smart_city"), kind="use", status=status, disputed=disputed)
        for place, status, disputed in told
    ]
    of = edition(*entries, living=Living(policy=Policy(), linked={}, unclassed={}))
    drawing = small("matrix", of=of)
    assert {row["iso3"]: row["smart city"] for row in drawing.rows} == {
        "KEN": "recorded",
        "PER": "planned, tried or contracted",
        "CHN": "disputed",
        "JPN": "ended or denied",
    }
    assert "disputed</text>" in drawing.svg()


def test_a_matrix_of_nothing_is_refused() -> None:
    with pytest.raises(ChartError, match="No place of old meets the conditions"):
        small("matrix", Figure(having=(Row(supplier="ibm"),)))


def cells(drawing: Drawing) -> dict[tuple[str, str, str], int | None]:
    return {(r["edition"], r["region"], r["technology"]): r["places"] for r in drawing.rows}


@pytest.mark.parametrize("of", [OLD, NEW], ids=["2019", "2022"])
def test_a_heatmap_counts_as_count_does(of: Edition) -> None:
    found = cells(chart([NEW, OLD], "heatmap"))
    for technology in of.technologies:
        for region, name in (("AF", "Africa"), ("WHA", "Western Hemisphere")):
            figure = Figure(having=(Row(technology=technology),), among=(region,))
            assert found[of.name, name, technology] == value(figure, of)


def test_what_an_edition_did_not_ask_is_no_zero() -> None:
    drawing = chart([NEW, OLD], "heatmap")
    assert drawing.editions == ("aigs-2019", "aigs-2022")
    found = cells(drawing)
    assert found["aigs-2019", "Africa", "social_media_surveillance"] is None
    assert any(
        "aigs-2019 did not ask about social media surveillance" in c for c in drawing.caption
    )
    assert drawing.svg().count("not asked</text>") == 7


def test_a_heatmap_of_conditions_counts_only_what_meets_them() -> None:
    found = cells(small("heatmap", Figure(having=(Row(origin="CHN"),))))
    assert found["old", "All regions", "smart_city"] == 1
    assert found["old", "Africa", "smart_city"] == 0


@pytest.mark.parametrize("of", [OLD, NEW], ids=["2019", "2022"])
def test_a_flow_counts_mentions_as_the_figures_do(of: Edition) -> None:
    drawing = chart(of, "flow")
    named = Counter(row["supplier"] for row in drawing.rows)
    for supplier, name in (("huawei", "Huawei"), ("nec", "NEC"), ("ibm", "IBM")):
        assert named[name] == value(Figure(having=(Row(supplier=supplier),)), of)
    assert "Unit: mentions." in drawing.caption[0]


def test_a_flow_follows_the_counting_rules() -> None:
    def drawn(**rules: str) -> list[tuple[str, bool]]:
        rows = chart(OLD, "flow", rules=Rules(**rules)).rows
        return [(row["supplier"], row["origin"] == row["iso3"]) for row in rows]

    huawei = ("Huawei", False)
    assert drawn().count(huawei) == 49 and ("Huawei", True) not in drawn()
    assert ("Huawei", True) in drawn(mult="included")
    at_home = [one for one in drawn() if one[1]]
    assert at_home and len(drawn(home="excluded")) == len(drawn()) - len(at_home)


def test_every_mention_flows_in_and_out() -> None:
    drawing = chart(NEW, "flow")
    points = next(
        rows
        for rows in drawing.spec()["datasets"].values()
        if isinstance(rows, list) and "ribbon" in rows[0]
    )
    first = {p["ribbon"]: p["to_y"] - p["y"] for p in points if p["x"] in (164.0, 474.0)}
    thick = [
        sum(width for ribbon, width in first.items() if ribbon.startswith(side))
        for side in ("164", "474")
    ]
    assert thick[0] == pytest.approx(thick[1]) == pytest.approx(len(drawing.rows) * 420 / 205, 0.01)


def test_a_flow_without_a_supplier_is_refused() -> None:
    with pytest.raises(ChartError, match="names no supplier"):
        small("flow", of=edition(entry("KEN", technology="smart_city")))


def test_editions_have_a_number_each_or_the_reason_why_not() -> None:
    rows = chart([OLD, NEW], "editions").rows
    found = {(row["figure"], row["edition"]): row["places"] for row in rows}
    assert found["facial recognition", "aigs-2019"] == 64
    assert found["facial recognition", "aigs-2022"] == 78
    assert found["social media surveillance", "aigs-2019"] is None
    (why,) = [row["why"] for row in rows if row["places"] is None]
    assert "did not ask about social media surveillance" in why


def test_a_figure_of_ones_own_is_drawn_over_the_editions() -> None:
    drawing = chart([OLD, NEW], "editions", CHINA_IN_BRI)
    assert [row["places"] for row in drawing.rows] == [75, 97, 36, 53]


def test_figures_are_drawn_beside_what_is_printed() -> None:
    rows = {row["figure"]: row for row in chart(OLD, "figures").rows}
    policing = rows["smart-policing"]
    assert (policing["recounted"], policing["printed"], policing["agrees"]) == (53, 52, False)
    assert rows["supplier-huawei"]["print"] == "at least 50"
    assert rows["social-media-surveillance"]["recounted"] is None


def test_figures_have_their_own_conditions() -> None:
    with pytest.raises(ChartError, match="Leave out --having"):
        chart(OLD, "figures", CHINA_IN_BRI)


@pytest.mark.parametrize("kind", ["map", "matrix", "flow"])
def test_what_an_edition_does_not_link_is_not_drawn(kind: str, world: Path) -> None:
    linked = Figure(having=(Row(technology="facial_recognition", origin="CHN"),))
    with pytest.raises(ChartError, match="does not link"):
        chart(OLD, kind, linked, geometry=world)


def test_an_unknown_kind_is_told_with_the_known_ones() -> None:
    with pytest.raises(ChartError, match="Kinds are: map, matrix"):
        chart(OLD, "pie")


def test_a_kind_that_draws_one_edition_takes_no_two() -> None:
    with pytest.raises(ChartError, match="draws one edition, and 2 are given"):
        chart([OLD, NEW], "matrix")


@pytest.mark.parametrize("kind", ["map", "matrix", "heatmap", "flow", "editions", "figures"])
def test_a_living_edition_is_drawn_in_every_kind(kind: str, world: Path) -> None:
    deals = (supply(), supply("nec", "PER", "smart_city"), supply("nec", "JPN", modality="planned"))
    of = made(*(claim(deal, text=f"t{n}") for n, deal in enumerate(deals)))
    drawing = small(kind, of=of, geometry=world)
    assert drawing.rows
    assert drawing.svg().count("<text") > 5
    if kind == "flow":
        assert {(row["supplier"], row["place"]) for row in drawing.rows} == {
            ("Huawei", "Kenya"),
            ("NEC", "Peru"),
        }
