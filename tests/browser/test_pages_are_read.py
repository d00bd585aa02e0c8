"""Every kind of page is read without a script, on a phone, and without barriers."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import WIDTHS, Open, Site
from tests.unit.web.test_pages import library

from sousveil.web.routes import ROUTES

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@cache
def kinds() -> tuple[str, ...]:
    """Return one address of each kind of page: the first that a static site has."""
    found = []
    for route in ROUTES:
        if route.address.endswith("/") or not route.address:
            keys = next(iter(route.each(library())), None)
            if keys is not None:
                found.append(route.address.format(**keys))
    return tuple(found)


def widen(page: Page, width: int) -> int:
    """Give the window a width and return the width of the page in it, in px."""
    page.set_viewport_size({"width": width, "height": 900})
    found: int = page.evaluate("document.documentElement.scrollWidth")
    return found


@pytest.mark.parametrize("address", kinds())
def test_a_page_is_read_without_a_script(opened: Open, static: Site, address: str) -> None:
    page = opened(static, address, width=min(WIDTHS), script=False)
    assert page.locator("h1").count() == 1
    assert len(page.locator("main").inner_text()) > 40
    for width in WIDTHS:
        assert widen(page, width) <= width, width


@pytest.mark.parametrize("address", kinds())
def test_a_page_of_a_copy_fits_its_window(opened: Open, static: Site, address: str) -> None:
    page = opened(static, address, width=min(WIDTHS))
    page.wait_for_load_state("networkidle")
    for width in sorted(WIDTHS):
        assert widen(page, width) <= width, width


@pytest.mark.parametrize("address", kinds())
def test_a_page_fits_its_window_and_has_no_barrier(opened: Open, live: Site, address: str) -> None:
    page = opened(live, address, width=min(WIDTHS))
    page.wait_for_load_state("networkidle")
    page.evaluate(AXE)
    for width, scheme in zip(sorted(WIDTHS), ("dark", "light"), strict=True):
        assert widen(page, width) <= width, width
        page.emulate_media(color_scheme=scheme)
        assert not barriers(page), (width, scheme)


def barriers(page: Page) -> list[str]:
    """Return what axe finds on a page as it is shown now."""
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [
        f"{one['id']}: {one['help']}: {[node['target'] for node in one['nodes']][:3]}"
        for one in found["violations"]
    ]
