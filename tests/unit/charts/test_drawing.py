"""What holds for the files of every kind."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdfium2
import pytest
from PIL import Image
from tests.unit.charts.shapes import written

from sousveil.charts import KINDS, chart
from sousveil.charts.drawing import Drawing
from sousveil.charts.formats import FORMATS
from sousveil.charts.look import CARD, NONE, SEQUENCE, _luminance, ink_on, step
from sousveil.errors import ChartError
from sousveil.storage.packaged import load_edition

SVG = "{http://www.w3.org/2000/svg}"

GENERIC = {"sans-serif", "serif", "monospace"}

SIGNATURES = {".png": b"\x89PNG", ".pdf": b"%PDF", ".svg": b"<svg", ".json": b"{", ".html": b"<!"}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("geometry") / "squares.json")


@pytest.fixture(scope="module", params=KINDS)
def drawing(request: pytest.FixtureRequest, world: Path) -> Drawing:
    return chart(load_edition("aigs-2022"), request.param, geometry=world)


def texts(svg: str) -> list[str]:
    return ["".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def fonts(spec: Any) -> Iterator[str]:
    if isinstance(spec, dict):
        for key, value in spec.items():
            if key.lower().endswith("font"):
                yield value
            yield from fonts(value)
    elif isinstance(spec, list):
        for value in spec:
            yield from fonts(value)


def test_title_and_caption_stand_in_the_picture(drawing: Drawing) -> None:
    found = " ".join(texts(drawing.svg()))
    assert drawing.title in found
    for part in drawing.caption:
        assert part in found
    assert "Edition aigs-2022" in found and "CC BY 4.0" in found


def test_no_text_runs_out_of_the_picture_at_the_foot(drawing: Drawing) -> None:
    root = ElementTree.fromstring(drawing.svg())
    width = float(root.attrib["width"])
    longest = max(len(text) for text in texts(drawing.svg()))
    assert longest * 4.9 < width  # a letter of size 10 takes less


def test_only_fonts_that_are_everywhere_are_named(drawing: Drawing) -> None:
    assert set(fonts(drawing.spec())) <= GENERIC
    families = set(re.findall(r'font-family="([^"]*)"', drawing.svg()))
    assert families and families <= GENERIC


def test_the_letters_of_the_title_are_to_be_seen(drawing: Drawing) -> None:
    picture = Image.open(io.BytesIO(drawing.png())).convert("L")
    title = picture.crop((30, 30, 500, 70))
    dark = sum(title.histogram()[:100])
    assert 400 < dark < 0.5 * title.width * title.height


def test_a_page_of_pdf_has_the_words(drawing: Drawing) -> None:
    document = pypdfium2.PdfDocument(drawing.pdf())
    assert len(document) == 1
    found = "".join(document[0].get_textpage().get_text_range().split())
    assert "".join(drawing.title.split()) in found


def test_the_same_drawing_gives_the_same_bytes(drawing: Drawing, world: Path) -> None:
    again = chart(load_edition("aigs-2022"), drawing.kind, geometry=world)
    assert (again.svg(), again.json()) == (drawing.svg(), drawing.json())
    assert again.png() == drawing.png()


def test_a_page_holds_picture_and_rows_and_asks_for_nothing(drawing: Drawing) -> None:
    page = drawing.html()
    assert drawing.svg() in page
    assert page.count("<tr>") == len(drawing.rows) + 1
    assert all(escape(part) in page for part in drawing.caption)
    assert not re.search(r"<(script|link|img|iframe)|\b(src|href)=|url\((?!#)|@import", page)


def test_the_quick_way_to_vega_lite_gives_what_altair_holds_for_right(drawing: Drawing) -> None:
    checked = json.loads(json.dumps(drawing.chart.to_dict(validate=True)))
    assert json.loads(drawing.json()) == checked | {"description": drawing.says}


def test_bands_are_pale_by_their_fill() -> None:
    drawn = chart(load_edition("aigs-2022"), "flow").svg()
    assert 'fill-opacity="0.38"' in drawn
    assert set(re.findall(r' opacity="([^"]*)"', drawn)) <= {"1"}  # each other is slow in a PNG


def test_vega_lite_has_all_its_data_inside(drawing: Drawing) -> None:
    spec = json.loads(drawing.json())
    assert "url" not in re.findall(r'"(\w+)":', drawing.json())
    assert spec["description"] == drawing.says
    assert spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/v")


def test_the_picture_says_aloud_what_it_shows(drawing: Drawing) -> None:
    root = ElementTree.fromstring(drawing.svg())
    assert root.attrib["role"] == "img"
    (title, told) = (root.find(f"{SVG}title"), root.find(f"{SVG}desc"))
    assert title is not None and told is not None
    assert (title.text, told.text) == (drawing.title, drawing.says)


def test_a_notebook_gets_a_picture_and_no_program(drawing: Drawing) -> None:
    assert drawing._repr_mimebundle_() == {
        "image/svg+xml": drawing.svg(),
        "text/plain": f"{drawing.title}. {drawing.says}",
    }


def test_every_ending_has_its_file(drawing: Drawing, tmp_path: Path) -> None:
    assert SIGNATURES.keys() == set(FORMATS)
    for ending, signature in SIGNATURES.items():
        drawing.save(tmp_path / f"x{ending.upper()}")
        assert (tmp_path / f"x{ending.upper()}").read_bytes().startswith(signature)


def test_another_ending_is_refused_and_writes_nothing(world: Path, tmp_path: Path) -> None:
    drawing = chart(load_edition("aigs-2019"), "editions")
    with pytest.raises(ChartError, match=r"ends in none of \.png"):
        drawing.save(tmp_path / "x.gif")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("color", [*SEQUENCE, NONE, CARD])
def test_numbers_can_be_read_on_every_colour(color: str) -> None:
    low, high = sorted((_luminance(color), _luminance(ink_on(color))))
    assert (high + 0.05) / (low + 0.05) >= 4.5


def test_each_step_is_darker_than_the_one_before() -> None:
    light = [_luminance(step(share / 100)) for share in range(101)]
    assert light == sorted(light, reverse=True) and len(set(light)) == len(SEQUENCE)


@pytest.mark.parametrize("library", ["altair", "vl_convert"])
def test_without_the_extra_it_is_said_what_to_install(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("sousveil.charts.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ChartError, match=r"pip install 'sousveil\[charts\]'"):
        chart(load_edition("aigs-2019"), "figures")
