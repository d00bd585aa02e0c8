"""The check page: what is pasted is judged, shown with its rows, and forgotten."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient
from tests.unit.web.test_pages import library

from sousveil.web.app import create_app
from sousveil.web.live.check import LONGEST

TEXT = (
    "At least 75 countries use AI surveillance. IBM is named in 11 countries. "
    "It cost two million dollars."
)


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(create_app(library), base_url="http://127.0.0.1")


def test_each_statement_is_judged_and_shown_with_its_rows(client: TestClient) -> None:
    page = client.post("/check/", data={"text": TEXT, "as_of": "2019-10-01"}).text
    assert 'data-outcome="supported"' in page
    assert 'data-outcome="contradicted"' in page
    assert "number/aigs-2019/countries/index.html" in page
    assert "place/kenya/index.html" in page
    assert "Numbers that were not judged" in page


def test_a_report_is_given_as_a_file(client: TestClient) -> None:
    answer = client.post("/check/", data={"text": TEXT, "report": "json"})
    assert "attachment" in answer.headers["content-disposition"]
    assert len(json.loads(answer.content)["inputs"]) == 1
    html = client.post("/check/", data={"text": TEXT, "report": "html"})
    assert html.content.startswith(b"<!DOCTYPE html>")


def test_an_uploaded_page_is_read(client: TestClient) -> None:
    page = (
        b"<html><title>Here</title><body><p>The index lists 75 countries in 2019.</p></body></html>"
    )
    answer = client.post("/check/", files={"file": ("here.html", page)})
    assert 'data-outcome="supported"' in answer.text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"text": "  "}, "There is no text to check"),
        ({"text": TEXT, "as_of": "yesterday"}, "yesterday"),
        ({"text": TEXT, "against": "aigs-1999"}, "aigs-1999"),
        ({"text": "a " * LONGEST}, "Check it in parts"),
    ],
)
def test_what_cannot_be_checked_is_said(
    client: TestClient, data: dict[str, str], says: str
) -> None:
    answer = client.post("/check/", data=data)
    assert answer.status_code == 400
    assert says in answer.text


def test_a_text_is_shown_and_never_run(client: TestClient) -> None:
    evil = '<script>alert(1)</script> Huawei supplies 50 countries"><img src=x onerror=alert(1)>.'
    page = client.post("/check/", data={"text": evil}).text
    assert "<script>alert" not in page
    assert "<img" not in page
