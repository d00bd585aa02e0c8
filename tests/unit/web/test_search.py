"""The search finds by any name, marks what it found, and is the same offline."""

from __future__ import annotations

import json

from tests.unit.web.test_pages import library

from sousveil.web.app import Site
from sousveil.web.finding import find, marked


def test_a_place_is_found_by_its_name_a_demonym_and_its_capital() -> None:
    for asked in ("Kenya", "kenyan", "nairobi", "KEN"):
        assert any(item.to == "place/kenya/" for item in find(library().items, asked)), asked


def test_the_title_itself_comes_first() -> None:
    assert find(library().items, "niger")[0].title in ("Niger", "Nigeria")
    assert find(library().items, "huawei")[0].to == "supplier/huawei/"


def test_every_word_must_begin_a_word() -> None:
    assert find(library().items, "uawei") == []
    assert find(library().items, "huawei atlantis") == []
    assert find(library().items, "  ") == []


def test_accents_and_capitals_do_not_matter() -> None:
    found = find(library().items, "COTE D'IVOIRE")
    assert any(item.to.startswith("place/") for item in found)


def test_what_was_asked_for_is_marked_and_the_text_kept() -> None:
    pieces = marked("Huawei, Hikvision and huawei again", "huawei")
    assert "".join(piece for piece, _ in pieces) == "Huawei, Hikvision and huawei again"
    assert [piece for piece, hit in pieces if hit] == ["Huawei", "huawei"]


def test_the_page_shows_hits_and_escapes_the_question() -> None:
    site = Site(library())
    page = site.answer("search/", (("q", "huawei"),))[1].decode()
    assert "<mark>Huawei</mark>" in page
    evil = site.answer("search/", (("q", "<script>alert(1)</script>"),))[1].decode()
    assert "<script>alert" not in evil


def test_the_offline_index_has_every_item() -> None:
    data = json.loads(Site(library()).answer("data/search.json", ())[1])
    assert len(data) == len(library().items)


def test_a_hit_has_its_kind_in_the_singular_and_a_count_its_number() -> None:
    body = Site(library()).answer("search/", (("q", "huawei"),))[1].decode()
    assert '<span class="chip">supplier</span>' in body
    assert "1 supplier<" in body and "1 suppliers" not in body
    assert "2 figures<" in body
