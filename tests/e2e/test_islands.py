"""The islands in a real browser, on the pages of web-src/dev: keys, address, files, failure.

An error in the console and a request to anywhere else fail every test.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api")

ROOT = Path(__file__).parents[2]
STYLE = ROOT / "src" / "sousveil" / "web" / "style" / "sousveil.css"
FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)

pytestmark = pytest.mark.slow


class Live(SimpleHTTPRequestHandler):
    """A server that says that it answers queries."""

    def end_headers(self) -> None:
        self.send_header("Server-Timing", "live")
        super().end_headers()

    def log_message(self, *told: object) -> None:
        """Say nothing."""


class Folder(SimpleHTTPRequestHandler):
    """Any host of files."""

    def log_message(self, *told: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not (ROOT / "src" / "sousveil" / "_web" / "assets" / "app.js").is_file():
        missing("the front end is not built: make web")
    out = tmp_path_factory.mktemp("pages") / "site"
    command = [sys.executable, str(ROOT / "web-src" / "dev" / "harness.py"), str(out)]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": "src"})
    return out


def missing(why: str) -> None:
    pytest.fail(why) if os.environ.get("CI") else pytest.skip(why)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    found = shutil.which("chromium")
    if found is None:
        missing("there is no Chromium: apt-get install chromium")
    with playwright.sync_playwright() as driver:
        made = driver.chromium.launch(executable_path=found, args=list(FLAGS))
        yield made
        made.close()


@pytest.fixture
def serve(pages: Path) -> Iterator[Callable[[type[SimpleHTTPRequestHandler]], str]]:
    servers = []

    def start(kind: type[SimpleHTTPRequestHandler]) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(kind, directory=str(pages)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}/"

    yield start
    for server in servers:
        server.shutdown()


Open = Callable[..., Any]


@pytest.fixture
def opened(browser: Any, pages: Path) -> Iterator[Open]:
    """Open a page from the disk, or from a server where one is named."""
    wrong: list[str] = []
    contexts = []

    def open_page(address: str, root: str | None = None, **more: Any) -> Any:
        base = root or f"{pages.as_uri()}/"
        size = {"width": 1280, "height": 900}
        context = browser.new_context(**{"viewport": size, "accept_downloads": True, **more})
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda told: told.type == "error" and wrong.append(told.text))
        page.on(
            "request",
            lambda asked: asked.url.startswith((base, "data:", "blob:")) or wrong.append(asked.url),
        )
        path, _, query = address.partition("?")
        page.goto(f"{base}{path}/aigs-2019/index.html{'?' + query if query else ''}")
        return page

    open_page.wrong = wrong  # type: ignore[attr-defined]
    yield open_page
    for context in contexts:
        context.close()
    assert not wrong, wrong


def drawn(page: Any) -> Any:
    page.wait_for_selector("svg.sv-map")
    return page


def shown(page: Any) -> str:
    found: str = page.inner_text("[data-count]")
    return found


def test_filters_change_the_count_the_table_the_address_and_the_number(opened: Open) -> None:
    page = drawn(opened("map"))
    assert shown(page) == "75 of 75"
    page.select_option("select[name=origin]", "CHN")
    page.select_option("select[name=among]", "bri")
    assert shown(page) == "36 of 75"
    assert page.locator("tr[data-place]:visible").count() == 36
    assert page.locator(".sv-place:not(.out)").count() == 36
    assert page.url.endswith("index.html?origin=CHN&among=bri")
    number = page.get_attribute("a[data-number]", "href")
    assert number == "../../number/aigs-2019/index.html?origin=CHN&among=bri"
    page.emulate_media(media="print")
    assert page.inner_text(".sv-printed") == "Only places with: China; Belt and Road Initiative"
    page.emulate_media(media="screen")
    assert not page.is_visible(".sv-printed")
    page.click("[aria-label='Remove the filter China']")
    assert shown(page) == "43 of 75"
    number = page.get_attribute("a[data-number]", "href")
    assert number == "../../number/aigs-2019/bri/index.html"
    page.click("button[type=reset]")
    assert shown(page) == "75 of 75"
    assert page.url.endswith("index.html")


def test_an_address_restores_what_was_chosen_and_back_does_too(opened: Open) -> None:
    page = drawn(opened("map?technology=facial_recognition&origin=CHN&among=bri"))
    assert shown(page) == "31 of 75"
    assert page.is_checked("input[value=facial_recognition]")
    page.check("input[value=smart_city]")
    before = shown(page)
    page.goto(page.url.replace("/map/", "/matrix/"))
    page.go_back()
    drawn(page)
    assert shown(page) == before
    assert page.is_checked("input[value=smart_city]")


def test_two_values_of_one_key_both_hold_though_the_form_has_room_for_one(opened: Open) -> None:
    page = drawn(opened("map?origin=CHN&origin=JPN"))
    both = shown(page)
    assert page.locator(".sv-chips button").count() == 2
    page.select_option("select[name=region]", "EUR")
    assert page.url.endswith("origin=CHN&origin=JPN&region=EUR")
    page.select_option("select[name=region]", "")
    assert shown(page) == both


def test_a_small_place_can_be_hit_and_its_page_is_linked(opened: Open) -> None:
    page = drawn(opened("map"))
    page.click('[data-id="MLT"]')
    assert "Malta" in page.inner_text(".sv-panel")
    assert page.get_attribute(".sv-panel a", "href") == "../../place/mlt/index.html"
    page.click(".sv-panel button")
    assert "Malta" not in page.inner_text(".sv-panel")


def test_places_are_reached_by_keys(opened: Open) -> None:
    page = drawn(opened("map"))
    name = "document.activeElement.getAttribute('aria-label')"
    page.focus('.sv-place[tabindex="0"]')
    assert page.locator('.sv-place[tabindex="0"]').count() == 1
    page.keyboard.press("k")
    assert page.evaluate(name).startswith("Kazakhstan: ")
    page.keyboard.press("k")
    assert page.evaluate(name).startswith("Kenya: ")
    assert page.locator(".sv-ring.focused").count() == 1
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(name).startswith("Uganda: ")
    page.keyboard.press("Enter")
    assert "Uganda" in page.inner_text(".sv-panel")
    assert page.get_attribute('[data-id="UGA"]', "aria-selected") == "true"
    page.keyboard.press("Escape")
    assert "Uganda" not in page.inner_text(".sv-panel")


def test_a_place_is_found_by_name_and_one_that_is_not_listed_is_said_so(opened: Open) -> None:
    page = drawn(opened("map"))
    page.fill("[data-picker]", "kenya")
    assert "Kenya" in page.inner_text(".sv-panel")
    page.fill("[data-picker]", "Atlantis")
    page.keyboard.press("Tab")
    assert "Not recorded is not absent" in page.inner_text("label + p[role=status]")


def test_contested_areas_carry_nobodys_colour(opened: Open) -> None:
    page = drawn(opened("map"))
    fills = page.eval_on_selector_all(
        ".sv-over .sv-contested", "all => all.map(one => getComputedStyle(one).fill)"
    )
    neutral = page.eval_on_selector(".sv-none", "one => getComputedStyle(one).fill")
    assert len(fills) == 7
    assert set(fills) == {neutral}


def test_zooming_in_turns_dots_into_shapes_and_out_again(opened: Open) -> None:
    page = drawn(opened("map"))
    dots = page.locator(".sv-dot")
    far = dots.count()
    page.click("button:text-is('Gulf')")
    assert dots.count() < far
    page.click("button:text-is('World')")
    assert dots.count() == far


def test_a_map_that_is_near_can_be_dragged_and_a_drag_is_no_click(opened: Open) -> None:
    page = drawn(opened("map"))
    page.click("button:text-is('Africa')")
    before = page.locator('[data-id="KEN"]').bounding_box()
    x, y = before["x"] + before["width"] / 2, before["y"] + before["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 30, y - 10, steps=4)
    page.mouse.up()
    after = page.locator('[data-id="KEN"]').bounding_box()
    assert (round(after["x"] - before["x"]), round(after["y"] - before["y"])) == (-30, -10)
    assert "Kenya" not in page.inner_text(".sv-panel")
    page.mouse.click(x - 30, y - 10)
    assert "Kenya" in page.inner_text(".sv-panel")


def test_nothing_found_is_said_and_the_last_filter_can_go(opened: Open) -> None:
    page = drawn(opened("map?technology=facial_recognition"))
    page.select_option("select[name=region]", "SCA")
    page.select_option("select[name=supplier]", "axis")
    assert shown(page) == "0 of 75"
    assert "not recorded, and not absent" in page.inner_text(".sv-empty")
    page.click(".sv-empty button")
    assert page.url.endswith("technology=facial_recognition&region=SCA")
    assert not page.is_visible(".sv-empty")


def test_what_was_not_asked_is_no_zero(opened: Open) -> None:
    page = drawn(opened("map?technology=social_media_surveillance"))
    assert "did not ask" in page.inner_text(".sv-empty")


def test_a_folder_gives_a_csv_of_what_is_shown(opened: Open, tmp_path: Path) -> None:
    page = drawn(opened("map?technology=facial_recognition&origin=CHN&among=bri"))
    with page.expect_download() as saved:
        page.click("a[data-download]:text('CSV')")
    saved.value.save_as(tmp_path / "rows.csv")
    lines = (tmp_path / "rows.csv").read_text("utf-8").splitlines()
    assert lines[0].startswith("id,Place,")
    assert len(lines) == 1 + 31
    assert "hold all rows" in page.inner_text("section")


def test_a_server_gets_the_filters_and_any_other_host_does_not(
    opened: Open, serve: Callable[[type[SimpleHTTPRequestHandler]], str]
) -> None:
    for kind, expected in ((Live, "rows.xlsx?origin=CHN"), (Folder, "rows.xlsx")):
        page = drawn(opened("map?origin=CHN", serve(kind)))
        assert page.get_attribute("a[data-download]:text('XLSX')", "href") == expected


def test_a_map_that_does_not_load_says_so_and_can_be_tried_again(
    opened: Open, serve: Callable[[type[SimpleHTTPRequestHandler]], str]
) -> None:
    page = opened("matrix", serve(Folder))
    page.route("**/world.js", lambda route: route.abort())
    page.goto(page.url.replace("/matrix/", "/map/"))
    assert "holds the same data" in page.inner_text("[data-map] [role=alert]")
    assert shown(page) == "75 of 75"
    page.unroute("**/world.js")
    page.click("text=Try again")
    drawn(page)
    opened.wrong.clear()  # type: ignore[attr-defined]  # the request that was stopped


def test_on_a_phone_the_map_opens_large_and_closes(opened: Open) -> None:
    page = drawn(opened("map", viewport={"width": 390, "height": 844}, has_touch=True))
    assert not page.is_visible("form[data-filters]")
    assert page.locator(".sv-place[tabindex='0']").count() == 0
    page.click("text=Open the map")
    assert page.evaluate("document.activeElement.textContent") == "Close the map"
    page.click("button:text-is('Gulf')")
    page.tap('[data-id="QAT"]')
    assert "Qatar" in page.inner_text("dialog .sv-panel")
    page.click("text=Close the map")
    assert page.locator("dialog[open]").count() == 0
    assert page.locator("[data-map] .sv-holder svg.sv-map").count() == 1


def test_without_scripts_everything_is_there(opened: Open) -> None:
    page = opened("map", java_script_enabled=False)
    assert page.locator("tr[data-place]:visible").count() == 75
    assert page.is_visible("form[data-filters] button")


def test_the_matrix_is_sorted_and_columns_can_go(opened: Open) -> None:
    page = opened("matrix")
    assert page.locator("th[scope=rowgroup]:visible").count() > 3
    page.select_option("[data-controls] select", "most")
    assert page.locator("th[scope=rowgroup]:visible").count() == 0
    first = page.locator("tr[data-place]").first
    assert first.locator("td:has-text('●')").count() == 3
    page.click("summary")
    page.uncheck("input[value=smart_city]")
    assert "2 of 3" in page.inner_text("summary")
    page.reload()
    assert page.input_value("[data-controls] select") == "most"
    assert not page.is_visible("th[data-column=smart_city]")


def test_a_node_of_the_flow_leaves_what_it_is_connected_with(opened: Open) -> None:
    page = opened("flow")
    page.hover("g[data-node=JPN]")
    lit = page.eval_on_selector_all(
        "g.sv-lit", "all => all.map(one => one.dataset.node).filter(id => /^[A-Z]{3}$/.test(id))"
    )
    assert "JPN" in lit
    assert "CHN" not in lit
    page.mouse.move(5, 5)
    assert page.locator(".sv-lit").count() == 0
    page.focus("g[data-node=JPN]")
    page.keyboard.press("Enter")
    assert page.get_attribute("g[data-node=JPN]", "aria-pressed") == "true"
    page.keyboard.press("Escape")
    assert page.locator(".sv-lit").count() == 0
    assert page.get_attribute("g[data-node=JPN]", "aria-pressed") == "false"


def test_changes_are_shown_by_their_tags(opened: Open) -> None:
    page = opened("diff")
    page.uncheck("[data-controls] input >> nth=1")
    assert "6 of 9" in page.inner_text("[data-list] h2 >> nth=0")
    assert page.url.endswith("?tag=evidence&tag=name")
    page.reload()
    assert page.locator("li[data-tag=method]:visible").count() == 0


def test_a_table_is_sorted_down_up_and_back(opened: Open) -> None:
    page = opened("map")
    first = "tr[data-place] th >> nth=0"
    listed = page.inner_text(first)
    for expected in ("ascending", "descending", None):
        page.click("th >> text=Number")
        assert page.get_attribute("th:has-text('Number')", "aria-sort") == expected
        if expected == "descending":
            most = page.inner_text("tr[data-place] >> nth=0 >> td.number")
            assert int(most) > 5
    assert page.inner_text(first) == listed


def test_words_are_copied_and_it_is_said(opened: Open) -> None:
    page = opened("map", permissions=["clipboard-read", "clipboard-write"])
    page.click("[data-copy]")
    page.get_by_role("button", name="Copied").wait_for()
    page.locator("body > div[role=status]", has_text="Copied").wait_for(state="attached")
    assert page.evaluate("navigator.clipboard.readText()") == "https://example.org/a?b=c"


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", ["map", "matrix", "flow", "diff"])
def test_axe_finds_nothing(name: str, width: int, opened: Open) -> None:
    axe = ROOT / "web-src" / "node_modules" / "axe-core" / "axe.min.js"
    if not axe.is_file():
        pytest.skip("axe-core is not installed: make web-test")
    page = opened(name, viewport={"width": width, "height": 900})
    if name == "map":
        drawn(page)
    page.evaluate(axe.read_text("utf-8"))
    found = page.evaluate("axe.run(document, {preload: false})")["violations"]
    if not STYLE.is_file():
        found = [one for one in found if one["id"] != "color-contrast"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_no_style_stands_in_markup() -> None:
    sources = ROOT / "web-src" / "src"
    for path in sorted(sources.rglob("*.svelte")):
        assert not re.search(r"""\sstyle=["{]""", path.read_text("utf-8")), path
    for path in sorted(sources.rglob("*.ts")):
        assert "innerHTML" not in path.read_text("utf-8"), path
