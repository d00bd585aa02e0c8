"""Places, suppliers, supplier countries, sources, documents and claims of packaged editions."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache
from html import unescape

import pytest

from sousveil.codebook.loader import load_packaged
from sousveil.codebook.names import Names
from sousveil.storage import packaged
from sousveil.web.app import Site
from sousveil.web.library import Library


@cache
def site() -> Site:
    held = ((packaged.load_edition(n), packaged.load_records(n)) for n in packaged.names())
    return Site(Library(Names(load_packaged()), held))


def page(address: str) -> str:
    status, body, _ = site().answer(address, ())
    assert status == 200, address
    return body.decode()


def words(address: str) -> str:
    text = re.sub(r"<(script|style).*?</\1>", "", page(address), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_a_place_shows_the_printed_cell_with_its_place_in_the_file() -> None:
    said = words("place/kenya/")
    assert "page 1, row Kenya, column Facial Recognition" in said
    assert "sheet AIGS 2022, cell M28, row Kenya, column Facial Recognition System" in said
    assert "says AIGS Index 2019 , 2019-09-17" in said


def test_what_an_edition_did_not_ask_is_no_no() -> None:
    said = words("place/kenya/")
    at = said.index("social media surveillance")
    assert "aigs-2019 the edition did not ask" in said[at:]


def test_a_changed_scale_warns_beside_the_numbers() -> None:
    said = words("place/kenya/")
    assert "Do not compare the editions:" in said


def test_the_strip_tells_what_changed() -> None:
    said = words("place/kenya/")
    assert (
        "Webintpro" in said[said.index("Editions, and what changed") : said.index("Technologies")]
    )


def test_membership_names_its_list() -> None:
    assert "D. Kliman and A. Grace, Power Play" in words("place/kenya/")


def test_a_place_that_one_edition_alone_lists_says_so() -> None:
    newest, oldest = site().library.newest, site().library.editions[0]
    code = sorted(set(newest.countries) - set(oldest.countries))[0]
    said = words(f"place/{site().library.place_slugs[code]}/")
    assert "newly listed" in said
    assert "not recorded: the edition does not list the place" in said


def test_a_supplier_shows_the_print_beside_the_recount() -> None:
    html = page("supplier/huawei/")
    assert 'href="../../number/aigs-2019/supplier-huawei/index.html">at least 50<' in html
    said = words("supplier/huawei/")
    assert "China since 1987" in said
    assert "Outside the headed columns only, and not counted:" in said


def test_a_misprint_is_told_with_its_cells() -> None:
    said = words("supplier/ibm/")
    assert "IBMN misprint" in said


def test_mult_is_no_supplier() -> None:
    said = words("place/china/")
    assert "Several suppliers, not named" in said


def test_a_supplier_country_is_named_where_an_edition_did_not_ask() -> None:
    said = words("origin/united-kingdom/")
    assert "no column for technology from the United Kingdom" in said
    assert "GBR" not in said


def test_an_origin_keeps_tick_and_head_office_apart() -> None:
    said = words("origin/united-states/")
    assert "By the table's own tick" in said and "By head office of a named supplier" in said
    apart = said[said.index("Where the two differ") :]
    assert "Oman" in apart


def test_a_claim_has_its_cell_its_entry_and_its_decision() -> None:
    library = site().library
    held = library.of("aigs-2019")
    entry = next(e for e in held.edition.entries if e.country == "BRA" and e.supplier == "ibm")
    said = words(f"claim/{entry.claims[0][6:22]}/")
    assert "“IBMN” Recounted" in said or "IBMN" in said
    assert "Read as" in said and "row Brazil" in said
    assert "standing decision to take its publisher's own table as printed" in said
    assert "Report a problem" in said


@pytest.mark.parametrize("address", ["claim/0000000000000000/", "document/00000000/", "source/x/"])
def test_what_no_edition_rests_on_has_no_page(address: str) -> None:
    assert site().answer(address, ())[0] == 404


def test_a_table_shows_every_cell_and_marks_each_claim_once() -> None:
    html = page("document/7404183156fd695a/")
    library = site().library
    claims = {one.claim for one in library.of("aigs-2019").records.evidence}
    linked = set(re.findall(r"claim/([0-9a-f]{16})/", html))
    assert linked == {claim[6:22] for claim in claims}
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for one in library.of("aigs-2019").records.evidence[:50]:
        assert f"c={one.start}-{one.end}" in ids


def test_a_link_from_a_card_meets_an_anchor_of_the_document() -> None:
    html = page("place/kenya/")
    links = re.findall(r'document/([0-9a-f]{16})/index.html#(c=\d+-\d+)"', html)
    assert links
    for document, anchor in links:
        assert f'id="{anchor}"' in page(f"document/{document}/")


def test_sources_count_the_claims_that_editions_rest_on() -> None:
    said = words("sources/")
    library = site().library
    for name in ("aigs-2019", "aigs-2022"):
        assert f" {len(library.of(name).records.evidence)} " in said


def test_the_csv_of_a_place_has_each_claim_with_its_place() -> None:
    _, body, headers = site().answer("place/kenya.csv", ())
    assert "attachment" in headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(body.decode())))
    (tick,) = [
        row
        for row in rows
        if row["technology"] == "facial_recognition" and row["editions"] == "aigs-2019"
    ]
    assert (tick["page"], tick["row"], tick["status"]) == ("1", "Kenya", "")
    assert {row["kind"] for row in rows} >= {"technology", "supplier", "origin", "indicator"}


def test_the_json_names_editions_with_their_digests() -> None:
    _, body, _ = site().answer("supplier/nec.json", ())
    told = json.loads(body)
    assert [one["name"] for one in told["editions"]] == ["aigs-2019", "aigs-2022"]
    assert all(one["digest"].startswith("sha256:") for one in told["editions"])
    assert told["rows"] and told["replies"] == []


def test_the_report_page_invents_no_address() -> None:
    said = words("report/")
    assert "Open an issue with the project that publishes these pages." in said
    assert "@" not in said
