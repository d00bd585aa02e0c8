"""The home page: live numbers, ways in, changes, and the box that checks a text."""

from __future__ import annotations

import html

from tests.unit.web.test_pages import library

from sousveil.web.app import Site
from sousveil.web.library import Library
from sousveil.web.pages.home import NUMBERS


def home(of: Library) -> str:
    return html.unescape(Site(of).answer("", ())[1].decode())


def test_the_numbers_are_those_of_the_newest_edition_and_lead_to_their_rows() -> None:
    text = home(library())
    for id in NUMBERS:
        value = library().of("aigs-2022").figures[id].value
        assert f'number/aigs-2022/{id}/index.html"><strong>{value}</strong>' in text


def test_the_changes_are_those_between_the_two_newest_editions() -> None:
    text = home(library())
    assert "24 places</span> newly listed:" in text
    assert "2 places</span> no longer listed:" in text
    assert 'href="diff/aigs-2019/aigs-2022/index.html"' in text


def test_one_edition_alone_has_no_changes_to_tell() -> None:
    one = library().of("aigs-2019")
    alone = Library(library().names, [(one.edition, one.records)])
    assert "Newest changes" not in home(alone)


def test_the_box_posts_a_text_to_the_check() -> None:
    text = home(library())
    assert 'method="post" action="check/index.html"' in text
    assert 'name="text"' in text


def test_the_style_sheet_closes_what_it_opens() -> None:
    style = Site(library()).answer("assets/sousveil.css", ())[1].decode()
    depth = 0
    for line in style.splitlines():
        depth += line.count("{") - line.count("}")
        assert depth >= 0, line
        assert depth == 0 or not line.startswith("/*"), line
    assert depth == 0
