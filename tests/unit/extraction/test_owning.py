"""Who owns whom, in the ways that news say it."""

from __future__ import annotations

import pytest

from sousveil.codebook.loader import load_packaged
from sousveil.extraction.running import claims
from sousveil.extraction.schema import schema_claim
from sousveil.model.source import Text


def owned(text: str) -> set[tuple[str, str, str]]:
    codebook = load_packaged()
    found = claims(Text(id="", snapshot="", content=text, reader=""), codebook)
    told = [schema_claim(claim, codebook) for claim in found]
    return {(c["owner"], c["owned"], c["polarity"]) for c in told if c["type"] == "ownership"}


@pytest.mark.parametrize(
    "text",
    [
        "Lumivex owns 30 per cent of Orbitech.",
        "Lumivex-owned Orbitech makes cameras.",
        "Orbitech is wholly owned by Lumivex Holdings.",
        "Orbitech, a maker of drones based in Riga, is majority-owned by Lumivex.",
        "Orbitech is wholly owned by a holding company named Lumivex.",
        "A third of Orbitech belongs to Lumivex.",
        "A 49 % stake in Orbitech passed to Lumivex last year.",
        "A 49 % stake in Orbitech is held by Lumivex.",
        "Orbitech, in which Lumivex has a 20 per cent stake, sells radios.",
        "Orbitech, 42 per cent of which is in the hands of Lumivex, makes cameras.",
        "Orbitech, Lumivex's drone arm, won the tender.",
        "Lumivex's Orbitech unit won the tender.",
        "Orbitech is a unit of Lumivex.",
        "Orbitech, part of Lumivex, won the tender.",
        "Through its subsidiary Orbitech, Lumivex sells drones.",
        "Orbitech's parent, Lumivex, declined to comment.",
        "Orbitech's largest shareholder is Lumivex.",
        "Lumivex is Orbitech's majority shareholder.",
        "The parent company of Orbitech is Lumivex.",
        "Orbitech, whose owner is Lumivex, makes cameras.",
        "Orbitech and its owner, Lumivex, declined to comment.",
        "Lumivex's takeover of Orbitech was completed in 2015.",
        "Lumivex completed its acquisition of Orbitech in 2019.",
        "Lumivex has taken full control of Orbitech.",
        "Among Lumivex's subsidiaries is Orbitech.",
        "Orbitech, which Lumivex bought in 2019, supplies passports.",
        "Since it was bought by Lumivex, Orbitech has grown.",
        "The firm Orbitech, in turn owned by Lumivex, won the contract.",
        "Ownership of Orbitech passed to Lumivex.",
        "The state investment fund of Abu Dhabi, Lumivex, owns 18 per cent of Orbitech.",
    ],
)
def test_one_company_owns_another(text: str) -> None:
    assert owned(text) == {("lumivex", "orbitech", "asserted")}


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("The Chinese state controls Hikvision.", "country:CHN"),
        ("Hikvision is partly owned by the government of the United Arab Emirates.", "country:ARE"),
        ("Hikvision, an arm of the Chinese army, sells cameras.", "country:CHN"),
        ("Hikvision is a CETC subsidiary.", "cetc"),
        ("State-owned CETC, the parent company of Hikvision, said nothing.", "cetc"),
    ],
)
def test_a_state_or_a_listed_company_owns(text: str, owner: str) -> None:
    assert owned(text) == {(owner, "hikvision", "asserted")}


def test_the_rest_is_of_the_company_spoken_of_before() -> None:
    text = "Temasek owns 30 percent of Lingtong, a camera maker. Yitu holds the other 70 percent."
    assert owned(text) == {
        ("temasek", "lingtong", "asserted"),
        ("yitu", "lingtong", "asserted"),
    }


def test_a_stake_whose_verb_is_told_before() -> None:
    text = "The French state holds a quarter of Thales, and Dassault a similar stake."
    assert owned(text) == {
        ("country:FRA", "thales", "asserted"),
        ("dassault", "thales", "asserted"),
    }


def test_only_the_last_company_is_the_subject_of_a_singular_verb() -> None:
    text = "Two vendors, Hikvision and Huawei, are Chinese, and the third, Axis, belongs to Canon."
    assert owned(text) == {("canon", "axis", "asserted")}


def test_what_is_denied_is_negated() -> None:
    assert owned("Lumivex is not the owner of Orbitech.") == {("lumivex", "orbitech", "negated")}


@pytest.mark.parametrize(
    "text",
    [
        "Huawei controls a quarter of the market in Kenya.",
        "Hikvision's arm in Brazil won the tender.",
        "Huawei set up the wiretapping unit of Zambia's regulator.",
        "The contract went to the Korean company Lumivex.",
        "Orbitech, like its sister firm Lumivex, sells drones.",
        "Panama buys from Lumivex, and the fifth, Orbitech, has only tested its product.",
        "Lumivex bought cameras from Orbitech.",
        "Orbitech cameras, which Lumivex bought in 2019, watch the port.",
        "It is unclear whether the cameras of Orbitech were bought by Georgia's ministry.",
        "Orbitech is a rival of Lumivex.",
        "Orbitech is based in part of a building of Lumivex.",
        "Kenya's acquisition of Orbitech cameras cost ten million.",
    ],
)
def test_what_is_no_ownership(text: str) -> None:
    assert owned(text) == set()
