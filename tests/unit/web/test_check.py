"""The check page: what is pasted is judged, shown with its rows, and forgotten."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from tests.unit.web.test_pages import library

from sousveil.guard.caps import Caps
from sousveil.questions.apart import Judges
from sousveil.questions.desk import Desk
from sousveil.web.app import create_app
from sousveil.web.live.check import AT_ONCE, LONGEST

from .slow import DEADLY, ENDLESS

TEXT = (
    "At least 75 countries use AI surveillance. IBM is named in 11 countries. "
    "It cost two million dollars."
)

MANY = (
    "Kenya and Ghana use facial recognition. Huawei is the only supplier in Ghana. "
    "Huawei serves more countries than NEC. Every country with NEC is a democracy. "
    "Kenya scores 32 on Freedom on the Net. Thirty-nine per cent of the 97 countries use smart "
    "policing. Huawei supplies the most countries. The trial cost 12 million dollars."
)
START = 20.0  # seconds in which a process starts on a machine that has much to do


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(library), base_url="http://127.0.0.1") as found:
        yield found


@pytest.fixture(scope="module")
def hurried() -> Iterator[TestClient]:
    """A server on which one check may take two seconds, and some never ends."""
    app = create_app(library)
    app.state.judges = Judges(Caps(cpu=2, wall=2), AT_ONCE, "tests.unit.web.slow:work")
    with TestClient(app, base_url="http://127.0.0.1") as found:
        yield found


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


class TestTime:
    def test_a_check_that_takes_too_long_is_stopped_and_told(self, hurried: TestClient) -> None:
        before = time.monotonic()
        answer = hurried.post("/check/", data={"text": f"{TEXT} Well, {ENDLESS}."})
        assert time.monotonic() - before < 2 * 2 + START
        assert answer.status_code == 400
        said = re.sub(r"</?span[^>]*>", "", answer.text)
        assert "took more than 2 seconds, and was stopped. Nothing was stored." in said
        assert "Check the text in parts" in answer.text
        assert ENDLESS in answer.text  # it is still in the form

    def test_the_next_text_is_judged(self, hurried: TestClient) -> None:
        hurried.post("/check/", data={"text": ENDLESS})
        answer = hurried.post("/check/", data={"text": TEXT, "as_of": "2019-10-01"})
        assert answer.status_code == 200
        assert 'data-outcome="supported"' in answer.text

    def test_other_pages_answer_meanwhile_and_an_ending_server_waits_for_none(self) -> None:
        app = create_app(library)
        app.state.judges = Judges(Caps(cpu=600, wall=600), AT_ONCE, "tests.unit.web.slow:work")
        client = TestClient(app, base_url="http://127.0.0.1")
        answers: list[int] = []

        def check() -> None:
            answers.append(client.post("/check/", data={"text": ENDLESS}).status_code)

        checks = [threading.Thread(target=check) for _ in range(AT_ONCE)]
        for one in checks:
            one.start()
        end = time.monotonic() + START
        while app.state.checks._value and time.monotonic() < end:
            time.sleep(0.01)
        for address in ("/", "/map/aigs-2019/", "/api/editions", "/check/"):
            assert client.get(address).status_code == 200
        assert client.post("/check/", data={"text": TEXT}).status_code == 503
        assert answers == []
        app.state.judges.close()  # as the end of a server does; some may be just starting
        for one in checks:
            one.join()
        assert answers == [400] * AT_ONCE

    def test_a_text_that_a_process_dies_of_costs_only_itself(self, hurried: TestClient) -> None:
        answer = hurried.post("/check/", data={"text": DEADLY})
        assert answer.status_code == 400
        assert "had to be ended" in answer.text
        assert hurried.post("/check/", data={"text": TEXT}).status_code == 200


class TestApart:
    def test_it_answers_as_it_does_in_one_process(self) -> None:
        held = library()
        desk = Desk(editions=held.editions, codebook=held.codebook)
        judges = Judges(Caps(cpu=60, wall=60), 1)
        try:
            for text in (TEXT, MANY):
                here = desk.checked(text, "-", None, mend=True)
                assert judges.checked(desk, text, "-") == here
        finally:
            judges.close()
        kinds = {type(one.question.query).__name__ for one in here.found.claims}
        assert len(kinds) >= 4

    def test_other_editions_are_judged_by_other_processes(self) -> None:
        held = library()
        judges = Judges(Caps(cpu=60, wall=60), 1)
        text = "Facial recognition is in use in 78 countries."
        try:
            outcomes = [
                judges.checked(
                    Desk(editions=editions, codebook=held.codebook), text, "-"
                ).found.outcome
                for editions in (held.editions, held.editions[:1])
            ]
        finally:
            judges.close()
        assert [str(one) for one in outcomes] == ["supported", "contradicted"]
