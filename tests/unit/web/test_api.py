"""The API answers as the command line does, and to any input with a sentence."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.web.test_pages import library

from sousveil.cli import cli
from sousveil.web.app import create_app


@cache
def client() -> TestClient:
    return TestClient(create_app(library), base_url="http://127.0.0.1")


def asked(address: str, **query: Any) -> Any:
    answer = client().get(f"/api/{address}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def said(*words: str) -> Any:
    return json.loads(CliRunner().invoke(cli, [*words, "--json"]).output)


@pytest.fixture(autouse=True, scope="module")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Run commands where no project is."""
    with contextlib.chdir(tmp_path_factory.mktemp("nowhere")):
        yield


def test_a_count_is_that_of_the_command_line() -> None:
    got = asked("editions/aigs-2019/count", origin="CHN", among="bri", by="region")
    words = ("count", "aigs-2019", "--having", "origin=CHN", "--among", "bri", "--by", "region")
    assert got == said(*words)
    assert got["value"] == 36


def test_rules_and_several_conditions_are_heeded() -> None:
    got = asked("editions/aigs-2019/count", having=["supplier=Huawei"], rule=["mult=included"])
    assert got["value"] == 50
    both = asked("editions/aigs-2019/count", region=["AF", "MENA"])
    assert both["value"] == 24


def test_figures_and_names_are_those_of_the_command_line() -> None:
    assert asked("editions/aigs-2022/figures") == said("figures", "aigs-2022")
    assert asked("suppliers/Huawei") == said("show", "Huawei")
    assert asked("places/Kenya") == said("show", "Kenya")
    assert asked("places/kenya")["found"] == said("show", "Kenya")["found"]


def test_what_nobody_can_tell_is_null_with_the_reason() -> None:
    got = asked("editions/aigs-2019/count", origin="ISR")
    assert got["value"] is None
    assert "no column" in got["unanswerable"]
    assert asked("editions/aigs-2019/figures/social-media-surveillance")["value"] is None


def test_places_are_filtered_as_on_the_map() -> None:
    got = asked("editions/aigs-2019/places", technology="facial_recognition", among="bri")
    counted = asked("editions/aigs-2019/count", technology="facial_recognition", among="bri")
    assert {row["id"] for row in got["places"]} == set(counted["countries"])
    assert got["of"] == 75


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("editions/nope", 404, "There is no edition 'nope'."),
        ("editions/aigs-2019/figures/nope", 404, "There is no figure 'nope'."),
        ("places/atlantis", 404, "not recorded is not absent"),
        ("suppliers/acme", 404, "not recorded is not absent"),
        ("editions/aigs-2019/count?technology=nope", 422, "not in the list of technologies"),
        ("editions/aigs-2019/count?rule=home", 422, "is no pair"),
        ("editions/aigs-2019/count?rule=min_origins=2", 422, "nothing in it that the rule"),
        ("editions/aigs-2019/count?by=weather", 422, "split by one of"),
        ("editions/aigs-2019/places?status=nope", 422, "not in the list of states"),
    ],
)
def test_what_is_unknown_or_cannot_be_asked_is_told(
    address: str, status: int, sentence: str
) -> None:
    answer = client().get(f"/api/{address}")
    assert answer.status_code == status
    assert sentence in answer.json()["detail"]


KEYS = ("technology", "supplier", "origin", "among", "region", "regime", "having", "without")


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from((*KEYS, "rule", "by")), st.text(max_size=12))))
def test_no_condition_breaks_a_count(query: list[tuple[str, str]]) -> None:
    params = [(key, text.encode(errors="replace").decode()) for key, text in query]
    for address in ("api/editions/aigs-2019/count", "api/editions/aigs-2022/places"):
        answer = client().get(f"/{address}", params=params)
        assert answer.status_code in (200, 422)
        assert "detail" in answer.json() or "edition" in answer.json()


def test_what_is_answered_is_what_openapi_says() -> None:
    told = client().get("/api/openapi.json").json()
    paths = {path for path in told["paths"] if path.startswith("/api/editions")}
    assert "/api/editions/{edition}/count" in paths
    count = told["paths"]["/api/editions/{edition}/count"]["get"]
    assert {one["name"] for one in count["parameters"]} >= {*KEYS, "rule", "by", "edition"}
    assert set(count["responses"]) == {"200", "404", "422"}
