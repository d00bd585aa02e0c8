"""A journalist's path in one go: from the map to a printed report, reading every number."""

from __future__ import annotations

import csv
import re
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import expect
from pypdfium2 import PdfDocument
from tests.browser.conftest import Open, Site

import sousveil as sv

ARTICLE = files("sousveil.cli.samples").joinpath("2-careless.txt").read_text(encoding="utf-8")
EDITION = "aigs-2019"


def test_from_the_map_to_a_printed_report(opened: Open, live: Site, tmp_path: Path) -> None:
    edition = sv.load_edition(EDITION)
    figure = sv.Figure(
        having=(sv.Row(technology="facial_recognition"), sv.Row(origin="CHN")), among=("bri",)
    )
    told = sv.compute(figure, edition)
    assert isinstance(told, sv.Computed)
    value = told.value

    # The map, narrowed down, with its count.
    page = opened(live, f"map/{EDITION}/")
    page.locator("[data-island=explorer][data-mounted]").wait_for()
    filters = page.locator("form[data-filters]")
    filters.get_by_role("checkbox", name="facial recognition").check()
    filters.get_by_label("Supplied from").select_option(label="China (63)")
    belt = filters.locator("option", has_text="Belt and Road").inner_text()
    filters.get_by_label("Member of").select_option(label=belt)
    count = page.locator("[data-count]")
    expect(count).to_have_text(f"{value} of {len(edition.countries)}")

    # The rows as a file: as many as were counted, and the same places.
    with page.expect_download() as started:
        page.locator("a[data-download=csv]").click()
    started.value.save_as(tmp_path / "rows.csv")
    written = (tmp_path / "rows.csv").read_text("utf-8-sig").splitlines()
    rows = list(csv.DictReader(line for line in written if not line.startswith("#")))
    assert len(rows) == value
    assert sorted(row["iso3"] for row in rows) == sorted(told.countries)

    # The count, and what stands behind it.
    count.click()
    page.wait_for_url(re.compile(f"/number/{EDITION}/"))
    assert page.inner_text("h1 .value") == str(value)
    counted = page.locator("section[aria-labelledby=rows] tbody tr")
    assert counted.count() == value
    assert "Kenya" in counted.locator("th").all_inner_texts()

    # One country, one quote, in its source.
    counted.get_by_role("link", name="Kenya", exact=True).click()
    page.wait_for_url(re.compile("/place/kenya/"))
    card = page.locator("#t-facial_recognition + .cards .claim-card").first
    quote = card.locator("blockquote").first.inner_text().removeprefix("printed:").strip()
    card.get_by_role("link", name="in its place").first.click()
    page.wait_for_url(re.compile("/document/.*#c="))
    marked = page.locator("mark.here").first
    expect(marked).to_be_in_viewport()
    assert marked.inner_text() == quote

    # The citation of the document.
    page.get_by_role("button", name="Copy the citation").click()
    page.get_by_role("button", name="Copied").wait_for()
    citation = page.evaluate("navigator.clipboard.readText()")
    assert "Feldstein" in citation
    assert "sha256:" in citation

    # An article, its verdicts, and the report of them.
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Check").click()
    page.get_by_label("The text, or the sentences in question").fill(ARTICLE)
    page.get_by_label("Date of the text").fill("2019-11-04")
    page.get_by_role("main").get_by_role("button", name="Check", exact=True).click()
    page.locator("#result").wait_for()
    found = page.eval_on_selector_all(
        "[data-outcome]", "all => all.map(one => one.dataset.outcome)"
    )
    judged = [str(claim.verdict.outcome) for claim in sv.check(ARTICLE, as_of="2019-11-04").claims]
    assert sorted(found) == sorted(judged)
    assert "contradicted" in found
    with page.expect_download() as started:
        page.get_by_role("button", name="Report as HTML, to print").click()
    started.value.save_as(tmp_path / "report.html")

    # The report opens by itself and goes to paper with every sentence that was judged.
    at = Site(root=f"{tmp_path.as_uri()}/", is_live=False)
    report = opened(at, "report.html")
    report.emulate_media(media="print")
    pdf = PdfDocument(report.pdf())
    words = " ".join(pdf[n].get_textpage().get_text_range() for n in range(len(pdf)))
    words = re.sub(r"\s+", " ", words)
    assert "Smart policing has reached 52 countries" in words
    assert words.count("contradicted") >= found.count("contradicted")
    assert report.evaluate("document.documentElement.scrollWidth") <= 1280
