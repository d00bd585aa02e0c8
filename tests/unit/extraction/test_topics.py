"""How far a text is looked back in: a story that names its parties once, and the next story."""

from __future__ import annotations

import pytest

from sousveil.codebook.loader import load_packaged
from sousveil.extraction.running import claims
from sousveil.extraction.schema import schema_claim
from sousveil.model.source import Text


def told(text: str) -> set[tuple[str, ...]]:
    codebook = load_packaged()
    found = claims(Text(id="", snapshot="", content=text, reader=""), codebook)
    plain = [schema_claim(claim, codebook) for claim in found]
    return {
        (
            c.get("supplier") or c.get("financier") or c["technology"],
            c.get("recipient") or c["user"],
            c["modality"],
        )
        for c in plain
        if c["type"] in ("supply", "use", "finance")
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Bolivia's interior ministry bought 400 cameras from Dahua in 2021.\n\n"
            "The contract was cancelled a year later.",
            ("dahua", "BOL", "ended"),
            id="the-contract-in-the-next-paragraph",
        ),
        pytest.param(
            "Dahua opened an office in Bolivia in 2019.\n\n"
            "The company has since supplied the police with 400 cameras.",
            ("dahua", "BOL", "deployed"),
            id="the-company-and-the-police-in-the-next-paragraph",
        ),
        pytest.param(
            "Bolivia's police opened a control room in La Paz on Monday.\n\n"
            "Dahua supplied the 400 cameras.",
            ("dahua", "BOL", "deployed"),
            id="a-company-without-a-place-of-its-own",
        ),
        pytest.param(
            "Dahua has been at work in La Paz for years. It rained on Monday.\n\n"
            "Bolivia's police bought another 400 cameras from the company in May.",
            ("dahua", "BOL", "deployed"),
            id="the-same-country-named-again",
        ),
        pytest.param(
            "Presight, which watches over the fair in Dubai, has a new owner. "
            "In Albania it has agreed to build a network of 6,000 cameras for the police.",
            ("presight", "ALB", "contracted"),
            id="a-pronoun-behind-a-new-place",
        ),
        pytest.param(
            "Dahua and the police of Bolivia have long worked together.\n\nA long friendship\n\n"
            "In May the police of Bolivia bought 400 cameras from Dahua.",
            ("dahua", "BOL", "deployed"),
            id="all-named-again-below-a-heading",
        ),
    ],
)
def test_a_story_goes_on_over_its_paragraphs(text: str, expected: tuple[str, ...]) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Bolivia joined a trade pact on Monday.\n\n"
            "Dahua sells face recognition to eighteen countries, a think tank found.",
            id="a-company-that-begins-a-story",
        ),
        pytest.param(
            "Dahua opened an office in Bolivia.\n\nPeru's parliament met on Monday. "
            "The company that makes its cameras was not named.",
            id="a-company-of-another-story",
        ),
        pytest.param(
            "Police cameras went up in La Paz.\n\nShares in Dahua fell in Shenzhen after "
            "Washington added the company to its list.",
            id="shares-beside-a-story-of-cameras",
        ),
        pytest.param(
            "Bolivia's police fly drones over La Paz.\n\nOther news\n\n"
            "Shareholders of Dahua met and re-elected the board.",
            id="a-heading-between",
        ),
        pytest.param(
            "Uganda put up cameras in Kampala. Estonia hired Nokia to extend its phone network, "
            "a contract worth $1 billion.",
            id="another-country-in-the-next-sentence",
        ),
    ],
)
def test_nothing_points_back_into_another_story(text: str) -> None:
    assert not {one for one in told(text) if one[0] in ("dahua", "nokia")}


def test_a_later_state_stays_in_its_story() -> None:
    text = (
        "Bolivia bought 400 cameras from Dahua in 2021.\n\nEstonia's parliament spent the day on "
        "another matter. The contract for its new roof was cancelled."
    )
    assert told(text) == {("dahua", "BOL", "deployed")}


def test_of_one_company_in_two_countries_the_nearer_story_is_ended() -> None:
    text = (
        "Bolivia bought 400 cameras from Dahua in 2021.\n\nEstonia bought plate readers from "
        "Dahua in 2022. The Dahua contract was cancelled in May."
    )
    assert told(text) == {("dahua", "BOL", "deployed"), ("dahua", "EST", "ended")}


def test_a_story_far_before_is_forgotten() -> None:
    between = "It rained all day. " * 7
    text = f"Dahua opened an office in Bolivia. {between}The company sold the police cameras."
    assert told(text) == set()
