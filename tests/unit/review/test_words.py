from __future__ import annotations

import pytest
from small import codebook

from sousveil.codebook.names import Names
from sousveil.model.claim import Claim, Membership, Ownership
from sousveil.review.words import said

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
