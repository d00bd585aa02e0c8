"""Answers are made once, and made anew when the project has changed."""

from __future__ import annotations

import pytest
from tests.unit.web.test_pages import library

from sousveil.web import app
from sousveil.web.app import Site


class Made(Site):
    """A site that counts how often it makes an answer."""

    times = 0

    def _answer(self, address: str, query: app.Query) -> app.Answer:
        self.times += 1
        return super()._answer(address, query)


class Changing:
    """A library of a project, with the state that it is told."""

    def __init__(self, state: str) -> None:
        self.state = state
        self.project = object()

    def __getattr__(self, name: str) -> object:
        return getattr(library(), name)


def test_an_answer_of_packaged_editions_is_given_at_once_when_it_was_made() -> None:
    site = Made(library())
    assert site.at_once("method/", ()) is None
    made = site.answer("method/", ())
    assert site.at_once("method/", ()) is made
    assert site.answer("method/", ()) is made
    assert site.times == 1


def test_what_a_query_asks_is_made_anew() -> None:
    site = Made(library())
    asked = (("q", "huawei"),)
    site.answer("search/", asked)
    assert site.at_once("search/", asked) is None
    assert site.at_once("search/", ()) is None


def test_an_answer_of_a_project_is_made_anew_when_the_project_has_changed() -> None:
    changing = Changing("one")
    site = Made(changing)  # type: ignore[arg-type]
    changing.project = None  # type: ignore[assignment]  # pages ask it for nothing here
    site.answer("method/", ())
    site.answer("method/", ())
    assert site.times == 1
    changing.state = "two"
    site.answer("method/", ())
    assert site.times == 2
    changing.project = object()
    assert site.at_once("method/", ()) is None


def test_no_more_answers_are_kept_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "KEPT", 2)
    site = Made(library())
    for address in ("method/", "sources/", "report/"):
        site.answer(address, ())
    assert site.at_once("method/", ()) is None
    assert site.at_once("sources/", ()) is not None
    assert site.at_once("report/", ()) is not None
