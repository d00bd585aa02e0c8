"""What readers do on pages, with a server and without one, wide and on a phone."""

from __future__ import annotations

import csv
import json
import re
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Download, Locator, Page, expect
from pypdfium2 import PdfDocument
from tests.browser.conftest import WIDTHS, Open, Site
from tests.unit.web.test_pages import library

import sousveil as sv

ASKED = "technology=facial_recognition&origin=CHN&among=bri"
ROW = "tr[data-place]:visible"
TEXT = (
    "At least 75 countries use AI surveillance. IBM is named in 11 countries. "
    "It cost two million dollars."
)


def mounted(page: Page, island: str) -> Locator:
    """Return an island once it is alive."""
    found = page.locator(f"[data-island={island}][data-mounted]")
    found.wait_for()
    return found


def unfold(page: Page) -> None:
    """Open the filters where a phone keeps them folded."""
    handle = page.locator("details[data-sheet]:not([open]) > summary")
    if handle.is_visible():
        handle.click()


def copied(page: Page) -> str:
    found: str = page.evaluate("navigator.clipboard.readText()")
    return found


def saved(page: Page, link: Locator) -> Download:
    with page.expect_download() as started:
        link.click()
    return started.value


def counted(edition: str, **asked: str) -> int:
    """Count what the map is asked, by the program."""
    among = asked.pop("among", "")
    rows = tuple(sv.Row(**{key: value}) for key, value in asked.items())
    figure = sv.Figure(having=rows, among=tuple(filter(None, [among])))
    told = sv.compute(figure, sv.load_edition(edition))
    assert isinstance(told, sv.Computed)
    return told.value


# --- 1, 2: the map, its filters, the address, the table and the count --------------------------


def test_filters_are_in_the_address_and_table_and_count_follow(
    opened: Open, site: Site, width: int
) -> None:
    page = opened(site, "map/aigs-2019/", width=width)
    mounted(page, "explorer")
    count = page.locator("output[data-count]")
    expect(count).to_have_text("75 of 75")
    unfold(page)
    page.check("input[value=facial_recognition]")
    page.select_option("select[name=origin]", "CHN")
    page.select_option("select[name=among]", "bri")
    value = counted("aigs-2019", technology="facial_recognition", origin="CHN", among="bri")
    expect(count).to_have_text(f"{value} of 75")
    assert page.locator(ROW).count() == value
    expect(page).to_have_url(re.compile(re.escape(f"?{ASKED}") + "$"))
    page.locator("svg.sv-map").wait_for()
    assert page.locator("svg.sv-map .sv-place:not(.out)").count() == value
    page.locator(ROW).first.locator("th a").click()
    page.wait_for_url(re.compile("/place/"))
    page.go_back()
    mounted(page, "explorer")
    expect(count).to_have_text(f"{value} of 75")
    assert page.is_checked("input[value=facial_recognition]")
    assert page.locator(ROW).count() == value
    page.get_by_role("button", name="Remove the filter China").click()
    assert page.locator(ROW).count() == counted(
        "aigs-2019", technology="facial_recognition", among="bri"
    )
    unfold(page)
    page.click("[data-clear]")
    assert page.locator(ROW).count() == 75
    expect(page).not_to_have_url(re.compile(r"\?"))


def test_a_place_of_the_map_leads_to_its_dossier(opened: Open, site: Site, width: int) -> None:
    page = opened(site, "map/aigs-2019/", width=width)
    mounted(page, "explorer")
    page.locator("svg.sv-map").wait_for()
    page.fill("[data-picker]", "Mauritius")
    panel = page.locator(".sv-panel")
    expect(panel).to_contain_text("Mauritius")
    panel.get_by_role("link").first.click()
    page.wait_for_url(re.compile("/place/mauritius/"))
    assert page.inner_text("h1") == "Mauritius"


# --- 3, 4: the dossier of a place, and a supplier ----------------------------------------------


