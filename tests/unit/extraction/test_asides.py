"""What names a company, a country and a system and yet tells no deal; and what only looks so."""

from __future__ import annotations

import pytest

from sousveil.codebook.loader import load_packaged
from sousveil.extraction.running import claims
from sousveil.extraction.schema import schema_claim
from sousveil.model.source import Text


def told(text: str) -> set[tuple[str, str, str]]:
    codebook = load_packaged()
    found = claims(Text(id="", snapshot="", content=text, reader=""), codebook)
    plain = [schema_claim(claim, codebook) for claim in found]
    return {
        (c.get("supplier") or c["technology"], c.get("recipient") or c["user"], c["polarity"])
        for c in plain
        if c["type"] in ("supply", "use")
    }


@pytest.mark.parametrize(
    "text",
    [
        "Dahua hopes to sell cameras to Bolivia.",
        "Dahua and Axis both want the contract for the cameras in La Paz.",
        "Dahua would like to sell cameras to Bolivia.",
        "Axis is trying to sell cameras to Bolivia.",
        "The minister would not say if Bolivia had bought spyware from NSO Group.",
        "The minister refused to say if Bolivia had bought spyware from NSO Group.",
        "The ministry did not confirm that Bolivia had bought spyware from NSO Group.",
        "Nobody knows if Bolivia uses spyware.",
        "Bolivia must never allow its police to use spyware.",
        "Banks in Bolivia check faces with software from Innovatrics.",
        "A tourist in Bolivia who flew a DJI drone was fined.",
        "Thales hired the former head of Bolivia's border police.",
        "Dahua opened a showroom in La Paz for its cameras.",
        "Officers from Bolivia saw Bosch's cameras at a trade fair.",
        "Under the decree no drone may fly over the palace in La Paz.",
        "Cameras do not replace officers, the Bolivian police union says.",
        "The film was shot in Bolivia with cameras from Panasonic.",
        "Hikvision makes cameras in its factories in Bolivia and Brazil.",
        "The police of Bolivia refused to discuss NSO Group.",
        "Salesmen from Dahua spoke of cameras with the police of Bolivia.",
        "Farmers in Bolivia have begun counting birds with drones from DJI.",
        "Nokia sold Bolivia telephone exchanges.",
        "Samsung sold washing machines to the Bolivian army.",
        "Dahua sued Axis in Bolivia over a patent on cameras.",
    ],
)
def test_what_only_names_parties_tells_no_deal(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A company called Orvanta sold drones to Bolivia.", ("orvanta", "asserted")),
        ("Researchers say that Dahua sold cameras to Bolivia.", ("dahua", "asserted")),
        ("Dahua hopes for more: it sold cameras to Bolivia's police.", ("dahua", "asserted")),
        ("The engineers of Dahua gave Bolivia's police cameras.", ("dahua", "asserted")),
        ("Farmers sued Bolivia for buying drones from DJI.", ("dji", "asserted")),
        ("Bolivia should never have bought spyware from NSO Group.", ("nso-group", "asserted")),
        ("Bolivia did not know that its cameras came from Dahua.", ("dahua", "asserted")),
        ("The Dahua cameras in La Paz do not work.", ("dahua", "asserted")),
        ("Bolivia's drones from DJI cannot fly at night.", ("dji", "asserted")),
        ("Nobody watches the Dahua cameras in La Paz.", ("dahua", "asserted")),
        ("Dahua, the maker of the cameras in La Paz, did not comment.", ("dahua", "asserted")),
        ("The Dahua cameras never arrived in Bolivia.", ("dahua", "negated")),
        ("Bolivia has not bought the Dahua cameras.", ("dahua", "negated")),
        ("It is not true that Dahua sold cameras to Bolivia.", ("dahua", "negated")),
        ("That Bolivia bought cameras from Dahua is not the case.", ("dahua", "negated")),
    ],
)
def test_what_is_told_beside_a_negation(text: str, expected: tuple[str, str]) -> None:
    firm, polarity = expected
    assert told(text) == {(firm, "BOL", polarity)}


def test_a_border_is_shared_with_nobody_who_buys() -> None:
    found = told("DJI mounted cameras along Estonia's border with Russia.")
    assert found == {("dji", "EST", "asserted")}


def test_who_is_unlike_others_has_not_done_as_they() -> None:
    found = told("Moldova, unlike Romania, has not bought cameras from Dahua.")
    assert found == {("dahua", "MDA", "negated"), ("dahua", "ROU", "asserted")}


def test_who_owns_drones_owns_not_their_maker() -> None:
    codebook = load_packaged()
    text = "Bolivia owns ten DJI drones."
    found = claims(Text(id="", snapshot="", content=text, reader=""), codebook)
    assert {claim.rule.partition("-")[0] for claim in found} == {"supply"}


def test_where_a_camera_is_made_is_not_who_supplies_it() -> None:
    found = told("Bolivia's cameras were made in Germany by Bosch.")
    assert found == {("bosch", "BOL", "asserted")}


@pytest.mark.parametrize(
    "text",
    [
        "Had Kenya bought cameras from Huawei, it would have paid twice as much.",
        "Kenya would have bought drones from Baykar if the loan had come.",
        "The report does not say that Chad bought cameras from Huawei.",
    ],
)
def test_what_might_have_been_is_no_claim(text: str) -> None:
    assert not list(claims(Text(id="", snapshot="", content=text, reader=""), load_packaged()))


@pytest.mark.parametrize(
    "text",
    [
        "Rumours that Ghana uses spyware from NSO Group are without foundation, a judge found.",
        "Cellebrite stopped short of selling its tools to Belarus.",
    ],
)
def test_what_is_unfounded_is_denied(text: str) -> None:
    found = claims(Text(id="", snapshot="", content=text, reader=""), load_packaged())
    assert found
    assert {c.polarity for c in found} == {"negated"}
