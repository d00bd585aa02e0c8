"""Which state's authorities use what, in the ways that news say it."""

from __future__ import annotations

import pytest

from sousveil.codebook.loader import load_packaged
from sousveil.extraction.running import claims
from sousveil.extraction.schema import schema_claim
from sousveil.model.source import Text


def used(text: str) -> set[tuple[str, str]]:
    codebook = load_packaged()
    found = claims(Text(id="", snapshot="", content=text, reader=""), codebook)
    told = [schema_claim(claim, codebook) for claim in found]
    return {(c["user"], c["technology"]) for c in told if c["type"] == "use"}


@pytest.mark.parametrize(
    ("text", "country", "technology"),
    [
        ("In Norway, the customs service searches number plates.", "NOR", "license_plate"),
        ("Thai investigators were caught using spyware against students.", "THA", "spyware"),
        ("Drones patrol the eastern border of Finland day and night.", "FIN", "drones"),
        ("Chile's Carabineros monitor the border with drones.", "CHL", "drones"),
        ("Zambia's intelligence service eavesdrops on phone calls.", "ZMB", "interception"),
        ("Namibia scans every container at Walvis Bay.", "NAM", "other"),
        ("The ministry in Tallinn unlocks seized phones.", "EST", "phone_forensics"),
        ("Vietnam's army trawls Facebook for insults.", "VNM", "social_media_surveillance"),
        ("Traffic wardens in Oslo started scanning number plates.", "NOR", "license_plate"),
        (
            "The use of bodycams by prison guards in New Zealand was extended.",
            "NZL",
            "video_surveillance",
        ),
        (
            "The Swedish police have turned to software that predicts where thefts will happen.",
            "SWE",
            "smart_policing",
        ),
        (
            "Kuwait's interior ministry fitted patrol cars with facial recognition.",
            "KWT",
            "facial_recognition",
        ),
        (
            "The Strategic Services Agency of Trinidad and Tobago taps telephones.",
            "TTO",
            "interception",
        ),
        ("Guinea's capital is covered by a network of cameras.", "GIN", "video_surveillance"),
        ("In Ashgabat, quadcopters circle the bazaars.", "TKM", "drones"),
        ("The Estonian rescue board is sending drones over the bogs.", "EST", "drones"),
        ("Chile's Carabineros began a trial of facial recognition.", "CHL", "facial_recognition"),
        ("Nigeria's air force says its drones have found the camps.", "NGA", "drones"),
    ],
)
def test_an_authority_uses_a_technology(text: str, country: str, technology: str) -> None:
    assert used(text) == {(country, technology)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Costa Rica uses drones at the border, Panama licence plate readers.",
            {("CRI", "drones"), ("PAN", "license_plate")},
        ),
        (
            "Latvia and Estonia both scan licence plates at their borders.",
            {("LVA", "license_plate"), ("EST", "license_plate")},
        ),
        (
            "Kuwait and Oman all fingerprint foreign workers on arrival.",
            {("KWT", "biometric_id"), ("OMN", "biometric_id")},
        ),
        (
            "Border guards in Finland use drones, and Norway's do the same.",
            {("FIN", "drones"), ("NOR", "drones")},
        ),
        (
            "Sofia's transport police wear body cameras; so do their colleagues in Bucharest.",
            {("BGR", "video_surveillance"), ("ROU", "video_surveillance")},
        ),
    ],
)
def test_several_users(text: str, expected: set[tuple[str, str]]) -> None:
    assert used(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cameras that recognise faces line the main streets of Tbilisi.", "facial_recognition"),
        ("Traffic police in Tbilisi read licence plates by camera.", "license_plate"),
        ("Georgia's roads are dotted with cameras that read licence plates.", "license_plate"),
    ],
)
def test_cameras_are_what_they_serve_for(text: str, expected: str) -> None:
    assert used(text) == {("GEO", expected)}


@pytest.mark.parametrize(
    "text",
    [
        "A supermarket in Oslo scans faces at the till.",
        "Farmers in Kenya fly drones over their maize.",
        "Activists in Berlin fear that police could use facial recognition.",
        "The court in Sydney ruled on facial recognition used by a retailer.",
        "Sweden forbids its coast guard to use facial recognition.",
        "Bangkok has banned drones over the palace.",
        "The council of Boston voted to forbid the police from using facial recognition.",
        "It is unclear whether the police of Oslo have ever used facial recognition.",
        "Does the Finnish police use drones?",
        "Software that predicts the weather is popular with the Swedish police.",
        "Dutch-funded cameras watch the port of Beira in Mozambique.",
        "Thieves in Lima tap telephones.",
        "The Danish parliament debated facial recognition for an hour.",
        "Police in Lyon arrested a man who had flown a drone over the prison.",
        "The Kenyan police asked the public for videos from private cameras.",
    ],
)
def test_what_is_no_use_by_a_state(text: str) -> None:
    assert used(text) == set()
