"""Dates, names of editions and counted words stay in one line; nothing else of a page changes."""

from __future__ import annotations

import re

import pytest

from sousveil.web.lines import unbroken

WRAP = re.compile(r'<span class="nb">(.*?)</span>')


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("since 2019-11-04.", ["2019-11-04"], id="day"),
        pytest.param("from 2022-06 on", ["2022-06"], id="month"),
        pytest.param("at 2026-05-01 09:30", ["2026-05-01 09:30"], id="minute"),
        pytest.param("in aigs-2019, too", ["aigs-2019"], id="edition"),
        pytest.param("31 of 75 places match", ["31 of 75 places"], id="share"),
        pytest.param("36 of 63", ["36 of 63"], id="share-alone"),
        pytest.param("there are 24 places", ["24 places"], id="counted"),
        pytest.param("il y a 24 éditions", ["24 éditions"], id="counted-in-french"),
        pytest.param("the 2019 edition", [], id="year"),
        pytest.param("doi:10.17632/386s7f9d25.1", [], id="address"),
        pytest.param("map/aigs-2019/", [], id="path"),
    ],
)
def test_what_is_kept_in_one_line(text: str, kept: list[str]) -> None:
    assert WRAP.findall(unbroken(f"<p>{text}</p>", ["aigs-2019"])) == kept


@pytest.mark.parametrize(
    "page",
    [
        '<a title="24 places" href="aigs-2019/">x</a>',
        '<script type="application/json">{"a":"2019-11-04"}</script>',
        "<title>24 places</title>",
        "<svg><text>Huawei 49 times</text></svg>",
        "<textarea>12 cameras on 2019-11-04</textarea>",
        "<blockquote>400 cameras</blockquote>",
        "<q>400 cameras</q>",
        "<pre>sousveil count aigs-2019</pre>",
    ],
)
def test_what_is_no_text_of_the_page_stays_as_it_is(page: str) -> None:
    assert unbroken(page, ["aigs-2019"]) == page


def test_the_words_are_the_same_without_the_marks() -> None:
    page = "<p>In aigs-2019 <b>75 places</b>; 3 of 4 in 2022-06.</p>"
    assert WRAP.sub(r"\1", unbroken(page, ["aigs-2019"])) == page
