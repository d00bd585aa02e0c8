"""Files of a figure: the same rows as on its page, and what it takes to cite them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from functools import cache
from urllib.parse import parse_qsl

import pytest
from tests.unit.web.test_pages import library

from sousveil.web.app import Site
from sousveil.web.cite import bibtex, cite
from sousveil.web.pages.downloads import offered
from sousveil.web.sheets import kinds


@cache
def site() -> Site:
    return Site(library())


def file(address: str, query: str = "") -> tuple[bytes, dict[str, str]]:
    status, body, headers = site().answer(address, tuple(parse_qsl(query)))
    assert status == 200, body
    return body, headers


def rows(address: str, query: str = "") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file(address, query)[0].decode())))


def test_a_map_has_one_row_a_place_and_the_query_narrows_it() -> None:
    assert len(rows("figure/aigs-2019/map.csv")) == 75
    narrowed = rows(
        "figure/aigs-2019/map.csv", "technology=facial_recognition&origin=CHN&among=bri"
    )
    assert len(narrowed) == 31
    assert all("bri" in row["groups"].split("; ") for row in narrowed)
    counted = rows("figure/aigs-2019/map.csv", "having=supplier=Huawei&rule=mult=included")
    assert len(counted) == 50


def test_a_named_figure_has_one_row_a_country_that_counts() -> None:
    for edition, held in library().held.items():
        for one in held.figures.values():
            found = rows(f"figure/{edition}/{one.named.id}.csv")
            assert {row["iso3"] for row in found} == set(one.countries)
    smart = rows("figure/aigs-2019/smart-policing.csv")
    assert all(row["quotes"] and row["where"] and row["claims"] for row in smart)


def test_json_says_what_it_is_and_holds_the_rows_of_the_csv() -> None:
    told = json.loads(file("figure/aigs-2019/flow.json")[0])
    assert told["digest"] == library().of("aigs-2019").digest
    assert "CC BY 4.0" in told["attribution"]
    listed = rows("figure/aigs-2019/flow.csv")
    assert [{k: v or "" for k, v in row.items()} for row in told["rows"]] == listed
    assert sum(row["supplier"] == "huawei" for row in listed) == 49


def test_a_workbook_opens_and_is_the_same_each_time() -> None:
    body, headers = file("figure/aigs-2019/figures.xlsx")
    assert zipfile.ZipFile(io.BytesIO(body)).testzip() is None
    assert headers["Content-Disposition"] == 'attachment; filename="aigs-2019-figures.xlsx"'
    assert Site(library()).answer("figure/aigs-2019/figures.xlsx", ())[1] == body


def test_a_citation_names_edition_figure_address_and_digest() -> None:
    body = file("figure/aigs-2019/china-tech-bri.bib")[0].decode()
    assert body.startswith("@misc{sousveil-number-aigs-2019-china-tech-bri,")
    for part in ("aigs-2019", "number/aigs-2019/china-tech-bri/", library().of("aigs-2019").digest):
        assert part in body


def test_a_citation_keeps_what_latex_takes_for_its_own() -> None:
    written = bibtex(cite(library().of("aigs-2019"), "map/x/?a=b&c=50%", "Q & A_1 {#}")).decode()
    assert r"Q \& A\_1 \{\#\}" in written
    assert r"?a=b\&c=50\%" in written


def test_every_kind_has_its_rows_and_its_citation() -> None:
    for edition, held in library().held.items():
        for kind in kinds(held):
            assert {"csv", "json", "xlsx", "bib"} <= set(offered(held, kind)), (edition, kind)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("figure/aigs-2019/map.exe", b"no file that ends in"),
        ("figure/aigs-2019/teapot.csv", b"There is no figure"),
        ("figure/aigs-1999/map.csv", b"There is no edition"),
    ],
)
def test_a_file_that_is_none_says_so(address: str, said: bytes) -> None:
    status, body, _ = site().answer(address, ())
    assert status == 404
    assert said in body


def test_an_embedded_figure_has_title_edition_and_source_and_no_navigation() -> None:
    for kind in kinds(library().of("aigs-2019")):
        body, headers = file(f"embed/{kind}/aigs-2019/")
        assert b"<nav" not in body
        assert b"Carnegie Endowment" in body
        assert "frame-ancestors *" in headers["Content-Security-Policy"]
    assert "Content-Security-Policy" not in file("map/aigs-2019/")[1]