def test_a_dossier_shows_each_claim_with_its_words_and_their_place(
    opened: Open, site: Site, width: int
) -> None:
    page = opened(site, "place/kenya/", width=width)
    cards = page.locator(".claim-card")
    assert cards.count() >= 6
    assert page.locator(".claim-card:not(:has(blockquote))").count() == 0
    assert all(words.strip() for words in page.locator(".claim-card blockquote").all_inner_texts())
    first = page.locator("section.technology .claim-card").first
    assert "page " in first.inner_text() or "cell " in first.inner_text()
    first.get_by_role("link", name="in its place").first.click()
    page.wait_for_url(re.compile("/document/.*#c="))
    mounted(page, "reader")
    marked = page.locator("mark.here")
    expect(marked.first).to_be_in_viewport()


def test_a_supplier_has_its_printed_number_its_recount_and_its_cells(
    opened: Open, site: Site, width: int
) -> None:
    page = opened(site, "supplier/huawei/", width=width)
    row = page.locator("section[aria-labelledby=counts] tbody tr", has_text="aigs-2019")
    printed, recounted = row.locator("td.number").all_inner_texts()
    assert printed.split()[-1] == "50"
    assert recounted == str(counted("aigs-2019", supplier="huawei"))
    assert page.locator("section[aria-labelledby=places] q").count() > 100
    row.locator("td.number").nth(1).get_by_role("link").click()
    page.wait_for_url(re.compile("/number/aigs-2019/"))
    assert page.inner_text("h1 .value") == recounted


# --- 5, 6, 7: matrix, flow, changes ------------------------------------------------------------


def test_the_matrix_is_sorted_has_columns_and_leads_to_claims(
    opened: Open, site: Site, width: int
) -> None:
    page = opened(site, "matrix/aigs-2019/", width=width)
    matrix = mounted(page, "matrix")
    page.get_by_label("Sort by").select_option("most")
    marks = "td[data-status]:not([data-column^='origin-'])"
    rows = page.locator(ROW)
    most = [rows.nth(at).locator(marks).count() for at in (0, 20, 40, 74)]
    assert most == sorted(most, reverse=True)
    assert most[0] > most[-1]
    matrix.locator("summary").click()
    matrix.locator("input[value=smart_city]").uncheck()
    assert not page.is_visible("th[data-column=smart_city]")
    expect(page).to_have_url(re.compile("sort=most"))
    expect(page).to_have_url(re.compile("hide=smart_city"))
    page.reload()
    mounted(page, "matrix")
    assert not page.is_visible("th[data-column=smart_city]")
    rows.first.locator("td[data-column=facial_recognition] a").click()
    page.wait_for_url(re.compile("/place/"))
    named = unquote(page.url.partition("#")[2])
    section = page.locator(f"section:has(> [id='{named}'])")
    assert section.locator("blockquote").count() >= 1
    expect(page.locator(f"[id='{named}']")).to_be_in_viewport()


def test_a_flow_leaves_what_is_connected_and_a_list_says_the_same(
    opened: Open, site: Site, width: int
) -> None:
    page = opened(site, "flow/aigs-2019/", width=width)
    flow = mounted(page, "flow")
    node = page.locator("g[data-node='0:JPN']")
    node.focus()
    page.keyboard.press("Enter")
    assert node.get_attribute("aria-pressed") == "true"
    homes = page.eval_on_selector_all("g.sv-lit", "all => all.map(one => one.dataset.node)")
    assert [home for home in homes if home.startswith("0:")] == ["0:JPN"]
    bands = page.eval_on_selector_all("path.sv-lit", "all => all.map(one => one.dataset.origin)")
    assert set(bands) == {"0:JPN"}
    lit = page.locator("tr.sv-lit")
    assert lit.count() > 0
    assert set(lit.locator("td").nth(0).all_inner_texts()) == {"Japan"}
    page.keyboard.press("Escape")
    assert page.locator(".sv-lit").count() == 0
    listed = map(int, flow.locator("tbody td.number").all_inner_texts())
    assert f"{sum(listed)} mentions here" in page.inner_text("main")
    if width < 600:
        page.locator(".sv-sort-by select").select_option("-2")
    else:
        flow.locator("th", has_text="Mentions").get_by_role("button").click(click_count=2)
    numbers = [int(one) for one in flow.locator("tbody td.number").all_inner_texts()]
    assert numbers == sorted(numbers, reverse=True)


