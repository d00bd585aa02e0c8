"""How real a supply is, as verbs, nouns and later clauses tell it."""

from __future__ import annotations

import pytest

from sousveil.codebook.loader import load_packaged
from sousveil.extraction.running import claims
from sousveil.extraction.schema import schema_claim
from sousveil.model.source import Text


def states(text: str) -> set[tuple[str, str, str, str]]:
    codebook = load_packaged()
    found = claims(Text(id="", snapshot="", content=text, reader=""), codebook)
    return {
        (c["supplier"], c["recipient"], c["polarity"], c["modality"])
        for c in (schema_claim(claim, codebook) for claim in found)
        if c["type"] == "supply"
    }


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Kenya's police did not renew their contract for cameras with Huawei.", "ended"),
        ("Kenya refused to extend its contract for cameras with Huawei.", "ended"),
        ("Kenya does not use Huawei's cameras any longer.", "ended"),
        ("Kenya let its contract with Huawei for cameras in Nairobi and Mombasa lapse.", "ended"),
        ("Kenya used cameras from Huawei until 2019.", "ended"),
        ("Until 2019 it was Huawei cameras that watched Nairobi, Kenya.", "ended"),
        ("Kenya's police switched from Huawei cameras to drones.", "ended"),
        ("Kenya bought cameras from Huawei. The contract was torn up in May.", "ended"),
        ("Kenya bought cameras from Huawei. They were shipped back in May.", "ended"),
        ("Kenya bought cameras from Huawei. It did not renew the contract.", "ended"),
        ("Kenya has a licence for cameras from Huawei until 2028.", "deployed"),
        ("Huawei's cameras are on trial with Kenya's police until June.", "trial"),
        ("Kenya plans to scrap the cameras that Huawei put up in Nairobi.", "deployed"),
        ("Kenya replaced its old cameras with devices from Huawei.", "deployed"),
        ("Kenya will replace its cameras with devices from Huawei.", "planned"),
        ("Kenya signed with Huawei for cameras after it cancelled another order.", "contracted"),
        (
            "Kenya signed with Huawei for cameras. In Uganda it withdrew from a tender.",
            "contracted",
        ),
        ("Kenya is testing cameras from Huawei. The test ends in May.", "trial"),
        ("Kenya has received the last of the cameras it ordered from Huawei.", "deployed"),
        ("Kenya's police ordered cameras from Huawei.", "contracted"),
        ("In Nairobi the contract for Kenya's cameras went to Huawei.", "contracted"),
        ("A consortium led by Huawei holds the contract for Kenya's cameras.", "contracted"),
        ("Huawei won a $4.6m tender to provide cameras to Kenya's police.", "contracted"),
        ("Kenya placed an order worth €2.1m for cameras with Huawei.", "contracted"),
        ("Kenya expects to receive the cameras that it ordered from Huawei.", "contracted"),
        ("Kenya's licences for cameras from Huawei expired in 2020.", "ended"),
        ("Kenya bought cameras from Huawei and let the contract lapse in 2019.", "ended"),
        ("Kenya's police tested cameras from Huawei and sent them back.", "ended"),
        ("Kenya is believed to have bought cameras from Huawei.", "deployed"),
        ("According to leaked plans, Huawei delivered cameras to Kenya.", "deployed"),
        ("Kenya has cameras from Huawei and plans to sell its cars.", "deployed"),
        ("Kenya's police tested cameras from Huawei, then ordered four.", "contracted"),
        ("Kenya's police tested cameras from Huawei and adopted them.", "deployed"),
        ("Contract award notice. Buyer: Kenya's police. Cameras: Huawei.", "contracted"),
        ("Kenya called for cameras from Huawei.", "planned"),
        ("Kenya's police asked Huawei for cameras.", "planned"),
    ],
)
def test_how_real_a_supply_is(text: str, modality: str) -> None:
    assert states(text) == {("huawei", "KEN", "asserted", modality)}


def test_what_replaces_another_is_a_supply_of_its_own() -> None:
    found = states("Huawei sold Kenya cameras. In 2024 they were replaced with Axis ones.")
    assert ("huawei", "KEN", "asserted", "ended") in found
    assert found <= {
        ("huawei", "KEN", "asserted", "ended"),
        ("axis", "KEN", "asserted", "deployed"),
    }


def test_no_intention_is_a_plan_denied() -> None:
    text = "Kenya has no intention of buying cameras from Huawei."
    assert states(text) == {("huawei", "KEN", "negated", "planned")}


def test_what_ends_elsewhere_ends_nothing_here() -> None:
    text = "Kenya bought cameras from Huawei. Uganda itself removed its cameras in 2023."
    assert ("huawei", "KEN", "asserted", "deployed") in states(text)


@pytest.mark.parametrize(
    "text",
    [
        "The software in Nairobi, supplied by Huawei, has not been turned on since 2020.",
        "Kenya bought cameras from Huawei in 2015, but they are no longer in use.",
        "Kenya bought cameras from Huawei in 2015. They are no longer used.",
        "Kenya's police have not used cameras from Huawei since 2020.",
    ],
)
def test_what_is_out_of_use_has_ended(text: str) -> None:
    assert states(text) == {("huawei", "KEN", "asserted", "ended")}


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Kenya ordered two cameras made by Huawei.", "contracted"),
        ("Kenya has put in an order for cameras made by Huawei.", "contracted"),
        ("Kenya gave Huawei the contract for its cameras.", "contracted"),
        ("The order for Kenya's cameras went to Huawei.", "contracted"),
        ("Huawei got the job of putting up cameras in Nairobi.", "contracted"),
        ("Kenya uses cameras made by Huawei.", "deployed"),
    ],
)
def test_an_order_governs_what_somebody_made(text: str, modality: str) -> None:
    assert states(text) == {("huawei", "KEN", "asserted", modality)}
