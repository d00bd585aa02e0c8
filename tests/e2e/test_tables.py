"""Both published tables, read a second time by other means and compared cell by cell.

The second readings share no code with sousveil: pdfplumber gives the rules and characters of the
PDF, openpyxl the cells of the workbook, and names are looked up in the codebook's plain JSON.
"""

import csv
import io
import json
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from sousveil import cli
from sousveil.codebook import loader
from sousveil.codebook.names import Names
from sousveil.edition.compile import compile_edition
from sousveil.extraction.tables import index_claims
from sousveil.figures.published import Recount, recount
from sousveil.model.edition import Edition
from sousveil.reading import read

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
PDF, WORKBOOK = DATA / "aigs-2019-table.pdf", DATA / "aigs-2022.xlsx"
BOOK = json.loads((loader.packaged_folder().parent / "codebook.json").read_bytes())

pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the publisher's files are not in ../shared/data"
)

CLIPPED = {
    "Burma/Myan": "MMR",
    "Czech Republ": "CZE",
    "United Arab E": "ARE",
    "United Kingdo": "GBR",
    "UnitElectoral Democracy States of AmeriClosed Autocracy": "USA",
}
"""Countries that a person reads from what is printed."""


def supplier_names() -> dict[str, str]:
    return {
        form.casefold(): supplier["name"]
        for supplier in BOOK["suppliers"].values()
        for form in (
            supplier["name"],
            *supplier.get("aliases", ()),
            *supplier.get("misprints", ()),
        )
    }


def country_codes() -> dict[str, str]:
    codes = {
        name.casefold(): country["iso3"]
        for country in BOOK["countries"].values()
        for name in (*country.get("names", ()), *country.get("historic", ()), country["name"])
    }
    return codes | {name.casefold(): code for name, code in CLIPPED.items()}


def named(cells: list[str]) -> str:
    """Return the suppliers of cells, each once, by the name that the codebook gives them."""
    known = supplier_names()
    forms = [form.strip() for cell in cells for form in cell.replace(";", ",").split(",")]
    return "; ".join(dict.fromkeys(known[f.casefold()] for f in forms if f and f != "Mult"))


# Left and right edges, in points, of what each column of the PDF prints.
TICKS_2019 = {
    "bri": (338, 346),
    "smart_city": (395, 403),
    "facial_recognition": (423, 431),
    "smart_policing": (449, 457),
    "china_tech": (477, 485),
    "us_tech": (509, 517),
    "japan_tech": (538, 546),
}
TEXTS_2019 = {
    "country_as_printed": (50, 87),
    "region": (87, 139),
    "regime": (153.4, 184),
    "military_rank": (306, 338.5),
    "suppliers_as_printed": (568, 722),
}
TABLE_TOP = {1: 95.0, 2: 53.0}  # page to points from its top


def rows_2019() -> Iterator[dict[str, str]]:
    """Read the PDF between its horizontal rules."""
    pdfplumber = pytest.importorskip("pdfplumber")
    with pdfplumber.open(PDF) as pdf:
        for number, top in TABLE_TOP.items():
            page = pdf.pages[number - 1]
            rules: list[float] = []
            for edge in sorted(e["top"] for e in page.edges if e["orientation"] == "h"):
                if edge > top and (not rules or edge - rules[-1] > 3):
                    rules.append(edge)
            for upper, lower in pairwise(rules):
                chars = [
                    char
                    for char in page.chars
                    if upper < (char["top"] + char["bottom"]) / 2 < lower
                ]
                if row := row_2019(chars):
                    yield row


def row_2019(chars: list[dict[str, Any]]) -> dict[str, str] | None:
    row = {name: printed(chars, *edges) for name, edges in TEXTS_2019.items()}
    if row["region"] not in ("AF", "EAP", "EUR", "MENA", "SCA", "WHA"):
        return None
    ticks = [(char["x0"] + char["x1"]) / 2 for char in chars if char["text"] == "✔"]
    row |= {
        name: str(int(any(left < tick < right for tick in ticks)))
        for name, (left, right) in TICKS_2019.items()
    }
    return row | {
        "social_media_surveillance": "",
        "suppliers": named([row["suppliers_as_printed"]]),
    }