def test_changes_come_with_their_reasons_and_are_narrowed_by_them(
    opened: Open, site: Site, width: int
) -> None:
    page = opened(site, "diff/aigs-2019/aigs-2022/", width=width)
    mounted(page, "diff")
    items = page.locator("li[data-tag]:visible")
    before = items.count()
    assert before > 50
    assert page.locator("li[data-tag]:not(:has(.chip))").count() == 0
    ticks = page.get_by_role("group", name="Show changes by reason").get_by_role("checkbox")
    assert ticks.count() >= 2
    tag = ticks.first.get_attribute("value")
    ticks.first.uncheck()
    assert 0 < items.count() < before
    assert page.locator(f"li[data-tag='{tag}']:visible").count() == 0
    page.reload()
    mounted(page, "diff")
    assert page.locator(f"li[data-tag='{tag}']:visible").count() == 0
    assert page.locator("#dropped").count() == 1


# --- 8: a number explains itself ---------------------------------------------------------------


def test_a_number_leads_to_its_rule_its_rows_and_who_is_left_out(
    opened: Open, site: Site, width: int
) -> None:
    page = opened(site, "figures/aigs-2019/", width=width)
    row = page.locator("tr:has(a[href*='china-tech-bri'])")
    link = row.locator("td.number a")
    value = link.inner_text()
    assert int(value) == counted("aigs-2019", origin="CHN", among="bri")
    link.click()
    page.wait_for_url(re.compile("/number/aigs-2019/china-tech-bri/"))
    assert page.inner_text("h1 .value") == value
    assert page.locator("section[aria-labelledby=rows] tbody tr").count() == int(value)
    assert page.locator("section[aria-labelledby=rows] q").count() >= int(value)
    assert "agrees" in page.inner_text("section[aria-labelledby=printed]")
    call = "sousveil count aigs-2019 --having origin=CHN --among bri"
    assert page.inner_text("#command") == call
    copy = page.locator("p:has(#command) button")
    copy.click()
    expect(copy).to_have_text("Copied")
    assert copied(page) == call
    assert page.locator("section[aria-labelledby=missed] tbody tr").count() > 0
    page.locator("section[aria-labelledby=rows] td a").first.click()
    page.wait_for_url(re.compile("/claim/"))
    assert page.locator("blockquote").first.inner_text().strip()


# --- 9: the evidence in its document -----------------------------------------------------------


def test_marked_words_are_walked_through_and_each_has_an_address(
    opened: Open, site: Site, width: int
) -> None:
    digest = sv.load_edition("aigs-2019").snapshots[0].split(":")[-1][:16]
    page = opened(site, f"document/{digest}/", width=width)
    mounted(page, "reader")
    page.get_by_role("button", name="Next").click()
    here = page.locator("mark.here").first
    expect(here).to_be_in_viewport()
    expect(page).to_have_url(re.compile(r"#c=\d+-\d+$"))
    first = page.url
    page.keyboard.press("n")
    expect(page).not_to_have_url(first)
    page.keyboard.press("p")
    expect(page).to_have_url(first)
    quote = here.inner_text()
    page.get_by_role("button", name="Copy link to passage").click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).includes('#c=')")
    assert copied(page) == first
    page.get_by_role("button", name="Copy quote with citation").click()
    page.wait_for_function("async () => (await navigator.clipboard.readText()).startsWith('“')")
    assert copied(page).startswith(f"“{quote}”")
    other = opened(site, first.removeprefix(site.root).replace("index.html", ""), width=width)
    expect(other.locator("mark.here").first).to_have_text(quote)
    expect(other.locator("mark.here").first).to_be_in_viewport()


