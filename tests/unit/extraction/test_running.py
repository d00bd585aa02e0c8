"""What running text claims, sentence by sentence: simple ones must never fail."""

from __future__ import annotations

from typing import Any

import pytest

from sousveil.codebook.loader import load_packaged
from sousveil.extraction.running import claims
from sousveil.extraction.schema import schema_claim
from sousveil.model.source import Text

COUNT = "facial recognition is used in 61 countries"


def said(text: str) -> list[dict[str, Any]]:
    codebook = load_packaged()
    found = claims(Text(id="", snapshot="", content=text, reader=""), codebook)
    return [schema_claim(claim, codebook) for claim in found]


def supplies(text: str) -> set[tuple[str, str, str, str]]:
    return {
        (c["supplier"], c["recipient"], c["polarity"], c["modality"])
        for c in said(text)
        if c["type"] == "supply"
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The cameras in Nairobi were installed by Huawei.", ("huawei", "KEN")),
        ("Cameras across Lima were bought from Dahua.", ("dahua", "PER")),
        ("Huawei supplied Kenya with cameras.", ("huawei", "KEN")),
        ("Kenya's police bought cameras from Huawei.", ("huawei", "KEN")),
        ("Police in Peru, Indiana, lease drones from Skydio.", ("skydio", "USA")),
    ],
)
def test_plain_sentences_tell_who_supplies_whom(text: str, expected: tuple[str, str]) -> None:
    assert supplies(text) == {(*expected, "asserted", "deployed")}


@pytest.mark.parametrize(
    ("text", "polarity", "modality"),
    [
        ("Uganda denies that it bought spyware from NSO Group.", "negated", "deployed"),
        ("Uganda has no contract for spyware with NSO Group.", "negated", "contracted"),
        ("Uganda plans to buy spyware from NSO Group.", "asserted", "planned"),
        ("Uganda signed a contract for spyware with NSO Group.", "asserted", "contracted"),
        ("Uganda switched its NSO Group spyware off in June.", "asserted", "ended"),
        ("Ugandan police are testing spyware from NSO Group.", "asserted", "trial"),
    ],
)
def test_the_state_of_a_supply(text: str, polarity: str, modality: str) -> None:
    assert supplies(text) == {("nso-group", "UGA", polarity, modality)}


@pytest.mark.parametrize(
    "text",
    [
        "Did Huawei sell cameras to Kenya?",
        "In the novel, Huawei sells cameras to Kenya.",
        "Huawei came second in Kenya's tender for cameras.",
        "It is unclear whether Huawei sold cameras to Kenya.",
        "Campaigners say Kenya should stop buying cameras from Huawei.",
        "Kenya has been asked to bar Huawei from supplying cameras.",
        "Your city deserves better: call today for Huawei cameras in Kenya.",
    ],
)
def test_what_claims_nothing_gives_no_supply(text: str) -> None:
    assert supplies(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        f"It is not true that {COUNT}.",
        f"There is no evidence that {COUNT}.",
        f"The claim that {COUNT} is false.",
        f"We retract our statement that {COUNT}.",
        "Facial recognition was never used in 61 countries.",
        "Huawei denied that it supplies facial recognition to 61 countries.",
    ],
)
def test_a_denied_count_is_negated(text: str) -> None:
    assert {c["polarity"] for c in said(text) if c["type"] == "count"} == {"negated"}


@pytest.mark.parametrize(
    "text",
    [
        "If facial recognition were used in 61 countries, we would know.",
        "Huawei plans to supply facial recognition to 61 countries by 2030.",
        "Is facial recognition used in 61 countries?",
    ],
)
def test_what_nobody_says_is_no_count(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya bought cameras from Huawei, reports the Nation.", ["the Nation"]),
        ("Kenya bought cameras from Huawei, according to Le Monde.", ["Le Monde"]),
        (
            "The Nation, citing officials, says Huawei sold cameras to Kenya.",
            ["The Nation", "officials"],
        ),
        ("Kenya bought cameras from Huawei.", []),
    ],
)
def test_who_says_so(text: str, expected: list[str]) -> None:
    assert [c["attribution"] for c in said(text)] == [expected]


def test_a_supplier_that_nobody_listed_is_marked() -> None:
    (claim,) = said("Kenya bought cameras from Orbiscan Systems GmbH.")
    assert (claim["supplier"], claim["marks"]) == ("orbiscan-systems", ["unlisted"])


def test_a_negated_pair_of_another_country_denies_nothing_here() -> None:
    found = supplies("Huawei supplied cameras to Kenya, but not to Uganda.")
    assert ("huawei", "KEN", "asserted", "deployed") in found
    assert not any(c[1] == "UGA" and c[2] == "asserted" for c in found)


def test_the_later_state_stands() -> None:
    text = (
        "Huawei signed a contract to supply cameras to Kenya. The contract was cancelled in 2021."
    )
    assert supplies(text) == {("huawei", "KEN", "asserted", "ended")}


def test_evidence_is_verbatim_and_holds_both_parties() -> None:
    text = "It rained. Kenya bought cameras from Huawei. It rained again."
    (claim,) = said(text)
    evidence = claim["evidence"]
    assert text[evidence["start"] : evidence["end"]] == evidence["quote"]
    assert evidence["quote"] == "Kenya bought cameras from Huawei."


@pytest.mark.parametrize(
    "text",
    [
        "Kenya uses drones.",
        "The government of Kenya operates drones.",
        "Kenya's police film protesters with drones.",
    ],
)
def test_authorities_use(text: str) -> None:
    assert [(c["user"], c["technology"]) for c in said(text)] == [("KEN", "drones")]


@pytest.mark.parametrize(
    "text",
    [
        "Farmers in Kenya use drones.",
        "Chinese tourists use drones.",
        "Residents of Nairobi use drones.",
        "Supermarkets in France use facial recognition.",
    ],
)
def test_what_people_and_shops_use_no_state_uses(text: str) -> None:
    assert said(text) == []


def test_what_a_text_says_elsewhere_does_not_silence_a_deal() -> None:
    filler = " ".join(["The weather in the capital was fine and the harbour was busy."] * 8)
    deal = "Kenya bought cameras from Huawei."
    for topic in (
        "A court threw out a patent suit.",
        "A road and a school were opened.",
        "A bakery bought a new oven.",
    ):
        assert supplies(f"{topic} {filler} {deal}") == supplies(deal)
        assert supplies(f"{deal} {filler} {topic}") == supplies(deal)