def printed(chars: list[dict[str, Any]], left: float, right: float) -> str:
    """Return the characters between two edges, line by line."""
    lines: dict[int, list[dict[str, Any]]] = {}
    for char in chars:
        if left <= char["x0"] < right and char["text"] != "✔":
            lines.setdefault(round(char["bottom"]), []).append(char)
    texts = [
        "".join(char["text"] for char in sorted(line, key=lambda c: c["x0"]))
        for _, line in sorted(lines.items())
    ]
    return " ".join(" ".join(texts).replace("\u00a0", " ").split())


TICKS_2022 = {
    "bri": "Member of Belt & Road Initiative",
    "smart_city": "Safe City System",
    "facial_recognition": "Facial Recognition System",
    "smart_policing": "Smart Policing",
    "social_media_surveillance": "Social Media Surveillance",
    "china_tech": "China Tech",
    "us_tech": "US Tech",
}


def rows_2022() -> Iterator[dict[str, str]]:
    """Read the first sheet of the workbook by its headings."""
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(WORKBOOK, data_only=True).worksheets[0]
    heading, *rows = sheet.iter_rows(values_only=True)
    at = {" ".join(str(name).split()): index for index, name in enumerate(heading) if name}
    first, beyond = at["Company 1"], at["Company 5"] + 1
    for cells in rows:
        texts = ["" if cell is None else str(cell) for cell in cells]
        if not texts[0].strip():
            continue
        companies = [text for text in texts[first:beyond] if text.strip()]
        stray = [text for text in texts[beyond:] if text.strip()]
        yield {
            "country_as_printed": texts[at["Country"]],
            "region": texts[at["Region"]],
            "regime": texts[at["V-Dem Regime Type 2021"]],
            "military_rank": texts[at["Military Expenditures Ranking (2018)"]],
            **{name: str(int(bool(texts[at[head]].strip()))) for name, head in TICKS_2022.items()},
            "japan_tech": str(int("Japan" in texts[at["Other Countries"]])),
            "suppliers": named(companies),
            "suppliers_as_printed": "; ".join([*companies, *stray]),
        }