# --- 10: the check -----------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
def test_a_text_is_judged_and_the_report_taken_along(
    opened: Open, live: Site, width: int, tmp_path: Path
) -> None:
    page = opened(live, "check/", width=width)
    page.fill("#text", TEXT)
    page.fill("#as_of", "2019-10-01")
    page.get_by_role("main").get_by_role("button", name="Check", exact=True).click()
    page.locator("#result").wait_for()
    outcomes = page.eval_on_selector_all(
        "[data-outcome]", "all => all.map(one => one.dataset.outcome)"
    )
    assert outcomes == ["supported", "contradicted"]
    assert "two million dollars" in page.inner_text(".uncheckable")
    assert "75" in page.locator("[data-outcome=supported] dd strong").first.inner_text()
    page.locator("[data-outcome] summary").first.click()
    assert page.locator("details[open] tbody tr").count() == 75
    told = saved(page, page.get_by_role("button", name="JSON"))
    told.save_as(tmp_path / "report.json")
    assert json.loads((tmp_path / "report.json").read_bytes())["inputs"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_copy_of_the_pages_says_how_to_check(opened: Open, static: Site) -> None:
    page = opened(static, "check/")
    assert page.locator("textarea").count() == 0
    assert "sousveil serve" in page.inner_text("main")
    assert "sousveil check article.txt" in page.inner_text("main")


# --- 12: search --------------------------------------------------------------------------------


def test_a_search_shows_what_was_hit_and_opens_there(opened: Open, site: Site, width: int) -> None:
    page = opened(site, "search/", width=width)
    mounted(page, "search")
    page.fill("#q", "nairobi")
    page.keyboard.press("Enter")
    hits = page.locator(".hits li")
    hits.first.wait_for()
    expect(page).to_have_url(re.compile("q=nairobi"))
    assert hits.first.locator("mark").first.inner_text().lower() == "nairobi"
    hits.first.get_by_role("link").click()
    page.wait_for_url(re.compile("/place/kenya/"))
    page.go_back()
    page.fill("#q", "huawei")
    page.keyboard.press("Enter")
    expect(page.locator(".hits li a").first).to_have_text("Huawei")
    total = int(page.locator("[data-found] [role=status]").inner_text().split()[0])
    assert total > 40
    page.locator("[data-found] .tools a", has_text="of cells").click()
    page.wait_for_url(re.compile("kind=cell"))
    page.locator("[data-found] a", has_text="show all kinds").wait_for()
    assert set(page.locator(".hits .chip").all_inner_texts()) == {"row of cells"}


def test_what_is_not_found_is_not_called_absent(opened: Open, site: Site) -> None:
    page = opened(site, "search/?q=atlantis")
    page.locator("[data-found] .empty").wait_for()
    assert "Not found is not absent" in page.inner_text("[data-found]")


# --- 13: to cite, to take along, to embed ------------------------------------------------------


def test_a_figure_is_cited_taken_along_and_embedded(
    opened: Open, site: Site, width: int, tmp_path: Path
) -> None:
    page = opened(site, f"map/aigs-2019/?{ASKED}", width=width)
    mounted(page, "explorer")
    value = page.locator(ROW).count()
    tools = page.get_by_role("list", name="Files of this figure")
    saved(page, tools.get_by_role("link", name="CSV")).save_as(tmp_path / "rows.csv")
    lines = [
        line
        for line in (tmp_path / "rows.csv").read_text("utf-8-sig").splitlines()
        if not line.startswith("#")
    ]
    assert len(list(csv.DictReader(lines))) == value
    saved(page, tools.get_by_role("link", name="XLSX")).save_as(tmp_path / "rows.xlsx")
    sheet = load_workbook(BytesIO((tmp_path / "rows.xlsx").read_bytes())).worksheets[0]
    assert sheet.max_row - 1 == (value if site.is_live else 75)
    page.get_by_role("button", name="Copy the citation").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert copied(page) == re.sub(r"\s+", " ", page.inner_text("#citation"))
    assert "10.17632/386s7f9d25.1" in copied(page)
    bib = saved(page, page.locator(".citing").get_by_role("link", name="BibTeX"))
    bib.save_as(tmp_path / "map.bib")
    assert (tmp_path / "map.bib").read_text("utf-8").startswith("@")
    page.get_by_role("link", name="To embed").click()
    page.wait_for_url(re.compile("/embed/map/aigs-2019/"))
    assert page.locator("nav").count() == 0
    picture = page.locator("main img")
    if picture.count():  # drawn where the extra `charts` is installed
        assert (
            picture.evaluate("async one => { await one.decode(); return one.naturalWidth }") > 100
        )
    else:
        assert page.locator("tbody tr").count() == (value if site.is_live else 75)
    assert page.locator("a[target=_blank]").count() == 1


def test_the_pictures_of_a_figure_are_given_by_a_server(opened: Open, live: Site) -> None:
    page = opened(live, "matrix/aigs-2019/")
    links = page.get_by_role("list", name="Files of this figure").get_by_role("link")
    named = {link.inner_text(): link.get_attribute("href") for link in links.all()}
    for ending, start in (("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        if ending in named:  # drawn where the extra `charts` is installed
            at = page.evaluate("href => new URL(href, location.href).href", named[ending])
            assert page.request.get(at).body().startswith(start)


# --- 14: print ---------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["place/kenya/", f"map/aigs-2019/?{ASKED}", "flow/aigs-2019/"])
def test_a_page_is_printed_with_its_words_and_without_its_controls(
    opened: Open, site: Site, address: str
) -> None:
    page = opened(site, address)
    page.wait_for_load_state("networkidle")
    page.evaluate("window.print = () => { window.printed = true }")
    page.locator("[data-print]").first.click()
    assert page.evaluate("window.printed") is True
    page.emulate_media(media="print")
    for hidden in ("nav[aria-label=Main]", "form", "button:not(.sv-sort)", ".tools"):
        assert page.locator(f"{hidden}:visible").count() == 0, hidden
    assert page.locator("main h1").is_visible()
    pdf = PdfDocument(page.pdf())
    words = " ".join(pdf[at].get_textpage().get_text_range() for at in range(len(pdf)))
    assert "CC BY 4.0" in words
    if "place" in address:
        assert "row Kenya" in words or "Kenya" in words
        assert page.locator(".claim-card blockquote").first.is_visible()
        assert page.locator(".print-foot").is_visible()
    if "map" in address:
        assert page.locator(ROW).count() == 31
        assert page.locator(f"{ROW} .mark").count() > 60
        assert "facial recognition" in page.inner_text(".sv-printed")


# --- 15: to report a problem, and to follow what changes ---------------------------------------


def test_a_problem_is_reported_from_the_claim(opened: Open, site: Site, width: int) -> None:
    page = opened(site, "place/kenya/", width=width)
    page.locator(".claim-card").first.get_by_role("link", name="Report a problem").click()
    page.wait_for_url(re.compile(r"/report/(index\.html)?\?about=claim"))
    told = page.inner_text("main")
    assert "What to send" in told
    assert "If you are named" in told


def test_the_change_log_has_a_feed(opened: Open, site: Site) -> None:
    page = opened(site, "changes/")
    to = page.locator("link[type='application/atom+xml']").get_attribute("href")
    assert to is not None
    if site.is_live:
        at = page.evaluate("href => new URL(href, location.href).href", to)
        body = page.request.get(at).body()
    else:
        folder = Path(unquote(site.root.removeprefix("file://")))
        body = (folder / "changes" / to).resolve().read_bytes()
    feed = ElementTree.fromstring(body)
    assert feed.tag.endswith("feed")
    assert len(feed.findall("{*}entry")) == len(library().held)
