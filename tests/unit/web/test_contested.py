"""Claims of running text on pages: for and against side by side, hedged, denied, with amounts."""

from __future__ import annotations

import re
from html import unescape

from reviewed import NAMES, claim, living, loan, supply, table, use
from small import entry

from sousveil.web.app import Site
from sousveil.web.library import Library


def site(*claims: object, **more: object) -> Site:
    below = table(entry("KEN", technology="smart_city"), name="old")
    return Site(Library(NAMES, [living(*claims, below=below, **more)]))  # type: ignore[arg-type]


def words(site: Site, address: str) -> str:
    status, body, _ = site.answer(address, ())
    assert status == 200, address
    text = re.sub(r"<(script|style).*?</\1>", "", body.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_a_contested_claim_stands_beside_its_denial() -> None:
    said = words(site(claim(supply()), claim(supply(), denied=True, text="b")), "place/kenya/")
    at = said.index("≠ contested")
    assert said.index(" For ", at) < said.index(" Against ", at)
    assert "these words deny: in use" in said[said.index(" Against ", at) :]


def test_denied_words_never_show_a_bare_state() -> None:
    said = words(site(claim(supply()), claim(supply(), denied=True, text="b")), "place/kenya/")
    against = said[said.index(" Against ") :]
    chips = against[: against.index(" says ")]
    assert chips.count("in use") == 1


def test_a_plan_is_told_as_one_and_does_not_count() -> None:
    said = words(site(claim(supply(modality="planned"))), "place/kenya/")
    assert "◔ planned does not count" in said


def test_hedges_are_shown_in_the_words_of_the_text() -> None:
    said = words(site(claim(supply(), hedges=("reportedly",))), "place/kenya/")
    assert "hedged: “reportedly”" in said


def test_who_is_cited_is_named() -> None:
    said = words(site(claim(supply(), attribution=("a ministry",))), "place/kenya/")
    assert "says desk-a , citing a ministry" in said


def test_amounts_stand_side_by_side_and_are_never_summed() -> None:
    said = words(
        site(
            claim(loan(), text="a", money=(3.0, "USD")),
            claim(loan(), text="b", money=(5.0, "EUR")),
        ),
        "place/kenya/",
    )
    assert "3.0 (contract, USD" in said and "5.0 (contract, EUR" in said
    assert "never summed, never converted" in said


def test_the_claim_page_says_who_accepted_it_and_why() -> None:
    one = claim(use())
    said = words(site(one), f"claim/{one.id[6:22]}/")
    assert "accept: anna, 2026-01-01 . read and compared" in said


def test_an_unlisted_place_keeps_its_blank_words() -> None:
    said = words(site(claim(use("PER"))), "place/peru/")
    assert "0" not in said[said.index("Finance") : said.index("Indicators")]
    assert "No edition records who finances it." in said


def test_a_supplier_without_a_name_is_told_by_its_country_and_has_no_page() -> None:
    made = site(claim(supply("country:CHN")))
    assert "A supplier from China, not named" in words(made, "place/kenya/")
    assert not [id for id in made.library.suppliers if id.startswith("country:")]
    assert made.library.supplier_name("country:CHN") == "China"


def test_a_financier_is_told_by_its_name() -> None:
    said = words(site(claim(loan(), money=(3.0, "USD"))), "place/kenya/")
    assert "Bank of Loans" in said
