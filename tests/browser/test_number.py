"""The number behind a filtered map is the same with a server and without one."""

from __future__ import annotations

import re

from tests.browser.conftest import Open, Site

ASKED = "technology=facial_recognition&origin=CHN&among=bri"


def test_the_count_of_the_map_leads_to_the_same_number(opened: Open, site: Site) -> None:
    page = opened(site, f"map/aigs-2019/?{ASKED}")
    page.wait_for_selector("[data-island][data-mounted]")
    assert page.locator("[data-count]").inner_text() == "31 of 75"
    page.locator("[data-number]").click()
    page.wait_for_url(re.compile("number/aigs-2019/"))
    page.wait_for_selector("[data-island=number][data-mounted]")
    assert page.locator("h1 .value").inner_text() == "31"
    assert page.locator("h1").count() == 1
    call = "sousveil count aigs-2019 --having technology=facial_recognition --having origin=CHN"
    assert call in page.locator("[data-answer]").inner_text()


def test_a_copy_says_where_it_cannot_count(opened: Open, static: Site) -> None:
    page = opened(static, "number/aigs-2019/?rule=home%3Dexcluded&origin=CHN")
    page.wait_for_selector("[data-island=number][data-mounted]")
    assert page.locator("h1 .value").count() == 0
    assert "cannot count by these conditions" in page.locator("[data-answer]").inner_text()
    page = opened(static, "number/aigs-2019/?technology=social_media_surveillance")
    page.wait_for_selector("[data-island=number][data-mounted]")
    assert "That is not zero." in page.locator("[data-answer]").inner_text()


def test_without_conditions_the_whole_edition_is_counted(opened: Open, site: Site) -> None:
    page = opened(site, "number/aigs-2022/")
    page.wait_for_selector("[data-island=number][data-mounted]")
    assert page.locator("h1 .value").inner_text() == "97"
