from __future__ import annotations

import pytest
from small import codebook

from sousveil.codebook.names import Names
from sousveil.model.claim import (
    Amount,
    Claim,
    Locality,
    Measured,
    Membership,
    Mention,
    Ownership,
    Period,
)
from sousveil.review.words import details, said

from .claims import claim, counted, finance, supply, use

NAMES = Names(codebook())


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (supply("huawei", "KEN"), "Huawei supplies Kenya"),
        (supply("huawei", "KEN", polarity="negated"), "denied: Huawei supplies Kenya"),
        (supply("huawei", "KEN", modality="planned"), "Huawei supplies Kenya (planned)"),
        (
            supply("country:CHN", "KEN", technologies=("smart_city",), modality="ended"),
            "somebody in China supplies Kenya (smart city) (ended)",
        ),
        (use("KEN", "facial_recognition"), "Kenya uses facial recognition"),
        (finance("bank", "KEN"), "Bank of Loans pays for Kenya"),
        (
            claim(Membership(country="KEN", organisation="bri")),
            "Kenya belongs to Belt and Road Initiative",
        ),
        (claim(Ownership(owner="cetc", owned="nec", share="42%")), "cetc owns 42% of NEC"),
        (
            counted(36, bound="min", origin="CHN", polarity="negated"),
            "denied: at least 36 countries with China",
        ),
    ],
)
def test_a_denial_and_a_plan_never_read_like_a_deed(claim: Claim, words: str) -> None:
    assert said(claim, NAMES) == words


HERE = Mention(start=0, end=4, text="They")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, ()),
        ({"locality": Locality(name="Mombasa", level="city")}, ("Mombasa",)),
        ({"time": Period(start="2021", end="2021", mention=HERE)}, ("2021",)),
        ({"time": Period(start="2021", end="2022-03", mention=HERE)}, ("2021 to 2022-03",)),
        ({"time": Period(start="2021", mention=HERE)}, ("since 2021",)),
        (
            {"quantity": Measured(value=1800, unit="cameras", bound="min", mention=HERE)},
            ("at least 1,800 cameras",),
        ),
        (
            {"amount": Amount(value=73_700_000, currency="USD", role="loan", mention=HERE)},
            ("loan of 73,700,000 USD",),
        ),
    ],
)
def test_what_stands_beside_a_claim_is_written_out(
    more: dict[str, object], words: tuple[str, ...]
) -> None:
    assert details(supply("huawei", "KEN", "They say so.", **more)) == words  # type: ignore[arg-type]
