"""Every kind of page is read without a script, on a phone, and without barriers."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import pytest
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


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("address", kinds())
def test_a_page_is_read_without_a_script(
    opened: Open, static: Site, address: str, width: int
) -> None:
    page = opened(static, address, width=width, script=False)
    assert page.locator("h1").count() == 1
    assert len(page.locator("main").inner_text()) > 40
    wide = page.evaluate("document.documentElement.scrollWidth") if width > 600 else None
    assert wide is None or wide <= width


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("address", kinds())
def test_a_page_fits_its_window(opened: Open, site: Site, address: str, width: int) -> None:
    page = opened(site, address, width=width)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("address", kinds())
def test_axe_finds_no_barrier(opened: Open, live: Site, address: str, dark: bool) -> None:
    page = opened(live, address, dark=dark)
    page.wait_for_load_state("networkidle")
    page.evaluate(AXE)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    told = [
        f"{one['id']}: {one['help']}: {[node['target'] for node in one['nodes']][:3]}"
        for one in found["violations"]
    ]
    assert not told, "\n".join(told)
