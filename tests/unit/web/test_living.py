"""Pages about figures of an edition that rests on claims of running text."""

from __future__ import annotations

import html
from functools import cache
from urllib.parse import parse_qsl

from reviewed import NAMES, claim, living, member, supply, table, use
from small import entry

from sousveil.web.app import Site
from sousveil.web.library import Library
from sousveil.web.pages import downloads, embed, figures, home, map, number
from sousveil.web.pictures import ENDINGS


@cache
def library() -> Library:
    made = living(
        claim(supply(modality="planned"), text="a"),
        claim(use("PER", "smart_city"), text="b"),
        claim(use("JPN", "smart_city"), text="c"),
        claim(use("JPN", "smart_city"), text="d", denied=True),
        claim(supply(technology=None, country="PER"), text="e"),
        claim(member("PER"), text="f"),
        below=table(entry("KEN", technology="smart_city"), groups={"bri": ("KEN",)}),
    )
    return Library(NAMES, [made])


def page(address: str, query: str = "") -> str:
    status, body, _ = Site(library()).answer(address, tuple(parse_qsl(query)))
    assert status == 200, body
    return html.unescape(body.decode())


def test_every_page_about_figures_is_made() -> None:
    site = Site(library())
    for module in (home, map, figures, number, embed, downloads):
        for route in module.ROUTES:
            for keys in route.each(library()):
                if keys.get("ending") not in ENDINGS:
                    assert site.answer(route.address.format(**keys), ())[0] == 200, keys


def test_a_quote_of_running_text_leads_to_its_claim() -> None:
    text = page("number/2026-1/", "technology=smart_city")
    words = next(e for e in library().of("2026-1").records.evidence if e.text == "sha256:b")
    assert words.quote in text
    assert f"claim/{words.claim.removeprefix('claim:')[:16]}/index.html" in text


def test_what_is_planned_or_contested_is_a_near_miss_with_its_words() -> None:
    assert "planned" in page("number/2026-1/", "technology=facial_recognition")
    told = page("number/2026-1/", "technology=smart_city")
    assert "contested, so it does not count" in told
    assert "min_origins" in told


def test_what_is_not_linked_is_answered_by_what_is_sure() -> None:
    text = page("number/2026-1/", "having=supplier=Huawei,technology=smart_city")
    assert "No answer." in text
    assert "It is sure of" in text and "0 countries" in text


def test_the_map_says_when_it_shows_only_what_is_sure() -> None:
    text = page("map/2026-1/", "among=bri&technology=smart_city")
    assert "2026-1" in text
