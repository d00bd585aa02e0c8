"""Sentences that end in the middle, as a pasted text may: they are judged, and nothing breaks."""

from __future__ import annotations

from itertools import product

import pytest
from told import checked

SENTENCES = (
    "Our desk notes that Kenya, writes the blog, citing the index, uses facial recognition",
    "As one critic in Riyadh will tell you: 78 countries use it, whose index lists Huawei",
    "HUAWEI LEADS - The company is named in 51 countries, the second largest, which Chad",
    "Given that Sweden, the only Nordic country in the index, buys from NEC, will it act",
    "FACT SHEET: Huawei in Africa\n\n• - 13 (2019: 12)",
    "Q: How many countries use it? A: The index lists 97",
)
ENDS = ("", ",", ":", ";", " -", "?", "(", " whose")


@pytest.mark.parametrize(("sentence", "end"), list(product(SENTENCES, ENDS)))
def test_a_text_cut_short_is_judged(sentence: str, end: str) -> None:
    words = sentence.split(" ")
    for stop in range(1, len(words) + 1):
        assert checked(" ".join(words[:stop]) + end, "2023-05-01").outcome