def matrix(name: str, to: Path) -> dict[str, dict[str, str]]:
    assert cli.run(["export", name, "--to", str(to)]) == 0
    text = (to / "matrix.csv").read_bytes().decode()
    return {row["iso3"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


@pytest.mark.parametrize(
    ("name", "rows", "countries"),
    [
        pytest.param("aigs-2019", rows_2019, 75, id="pdf-of-2019"),
        pytest.param("aigs-2022", rows_2022, 97, id="workbook-of-2022"),
    ],
)
def test_a_second_reading_gives_the_same_matrix(
    name: str, rows: Any, countries: int, tmp_path: Path
) -> None:
    ours, codes = matrix(name, tmp_path), country_codes()
    theirs = {codes[row["country_as_printed"].casefold()]: row for row in rows()}
    assert len(theirs) == countries
    assert {c: {n: ours[c][n] for n in row} for c, row in theirs.items()} == theirs
    assert ours.keys() == theirs.keys()


def test_what_stands_outside_the_headings_is_in_notes_and_as_printed_only(tmp_path: Path) -> None:
    russia = matrix("aigs-2022", tmp_path)["RUS"]
    assert "Huawei" not in russia["suppliers"] and "Mult" not in russia["suppliers"]
    assert "Huawei" in russia["suppliers_as_printed"] and "Mult" in russia["suppliers_as_printed"]
    assert "Z37: Huawei" in russia["notes"] and "Mult" in russia["notes"]


def test_a_misprint_stands_under_its_name(tmp_path: Path) -> None:
    spain = matrix("aigs-2019", tmp_path)["ESP"]
    assert "IBM" in spain["suppliers"].split("; ")
    assert "IBMN" in spain["suppliers_as_printed"] and "IBMN is read as IBM" in spain["notes"]


def compiled(data: bytes) -> Edition:
    book = loader.load_packaged()
    document = read(data)
    found = index_claims(document, Names(book))
    assert found.layout is not None
    layout = book.layouts[found.layout]
    return compile_edition(layout.id, found.claims, layout, book, [document.text.snapshot])


def recounted(edition: Edition) -> dict[str, Recount]:
    return {one.named.id: one for one in recount(loader.load_packaged(), edition)}


@pytest.mark.parametrize(
    ("file", "figure", "value", "agrees"),
    [
        pytest.param(PDF, "countries", 75, True, id="2019-countries"),
        pytest.param(PDF, "examined", None, None, id="2019-examined"),
        pytest.param(PDF, "smart-city", 56, True, id="2019-smart-city"),
        pytest.param(PDF, "facial-recognition", 64, True, id="2019-facial-recognition"),
        pytest.param(PDF, "smart-policing", 53, False, id="2019-smart-policing-prints-52"),
        pytest.param(PDF, "china-tech", 63, True, id="2019-china"),
        pytest.param(PDF, "china-tech-abroad", 62, None, id="2019-china-abroad"),
        pytest.param(PDF, "china-tech-bri", 36, True, id="2019-china-belt-and-road"),
        pytest.param(PDF, "bri", 43, False, id="2019-belt-and-road-prints-36-of-86"),
        pytest.param(PDF, "us-tech", 32, True, id="2019-us"),
        pytest.param(PDF, "japan-tech", 17, None, id="2019-japan"),
        pytest.param(PDF, "supplier-huawei", 49, False, id="2019-huawei-prints-at-least-50"),
        pytest.param(PDF, "supplier-nec", 14, True, id="2019-nec"),
        pytest.param(PDF, "supplier-ibm", 10, False, id="2019-ibm-prints-11"),
        pytest.param(WORKBOOK, "countries", 97, True, id="2022-countries"),
        pytest.param(WORKBOOK, "examined", 179, True, id="2022-examined"),
    ],
)
def test_known_facts(file: Path, figure: str, value: int | None, agrees: bool | None) -> None:
    found = recounted(edition_of(file))[figure]
    assert (found.value, found.agrees) == (value, agrees)


@cache
def edition_of(file: Path) -> Edition:
    """Compile a published file, once for all tests."""
    return compiled(file.read_bytes())


def changed(cell: str, value: str | None) -> bytes:
    """Return a copy of the workbook with one cell of the first sheet changed."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(WORKBOOK)
    book.worksheets[0][cell] = value
    copy = io.BytesIO()
    book.save(copy)
    return copy.getvalue()


@pytest.mark.parametrize(
    ("cell", "value", "figure", "expected"),
    [
        pytest.param("M28", None, "facial-recognition", 77, id="a-tick-taken"),
        pytest.param("M48", "x", "facial-recognition", 79, id="a-tick-set"),
        pytest.param("P28", None, "china-tech", 67, id="an-origin-taken"),
        pytest.param("S28", None, "supplier-huawei", 50, id="a-supplier-taken"),
        pytest.param("J28", None, "china-tech-bri", 52, id="a-member-taken"),
        pytest.param("R28", "Kenya, Israel", "japan-tech", 18, id="an-origin-among-others-taken"),
        pytest.param("A28", None, "countries", 96, id="a-country-taken"),
    ],
)
def test_a_changed_cell_moves_its_figure(
    cell: str, value: str | None, figure: str, expected: int
) -> None:
    before, after = recounted(edition_of(WORKBOOK)), recounted(compiled(changed(cell, value)))
    assert after[figure].value == expected != before[figure].value


def test_a_table_that_was_changed_disagrees_with_the_print() -> None:
    document = read(PDF.read_bytes())
    (table,) = document.tables
    china = list(table.headings).index("China AI Tech")
    without = tuple(
        tuple(
            type(cell)(printed="", span=cell.span, place=cell.place) if at == china else cell
            for at, cell in enumerate(row)
        )
        if row[0].printed == "Kenya"
        else row
        for row in table.rows
    )
    copy = type(document)(
        text=document.text,
        tables=(type(table)(name=table.name, headings=table.headings, rows=without),),
    )
    book = loader.load_packaged()
    found = index_claims(copy, Names(book))
    layout = book.layouts["aigs-2019"]
    figures = recounted(compile_edition(layout.id, found.claims, layout, book, ["sha256:0"]))
    assert (figures["china-tech"].value, figures["china-tech"].agrees) == (62, False)
    assert (figures["china-tech-bri"].value, figures["china-tech-bri"].agrees) == (35, False)
    assert figures["facial-recognition"].agrees is True
