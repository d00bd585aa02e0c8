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


@pytest.mark.parametrize(
    ("text", "country", "technology"),
    [
        ("Robbers were traced by the Dutch police with the help of drones.", "NLD", "drones"),
        ("Using plate readers, the Latvian police found the van.", "LVA", "license_plate"),
        ("Thanks to drones, police in Split stopped a stolen yacht.", "HRV", "drones"),
        ("Armed with drones, the Ugandan army hunts rebels.", "UGA", "drones"),
        ("Police in Lima identified him through face recognition.", "PER", "facial_recognition"),
        ("The use of face recognition by the Thai police grows.", "THA", "facial_recognition"),
        ("The Greek navy's use of drones has doubled.", "GRC", "drones"),
        ("Police drones flew over Riga on Monday.", "LVA", "drones"),
        ("Senegal's police cameras caught the pickpocket.", "SEN", "video_surveillance"),
        ("Drones guard the Slovak border.", "SVK", "drones"),
        ("Face recognition helped the Omani police find her.", "OMN", "facial_recognition"),
        ("Drones are in service with the Chilean navy.", "CHL", "drones"),
        ("Drones are used to watch the border of Latvia.", "LVA", "drones"),
        ("Togo has bought face recognition software.", "TGO", "facial_recognition"),
        ("The army of Benin took delivery of six drones.", "BEN", "drones"),
        ("Benin equips its police with body cameras.", "BEN", "video_surveillance"),
        ("Benin gave its police body cameras.", "BEN", "video_surveillance"),
        ("The police installed 90 cameras in Gaborone.", "BWA", "video_surveillance"),
        ("A network of street cameras has been set up in Accra.", "GHA", "video_surveillance"),
        ("The police in Croatia use drones.", "HRV", "drones"),
        ("Police in the Indian state of Kerala use drones.", "IND", "drones"),
        ("Bulgaria takes fingerprints from all visitors.", "BGR", "biometric_id"),
        (
            "Fijian police use software that reads Telegram posts.",
            "FJI",
            "social_media_surveillance",
        ),
        ("Police in Bern use a tool that scans tweets.", "CHE", "social_media_surveillance"),
        ("Kenyan police use plate-reading cameras.", "KEN", "license_plate"),
        ("Kenyan police use cameras with facial recognition.", "KEN", "facial_recognition"),
        ("Kenyan police use drones equipped with cameras.", "KEN", "drones"),
        ("Kenyan police use palm vein scanners.", "KEN", "biometric_id"),
        ("Kenyan police use smart city sensors.", "KEN", "smart_city"),
        ("Kenyan police use IMSI grabbers.", "KEN", "interception"),
        ("Cameras in Maribor read number plates.", "SVN", "license_plate"),
    ],
)
def test_a_use_may_be_told_by_means_by_the_thing_itself_or_by_buying(
    text: str, country: str, technology: str
) -> None:
    assert used(text) == {(country, technology)}


@pytest.mark.parametrize(
    "text",
    [
        "A court in Nice banned the use of drones by the police.",
        "A bill would regulate the use of face recognition by police in Spain.",
        "The use of drones by the police in Ghana was banned.",
        "The use of drones by farmers in Ghana is growing.",
        "Police in Bergen arrested a man with a drone.",
        "Customs officers in Malta confiscated nine drones.",
        "Police in Patras found two drones in a cellar.",
        "The navy of Oman could not find the boat with a drone.",
        "The mayor of Linz lost the vote thanks to the cameras.",
        "Mali shot down a drone.",
        "Unknown drones flew over a base in Denmark.",
        "Drones deliver blood in Ghana.",
        "Journalists in Quito found the camp with a drone.",
        "Cameras were installed in a hotel in Quito.",
        "Hackers used spyware against the Chilean president.",
        "A school in Ghana bought drones.",
        "Ghana makes drones for export.",
        "Like India, Ghana has laws on drones.",
        "The mayor of Kumasi opened the conference on drones.",
        "The police in Kumasi watched a film about drones.",
        "The army of Gabon ordered the drones to land.",
        "Drones fly over the vineyards of Georgia.",
    ],
)
def test_what_is_banned_seized_or_somebody_elses_is_no_use(text: str) -> None:
    assert used(text) == set()


def test_who_is_likened_to_a_user_is_one() -> None:
    assert used("Like Latvia, Estonia flies drones on its border.") == {
        ("LVA", "drones"),
        ("EST", "drones"),
    }
    assert used("Peru uses drones and Chile does too.") == {("PER", "drones"), ("CHL", "drones")}


def test_a_supplier_leaves_no_use() -> None:
    assert used("Togo bought drones from Bayraktar's maker Baykar.") == set()
    assert used("With the help of DJI drones, Togo's police found the boat.") == set()
