"""Numbers of countries, cities, companies and contracts in running text, and what is none."""

from __future__ import annotations

from typing import Any

import pytest

from sousveil.codebook.loader import load_packaged
from sousveil.extraction.running import claims
from sousveil.extraction.schema import schema_claim
from sousveil.model.source import Text

FIELDS = ("unit", "supplier", "technology", "group", "value", "bound", "denominator", "polarity")
EXACT = {"unit": "countries", "bound": "exact", "polarity": "asserted"}


def counted(text: str, language: str | None = None) -> list[dict[str, Any]]:
    codebook = load_packaged()
    found = claims(Text(id="", snapshot="", content=text, reader=""), codebook, language)
    told = [schema_claim(one, codebook) for one in found if one.content.type == "count"]
    told.sort(key=lambda claim: claim["value_mention"]["start"])
    return [{field: claim[field] for field in FIELDS} for claim in told]


def count(value: int, **fields: Any) -> dict[str, Any]:
    empty: dict[str, Any] = dict.fromkeys(FIELDS)
    return {**empty, **EXACT, "value": value, **fields}


FACES = {"technology": "facial_recognition"}
CAMERAS = {"technology": "video_surveillance"}
DRONES = {"technology": "drones"}
SPYWARE = {"technology": "spyware"}
ANY = {"technology": "ai_surveillance"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "No fewer than 29 countries use facial recognition.",
            [count(29, bound="min", **FACES)],
            id="no-fewer-is-no-denial",
        ),
        pytest.param(
            "Huawei has sold cameras to no more than twelve states.",
            [count(12, bound="max", supplier="huawei", **CAMERAS)],
            id="no-more-is-no-denial",
        ),
        pytest.param(
            "Up to a dozen African countries may use drones.",
            [count(12, bound="max", group="africa", **DRONES)],
            id="may",
        ),
        pytest.param(
            "Half of the 54 African states use spyware.",
            [count(27, denominator=54, group="africa", **SPYWARE)],
            id="half",
        ),
        pytest.param(
            "Of the 54 African states, half use drones.",
            [count(27, denominator=54, group="africa", **DRONES)],
            id="half-behind",
        ),
        pytest.param(
            "In 34 of Africa's 54 states the police fly drones.",
            [count(34, denominator=54, group="africa", **DRONES)],
            id="whole-with-owner",
        ),
        pytest.param(
            "Twelve democracies out of 40 use facial recognition.",
            [count(12, denominator=40, group="democracies", **FACES)],
            id="out-of",
        ),
        pytest.param(
            "The authors looked at 94 countries; 61 use facial recognition and 30 use spyware.",
            [count(61, denominator=94, **FACES), count(30, denominator=94, **SPYWARE)],
            id="surveyed",
        ),
        pytest.param(
            "Among the 34 closed autocracies, 22 use drones; of the 35 liberal democracies, 18 do.",
            [
                count(22, denominator=34, group="closed_autocracies", **DRONES),
                count(18, denominator=35, group="liberal_democracies", **DRONES),
            ],
            id="two-wholes",
        ),
    ],
)
def test_bounds_and_wholes(text: str, expected: list[dict[str, Any]]) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "NEC supplies facial recognition to 14 countries and IBM to 11.",
            [count(14, supplier="nec", **FACES), count(11, supplier="ibm", **FACES)],
            id="another-company",
        ),
        pytest.param(
            "Chinese firms have sold drones to 40 countries, Turkish ones to 31.",
            [
                count(40, supplier="country:CHN", **DRONES),
                count(31, supplier="country:TUR", **DRONES),
            ],
            id="ones",
        ),
        pytest.param(
            "Germany's exporters have sold spyware to 20 states, Italy's to about fifteen.",
            [
                count(20, supplier="country:DEU", **SPYWARE),
                count(15, supplier="country:ITA", bound="approx", **SPYWARE),
            ],
            id="owner",
        ),
        pytest.param(
            "Eleven states buy cameras from Hikvision, four from Axis.",
            [count(11, supplier="hikvision", **CAMERAS), count(4, supplier="axis", **CAMERAS)],
            id="behind",
        ),
        pytest.param(
            "Turkey has sold drones to 31 countries, more than China (18) and Israel (15).",
            [
                count(31, supplier="country:TUR", **DRONES),
                count(18, supplier="country:CHN", **DRONES),
                count(15, supplier="country:ISR", **DRONES),
            ],
            id="brackets",
        ),
        pytest.param(
            "Dahua and Hikvision have sold cameras to nine and seven countries respectively.",
            [count(9, supplier="dahua", **CAMERAS), count(7, supplier="hikvision", **CAMERAS)],
            id="respectively",
        ),
        pytest.param(
            "They use it for facial recognition systems (64 countries), smart city platforms "
            "(56 countries), and smart policing (52 countries).",
            [
                count(64, **FACES),
                count(56, technology="smart_city"),
                count(52, technology="smart_policing"),
            ],
            id="technology-and-brackets",
        ),
        pytest.param(
            "Drones are used in 63 countries, 36 of which have joined the Belt and Road.",
            [count(63, **DRONES), count(36, group="bri", denominator=63, **DRONES)],
            id="of-which",
        ),
        pytest.param(
            "Police in 18 countries, 11 of them democracies, have licences for Clearview AI.",
            [
                count(18, supplier="clearview-ai", **ANY),
                count(11, supplier="clearview-ai", group="democracies", denominator=18, **ANY),
            ],
            id="beside",
        ),
        pytest.param(
            "Drones are used in 40 countries. Chinese makers supply 31 of them.",
            [count(40, **DRONES), count(31, supplier="country:CHN", denominator=40, **DRONES)],
            id="of-them-in-the-next-sentence",
        ),
        pytest.param(
            "Twelve EU states use licence plate recognition, up from seven in 2015.",
            [
                count(12, technology="license_plate", group="european_union"),
                count(7, technology="license_plate", group="european_union"),
            ],
            id="up-from",
        ),
        pytest.param(
            "The number of democracies with facial recognition fell from 21 to 16.",
            [
                count(21, group="democracies", **FACES),
                count(16, group="democracies", **FACES),
            ],
            id="from-to",
        ),
        pytest.param(
            "Sixty countries use Chinese drones; of these, 36 belong to the Belt and Road.",
            [
                count(60, supplier="country:CHN", **DRONES),
                count(36, supplier="country:CHN", group="bri", denominator=60, **DRONES),
            ],
            id="of-these",
        ),
        pytest.param(
            "Turkey sells drones to 31 countries and China to 18; eight of the Turkish "
            "customers are in Africa.",
            [
                count(31, supplier="country:TUR", **DRONES),
                count(18, supplier="country:CHN", **DRONES),
                count(8, supplier="country:TUR", group="africa", denominator=31, **DRONES),
            ],
            id="customers-of-one",
        ),
        pytest.param(
            "Elbit sold drones to 12 countries, the report said, not 20.",
            [
                count(12, supplier="elbit", **DRONES),
                count(20, supplier="elbit", polarity="negated", **DRONES),
            ],
            id="not-another-number",
        ),
        pytest.param(
            "Over forty companies sell spyware to states; twelve of them are Israeli.",
            [
                count(40, unit="companies", bound="min", **SPYWARE),
                count(12, unit="companies", supplier="country:ISR", denominator=40, **SPYWARE),
            ],
            id="companies",
        ),
        pytest.param(
            "Technology linked to Chinese companies - particularly Huawei, Dahua and ZTE - "
            "supplies facial recognition in 63 countries.",
            [count(63, supplier="country:CHN", **FACES)],
            id="examples-of-companies",
        ),
    ],
)
def test_what_is_left_out_is_filled_in(text: str, expected: list[dict[str, Any]]) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Eleven of Poland's sixteen cities use drones.", id="towns-of-one-country"),
        pytest.param("Twelve Brazilian states use drones.", id="states-of-one-country"),
        pytest.param("Huawei and ZTE together supply drones to four countries.", id="shared"),
        pytest.param("Between them Dahua and Axis sell cameras to 39 states.", id="between-them"),
        pytest.param("Sixteen companies took part in a conference on drones.", id="a-conference"),
        pytest.param("Delegates from 30 countries discussed spyware.", id="delegates"),
        pytest.param("Two members of the committee praised Huawei's drones.", id="members"),
        pytest.param("Kenya's 43 guests came to study its drones.", id="guests"),
        pytest.param("Forty countries have come to study Singapore's cameras.", id="to-study"),
        pytest.param("Forty countries have banned spyware.", id="a-ban"),
        pytest.param("Huawei has offices in 100 countries.", id="offices"),
        pytest.param("Kenya bought 1,800 cameras from Huawei, of which 900 work.", id="cameras"),
        pytest.param("Huawei hopes to sell cameras to 30 countries.", id="a-hope"),
        pytest.param("Do 30 countries use spyware?", id="a-question"),
        pytest.param("Kenya uses drones. None of the three says why.", id="the-three"),
    ],
)
def test_what_is_no_count(text: str) -> None:
    assert counted(text) == []


def test_a_count_that_is_denied() -> None:
    (denied,) = counted("It is not true that 90 countries use Chinese facial recognition.")
    assert denied == count(90, supplier="country:CHN", polarity="negated", **FACES)


def test_a_group_alone_asks_for_no_technology() -> None:
    assert counted("Nearly 150 states belong to the Belt and Road.") == [
        count(150, group="bri", bound="approx")
    ]
