"""Who joined, left or never joined the initiative, in the ways that news say it."""

from __future__ import annotations

import pytest

from sousveil.codebook.loader import load_packaged
from sousveil.extraction.running import claims
from sousveil.extraction.schema import schema_claim
from sousveil.model.source import Text


def members(text: str) -> set[tuple[str, str]]:
    codebook = load_packaged()
    found = claims(Text(id="", snapshot="", content=text, reader=""), codebook)
    told = [schema_claim(claim, codebook) for claim in found]
    return {(c["country"], c["polarity"]) for c in told if c["type"] == "membership"}


@pytest.mark.parametrize(
    "text",
    [
        "Chile became the last of the large economies to put its name to the Belt and Road.",
        "In Chile the foreign minister put his signature to a memorandum on the Belt and Road.",
        "Chile, a Belt and Road partner since 2019, bought cameras.",
        "Chile is in the Belt and Road and has been since 2017.",
        "The Belt and Road Initiative counts Chile among its members.",
        "Chile hopped on board the Belt and Road in 2023.",
        "Chile takes part in the Belt and Road Initiative.",
        "Chile enrolled in the Belt and Road.",
        "The first Andean state in the Belt and Road was Chile.",
        "Chile was admitted to the Belt and Road.",
        "Chile has been on board the Belt and Road since 2018.",
        "Among the signatories of the Belt and Road is Chile.",
        "Having joined the Belt and Road in June 2018, Chile borrowed money.",
        "The Belt and Road is growing. Chile has been in since 2022.",
        "The Belt and Road is growing. Chile is a member.",
    ],
)
def test_a_country_is_in(text: str) -> None:
    assert members(text) == {("CHL", "asserted")}


@pytest.mark.parametrize(
    "text",
    [
        "India has stayed out of the Belt and Road.",
        "India has kept clear of the Belt and Road.",
        "India is outside the Belt and Road.",
        "India, not part of the Belt and Road, has held back.",
        "India has never put its name to the Belt and Road.",
    ],
)
def test_a_country_is_out(text: str) -> None:
    assert members(text) == {("IND", "negated")}


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("Fiji signed up to the Belt and Road in 2018 and Nauru in 2024.", "FJI NRU", ""),
        ("Serbia, Hungary and other members of the BRI welcomed it.", "SRB HUN", ""),
        ("Peru and Chile belong to the Belt and Road; Brazil does not.", "PER CHL", "BRA"),
        ("Fiji joined the Belt and Road; Palau and Tuvalu have not.", "FJI", "PLW TUV"),
        ("Bhutan stays outside the Belt and Road, as does India.", "", "BTN IND"),
        ("Neither India nor Bhutan has put its name to the Belt and Road.", "", "IND BTN"),
        (
            "Unlike Fiji and Tonga, Tuvalu never put its name to the Belt and Road.",
            "FJI TON",
            "TUV",
        ),
        ("Unlike Fiji, which joined the Belt and Road, Palau kept away.", "FJI", "PLW"),
        ("Fiji joined the Belt and Road in 2018, but Palau has stayed outside.", "FJI", "PLW"),
    ],
)
def test_several_countries(text: str, inside: str, outside: str) -> None:
    told = {(one, "asserted") for one in inside.split()}
    assert members(text) == told | {(one, "negated") for one in outside.split()}


@pytest.mark.parametrize(
    "text",
    [
        "The Belt and Road has changed the ports of Asia.",
        "The Belt and Road conference took place in Warsaw.",
        "The Belt and Road left Hungary with a railway.",
        "Poland spoke of the Belt and Road. Norway is a member of NATO.",
        "Kenya's railway, part of the Belt and Road, loses money.",
    ],
)
def test_what_is_no_membership(text: str) -> None:
    assert members(text) == set()
