"""Countries that a sentence names beside those who deal."""

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


def said(*parties: str) -> set[tuple[str, str, str]]:
    supplier, *countries = parties
    return {(supplier, country, "asserted") for country in countries}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cameras from Dahua, banned in Estonia, are sold in Finland's shops.", set()),
        ("Dahua cameras, banned in Estonia, are used by police in Riga.", said("dahua", "LVA")),
        ("Dahua, which Canada has banned, equips Chile's police.", said("dahua", "CHL")),
        ("Drones from DJI, outlawed in India, fly for Nepal's police.", said("dji", "NPL")),
        ("Drones by DJI, illegal in India, were sold to Nepal's police.", said("dji", "NPL")),
        (
            "Chile's police use cameras by Dahua, which the United States has blacklisted.",
            said("dahua", "CHL"),
        ),
    ],
)
def test_where_a_ban_holds_nobody_is_supplied(
    text: str, expected: set[tuple[str, str, str]]
) -> None:
    assert told(text) == expected


def test_whom_one_is_unlike_may_have_a_clause_of_its_own() -> None:
    found = told("Unlike Chile, which buys cameras from Axis, Peru has none.")
    assert ("axis", "CHL", "asserted") in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Unlike Chile, Peru buys its cameras from Axis.", said("axis", "PER")),
        ("Peru, unlike Chile, buys its cameras from Axis.", said("axis", "PER")),
        ("In contrast to Chile, Peru buys its cameras from Axis.", said("axis", "PER")),
        ("Unlike the police in Chile, those in Peru use drones.", said("drones", "PER")),
        ("Unlike Bosch, Axis sells cameras to Peru.", said("axis", "PER")),
        (
            "Unlike Chile, Peru has never bought cameras from Axis.",
            {("axis", "PER", "negated"), ("axis", "CHL", "asserted")},
        ),
    ],
)
def test_whom_one_is_unlike_is_only_told_of_what_is_denied(
    text: str, expected: set[tuple[str, str, str]]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The embassy of India in Quito put up Axis cameras.", said("axis", "IND")),
        ("India's embassy in Quito put up Axis cameras.", said("axis", "IND")),
        ("The Indian embassy in Quito put up Axis cameras on its roof.", said("axis", "IND")),
        ("The Indian consulate in Quito bought cameras from Axis.", said("axis", "IND")),
        ("India's base in Quito has facial recognition at its gate.", set()),
        ("The ministry in Quito put up Axis cameras.", said("axis", "ECU")),
        ("The Indian embassy in Quito gave the police 40 cameras.", said("country:IND", "ECU")),
    ],
)
def test_an_embassy_is_its_own_country_s(text: str, expected: set[tuple[str, str, str]]) -> None:
    found = told(text)
    assert found <= expected | {("facial_recognition", "IND", "asserted")}
    assert found >= expected


def test_who_gives_cameras_away_is_not_supplied_with_them() -> None:
    expected = said("axis", "ECU") | said("country:IND", "ECU")
    assert told("India gave the police of Ecuador 40 Axis cameras.") == expected
    assert told("India gave Ecuador's police 40 Axis cameras.") == expected
    assert told("India gave its police 40 Axis cameras.") == said("axis", "IND")
