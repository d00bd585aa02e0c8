"""What is denied, where the denial stands in a clause or a sentence of its own."""

from __future__ import annotations

from typing import Any

import pytest

from sousveil.codebook.loader import load_packaged
from sousveil.extraction.running import claims
from sousveil.extraction.schema import schema_claim
from sousveil.model.source import Text

SOLD = "Reuters reported that Hikvision had sold cameras to the police of Serbia."


def said(text: str) -> list[dict[str, Any]]:
    codebook = load_packaged()
    found = claims(Text(id="", snapshot="", content=text, reader=""), codebook)
    return [schema_claim(claim, codebook) for claim in found]


def polarities(text: str) -> set[tuple[str, str, str]]:
    return {
        (c["supplier"], c["recipient"], c["polarity"]) for c in said(text) if c["type"] == "supply"
    }


@pytest.mark.parametrize(
    "denial",
    [
        "The company denied the report.",
        "Hikvision denied it.",
        "The company has denied doing business with Belgrade.",
        "Hikvision said that it had never sold anything to the Serbian police.",
        "The ministry called the story a fabrication.",
        "The report is false, the interior ministry said.",
        "The company said that it had no customers in Serbia.",
        "The police disputed this.",
        "The ministry said that no such cameras had been bought.",
    ],
)
def test_a_later_denial_makes_a_second_claim(denial: str) -> None:
    expected = {("hikvision", "SRB", "asserted"), ("hikvision", "SRB", "negated")}
    assert polarities(f"{SOLD} {denial}") == expected


@pytest.mark.parametrize(
    "other",
    [
        "The company denied access to its files.",
        "The company denied having paid bribes.",
        "The company does not deny it.",
        "The ministry declined to comment on the report.",
        "The ministry rejected an offer by a rival.",
        "Dahua denied it.",
        "The ministry said that the cameras did not work.",
        "The company said that it had never handed over the source code.",
        "The ministry would not say what they had cost.",
        "Hikvision denied that it had sold cameras to Hungary.",
    ],
)
def test_what_denies_something_else(other: str) -> None:
    assert ("hikvision", "SRB", "negated") not in polarities(f"{SOLD} {other}")


def test_who_denies_is_the_source() -> None:
    denied = next(c for c in said(f"{SOLD} Hikvision denied it.") if c["polarity"] == "negated")
    assert denied["attribution"] == ["Hikvision"]
    assert denied["evidence"]["quote"] == f"{SOLD} Hikvision denied it."


@pytest.mark.parametrize(
    "text",
    [
        "Huawei gave Serbia the cameras for nothing.",
        "Huawei delivered cameras to Serbia at no cost.",
        "Huawei sold Serbia no fewer than 900 cameras.",
        "Huawei sold Serbia not only cameras but also drones.",
        "Huawei sold Serbia cameras without a tender.",
        "Serbia has not joined the euro, although Huawei sells cameras to it.",
        "It is not Axis that watches the metro; Serbia bought its cameras from Huawei.",
        "Nobody disputes that Serbia bought cameras from Huawei.",
        "Huawei does not deny that it sold cameras to Serbia.",
    ],
)
def test_what_only_looks_like_a_denial(text: str) -> None:
    assert ("huawei", "SRB", "negated") not in polarities(text)
    assert ("huawei", "SRB", "asserted") in polarities(text)


@pytest.mark.parametrize(
    "text",
    [
        "Serbia denies using cameras from Huawei.",
        "Serbia rejected the charge that it had bought cameras from Huawei.",
        "It was not Huawei, as the papers had it, but Axis that sold Serbia the cameras.",
        "At no time did Huawei sell cameras to Serbia.",
        "Serbia's police did not, the minister stresses, buy cameras from Huawei.",
    ],
)
def test_what_is_denied_in_one_sentence(text: str) -> None:
    assert ("huawei", "SRB", "negated") in polarities(text)
    assert ("huawei", "SRB", "asserted") not in polarities(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Huawei was not among the companies that sold Serbia cameras.", "negated"),
        ("Serbia's police chose Axis cameras rather than Huawei cameras.", "negated"),
        ("Reports that Serbia bought cameras from Huawei are wrong, its police said.", "negated"),
        ("There is no truth to reports that Serbia bought cameras from Huawei.", "negated"),
        ("Hikvision, not Huawei, sold Serbia the cameras.", "negated"),
        ("Huawei is not the only company that sells cameras to Serbia.", "asserted"),
        ("Protesters failed to stop Serbia from buying cameras from Huawei.", "asserted"),
        ("Serbia never denied buying cameras from Huawei.", "asserted"),
        ("Serbia did not receive the cameras from Huawei until 2020.", "asserted"),
        (
            "The police denied reporters access to the cameras Serbia bought from Huawei.",
            "asserted",
        ),
    ],
)
def test_what_a_negation_reaches(text: str, expected: str) -> None:
    found = {p for firm, _, p in polarities(text) if firm == "huawei"}
    assert found == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "Serbia, which denies it, bought cameras from Hikvision, according to leaked papers.",
        "Although the army denies it, Serbia bought cameras from Hikvision, Reuters reported.",
        f"{SOLD[:-1]}, a claim the company called baseless.",
        f'{SOLD} "We have no such cameras," the police said.',
        f"{SOLD} The police say they never did.",
    ],
)
def test_both_sides_of_a_dispute(text: str) -> None:
    expected = {("hikvision", "SRB", "asserted"), ("hikvision", "SRB", "negated")}
    assert polarities(text) == expected


@pytest.mark.parametrize(
    "later",
    [
        "The company has not delivered anything yet, the ministry said.",
        "Today the police own no such cameras, a spokesman said.",
    ],
)
def test_how_things_stand_denies_nothing(later: str) -> None:
    assert ("hikvision", "SRB", "negated") not in polarities(f"{SOLD} {later}")


def test_what_one_no_longer_owns() -> None:
    (owned,) = (c for c in said("Alibaba said it no longer owned shares in Megvii."))
    assert (owned["owner"], owned["owned"], owned["polarity"]) == ("alibaba", "megvii", "negated")
