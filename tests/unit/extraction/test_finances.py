"""Who pays for surveillance systems, and who is only paid: in plain sentences."""

from __future__ import annotations

from typing import Any

import pytest

from sousveil.codebook.loader import load_packaged
from sousveil.extraction.running import claims
from sousveil.extraction.schema import schema_claim
from sousveil.model.source import Text


def said(text: str) -> list[dict[str, Any]]:
    codebook = load_packaged()
    found = claims(Text(id="", snapshot="", content=text, reader=""), codebook)
    return [schema_claim(claim, codebook) for claim in found]


def told(text: str) -> set[tuple[str, ...]]:
    return {
        (c["type"], c.get("financier") or c.get("supplier") or c.get("user"), c["recipient"])
        if c["type"] != "use"
        else (c["type"], c["user"], c["technology"])
        for c in said(text)
    }


@pytest.mark.parametrize(
    ("text", "financier", "recipient"),
    [
        ("Peru received money from Japan for police cameras.", "country:JPN", "PER"),
        ("Peru borrowed from Japan for its camera network.", "country:JPN", "PER"),
        ("Peru borrowed 3 million dollars from Japan for cameras.", "country:JPN", "PER"),
        ("Peru obtained a grant from Japan for border drones.", "country:JPN", "PER"),
        ("Laos took out a loan from ICBC for its street cameras.", "icbc", "LAO"),
        ("Laos owes ICBC 60 million dollars for its street cameras.", "icbc", "LAO"),
        ("Laos was promised 5 million dollars by Japan for cameras.", "country:JPN", "LAO"),
        ("Peru asked Japan for money for drones.", "country:JPN", "PER"),
        ("Serbia denies that Qatar paid for its cameras.", "country:QAT", "SRB"),
    ],
)
def test_who_receives_money_is_not_who_lends_it(text: str, financier: str, recipient: str) -> None:
    assert told(text) == {("finance", financier, recipient)}


@pytest.mark.parametrize(
    "text",
    [
        "Norway gave Moldova 2 million euros for cameras.",
        "Norway sent Moldova 2 million euros for police drones.",
        "Norway gave Moldova money for police cameras.",
        "Norway paid for Moldova's police cameras.",
        "Norway helped pay for body cameras for the Moldovan police.",
        "Norway spent 2 million euros on drones for the Moldovan police.",
        "Norway put 2 million euros into Moldova's camera network.",
        "The cost of Moldova's street cameras is borne by Norway.",
        "The cost of the cameras in Chisinau was carried by Norway.",
        "The cameras in Chisinau were installed at the expense of Norway.",
        "The cameras, for which Norway paid, hang in Chisinau.",
        "The loan for the cameras in Chisinau came from Norway.",
        "The Moldovan police bought drones with Norwegian money.",
    ],
)
def test_money_for_a_system_is_no_supply_of_it(text: str) -> None:
    assert told(text) == {("finance", "country:NOR", "MDA")}


@pytest.mark.parametrize(
    "text",
    [
        "KfW provided Albania with 12 million euros for border cameras.",
        "KfW signed a loan agreement with Albania for border cameras.",
        "Albania signed a loan agreement with KfW for border cameras.",
        "The lender behind Albania's camera network is KfW.",
        "KfW is the main lender for Albania's border cameras.",
        "KfW insured the loan with which Albania bought its drones.",
        "Funding for the drones of the Albanian police comes from KfW.",
        "KfW-funded drones patrol the border of Albania.",
    ],
)
def test_a_bank_supplies_nothing_but_money(text: str) -> None:
    assert told(text) == {("finance", "kfw", "ALB")}


@pytest.mark.parametrize(
    "text",
    [
        "Dahua built Tunisia's border cameras with a loan from KfW.",
        "Tunisia bought cameras from Dahua with money from KfW.",
    ],
)
def test_a_supplier_may_be_paid_with_the_money_of_another(text: str) -> None:
    assert told(text) == {("supply", "dahua", "TUN"), ("finance", "kfw", "TUN")}


@pytest.mark.parametrize(
    "text",
    [
        "Kenya bought drones for 3 million dollars from Dahua.",
        "Kenya ordered 25 drones worth 3 million dollars from Dahua.",
        "Dahua signed a 3 million dollar contract with Kenya for drones.",
    ],
)
def test_a_price_is_no_loan(text: str) -> None:
    assert told(text) == {("supply", "dahua", "KEN")}


def test_lenders_that_share_a_cost() -> None:
    shared = told("KfW shares the cost of Nairobi's street cameras with the World Bank.")
    assert shared == {("finance", "kfw", "KEN"), ("finance", "world-bank", "KEN")}


@pytest.mark.parametrize(
    ("text", "giver"),
    [
        ("Japan donated cameras worth 3 million dollars to Fiji.", "country:JPN"),
        ("Japan lent Fiji six patrol drones.", "country:JPN"),
        ("USAID donated twenty drones to the police of Fiji.", "usaid"),
    ],
)
def test_equipment_that_is_given_or_lent_is_a_supply(text: str, giver: str) -> None:
    assert told(text) == {("supply", giver, "FJI")}


@pytest.mark.parametrize(
    "text",
    [
        "The World Bank has approved a 300 million dollar loan for roads in Kenya.",
        "KfW lent Morocco 40 million euros for schools and hospitals.",
        "China lent Kenya 3 billion dollars for a railway.",
        "Fiji pays China for street cameras.",
        "Should Germany pay for Kenya's cameras?",
    ],
)
def test_what_is_no_finance_of_surveillance(text: str) -> None:
    assert not [c for c in said(text) if c["type"] == "finance"]


@pytest.mark.parametrize(
    ("text", "modality", "polarity"),
    [
        ("KfW has approved a loan to Albania for cameras.", "contracted", "asserted"),
        ("KfW agreed to lend Albania 20 million euros for cameras.", "contracted", "asserted"),
        ("KfW promised Albania 3 million euros for drones.", "planned", "asserted"),
        ("KfW offered Albania 3 million euros for drones.", "planned", "asserted"),
        ("KfW will lend Albania 3 million euros for drones.", "planned", "asserted"),
        ("KfW lent Albania 3 million euros for drones.", "deployed", "asserted"),
        ("Albania took out a loan with KfW for its drones.", "deployed", "asserted"),
        ("KfW has cancelled its loan to Albania for drones.", "ended", "asserted"),
        ("KfW says that it did not pay for Albania's drones.", "deployed", "negated"),
    ],
)
def test_the_state_of_a_finance(text: str, modality: str, polarity: str) -> None:
    (claim,) = said(text)
    assert (claim["type"], claim["financier"], claim["recipient"]) == ("finance", "kfw", "ALB")
    assert (claim["modality"], claim["polarity"]) == (modality, polarity)


def test_a_short_name_is_known_as_it_is_printed() -> None:
    assert told("KfW financed the drones of the Tunisian police.") == {("finance", "kfw", "TUN")}


def test_bare_eu_is_the_union_in_english() -> None:
    assert told("Ghana bought its border drones with EU money.") == {
        ("finance", "european-union", "GHA")
    }
