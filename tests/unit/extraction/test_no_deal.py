"""Adverts, courses, markets, other goods and other money: what names the parties of no deal."""

from __future__ import annotations

import pytest

from sousveil.codebook.loader import load_packaged
from sousveil.extraction.running import claims
from sousveil.extraction.schema import schema_claim
from sousveil.model.source import Text


def told(text: str) -> set[tuple[str, str]]:
    codebook = load_packaged()
    found = claims(Text(id="", snapshot="", content=text, reader=""), codebook)
    plain = [schema_claim(claim, codebook) for claim in found]
    return {
        (c.get("supplier") or c["financier"], c["recipient"]) for c in plain if "recipient" in c
    }


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Bosch offers a course on its cameras in Quito from Monday.", id="course"),
        pytest.param("A course on drones from DJI begins in Quito on Monday.", id="course-begins"),
        pytest.param("Buy two Dahua cameras in Quito and get one free.", id="advert"),
        pytest.param("Dahua cameras are sold in Ecuador.", id="market"),
        pytest.param("Ecuador has barred imports of Dahua cameras.", id="ban-on-imports"),
        pytest.param("Ecuador banned the use of Dahua cameras in ministries.", id="ban-on-use"),
        pytest.param("Cellebrite and Ecuador's police declined to comment.", id="no-comment"),
        pytest.param("NSO Group and the government of Ecuador would not comment.", id="silence"),
        pytest.param(
            "Will Quito's underground get face readers from NEC? The operator keeps silent.",
            id="what-is-asked",
        ),
        pytest.param(
            "Fruit growers in Ecuador watch trees with drones that DJI sells on the internet.",
            id="growers",
        ),
        pytest.param(
            "Shops in Quito film their customers. The cameras were made by Dahua.", id="shops"
        ),
        pytest.param("Bosch sold dishwashers to Ecuador's army.", id="other-goods"),
        pytest.param(
            "JICA lent Ecuador $80 million for a new runway; cameras are no part of it.",
            id="runway",
        ),
        pytest.param(
            "AFD gave Ecuador 20 million euros for schools, and police cameras are planned.",
            id="schools",
        ),
    ],
)
def test_no_deal_is_told(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dahua cameras were sold to Ecuador's police.", ("dahua", "ECU")),
        ("JICA lent Ecuador $80 million for police cameras.", ("jica", "ECU")),
        ("Bosch, which declined to comment, sold cameras to Ecuador's police.", ("bosch", "ECU")),
        ("The police of Ecuador watch the runway with drones from DJI.", ("dji", "ECU")),
        ("Who supplied the police of Ecuador? Dahua sold them cameras.", ("dahua", "ECU")),
    ],
)
def test_a_deal_beside_such_words_is_told(text: str, expected: tuple[str, str]) -> None:
    assert expected in told(text)
